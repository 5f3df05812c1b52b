"""How a sheet is recognised under titles, notes and units, and which rows of it count."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import write_book

from chaingraph.errors import InputError
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.ingest.grids import read_grids
from chaingraph.ingest.mapping import read_mapping

DAY = date(2026, 11, 1)
HEADING: list[object] = ["序号", "单位名称", "统一信用代码", "县市区", "产业链", "环节", "2024年营业收入（万元）"]
ROW: list[object] = [1, "甲硅材料有限公司", "91350100M000100Y43", "东城县", "集成电路产业链", "大硅片", 1200]


def ingest(*paths: Path) -> Ingested:
    return ingest_books(paths, city="示例市", day=DAY)


def cells(read: Ingested, table: str, column: str) -> list[str]:
    return [row.get(column, "") for row in read.rows.get(table, [])]


def test_heading_is_found_under_title_and_note_and_sums_are_no_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["示例市链上企业名单"],
        [],
        ["注：截至10月底"],
        HEADING,
        ROW,
        HEADING,
        ["合计：1家"],
        ["注：完"],
    ]
    read = ingest(write_book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert not read.faults
    assert cells(read, "enterprises", "zh") == ["甲硅材料有限公司"]
    assert read.sheets[0].unread == ("序号",)


def test_evidence_is_the_row_of_the_file(tmp_path: Path) -> None:
    read = ingest(write_book(tmp_path / "a.xlsx", {"Sheet1": [["名单"], HEADING, ROW]}))
    assert set(cells(read, "participations", "evidence")) == {"row=3"}


@pytest.mark.parametrize(
    ("heading", "cell", "yuan"),
    [
        ("营业收入（万元）", 1200, "12000000"),
        ("营业收入（亿元）", "1.5", "150000000"),
        ("营业收入", "1.2亿", "120000000"),
        ("营业收入（万元）", "¥1.2亿", "120000000"),
        ("营业收入（元）", "１，２００", "1200"),
    ],
)
def test_amount_takes_the_unit_of_cell_or_heading(tmp_path: Path, heading: str, cell: object, yuan: str) -> None:
    rows: list[list[object]] = [["企业名称", heading, "年度"], ["甲公司", cell, "2024年"]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert cells(read, "observations", "value") == [yuan]
    assert cells(read, "observations", "period_end") == ["2024-12-31"]


def test_unit_row_above_the_heading_holds_for_amounts(tmp_path: Path) -> None:
    rows: list[list[object]] = [["名单"], ["单位：万元"], ["企业名称", "2024年营业收入"], ["甲公司", 12]]
    assert cells(ingest(write_book(tmp_path / "a.xlsx", {"企业": rows})), "observations", "value") == ["120000"]


@pytest.mark.parametrize("cell", ["5-10亿", "约三千", "1200"])
def test_amount_that_is_a_range_or_without_unit_is_a_fault(tmp_path: Path, cell: str) -> None:
    rows: list[list[object]] = [["企业名称", "营业收入", "年度"], ["甲公司", cell, 2024]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert [(fault.row, fault.heading.zh) for fault in read.faults] == [(2, "营业收入（万元）")]
    assert "enterprises" not in read.rows


@pytest.mark.parametrize("blank", ["", "-", "—", "未公开", "/"])
def test_blank_marks_say_nothing_and_never_zero(tmp_path: Path, blank: str) -> None:
    rows: list[list[object]] = [["企业名称", "营业收入（万元）", "年度"], ["甲公司", blank, 2024]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert not read.faults
    assert "observations" not in read.rows


def test_merged_cell_fills_its_range_and_a_plain_blank_stays_blank(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "所属区县"], ["甲公司", "东城县"], ["乙公司", None], ["丙公司", None]]
    path = write_book(tmp_path / "a.xlsx", {"企业": rows})
    book = load_workbook(path)
    book["企业"].merge_cells("B2:B3")
    book.save(path)
    assert len(cells(ingest(path), "sitings", "about")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("企业名称,所属产业链\n甲公司,集成电路产业链\n", encoding=encoding)
    assert tuple(read_grids(path)[0].rows) == (("企业名称", "所属产业链"), ("甲公司", "集成电路产业链"))


def test_one_firm_on_several_rows_is_one_firm(tmp_path: Path) -> None:
    code = "91350100M000100Y43"
    rows: list[list[object]] = [
        ["企业名称", "统一社会信用代码", "所属产业链"],
        ["甲（东城）公司", None, "集成电路产业链"],
        ["甲(东城)公司", code, "绿色化工产业链"],
    ]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert cells(read, "enterprises", "credit_code") == [code]
    assert len(cells(read, "participations", "participant")) == 2


def test_unknown_state_is_no_statement_and_absence_is_only_what_the_list_says(tmp_path: Path) -> None:
    rows: list[list[object]] = [["环节", "状态"], ["光刻胶", "未知"], ["晶圆制造", "确认无"], ["大硅片", "有"]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"环节状态": rows}))
    assert cells(read, "segment_statuses", "state") == ["absent", "present"]


def test_own_heading_is_read_by_a_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text("厂家: 企业名称\n哪条链: 所属产业链\n", encoding="utf-8")
    path = write_book(tmp_path / "a.xlsx", {"x": [["厂家", "哪条链"], ["甲公司", "集成电路产业链"]]})
    read = ingest_books([path], city="示例市", day=DAY, mapping=read_mapping(mapping)[0])
    assert cells(read, "enterprises", "zh") == ["甲公司"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "厂家: 无此表头\n", "a: [\n", "1: 2\n"])
def test_bad_mapping_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_mapping(path)
    assert "\n" not in str(caught.value)


def test_short_rows_of_a_csv_are_rows_with_blanks(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("序号,企业名称,所属区县\n1,甲公司\n2\n3,乙公司,东城县\n", encoding="utf-8")
    read = ingest(path)
    assert cells(read, "enterprises", "zh") == ["甲公司", "乙公司"]
    assert [(fault.row, fault.heading.zh) for fault in read.faults] == [(3, "企业名称")]


@pytest.mark.parametrize("name", ["示例科技有限公司", "总计科技有限公司", "合计数据有限公司", "制表机械有限公司"])
def test_firm_that_is_called_like_an_example_or_a_sum_is_a_firm(tmp_path: Path, name: str) -> None:
    rows: list[list[object]] = [["企业名称", "所属区县"], [name, "东城县"], ["合计（1家）"], ["总计：1家"]]
    assert cells(ingest(write_book(tmp_path / "a.xlsx", {"企业": rows})), "enterprises", "zh") == [name]


def test_several_segments_in_a_cell_have_the_state(tmp_path: Path) -> None:
    rows: list[list[object]] = [["环节", "状态"], ["光刻胶、大硅片", "弱"]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"环节状态": rows}))
    assert cells(read, "segment_statuses", "segment") == ["photoresists", "silicon-wafers"]


@pytest.mark.parametrize(("owner", "count"), [("是", 0), ("否", None), ("集成电路", 1), ("龙头企业", 0)])
def test_owner_of_one_of_several_chains_is_named(tmp_path: Path, owner: str, count: int | None) -> None:
    rows: list[list[object]] = [
        ["企业名称", "所属产业链", "是否链主"],
        ["甲公司", "集成电路产业链、新能源产业链", owner],
    ]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert len(cells(read, "chain_ownerships", "owner")) == (count or 0)
    assert [fault.heading.zh for fault in read.faults] == (["是否链主"] if count == 0 else [])


def test_list_given_twice_and_a_city_without_name_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "所属区县"], ["甲公司", "东城县"]]})
    with pytest.raises(InputError, match="give it once"):
        ingest(path, path)
    with pytest.raises(InputError, match="no city"):
        ingest_books([path], city=" \u200b", day=DAY)
