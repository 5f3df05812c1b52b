"""Write RDF: the same statements always give the same bytes.

All RDF of the project is written here, by pyoxigraph's serialisers over sorted statements; rdflib's own writers change
from run to run. There are no blank nodes in our data, so sorting by the terms is enough.
"""

import heapq
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain, groupby, islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from chaingraph.namespaces import PREFIXES

__all__ = ["to_trig", "to_turtle", "write_bytes", "write_folder", "write_trig"]

_TYPE = f"> <{PREFIXES['rdf']}type> ".encode()
_FIRST = b"> \x00 "  # before every predicate, and in no line: serialisers escape control characters
_BATCH = 200_000  # statements held as terms at a time, which are many times as large as their lines
_CHUNK = 1 << 24  # bytes cut into terms at a time, to keep memory low


def to_trig(quads: Iterable[Quad]) -> bytes:
    """Return TriG with prefixes, sorted by graph, subject, predicate and object; each statement once."""
    by_graph: dict[str, list[bytes]] = {}
    for graph, lines in _lines_by_graph(quads, _BATCH):
        by_graph.setdefault(graph, []).append(lines)
    graphs = [_sorted_lines(b"".join(by_graph.pop(graph))) for graph in sorted(by_graph)]
    ordered = chain.from_iterable(parse(lines, format=RdfFormat.N_QUADS) for lines in graphs)
    return _sort_header(serialize(ordered, format=RdfFormat.TRIG, prefixes=_prefixes_used(graphs)))


def write_trig(path: Path, quads: Iterable[Quad], *, batch: int = _BATCH) -> int:
    """Write what `to_trig` returns with little memory, whole or not at all; return how many statements it has.

    Sorted runs of lines stand beside the file while it is made. ``batch`` is how many statements are held at a time.
    """
    with _beside(path) as folder:
        runs, prefixes = _write_runs(folder, quads, batch)
        count = 0

        def statements() -> Iterator[Quad]:
            nonlocal count
            for graph in sorted(runs):
                _merge(runs[graph], folder / "merged")
                for quad in parse(path=str(folder / "merged"), format=RdfFormat.N_QUADS):
                    count += 1
                    yield quad

        serialize(statements(), output=str(folder / "made"), format=RdfFormat.TRIG, prefixes=prefixes)
        _sort_header_of_file(folder / "made", folder / "final")
        _put_in_place(folder / "final", path)
    return count


def _merge(runs: Iterable[Path], whole: Path) -> None:
    """Merge sorted runs of lines, each line once."""
    with ExitStack() as opened, whole.open("wb") as file:
        lines = heapq.merge(*(opened.enter_context(run.open("rb")) for run in runs))
        file.writelines(line.replace(_FIRST, _TYPE) for line, _ in groupby(lines))


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
        run.write_bytes(_in_order(lines) + b"\n")
        runs.setdefault(graph, []).append(run)
    return runs, dict(sorted(prefixes.items()))


def to_turtle(triples: Iterable[Triple]) -> bytes:
    """Return Turtle with prefixes, sorted by subject, predicate and object; each statement once."""
    lines = _sorted_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    ordered = (quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES))
    return _sort_header(serialize(ordered, format=RdfFormat.TURTLE, prefixes=_prefixes_used([lines])))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved into it."""
    with _beside(path) as folder:
        made = folder / "made"
        made.write_bytes(content)
        _put_in_place(made, path)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files whole or not at all: beside its place first, then moved into it.

    Raises
    ------
    OSError
        A folder that isn't empty, or a place that can't be written.
    """
    with _beside(folder) as beside:
        whole = beside / "whole"
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        whole.replace(folder)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a folder beside a path to make it in, gone afterwards; what the system refuses is said of the path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            yield Path(folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _put_in_place(made: Path, path: Path) -> None:
    umask = os.umask(0)
    os.umask(umask)
    made.chmod(0o666 & ~umask)
    made.replace(path)


def _sort_header(document: bytes | None) -> bytes:
    """Sort the prefix lines: the serialiser writes them in the order of a hash table."""
    text, end = document or b"", 0
    while text.startswith(b"@prefix ", end):
        end = text.index(b"\n", end) + 1
    return b"".join(sorted(text[:end].splitlines(keepends=True))) + text[end:]


def _lines_by_graph(quads: Iterable[Quad], batch: int) -> Iterator[tuple[str, bytes]]:
    """Yield the statements of each graph as lines, ``batch`` statements of all graphs at a time."""
    remaining = iter(quads)
    while taken := list(islice(remaining, batch)):
        parts: dict[object, list[Quad]] = {}
        for quad in taken:
            parts.setdefault(quad.graph_name, []).append(quad)
        for graph, part in parts.items():
            yield str(graph), serialize(part, format=RdfFormat.N_QUADS) or b""


def _sorted_lines(lines: bytes) -> bytes:
    """Return the lines of one graph, each once, by subject, predicate (the type first) and object.

    Lines of bytes sort as their terms do, several times as fast and small as these: an IRI ends in a sign that none
    holds, and a literal is followed by a space, the least of all signs in a line.
    """
    return _in_order(lines).replace(_FIRST, _TYPE)


def _in_order(lines: bytes) -> bytes:
    """Return lines sorted, each once, with the mark that puts the type first still in them."""
    return b"\n".join(sorted(set(lines.replace(_TYPE, _FIRST).split(b"\n"))))


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
