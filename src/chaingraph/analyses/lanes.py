"""Upstream, midstream and downstream, derived for the segments in view."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from chaingraph.analyses.feeds import need_of

__all__ = ["LANES", "Lane", "Placement", "derive_lanes"]

Lane = Literal["upstream", "midstream", "downstream", "standalone"]

LANES: tuple[Lane, ...] = ("upstream", "midstream", "downstream", "standalone")

#: Where a stated lane puts what its inputs don't.
_STATED: Mapping[Lane, float] = {"upstream": 0.0, "midstream": 0.5, "downstream": 1.0}

_Steps = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Placement:
    """Where a segment stands in the view.

    ``depth`` is the number of steps on the longest way to it from a first stage; ``position`` runs from 0 (a first
    stage) to 1 (a last stage), and is None for what stands alone.
    """

    lane: Lane
    position: float | None
    depth: int


def derive_lanes(graph: "nx.DiGraph[str]") -> dict[str, Placement]:
    """Return for each segment its lane, in the order of lanes, then of positions, then of keys.

    Segments that feed each other in a circle (a strongly connected component; Tarjan 1972, doi:10.1137/0201010) count
    as one. Between such components the feeds make no circle, so that longest paths exist. With d the longest path to
    a component from any first one, and h the longest path from it to any last one, ::

        position = d / (d + h)        upstream below 1/3, downstream above 2/3, midstream between, both ends included

    Feeds with the need ``supporting`` don't move what they support: a segment is placed by its other feeds alone.
    Only what has no other feeds in view (the maker of a machine, say) is placed by its supporting ones, one step
    before what it supports and one after what supports it. So is what feeds others only in support, if
    these are more than feed it: machines for making chips hold sensors, yet stand before the chips.

    A lane that is stated (the node's ``lane``) holds: the segment stands there, at the position found if that is in
    the lane, else at the lane's first stage, middle or end (0, 1/2, 1).

    The lane belongs to the view, not to the segment: in another set of segments it may be another. The thirds are our
    convention; the position is a reading of the drawn structure and measures no value added, unlike the upstreamness
    of Antràs, Chor, Fally & Hillberry (2012, doi:10.1257/aer.102.3.412).

    Parameters
    ----------
    graph
        The feeds in view, see `chaingraph.analyses.feeds`. It isn't changed.

    Returns
    -------
    dict
        A placement for each node. What has no feed to or from another segment in view, and no stated lane, is
        ``standalone``. The members
        of a circle share lane, position and depth; a circle without any feed in or out is midstream at 0.5.

    Raises
    ------
    InputError
        An edge has no known ``need``.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edges_from([("quartz", "wafer"), ("wafer", "chip")], need="essential")
    >>> graph.add_edge("furnace", "wafer", need="supporting")
    >>> graph.add_node("toys")
    >>> graph.add_node("phones", lane="downstream")
    >>> for node, place in derive_lanes(graph).items():
    ...     print(node, place.lane, place.position, place.depth)
    furnace upstream 0.0 0
    quartz upstream 0.0 0
    wafer midstream 0.5 1
    chip downstream 1.0 2
    phones downstream 1.0 0
    toys standalone None 0
    """
    main: nx.DiGraph[str] = nx.DiGraph()
    side: nx.DiGraph[str] = nx.DiGraph()
    for source, target in graph.edges:
        if source != target:
            (side if need_of(graph, source, target) == "supporting" else main).add_edge(source, target)
    machines = _machines(main, side)
    rest = side.subgraph([node for node in side if node not in main or node in machines])

    depths = _longest(main, {}, {})
    heights = _longest(main.reverse(copy=False), {}, {})
    depths |= _longest(rest, side.pred, depths)
    heights |= _longest(rest.reverse(copy=False), side.succ, heights)

    placements = {node: _place(depths.get(node), heights.get(node)) for node in graph}
    for node, data in graph.nodes.items():
        lane: Lane | None = data.get("lane")
        if lane is not None and placements[node].lane != lane:
            placements[node] = Placement(lane, _STATED[lane], placements[node].depth)
    return dict(sorted(placements.items(), key=lambda one: (LANES.index(one[1].lane), one[1].position or 0, one[0])))


def _machines(main: "nx.DiGraph[str]", side: "nx.DiGraph[str]") -> set[str]:
    """Return what feeds others only in support, and more of them than feed it."""
    ends = [node for node in side if node in main and not main.out_degree(node)]
    return {node for node in ends if sum(one in main for one in side.successors(node)) > main.in_degree(node)}


def _longest(graph: "nx.DiGraph[str]", before: _Steps, known: Mapping[str, int]) -> dict[str, int]:
    """Return for each node the longest path to its component, also from the ``known`` nodes that come ``before`` it."""
    whole = nx.condensation(graph)
    longest: dict[int, int] = {}
    found: dict[str, int] = {}
    for part in nx.topological_sort(whole):
        members: set[str] = whole.nodes[part]["members"]
        inside = [longest[one] + 1 for one in whole.predecessors(part)]
        outside = [known[one] + 1 for node in members for one in before.get(node, ()) if one in known]
        longest[part] = max([*inside, *outside], default=0)
        found |= dict.fromkeys(members, longest[part])
    return found


def _place(depth: int | None, height: int | None) -> Placement:
    if depth is None or height is None:
        return Placement("standalone", None, 0)
    length = depth + height
    if length == 0:  # a circle that nothing enters or leaves
        return Placement("midstream", 0.5, 0)
    lane: Lane = "midstream"
    if 3 * depth < length:
        lane = "upstream"
    elif 3 * depth > 2 * length:
        lane = "downstream"
    return Placement(lane, depth / length, depth)
