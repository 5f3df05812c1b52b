"""What only the named graphs show, check digits, rows, and the command itself."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from chaingraph.cli.validate import command
from chaingraph.errors import GraphFileError
from chaingraph.namespaces import DEF, PREFIXES, mint
from chaingraph.validate import Finding, row_hint, validate_files, validate_graph, validate_store

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")


@pytest.fixture
def dataset(base_trig: str) -> list[Quad]:
    return list(parse(base_trig, format=RdfFormat.TRIG))


def _rules(findings: list[Finding]) -> set[str]:
    return {finding.shape for finding in findings}


def _written(tmp_path: Path, text: str, name: str = "city.trig") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_valid_dataset_has_no_findings(dataset: list[Quad]) -> None:
    assert validate_graph(dataset) == []


def test_statement_outside_its_documents_graph_is_found(base_trig: str) -> None:
    moved = base_trig.replace("GRAPH graph:u ", "GRAPH graph:d ")
    findings = validate_graph(list(parse(moved, format=RdfFormat.TRIG)))
    assert {(finding.shape, finding.focus) for finding in findings} == {
        ("graph-of-node", "target:u.x"),
        ("graph-of-node", "evidence:u.unlocated"),
    }
    assert "'graph:d'" in findings[0].message
    assert "'graph:u'" in findings[0].message


def test_entity_in_a_documents_graph_is_found(dataset: list[Quad]) -> None:
    stray = Quad(
        NamedNode(mint("chain", "c")),
        NamedNode(f"{PREFIXES['skos']}altLabel"),
        Literal("又名", language="zh-Hans"),
        NamedNode(mint("graph", "d")),
    )
    assert _rules(validate_graph([*dataset, stray])) == {"graph-of-node"}


@pytest.mark.parametrize("kind", ["exclusion", "merge"])
def test_judgement_in_a_documents_graph_is_found(base_trig: str, kind: str) -> None:
    quads = list(parse(base_trig, format=RdfFormat.TRIG))
    stray = {quad for quad in quads if f"/id/{kind}/d." in str(quad.subject)}
    assert stray
    moved = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(mint("graph", "d"))) if quad in stray else quad
        for quad in quads
    ]
    findings = validate_graph(moved)
    assert {(finding.shape, finding.focus.partition(":")[0]) for finding in findings} == {("graph-of-node", kind)}


def test_default_graph_makes_no_claim_about_places(dataset: list[Quad]) -> None:
    assert validate_graph(Quad(*quad.triple) for quad in dataset) == []


def test_statement_citing_another_document_is_found(base_trig: str) -> None:
    crossed = base_trig.replace("cg:evidence evidence:u.unlocated ;", "cg:evidence evidence:d.20-60 ;")
    assert _rules(validate_graph(list(parse(crossed, format=RdfFormat.TRIG)))) == {"document-of-statement"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("oa:hasSource document:u .", "oa:hasSource document:v ."),
        ("oa:start 20 ;", "oa:start 21 ;"),
        ("oa:hasSelector selector:d.20-60 ;", "oa:hasSelector selector:d.20-61 ;"),
    ],
    ids=["document", "position", "selector"],
)
def test_evidence_whose_iri_says_otherwise_is_found(base_trig: str, old: str, new: str) -> None:
    changed = base_trig.replace(old, new)
    assert changed != base_trig
    assert "place-of-evidence" in _rules(validate_graph(list(parse(changed, format=RdfFormat.TRIG))))


def test_blank_node_in_data_is_found(base_trig: str) -> None:
    changed = base_trig.replace("prov:wasDerivedFrom document:u", "prov:wasDerivedFrom [ a cg:Document ]")
    assert "blank-node" in _rules(validate_graph(list(parse(changed, format=RdfFormat.TRIG))))


def test_misspelt_property_is_found_with_the_nearest(dataset: list[Quad]) -> None:
    misspelt = Quad(
        NamedNode(mint("chain-entry", "d", "x")),
        NamedNode(f"{DEF}validForm"),
        Literal("2024-01-01"),
        NamedNode(mint("graph", "d")),
    )
    (finding,) = validate_graph([*dataset, misspelt])
    assert finding.shape == "unknown-term"
    assert "did you mean 'cg:validFrom'" in finding.message


@pytest.mark.parametrize("code", ["91350100M000100Y44", "91350100M000100Y34"])
def test_credit_code_with_wrong_check_digit_is_found(base_trig: str, code: str) -> None:
    changed = base_trig.replace("91350100M000100Y43", code)
    assert _rules(validate_graph(list(parse(changed, format=RdfFormat.TRIG)))) == {"credit-code"}


def test_context_resolves_references_and_is_not_validated(base_trig: str, tmp_path: Path) -> None:
    quads = list(parse(base_trig, format=RdfFormat.TRIG))
    entities = [quad for quad in quads if quad.graph_name == NamedNode(mint("graph", "entities"))]
    rest = [quad for quad in quads if quad.graph_name != NamedNode(mint("graph", "entities"))]
    broken = Quad(NamedNode(mint("chain", "bare")), _TYPE, NamedNode(f"{DEF}Chain"), entities[0].graph_name)
    assert validate_graph(rest) != []
    assert validate_graph(rest, context=[*entities, broken]) == []


def test_argument_is_left_alone(base_store: Store) -> None:
    before = set(base_store)
    validate_graph(base_store)
    assert set(base_store) == before


def test_findings_name_file_row_and_remedy(base_trig: str, tmp_path: Path) -> None:
    growth = "cg:unit unit:{} ; cg:basis scheme:basis-growth".format
    path = _written(tmp_path, base_trig.replace(growth("PERCENT"), growth("NUM")))
    (finding,) = validate_files([path]).findings
    assert finding.file == str(path)
    assert finding.row == "observations.csv: d x"
    assert finding.focus == "observation:d.x"
    assert finding.shape == "Figure-growth"
    assert "give the unit 'percent'" in finding.message


def test_finding_in_evidence_names_the_row_that_rests_on_it(base_trig: str) -> None:
    changed = base_trig.replace("cg:bodyEnd 900", "cg:bodyEnd 50")
    (finding,) = validate_graph(list(parse(changed, format=RdfFormat.TRIG)))
    assert finding.shape == "Evidence-body"
    assert finding.row == "awards.csv: d x"


def test_messages_come_in_chinese(base_trig: str) -> None:
    changed = base_trig.replace('cg:divisionCode "371400"', 'cg:divisionCode "x"')
    (finding,) = validate_graph(list(parse(changed, format=RdfFormat.TRIG)), lang="zh")
    assert finding.message.startswith("地区至多有一个区划代码")


def test_strings_that_oxigraph_typed_are_the_same_strings(dataset: list[Quad]) -> None:
    # Plain and xsd:string literals are one thing; rdflib over Oxigraph holds them apart.
    store = Store()
    store.extend(dataset)
    assert validate_store(store).findings == ()


def test_row_hint_is_empty_outside_the_individuals() -> None:
    assert row_hint("https://w3id.org/chaingraph/def/Chain") == ""
    assert row_hint("https://example.org/id/chain/c") == ""


def test_ontology_file_is_held_to_the_house_rules(tmp_path: Path) -> None:
    text = (
        f"PREFIX cg: <{DEF}>\nPREFIX owl: <{PREFIXES['owl']}>\n"
        "<https://example.org/mine> a owl:Ontology .\ncg:Nameless a owl:Class ."
    )
    findings = validate_files([_written(tmp_path, text, "mine.ttl")]).findings
    assert "cg:Nameless" in {finding.focus for finding in findings}


def test_command_passes_a_valid_file_with_one_line_on_stderr(base_trig: str, tmp_path: Path) -> None:
    result = _run(_written(tmp_path, base_trig), "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(" shapes, 0 findings\n")


def test_command_exits_1_on_a_violation(base_trig: str, tmp_path: Path) -> None:
    path = _written(tmp_path, base_trig.replace('"某市"@zh-Hans , ', ""))
    result = _run(path, "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"violation: {path}: places.csv: city: place:city skos:prefLabel: An entity needs")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_command_writes_what_programs_read(form: str, base_trig: str, tmp_path: Path) -> None:
    path = _written(tmp_path, base_trig.replace('cg:divisionCode "371400"', 'cg:divisionCode "x"'))
    text = _run(path, "-f", form).stdout
    rows = json.loads(text) if form == "json" else list(csv.DictReader(io.StringIO(text)))
    assert [(row["shape"], row["value"]) for row in rows] == [("Place-divisionCode", "x")]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_control_characters_never_reach_the_terminal(form: str, base_trig: str, tmp_path: Path) -> None:
    hostile = base_trig.replace('"某市"@zh-Hans', '"\\u001B]0;owned\\u0007\\u009B\\u202E市"@zh-Hans')
    result = _run(_written(tmp_path, hostile), "-f", form)
    assert result.exit_code == 1
    assert "owned" in result.stdout
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(result.stdout)


def test_syntax_error_names_file_and_line(base_trig: str, tmp_path: Path) -> None:
    path = _written(tmp_path, "PREFIX cg: <https://w3id.org/chaingraph/def/>\n\ncg:a cg:b ", "broken.ttl")
    with pytest.raises(GraphFileError, match=r"broken\.ttl:3: not valid Turtle"):
        validate_files([path])


def test_command_reads_a_store_folder(dataset: list[Quad], tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.extend([*dataset, Quad(NamedNode(DEF), _TYPE, NamedNode(f"{PREFIXES['owl']}Ontology"))])
    store.flush()
    del store
    result = _run("-s", tmp_path / "store", "--lang", "en")
    assert (result.exit_code, result.stdout) == (0, "")


def test_files_and_store_exclude_each_other(tmp_path: Path) -> None:
    assert _run("-s", tmp_path, "x.ttl").exit_code == 2


def test_bundled_graph_holds_to_the_shapes() -> None:
    from chaingraph.bundle import graph_files

    assert validate_files(graph_files()).findings == ()


def test_file_without_a_statement_is_told_and_not_called_good(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("@prefix cg: <https://w3id.org/chaingraph/def/> .\n", encoding="utf-8")
    with pytest.raises(GraphFileError, match="holds no statement"):
        validate_files([path])
