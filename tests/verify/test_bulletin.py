"""The example bulletin: every figure accounted for, every changed digit found, no innocent edit punished."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.command import run_command

from chaingraph.build import build_folders
from chaingraph.store import load_files
from chaingraph.verify import verify_store

BULLETIN = Path(__file__).resolve().parents[2] / "examples" / "bulletin"
TEXT = (BULLETIN / "bulletin.txt").read_text(encoding="utf-8")
NUMERALS = "0123456789一二三四五六七八九"


@cache
def rows_by_span() -> dict[tuple[int, int], set[tuple[str, str]]]:
    """Return which rows (table, key) rest on which span, read from the tables themselves."""
    rows: dict[tuple[int, int], set[tuple[str, str]]] = {}
    for path in sorted((BULLETIN / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for start, end in re.findall(r"(\d+)-(\d+)~", row.get("evidence", "")):
                    rows.setdefault((int(start), int(end)), set()).add((path.stem, row["key"]))
    return rows


def resting_on(position: int) -> set[tuple[str, str]]:
    around = [rows for (start, end), rows in rows_by_span().items() if start <= position < end]
    return {row for rows in around for row in rows}


def relied_digits() -> Iterator[int]:
    for position, sign in enumerate(TEXT):
        if sign in NUMERALS and resting_on(position):
            yield position


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


def false_rows(folder: Path, text: str) -> set[tuple[str, str]]:
    (folder / "bulletin.txt").write_bytes(text.encode())
    report = verify_store(load_files([BULLETIN / "tables.trig"]), folder)
    return {(finding.row.table, finding.row.key) for finding in report.findings if finding.row}


def test_everything_holds_and_no_figure_is_missing() -> None:
    report = verify_store(load_files([BULLETIN / "tables.trig"]), BULLETIN)
    assert report.findings == ()
    (document,) = report.documents
    assert document.found == "bytes"
    assert document.missing == ()
    assert document.covered >= 15


def test_the_compiled_file_is_what_the_tables_say() -> None:
    assert [one.is_current for one in build_folders(BULLETIN / "tables")] == [True]


def test_every_name_says_that_it_is_fictional() -> None:
    for path in sorted((BULLETIN / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if "zh" in row and row["key"] != "china":
                    assert "虚构" in row["zh"], row
                    assert "fictional" in row["en"], row


@pytest.mark.parametrize("position", list(relied_digits()))
def test_any_changed_digit_is_reported_with_its_rows(folder: Path, position: int) -> None:
    sign = TEXT[position]
    family = NUMERALS[:10] if sign.isascii() else NUMERALS[10:]
    changed = family[(family.index(sign) + 1) % len(family)]
    assert false_rows(folder, TEXT[:position] + changed + TEXT[position + 1 :]) == resting_on(position)


@settings(max_examples=60)
@given(st.sampled_from(sorted(relied_digits())), st.text("0123456789", min_size=0, max_size=3))
def test_any_rewritten_figure_is_reported_with_its_rows(
    tmp_path_factory: pytest.TempPathFactory, position: int, figure: str
) -> None:
    copy = TEXT[:position] + figure + TEXT[position + 1 :]
    expected = resting_on(position) if figure != TEXT[position] else set()
    assert false_rows(tmp_path_factory.getbasetemp(), copy) == expected


def innocent_places() -> list[int]:
    return [at for at in range(len(TEXT) + 1) if not any(start < at < end for start, end in rows_by_span())]


@settings(max_examples=80)
@given(
    st.sampled_from(innocent_places()),
    st.one_of(
        st.text(min_size=1, max_size=40).filter(lambda words: "\r" not in words),
        st.sampled_from(["\n\n　　另据报道，上年链主企业41家，新开工项目58个，投资201亿元。\n\n", "46家链主企业", "4"]),
    ),
)
def test_text_put_before_or_among_the_clauses_falsifies_nothing(
    tmp_path_factory: pytest.TempPathFactory, at: int, words: str
) -> None:
    assume(not (words[-1].isdigit() and TEXT[at : at + 1].isdigit()))  # 8家 made 18家 is no insertion but a change
    assume(not (words[0].isdigit() and TEXT[at - 1 : at].isdigit()))
    assert false_rows(tmp_path_factory.getbasetemp(), TEXT[:at] + words + TEXT[at:]) == set()


@pytest.mark.parametrize("span", sorted(rows_by_span()))
def test_a_deleted_clause_is_reported_with_its_rows(folder: Path, span: tuple[int, int]) -> None:
    start, end = span
    touched = [rows for (one, other), rows in rows_by_span().items() if one < end and start < other]
    assert false_rows(folder, TEXT[:start] + TEXT[end:]) == {row for rows in touched for row in rows}


@pytest.mark.parametrize("at", range(1, 6))
def test_paragraphs_out_of_order_are_noticed(folder: Path, at: int) -> None:
    parts = TEXT.split("\n\n")
    assert len(parts) == 8
    parts[at + 1], parts[at + 2] = parts[at + 2], parts[at + 1]
    everything = {row for rows in rows_by_span().values() for row in rows}
    assert set() < false_rows(folder, "\n\n".join(parts)) < everything


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_falsify_nothing(folder: Path, ends: str) -> None:
    assert false_rows(folder, TEXT.replace("\n", ends)) == set()


def run(*arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    return run_command(["verify", *arguments], folder=cwd)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    folder = tmp_path / "play"
    folder.mkdir()
    (folder / "bulletin.txt").write_text(TEXT.replace("46家", "45家"), encoding="utf-8")
    return folder


def test_command_reports_row_line_and_words(edited: Path) -> None:
    done = run("-s", str(BULLETIN / "tables.trig"), "--sources", str(edited), "--lang", "en")
    assert done.returncode == 1
    assert "set_claims.csv: lanting-2025-03-18 chain-owners (" in done.stdout
    assert "set_claims.csv:4)" in done.stdout
    assert "45家" in done.stdout
    assert "found by alignment" in done.stdout


def test_command_writes_json_and_csv(edited: Path) -> None:
    arguments = ("-s", str(BULLETIN / "tables.trig"), "--sources", str(edited))
    whole = json.loads(run(*arguments, "-f", "json").stdout)
    assert not whole["sound"]
    assert {finding["row"] for finding in whole["findings"]} == {
        "set_claims.csv: lanting-2025-03-18 chain-owners",
        "chain_ownerships.csv: lanting-2025-03-18 lanting-ceramics-group",
        "chain_ownerships.csv: lanting-2025-03-18 qinglan-heavy-industry",
    }
    rows = list(csv.DictReader(run(*arguments, "-f", "csv").stdout.splitlines()))
    assert [row["numbers"] for row in rows] == ["45家"] * 3


def test_command_passes_the_whole_bulletin_in_both_languages() -> None:
    arguments = ("-s", str(BULLETIN / "tables.trig"), "--sources", str(BULLETIN), "--strict")
    for lang, word in (("zh", "字节一致"), ("en", "found by its bytes")):
        done = run(*arguments, "--lang", lang)
        assert done.returncode == 0
        assert word in done.stdout


def test_strict_and_missing_name_the_figures(tmp_path: Path) -> None:
    shutil.copytree(BULLETIN / "tables", tmp_path / "tables")
    (tmp_path / "tables" / "targets.csv").unlink()
    (built,) = build_folders(tmp_path / "tables")
    built.path.write_bytes(built.content)
    arguments = ("-s", str(built.path), "--sources", str(BULLETIN))
    assert run(*arguments).returncode == 0
    strict = run(*arguments, "--strict", "--missing")
    assert strict.returncode == 1
    assert "“1000亿”" in strict.stdout


def test_a_missing_folder_and_a_missing_text_are_told_apart(tmp_path: Path) -> None:
    graph = str(BULLETIN / "tables.trig")
    gone = run("-s", graph, "--sources", str(tmp_path / "none"))
    assert gone.returncode != 0
    assert "no such folder" in gone.stderr
    assert run("-s", graph, "--sources", str(tmp_path)).returncode == 1
    assert run("-s", graph, "--sources", str(tmp_path), "--partial").returncode == 0


def test_output_is_the_same_under_any_hash_seed(edited: Path) -> None:
    command = [sys.executable, "-m", "chaingraph", "verify", "-s", str(BULLETIN / "tables.trig")]
    command += ["--sources", str(edited), "-f", "json", "--missing"]
    outputs = {
        subprocess.run(command, capture_output=True, check=False, env={"PYTHONHASHSEED": seed}).stdout for seed in "012"
    }
    assert len(outputs) == 1
