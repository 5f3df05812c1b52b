"""What regions are specialised in, and how complex that makes them, from a table of regions by industries.

The location quotient of regional science, the ratio behind the curves of localisation of Hoover (1936,
doi:10.2307/1927875), and the revealed comparative advantage of trade (Balassa 1965,
doi:10.1111/j.1467-9957.1965.tb00050.x) are one formula. The indices of complexity are those of Hidalgo & Hausmann
(2009, doi:10.1073/pnas.0900943106), taken as eigenvectors; Mealy, Farmer & Teytelboym (2019,
doi:10.1126/sciadv.aau1705) show that they measure the best cut of the regions into two kinds.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, isfinite
from typing import Any

import networkx as nx
import numpy as np

from chaingraph.errors import InputError

__all__ = [
    "Caution",
    "CautionKind",
    "Complexity",
    "Specialisation",
    "measure_complexity",
    "measure_specialisation",
    "rca",
    "specialised",
    "tabulate",
]

_FEW = 10  # our judgement: below this, one firm can turn an index of complexity around
_NEAR = 0.01  # our judgement: eigenvalues closer than 1% exchange their vectors on small changes of the table
_SAME = 1e-9  # as good as equal in double precision

_Array = np.ndarray[Any, np.dtype[np.float64]]


class CautionKind(StrEnum):
    """Why a result is known to mislead; for each, what the number and the names of the caution are."""

    FEW_REGIONS = "few-regions"
    """Number of regions, below ten."""
    FEW_INDUSTRIES = "few-industries"
    """Number of industries, below ten."""
    EMPTY_REGIONS = "empty-regions"
    """Regions left out since all is zero in them, or nothing reaches the threshold: their number and names."""
    EMPTY_INDUSTRIES = "empty-industries"
    """Industries left out likewise."""
    SMALL_INDUSTRIES = "small-industries"
    """Industries so small in all that one plant makes a high quotient: their number and names."""
    DISCONNECTED = "disconnected"
    """Number of parts that share no industry: the indices do no more than tell the parts from each other."""
    NEAR_DEGENERATE = "near-degenerate"
    """How far the third eigenvalue lies below the second, as a share of it, under 1%: a small change reorders all."""


@dataclass(frozen=True, order=True)
class Caution:
    """A reason to distrust a result: what kind, the number and the names behind it."""

    kind: CautionKind
    number: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Complexity:
    """Indices of complexity, or the reason why there are none.

    Attributes
    ----------
    eci, pci : Mapping[str, float] or None
        Index of each region and industry that isn't left out; None if refused.
    refusal : str or None
        Why they are refused.
    diversity, ubiquity : Mapping[str, int]
        How many industries a region is specialised in; how many regions an industry is a speciality of.
    cautions : tuple of Caution
    """

    eci: Mapping[str, float] | None
    pci: Mapping[str, float] | None
    refusal: str | None
    diversity: Mapping[str, int]
    ubiquity: Mapping[str, int]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Specialisation:
    """All measures of one table.

    Attributes
    ----------
    quotients : Mapping[tuple[str, str], float]
        Location quotient of each region and industry (see `rca`).
    present : Mapping[str, frozenset[str]]
        The industries that each region is specialised in (see `specialised`).
    complexity : Complexity
    cautions : tuple of Caution
        Those of the quotients and those of the complexity.
    """

    quotients: Mapping[tuple[str, str], float]
    present: Mapping[str, frozenset[str]]
    complexity: Complexity
    cautions: tuple[Caution, ...]


def tabulate(rows: Iterable[tuple[str, str, float]]) -> dict[tuple[str, str], float]:
    """Return rows of region, industry, value as a table; values of the same cell are summed.

    Examples
    --------
    >>> tabulate([("Yucheng", "sugar", 2), ("Yucheng", "sugar", 3)])
    {('Yucheng', 'sugar'): 5}
    """
    table: dict[tuple[str, str], float] = {}
    for region, industry, value in rows:
        table[region, industry] = table.get((region, industry), 0) + value
    return table


def rca(table: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return the location quotient of each region and industry: its share in the region over its share in all regions.

    Parameters
    ----------
    table : Mapping[tuple[str, str], float]
        Value from 0 up by (region, industry): output, firms, employees. A cell that isn't given counts as zero, so
        leave out regions whose figures aren't known.

    Returns
    -------
    dict[tuple[str, str], float]
        For each region and each industry, sorted; without those regions and industries whose values are all zero,
        for which the quotient is undefined.

    Raises
    ------
    InputError
        A value is negative or not a number.

    Notes
    -----
    :math:`LQ_{ri} = (x_{ri}/x_r) / (x_i/x)`, with x_r, x_i and x the sums over a region, over an industry and over all.
    Equal shares of whole numbers give exactly 1. In each region with any value some industry has a quotient of at least
    1, since their mean, weighted by the industries' shares in all regions, is 1.

    Examples
    --------
    Sugar is 3 of 4 in Yucheng and 4 of 8 in all: 0.75 / 0.5.

    >>> table = {("Yucheng", "sugar"): 3, ("Yucheng", "steel"): 1, ("Qihe", "sugar"): 1, ("Qihe", "steel"): 3}
    >>> rca(table)["Yucheng", "sugar"]
    1.5
    """
    _check_values(table)
    of_region = _sums((region, value) for (region, _), value in table.items())
    of_industry = _sums((industry, value) for (_, industry), value in table.items())
    whole = _sum(list(table.values()))
    return {
        (region, industry): (table.get((region, industry), 0) / in_region) / (in_industry / whole)
        for region, in_region in of_region.items()
        for industry, in_industry in of_industry.items()
    }


