"""Communities of a network, how stable they are, and how far they agree with given groupings.

Louvain: Blondel et al. (2008, doi:10.1088/1742-5468/2008/10/P10008); Leiden: Traag, Waltman & van Eck (2019,
doi:10.1038/s41598-019-41695-z). Agreement: the adjusted Rand index of Hubert & Arabie (1985,
doi:10.1007/BF01908075) and the normalised mutual information (Vinh, Epps & Bailey 2010,
https://jmlr.org/papers/v11/vinh10a.html).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import combinations
from math import comb, fsum, isfinite, log
from typing import TYPE_CHECKING, Any

import networkx as nx

from chaingraph.errors import InputError
from chaingraph.progress import counted

if TYPE_CHECKING:
    from types import ModuleType

__all__ = [
    "Agreement",
    "Communities",
    "adjusted_rand",
    "compare_groupings",
    "find_communities",
    "normalised_mutual_information",
]


@dataclass(frozen=True)
class Communities:
    """The best partition of several runs.

    Attributes
    ----------
    groups : tuple of frozenset
        The communities, larger ones first, then by their first member.
    modularity : float or None
        That of ``groups``; None for a network without edges, where it isn't defined.
    stability : float or None
        Mean adjusted Rand index between the partitions of each two runs: 1 if all agree, about 0 if they are no
        more alike than chance would have it; None for a single run.
    runs : int
        How many runs there were.
    distinct : int
        How many different partitions they gave.
    """

    groups: tuple[frozenset[str], ...]
    modularity: float | None
    stability: float | None
    runs: int
    distinct: int


@dataclass(frozen=True)
class Agreement:
    """How far two groupings agree on the items that both put into exactly one group.

    Attributes
    ----------
    ari, nmi : float or None
        None if fewer than two items can be compared.
    compared : int
        How many items that is.
    overlapping : tuple of str
        Items that either puts into several groups; they aren't compared.
    only_first, only_second : int
        How many items just one of the groupings has.
    """

    ari: float | None
    nmi: float | None
    compared: int
    overlapping: tuple[str, ...]
    only_first: int
    only_second: int


def find_communities(
    graph: "nx.Graph[str]",
    *,
    method: str = "louvain",
    seeds: Sequence[int] = tuple(range(10)),
    resolution: float = 1.0,
    weight: str = "weight",
) -> Communities:
    """Return the communities of a network that modularity favours, and how stable they are from run to run.

    Parameters
    ----------
    graph : nx.Graph or nx.DiGraph
        With directed edges, modularity is that of directed networks (Leicht & Newman 2008,
        doi:10.1103/PhysRevLett.100.118703). Weights of parallel edges are summed. What order nodes and edges were
        added in changes nothing.
    method : str
        ``louvain``, or ``leiden``, which needs the packages igraph and leidenalg.
    seeds : Sequence[int]
        One run for each. The partition of highest modularity is returned; of equal ones the first in order of names.
    resolution : float
        Above 1 for smaller communities, below for larger.
    weight : str
        Edge attribute with the weight, from 0 up; an edge without it counts 1.

    Raises
    ------
    InputError
        Unknown method, a package that isn't installed, no seed, a resolution that isn't above 0, or a weight that
        is negative or not a number.

    Notes
    -----
    Modularity can't see communities much smaller than the network (Fortunato & Barthélemy 2007,
    doi:10.1073/pnas.0605965104), and has many partitions close to its maximum: read the communities together with
    their stability.

    Examples
    --------
    Two triangles joined by one edge.

    >>> graph = nx.Graph(["ab", "bc", "ca", "de", "ef", "fd", "cd"])
    >>> found = find_communities(graph, seeds=[1, 2])
    >>> [sorted(group) for group in found.groups], found.stability
    ([['a', 'b', 'c'], ['d', 'e', 'f']], 1.0)
    """
    _check_options(method, seeds, resolution)
    names = sorted(graph)
    plain = _plain_graph(graph, names, weight)
    if not plain.size(weight="weight"):
        alone = tuple(frozenset([name]) for name in names)
        return Communities(alone, None, 1.0 if len(seeds) > 1 else None, len(seeds), 1)
    run = _leiden if method == "leiden" else _louvain
    parts = [_sorted_parts(run(plain, seed, resolution)) for seed in counted(seeds, "划分社群", "finding communities")]
    scored = {
        part: nx.community.modularity(plain, [set(group) for group in part], weight="weight", resolution=resolution)
        for part in set(parts)
    }
    best = min(scored, key=lambda part: (-round(scored[part], 12), part))
    labels = [{item: label for label, group in enumerate(part) for item in group} for part in parts]
    pairs = [adjusted_rand(one, two) for one, two in combinations(labels, 2)]
    stability = fsum(pairs) / len(pairs) if pairs else None
    groups = tuple(frozenset(names[number] for number in group) for group in best)
    return Communities(groups, scored[best], stability, len(seeds), len(scored))


def compare_groupings(first: Mapping[str, Collection[str]], second: Mapping[str, Collection[str]]) -> Agreement:
    """Return how far two groupings agree, each given as the members of each group.

    Only items that both have, each in exactly one group, are compared. To take the first of an item's several
    groups would let the order of the groups decide; to count the item in each would let it weigh more than others.
    So overlapping items are named instead.

    Parameters
    ----------
    first, second : Mapping[str, Collection[str]]
        Members of each group. For `Communities`: ``{str(n): group for n, group in enumerate(found.groups)}``.

    Examples
    --------
    Steel is in two chains, and glass in none: the other three are compared.

    >>> found = {"1": {"a", "b", "steel"}, "2": {"c", "glass"}}
    >>> compare_groupings(found, {"cars": {"a", "b", "steel"}, "tools": {"c", "steel"}})
    Agreement(ari=1.0, nmi=1.0, compared=3, overlapping=('steel',), only_first=1, only_second=0)
    """
    one, two = _groups_of_items(first), _groups_of_items(second)
    overlapping = {item for item, groups in [*one.items(), *two.items()] if len(groups) > 1}
    shared = sorted((one.keys() & two.keys()) - overlapping)
    left = {item: one[item][0] for item in shared}
    right = {item: two[item][0] for item in shared}
    enough = len(shared) > 1
    return Agreement(
        adjusted_rand(left, right) if enough else None,
        normalised_mutual_information(left, right) if enough else None,
        len(shared),
        tuple(sorted(overlapping)),
        len(one.keys() - two.keys()),
        len(two.keys() - one.keys()),
    )


def adjusted_rand(first: Mapping[Any, Any], second: Mapping[Any, Any]) -> float:
    """Return the adjusted Rand index of two labellings of the same items.

    Parameters
    ----------
    first, second : Mapping
        The label of each item.

    Returns
    -------
    float
        1 where the groupings are the same, 0 as expected by chance, below 0 where they agree less than that.

    Raises
    ------
    InputError
        The items differ.

    Notes
    -----
    Of all pairs of items, let a be those together in both, b and c those together in the first and in the second, n
    all: :math:`(a - bc/n) / ((b + c)/2 - bc/n)`. Where that is 0/0 (both all in one group, both all apart, fewer
    than two items) the groupings are the same, and it is 1. One group against all apart gives 0.

    Examples
    --------
    Of six pairs, two are together in the first, one in the second, and one in both: (1 - 1/3) / (3/2 - 1/3).

    >>> round(adjusted_rand(dict(zip("abcd", "xxyy")), dict(zip("abcd", "xxyz"))), 12) == round(4 / 7, 12)
    True
    """
    both, ones, twos = _contingency(first, second)
    pairs = comb(len(first), 2)
    together, in_first, in_second = (sum(comb(n, 2) for n in counts.values()) for counts in (both, ones, twos))
    above = 2 * (together * pairs - in_first * in_second)
    below = (in_first + in_second) * pairs - 2 * in_first * in_second
    return above / below if below else 1.0


def normalised_mutual_information(first: Mapping[Any, Any], second: Mapping[Any, Any]) -> float:
    """Return the mutual information of two labellings of the same items over the mean of their entropies.

    It isn't adjusted for chance: with many small groups it is high for unrelated groupings too, so read it beside
    `adjusted_rand`.

    Parameters
    ----------
    first, second : Mapping
        The label of each item.

    Returns
    -------
    float
        From 0 to 1; 1 where the groupings are the same, which includes both all in one group and no item at all; 0
        where one is all in one group and the other isn't.

    Raises
    ------
    InputError
        The items differ.

    Examples
    --------
    The first tells all that the second does, 1 bit, and 1 bit more: 1 / 1.5.

    >>> round(normalised_mutual_information(dict(zip("abcd", "wxyz")), dict(zip("abcd", "xxyy"))), 12)
    0.666666666667
    """
    both, ones, twos = _contingency(first, second)
    if len(ones) == len(both) == len(twos):
        return 1.0
    size = len(first)
    shared = fsum(n / size * log(n * size / (ones[one] * twos[two])) for (one, two), n in both.items())
    entropies = fsum(-n / size * log(n / size) for counts in (ones, twos) for n in counts.values())
    return min(max(2 * shared / entropies, 0.0), 1.0)


def _contingency(
    first: Mapping[Any, Any], second: Mapping[Any, Any]
) -> tuple[Counter[tuple[Any, Any]], Counter[Any], Counter[Any]]:
    """Return how many items have both labels, the one, and the other."""
    if first.keys() != second.keys():
        apart = len(first.keys() ^ second.keys())
        raise InputError(f"{apart} items are in one grouping only; compare the items that both have")
    both = Counter((first[item], second[item]) for item in first)
    return both, Counter(first.values()), Counter(second.values())


def _groups_of_items(grouping: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the groups that each item is in."""
    found: dict[str, list[str]] = {}
    for group, members in grouping.items():
        for item in set(members):
            found.setdefault(item, []).append(group)
    return found


