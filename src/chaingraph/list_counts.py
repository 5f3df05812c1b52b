"""How many members each list of a system is stated to have, at once or through time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chaingraph.naming import Name
from chaingraph.systems import Member, SetClaim, Span, System

__all__ = ["Count", "ListCount", "count_history", "count_lists"]

_LISTED_KINDS = frozenset({"Chain", "Sector"})


@dataclass(frozen=True, order=True)
class Count:
    """How many members a list has: stated, confirmed, possible; what is stated and not confirmed stays unknown.

    Examples
    --------
    >>> Count(79, 0, 2).unknown
    79
    >>> Count(None, 3, 0).unknown is None
    True
    """

    stated: int | None
    confirmed: int
    possible: int

    @property
    def unknown(self) -> int | None:
        """The number of members that nothing confirms; None where no number is stated."""
        return None if self.stated is None else max(self.stated - self.confirmed, 0)


@dataclass(frozen=True)
class ListCount:
    """How many members an edition or a group has, from all statements that give the same number."""

    parent: str
    member_kind: str
    kind_name: Name
    count: Count
    open_ended: bool
    possible: tuple[Member, ...]
    statements: tuple[str, ...]
    since: date | None


def count_lists(system: System, *, day: date | None = None) -> tuple[ListCount, ...]:
    """Return how many sectors or chains each edition and group is stated to have: by ``day``, or by all sources.

    A claim within an edition and a group of it counts the group. Sources that state the same number speak of the same
    list, so that a member that one of them names is confirmed; sources that state different numbers stay apart.
    """
    groups = {group.key for group in system.groups}
    lists = groups | {edition.key for edition in system.editions}
    by_list: dict[tuple[str, str], list[SetClaim]] = {}
    for claim in system.claims:
        parents = [key for key in claim.within if key in groups] or [key for key in claim.within if key in lists]
        is_stated = day is None or (claim.since is not None and claim.since <= day)
        if claim.member_kind in _LISTED_KINDS and is_stated:
            for parent in parents:
                by_list.setdefault((parent, claim.member_kind), []).append(claim)
    counts: list[ListCount] = []
    for (parent, kind), found in by_list.items():
        # Of an edition, a claim with a condition beside its tier counts a part only; a group is such a part itself.
        whole = [claim for claim in found if parent in groups or not _has_condition(claim)]
        claims = whole or found
        numbers: list[int | None] = [*sorted({claim.stated for claim in claims if claim.stated is not None})]
        counts.extend(
            _count_list(parent, kind, number, [one for one in claims if one.stated in {number, None}])
            for number in numbers or [None]
        )
    return tuple(counts)


def count_history(system: System) -> dict[str, tuple[tuple[Span, ListCount], ...]]:
    """Return for each edition and group its counts through time: what is unknown at first may be named later.

    Claims without a date count in the last stretch only.
    """
    days = sorted({claim.since for claim in system.claims if claim.since and claim.member_kind in _LISTED_KINDS})
    stretches = [Span(day, following, is_over=True) for day, following in pairwise(days)]
    last = Span(days[-1] if days else None)
    history: dict[str, list[tuple[Span, ListCount]]] = {}
    for span in (*stretches, last):
        for one in count_lists(system, day=None if span is last else span.since):
            history.setdefault(one.parent, []).append((span, one))
    return {parent: tuple(found) for parent, found in history.items()}


def _has_condition(claim: SetClaim) -> bool:
    return any(not condition.startswith("tier-") for condition in claim.conditions)


def _count_list(parent: str, kind: str, number: int | None, claims: Sequence[SetClaim]) -> ListCount:
    confirmed = {member.key for claim in claims for member in claim.confirmed}
    possible = {member.key: member for claim in claims for member in claim.possible if member.key not in confirmed}
    days = [claim.since for claim in claims]
    known = [day for day in days if day]
    return ListCount(
        parent,
        kind,
        claims[0].kind_name,
        Count(number, len(confirmed), len(possible)),
        any(claim.open_ended for claim in claims),
        tuple(possible.values()),
        tuple(claim.statement for claim in claims),
        min(known) if len(known) == len(days) else None,
    )
