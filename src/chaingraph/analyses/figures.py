"""Figures with all that makes them comparable; which of them gainsay each other, and which nearly do."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from chaingraph.errors import InputError

__all__ = ["PARTS", "Figure", "Pair", "days_apart", "find_near_rivals", "find_rivals", "is_course", "rank_near_rivals"]

#: The parts in which near rivals may differ, those first in which a difference is most easily overlooked.
PARTS = ("unit", "scope", "accrual", "status", "basis", "population", "period", "area", "about")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with all that says what it measures; two are comparable only if all parts agree.

    Attributes
    ----------
    statement
        Who says it: the key of the statement.
    indicator, about, area
        What is measured, of what, and where; an empty one isn't stated.
    start, end
        The period, both days inclusive; an instant has both equal, an unknown start is None.
    period_source
        ``stated``, ``document-date`` or ``resolved``: whether the source gives the period itself.
    value, unit, qualifier
        The number in its unit, and how it is meant: ``exact``, ``about``, ``over``, ``near``, ``at-least`` or
        ``at-most``.
    basis, rank_of, difference_of, compared_with
        ``level``, ``growth``, ``share``, ``rank`` …; of which basis a rank or difference is, and against what.
    accrual, scope, status
        ``stock``, ``flow``, ``new``, ``cumulative``; which firms or things are counted (口径); ``reported``,
        ``expected``, ``planned``.
    rank_in, excluding
        The population of a rank, and who is left out of it.
    is_target
        It is aimed at, not reported.
    documents, origins, issued
        The documents that say it, the originals that these derive from, and the first day on which one says it.
    """

    statement: str
    indicator: str
    value: Decimal
    end: date
    start: date | None = None
    period_source: str = ""
    unit: str = ""
    about: str = ""
    area: str = ""
    basis: str = "level"
    rank_of: str = ""
    difference_of: str = ""
    compared_with: str = ""
    accrual: str = ""
    scope: str = ""
    status: str = ""
    rank_in: str = ""
    excluding: frozenset[str] = field(default_factory=frozenset)
    qualifier: str = "exact"
    is_target: bool = False
    documents: frozenset[str] = field(default_factory=frozenset)
    origins: frozenset[str] = field(default_factory=frozenset)
    issued: date | None = None

    def part(self, name: str) -> Hashable:
        """Return one of ``PARTS``; what a rank or difference refers to belongs to its basis.

        Raises
        ------
        InputError
            There is no such part.
        """
        match name:
            case "basis":
                return (self.basis, self.rank_of, self.difference_of, self.compared_with)
            case "population":
                return (self.rank_in, self.excluding)
            case "period":
                return (self.start, self.end)
            case "unit" | "scope" | "accrual" | "status" | "area" | "about":
                found: str = getattr(self, name)
                return found
        raise InputError(f"figures have no part '{name}'; parts are {', '.join(PARTS)}")


@dataclass(frozen=True)
class Pair:
    """Two figures that differ in value, and besides in ``differs_in``; rivals differ in nothing else."""

    one: Figure
    other: Figure
    differs_in: str = ""


def find_rivals(figures: Iterable[Figure]) -> tuple[Pair, ...]:
    """Return the pairs of reported figures that are the same in every part, but not in value.

    Targets are left out: two aims don't gainsay each other, nor does an aim what came of it. Figures are grouped by
    all their parts, so that only those of one group are compared.

    Examples
    --------
    >>> both = {"indicator": "revenue", "about": "chain:chips", "end": date(2023, 12, 31)}
    >>> one = Figure(statement="a", value=Decimal("5"), **both)
    >>> other = Figure(statement="b", value=Decimal("6"), **both)
    >>> [(pair.one.value, pair.other.value) for pair in find_rivals([other, one])]
    [(Decimal('5'), Decimal('6'))]
    >>> find_rivals([one, Figure(statement="c", value=Decimal("6"), scope="above-scale", **both)])
    ()
    """
    found: list[Pair] = []
    for group in _grouped(figures, PARTS):
        found += [Pair(one, other) for one, other in combinations(group, 2) if one.value != other.value]
    return tuple(sorted(found, key=_by_statement))