def specialised(quotients: Mapping[tuple[str, str], float], *, threshold: float = 1.0) -> dict[str, frozenset[str]]:
    """Return for each region the industries whose quotient reaches ``threshold``.

    Examples
    --------
    >>> specialised({("Yucheng", "sugar"): 1.5, ("Yucheng", "steel"): 0.5})
    {'Yucheng': frozenset({'sugar'})}
    """
    found: dict[str, set[str]] = {region: set() for region, _ in sorted(quotients)}
    for (region, industry), quotient in quotients.items():
        if quotient >= threshold:
            found[region].add(industry)
    return {region: frozenset(industries) for region, industries in found.items()}


def measure_specialisation(
    table: Mapping[tuple[str, str], float], *, threshold: float = 1.0, small_industry: float | None = None
) -> Specialisation:
    """Return quotients, specialities and complexity of a table, with what is known to mislead in them.

    Parameters
    ----------
    table : Mapping[tuple[str, str], float]
        Value from 0 up by (region, industry); a cell that isn't given counts as zero.
    threshold : float
        The quotient from which on a region counts as specialised.
    small_industry : float, optional
        Caution against the quotients of industries whose sum over all regions is below this, in the unit of the table.

    Examples
    --------
    >>> table = {("Yucheng", "sugar"): 3, ("Yucheng", "steel"): 1, ("Qihe", "sugar"): 1, ("Qihe", "steel"): 3}
    >>> found = measure_specialisation(table)
    >>> found.present
    {'Qihe': frozenset({'steel'}), 'Yucheng': frozenset({'sugar'})}
    >>> found.complexity.refusal
    'only 2 regions are specialised in anything; the indices need 3'
    """
    quotients = rca(table)
    present = specialised(quotients, threshold=threshold)
    regions, industries = {region for region, _ in quotients}, {industry for _, industry in quotients}
    complexity = measure_complexity(present, industries=industries)
    zero_regions = {region for region, _ in table} - regions
    zero_industries = {industry for _, industry in table} - industries
    totals = _sums((industry, value) for (_, industry), value in table.items())
    small = [name for name, size in totals.items() if small_industry is not None and size < small_industry]
    own = [
        *_about_names(CautionKind.EMPTY_REGIONS, zero_regions),
        *_about_names(CautionKind.EMPTY_INDUSTRIES, zero_industries),
        *_about_names(CautionKind.SMALL_INDUSTRIES, small),
    ]
    return Specialisation(quotients, present, complexity, _merged(own, complexity.cautions))


def measure_complexity(present: Mapping[str, Collection[str]], *, industries: Collection[str] = ()) -> Complexity:
    """Return the indices of complexity of regions (ECI) and industries (PCI).

    Parameters
    ----------
    present : Mapping[str, Collection[str]]
        The industries that each region is specialised in.
    industries : Collection[str]
        All industries that were looked at, if some may be no region's speciality.

    Returns
    -------
    Complexity
        ECI has mean 0 and (population) standard deviation 1 over the regions; PCI is on the same scale, so that a
        region's ECI is the mean PCI of its specialities. Regions and industries without a speciality are left out
        and named in a caution. The indices are refused, with the reason, for fewer than three regions, and where
        they aren't defined: all regions alike, no direction, or equal eigenvalues.

    Notes
    -----
    With M the 0/1 matrix of regions by industries, D and U diagonal matrices of its row and column sums, ECI is the
    eigenvector of :math:`D^{-1} M U^{-1} M^T` to the second largest eigenvalue, and PCI that of :math:`U^{-1} M^T
    D^{-1} M`. They are taken from the singular vectors of :math:`D^{-1/2} M U^{-1/2}`, after the first triplet,
    known in closed form, has been taken away. The sign is such that ECI correlates with diversity. Scale and sign
    are those of the package ecomplexity.

    In a table that falls into two parts the second eigenvalue is 1 and ECI is one number for each part. With three
    parts or more any mix of their differences is an eigenvector.

    Examples
    --------
    Three regions with ever fewer industries: the one that has the rare industry is the most complex.

    >>> found = measure_complexity({"A": {"x", "y", "z"}, "B": {"x", "y"}, "C": {"x"}})
    >>> sorted(found.eci, key=found.eci.get), sorted(found.pci, key=found.pci.get)
    (['C', 'B', 'A'], ['x', 'y', 'z'])
    >>> [(caution.kind.value, caution.number) for caution in found.cautions]
    [('few-industries', 3), ('few-regions', 3)]
    """
    diversity = {region: len(set(present[region])) for region in sorted(present)}
    every = {industry for own in present.values() for industry in own}
    ubiquity = dict.fromkeys(sorted(every | set(industries)), 0)
    for own in present.values():
        for industry in set(own):
            ubiquity[industry] += 1
    rows = [region for region, number in diversity.items() if number]
    columns = [industry for industry, number in ubiquity.items() if number]
    parts = _count_parts(present)
    cautions = [
        *_about_names(CautionKind.EMPTY_REGIONS, diversity.keys() - set(rows)),
        *_about_names(CautionKind.EMPTY_INDUSTRIES, ubiquity.keys() - set(columns)),
        *([Caution(CautionKind.FEW_REGIONS, len(rows))] if len(rows) < _FEW else []),
        *([Caution(CautionKind.FEW_INDUSTRIES, len(columns))] if len(columns) < _FEW else []),
        *([Caution(CautionKind.DISCONNECTED, parts)] if parts > 1 else []),
    ]
    if len(rows) < 3:
        refusal: str | None = f"only {len(rows)} regions are specialised in anything; the indices need 3"
        return Complexity(None, None, refusal, diversity, ubiquity, _merged(cautions))
    place = {industry: column for column, industry in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns)))
    for row, region in enumerate(rows):
        matrix[row, [place[industry] for industry in present[region]]] = 1
    kc, kp, gap, refusal = _second_vectors(matrix)
    if gap < _NEAR:
        cautions.append(Caution(CautionKind.NEAR_DEGENERATE, gap))
    if refusal:
        return Complexity(None, None, refusal, diversity, ubiquity, _merged(cautions))
    mean, spread = kc.mean(), kc.std()
    eci = dict(zip(rows, ((kc - mean) / spread).tolist(), strict=True))
    pci = dict(zip(columns, ((kp - mean) / spread).tolist(), strict=True))
    return Complexity(eci, pci, None, diversity, ubiquity, _merged(cautions))


