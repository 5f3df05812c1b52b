"""Read the chain templates: which segments a chain has, what feeds what, and what a city's chain corresponds to."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.feeds import NEEDS
from chaingraph.answers import ask
from chaingraph.errors import UndrawnError, UnknownNameError, did_you_mean
from chaingraph.facts import Book, Thing
from chaingraph.naming import Name
from chaingraph.place_tree import places_within
from chaingraph.readings.city import programme_cities

__all__ = ["ChainView", "Industry", "Input", "Match", "Templates", "find_view", "read_templates", "segment_network"]


@dataclass(frozen=True, order=True)
class Input:
    """The judgement that ``source`` feeds ``target`` with ``product``, needed so much; who judged, when and why."""

    source: str
    target: str
    product: str
    need: str
    judgement: str
    reason: str = ""
    editor: str = ""
    judged_on: str = ""


@dataclass(frozen=True)
class Industry:
    """A class of industry: its code and the classification that it belongs to (``gbt4754-2017``, ``sei-2018``)."""

    key: str
    name: Name
    code: str
    classification: str


@dataclass(frozen=True, order=True)
class Match:
    """The judgement that a chain or sector corresponds to a template: ``kind`` says how wide it is beside it.

    ``only`` are the segments that it is confined to; none means all.
    """

    subject: str
    template: str
    kind: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Templates:
    """All chain templates of a store.

    Attributes
    ----------
    names
        Of templates, segments and products.
    segments
        The segments of each template.
    inputs
        What feeds what.
    codes
        The industry classes of each segment.
    industries
        The classes by key.
    matches
        What chains and sectors correspond to.
    lanes
        The lane of each segment for which a judge states one.
    """

    names: Mapping[str, Name] = field(default_factory=dict)
    segments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: tuple[Input, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    industries: Mapping[str, Industry] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    lanes: Mapping[str, str] = field(default_factory=dict)

    def templates_of(self, segment: str) -> tuple[str, ...]:
        """Return the templates that draw a segment, in order."""
        return tuple(template for template, segments in self.segments.items() if segment in segments)


@dataclass(frozen=True)
class ChainView:
    """The chain in view: what was asked for (a chain, a sector or a template), and the segments that it stands for."""

    key: str
    name: Name
    templates: tuple[str, ...]
    segments: tuple[str, ...]


def read_templates(store: Store) -> Templates:
    """Return all chain templates."""
    names: dict[str, Name] = {}
    segments: dict[str, dict[str, None]] = {}
    lanes: dict[str, str] = {}
    for row in ask(store, "template-segments"):
        template, segment = row.key("template"), row.key("segment")
        segments.setdefault(template, {})[segment] = None
        names |= {template: row.name("template"), segment: row.name("segment")}
        if row.text("lane"):
            lanes.setdefault(segment, row.local("lane").removeprefix("lane-"))
    inputs: dict[tuple[str, ...], Input] = {}
    for row in ask(store, "feeds-of"):
        names |= {row.key(one): row.name(one) for one in ("from", "to", "product") if row.text(one)}
        need = row.local("need").removeprefix("need-") or "replaceable"
        said = (row.key("from"), row.key("to"), row.key("product"), need, row.key("judgement"))
        # A judgement with its reason in two languages has two rows.
        inputs.setdefault(said, Input(*said, row.text("reason"), row.text("editor"), row.text("judgedOn")))
    codes: dict[str, list[str]] = {}
    industries: dict[str, Industry] = {}
    for row in ask(store, "segment-industries"):
        key = row.key("industry")
        classification = row.local("classification").removeprefix("classification-")
        industries[key] = Industry(key, row.name("industry"), row.text("code"), classification)
        codes.setdefault(row.key("segment"), []).append(key)
    only: dict[tuple[str, str, str], list[str]] = {}
    for row in ask(store, "template-matches"):
        match = (row.key("subject"), row.key("template"), row.local("match").removeprefix("match-"))
        only.setdefault(match, []).extend([row.key("only")] if row.text("only") else [])
    return Templates(
        names,
        {template: tuple(found) for template, found in sorted(segments.items())},
        tuple(sorted(inputs.values())),
        {segment: tuple(dict.fromkeys(found)) for segment, found in codes.items()},
        industries,
        tuple(sorted(Match(*match, tuple(sorted(found))) for match, found in only.items())),
        lanes,
    )


def segment_network(templates: Templates, segments: Collection[str] | None = None) -> "nx.DiGraph[str]":
    """Return what feeds what, among all segments or some: see `chaingraph.analyses.feeds` for what it carries.

    Several products from one segment to another make one edge with the greatest need among them.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    every = dict.fromkeys(segment for found in templates.segments.values() for segment in found)
    graph.add_nodes_from(sorted(every if segments is None else segments))
    nx.set_node_attributes(
        graph, {segment: lane for segment, lane in templates.lanes.items() if segment in graph}, "lane"
    )
    for one in templates.inputs:
        if segments is not None and not (one.source in graph and one.target in graph):
            continue
        before = graph.get_edge_data(one.source, one.target) or {"need": NEEDS[-1], "products": ()}
        products = (*before["products"], *([one.product] if one.product else []))
        need = min(before["need"], one.need, key=NEEDS.index)
        graph.add_edge(one.source, one.target, need=need, products=tuple(dict.fromkeys(products)))
    return graph


