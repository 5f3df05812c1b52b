"""Rows of lists: what a row says, which statements it rests on, and how far it is known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.report import Cell, Citation, Column

__all__ = ["STATE_NAMES", "Entry", "ListKind", "Source", "best_source_first", "state_of"]

_NONE = Name()
#: How far a row is known.
STATE_NAMES: Mapping[str, Name] = {
    "known": Name("已知", "known"),
    "judgement": Name("编者判断", "our judgement"),
    "not-checked": Name("未核对", "not checked"),
    "unknown": Name("未知", "unknown"),
}


@dataclass(frozen=True)
class Entry:
    """A row of a list.

    Attributes
    ----------
    cells
        By column; None is "not known", an empty text "doesn't apply".
    statements
        What says that the row belongs here: they decide how far it is known.
    also
        What else its cells rest on.
    state
        How far it is known, where that isn't the statements' to say.
    """

    cells: Mapping[str, Cell]
    statements: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class ListKind:
    """A kind of list: its name in recipes, its title, its columns, how it is read, and what to know of it."""

    name: str
    title: Name
    columns: Sequence[Column]
    read: Callable[[Case], Sequence[Entry]]
    note: Name = _NONE


@dataclass(frozen=True)
class Source:
    """Where a row stands: the document's title, day, publisher and address, and the place in it."""

    document: str
    title: str
    issued: date | None
    publisher: str
    address: str
    start: int | None
    end: int | None
    is_checkable: bool
    is_judgement: bool


def state_of(book: Book, statements: Iterable[str]) -> str:
    """Return how far what statements say is known.

    ``known``: a source's kept text says so at a place that can be checked; ``not-checked``: a source says so whose
    text isn't kept; ``judgement``: only the graph's editors say so; ``unknown``: nothing says so.
    """
    found = {_state(book, one) for one in statements}
    return next((one for one in ("known", "not-checked", "judgement") if one in found), "unknown")


def best_source_first(book: Book, citations: Iterable[Citation]) -> list[Source]:
    """Return sources, each document once: those that can be checked first, then by the order given."""
    made: dict[str, Source] = {}
    for one in citations:
        document = book.sources.documents.get(one.document)
        source = Source(
            one.document,
            one.title,
            one.issued,
            document.publisher if document else "",
            document.address if document else "",
            one.start,
            one.end,
            bool(document and document.kept and one.start is not None),
            _is_judgement(book, one.statement),
        )
        before = made.get(one.document)
        if before is None or _order(source) < _order(before):
            made[one.document] = source
    return sorted(made.values(), key=_order)


def _order(source: Source) -> tuple[bool, bool]:
    return (source.is_judgement, not source.is_checkable)


def _is_judgement(book: Book, statement: str) -> bool:
    one = book.statements.get(statement)
    return bool(one and one.first("judgedOn"))


def _state(book: Book, statement: str) -> str:
    if _is_judgement(book, statement):
        return "judgement"
    places = book.sources.places.get(statement, ())
    documents = [(place, book.sources.documents.get(place.document)) for place in places]
    if any(document and document.kept and place.start is not None for place, document in documents):
        return "known"
    return "not-checked" if statement in book.statements else "unknown"
