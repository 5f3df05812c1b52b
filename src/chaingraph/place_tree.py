"""Which places lie in which: ``cg:within`` leads through several, and may lead to more than one."""

from collections.abc import Iterable, Mapping

from chaingraph.facts import Book

__all__ = ["all_above", "places_within", "read_within"]


def read_within(book: Book) -> dict[str, tuple[str, ...]]:
    """Return for each place, by key, those that it lies in at once."""
    return {
        thing.key: tuple(value for name, value in thing.identity if name == "cg:within")
        for thing in book.things.values()
        if thing.kind == "Place"
    }


def all_above(within: Mapping[str, Iterable[str]], place: str) -> tuple[str, ...]:
    """Return a place and all that it lies in, the nearest first.

    Examples
    --------
    >>> all_above({"decheng": ["dezhou"], "dezhou": ["shandong", "plain"], "plain": ["dezhou"]}, "decheng")
    ('decheng', 'dezhou', 'shandong', 'plain')
    """
    found = {place: None}
    waiting = [place]
    for one in waiting:
        fresh = [up for up in within.get(one, ()) if up not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)


def places_within(book: Book, place: str) -> frozenset[str]:
    """Return a place and all that lies in it, by key."""
    within = read_within(book)
    return frozenset({place, *(one for one in within if place in all_above(within, one))})
