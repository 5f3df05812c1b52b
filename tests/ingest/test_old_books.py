"""Lists in the format of Excel 97 (.xls) are read as those of today."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlwt

from chaingraph.errors import InputError
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.ingest.grids import read_grids

HEAD = [
    "企业名称",
    "所属区县",
    "所属产业链",
    "环节",
    "2024年营业收入（万元）",
    "研发费用（万元）",
    "认定时间",
    "参保人数",
]
NOT_AVAILABLE = 42  # the code of #N/A


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A list with a title, a merged county, a day, a month, a percentage, an error, a hidden row and a hidden sheet."""
    whole = xlwt.Workbook(encoding="utf-8")
    page = whole.add_sheet("企业名单")
    page.write_merge(0, 0, 0, 7, "全市企业名单")
    for column, heading in enumerate(HEAD):
        page.write(1, column, heading)
    page.write_merge(2, 3, 1, 1, "东城县")
    shown = {code: xlwt.easyxf(num_format_str=code) for code in ("yyyy-mm-dd", "yyyy-mm", "0.0%")}
    page.write(2, 0, "甲公司")
    page.write(2, 2, "集成电路")
    page.write(2, 3, "大硅片")
    page.write(2, 4, 1200.5)
    page.write(2, 6, date(2023, 1, 5), shown["yyyy-mm-dd"])
    page.write(3, 0, "乙公司")
    page.row(3).set_cell_error(2, NOT_AVAILABLE)
    page.write(3, 5, 0.085, shown["0.0%"])
    page.write(3, 6, date(2023, 1, 5), shown["yyyy-mm"])
    page.write(3, 7, 12)
    page.row(3).hidden = True
    old = whole.add_sheet("旧表")
    old.visibility = 1
    old.write(0, 0, "企业名称")
    path = tmp_path / "a.xls"
    whole.save(str(path))
    return path


def ingest(path: Path) -> Ingested:
    return ingest_books([path], city="示例市", day=date(2025, 1, 1))


def test_cells_are_as_excel_shows_them(book: Path) -> None:
    grid, old = read_grids(book)
    rows = grid.head(4)
    assert rows[0] == ("全市企业名单",) * 8
    assert rows[2] == ("甲公司", "东城县", "集成电路", "大硅片", "1200.5", "", "2023-01-05", "")
    assert rows[3] == ("乙公司", "东城县", "#N/A", "", "", "8.5%", "2023-01", "12")
    assert (grid.hidden_rows, grid.is_hidden, old.is_hidden) == (frozenset({4}), False, True)
    assert grid.spans == {(3, 2): (3, 4), (4, 2): (3, 4)}


def test_error_and_percentage_are_faults_and_the_good_row_is_read(book: Path) -> None:
    read = ingest(book)
    assert [(fault.row, fault.column) for fault in read.faults] == [(4, 3)]
    assert [(sheet.good, sheet.bad, sheet.hidden) for sheet in read.sheets] == [(1, 1, 1)]
    assert [row["zh"] for row in read.rows["enterprises"]] == ["甲公司"]
    assert [row["value"] for row in read.rows["observations"]] == ["12005000"]


def test_old_book_under_a_name_of_today_or_of_another_program_reads_the_same(book: Path) -> None:
    for name in ("a.xlsx", "a.et"):
        assert read_grids(book.rename(book.with_name(name)))[0].rows == read_grids(book.with_name(name))[0].rows
        book = book.with_name(name)
        assert len(ingest(book).faults) == 1


def test_book_with_a_password_says_so(tmp_path: Path) -> None:
    """A workbook of today with a password is a file of the old kind with a part of this name."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(InputError, match="has a password"):
        read_grids(path)


@pytest.mark.parametrize("at", [60, 520, 1600, 4000])
def test_damaged_book_is_refused_or_read(book: Path, at: int) -> None:
    content = bytearray(book.read_bytes())
    content[at : at + 40] = b"\xff" * 40
    book.write_bytes(content)
    with suppress(InputError):
        assert read_grids(book)
    book.write_bytes(content[:at])
    with pytest.raises(InputError, match="save it anew"):
        read_grids(book)
