"""Key nodes: who stands between, where feeds end up, where they come from, and whose loss splits the network."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

import networkx as nx

from chaingraph.analyses.feeds import check_nodes
from chaingraph.errors import InputError
from chaingraph.progress import step

__all__ = ["Engine", "KeyNode", "KeyNodes", "Measure", "count_cut_off", "firm_network", "rank_key_nodes"]

Engine = Literal["auto", "networkx", "rustworkx"]
Measure = Literal["betweenness", "ends", "origins"]

_LARGE = 500  # nodes; from here on networkx takes seconds for betweenness
_DIGITS = 10  # engines and orders of summing differ only beyond


@dataclass(frozen=True)
class KeyNode:
    """A node and its measures; see `rank_key_nodes`.

    ``top_in`` names the measures in which it is among the top nodes; ``cut_off`` is the number of nodes that its
    removal parts from the largest piece that remains of its component.
    """

    node: str
    betweenness: float
    ends: float
    origins: float
    in_degree: int
    out_degree: int
    is_articulation: bool
    cut_off: int
    titles: tuple[str, ...]
    top_in: tuple[Measure, ...]


@dataclass(frozen=True)
class KeyNodes:
    """All nodes by betweenness, and the two lists in which links and titles disagree."""

    rows: tuple[KeyNode, ...]
    central_without_title: tuple[str, ...]
    titled_without_links: tuple[str, ...]


def rank_key_nodes(
    graph: "nx.DiGraph[str]",
    *,
    titled: Mapping[str, Sequence[str]],
    top: float = 0.1,
    among: Iterable[str] | None = None,
    engine: Engine = "auto",
) -> KeyNodes:
    """Return the measures of all nodes, the central ones without a title, and the titled ones without links.

    - ``betweenness``: the share of shortest paths between two other nodes, along the feeds, that pass through the
      node (Freeman 1977, doi:10.2307/3033543; computed as by Brandes 2001, doi:10.1080/0022250X.2001.9990249),
      normalised by (n − 1)(n − 2). High: a broker, many ways pass here.
    - ``ends``: PageRank (Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X; damping 0.85). One follows feeds
      downstream, taking each way out with the same chance, and begins anew anywhere with chance 0.15, or where
      nothing leads on. It is the share of time spent at the node: where feeds end up. It counts feeds, not amounts.
    - ``origins``: the same on the reversed graph: where feeds come from.
    - ``is_articulation``, ``cut_off``: whether without the node its component falls apart, directions aside (Hopcroft
      & Tarjan 1973, doi:10.1145/362248.362272), and how many nodes are then parted from the largest piece; see
      `count_cut_off`.

    **Rule for the top.** Of the N nodes in question that have a link, a node is in the top of a measure if its score
    is above 0 and at most ⌈top · N⌉ of them score as high as it does: equal nodes are in together or not at all, and
    where many are equal nobody stands out. *Central without title*: in the top of one of the three measures, and no
    title. *Titled without links*: a title, and either not in the network or without an edge to another node. Both
    lists are readings of the network that is known; a missing link may be missing knowledge.

    Parameters
    ----------
    graph
        Feeds, or a `firm_network`; weights play no part. It isn't changed.
    titled
        For each node its titles, such as chain owner (链主); nodes needn't be in the graph.
    top
        The share of nodes that counts as top.
    among
        The nodes in question, such as the firms of a `firm_network`; None: all. Measures are taken over the whole
        graph.
    engine
        What computes betweenness: rustworkx where installed and the graph is large, else networkx. The results are
        equal to ten digits, to which all scores are rounded.

    Returns
    -------
    KeyNodes
        Rows by betweenness, ends, both falling, then key; lists by key, ``central_without_title`` in the order of rows.

    Raises
    ------
    InputError
        ``top`` isn't above 0 and at most 1, or a node of ``among`` isn't in the network.

    Examples
    --------
    >>> graph = nx.DiGraph([("sand", "wafer"), ("quartz", "wafer"), ("wafer", "chip"), ("chip", "phone")])
    >>> found = rank_key_nodes(graph, titled={"phone": ["chain owner"], "toys": ["chain owner"]})
    >>> [(row.node, row.betweenness, row.cut_off) for row in found.rows[:2]]
    [('wafer', 0.3333333333, 2), ('chip', 0.25, 1)]
    >>> found.central_without_title, found.titled_without_links
    (('wafer',), ('toys',))
    """
    if not 0 < top <= 1:
        raise InputError(f"top is {top}; give a share above 0 and at most 1")
    nodes = sorted(graph)
    asked = set(nodes if among is None else check_nodes(graph, among))
    titles = {node: tuple(sorted(set(own))) for node, own in titled.items() if own}
    linked = {node for edge in graph.edges if edge[0] != edge[1] for node in edge}
    with step("计算中介中心性", "computing betweenness"):
        scores: dict[Measure, dict[str, float]] = {"betweenness": _betweenness(graph, engine)}
    with step("计算PageRank", "computing PageRank"):
        scores |= {"ends": _page_rank(graph), "origins": _page_rank(graph.reverse(copy=True))}
    tops = {name: _find_top({one: own[one] for one in asked & linked}, top) for name, own in scores.items()}
    with step("计算割点", "finding articulation points"):
        cut_off = count_cut_off(graph)
    rows = sorted(
        (
            KeyNode(
                node,
                scores["betweenness"][node],
                scores["ends"][node],
                scores["origins"][node],
                int(graph.in_degree(node)),
                int(graph.out_degree(node)),
                node in cut_off,
                cut_off.get(node, 0),
                titles.get(node, ()),
                tuple(name for name, found in tops.items() if node in found),
            )
            for node in nodes
        ),
        key=lambda row: (-row.betweenness, -row.ends, row.node),
    )
    return KeyNodes(
        tuple(rows),
        tuple(row.node for row in rows if row.top_in and not row.titles),
        tuple(sorted(node for node in titles if node not in linked)),
    )


def count_cut_off(graph: "nx.DiGraph[str]") -> dict[str, int]:
    """Return the articulation points, each with the number of nodes that its removal cuts off.

    A node is one if without it its component, directions aside, falls into several pieces; cut off are all but those
    of the largest piece. Found from the blocks (Hopcroft & Tarjan 1973, doi:10.1145/362248.362272) and the tree that
    they form, in time linear in the edges.

    Examples
    --------
    >>> count_cut_off(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("e", "b")]))
    {'b': 2}
    """
    plain: nx.Graph[str] = nx.Graph()
    plain.add_edges_from(edge for edge in sorted(graph.edges) if edge[0] != edge[1])
    blocks = [{node for edge in edges for node in edge} for edges in nx.biconnected_component_edges(plain)]
    blocks_of: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        for node in block:
            blocks_of.setdefault(node, []).append(number)
    joints = {node for node, own in blocks_of.items() if len(own) > 1}

    tree: nx.Graph[str | int] = nx.Graph()
    tree.add_nodes_from(range(len(blocks)))
    tree.add_edges_from((number, node) for node in joints for number in blocks_of[node])
    sizes: dict[str | int, int] = {number: len(block - joints) for number, block in enumerate(blocks)}
    sizes |= dict.fromkeys(joints, 1)
    found: dict[str, int] = {}
    for part in nx.connected_components(tree):
        root = min(one for one in part if isinstance(one, int))
        steps = list(nx.dfs_edges(tree, root))
        below = {one: sizes[one] for one in part}
        for parent, child in reversed(steps):
            below[parent] += below[child]
        pieces = {joint: [below[root] - below[joint]] for joint in part if isinstance(joint, str)}
        for parent, child in steps:
            if isinstance(parent, str):
                pieces[parent].append(below[child])
        found |= {joint: below[root] - 1 - max(own) for joint, own in pieces.items()}
    return dict(sorted(found.items()))


def firm_network(graph: "nx.DiGraph[str]", producers: Mapping[str, Sequence[str]]) -> "nx.DiGraph[str]":
    """Return the network of segments with their firms, each tied both ways to the segments it is known to work in.

    An edge between a firm and a segment (``relation`` is ``works in``) means "is known to work in" and no trade: who
    sells to whom isn't known. It goes both ways so that paths may enter and leave by firms; a firm in several
    segments joins them, and one in a single segment lies on no path between others. Feeds keep their data and have
    the ``relation`` ``feeds``; nodes have the ``kind`` ``segment`` or ``firm``. No edge is weighted.

    Parameters
    ----------
    graph
        Feeds between segments, see `chaingraph.analyses.feeds`. It isn't changed.
    producers
        For each segment the firms known there; segments that aren't in view are passed over.

    Raises
    ------
    InputError
        A firm has the key of a segment.

    Examples
    --------
    >>> network = firm_network(nx.DiGraph([("wafer", "chip")]), {"wafer": ["f"], "chip": ["f"], "toys": ["g"]})
    >>> sorted(network.edges)
    [('chip', 'f'), ('f', 'chip'), ('f', 'wafer'), ('wafer', 'chip'), ('wafer', 'f')]
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    for node in sorted(graph):
        network.add_node(node, **{**graph.nodes[node], "kind": "segment"})
    for source, target in sorted(graph.edges):
        network.add_edge(source, target, **{**graph.edges[source, target], "relation": "feeds"})
    for node in sorted(set(producers) & set(graph)):
        for firm in sorted(set(producers[node])):
            if firm in graph:
                raise InputError(f"{firm} is given as a producer in {node}, and is a segment")
            network.add_node(firm, kind="firm")
            network.add_edge(firm, node, relation="works in")
            network.add_edge(node, firm, relation="works in")
    return network


