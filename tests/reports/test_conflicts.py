"""Conflicts in the bundled graph: the same as the questions find, with sources, reasons and decisions."""

import csv
import io
import json
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, Store

from chaingraph.analyses.figures import Figure, Pair, find_near_rivals, find_rivals, is_course
from chaingraph.book import read_book
from chaingraph.cli.analyze.conflicts import command
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.questions import ask
from chaingraph.readings.figures import is_about_place, read_figures, things_of_place, wholes_of
from chaingraph.readings.origins import read_origins, trace_origins
from chaingraph.report import Citation, Report, Thing
from chaingraph.reports.conflicts import NEAREST, report_conflicts
from chaingraph.results import format_term

CINIC, CHAXIAOHAO = "observation:cinic-2024-10-21.chip-revenue", "observation:chaxiaohao-2025-06-28.chip-revenue"


@pytest.fixture(scope="module")
def book(bundled: Store) -> Book:
    return read_book(bundled)


@pytest.fixture(scope="module")
def figures(bundled: Store, book: Book) -> tuple[Figure, ...]:
    return read_figures(book, read_origins(bundled))


@pytest.fixture(scope="module")
def report(bundled: Store) -> Report:
    return report_conflicts(bundled)


def asked(store: Store, name: str, columns: str, **parameters: str) -> set[tuple[str, ...]]:
    return {tuple(format_term(row[column]) for column in columns.split()) for row in ask(store, name, **parameters)}


def statements(pairs: tuple[Pair, ...]) -> set[tuple[str, ...]]:
    return {(figure.statement,) for pair in pairs for figure in (pair.one, pair.other)}


@pytest.mark.parametrize("as_of", [None, date(2025, 6, 27), date(2025, 6, 28)])
def test_rivals_are_those_of_the_question(bundled: Store, book: Book, as_of: date | None) -> None:
    parameters = {"asOf": as_of.isoformat()} if as_of else {}
    found = find_rivals(read_figures(book, read_origins(bundled), as_of=as_of))
    assert statements(found) == asked(bundled, "rival-figures", "figure", **parameters)


@pytest.mark.parametrize("city", ["dezhou", "liaocheng", "decheng"])
def test_rivals_of_a_city_are_those_of_the_question(
    bundled: Store, book: Book, figures: tuple[Figure, ...], city: str
) -> None:
    belonging = things_of_place(book, f"place:{city}")
    found = find_rivals([one for one in figures if is_about_place(one, belonging)])
    assert statements(found) == asked(bundled, "rival-figures", "figure", city=city)


def test_near_rivals_are_those_of_the_question(bundled: Store, figures: tuple[Figure, ...]) -> None:
    found = {(pair.differs_in, pair.one.statement, pair.other.statement) for pair in find_near_rivals(figures)}
    assert len(found) > 80
    assert found == asked(bundled, "near-rivals", "differsIn one other")


def test_rivals_and_near_rivals_of_the_made_up_city_are_those_of_the_questions(
    request: pytest.FixtureRequest,
) -> None:
    store = Store()
    path = request.config.rootpath / "tests" / "query" / "world.trig"
    store.load(path=str(path), format=RdfFormat.TRIG)
    figures = read_figures(read_book(store), read_origins(store))
    assert statements(find_rivals(figures)) == asked(store, "rival-figures", "figure")
    near = {(pair.differs_in, pair.one.statement, pair.other.statement) for pair in find_near_rivals(figures)}
    assert near
    assert near == asked(store, "near-rivals", "differsIn one other")


def test_the_two_figures_of_chip_revenue_are_an_open_conflict(report: Report) -> None:
    (row,) = report.sheet("rivals").records()
    assert row["verdict"] == Name("矛盾", "conflict")
    assert row["indicator"] == Thing("scheme:indicator-operating-revenue", Name("营业收入", "operating revenue"))
    assert (row["one"], row["other"]) == (Name("532.9 亿元", "53.29 bn yuan"), Name("超 400 亿元", "over 40 bn yuan"))
    assert row["decision"] == Thing("decision:dezhou-chip-revenue-2023", Name("存疑", "open"))
    assert isinstance(row["because"], str)
    assert "Settled by" in row["because"]
    cited = [citation for key in ("one_sources", "other_sources") for citation in row[key]]  # type: ignore[union-attr]
    assert [one.statement for one in cited if isinstance(one, Citation)] == [CHAXIAOHAO, CINIC]


def test_the_counts_of_factories_come_near_and_one_is_preferred(bundled: Store) -> None:
    report = report_conflicts(bundled, indicator="chenxing-factories", every=True)
    rows = [row for row in report.sheet("near").records() if row["one"] == Name("179", "179")]
    told = {row["other"].zh: row for row in rows if isinstance(row["other"], Name)}
    assert told["271"]["preferred"] == Name("179", "179")
    assert told["271"]["differs_in"] == Name("时期", "period")
    assert told["189"]["decision"] == Thing("decision:dezhou-chenxing-2023-2025", Name("皆可成立", "both hold"))


