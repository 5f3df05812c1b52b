"""Which titles run out: by the end of validity that a source states, never by one that is guessed."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chaingraph.errors import InputError

__all__ = ["STATES", "Award", "Renewal", "add_months", "judge_renewals"]

#: In the order of lists.
STATES = ("passed", "due", "later", "unstated")


@dataclass(frozen=True)
class Award:
    """A title as a source says that it was conferred: when, and from which to which day it holds, if that is stated."""

    recipient: str
    scheme: str
    tier: str
    statement: str
    year: int | None = None
    start: date | None = None
    end: date | None = None

    @property
    def given(self) -> int | None:
        """The year in which it was conferred, or from which it holds."""
        return self.year or (self.start.year if self.start else None)


@dataclass(frozen=True)
class Renewal:
    """One title of one recipient on a day.

    Attributes
    ----------
    awards
        All that is known of it, the latest last.
    state
        ``passed`` if the last stated end lies before the day, ``due`` if it comes within the months asked about,
        ``later`` if after them; ``unstated`` if no end is stated, or none of an award that followed.
    end
        The last end that is stated.
    days
        How many days from the day to the end, less than none if it passed; None for ``unstated``.
    """

    awards: tuple[Award, ...]
    state: str
    end: date | None
    days: int | None


def judge_renewals(awards: Iterable[Award], day: date, *, months: int = 6) -> tuple[Renewal, ...]:
    """Return for each title of each recipient whether its validity has passed, comes up, or isn't known.

    Awards of one recipient, scheme and tier are one title: the last end counts, unless one without an end was conferred
    after that of which the end is known. The last day of validity is one on which it still holds.

    Parameters
    ----------
    awards
        The awards.
    day
        The day that is asked about.
    months
        How far to look ahead.

    Raises
    ------
    InputError
        Fewer months than none.

    Examples
    --------
    >>> award = Award("enterprise:a", "scheme:x", "", "award:d.1", year=2023, end=date(2026, 10, 15))
    >>> [judge_renewals([award], day)[0].state for day in (date(2026, 10, 16), date(2026, 5, 1), date(2026, 4, 1))]
    ['passed', 'due', 'later']
    """
    if months < 0:
        raise InputError(f"--within {months}: give 0 months or more")
    groups: dict[tuple[str, str, str], list[Award]] = {}
    for one in awards:
        groups.setdefault((one.recipient, one.scheme, one.tier), []).append(one)
    found = [_judge(group, day, add_months(day, months)) for _, group in sorted(groups.items())]
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state), one.end or date.max)))


def add_months(day: date, months: int) -> date:
    """Return the day some months later; the last of the month where the month is shorter.

    Examples
    --------
    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(year, date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _judge(group: list[Award], day: date, until: date) -> Renewal:
    ordered = tuple(sorted(group, key=lambda one: (one.given or 0, one.end or date.min, one.statement)))
    ended = max((one for one in ordered if one.end), key=lambda one: one.end or date.min, default=None)
    end = ended.end if ended else None
    if ended is None or end is None or any(_follows(one, ended, end) for one in ordered):
        return Renewal(ordered, "unstated", end, None)
    state = "passed" if end < day else "due" if end <= until else "later"
    return Renewal(ordered, state, end, (end - day).days)


def _follows(one: Award, ended: Award, end: date) -> bool:
    """Say whether an award without an end was conferred after one with an end."""
    if one.end or one.given is None:
        return False
    return one.given > (ended.given if ended.given is not None else end.year)