def _check_options(method: str, seeds: Sequence[int], resolution: float) -> None:
    if method not in {"louvain", "leiden"}:
        raise InputError(f"unknown method {method!r}; choose louvain or leiden")
    if not seeds:
        raise InputError("no seed, so nothing would be run; give at least one")
    if not resolution > 0 or not isfinite(resolution):
        raise InputError(f"resolution of {resolution}; give a number above 0")


def _plain_graph(graph: "nx.Graph[str]", names: Sequence[str], weight: str) -> "nx.Graph[int]":
    """Return the graph with numbers for names, in order: sets of strings would make runs depend on the hash seed."""
    number = {name: place for place, name in enumerate(names)}
    sums: dict[tuple[int, int], list[float]] = {}
    for one, two, given in graph.edges(data=weight, default=1):
        value = float(given)
        if not isfinite(value) or value < 0:
            raise InputError(f"edge from {one} to {two}: weight of {given}; give a number from 0 up")
        ends = (number[one], number[two])
        sums.setdefault(ends if graph.is_directed() else (min(ends), max(ends)), []).append(value)
    plain: nx.Graph[int] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from((one, two, fsum(values)) for (one, two), values in sorted(sums.items()))
    return plain


def _sorted_parts(groups: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """Return a partition written in one way: members ascending, larger groups first, then by first member."""
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def _louvain(graph: "nx.Graph[int]", seed: int, resolution: float) -> list[set[int]]:
    return list(nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed))


def _leiden(graph: "nx.Graph[int]", seed: int, resolution: float) -> list[list[int]]:
    igraph, leidenalg = _imported("igraph"), _imported("leidenalg")
    edges: list[tuple[int, int, float]] = list(graph.edges(data="weight"))
    copy = igraph.Graph(n=len(graph), edges=[(one, two) for one, two, _ in edges], directed=graph.is_directed())
    found = leidenalg.find_partition(
        copy,
        leidenalg.RBConfigurationVertexPartition,
        weights=[value for _, _, value in edges],
        n_iterations=-1,
        seed=seed,
        resolution_parameter=resolution,
    )
    return [list(group) for group in found]


def _imported(name: str) -> "ModuleType":
    """Return an optional package."""
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(f"leiden needs the package {name}; pip install igraph leidenalg, or choose louvain") from error
