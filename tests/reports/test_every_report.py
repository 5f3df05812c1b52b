"""What holds of every report: both languages, sources, unknown first, the same bytes, programs can read it."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import Store
from tests.command import run_command

from chaingraph.naming import Name
from chaingraph.report import Column, Report, Sheet, Thing
from chaingraph.report_formats import to_csv, to_html, to_json, to_table
from chaingraph.reports.clusters import report_clusters
from chaingraph.reports.communities import report_communities
from chaingraph.reports.concentration import report_concentration
from chaingraph.reports.conflicts import report_conflicts
from chaingraph.reports.coverage import report_coverage
from chaingraph.reports.eligibility import report_eligibility
from chaingraph.reports.gaps import report_gaps
from chaingraph.reports.indicators import report_indicators
from chaingraph.reports.key_nodes import report_key_nodes
from chaingraph.reports.matrix import report_matrix
from chaingraph.reports.renewals import report_renewals
from chaingraph.reports.shock import report_shock
from chaingraph.reports.specialisation import report_relatedness, report_specialisation
from chaingraph.reports.structure import report_structure
from chaingraph.reports.title_rules import report_rules
from chaingraph.reports.weak_places import report_weak_places
from chaingraph.title_rules import find_rule, list_rules

RULE = str(Path(__file__).parent.parent.parent / "examples" / "title-rule" / "rule.yaml")

REPORTS: dict[str, Callable[[Store], Report]] = {
    "structure": lambda store: report_structure(store, chain="集成电路", city="德州"),
    "gaps": lambda store: report_gaps(store, chain="新一代信息技术", city="聊城"),
    "key-nodes": lambda store: report_key_nodes(store, city="dezhou"),
    "shock": lambda store: report_shock(store, ["半导体硅片"], city="dezhou"),
    "firm shock": lambda store: report_shock(store, ["华鲁恒升"]),
    "weak places": lambda store: report_weak_places(store, chain="食品加工"),
    "concentration": lambda store: report_concentration(store, chain="食品加工", city="dezhou"),
    "specialisation": report_specialisation,
    "relatedness": lambda store: report_relatedness(store, chain="集成电路"),
    "communities": lambda store: report_communities(store, city="dezhou", runs=3),
    "conflicts": lambda store: report_conflicts(store, every=True),
    "coverage": report_coverage,
    "indicators": report_indicators,
    "indicator": lambda store: report_indicators(store, indicator="营业收入", city="聊城"),
    "matrix": lambda store: report_matrix(store, city="聊城"),
    "clusters": report_clusters,
    "eligibility": lambda store: report_eligibility(store, find_rule(RULE), city="dezhou"),
    "eligibility by a copy": lambda store: report_eligibility(store, find_rule("guangdong-2022-food"), city="dezhou"),
    "rules of titles": lambda _: report_rules(list_rules()),
    "renewals": lambda store: report_renewals(store, date(2026, 11, 1)),
}


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest, bundled: Store) -> Report:
    return REPORTS[request.param](bundled)


def test_every_word_is_there_in_both_languages(report: Report) -> None:
    words = [report.title, *report.leads, *report.notes]
    for sheet in report.sheets:
        words += [sheet.title, *(column.name for column in sheet.columns)]
        words += [cell for row in sheet.rows for cell in row if isinstance(cell, Name)]
    assert all(word.zh and word.en for word in words)
    chinese = [word.en for word in (*report.leads, *report.notes) if any("一" <= sign <= "鿿" for sign in word.en)]
    assert chinese == []


def test_what_is_unknown_is_said_first(report: Report) -> None:
    first = report.leads[0]
    assert "未知" in first.zh or "不知" in first.zh or "没有已知" in first.zh or "不全" in first.zh


def test_rows_fit_their_columns_and_keys_are_unique(report: Report) -> None:
    for sheet in report.sheets:
        keys = [column.key for column in sheet.columns]
        assert len(set(keys)) == len(keys)
        assert all(len(row) == len(keys) for row in sheet.rows)
    assert len({sheet.key for sheet in report.sheets}) == len(report.sheets)


def test_json_is_a_list_of_rows_that_name_their_table(report: Report) -> None:
    rows = json.loads(to_json(report))
    assert [row["table"] for row in rows] == [sheet.key for sheet in report.sheets for _ in sheet.rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_csv_has_a_line_for_each_row(report: Report, lang: str) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(report, lang=lang))))
    assert len(rows) == sum(len(sheet.rows) for sheet in report.sheets)
    assert all(None not in row for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html_is_well_formed_and_holds_every_row(report: Report, lang: str) -> None:
    tree = ET.fromstring(f"<div>{to_html(report, lang=lang)}</div>")  # noqa: S314  (our own output)
    assert len(tree.findall(".//tbody/tr")) == sum(len(sheet.rows) for sheet in report.sheets)


def test_html_shows_hostile_text_as_text() -> None:
    evil = "</td><script>alert(1)</script>\u202e\x1b"
    sheet = Sheet("s", Name(evil, evil), [Column("a", Name(evil, evil))], [[evil], [Thing("k", Name(evil, evil))]])
    text = to_html(Report(Name(evil, evil), [Name(evil, evil)], [sheet]))
    assert "<script" not in text
    assert "\u202e" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [None, 60, 160])
def test_a_table_says_all_leads_and_stays_within_its_width(report: Report, width: int | None) -> None:
    text = to_table(report, lang="zh", width=width)
    assert all(lead.zh in text for lead in report.leads)
    assert "\x1b" not in text


COMMANDS = [
    ["structure", "--chain", "集成电路"],
    ["gaps", "--chain", "集成电路", "--top", "3"],
    ["key-nodes", "--rows", "5"],
    ["shock", "半导体硅片"],
    ["shock", "--chain", "集成电路"],
    ["concentration", "--chain", "食品加工"],
    ["specialisation"],
    ["relatedness", "--chain", "集成电路"],
    ["communities", "--runs", "2"],
    ["eligibility", "--rule", RULE],
    ["renewals", "--as-of", "2026-11-01"],
]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return run_command(["analyze", *words])


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_bytes_whatever_the_hash_seed(words: list[str]) -> None:
    one, two = run(*words, "-f", "json"), subprocess.run(
        [sys.executable, "-m", "chaingraph", "analyze", *words, "-f", "json"],
        capture_output=True, encoding="utf-8", env={"PYTHONHASHSEED": "1", "PATH": ""}, check=False,
    )  # fmt: skip
    assert (one.returncode, two.returncode) == (0, 0), one.stderr
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)
    assert one.stderr  # the leads


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["structure", "--chain", "集成电璐"], "did you mean"),
        (["structure", "--city", "青岛"], "no place is called '青岛'"),
        (["structure", "--as-of", "yesterday"], "does not match"),
        (["structure", "--strong-firms", "0"], "0 is not in the range"),
        (["gaps", "--weight", "luck=1"], "no term 'luck'"),
        (["gaps", "--weight", "buyers=much"], "is no number"),
        (["gaps", "--weight", "buyers=-1"], "0 or more"),
        (["key-nodes", "--top", "0"], "above 0"),
        (["shock", "硅片"], "segment:silicon-wafers (半导体硅片); give the key"),
        (["shock", "no such thing at all"], "no enterprise or segment is called"),
        (["shock", "半导体硅片", "华鲁恒升"], "segments or firms, not both"),
        (["shock", "硅片", "--chain", "集成电路"], "not both"),
        (["shock", "半导体硅片", "--elsewhere", "0.9", "0.1"], "0.9"),
        (["concentration", "--chain", "集成电路", "--members", "1"], "are known already"),
        (["specialisation", "--table", "nowhere.csv"], "nowhere.csv"),
        (["relatedness", "--threshold", "0"], "threshold"),
        (["communities", "--resolution", "0"], "resolution"),
        (["structure", "-s", "nowhere.trig"], "no such file"),
        (["nonsense"], "No such command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_bad_input_is_one_clear_line(words: list[str], message: str) -> None:
    done = run(*words)
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("region,industry\nA,x\n", "no column 'value'"),
        ("region,industry,value\n", "no row below the heading"),
        ("region,industry,value\nA,x,\n", ":2: 'value' is empty"),
        ("region,industry,value\nA,x,-3\n", ":2: -3"),
        ("region,industry,value\nA,x,nan\n", ":2: nan"),
        ("region,industry,value\nA,x,5亿\n", "is no number"),
        ("region,industry,value\nA\n", "too few"),
        ('region,industry,value\n"A,x,1\n', "CSV line"),
    ],
)
def test_a_table_that_cant_be_used_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, "utf-8")
    done = run("specialisation", "--table", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_a_table_in_gbk_with_chinese_headings_reads_the_same(tmp_path: Path) -> None:
    lines = "地区,行业,数值\n" + "".join(f"市{r},业{i},{1 + (r * i) % 5}\n" for r in range(4) for i in range(4))
    one, two = tmp_path / "utf8.csv", tmp_path / "gbk.csv"
    one.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    two.write_bytes(lines.encode("gbk"))
    assert run("specialisation", "--table", str(one)).stdout == run("specialisation", "--table", str(two)).stdout


def test_cells_of_a_table_are_shown_as_text(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('region,industry,value\n=1+1,"\x1b[31mred",5\n@x,y,3\n', "utf-8")
    shown = run("specialisation", "--table", str(path)).stdout
    assert "\x1b" not in shown
    cells = run("specialisation", "--table", str(path), "-f", "csv").stdout
    assert "'=1+1" in cells
    assert "'@x" in cells
