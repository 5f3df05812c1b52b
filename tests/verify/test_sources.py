"""The bundled graph against the founding texts, where they are at hand."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import Store

from chaingraph.numbers import find_numbers
from chaingraph.store import open_store
from chaingraph.texts import read_texts
from chaingraph.verify import verify_store

pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


def test_every_statement_of_the_bundled_graph_holds(store: Store, sources_folder: Path) -> None:
    report = verify_store(store, sources_folder)
    assert [str(finding.row) for finding in report.findings] == []
    assert {one.found for one in report.documents} <= {"bytes", "not-kept"}


def test_every_figure_of_the_founding_texts_is_accounted_for(store: Store, sources_folder: Path) -> None:
    report = verify_store(store, sources_folder)
    assert {one.document: [token.text for token in one.missing] for one in report.documents if one.missing} == {}


def test_a_paragraph_before_the_texts_falsifies_nothing(store: Store, sources_folder: Path, tmp_path: Path) -> None:
    for path in sorted(sources_folder.glob("*.txt")):
        (tmp_path / path.name).write_bytes("转载说明：共79家、201亿元、第62位。\n\n".encode() + path.read_bytes())
    report = verify_store(store, tmp_path)
    assert report.findings == ()
    assert {one.found for one in report.documents} <= {"aligned", "not-kept"}


def test_changed_digits_on_which_statements_rest_are_found(store: Store, sources_folder: Path, tmp_path: Path) -> None:
    """One digit in fifteen, evenly over each text; only those inside evidence need be noticed."""
    relied = _relied(store)
    for source in read_texts(sources_folder):
        shutil.copy(source.path, tmp_path)
    for source in read_texts(sources_folder):
        places = relied.get(source.sha256, [])
        tokens = [
            token for token in find_numbers(source.text) if any(a <= token.start and token.end <= b for a, b in places)
        ]
        for token in tokens[::15]:
            changed = "8" if token.text[0] == "3" else "3"
            copy = source.text[: token.start] + changed + source.text[token.start + 1 :]
            (tmp_path / source.path.name).write_text(copy, encoding="utf-8", newline="")
            findings = verify_store(store, tmp_path).findings
            assert any(one.kind == "changed" for one in findings), (source.path.name, token)
        shutil.copy(source.path, tmp_path)


def _relied(store: Store) -> dict[str, list[tuple[int, int]]]:
    from chaingraph.evidence import read_documents, read_statements

    hashes = {document.iri: document.sha256 for document in read_documents(store)}
    places: dict[str, list[tuple[int, int]]] = {}
    for statement in read_statements(store):
        for evidence in statement.evidence:
            sha256 = hashes.get(evidence.document)
            if sha256 and evidence.start is not None and evidence.end is not None:
                places.setdefault(sha256, []).append((evidence.start, evidence.end))
    return places
