"""The command invent: a graph or tables, never half-written; and stores that keep fiction apart."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Store

from chaingraph.bundle import graph_files, ontology_files
from chaingraph.cli.build import command as build
from chaingraph.cli.invent import command as invent
from chaingraph.errors import InputError, StoreError
from chaingraph.namespaces import DEF, PREFIXES, mint
from chaingraph.readings.templates import read_templates
from chaingraph.reports.structure import report_structure
from chaingraph.store import open_store

TYPE = NamedNode(f"{PREFIXES['rdf']}type")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(invent, arguments)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fiction") / "city.trig"
    assert run("-o", str(path), "--firms", "40", "--lang", "en").exit_code == 0
    return path


def write_folder(folder: Path, *files: Path) -> str:
    store = Store(str(folder))
    for path in (*ontology_files(), *files):
        store.bulk_load(path=str(path))
    store.flush()
    return str(folder)


def test_a_graph_and_its_tables_say_the_same(city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    done = run("-o", str(folder), "--firms", "40", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "fictional cities: 1" in done.stderr
    assert f"chaingraph build {folder}" in done.stderr
    assert [path.name for path in folder.parent.iterdir()] == ["tables"]
    assert CliRunner().invoke(build, [str(folder)]).exit_code == 0
    assert folder.with_suffix(".trig").read_bytes() == city.read_bytes()


def test_progress_is_told_for_several_cities(tmp_path: Path) -> None:
    done = run("-o", str(tmp_path / "two.trig"), "--firms", "10", "--cities", "2")
    assert "已编出1/2座城市" in done.stderr
    assert "虚构城市2座" in done.stderr


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("city.ttl", "the graph is written as TriG"),
        ("full", "there is something already"),
        ("folder.trig", "give a file that ends in"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_and_left_alone(tmp_path: Path, name: str, message: str) -> None:
    for folder in ("full", "folder.trig"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.txt").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run("-o", str(tmp_path / name), "--firms", "10")
    assert isinstance(done.exception, InputError)
    assert message in str(done.exception)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("arguments", [["--firms", "9"], ["--cities", "41"], ["--seed", "-1"], []])
def test_numbers_out_of_range_and_a_missing_place_are_usage_errors(tmp_path: Path, arguments: list[str]) -> None:
    output = ["-o", str(tmp_path / "x.trig")] if arguments else []
    done = run(*output, *arguments)
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_fiction_beside_fact_is_refused(city: Path, tmp_path: Path) -> None:
    dezhou = next(path for path in graph_files() if path.name == "dezhou.trig")
    with pytest.raises(StoreError, match=r"fictional documents \(document:fiction-\S+\) beside others"):
        open_store([str(city), str(dezhou)])
    with pytest.raises(StoreError, match="fictional documents"):
        open_store([write_folder(tmp_path / "store", city, dezhou)])


def test_fiction_alone_opens_from_file_and_folder(city: Path, tmp_path: Path) -> None:
    assert len(open_store([str(city)])) > 1000
    reference = next(path for path in graph_files() if path.name == "reference.trig")
    assert len(open_store([write_folder(tmp_path / "store", city, reference)], templates=True)) > 1000


def test_files_without_templates_get_the_bundled_ones(city: Path) -> None:
    store = open_store([str(city)], templates=True)
    templates = read_templates(store)
    bundled = read_templates(open_store())
    assert templates.segments == bundled.segments
    assert templates.inputs == bundled.inputs
    assert all(templates.names[key].zh for key in templates.segments)
    subjects = {match.subject for match in templates.matches}
    assert subjects
    assert all(subject.startswith("chain:fiction-") for subject in subjects)
    document = NamedNode(f"{DEF}Document")
    fictional = NamedNode(f"{DEF}isFictional")
    for quad in store.quads_for_pattern(None, TYPE, document, None):
        assert any(store.quads_for_pattern(quad.subject, fictional, None, None))


def test_files_with_templates_of_their_own_keep_only_these(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(f"<{mint('template', 'mine')}> a <{DEF}ChainTemplate> .\n", encoding="utf-8")
    store = open_store([str(path)], templates=True)
    assert len(list(store.quads_for_pattern(None, TYPE, NamedNode(f"{DEF}ChainTemplate"), None))) == 1


def test_a_folder_without_templates_is_refused_where_they_are_needed(city: Path, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "store", city)
    assert len(open_store([folder])) > 1000
    with pytest.raises(StoreError, match=r"no chain templates; load graph/reference\.trig into it too"):
        open_store([folder], templates=True)


def test_the_structure_of_a_fictional_city_says_that_it_is_fictional(city: Path) -> None:
    report = report_structure(open_store([str(city)], templates=True))
    assert "虚构·" in report.title.zh
    assert "Fictional " in report.title.en
