"""The workbook holds what the sheets say, as text, whatever it is, and the same bytes each time."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from chaingraph.naming import Name
from chaingraph.pack.entries import Source
from chaingraph.pack.recipe import Heading
from chaingraph.pack.sheets import PackRow, PackSheet
from chaingraph.pack.workbook import Overview, sheet_names, write_workbook
from chaingraph.report import Cell, Thing

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "#N/A", '=HYPERLINK("http://x")']
SOURCE = Source("document:a", "甲文", date(2024, 5, 6), "报社", "https://news.example/a?b=1", 3, 9, True, False)
OVERVIEW = Overview("=标题", [("地区", "某市")], ["先说未知"], ["怎样读"])


def _sheet(rows: list[list[Cell]], *, kind: str = "firms", sources: tuple[Source, ...] = (SOURCE,)) -> PackSheet:
    headings = [Heading("a", Name("企业", "firm")), Heading("b", Name("数", "number"))]
    return PackSheet(Name("清单", "List"), kind, headings, [PackRow(row, "known", sources) for row in rows], Name())


def _write(*sheets: PackSheet, lang: str = "zh") -> bytes:
    return write_workbook(OVERVIEW, sheets, lang=lang, day=date(2024, 6, 1))


def _read(content: bytes, sheet: str = "清单") -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    return [list(row) for row in found]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    content = _write(_sheet([[text, Decimal(1)]]))
    cell = openpyxl.load_workbook(io.BytesIO(content))["清单"]["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == text.strip()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        pages = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in page or b't="e"' in page for page in pages)


def test_control_characters_and_marks_of_direction_are_escaped() -> None:
    rows = _read(_write(_sheet([["a\x00b\x1bc\u202ed\ufffee\nf", None], ["_x0041_", None]])))
    assert rows[1][0] == "a\\x00b\\x1bc\\u202ed\\ufffee f"
    assert rows[2][0] == "_x0041_"


def test_numbers_days_names_and_unknown_are_told_apart() -> None:
    thing = Thing("enterprise:x", Name("甲公司", "Firm A"))
    content = _write(_sheet([[thing, Decimal(53290000000)], [(thing, thing), None], [date(2023, 1, 2), ""]]))
    rows = _read(content)
    assert rows[1][:3] == ["甲公司", 53290000000, "已知"]
    assert rows[2][:2] == ["甲公司、甲公司", "未知"]
    assert rows[3][:2] == [date(2023, 1, 2), ""]


def test_each_row_has_its_source_and_the_others_apart() -> None:
    other = Source("document:b", "乙文", None, "", "javascript:alert(1)", None, None, False, True)
    rows = _read(_write(_sheet([["甲", None]], sources=(SOURCE, other)), _sheet([["乙", None]], sources=(other,))))
    assert rows[0] == ["企业", "数", "状态", "来源", "来源日期", "发布者", "位置", "网址", "其他来源"]
    assert rows[1][3:] == ["甲文", date(2024, 5, 6), "报社", "第3–9字符", "https://news.example/a?b=1", "《乙文》（此处未核对；编者由此判断）"]  # fmt: skip


def test_only_web_addresses_are_links() -> None:
    bad = Source("document:b", "乙文", None, "", "javascript:alert(1)", None, None, False, True)
    book = openpyxl.load_workbook(io.BytesIO(_write(_sheet([["甲", None]]), _sheet([["乙", None]], sources=(bad,)))))
    assert book["清单"]["H2"].hyperlink.target == "https://news.example/a?b=1"
    assert book["清单 (2)"]["H2"].hyperlink is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [("firms", "未知：没有任何资料说到，不等于没有。"), ("", "未知：图谱没有此类数据，表头供填写；不等于没有。")],
)
def test_an_empty_list_keeps_its_headings_and_says_that_nothing_is_known(kind: str, text: str) -> None:
    rows = _read(_write(_sheet([], kind=kind)))
    assert rows[0][:3] == ["企业", "数", "状态"]
    assert [row[0] for row in rows[1:]] == [text]


def test_headings_are_frozen_and_filtered_and_columns_have_widths() -> None:
    page = openpyxl.load_workbook(io.BytesIO(_write(_sheet([["甲" * 30, None]] * 3))))["清单"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:I4"
    assert 9 <= page.column_dimensions["A"].width <= 46


def test_a_row_of_which_nothing_is_known_but_its_name_is_flagged() -> None:
    row = PackRow(["甲", None], "unknown", (), is_bare=True)
    sheet = PackSheet(Name("清单", "List"), "firms", _sheet([]).headings, [row], Name())
    page = openpyxl.load_workbook(io.BytesIO(_write(sheet)))["清单"]
    assert page["A2"].fill.fgColor.rgb.endswith("FDF0D9")
    assert [page["C2"].value, page["D2"].value] == ["未知", "（无来源）"]


def test_the_first_sheet_says_the_unknown_first_and_leads_to_the_lists() -> None:
    content = _write(_sheet([["甲", None]]), lang="en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    texts = [cell.value for cell in page["A"] if cell.value]
    assert texts[:4] == ["=标题", "Unknown first", "先说未知", "List"]
    links = [cell.hyperlink.location for cell in page["A"] if cell.hyperlink]
    assert links == ["'List'!A1"]


def test_the_file_bears_the_day_of_the_pack_and_no_clock() -> None:
    first, second = (_write(_sheet([["甲", Decimal(1)]])) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(2024, 6, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode()
    assert core.count("2024-06-01T00:00:00Z") == 2


def test_sheets_get_names_that_excel_allows() -> None:
    names = sheet_names(["a" * 40, "A" * 40, "[x]:*?/\\y", "'quoted'", "", "history"])
    assert names == ["a" * 31, "A" * 27 + " (2)", "x y", "quoted", "Sheet", "history_"]
