"""How concentrated a whole is on few members: sharp bounds where some members are unknown.

The Herfindahl-Hirschman index is the sum of squared shares (Hirschman 1964, American Economic Review 54(5), 761;
Rhoades 1993, Federal Reserve Bulletin 79, 188), on the scale from 0 to 1; its inverse is the number of members of
equal size that would give the same index (Adelman 1969, Review of Economics and Statistics 51(1), 99). CR_k is the
share of the k largest members. The bounds are derived here: among all ways to fill in what isn't known, both
measures are least where the unknown is spread most evenly and greatest where it is heaped on one member (they are
Schur-convex: Marshall, Olkin & Arnold 2011, doi:10.1007/978-0-387-68276-1).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace, nlargest
from math import fsum, isfinite

from chaingraph.analyses.intervals import Interval, exact
from chaingraph.errors import InputError

__all__ = ["Concentration", "measure_counts", "measure_sizes"]

_ROUNDING = 1e-9  # sums of decimals given as binary fractions; far below what any source states


@dataclass(frozen=True)
class Concentration:
    """How concentrated a whole is.

    Attributes
    ----------
    hhi : Interval
        The Herfindahl-Hirschman index, from 0 to 1.
    effective_number : Interval
        1/HHI; infinite above where the index may be as small as one likes.
    ratios : Mapping[int, Interval]
        CR_k for each k that was asked for.
    known_share : Interval
        The share of the whole that is placed with a member.
    known : int
        How many members have a known size (in `measure_counts`: how many groups are named).
    unknown : int or None
        How many members are without a known size (in `measure_counts`: how many groups beyond the named); None if
        that number isn't known either.
    """

    hhi: Interval
    effective_number: Interval
    ratios: Mapping[int, Interval]
    known_share: Interval
    known: int
    unknown: int | None


def measure_sizes(
    sizes: Mapping[str, float | None],
    *,
    total: float | None = None,
    unknown: int | None = None,
    top: Sequence[int] = (1, 4),
) -> Concentration:
    r"""Return bounds of HHI and CR_k of members, some of which may be unknown or of unknown size.

    Parameters
    ----------
    sizes : Mapping[str, float | None]
        Size of each known member, from 0 up, all in one unit; None where it isn't known.
    total : float, optional
        The stated size of the whole, in the same unit.
    unknown : int, optional
        How many members there are beyond ``sizes``; 0 says that ``sizes`` names all. By default this isn't known: there
        may be any number of them.
    top : Sequence[int]
        The k of each CR_k.

    Returns
    -------
    Concentration
        With bounds that no tighter ones could replace. An end that can only be approached (by ever more and ever
        smaller members, or one that outgrows all others) is given as the end.

    Raises
    ------
    InputError
        A size is negative; the known sizes exceed the total, or fall short of it though nothing is unknown; all sizes
        are zero, so that there are no shares.

    Notes
    -----
    Let :math:`x_i` be the known sizes, K their sum, :math:`Q = \sum x_i^2`, and m the number of members whose size
    is unknown.

    With a total T, the remainder R = T - K is theirs: HHI lies between :math:`(Q + R^2/m)/T^2` and :math:`(Q +
    R^2)/T^2`. If m isn't known the lower bound is :math:`Q/T^2`: dust. CR_k lies between those of the members with
    R in m equal parts (or dust) and with R in one.

    Without a total, one unknown member may dwarf the rest, so HHI has no bound but 1 above. It is least where each
    unknown member has the size Q/K, and there the effective number is :math:`K^2/Q + m`: each adds one to it at
    most. CR_k is least where all unknown members have one size. As a function of that size it is monotone between
    any two of the k largest known sizes and falls up to the least of them; so its least value is found at one of
    these or in the limit of size without bound.

    Examples
    --------
    Two firms of 4 and 2 out of a stated 10, and two that are not named: the other 4 are split 2 and 2, or 4 and 0.

    >>> found = measure_sizes({"a": 4, "b": 2}, total=10, unknown=2, top=[1, 2])
    >>> found.hhi
    Interval(low=0.28, high=0.36)
    >>> found.ratios[2]
    Interval(low=0.6, high=0.8)

    No total, and one firm of unknown size beside two equal ones: the three could be equal, or the third very large.

    >>> measure_sizes({"a": 1, "b": 1, "c": None}, unknown=0).effective_number
    Interval(low=1.0, high=3.0)
    """
    known = [_checked_size(name, size) for name, size in sizes.items() if size is not None]
    if unknown is not None and unknown < 0:
        raise InputError(f"{unknown} unknown members: give 0 or more, or nothing if their number isn't known")
    missing = None if unknown is None else unknown + len(sizes) - len(known)
    ks = _checked_top(top)
    placed = fsum(known)
    if total is not None:
        rest = _remainder(placed, total, is_complete=missing == 0)
        hhi, ratios = _bounds_within(known, rest, missing, ks)
        share = exact(placed / (placed + rest))
    elif missing == 0:
        if not placed:
            raise InputError("no member has a size above 0, so there are no shares; give sizes, or say what is unknown")
        hhi, ratios = _bounds_within(known, 0.0, 0, ks)
        share = exact(1.0)
    else:
        hhi, ratios = _bounds_without_total(known, missing, ks)
        share = Interval(0.0, 1.0 if placed else 0.0)
    return Concentration(hhi, hhi.inverse, ratios, share, len(known), missing)


def measure_counts(
    counts: Mapping[str, int],
    *,
    unplaced: int = 0,
    more_groups: int | None = 0,
    top: Sequence[int] = (1, 4),
) -> Concentration:
    """Return bounds of HHI and CR_k of things counted by group, some of which are in no known group.

    Firms by county are the case in mind, where the county of some firms isn't known.

    Parameters
    ----------
    counts : Mapping[str, int]
        How many things are known to be in each group; name the empty ones too.
    unplaced : int
        How many things are in a group that isn't known.
    more_groups : int, optional
        How many groups there are beyond those named that unplaced things may be in; 0, the default, if all are
        named, None if there may be any number.
    top : Sequence[int]
        The k of each CR_k.

    Returns
    -------
    Concentration
        With bounds that are reached, each by a way to place all things.

    Raises
    ------
    InputError
        A count is negative, there is nothing to count, or no group that unplaced things could be in.

    Notes
    -----
    A thing added to a group of c raises the sum of squares by 2c + 1: least for the smallest group. Taking the smallest
    group each time levels the counts, and of all ways to place the things the levelled one is majorised by each other
    one; so it has the least HHI and the least CR_k for each k at once. Both are greatest with all unplaced
    things in the largest group.

    Examples
    --------
    Of five firms three are in one county, one in another, and one could be in either.

    >>> found = measure_counts({"Lingcheng": 3, "Yucheng": 1}, unplaced=1, top=[1])
    >>> found.hhi
    Interval(low=0.52, high=0.68)
    >>> found.ratios[1]
    Interval(low=0.6, high=0.8)
    """
    for name, count in counts.items():
        if count < 0:
            raise InputError(f"{name}: count of {count}; give 0 or more")
    if unplaced < 0 or (more_groups is not None and more_groups < 0):
        raise InputError(f"{unplaced} unplaced, {more_groups} more groups: give 0 or more of each")
    ks = _checked_top(top)
    whole = sum(counts.values()) + unplaced
    if not whole:
        raise InputError("nothing is counted, so there are no shares; give at least one thing")
    spare = unplaced if more_groups is None else min(more_groups, unplaced)
    groups = [*counts.values(), *[0] * spare]
    if not groups:
        raise InputError(f"{unplaced} unplaced and no group for them; name the groups, or say that there are more")
    level, heap = _levelled(groups, unplaced), _heaped(groups, unplaced)
    hhi = Interval(_square_sum(level) / whole**2, _square_sum(heap) / whole**2)
    ratios = {k: Interval(sum(nlargest(k, level)) / whole, sum(nlargest(k, heap)) / whole) for k in ks}
    return Concentration(hhi, hhi.inverse, ratios, exact((whole - unplaced) / whole), len(counts), more_groups)


def _checked_size(name: str, size: float) -> float:
    """Return a size as a float, which also takes what was read as a decimal."""
    number = float(size)
    if not isfinite(number) or number < 0:
        raise InputError(f"{name}: size of {size}; give a number from 0 up, or none where the size isn't known")
    return number


def _checked_top(top: Sequence[int]) -> list[int]:
    for k in top:
        if k < 1:
            raise InputError(f"share of the {k} largest: give 1 or more")
    return sorted(set(top))


def _remainder(placed: float, total: float, *, is_complete: bool) -> float:
    """Return what the total leaves for the unknown members, 0 if only rounding does."""
    whole = float(total)
    if not isfinite(whole) or whole <= 0:
        raise InputError(f"total of {total}: no shares can be taken of it; give a number above 0, or no total")
    if abs(whole - placed) <= _ROUNDING * whole:
        return 0.0
    if placed > whole:
        raise InputError(f"the known sizes sum to {placed:.15g}, more than the stated total of {total}; mend one")
    if is_complete:
        raise InputError(
            f"the sizes sum to {placed:.15g}, less than the stated total of {total}, yet no member is unknown; "
            "mend one, or say how many are unknown"
        )
    return whole - placed


def _bounds_within(
    known: Sequence[float], rest: float, missing: int | None, ks: Iterable[int]
) -> tuple[Interval, dict[int, Interval]]:
    """Bounds where ``rest`` is spread over ``missing`` members, any number if None."""
    if not rest:
        even = heap = list(known)
    else:
        even = [*known, *[rest / missing] * missing] if missing else list(known)
        heap = [*known, rest]
    whole = fsum(heap)
    hhi = _ordered(_square_sum(even) / whole**2, _square_sum(heap) / whole**2)
    return hhi, {k: _ordered(fsum(nlargest(k, even)) / whole, fsum(nlargest(k, heap)) / whole) for k in ks}


def _bounds_without_total(
    known: Sequence[float], missing: int | None, ks: Iterable[int]
) -> tuple[Interval, dict[int, Interval]]:
    """Bounds where ``missing`` members, any number if None, are of any size."""
    if missing is None:
        return Interval(0.0, 1.0), {k: Interval(0.0, 1.0) for k in ks}
    placed = fsum(known)
    own = placed**2 / _square_sum(known) if placed else 0.0
    ratios = {}
    for k in ks:
        turns = [[*known, *[size] * missing] for size in set(nlargest(k, known)) if size]
        shares = [fsum(nlargest(k, even)) / fsum(even) for even in turns]
        ratios[k] = _ordered(min([min(k, missing) / missing, *shares]), 1.0)
    return _ordered(1 / (own + missing), 1.0), ratios


def _levelled(counts: Sequence[int], more: int) -> list[int]:
    """Return the counts after adding ``more``, each time to the smallest."""
    heap = list(counts)
    heapify(heap)
    for _ in range(more):
        heapreplace(heap, heap[0] + 1)
    return heap


def _heaped(counts: Sequence[int], more: int) -> list[int]:
    """Return the counts after adding ``more`` to the largest."""
    ranked = sorted(counts, reverse=True)
    return [ranked[0] + more, *ranked[1:]]


def _square_sum(numbers: Iterable[float]) -> float:
    return fsum(number * number for number in numbers)


def _ordered(low: float, high: float) -> Interval:
    """Return bounds of a share; rounding may have crossed bounds that are equal, or lifted one over 1."""
    return Interval(min(low, high, 1.0), min(high, 1.0))
