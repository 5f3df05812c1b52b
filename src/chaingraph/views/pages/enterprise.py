"""The view of one firm's surroundings: segments, chains, parks, projects, places, titles, and who else is there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.book import read_book
from chaingraph.cities import cities_of
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.networks import bundle_members
from chaingraph.readings.city import find_place
from chaingraph.readings.templates import read_templates
from chaingraph.reports.finding import find_things
from chaingraph.systems import Span
from chaingraph.views.entity import fact_sections
from chaingraph.views.firm_network import KINDS, firm_graph
from chaingraph.views.firm_report import LANE_TITLES, lane_of, report_firm, roles_of
from chaingraph.views.lane_page import detail_data, documents_of, filter_data, line_data, render_lanes
from chaingraph.views.layout import Box, Lane, Placed, stack_lanes, wrap
from chaingraph.views.panel import legend_data
from chaingraph.views.pyvis_page import Drawn, DrawnEdge
from chaingraph.views.reading import read_cities
from chaingraph.views.shell import Page
from chaingraph.views.system_picture import box_title, edge_key, span_dates
from chaingraph.views.text import Run
from chaingraph.views.told import Told, stated_by
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["draw"]

_LIMIT = 2000
_QUESTIONS = ("page-statements", "template-segments")
_WIDTHS = {"beside": 196, "firm": 176, "in": 222, "others": 222}
_LINES = {"listed": "relation_direct", "possible": "relation_possible", "through": "by_template_line"}
_LANE_GAP = 52


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page of a firm, by key or any of its names.

    Raises
    ------
    UnknownNameError
        No firm of that name, or more than one, or one of another city.
    """
    book, lang = read_book(store), page.lang
    words = words_of(lang)
    (firm,) = find_things(book, names, ("Enterprise",))
    if city is not None:
        _check_home(store, book, firm, find_place(book, city))
    templates = read_templates(store)
    full = firm_graph(book, templates, firm)
    graph = bundle_members(full, limit=_LIMIT, keep=frozenset({"subject", "segment", "cluster", "park", "project"}))
    told = Told(book, lang)
    stops = _stops(book, graph, firm, as_of)
    title = Name(
        *(words_of(one)["enterprise_view_title"].format(firm=book.name(firm).show(one)) for one in ("zh", "en"))
    )
    day = as_of.isoformat() if as_of else (stops[-1] if stops else "")
    page = replace(page, title=title.show(lang), shows=words["enterprise_view_shows"], as_of=day)
    boxes, placed = _boxes(graph, lang)
    edges = _edges(graph)
    said = {key: _said(book, graph, firm, key) for key in graph}
    own = list(book.said_of.get(firm, ()))
    legend = legend_data(KINDS, _LINES, lang)
    legend["classes"] = [
        {**one, "word": words["firm_lane"]} if one["key"] == "subject" else one for one in legend["classes"]
    ]
    view: dict[str, object] = {
        "stops": stops,
        "details": {key: _detail(told, graph, key, said[key], page) for key in graph},
        "filter": filter_data("hops", "hops", [("1", "hops_1"), ("2", "hops_2")], lang),
        "membership": {key: ["1", "2"] if data.get("hop", 2) < 2 else ["2"] for key, data in graph.nodes(data=True)},
        **legend,
    }
    report = report_firm(title, book, graph, firm, boxes=list(placed.centres), edges=edges, as_of=as_of)
    return render_lanes(
        page,
        report,
        book,
        boxes,
        edges,
        placed,
        view=view,
        stated=dict.fromkeys([*own, *(one for found in said.values() for one in found)]),
        questions=read_questions(_QUESTIONS),
        options=f" --entity {firm}",
        sections=fact_sections(told, stated_by(book, own, None)),
    )


def _check_home(store: Store, book: Book, firm: str, place: str) -> None:
    """Refuse a firm that belongs to other cities only; one of which nothing says where it belongs is of any."""
    cities = [shorten(one.key) for one in read_cities(store)]
    homes = cities_of(book, cities).get(firm, ())
    if homes and place in cities and place not in homes:
        named = ", ".join(f"{home.partition(':')[2]} ({book.name(home).show('zh')})" for home in homes)
        raise UnknownNameError(
            f"--city: {firm} ({book.name(firm).show('zh')}) belongs to {named}, not {place.partition(':')[2]}; "
            "leave out --city, or name another firm"
        )


