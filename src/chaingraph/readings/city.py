"""Read what a place has: who is linked to which segment, titles, phases of projects, sites, what is stated to lack."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from chaingraph.cities import cities_of
from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.facts import Book, Statement
from chaingraph.naming import Name
from chaingraph.place_tree import places_within

_Value = TypeVar("_Value")

__all__ = [
    "CityFacts",
    "Link",
    "Stated",
    "Title",
    "find_place",
    "members_of_city",
    "programme_cities",
    "read_city",
    "things_of_city",
]


@dataclass(frozen=True, order=True)
class Link:
    """A thing is linked to a segment; ``statement`` says so, from ``since`` on as far as stated.

    ``is_prospective`` says that it is to produce there and isn't said to do so yet.
    """

    thing: str
    kind: str
    segment: str
    statement: str
    since: date | None
    is_prospective: bool = False


@dataclass(frozen=True, order=True)
class Stated:
    """A source says of a segment that it is ``present``, ``thin`` or ``absent`` in ``area``."""

    segment: str
    state: str
    area: str
    statement: str
    since: date | None
    last: date | None


@dataclass(frozen=True, order=True)
class Title:
    """A title that a thing bears: its scheme (``scheme:…``), its tier if it has one, and the statement."""

    thing: str
    scheme: str
    tier: str
    statement: str


@dataclass(frozen=True)
class CityFacts:
    """What is stated by a day of a place and of what lies in it.

    Attributes
    ----------
    place, name, as_of
        The place, and the day by which all the rest is stated; None takes all.
    inside
        The place and all that lie in it.
    links
        By segment: the enterprises, clusters, parks, projects … linked to it.
    disputed
        By segment: how many links were left out because a second reader disputes them.
    stated, ended
        By segment: what sources say of it that holds on the day; and what they say no longer holds.
    titles
        By thing: awards, and chain ownership under the scheme ``scheme:role-chain-owner``. Without a day an award whose
        end is stated counts if it held on the day of the newest document.
    phases
        By project: the latest phase stated, and the statement.
    sites
        By thing: the counties and places where it lies.
    parks, chains
        By thing: the parks that it is in, and the chains that sources place it in.
    near
        The things of the city, as far as no source sites them elsewhere (`things_of_city`).
    """

    place: str
    name: Name
    as_of: date | None
    inside: frozenset[str] = frozenset()
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    disputed: Mapping[str, int] = field(default_factory=dict)
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    ended: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[Title, ...]] = field(default_factory=dict)
    phases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: frozenset[str] = frozenset()

    def has(self, thing: str) -> bool:
        """Say whether a thing is of the place: it lies in it, or no source sites it and it is of the city."""
        return _has(thing, self.sites, self.inside, self.near)

    @property
    def undated(self) -> int:
        """How many links hold from no stated day, and so count on every day."""
        return sum(link.since is None for links in self.links.values() for link in links)

    def linked(self, segment: str, *kinds: str) -> tuple[str, ...]:
        """Return the things of some kinds that are in a segment, each once; none that is only to produce there."""
        links = [link for link in self.links.get(segment, ()) if link.kind in kinds and not link.is_prospective]
        return tuple(dict.fromkeys(link.thing for link in links))

    def prospective(self, segment: str, *kinds: str) -> tuple[str, ...]:
        """Return the things of some kinds that are to produce in a segment and aren't said to do so yet, each once."""
        to_come = dict.fromkeys(link.thing for link in self.links.get(segment, ()) if link.kind in kinds)
        there = set(self.linked(segment, *kinds))
        return tuple(thing for thing in to_come if thing not in there)


#: The place of a store that tells of none, as an imported dataset: everything is of it.
_EVERYWHERE = ""


def programme_cities(book: Book) -> tuple[str, ...]:
    """Return the places that have an industrial system, the one with most programmes first."""
    areas = [
        value
        for thing in book.things.values()
        if thing.kind == "SystemProgramme"
        for name, value in thing.identity
        if name == "cg:area"
    ]
    return tuple(sorted(set(areas), key=lambda area: (-areas.count(area), area)))


def find_place(book: Book, name: str | None) -> str:
    """Return the place that a person means by a key, a division code or a label; the first city for None.

    Where the store knows no place at all, as an imported dataset, None stands for everywhere, an empty key.

    Raises
    ------
    UnknownNameError
        No place bears the name, or the store holds no city's system and none was named.
    """
    places = {key: thing for key, thing in book.things.items() if thing.kind == "Place"}
    if name is None:
        cities = programme_cities(book)
        if not places:
            return _EVERYWHERE
        if cities or len(places) == 1:
            return next(iter(cities or places))
        raise UnknownNameError("the store holds no industrial system of a city; name a place with --city")
    known: dict[str, str] = {}
    for key, thing in places.items():
        codes = [value for prop, value in thing.identity if prop == "cg:divisionCode"]
        for word in (key, key.partition(":")[2], *codes, thing.name.zh, thing.name.en, *thing.aliases):
            known.setdefault(word.casefold(), key)
    if name.casefold() not in known:
        listed = ", ".join(book.name(key).show("zh") for key in programme_cities(book)) or "none"
        hint = did_you_mean(name, sorted(known)) or f"; cities with a system: {listed}"
        raise UnknownNameError(f"--city: no place is called '{name}'{hint}")
    return known[name.casefold()]


