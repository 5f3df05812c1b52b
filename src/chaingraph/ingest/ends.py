"""What later lists say of what earlier ones stated: which of it no longer holds, and from which day."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from sys import intern

from chaingraph.spool import Spool

__all__ = ["DatedList", "end_statements"]

#: What has one value at a time: another one in a later list ends it.
_SINGLE = frozenset({"state", "phase", "site"})
_Cells = Mapping[str, str]


@dataclass(frozen=True)
class DatedList:
    """A list that was read: its document, its day, the key of its sheet, and whether it says that it is complete.

    ``listed`` are the firms that it names, ``denied`` those of which it says that they own no chain, or not the chain
    that follows after a space; ``gone`` those that it says were deregistered, revoked or moved away. ``left_open`` are
    the chains that it says have more owners than it names.
    """

    document: str
    day: date
    kind: str
    is_complete: bool = False
    listed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    left_open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement as far as a later list may end it: of whom, in which respect, what; and the row that says so.

    ``table`` and ``at`` are where it stands in the curated tables.
    """

    who: str
    what: str
    value: str
    document: str
    row: str
    table: str
    at: int


@dataclass
class _Day:
    """What all lists of one day say; ``chains`` and ``counties`` are those that its complete lists of firms name.

    ``named`` are the chains that any list of firms names, ``owned`` those of which a complete list of chains or of
    owners names an owner, each with its document.
    """

    said: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    denied: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    complete: dict[str, str] = field(default_factory=dict)
    chains: set[str] = field(default_factory=set)
    counties: set[str] = field(default_factory=set)
    named: dict[str, str] = field(default_factory=dict)
    owned: dict[str, str] = field(default_factory=dict)


def end_statements(tables: Mapping[str, Spool], lists: Iterable[DatedList]) -> None:
    """Add to the rows of earlier lists the last day on which they hold and the document that ends them.

    That a later list doesn't name something ends nothing, unless the list is complete: then what it no longer lists
    ends on the day before its own. A complete list of firms speaks of the chains and counties that it names, and an
    empty cell in it says nothing. Any later list ends what it contradicts: another state of a segment, another phase
    of a project, another county, that a firm is no chain owner (否), or that it was deregistered or moved away. That a
    set of firms is complete is said of its day alone: the next list of the chain ends it.

    Parameters
    ----------
    tables
        Curated rows by table, as `chaingraph.ingest.city_rows` makes them; those that end are amended.
    lists
        The lists that they were read from.
    """
    by_document = {one.document: one for one in lists}
    days = _read_days(_read(tables, by_document), by_document)
    asked = _read(tables, by_document) if any(one.is_complete for one in by_document.values()) else ()
    chains_of_row, county_of_row = _read_rows(asked)  # by which complete lists tell what they speak of
    order = sorted(days)
    ends: dict[tuple[date, str], Mapping[str, str]] = {}
    for one in _read(tables, by_document):
        day_of_list = by_document[one.document].day
        if one.what == "site" and len(days[day_of_list].said[one.who, one.what]) > 1:
            continue  # it lies in several counties, of which a later list may name one
        for day in order[order.index(day_of_list) + 1 :]:
            chains = chains_of_row.get(one.row, frozenset())
            ender = _ender(one, days[day], chains, county_of_row.get(one.row))
            if ender:
                end = {"valid_to": (day - timedelta(days=1)).isoformat(), "ended_by": ender}
                tables[one.table].amend(one.at, ends.setdefault((day, ender), end))
                break


