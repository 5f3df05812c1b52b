"""Lists of LibreOffice (.ods): merged cells, percentages, errors, hidden rows, and cells that stand for many."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import write_book

from chaingraph.errors import InputError
from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.grids import read_grids

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def write_ods(path: Path, rows: str) -> Path:
    """Write a workbook of one sheet by the XML of its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content {SPACES} xmlns:calcext="urn:calcext"><office:body><office:spreadsheet>'
            f'<table:table table:name="链主">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return path


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def cell(text: str, more: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"
STRING = 'office:value-type="string"'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_ods(
        tmp_path / "a.ods",
        row(cell("全市链主", f'{STRING} table:number-columns-spanned="3"'), COVERED, COVERED)
        + row(cell("产业链"), cell("链主企业"), cell("占比"))
        + row(cell("集成电路", f'{STRING} table:number-rows-spanned="2"'), cell("甲公司"),
              cell("8.5%", 'office:value-type="percentage" office:value="0.085"'))
        + row(COVERED, cell("乙公司"))
        + row(cell("化工"), cell("#N/A", f'{STRING} office:string-value="" calcext:value-type="error"'))
        + row(cell("新能源"), cell("丙公司"), more=' table:visibility="filter"')
        + row('<table:table-cell table:number-columns-repeated="16384"/>', more=' table:number-rows-repeated="1048570"'),
    )  # fmt: skip


def test_cells_are_as_the_program_shows_them(book: Path) -> None:
    (grid,) = read_grids(book)
    assert grid.head(9) == [
        ("全市链主",) * 3,
        ("产业链", "链主企业", "占比"),
        ("集成电路", "甲公司", "8.5%"),
        ("集成电路", "乙公司", ""),
        ("化工", "#N/A", ""),
        ("新能源", "丙公司", ""),
    ]
    assert grid.hidden_rows == {6}
    assert grid.spans == {(3, 1): (3, 4), (4, 1): (3, 4)}


def test_merged_chain_is_that_of_each_owner_and_an_error_is_a_fault(book: Path) -> None:
    read = ingest_books([book], city="示例市", day=date(2025, 1, 1))
    assert [(fault.row, fault.column) for fault in read.faults] == [(5, 2)]
    names = {row["key"]: row["zh"] for table in ("chains", "enterprises") for row in read.rows[table]}
    owned = [(names[one["chain"]], names[one["owner"]]) for one in read.rows["chain_ownerships"]]
    assert owned == [("集成电路", "甲公司"), ("集成电路", "乙公司"), ("新能源", "丙公司")]


@pytest.mark.parametrize(
    "rows",
    [
        row(
            cell("甲公司", f'{STRING} table:number-columns-repeated="1000"'),
            more=' table:number-rows-repeated="100000"',
        ),
        row(cell("甲公司"), more=' table:number-rows-repeated="6000000"'),
        row("<table:table-cell/>", more=' table:number-rows-repeated="1048000"')
        + row('<table:table-cell table:number-columns-repeated="16000"/>', cell("甲公司")),
    ],
)
def test_cells_that_stand_for_more_than_a_list_has_are_refused(tmp_path: Path, rows: str) -> None:
    path = write_ods(tmp_path / "a.ods", row(cell("企业名称"), cell("所属区县")) + rows)
    assert path.stat().st_size < 2000
    with pytest.raises(InputError, match="far more than a list holds"):
        read_grids(path)


def test_file_that_is_two_kinds_of_workbook_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [["企业名称"]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(InputError, match="two kinds"):
        read_grids(path)


def test_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<?xml version='1.0' encoding='nonsense-8'?><x/>")
    with pytest.raises(InputError, match="save it anew"):
        read_grids(path)
