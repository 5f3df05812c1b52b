"""One of two cities that are set side by side: what is known of it, what corresponds to which template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chaingraph.analyses.structure import SegmentState, judge_segments
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.place_tree import places_within
from chaingraph.readings.city import CityFacts, find_place, read_city
from chaingraph.readings.lists import city_editions
from chaingraph.readings.templates import Match, Templates, segment_network
from chaingraph.report import Column
from chaingraph.reports.common import column, known_of

__all__ = ["Side", "find_city_place", "only_in", "read_side", "twice"]


@dataclass(frozen=True)
class Side:
    """One of two cities.

    Attributes
    ----------
    facts
        What is stated of it.
    subjects
        Its chains, and the sectors that its lists name.
    matches, segments
        By template: what of these corresponds to it, and the segments that they take in.
    states
        The state of every segment.
    """

    facts: CityFacts
    subjects: tuple[str, ...]
    matches: Mapping[str, tuple[Match, ...]]
    segments: Mapping[str, frozenset[str]]
    states: Mapping[str, SegmentState]

    @property
    def name(self) -> Name:
        """What it is called."""
        return self.facts.name

    def is_known(self, segment: str) -> bool:
        """Say whether a segment is known to be there."""
        return self.states[segment].state in {"strong", "thin"}


def find_city_place(book: Book, name: str) -> str:
    """Return the place that a person means by one of two names."""
    try:
        return find_place(book, name)
    except UnknownNameError as error:
        raise UnknownNameError(str(error).removeprefix("--city: ")) from error


def read_side(book: Book, templates: Templates, place: str, as_of: date | None) -> Side:
    """Return what is stated of a city by a day."""
    facts = read_city(book, place, as_of=as_of)
    subjects = tuple(sorted(_subjects(book, place, as_of)))
    matches: dict[str, list[Match]] = {}
    segments: dict[str, set[str]] = {}
    for match in templates.matches:
        if match.subject in subjects:
            matches.setdefault(match.template, []).append(match)
            drawn = match.only or templates.segments.get(match.template, ())
            segments.setdefault(match.template, set()).update(drawn)
    graph = segment_network(templates)
    states = judge_segments(graph, known_of(facts, graph))
    return Side(
        facts,
        subjects,
        {template: tuple(found) for template, found in sorted(matches.items())},
        {template: frozenset(found) for template, found in segments.items()},
        {state.segment: state for state in states},
    )


def _subjects(book: Book, place: str, as_of: date | None) -> set[str]:
    """Return the chains of a place, named by a day, and the sectors that its lists name or hold possible."""
    inside, editions = places_within(book, place), city_editions(book, place)
    stated = {key for key, one in book.statements.items() if one.is_by(as_of)}
    found = set()
    for key, thing in book.things.items():
        is_here = any(name == "cg:area" and value in inside for name, value in thing.identity)
        if thing.kind == "Chain" and is_here and stated.intersection(book.said_of.get(key, ())):
            found.add(key)
    for key in stated:
        one = book.statements[key]
        if one.kind == "SectorEntry" and one.first("edition") in editions:
            found.add(one.first("sector"))
        elif one.kind == "MemberSetClaim" and any(within in editions for within in one.values.get("within", ())):
            found.update(member for member in one.values.get("possibleMember", ()) if member.startswith("sector:"))
    return found


def only_in(city: Side) -> Name:
    """Return the words for what only one of two cities has."""
    return Name(f"仅{city.name.show('zh')}", f"{city.name.show('en')} only")


def twice(key: str, zh: str, en: str, one: Side, two: Side) -> tuple[Column, ...]:
    """Return a column for each of two cities."""
    return tuple(
        column(f"{key}_{which}", f"{city.name.show('zh')}{zh}", f"{city.name.show('en')}: {en}")
        for which, city in (("first", one), ("second", two))
    )