def _read_rows(said: Iterable[_Said]) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return the chains and the county of each row of a list."""
    chains: dict[str, frozenset[str]] = {}
    counties: dict[str, str] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}
    for one in said:
        if one.what == "chain":
            named = chains.get(one.row, frozenset()) | {one.value}
            chains[one.row] = shared.setdefault(named, named)
        elif one.what == "site":
            counties[one.row] = one.value
    return chains, counties


def _read_days(said: Iterable[_Said], by_document: Mapping[str, DatedList]) -> dict[date, _Day]:
    days: dict[date, _Day] = {}
    for one in sorted(by_document.values(), key=lambda one: one.document):
        day = days.setdefault(one.day, _Day())
        day.listed |= one.listed
        for firm in one.denied:
            day.denied.setdefault(firm, one.document)
        for firm in one.gone:
            day.gone.setdefault(firm, one.document)
        if one.is_complete:
            day.complete.setdefault(one.kind, one.document)
    shared: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}  # most firms of a list say the same
    for each in said:
        document = each.document
        source = by_document[document]
        day = days[source.day]
        others = day.said.get((each.who, each.what), {})
        values = {**others, each.value: min(document, others.get(each.value, document))}
        day.said[each.who, each.what] = shared.setdefault(tuple(sorted(values.items())), values)
        if source.kind == "enterprises" and each.what == "chain":
            day.named[each.value] = min(document, day.named.get(each.value, document))
        is_closed = source.is_complete and each.value not in source.left_open
        if source.kind in {"chains", "owners"} and is_closed and each.what == "owner":
            day.owned[each.value] = min(document, day.owned.get(each.value, document))
        if source.kind == "enterprises" and source.is_complete:
            if each.what == "chain":
                day.chains.add(each.value)
            elif each.what == "site":
                day.counties.add(each.value)
    return days


def _ender(one: _Said, day: _Day, chains: frozenset[str], county: str | None) -> str:
    """Return the document of a later day by which a statement no longer holds, or an empty text."""
    values = day.said.get((one.who, one.what), {})
    # A chain owner whose chain isn't named may own any of them.
    if one.value in values or (values and "" in {one.value, *values}):
        return ""
    if one.who in day.gone:
        return day.gone[one.who]
    if one.what == "set":
        return day.named.get(one.who, "")
    if one.what in _SINGLE:
        return min(values.values(), default="")
    if one.what == "owner":
        said = day.denied.get(one.who) or day.denied.get(f"{one.who} {one.value}")
        denied = said or day.owned.get(one.value, "")
        if denied:
            return denied
    if one.who.startswith("chain:"):
        is_listed = (one.who, "listed") in day.said
        return day.complete.get("chains", "") if values or not is_listed else ""
    if not _speaks_of(day, chains):
        return ""
    is_over = bool(values) if one.who in day.listed else county is None or county in day.counties
    return day.complete.get("enterprises", "") if is_over else ""


def _speaks_of(day: _Day, chains: frozenset[str]) -> bool:
    """Say whether the complete lists of a day are of all the chains of a row, or of none where it has none."""
    return chains <= day.chains if chains else not day.chains


def _read(tables: Mapping[str, Spool], documents: Collection[str]) -> Iterator[_Said]:
    """Yield what rows of some documents say, one by one; equal texts are one in memory."""
    for name, aspect in _ASPECTS.items():
        for at, cells in enumerate(tables.get(name, ())):
            if cells["doc"] in documents:
                number, _, key = cells["key"].partition("-")
                found = aspect(cells, key.rpartition("-")[0] or key)
                if found:
                    who, what, value, document = map(intern, (*found, cells["doc"]))
                    yield _Said(who, what, value, document, intern(f"{document} {number}"), name, at)


_Aspect = tuple[str, str, str] | None


def _participation(cells: _Cells, part: str) -> _Aspect:
    who, into = cells["participant"], cells["participates_in"]
    if part == "lead":
        return into, "lead", who
    return (who, part, into) if who.startswith("enterprise:") and part in {"chain", "segment"} else None


def _claim(cells: _Cells, _: str) -> _Aspect:
    """Return the aspect of a set of firms; that of a list of chains is dated by its edition."""
    return (cells["within"], "set", cells["doc"]) if cells["member_kind"] == "Enterprise" else None


def _ownership(cells: _Cells, _: str) -> _Aspect:
    """Return the aspect of a chain owner; the chain is an empty text where the list doesn't name it."""
    chain = cells.get("chain", "")
    return f"enterprise:{cells['owner']}", "owner", f"chain:{chain}" if chain else ""


_ASPECTS: dict[str, Callable[[_Cells, str], _Aspect]] = {
    "participations": _participation,
    "set_claims": _claim,
    "chain_ownerships": _ownership,
    "chief_holdings": lambda cells, _: (f"chain:{cells['chain']}", cells["role"], cells["holder"]),
    "chain_entries": lambda cells, _: (f"chain:{cells['chain']}", "listed", ""),
    "segment_statuses": lambda cells, _: (f"{cells['segment']} {cells['area']}", "state", cells["state"]),
    "project_statuses": lambda cells, _: (f"project:{cells['project']}", "phase", cells["phase"]),
    "sitings": lambda cells, part: (cells["about"], "site", cells["area"]) if part == "site" else None,
}
