"""Exports are read again by readers that aren't ours, whole and with equal counts."""

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner
from pyarrow import parquet
from pyoxigraph import NamedNode, QuerySolutions, Store
from tests.command import run_command

from chaingraph.book import read_book
from chaingraph.cli.export import command
from chaingraph.errors import InputError
from chaingraph.exports.export import FORMATS, export_store
from chaingraph.namespaces import DEF, PREFIXES
from chaingraph.store import open_store

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
NAME = '=甲<公司> & "乙"\\n丙'
TRIG = f"""{HEAD}
graph:entities {{
  enterprise:a a cg:Enterprise , cg:Entity ; skos:prefLabel "{NAME.replace('"', chr(92) + '"')}"@zh-Hans , "A"@en .
  enterprise:b a cg:Enterprise , cg:Entity ; skos:prefLabel "乙厂"@zh-Hans .
  place:city a cg:Place , cg:Entity ; skos:prefLabel "某市"@zh-Hans .
  place:county a cg:Place , cg:Entity ; skos:prefLabel "某县"@zh-Hans ; cg:within place:city .
  document:d a cg:Document , cg:Entity ; skos:prefLabel "文献"@zh-Hans ; dcterms:language "zh-Hans" ;
    dcterms:issued "2024-01-31"^^xsd:date .
}}
graph:d {{
  evidence:d.unlocated a cg:Evidence ; oa:hasSource document:d .
  supply:d.x a cg:SupplyLink , cg:Statement ; cg:evidence evidence:d.unlocated ; cg:supplier enterprise:a ;
    cg:customer enterprise:b ; cg:validFrom "2023-01-01"^^xsd:date ; cg:validTo "2023-12-31"^^xsd:date .
  relation:d.y a cg:BusinessRelation , cg:Statement ; cg:evidence evidence:d.unlocated ; cg:relationFrom enterprise:a ;
    cg:relationTo enterprise:b ; cg:relationKind scheme:relation-investment ; cg:reportedOn "2022-05-01"^^xsd:date .
  siting:d.z a cg:Siting , cg:Statement ; cg:evidence evidence:d.unlocated ; cg:about enterprise:b ; cg:area place:county .
}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.trig"
    path.write_text(TRIG, encoding="utf-8")
    return path


@pytest.fixture
def store(file: Path) -> Store:
    return open_store([str(file)])


def exported(store: Store, form: str) -> bytes:
    made = export_store(store, form)
    assert isinstance(made, bytes)
    return made


def edges_of(graph: "nx.MultiDiGraph[str]") -> dict[str, tuple[str, str, dict[str, str]]]:
    return {key: (source, target, graph.edges[source, target, key]) for source, target, key in graph.edges}


def in_graphs(store: Store) -> set[tuple[str, ...]]:
    return {tuple(map(str, quad)) for quad in store if isinstance(quad.graph_name, NamedNode)}


def test_turtle_is_the_union_of_all_graphs(store: Store) -> None:
    graph = rdflib.Graph().parse(data=exported(store, "turtle"), format="turtle")
    assert len(graph) == len({quad[:3] for quad in in_graphs(store)})
    labels = {str(one) for one in graph.objects(None, rdflib.SKOS.prefLabel)}
    assert '=甲<公司> & "乙"\n丙' in labels


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_json_ld_keeps_the_graphs(store: Store) -> None:
    made = exported(store, "jsonld")
    assert {one["@id"].rpartition("/")[2] for one in json.loads(made) if "@graph" in one} == {"entities", "d"}
    dataset = rdflib.Dataset()
    dataset.parse(data=made, format="json-ld")
    assert sum(1 for _ in dataset.quads()) == len(in_graphs(store))


def test_graphml_has_all_things_and_edges_with_their_days(store: Store) -> None:
    graph = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    assert set(graph) == set(read_book(store).things)
    assert graph.nodes["enterprise:a"] == {"kind": "Enterprise", "zh": '=甲<公司> & "乙"\n丙', "en": "A"}
    assert isinstance(graph, nx.MultiDiGraph)
    edges = edges_of(graph)
    assert {key: ends[:2] for key, ends in edges.items()} == {
        "supply:d.x": ("enterprise:a", "enterprise:b"),
        "relation:d.y": ("enterprise:a", "enterprise:b"),
        "siting:d.z": ("enterprise:b", "place:county"),
        "place:county cg:within": ("place:county", "place:city"),
    }
    assert edges["supply:d.x"][2]["until"] == "2023-12-31"
    assert edges["relation:d.y"][2]["relation"] == "scheme:relation-investment"
    assert edges["relation:d.y"][2]["since"] == "2022-05-01"
    assert edges["siting:d.z"][2]["since"] == "2024-01-31"


def test_gexf_has_the_days_of_edges_and_none_of_its_own(store: Store) -> None:
    made = exported(store, "gexf")
    assert b"lastmodifieddate" not in made
    graph = nx.read_gexf(io.BytesIO(made))
    assert graph.number_of_edges() == 4
    assert graph.nodes["enterprise:a"]["zh"] == '=甲<公司> & "乙"\n丙'
    spans = {data["statement"]: (data.get("start"), data.get("end")) for _, _, data in graph.edges(data=True)}
    assert spans["supply:d.x"] == ("2023-01-01", "2023-12-31")
    assert spans["place:county cg:within"] == (None, None)


def test_parquet_has_the_tables_of_csv_and_names_as_they_are(store: Store) -> None:
    made, tables = export_store(store, "parquet"), export_store(store, "csv")
    assert isinstance(made, dict)
    assert isinstance(tables, dict)
    assert [name.partition(".")[0] for name in made] == [name.partition(".")[0] for name in tables]
    rows = parquet.read_table(io.BytesIO(made["things-enterprise.parquet"])).to_pylist()
    assert [row["zh"] for row in rows] == ['=甲<公司> & "乙"\n丙', "乙厂"]
    supply = parquet.read_table(io.BytesIO(made["statements-supplylink.parquet"])).to_pylist()
    assert [(row["since"], row["validTo"]) for row in supply] == [("2023-01-01", "2023-12-31")]


def test_parquet_without_its_package_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"chaingraph\[parquet\]"):
        export_store(store, "parquet")


def test_neo4j_has_typed_headings_and_names_as_they_are(store: Store) -> None:
    made = export_store(store, "neo4j")
    assert isinstance(made, dict)
    tables = {name: list(csv.DictReader(io.StringIO(made[name].decode(), newline=""))) for name in made}
    nodes = {row["key:ID"]: row for row in tables["nodes.csv"]}
    assert set(nodes) == set(read_book(store).things)
    assert nodes["enterprise:a"]["zh"] == '=甲<公司> & "乙"\n丙'
    assert nodes["enterprise:a"][":LABEL"] == "Enterprise"
    assert {(row[":TYPE"], row["since:date"]) for row in tables["relationships.csv"]} == {
        ("SupplyLink", "2023-01-01"), ("BusinessRelation", "2022-05-01"), ("Siting", "2024-01-31"), ("within", ""),
    }  # fmt: skip
    assert {row[end] for row in tables["relationships.csv"] for end in (":START_ID", ":END_ID")} <= set(nodes)


def test_csv_has_a_file_for_each_kind_and_no_formula(store: Store) -> None:
    made = export_store(store, "csv")
    assert isinstance(made, dict)
    assert all(content.startswith(b"\xef\xbb\xbf") for content in made.values())
    rows = {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        for name, content in made.items()
    }
    assert {name: len(found) for name, found in rows.items()} == {
        "statements-businessrelation.csv": 1, "statements-siting.csv": 1, "statements-supplylink.csv": 1,
        "things-document.csv": 1, "things-enterprise.csv": 2, "things-place.csv": 2,
    }  # fmt: skip
    assert rows["things-enterprise.csv"][0]["zh"] == "'" + '=甲<公司> & "乙"\n丙'
    assert rows["statements-supplylink.csv"][0]["documents"] == "document:d"
    assert rows["statements-supplylink.csv"][0]["validTo"] == "2023-12-31"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_bytes(file: Path, tmp_path: Path, form: str) -> None:
    words = ["export", form, "-s", str(file), "-o"]
    subprocess.run(
        [sys.executable, "-m", "chaingraph", *words, str(tmp_path / "there")],
        check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "1"},
    )  # fmt: skip
    assert run_command([*words, str(tmp_path / "here")]).returncode == 0
    made = []
    for place in (tmp_path / "there", tmp_path / "here"):
        files = [place] if place.is_file() else sorted(place.iterdir())
        made.append([(one.name if place.is_dir() else "", one.read_bytes()) for one in files])
    assert made[0] == made[1]


def test_a_folder_with_files_is_left_as_it_is(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    done = CliRunner().invoke(command, ["csv", "-s", str(file), "-o", str(folder)])
    assert done.exit_code != 0
    assert [one.name for one in folder.iterdir()] == ["mine.txt"]


def test_the_bundled_graph_is_exported_whole() -> None:
    store = open_store()
    graph = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    assert set(graph) == set(read_book(store).things)
    kinds = Counter(data["kind"] for _, _, data in graph.edges(data=True))
    for kind in ("SegmentInput", "Siting", "Participation"):
        found = store.query(f"SELECT ?s {{ GRAPH ?g {{ ?s a <{DEF}{kind}> }} }}")
        assert isinstance(found, QuerySolutions)
        assert kinds[kind] == len(list(found))
