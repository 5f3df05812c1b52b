"""The ontology's page shows every term in both languages, needs no network and never changes by itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as px
import pytest

from chaingraph.bundle import ontology_files

TOOL = Path(__file__).parents[2] / "tools" / "ontology_docs.py"
CG = "https://w3id.org/chaingraph/def/"


def write_docs(out: Path, *, seed: str = "0") -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, str(TOOL), str(out)], env=environment, check=True, timeout=60)
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_docs(tmp_path_factory.mktemp("docs") / "ontology.html")


def test_the_page_has_the_same_bytes_under_another_hash_seed(page: str, tmp_path: Path) -> None:
    assert write_docs(tmp_path / "again.html", seed="4711") == page


def test_every_term_has_its_place_and_both_labels(page: str) -> None:
    core = ontology_files()[0].parent / "core.ttl"
    texts = [
        (quad.subject.value, quad.object.value)
        for quad in px.parse(path=str(core), format=px.RdfFormat.TURTLE)
        if quad.predicate.value.endswith(("rdf-schema#label", "core#definition"))
        and isinstance(quad.subject, px.NamedNode)
        and isinstance(quad.object, px.Literal)
        and quad.subject.value.startswith(CG)
        and quad.subject.value != CG
    ]
    escaped = page.replace("&#39;", "'").replace("&#34;", '"')
    assert len(texts) > 400
    assert [iri for iri, _ in texts if f'id="{iri.removeprefix(CG)}"' not in page] == []
    assert [text for _, text in texts if text not in escaped] == []


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets - set(re.findall(r'id="([^"]+)"', page)) == set()


def test_the_page_asks_the_network_for_nothing(page: str) -> None:
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"|url\(|@import|fetch\(', page) == []


def test_without_a_file_to_write_the_tool_says_how_it_is_used() -> None:
    outcome = subprocess.run([sys.executable, str(TOOL)], capture_output=True, text=True, check=False, timeout=60)
    assert outcome.returncode == 2
    assert "usage" in outcome.stderr
