"""What is hit, how hard at most and at least, when segments stop (断链)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import networkx as nx

from chaingraph.analyses.dependences import (
    STOPPED,
    SUPPORTING_LOSS,
    UNKNOWN,
    Direction,
    Range,
    find_dependences,
    strongest_paths,
)
from chaingraph.analyses.feeds import check_nodes
from chaingraph.errors import InputError

__all__ = ["Hit", "Touched", "spread_shock", "touched"]


@dataclass(frozen=True)
class Hit:
    """A node that loses: how much, after how many hops, and by which path from what stopped; a stopped node has hop 0.

    ``hop`` and ``path`` are those of the path that gives ``loss.hi``; ``is_assumed`` says that one of its steps is.
    """

    node: str
    loss: Range
    hop: int
    path: tuple[str, ...]
    is_assumed: bool


@dataclass(frozen=True)
class Touched:
    """A chain, park or county that is hit: after how many hops first, and what its hardest hit node loses."""

    group: str
    hop: int
    loss: Range
    nodes: tuple[str, ...]


def spread_shock(
    graph: "nx.DiGraph[str]",
    stopped: Mapping[str, Range] | Iterable[str],
    *,
    direction: Direction = "downstream",
    elsewhere: Range = UNKNOWN,
    present: Collection[str] | None = None,
    supporting: float = SUPPORTING_LOSS,
    max_hops: int | None = None,
    floor: float = 0.0,
) -> tuple[Hit, ...]:
    """Return all nodes that are hit when some stop, hardest hit first.

    **Model.** A stopped node loses 1 (or the range given). On a feed u→v, if u stops wholly, v loses between lo and hi:

    ============ =================================================== ==========================
    need         hi                                                  lo
    ============ =================================================== ==========================
    essential    (1 − σ₀) · max over products of 1/n                 (1 − σ₁) · the same
    replaceable  (1 − σ₀) · 1/m                                      0
    supporting   (1 − σ₀) · κ                                        0
    ============ =================================================== ==========================

    n is the number of nodes, u included, that are known to be present and feed v the same product other than in
    support; a feed without products has no known alternative (n = 1). m is the number of all replaceable feeds of v in
    the network: what stands in for another kind of input may come from anywhere. σ₀ to σ₁ is the range of what v can
    buy ``elsewhere``, outside the network; unless given it is unknown, 0 to 1, so that nothing is sure to be lost.
    Where a feed has a ``share``, it stands instead of 1/n or 1/m. Alternatives that have stopped themselves don't
    count: for hi none that may have stopped wholly, for lo none that surely has; stated shares are scaled up
    accordingly, share / (1 − shares of the stopped alternatives).

    Upstream it is the demand that fails: if v stops, u loses between 0 and 1/b of its sales, b being the number of
    buyers of u that are known to be present, v included; 0, because buyers outside the network aren't known. Needs,
    shares, σ and κ play no part.

    A node's hi is the highest product of hi along any path from a stopped node, times that node's hi; its lo likewise
    with lo. All factors are at most 1, so that the best path never goes round in a circle, and a best-first search
    (Dijkstra 1959, doi:10.1007/BF01386390) finds it. Products are exact (fractions), so that ties are ties.

    **What it says and doesn't.** This is the path of strongest dependence, close to the inoperability input-output
    model (Haimes & Jiang 2001, doi:10.1061/(ASCE)1076-0342(2001)7:1(1)) with Leontief's fixed proportions (1936,
    doi:10.2307/1927837) for essential inputs: the worst failing input decides. It differs in that losses that reach a
    node by several ways aren't added, and in that it has no amounts: 1/n and 1/m assume equal shares, κ is our
    convention, stocks and time are left out. So hi is the most that one path carries under these conventions
    (``is_assumed`` says where they enter), not a forecast; and several inputs that fail in part may cost more.

    Parameters
    ----------
    graph
        Feeds, see `chaingraph.analyses.feeds`. It isn't changed.
    stopped
        The nodes that stop, or for each its range of loss.
    direction
        ``downstream``: who lacks inputs; ``upstream``: who lacks buyers.
    elsewhere
        σ₀ to σ₁, the share of an input that can be bought outside the network.
    present
        The nodes that are known to be present and so count as alternatives; None: all in the network.
    supporting
        κ.
    max_hops
        The longest path looked at; None: any.
    floor
        The smallest hi reported.

    Returns
    -------
    tuple of Hit
        By hi, then lo, both falling, then hop and key; the stopped nodes are among them.

    Raises
    ------
    InputError
        A stopped node isn't in the network, or an option or an edge can't be used.

    Examples
    --------
    Two makers of wafers, one maker of chips: if one maker of wafers stops, chips lose at most a half, and so do phones.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("wafer 1", "chip", need="essential", products=("wafer",))
    >>> graph.add_edge("wafer 2", "chip", need="essential", products=("wafer",))
    >>> graph.add_edge("chip", "phone", need="essential", products=("chip",))
    >>> for hit in spread_shock(graph, ["wafer 1"]):
    ...     print(hit.node, hit.loss, hit.hop, hit.is_assumed)
    wafer 1 Range(lo=1.0, hi=1.0) 0 False
    chip Range(lo=0.0, hi=0.5) 1 True
    phone Range(lo=0.0, hi=0.5) 2 True
    >>> both = spread_shock(graph, ["wafer 1", "wafer 2"], elsewhere=Range(0, 0.25))
    >>> {hit.node: hit.loss for hit in both}["chip"]
    Range(lo=0.75, hi=1.0)
    """
    losses = dict(stopped) if isinstance(stopped, Mapping) else dict.fromkeys(stopped, STOPPED)
    check_nodes(graph, losses)
    if max_hops is not None and max_hops < 0:
        raise InputError(f"max_hops is {max_hops}; give 0 or more")
    found = find_dependences(
        graph, direction=direction, stopped=losses, elsewhere=elsewhere, present=present, supporting=supporting
    )
    highest: dict[str, list[tuple[str, Fraction]]] = {}
    lowest: dict[str, list[tuple[str, Fraction]]] = {}
    for one in found:
        highest.setdefault(one.source, []).append((one.target, one.hi))
        lowest.setdefault(one.source, []).append((one.target, one.lo))
    assumed = {(one.source, one.target) for one in found if one.is_assumed}
    most = {node: Fraction(str(loss.hi)) for node, loss in losses.items()}
    least = {node: Fraction(str(loss.lo)) for node, loss in losses.items()}
    sure = strongest_paths(lowest, least, max_hops=max_hops)
    hits = [
        Hit(
            node,
            Range(float(sure[node][0]) if node in sure else 0.0, float(hi)),
            len(path) - 1,
            path,
            any(step in assumed for step in pairwise(path)),
        )
        for node, (hi, path) in strongest_paths(highest, most, max_hops=max_hops, floor=Fraction(str(floor))).items()
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.loss.hi, -hit.loss.lo, hit.hop, hit.node)))


def touched(hits: Iterable[Hit], memberships: Mapping[str, Iterable[str]]) -> tuple[Touched, ...]:
    """Return the groups (chains, parks, counties) that hits reach, hardest hit first.

    A group's loss is that of its hardest hit node, low and high each: at least this much, at most that much. It isn't
    the loss of the group as a whole, which would need sizes.

    Parameters
    ----------
    hits
        The answer of `spread_shock`.
    memberships
        For each node the groups that it belongs to; nodes without groups are passed over.

    Examples
    --------
    >>> hits = [Hit("a", Range(1, 1), 0, ("a",), False), Hit("b", Range(0, 0.5), 1, ("a", "b"), True)]
    >>> touched(hits, {"a": ["park x"], "b": ["park x", "park y"]})[1]
    Touched(group='park y', hop=1, loss=Range(lo=0, hi=0.5), nodes=('b',))
    """
    by_group: dict[str, list[Hit]] = {}
    for hit in hits:
        for group in set(memberships.get(hit.node, ())):
            by_group.setdefault(group, []).append(hit)
    found = [
        Touched(
            group,
            min(hit.hop for hit in those),
            Range(max(hit.loss.lo for hit in those), max(hit.loss.hi for hit in those)),
            tuple(sorted({hit.node for hit in those})),
        )
        for group, those in by_group.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.loss.hi, -one.loss.lo, one.hop, one.group)))
