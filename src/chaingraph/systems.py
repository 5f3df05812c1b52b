"""The rows of a city's industrial system: its programmes, editions, groups, entries, claims of sets, changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chaingraph.naming import Name

__all__ = ["Change", "Edition", "Entry", "Group", "Member", "Programme", "SetClaim", "Span", "System"]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of days: from ``since`` (None: not known) up to, not including, ``until`` (None: not said to end).

    ``is_over`` says that what held ceased to be so then, because more became known; else it was only followed by a
    later edition and isn't said to have ended.
    """

    since: date | None = None
    until: date | None = None
    is_over: bool = False


@dataclass(frozen=True)
class Member:
    """A thing that a list names: its key (``chain:…``), the local name of its class, and its name."""

    key: str
    kind: str
    name: Name


@dataclass(frozen=True)
class Programme:
    """An industrial system that a city has proposed."""

    key: str
    name: Name


@dataclass(frozen=True)
class Edition:
    """One edition of a list; ``since`` is the first day from which anything about it is stated."""

    key: str
    name: Name
    programme: str
    series: str
    series_name: Name
    since: date | None


@dataclass(frozen=True)
class Group:
    """A group of sectors or chains within one edition."""

    key: str
    name: Name
    edition: str


@dataclass(frozen=True)
class Entry:
    """The statement that an edition lists a sector or chain; ``last`` is the last day it is said to hold."""

    statement: str
    edition: str
    group: str | None
    member: Member
    tier: Name
    since: date | None
    last: date | None


@dataclass(frozen=True)
class SetClaim:
    """The statement that there is a list of ``stated`` things, of which some are known and some possible."""

    statement: str
    within: tuple[str, ...]
    within_names: tuple[Name, ...]
    member_kind: str
    kind_name: Name
    conditions: tuple[str, ...]
    condition_names: tuple[Name, ...]
    stated: int | None
    qualifier: str
    is_complete: bool
    open_ended: bool
    confirmed: tuple[Member, ...]
    possible: tuple[Member, ...]
    since: date | None


@dataclass(frozen=True)
class Change:
    """The statement that an edition changed something; ``before`` may be unstated."""

    statement: str
    edition: str
    kind: str
    kind_name: Name
    before: tuple[Member, ...]
    after: tuple[Member, ...]
    inputs_unstated: bool
    since: date | None


@dataclass(frozen=True)
class System:
    """The rows of one city's system."""

    city: str
    city_name: Name
    city_code: str
    programmes: tuple[Programme, ...] = ()
    editions: tuple[Edition, ...] = ()
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    claims: tuple[SetClaim, ...] = ()
    changes: tuple[Change, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
