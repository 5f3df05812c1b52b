"""The page of who and where a chain is: listings, owners, chiefs, firms, clusters, parks, projects, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from chaingraph.facts import Book, Question, Thing
from chaingraph.naming import Name
from chaingraph.networks import bundle_members
from chaingraph.systems import Edition, Span
from chaingraph.views.chain_network import LANE_OF, chain_graph
from chaingraph.views.describe import Cited, cite, say_since
from chaingraph.views.entity import fact_sections, identity_of
from chaingraph.views.layout import Box, Lane, Placed, stack_lanes, wrap
from chaingraph.views.panel import document_data, fact_data, legend_data, question_data
from chaingraph.views.pyvis_page import Drawn, DrawnEdge, render_network
from chaingraph.views.shell import Page
from chaingraph.views.system_picture import box_title, edge_key, span_dates
from chaingraph.views.system_tables import LinkRow
from chaingraph.views.text import Run, Text
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MEMBER_QUESTIONS", "render_members"]

#: The questions behind the page.
MEMBER_QUESTIONS = ("page-statements",)
_DRAWN_LIMIT = 2000
_CLASSES = (
    "edition",
    "earlier",
    "subject",
    "chain",
    "sector",
    "chief",
    "enterprise",
    "institution",
    "cluster",
    "park",
    "project",
    "platform",
    "segment",
    "possible",
    "unnamed",
    "bundle",
)
_LINES = {
    "listed": "relation_direct",
    "possible": "relation_possible",
    "through": "relation_through",
    "change": "relation_change",
}
_WIDTHS = {"edition": 250, "subject": 200, "who": 236, "where": 250}
_TITLES = {"edition": "editions", "subject": "chain", "who": "lane_who", "where": "lane_where"}


@dataclass(frozen=True)
class _ThingRow:
    """A box of the picture as a row."""

    key: str
    lane: str
    kind: str
    title: Text
    roles: str
    since: str
    sources: tuple[Cited, ...]


def render_members(
    page: Page,
    chain: Thing,
    told: Told,
    *,
    editions: Sequence[Edition],
    questions: Mapping[str, Question],
    as_of: date | None = None,
    limit: int = _DRAWN_LIMIT,
    note: str = "",
) -> bytes:
    """Return the page of a chain's members as UTF-8 bytes.

    Parameters
    ----------
    page
        Its frame; the day is filled in here.
    chain, told
        The chain, and all statements.
    editions
        All editions of all lists, so that the page can tell the latest ones from earlier ones.
    questions
        The questions of :data:`MEMBER_QUESTIONS`.
    as_of
        The day that the page opens at; the last day that anything in it is from, if not given.
    limit
        Above this number of boxes those of one kind of link are drawn as one.
    note
        What to say above the picture, such as why it stands in place of another.
    """
    words, book, lang = words_of(page.lang), told.book, page.lang
    full = chain_graph(book, chain.key, editions)
    graph = bundle_members(full, limit=limit, keep=frozenset({"edition", "subject"}))
    said = list(book.said_of.get(chain.key, ()))
    details = {key: _said_beside(book, graph, chain.key, key) for key in graph}
    used = _documents(book, [*said, *(one for found in details.values() for one in found)])
    stops = _stops(book, graph, used, as_of)
    page = replace(
        page,
        as_of=as_of.isoformat() if as_of else (stops[-1] if stops else ""),
        shows=words["chain_shows"].format(chain=chain.name.show(lang)),
    )
    boxes, placed = _draw_boxes(graph, chain.key, editions, lang)
    sections = fact_sections(told, said)
    content: dict[str, object] = {
        "view": {
            "asOf": page.as_of,
            "stops": stops,
            "details": {key: _detail(told, graph, key, details[key], page) for key in graph},
            "overview": [fact_data(fact, MEMBER_QUESTIONS[0], page) for section in sections for fact in section.facts],
            "documents": document_data(used, book.sources, page),
            "questions": question_data(questions, f" --entity {chain.key}", page),
            "filter": {
                "key": "near",
                "word": words["near"],
                "options": [{"key": key, "title": words[f"near_{key}"]} for key in ("direct", "through")],
            },
            "membership": {
                key: ["direct", "through"] if key == chain.key else [data.get("near", "direct")]
                for key, data in graph.nodes(data=True)
            },
            "file": chain.key.rpartition(":")[2],
            **legend_data(_CLASSES, _LINES, lang),
        },
        "chain": chain,
        "note": note,
        "other": chain.name.show("en" if lang == "zh" else "zh"),
        "identity": identity_of(chain, book, lang),
        "sections": sections,
        "things": _thing_rows(book, graph, placed, lang),
        "links": _link_rows(book, graph, lang),
        "documents": [book.sources.documents[key] for key in used],
        "bundled": words["bundled"].format(limit=limit) if graph is not full else "",
    }
    edges = [
        DrawnEdge(
            edge_key(source, target, relation),
            source,
            target,
            relation,
            data["label"].show(lang) if relation == "change" else "",
            span_dates(data["spans"]),
        )
        for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    return render_network(page, boxes, edges, placed, template="members.html.j2", content=content)


def _said_beside(book: Book, graph: "nx.MultiDiGraph[str]", chain: str, key: str) -> list[str]:
    """Return what the panel says of a box: of the chain all, of a list only its lines, of others these first."""
    if key == chain:
        return list(book.said_of.get(chain, ()))
    edges = (*graph.in_edges(key, data=True), *graph.out_edges(key, data=True))
    own = dict.fromkeys(one for *_, edge in edges for one in edge["statements"])
    more = () if graph.nodes[key]["kind"] in {"edition", "chain", "sector"} else book.said_of.get(key, ())
    return list(dict.fromkeys((*own, *more)))


def _documents(book: Book, statements: Sequence[str]) -> list[str]:
    """Return the documents of statements, the newest first."""
    cited = {place.document for one in statements for place in book.sources.places.get(one, ())}
    return [key for key in book.sources.documents if key in cited]


def _stops(book: Book, graph: "nx.MultiDiGraph[str]", used: Sequence[str], as_of: date | None) -> list[str]:
    """Return the days at which the picture changes, and the last day that anything is from."""
    spans: list[Span] = [span for _, data in graph.nodes(data=True) for span in data["spans"]]
    spans += [span for *_, data in graph.edges(data=True) for span in data["spans"]]
    days = {day for span in spans for day in (span.since, span.until) if day}
    issued = {book.sources.documents[key].issued for key in used}
    last = days | {day for day in issued if day}
    days |= {max(last)} if last else set()
    days |= {as_of} if as_of else set()
    return [day.isoformat() for day in sorted(days)]


def _roles(graph: "nx.MultiDiGraph[str]", key: str, lang: str) -> str:
    """Return what a thing is to the chain, as the sources say."""
    edges = [*graph.in_edges(key, data=True)]
    edges += graph.out_edges(key, data=True) if graph.nodes[key]["kind"] == "edition" else []
    return " · ".join(dict.fromkeys(label for *_, edge in edges if (label := edge["label"].show(lang))))


def _draw_boxes(
    graph: "nx.MultiDiGraph[str]", chain: str, editions: Sequence[Edition], lang: str
) -> tuple[list[Drawn], Placed]:
    """Return the boxes in the order of the picture, and where they are."""
    words = words_of(lang)
    since = {edition.key: edition.since for edition in editions}
    drawn: list[Drawn] = []
    for key, data in graph.nodes(data=True):
        kind = data["kind"]
        lane = LANE_OF[kind]
        width = _WIDTHS[lane]
        titles = wrap(box_title(data, lang), width - 10, lines=2)
        lines = titles
        if kind == "edition":
            lines += (say_since(since.get(key), None, lang),)
        roles = "" if key == chain else _roles(graph, key, lang)
        below = " · ".join(filter(None, (roles, "" if kind in {"edition", "unnamed", "bundle"} else words[kind])))
        if key != chain and below:
            lines += wrap(below, width - 10)
        hint = " / ".join(dict.fromkeys(filter(None, (data["name"].zh, data["name"].en))))
        drawn.append(Drawn(key, lines, len(titles), (), "", hint, kind, lane, width, span_dates(data["spans"])))
    drawn.sort(key=lambda box: _order(graph, box))
    lanes = [Lane(lane, words[_TITLES[lane]], width) for lane, width in _WIDTHS.items()]
    skips = any(LANE_OF[graph.nodes[target]["kind"]] == "where" for target in graph.successors(chain))
    placed = stack_lanes(
        [Box(box.key, box.lane, box.room, box.kind) for box in drawn], lanes, lower=frozenset({"who"} if skips else ())
    )
    return drawn, placed


def _order(graph: "nx.MultiDiGraph[str]", box: Drawn) -> tuple[int, int, int, date, str]:
    """Return where a box stands in its lane: by kind, what is said of the chain itself first, then by day."""
    data = graph.nodes[box.key]
    first = data["spans"][0].since if data["spans"] else None
    edges = list(graph.in_edges(box.key, keys=True))
    only_possible = bool(edges) and all(relation == "possible" for *_, relation in edges)
    return (
        _CLASSES.index(box.kind),
        int(data.get("near") == "through"),
        int(only_possible),
        first or date.max,
        box.key,
    )


def _detail(
    told: Told, graph: "nx.MultiDiGraph[str]", key: str, statements: Sequence[str], page: Page
) -> dict[str, object]:
    data, lang = graph.nodes[key], page.lang
    is_thing = key in told.book.things
    thing = told.book.things.get(key)
    name: Name = data["name"]
    other = name.show("en" if lang == "zh" else "zh")
    return {
        "title": name.show(lang),
        "other": other if other != name.show(lang) else "",
        "aliases": list(thing.aliases) if thing else [],
        "code": key if is_thing else "",
        "href": page.href(key) if is_thing and data["kind"] != "subject" else "",
        "options": f" --entity {key}" if is_thing and data["kind"] not in {"edition", "chain", "sector"} else "",
        "facts": [fact_data(fact, MEMBER_QUESTIONS[0], page) for fact in told.facts(statements)],
        "counts": [],
    }


def _named(graph: "nx.MultiDiGraph[str]", key: str, lang: str) -> Text:
    data = graph.nodes[key]
    return (Run(box_title(data, lang), "" if data["kind"] in {"unnamed", "bundle"} else key),)


def _since(spans: Sequence[Span]) -> str:
    first = spans[0].since if spans else None
    return first.isoformat() if first else ""


def _thing_rows(book: Book, graph: "nx.MultiDiGraph[str]", placed: Placed, lang: str) -> list[_ThingRow]:
    words = words_of(lang)
    titles = {lane.key: lane.title for lane in placed.lanes}
    rows = []
    for key in placed.centres:
        data = graph.nodes[key]
        edges = (*graph.in_edges(key, data=True), *graph.out_edges(key, data=True))
        stated = dict.fromkeys(one for *_, edge in edges for one in edge["statements"])
        kind = data["kind"]
        rows.append(
            _ThingRow(
                key,
                titles[LANE_OF[kind]],
                words["members" if kind == "bundle" else kind],
                _named(graph, key, lang),
                "" if kind == "subject" else _roles(graph, key, lang),
                _since(data["spans"]),
                cite(stated, book.sources, lang) if kind != "subject" else (),
            )
        )
    return rows


def _link_rows(book: Book, graph: "nx.MultiDiGraph[str]", lang: str) -> list[LinkRow]:
    words = words_of(lang)
    return [
        LinkRow(
            edge_key(source, target, relation),
            _named(graph, source, lang),
            " · ".join(dict.fromkeys(filter(None, (words[f"relation_{relation}"], data["label"].show(lang))))),
            _named(graph, target, lang),
            _since(data["spans"]),
            cite(data["statements"], book.sources, lang),
        )
        for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
