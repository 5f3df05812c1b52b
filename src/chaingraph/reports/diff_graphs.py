"""The report on what differs between two graphs, kind by kind and in sentences."""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Store

from chaingraph.analyses.diff import Change, Record, diff_records
from chaingraph.book import read_book
from chaingraph.errors import InputError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.belonging import Belonging
from chaingraph.readings.city import find_place
from chaingraph.readings.records import count_unnamed
from chaingraph.report import Cell, Report
from chaingraph.reports.common import cite
from chaingraph.reports.diff_sheets import WHAT, by_kind, kinds_of, records_of, sheets_of, total_of, where_of
from chaingraph.reports.telling import about_of, property_name, say_change, say_part, say_record, say_values

__all__ = ["report_graphs"]


def report_graphs(
    old: Store,
    new: Store,
    *,
    names: tuple[str, str] = ("OLD", "NEW"),
    city: str | None = None,
    kinds: Sequence[str] = (),
) -> Report:
    """Return what differs between two graphs: statements, judgements and things, each by its IRI.

    Parameters
    ----------
    old, new
        The graphs.
    names
        What they are called in the title.
    city
        Only what belongs to this place (`chaingraph.cities`), by key, division code or name.
    kinds
        Only these kinds, by class name or label.

    Raises
    ------
    UnknownNameError
        No place is called so in either graph.
    InputError
        A kind that neither graph knows.
    """
    books = (read_book(old), read_book(new))
    records = tuple(records_of(store) for store in (old, new))
    changes = diff_records(records[0].values(), records[1].values())
    known = {one.kind for found in records for one in found.values()}
    wanted = kinds_of(books[1], known, kinds)
    if wanted:
        changes = tuple(one for one in changes if one.kind in wanted)
    if city is not None:
        places = _place_in(books, city)
        inside = [Belonging(book, place) for book, place in zip(books, places, strict=True) if place]
        changes = tuple(
            one for one in changes if any(mine.holds(found.get(one.key)) for mine in inside for found in records)
        )
    rows = {kind: _graph_rows(found, records, books) for kind, found in by_kind(changes).items()}
    where = where_of(books[1] if city else None, places[1] or places[0] if city else None)
    title = Name(f"差别：{names[0]} → {names[1]}{where.zh}", f"Differences: {names[0]} → {names[1]}{where.en}")
    unnamed = count_unnamed(old) + count_unnamed(new)
    leads = [
        Name(
            f"{unnamed}个节点没有IRI，无法对应，未作比较。",
            f"{unnamed} nodes have no IRI and can't be told apart: they are not compared.",
        )
    ]
    return Report(
        title,
        [*(leads if unnamed else []), total_of(changes, WHAT["removed"])],
        sheets_of(books[1], changes, rows, WHAT["removed"]),
        [
            Name(
                "同一IRI在两边取值不同为“改动”，只在一边为“新增”或“删除”；本体（概念与类）的差别不计。",
                "An IRI that stands in both with other values is 'changed', else 'added' or 'removed'; differences of "
                "the ontology (concepts and classes) are not told.",
            )
        ],
    )


def _place_in(books: Sequence[Book], city: str) -> list[str | None]:
    """Return the place in each graph; None for one that doesn't know it, unless neither does."""
    found: list[str | None] = []
    for book in books:
        try:
            found.append(find_place(book, city))
        except InputError:
            found.append(None)
    if not any(found):
        find_place(books[1], city)
    return found


def _graph_rows(
    changes: Iterable[Change], records: Sequence[Mapping[str, Record]], books: Sequence[Book]
) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for one in changes:
        if one.what != "changed":
            side = 1 if one.what == "added" else 0
            record, book = records[side][one.key], books[side]
            sentence = say_change(one, record, book)
            rows.append(
                (WHAT[one.what], sentence, about_of(record, book), None, None, None, cite(book, [one.key]), one.key)
            )
            continue
        record, book = records[1][one.key], books[1]
        subject = say_record(record, book, with_value=False)
        for part in one.parts:
            old, new = (
                say_values(part.name, values, side, side.statements.get(one.key))
                for values, side in ((part.old, books[0]), (part.new, books[1]))
            )
            sentence = say_part(part, subject, old, new, book)
            about, name = about_of(record, book), property_name(part.name, book)
            cells = (old if part.old else None, new if part.new else None)
            rows.append((WHAT["changed"], sentence, about, name, *cells, cite(book, [one.key]), one.key))
    return rows
