"""Triples in memory by predicate and subject, for asking the same of many nodes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from chaingraph.namespaces import PREFIXES

__all__ = ["Term", "Triples", "expand", "text_of"]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def expand(short: str) -> NamedNode:
    """Return the IRI of a short one with a well-known prefix (``sh:path``)."""
    prefix, _, local = short.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def text_of(term: Term | None) -> str:
    """Return the IRI, label or value of a term; an empty string for none, or for a triple."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else ""


_TYPE, _FIRST, _REST, _NIL = (expand(f"rdf:{name}") for name in ("type", "first", "rest", "nil"))
_SUBCLASS = expand("rdfs:subClassOf")


class Triples:
    """Triples by predicate and subject, the union of all graphs."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by_predicate: dict[Term, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self._by_predicate[quad.predicate][quad.subject].append(quad.object)
        self._instances: dict[Term, frozenset[Term]] = {}

    def objects(self, subject: Term, predicate: Term) -> Sequence[Term]:
        """Return what is said of a subject by a predicate, each value once."""
        found = self._by_predicate.get(predicate, {}).get(subject, ())
        return found if len(found) < 2 else list(dict.fromkeys(found))

    def one(self, subject: Term, predicate: Term) -> Term | None:
        """Return the first value of a predicate, None if there is none."""
        return next(iter(self.objects(subject, predicate)), None)

    def said_of(self, subject: Term) -> Iterator[tuple[Term, Term]]:
        """Yield all predicates of a subject with their values."""
        for predicate, subjects in self._by_predicate.items():
            for value in subjects.get(subject, ()):
                yield predicate, value

    def subjects(self, predicate: Term) -> Iterable[Term]:
        """Return the subjects of a predicate."""
        return self._by_predicate.get(predicate, {}).keys()

    def list_items(self, head: Term) -> list[Term]:
        """Return the items of an RDF list."""
        items: list[Term] = []
        while head != _NIL:
            items.extend(self.objects(head, _FIRST))
            following = self.one(head, _REST)
            if following is None:
                break
            head = following
        return items

    def subclasses(self, parent: Term) -> set[Term]:
        """Return a class and all below it."""
        below: dict[Term, list[Term]] = defaultdict(list)
        for child, parents in self._by_predicate.get(_SUBCLASS, {}).items():
            for each in parents:
                below[each].append(child)
        found, waiting = {parent}, [parent]
        while waiting:
            fresh = [child for child in below[waiting.pop()] if child not in found]
            found.update(fresh)
            waiting.extend(fresh)
        return found

    def instances(self, parent: Term) -> frozenset[Term]:
        """Return what is of a class or of one below it."""
        if parent not in self._instances:
            kinds = self.subclasses(parent)
            typed = self._by_predicate.get(_TYPE, {}).items()
            self._instances[parent] = frozenset(node for node, types in typed if not kinds.isdisjoint(types))
        return self._instances[parent]
