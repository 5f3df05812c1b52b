"""What the report on coverage counts: the statements of documents in a place, of a kind, by a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.facts import Book
from chaingraph.readings.coverage import is_judged, statements_of_place
from chaingraph.readings.figures import documents_by, issued_on

__all__ = ["Scope", "find_kind", "is_of_kind", "read_scope"]


@dataclass(frozen=True)
class Scope:
    """What is in view: the statements of documents, by what they rest on, and the day ages are counted from."""

    book: Book
    statements: Sequence[str]
    documents: Mapping[str, Sequence[str]]
    day: date | None


def read_scope(book: Book, place: str | None, as_of: date | None, kind: str | None) -> Scope:
    """Return the statements of documents that are about a place, of a kind, and said by a day; None takes all."""
    here = statements_of_place(book, place) if place else frozenset(book.statements)
    statements: list[str] = []
    documents: dict[str, Sequence[str]] = {}
    for key in book.statements:
        found = documents_by(book, key, as_of)
        if key in here and found and not is_judged(key) and is_of_kind(book, key, kind):
            statements.append(key)
            documents[key] = found
    used = {document for found in documents.values() for document in found}
    newest = max((day for document in used if (day := issued_on(book, document))), default=None)
    return Scope(book, statements, documents, as_of or newest)


def find_kind(book: Book, kind: str) -> str:
    """Return the local name of a class of statements or things, by key or name."""
    present = {one.kind for one in book.statements.values()} | {one.kind for one in book.things.values()}
    known: dict[str, str] = {}
    for local in sorted(present):
        name = book.name(f"cg:{local}")
        for word in (local, f"cg:{local}", name.zh, name.en):
            known.setdefault(word.casefold(), local)
    found = known.get(kind.casefold())
    if found is None:
        hint = did_you_mean(kind.casefold(), sorted(known)) or f"; kinds are {', '.join(sorted(present))}"
        raise UnknownNameError(f"--kind: no kind of statement or thing is called '{kind}'{hint}")
    return found


def is_of_kind(book: Book, statement: str, kind: str | None) -> bool:
    """Say whether a statement is of a kind or about a thing of one; always for None."""
    one = book.statements[statement]
    if kind is None or kind == one.kind:
        return True
    return any(book.things[key].kind == kind for key in one.mentions if key in book.things)
