"""How much each node depends on its neighbours, and along which path most."""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

import networkx as nx

from chaingraph.analyses.feeds import need_of, products_of, share_of
from chaingraph.errors import InputError

__all__ = [
    "STOPPED",
    "SUPPORTING_LOSS",
    "UNKNOWN",
    "Dependence",
    "Direction",
    "Range",
    "find_dependences",
    "strongest_paths",
]

Direction = Literal["downstream", "upstream"]
Number = TypeVar("Number", Fraction, float)

SUPPORTING_LOSS = 0.1
"""κ, the most that a segment loses when what only supports it stops: our convention, not a finding."""

_REPLACEABLE = "replaceable"


@dataclass(frozen=True, order=True)
class Range:
    """A share between ``lo`` and ``hi``, both from 0 to 1."""

    lo: float
    hi: float

    def __post_init__(self) -> None:
        if not 0 <= self.lo <= self.hi <= 1:
            raise InputError(f"{self.lo} to {self.hi} is no range: give 0 ≤ low ≤ high ≤ 1")


STOPPED = Range(1.0, 1.0)
UNKNOWN = Range(0.0, 1.0)


@dataclass(frozen=True)
class Dependence:
    """How much ``target`` loses, at least and at most, when ``source`` stops.

    ``is_assumed`` says that ``hi`` rests on a convention (equal shares, κ), not on a stated share or on there being no
    other known supplier.
    """

    source: str
    target: str
    lo: Fraction
    hi: Fraction
    is_assumed: bool


def find_dependences(
    graph: "nx.DiGraph[str]",
    *,
    direction: Direction = "downstream",
    stopped: Mapping[str, Range] | None = None,
    elsewhere: Range = UNKNOWN,
    present: Collection[str] | None = None,
    supporting: float = SUPPORTING_LOSS,
) -> tuple[Dependence, ...]:
    """Return how much each node depends on each of its neighbours, by need, alternatives and shares.

    The rules and options are those of `chaingraph.analyses.shock.spread_shock`; what has ``stopped`` is no alternative.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edges_from([("a", "c"), ("b", "c")], need="replaceable")
    >>> [(one.source, one.target, str(one.hi)) for one in find_dependences(graph)]
    [('a', 'c', '1/2'), ('b', 'c', '1/2')]
    """
    if direction not in {"downstream", "upstream"}:
        raise InputError(f"direction is {direction!r}; give downstream or upstream")
    if not 0 <= supporting <= 1:
        raise InputError(f"supporting is {supporting}; give a number from 0 to 1")
    losses = stopped or {}
    there = set(graph) if present is None else set(present)
    # At most counts no alternative that may have stopped; at least leaves out only those that surely have.
    perhaps = {node for node, loss in losses.items() if loss.hi == 1}
    surely = {node for node, loss in losses.items() if loss.lo == 1}
    if direction == "upstream":
        return tuple(one for node in sorted(graph) for one in _lost_sales(graph, node, there - perhaps))
    kept_hi, kept_lo = 1 - Fraction(str(elsewhere.lo)), 1 - Fraction(str(elsewhere.hi))
    found: list[Dependence] = []
    for target in sorted(graph):
        highest = _lost_inputs(graph, target, there, perhaps, Fraction(str(supporting)))
        lowest = _lost_inputs(graph, target, there, surely, Fraction(0))
        for source, (hi, is_assumed) in highest.items():
            is_essential = need_of(graph, source, target) == "essential"
            lo = lowest[source][0] * kept_lo if is_essential else Fraction(0)
            found.append(Dependence(source, target, lo, hi * kept_hi, is_assumed))
    return tuple(found)


