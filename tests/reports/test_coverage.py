"""Coverage of the bundled graph: the same as the questions count, unknown first."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.analyses.coverage import group_facts
from chaingraph.book import read_book
from chaingraph.cli.analyze.coverage import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.query import select
from chaingraph.questions import ask
from chaingraph.readings.coverage import is_judged, read_said, subjects_of_place
from chaingraph.readings.origins import read_origins
from chaingraph.report import Citation, Report
from chaingraph.reports.coverage import report_coverage
from chaingraph.results import format_term


@pytest.fixture(scope="module")
def book(bundled: Store) -> Book:
    return read_book(bundled)


@pytest.fixture(scope="module")
def report(bundled: Store) -> Report:
    return report_coverage(bundled)


def asked(store: Store, name: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(format_term(row[column]) for column in columns.split()) for row in ask(store, name, **parameters)]


@pytest.mark.parametrize(
    ("city", "as_of"),
    [(None, None), ("dezhou", None), ("liaocheng", None), (None, "2023-12-31"), ("dezhou", "2023-12-31")],
)
def test_single_sources_are_those_of_the_question(
    bundled: Store, book: Book, city: str | None, as_of: str | None
) -> None:
    said = read_said(book, read_origins(bundled), as_of=date.fromisoformat(as_of) if as_of else None)
    if city:
        subjects = subjects_of_place(book, f"place:{city}")
        said = {key: one for key, one in said.items() if one[0] in subjects}
    facts = [one for one in group_facts(one for *_, one in said.values()) if one.is_single_source]
    found = Counter((said[one.statements[0]][0], len(one.documents), len(one.statements)) for one in facts)
    parameters = {key: value for key, value in (("city", city), ("asOf", as_of)) if value}
    rows = asked(bundled, "single-source", "subject documents statements", **parameters)
    assert found == Counter((subject, int(documents), int(count)) for subject, documents, count in rows)
    assert found


def told_sets(report: Report) -> dict[str, tuple[str, str]]:
    told: dict[str, tuple[str, str]] = {}
    for row in report.sheet("sets").records():
        assert isinstance(row["sources"], tuple)
        (claim,) = {one.statement for one in row["sources"] if isinstance(one, Citation)}
        told[claim] = (str(row["known"]), "" if row["unknown"] is None else str(row["unknown"]))
    return told


@pytest.mark.parametrize("day", [None, "2022-05-31", "2023-12-31"])
def test_sets_are_those_of_the_question(bundled: Store, day: str | None) -> None:
    told = told_sets(report_coverage(bundled, as_of=date.fromisoformat(day) if day else None))
    rows = asked(bundled, "stated-sets", "claim confirmed unknown", **({"asOf": day} if day else {}))
    assert told == {claim: (known, unknown) for claim, known, unknown in rows}


@pytest.mark.parametrize(
    ("city", "sited"),
    [
        ("dezhou", {"set-claim:achie-2025-09-03.jjj-centre-projects"}),
        ("聊城", {"set-claim:sdsb-2025-07-30.yanggu-leading-firms"}),
    ],
)
def test_sets_of_a_city_are_those_of_the_question_and_those_of_things_sited_in_it(
    bundled: Store, city: str, sited: set[str]
) -> None:
    # The question follows what a thing is; the report where it is sited, too.
    asked_for = {claim for (claim,) in asked(bundled, "stated-sets", "claim", city=city)}
    assert set(told_sets(report_coverage(bundled, city=city))) == asked_for | sited


def test_79_owners_are_stated_none_known_two_possible(report: Report) -> None:
    (row,) = (row for row in report.sheet("sets").records() if row["stated"] == 79)
    assert (row["unknown"], row["known"], row["possible"], row["open"]) == (79, 0, 2, 79)
    assert row["marks"] == (Name("所列不全", "not listed in full"),)
    assert isinstance(row["sources"], tuple)
    assert [one.document for one in row["sources"] if isinstance(one, Citation)] == ["document:dzw-2023-12-30"]


def test_sixteen_key_chains_that_one_document_counts_another_lists(report: Report) -> None:
    rows = [row for row in report.sheet("sets").records() if row["stated"] == 16]
    assert sorted((row["unknown"], row["elsewhere"] or 0, row["open"]) for row in rows) == [
        (0, 0, 0), (16, 16, 0), (16, 16, 0)
    ]  # fmt: skip


def test_unknown_comes_first(report: Report) -> None:
    opened = [row["open"] for row in report.sheet("sets").records()]
    known = [one for one in opened if isinstance(one, int)]
    assert known == sorted(known, reverse=True)
    assert "未知" in report.leads[0].zh
    assert report.sheets[0].key == "sets"
    assert report.sheets[0].columns[0].key == "unknown"


def test_what_cannot_be_checked_is_what_the_question_says(bundled: Store, book: Book, report: Report) -> None:
    rows = asked(bundled, "not-checked", "statement")
    unchecked = {one for (one,) in rows if one in book.statements and not is_judged(one)}
    total = report.sheet("checks").records()[0]
    assert total["not_checked"] == len(unchecked)
    assert total["statements"] == sum(not is_judged(one) for one in book.statements)


def test_shares_add_up(report: Report) -> None:
    total = report.sheet("checks").records()[0]["statements"]
    for key in ("documents", "publishers", "ages"):
        counts = [row["statements"] for row in report.sheet(key).records()]
        assert sum(one for one in counts if isinstance(one, int)) == total  # each statement has one document


def test_all_of_our_own_judgements_are_counted(bundled: Store, report: Report) -> None:
    told = [row["judgements"] for row in report.sheet("judgements").records()]
    (every,) = select(
        bundled,
        "SELECT (COUNT(DISTINCT ?one) AS ?n) WHERE { ?one a <https://w3id.org/chaingraph/def/Judgement> }",
    )
    assert sum(one for one in told if isinstance(one, int)) == int(format_term(every["n"]))


def test_ages_count_from_the_day_or_the_newest_document(bundled: Store, book: Book, report: Report) -> None:
    newest = max(one.issued for one in book.sources.documents.values() if one.issued and one.statements)
    assert newest.isoformat() in report.sheet("ages").title.zh
    earlier = report_coverage(bundled, as_of=date(2023, 12, 31))
    assert "2023-12-31" in earlier.sheet("ages").title.en
    years = {
        row["years"].en: row["statements"] for row in earlier.sheet("ages").records() if isinstance(row["years"], Name)
    }
    # The press conference was a day before.
    assert isinstance(years["under 1"], int)
    assert years["under 1"] >= 104


def test_a_kind_of_statement_or_of_thing_narrows_it(bundled: Store) -> None:
    figures = report_coverage(bundled, kind="观测值")
    assert [row["kind"] for row in figures.sheet("checks").records()][1:] == [Name("观测值", "observation")]
    assert figures.sheet("sets").rows == []
    parks = report_coverage(bundled, kind="Park")
    assert {row["counted"] for row in parks.sheet("sets").records()} == {Name("园区", "park")}
    with pytest.raises(UnknownNameError, match="--kind: no kind of statement or thing is called 'Parc'"):
        report_coverage(bundled, kind="Parc")
    with pytest.raises(InputError, match="--rows 0"):
        report_coverage(bundled, rows=0)


def test_single_facts_name_their_original_and_leave_out_our_own(bundled: Store) -> None:
    report = report_coverage(bundled, rows=100_000)
    rows = report.sheet("single-facts").records()
    assert all(row["original"] and row["sources"] for row in rows)
    citations = [one for row in rows for one in row["sources"] if isinstance(one, Citation)]  # type: ignore[union-attr]
    assert not any(one.is_judgement for one in citations)
    originals = {row["original"].en for row in rows if isinstance(row["original"], Name)}
    assert not any("repost" in one.lower() and "2025-09-03" in one for one in originals)


def test_the_command_prints_what_programs_read() -> None:
    told = CliRunner().invoke(command, ["--city", "dezhou", "--lang", "en", "--rows", "3"])
    assert told.exit_code == 0
    assert told.output.startswith("Dezhou: coverage\nOf ")
    rows = json.loads(CliRunner().invoke(command, ["-f", "json", "--kind", "Enterprise"]).stdout)
    assert {"sets", "checks", "single", "documents", "publishers", "ages", "judgements"} <= {
        row["table"] for row in rows
    }
    table = CliRunner().invoke(command, ["-f", "csv", "--lang", "en"]).stdout
    assert table.splitlines()[0].startswith("table,unknown,stated,known,possible")


def test_bad_input_is_one_line_that_names_it() -> None:
    line = [sys.executable, "-m", "chaingraph", "analyze", "coverage", "--kind", "nothing"]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: --kind：没有叫“nothing”的陈述或对象种类")
    assert done.stderr.count("\n") == 1
