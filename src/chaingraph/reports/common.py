"""What reports share: things and citations as cells, and the segments of a chain with what a place has in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.structure import SegmentFacts
from chaingraph.book import read_book
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.progress import step
from chaingraph.readings.city import CityFacts, Title, find_place, read_city
from chaingraph.readings.templates import ChainView, Templates, find_view, read_templates, segment_network
from chaingraph.report import Citation, Column, Thing

__all__ = [
    "LANES",
    "NEEDS",
    "STATES",
    "Scene",
    "cite",
    "column",
    "is_high_title",
    "known_of",
    "open_scene",
    "place_of_view",
    "things",
    "undated_lead",
    "without_support",
]

STATES: Mapping[str, Name] = {
    "strong": Name("强", "strong"),
    "thin": Name("具备（未见更强）", "thin as far as known"),
    "absent": Name("确认缺失", "confirmed absent"),
    "unknown": Name("未知", "unknown"),
}
NEEDS: Mapping[str, Name] = {
    "essential": Name("必需", "essential"),
    "replaceable": Name("可替代", "replaceable"),
    "supporting": Name("配套", "supporting"),
}
LANES: Mapping[str, Name] = {
    "upstream": Name("上游", "upstream"),
    "midstream": Name("中游", "midstream"),
    "downstream": Name("下游", "downstream"),
    "standalone": Name("独立", "standalone"),
}
_RUNNING = frozenset({"in-production", "trial-production", "completed"})
_HIGH_TIERS = frozenset({"tier-national", "tier-provincial", *(f"tier-star-{number}" for number in range(1, 6))})
_PRODUCERS = ("Enterprise",)
_SITES = ("Cluster", "Park")


@dataclass(frozen=True)
class Scene:
    """A chain in a place on a day: what is asked for, and what is known of it.

    ``graph`` is what feeds what among all segments of all templates; ``view`` says which are in view.
    """

    book: Book
    templates: Templates
    city: CityFacts
    view: ChainView
    graph: "nx.DiGraph[str]"
    facts: Mapping[str, SegmentFacts]

    @property
    def in_view(self) -> "nx.DiGraph[str]":
        """What feeds what among the segments in view."""
        return self.graph.subgraph(self.view.segments).copy()

    @property
    def heading(self) -> Name:
        """The chain, the place and the day, for titles."""
        day = self.city.as_of.isoformat() if self.city.as_of else ""
        zh, en = (f"，截至{day}", f", as of {day}") if day else ("", "")
        chain, place = self.view.name, self.city.name
        return Name(f"{chain.show('zh')}（{place.show('zh')}{zh}）", f"{chain.show('en')} ({place.show('en')}{en})")


def open_scene(store: Store, *, chain: str | None = None, city: str | None = None, as_of: date | None = None) -> Scene:
    """Read a chain in a place.

    Parameters
    ----------
    store
        What is asked.
    chain
        The chain, sector or template, by key or name; all segments for None.
    city
        The place; for None that of the chain, or else the first city that has a system.
    as_of
        The day by which all must be stated; None for all.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or a chain that no template draws.
    """
    book = read_book(store)
    with step("汇集各环节所知", "gathering what is known of segments"):
        templates = read_templates(store)
        place = find_place(book, city) if city else None
        view = find_view(book, templates, chain, city=place)
        facts = read_city(book, place or place_of_view(book, view), as_of=as_of)
        graph = segment_network(templates)
        return Scene(book, templates, facts, view, graph, known_of(facts, graph))


def known_of(city: CityFacts, segments: Iterable[str]) -> dict[str, SegmentFacts]:
    """Return what is known of each segment in a place, as `chaingraph.analyses.structure` judges it."""
    spans = Counter(link.thing for links in city.links.values() for link in {one.thing: one for one in links}.values())
    return {segment: _facts_of(city, segment, spans) for segment in segments}


def _facts_of(city: CityFacts, segment: str, spans: Mapping[str, int]) -> SegmentFacts:
    firms, sites = city.linked(segment, *_PRODUCERS), city.linked(segment, *_SITES)
    projects = city.linked(segment, "Project")
    running = [one for one in projects if city.phases.get(one, ("", ""))[0] in _RUNNING]
    return SegmentFacts(
        firms=firms,
        sites=sites,
        running=running,
        planned=[
            *(one for one in projects if one not in running),
            *city.prospective(segment, *_PRODUCERS, *_SITES, "Project"),
        ],
        titled=[
            one
            for one in (*firms, *(site for site in sites if spans[site] == 1))
            if any(is_high_title(title) for title in city.titles.get(one, ()))
        ],
        stated=[one.state for one in city.stated.get(segment, ())],
    )


def is_high_title(title: Title) -> bool:
    """Say whether a title is the chain owner's or one of the nation's or province's; a city's own lists don't count."""
    return title.scheme.endswith("role-chain-owner") or title.tier.rpartition(":")[2] in _HIGH_TIERS


def things(book: Book, keys: Iterable[str]) -> tuple[Thing, ...]:
    """Return things as cells, in the order given."""
    return tuple(Thing(key, book.name(key)) for key in keys)


def cite(book: Book, statements: Iterable[str]) -> tuple[Citation, ...]:
    """Return where statements stand, the newest document first; each place once."""
    found: dict[tuple[str, int | None, int | None], Citation] = {}
    for statement in statements:
        for place in book.sources.places.get(statement, ()):
            document = book.sources.documents.get(place.document)
            title = (document.title or document.name.show("zh")) if document else place.document
            citation = Citation(
                statement,
                place.document,
                title,
                document.issued if document else None,
                place.start,
                place.end,
                is_judgement=statement.startswith("segment-link:"),
            )
            found.setdefault((place.document, place.start, place.end), citation)
    return tuple(sorted(found.values(), key=_newest))


def undated_lead(scene: Scene) -> list[Name]:
    """Return, where a day is asked for, how many links count on it only for having no day of their own."""
    number = scene.city.undated if scene.city.as_of else 0
    if not number:
        return []
    return [
        Name(
            f"{number}条事物与环节的对应没有日期，任何日期都计入。",
            f"Links of things to segments without a day, which count on every day: {number}.",
        )
    ]


def without_support(graph: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
    """Return the feeds that go into what is made: that two segments buy software or freight doesn't make them alike."""
    return graph.edge_subgraph([edge for edge in graph.edges if graph.edges[edge]["need"] != "supporting"]).copy()


def column(key: str, zh: str, en: str) -> Column:
    """Return a column with its heading in both languages."""
    return Column(key, Name(zh, en))


def _newest(citation: Citation) -> tuple[int, str, int]:
    day = citation.issued.toordinal() if citation.issued else 0
    return (-day, citation.document, citation.start or 0)


def place_of_view(book: Book, view: ChainView) -> str:
    """Return the place that a chain is of: its area, or else the first city that has a system."""
    thing = book.things.get(view.key)
    area = next((value for name, value in thing.identity if name == "cg:area"), None) if thing else None
    return area or find_place(book, None)
