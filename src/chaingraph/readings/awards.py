"""Read the titles of a place with the days on which they begin and end."""

from datetime import date

from chaingraph.analyses.renewals import Award
from chaingraph.facts import Book
from chaingraph.readings.city import CityFacts, members_of_city

__all__ = ["read_awards"]


def read_awards(book: Book, city: CityFacts) -> tuple[Award, ...]:
    """Return the awards that are stated by ``city.as_of`` of what is of the place, ended ones too."""
    members = members_of_city(book, city)
    return tuple(
        Award(
            one.first("recipient"),
            one.first("scheme"),
            one.first("tier"),
            one.key,
            int(one.first("awardYear")) if one.first("awardYear") else None,
            date.fromisoformat(one.first("validFrom")) if one.first("validFrom") else None,
            one.last,
        )
        for one in book.statements.values()
        if one.kind == "DesignationAward" and one.is_by(city.as_of) and one.first("recipient") in members
    )
