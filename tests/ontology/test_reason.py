"""A reasoner finds that the ontology can be true, and that each mutant cannot."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chaingraph.bundle import graph_files, ontology_files

TOOL = Path(__file__).parents[2] / "tools" / "reason.py"
CORE = ontology_files()[0].parent / "core.ttl"
ALIGNMENTS = CORE.with_name("alignments.ttl")
PREFIXES = """
@prefix cg: <https://w3id.org/chaingraph/def/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix scheme: <https://w3id.org/chaingraph/scheme/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
INCONSISTENT = "the files are inconsistent"

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs a Java runtime")


def reason(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_ontology_and_a_sample_of_the_graph_can_be_true() -> None:
    outcome = reason(*ontology_files(), *graph_files())
    assert (outcome.returncode, outcome.stdout) == (0, ""), outcome.stderr


@pytest.mark.parametrize(
    ("mutant", "said"),
    [
        pytest.param(
            "cg:Forecast a owl:Class ; rdfs:subClassOf cg:Observation , cg:Target .",
            "https://w3id.org/chaingraph/def/Forecast: the class can have no members",
            id="a class under observation and target",
        ),
        pytest.param(
            "cg:Settled a owl:Class ; rdfs:subClassOf cg:FigureExclusion , cg:Statement .",
            "https://w3id.org/chaingraph/def/Settled: the class can have no members",
            id="an exclusion that is a statement",
        ),
        pytest.param("<urn:x> a cg:Observation , cg:Target .", INCONSISTENT, id="an observation that is a target"),
        pytest.param("<urn:x> a cg:Chain , cg:ChainEntry .", INCONSISTENT, id="an entity that is a statement"),
        pytest.param("<urn:x> a cg:Enterprise , cg:GovernmentBody .", INCONSISTENT, id="a firm that governs"),
        pytest.param(
            "<urn:x> a cg:Observation ; cg:indicator <urn:a> , <urn:b> . <urn:a> owl:differentFrom <urn:b> .",
            INCONSISTENT,
            id="two indicators declared different",
        ),
        pytest.param(
            "<urn:x> a cg:ChainOwnership ; cg:owner <urn:a> , <urn:b> .", INCONSISTENT, id="two owners in one statement"
        ),
        pytest.param(
            "<urn:x> a cg:Observation ; cg:value 1.5 , 2.5 .", INCONSISTENT, id="two values in one observation"
        ),
        pytest.param(
            '<urn:x> a cg:Target ; cg:periodEnd "2025-01-01"^^xsd:date , "2025-01-02"^^xsd:date .',
            INCONSISTENT,
            id="two ends of one period",
        ),
        pytest.param('<urn:x> a cg:Observation ; cg:value "many" .', INCONSISTENT, id="a value that is no number"),
        pytest.param(
            "<urn:x> a cg:ChainOwnership ; cg:owner <urn:a> . <urn:a> a cg:Place .",
            INCONSISTENT,
            id="a place that owns a chain",
        ),
        pytest.param(
            "<urn:x> a cg:ChiefHolding ; cg:holder <urn:a> . <urn:a> a cg:Enterprise .",
            INCONSISTENT,
            id="a firm that is chief",
        ),
        pytest.param("<urn:x> a cg:Segment ; cg:feeds <urn:x> .", INCONSISTENT, id="a segment that feeds itself"),
    ],
)
def test_the_reasoner_refuses(mutant: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mutant.ttl"
    path.write_text(PREFIXES + mutant + "\n", encoding="utf-8")
    outcome = reason(CORE, ALIGNMENTS, path)
    assert outcome.returncode == 1, outcome.stderr
    assert said in outcome.stdout


def test_what_the_reasoner_accepts_has_nothing_made_up_against_it(tmp_path: Path) -> None:
    path = tmp_path / "sound.ttl"
    path.write_text(
        PREFIXES
        + "<urn:x> a cg:Observation ; cg:value 1.5 ; cg:indicator <urn:a> ; cg:area <urn:p> ; cg:about <urn:p> .\n"
        + "<urn:y> a cg:Platform , cg:Institution . <urn:p> a cg:Place , cg:Park .\n"
        + "<urn:z> a cg:Participation , cg:Judgement ; cg:participant <urn:y> .\n",
        encoding="utf-8",
    )
    outcome = reason(CORE, ALIGNMENTS, path)
    assert (outcome.returncode, outcome.stdout) == (0, ""), outcome.stderr
