"""The chain that a pack is of: its segments, who and what belongs to it and why, and the day it is of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Store

from chaingraph.errors import UndrawnError
from chaingraph.facts import Book, Statement
from chaingraph.naming import Name
from chaingraph.readings.city import find_place, read_city
from chaingraph.readings.templates import ChainView, read_templates, segment_network
from chaingraph.report import Report
from chaingraph.reports.common import Scene, known_of, open_scene
from chaingraph.reports.conflicts import report_conflicts
from chaingraph.reports.gaps import GapOptions, gaps_of, rank_segments
from chaingraph.reports.structure import structure_of

__all__ = ["Case", "Tie", "open_case"]

#: Statements that tie a thing to a chain: the kind, the property of the chain, the property of the thing.
_TIES = {
    "Participation": ("participatesIn", "participant"),
    "ChainOwnership": ("chain", "owner"),
}
_THROUGH = ("park:", "cluster:", "project:", "platform:")
_EVERY_GAP = 1000


@dataclass(frozen=True)
class Tie:
    """Why a thing stands in a pack.

    ``how`` is ``stated`` (a source names it with the chain), ``segment`` (it is linked to a segment) or ``through`` (a
    firm of the chain is in it); ``statements`` say so.
    """

    how: str
    statements: tuple[str, ...]
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A chain in a place, as of a day, with what belongs to it.

    Attributes
    ----------
    scene
        The segments of the chain and what the place has in them.
    day
        The day that the pack is of: the one asked for, or that of the newest document.
    as_of
        The day asked for; None for all that is stated.
    subjects
        The chain itself, and sectors that the same template draws exactly.
    ties
        Who and what belongs to the chain, by key.
    statements
        All that is stated by the day.
    structure, gaps, conflicts
        The reports; no structure and gaps where no template draws the chain.
    """

    scene: Scene
    day: date | None
    as_of: date | None
    subjects: frozenset[str] = frozenset()
    ties: Mapping[str, Tie] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    structure: Report | None = None
    gaps: Report | None = None
    conflicts: Report | None = None

    @property
    def book(self) -> Book:
        """All that the store holds."""
        return self.scene.book

    @property
    def key(self) -> str:
        """The key of the chain, sector or template."""
        return self.scene.view.key

    @property
    def name(self) -> Name:
        """What the chain is called."""
        return self.scene.view.name

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the things of some kinds that belong to the chain: those that a source names with it first."""
        order = {"stated": 0, "segment": 1, "through": 2}
        found = [key for key in self.ties if self.kind(key) in kinds]
        return sorted(found, key=lambda key: (kinds.index(self.kind(key)), order[self.ties[key].how], key))

    def kind(self, key: str) -> str:
        """Return the class of a thing."""
        thing = self.book.things.get(key)
        return thing.kind if thing else ""

    def segments_of(self, key: str) -> tuple[str, ...]:
        """Return the segments of the chain that a thing is linked to."""
        links = self.scene.city.links
        return tuple(one for one in self.scene.view.segments if any(link.thing == key for link in links.get(one, ())))

    def named(self, kind: str, name: str, key: str) -> Iterator[Statement]:
        """Yield the statements of a kind that hold ``key`` under a property."""
        return (one for one in self.statements if one.kind == kind and key in one.values.get(name, ()))


def open_case(store: Store, chain: str, *, city: str | None = None, as_of: date | None = None) -> Case:
    """Read all that a pack of a chain tells.

    Parameters
    ----------
    store
        What is asked.
    chain
        The chain (or a sector or template), by key or name.
    city
        The place; that of the chain for None.
    as_of
        The day by which all must be stated; None for all.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear.
    """
    scene = _open(store, chain, city, as_of)
    book = scene.book
    stated = tuple(one for one in book.statements.values() if as_of is None or (one.is_by(as_of) and one.holds(as_of)))
    day = as_of or max((one.issued for one in book.sources.documents.values() if one.issued), default=None)
    drawn = bool(scene.view.segments)
    key, options = scene.view.key, GapOptions(top=_EVERY_GAP)
    return Case(
        scene,
        day,
        as_of,
        frozenset({key, *_sectors(scene)}),
        _ties(scene, key, (one for one in stated if one.holds(day))),
        stated,
        structure_of(scene) if drawn else None,
        gaps_of(scene, rank_segments(scene, options), options) if drawn else None,
        report_conflicts(store, city=scene.city.place, as_of=as_of, every=True),
    )


def _open(store: Store, chain: str, city: str | None, as_of: date | None) -> Scene:
    """Return the scene of a chain; one that no template draws has no segments."""
    try:
        return open_scene(store, chain=chain, city=city, as_of=as_of)
    except UndrawnError as undrawn:
        key = undrawn.key
    scene = open_scene(store, city=city, as_of=as_of)
    book, templates = scene.book, read_templates(store)
    area = next((value for name, value in book.things[key].identity if name == "cg:area"), None)
    place = find_place(book, city or area)
    facts = read_city(book, place, as_of=as_of)
    graph = segment_network(templates)
    view = ChainView(key, book.name(key), (), ())
    return Scene(book, templates, facts, view, graph, known_of(facts, graph))


def _sectors(scene: Scene) -> Iterator[str]:
    """Yield the sectors that correspond exactly to a template to which the chain corresponds exactly."""
    exact = [one for one in scene.templates.matches if one.kind == "exact"]
    mine = {one.template for one in exact if one.subject == scene.view.key}
    for match in exact:
        if match.template in mine and match.subject.startswith("sector:"):
            yield match.subject


def _ties(scene: Scene, chain: str, statements: Iterable[Statement]) -> dict[str, Tie]:
    """Return why each thing belongs to the chain; what a source names with the chain counts as that only."""
    stated: dict[str, list[str]] = {}
    into: dict[str, list[tuple[str, str]]] = {}
    for one in statements:
        chains, thing = _TIES.get(one.kind, ("", ""))
        if chains and chain in one.values.get(chains, ()):
            stated.setdefault(one.first(thing), []).append(one.key)
        if one.kind == "Participation" and one.first("participatesIn").startswith(_THROUGH):
            into.setdefault(one.first("participant"), []).append((one.first("participatesIn"), one.key))
    linked: dict[str, list[str]] = {}
    for segment in scene.view.segments:
        for link in scene.city.links.get(segment, ()):
            linked.setdefault(link.thing, []).append(link.statement)
    ties = {key: Tie("segment", tuple(found)) for key, found in linked.items()}
    ties |= {key: Tie("stated", (*found, *linked.get(key, ()))) for key, found in stated.items()}
    through: dict[str, list[tuple[str, str]]] = {}
    for key in [key for key in ties if key.startswith("enterprise:")]:
        for site, statement in into.get(key, ()):
            if site not in ties:
                through.setdefault(site, []).append((statement, key))
    ties |= {
        site: Tie("through", tuple(one for one, _ in found), tuple(firm for _, firm in found))
        for site, found in through.items()
    }
    return dict(sorted(ties.items()))
