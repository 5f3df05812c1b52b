"""Differences between days of the bundled graph, and between it and a changed copy."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.bundle import graph_files
from chaingraph.cli.diff import command
from chaingraph.errors import ChainGraphError
from chaingraph.report import Report
from chaingraph.reports.diff_days import report_days
from chaingraph.reports.diff_graphs import report_graphs
from chaingraph.reports.diff_sheets import LATEST
from chaingraph.store import open_store

_PREFIXES = """
@prefix cg: <https://w3id.org/chaingraph/def/> .
@prefix scheme: <https://w3id.org/chaingraph/scheme/> .
@prefix id: <https://w3id.org/chaingraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/chaingraph/id/place/x> a cg:Place ; skos:prefLabel "甲市"@zh-Hans , "X"@en .
<https://w3id.org/chaingraph/id/chain/c> a cg:Chain ; skos:prefLabel "乙产业链"@zh-Hans , "C chain"@en .
<https://w3id.org/chaingraph/id/enterprise/f> a cg:Enterprise ; skos:prefLabel "丙公司"@zh-Hans , "F"@en .
"""
_FIGURE = """
<https://w3id.org/chaingraph/id/observation/o> a cg:Observation , cg:Statement ;
  cg:indicator scheme:indicator-operating-revenue ; cg:about <https://w3id.org/chaingraph/id/enterprise/f> ;
  cg:area <https://w3id.org/chaingraph/id/place/x> ; cg:basis scheme:basis-level ; cg:status scheme:status-reported ;
  cg:qualifier scheme:qualifier-exact ; cg:unit <http://qudt.org/vocab/unit/CCY_CNY> ;
  cg:periodStart "2022-01-01"^^xsd:date ; cg:periodEnd "2022-12-31"^^xsd:date ; cg:value VALUE .
"""
_OWNER = """
<https://w3id.org/chaingraph/id/chain-ownership/d.o> a cg:ChainOwnership , cg:Statement ;
  cg:owner <https://w3id.org/chaingraph/id/enterprise/f> ; cg:chain <https://w3id.org/chaingraph/id/chain/c> .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


def _graph(path: Path, *parts: str) -> Store:
    path.write_text(_PREFIXES + "".join(parts), encoding="utf-8")
    return open_store([str(path)])


def _sentences(report: Report, lang: str) -> list[str]:
    return [
        row["sentence"].show(lang)  # type: ignore[union-attr]
        for sheet in report.sheets
        if sheet.key != "summary"
        for row in sheet.records()
    ]


def test_landmark_list_became_stated_in_2023(store: Store) -> None:
    report = report_days(store, date(2022, 12, 31), date(2023, 12, 31), city="dezhou")
    latest = [row["statement"] for row in report.sheet(LATEST).records()]
    assert latest == ["list-series:dezhou-landmark-chains"]
    claims = {row["statement"]: row for row in report.sheet("MemberSetClaim").records()}
    row = claims["set-claim:dzw-2023-12-30.landmark-chain-count"]
    assert "12条标志性产业链（2023年）" in row["sentence"].zh  # type: ignore[union-attr]
    assert "2023-12-30" in row["sentence"].zh  # type: ignore[union-attr]
    assert row["sources"]


def test_days_of_one_city_leave_the_other_out(store: Store) -> None:
    report = report_days(store, date(2022, 12, 31), date(2023, 12, 31), city="dezhou")
    about = [thing.key for sheet in report.sheets[1:] for row in sheet.records() for thing in row["about"]]  # type: ignore[union-attr]
    assert about
    assert not [key for key in about if "liaocheng" in key or "shen-" in key]


def test_what_ceased_is_told(store: Store) -> None:
    ended = [one for one in _last_days(store) if one]
    assert ended, "the graph states at least one end"
    day = min(ended)
    report = report_days(store, day, date(day.year + 1, 1, 1))
    assert any(sentence.startswith("No longer holds: ") for sentence in _sentences(report, "en"))


def _last_days(store: Store) -> list[date | None]:
    from chaingraph.book import read_book

    return [one.last for one in read_book(store).statements.values()]


def test_changed_value_is_one_sentence_in_both_languages(tmp_path: Path) -> None:
    old = _graph(tmp_path / "old.ttl", _FIGURE.replace("VALUE", "18500000000.0"))
    new = _graph(tmp_path / "new.ttl", _FIGURE.replace("VALUE", "18600000000.0"))
    report = report_graphs(old, new)
    (zh,), (en,) = _sentences(report, "zh"), _sentences(report, "en")
    assert zh.startswith("甲市 · 丙公司：营业收入")
    assert zh.endswith("数值由“185 亿元”改为“186 亿元”")
    assert en.endswith("value changed from '18.5 bn yuan' to '18.6 bn yuan'")


