"""Two cities side by side: what both have, what only one has, and which figures may be compared at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

__all__ = ["ComparedFigures", "FigureKey", "KeyedFigure", "NearFigures", "Share", "compare_figures", "share_out"]


@dataclass(frozen=True)
class Share:
    """What is in both of two collections, only in the first, only in the second; each sorted."""

    both: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, order=True)
class FigureKey:
    """What must agree for two figures to be comparable.

    Beside indicator, basis, scope, accrual and period: the unit, whether it is reported or expected, and what it is
    compared with (the same period of last year, or the quarter before). An empty text is "not said", which agrees only
    with itself.
    """

    indicator: str
    basis: str
    scope: str = ""
    accrual: str = ""
    start: date = date.min
    end: date = date.min
    unit: str = ""
    status: str = ""
    compared_with: str = ""


@dataclass(frozen=True, order=True)
class KeyedFigure:
    """A figure: the statement, its key, its value."""

    statement: str
    key: FigureKey
    value: Decimal


@dataclass(frozen=True)
class ComparedFigures:
    """Figures of two cities on the same key; ``difference`` is that of the first less the second.

    It is None where sources of one city disagree.
    """

    key: FigureKey
    first: tuple[KeyedFigure, ...]
    second: tuple[KeyedFigure, ...]
    difference: Decimal | None


@dataclass(frozen=True)
class NearFigures:
    """A figure of either city and the nearest one of the other on that indicator; ``differs`` names what differs."""

    first: KeyedFigure
    second: KeyedFigure
    differs: tuple[str, ...]


def share_out(first: Iterable[str], second: Iterable[str]) -> Share:
    """Return what two collections share.

    Examples
    --------
    >>> share_out(["a", "b"], ["b", "c"])
    Share(both=('b',), first=('a',), second=('c',))
    """
    one, two = set(first), set(second)
    return Share(tuple(sorted(one & two)), tuple(sorted(one - two)), tuple(sorted(two - one)))


def compare_figures(
    first: Iterable[KeyedFigure], second: Iterable[KeyedFigure]
) -> tuple[tuple[ComparedFigures, ...], tuple[NearFigures, ...]]:
    """Return the figures that may be compared, and those on the same indicator and basis that may not.

    Only figures whose whole `FigureKey` agrees are compared. Each other figure whose indicator and basis the other city
    has too is set beside the one that differs in the fewest parts (then the nearest end of period, then by statement),
    each such two once.

    Examples
    --------
    >>> half, year = (date(2023, 1, 1), date(2023, 6, 30)), (date(2023, 1, 1), date(2023, 12, 31))
    >>> one = KeyedFigure("a", FigureKey("gdp", "growth", start=half[0], end=half[1]), Decimal("5.5"))
    >>> two = KeyedFigure("b", FigureKey("gdp", "growth", start=half[0], end=half[1]), Decimal("6"))
    >>> late = KeyedFigure("c", FigureKey("gdp", "growth", start=year[0], end=year[1]), Decimal("7"))
    >>> same, near = compare_figures([one], [two, late])
    >>> same[0].difference, near[0].second.statement, near[0].differs
    (Decimal('-0.5'), 'c', ('period',))
    """
    one, two = _by_key(first), _by_key(second)
    same = tuple(
        ComparedFigures(key, one[key], two[key], _difference(one[key], two[key])) for key in sorted(set(one) & set(two))
    )
    near: dict[tuple[str, str], NearFigures] = {}
    for mine, others, is_first in ((one, two, True), (two, one, False)):
        candidates = [figure for found in others.values() for figure in found]
        for figure in (figure for key, found in mine.items() if key not in others for figure in found):
            nearest = _nearest(figure, candidates)
            if nearest is not None:
                left, right = (figure, nearest) if is_first else (nearest, figure)
                found_pair = NearFigures(left, right, _differing(left.key, right.key))
                near.setdefault((left.statement, right.statement), found_pair)
    ordered = sorted(near.values(), key=lambda pair: (pair.first.key, pair.second.key, pair.first.statement))
    return same, tuple(ordered)


def _by_key(figures: Iterable[KeyedFigure]) -> Mapping[FigureKey, tuple[KeyedFigure, ...]]:
    found: dict[FigureKey, list[KeyedFigure]] = {}
    for figure in sorted(figures):
        found.setdefault(figure.key, []).append(figure)
    return {key: tuple(mine) for key, mine in found.items()}


def _difference(first: Sequence[KeyedFigure], second: Sequence[KeyedFigure]) -> Decimal | None:
    values = [{figure.value for figure in figures} for figures in (first, second)]
    return values[0].pop() - values[1].pop() if all(len(found) == 1 for found in values) else None


def _nearest(figure: KeyedFigure, candidates: Collection[KeyedFigure]) -> KeyedFigure | None:
    alike = [
        one for one in candidates if (one.key.indicator, one.key.basis) == (figure.key.indicator, figure.key.basis)
    ]
    return min(
        alike,
        key=lambda one: (
            len(_differing(figure.key, one.key)),
            abs((figure.key.end - one.key.end).days),
            one.statement,
        ),
        default=None,
    )


def _differing(first: FigureKey, second: FigureKey) -> tuple[str, ...]:
    differing = [field.name for field in fields(FigureKey) if getattr(first, field.name) != getattr(second, field.name)]
    return tuple(dict.fromkeys("period" if name in {"start", "end"} else name for name in differing))