def find_view(book: Book, templates: Templates, name: str | None, *, city: str | None = None) -> ChainView:
    """Return the chain that a person means.

    With a city its chains go first, then templates and sectors, then chains elsewhere. Without one, chains go first:
    those of the place with most programmes, then any.

    Parameters
    ----------
    book, templates
        What the store holds.
    name
        A key (``chain:dezhou-fine-chemicals``, ``fine-chemicals``), or any label, whole before part; None for
        everything.
    city
        The key of the city that is asked about, if one is.

    Raises
    ------
    UnknownNameError
        Nothing or more than one thing of a kind bears the name, or no template draws it.
    """
    if name is None:
        every = sorted({segment for found in templates.segments.values() for segment in found})
        return ChainView("", Name("全部产业链", "All chains"), tuple(templates.segments), tuple(every))
    subject = _subject(book, templates, name, city)
    if subject.key in templates.segments:
        return ChainView(subject.key, subject.name, (subject.key,), templates.segments[subject.key])
    matches = [one for one in templates.matches if one.subject == subject.key]
    if not matches:
        drawn = {one.subject for one in templates.matches}
        known = sorted(book.name(key).zh for key in drawn if key in book.things)
        hint = did_you_mean(subject.name.zh, known) or (
            "; 'chaingraph query template-matches' lists those drawn; for a chain of your lists name a template in the "
            "column 参照模板, or declare its segments on the sheet 环节, and ingest again"
        )
        raise UndrawnError(f"no chain template draws '{subject.name.zh}'{hint}", subject.key)
    segments = {segment for match in matches for segment in (match.only or templates.segments.get(match.template, ()))}
    return ChainView(
        subject.key, subject.name, tuple(sorted({one.template for one in matches})), tuple(sorted(segments))
    )


def _subject(book: Book, templates: Templates, name: str, city: str | None) -> Thing:
    """Return the chain, template or sector that bears a name."""
    ranked = list(_ranks(book, templates, city))
    for is_borne in (_is_key, _is_label, _is_part):
        for things in ranked:
            found = [thing for thing in things if is_borne(thing, name)]
            if len(found) > 1:
                listed = ", ".join(f"{thing.key} ({thing.name.zh})" for thing in found[:5])
                raise UnknownNameError(f"'{name}' may be {listed}; give the key, or --city")
            if found:
                return found[0]
    known = [text for things in ranked for thing in things for text in (thing.name.zh, thing.name.en) if text]
    hint = did_you_mean(name, known) or "; 'chaingraph query template-matches' lists what may be asked for"
    segments = [thing for thing in book.things.values() if thing.kind == "Segment"]
    if any(_is_key(one, name) or _is_label(one, name) for one in segments):
        hint = "; it is a segment: name a chain, or use 'chaingraph analyze shock' for a segment"
    raise UnknownNameError(f"no chain, template or sector is called '{name}'{hint}")


def _ranks(book: Book, templates: Templates, city: str | None) -> Iterator[list[Thing]]:
    matched = {one.subject for one in templates.matches}
    place = city or next(iter(programme_cities(book)), None)
    inside = places_within(book, place) if place else frozenset()
    chains = [thing for thing in book.things.values() if thing.kind == "Chain"]
    here = [thing for thing in chains if any(value in inside for name, value in thing.identity if name == "cg:area")]
    elsewhere = [thing for thing in chains if thing not in here]
    yield [thing for thing in here if thing.key in matched]
    if city is None:
        yield [thing for thing in elsewhere if thing.key in matched]
    yield [thing for thing in book.things.values() if thing.key in templates.segments]
    yield [thing for thing in book.things.values() if thing.kind == "Sector" and thing.key in matched]
    yield elsewhere
    yield here


def _is_key(thing: Thing, name: str) -> bool:
    return name in {thing.key, thing.key.partition(":")[2]}


def _is_label(thing: Thing, name: str) -> bool:
    return _fold(name) in set(_labels(thing))


def _is_part(thing: Thing, name: str) -> bool:
    return bool(_fold(name)) and any(_fold(name) in label for label in _labels(thing))


def _labels(thing: Thing) -> Iterable[str]:
    return (_fold(text) for text in (thing.name.zh, thing.name.en, *thing.aliases))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
