"""The picture of a city's system: what is written in each box, where it stands, and when it is in view."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chaingraph.facts import SystemFacts
from chaingraph.list_counts import ListCount, count_history
from chaingraph.naming import Name
from chaingraph.systems import Change, Span
from chaingraph.views.describe import say_counts, say_since
from chaingraph.views.layout import Box, Lane, Placed, lay_out, wrap
from chaingraph.views.pyvis_page import Drawn, DrawnEdge
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["box_title", "draw_boxes", "draw_edges", "edge_key", "edge_text", "lane_of", "span_dates"]

_LANE_OF = {"programme": "programme", "edition": "edition", "group": "group"}
_WIDTHS = {"programme": 168, "edition": 262, "group": 204, "member": 258}
_FAR = 10**9


def lane_of(kind: str) -> str:
    """Return the lane of a kind of box."""
    return _LANE_OF.get(kind, "member")


def edge_key(source: str, target: str, relation: str) -> str:
    """Return the name of a line in the page."""
    return f"{source}→{target}|{relation}"


def box_title(data: Mapping[str, object], lang: str) -> str:
    """Return what a box is called; one that stands for several things says how many."""
    words = words_of(lang)
    name = data["name"]
    title = name.show(lang) if isinstance(name, Name) else ""
    if data["kind"] == "bundle":
        return words["bundle"].format(n=data["count"])
    if data["kind"] == "unnamed":
        word = "unnamed_box" if data["count"] else "open_box"
        return words[word].format(n=data["count"], kind=title)
    return title


def edge_text(data: Mapping[str, object], lang: str) -> str:
    """Return what a line says about a change, or nothing."""
    change = data.get("change")
    if not isinstance(change, Change):
        return ""
    text = change.kind_name.show(lang)
    return f"{text} · {words_of(lang)['inputs_unstated']}" if change.inputs_unstated else text


def draw_boxes(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", lang: str) -> tuple[list[Drawn], Placed]:
    """Return the boxes in the order of the picture, and where they are."""
    history = count_history(facts.system)
    since = {edition.key: edition.since for edition in facts.system.editions}
    written: dict[str, Drawn] = {}
    for key, data in graph.nodes(data=True):
        kind, lane = data["kind"], lane_of(data["kind"])
        width = _WIDTHS[lane]
        titles = wrap(box_title(data, lang), width - (10 if lane == "member" else 0), lines=2)
        lines = titles
        if kind == "edition":
            lines += (say_since(since[key], None, lang),)
        counts = _counts_through_time(history.get(key, ()), width, lang)
        notes = [edge_text(edge, lang) for *_, edge in graph.in_edges(key, data=True)]
        note = next((wrap(text, width)[0] for text in notes if text), "") if lane == "member" else ""
        hint = " / ".join(dict.fromkeys(filter(None, (data["name"].zh, data["name"].en))))
        written[key] = Drawn(key, lines, len(titles), counts, note, hint, kind, lane, width, span_dates(data["spans"]))
    words = words_of(lang)
    lanes = [
        Lane("programme", words["programme"], _WIDTHS["programme"]),
        Lane("edition", words["editions"], _WIDTHS["edition"]),
        Lane("group", words["groups"], _WIDTHS["group"]),
        Lane("member", words["members"], _WIDTHS["member"]),
    ]
    placed = lay_out(
        [Box(key, written[key].lane, written[key].room, parent) for key, parent in _order(facts, graph)],
        lanes,
    )
    return [written[key] for key in placed.centres], placed


def draw_edges(graph: "nx.MultiDiGraph[str]", lang: str) -> list[DrawnEdge]:
    """Return the lines, in the order of their names."""
    return [
        DrawnEdge(
            edge_key(source, target, relation),
            source,
            target,
            relation,
            edge_text(data, lang),
            span_dates(data["spans"]),
        )
        for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]


def _counts_through_time(
    history: Sequence[tuple[Span, ListCount]], width: int, lang: str
) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Return from which day which counts are written in a box; at most two numbers that disagree are."""
    by_day: dict[date | None, list[ListCount]] = {}
    for span, one in history:
        by_day.setdefault(span.since, []).append(one)
    written = [
        (day, tuple(line for one in found[:2] for line in _count_lines(one, width, lang)))
        for day, found in by_day.items()
    ]
    changed = [one for number, one in enumerate(written) if not number or one[1] != written[number - 1][1]]
    return tuple((day.isoformat() if day else None, lines) for day, lines in changed)


