"""The networks that can be drawn freely: all segments, or firms by their sales or by their segments, with measures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chaingraph.analyses.communities import find_communities
from chaingraph.analyses.key_nodes import KeyNode, firm_network, rank_key_nodes
from chaingraph.analyses.structure import judge_segments
from chaingraph.naming import Name
from chaingraph.readings.supplies import supply_network
from chaingraph.reports.common import STATES, Scene, things
from chaingraph.views.cloud import LOOSE, SEVERAL, CloudEdge, CloudNode, Group, Measure
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["WEIGHTS", "NetworkData", "read_firms", "read_segments"]

#: How much a line draws together, in the layout and for communities: our convention, as in the report on communities.
WEIGHTS: Mapping[str, float] = {"essential": 1.0, "replaceable": 0.5, "supporting": 0.25, "ties": 1.0, "sold": 1.0}
_SEEDS = range(10)


@dataclass(frozen=True)
class NetworkData:
    """A network ready to be drawn.

    ``what`` is ``segments``, ``firms`` (tied to segments) or ``sales``; ``groups`` has the classes of each colour that
    isn't a measure; ``modularity`` and ``stability`` are those of the communities.
    """

    what: str
    nodes: tuple[CloudNode, ...]
    edges: tuple[CloudEdge, ...]
    measures: tuple[Measure, ...]
    groups: Mapping[str, tuple[Group, ...]]
    modularity: float | None
    stability: float | None


def read_segments(scene: Scene) -> NetworkData:
    """Return all segments of all templates and what feeds what."""
    return _made(scene, "segments", scene.graph, scene.graph, list(scene.graph))


def read_firms(scene: Scene) -> NetworkData:
    """Return the firms by their sales where these are stated; else the segments with known firms, and these."""
    sales = supply_network(scene.book, as_of=scene.city.as_of)
    if sales.number_of_edges():
        return _made(scene, "sales", sales, sales, sorted(sales))
    producers = {segment: tuple(facts.firms) for segment, facts in scene.facts.items()}
    whole = firm_network(scene.graph, producers)
    shown = [node for node in whole if whole.nodes[node]["kind"] == "firm" or producers.get(node)]
    return _made(scene, "firms", whole, whole.subgraph(shown).copy(), sorted(shown))


def _made(
    scene: Scene, what: str, whole: "nx.DiGraph[str]", drawn: "nx.DiGraph[str]", keys: Sequence[str]
) -> NetworkData:
    """Return the drawn part of a network with the measures that it has in the whole."""
    edges = _edges(scene, drawn)
    found = find_communities(_tied(keys, edges), seeds=_SEEDS)
    ordered = sorted(found.groups, key=lambda group: (-len(group), min(group)))
    communities = {node: str(number) for number, group in enumerate(ordered, 1) if len(group) > 1 for node in group}
    ranked = {row.node: row for row in rank_key_nodes(whole, titled={}).rows}
    states = {one.segment: one.state for one in judge_segments(scene.graph, scene.facts)}
    templates = _templates(scene, keys)
    numbers = {template: str(n) for n, template in enumerate(sorted(scene.templates.segments), 1)}
    degree = dict.fromkeys(keys, 0)
    for edge in edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    nodes = tuple(
        CloudNode(
            key,
            scene.book.name(key),
            "firm" if key.startswith("enterprise:") else "segment",
            _measures(scene, what, key, ranked[key], degree[key]),
            {
                "state": states.get(key, "firm"),
                "community": communities.get(key, LOOSE),
                "template": numbers[templates[key][0]] if len(templates[key]) == 1 else SEVERAL,
            },
            {
                "chain": [numbers[one] for one in templates[key]],
                "county": _counties(scene, key),
                "state": [states.get(key, "firm")],
            },
        )
        for key in keys
    )
    groups = {
        "state": _state_groups({node.groups["state"] for node in nodes}),
        "community": _community_groups(scene, ordered, edges, any(node.groups["community"] == LOOSE for node in nodes)),
        "template": _template_groups(scene, numbers, {node.groups["template"] for node in nodes}),
    }
    if what == "sales":
        del groups["state"]
    return NetworkData(what, nodes, edges, _MEASURES[what], groups, found.modularity, found.stability)


def _name(key: str) -> Name:
    return Name(words_of("zh")[key], words_of("en")[key])


_CENTRAL = (
    Measure("betweenness", _name("measure_betweenness"), 4),
    Measure("ends", _name("measure_ends"), 4),
    Measure("origins", _name("measure_origins"), 4),
    Measure("degree", _name("measure_degree")),
)
_FIRMS = Measure("firms", _name("measure_firms"))
_MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "segments": (*_CENTRAL, _FIRMS),
    "firms": (*_CENTRAL, _FIRMS),
    "sales": _CENTRAL,
}


def _measures(scene: Scene, what: str, key: str, row: KeyNode, degree: int) -> dict[str, float | None]:
    made: dict[str, float | None] = {
        "betweenness": row.betweenness,
        "ends": row.ends,
        "origins": row.origins,
        "degree": degree,
    }
    if what != "sales":
        made["firms"] = len(scene.facts[key].firms) if key in scene.facts else None
    return made


def _edges(scene: Scene, graph: "nx.DiGraph[str]") -> tuple[CloudEdge, ...]:
    made: list[CloudEdge] = []
    for source, target in sorted(graph.edges):
        data = graph.edges[source, target]
        if data.get("relation") == "works in":
            if source.startswith("enterprise:"):
                said = tuple(link.statement for link in scene.city.links.get(target, ()) if link.thing == source)
                made.append(CloudEdge(source, target, "ties", statements=said))
            continue
        relation = "sold" if data.get("statements") else str(data["need"])
        products = things(scene.book, data.get("products", ()))
        made.append(CloudEdge(source, target, relation, products, tuple(data.get("statements", ()))))
    return tuple(made)


def _tied(keys: Sequence[str], edges: Sequence[CloudEdge]) -> "nx.Graph[str]":
    import networkx as nx

    tied: nx.Graph[str] = nx.Graph()
    tied.add_nodes_from(sorted(keys))
    for edge in edges:
        weight = max(WEIGHTS[edge.relation], tied.get_edge_data(edge.source, edge.target, {"weight": 0.0})["weight"])
        tied.add_edge(edge.source, edge.target, weight=weight)
    return tied


def _templates(scene: Scene, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the chain templates of each segment, and of each firm those of its segments."""
    found = {key: scene.templates.templates_of(key) for key in scene.graph}
    for segment, facts in scene.facts.items():
        for firm in facts.firms:
            found[firm] = tuple(sorted({*found.get(firm, ()), *scene.templates.templates_of(segment)}))
    return {key: found.get(key, ()) for key in keys}


