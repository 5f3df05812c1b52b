"""The page of a city's industrial system: programme, editions, groups, sectors and chains, as of a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chaingraph.facts import SystemFacts
from chaingraph.list_counts import Count, count_history
from chaingraph.networks import bundle_members, system_graph
from chaingraph.systems import SetClaim
from chaingraph.views.describe import Fact, describe_statement
from chaingraph.views.panel import document_data, fact_data, legend_data, question_data
from chaingraph.views.pyvis_page import render_network
from chaingraph.views.shell import Link, Page
from chaingraph.views.system_picture import draw_boxes, draw_edges
from chaingraph.views.system_tables import figure_rows, link_rows, set_rows, thing_rows
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["DRAWN_LIMIT", "render_system", "system_title"]

#: More boxes than this nobody reads, and no browser draws quickly.
DRAWN_LIMIT = 2000

_CLASSES = ("programme", "edition", "earlier", "group", "sector", "chain", "possible", "unnamed", "bundle")
_LINES = {"listed": "relation_listed", "possible": "relation_possible", "change": "relation_change"}
#: Which question a statement answers.
_QUESTION_OF = {
    "SectorEntry": "system-sectors",
    "ChainEntry": "system-chains",
    "MemberSetClaim": "system-sets",
    "EditionChange": "system-changes",
    "ChainOwnership": "system-owners",
    "ChiefHolding": "system-chiefs",
    "Observation": "system-figures",
    "Target": "system-figures",
}


def system_title(facts: SystemFacts, lang: str) -> str:
    """Return the heading of the page."""
    return words_of(lang)["system_title"].format(city=facts.system.city_name.show(lang))


def render_system(
    facts: SystemFacts,
    *,
    lang: str = "zh",
    as_of: date | None = None,
    name: str = "system.html",
    navigation: Sequence[Link] = (),
    in_site: bool = False,
    limit: int = DRAWN_LIMIT,
) -> bytes:
    """Return the page of a city's system as UTF-8 bytes.

    Parameters
    ----------
    facts
        The rows of the city's system.
    lang
        "zh" or "en".
    as_of
        The day that the page opens at; the last day that anything in it is from, if not given. Every other day of its
        history can be chosen in the page.
    name, navigation, in_site
        The page's own file name, its way to other pages, and whether it shares a folder with those of all things.
    limit
        Above this number of boxes the members of each list are drawn as one.
    """
    words = words_of(lang)
    full = system_graph(facts.system)
    graph = bundle_members(full, limit=limit)
    boxes, placed = draw_boxes(facts, graph, lang)
    used = _used_documents(facts)
    stops = _stops(facts, graph, used, as_of)
    chosen = as_of.isoformat() if as_of else (stops[-1] if stops else "")
    shows = words["shows"].format(city=facts.system.city_name.show(lang))
    page = Page(name, lang, system_title(facts, lang), shows, chosen, navigation, in_site=in_site)
    told = _Told(facts, page)
    titles = told.facts([*facts.owners, *facts.chiefs])
    changes = told.facts(one.statement for one in facts.system.changes)
    overview = [claim.statement for claim in _beside(facts)]
    overview += [fact.statement for fact in (*titles, *changes)]
    city = facts.system.city.rsplit(":", 1)[-1]
    content: dict[str, object] = {
        "view": {
            "asOf": chosen,
            "stops": stops,
            "details": _details(facts, graph, told),
            "overview": told.data(overview),
            "documents": document_data(used, facts.sources, page),
            "questions": question_data(facts.questions, f" --city {city}", page),
            "filter": {
                "key": "edition",
                "word": words["edition"],
                "options": [
                    {"key": edition.key, "title": edition.name.show(lang)}
                    for edition in sorted(facts.system.editions, key=lambda one: (one.since or date.min, one.key))
                ],
            },
            "membership": _membership(graph),
            "file": city,
            **legend_data(_CLASSES, _LINES, lang),
        },
        "things": thing_rows(facts, graph, placed, lang),
        "links": link_rows(facts, graph, lang),
        "figures": figure_rows(facts, lang),
        "sets": set_rows(facts, lang),
        "titles": titles,
        "changes": changes,
        "documents": [facts.sources.documents[key] for key in used],
        "bundled": words["bundled"].format(limit=limit) if graph is not full else "",
    }
    return render_network(page, boxes, draw_edges(graph, lang), placed, template="system.html.j2", content=content)


class _Told:
    """The statements of a page put into words, each once, and as data for the panel."""

    def __init__(self, facts: SystemFacts, page: Page) -> None:
        self.book, self.page = facts.book, page
        self._facts: dict[str, Fact] = {}

    def facts(self, statements: Iterable[str]) -> list[Fact]:
        """Return what statements say; one that isn't in the book is left out."""
        known = [key for key in statements if key in self.book.statements]
        for key in known:
            if key not in self._facts:
                self._facts[key] = describe_statement(self.book.statements[key], self.book, self.page.lang)
        return [self._facts[key] for key in known]

    def data(self, statements: Iterable[str]) -> list[dict[str, object]]:
        """Return statements for the panel, with the question that each answers."""
        return [fact_data(fact, _QUESTION_OF.get(fact.kind, ""), self.page) for fact in self.facts(statements)]


