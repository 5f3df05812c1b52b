"""Titles of an office's list by the end of their validity, from the cell to the answer."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ingest.conftest import write_book

from chaingraph.book import read_book
from chaingraph.cli.analyze.renewals import command
from chaingraph.filled import compile_tables
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.rdf import write_trig
from chaingraph.readings.city import find_place, read_city
from chaingraph.store import open_store

TITLES = {
    "甲公司": "高新技术企业（2023，有效期至2026年12月15日）、瞪羚企业（2023）",
    "乙公司": "高新技术企业（有效期至2026-10-31）",
    "丙公司": "高新技术企业（2025；至2028.10.15）",
}


def read(folder: Path, titles: dict[str, str]) -> Ingested:
    rows = [["企业名称", "荣誉称号"], *([firm, title] for firm, title in titles.items())]
    book = write_book(folder / "book.xlsx", {"企业": rows})
    return ingest_books([book], city="示例市", day=date(2026, 10, 1))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = read(tmp_path, TITLES)
    assert not found.faults
    write_trig(tmp_path / "my.trig", compile_tables(found.rows))
    return tmp_path / "my.trig"


def rows_of(file: Path, *words: str) -> list[tuple[str, str, str | None]]:
    done = CliRunner().invoke(command, ["-s", str(file), *words, "-f", "json"])
    assert done.exit_code == 0, done.output
    return [(row["table"], row["recipient"]["zh"], row["end"]) for row in json.loads(done.stdout)]


def test_titles_are_listed_by_when_they_run_out(file: Path) -> None:
    assert rows_of(file, "--as-of", "2026-11-01") == [
        ("due", "乙公司", "2026-10-31"),
        ("due", "甲公司", "2026-12-15"),
        ("later", "丙公司", "2028-10-15"),
        ("unstated", "甲公司", None),
    ]
    assert rows_of(file, "--as-of", "2026-11-01", "--within", "1")[1] == ("later", "甲公司", "2026-12-15")
    assert rows_of(file, "--as-of", "2026-09-30") == []  # the list isn't there yet


def test_day_is_needed_and_unknown_ends_are_said_first(file: Path) -> None:
    assert CliRunner().invoke(command, ["-s", str(file)]).exit_code == 2
    told = CliRunner().invoke(command, ["-s", str(file), "--as-of", "2026-11-01"]).stdout.splitlines()
    assert told[1].startswith("4项称号中1项没有资料言明有效期")


@pytest.mark.parametrize(
    ("as_of", "bearers"),
    [
        (None, {"甲公司", "乙公司", "丙公司"}),  # all held when they were stated
        (date(2026, 11, 1), {"甲公司", "丙公司"}),
        (date(2027, 1, 1), {"丙公司"}),
    ],
)
def test_title_whose_end_lies_ahead_is_a_title(file: Path, as_of: date | None, bearers: set[str]) -> None:
    book = read_book(open_store([str(file)]))
    city = read_city(book, find_place(book, None), as_of=as_of)
    found = {book.name(firm).zh for firm, titles in city.titles.items() for one in titles if "high-tech" in one.scheme}
    assert found == bearers


@pytest.mark.parametrize(
    "title", ["高新技术企业（2023，有效期至2026-02-30）", "高新技术企业（2023-2026）", "高新技术企业（有效期三年）"]
)
def test_end_that_is_no_day_is_a_fault_and_no_guess(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, {"甲公司": title})
    assert [fault.column for fault in found.faults] == ["荣誉称号"]
    assert "awards" not in found.rows
