"""Tell whether a thing or a statement belongs to a place."""

from chaingraph.analyses.diff import Record
from chaingraph.book import places_within
from chaingraph.cities import cities_of
from chaingraph.facts import Book
from chaingraph.readings.city import programme_cities
from chaingraph.readings.records import EVIDENCE

__all__ = ["Belonging"]

#: What is named under these, or is of these kinds, says nothing of where a statement belongs.
_ELSEWHERE = frozenset({"cg:rankIn", "cg:rankExcluding", "cg:comparedWith", "cg:authority", EVIDENCE})
_ANYWHERE = frozenset({"Segment", "Sector", "ChainTemplate", "Industry", "Product", "Document"})


class Belonging:
    """What belongs to a place: by where a statement or a siting puts it, else by `chaingraph.cities`."""

    def __init__(self, book: Book, place: str) -> None:
        cities = programme_cities(book)
        self.book, self.place = book, place
        self.places = places_within(book, place)
        self.belongs = cities_of(book, cities if place in cities else (*cities, place))
        self.sites: dict[str, set[str]] = {}
        for one in book.statements.values():
            if one.kind == "Siting":
                self.sites.setdefault(one.first("about"), set()).add(one.first("area"))

    def holds(self, record: Record | None) -> bool:
        """Say whether a thing lies in the place, or a statement names a place in it, or else a thing that does."""
        if record is None:
            return False
        if record.key in self.book.things:
            return self._has(record.key)
        near = [value for name, values in record.values.items() if name not in _ELSEWHERE for value in values]
        known = [self.book.things[value] for value in near if value in self.book.things]
        named = [thing.key for thing in known if thing.kind == "Place"]
        if named:
            return any(key in self.places for key in named)
        return any(self._has(thing.key) for thing in known if thing.kind not in _ANYWHERE)

    def _has(self, key: str) -> bool:
        if key in self.sites:
            return bool(self.sites[key] & self.places)
        return key in self.places or self.place in self.belongs.get(key, ())