def _betweenness(graph: "nx.DiGraph[str]", engine: Engine) -> dict[str, float]:
    if engine not in {"auto", "networkx", "rustworkx"}:
        raise InputError(f"engine is {engine!r}; give auto, networkx or rustworkx")
    is_installed = find_spec("rustworkx") is not None
    if engine == "rustworkx" and not is_installed:
        raise InputError("rustworkx isn't installed; install it, or take the engine networkx")
    nodes = sorted(graph)
    found: Mapping[str, float]
    if engine == "rustworkx" or (engine == "auto" and is_installed and len(nodes) >= _LARGE):
        rustworkx = import_module("rustworkx")
        place = {node: number for number, node in enumerate(nodes)}
        copy = rustworkx.PyDiGraph()
        copy.add_nodes_from(nodes)
        copy.add_edges_from_no_data([(place[source], place[target]) for source, target in sorted(graph.edges)])
        # On one thread: on several, sums come in another order each time.
        values = rustworkx.digraph_betweenness_centrality(copy, normalized=True, parallel_threshold=len(nodes) + 1)
        found = {node: float(values[number]) for node, number in place.items()}
    else:
        found = nx.betweenness_centrality(graph, normalized=True)
    return {node: round(float(found[node]), _DIGITS) for node in nodes}


def _page_rank(graph: "nx.DiGraph[str]") -> dict[str, float]:
    found: Mapping[str, float] = nx.pagerank(graph, alpha=0.85, tol=1e-13, max_iter=1000, weight=None)
    return {node: round(float(found[node]), _DIGITS) for node in sorted(graph)}


def _find_top(scores: Mapping[str, float], top: float) -> set[str]:
    """Return the nodes than which, themselves included, at most ⌈top · N⌉ score as high, and which score above 0."""
    allowed = math.ceil(round(top * len(scores), _DIGITS))
    falling = sorted(scores.values(), reverse=True)
    bar = falling[allowed] if allowed < len(falling) else -1.0
    return {node for node, score in scores.items() if score > max(bar, 0.0)}