def _counties(scene: Scene, key: str) -> list[str]:
    facts = scene.facts.get(key)
    holders: Collection[str] = (*facts.firms, *facts.sites, *facts.running) if facts else (key,)
    sites = {site for holder in holders for site in scene.city.sites.get(holder, ())}
    return sorted(site for site in sites if site in scene.city.inside and site != scene.city.place)


def _state_groups(there: Collection[str]) -> tuple[Group, ...]:
    made = [Group(state, name) for state, name in STATES.items() if state in there]
    return (*made, *([Group("firm", _name("firm"))] if "firm" in there else []))


def _community_groups(
    scene: Scene, ordered: Sequence[Collection[str]], edges: Sequence[CloudEdge], is_loose: bool
) -> tuple[Group, ...]:
    made = []
    zh, en = words_of("zh")["community_title"], words_of("en")["community_title"]
    for number, group in enumerate(ordered, 1):
        if len(group) < 2:
            continue
        degree = dict.fromkeys(sorted(group), 0.0)
        for edge in edges:
            if edge.source in degree and edge.target in degree:
                degree[edge.source] += WEIGHTS[edge.relation]
                degree[edge.target] += WEIGHTS[edge.relation]
        most = 1 if any(key.startswith("enterprise:") for key in group) else 2
        centre = [scene.book.name(key) for key in sorted(degree, key=lambda key: (-degree[key], key))[:most]]
        name = Name(
            zh.format(n=number, centre="、".join(one.show("zh") for one in centre)),
            en.format(n=number, centre=", ".join(one.show("en") for one in centre)),
        )
        made.append(Group(str(number), name, str(number)))
    return (*made, *([Group(LOOSE, _name("hidden_loose"))] if is_loose else []))


def _template_groups(scene: Scene, numbers: Mapping[str, str], there: Collection[str]) -> tuple[Group, ...]:
    made = [Group(number, scene.book.name(template), number) for template, number in numbers.items() if number in there]
    return (*made, *([Group(SEVERAL, _name("several_chains"))] if SEVERAL in there else []))
