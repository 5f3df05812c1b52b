"""Two other engines reach the same verdicts on every mutant as ours."""

from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, Store, serialize

from chaingraph.shapes import Result, check_shapes

from .conftest import SHAPES_FILE
from .mutants import MUTANTS, Mutant


def _groups() -> list[list[Mutant]]:
    """Put mutants of different places together, so that the slow engines judge many at a time."""
    groups: list[list[Mutant]] = []
    for mutant in MUTANTS:
        if mutant.edits.startswith("_:b"):
            continue  # pyrudof writes focus nodes into VALUES, where no blank node may stand
        free = (group for group in groups if not any(other.places() & mutant.places() for other in group))
        home = next(free, None)
        if home is None:
            groups.append([mutant])
        else:
            home.append(mutant)
    return groups


@pytest.fixture(scope="module", params=_groups(), ids=lambda group: f"{group[0].shape}-and-{len(group) - 1}-more")
def mutated(request: pytest.FixtureRequest, base_turtle: str) -> Store:
    store = Store()
    store.load(base_turtle.encode(), format=RdfFormat.TURTLE)
    group: list[Mutant] = request.param
    for mutant in group:
        mutant.apply(store)
    return store


def _verdicts(results: list[Result]) -> set[tuple[str, str]]:
    return {(result.focus, result.shape) for result in results if result.focus.startswith("http")}


def _as_ntriples(store: Store) -> bytes:
    return serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b""


def test_pyrudof_agrees(mutated: Store, shape_quads: list[Quad]) -> None:
    pyrudof = pytest.importorskip("pyrudof")
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_data(_as_ntriples(mutated).decode(), format=pyrudof.RDFFormat.NTriples)
    session.read_shacl(SHAPES_FILE.read_text(encoding="utf-8"))
    judged = {(entry.focus_node, entry.source_shape) for entry in session.validate_shacl()}
    assert {(f, s) for f, s in judged if f.startswith("http")} == _verdicts(check_shapes(mutated, shape_quads))


@pytest.mark.filterwarnings("ignore")
def test_pyshacl_agrees(mutated: Store, shape_quads: list[Quad], shacl_graph: Any) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    data = rdflib.Graph().parse(data=_as_ntriples(mutated), format="nt")
    report = pyshacl.validate(data, shacl_graph=shacl_graph)[1]
    sh = rdflib.SH
    judged = {
        (str(report.value(result, sh.focusNode)), str(report.value(result, sh.sourceShape)))
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    assert {(f, s) for f, s in judged if f.startswith("http")} == _verdicts(check_shapes(mutated, shape_quads))


@pytest.fixture(scope="module")
def shacl_graph() -> Any:
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(SHAPES_FILE, format="turtle")
