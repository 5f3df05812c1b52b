"""The tables under the picture of a city's system: the same boxes and lines, and what stands beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaingraph.facts import SystemFacts
from chaingraph.list_counts import Count, count_lists
from chaingraph.systems import Span
from chaingraph.views.describe import Cited, Fact, cite, count_of, describe_basis, describe_statement, name_thing
from chaingraph.views.layout import Placed
from chaingraph.views.system_picture import box_title, edge_key, edge_text, lane_of
from chaingraph.views.text import Run, Text
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["FigureRow", "LinkRow", "SetRow", "ThingRow", "figure_rows", "link_rows", "set_rows", "thing_rows"]


@dataclass(frozen=True)
class ThingRow:
    """A box of the picture as a row."""

    key: str
    lane: str
    kind: str
    title: Text
    other: str
    lists: tuple[Text, ...]
    count: Count | None
    since: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class LinkRow:
    """A line of the picture as a row."""

    key: str
    source: Text
    relation: str
    target: Text
    since: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class SetRow:
    """A stated list with its counts."""

    fact: Fact
    count: Count


@dataclass(frozen=True)
class FigureRow:
    """A number; ``is_part`` says that it is about a part of the city rather than all of it."""

    fact: Fact
    indicator: str
    basis: str
    is_part: bool
    about: Text
    scope: str
    status: str
    exact: str
    unit: str


def thing_rows(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", placed: Placed, lang: str) -> list[ThingRow]:
    """Return a row for each box, lane by lane from top to bottom."""
    words = words_of(lang)
    titles = {lane.key: lane.title for lane in placed.lanes}
    lanes = list(titles)
    other = "en" if lang == "zh" else "zh"
    counts: dict[str, Count] = {}
    claims: dict[str, tuple[str, ...]] = {}
    for one in count_lists(facts.system):
        counts.setdefault(one.parent, one.count)
        claims[one.parent] = (*claims.get(one.parent, ()), *one.statements)
    places = {key: (lanes.index(lane_of(graph.nodes[key]["kind"])), at[1]) for key, at in placed.centres.items()}
    rows: list[ThingRow] = []
    for key in sorted(places, key=lambda key: places[key]):
        data = graph.nodes[key]
        kind = data["kind"]
        title = box_title(data, lang)
        stated = [one for *_, edge in graph.in_edges(key, data=True) for one in edge["statements"]]
        second = "" if kind in {"unnamed", "bundle"} else data["name"].show(other)
        rows.append(
            ThingRow(
                key,
                titles[lane_of(kind)],
                words["members" if kind == "bundle" else kind],
                (Run(title, "" if kind in {"unnamed", "bundle"} else key),),
                second if second != title else "",
                tuple(_named(graph, source, lang) for source in graph.predecessors(key)),
                counts.get(key),
                _first_day(data["spans"]),
                cite(dict.fromkeys((*stated, *claims.get(key, ()))), facts.sources, lang),
            )
        )
    return rows


def link_rows(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", lang: str) -> list[LinkRow]:
    """Return a row for each line."""
    words = words_of(lang)
    rows: list[LinkRow] = []
    for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        word, text = words[f"relation_{relation}"], edge_text(data, lang)
        rows.append(
            LinkRow(
                edge_key(source, target, relation),
                _named(graph, source, lang),
                f"{word}（{text}）" if text else word,
                _named(graph, target, lang),
                _first_day(data["spans"]),
                cite(data["statements"], facts.sources, lang),
            )
        )
    return rows


def set_rows(facts: SystemFacts, lang: str) -> list[SetRow]:
    """Return a row for each stated list."""
    return [
        SetRow(describe_statement(facts.book.statements[claim.statement], facts.book, lang), count_of(claim))
        for claim in facts.system.claims
    ]


def figure_rows(facts: SystemFacts, lang: str) -> list[FigureRow]:
    """Return a row for each number."""
    words = words_of(lang)
    return [
        FigureRow(
            describe_statement(facts.book.statements[figure.statement], facts.book, lang),
            figure.indicator.show(lang),
            describe_basis(figure, lang),
            bool(figure.about_key) or figure.area_key != facts.system.city,
            name_thing(figure.about_key or figure.area_key, facts.book, lang),
            figure.scope.show(lang),
            words["target"] if figure.is_target else figure.status_name.show(lang),
            f"{figure.value.normalize():f}",
            figure.unit_name.show(lang),
        )
        for figure in facts.figures
    ]


def _named(graph: "nx.MultiDiGraph[str]", key: str, lang: str) -> Text:
    """Return what a box is called, with the way to the page of the thing that it stands for."""
    data = graph.nodes[key]
    return (Run(box_title(data, lang), "" if data["kind"] in {"unnamed", "bundle"} else key),)


def _first_day(spans: Sequence[Span]) -> str:
    since = spans[0].since if spans else None
    return since.isoformat() if since else ""
