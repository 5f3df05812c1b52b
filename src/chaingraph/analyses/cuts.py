"""The weak places of a network of feeds: its cheapest cuts, the joint stops that do most damage."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from chaingraph.analyses.dependences import (
    SUPPORTING_LOSS,
    UNKNOWN,
    Direction,
    Range,
    find_dependences,
    strongest_paths,
)
from chaingraph.analyses.feeds import check_nodes
from chaingraph.errors import InputError
from chaingraph.progress import counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["GREEDY_BOUND", "Cut", "Damage", "cheapest_cut", "count_producers", "most_damaging"]

GREEDY_BOUND = 1 - 1 / math.e
"""What the greedy choice surely reaches of the best one (Nemhauser, Wolsey & Fisher 1978, doi:10.1007/BF01588971)."""

_DIGITS = 9  # sums of floats that differ less than this are one


@dataclass(frozen=True)
class Cut:
    """A set of nodes without which no source reaches a target, and what they cost together."""

    nodes: tuple[str, ...]
    cost: float


@dataclass(frozen=True)
class Damage:
    """The nodes whose joint stop does most damage, in the order of choice (of keys, if ``is_exact``).

    ``total`` is the sum of the highest losses of all nodes, the stopped ones included; ``is_exact`` says that all
    choices were compared, else the choice is greedy; ``at_most`` bounds from above what any choice of as many nodes
    does.
    """

    nodes: tuple[str, ...]
    total: float
    is_exact: bool
    at_most: float


def count_producers(nodes: Iterable[str], producers: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return for each node the number of firms known there, at least 1, as the cost of a cut.

    A node where no producer is known isn't free to cut: someone makes it, only not known who.

    Examples
    --------
    >>> count_producers(["a", "b"], {"a": ["f", "g", "f"]})
    {'a': 2, 'b': 1}
    """
    return {node: max(1, len(set(producers.get(node, ())))) for node in sorted(nodes)}


def cheapest_cut(
    graph: "nx.DiGraph[str]",
    sources: Iterable[str],
    targets: Iterable[str],
    *,
    cost: Mapping[str, float] | None = None,
    keep: Collection[str] = (),
) -> Cut:
    """Return the nodes of least total cost without which no source reaches a target: where a chain is thinnest.

    By Menger's theorem and the equality of maximum flow and minimum cut (Ford & Fulkerson 1956,
    doi:10.4153/CJM-1956-045-5): each node is split in two, joined by an edge whose capacity is its cost, and feeds
    have no limit. All feeds count, whatever their need; leave out of the graph what isn't to count. Costs are made
    whole numbers, so that sums are exact.

    Of several cheapest cuts it is the one nearest to the targets, which is unique (Picard & Queyranne 1980,
    doi:10.1007/BFb0120902) and hangs on no order.

    Parameters
    ----------
    graph
        Feeds, see `chaingraph.analyses.feeds`. It isn't changed.
    sources, targets
        What is to be parted; a source or target may be cut itself, and a node that is both must be.
    cost
        For each node a number above 0, as from `count_producers`; 1 where none is given.
    keep
        Nodes that may not be cut.

    Returns
    -------
    Cut
        Without nodes where no source reaches a target anyway.

    Raises
    ------
    InputError
        A node isn't in the network, a cost isn't above 0, or kept nodes alone join a source to a target.

    Examples
    --------
    Two ways from sand to phone.

    >>> graph = nx.DiGraph([("sand", "wafer"), ("wafer", "chip"), ("chip", "phone")])
    >>> graph.add_edges_from([("sand", "glass"), ("glass", "phone")])
    >>> cheapest_cut(graph, ["sand"], ["phone"], cost={"sand": 9, "phone": 9, "wafer": 1, "chip": 2, "glass": 3})
    Cut(nodes=('glass', 'wafer'), cost=4.0)
    >>> cheapest_cut(graph, ["sand"], ["phone"], keep=["sand", "phone"]).nodes
    ('chip', 'glass')
    """
    starts, ends = check_nodes(graph, sources), check_nodes(graph, targets)
    costs = {node: _exact_cost(node, (cost or {}).get(node, 1)) for node in graph}
    scale = math.lcm(*(one.denominator for one in costs.values()))
    kept = set(check_nodes(graph, keep))

    split: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    first, last = ("", "first"), ("", "last")
    split.add_nodes_from([first, last])
    for node in sorted(graph):
        if node in kept:
            split.add_edge((node, "in"), (node, "out"))
        else:
            split.add_edge((node, "in"), (node, "out"), capacity=int(costs[node] * scale))
    split.add_edges_from(((source, "out"), (target, "in")) for source, target in sorted(graph.edges))
    split.add_edges_from((first, (node, "in")) for node in starts)
    split.add_edges_from(((node, "out"), last) for node in ends)
    try:
        value, (near, far) = nx.minimum_cut(split, first, last)
    except nx.NetworkXUnbounded:
        raise InputError("nodes to keep join a source to a target: nothing parts them; keep fewer nodes") from None
    nodes = tuple(node for node in sorted(graph) if (node, "in") in near and (node, "out") in far)
    return Cut(nodes, float(Fraction(value) / scale))


