"""Read in which county of a city things lie, and where the counties' centroids are."""

from dataclasses import dataclass

from chaingraph.facts import Book
from chaingraph.place_tree import all_above, read_within
from chaingraph.readings.city import CityFacts

__all__ = ["ELSEWHERE", "UNKNOWN", "County", "read_counties", "read_sites"]

#: A thing of the city whose county no source names; a thing that sources site outside the city.
UNKNOWN, ELSEWHERE = "unknown", "elsewhere"


@dataclass(frozen=True, order=True)
class County:
    """A county or zone of a city; it may have no centroid, and no code (an empty text)."""

    key: str
    code: str
    latitude: float | None
    longitude: float | None


def read_counties(book: Book, place: str) -> tuple[County, ...]:
    """Return the places right within a city that have a division code, by code; all of them where none has one."""
    found = []
    for thing in book.things.values():
        if thing.kind == "Place" and ("cg:within", place) in thing.identity:
            identity = dict(thing.identity)
            latitude, longitude = (identity.get(name) for name in ("cg:latitude", "cg:longitude"))
            found.append(
                County(
                    thing.key,
                    identity.get("cg:divisionCode", ""),
                    float(latitude) if latitude else None,
                    float(longitude) if longitude else None,
                )
            )
    counties = [one for one in found if one.code] or found
    return tuple(sorted(counties, key=lambda one: (one.code, one.key)))


def read_sites(book: Book, city: CityFacts, *kinds: str) -> dict[str, tuple[str, ...]]:
    """Return the counties, or ``UNKNOWN`` alone, of each thing of some kinds that belongs to a city.

    A town lies in its county. One that is sited in a county and in the city lies in the county; one sited only in the
    city as a whole, or nowhere, has an unknown county. One sited only outside isn't of the city.
    """
    counties = {one.key for one in read_counties(book, city.place)}
    within = read_within(book)
    found: dict[str, tuple[str, ...]] = {}
    for key, thing in book.things.items():
        if thing.kind in kinds and city.has(key):
            inside = [site for site in city.sites.get(key, ()) if site in city.inside]
            above = [[one for one in all_above(within, site) if one in counties] for site in inside]
            reached = {ups[0] for ups in above if ups}
            found[key] = tuple(sorted(reached)) or (UNKNOWN,)
    return found
