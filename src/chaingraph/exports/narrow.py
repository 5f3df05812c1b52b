"""The part of a store that is of one city and known by a day, as a store of its own."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pyoxigraph import DefaultGraph, NamedNode, Store

from chaingraph.book import read_book
from chaingraph.cities import cities_of, things_meant
from chaingraph.errors import InputError
from chaingraph.facts import Book, Statement
from chaingraph.namespaces import DEF, ID, PREFIXES
from chaingraph.readings.city import find_place, programme_cities
from chaingraph.readings.templates import read_templates

__all__ = ["narrow_store"]

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_JUDGEMENT, _STATEMENT = NamedNode(f"{DEF}Judgement"), NamedNode(f"{DEF}Statement")
_KNOWN, _MEMBERSHIP = NamedNode(f"{DEF}knownMember"), NamedNode(f"{DEF}membership")
_SELECTOR = NamedNode(f"{PREFIXES['oa']}hasSelector")
_EVIDENCE, _SOURCE = NamedNode(f"{DEF}evidence"), NamedNode(f"{PREFIXES['oa']}hasSource")


def narrow_store(store: Store, *, city: str | None = None, as_of: date | None = None) -> Store:
    """Return a store with the statements of a city that are known by a day, and what they rest on and name.

    Parameters
    ----------
    store
        What is narrowed. It isn't changed.
    city
        The place, by key, division code or name: statements about it, what lies in it, or a thing that belongs to it
        (`chaingraph.cities`); where all that a statement is about belongs nowhere, its documents tell. All for None.
    as_of
        Statements made by that day, and not said to have ended before it; what nothing dates is kept. For a figure the
        end of its period counts. A list isn't taken to end an earlier one. All for None.

    Returns
    -------
    Store
        These statements with their evidence and documents, the things that they name with what identifies those, the
        templates of the chains among them, and our judgements on what is kept alone; and the ontology. Nothing in it
        leads to what isn't there; a set has those known members that the statements kept show.

    Raises
    ------
    UnknownNameError
        No place bears the name.
    InputError
        Nothing of the city is known by the day.
    """
    if city is None and as_of is None:
        return store
    book = read_book(store)
    place = find_place(book, city) if city else ""
    homes = _homes(book, place) if place else {}
    statements = [
        one
        for one in book.statements.values()
        if (as_of is None or (one.is_by(as_of) and one.holds(as_of)))
        and (not place or place in _home(book, homes, one))
    ]
    if not statements:
        raise InputError("nothing is known of that city by that day; give another --city or --as-of")
    kept = {_node(one.key) for one in statements}
    kept |= {node for one in list(kept) for node in _grounds(store, one)}
    things = {key for one in statements for key in one.mentions}
    things |= {key for key in book.things if key not in book.said_of and (not place or place in homes.get(key, ()))}
    kept |= set(map(_node, _with_identity(book, _with_templates(store, things))))
    kept |= set(_judgements(store, kept))
    narrowed = Store()
    narrowed.bulk_extend(list(store.quads_for_pattern(None, None, None, DefaultGraph())))
    narrowed.bulk_extend(
        [
            quad
            for subject in sorted(kept, key=str)
            for quad in store.quads_for_pattern(subject, None, None, None)
            if isinstance(quad.graph_name, NamedNode) and (quad.object in kept or not _is_individual(quad.object))
            if quad.predicate != _KNOWN or quad.object in _shown(store, subject, kept)
        ]
    )
    return narrowed


def _homes(book: Book, place: str) -> Mapping[str, tuple[str, ...]]:
    """Return the cities, or the place beside them, to which each thing and document belongs."""
    cities = programme_cities(book)
    return cities_of(book, cities if place in cities else (*cities, place))


def _home(book: Book, homes: Mapping[str, tuple[str, ...]], statement: Statement) -> set[str]:
    about = {home for key in things_meant(statement) for home in homes.get(key, ())}
    documents = (place.document for place in book.sources.places.get(statement.key, ()))
    return about or {home for document in documents for home in homes.get(document, ())}


def _grounds(store: Store, statement: NamedNode) -> Iterator[NamedNode]:
    """Yield the evidence of a statement, its places and its documents."""
    for evidence in _objects(store, statement, _EVIDENCE):
        yield evidence
        yield from _objects(store, evidence, _SELECTOR)
        yield from _objects(store, evidence, _SOURCE)


def _with_templates(store: Store, things: set[str]) -> set[str]:
    """Add the templates that chains and sectors follow, the segments that these draw, and what passes between them."""
    templates = read_templates(store)
    followed = {one.template for one in templates.matches if one.subject in things}
    segments = {segment for template in followed for segment in templates.segments.get(template, ())}
    segments |= {thing for thing in things if thing.startswith("segment:")}
    products = {one.product for one in templates.inputs if {one.source, one.target} <= segments and one.product}
    industries = {code for segment in segments for code in templates.codes.get(segment, ())}
    return things | followed | segments | products | industries


def _with_identity(book: Book, things: set[str]) -> set[str]:
    """Add what identifies the things, such as the places that they lie in."""
    every, new = set(things), set(things)
    while new:
        found = {value for key in new if key in book.things for _, value in book.things[key].identity}
        new = {value for value in found if value in book.things} - every
        every |= new
    return every


def _judgements(store: Store, kept: set[NamedNode]) -> Iterator[NamedNode]:
    """Yield the judgements, beside those that are statements too, that concern nothing but what is kept."""
    for quad in store.quads_for_pattern(None, _TYPE, _JUDGEMENT, None):
        one = quad.subject
        if isinstance(one, NamedNode) and not any(store.quads_for_pattern(one, _TYPE, _STATEMENT, None)):
            concerned = [link.object for link in store.quads_for_pattern(one, None, None, None)]
            if all(node in kept for node in concerned if _is_individual(node)):
                yield one


def _shown(store: Store, claim: NamedNode, kept: set[NamedNode]) -> set[NamedNode]:
    """Return what the statements that are kept show to be in a set."""
    shown = (one for one in _objects(store, claim, _MEMBERSHIP) if one in kept)
    return {node for one in shown for node in _objects(store, one, None)}


def _objects(store: Store, subject: NamedNode, predicate: NamedNode | None) -> Iterable[NamedNode]:
    return [
        quad.object
        for quad in store.quads_for_pattern(subject, predicate, None, None)
        if isinstance(quad.object, NamedNode)
    ]


def _is_individual(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID)


def _node(key: str) -> NamedNode:
    kind, _, local = key.partition(":")
    return NamedNode(PREFIXES[kind] + local)
