"""Read all that the graph holds in a few questions: things, statements, judgements and documents."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TypeVar

from pyoxigraph import Store

from chaingraph.answers import Row, ask
from chaingraph.facts import Book, Document, Exclusion, Place, Sources, Statement, Thing
from chaingraph.progress import step

_T = TypeVar("_T")

_kept: ContextVar[tuple[Store, Book] | None] = ContextVar("kept", default=None)

__all__ = ["PAGE_QUESTIONS", "keep_book", "read_book", "read_sources"]

#: The questions behind the pages of things and documents.
PAGE_QUESTIONS = (
    "page-statements",
    "page-things",
    "page-names",
    "page-identity",
    "page-terms",
    "page-exclusions",
    "system-documents",
    "system-evidence",
)


@contextmanager
def keep_book(store: Store) -> Iterator[Book]:
    """Read a store once for many pages: within the block `read_book` returns the same book; nothing may change."""
    before, book = _kept.get(), read_book(store)
    _kept.set((store, book))
    try:
        yield book
    finally:
        _kept.set(before)


def read_book(store: Store) -> Book:
    """Return all that a store holds; the number of questions doesn't grow with it."""
    kept = _kept.get()
    if kept and kept[0] is store:
        return kept[1]
    with step("整理陈述", "reading statements"):
        return _read_book(store)


def _read_book(store: Store) -> Book:
    sources = read_sources(store)
    terms = list(ask(store, "page-terms"))
    things = _read_things(store)
    statements = dict(sorted(_read_statements(store, things, sources).items()))
    said_of: dict[str, list[str]] = {}
    for key, statement in statements.items():
        documents = dict.fromkeys(place.document for place in sources.places.get(key, ()))
        for mentioned in dict.fromkeys((*statement.mentions, *documents)):
            said_of.setdefault(mentioned, []).append(key)
    return Book(
        things,
        {row.key("term"): row.name("term") for row in reversed(terms)},
        {row.key("term"): row.text("notation") for row in reversed(terms)},
        statements,
        said_of,
        _read_exclusions(store),
        sources,
    )


def read_sources(store: Store) -> Sources:
    """Return all documents, newest first, and the places of all statements."""
    documents: dict[str, Document] = {}
    for row in ask(store, "system-documents"):
        start, end = row.number("bodyStart"), row.number("bodyEnd")
        documents.setdefault(
            row.key("document"),
            Document(
                row.key("document"),
                row.name("document"),
                row.text("title"),
                row.text("publisher"),
                row.day("issued"),
                row.text("language"),
                row.text("address"),
                bool(row.text("sha256")),
                row.key("derivedFrom"),
                row.number("statements") or 0,
                None if start is None or end is None else (start, end),
            ),
        )
    places: dict[str, list[Place]] = {}
    for row in ask(store, "system-evidence"):
        start = row.number("row") if row.number("start") is None else row.number("start")
        place = Place(row.key("document"), start, row.number("end"))
        places.setdefault(row.key("statement"), []).append(place)
    return Sources(documents, {key: tuple(found) for key, found in places.items()})


def _read_things(store: Store) -> dict[str, Thing]:
    aliases = _grouped((row.key("thing"), row.text("name")) for row in ask(store, "page-names"))
    identity = _grouped(
        (row.key("thing"), (row.key("property"), row.key("value") if row.is_node("value") else row.text("value")))
        for row in ask(store, "page-identity")
    )
    things: dict[str, Thing] = {}
    for row in ask(store, "page-things"):
        key = row.key("thing")
        found = Thing(key, row.local("kind"), row.name("thing"), aliases.get(key, ()), identity.get(key, ()))
        things.setdefault(key, found)
    return things


def _read_statements(store: Store, things: Mapping[str, Thing], sources: Sources) -> dict[str, Statement]:
    kinds: dict[str, str] = {}
    values: dict[str, dict[str, dict[str, None]]] = {}
    mentions: dict[str, dict[str, None]] = {}
    for row in ask(store, "page-statements"):
        statement = row.key("statement")
        kinds.setdefault(statement, row.local("kind"))
        is_node = row.is_node("value")
        value = row.key("value") if is_node else row.text("value")
        values.setdefault(statement, {}).setdefault(row.local("property"), {})[value] = None
        if is_node and value in things and row.local("property") != "endedBy":
            mentions.setdefault(statement, {})[value] = None
    made: dict[str, Statement] = {}
    for key, kind in kinds.items():
        found = {name: tuple(all_of) for name, all_of in values[key].items()}
        since = (
            _day(found, "periodEnd" if kind == "Observation" else "validFrom")
            or _day(found, "reportedOn")
            or _issued(key, sources)
        )
        made[key] = Statement(key, kind, found, tuple(mentions.get(key, ())), since, _day(found, "validTo"))
    return made


def _day(values: Mapping[str, tuple[str, ...]], name: str) -> date | None:
    return date.fromisoformat(values[name][0]) if name in values else None


def _issued(statement: str, sources: Sources) -> date | None:
    """Return the first day on which a document says it."""
    documents = (sources.documents.get(place.document) for place in sources.places.get(statement, ()))
    return min((one.issued for one in documents if one and one.issued), default=None)


def _read_exclusions(store: Store) -> dict[str, tuple[Exclusion, ...]]:
    def read(row: Row) -> tuple[str, Exclusion]:
        place = Place(row.key("document"), row.number("start"), row.number("end"))
        found = Exclusion(row.key("exclusion"), place, row.key("reason"), row.text("editor"), row.day("judgedOn"))
        return row.key("document"), found

    return _grouped(read(row) for row in ask(store, "page-exclusions"))


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    made: dict[str, list[_T]] = {}
    for key, value in pairs:
        made.setdefault(key, []).append(value)
    return {key: tuple(found) for key, found in made.items()}
