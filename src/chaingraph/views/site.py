"""The site: a page for each city's system, each chain, each other thing and each document, in one folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chaingraph.cities import cities_of
from chaingraph.facts import Book, Question, SystemFacts, Thing
from chaingraph.readings.templates import find_view
from chaingraph.reports.common import place_of_view
from chaingraph.systems import Edition
from chaingraph.views.chain_map import MAP_QUESTIONS, render_chain_map
from chaingraph.views.chain_map_panel import about_segment
from chaingraph.views.chain_reading import ChainReader
from chaingraph.views.chart import CHART_ASSETS
from chaingraph.views.document import render_document
from chaingraph.views.entity import kin_of, render_entity
from chaingraph.views.folding import fold_page
from chaingraph.views.index import (
    DOCUMENTS,
    kinds_of,
    list_name,
    render_documents,
    render_index,
    render_list,
    render_questions,
    search_entries,
)
from chaingraph.views.members import MEMBER_QUESTIONS, render_members
from chaingraph.views.panel import shared_data
from chaingraph.views.questions_asked import Answer
from chaingraph.views.shell import Link, Page, page_name, site_asset
from chaingraph.views.system import render_system, system_title
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["render_site"]

_ASSETS = (
    "shell.css",
    "shell.js",
    "search.js",
    "network.css",
    "network.js",
    "vis-network.css",
    "vis-network.min.js",
    "states.css",
    "cloud.css",
    "unfold.js",
    "cites.js",
    "parts.js",
    "cloud.js",
    *CHART_ASSETS,
)
_QUESTIONS = "questions.html"
_VOCABULARY = frozenset({"ChainTemplate", "Product", "Industry"})
#: The lists that the navigation of every page leads to.
_NAVIGATED = ("chain", "enterprise", "cluster", "project")


def render_site(
    systems: Sequence[SystemFacts],
    reader: ChainReader,
    questions: Sequence[Question],
    editions: Sequence[Edition],
    answers: Sequence[Answer] = (),
    *,
    lang: str = "zh",
    as_of: date | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site: name and content.

    Parameters
    ----------
    systems
        The systems of the cities that have a page.
    reader
        All things, statements and documents, and the chain templates.
    questions
        The questions to show on their page.
    editions
        All editions of all lists.
    answers
        The pages that answer questions about cities.
    lang, as_of
        As everywhere.
    """
    made = _Site(systems, reader, questions, lang, as_of)
    for name in _ASSETS:
        yield f"assets/{name}", site_asset(name).encode("utf-8")
    yield "assets/index.js", made.search_index(answers)
    yield "assets/shared.js", made.shared_script(questions)
    for name, page in made.pages(questions, editions, answers):
        yield name, fold_page(page)


