"""A store as one network: things as nodes, what relates two of them as edges, each with its statement and days."""

import re
from collections.abc import Iterator
from io import BytesIO

import networkx as nx
from pyoxigraph import Store

from chaingraph.book import read_book
from chaingraph.facts import Book, Statement
from chaingraph.readings.templates import read_templates

__all__ = ["store_network", "store_to_gexf", "store_to_graphml"]

#: By kind of statement the properties that lead from one thing to the other.
_ENDS = {
    "SupplyLink": ("supplier", "customer"),
    "BusinessRelation": ("relationFrom", "relationTo"),
    "Participation": ("participant", "participatesIn"),
    "Siting": ("about", "area"),
    "ChainOwnership": ("owner", "chain"),
    "ChiefHolding": ("holder", "chain"),
    "ChainEntry": ("chain", "edition"),
    "SectorEntry": ("sector", "edition"),
    "PolicyAdoption": ("authority", "policy"),
    "SegmentStatus": ("segment", "area"),
}

_TODAY = re.compile(rb' lastmodifieddate="[0-9-]*"')


def store_network(store: Store) -> "nx.MultiDiGraph[str]":
    """Return the network of a store.

    Nodes are keys of things, with ``kind``, ``zh`` and ``en``. Edges have as key that of the statement or judgement
    that says so, or a thing's with the property that identifies it (``cg:within``); and ``kind``, ``relation`` (the
    concept that names a business relation, or the need of an input), ``since`` and ``until`` as far as known. ``since``
    is the first day on which the statement holds, else that on which it was reported or its document issued.
    """
    book = read_book(store)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, thing in sorted(book.things.items()):
        graph.add_node(key, kind=thing.kind, zh=_plain(thing.name.zh), en=_plain(thing.name.en))
    for key, thing in sorted(book.things.items()):
        for prop, value in thing.identity:
            if value in book.things:
                graph.add_edge(key, value, key=f"{key} {prop}", kind=prop, relation="", since="", until="")
    for statement in book.statements.values():
        for source, target in _pairs(book, statement):
            graph.add_edge(
                source,
                target,
                key=statement.key,
                kind=statement.kind,
                relation=statement.first("relationKind"),
                since=statement.since.isoformat() if statement.since else "",
                until=statement.last.isoformat() if statement.last else "",
            )
    for one in read_templates(store).inputs:
        graph.add_edge(
            one.source, one.target, key=one.judgement, kind="SegmentInput", relation=one.need, since="", until=""
        )
    return graph


def store_to_graphml(store: Store) -> bytes:
    """Return the network of a store as GraphML, for Gephi, yEd, igraph and the like."""
    out = BytesIO()
    nx.write_graphml(store_network(store), out, named_key_ids=True)
    return out.getvalue()


def store_to_gexf(store: Store) -> bytes:
    """Return the network of a store as GEXF 1.2, for Gephi; edges that tell days have them as start and end."""
    graph = store_network(store)
    dated: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic", defaultedgetype="directed")
    for key, node in graph.nodes(data=True):
        dated.add_node(key, label=node["zh"] or node["en"] or key, **node)
    for number, (source, target, key, edge) in enumerate(graph.edges(keys=True, data=True)):
        days = {name: edge[end] for name, end in (("start", "since"), ("end", "until")) if edge[end]}
        dated.add_edge(source, target, key=key, id=str(number), statement=key, **edge, **days)
    out = BytesIO()
    nx.write_gexf(dated, out, version="1.2draft")
    # networkx writes the day of today, and the bytes are to be the same tomorrow.
    return _TODAY.sub(b"", out.getvalue(), count=1)


def _pairs(book: Book, statement: Statement) -> Iterator[tuple[str, str]]:
    ends = _ENDS.get(statement.kind)
    if ends:
        for source in statement.values.get(ends[0], ()):
            for target in statement.values.get(ends[1], ()):
                if source in book.things and target in book.things:
                    yield source, target


def _plain(text: str) -> str:
    """Return text without the signs that XML can't hold."""
    return "".join(char for char in text if char in "\t\n" or (ord(char) >= 32 and ord(char) not in {0xFFFE, 0xFFFF}))
