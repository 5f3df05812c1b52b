"""How far the graph reaches: members of stated sets that are unknown, what is checked, what rests on one source."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from chaingraph.errors import InputError

__all__ = [
    "MARKS",
    "Fact",
    "Said",
    "SetClaim",
    "SetCoverage",
    "Share",
    "cover_sets",
    "group_facts",
    "share_out",
    "years_before",
]

#: What is to be said of a set beside its numbers.
MARKS = ("no-count", "incomplete", "open-ended", "at-least", "approximate", "more-than-stated", "complete")
_APPROXIMATE = frozenset({"about", "near"})


@dataclass(frozen=True, kw_only=True)
class SetClaim:
    """A set that a source counts or lists.

    Attributes
    ----------
    claim
        The statement.
    counts
        What is counted: claims with the same value speak of one set.
    stated, qualifier
        How many members the source states, if it does, and how that is meant.
    known, possible
        Members that statements place in it; things named elsewhere that aren't shown to be of it.
    is_complete, is_open_ended
        The source lists all of them, or says that it doesn't; it says that there may be more (453X's X).
    """

    claim: str
    counts: Hashable
    stated: int | None = None
    qualifier: str = ""
    known: frozenset[str] = field(default_factory=frozenset)
    possible: frozenset[str] = field(default_factory=frozenset)
    is_complete: bool | None = None
    is_open_ended: bool = False


@dataclass(frozen=True)
class SetCoverage:
    """How far a stated set is known.

    Attributes
    ----------
    claim
        The set as the source has it.
    unknown
        Members stated and not known, never below 0; None where no number is stated.
    elsewhere
        Further members that other claims of the same set name, at most as many as are unknown.
    marks
        Some of ``MARKS``.
    """

    claim: SetClaim
    unknown: int | None
    elsewhere: int
    marks: tuple[str, ...]

    @property
    def open(self) -> int | None:
        """Members that no claim of this set names."""
        return None if self.unknown is None else self.unknown - self.elsewhere


@dataclass(frozen=True)
class Share:
    """So many of a whole belong to ``key``."""

    key: str
    count: int
    total: int

    @property
    def share(self) -> float:
        """The part of the whole, 0 of nothing."""
        return float(Fraction(self.count, self.total)) if self.total else 0.0


@dataclass(frozen=True)
class Said:
    """A statement says a fact; its documents derive from its originals."""

    fact: Hashable
    statement: str
    documents: frozenset[str]
    origins: frozenset[str]


@dataclass(frozen=True)
class Fact:
    """One thing said in the same respects, by however many statements."""

    fact: Hashable
    statements: tuple[str, ...]
    documents: frozenset[str]
    origins: frozenset[str]

    @property
    def is_single_source(self) -> bool:
        """Whether all of it goes back to one original."""
        return len(self.origins) == 1


def cover_sets(claims: Iterable[SetClaim]) -> tuple[SetCoverage, ...]:
    """Return how far each set is known, those with most members unknown first.

    Unknown is what is stated and not known by the claim itself: a list that another document gives isn't this
    document's, but is told beside it. A possible member stays unknown.

    Examples
    --------
    >>> owners = SetClaim(claim="press", counts="owners", stated=79, possible=frozenset("ab"))
    >>> [(one.unknown, one.marks) for one in cover_sets([owners])]
    [(79, ())]
    >>> counted = SetClaim(claim="counted", counts="chains", stated=3, is_complete=False)
    >>> listed = SetClaim(claim="listed", counts="chains", stated=3, known=frozenset("abc"), is_complete=True)
    >>> [(one.claim.claim, one.unknown, one.elsewhere, one.open) for one in cover_sets([counted, listed])]
    [('counted', 3, 3, 0), ('listed', 0, 0, 0)]
    """
    claims = tuple(claims)
    named: dict[Hashable, set[str]] = {}
    for claim in claims:
        named.setdefault(claim.counts, set()).update(claim.known)
    return tuple(sorted((_cover(claim, named[claim.counts]) for claim in claims), key=_most_open))


def share_out(keys: Iterable[str]) -> tuple[Share, ...]:
    """Return how many of all belong to each key, the largest first; the empty key stands for what isn't said.

    Examples
    --------
    >>> [(one.key, one.count, one.share) for one in share_out(["press", "press", "", "city"])]
    [('press', 2, 0.5), ('', 1, 0.25), ('city', 1, 0.25)]
    """
    counts = Counter(keys)
    total = counts.total()
    return tuple(Share(key, count, total) for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def years_before(day: date, reference: date) -> int:
    """Return the whole years from a day to a later one.

    Raises
    ------
    InputError
        The day lies after the reference.

    Examples
    --------
    >>> years_before(date(2023, 12, 30), date(2025, 12, 29)), years_before(date(2023, 12, 30), date(2025, 12, 30))
    (1, 2)
    """
    if day > reference:
        raise InputError(f"{day} lies after {reference}; count the years before a later day")
    return reference.year - day.year - ((reference.month, reference.day) < (day.month, day.day))


def group_facts(said: Iterable[Said]) -> tuple[Fact, ...]:
    """Return the facts, each with all that say it, in the order in which they are first said.

    Examples
    --------
    >>> press = Said("79 owners", "a", frozenset({"press"}), frozenset({"press"}))
    >>> repost = Said("79 owners", "b", frozenset({"repost"}), frozenset({"press"}))
    >>> [(len(one.documents), one.is_single_source) for one in group_facts([press, repost])]
    [(2, True)]
    """
    groups: dict[Hashable, list[Said]] = {}
    for one in said:
        groups.setdefault(one.fact, []).append(one)
    return tuple(
        Fact(
            fact,
            tuple(dict.fromkeys(one.statement for one in group)),
            _union(one.documents for one in group),
            _union(one.origins for one in group),
        )
        for fact, group in groups.items()
    )


def _cover(claim: SetClaim, named: Collection[str]) -> SetCoverage:
    unknown = None if claim.stated is None else max(claim.stated - len(claim.known), 0)
    elsewhere = 0 if unknown is None else min(len(set(named) - claim.known), unknown)
    holds: Mapping[str, bool] = {
        "no-count": claim.stated is None,
        "incomplete": claim.is_complete is False,
        "open-ended": claim.is_open_ended,
        "at-least": claim.qualifier in {"over", "at-least"},
        "approximate": claim.qualifier in _APPROXIMATE,
        "more-than-stated": claim.stated is not None and len(claim.known) > claim.stated,
        "complete": claim.is_complete is True,
    }
    return SetCoverage(claim, unknown, elsewhere, tuple(mark for mark in MARKS if holds[mark]))


def _most_open(one: SetCoverage) -> tuple[int, int, bool, str]:
    still = one.open
    return (-(still or 0), -(one.unknown or 0), still is not None, one.claim.claim)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
