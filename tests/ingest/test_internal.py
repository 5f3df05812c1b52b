"""What of an office's lists is marked as internal, what is never read, and what faults tell outside."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run, write_book

from chaingraph.errors import InputError
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.ingest.mapping import read_mapping

DAY = date(2026, 11, 1)
FIRMS = [
    ["企业名称", "所属区县", "营业收入（万元）", "数据年度", "从业人员", "荣誉称号"],
    ["甲公司", "东城县", "100", "2025", "30", "瞪羚企业（2023）"],
]
SUPPLIES = [["供方", "需方"], ["甲公司", "乙公司"]]
PROJECTS = [["项目名称", "投资主体", "总投资（万元）"], ["甲项目", "甲公司", "500"]]


def read(folder: Path, mapping: str = "") -> Ingested:
    book = write_book(folder / "book.xlsx", {"企业": FIRMS, "供需": SUPPLIES, "项目": PROJECTS})
    if not mapping:
        return ingest_books([book], city="示例市", day=DAY)
    path = folder / "mapping.yaml"
    path.write_text(mapping, encoding="utf-8")
    headings, marks = read_mapping(path)
    return ingest_books([book], city="示例市", day=DAY, mapping=headings, marks=marks)


def internal(found: Ingested) -> set[str]:
    rows = (row for table in found.rows.values() for row in table if row.get("internal") == "true")
    return {row["key"].partition("-")[2] for row in rows}


def test_figures_of_firms_and_supply_links_are_internal_by_nature(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert internal(found) == {"operating-revenue", "employees", "supply"}
    assert sum(map(len, found.rows.values())) > 3


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("public: [从业人员]", {"operating-revenue", "supply"}),
        (
            "内部: [荣誉称号, 总投资（万元）]",
            {"operating-revenue", "employees", "supply", "title-0", "project-investment"},
        ),
        ("公开: [供需]", {"operating-revenue", "employees"}),
        ("internal: [项目]", {"operating-revenue", "employees", "supply", "investor-0", "project-investment"}),
        ("internal: [项目]\npublic: [投资主体]", {"operating-revenue", "employees", "supply", "project-investment"}),
        ("企业全名: 企业名称\npublic: [营业收入（万元）]", {"employees", "supply"}),
    ],
)
def test_mapping_file_marks_columns_and_sheets(tmp_path: Path, mapping: str, expected: set[str]) -> None:
    assert internal(read(tmp_path, mapping)) == expected


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("internal: [荣誉称呼]", "did you mean '荣誉称号'"),
        ("internal: [企业名称]", "tells firms apart"),
        ("internal: [供需]\npublic: [供需]", "internal and as public"),
        ("联系人: 链长", "never read"),
        ("企业 法定代表人: 曾用名", "never read"),
        ("internal: 供需", "no heading is called '供需'"),
    ],
)
def test_mapping_file_that_cannot_be_meant_is_refused_in_one_line(tmp_path: Path, mapping: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, mapping)
    assert told in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "mapping.yaml"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "heading",
    ["联系人", "联系电话", "法定代表人", "邮箱", "E-mail", "企业名称（联系人）", "荣誉称号 联系方式", "链主(负责人)"],
)
def test_column_of_contacts_is_named_and_never_read(tmp_path: Path, heading: str) -> None:
    book = write_book(
        tmp_path / "book.xlsx", {"企业": [[heading, "企业名称", "所属产业链"], ["欧阳秘", "甲公司", "集成电路"]]}
    )
    found = ingest_books([book], city="示例市", day=DAY)
    (sheet,) = found.sheets
    assert (sheet.good, sheet.bad) == (1, 0)
    assert len(sheet.unread) == 1
    assert "欧阳秘" not in str(found.rows)


def test_faults_for_outside_hold_nothing_that_stands_in_cells(run: Run, tmp_path: Path) -> None:
    values = ("秘名甲", "秘环节", "秘链", "秘模板", "秘状态", "秘称号", "秘万", "91350100M000100Y44", "秘年")
    firm, two, other, template, state, title, revenue, code, year = values
    write_book(
        tmp_path / "book.xlsx",
        {
            "产业链": [["产业链名称", "参照模板"], [other, template], [f"{other}二", ""]],
            "企业": [
                ["企业名称", "统一社会信用代码", "所属产业链", "环节", "营业收入", "数据年度", "荣誉称号"],
                [firm, code, "集成电路", two, revenue, year, title],
                [f"{firm}二", "91350100M000100Y43", "", "", "", "", ""],
                [f"{firm}二", "91350100M000100A02", "", "", "", "", ""],
            ],
            "环节状态": [["环节", "状态"], ["光刻胶", state]],
            "供需": [["供方", "需方"], [f"{firm}二", "乙公司"]],
        },
    )
    common = (
        "ingest",
        "book.xlsx",
        "--city",
        "示例市",
        "--date",
        "2026-11-01",
        "-o",
        "my.trig",
        "--faults",
        "faults.xlsx",
    )
    inside = run(*common)
    assert inside.returncode == 1
    assert [value for value in values if value in inside.stderr] == [firm, two, other, template, state, title]
    outside = run(*common, "--no-values")
    assert outside.returncode == 1
    assert not [value for value in values if value in outside.stderr + outside.stdout]
    page = load_workbook(tmp_path / "faults.xlsx").active
    assert page is not None
    rows = [[str(cell.value) for cell in row] for row in page.iter_rows()]
    assert not [value for value in values if value in str(rows)]
    assert len(rows) - 1 == outside.stderr.count("book.xlsx[") - 4  # each sheet has a line of its own
    assert any("校验位" in row[3] for row in rows)
