"""Tell whether a thing or a statement belongs to a place."""

from chaingraph.analyses.diff import Record
from chaingraph.facts import Book
from chaingraph.readings.city import read_city
from chaingraph.readings.records import EVIDENCE

__all__ = ["Belonging"]

#: What is named under these, or is of these kinds, says nothing of where a statement belongs.
_ELSEWHERE = frozenset({"cg:rankIn", "cg:rankExcluding", "cg:comparedWith", "cg:authority", EVIDENCE})
_ANYWHERE = frozenset({"Segment", "Sector", "ChainTemplate", "Industry", "Product", "Document"})


class Belonging:
    """What belongs to a place: by where a statement or a siting puts it, else by `chaingraph.cities`."""

    def __init__(self, book: Book, place: str) -> None:
        self.book, self.city = book, read_city(book, place)

    def holds(self, record: Record | None) -> bool:
        """Say whether a thing lies in the place, or a statement names a place in it, or else a thing that does."""
        if record is None:
            return False
        if record.key in self.book.things:
            return self.city.has(record.key)
        near = [value for name, values in record.values.items() if name not in _ELSEWHERE for value in values]
        known = [self.book.things[value] for value in near if value in self.book.things]
        named = [thing.key for thing in known if thing.kind == "Place"]
        if named:
            return any(key in self.city.inside for key in named)
        return any(self.city.has(thing.key) for thing in known if thing.kind not in _ANYWHERE)