def most_damaging(
    graph: "nx.DiGraph[str]",
    k: int,
    *,
    direction: Direction = "downstream",
    elsewhere: Range = UNKNOWN,
    present: Collection[str] | None = None,
    supporting: float = SUPPORTING_LOSS,
    among: Iterable[str] | None = None,
    max_choices: int = 20_000,
) -> Damage:
    """Return the k nodes whose joint stop does most damage.

    **Objective.** By the factors of `chaingraph.analyses.dependences.find_dependences`, taken from the network in
    which nothing has stopped, let loss(s, v) be the highest loss of v if s alone stops; loss(s, s) is 1. Then ::

        damage(S) = Σ over all v of max over s in S of loss(s, v)

    This is the objective of facility location, monotone and submodular (Cornuéjols, Fisher & Nemhauser 1977,
    doi:10.1287/mnsc.23.8.789). The factors must be fixed beforehand for that: in `spread_shock` an alternative that
    has stopped too counts no more, so that two stops can do more than the sum of each, and no bound would hold. So
    damage(S) can be below the sum of what `spread_shock` gives for S: give it the nodes found here to see all of it.

    **Search.** All choices are compared if there are at most ``max_choices``; of equal ones the first in the order of
    keys is taken. Else the greedy choice takes k times what adds most; it reaches at least 1 − 1/e (63%) of the best
    damage (Nemhauser, Wolsey & Fisher 1978, doi:10.1007/BF01588971). ``at_most`` is the lower of damage / (1 − 1/e)
    and damage plus the k largest gains still open, which submodularity allows.

    Parameters
    ----------
    graph
        Feeds, see `chaingraph.analyses.feeds`. It isn't changed.
    k
        How many nodes stop; all candidates, if there are fewer.
    direction, elsewhere, present, supporting
        As in `chaingraph.analyses.shock.spread_shock`.
    among
        The nodes that may stop; None: any.
    max_choices
        How many choices are compared one by one.

    Raises
    ------
    InputError
        k is below 1, a node isn't in the network, or an option or an edge can't be used.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edges_from([("sand", "wafer"), ("wafer", "chip"), ("ore", "wire")], need="essential")
    >>> most_damaging(graph, 2)
    Damage(nodes=('ore', 'sand'), total=5.0, is_exact=True, at_most=5.0)
    """
    if k < 1:
        raise InputError(f"k is {k}; give 1 or more")
    candidates = check_nodes(graph, graph if among is None else among)
    if not candidates:
        return Damage((), 0.0, True, 0.0)
    size = min(k, len(candidates))
    found = find_dependences(graph, direction=direction, elsewhere=elsewhere, present=present, supporting=supporting)
    steps: dict[str, list[tuple[str, float]]] = {}
    for one in found:
        steps.setdefault(one.source, []).append((one.target, float(one.hi)))
    losses = _loss_table(candidates, sorted(graph), steps)
    if math.comb(len(candidates), size) <= max_choices:
        chosen, total = _best_choice(losses, size)
        return Damage(tuple(candidates[one] for one in chosen), total, True, total)
    chosen, total, at_most = _greedy_choice(losses, size)
    return Damage(tuple(candidates[one] for one in chosen), total, False, at_most)


def _exact_cost(node: str, cost: float) -> Fraction:
    if not (cost > 0 and math.isfinite(cost)):
        raise InputError(f"{node}: cost is {cost}; give a number above 0")
    return Fraction(str(cost))


def _loss_table(
    candidates: Sequence[str], nodes: Sequence[str], steps: Mapping[str, Sequence[tuple[str, float]]]
) -> "NDArray[np.float64]":
    """Return the highest loss of each node (column) when each candidate (row) stops alone."""
    import numpy as np

    column = {node: place for place, node in enumerate(nodes)}
    table = np.zeros((len(candidates), len(nodes)))
    for row, candidate in enumerate(counted(candidates, "逐个推演停产", "stopping one after another")):
        for node, (value, _) in strongest_paths(steps, {candidate: 1.0}).items():
            table[row, column[node]] = value
    return table


def _best_choice(losses: "NDArray[np.float64]", size: int) -> tuple[tuple[int, ...], float]:
    def total_of(rows: tuple[int, ...]) -> float:
        return _total(losses[list(rows)].max(axis=0))

    best = max(combinations(range(len(losses)), size), key=total_of)  # max keeps the first of equals
    return best, total_of(best)


def _greedy_choice(losses: "NDArray[np.float64]", size: int) -> tuple[tuple[int, ...], float, float]:
    import numpy as np

    chosen: list[int] = []
    covered = np.zeros(losses.shape[1])
    for _ in range(size):
        gains = np.maximum(losses - covered, 0).sum(axis=1).round(_DIGITS)
        gains[chosen] = -1
        chosen.append(int(gains.argmax()))  # argmax keeps the first of equals
        covered = np.maximum(covered, losses[chosen[-1]])
    total = _total(covered)
    still_open = np.sort(np.maximum(losses - covered, 0).sum(axis=1))[-size:].sum()
    at_most = min(total / GREEDY_BOUND, total + float(still_open), float(losses.shape[1]))
    return tuple(chosen), total, round(at_most, _DIGITS)


def _total(losses: "NDArray[np.float64]") -> float:
    return round(float(losses.sum()), _DIGITS)
