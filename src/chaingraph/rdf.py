"""Write RDF: the same statements always give the same bytes.

All RDF of the project is written here, by pyoxigraph's serialisers over sorted statements; rdflib's own writers change
from run to run. There are no blank nodes in our data, so sorting by the terms is enough.
"""

import os
import tempfile
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from chaingraph.namespaces import PREFIXES

__all__ = ["to_trig", "to_turtle", "write_bytes"]

_TYPE = f"> <{PREFIXES['rdf']}type> ".encode()
_FIRST = b"> \x00 "  # before every predicate, and in no line: serialisers escape control characters
_BATCH = 200_000  # statements held as terms at a time, which are many times as large as their lines
_CHUNK = 1 << 24  # bytes cut into terms at a time, to keep memory low


def to_trig(quads: Iterable[Quad]) -> bytes:
    """Return TriG with prefixes, sorted by graph, subject, predicate and object; each statement once."""
    by_graph: dict[str, list[bytes]] = {}
    remaining = iter(quads)
    while batch := list(islice(remaining, _BATCH)):
        parts: dict[object, list[Quad]] = {}
        for quad in batch:
            parts.setdefault(quad.graph_name, []).append(quad)
        for graph, part in parts.items():
            by_graph.setdefault(str(graph), []).append(serialize(part, format=RdfFormat.N_QUADS) or b"")
    graphs = [_sorted_lines(b"".join(by_graph.pop(graph))) for graph in sorted(by_graph)]
    ordered = chain.from_iterable(parse(lines, format=RdfFormat.N_QUADS) for lines in graphs)
    return _sort_header(serialize(ordered, format=RdfFormat.TRIG, prefixes=_prefixes_used(graphs)))


def to_turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle with prefixes, sorted by subject, predicate and object; each statement once."""
    lines = _sorted_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    ordered = (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    return _sort_header(serialize(ordered, format=RdfFormat.TURTLE, prefixes=_prefixes_used([lines])))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(beside).chmod(0o666 & ~umask)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _sort_header(document: bytes | None) -> bytes:
    """Sort the prefix lines: the serialiser writes them in the order of a hash table."""
    text, end = document or b"", 0
    while text.startswith(b"@prefix ", end):
        end = text.index(b"\n", end) + 1
    return b"".join(sorted(text[:end].splitlines(keepends=True))) + text[end:]


def _sorted_lines(lines: bytes) -> bytes:
    """Return the lines of one graph, each once, by subject, predicate (the type first) and object.

    Lines of bytes sort as their terms do, several times as fast and small as these: an IRI ends in a sign that none
    holds, and a literal is followed by a space, the least of all signs in a line.
    """
    ordered = sorted(set(lines.replace(_TYPE, _FIRST).split(b"\n")))
    return b"\n".join(ordered).replace(_FIRST, _TYPE)


def _prefixes_used(graphs: Iterable[bytes]) -> dict[str, str]:
    """Return the known prefixes of the IRIs in lines of statements, datatypes included."""
    namespaces = {namespace.encode(): prefix for prefix, namespace in PREFIXES.items()}
    found: set[bytes] = set()
    for lines in graphs:
        start = 0
        while start < len(lines):
            end = lines.find(b"\n", start + _CHUNK) % (len(lines) + 1)  # to the end where no line follows
            found.update(map(_namespace_of, set(lines[start:end].split())))
            start = end
    return {prefix: PREFIXES[prefix] for prefix in sorted(namespaces[one] for one in found & namespaces.keys())}


def _namespace_of(term: bytes) -> bytes:
    """Return an IRI, or that of a literal's datatype, up to its last ``/`` or ``#``."""
    return term[term.find(b"<") + 1 : max(term.rfind(b"/"), term.rfind(b"#")) + 1]
