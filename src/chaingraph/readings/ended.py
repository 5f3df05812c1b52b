"""What a store itself knows to be over: firms that a later list has ended, and titles that ran out or were denied."""

from collections.abc import Iterator
from dataclasses import dataclass

from chaingraph.facts import Book
from chaingraph.readings.city import CityFacts, members_of_city

__all__ = ["Ended", "read_ended"]

_RECIPIENTS = {"DesignationAward": "recipient", "ChainOwnership": "owner"}
_BELONGING = {"Participation": "participant", "ChainOwnership": "owner"}
#: Under which property a statement names the firm that it is about.
_SUBJECTS = ("participant", "owner", "recipient", "about")


@dataclass(frozen=True)
class Ended:
    """What is over on a day: enterprises, and titles of other things as their recipient and scheme."""

    firms: frozenset[str]
    titles: frozenset[tuple[str, str]]


def read_ended(book: Book, city: CityFacts) -> Ended:
    """Return what no longer counts of a place on ``city.as_of``; for None, on the day of the newest document.

    A firm is over if a later list ended where it belongs (``cg:endedBy``), it isn't stated to belong to anything
    still, and no document of the day of that list or later says anything about it. A title is over if its stated end
    has passed or a list ended it, and no statement says that it holds.
    """
    members = members_of_city(book, city)
    firms = frozenset(
        key for key in sorted(members) if book.things[key].kind == "Enterprise" and _is_over(book, city, key)
    )
    held = {(one.thing, one.scheme) for titles in city.titles.values() for one in titles}
    titles = frozenset(pair for pair in _awarded(book, city) if pair[0] in members - firms)
    return Ended(firms, titles - held)


def _is_over(book: Book, city: CityFacts, firm: str) -> bool:
    said = [book.statements[key] for key in book.said_of.get(firm, ()) if book.statements[key].is_by(city.as_of)]
    belongs = [one for one in said if one.first(_BELONGING.get(one.kind, "")) == firm]
    ends = [one.last for one in belongs if one.kind == "Participation" and one.last and one.first("endedBy")]
    if not ends or any(one.holds(city.as_of) for one in belongs):
        return False
    about = [one for one in said if any(one.first(name) == firm for name in _SUBJECTS)]
    return not any(
        (document := book.sources.documents.get(place.document)) and document.issued and document.issued > max(ends)
        for one in about
        for place in book.sources.places.get(one.key, ())
    )


def _awarded(book: Book, city: CityFacts) -> Iterator[tuple[str, str]]:
    for one in book.statements.values():
        if one.kind in _RECIPIENTS and one.is_by(city.as_of):
            yield one.first(_RECIPIENTS[one.kind]), one.first("scheme") or "scheme:role-chain-owner"