def _count_lines(one: ListCount, width: int, lang: str) -> tuple[str, ...]:
    """Return the counts in one line if they fit, else in two of two."""
    text = say_counts(one.count, lang, open_ended=one.open_ended, brief=True)
    if len(wrap(text, width, lines=2)) == 1:
        return (text,)
    parts = text.split(" · ")
    half = (len(parts) + 1) // 2
    return tuple(line for part in (parts[:half], parts[half:]) for line in wrap(" · ".join(part), width))


def _order(facts: SystemFacts, graph: "nx.MultiDiGraph[str]") -> list[tuple[str, str | None]]:
    """Return the boxes from top to bottom, each with the box that it stands beside.

    Programmes by the day of their first edition, editions by day, each with what it lists itself and then its groups.
    """
    system = facts.system
    first = {edition.key: edition.since or date.min for edition in system.editions}
    begin: dict[str, date] = {}
    for edition in system.editions:
        begin[edition.programme] = min(first[edition.key], begin.get(edition.programme, date.max))
    by_home: dict[str, list[str]] = {}
    for key, home in _homes(facts, graph).items():
        by_home.setdefault(home, []).append(key)
    programmes = sorted(system.programmes, key=lambda one: (begin.get(one.key, date.max), one.key))
    order: list[tuple[str, str | None]] = [(programme.key, None) for programme in programmes]
    for edition in sorted(system.editions, key=lambda one: (first[one.key], one.key)):
        order.append((edition.key, edition.programme if edition.programme in graph else None))
        order += [(key, edition.key) for key in by_home.get(edition.key, ())]
        for group in sorted(
            (one for one in system.groups if one.edition == edition.key),
            key=lambda one: _first_place(facts, graph, one.key),
        ):
            order.append((group.key, edition.key))
            order += [(key, group.key) for key in by_home.get(group.key, ())]
    return order


def _first_place(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", key: str) -> tuple[int, str]:
    """Return where a document first speaks of what a list holds: lists stand in the order in which they are told."""
    statements = {one for *_, edge in graph.out_edges(key, data=True) for one in edge["statements"]}
    statements |= {claim.statement for claim in facts.system.claims if key in claim.within}
    starts = [place.start for one in statements for place in facts.sources.places.get(one, ())]
    return (min((start for start in starts if start is not None), default=_FAR), key)


def _homes(facts: SystemFacts, graph: "nx.MultiDiGraph[str]") -> dict[str, str]:
    """Return for each member the list beside which it stands: the latest that lists it, else that it may be in.

    Lists that are the latest of their series come before others. Members come in the order in which their documents
    name them; possible ones and those that nobody names come last.
    """
    system = facts.system
    since = {edition.key: edition.since or date.min for edition in system.editions}
    since |= {group.key: since[group.edition] for group in system.groups if group.edition in since}
    homes: dict[str, str] = {}
    order: dict[str, tuple[int, int, str]] = {}
    for key, data in graph.nodes(data=True):
        if data["kind"] in _LANE_OF:
            continue
        parents = [
            (relation != "possible", edge["spans"][-1].until is None, since[source], source, edge["statements"])
            for source, _, relation, edge in graph.in_edges(key, keys=True, data=True)
            if source in since
        ]
        if parents:
            listed, _, _, homes[key], statements = max(parents, key=lambda parent: parent[:4])
            starts = [place.start for one in statements for place in facts.sources.places.get(one, ())]
            known = [start for start in starts if start is not None]
            rank = 2 if data["kind"] == "unnamed" else int(not listed)
            order[key] = (rank, min(known, default=_FAR), key)
    for key, data in graph.nodes(data=True):
        # What a change began with may stand in no list: it stands beside what it became.
        if data["kind"] not in _LANE_OF and key not in homes:
            after = [target for target in graph.successors(key) if target in homes]
            homes[key] = homes[after[0]] if after else system.editions[0].key
            order[key] = (0, _FAR, key)
    return {key: homes[key] for key in sorted(homes, key=lambda key: order[key])}


def span_dates(spans: Iterable[Span]) -> list[tuple[str | None, str | None, bool]]:
    """Return spans as the script in the page reads them."""
    return [
        (
            span.since.isoformat() if span.since else None,
            span.until.isoformat() if span.until else None,
            span.is_over,
        )
        for span in spans
    ]