def test_ten_near_rivals_are_told_and_all_if_asked(bundled: Store, report: Report, figures: tuple[Figure, ...]) -> None:
    every = report_conflicts(bundled, every=True)
    assert len(report.sheet("near").rows) == NEAREST
    courses = sum(map(is_course, find_near_rivals(figures)))
    assert 0 < courses < 20
    assert len(every.sheet("near").rows) == len(asked(bundled, "near-rivals", "differsIn one other")) - courses
    assert {row["differs_in"] for row in every.sheet("near").records()} >= {
        Name("对象", "about"),
        Name("口径", "scope"),
    }


def test_each_side_has_its_sources_and_each_pair_a_reason(bundled: Store) -> None:
    report = report_conflicts(bundled, every=True)
    for row in (*report.sheet("rivals").records(), *report.sheet("near").records()):
        assert row["one_sources"]
        assert row["other_sources"]
        assert row["reasons"]


def test_every_decision_is_told_with_what_it_concerns(bundled: Store, report: Report) -> None:
    rows = report.sheet("decisions").records()
    decided = asked(bundled, "conflict-decisions", "judgement")
    assert {(row["decision"].key,) for row in rows if isinstance(row["decision"], Thing)} == decided
    for row in rows:
        assert row["because"]
        assert row["sources"]
        assert isinstance(row["concerns"], tuple)
        assert len(row["concerns"]) > 1
        assert all(isinstance(one, Name) and one.zh and one.en for one in row["concerns"])


def test_open_decisions_say_what_would_settle_them(bundled: Store) -> None:
    reasons = {row[1] for row in asked(bundled, "conflict-decisions", "decision reason") if row[0].endswith("-open")}
    assert len(reasons) >= 4
    assert all("Settled by" in reason for reason in reasons)


def test_only_what_documents_of_the_day_say_is_compared(bundled: Store) -> None:
    report = report_conflicts(bundled, as_of=date(2025, 6, 27))
    assert report.sheet("rivals").rows == []
    concerned = {
        citation.document
        for row in report.sheet("decisions").records()
        for citation in row["sources"]  # type: ignore[union-attr]
        if isinstance(citation, Citation)
    }
    assert not concerned & {"document:chaxiaohao-2025-06-28", "document:achie-2025-09-03"}


def test_a_city_and_an_indicator_narrow_it(bundled: Store) -> None:
    assert report_conflicts(bundled, city="聊城").sheet("rivals").rows == []
    report = report_conflicts(bundled, indicator="园区面积", every=True)
    assert {
        row["indicator"].name.en for row in report.sheet("near").records() if isinstance(row["indicator"], Thing)
    } == {"area of a park"}
    with pytest.raises(UnknownNameError):
        report_conflicts(bundled, city="巴黎")


def test_a_compatible_pair_is_no_conflict_and_comes_last(bundled: Store) -> None:
    store = Store()
    store.extend(bundled)
    iri = "https://w3id.org/chaingraph/id/observation/"
    value = NamedNode("https://w3id.org/chaingraph/def/value")
    source = f"{iri}cinic-2024-10-21.chip-revenue"
    store.update(
        f"INSERT {{ GRAPH ?g {{ <{iri}copy.chip> ?p ?o ; <{value.value}> 41000000000 }} }} "
        f"WHERE {{ GRAPH ?g {{ <{source}> ?p ?o FILTER(?p != <{value.value}>) }} }}"
    )
    report = report_conflicts(store)
    # The copy says "over" 41 billion: it agrees with over 40 billion, and neither with 53.29 billion.
    assert [row["verdict"].en for row in report.sheet("rivals").records() if isinstance(row["verdict"], Name)] == [
        "conflict", "conflict", "compatible"
    ]  # fmt: skip


def test_what_lies_in_what_is_read_through(book: Book) -> None:
    wholes = wholes_of(book)
    assert {"place:dezhou", "place:shandong"} <= wholes["place:leling"]
    assert "place:dezhou" in wholes["cluster:ningjin-fitness-equipment"]


def test_originals_are_traced_through_copies_of_copies() -> None:
    derived = [("copy", "translation"), ("translation", "press"), ("abstract", "press"), ("abstract", "paper")]
    assert trace_origins(derived) == {
        "copy": {"press"},
        "translation": {"press"},
        "abstract": {"press", "paper"},
    }
    assert trace_origins([("a", "b"), ("b", "a"), ("c", "a")])["c"] == {"c"}


def test_the_command_prints_what_programs_read() -> None:
    told = CliRunner().invoke(command, ["--city", "dezhou", "--lang", "en"])
    assert told.exit_code == 0
    assert "53.29 bn yuan" in told.output
    rows = json.loads(CliRunner().invoke(command, ["-f", "json"]).stdout)
    assert rows[0]["one"] == {"zh": "532.9 亿元", "en": "53.29 bn yuan"}
    assert rows[0]["one_sources"][0]["statement"] == CHAXIAOHAO
    lines = list(csv.DictReader(io.StringIO(CliRunner().invoke(command, ["-f", "csv", "--lang", "en"]).stdout)))
    assert lines[0]["verdict"] == "conflict"
    assert lines[0]["decision"] == "open (decision:dezhou-chip-revenue-2023)"


@pytest.mark.parametrize(
    ("arguments", "message"), [(["--indicator", "没有这个"], "没有这个"), (["--city", "巴黎"], "巴黎")]
)
def test_bad_input_is_one_line_that_names_it(arguments: list[str], message: str) -> None:
    line = [sys.executable, "-m", "chaingraph", "analyze", "conflicts", *arguments]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
