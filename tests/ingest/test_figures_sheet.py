"""The sheet of figures: of the city, its counties, its chains, and what else the other sheets list."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run, write_book

from chaingraph.errors import CellError
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.ingest.cells import plain
from chaingraph.ingest.figure_cells import read_amount, read_measure, read_unit
from chaingraph.ingest.periods import read_period

Rows = Sequence[Sequence[object]]
HEAD = ["指标", "产业链", "对象", "区县", "数值", "单位", "期间", "同比增速（%）", "统计口径", "数据状态"]


def ingest(tmp_path: Path, *rows: Sequence[object], **sheets: Rows) -> Ingested:
    book = write_book(tmp_path / "a.xlsx", {**sheets, "指标": [HEAD, *rows]})
    return ingest_books([book], city="示例市", day=date(2025, 1, 31))


def figures(read: Ingested, *columns: str, table: str = "observations") -> list[tuple[str, ...]]:
    assert not read.faults
    return [tuple(row.get(column, "") for column in columns) for row in read.rows.get(table, ())]


def test_level_and_growth_of_a_chain_are_two_figures_of_one_row(tmp_path: Path) -> None:
    read = ingest(tmp_path, ["营业收入", "集成电路产业链", None, None, 400, "亿元", "2023年", "21%", None, None])
    columns = ("value", "unit", "basis", "accrual", "compared_with", "period_start", "period_end")
    assert figures(read, *columns) == [
        ("40000000000", "yuan", "level", "flow", "", "2023-01-01", "2023-12-31"),
        ("21", "percent", "growth", "", "scheme:comparison-same-period-last-year", "2023-01-01", "2023-12-31"),
    ]
    assert figures(read, "about")[0] == (f"chain:{read.rows['chains'][0]['key']}",)


def test_growth_is_on_the_year_before_only_where_that_is_said(tmp_path: Path) -> None:
    rows = [
        [name, None, None, None, "7.5", None, "2024年1—6月", None, None, None]
        for name in ("规上工业增加值增速", "营业收入同比增长")
    ]
    assert figures(ingest(tmp_path, *rows), "indicator", "basis", "scope", "compared_with") == [
        ("industrial-value-added", "growth", "above-scale", ""),
        ("operating-revenue", "growth", "", "scheme:comparison-same-period-last-year"),
    ]


def test_figure_is_of_a_county_a_park_or_a_firm_that_the_books_list(tmp_path: Path) -> None:
    rows: Rows = [
        ["从业人员数", None, "示例园区", None, "约1.2万", "人", "2024年底", None, None, "预计"],
        ["研发费用", None, "甲公司", None, 600, "万元", "2024", None, None, None],
        ["产业链企业数", "集成电路", None, "示例市东城县", "120家以上", None, "2024-09-30", None, "规上", None],
        ["产业链企业数", "集成电路", None, None, 200, "家", "2027年", None, None, "目标"],
    ]
    lists: dict[str, Rows] = {
        "企业": [["企业名称", "所属区县"], ["甲公司", "东城县"]],
        "园区": [["园区名称"], ["示例园区"]],
    }
    read = ingest(tmp_path, *rows, **lists)
    assert figures(read, "value", "qualifier", "status", "scope", "period_start") == [
        ("12000", "about", "expected", "", "2024-12-31"),
        ("6000000", "exact", "reported", "", "2024-01-01"),
        ("120", "at-least", "reported", "above-scale", "2024-09-30"),
    ]
    assert [row["about"].partition(":")[0] for row in read.rows["observations"]] == ["park", "enterprise", "chain"]
    assert [row.get("internal", "") for row in read.rows["observations"]] == ["", "true", ""], "a firm's is internal"
    assert {row["zh"] for row in read.rows["places"]} == {"示例市", "东城县"}
    assert figures(read, "value", "status", table="targets") == [("200", "planned")]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("指标", "不知道", "没有名为“不知道”的指标"),
        ("对象", "某园区", "别的表里没有名为“某园区”"),
        ("对象", "东城县某某科技股份有限公司", "别的表里没有名为“东城县某某科技股份有限公司”"),
        ("数值", "5-10", "不是一个数"),
        ("数值", "1,2", "不是一个数"),
        ("单位", "%", "是增速吗"),
        ("指标", "营业收入增速", "增速请填百分数"),
        ("同比增速（%）", "-3.2个百分点", "增速请填百分数"),
        ("单位", "斤", "不认得单位“斤”"),
        ("单位", None, "没有单位"),
        ("期间", "去年", "不是期间"),
        ("期间", None, "空着"),
        ("期间", "2027年", "在数据日期2025-01-31之后"),
        ("区县", "东城县、西城县", "一行只填一个区县"),
        ("产业链", "集成电路、新能源", "一行只说一个对象"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_its_cell(tmp_path: Path, column: str, cell: object, said: str) -> None:
    row: dict[str, object] = {"指标": "营业收入", "数值": 5, "单位": "亿元", "期间": "2024年", column: cell}
    read = ingest(tmp_path, [row.get(name) for name in HEAD])
    assert [fault.said.zh.startswith(said) for fault in read.faults] == [True]
    assert not read.rows.get("observations")


def test_a_dash_is_no_figure(tmp_path: Path) -> None:
    assert not figures(
        ingest(tmp_path, ["营业收入", None, None, None, "-", "亿元", "2024年", None, None, None]), "value"
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024年度", "2024-01-01", "2024-12-31"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("2024年前三季度", "2024-01-01", "2024-09-30"),
        ("2024年第一季度", "2024-01-01", "2024-03-31"),
        ("2024年1-2月", "2024-01-01", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024年2月份", "2024-02-01", "2024-02-29"),
        ("截至2024年8月底", "2024-08-31", "2024-08-31"),
        ("2024年末", "2024-12-31", "2024-12-31"),
        ("2024年6月30日", "2024-06-30", "2024-06-30"),
        ("2024-06-30 00:00:00", "2024-06-30", "2024-06-30"),
        ("2024-01-01至2024-03-15", "2024-01-01", "2024-03-15"),
    ],
)
def test_periods_as_offices_write_them(text: str, first: str, last: str) -> None:
    assert read_period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "2024年13月", "2024年6—1月", "1—6月", "2024年2月30日", "20245", "2024-03-01至2024-01-01", "2024.1"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(CellError):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("1,200", "万元", ("12000000", "yuan", "exact")),
        ("超50亿元", "", ("5000000000", "yuan", "over")),
        ("近100亿", "元", ("10000000000", "yuan", "near")),
        ("-2%", "", ("-2", "percent", "exact")),
        ("+8%", "", ("8", "percent", "exact")),
        ("1,234,567.5", "元", ("1234567.5", "yuan", "exact")),
        ("3.5万吨", "", ("35000", "tonne", "exact")),
        ("50左右", "个", ("50", "one", "about")),
        ("1.2", "万千瓦时", ("12000", "kilowatt-hour", "exact")),
    ],
)
def test_amounts_as_offices_write_them(text: str, unit: str, found: tuple[str, str, str]) -> None:
    amount, ours, qualifier = read_amount(text, unit)
    assert (str(amount), ours, qualifier) == found


@pytest.mark.parametrize("text", ["5-10", "约50以上", "12abc", "--", "9" * 40, "1.2.3", "十二"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(CellError):
        read_amount(text, "个")


@pytest.mark.parametrize("text", ["斤", "万万元", "", "DROP"])
def test_what_is_no_unit(text: str) -> None:
    with pytest.raises(CellError):
        read_unit(text)


def test_growth_alone_is_no_indicator() -> None:
    with pytest.raises(CellError):
        read_measure("同比增速")


def test_figures_answer_questions_and_stand_on_pages(tmp_path: Path, run: Run) -> None:
    ingest(tmp_path, ["营业收入", "集成电路产业链", None, None, 400, "亿元", "2023年", "21%", None, None])
    assert run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-01-31", "-o", "a.trig").returncode == 0
    asked = ("indicator-series", "--indicator", "营业收入", "-s", "a.trig", "--format", "csv")
    assert "40000000000" in run("query", *asked).stdout
    assert run("viz", "indicators", "-s", "a.trig", "-o", "i.html").returncode == 0
    assert "400 亿元" in (tmp_path / "i.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "cells", "start", "end"),
    [
        (["年度", "月份"], [2025, 6], "2025-06-01", "2025-06-30"),
        (["年度", "月份"], ["2025年", "1—6月"], "2025-01-01", "2025-06-30"),
        (["年份", "季度"], [2025, 2], "2025-04-01", "2025-06-30"),
        (["年度", "期间"], ["2025", "上半年"], "2025-01-01", "2025-06-30"),
        (["年度", "期间"], ["2025", "2025年6月"], "2025-06-01", "2025-06-30"),
        (["年度", "月份"], [2025, None], "2025-01-01", "2025-12-31"),
        (["月份"], ["2025年6月"], "2025-06-01", "2025-06-30"),
    ],
)
def test_year_and_month_in_columns_of_their_own_are_one_period(
    tmp_path: Path, heading: list[str], cells: list[object], start: str, end: str
) -> None:
    book = write_book(tmp_path / "a.xlsx", {"表": [["指标", *heading, "数值"], ["营业收入", *cells, "5亿元"]]})
    read = ingest_books([book], city="示例市", day=date(2025, 12, 31))
    assert figures(read, "period_start", "period_end") == [(start, end)]


@pytest.mark.parametrize("cells", [["2025", "2024年6月"], ["2025年6月", 5], ["2025", 13]])
def test_columns_that_tell_two_periods_are_a_fault(tmp_path: Path, cells: list[object]) -> None:
    book = write_book(tmp_path / "a.xlsx", {"表": [["指标", "年度", "月份", "数值"], ["营业收入", *cells, "5亿元"]]})
    assert len(ingest_books([book], city="示例市", day=date(2025, 6, 30)).faults) == 1


@pytest.mark.parametrize(
    ("sheet", "heading"), [("指标", "数值"), ("指标", "同比增速（%）"), ("项目", "累计完成投资（万元）")]
)
def test_number_merged_over_several_rows_is_a_fault_of_each(tmp_path: Path, sheet: str, heading: str) -> None:
    name = "指标" if sheet == "指标" else "项目名称"
    rows: Rows = [
        [name, "期间", heading, "数值"],
        ["营业收入", "2024年", 5, "5亿元"],
        ["利润总额", "2024年", None, "1亿元"],
    ]
    path = write_book(tmp_path / "a.xlsx", {sheet: rows if heading != "数值" else [row[:3] for row in rows]})
    book = load_workbook(path)
    book[sheet].merge_cells("C2:C3")
    book.save(path)
    read = ingest_books([path], city="示例市", day=date(2025, 6, 30))
    assert [fault.column for fault in read.faults if "合并单元格" in fault.said.zh] == [3, 3]


def test_brief_tells_other_periods_from_rivals(tmp_path: Path, run: Run) -> None:
    said = [(400, "2023年"), (452, "2024年"), (460, "2024年")]
    rows: Rows = [
        ["营业收入", "集成电路产业链", None, None, value, "亿元", when, None, None, None] for value, when in said
    ]
    ingest(tmp_path, *rows)
    assert run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-01-31", "-o", "a.trig").returncode == 0
    assert run("pack", "集成电路", "-s", "a.trig", "-o", "pack").returncode == 0
    brief = (tmp_path / "pack" / "brief.md").read_text("utf-8")
    (line,) = [line for line in brief.splitlines() if "营业收入" in line]
    assert "另有他说：4" in line
    assert "其他时期：400 亿元（2023）" in line


@pytest.mark.parametrize(
    ("name", "indicator", "scope"),
    [
        ("规模以上工业企业营业收入", "operating-revenue", "above-scale"),
        ("规上工业营收（亿元）", "operating-revenue", "above-scale"),
        ("主营业务收入", "operating-revenue", ""),
        ("规上工业总产值", "output-value", "above-scale"),
        ("GDP", "gross-regional-product", ""),
        ("规上工业增加值增速", "industrial-value-added", "above-scale"),
    ],
)
def test_indicators_as_offices_call_them(name: str, indicator: str, scope: str) -> None:
    measure = read_measure(plain(name))
    assert (measure.indicator, measure.scope) == (indicator, scope)


@pytest.mark.parametrize(("text", "value"), [("下降3.2%", "-3.2"), ("同比增长5", "5"), ("+8", "8"), ("-2％", "-2")])
def test_growth_as_offices_write_it(tmp_path: Path, text: str, value: str) -> None:
    read = ingest(tmp_path, ["营业收入", None, None, None, 5, "亿元", "2024年", text, "规模以上工业", "快报"])
    assert figures(read, "value", "basis", "status", "scope") == [
        ("500000000", "level", "reported", "above-scale"), (value, "growth", "reported", "above-scale"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "found"),
    [("亿元人民币", ("yuan", 10**8)), ("万㎡", ("square-metre", 10**4)), ("万kW", ("kilowatt", 10**4))],
)
def test_units_as_offices_write_them(unit: str, found: tuple[str, int]) -> None:
    assert read_unit(plain(unit)) == found


def test_whom_a_figure_is_of_may_be_a_chain_a_county_or_the_city(tmp_path: Path) -> None:
    whom = ["集成电路产业链", "示例市东城县", "全市", "示例市"]
    read = ingest(
        tmp_path,
        *(["营业收入", None, one, None, 5, "亿元", "2024年", None, None, None] for one in whom),
        产业链=[["产业链名称", "链长"], ["集成电路产业链", "甲"]],
    )
    names = {row["key"]: row["zh"] for table in ("places", "chains") for row in read.rows[table]}
    assert [tuple(names.get(cell.rpartition(":")[2], "") for cell in row) for row in figures(read, "about", "area")] == [
        ("集成电路产业链", "示例市"), ("", "东城县"), ("", "示例市"), ("", "示例市"),
    ]  # fmt: skip


def test_figure_of_two_counties_is_a_fault(tmp_path: Path) -> None:
    read = ingest(tmp_path, ["营业收入", None, "东城县", "西城县", 5, "亿元", "2024年", None, None, None])
    assert len(read.faults) == 1


def write_ods(path: Path, rows: Rows) -> Path:
    """Write a sheet of texts as an OpenDocument file."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    filled = "".join(
        f"<table:table-row>{''.join(cell.format(one or '') for one in row)}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="指标">{filled}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


