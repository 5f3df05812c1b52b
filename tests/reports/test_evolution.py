"""Evolution on the bundled graph: the lists of Dezhou, and what they leave unknown."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.cli.analyze.evolution import command
from chaingraph.errors import UnknownNameError
from chaingraph.report import Citation, Report, Thing
from chaingraph.reports.evolution import report_evolution
from chaingraph.store import open_store


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def report(store: Store) -> Report:
    return report_evolution(store, city="dezhou")


def _row(report: Report, sheet: str, key: str) -> dict[str, object]:
    for record in report.sheet(sheet).records():
        first = next(iter(record.values()))
        if isinstance(first, Thing) and first.key == key:
            return dict(record)
    raise AssertionError(key)


def test_unknown_comes_first(report: Report) -> None:
    assert report.leads[0].en == "'33 chains (2020)': 33 stated, none is named; 33 unknown."
    assert any("12 stated, none is named, 5 more are possible; 12 unknown" in lead.en for lead in report.leads)


def test_lists_stand_beside_each_other(report: Report) -> None:
    keys = [row["list"].key for row in report.sheet("lists").records() if isinstance(row["list"], Thing)]
    assert keys == [
        "edition:dezhou-chains-2020",
        "edition:dezhou-key-2022",
        "edition:dezhou-eleven-2022",
        "edition:dezhou-landmark-2023",
        "edition:dezhou-chains-2025",
    ]
    assert _row(report, "lists", "edition:dezhou-key-2022")["complete"] is True
    assert _row(report, "lists", "edition:dezhou-eleven-2022")["unnamed"] == 8


def test_food_processing_is_possibly_landmark_and_sourced(report: Report) -> None:
    row = _row(report, "history", "chain:dezhou-food-processing")
    assert row["place"].en == "possible"  # type: ignore[attr-defined]
    assert row["dezhou-landmark-2023"].en == "possibly listed"  # type: ignore[attr-defined]
    assert row["dezhou-chains-2020"].en == "unknown (list partly known)"  # type: ignore[attr-defined]
    sources = row["sources"]
    assert isinstance(sources, tuple)
    assert all(isinstance(one, Citation) for one in sources)
    assert "document:dzw-2023-12-30" in {one.document for one in sources}


def test_merge_of_2025_states_no_inputs(report: Report) -> None:
    merges = [row for row in report.sheet("changes").records() if row["kind"].en == "merge"]  # type: ignore[union-attr]
    assert [row["before"].en for row in merges] == ["not stated"]  # type: ignore[union-attr]


def test_continuity_is_marked_as_judgement(report: Report) -> None:
    sheet = report.sheet("continuity")
    assert "our judgement" in sheet.title.en
    pairs = {(row["earlier"].key, row["later"].key): row for row in sheet.records()}  # type: ignore[union-attr]
    textiles = pairs["chain:dezhou-characteristic-light-textiles", "chain:dezhou-light-textiles"]
    assert textiles["relation"].en == "same segments"  # type: ignore[union-attr]


def test_as_of_knows_no_later_list(store: Store) -> None:
    report = report_evolution(store, city="dezhou", as_of=date(2022, 12, 31))
    keys = {row["list"].key for row in report.sheet("lists").records()}  # type: ignore[union-attr]
    assert "edition:dezhou-landmark-2023" not in keys
    assert "edition:dezhou-key-2022" in keys


def test_both_languages_are_complete(report: Report) -> None:
    names = [report.title, *report.leads, *report.notes]
    names += [column.name for sheet in report.sheets for column in sheet.columns]
    assert all(name.zh and name.en for name in names)


def test_since_judges_from_a_list_on(store: Store) -> None:
    report = report_evolution(store, city="dezhou", since="edition:dezhou-key-2022")
    row = _row(report, "history", "chain:dezhou-high-end-chemicals")
    assert row["place"].en == "no"  # type: ignore[attr-defined]


def test_sectors_have_lists_too(store: Store) -> None:
    report = report_evolution(store, city="dezhou", of="sectors")
    row = _row(report, "history", "sector:biomedicine")
    assert row["dezhou-541-2020"].en == "not in it (list complete)"  # type: ignore[attr-defined]
    assert row["dezhou-seven-fields-2022"].en == "possibly listed"  # type: ignore[attr-defined]


def test_chain_alone() -> None:
    result = CliRunner().invoke(command, ["--city", "dezhou", "--chain", "集成电路", "-f", "json"])
    assert result.exit_code == 0
    rows = [row for row in json.loads(result.stdout) if row["table"] == "history"]
    assert [row["member"]["id"] for row in rows] == ["chain:dezhou-integrated-circuits"]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_printing(form: str) -> None:
    result = CliRunner().invoke(command, ["--lang", "en", "-f", form])
    assert result.exit_code == 0
    assert "Food processing chain" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"city": "shandong"}, "has no lists"),
        ({"city": "nowhere"}, "no place is called"),
        ({"city": "dezhou", "chain": "qqqq"}, "no chain is called"),
        ({"city": "dezhou", "since": "liaocheng-key-2024"}, "none of the city's lists"),
    ],
)
def test_bad_input_is_one_clear_line(store: Store, options: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownNameError, match=message) as error:
        report_evolution(store, **options)  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