def strongest_paths(
    steps: Mapping[str, Sequence[tuple[str, Number]]],
    starts: Mapping[str, Number],
    *,
    max_hops: int | None = None,
    floor: Number | Literal[0] = 0,
) -> dict[str, tuple[Number, tuple[str, ...]]]:
    """Return for each node that is reached the highest product along a path, and that path.

    Of paths with the same product the one with fewest hops, then the first in the order of keys. Nothing below
    ``floor``, and nothing at 0, is returned.

    Parameters
    ----------
    steps
        For each node the nodes one step on, with a factor from 0 to 1.
    starts
        Where paths begin, with the value there.

    Examples
    --------
    >>> steps = {"a": [("b", 0.5), ("c", 0.25)], "b": [("c", 1.0), ("a", 1.0)]}
    >>> strongest_paths(steps, {"a": 1.0})["c"]
    (0.5, ('a', 'b', 'c'))
    >>> strongest_paths(steps, {"a": 1.0}, max_hops=1)["c"]
    (0.25, ('a', 'c'))
    """
    best: dict[str, tuple[Number, tuple[str, ...]]] = {}
    fewest: dict[str, int] = {}
    heap: list[tuple[Number, int, tuple[str, ...]]] = [
        (-value, 0, (node,)) for node, value in starts.items() if value > 0 and value >= floor
    ]
    heapq.heapify(heap)
    path: tuple[str, ...]
    while heap:
        minus, hops, path = heapq.heappop(heap)
        node = path[-1]
        # With a limit of hops, a weaker path matters beyond a node if it is shorter than all stronger ones.
        if node in best and (max_hops is None or hops >= fewest[node]):
            continue
        best.setdefault(node, (-minus, path))
        fewest[node] = hops
        if hops == max_hops:
            continue
        for target, factor in steps.get(node, ()):
            value = -minus * factor
            if value > 0 and value >= floor and (max_hops is not None or target not in best):
                heapq.heappush(heap, (-value, hops + 1, (*path, target)))
    return best


def _lost_inputs(
    graph: "nx.DiGraph[str]", target: str, there: Collection[str], stopped: Collection[str], supporting: Fraction
) -> dict[str, tuple[Fraction, bool]]:
    """Return for each source what the target loses without it, and if that is assumed; purchases elsewhere left out."""
    pools = {source: _pools(graph, source, target) for source in sorted(graph.pred[target]) if source != target}
    shares = {source: share_of(graph, source, target) for source in pools}

    def is_alternative(source: str, pool: str) -> bool:
        # What can stand in for another kind of input needn't be made here; who else makes the same must be known.
        return source not in stopped and (pool == _REPLACEABLE or source in there)

    counts = Counter(pool for source, own in pools.items() for pool in own if is_alternative(source, pool))
    gone: dict[str, Fraction] = {}
    for source, own in pools.items():
        share = shares[source]
        for pool in own:
            if share is not None and not is_alternative(source, pool):
                gone[pool] = gone.get(pool, Fraction(0)) + share

    def lost(source: str, pool: str) -> tuple[Fraction, bool]:
        share = shares[source]
        is_counted = is_alternative(source, pool)
        if share is not None:
            left = 1 - gone.get(pool, Fraction(0)) + (0 if is_counted else share)
            return (min(share / left, Fraction(1)) if left > 0 else Fraction(1)), False
        number = counts[pool] + (0 if is_counted else 1)
        return Fraction(1, number), number > 1

    found: dict[str, tuple[Fraction, bool]] = {}
    for source, own in pools.items():
        need = need_of(graph, source, target)
        asked = own[-1:] if need == "replaceable" else own
        # Of pools that cost the same, one that assumes nothing is the better reason.
        worst = max((lost(source, pool) for pool in asked), key=lambda one: (one[0], not one[1]), default=None)
        found[source] = worst or (supporting, True)
    return found


def _pools(graph: "nx.DiGraph[str]", source: str, target: str) -> tuple[str, ...]:
    """Return the sets of alternatives that a feed belongs to: one a product, and last that of all replaceable feeds."""
    need = need_of(graph, source, target)
    if need == "supporting":
        return ()
    products = tuple(f"product {product}" for product in products_of(graph, source, target))
    if need == "replaceable":
        return (*products, _REPLACEABLE)
    return products or (f"source {source}",)


def _lost_sales(graph: "nx.DiGraph[str]", node: str, buyers: Collection[str]) -> Iterable[Dependence]:
    """Yield what a node loses without each of its buyers."""
    mine = [buyer for buyer in sorted(graph.succ[node]) if buyer != node]
    counted = sum(buyer in buyers for buyer in mine)
    for buyer in mine:
        number = counted + (buyer not in buyers)
        yield Dependence(buyer, node, Fraction(0), Fraction(1, number), number > 1)
