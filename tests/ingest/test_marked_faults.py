"""Faults marked in a copy of the lists, told in one language."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.ingest.conftest import Run, write_book

from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.fault_book import mark_faults

DAY = date(2026, 11, 1)
ROWS: list[list[object]] = [
    ["示例市企业名单"],
    ["序号", "单位名称", "统一信用代码", "产业链", "环节", "是否链主", "营收（亿元）", "荣誉称号", "=1+1"],
    [1, "甲公司", "91350100M000100Y44", "集成电路产业链", "大硅片", "否", None, None, "=HYPERLINK(1)"],
    [2, "乙公司", None, "集成电路产业链", "没有这个环节", "也许", "5-10", "没有这个称号", "+1"],
    [3, "丙公司", None, "集成电路产业链", None, None, 12, None, None],
    [4, None, None, "集成电路产业链", None, None, None, None, None],
]
FAULTY = {"C3", "E4", "F4", "G4", "H4", "G5", "B6"}


def _mark(folder: Path, lang: str, rows: list[list[object]] = ROWS) -> Path:
    """Write a list with texts that look like formulas, and mark its faults."""
    path = write_book(folder / "a.xlsx", {"企业": rows, "别的": [["天气"], ["晴"]]})
    book = load_workbook(path)
    for row in book["企业"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)
    marked = folder / "marked.xlsx"
    marked.write_bytes(mark_faults(ingest_books([path], city="示例市", day=DAY).faults, lang))
    return marked


def _page(path: Path, name: str) -> Worksheet:
    page = load_workbook(path)[name]
    assert isinstance(page, Worksheet)
    return page


def test_cells_at_fault_are_filled_with_a_comment_and_no_others(tmp_path: Path) -> None:
    marked = _mark(tmp_path, "zh")
    page = _page(marked, "企业")
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.coordinate for cell in cells if cell.comment} == FAULTY
    assert {cell.coordinate for cell in cells if cell.fill.fill_type == "solid"} == FAULTY
    assert page["C3"].comment is not None
    assert page["C3"].comment.text == "信用代码校验位不对，请核对"


def test_no_cell_of_the_copy_is_a_formula(tmp_path: Path) -> None:
    marked = _mark(tmp_path, "zh")
    page = _page(marked, "企业")
    assert [page[place].data_type for place in ("I2", "I3", "I4")] == ["s", "s", "s"]
    assert page["I3"].value == "=HYPERLINK(1)"
    assert page["I3"].quotePrefix


def test_list_of_faults_leads_to_the_cells(tmp_path: Path) -> None:
    marked = _mark(tmp_path, "zh")
    links = [row[0].hyperlink for row in _page(marked, "要改之处").iter_rows(min_row=2)]
    assert {link.location for link in links if link} == {f"'企业'!{place}" for place in FAULTY}


@pytest.mark.parametrize(("lang", "foreign"), [("zh", r"[A-Za-z]{3,} [a-z]{2,}"), ("en", "[，。；：？]")])
def test_faults_are_told_in_one_language(tmp_path: Path, lang: str, foreign: str) -> None:
    marked = _mark(tmp_path, lang)
    page = load_workbook(marked).worksheets[0]
    told = [str(row[3].value) for row in page.iter_rows(min_row=2)]
    assert len(told) == len(FAULTY)
    assert not [text for text in told if re.search(foreign, text)]


def test_mended_copy_is_read_like_the_book(tmp_path: Path) -> None:
    marked = _mark(tmp_path, "zh")
    book = load_workbook(marked)
    mends = {"C3": None, "E4": "光刻胶", "F4": "否", "G4": None, "H4": None, "G5": None, "B6": "丁公司"}
    for place, mend in mends.items():
        book["企业"][place].value = mend
    book.save(marked)
    read = ingest_books([marked], city="示例市", day=DAY)
    assert not read.faults
    assert [row["zh"] for row in read.rows["enterprises"]] == ["甲公司", "乙公司", "丙公司", "丁公司"]
    assert [sheet.file for sheet in read.sheets if not sheet.kind] == ["marked.xlsx[别的]"]


def test_sheets_of_several_files_keep_apart(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "环节"], ["甲公司", "没有这个环节"]]
    paths = [write_book(tmp_path / name, {"企业": [*rows, [name]]}) for name in ("a.xlsx", "b.xlsx")]
    csv = tmp_path / "企业.csv"
    csv.write_text("企业名称,环节\n乙公司,没有那个环节\n", encoding="gb18030")
    marked = tmp_path / "marked.xlsx"
    marked.write_bytes(mark_faults(ingest_books([*paths, csv], city="示例市", day=DAY).faults, "en"))
    book = load_workbook(marked)
    assert book.sheetnames == ["To mend", "企业", "企业 (2)", "企业 (3)"]
    assert book["企业 (3)"]["B2"].comment is not None


def test_messages_of_the_command_are_in_one_language_and_the_book_is_never_overwritten(
    run: Run, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": ROWS})
    before = path.read_bytes()
    words = ("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    refused = run(*words, "--faults", "./a.xlsx")
    assert refused.returncode == 1
    assert "never changed" in refused.stderr
    done = run(*words, "--faults", "f.xlsx", "--lang", "en")
    assert done.returncode == 1
    assert "a.xlsx[企业]:3: 统一社会信用代码 (Credit code): the check sign of the code is wrong" in done.stderr
    assert "请" not in done.stderr
    assert path.read_bytes() == before


def test_what_is_wrong_alike_in_many_rows_is_said_once_and_hides_no_other_fault(run: Run, tmp_path: Path) -> None:
    firms = [[f"{number}号公司", 100, None] for number in range(60)] + [["末号公司", None, "没有那个环节"]]
    write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "营业收入（万元）", "环节"], *firms]})
    done = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    lines = [line for line in done.stderr.splitlines() if line.startswith("a.xlsx[企业]:")]
    assert [line.split(": ")[0] for line in lines] == ["a.xlsx[企业]:2", "a.xlsx[企业]:62"]
    assert lines[0].endswith("（同样的共60处：第2–61行）")
    assert "另有" not in done.stderr
    assert "61处问题" in done.stderr