def find_near_rivals(figures: Iterable[Figure], *, parts: Sequence[str] = PARTS) -> tuple[Pair, ...]:
    """Return the pairs of reported figures that differ in value and in just one of ``parts``.

    Two numbers in two units are a pair whatever their values; two bases (a level and its growth) may have two units.
    Pairs that differ in what they are about, or in their area, are mostly a list of firms or places, and grow with the
    square of its length: leave these parts out where that is not wanted.

    Raises
    ------
    InputError
        There is no such part.

    Examples
    --------
    >>> both = {"indicator": "firms", "about": "chain:chips", "end": date(2023, 12, 31)}
    >>> one = Figure(statement="a", value=Decimal("9"), scope="above-scale", **both)
    >>> other = Figure(statement="b", value=Decimal("210"), **both)
    >>> [pair.differs_in for pair in find_near_rivals([one, other])]
    ['scope']
    """
    figures = tuple(figures)
    found: list[Pair] = []
    for part in parts:
        left_out = {part, "unit"} if part == "basis" else {part}
        for group in _grouped(figures, [name for name in PARTS if name not in left_out]):
            found += [
                Pair(one, other, part)
                for one, other in combinations(group, 2)
                if one.part(part) != other.part(part) and (one.value != other.value or part == "unit")
            ]
    return tuple(sorted(found, key=_by_part))


def is_course(pair: Pair) -> bool:
    """Say whether a pair is two points of a course: periods of some length that sources give, with no day in common."""
    first, last = sorted((pair.one, pair.other), key=lambda figure: figure.end)
    told = all(one.start and one.start < one.end and one.period_source == "stated" for one in (first, last))
    return pair.differs_in == "period" and told and last.start is not None and first.end < last.start


def rank_near_rivals(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return near rivals in the order in which they deserve a look.

    First those from different originals, since a text seldom gainsays itself; among these by part as in ``PARTS``;
    those whose day is only that of a document before those whose periods are told; and by the days between the periods.
    """
    return tuple(
        sorted(
            pairs,
            key=lambda pair: (
                bool(pair.one.origins & pair.other.origins),
                PARTS.index(pair.differs_in),
                "document-date" not in {pair.one.period_source, pair.other.period_source},
                days_apart(pair.one, pair.other),
                *_by_statement(pair),
            ),
        )
    )


def days_apart(one: Figure, other: Figure) -> int:
    """Return the days between two periods, 0 if they overlap.

    Examples
    --------
    >>> may = Figure(statement="a", indicator="i", value=Decimal(1), start=date(2025, 5, 1), end=date(2025, 5, 31))
    >>> june = Figure(statement="b", indicator="i", value=Decimal(1), start=date(2025, 6, 2), end=date(2025, 6, 30))
    >>> days_apart(june, may), days_apart(may, may)
    (2, 0)
    """
    first, second = sorted((one, other), key=lambda figure: figure.end)
    return max(((second.start or second.end) - first.end).days, 0)


def _grouped(figures: Iterable[Figure], parts: Sequence[str]) -> Iterator[list[Figure]]:
    """Yield the groups of two or more reported figures of one indicator that agree in ``parts``."""
    groups: dict[Hashable, list[Figure]] = {}
    for figure in figures:
        if not figure.is_target:
            groups.setdefault((figure.indicator, *(figure.part(name) for name in parts)), []).append(figure)
    for group in groups.values():
        if len(group) > 1:
            yield sorted(group, key=lambda figure: figure.statement)


def _by_statement(pair: Pair) -> tuple[str, str, str]:
    return (pair.one.indicator, pair.one.statement, pair.other.statement)


def _by_part(pair: Pair) -> tuple[int, tuple[str, str, str]]:
    return (PARTS.index(pair.differs_in), _by_statement(pair))
