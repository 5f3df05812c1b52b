"""The page of a document: what it states and what it holds that is no figure, in the order of their place in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.facts import Book, Document, Place
from chaingraph.views.describe import Fact, describe_exclusion, describe_place, name_thing
from chaingraph.views.shell import Page, render
from chaingraph.views.told import Told

__all__ = ["Line", "covered", "document_lines", "render_document"]


@dataclass(frozen=True)
class Line:
    """A statement or a judgement with its places in the document."""

    fact: Fact
    kind: str
    places: tuple[str, ...]
    is_checkable: bool
    is_excluded: bool


def document_lines(document: Document, told: Told) -> list[Line]:
    """Return each statement of a document once, by its first place in it; those without a place come last."""
    book, lang = told.book, told.lang
    stated = book.said_of.get(document.key, ())
    lines: list[tuple[tuple[bool, int, int, str], Line]] = []
    for fact in told.facts(stated):
        places = sorted(
            (place for place in book.sources.places.get(fact.statement, ()) if place.document == document.key),
            key=_order,
        )
        shown = tuple(dict.fromkeys(describe_place(place, document, lang) for place in places))
        checkable = document.kept and all(place.start is not None for place in places)
        kind = book.title(f"cg:{fact.kind}", lang)
        lines.append(((*_order(places[0]), fact.statement), Line(fact, kind, shown, checkable, is_excluded=False)))
    for exclusion in book.exclusions.get(document.key, ()):
        fact = describe_exclusion(exclusion, book, lang)
        shown = (describe_place(exclusion.place, document, lang),)
        kind = book.title("cg:FigureExclusion", lang)
        line = Line(fact, kind, shown, document.kept and exclusion.place.start is not None, is_excluded=True)
        lines.append(((*_order(exclusion.place), exclusion.key), line))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _order(place: Place) -> tuple[bool, int, int]:
    return (place.start is None, place.start or 0, place.end or 0)


def covered(document: Document, book: Book) -> tuple[int, int] | None:
    """Return how many characters statements and judgements stand on, and how many the body has; None if not kept."""
    if not document.kept or document.body is None:
        return None
    places = [place for key in book.said_of.get(document.key, ()) for place in book.sources.places.get(key, ())]
    places += [exclusion.place for exclusion in book.exclusions.get(document.key, ())]
    reached: set[int] = set()
    for place in places:
        if place.document == document.key and place.start is not None and place.end is not None:
            reached.update(range(max(place.start, document.body[0]), min(place.end, document.body[1])))
    return (len(reached), document.body[1] - document.body[0])


def render_document(page: Page, document: Document, told: Told, *, derived: Sequence[str]) -> bytes:
    """Return the page of a document as UTF-8 bytes; ``derived`` are the documents that rest on it."""
    book, lang = told.book, told.lang
    lines = document_lines(document, told)
    kinds: dict[str, int] = {}
    for line in lines:
        kinds[line.kind] = kinds.get(line.kind, 0) + 1
    return render(
        page,
        "document.html.j2",
        document=document,
        other=document.name.show(lang),
        lines=lines,
        kinds=kinds,
        stated=sum(not line.is_excluded for line in lines),
        placed=sum(line.is_checkable and not line.is_excluded for line in lines),
        excluded=sum(line.is_excluded for line in lines),
        covered=covered(document, book),
        origin=name_thing(document.derived_from, book, lang),
        derived=[name_thing(key, book, lang) for key in derived],
    )
