"""What office programs leave in books beside plain values: formulas, errors, hidden rows and sheets, broken lines."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run, write_book

from chaingraph.errors import InputError
from chaingraph.ingest.books import Ingested, ingest_books

HEADING: list[object] = [
    "企业名称",
    "统一社会信用代码",
    "所属区县",
    "所属产业链",
    "环节",
    "2024年营业收入（万元）",
    "荣誉称号",
]


def ingest(path: Path) -> Ingested:
    return ingest_books([path], city="示例市", day=date(2026, 11, 1))


def one_row(tmp_path: Path, **cells: object) -> Ingested:
    row = {"企业名称": "甲公司", "所属区县": "东城县", **cells}
    return ingest(write_book(tmp_path / "a.xlsx", {"企业": [HEADING, [row.get(str(key)) for key in HEADING]]}))


def edit_sheet(path: Path, *changes: tuple[str, str]) -> None:
    """Change the text of the first sheet of a book as other programs may write it."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for before, after in changes:
        sheet = sheet.replace(before, after)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def labels(read: Ingested, table: str) -> list[str]:
    return [row["zh"] for row in read.rows.get(table, [])]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize("column", ["企业名称", "所属产业链", "2024年营业收入（万元）"])
def test_error_is_a_fault_and_no_value(tmp_path: Path, error: str, column: str) -> None:
    read = one_row(tmp_path, **{column: error})
    assert [fault.said.zh for fault in read.faults] == ["公式出错，没有值；请改正，或清空"]
    assert not read.rows.get("enterprises")


def test_error_in_a_csv_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("企业名称,所属产业链\n甲公司,#N/A\n", encoding="gb18030")
    assert [(fault.row, fault.column) for fault in ingest(path).faults] == [(2, 2)]


def test_formula_that_nothing_worked_out_is_a_fault_and_one_with_its_value_is_read(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [HEADING, ["甲公司", None, None, None, None, "=100*1.1"]]})
    assert ["还没有算出值" in fault.said.zh for fault in ingest(path).faults] == [True]
    edit_sheet(path, ("</f><v />", "</f><v>110</v>"), ("</f><v></v>", "</f><v>110</v>"))
    assert [row["value"] for row in ingest(path).rows["observations"]] == ["1100000"]


@pytest.mark.parametrize(
    ("cell", "columns"),
    [
        ("<c r='F2'><f>A1</f></c>", [6]),
        ("<c r='F2'><f><![CDATA[1<2]]></f><v/></c>", [6]),
        ("<c r='F2'><f t='shared' si='0'/><!-- > --><v>\n5</v></c>", []),
        ("<c><f>A1</f></c>", [2]),
        ("<c r='F2'><f>A1<row/></f></c>", []),
        ("<c r='F2' t='e'/>", [6]),
        ("<c r='F2' t='e'><v>&#35;N/A</v></c>", [6]),
        ("<c r='F2' t='str'><f>A1</f><v></v></c>", []),
        ("<x:c xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' r='F2'><x:f>A1</x:f></x:c>", [6]),
    ],
)
def test_formulas_and_errors_are_told_however_the_file_is_written(
    tmp_path: Path, cell: str, columns: list[int]
) -> None:
    row = ["甲公司", None, None, None, None, 77]
    path = write_book(tmp_path / "a.xlsx", {"企业": [HEADING, row, ["乙公司", None, None, None, None, 5]]})
    edit_sheet(path, ('<c r="F2" t="n"><v>77</v></c>', cell))
    assert [fault.column for fault in ingest(path).faults if fault.row == 2] == columns


def test_row_of_formulas_alone_is_not_lost(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "从业人员"], ["甲公司", 5], ["=A2", "=B2"], ["=A2", "=B2"]]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert [(fault.row, fault.column) for fault in read.faults] == [(3, 1), (3, 2), (4, 1), (4, 2)]


def test_hidden_row_is_known_however_the_file_says_so(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "从业人员"], ["甲公司", 5], ["乙公司", 5]]})
    edit_sheet(path, ('<row r="3"', "<row hidden = 'true'"), ('r="A3"', ""), ('r="B3"', ""))
    assert [sheet.hidden for sheet in ingest(path).sheets] == [1]


def test_sheet_far_wider_and_longer_than_a_list_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "从业人员"], ["甲公司", 5]]})
    edit_sheet(path, ('<row r="2"', '<row r="1048576"'), ('r="A2"', 'r="A1048576"'), ('r="B2"', 'r="XFD1048576"'))
    with pytest.raises(InputError, match="far more than a list holds"):
        ingest(path)


def test_merged_ranges_on_one_another_are_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [["企业名称", "从业人员"]]
    rows += [[f"甲{at}公司", 5] for at in range(99)]
    path = write_book(tmp_path / "a.xlsx", {"企业": rows})
    merged = '<mergeCell ref="A2:B100"/>' * 3
    edit_sheet(path, ("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"))
    with pytest.raises(InputError, match="lie on one another"):
        ingest(path)


