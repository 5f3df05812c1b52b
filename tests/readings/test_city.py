"""What a place has is read as of a day, and a gap that ended is no gap any more."""

from datetime import date

import pytest

from chaingraph.book import read_book
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.readings.city import find_place, programme_cities, read_city
from chaingraph.store import open_store

COMPUTERS = "segment:computer-manufacturing"


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(open_store())


def test_twelve_inch_wafers_sit_in_wafers_and_targets_in_targets(book: Book) -> None:
    facts = read_city(book, "place:dezhou")
    assert "project:twelve-inch-silicon-wafer" in facts.linked("segment:silicon-wafers", "Project")
    assert "project:sputtering-target" in facts.linked("segment:sputtering-targets", "Project")


def test_every_link_is_a_judgement_or_a_statement_with_its_document(book: Book) -> None:
    for city in programme_cities(book):
        for links in read_city(book, city).links.values():
            assert all(book.sources.places.get(link.statement) for link in links)


def test_links_stay_in_their_city(book: Book) -> None:
    here, there = (read_city(book, f"place:{name}") for name in ("dezhou", "liaocheng"))
    things = [{link.thing for links in facts.links.values() for link in links} for facts in (here, there)]
    assert things[0]
    assert things[1]
    assert not things[0] & things[1]


@pytest.mark.parametrize(
    ("day", "stated", "ended"),
    [(date(2023, 6, 30), ["absent"], []), (date(2024, 6, 30), [], ["absent"]), (None, [], ["absent"])],
)
def test_computers_were_absent_in_liaocheng_until_the_gap_was_filled(
    book: Book, day: date | None, stated: list[str], ended: list[str]
) -> None:
    facts = read_city(book, "place:liaocheng", as_of=day)
    assert [one.state for one in facts.stated.get(COMPUTERS, ())] == stated
    assert [one.state for one in facts.ended.get(COMPUTERS, ())] == ended


def test_a_day_before_all_documents_knows_nobody(book: Book) -> None:
    facts = read_city(book, "place:dezhou", as_of=date(1990, 1, 1))
    dated = [link for links in facts.links.values() for link in links if link.since]
    assert dated == []


def test_a_county_has_its_own(book: Book) -> None:
    county, city = read_city(book, "place:leling"), read_city(book, "place:dezhou")
    everything = {(link.thing, link.segment) for links in city.links.values() for link in links}
    own = {(link.thing, link.segment) for links in county.links.values() for link in links}
    assert own
    assert own < everything


@pytest.mark.parametrize(
    ("name", "key"),
    [("德州", "place:dezhou"), ("371400", "place:dezhou"), ("Liaocheng", "place:liaocheng"), (None, "place:dezhou")],
)
def test_places_go_by_key_code_or_name(book: Book, name: str | None, key: str) -> None:
    assert find_place(book, name) == key


def test_a_place_that_isnt_there_is_said_with_those_that_are(book: Book) -> None:
    with pytest.raises(UnknownNameError, match="--city: no place is called '青岛'"):
        find_place(book, "青岛")
