"""Importing ICKG: every fact leads to its line, what is odd is told, and the analyses answer on it."""

import csv
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions, Store
from tests.command import run_command

from chaingraph.book import read_book
from chaingraph.cli.import_data import command
from chaingraph.errors import InputError
from chaingraph.imports.ickg import read_ickg
from chaingraph.report import Sheet, Thing
from chaingraph.reports.communities import report_communities
from chaingraph.reports.key_nodes import report_key_nodes
from chaingraph.reports.shock import report_shock
from chaingraph.store import open_store
from chaingraph.validate import validate_files

ROOT = Path(__file__).resolve().parent.parent.parent


def imported(folder: Path, output: Path) -> Store:
    done = CliRunner().invoke(command, ["ickg", str(folder), "-o", str(output), "--lang", "en"])
    assert done.exit_code == 0, done.output
    return open_store([str(output)])


def first_things(sheet: Sheet, column: str) -> list[str]:
    return [cell.name.zh for row in sheet.records() if isinstance(cell := row[column], Thing)]


def test_each_kind_of_fact_becomes_what_it_honestly_can(ickg: Path) -> None:
    assert read_ickg(ickg).count() == {
        "documents": 2, "templates": 1, "products": 1, "enterprises": 4, "segments": 4, "template_segments": 4,
        "supplies": 2, "participations": 4, "relations": 7, "segment_inputs": 2,
    }  # fmt: skip


def test_what_is_odd_is_told_with_its_line(ickg: Path) -> None:
    found = read_ickg(ickg)
    assert {(one.file, one.line, one.kind) for one in found.doubts} == {
        ("entity2id.txt", 9, "same-name"),
        ("entity2id.txt", 7, "two-roles"),
        ("valid.txt", 1, "cycle"),
        ("valid.txt", 3, "kind"),
        ("valid.txt", 4, "self"),
        ("valid.txt", 6, "duplicate"),
        ("valid.txt", 7, "dangling"),
        ("valid.txt", 9, "malformed"),
    }


def test_the_report_lists_all_that_is_odd(ickg: Path, tmp_path: Path) -> None:
    (ickg / "valid.txt").write_text("=cmd|'/c calc'!A1\n", encoding="utf-8")
    report = tmp_path / "odd.csv"
    done = CliRunner().invoke(command, ["ickg", str(ickg), "-o", str(tmp_path / "x.trig"), "--report", str(report)])
    assert done.exit_code == 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["what"] for row in rows if row["kind"] == "malformed"] == ["'=cmd|'/c calc'!A1"]
    assert "malformed, left out: 1" not in done.stdout


def test_the_graph_is_valid(ickg: Path, tmp_path: Path) -> None:
    imported(ickg, tmp_path / "x.trig")
    assert validate_files([tmp_path / "x.trig"]).findings == ()


def test_a_statement_leads_to_its_line_and_file(ickg: Path, tmp_path: Path) -> None:
    imported(ickg, tmp_path / "x.trig")
    store = Store()
    store.load(path=str(tmp_path / "x.trig"))
    answer = store.query("""
        PREFIX cg: <https://w3id.org/chaingraph/def/> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?name ?day ?where ?sha ?from { GRAPH ?g {
            ?s a cg:SupplyLink ; cg:supplier ?firm ; cg:reportedOn ?day ; cg:evidence ?e .
            ?e oa:hasSource ?doc ; oa:hasSelector/rdf:value ?where . OPTIONAL { ?s cg:validFrom ?from } }
            GRAPH ?h { ?firm skos:prefLabel ?name . ?doc cg:sha256 ?sha } } ORDER BY ?day
        """)  # fmt: skip
    assert isinstance(answer, QuerySolutions)
    row = next(answer)
    train = (ickg / "train.txt").read_bytes()
    assert (row["name"].value, row["day"].value, row["where"].value) == ("虚构\\甲<公司>", "2020-01-01", "line=6,7")
    assert row["sha"].value == hashlib.sha256(train).hexdigest()
    assert row["from"] is None  # since when it holds isn't known


def test_the_day_of_report_counts_for_as_of(ickg: Path, tmp_path: Path) -> None:
    book = read_book(imported(ickg, tmp_path / "x.trig"))
    days = [one.since for one in book.statements.values() if one.kind == "SupplyLink"]
    assert sorted(str(day) for day in days) == ["2020-01-01", "2021-06-30"]


def test_importing_twice_gives_the_same_bytes(ickg: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("0", "1"):
        file = tmp_path / f"{seed}.trig"
        subprocess.run(
            [sys.executable, "-m", "chaingraph", "import", "ickg", str(ickg), "-o", str(file)],
            check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed},
        )  # fmt: skip
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_analyses_answer_without_any_city(ickg: Path, tmp_path: Path) -> None:
    store = imported(ickg, tmp_path / "x.trig")
    assert first_things(report_key_nodes(store, top=0.5).sheet("segments"), "node")[:1] == ["玻璃业"]
    hit = first_things(report_shock(store, ["砂矿业"]).sheet("hits"), "node")
    assert hit[:3] == ["砂矿业", "玻璃业", "灯具业"]
    assert report_communities(store, runs=2, as_of=date(2020, 12, 31)).sheets


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("entity2id.txt", b"\xff\xfe", "not UTF-8"),
        ("time2id.txt", None, "can't be read"),
        ("train.txt", b"1\t2\n", "no line of train.txt"),
    ],
)
def test_a_folder_that_is_none_says_so(ickg: Path, file: str, content: bytes | None, message: str) -> None:
    (ickg / "valid.txt").unlink()
    if content is None:
        (ickg / file).unlink()
    else:
        (ickg / file).write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_ickg(ickg)


@pytest.mark.sources
def test_the_published_subset_is_taken_over_whole(sources_folder: Path) -> None:
    subset = sources_folder.parent / "data" / "ickg-subset"
    found = read_ickg(subset)
    lines = sum(len((subset / f"{name}.txt").read_text("utf-8").splitlines()) for name in ("train", "valid", "test"))
    left = Counter(one.kind for one in found.doubts if one.kind != "cycle")
    assert sum(row.table.is_statement for row in found.rows) + sum(left.values()) == lines == 12313
    assert left == {"self": 49, "kind": 16}


def tutorial(page: str) -> list[str]:
    block = re.search(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    assert block
    return block[1].splitlines()


def run_tutorial(folder: Path, segment: str) -> None:
    """Run the commands of the tutorial beside a folder that holds the dataset; nothing in its graph is at fault."""
    for line in tutorial("tutorial-ickg.md"):
        arguments = [segment if word == "半导体" else word for word in shlex.split(line)[1:]]
        done = run_command(arguments, folder=folder)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert arguments[0] != "validate" or "，0处问题" in done.stderr
    assert (folder / "network.html").stat().st_size > 100_000


def test_the_tutorial_runs_over_a_made_up_dataset(ickg: Path) -> None:
    ickg.rename(ickg.with_name("ICKG-subset"))
    run_tutorial(ickg.parent, "砂矿业")


def test_both_languages_of_the_tutorial_show_the_same_commands() -> None:
    assert tutorial("tutorial-ickg.md") == tutorial("tutorial-ickg.zh.md")


@pytest.mark.sources
def test_the_tutorial_runs_over_the_published_subset(sources_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(sources_folder.parent / "data" / "ickg-subset", tmp_path / "ICKG-subset")
    run_tutorial(tmp_path, "半导体")