def test_book_with_entities_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "从业人员"], ["甲公司", 5]]})
    edit_sheet(path, ("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'))
    with pytest.raises(InputError, match="save it anew"):
        ingest(path)


def test_broken_lines_part_what_may_be_many_and_join_what_is_one(tmp_path: Path) -> None:
    read = one_row(
        tmp_path,
        企业名称="断行科技\n有限公司",
        所属区县="东城县\n西城县",
        所属产业链="集成电路\n新能源",
        环节="半导体硅片\n晶圆制造",
        荣誉称号="瞪羚企业（2023）\n高新技术企业（2022）",
    )
    assert not read.faults
    assert labels(read, "enterprises") == ["断行科技有限公司"]
    assert labels(read, "chains") == ["集成电路", "新能源"]
    assert len(read.rows["awards"]) == 2
    assert {"东城县", "西城县"} <= set(labels(read, "places"))


@pytest.mark.parametrize(
    "name", ["甲公司、乙公司", "甲公司\n乙公司", "甲公司；乙公司", "甲公司/乙公司", "甲公司等", "无", "甲" * 300]
)
def test_cell_that_does_not_name_one_firm_is_a_fault(tmp_path: Path, name: str) -> None:
    assert [fault.heading.zh for fault in one_row(tmp_path, 企业名称=name).faults] == ["企业名称"]


@pytest.mark.parametrize("name", ["甲（乙、丙）公司", "Foo Co., Ltd.", "Foo A/S"])
def test_name_with_signs_of_its_own_is_one_firm(tmp_path: Path, name: str) -> None:
    assert labels(one_row(tmp_path, 企业名称=name), "enterprises") == [name]


def test_none_names_no_chain_segment_county_or_title(tmp_path: Path) -> None:
    read = one_row(tmp_path, 所属区县="无", 所属产业链="无", 环节="无", 荣誉称号="无")
    assert not read.faults
    assert labels(read, "enterprises") == ["甲公司"]
    assert not read.rows.get("chains")
    assert not read.rows.get("awards")
    assert labels(read, "places") == ["示例市"]


def test_code_that_became_a_number_says_so(tmp_path: Path) -> None:
    (fault,) = one_row(tmp_path, 统一社会信用代码=911100001000000001).faults
    assert "当成了数字" in fault.said.zh


def test_hidden_sheet_is_not_read_and_hidden_rows_are_both_are_told(tmp_path: Path, run: Run) -> None:
    rows: list[list[object]] = [["企业名称", "所属区县"], ["甲公司", "东城县"], ["乙公司", "东城县"]]
    path = write_book(tmp_path / "a.xlsx", {"企业": rows, "企业清单": [rows[0], ["旧公司", "东城县"]]})
    book = load_workbook(path)
    book["企业清单"].sheet_state = "veryHidden"
    book["企业"].row_dimensions[3].hidden = True
    book.save(path)
    done = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    assert done.returncode == 0
    assert "2行读入，0行有问题（含隐藏或被筛掉的1行）" in done.stderr
    assert "a.xlsx[企业清单]：工作表是隐藏的，未读入" in done.stderr
    assert labels(ingest(path), "enterprises") == ["甲公司", "乙公司"]


def test_book_of_hidden_sheets_alone_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"x": [["天气"]], "企业": [["企业名称", "所属区县"], ["甲公司", "东城县"]]})
    book = load_workbook(path)
    book["企业"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(InputError, match="no sheet"):
        ingest(path)


@pytest.mark.parametrize(
    "row", [["平均", 5], ["本页小计"], ["其中：规上企业", 3], ["一、集成电路产业链（5家）"], ["（二）其他"]]
)
def test_sums_and_headings_of_parts_are_no_firms(tmp_path: Path, row: list[object]) -> None:
    rows: list[list[object]] = [["企业名称", "从业人员"], ["甲公司", 5], row]
    read = ingest(write_book(tmp_path / "a.xlsx", {"企业": rows}))
    assert not read.faults
    assert [[*sheet.aside.sums, *sheet.aside.parts] for sheet in read.sheets] == [[3]]
    assert labels(read, "enterprises") == ["甲公司"]


def test_numbered_chains_that_look_like_headings_of_parts_are_told(tmp_path: Path, run: Run) -> None:
    rows: list[list[object]] = [["产业链名称"], ["新能源"]]
    rows[1:1] = [[f"{number}、集成电路"] for number in "一二三四五六七"]
    write_book(tmp_path / "a.xlsx", {"产业链": rows})
    done = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    assert "1行读入，0行有问题；看作合计、说明或分部标题而未读入7行：第2、3、4、5、6…行" in done.stderr


def test_heading_of_two_rows_is_no_project(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["重点项目表"],
        ["序号", "项目名称", "建设地点", "2023年计划", None],
        [None, None, None, "投资", "主要建设内容"],
        [1, "甲项目", "东城县", 1, "厂房"],
        ["合计：1个"],
    ]
    path = write_book(tmp_path / "a.xlsx", {"项目": rows})
    book = load_workbook(path)
    for place in ("A2:A3", "B2:B3", "C2:C3", "D2:E2"):
        book["项目"].merge_cells(place)
    book.save(path)
    read = ingest(path)
    assert not read.faults
    assert labels(read, "projects") == ["甲项目"]


def test_heading_of_two_rows_in_a_csv_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["示例市名单,,,", "企业名称,所属县（市、区）,2024年,", ",,营业收入（万元）,从业人数", "甲公司,东城县,12,30"]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    read = ingest(path)
    assert not read.faults
    assert [row["value"] for row in read.rows["observations"]] == ["120000", "30"]
    assert read.rows["observations"][0]["period_end"] == "2024-12-31"
    assert {row["evidence"] for row in read.rows["observations"]} == {"row=4"}


@pytest.mark.parametrize(("merged", "count"), [(("C2:C3",), 2), (("A2:A3", "C2:C3"), 0), (("B2:B3",), 0)])
def test_figure_merged_over_rows_of_several_firms_is_a_fault(
    tmp_path: Path, merged: tuple[str, ...], count: int
) -> None:
    rows: list[list[object]] = [["企业名称", "所属区县", "2024年营业收入（万元）"], ["甲公司", "东城县", 12]]
    path = write_book(tmp_path / "a.xlsx", {"企业": [*rows, ["乙公司", None, None if "C2:C3" in merged else 5]]})
    book = load_workbook(path)
    for place in merged:
        book["企业"].merge_cells(place)
    book.save(path)
    read = ingest(path)
    assert [fault.column for fault in read.faults] == [3] * count
    assert len(labels(read, "enterprises")) == (0 if count else 2 - ("A2:A3" in merged))


def test_number_is_read_as_a_spreadsheet_shows_it(tmp_path: Path) -> None:
    (row,) = one_row(tmp_path, **{"2024年营业收入（万元）": 12000 * 1.1}).rows["observations"]
    assert row["value"] == "132000000"


def test_chain_without_template_is_told_with_one_that_it_may_follow(tmp_path: Path, run: Run) -> None:
    write_book(tmp_path / "a.xlsx", {"企业": [["企业名称", "所属产业链"], ["甲公司", "新能源汽车产业链"]]})
    done = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    assert "新能源汽车产业链（是不是“车辆及零部件（新能源汽车）”？）" in done.stderr


def test_main_products_say_which_segments_may_be_meant_and_are_no_facts(tmp_path: Path, run: Run) -> None:
    rows = [
        ["企业名称", "所属产业链", "环节", "主要产品"],
        ["甲公司", "集成电路", "", "12英寸硅片、某某产品"],
        ["乙公司", "集成电路", "封装测试", "光刻胶"],
    ]
    book = write_book(tmp_path / "a.xlsx", {"企业": rows})
    read = ingest(book)
    assert list(read.hints) == [("12英寸硅片", "半导体硅片")]
    stated = {value for row in read.rows["participations"] for value in row.values() if value.startswith("segment:")}
    assert stated == {"segment:chip-packaging-test"}
    told = run("ingest", str(book), "--city", "示例市", "--date", "2026-11-01", "-o", str(tmp_path / "my.trig"))
    assert "12英寸硅片 → 半导体硅片" in told.stderr
    hidden = run(
        "ingest", str(book), "--city", "示例市", "--date", "2026-11-01", "--no-values", "-o", str(tmp_path / "b.trig")
    )
    assert "硅片" not in hidden.stderr


@pytest.mark.parametrize(
    ("shown", "growth", "period", "value", "end"),
    [
        (("0.0%", "yyyy-mm-dd"), 0.085, date(2024, 6, 30), "8.5", "2024-06-30"),
        (("0%", 'yyyy"年"m"月"'), -0.02, date(2024, 6, 1), "-2", "2024-06-30"),
        (("General", "yyyy-mm"), 0.5, date(2024, 12, 1), "0.5", "2024-12-31"),
        (("0.00%", 'yyyy"年"'), 1.125, date(2024, 1, 1), "112.5", "2024-12-31"),
    ],
)
def test_number_and_day_are_what_the_cell_shows(
    tmp_path: Path, shown: tuple[str, str], growth: float, period: date, value: str, end: str
) -> None:
    rows: list[list[object]] = [["指标", "数值", "单位", "期间", "同比增速（%）"]]
    path = write_book(tmp_path / "a.xlsx", {"指标": [*rows, ["营业收入", 5, "亿元", period, growth]]})
    book = load_workbook(path)
    for place, code in zip(("E2", "D2"), shown, strict=True):
        book["指标"][place].number_format = code
    book.save(path)
    read = ingest(path)
    assert not read.faults
    assert [(row["value"], row["period_end"]) for row in read.rows["observations"]] == [
        ("500000000", end),
        (value, end),
    ]
