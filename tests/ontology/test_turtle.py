"""The ontology's Turtle says one thing, whoever reads it and whenever.

Turtle that people write has no canonical text, so what must be stable is the meaning: two unrelated parsers read the
same graph, and its canonical form (RDFC-1.0) has the same bytes under every hash seed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as px
import pytest
import rdflib

from chaingraph.bundle import ontology_files

FILES = ontology_files()
NAMES = [path.name for path in FILES]

CANONICAL = """
import hashlib, sys
import pyoxigraph as px
for path in sys.argv[1:]:
    dataset = px.Dataset(px.parse(path=path))
    dataset.canonicalize(px.CanonicalizationAlgorithm.RDFC_1_0)
    text = "\\n".join(sorted(str(quad) for quad in dataset))
    print(hashlib.sha256(text.encode()).hexdigest())
"""


def canonical(data: bytes, form: px.RdfFormat) -> list[str]:
    dataset = px.Dataset(px.parse(data, format=form))
    dataset.canonicalize(px.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_two_parsers_read_the_same_graph(path: Path) -> None:
    graph = rdflib.Graph().parse(path, format="turtle")
    through_rdflib = graph.serialize(format="nt", encoding="utf-8")
    assert canonical(through_rdflib, px.RdfFormat.N_TRIPLES) == canonical(path.read_bytes(), px.RdfFormat.TURTLE)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_round_through_rdflibs_turtle_loses_nothing(path: Path) -> None:
    graph = rdflib.Graph().parse(path, format="turtle")
    written = graph.serialize(format="longturtle", encoding="utf-8")
    assert canonical(written, px.RdfFormat.TURTLE) == canonical(path.read_bytes(), px.RdfFormat.TURTLE)


def test_the_canonical_form_has_the_same_bytes_under_every_hash_seed() -> None:
    command = [sys.executable, "-c", CANONICAL, *map(str, FILES)]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=120
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_text_diffs_well(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert b"\r" not in data
    assert "\t" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_each_declared_prefix_is_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix ([\w-]*):", text, re.MULTILINE)
    body = re.sub(r"^@prefix.*$", "", text, flags=re.MULTILINE)
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)] == []


@pytest.mark.parametrize("path", sorted((FILES[0].parent / "pinned").glob("*.txt")), ids=lambda path: path.stem)
def test_a_pinned_list_says_where_it_is_from_and_is_sorted(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    terms = lines[len(comments) :]
    assert [line.split(":")[0] for line in comments] == ["# vocabulary", "# version", "# published at", "# taken from"]
    assert terms == sorted(set(terms))
    assert all(re.fullmatch(r"https?://\S+", term) for term in terms)


def test_terms_are_no_blank_nodes_and_encode_no_version() -> None:
    core = (FILES[0].parent / "core.ttl").read_bytes()
    subjects = {quad.subject for quad in px.parse(core, format=px.RdfFormat.TURTLE)}
    ours = [
        s.value for s in subjects if isinstance(s, px.NamedNode) and s.value.startswith("https://w3id.org/chaingraph/")
    ]
    assert [iri for iri in ours if not re.fullmatch(r"https://w3id\.org/chaingraph/def/[A-Za-z0-9]*", iri)] == []
