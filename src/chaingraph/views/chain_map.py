"""The map of a chain: segments from upstream to downstream, other chains at the rim, states as of a day, and gaps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chaingraph.facts import Question
from chaingraph.readings.templates import ChainView
from chaingraph.report import Citation, Report
from chaingraph.reports.common import STATES
from chaingraph.reports.gaps import GapOptions, Ranking, gaps_of, rank_segments
from chaingraph.reports.structure import structure_of
from chaingraph.views.chain_map_boxes import ASKED, Feed, class_of, draw_boxes, feeds_of
from chaingraph.views.chain_map_panel import (
    SEGMENT_QUESTIONS,
    counties_of,
    detail_of_chain,
    detail_of_segment,
)
from chaingraph.views.chain_map_tables import box_rows, feed_rows
from chaingraph.views.chain_reading import ChainDays, ChainReader, Rim
from chaingraph.views.describe import Fact
from chaingraph.views.entity import fact_sections, identity_of
from chaingraph.views.panel import document_data, fact_data, question_data
from chaingraph.views.pyvis_page import render_network
from chaingraph.views.report_page import report_content
from chaingraph.views.shell import Page
from chaingraph.views.told import Told, said_once
from chaingraph.views.words import words_of

__all__ = ["MAP_QUESTIONS", "render_chain_map"]

#: The questions behind the page.
MAP_QUESTIONS = (*SEGMENT_QUESTIONS, "segment-states", "template-matches")
_NEEDS = ("essential", "replaceable", "supporting")
_STRIP = ("ChainOwnership", "ChiefHolding")


@dataclass(frozen=True)
class _Strip:
    """Who owns the chain, or who is its chief: what sources say, if any."""

    title: str
    facts: Sequence[Fact]


def render_chain_map(
    page: Page,
    reader: ChainReader,
    view: ChainView,
    place: str,
    told: Told,
    *,
    questions: Mapping[str, Question],
    members: str = "",
    as_of: date | None = None,
) -> bytes:
    """Return the map of a chain as UTF-8 bytes.

    Parameters
    ----------
    page
        Its frame; title, what it shows and the day are filled in here.
    reader
        All chains, read once.
    view, place
        The chain in view, and where its segments are looked for.
    told
        All statements in words; its book holds the things that have a page.
    questions
        The questions of `MAP_QUESTIONS`.
    members
        The address of the page of the chain's members, if it has one.
    as_of
        The day that the page opens at; the last day on which something about the chain became known, if not given.
    """
    words, lang = words_of(page.lang), page.lang
    chain = reader.read(view, place, as_of=as_of)
    opened = chain.opened.scene
    options = GapOptions()
    ranking = rank_segments(reader.whole(chain.opened), options, alike=reader.alike)
    gaps = gaps_of(opened, ranking, options)
    structure = structure_of(opened)
    page = replace(
        page,
        as_of=chain.opened.day,
        title=page.title or _title(chain, lang),
        shows=words["map_shows"].format(chain=view.name.show(lang), place=opened.city.name.show(lang)),
    )
    feeds = feeds_of(chain, reader.templates.inputs)
    boxes, edges, placed = draw_boxes(chain, feeds, ranking, lang)
    said = list(told.book.said_of.get(view.key, ()))
    sections = [
        replace(one, facts=said_once(told, one.facts)) if one.kind in _STRIP else one
        for one in fact_sections(told, said)
    ]
    details = _details(chain, ranking, told, page)
    used = _documents(told, said, details, gaps)
    lanes = {lane.key: lane.title for lane in placed.lanes}
    counties = {segment: counties_of(chain, segment) for segment in view.segments}
    thing = told.book.things.get(view.key)
    shown = report_content(page, gaps, opened.book.sources, questions={})
    content: dict[str, object] = {
        "view": {
            "isMap": True,
            "asOf": chain.opened.day,
            "stops": [day for day in chain.days if day],
            "rankedOn": chain.opened.day,
            "details": details,
            "overview": [fact_data(fact, "page-statements", page) for section in sections for fact in section.facts],
            "asked": [one.segment for one in ranking.questions[:ASKED]],
            "gaps": [one.segment for one in ranking.gaps],
            "documents": document_data(used, opened.book.sources, page),
            "questions": question_data(questions, f" --entity {view.key}", page),
            "filter": {"key": "county", "word": words["counties"], "options": _options(counties, told, lang)},
            "kindWord": words["state"],
            "membership": {box.key: counties.get(box.key, []) for box in boxes},
            "file": (view.key or "all").rpartition(":")[2],
            "off": ["line-supporting"],
            "asks": [[name, option] for name, option in SEGMENT_QUESTIONS.items()],
            **_legend(words, lang),
        },
        "strips": [
            _Strip(words[word], [fact for one in sections if one.kind == kind for fact in one.facts])
            for word, kind in zip(("owners", "chiefs"), _STRIP, strict=True)
        ],
        "leads": [lead.show(lang) for lead in (*structure.leads, *gaps.leads[1:])],
        "members": members,
        "other": view.name.show("en" if lang == "zh" else "zh"),
        "aliases": thing.aliases if thing else (),
        "identity": identity_of(thing, told.book, lang) if thing else [],
        "key": view.key,
        "heads": [column.name.show(lang) for column in structure.sheets[0].columns],
        "rows": box_rows(chain, lanes, page),
        "feeds": feed_rows(feeds, chain, page),
        "judges": _judges(feeds),
        "sheets": shown["sheets"],
        "notes": [note.show(lang) for note in (*structure.notes, *gaps.notes)],
        "sections": sections,
        "documents": [opened.book.sources.documents[key] for key in used],
        "bundled": "",
    }
    return render_network(page, boxes, edges, placed, template="chain_map.html.j2", content=content)


def _title(chain: ChainDays, lang: str) -> str:
    """Return the name of the chain; of one that belongs to no city, with the place that is looked at."""
    name, scene = chain.view.name.show(lang), chain.opened.scene
    thing = scene.book.things.get(chain.view.key)
    if thing is not None and ("cg:area", scene.city.place) in thing.identity:
        return name
    return f"{name} · {scene.city.name.show(lang)}"


def _details(chain: ChainDays, ranking: Ranking, told: Told, page: Page) -> dict[str, dict[str, object]]:
    details = {key: detail_of_segment(chain, key, key, ranking, told, page) for key in chain.view.segments}
    groups: dict[str, list[Rim]] = {}
    for one in chain.rim:
        groups.setdefault(one.group, []).append(one)
        details[one.key] = detail_of_segment(chain, one.key, one.segment, ranking, told, page)
    return details | {key: detail_of_chain(chain, members, page) for key, members in groups.items()}


def _documents(told: Told, said: Iterable[str], details: Mapping[str, Mapping[str, object]], gaps: Report) -> list[str]:
    """Return the documents that the page cites, the newest first."""
    sources = told.book.sources
    cited = {place.document for one in said for place in sources.places.get(one, ())}
    cited |= set(_named(list(details.values()), frozenset(sources.documents)))
    for sheet in gaps.sheets:
        for row in sheet.rows:
            for cell in row:
                if isinstance(cell, tuple):
                    cited |= {one.document for one in cell if isinstance(one, Citation)}
    return [key for key in sources.documents if key in cited]


def _named(value: object, among: frozenset[str]) -> Iterator[str]:
    """Yield the keys of documents that stand anywhere in what a panel shows."""
    if isinstance(value, str):
        if value in among:
            yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _named(one, among)
    elif isinstance(value, list):
        for one in value:
            yield from _named(one, among)


def _judges(feeds: Sequence[Feed]) -> list[str]:
    """Return who judged that segments feed each other, and when."""
    return sorted({" · ".join(filter(None, (one.editor, one.judged_on))) for feed in feeds for one in feed.inputs})


def _options(counties: Mapping[str, Sequence[Sequence[str]]], told: Told, lang: str) -> list[dict[str, str]]:
    keys = sorted({one[0] for found in counties.values() for one in found})
    return [{"key": key, "title": told.book.name(key).show(lang)} for key in keys]


def _legend(words: Mapping[str, str], lang: str) -> dict[str, list[dict[str, str]]]:
    return {
        "classes": [
            *({"key": class_of(key), "word": name.show(lang)} for key, name in STATES.items()),
            {"key": "rim", "word": words["rim"]},
        ],
        "lines": [{"key": f"line-{need}", "word": words[f"need_{need}"]} for need in _NEEDS],
    }
