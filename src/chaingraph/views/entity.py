"""The page of a thing: everything that documents say of it, kind by kind, each with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote

from chaingraph.facts import Book, Thing
from chaingraph.views.describe import Fact, name_thing
from chaingraph.views.shell import Page, render
from chaingraph.views.text import Run, Text
from chaingraph.views.told import Told, stated_by
from chaingraph.views.words import words_of

__all__ = ["Section", "fact_sections", "identity_of", "kin_of", "render_entity"]

#: Properties that lead from a thing to one that it is a part of.
_OWN = ("cg:area", "cg:within", "cg:programme", "cg:edition", "cg:listSeries", "org:postIn", "cg:feeds")
#: The views of single things, by kind: a site has none of them drawn, as hundreds would outweigh the rest.
_PICTURES = {"Enterprise": "enterprise", "Segment": "shock"}


@dataclass(frozen=True)
class Section:
    """What documents say in statements of one kind."""

    kind: str
    title: str
    facts: Sequence[Fact]


def fact_sections(told: Told, statements: Sequence[str]) -> list[Section]:
    """Return what statements say, one section for each kind."""
    return [
        Section(kind, told.book.title(f"cg:{kind}", told.lang), facts)
        for kind, facts in told.by_kind(statements).items()
    ]


def identity_of(thing: Thing, book: Book, lang: str) -> list[tuple[str, Text]]:
    """Return what makes the thing the one that it is: property and value."""
    return [
        (book.title(name, lang), name_thing(value, book, lang) if value in book.things else (Run(value),))
        for name, value in thing.identity
    ]


def kin_of(book: Book) -> dict[str, list[str]]:
    """Return for each thing those that are said to be in it or of it by their identity."""
    kin: dict[str, list[str]] = {}
    for thing in book.things.values():
        for name, value in thing.identity:
            if name in _OWN and value in book.things:
                kin.setdefault(value, []).append(thing.key)
    return kin


def render_entity(
    page: Page, thing: Thing, told: Told, *, kin: Mapping[str, Sequence[str]], as_of: date | None = None
) -> bytes:
    """Return the page of a thing as UTF-8 bytes; with ``as_of`` only what holds from that day or earlier."""
    book, lang = told.book, told.lang
    said = book.said_of.get(thing.key, ())
    due = stated_by(book, said, as_of)
    by_kind: dict[str, list[Text]] = {}
    for key in kin.get(thing.key, ()):
        by_kind.setdefault(book.things[key].kind, []).append(name_thing(key, book, lang))
    words = words_of(lang)
    view = _PICTURES.get(thing.kind)
    command = f"chaingraph viz {view} {quote(thing.key)}{f' --lang {lang}' if lang != 'zh' else ''}"
    return render(
        page,
        "entity.html.j2",
        thing=thing,
        kind=book.title(f"cg:{thing.kind}", lang),
        other=thing.name.show("en" if lang == "zh" else "zh"),
        identity=identity_of(thing, book, lang),
        sections=fact_sections(told, due),
        picture={"title": words[f"picture_{view}"], "command": command} if view else None,
        later=words["later_facts"].format(n=len(said) - len(due)) if len(said) > len(due) else "",
        kin=[(book.title(f"cg:{kind}", lang), texts) for kind, texts in by_kind.items()],
    )
