"""The firms of a store as entries to be matched."""

from collections import defaultdict

from pyoxigraph import Store

from chaingraph.book import read_book
from chaingraph.matching.verdicts import FirmEntry
from chaingraph.readings.city import find_place, programme_cities, read_city
from chaingraph.readings.sites import UNKNOWN, read_sites

__all__ = ["read_stored"]


def read_stored(store: Store, city: str | None, lang: str) -> list[FirmEntry]:
    """Return the enterprises of a store, or of one of its cities, with all their names, in the order of their keys.

    Counties are told of the city, or of all cities that have a programme.

    Raises
    ------
    UnknownNameError
        No place of the store bears the name.
    """
    book = read_book(store)
    places = programme_cities(book) if city is None else (find_place(book, city),)
    counties: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for key, found in read_sites(book, read_city(book, place), "Enterprise").items():
            counties[key].update(found)
    entries = []
    for key, thing in sorted(book.things.items()):
        if thing.kind == "Enterprise" and (city is None or key in counties):
            sites = [book.name(site).show("zh") for site in sorted(counties.get(key, ())) if site != UNKNOWN]
            county = sites[0] if len(sites) == 1 else ""
            code = dict(thing.identity).get("cg:creditCode", "")
            where = "图谱" if lang == "zh" else "store"
            name = thing.name.zh or thing.name.en
            entries.append(FirmEntry(name, code, thing.aliases, county, key, where))
    return entries
