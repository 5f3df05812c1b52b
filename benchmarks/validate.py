"""Measure the SHACL engines on a synthetic graph of our own model: ``python benchmarks/validate.py [TRIPLES]``.

Prints, for each engine, CPU seconds, the peak of memory above the start, the number of results, and the ratio to the
fastest. Each engine runs in a process of its own, on the same N-Triples, with one fault planted: a period with two
starts, one of them after its end, which makes two results. An engine that takes over five minutes is given up.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from chaingraph.bundle import ontology_files
from chaingraph.namespaces import PREFIXES, mint

NEWLINE = b"\n"
_DIGEST = "0" * 64
_STATEMENTS_A_DOCUMENT = 60
_PATIENCE = 300


def make_quads(triples: int) -> Iterator[Quad]:
    """Make about ``triples`` quads: documents of sixty statements each, a third participations, the rest figures."""
    entities = mint("graph", "entities")
    made = 0
    for quad in _shared(entities):
        made += 1
        yield quad
    number = 0
    while made < triples:
        document = f"text-{number}"
        for quad in (*_document(document, entities), *_statements(document, number, entities)):
            made += 1
            yield quad
        number += 1


def _shared(graph: str) -> Iterator[Quad]:
    yield from _entity("place", "somewhere", "cg:Place", "某市", graph)
    for number in range(200):
        yield from _entity("chain", f"chain-{number}", "cg:Chain", f"产业链{number}", graph)
        yield _quad(mint("chain", f"chain-{number}"), "cg:area", mint("place", "somewhere"), graph)
    yield from _entity("list-series", "series", "cg:ListSeries", "名单", graph)


def _document(document: str, graph: str) -> Iterator[Quad]:
    iri = mint("document", document)
    yield from _entity("document", document, "cg:Document", f"文献{document}", graph)
    yield _quad(iri, "dcterms:language", Literal("zh-Hans"), graph)
    yield _quad(iri, "dcterms:issued", _literal("2024-01-31", "date"), graph)
    yield _quad(iri, "cg:sha256", Literal(_DIGEST), graph)
    yield _quad(iri, "cg:bodyStart", _literal("0", "integer"), graph)
    yield _quad(iri, "cg:bodyEnd", _literal("9000", "integer"), graph)


def _statements(document: str, number: int, entities: str) -> Iterator[Quad]:
    graph = mint("graph", document)
    for row in range(_STATEMENTS_A_DOCUMENT):
        chain = mint("chain", f"chain-{(number * 7 + row) % 200}")
        if row % 3 == 0:
            firm = f"firm-{number}-{row}"
            yield from _entity("enterprise", firm, "cg:Enterprise", f"企业{number}之{row}", entities)
            subject = mint("participation", document, f"row-{row}")
            yield _quad(subject, "rdf:type", PREFIXES["cg"] + "Participation", graph)
            yield _quad(subject, "cg:participant", mint("enterprise", firm), graph)
            yield _quad(subject, "cg:participatesIn", chain, graph)
            yield _quad(subject, "cg:role", PREFIXES["scheme"] + "role-member", graph)
        else:
            subject = mint("observation", document, f"row-{row}")
            yield from _figure(subject, chain, row, graph)
        yield from _evidence(subject, document, row * 100, graph)


def _figure(subject: str, chain: str, row: int, graph: str) -> Iterator[Quad]:
    scheme = PREFIXES["scheme"]
    yield _quad(subject, "rdf:type", PREFIXES["cg"] + "Observation", graph)
    yield _quad(subject, "cg:about", chain, graph)
    yield _quad(subject, "cg:indicator", scheme + "indicator-industrial-value-added", graph)
    yield _quad(subject, "cg:periodStart", _literal("2023-01-01", "date"), graph)
    yield _quad(subject, "cg:periodEnd", _literal("2023-12-31", "date"), graph)
    yield _quad(subject, "cg:periodSource", scheme + "period-source-stated", graph)
    yield _quad(subject, "cg:value", _literal(f"{row}.5", "decimal"), graph)
    yield _quad(subject, "cg:unit", PREFIXES["unit"] + "PERCENT", graph)
    yield _quad(subject, "cg:basis", scheme + ("basis-growth" if row % 2 else "basis-share"), graph)
    yield _quad(subject, "cg:qualifier", scheme + "qualifier-exact", graph)
    yield _quad(subject, "cg:status", scheme + "status-reported", graph)


def _evidence(subject: str, document: str, start: int, graph: str) -> Iterator[Quad]:
    place = f"{start}-{start + 40}"
    node, selector = mint("evidence", document, place), mint("selector", document, place)
    yield _quad(subject, "cg:evidence", node, graph)
    yield _quad(node, "rdf:type", PREFIXES["cg"] + "Evidence", graph)
    yield _quad(node, "oa:hasSource", mint("document", document), graph)
    yield _quad(node, "cg:spanSha256", Literal(_DIGEST), graph)
    yield _quad(node, "oa:hasSelector", selector, graph)
    yield _quad(selector, "rdf:type", PREFIXES["oa"] + "TextPositionSelector", graph)
    yield _quad(selector, "oa:start", _literal(str(start), "integer"), graph)
    yield _quad(selector, "oa:end", _literal(str(start + 40), "integer"), graph)


def _entity(kind: str, key: str, rdf_class: str, label: str, graph: str) -> Iterator[Quad]:
    prefix, _, local = rdf_class.partition(":")
    yield _quad(mint(kind, key), "rdf:type", PREFIXES[prefix] + local, graph)
    yield _quad(mint(kind, key), "skos:prefLabel", Literal(label, language="zh-Hans"), graph)
    yield _quad(mint(kind, key), "skos:prefLabel", Literal(f"{kind} {key}", language="en"), graph)


def _quad(subject: str, predicate: str, value: str | Literal, graph: str) -> Quad:
    prefix, _, local = predicate.partition(":")
    term = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(PREFIXES[prefix] + local), term, NamedNode(graph))


def _literal(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(PREFIXES["xsd"] + datatype))


def _data(triples: int) -> bytes:
    """Return the graph with the ontology, and one fault: an observation whose period ends before it starts."""
    store: set[Triple] = {quad.triple for quad in make_quads(triples)}
    for path in ontology_files():
        store.update(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))
    faulty = NamedNode(mint("observation", "text-0", "row-1"))
    store.add(Triple(faulty, NamedNode(PREFIXES["cg"] + "periodStart"), _literal("2024-06-01", "date")))
    return serialize(sorted(store, key=str), format=RdfFormat.N_TRIPLES) or b""


def _shapes() -> str:
    return next(path for path in ontology_files() if path.name == "shapes.ttl").read_text(encoding="utf-8")


def _pyshacl_rdflib(data: bytes) -> int:
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(data=data, format="nt")
    return _pyshacl_results(pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=_shapes(), format="turtle")))


def _pyshacl_oxigraph(data: bytes) -> int:
    import pyshacl
    import rdflib

    store: Any = Store()
    store.load(data, format=RdfFormat.N_TRIPLES)
    return _pyshacl_results(pyshacl.validate(store, shacl_graph=rdflib.Graph().parse(data=_shapes(), format="turtle")))


def _pyshacl_results(outcome: tuple[bool, object, str]) -> int:
    return outcome[2].count("Constraint Violation in ")


def _pyrudof(data: bytes) -> int:
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_data(data.decode(), format=pyrudof.RDFFormat.NTriples)
    session.read_shacl(_shapes())
    return len(session.validate_shacl())


def _chaingraph(data: bytes) -> int:
    from chaingraph.validate import validate_graph

    store = Store()
    store.load(data, format=RdfFormat.N_TRIPLES)
    return len(validate_graph(store))


_ENGINES: dict[str, Callable[[bytes], int]] = {
    "chaingraph": _chaingraph,
    "pyrudof": _pyrudof,
    "pyshacl on pyoxigraph": _pyshacl_oxigraph,
    "pyshacl on rdflib": _pyshacl_rdflib,
}


def _run_one(engine: str, path: Path) -> None:
    data = path.read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    results = _ENGINES[engine](data)
    seconds = time.process_time() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak, "results": results}))


def main(triples: int, engines: list[str]) -> None:
    """Run the engines one after the other and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        path.write_bytes(_data(triples))
        print(f"{path.read_bytes().count(NEWLINE):,} triples with the ontology")
        rows: dict[str, dict[str, float]] = {}
        for engine in engines:
            command = [sys.executable, __file__, "--engine", engine, str(path)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                print(f"{engine:<24}given up after {_PATIENCE} s")
                continue
            rows[engine] = json.loads(done.stdout.splitlines()[-1])
        fastest = min(row["seconds"] for row in rows.values())
        for engine, row in rows.items():
            ratio = row["seconds"] / fastest
            print(
                f"{engine:<24}{row['seconds']:>8.1f} s {row['megabytes']:>8.0f} MB"
                f" {row['results']:>6.0f} results {ratio:>8.1f}x"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--engine"]:
        _run_one(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 100_000, sys.argv[2:] or list(_ENGINES))
