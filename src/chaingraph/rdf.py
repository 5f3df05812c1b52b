"""Write RDF: the same statements always give the same bytes.

All RDF of the project is written here, by pyoxigraph's serialisers over sorted statements; rdflib's own writers change
from run to run. There are no blank nodes in our data, so sorting by the terms is enough.
"""

import shutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from chaingraph.namespaces import PREFIXES
from chaingraph.whole_files import put_in_place, scratch

__all__ = ["to_trig", "to_turtle", "write_trig"]

_TYPE = f"> <{PREFIXES['rdf']}type> ".encode()
_FIRST = b"> \x00 "  # before every predicate, and in no line: serialisers escape control characters
_BATCH = 100_000  # statements whose lines are sorted in memory at a time
_CHUNK = 1 << 24  # bytes cut into terms at a time, to keep memory low
_BLOCK = 1 << 19  # bytes of a run merged at a time
_LINES = 20_000  # read again as terms at a time


def to_trig(quads: Iterable[Quad]) -> bytes:
    """Return TriG with prefixes, sorted by graph, subject, predicate and object; each statement once."""
    by_graph: dict[str, list[bytes]] = {}
    for graph, lines in _lines_by_graph(quads, _BATCH):
        by_graph.setdefault(graph, []).append(lines)
    graphs = [_sorted_lines(b"".join(by_graph.pop(graph))) for graph in sorted(by_graph)]
    ordered = chain.from_iterable(map(_read_lines, graphs))
    return _sort_header(serialize(ordered, format=RdfFormat.TRIG, prefixes=_prefixes_used(graphs)))


def write_trig(path: Path, quads: Iterable[Quad], *, batch: int = _BATCH) -> int:
    """Write what `to_trig` returns with little memory, whole or not at all; return how many statements it has.

    Sorted runs of lines stand beside the file while it is made; what a writer that was killed left there is removed.
    ``batch`` is how many statements are held at a time.
    """
    with scratch(path) as folder:
        runs, prefixes = _write_runs(folder, quads, batch)
        count = 0

        def parts() -> Iterator[Iterator[Quad]]:
            nonlocal count
            for graph in sorted(runs):
                for lines in _merge(runs[graph]):
                    count += len(lines)
                    yield _read_lines(b"".join(lines).replace(_FIRST, _TYPE))

        ordered = chain.from_iterable(parts())
        serialize(ordered, output=str(folder / "made"), format=RdfFormat.TRIG, prefixes=prefixes)
        _sort_header_of_file(folder / "made", folder / "final")
        put_in_place(folder / "final", path)
    return count


def _merge(runs: Iterable[Path]) -> Iterator[list[bytes]]:
    """Yield the lines of sorted runs in order, each line once, some thousand at a time."""
    with ExitStack() as opened:
        files = [opened.enter_context(run.open("rb")) for run in runs]
        lines = map(itemgetter(0), groupby(chain.from_iterable(_blocks(files))))
        while taken := list(islice(lines, _LINES)):
            yield taken


def _blocks(files: Iterable[IO[bytes]]) -> Iterator[list[bytes]]:
    """Yield the lines of sorted files in order, block by block: sorting blocks together is faster than line by line."""
    held = {file: file.readlines(_BLOCK) for file in files}
    while held := {file: lines for file, lines in held.items() if lines}:
        last = min(lines[-1] for lines in held.values())
        due: list[bytes] = []
        for file, lines in held.items():
            if at := bisect_right(lines, last):
                due += lines[:at]
                held[file] = lines[at:] or file.readlines(_BLOCK)
        yield sorted(due)


def _read_lines(lines: bytes) -> Iterator[Quad]:
    """Yield the statements in lines that were written here, so that their terms needn't be checked again."""
    return parse(lines, format=RdfFormat.N_QUADS, lenient=True)


def _sort_header_of_file(made: Path, final: Path) -> None:
    """Copy a file with its prefix lines sorted."""
    with made.open("rb") as old, final.open("wb") as new:
        prefixes: list[bytes] = []
        line = old.readline()
        while line.startswith(b"@prefix "):
            prefixes.append(line)
            line = old.readline()
        new.writelines([*sorted(prefixes), line])
        shutil.copyfileobj(old, new, _CHUNK)


def _write_runs(folder: Path, quads: Iterable[Quad], batch: int) -> tuple[dict[str, list[Path]], dict[str, str]]:
    """Write the lines of each graph, sorted within each batch, to files; return them with the prefixes used."""
    runs: dict[str, list[Path]] = {}
    prefixes: dict[str, str] = {}
    for number, (graph, lines) in enumerate(_lines_by_graph(quads, batch)):
        prefixes |= _prefixes_used([lines])
        run = folder / str(number)
        run.write_bytes(b"".join(_in_order(lines)))
        runs.setdefault(graph, []).append(run)
    return runs, dict(sorted(prefixes.items()))


def to_turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle with prefixes, sorted by subject, predicate and object; each statement once."""
    lines = _sorted_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    ordered = (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    return _sort_header(serialize(ordered, format=RdfFormat.TURTLE, prefixes=_prefixes_used([lines])))


def _sort_header(document: bytes | None) -> bytes:
    """Sort the prefix lines: the serialiser writes them in the order of a hash table."""
    text, end = document or b"", 0
    while text.startswith(b"@prefix ", end):
        end = text.index(b"\n", end) + 1
    return b"".join(sorted(text[:end].splitlines(keepends=True))) + text[end:]


def _lines_by_graph(quads: Iterable[Quad], batch: int) -> Iterator[tuple[str, bytes]]:
    """Yield the statements of each graph as lines, ``batch`` statements of all graphs at a time."""
    remaining = iter(quads)
    while True:
        lines: dict[str, list[bytes]] = {}
        for graph, together in groupby(islice(remaining, batch), attrgetter("graph_name")):
            lines.setdefault(str(graph), []).append(serialize(together, format=RdfFormat.N_QUADS) or b"")
        if not lines:
            return
        for name, parts in lines.items():
            yield name, b"".join(parts)


def _sorted_lines(lines: bytes) -> bytes:
    """Return the lines of one graph, each once, by subject, predicate (the type first) and object.

    Lines of bytes sort as their terms do, several times as fast and small as these: an IRI ends in a sign that none
    holds, and a literal is followed by a space, the least of all signs in a line.
    """
    return b"".join(map(itemgetter(0), groupby(_in_order(lines)))).replace(_FIRST, _TYPE)


def _in_order(lines: bytes) -> list[bytes]:
    """Return lines sorted, with the mark that puts the type first still in them."""
    return sorted(lines.replace(_TYPE, _FIRST).splitlines(keepends=True))


def _prefixes_used(graphs: Iterable[bytes]) -> dict[str, str]:
    """Return the known prefixes of the IRIs in lines of statements, datatypes included."""
    namespaces = {namespace.encode(): prefix for prefix, namespace in PREFIXES.items()}
    found: set[bytes] = set()
    for lines in graphs:
        start = 0
        while start < len(lines):
            end = lines.find(b"\n", start + _CHUNK) % (len(lines) + 1)  # to the end where no line follows
            found.update(map(_namespace_of, set(lines[start:end].split(b"> "))))
            start = end
    return {prefix: PREFIXES[prefix] for prefix in sorted(namespaces[one] for one in found & namespaces.keys())}


def _namespace_of(part: bytes) -> bytes:
    """Return the IRI at the end of a part of a line, up to its last ``/`` or ``#``."""
    return part[part.rfind(b"<") + 1 : max(part.rfind(b"/"), part.rfind(b"#")) + 1]
