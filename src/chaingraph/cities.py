"""Which things belong to which city: by what they are, else by what is stated of them."""

from collections.abc import Iterable, Mapping, Sequence

from chaingraph.facts import Book, Statement

__all__ = ["cities_of", "things_meant"]

#: A place named under these is not where the rest of the statement is.
_ELSEWHERE = frozenset({"rankIn", "rankExcluding", "comparedWith", "authority"})
#: What all cities share leads from none to another.
_SHARED = ("segment:", "template:", "product:", "industry:")
#: A document that names these needn't be of where they are.
_ANYWHERE = ("policy:", "place:", "body:", "person:")
_ROUNDS = 3


def cities_of(book: Book, cities: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the cities of each thing and document, in the order of ``cities``.

    A thing belongs to the city that it lies in by its identity (its area, programme, edition …); one without belongs
    to those of the things that statements name together with it, then to those of what these belong to, and at last to
    the city of the documents that speak of it, if these are of one city alone.
    """
    fixed: dict[str, set[str]] = {city: {city} for city in cities}
    for _ in range(_ROUNDS):
        for thing in book.things.values():
            reached = _union(fixed, (value for _, value in thing.identity))
            if reached and thing.key not in cities:
                fixed.setdefault(thing.key, set()).update(reached)
    found = dict(fixed)
    near = {key: things_meant(statement) for key, statement in book.statements.items()}
    for _ in range(_ROUNDS):
        new: dict[str, set[str]] = {}
        for mentions in near.values():
            reached = _union(found, mentions)
            for key in mentions:
                if reached and key not in found:
                    new.setdefault(key, set()).update(reached)
        found |= new
    for statement, places in book.sources.places.items():
        for place in places:
            found.setdefault(place.document, set()).update(_union(found, near.get(statement, ())))
    found |= _by_documents(book, near, found)
    return {key: tuple(city for city in cities if city in reached) for key, reached in found.items()}


def _by_documents(
    book: Book, near: Mapping[str, tuple[str, ...]], found: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Return for things that belong to no city yet that of their documents, as far as each is of one city alone.

    A document is of the city that all those of its statements are of that are of one city.
    """
    homes: dict[str, set[str]] = {}
    for statement, mentions in near.items():
        here = _union(found, mentions)
        for place in book.sources.places.get(statement, ()) if len(here) == 1 else ():
            homes.setdefault(place.document, set()).update(here)
    new: dict[str, set[str]] = {}
    for statement, mentions in near.items():
        here = _union(homes, (place.document for place in book.sources.places.get(statement, ())))
        for key in mentions:
            if key not in found and not key.startswith(_ANYWHERE):
                new.setdefault(key, set()).update(here)
    return {key: here for key, here in new.items() if len(here) == 1}


def things_meant(statement: Statement) -> tuple[str, ...]:
    """Return the things that a statement is about: not those that it compares with, nor what all cities share."""
    away = {key for name in _ELSEWHERE for key in statement.values.get(name, ())}
    return tuple(key for key in statement.mentions if key not in away and not key.startswith(_SHARED))


def _union(found: Mapping[str, set[str]], keys: Iterable[str]) -> set[str]:
    return {city for key in keys for city in found.get(key, ())}