def _stops(book: Book, graph: "nx.MultiDiGraph[str]", firm: str, as_of: date | None) -> list[str]:
    """Return the days at which the picture changes, and the last day that anything of the firm is from."""
    spans: list[Span] = [span for *_, data in graph.edges(data=True) for span in data["spans"]]
    days = {day for span in spans for day in (span.since, span.until) if day}
    issued = {book.sources.documents[key].issued for key in documents_of(book, book.said_of.get(firm, ()))}
    last = days | {day for day in issued if day}
    days |= {max(last)} if last else set()
    days |= {as_of} if as_of else set()
    return [day.isoformat() for day in sorted(days)]


def _boxes(graph: "nx.MultiDiGraph[str]", lang: str) -> tuple[list[Drawn], Placed]:
    words = words_of(lang)
    drawn = []
    for key, data in graph.nodes(data=True):
        kind, lane = data["kind"], lane_of(data)
        width = _WIDTHS[lane]
        lines = titles = wrap(box_title(data, lang), width, lines=2)
        if kind not in {"subject", "bundle"}:
            role = roles_of(graph, key, lang) if lane != "others" else ""
            lines += wrap(" · ".join(dict.fromkeys(filter(None, (words[kind], role)))), width)
        hint = " / ".join(dict.fromkeys(filter(None, (data["name"].zh, data["name"].en))))
        drawn.append(Drawn(key, lines, len(titles), (), "", hint, kind, lane, width, span_dates(data["spans"])))
    order = _beside_first(graph)
    drawn.sort(key=lambda box: (KINDS.index(box.kind), order.get(box.key, 0), box.key))
    there = {box.lane for box in drawn}
    lanes = [Lane(key, words[title], _WIDTHS[key]) for key, title in LANE_TITLES.items() if key in there]
    placed = stack_lanes([Box(box.key, box.lane, box.room, box.kind) for box in drawn], lanes, lane_gap=_LANE_GAP)
    return drawn, placed


def _beside_first(graph: "nx.MultiDiGraph[str]") -> dict[str, int]:
    """Return for each box how near to the top what leads to it stands, so that lines cross less."""
    near = sorted((key for key in graph if graph.nodes[key].get("hop") == 1),
                  key=lambda key: (KINDS.index(graph.nodes[key]["kind"]), key))  # fmt: skip
    at = {key: number for number, key in enumerate(near)}
    return {
        key: min((at[one] for one in graph.predecessors(key) if one in at), default=0)
        for key in graph
        if graph.nodes[key].get("hop") == 2
    }


def _edges(graph: "nx.MultiDiGraph[str]") -> list[DrawnEdge]:
    return [
        DrawnEdge(edge_key(source, target, relation), source, target, relation, "", span_dates(data["spans"]))
        for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]


def _said(book: Book, graph: "nx.MultiDiGraph[str]", firm: str, key: str) -> list[str]:
    """Return what the panel says of a box: of the firm all, of others the statements behind their lines, then more."""
    if key == firm:
        return list(book.said_of.get(firm, ()))
    edges = (*graph.in_edges(key, data=True), *graph.out_edges(key, data=True))
    own = dict.fromkeys(one for *_, edge in edges for one in edge["statements"] if one)
    if graph.nodes[key]["kind"] in {"site", "honour", "chain", "segment", "sector", "template"}:
        return list(own)
    return list(dict.fromkeys((*own, *book.said_of.get(key, ()))))


def _detail(told: Told, graph: "nx.MultiDiGraph[str]", key: str, said: Sequence[str], page: Page) -> dict[str, object]:
    words, lang = words_of(page.lang), page.lang
    data = graph.nodes[key]
    lines = []
    if data["kind"] == "template":
        lines.append(line_data(words["our_judgement"], (Run(words["template_reason"]),), page))
    members = [told.book.name(one).show(lang) for one in data.get("members", ())]
    if members:
        lines.append(line_data(words["member_list"], (Run("、".join(members)),), page))
    title = box_title(data, lang)
    return {**detail_data(told, key, page, title=title, statements=said, lines=lines), "found": members}
