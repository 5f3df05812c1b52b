"""Read the lists of a city's industrial system: editions, who they list, what they change, how complete they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chaingraph.analyses.evolution import ListChange, ListEdition, Listing, order_lists
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book, Statement
from chaingraph.readings.city import programme_cities

__all__ = ["CityLists", "city_editions", "edition_days", "read_lists"]

_ENTRIES = {"Chain": ("ChainEntry", "chain"), "Sector": ("SectorEntry", "sector")}


@dataclass(frozen=True)
class CityLists:
    """The lists of one kind of members that a city has, as stated by a day.

    Attributes
    ----------
    editions
        In order, without those that list nothing of the kind.
    listings, changes
        Who is listed, and what is said to have changed.
    statements
        By edition: what states how many members it has.
    """

    editions: tuple[ListEdition, ...]
    listings: tuple[Listing, ...]
    changes: tuple[ListChange, ...]
    statements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def city_editions(book: Book, place: str) -> dict[str, str]:
    """Return the editions of a city's programmes with the list series of each."""
    programmes = {
        key
        for key, thing in book.things.items()
        if thing.kind == "SystemProgramme" and ("cg:area", place) in thing.identity
    }
    found: dict[str, str] = {}
    for key, thing in book.things.items():
        identity = dict(thing.identity)
        if thing.kind == "SystemEdition" and identity.get("cg:programme") in programmes:
            found[key] = identity.get("cg:listSeries", key)
    return found


def edition_days(book: Book) -> dict[str, date]:
    """Return for each edition the first day on which anything of it is stated; undated ones are left out."""
    found: dict[str, date] = {}
    for one in book.statements.values():
        for name in ("edition", "within") if one.since else ():
            for key in one.values.get(name, ()):
                if key.startswith("edition:") and one.since:
                    found[key] = min(one.since, found.get(key, one.since))
    return found


def read_lists(book: Book, place: str, *, kind: str = "Chain", as_of: date | None = None) -> CityLists:
    """Return a city's lists of chains (``Chain``) or sectors (``Sector``), as stated by a day.

    What no document dates counts on every day. A claim of an edition with a condition beside its tier counts only where
    there is no other (it may speak of a part). An edition is complete if a claim of the whole is, or if all of its
    groups, two or more, are.

    Raises
    ------
    UnknownNameError
        The place has no industrial system.
    """
    editions = city_editions(book, place)
    if not editions:
        listed = ", ".join(book.name(one).show("zh") for one in programme_cities(book)) or "none"
        raise UnknownNameError(f"--city: '{book.name(place).show('zh')}' has no lists; cities with a system: {listed}")
    stated = [one for one in book.statements.values() if one.is_by(as_of)]
    entries = [one for one in stated if one.kind == _ENTRIES[kind][0] and one.first("edition") in editions]
    claims = [one for one in stated if one.kind == "MemberSetClaim" and one.first("memberKind") == f"cg:{kind}"]
    changes = [one for one in stated if one.kind == "EditionChange" and one.first("edition") in editions]
    made, statements = [], {}
    for key, series in editions.items():
        mine = [one for one in claims if key in one.values.get("within", ())]
        named = [one for one in entries if one.first("edition") == key]
        altered = [one for one in changes if one.first("edition") == key and _changes(book, one, kind)]
        if mine or named or altered:
            made.append(_edition(book, key, series, mine, [*named, *altered]))
            statements[key] = tuple(one.key for one in _whole(book, mine) or mine)
    ordered = order_lists(made)
    return CityLists(
        ordered,
        tuple(_listing(one, _ENTRIES[kind][1]) for one in entries),
        tuple(_change(one) for one in changes),
        {edition.key: statements[edition.key] for edition in ordered},
    )


def _edition(book: Book, key: str, series: str, claims: list[Statement], others: Iterable[Statement]) -> ListEdition:
    whole = _whole(book, claims)
    known = {member for one in claims for member in one.values.get("knownMember", ())}
    possible = {member for one in claims for member in one.values.get("possibleMember", ())} - known
    numbers = {int(one.first("statedCount")) for one in whole if one.first("statedCount")}
    days = [one.since for one in (*claims, *others) if one.since]
    groups = _groups(book, key)
    whole_groups = {group for one in claims if _is_complete(one) for group in one.values["within"] if group in groups}
    is_complete = any(_is_complete(one) for one in whole) or (len(groups) > 1 and whole_groups == groups)
    return ListEdition(
        key, series, min(days, default=None), tuple(sorted(numbers)), is_complete, tuple(sorted(possible))
    )


def _groups(book: Book, edition: str) -> set[str]:
    return {
        key
        for key, thing in book.things.items()
        if thing.kind == "SectorGroup" and ("cg:edition", edition) in thing.identity
    }


def _whole(book: Book, claims: Iterable[Statement]) -> list[Statement]:
    """Return the claims that speak of the whole edition; of those, the ones without a condition if there are any."""

    def is_part(claim: Statement) -> bool:
        within = claim.values.get("within", ())
        return any(key in book.things and book.things[key].kind == "SectorGroup" for key in within)

    whole = [one for one in claims if not is_part(one)]
    plain = [one for one in whole if all("tier-" in condition for condition in one.values.get("condition", ()))]
    return plain or whole


def _is_complete(claim: Statement) -> bool:
    return claim.first("isComplete") in {"true", "1"}


def _changes(book: Book, change: Statement, kind: str) -> bool:
    members = (*change.values.get("changeFrom", ()), *change.values.get("changeTo", ()))
    return any(key in book.things and book.things[key].kind == kind for key in members)


def _listing(entry: Statement, name: str) -> Listing:
    return Listing(
        entry.first(name),
        entry.first("edition"),
        entry.key,
        entry.first("tier"),
        entry.first("sectorGroup"),
        entry.last,
    )


def _change(change: Statement) -> ListChange:
    return ListChange(
        change.key,
        change.first("edition"),
        change.first("changeKind").rpartition("change-")[2],
        change.values.get("changeFrom", ()),
        change.values.get("changeTo", ()),
        change.first("inputsUnstated") in {"true", "1"},
        change.since,
    )