def test_changed_label_of_a_thing_is_told(tmp_path: Path) -> None:
    old, new = _graph(tmp_path / "old.ttl"), tmp_path / "new.ttl"
    new.write_text(_PREFIXES.replace('"F"@en', '"F Ltd"@en'), encoding="utf-8")
    assert _sentences(report_graphs(old, open_store([str(new)])), "en") == [
        "enterprise 'F Ltd': name changed from 'F' to 'F Ltd'"
    ]


def test_added_and_removed_statements(tmp_path: Path) -> None:
    without, with_owner = _graph(tmp_path / "old.ttl"), _graph(tmp_path / "new.ttl", _OWNER)
    assert _sentences(report_graphs(without, with_owner), "zh") == ["新增：乙产业链：链主：丙公司（日期未述）"]
    assert _sentences(report_graphs(with_owner, without), "en")[0].startswith("Removed: C chain: chain owner: F")


def test_nodes_without_iri_are_counted_first(tmp_path: Path) -> None:
    old = _graph(tmp_path / "old.ttl")
    new = _graph(tmp_path / "new.ttl", "[] a cg:Statement , cg:Siting .\n")
    assert report_graphs(old, new).leads[0].en.startswith("1 nodes have no IRI")


def test_bundled_graph_does_not_differ_from_itself(store: Store) -> None:
    report = report_graphs(store, store)
    assert report.sheets == []
    assert report.leads[-1].en == "There are no differences."


def test_exit_code_tells_of_differences(tmp_path: Path) -> None:
    _graph(tmp_path / "old.ttl")
    _graph(tmp_path / "new.ttl", _OWNER)
    paths = [str(tmp_path / name) for name in ("old.ttl", "new.ttl")]
    runner = CliRunner()
    assert runner.invoke(command, paths).exit_code == 0
    assert runner.invoke(command, [*paths, "--exit-code"]).exit_code == 1
    assert runner.invoke(command, [paths[0], paths[0], "--exit-code"]).exit_code == 0


def test_rows_have_all_columns_for_programs(tmp_path: Path) -> None:
    _graph(tmp_path / "old.ttl", _FIGURE.replace("VALUE", "1.0"))
    _graph(tmp_path / "new.ttl", _FIGURE.replace("VALUE", "2.0"))
    result = CliRunner().invoke(command, [str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl"), "-f", "json"])
    (row,) = [one for one in json.loads(result.stdout) if one["table"] == "Observation"]
    assert row["part"]["en"] == "value"
    assert (row["old"]["en"], row["new"]["en"]) == ("1 yuan", "2 yuan")
    assert row["statement"] == "observation:o"


def test_folder_of_graph_files_is_a_graph() -> None:
    folder = str(graph_files()[0].parent)
    result = CliRunner().invoke(command, [folder, folder, "--lang", "en"])
    assert "There are no differences." in result.stdout


def test_kind_may_be_a_label(store: Store) -> None:
    report = report_days(store, date(2022, 12, 31), date(2023, 12, 31), kinds=["称号授予", "designation-award"])
    assert [sheet.key for sheet in report.sheets] == ["summary", "DesignationAward"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope.ttl", "nope.ttl"], "nope.ttl: no such file or folder"),
        (["2023-12-31", "2022-12-31"], "the second day must be after the first"),
        (["2022-12-31", "graph.ttl"], "one is a day and the other isn't"),
        (["2022-13-01", "2023-01-01"], "2022-13-01: there is no such day"),
        (["a.ttl", "b.ttl", "-s", "c.ttl"], "--store goes with two days"),
        (["2022-01-01", "2023-01-01", "--city", "nowhere"], "no place is called 'nowhere'"),
        (["2022-01-01", "2023-01-01", "--kind", "ChainEntri"], "did you mean 'ChainEntry'"),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(command, arguments)
    assert isinstance(result.exception, ChainGraphError)
    assert message in str(result.exception)
    assert "\n" not in str(result.exception)


def test_command_line_prints_the_same_bytes_whatever_the_hash_seed() -> None:
    arguments = [
        sys.executable,
        "-m",
        "chaingraph",
        "diff",
        "2023-01-01",
        "2023-12-31",
        "--city",
        "dezhou",
        "-f",
        "csv",
    ]
    outputs = {
        subprocess.run(
            arguments, capture_output=True, check=True, env={**_environment(), "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)