def _used_documents(facts: SystemFacts) -> list[str]:
    """Return the keys of the documents that the page cites, newest first."""
    system = facts.system
    stated = [one.statement for one in system.entries] + [one.statement for one in system.claims]
    stated += [one.statement for one in system.changes] + [one.statement for one in facts.figures]
    stated += [*facts.owners, *facts.chiefs]
    cited = {place.document for one in stated for place in facts.sources.places.get(one, ())}
    return [key for key in facts.sources.documents if key in cited]


def _stops(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", used: Sequence[str], as_of: date | None) -> list[str]:
    """Return the days at which the picture changes, and the last day that anything is from."""
    spans = [span for _, data in graph.nodes(data=True) for span in data["spans"]]
    spans += [span for *_, data in graph.edges(data=True) for span in data["spans"]]
    days = {span.since for span in spans if span.since}
    issued = {facts.sources.documents[key].issued for key in used}
    last = days | {day for day in issued if day}
    if last:
        days.add(max(last))
    if as_of:
        days.add(as_of)
    return [day.isoformat() for day in sorted(days)]


def _details(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", told: _Told) -> dict[str, dict[str, object]]:
    """Return what the panel says about each box: its names, and the statements on its own lines and about it."""
    lang = told.page.lang
    claims: dict[str, list[str]] = {}
    for claim in facts.system.claims:
        for key in claim.within:
            claims.setdefault(key, []).append(claim.statement)
    history = count_history(facts.system)
    other = "en" if lang == "zh" else "zh"
    details: dict[str, dict[str, object]] = {}
    for key, data in graph.nodes(data=True):
        title = data["name"].show(lang)
        is_thing = data["kind"] not in {"unnamed", "bundle"}
        details[key] = {
            "title": title,
            "other": data["name"].show(other) if data["name"].show(other) != title else "",
            "aliases": list(facts.system.aliases.get(key, ())),
            "code": key if is_thing else "",
            "href": told.page.href(key if is_thing else ""),
            "facts": told.data(_statements_about(graph, key, claims)),
            "counts": [
                (span.since.isoformat() if span.since else None, *_counted(one.count))
                for span, one in history.get(key, ())
            ],
        }
    return details


def _counted(count: Count) -> tuple[int | None, int, int, int | None]:
    return (count.stated, count.confirmed, count.possible, count.unknown)


def _statements_about(graph: "nx.MultiDiGraph[str]", key: str, claims: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the statements about a box and on its lines; a programme's are those of its editions."""
    keys = [key, *graph.successors(key)] if graph.nodes[key]["kind"] == "programme" else [key]
    stated: dict[str, None] = {}
    for one in keys:
        stated |= dict.fromkeys(claims.get(one, ()))
    for one in keys:
        for *_, edge in (*graph.in_edges(one, data=True), *graph.out_edges(one, data=True)):
            stated |= dict.fromkeys(edge["statements"])
    return list(stated)


def _beside(facts: SystemFacts) -> list[SetClaim]:
    """Return the stated lists that are no part of the system's own, chain owners first, then the newest first."""
    drawn = {one.key for one in facts.system.editions} | {one.key for one in facts.system.groups}
    beside = [claim for claim in facts.system.claims if not drawn.intersection(claim.within)]
    beside.sort(key=lambda claim: claim.since or date.min, reverse=True)
    beside.sort(key=lambda claim: ("role-chain-owner" not in claim.conditions, facts.system.city not in claim.within))
    return beside


def _membership(graph: "nx.MultiDiGraph[str]") -> dict[str, list[str]]:
    """Return for each box the editions that it belongs to, for the filter by edition."""
    editions: dict[str, set[str]] = {key: set() for key in graph}
    for edition in (key for key, data in graph.nodes(data=True) if data["kind"] == "edition"):
        reached = {edition, *graph.predecessors(edition)}
        for child in graph.successors(edition):
            reached.add(child)
            if graph.nodes[child]["kind"] == "group":
                reached.update(graph.successors(child))
        for key in reached:
            editions[key].add(edition)
    return {key: sorted(found) for key, found in editions.items()}
