"""Read in which county of a city things lie, and where the counties' centroids are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from chaingraph.cities import cities_of
from chaingraph.facts import Book
from chaingraph.readings.city import CityFacts, programme_cities

__all__ = ["ELSEWHERE", "UNKNOWN", "County", "Sites", "read_counties", "read_sites"]

#: A thing of the city whose county no source names; a thing that sources site outside the city.
UNKNOWN, ELSEWHERE = "unknown", "elsewhere"


@dataclass(frozen=True, order=True)
class County:
    """A county or zone of a city; it may have no centroid."""

    key: str
    code: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Sites:
    """Where the things of a city lie.

    Attributes
    ----------
    counties
        By thing of the city: its counties, or ``UNKNOWN`` alone.
    by_document
        Things that no statement ties to any city, counted here because most statements of the documents that name them
        speak of this one.
    """

    counties: Mapping[str, tuple[str, ...]]
    by_document: frozenset[str]


def read_counties(book: Book, place: str) -> tuple[County, ...]:
    """Return the places right within a city that have a division code, by code."""
    found = []
    for thing in book.things.values():
        identity = dict(thing.identity)
        if thing.kind == "Place" and ("cg:within", place) in thing.identity and "cg:divisionCode" in identity:
            latitude, longitude = (identity.get(name) for name in ("cg:latitude", "cg:longitude"))
            found.append(
                County(
                    thing.key,
                    identity["cg:divisionCode"],
                    float(latitude) if latitude else None,
                    float(longitude) if longitude else None,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.code, one.key)))


def read_sites(book: Book, city: CityFacts, *kinds: str) -> Sites:
    """Return the county of each thing of some kinds that belongs to a city.

    A town lies in its county. One that is sited in a county and in the city lies in the county; one sited only in the
    city as a whole, or nowhere, has an unknown county. One sited only outside isn't of the city.
    """
    counties = {one.key for one in read_counties(book, city.place)}
    cities = programme_cities(book)
    belongs = cities_of(book, cities if city.place in cities else (*cities, city.place))
    leading = _leading_cities(book, belongs)
    found: dict[str, tuple[str, ...]] = {}
    by_document: set[str] = set()
    for key, thing in book.things.items():
        if thing.kind not in kinds:
            continue
        sites = city.sites.get(key, ())
        inside = [site for site in sites if site in city.inside]
        if sites and not inside:
            continue
        if not inside and city.place not in belongs.get(key, ()):
            said = {leading.get(place.document, "") for one in book.said_of.get(key, ())
                    for place in book.sources.places.get(one, ())}  # fmt: skip
            if belongs.get(key) or said != {city.place}:
                continue
            by_document.add(key)
        reached = {county for site in inside if (county := _county(book, site, counties))}
        found[key] = tuple(sorted(reached)) or (UNKNOWN,)
    return Sites(found, frozenset(by_document))


def _county(book: Book, site: str, counties: set[str]) -> str:
    """Return the county that a place is or lies in, or an empty string."""
    seen: set[str] = set()
    while site and site not in seen:
        if site in counties:
            return site
        seen.add(site)
        thing = book.things.get(site)
        site = next((value for name, value in thing.identity if name == "cg:within"), "") if thing else ""
    return ""


def _leading_cities(book: Book, belongs: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the city that more statements of a document speak of than of any other; none where there is a tie."""
    counts: dict[str, Counter[str]] = {}
    for one in book.statements.values():
        named = {found[0] for key in one.mentions if len(found := belongs.get(key, ())) == 1}
        for place in book.sources.places.get(one.key, ()):
            counts.setdefault(place.document, Counter()).update(named)
    made: dict[str, str] = {}
    for document, count in counts.items():
        ranked = [*count.most_common(2), ("", 0), ("", 0)]
        if ranked[0][1] > ranked[1][1]:
            made[document] = ranked[0][0]
    return made
