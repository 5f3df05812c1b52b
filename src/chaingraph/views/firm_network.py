"""The network around one firm: what it takes part in, where it is, what it is titled, and who is there with it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from chaingraph.facts import Book, Statement
from chaingraph.naming import Name
from chaingraph.networks import Tie, tie_graph
from chaingraph.readings.templates import Templates
from chaingraph.systems import Span
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["KINDS", "LANE_OF", "firm_graph"]

#: The classes of boxes, in the order of the legend.
KINDS = (
    "subject",
    "site",
    "honour",
    "supplier",
    "segment",
    "chain",
    "cluster",
    "park",
    "project",
    "platform",
    "customer",
    "enterprise",
    "institution",
    "template",
    "sector",
    "possible",
    "bundle",
)
LANE_OF: Mapping[str, str] = {"site": "beside", "honour": "beside", "supplier": "beside", "subject": "firm"}
_KIND_OF: Mapping[str, str] = {
    "Segment": "segment",
    "Chain": "chain",
    "Sector": "sector",
    "Cluster": "cluster",
    "Park": "park",
    "Project": "project",
    "Platform": "platform",
    "Enterprise": "enterprise",
    "Institution": "institution",
    "GovernmentBody": "institution",
}
#: What a firm shares with others: they are shown with it. A chain has a picture of its own.
_SHARED = ("segment", "cluster", "park", "project", "platform")
_Found = tuple[Tie, str, str, Name]


def firm_graph(book: Book, templates: Templates, firm: str) -> "nx.MultiDiGraph[str]":
    """Return the graph of a firm's surroundings.

    Nodes have ``kind``, ``name``, ``spans`` and ``hop`` (0, 1, 2); lines lead from left to right, and are as in
    :func:`chaingraph.networks.tie_graph`. That a segment is drawn by a template is a line without statements.
    """
    nodes: dict[str, tuple[str, Name]] = {firm: ("subject", book.name(firm))}
    hops = {firm: 0}
    ties: list[Tie] = []
    for statement in (book.statements[key] for key in book.said_of.get(firm, ())):
        for tie, key, kind, name in _direct(book, firm, statement):
            ties.append(tie)
            nodes.setdefault(key, (kind, name))
            hops.setdefault(key, 1)
    for near in sorted(key for key in nodes if nodes[key][0] in _SHARED):
        for tie, key, kind, name in _beyond(book, templates, near, nodes[near][0]):
            if key == firm or hops.get(key) == 1:
                continue
            ties.append(tie)
            nodes.setdefault(key, (kind, name))
            hops.setdefault(key, 2)
    graph = tie_graph(nodes, ties)
    for key in graph:
        graph.nodes[key]["hop"] = hops[key]
    graph.nodes[firm]["spans"] = (Span(None, None), *graph.nodes[firm]["spans"])
    return graph


def _span(statement: Statement) -> Span:
    return Span(statement.since, statement.last + timedelta(days=1) if statement.last else None)


def _word(key: str) -> Name:
    return Name(words_of("zh")[key], words_of("en")[key])


def _kind(book: Book, key: str) -> str:
    return _KIND_OF.get(book.things[key].kind, "") if key in book.things else ""


def _label(book: Book, statement: Statement, name: str, otherwise: str) -> Name:
    return book.name(statement.first(name)) if statement.first(name) else _word(otherwise)


def _direct(book: Book, firm: str, statement: Statement) -> Iterator[_Found]:
    """Yield what one statement ties the firm to."""

    def tie(key: str, relation: str, label: Name, kind: str) -> _Found:
        is_left = LANE_OF.get(kind) == "beside"
        ends = (key, firm) if is_left else (firm, key)
        return Tie(*ends, relation, statement.key, _span(statement), label), key, kind, book.name(key)

    values = statement.values
    match statement.kind:
        case "Participation":
            for key in _joined(book, firm, statement):
                yield tie(key, "part", _label(book, statement, "role", "takes_part"), _kind(book, key))
        case "ChainOwnership":
            for key in values.get("chain", ("scheme:role-chain-owner",)):
                yield tie(key, "owner", _word("relation_owner"), _kind(book, key) or "honour")
        case "Siting":
            for key in values.get("area", ()):
                yield tie(key, "part", _word("sited_in"), "site")
        case "DesignationAward" if statement.first("recipient") == firm:
            yield tie(statement.first("scheme"), "part", _label(book, statement, "tier", "awarded"), "honour")
        case "SupplyLink":
            other = "customer" if statement.first("supplier") == firm else "supplier"
            yield tie(statement.first(other), "part", _word("sells_to"), other)
        case "MemberSetClaim":
            relation = "possible" if firm in values.get("possibleMember", ()) else "member"
            for key in _listing(book, statement):
                yield tie(key, relation, _word(f"relation_{relation}"), _kind(book, key))


def _joined(book: Book, firm: str, statement: Statement) -> list[str]:
    """Return what a participation joins the firm with, as far as it is drawn."""
    both = (*statement.values.get("participatesIn", ()), *statement.values.get("participant", ()))
    return [key for key in both if key != firm and _kind(book, key)]


def _listing(book: Book, statement: Statement) -> list[str]:
    """Return the chains, clusters and parks whose list a statement gives."""
    return [key for key in statement.values.get("within", ()) if _kind(book, key) in {"chain", "cluster", "park"}]


def _beyond(book: Book, templates: Templates, near: str, kind: str) -> Iterator[_Found]:
    """Yield who else is in what the firm takes part in, and what that belongs to."""
    for statement in (book.statements[key] for key in book.said_of.get(near, ())):
        if statement.kind != "Participation" or statement.first("reviewStatus").endswith("review-disputed"):
            continue
        for key in (*statement.values.get("participant", ()), *statement.values.get("participatesIn", ())):
            found = _kind(book, key)
            if key == near or not found:
                continue
            label = _label(book, statement, "role", "takes_part")
            yield Tie(near, key, "part", statement.key, _span(statement), label), key, found, book.name(key)
    if kind == "segment":
        for template in templates.templates_of(near):
            tie = Tie(near, template, "through", "", Span(None, None), _word("template"))
            yield tie, template, "template", book.name(template)
