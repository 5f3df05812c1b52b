"""Dezhou and Liaocheng side by side, on the bundled graph."""

import json

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.cli.compare import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.report import Cell, Report
from chaingraph.reports.compare import report_compare
from chaingraph.store import open_store


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def report(store: Store) -> Report:
    return report_compare(store, "dezhou", "聊城市")


def _find(report: Report, sheet: str, column: str, english: str) -> dict[str, Cell]:
    found = [row for row in report.sheet(sheet).records() if _english(row[column]) == english]
    assert len(found) == 1, english
    return dict(found[0])


def _english(cell: Cell) -> str:
    return getattr(cell, "en", "") or getattr(getattr(cell, "name", None), "en", "")


def test_unknown_comes_first(report: Report) -> None:
    assert "are unknown in Dezhou" in report.leads[0].en
    assert "says nothing of who is stronger" in report.leads[1].en


def test_templates_say_whose_they_are(report: Report) -> None:
    where = {row["template"].key: _english(row["where"]) for row in report.sheet("templates").records()}  # type: ignore[union-attr]
    assert where["template:integrated-circuits"] == "both"
    assert where["template:sports-equipment"] == "Dezhou only"
    assert where["template:nonferrous-metals"] == "Liaocheng only"


def test_segments_of_which_neither_knows_anything_are_left_out(report: Report) -> None:
    rows = report.sheet("segments").records()
    assert rows
    assert all({_english(row["state_first"]), _english(row["state_second"])} != {"unknown"} for row in rows)
    assert all(row["sources"] for row in rows)


def test_known_owners_are_not_the_seventy_nine(report: Report) -> None:
    row = _find(report, "designations", "scheme", "chain owner")
    assert row["known_first"] != 79
    assert [name.en for name in row["stated_first"]] == ["79 (2023-12-30)"]  # type: ignore[union-attr]
    assert _english(row["stated_second"]) == "not stated"


def test_growth_of_different_periods_is_not_compared(report: Report) -> None:
    rows = report.sheet("not-comparable").records()
    assert any("period: 2023-01 – 2023-11 / 2024" in [name.en for name in row["differs"]] for row in rows)  # type: ignore[union-attr]
    assert all(row["differs"] for row in rows)


def test_both_languages_are_complete(report: Report) -> None:
    names = [report.title, *report.leads, *report.notes]
    names += [column.name for sheet in report.sheets for column in sheet.columns]
    assert all(name.zh and name.en for name in names)


def test_way_round_changes_sides_alone(store: Store, report: Report) -> None:
    other = report_compare(store, "liaocheng", "dezhou")
    mine = [(row["scheme"], row["known_first"], row["known_second"]) for row in report.sheet("designations").records()]
    theirs = [(row["scheme"], row["known_second"], row["known_first"]) for row in other.sheet("designations").records()]
    assert mine == theirs


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_printing(form: str) -> None:
    result = CliRunner().invoke(command, ["dezhou", "liaocheng", "--as-of", "2024-12-31", "-f", form, "--lang", "en"])
    assert result.exit_code == 0
    if form == "json":
        assert {"templates", "segments", "designations"} <= {row["table"] for row in json.loads(result.stdout)}


def test_same_place_twice_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="are the same place"):
        report_compare(store, "dezhou", "德州市")


def test_unknown_city_is_one_clear_line(store: Store) -> None:
    with pytest.raises(UnknownNameError, match=r"^no place is called 'xx'"):
        report_compare(store, "dezhou", "xx")
