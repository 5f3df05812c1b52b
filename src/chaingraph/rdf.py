"""Write RDF: the same statements always give the same bytes.

All RDF of the project is written here, by pyoxigraph's serialisers over sorted statements; rdflib's own writers change
from run to run. There are no blank nodes in our data, so sorting by the terms is enough.
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from chaingraph.namespaces import PREFIXES

__all__ = ["to_trig", "to_turtle", "write_bytes"]


def to_trig(quads: Iterable[Quad]) -> bytes:
    """Return TriG with prefixes, sorted by graph, subject, predicate and object; each statement once."""
    distinct = set(quads)
    prefixes = _prefixes_used(str(term) for quad in distinct for term in (*quad.triple, quad.graph_name))
    ordered = sorted(distinct, key=lambda quad: (str(quad.graph_name), *_triple_key(quad.triple)))
    return _sort_header(serialize(ordered, format=RdfFormat.TRIG, prefixes=prefixes))


def to_turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle with prefixes, sorted by subject, predicate and object; each statement once."""
    distinct = set(triples)
    prefixes = _prefixes_used(str(term) for triple in distinct for term in triple)
    ordered = sorted(distinct, key=_triple_key)
    return _sort_header(serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes))


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
    lines = (document or b"").splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join(sorted(lines[:count]) + lines[count:])


def _triple_key(triple: Triple) -> tuple[str, int, str, str]:
    is_type = triple.predicate.value == f"{PREFIXES['rdf']}type"
    return (str(triple.subject), 0 if is_type else 1, str(triple.predicate), str(triple.object))


def _prefixes_used(terms: Iterable[str]) -> dict[str, str]:
    """Return the known prefixes that occur in ``terms`` (as N-Triples strings), datatypes included."""
    namespaces = {f"<{namespace}": prefix for prefix, namespace in PREFIXES.items()}
    found: set[str] = set()
    for term in terms:
        start = term.find("<")
        if start < 0:
            continue
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix = namespaces.get(term[start:cut])
        if prefix is not None:
            found.add(prefix)
    return {prefix: PREFIXES[prefix] for prefix in sorted(found)}