@pytest.mark.parametrize(
    ("growth", "period", "at_fault"),
    [
        ("0.085", "2024-06-01", {"期间", "同比增速（%）"}),
        ("8.5", "2024-06-30", set()),
        ("0.5%", "2024年6月", set()),
    ],
)
def test_format_that_a_file_loses_is_asked_for(tmp_path: Path, growth: str, period: str, at_fault: set[str]) -> None:
    path = write_ods(tmp_path / "a.ods", [HEAD, ["营业收入", "", "", "", 5, "亿元", period, growth, "", ""]])
    read = ingest_books([path], city="示例市", day=date(2025, 1, 31))
    assert len(read.sheets) == 1
    assert {fault.heading.zh for fault in read.faults} == at_fault


def test_unit_may_stand_in_the_heading_of_the_values(tmp_path: Path) -> None:
    rows: Rows = [
        ["指标", "数值（亿元）", "期间"],
        ["营业收入", 5, "2024年"],
        ["利润总额（万元）", 5, "2024年"],
        ["营业收入同比增速", 5, "2024年"],
        ["产业链企业数", "5家", "2024年"],
    ]
    read = ingest_books([write_book(tmp_path / "a.xlsx", {"表": rows})], city="示例市", day=date(2025, 1, 31))
    assert figures(read, "value", "unit") == [
        ("500000000", "yuan"), ("50000", "yuan"), ("5", "percent"), ("5", "one"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "periods", [["1月", "2月", "1—2月累计"], ["2022年", "2023年", "2024年"], ["2025年1月", "2月", "3月"]]
)
def test_table_with_a_column_a_period_is_told(tmp_path: Path, run: Run, periods: list[str]) -> None:
    rows: Rows = [["主要经济指标"], ["指标", "单位", *periods], ["营业收入", "亿元", 1, 2, 3]]
    write_book(tmp_path / "b.xlsx", {"月报": rows})
    refused = run("ingest", "b.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "b.trig")
    assert "是各期一列的横排表，未读入；请改为一行一个数" in refused.stderr
    write_book(tmp_path / "a.xlsx", {"月报": rows, "企业": [["企业名称", "所属区县"], ["甲公司", "东城县"]]})
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "a.xlsx[月报]：是各期一列的横排表" in told.stderr
