"""A network as a free picture with its measures: what the page and the tables under it are filled with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import networkx as nx

from chaingraph.naming import Name
from chaingraph.report import Cell, Sheet, Thing
from chaingraph.reports.common import column
from chaingraph.views.cloud_layout import Cloud, lay_out_cloud
from chaingraph.views.words import words_of

__all__ = [
    "LOOSE",
    "RADIUS",
    "SEVERAL",
    "CloudEdge",
    "CloudNode",
    "Group",
    "Measure",
    "aggregate",
    "breaks_of",
    "edge_keys",
    "nodes_sheet",
    "place",
]

#: The largest node, in pixels.
RADIUS = 15
#: The community of what has no ties, and the chain of what is in several.
LOOSE = "loose"
SEVERAL = "several"
_CLASSES = 5


@dataclass(frozen=True)
class Measure:
    """What size or colour may follow: its key, its name, and the decimals shown."""

    key: str
    name: Name
    digits: int = 0


@dataclass(frozen=True)
class Group:
    """A class of a colour that isn't a measure: its key, its name and the mark that its nodes bear."""

    key: str
    name: Name
    mark: str = ""


@dataclass(frozen=True)
class CloudNode:
    """A node: its kind (``segment``, ``firm``, ``group``), measures (None: doesn't apply), groups, and filters.

    ``groups`` has its class for each colour that isn't a measure; ``filters`` the values by which it is found.
    """

    key: str
    name: Name
    kind: str
    measures: Mapping[str, float | None]
    groups: Mapping[str, str]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    members: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class CloudEdge:
    """A line: what it is (a need, ``ties``, ``sold``, ``group``), the products on it, and how much wider it is."""

    source: str
    target: str
    relation: str
    products: tuple[Thing, ...] = ()
    statements: tuple[str, ...] = ()
    weight: float = 0.0

    @property
    def key(self) -> str:
        """The name of the line."""
        return f"{self.source}→{self.target}"


def breaks_of(values: Collection[float | None], classes: int = _CLASSES) -> list[float]:
    """Return the thresholds that part the different values above 0 into classes of about equal number.

    Examples
    --------
    >>> breaks_of([0, 1, 2, 3, 4, None], classes=2)
    [3]
    >>> breaks_of([1, 1, 1, 2])
    [2]
    """
    distinct = sorted({value for value in values if value})
    cuts = [distinct[len(distinct) * number // classes] for number in range(1, classes)] if distinct else []
    return sorted({cut for cut in cuts if cut > distinct[0]})


def place(nodes: Sequence[CloudNode], edges: Sequence[CloudEdge], weights: Mapping[str, float]) -> Cloud:
    """Return where nodes stand: by community, drawn together by the ``weights`` of relations; groups all together."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.key for node in nodes)
    for edge in edges:
        weight = max(
            weights.get(edge.relation, 1.0), graph.get_edge_data(edge.source, edge.target, {"weight": 0.0})["weight"]
        )
        graph.add_edge(edge.source, edge.target, weight=weight)
    groups: dict[str, list[str]] = {}
    for node in nodes:
        community = node.groups["community"]
        if node.kind == "group":
            community = "all"
        groups.setdefault(node.key if community == LOOSE else community, []).append(node.key)
    return lay_out_cloud(graph, list(groups.values()), radius=RADIUS)


def aggregate(
    nodes: Sequence[CloudNode], edges: Sequence[CloudEdge], communities: Sequence[Group]
) -> tuple[list[CloudNode], list[CloudEdge]]:
    """Return one node for each community and a line between two for all lines between their members."""
    made = []
    of: dict[str, str] = {}
    for community in communities:
        inside = [node for node in nodes if node.groups["community"] == community.key]
        of |= {node.key: f"community:{community.key}" for node in inside}
        filters: dict[str, list[str]] = {}
        for node in inside:
            for key, values in node.filters.items():
                filters[key] = sorted({*filters.get(key, ()), *values})
        members = tuple(Thing(node.key, node.name) for node in inside)
        made.append(CloudNode(f"community:{community.key}", community.name, "group", {"members": len(inside)},
                              {"community": community.key}, filters, members))  # fmt: skip
    count: dict[tuple[str, str], int] = {}
    for edge in edges:
        pair = (of[edge.source], of[edge.target])
        if pair[0] != pair[1]:
            ordered = (min(pair), max(pair))
            count[ordered] = count.get(ordered, 0) + 1
    most = max(count.values(), default=1)
    return made, [
        CloudEdge(*pair, "group", weight=round(5 * number / most, 2)) for pair, number in sorted(count.items())
    ]


def nodes_sheet(
    nodes: Sequence[CloudNode],
    measures: Sequence[Measure],
    groups: Mapping[str, Sequence[Group]],
    extra: Mapping[str, Sequence[Cell]],
    columns: Sequence[tuple[str, Name]],
) -> Sheet:
    """Return the table of all nodes: classes, measures, and ``extra`` cells under ``columns``."""
    zh, en = words_of("zh"), words_of("en")
    named = {(colour, group.key): group.name for colour, found in groups.items() for group in found}
    heads = [
        column("node", "节点", "node"),
        *(column(colour, zh[f"by_{colour}"], en[f"by_{colour}"]) for colour in groups),
        *(column(one.key, one.name.zh, one.name.en) for one in measures),
        *(column(key, name.zh, name.en) for key, name in columns),
    ]
    rows: list[list[Cell]] = [
        [
            Thing(node.key, node.name) if node.kind != "group" else node.name,
            *(named.get((colour, node.groups.get(colour, ""))) for colour in groups),
            *(_number(node.measures.get(one.key), one.digits) for one in measures),
            *extra.get(node.key, ("",) * len(columns)),
        ]
        for node in nodes
    ]
    title = Name(zh["node_table"].format(n=len(rows)), en["node_table"].format(n=len(rows)))
    return Sheet("things", title, heads, rows, [node.key for node in nodes])


def edge_keys(edges: Sequence[CloudEdge]) -> list[str]:
    """Return short names of the lines: there are many, and each stands in the picture and in the table."""
    return [f"e{number}" for number in range(len(edges))]


def _number(value: float | None, digits: int) -> Cell:
    if value is None:
        return None
    return Decimal(f"{value:.{digits}f}") if digits else int(value)
