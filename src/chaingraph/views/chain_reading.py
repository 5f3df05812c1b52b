"""A chain through time: on each day on which something became known, the state of its segments and who is there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import networkx as nx

from chaingraph.analyses.structure import SegmentState, judge_segments
from chaingraph.facts import Book
from chaingraph.readings.city import CityFacts, read_city, things_of_city
from chaingraph.readings.templates import ChainView, Templates, segment_network
from chaingraph.reports.common import Scene, known_of
from chaingraph.reports.gaps import likeness

__all__ = ["ChainDays", "ChainReader", "Rim", "Stop"]

#: More days than this are too many for a slider; those on which most became known are kept.
_STOPS = 12


@dataclass(frozen=True)
class Rim:
    """A segment of another chain that feeds the chain (``side`` "in") or buys from it ("out").

    ``chain`` is the template under which it is drawn: the first of those that draw it.
    """

    side: str
    segment: str
    chain: str

    @property
    def key(self) -> str:
        """The key of its box: the same segment may stand on both sides."""
        return f"{self.side}|{self.segment}"

    @property
    def group(self) -> str:
        """The key of the box of its chain."""
        return f"{self.side}|{self.chain}"


@dataclass(frozen=True)
class Stop:
    """What is known on a day: ``scene`` as reports read it, and the states of the chain's segments and of the rim's.

    ``day`` is the day of the slider; the scene of the last one takes all that is known, dated or not.
    """

    day: str
    scene: Scene
    states: Mapping[str, SegmentState]
    outside: Mapping[str, SegmentState]


@dataclass(frozen=True)
class ChainDays:
    """A chain in a place on its days; ``opened`` is the stop at which its page opens.

    That is the day asked for, else the last one by which a document was issued: titles may end after it.
    """

    view: ChainView
    graph: "nx.DiGraph[str]"
    rim: Sequence[Rim]
    stops: Sequence[Stop]
    opened: Stop

    @property
    def days(self) -> list[str]:
        """The days of the slider, from early to late."""
        return [stop.day for stop in self.stops]


@dataclass
class ChainReader:
    """All chains of a store, each read when it is asked for, and what they share only once."""

    book: Book
    templates: Templates
    _cities: dict[tuple[str, date | None], CityFacts] = field(default_factory=dict)
    _near: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """What feeds what among all segments."""
        return segment_network(self.templates)

    @cached_property
    def alike(self) -> Mapping[tuple[str, str], float]:
        """How alike segments are."""
        return likeness(self.templates, self.graph)

    def read(self, view: ChainView, place: str, *, as_of: date | None = None) -> ChainDays:
        """Return a chain in a place on all its days; with ``as_of`` that is one of them, at which the page opens."""
        rim = self._rim(view)
        days = self._days(view, place, as_of)
        last = max(days, default=None)
        stops = [self._stop(view, place, rim, day, is_last=day == last) for day in days] or [
            self._stop(view, place, rim, None, is_last=True)
        ]
        kept = [
            stop
            for number, stop in enumerate(stops)
            if number in {0, len(stops) - 1} or stop.day == str(as_of) or _differ(stops[number - 1], stop)
        ]
        issued = [one.issued for one in self.book.sources.documents.values() if one.issued]
        told = [stop for stop in kept if not issued or stop.day <= str(max(issued))] or kept
        opened = next((stop for stop in kept if stop.day == str(as_of)), told[-1])
        return ChainDays(view, self.graph, rim, kept, opened)

    def whole(self, stop: Stop) -> Scene:
        """Return the scene of a stop with what is known of all segments, as the ranking of gaps needs it."""
        scene = stop.scene
        facts = known_of(scene.city, self.graph)
        return Scene(scene.book, scene.templates, scene.city, scene.view, scene.graph, facts)

    def _stop(self, view: ChainView, place: str, rim: Sequence[Rim], day: date | None, *, is_last: bool) -> Stop:
        city = self._city(place, None if is_last else day)
        beside = sorted({one.segment for one in rim})
        scene = Scene(self.book, self.templates, city, view, self.graph, known_of(city, (*view.segments, *beside)))
        alone: nx.DiGraph[str] = nx.DiGraph()
        alone.add_nodes_from(beside)
        states = {one.segment: one for one in judge_segments(scene.in_view, scene.facts)}
        outside = {one.segment: one for one in judge_segments(alone, scene.facts)}
        return Stop(day.isoformat() if day else "", scene, states, outside)

    def _city(self, place: str, day: date | None) -> CityFacts:
        key = (place, day)
        if key not in self._cities:
            if place not in self._near:
                self._near[place] = things_of_city(self.book, place)
            self._cities[key] = read_city(self.book, place, as_of=day, near=self._near[place])
        return self._cities[key]

    def _rim(self, view: ChainView) -> list[Rim]:
        inside = set(view.segments)
        sides: tuple[tuple[str, Iterable[str]], ...] = (
            ("in", (one for segment in view.segments for one in self.graph.pred[segment])),
            ("out", (one for segment in view.segments for one in self.graph.succ[segment])),
        )
        return [
            Rim(side, segment, next(iter(self.templates.templates_of(segment)), ""))
            for side, found in sides
            for segment in sorted(set(found) - inside)
        ]

    def _days(self, view: ChainView, place: str, as_of: date | None) -> list[date]:
        """Return the days on which something about the chain became known or ended, the busiest if there are many."""
        city, book = self._city(place, None), self.book
        said: dict[str, None] = dict.fromkeys(book.said_of.get(view.key, ()))
        for segment in view.segments:
            links = city.links.get(segment, ())
            said |= dict.fromkeys(link.statement for link in links)
            stated = (*city.stated.get(segment, ()), *city.ended.get(segment, ()))
            said |= dict.fromkeys(one.statement for one in stated)
            for thing in dict.fromkeys(link.thing for link in links):
                said |= dict.fromkeys(title.statement for title in city.titles.get(thing, ()))
                said |= dict.fromkeys(
                    one for one in book.said_of.get(thing, ()) if book.statements[one].kind == "ProjectStatus"
                )
        busy: Counter[date] = Counter()
        for statement in (book.statements[key] for key in said if key in book.statements):
            ends = (statement.since, statement.last + timedelta(days=1) if statement.last else None)
            busy.update(day for day in ends if day is not None)
        if as_of is not None:
            busy[as_of] = len(said) + 1
        if not busy:
            return []
        last = max(busy)
        busiest = sorted(busy, key=lambda day: (-busy[day], day))[:_STOPS]
        return sorted({*busiest[: _STOPS - 1], last})


def _differ(before: Stop, after: Stop) -> bool:
    """Say whether a picture changes from one stop to the next."""
    return any(one != after.states[key] for key, one in before.states.items())
