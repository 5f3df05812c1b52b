"""Read how large firms and chains are stated to be: figures of one indicator, the latest period of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chaingraph.facts import Book, Statement
from chaingraph.readings.figures import documents_by

__all__ = ["Size", "latest_sizes"]


@dataclass(frozen=True)
class Size:
    """A level that a source states of a thing: value, unit, period, scope, and how exact it is said to be."""

    about: str
    value: Decimal
    unit: str
    start: date | None
    end: date
    scope: str
    qualifier: str
    statement: str


def latest_sizes(
    book: Book, indicator: str, about: Collection[str], *, as_of: date | None = None
) -> dict[str, tuple[Size, ...]]:
    """Return for each thing its figures of an indicator for the latest period stated; several where sources differ.

    Only levels that are reported count: no growth, ranks, targets or expectations.

    Parameters
    ----------
    book
        What the store holds.
    indicator
        The local name of the concept after ``indicator-``, such as ``operating-revenue``.
    about
        Keys of the things.
    as_of
        Only what is stated by this day.
    """
    wanted = set(about)
    found: dict[str, list[Size]] = {}
    for statement in book.statements.values():
        if statement.kind != "Observation" or statement.first("about") not in wanted:
            continue
        if _is_level(statement, indicator) and statement.is_by(as_of):
            size = _size(statement)
            if size and _is_said(book, statement.key, as_of):
                found.setdefault(size.about, []).append(size)
    return {thing: tuple(_latest(sizes)) for thing, sizes in sorted(found.items())}


def _is_level(statement: Statement, indicator: str) -> bool:
    return (
        statement.first("indicator").endswith(f":indicator-{indicator}")
        and statement.first("basis").endswith("basis-level")
        and statement.first("status").endswith("status-reported")
    )


def _is_said(book: Book, statement: str, as_of: date | None) -> bool:
    """Say whether a document says it by a day; a statement that names no document counts."""
    return not book.sources.places.get(statement) or bool(documents_by(book, statement, as_of))


def _size(statement: Statement) -> Size | None:
    start, end, value = (statement.first(name) for name in ("periodStart", "periodEnd", "value"))
    if not end or not value:
        return None
    return Size(
        statement.first("about"),
        Decimal(value),
        statement.first("unit"),
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end),
        statement.first("scope"),
        statement.first("qualifier").rsplit("qualifier-", 1)[-1],
        statement.key,
    )


def _latest(sizes: Iterable[Size]) -> list[Size]:
    ordered = sorted(sizes, key=lambda one: (one.end, one.start or date.min, one.statement))
    last = ordered[-1]
    return [one for one in ordered if (one.start, one.end) == (last.start, last.end)]
