"""Adding figures without adding what can't be added: other indicators, scopes, periods, rates, or a thing twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from chaingraph.analyses.figures import Figure
from chaingraph.errors import InputError

__all__ = ["Sum", "add_figures"]

#: What all figures of a sum must share, with what a person calls it.
_SAME = {
    "indicator": "indicator",
    "unit": "unit",
    "scope": "scope",
    "basis": "basis",
    "compared_with": "base of comparison",
    "accrual": "accrual",
    "status": "status",
    "is_target": "being a target",
}
_ADDABLE = frozenset({"level", "change"})
_RATES = frozenset({"percent", "permille", "percentage-point"})


@dataclass(frozen=True)
class Sum:
    """A sum of figures.

    Attributes
    ----------
    value, unit, qualifier
        The number, and how it is meant after those of its parts.
    indicator, start, end
        What was added, and of which period.
    figures
        The statements added.
    unsure
        Pairs of statements of which it isn't known whether the one counts what the other counts too; empty if the sum
        is known to count nothing twice.
    """

    value: Decimal
    unit: str
    qualifier: str
    indicator: str
    start: date | None
    end: date
    figures: tuple[str, ...]
    unsure: tuple[tuple[str, str], ...] = field(default=())


def add_figures(
    figures: Sequence[Figure],
    *,
    inside: Mapping[str, Collection[str]] | None = None,
    divisions: Collection[str] = (),
) -> Sum:
    """Add figures of one indicator, unit, scope, basis, accrual, status and period about things that are apart.

    Parameters
    ----------
    figures
        One or more.
    inside
        By place or thing: all that it lies in or is part of, as far as known.
    divisions
        Places of which two overlap only if one lies in the other: those of the administrative division.

    Returns
    -------
    Sum
        *Over*, *about* and so on are carried along: exact and over make over; about makes about.

    Raises
    ------
    InputError
        No figure; figures that differ in a part, with the part and both values; a rate, rank or difference; a thing
        counted twice, as far as known; qualifiers that leave the sum without any bound.

    Examples
    --------
    >>> both = {"indicator": "revenue", "unit": "yuan", "end": date(2023, 12, 31)}
    >>> one = Figure(statement="a", value=Decimal(3), area="place:leling", qualifier="over", **both)
    >>> other = Figure(statement="b", value=Decimal(4), area="place:ningjin", **both)
    >>> total = add_figures([one, other], divisions=["place:leling", "place:ningjin"])
    >>> total.value, total.qualifier, total.unsure
    (Decimal('7'), 'over', ())
    """
    if not figures:
        raise InputError("no figures to add; give at least one")
    for figure in figures:
        if figure.basis not in _ADDABLE or figure.unit in _RATES:
            what = f"a {figure.basis}" if figure.basis not in _ADDABLE else f"a rate in {figure.unit}"
            raise InputError(f"{figure.statement} is {what}: such numbers can't be added; add the levels behind them")
    first = figures[0]
    for figure in figures[1:]:
        _refuse_unlike(first, figure)
    unsure = []
    for one, other in combinations(figures, 2):
        overlap = _overlap(one, other, inside or {}, frozenset(divisions))
        if overlap:
            raise InputError(f"{overlap}: {one.statement} and {other.statement} would be counted twice; leave one out")
        if overlap is None:
            unsure.append((one.statement, other.statement))
    return Sum(
        sum((figure.value for figure in figures), Decimal(0)),
        first.unit,
        _joint_qualifier(figures),
        first.indicator,
        first.start,
        first.end,
        tuple(figure.statement for figure in figures),
        tuple(unsure),
    )


def _refuse_unlike(one: Figure, other: Figure) -> None:
    """Raise for the first part that two figures don't share."""
    for name, called in _SAME.items():
        ours, theirs = getattr(one, name), getattr(other, name)
        if ours != theirs:
            told = [f"'{value}'" if value not in {"", True, False} else _blank(value) for value in (ours, theirs)]
            raise InputError(
                f"figures differ in {called}: {told[0]} in {one.statement}, {told[1]} in {other.statement}"
            )
    if (one.start, one.end) != (other.start, other.end):
        told = [f"{figure.start or '?'} to {figure.end}" for figure in (one, other)]
        raise InputError(f"figures differ in period: {told[0]} in {one.statement}, {told[1]} in {other.statement}")


def _blank(value: object) -> str:
    return "not stated" if value == "" else "yes" if value else "no"


def _overlap(
    one: Figure, other: Figure, inside: Mapping[str, Collection[str]], divisions: frozenset[str]
) -> str | None:
    """Return how two figures overlap, an empty string if they are apart, None if that isn't known."""
    if _are_apart(one.area, other.area, inside, divisions):
        return ""
    subjects = (one.about, other.about)
    if all(subjects):
        if _contains(*subjects, inside) or _contains(subjects[1], subjects[0], inside):
            nested = _nested(one.area, other.area, inside)
            return f"{_which(*subjects)}" if nested else None
        return "" if _are_apart(*subjects, inside, divisions) else None
    for whole, part in ((one, other), (other, one)):
        # What is measured of a whole area holds what is measured in it.
        if not whole.about and whole.area and _contains(whole.area, part.area, inside):
            return _which(whole.area, part.about or part.area)
    if not any(subjects) and not (one.area or other.area):
        return "both speak of nothing in particular"
    return None


def _nested(one: str, other: str, inside: Mapping[str, Collection[str]]) -> bool:
    return not (one and other) or _contains(one, other, inside) or _contains(other, one, inside)


def _contains(whole: str, part: str, inside: Mapping[str, Collection[str]]) -> bool:
    return bool(part) and (whole == part or whole in inside.get(part, ()))


def _which(whole: str, part: str) -> str:
    return f"both are about {whole}" if whole == part else f"{whole} and {part} overlap"


def _are_apart(one: str, other: str, inside: Mapping[str, Collection[str]], divisions: frozenset[str]) -> bool:
    both_known = one in divisions and other in divisions
    return both_known and not _contains(one, other, inside) and not _contains(other, one, inside)


def _joint_qualifier(figures: Sequence[Figure]) -> str:
    """Return how a sum is meant: the weakest claim that follows from those of its parts."""
    said = {figure.qualifier or "exact" for figure in figures} - {"exact"}
    if len(said) < 2:
        return next(iter(said), "exact")
    if said == {"over", "at-least"}:
        return "at-least"
    if said == {"near", "at-most"}:
        return "at-most"
    bounded = said & {"at-least", "at-most"}
    if bounded:
        others = ", ".join(sorted(said - {min(bounded)}))
        raise InputError(f"figures differ in qualifier: {min(bounded)} and {others} leave the sum without any bound")
    return "about"
