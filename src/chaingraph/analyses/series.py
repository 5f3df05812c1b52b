"""Group figures into series that may be followed over time, and say which of their points may be joined."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chaingraph.analyses.figures import Figure, find_rivals

__all__ = ["Panel", "Point", "Series", "group_series", "span_of"]

_OVER_TIME = frozenset({"flow", "new"})
_CHANGES = frozenset({"growth", "change", "difference", "multiple"})


@dataclass(frozen=True)
class Point:
    """A value in a period, as one or several statements give it.

    ``is_contested`` says that another statement, the same in every other part, gives another value; ``is_judged``, that
    a judgement on a conflict names it.
    """

    start: date | None
    end: date
    value: Decimal
    qualifier: str
    statements: tuple[str, ...]
    is_contested: bool = False
    is_judged: bool = False


@dataclass(frozen=True)
class Series:
    """Points that agree in all but period and value, oldest first.

    ``sample`` is one of the figures, for everything that they share; ``span`` how long their periods are.
    """

    sample: Figure
    span: str
    points: tuple[Point, ...]

    @property
    def has_periods(self) -> bool:
        """Whether its periods are known; a flow, what is new, or a change on a single day has one that isn't told."""
        over_time = self.sample.accrual in _OVER_TIME or self.sample.basis in _CHANGES
        return not (over_time and self.span in {"day", "unknown"})

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """The points in runs that a line may join.

        None leads to or over a period in which values differ, nor are numbers joined whose periods aren't told.
        """
        if not self.has_periods:
            return ()
        periods: dict[tuple[date, date | None], list[Point]] = {}
        for point in self.points:
            periods.setdefault((point.end, point.start), []).append(point)
        runs: list[list[Point]] = [[]]
        for points in periods.values():
            if len({point.value for point in points}) > 1 or any(
                point.is_contested or point.is_judged for point in points
            ):
                runs.append([])
            else:
                runs[-1].append(points[0])
        return tuple(tuple(run) for run in runs if len(run) > 1)


@dataclass(frozen=True)
class Panel:
    """The series of one indicator, thing and unit on one basis: they may share an axis, and nothing more."""

    indicator: str
    about: str
    basis: str
    unit: str
    series: tuple[Series, ...]

    @property
    def points(self) -> int:
        """How many points all series have."""
        return sum(len(one.points) for one in self.series)


def group_series(figures: Iterable[Figure], *, judged: Collection[str] = ()) -> tuple[Panel, ...]:
    """Return the series of figures by indicator, thing, basis and unit.

    Two figures are of one series if indicator, what they are about, area, unit, basis (with what a rank or difference
    refers to), accrual, scope, status, population and the length of their periods agree, and both or neither are
    targets. Figures of one value in one period are one point. So the first eleven months never lead into a year, nor
    a reported number into an expected one. What a judgement on a conflict names, by statement in ``judged``, is a point
    that no line leads to: whether it continues the others is what was in doubt.

    Examples
    --------
    >>> def figure(statement, value, year, **parts):
    ...     days = {"start": date(year, 1, 1), "end": date(year, 12, 31)}
    ...     return Figure(statement=statement, indicator="revenue", value=Decimal(value), **days, **parts)
    >>> found = group_series([figure("a", 5, 2023), figure("b", 7, 2024), figure("c", 9, 2025, status="expected")])
    >>> [[len(one.points) for one in panel.series] for panel in found]
    [[2, 1]]
    """
    figures = tuple(figures)
    contested = {key for pair in find_rivals(figures) for key in (pair.one.statement, pair.other.statement)}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_key(figure), []).append(figure)
    panels: dict[tuple[str, str, str, str, str], list[Series]] = {}
    for group in groups.values():
        sample = min(group, key=lambda one: (one.end, one.statement))
        refers = "|".join((sample.rank_of, sample.difference_of))
        where = (sample.indicator, sample.about or sample.area, sample.basis, sample.unit, refers)
        made = Series(sample, span_of(sample.start, sample.end), _points(group, contested, judged))
        panels.setdefault(where, []).append(made)
    return tuple(
        Panel(*where[:4], tuple(sorted(series, key=_series_order))) for where, series in sorted(panels.items())
    )


def span_of(start: date | None, end: date) -> str:
    """Return how long a period is: ``day``, months (``12m``) if it has whole ones, else days (``45d``).

    Examples
    --------
    >>> span_of(date(2023, 1, 1), date(2023, 11, 30)), span_of(date(2023, 5, 2), date(2023, 5, 2))
    ('11m', 'day')
    >>> span_of(date(2023, 1, 1), date(2023, 12, 30)), span_of(None, date(2023, 12, 30))
    ('364d', 'unknown')
    """
    if start is None:
        return "unknown"
    if start == end:
        return "day"
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        return f"{(end.year - start.year) * 12 + end.month - start.month + 1}m"
    return f"{(end - start).days + 1}d"


def _key(figure: Figure) -> tuple[object, ...]:
    names = ("unit", "scope", "accrual", "status", "basis", "population", "area", "about")
    parts = tuple(figure.part(name) for name in names)
    return (figure.indicator, *parts, figure.is_target, span_of(figure.start, figure.end))


def _points(group: Iterable[Figure], contested: Collection[str], judged: Collection[str]) -> tuple[Point, ...]:
    found: dict[tuple[date, date, Decimal, str], list[Figure]] = {}
    for figure in sorted(group, key=lambda one: one.statement):
        key = (figure.end, figure.start or date.min, figure.value, figure.qualifier)
        found.setdefault(key, []).append(figure)
    return tuple(
        Point(
            same[0].start,
            same[0].end,
            same[0].value,
            same[0].qualifier,
            tuple(one.statement for one in same),
            any(one.statement in contested for one in same),
            any(one.statement in judged for one in same),
        )
        for _, same in sorted(found.items(), key=lambda pair: pair[0])
    )


def _series_order(series: Series) -> tuple[object, ...]:
    sample = series.sample
    return (sample.is_target, -len(series.points), sample.accrual, sample.scope, sample.status, sample.statement)
