"""Why two figures that differ may both hold: qualifiers, rounding, periods, scopes, and where they come from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from chaingraph.analyses.figures import Figure, Pair
from chaingraph.errors import InputError

__all__ = ["REASONS", "Explanation", "QualifierRule", "explain_pair", "range_of"]

#: All reasons. The first two reconcile the values themselves; the others say what else may stand behind the difference.
REASONS = (
    "qualifiers",
    "rounding",
    "unit",
    "scope",
    "scope-unstated",
    "new-and-total",
    "accrual",
    "accrual-unstated",
    "status",
    "basis",
    "population",
    "period-part",
    "period",
    "period-assumed",
    "part-of",
    "area",
    "about",
    "same-document",
    "same-original",
    "later-source",
)
_TOTALS = frozenset({"stock", "cumulative"})


@dataclass(frozen=True)
class QualifierRule:
    """How far a qualified number reaches; our convention, since no source says how it means 约 or 余.

    Attributes
    ----------
    about
        *About* v (约): from v less this share of it to v and this share more.
    over
        *Over* v (超, 余): from v to this share more, or to the next step of its last digit that isn't zero, whichever
        is farther: over 240 reaches to 264, over 40 billion to 50 billion. Nobody calls 53 billion "over 40 billion".
    near
        *Near* v (近): from v less this share of it to v.

    Raises
    ------
    InputError
        A share below 0, or above 1.
    """

    about: Decimal = Decimal("0.05")
    over: Decimal = Decimal("0.1")
    near: Decimal = Decimal("0.1")

    def __post_init__(self) -> None:
        for name in ("about", "over", "near"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise InputError(f"rule for qualifiers: {name} is {value}; give a share between 0 and 1")


@dataclass(frozen=True)
class Explanation:
    """Why two figures may both hold: some of ``REASONS``; ``is_compatible`` if their values agree as they are meant."""

    is_compatible: bool
    reasons: tuple[str, ...] = field(default=())


def explain_pair(
    pair: Pair, *, rule: QualifierRule | None = None, inside: Mapping[str, Collection[str]] | None = None
) -> Explanation:
    """Return what may reconcile two figures.

    Their values are compatible if the ranges that their qualifiers leave overlap (see `range_of`), or if two exact ones
    are one number, the one rounded to its own digits. Values of two bases or two units aren't compared.

    Parameters
    ----------
    pair
        Rivals or near rivals.
    rule
        How far a qualified number reaches; our convention if not given.
    inside
        By place or thing: all that it lies in.

    Examples
    --------
    >>> from datetime import date
    >>> both = {"indicator": "firms", "end": date(2023, 12, 31)}
    >>> over = Figure(statement="a", value=Decimal(240), qualifier="over", **both)
    >>> exact = Figure(statement="b", value=Decimal(246), **both)
    >>> explain_pair(Pair(over, exact))
    Explanation(is_compatible=True, reasons=('qualifiers',))
    """
    one, other = pair.one, pair.other
    values: list[str] = []
    if pair.differs_in not in {"unit", "basis"}:
        values = list(_reconcile(one, other, rule or QualifierRule()))
    reasons = [*values, *_parts(pair, inside or {}), *_sources(pair)]
    return Explanation(bool(values), tuple(reasons))


def range_of(figure: Figure, rule: QualifierRule | None = None) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a figure can mean by its qualifier; None is no limit.

    For numbers below zero a qualifier speaks of the size of the fall: *over* -3 is from -4 to -3.

    Examples
    --------
    >>> from datetime import date
    >>> def told(value, qualifier):
    ...     return Figure(statement="a", indicator="i", value=Decimal(value), end=date(2023, 1, 1), qualifier=qualifier)
    >>> [str(one) for one in range_of(told(400, "over"))], [str(one) for one in range_of(told(-3, "over"))]
    (['400', '500'], ['-4', '-3'])
    >>> range_of(told(400, "at-least"))
    (Decimal('400'), None)
    """
    rule = rule or QualifierRule()
    size, is_negative = abs(figure.value), figure.value < 0
    low: Decimal | None
    high: Decimal | None
    match figure.qualifier:
        case "about":
            low, high = size * (1 - rule.about), size * (1 + rule.about)
        case "over":
            low, high = size, max(size + _step(size), size * (1 + rule.over))
        case "near":
            low, high = size * (1 - rule.near), size
        case "at-least":
            return (figure.value, None)
        case "at-most":
            return (None, figure.value)
        case _:
            low, high = size, size
    return (-high, -low) if is_negative else (low, high)


def _reconcile(one: Figure, other: Figure, rule: QualifierRule) -> Iterator[str]:
    if one.value == other.value:
        return
    if one.qualifier in {"", "exact"} and other.qualifier in {"", "exact"}:
        if _is_rounded(one.value, other.value) or _is_rounded(other.value, one.value):
            yield "rounding"
        return
    (low, high), (other_low, other_high) = range_of(one, rule), range_of(other, rule)
    starts_before = low is None or other_high is None or low <= other_high
    if starts_before and (high is None or other_low is None or other_low <= high):
        yield "qualifiers"


def _parts(pair: Pair, inside: Mapping[str, Collection[str]]) -> Iterator[str]:
    one, other = pair.one, pair.other
    match pair.differs_in:
        case "scope":
            yield "scope" if one.scope and other.scope else "scope-unstated"
        case "accrual":
            yield _accrual(one.accrual, other.accrual)
        case "period":
            yield "period-part" if _is_part(one, other) or _is_part(other, one) else "period"
            if "document-date" in {one.period_source, other.period_source}:
                yield "period-assumed"
        case "area" | "about":
            ends = [str(figure.part(pair.differs_in)) for figure in (one, other)]
            is_part = ends[0] in inside.get(ends[1], ()) or ends[1] in inside.get(ends[0], ())
            yield "part-of" if is_part else pair.differs_in
        case "unit" | "status" | "basis" | "population":
            yield pair.differs_in


def _sources(pair: Pair) -> Iterator[str]:
    one, other = pair.one, pair.other
    if one.documents & other.documents:
        yield "same-document"
    elif one.origins & other.origins:
        yield "same-original"
    elif not pair.differs_in and one.issued and other.issued and one.issued != other.issued:
        yield "later-source"


def _accrual(one: str, other: str) -> str:
    if not (one and other):
        return "accrual-unstated"
    return "new-and-total" if "new" in {one, other} and {one, other} & _TOTALS else "accrual"


def _is_part(one: Figure, other: Figure) -> bool:
    """Say whether a period is part of another: a year to date of a year, a day of the year in which it lies."""
    start, end = (figure.start or figure.end for figure in (one, other))
    return end <= start and one.end <= other.end


def _step(size: Decimal) -> Decimal:
    """Return one of the last digit that isn't zero: 10 for 240, 0.1 for 8.6; 0 for 0."""
    if not size:
        return Decimal(0)
    exponent = size.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _own_step(value: Decimal) -> Decimal:
    """Return the step to which a number may have been rounded: its last digit that isn't zero, at most its second.

    So 270 may stand for 274, and 300 for 304, but not for 274: who writes 300 for that says "about".
    """
    size = abs(value)
    step = _step(size)
    return min(step, max(Decimal(1).scaleb(size.adjusted() - 1), Decimal(1))) if step > 1 else step


def _is_rounded(rough: Decimal, fine: Decimal) -> bool:
    step = _own_step(rough)
    return step > _own_step(fine) and abs(rough - fine) * 2 <= step
