"""Evidence by line: where in a file of lines a statement stands, told by RFC 5147.

The compiler knows places in texts only. So rows of an imported file are compiled as if its text weren't kept, and get
their lines here, from the keys ``line-N`` of the statements.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from chaingraph.namespaces import DEF, PREFIXES, mint

__all__ = ["locate_lines"]

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_VALUE = NamedNode(f"{PREFIXES['rdf']}value")
_EVIDENCE, _EVIDENCE_CLASS = NamedNode(f"{DEF}evidence"), NamedNode(f"{DEF}Evidence")
_SHA256 = NamedNode(f"{DEF}sha256")
_SOURCE, _SELECTOR = NamedNode(f"{PREFIXES['oa']}hasSource"), NamedNode(f"{PREFIXES['oa']}hasSelector")
_FRAGMENT = NamedNode(f"{PREFIXES['oa']}FragmentSelector")
_CONFORMS_TO = NamedNode(f"{PREFIXES['dcterms']}conformsTo")
_RFC5147 = NamedNode("http://tools.ietf.org/rfc/rfc5147")
_ENTITIES = NamedNode(mint("graph", "entities"))
_PLACE = re.compile(r"/([a-z0-9-]+)\.line-([0-9]+)")
_UNLOCATED = ".unlocated"


def locate_lines(quads: Iterable[Quad], hashes: Mapping[str, str]) -> Iterator[Quad]:
    """Yield the quads, with the line in place of each evidence without a place, and the hash of each document.

    Parameters
    ----------
    quads
        Statements whose IRIs end in ``<document>.line-<N>``, counted from 1, and all else.
    hashes
        The SHA-256 of each document's file, by key.
    """
    for document, sha256 in sorted(hashes.items()):
        yield Quad(NamedNode(mint("document", document)), _SHA256, Literal(sha256), _ENTITIES)
    for quad in quads:
        subject = quad.subject
        if isinstance(subject, NamedNode) and subject.value.endswith(_UNLOCATED):
            continue
        if quad.predicate == _EVIDENCE and isinstance(subject, NamedNode):
            yield from _line_of(subject, quad.graph_name)
        else:
            yield quad


def _line_of(statement: NamedNode, graph: object) -> Iterator[Quad]:
    place = _PLACE.search(statement.value)
    if place is None or not isinstance(graph, NamedNode):
        raise ValueError(f"{statement}: its key names no line")  # a mistake in an importer
    document, line = place[1], int(place[2])
    node = NamedNode(mint("evidence", document, f"line-{line}"))
    selector = NamedNode(mint("selector", document, f"line-{line}"))
    yield Quad(statement, _EVIDENCE, node, graph)
    yield Quad(node, _TYPE, _EVIDENCE_CLASS, graph)
    yield Quad(node, _SOURCE, NamedNode(mint("document", document)), graph)
    yield Quad(node, _SELECTOR, selector, graph)
    yield Quad(selector, _TYPE, _FRAGMENT, graph)
    yield Quad(selector, _CONFORMS_TO, _RFC5147, graph)
    # RFC 5147 counts the places between lines: the first line lies from 0 to 1.
    yield Quad(selector, _VALUE, Literal(f"line={line - 1},{line}"), graph)