def things_of_city(book: Book, place: str) -> frozenset[str]:
    """Return the things that `chaingraph.cities` gives to a place beside the cities with a system, on whatever day."""
    if place == _EVERYWHERE:
        return frozenset(book.things)
    cities = programme_cities(book)
    belongs = cities_of(book, cities if place in cities else (*cities, place))
    return frozenset(thing for thing, of in belongs.items() if place in of)


def members_of_city(book: Book, city: CityFacts) -> frozenset[str]:
    """Return the things of a place; where the store tells of one city's system alone, those too that nothing places.

    An office's list may hold of a firm a title and no county: it is of the office's city.
    """
    is_alone = programme_cities(book) == (city.place,)
    return frozenset(key for key in book.things if city.has(key) or (is_alone and key not in city.sites))


def read_city(
    book: Book,
    place: str,
    *,
    as_of: date | None = None,
    near: frozenset[str] | None = None,
) -> CityFacts:
    """Return what is stated by ``as_of`` of a place and of what lies in it.

    A thing is of the place if it lies in it; where no source sites a thing, it is of the city with which statements
    name it together (`chaingraph.cities`). A statement counts from the day from which it holds, else from its
    document's; one without either counts on every day. A link whose review status is disputed doesn't count.
    ``near`` is `things_of_city`, worked out if not given.
    """
    inside = places_within(book, place)
    if near is None:
        near = things_of_city(book, place)
    statements = [one for one in book.statements.values() if one.is_by(as_of)]
    sites = _by(
        (one.first("about"), one.first("area")) for one in statements if one.kind == "Siting" and one.holds(as_of)
    )
    links: dict[str, list[Link]] = {}
    disputed: Counter[str] = Counter()
    parks: list[tuple[str, str]] = []
    chains: list[tuple[str, str]] = []
    for one in statements:
        if one.kind != "Participation" or not one.holds(as_of):
            continue
        thing, into = one.first("participant"), one.first("participatesIn")
        if into.startswith("segment:") and _has(thing, sites, inside, near):
            if one.first("reviewStatus").endswith("review-disputed"):
                disputed[into] += 1
                continue
            kind = book.things[thing].kind if thing in book.things else ""
            is_prospective = one.first("role").endswith("role-prospective")
            links.setdefault(into, []).append(Link(thing, kind, into, one.key, one.since, is_prospective))
        elif into.startswith("park:"):
            parks.append((thing, into))
        elif into.startswith("chain:"):
            chains.append((thing, into))
    starts = {one.key for one in book.statements.values() if one.first("validFrom")}
    states = [
        Stated(
            one.first("segment"),
            one.first("segmentState").rsplit("segment-state-", 1)[-1],
            one.first("area"),
            one.key,
            one.since,
            one.last,
        )
        for one in book.statements.values()
        if one.kind == "SegmentStatus" and one.first("area") in inside
    ]
    now = [one for one in states if _holds_on(one, as_of, starts)]
    return CityFacts(
        place,
        book.name(place) if place else Name("不分地区", "everywhere"),
        as_of,
        inside,
        {segment: tuple(sorted(found, key=_link_order)) for segment, found in sorted(links.items())},
        dict(sorted(disputed.items())),
        _by((one.segment, one) for one in now),
        _by((one.segment, one) for one in states if one not in now),
        _by((one.thing, one) for one in _titles(statements, as_of, as_of or _newest(book))),
        _phases(statements),
        sites,
        _by(parks),
        _by(chains),
        near,
    )


def _has(thing: str, sites: Mapping[str, tuple[str, ...]], inside: Collection[str], near: Collection[str]) -> bool:
    return any(site in inside for site in sites[thing]) if thing in sites else thing in near


def _holds_on(one: Stated, as_of: date | None, starts: Collection[str]) -> bool:
    """Say whether what is stated of a segment holds on a day.

    That something was lacking up to a day is known of that day, whenever it was written down; with no day stated from
    which it was, it is known of the year of that day alone.
    """
    if as_of is None or one.last is None:
        return one.last is None and (as_of is None or one.since is None or one.since <= as_of)
    begins = one.since if one.statement in starts and one.since else date(one.last.year, 1, 1)
    return begins <= as_of <= one.last


def _newest(book: Book) -> date | None:
    """Return the day of the newest document."""
    return max((one.issued for one in book.sources.documents.values() if one.issued), default=None)


def _titles(statements: Iterable[Statement], as_of: date | None, day: date | None) -> Iterable[Title]:
    for one in statements:
        if one.kind == "DesignationAward" and one.holds(day or one.since):
            yield Title(one.first("recipient"), one.first("scheme"), one.first("tier"), one.key)
        elif one.kind == "ChainOwnership" and one.holds(as_of):
            yield Title(one.first("owner"), "scheme:role-chain-owner", "", one.key)


def _phases(statements: Iterable[Statement]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[date, str, str]] = {}
    for one in statements:
        if one.kind == "ProjectStatus":
            latest = (one.since or date.min, one.first("phase").rsplit("phase-", 1)[-1], one.key)
            found[one.first("project")] = max(latest, found.get(one.first("project"), latest))
    return {project: (phase, statement) for project, (_, phase, statement) in sorted(found.items())}


def _by(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    found: dict[str, dict[_Value, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in sorted(found.items())}


def _link_order(link: Link) -> tuple[str, str, str]:
    return (link.kind, link.thing, link.statement)
