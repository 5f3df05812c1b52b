"""The first pages of the site: the cities, lists of all things by kind and city, the documents, the questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from chaingraph.facts import Book, Question, SystemFacts
from chaingraph.list_counts import ListCount, count_lists
from chaingraph.naming import Name
from chaingraph.networks import edition_spans
from chaingraph.views.describe import count_of, name_thing, say_counts, say_since
from chaingraph.views.questions_asked import Answer
from chaingraph.views.shell import Link, Page, page_name, render
from chaingraph.views.text import Run, Text
from chaingraph.views.words import words_of

__all__ = [
    "DOCUMENTS",
    "LISTED",
    "by_city",
    "kinds_of",
    "list_name",
    "render_documents",
    "render_index",
    "render_list",
    "render_questions",
    "search_entries",
]

DOCUMENTS = "documents.html"
#: The kinds of things that have a list, in the order of the first page.
LISTED = (
    "chain",
    "enterprise",
    "cluster",
    "park",
    "project",
    "platform",
    "institution",
    "policy",
    "sector",
    "edition",
    "programme",
    "list-series",
    "sector-group",
    "segment",
    "product",
    "place",
    "body",
    "post",
    "person",
)
_REST = "rest"


@dataclass(frozen=True)
class _Row:
    """A thing in a list."""

    key: str
    title: Text
    other: str
    aliases: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class _Group:
    """The things of a list that belong to one city."""

    anchor: str
    title: str
    rows: Sequence[_Row]


def list_name(kind: str) -> str:
    """Return the file of the list of a kind of things."""
    return f"list/{kind}.html"


def kinds_of(book: Book) -> dict[str, list[str]]:
    """Return the things of each kind in the order of the first page; documents have a list of their own."""
    found: dict[str, list[str]] = {kind: [] for kind in LISTED}
    for key in book.things:
        found.setdefault(key.partition(":")[0], []).append(key)
    found.pop("document", None)
    return {kind: keys for kind, keys in found.items() if keys}


def by_city(keys: Sequence[str], tied: Mapping[str, Sequence[str]], cities: Sequence[str]) -> dict[str, list[str]]:
    """Return the things of each city; those of none come last, under an empty key."""
    found = {city: [key for key in keys if city in tied.get(key, ())] for city in cities}
    found[""] = [key for key in keys if not tied.get(key)]
    return found


def render_list(
    page: Page, book: Book, keys: Sequence[str], tied: Mapping[str, Sequence[str]], cities: Sequence[str]
) -> bytes:
    """Return the list of the things of one kind, city by city."""
    lang = page.lang
    groups = [
        _Group(
            city.partition(":")[2] or _REST,
            book.name(city).show(lang) if city else words_of(lang)["other_cities"],
            [_row(book, key, lang) for key in sorted(found, key=lambda key: (-len(book.said_of.get(key, ())), key))],
        )
        for city, found in by_city(keys, tied, cities).items()
        if found
    ]
    return render(page, "list.html.j2", groups=groups)


def _row(book: Book, key: str, lang: str) -> _Row:
    thing = book.things[key]
    other = thing.name.show("en" if lang == "zh" else "zh")
    shown = other if other != thing.name.show(lang) else ""
    return _Row(key, name_thing(key, book, lang), shown, thing.aliases, len(book.said_of.get(key, ())))


def search_entries(
    book: Book, systems: Sequence[tuple[str, str]], answers: Sequence[Answer], lang: str
) -> list[list[object]]:
    """Return what the search of the site looks through: key, kind, names and file of each page."""
    words = words_of(lang)
    entries: list[list[object]] = [[href, words["system"], [title], href] for title, href in systems]
    for one in answers:
        cities = " · ".join(book.name(city).show(lang) for city in one.cities)
        entries.append([one.file, words["asked"], [f"{one.asks.show(lang)} {cities}"], one.file])
    for key, thing in book.things.items():
        document = book.sources.documents.get(key)
        names = [
            document.title if document else "",
            thing.name.show(lang),
            thing.name.zh,
            thing.name.en,
            *thing.aliases,
        ]
        codes = [value for name, value in thing.identity if name in {"cg:divisionCode", "cg:creditCode"}]
        kept = list(dict.fromkeys(name for name in (*names, *codes) if name))
        entries.append([key, book.title(f"cg:{thing.kind}", lang), kept, page_name(key)])
    return entries


def render_questions(page: Page, questions: Sequence[Question]) -> bytes:
    """Return the page of the questions behind the others."""
    return render(page, "questions.html.j2", questions=questions)


def render_documents(page: Page, book: Book, tied: Mapping[str, Sequence[str]]) -> bytes:
    """Return the list of all documents, the newest first."""
    lang = page.lang
    shown = [
        {
            "document": document,
            "title": document.title or document.name.show(lang),
            "cities": [name_thing(city, book, lang) for city in tied.get(key, ())],
            "origin": name_thing(document.derived_from, book, lang),
            "count": len(book.said_of.get(key, ())),
        }
        for key, document in book.sources.documents.items()
    ]
    return render(page, "documents.html.j2", shown=shown)


def render_index(
    page: Page,
    systems: Sequence[SystemFacts],
    names: Mapping[str, str],
    book: Book,
    tied: Mapping[str, Sequence[str]],
    answers: Sequence[Answer] = (),
    *,
    as_of: date | None = None,
) -> bytes:
    """Return the first page: the cities, questions, all things by kind and city, and how to read the rest."""
    lang = page.lang
    day = as_of or (date.fromisoformat(page.as_of) if page.as_of else None)
    cities = [facts.system.city for facts in systems]
    matrix = [
        {
            "kind": kind,
            "title": book.title(f"cg:{book.things[keys[0]].kind}", lang),
            "href": list_name(kind),
            "total": len(keys),
            "cells": [
                (city.partition(":")[2] or _REST, len(found)) for city, found in by_city(keys, tied, cities).items()
            ],
        }
        for kind, keys in kinds_of(book).items()
    ]
    kept = sum(document.kept for document in book.sources.documents.values())
    return render(
        page,
        "index.html.j2",
        cards=[_card(facts, names[facts.system.city], day, lang) for facts in systems],
        cities=[book.name(city).show(lang) for city in cities],
        asked=_asked(answers, cities, book, lang),
        matrix=matrix,
        documents_page=DOCUMENTS,
        document_count=len(book.sources.documents),
        kept_count=kept,
        statement_count=len(book.statements),
    )


def _asked(answers: Sequence[Answer], cities: Sequence[str], book: Book, lang: str) -> list[dict[str, object]]:
    """Return the questions with the pages that answer them: those of chains first, then those of one city or two."""
    words = words_of(lang)
    found: dict[Name, list[Answer]] = {}
    for one in answers:
        found.setdefault(one.asks, []).append(one)
    chains = {key for key, thing in book.things.items() if thing.kind == "Chain"}
    rows: list[dict[str, object]] = []
    if chains:
        links = [Link(book.name(city).show(lang), f"{list_name('chain')}#{city.partition(':')[2]}") for city in cities]
        rows.append({"asks": words["asks_chain"], "links": links})
    for asks, pages in found.items():
        links = [Link(" · ".join(book.name(city).show(lang) for city in one.cities), one.file) for one in pages]
        rows.append({"asks": asks.show(lang), "links": links})
    return rows


def _card(facts: SystemFacts, href: str, day: date | None, lang: str) -> dict[str, object]:
    """Return what the first page says about a city: its lists with their counts, and chain owners."""
    words = words_of(lang)
    system = facts.system
    counts: dict[str, ListCount] = {}
    for one in count_lists(system):
        counts.setdefault(one.parent, one)
    spans = edition_spans(system.editions)
    latest = {key for key, span in spans.items() if not span.until or (day and day < span.until)}
    stated = [edition for edition in system.editions if not (day and edition.since and edition.since > day)]
    editions = sorted(stated, key=lambda one: (one.since or date.min, one.key))
    owners = [
        claim
        for claim in system.claims
        if "role-chain-owner" in claim.conditions
        and system.city in claim.within
        and not (day and claim.since and claim.since > day)
    ]
    return {
        "title": system.city_name.show(lang),
        "href": href,
        "place": (Run(system.city_name.show(lang), system.city),),
        "programmes": [(Run(programme.name.show(lang), programme.key),) for programme in system.programmes],
        "editions": [
            {
                "title": edition.name.show(lang),
                "href": f"{href}#edition={quote(edition.key, safe='')}",
                "key": edition.key,
                "since": say_since(edition.since, None, lang),
                "standing": words["latest"] if edition.key in latest else words["earlier"],
                "count": counts[edition.key].count if edition.key in counts else None,
                "open_ended": edition.key in counts and counts[edition.key].open_ended,
            }
            for edition in editions
        ],
        "owners": [
            f"{say_counts(count_of(claim), lang, open_ended=claim.open_ended)} ({say_since(claim.since, None, lang)})"
            for claim in owners
        ],
        "figures": sum(not (day and figure.since and figure.since > day) for figure in facts.figures),
    }
