"""The network of one chain: its listings, owners and chiefs, firms, clusters, parks, projects and platforms."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from chaingraph.facts import Book, Statement
from chaingraph.list_counts import Count
from chaingraph.naming import Name
from chaingraph.networks import Tie, clip_span, edition_spans, tie_graph
from chaingraph.systems import Edition, Span
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["KIND_OF", "LANE_OF", "chain_graph"]

#: The kind of box for a class; what isn't here is told in words only.
KIND_OF: Mapping[str, str] = {
    "SystemEdition": "edition",
    "Chain": "chain",
    "Sector": "sector",
    "Post": "chief",
    "Person": "chief",
    "Enterprise": "enterprise",
    "Institution": "institution",
    "GovernmentBody": "institution",
    "Cluster": "cluster",
    "Park": "park",
    "Project": "project",
    "Platform": "platform",
    "Segment": "segment",
}
LANE_OF: Mapping[str, str] = {
    "edition": "edition",
    "subject": "subject",
    "chain": "subject",
    "sector": "subject",
    "chief": "who",
    "enterprise": "who",
    "institution": "who",
    "unnamed": "who",
    "bundle": "who",
    "cluster": "where",
    "park": "where",
    "project": "where",
    "platform": "where",
    "segment": "where",
}
_LANES = ("edition", "subject", "who", "where")


def chain_graph(book: Book, chain: str, editions: Sequence[Edition]) -> "nx.MultiDiGraph[str]":
    """Return the graph edition → chain → who → where, with what takes part in the same things one step further.

    Nodes have ``kind``, ``name``, ``spans``, ``count`` if they stand for members that nobody names, and ``near``
    ("direct": said of the chain itself; "through": only said of something that is); edges are as in
    :func:`chaingraph.networks.tie_graph`.
    """
    spans = edition_spans(editions)
    nodes: dict[str, tuple[str, Name]] = {chain: ("subject", book.name(chain))}
    ties: list[Tie] = []
    for key in book.said_of.get(chain, ()):
        statement = book.statements[key]
        for tie in _direct(book, chain, statement, spans):
            ties.append(tie)
            nodes |= {end: _box(book, end) for end in (tie.source, tie.target) if end not in nodes}
        nodes |= _unnamed(book, chain, statement, ties)
    direct = {key for key, (kind, _) in nodes.items() if kind not in {"unnamed", "subject", "edition"}}
    for tie in _through(book, chain, nodes, direct):
        ties.append(tie)
        nodes |= {end: _box(book, end) for end in (tie.source, tie.target) if end not in nodes}
    graph = tie_graph(nodes, ties)
    for key in graph:
        kind = graph.nodes[key]["kind"]
        if kind == "unnamed":
            graph.nodes[key]["count"] = int(key.rpartition("|")[2])
        graph.nodes[key]["near"] = "direct" if key in direct or kind in {"subject", "edition", "unnamed"} else "through"
    return graph


def _box(book: Book, key: str) -> tuple[str, Name]:
    thing = book.things.get(key)
    return (KIND_OF[thing.kind] if thing else "enterprise", book.name(key))


def _is_drawn(book: Book, key: str) -> bool:
    return key in book.things and book.things[key].kind in KIND_OF


def _span(statement: Statement) -> Span:
    return Span(statement.since, statement.last + timedelta(days=1) if statement.last else None)


def _direct(book: Book, chain: str, statement: Statement, spans: Mapping[str, Span]) -> Iterator[Tie]:
    """Yield the ties of the chain itself in one statement."""
    span = _span(statement)

    def ties(relation: str, name: str, label: Name, *, reverse: bool = False) -> Iterator[Tie]:
        for key in statement.values.get(name, ()):
            if key != chain and _is_drawn(book, key):
                frame = spans.get(key)
                held = clip_span(span, frame) if frame else span
                ends = (key, chain) if reverse else (chain, key)
                yield Tie(*ends, relation, statement.key, held, label)

    kind = statement.kind
    if kind == "ChainEntry":
        yield from ties("listed", "edition", _label(book, statement, "tier", "listed"), reverse=True)
    elif kind == "EditionChange":
        change = book.name(statement.first("changeKind"))
        yield from ties("change", "edition", change, reverse=True)
        after = chain in statement.values.get("changeTo", ())
        yield from ties("change", "changeFrom" if after else "changeTo", change, reverse=after)
    elif kind == "ChainOwnership":
        yield from ties("owner", "owner", _word("relation_owner"))
    elif kind == "ChiefHolding":
        yield from ties("chief", "holder", _label(book, statement, "role", "relation_chief"))
    elif kind == "Participation":
        label = _label(book, statement, "role", "takes_part")
        yield from ties("part", "participant", label)
        yield from ties("part", "participatesIn", label)
    elif kind == "MemberSetClaim" and chain in statement.values.get("within", ()):
        label = book.name(statement.first("condition")) if statement.first("condition") else Name()
        yield from ties("member", "knownMember", label)
        yield from ties("possible", "possibleMember", label)
    elif kind == "MemberSetClaim" and chain in statement.values.get("possibleMember", ()):
        yield from ties("possible", "within", _word("possible"), reverse=True)


def _unnamed(book: Book, chain: str, statement: Statement, ties: list[Tie]) -> dict[str, tuple[str, Name]]:
    """Return a box for the members of a stated list of the chain that nothing names."""
    if statement.kind != "MemberSetClaim" or chain not in statement.values.get("within", ()):
        return {}
    stated = statement.first("statedCount")
    known = len(statement.values.get("knownMember", ()))
    unknown = Count(int(stated) if stated else None, known, 0).unknown
    if not unknown:
        return {}
    key = f"unnamed:{statement.key}|{unknown}"
    label = _label(book, statement, "condition", "stated")
    ties.append(Tie(chain, key, "unnamed", statement.key, _span(statement), label))
    kind = book.name(statement.first("memberKind"))
    return {key: ("unnamed", kind)}


def _through(book: Book, chain: str, nodes: Mapping[str, tuple[str, Name]], direct: set[str]) -> Iterator[Tie]:
    """Yield what the neighbours of the chain take part in, or who takes part in them, from left to right."""
    for near in sorted(direct):
        for key in book.said_of.get(near, ()):
            statement = book.statements[key]
            if statement.kind != "Participation" or nodes[near][0] in {"chain", "sector"}:
                continue
            ends = (*statement.values.get("participant", ()), *statement.values.get("participatesIn", ()))
            for other in ends:
                if other in {near, chain} or not _is_drawn(book, other) or book.things[other].kind == "Chain":
                    continue
                lanes = [_LANES.index(LANE_OF[_box(book, one)[0]]) for one in (near, other)]
                source, target = (other, near) if lanes[0] > lanes[1] else (near, other)
                yield Tie(
                    source, target, "through", key, _span(statement), _label(book, statement, "role", "takes_part")
                )


def _word(key: str) -> Name:
    return Name(words_of("zh")[key], words_of("en")[key])


def _label(book: Book, statement: Statement, name: str, otherwise: str) -> Name:
    """Return the concept that says what a tie is, or a word of ours where the source gives none."""
    return book.name(statement.first(name)) if statement.first(name) else _word(otherwise)
