"""Which industries or segments are related, and how close what a place has comes to one that it lacks.

Proximity and density are those of Hidalgo, Klinger, Barabási & Hausmann (2007, doi:10.1126/science.1144581); they
need a table of many regions. Where there is none, the network of segments itself tells which of them share inputs,
customers and industry codes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from chaingraph.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["densities", "density", "jaccard", "proximity", "relate_by_inputs"]


def proximity(present: Mapping[str, Collection[str]]) -> dict[tuple[str, str], float]:
    r"""Return how likely two industries are found together in a region.

    Parameters
    ----------
    present : Mapping[str, Collection[str]]
        The industries that each region is specialised in.

    Returns
    -------
    dict[tuple[str, str], float]
        Above 0, up to 1, for each ordered pair of different industries that some region has both of; other pairs
        have 0 and aren't listed. An industry's proximity to itself, 1 by the formula, isn't listed either.

    Notes
    -----
    :math:`\varphi_{ij} = \min(P(i|j), P(j|i))`: the regions with both over the regions with the more common one.

    Examples
    --------
    Steel is in two regions, sugar in one of them.

    >>> proximity({"Qihe": {"steel", "sugar"}, "Ningjin": {"steel"}})
    {('steel', 'sugar'): 0.5, ('sugar', 'steel'): 0.5}
    """
    ubiquity = Counter(industry for own in present.values() for industry in set(own))
    both = Counter(pair for own in present.values() for pair in combinations(sorted(set(own)), 2))
    return _both_ways({(one, two): number / max(ubiquity[one], ubiquity[two]) for (one, two), number in both.items()})


def densities(
    relatedness: Mapping[tuple[str, str], float],
    present: Collection[str],
    *,
    items: Collection[str] | None = None,
    with_self: bool = False,
) -> dict[str, float | None]:
    r"""Return how much of each item's relations lead to items that are present.

    Parameters
    ----------
    relatedness : Mapping[tuple[str, str], float]
        From 0 to 1 for each ordered pair, as `proximity` or `relate_by_inputs` return it; a pair that isn't listed
        has 0.
    present : Collection[str]
        What the place has.
    items : Collection[str], optional
        The items to return; by default all that ``relatedness`` names.
    with_self : bool
        Whether an item's relation of 1 to itself counts, among all its relations and, where it is present, among
        those that lead to what is present.

    Returns
    -------
    dict[str, float | None]
        From 0 to 1, sorted by item; None for an item that is related to nothing, of which nothing can be said.

    Raises
    ------
    InputError
        A relatedness is not a number from 0 to 1.

    Notes
    -----
    :math:`\omega_i = \sum_{j \in present} \varphi_{ij} / \sum_j \varphi_{ij}`. Whether j = i belongs to the sums is
    a choice, but it must be the same in both: with the item itself above the line only, an item all of whose
    relations are present comes to more than 1. Without it (the default, as in the package economic-complexity)
    density doesn't depend on whether the item is there, so it can be compared between places that have the item and
    places that lack it. The package ecomplexity counts it (``with_self=True``).

    Examples
    --------
    >>> related = {("a", "b"): 0.75, ("b", "a"): 0.75, ("a", "c"): 0.25, ("c", "a"): 0.25}
    >>> densities(related, {"b"})
    {'a': 0.75, 'b': 0.0, 'c': 0.0}
    """
    for (one, two), value in relatedness.items():
        if not 0 <= value <= 1:
            raise InputError(f"relatedness of {one} and {two} is {value}; give a number from 0 to 1")
    wanted = {name for pair in relatedness for name in pair} if items is None else set(items)
    here = set(present)
    every: dict[str, list[float]] = {item: [1.0] if with_self else [] for item in sorted(wanted)}
    found: dict[str, list[float]] = {item: [1.0] if with_self and item in here else [] for item in every}
    for (one, two), value in relatedness.items():
        if one in every and one != two:
            every[one].append(value)
            if two in here:
                found[one].append(value)
    return {item: fsum(found[item]) / fsum(every[item]) if any(every[item]) else None for item in every}


def density(
    relatedness: Mapping[tuple[str, str], float], present: Collection[str], item: str, *, with_self: bool = False
) -> float | None:
    """Return how much of one item's relations lead to items that are present (see `densities`).

    Examples
    --------
    >>> density({("a", "b"): 0.75, ("a", "c"): 0.25}, {"c"}, "a")
    0.25
    """
    return densities(relatedness, present, items=[item], with_self=with_self)[item]


def jaccard(one: Collection[str], two: Collection[str]) -> float:
    """Return the share of what two sets have in common in all that they have.

    The coefficient of Jaccard (1912, doi:10.1111/j.1469-8137.1912.tb05611.x).
    Two empty sets have 0: nothing is known to be common to them.

    Examples
    --------
    >>> jaccard({"steel", "glass"}, {"steel"})
    0.5
    """
    union = set(one) | set(two)
    return len(set(one) & set(two)) / len(union) if union else 0.0


def relate_by_inputs(
    graph: "nx.DiGraph[str]", *, codes: Mapping[str, Collection[str]] | None = None
) -> dict[tuple[str, str], float]:
    """Return how far segments use the same inputs, feed the same segments and fall under the same industry codes.

    Parameters
    ----------
    graph : nx.DiGraph
        An edge leads from what feeds to what is fed. Self-loops and parallel edges change nothing.
    codes : Mapping[str, Collection[str]], optional
        Industry codes of segments; those of segments that aren't in the graph are left aside. To let codes agree in
        part, give their leading digits as codes too.

    Returns
    -------
    dict[tuple[str, str], float]
        Above 0, up to 1, for each ordered pair of different segments that share anything; other pairs have 0
        and aren't listed.

    Notes
    -----
    The mean of up to three `jaccard` similarities: of the sets of inputs, of outputs, and of codes. It is our
    judgement which of them count for a pair. That one segment has no inputs, or no outputs, tells it apart from one
    that has; where both have none it says nothing, and isn't counted. A segment without a code has one that we
    don't know, so codes count only where both have some.

    That one segment feeds the other is not in it: supplier and customer need not be alike.

    Examples
    --------
    Bread and noodles share their one input, and of their outputs (shops; shops and canteens) one of two.

    >>> import networkx as nx
    >>> graph = nx.DiGraph([("flour", "bread"), ("flour", "noodles"), ("bread", "shops"), ("noodles", "shops")])
    >>> graph.add_edge("noodles", "canteens")
    >>> relate_by_inputs(graph)["bread", "noodles"]
    0.75
    """
    inputs = {node: frozenset(graph.pred[node]) - {node} for node in graph}
    outputs = {node: frozenset(graph.succ[node]) - {node} for node in graph}
    known = {node: frozenset((codes or {}).get(node, ())) for node in graph}
    pairs = {pair for sets in (inputs, outputs, known) for pair in _sharing(sets)}
    found = {}
    for one, two in sorted(pairs):
        parts = [jaccard(sets[one], sets[two]) for sets in (inputs, outputs) if sets[one] or sets[two]]
        if known[one] and known[two]:
            parts.append(jaccard(known[one], known[two]))
        found[one, two] = sum(parts) / len(parts)
    return _both_ways(found)


def _sharing(sets: Mapping[str, Collection[str]]) -> Iterable[tuple[str, str]]:
    """Return the pairs of names, in order, whose sets have something in common."""
    bearers: dict[str, list[str]] = {}
    for name in sorted(sets):
        for thing in sets[name]:
            bearers.setdefault(thing, []).append(name)
    return (pair for names in bearers.values() for pair in combinations(names, 2))


def _both_ways(pairs: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return the pairs and their mirror images, sorted."""
    mirrored = {**pairs, **{(two, one): value for (one, two), value in pairs.items()}}
    return {pair: mirrored[pair] for pair in sorted(mirrored)}