def _second_vectors(matrix: _Array) -> tuple[_Array, _Array, float, str | None]:
    """Return raw ECI and PCI, how far the third eigenvalue lies below the second as a share of it, and a refusal."""
    diversity, ubiquity = matrix.sum(axis=1), matrix.sum(axis=0)
    scaled = matrix / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)[None, :]
    first = np.outer(np.sqrt(diversity), np.sqrt(ubiquity)) / matrix.sum()
    left, singular, right = np.linalg.svd(scaled - first, full_matrices=False)
    second = float(singular[0] ** 2)
    third = float(singular[1] ** 2) if len(singular) > 1 else 0.0
    kc = singular[0] * left[:, 0] / np.sqrt(diversity)
    kp = right[0] / np.sqrt(ubiquity)
    if second < _SAME:
        return kc, kp, 1.0, "all regions have the same specialities, so nothing tells them apart"
    gap = (second - third) / second
    if gap < _SAME:
        return kc, kp, 0.0, "the second and third eigenvalues are equal, so any mix of their vectors would do"
    spread = diversity - diversity.mean()
    along = float(spread @ (kc - kc.mean()))
    if abs(along) <= _SAME * float(np.linalg.norm(spread) * np.linalg.norm(kc - kc.mean())):
        return kc, kp, gap, "complexity doesn't go with diversity either way, so the index has no direction"
    sign = 1.0 if along > 0 else -1.0
    return sign * kc, sign * kp, gap, None


def _count_parts(present: Mapping[str, Collection[str]]) -> int:
    """Return into how many parts regions and industries fall; those without a speciality aren't counted."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for region, own in present.items():
        graph.add_edges_from((("region", region), ("industry", industry)) for industry in own)
    return nx.number_connected_components(graph)


def _check_values(table: Mapping[tuple[str, str], float]) -> None:
    for (region, industry), value in table.items():
        if not isfinite(value) or value < 0:
            raise InputError(f"{region}, {industry}: value of {value}; give a number from 0 up")


def _sum(values: list[float]) -> float:
    """Return the exact sum of whole numbers, the rounded sum of others."""
    try:
        return sum(values) if all(isinstance(value, int) for value in values) else fsum(values)
    except OverflowError:
        raise InputError("the values are too large to add up; give them in a larger unit") from None


def _sums(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the sum for each name, sorted, without those that come to zero."""
    values: dict[str, list[float]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    sums = {name: _sum(values[name]) for name in sorted(values)}
    return {name: value for name, value in sums.items() if value}


def _about_names(kind: CautionKind, names: Iterable[str]) -> list[Caution]:
    """Return a caution that names the names, if there are any."""
    listed = tuple(sorted(names))
    return [Caution(kind, len(listed), listed)] if listed else []


def _merged(*groups: Iterable[Caution]) -> tuple[Caution, ...]:
    """Return cautions sorted by kind, those that name things joined to one of their kind."""
    named: dict[CautionKind, set[str]] = {}
    others: set[Caution] = set()
    for caution in (caution for group in groups for caution in group):
        if caution.names:
            named.setdefault(caution.kind, set()).update(caution.names)
        else:
            others.add(caution)
    joined = [found for kind, names in named.items() for found in _about_names(kind, names)]
    return tuple(sorted([*others, *joined]))
