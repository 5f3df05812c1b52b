"""Firms and titles that the store itself knows to be over aren't counted, and the report says how many they are."""

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.ingest.conftest import write_book

from chaingraph.book import read_book
from chaingraph.filled import compile_tables
from chaingraph.ingest.books import ingest_lists
from chaingraph.ingest.opened import Book
from chaingraph.rdf import write_trig
from chaingraph.readings.city import find_place, read_city
from chaingraph.report import Report, Thing
from chaingraph.reports.eligibility import report_eligibility
from chaingraph.reports.matrix import report_matrix
from chaingraph.reports.renewals import report_renewals
from chaingraph.store import open_store
from chaingraph.title_rules import find_rule

RULE = Path(__file__).parent.parent.parent / "examples" / "title-rule" / "rule.yaml"
HEADING = ("企业名称", "所属产业链", "荣誉称号", "所属区县")
CHAIN, TITLE = "集成电路产业链", "高新技术企业（2023，有效期至{}）"
OLD = [
    ("甲公司", CHAIN, TITLE.format("2025-06-30")),
    ("乙公司", CHAIN, TITLE.format("2026-10-15")),
    ("丙公司", CHAIN, TITLE.format("2026-10-15")),
]
NEW = [("甲公司", CHAIN, ""), ("丁公司", CHAIN, "")]
ENDED_ALL = "后来的完整名单已终止的企业2家，已终止或过期的称号1项"


def read(folder: Path, *, complete: bool = True, later: tuple[str, ...] = ()) -> Store:
    """Read a list of 2024, one of 2025 and, with names, one of 2026 that has no chains."""
    days = [(date(2024, 12, 31), OLD), (date(2025, 12, 31), NEW)]
    days += [(date(2026, 3, 1), [(name, "", "瞪羚企业（2026）") for name in later])] if later else []
    books = [
        Book(
            write_book(folder / f"{day}.xlsx", {"企业": [HEADING, *((*row, "东城县") for row in rows)]}),
            day,
            is_complete=complete and rows is NEW,
        )
        for day, rows in days
    ]
    found = ingest_lists(books, city="示例市")
    assert not found.faults
    write_trig(folder / "my.trig", compile_tables(found.rows))
    return open_store([str(folder / "my.trig")])


def names(report: Report, sheet: str, column: str) -> set[str]:
    cells = [row[column] for row in report.sheet(sheet).records()]
    return {cell.name.zh for cell in cells if isinstance(cell, Thing)}


def firms(report: Report) -> set[str]:
    return names(report, "firms", "enterprise")


def said(report: Report) -> str:
    return " ".join(lead.zh for lead in report.leads)


@pytest.mark.parametrize("as_of", [None, date(2026, 1, 1)])
def test_firm_that_a_complete_list_has_ended_is_left_out_and_counted(tmp_path: Path, as_of: date | None) -> None:
    report = report_eligibility(read(tmp_path), find_rule(str(RULE)), as_of=as_of)
    assert firms(report) == {"甲公司", "丁公司"}
    assert ENDED_ALL in said(report)


def test_firm_counts_up_to_its_end_and_where_no_list_is_complete(tmp_path: Path) -> None:
    before = report_eligibility(read(tmp_path), find_rule(str(RULE)), as_of=date(2025, 6, 1))
    assert {"甲公司", "乙公司", "丙公司"} <= firms(before)
    assert "终止" not in said(before)
    open_ended = report_eligibility(read(tmp_path, complete=False), find_rule(str(RULE)))
    assert firms(open_ended) == {"甲公司", "乙公司", "丙公司", "丁公司"}


def test_matrix_leaves_out_who_is_over_instead_of_finding_it_without_a_chain(tmp_path: Path) -> None:
    store = read(tmp_path)
    report = report_matrix(store)
    assert names(report, "members", "name") == {"甲公司", "丁公司"}
    assert "2家已知企业中0家县区未知，0家不知属哪条链" in said(report)
    assert "未计入：后来的完整名单已终止的企业2家" in said(report)
    assert "乙公司" in names(report_matrix(store, as_of=date(2025, 6, 1)), "members", "name")


def test_firm_of_which_a_later_document_speaks_is_not_over(tmp_path: Path) -> None:
    assert firms(report_eligibility(read(tmp_path, later=("乙公司",)), find_rule(str(RULE)))) == {
        "甲公司",
        "乙公司",
        "丁公司",
    }


def test_titles_of_ended_firms_do_not_come_up_for_renewal(tmp_path: Path) -> None:
    report = report_renewals(read(tmp_path), date(2026, 10, 1))
    assert names(report, "due", "recipient") == {"甲公司"}
    assert "另有2项称号属于后来的完整名单已终止的企业" in said(report)


def test_title_that_had_run_out_by_the_newest_document_is_none(tmp_path: Path) -> None:
    book = read_book(read(tmp_path))
    city = read_city(book, find_place(book, None))
    assert {book.name(firm).zh for firm in city.titles} == {"乙公司", "丙公司"}
