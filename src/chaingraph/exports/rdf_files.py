"""A store as RDF in other dresses: Turtle without graphs, JSON-LD with them."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from chaingraph.errors import InputError
from chaingraph.rdf import to_trig, to_turtle

__all__ = ["store_to_jsonld", "store_to_turtle"]


def store_to_turtle(store: Store) -> bytes:
    """Return the union of all named graphs: Turtle can't say which statement stands in which.

    Raises
    ------
    InputError
        A store without named graphs.
    """
    return to_turtle(quad.triple for quad in _named(store))


def store_to_jsonld(store: Store) -> bytes:
    """Return all named graphs as expanded JSON-LD, sorted by graph and subject.

    Raises
    ------
    InputError
        A store without named graphs.
    """
    ordered = parse(to_trig(_named(store)), format=RdfFormat.TRIG)
    return serialize(ordered, format=RdfFormat.JSON_LD) or b""


def _named(store: Store) -> Iterator[Quad]:
    """Yield the quads of named graphs: the ontology, which every store is opened with, stands in none."""
    if not any(True for _ in store.named_graphs()):
        raise InputError("nothing to export: the store has no named graph; give TriG as 'chaingraph build' makes it")
    return (quad for quad in store if isinstance(quad.graph_name, NamedNode))