def _json(value: object) -> str:
    """Return a value for a script, such that it is none even in a page that holds the script's text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _spoken_of(book: Book) -> Book:
    """Return the book without templates, and without products and industry classes that no statement names.

    They are the templates' own vocabulary, over a thousand things of which a page would have nothing to tell.
    """
    things = {
        key: thing for key, thing in book.things.items() if thing.kind not in _VOCABULARY or book.said_of.get(key)
    }
    return replace(book, things=things)


class _Site:
    """What the pages of a site share."""

    def __init__(
        self,
        systems: Sequence[SystemFacts],
        reader: ChainReader,
        questions: Sequence[Question],
        lang: str,
        as_of: date | None,
    ) -> None:
        book = _spoken_of(reader.book)
        self.reader = reader
        self.systems, self.book, self.lang, self.as_of = systems, book, lang, as_of
        self.words = words_of(lang)
        self.told = Told(book, lang)
        self.cities = [facts.system.city for facts in systems]
        self.tied = cities_of(book, self.cities)
        self.names = {city: f"system-{page_name(city).split('/')[1]}" for city in self.cities}
        listed = kinds_of(book)
        self.shared = frozenset(one.name for one in questions)
        self.navigation = [
            Link(self.words["home"], "index.html"),
            *(
                Link(
                    self.words["system_short"].format(city=facts.system.city_name.show(lang)),
                    self.names[facts.system.city],
                )
                for facts in systems
            ),
            *(Link(self.kind_title(kind), list_name(kind)) for kind in _NAVIGATED if kind in listed),
            Link(self.words["documents"], DOCUMENTS),
            Link(self.words["questions"], _QUESTIONS),
        ]

    def kind_title(self, kind: str) -> str:
        """Return what things of a kind are called."""
        first = next(key for key in self.book.things if key.startswith(f"{kind}:"))
        return self.book.title(f"cg:{self.book.things[first].kind}", self.lang)

    def page(self, name: str, title: str, shows: str) -> Page:
        """Return one of the first pages, titled by words."""
        return Page(name, self.lang, self.words[title], self.words[shows], self.day(), self.navigation, in_site=True)

    def day(self) -> str:
        """Return the day that the site is of, if one was chosen."""
        return self.as_of.isoformat() if self.as_of else ""

    def inner(self, name: str, title: str, shows: str) -> Page:
        """Return a page in a folder of the site."""
        return Page(
            name,
            self.lang,
            title,
            shows,
            self.day(),
            self.navigation,
            "../",
            in_site=True,
            pages=self.book.things,
            shared=self.shared,
        )

    def list_page(self, kind: str) -> Page:
        title = self.kind_title(kind)
        return self.inner(list_name(kind), title, self.words["list_lead"].format(kind=title))

    def pages(
        self, questions: Sequence[Question], editions: Sequence[Edition], answers: Sequence[Answer]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield all pages, from the first to those of each thing."""
        book = self.book
        yield "index.html", self.index(answers)
        yield DOCUMENTS, render_documents(self.page(DOCUMENTS, "documents", "documents_lead"), book, self.tied)
        yield _QUESTIONS, render_questions(self.page(_QUESTIONS, "questions", "questions_lead"), questions)
        for facts in self.systems:
            name = self.names[facts.system.city]
            drawn = render_system(
                facts, lang=self.lang, as_of=self.as_of, name=name, navigation=self.navigation, in_site=True
            )
            yield name, drawn
        for kind, keys in kinds_of(book).items():
            yield list_name(kind), render_list(self.list_page(kind), book, keys, self.tied, self.cities)
        for answer in answers:
            yield answer.file, answer.draw(self.inner(answer.file, "", ""))
        yield from self.things(editions, {one.name: one for one in questions})

    def index(self, answers: Sequence[Answer]) -> bytes:
        """Return the first page."""
        days = [document.issued for document in self.book.sources.documents.values() if document.issued]
        day = self.as_of or max(days, default=None)
        page = Page(
            "index.html",
            self.lang,
            self.words["index_title"],
            self.words["index_lead"],
            day.isoformat() if day else "",
            self.navigation,
            in_site=True,
        )
        return render_index(page, self.systems, self.names, self.book, self.tied, answers, as_of=self.as_of)

    def search_index(self, answers: Sequence[Answer]) -> bytes:
        """Return the script that holds what the search looks through, and its words."""
        systems = [(system_title(facts, self.lang), self.names[facts.system.city]) for facts in self.systems]
        entries = search_entries(self.book, systems, answers, self.lang)
        lines = ",\n".join(_json(entry) for entry in entries)
        said = {key: self.words[key] for key in ("search_site", "search_site_help", "found", "nothing_found")}
        return f'window.chaingraphIndex = {{"words":{_json(said)},"entries":[\n{lines}\n]}};\n'.encode()

    def shared_script(self, questions: Sequence[Question]) -> bytes:
        """Return the script that holds what the panels of all pages show: words, questions, documents and segments."""
        asked = {one.name: one for one in questions}
        said = shared_data(asked, self.book.sources, self.page("index.html", "index_title", "index_lead"))
        book, templates = self.reader.book, self.reader.templates
        drawn = sorted({one for segments in templates.segments.values() for one in segments})
        said["segments"] = {one: about_segment(one, book, templates, self.lang) for one in drawn}
        parts = [
            f"{_json(part)}:{{\n" + ",\n".join(f"{_json(key)}:{_json(value)}" for key, value in held.items()) + "\n}"
            for part, held in said.items()
        ]
        held = ",\n".join(parts)
        return f"window.chaingraphShared = {{\n{held}\n}};\n".encode()

    def things(self, editions: Sequence[Edition], questions: Mapping[str, Question]) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of all things and documents."""
        book, lang = self.book, self.lang
        kin = kin_of(book)
        derived: dict[str, list[str]] = {}
        for key, one in book.sources.documents.items():
            derived.setdefault(one.derived_from, []).append(key)
        for key, thing in book.things.items():
            name, title, kind = page_name(key), thing.name.show(lang), book.title(f"cg:{thing.kind}", lang)
            document = book.sources.documents.get(key)
            if document:
                page = self.inner(name, document.title or title, self.words["document_shows"])
                yield name, render_document(page, document, self.told, derived=derived.get(key, ()))
            elif thing.kind == "Chain":
                yield from self.chain(thing, editions, questions)
            else:
                page = self.inner(name, title, self.words["entity_shows"].format(kind=kind))
                yield name, render_entity(page, thing, self.told, kin=kin, as_of=self.as_of)

    def chain(
        self, thing: Thing, editions: Sequence[Edition], questions: Mapping[str, Question]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the two pages of a chain: its map, or why there is none, and its members."""
        reader, name, title = self.reader, page_name(thing.key), thing.name.show(self.lang)
        beside = f"members/{name.rpartition('/')[2]}"
        asked = {one: questions[one] for one in MEMBER_QUESTIONS if one in questions}

        def members(page: Page, note: str = "") -> bytes:
            return render_members(
                page, thing, self.told, editions=editions, questions=asked, as_of=self.as_of, note=note
            )

        yield beside, members(self.inner(beside, title, ""))
        if not any(one.subject == thing.key for one in reader.templates.matches):
            yield name, members(self.inner(name, title, ""), self.words["no_template"])
            return
        view = find_view(reader.book, reader.templates, thing.key)
        yield (
            name,
            render_chain_map(
                self.inner(name, title, ""),
                reader,
                view,
                place_of_view(reader.book, view),
                self.told,
                questions={one: questions[one] for one in MAP_QUESTIONS if one in questions},
                members=f"../{beside}",
                as_of=self.as_of,
            ),
        )
