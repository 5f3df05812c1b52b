"""What a list leaves open is a fault or stays unsaid; it is never guessed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import Run, write_book

from chaingraph.errors import CellError
from chaingraph.ingest.books import Ingested, ingest_books, ingest_lists
from chaingraph.ingest.figure_cells import read_amount
from chaingraph.ingest.grids import Grid
from chaingraph.ingest.headings import find_heading
from chaingraph.ingest.opened import Book
from chaingraph.ingest.parts import read_part
from chaingraph.ingest.periods import read_period
from chaingraph.ingest.sheet_marks import shown_as
from chaingraph.ingest.validity import read_until

Rows = Sequence[Sequence[object]]
DAY = date(2025, 11, 1)


def ingest(tmp_path: Path, **sheets: Rows) -> Ingested:
    return ingest_books([write_book(tmp_path / "a.xlsx", sheets)], city="示例市", day=DAY)


def names(read: Ingested, table: str) -> list[str]:
    return [row["zh"] for row in read.rows.get(table, ())]


def test_sheet_named_as_one_of_owners_with_a_column_that_tells_is_a_list_of_firms(tmp_path: Path) -> None:
    read = ingest(
        tmp_path,
        链主名单=[["企业名称", "所属产业链", "是否链主"], ["甲公司", "集成电路", "是"], ["乙公司", "集成电路", "否"]],
    )
    assert len(read.rows["chain_ownerships"]) == 1
    read = ingest(tmp_path, 链主名单=[["企业名称", "所属产业链", "类型"], ["乙公司", "集成电路", "配套"]])
    assert not read.rows.get("chain_ownerships")


@pytest.mark.parametrize(
    ("text", "unit", "value"), [("1.2亿", "万元", "120000000"), ("3亿", "亿元", "300000000"), ("5", "万元", "50000")]
)
def test_unit_of_the_cell_goes_before_that_of_the_row(text: str, unit: str, value: str) -> None:
    assert str(read_amount(text, unit)[0]) == value


@pytest.mark.parametrize(("text", "unit"), [("3亿", ""), ("5", "亿"), ("1.2万", "")])
def test_a_scale_is_no_unit(text: str, unit: str) -> None:
    with pytest.raises(CellError):
        read_amount(text, unit)


HEAD = ["指标", "数值", "单位", "期间", "同比增速（%）"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["营业收入", 120, "家", "2024年", None], "数值"),
        (["从业人员数", 12, "亿元", "2024年底", None], "数值"),
        (["工业增加值增速", 8.5, "%", "2024年", 0.3], "同比增速（%）"),
        (["市场占有率", 35, "%", "2024年", 2.1], "同比增速（%）"),
        (["营业收入", 120, "亿元", "2025年", None], "期间"),
        (["增加值", 120, "亿元", "2024年", None], "指标"),
    ],
)
def test_figure_that_may_be_another_is_a_fault(tmp_path: Path, row: list[object], column: str) -> None:
    assert [fault.heading.zh for fault in ingest(tmp_path, 指标=[HEAD, row]).faults] == [column]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年6月累计", "2024-01-01", "2024-06-30"),
        ("截至2024年6月", "2024-06-30", "2024-06-30"),
        ("截至2024年", "2024-12-31", "2024-12-31"),
    ],
)
def test_so_far_and_until_are_no_month_alone(text: str, first: str, last: str) -> None:
    assert [str(day) for day in read_period(text)] == [first, last]


def test_each_sum_is_of_its_own_year(tmp_path: Path) -> None:
    head = ["企业名称", "2024年营业收入（万元）", "2023年研发费用（万元）"]
    read = ingest(tmp_path, 企业=[head, ["甲公司", 100, 5]])
    assert [row["period_end"] for row in read.rows["observations"]] == ["2024-12-31", "2023-12-31"]
    for heading, year in (("2024年营业收入（万元）", 2025), ("营业收入（万元）", 2026)):
        faults = ingest(tmp_path, 企业=[["企业名称", heading, "数据年度"], ["甲公司", 100, year]]).faults
        assert [fault.heading.zh for fault in faults] == ["数据年度"]


def two_days(tmp_path: Path, sheet: str, old: Rows, new: Rows, *, complete: bool) -> Ingested:
    books = [write_book(tmp_path / f"{name}.xlsx", {sheet: rows}) for name, rows in (("old", old), ("new", new))]
    days = (date(2024, 11, 1), DAY)
    return ingest_lists(
        [Book(path, day, is_complete=complete and day == DAY) for path, day in zip(books, days, strict=True)],
        city="示例市",
    )


def test_owners_of_whom_others_are_left_out_end_none(tmp_path: Path) -> None:
    head = ["产业链", "链主企业"]
    read = two_days(
        tmp_path, "链主", [head, ["集成电路", "甲公司"]], [head, ["集成电路", "丙公司等3家"]], complete=True
    )
    assert not any(row.get("valid_to") for row in read.rows["chain_ownerships"])


@pytest.mark.parametrize("place", ["示例市", "市本级", "幸福街道"])
def test_place_above_or_within_a_county_ends_none(tmp_path: Path, place: str) -> None:
    head = ["企业名称", "所在地"]
    read = two_days(tmp_path, "企业", [head, ["甲公司", "东城区"]], [head, ["甲公司", place]], complete=False)
    assert not any(row.get("valid_to") for row in read.rows["sitings"])


@pytest.mark.parametrize(
    ("word", "is_read"),
    [
        ("存续", True), ("企业已注销", False), ("2023年注销", False), ("已于2024年吊销", False), ("吊销，未注销", False),
        ("取消限制条件", True), ("迁出（迁至本市西城区）", True), ("迁往市外", False), ("迁出", False),
    ],
)  # fmt: skip
def test_what_a_register_says_of_a_firm(tmp_path: Path, word: str, is_read: bool) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "登记状态"], ["甲公司", "存续"], ["乙公司", word]])
    assert ("乙公司" in names(read, "enterprises")) is is_read


@pytest.mark.parametrize("word", ["2024年复核未通过", "称号已取消", "公示未通过", "已撤销"])
def test_title_that_no_longer_holds_is_not_read(tmp_path: Path, word: str) -> None:
    read = ingest(tmp_path, 荣誉=[["企业名称", "称号", "级别", "备注"], ["甲公司", "绿色工厂", "省级", word]])
    assert not read.rows.get("awards")


@pytest.mark.parametrize(
    "text",
    [
        "三年（自2023年10月16日）",
        "3年（2023-10-16）",
        "有效期3年，2023年",
        "自2023年10月16日",
        "长期有效（2025年1月1日）",
    ],
)
def test_length_or_first_day_is_no_last_day(text: str) -> None:
    assert read_until(text.replace("（", "(").replace("）", ")")) is None


@pytest.mark.parametrize("text", ["发证日期2023-10-16", "2026年6月30日(原2025年6月30日)"])
def test_day_that_may_be_another_is_a_fault(text: str) -> None:
    with pytest.raises(CellError):
        read_until(text)


def test_part_whose_number_stands_in_a_column_of_its_own_is_one(tmp_path: Path) -> None:
    rows: Rows = [["序号", "企业名称", "所属区县"], ["一", "集成电路产业链", None], [1, "甲公司", "东城县"]]
    read = ingest(tmp_path, 企业=rows)
    assert (names(read, "enterprises"), names(read, "chains")) == (["甲公司"], ["集成电路产业链"])
    assert not read_part("三、拟引进集成电路产业链")
    assert not read_part("四、不再列入集成电路产业链")


@pytest.mark.parametrize("name", ["集成电路产业链", "其他", "以上合计", "数据来源:统计局", "甲公司 13800000000"])
def test_what_is_no_firm_is_a_fault_or_left_out(tmp_path: Path, name: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县"], ["乙公司", "东城县"], [name, "东城县"]])
    assert names(read, "enterprises") == ["乙公司"]


@pytest.mark.parametrize(
    "owner", ["甲公司（拟）", "甲公司（培育）", "拟招引龙头企业", "待引进某某公司", "尚未形成", "龙头企业缺失"]
)
def test_owner_to_come_is_none(tmp_path: Path, owner: str) -> None:
    read = ingest(tmp_path, 链主=[["产业链", "链主企业"], ["集成电路", owner]])
    assert not read.rows.get("chain_ownerships")


def test_comma_within_a_foreign_name_parts_nothing(tmp_path: Path) -> None:
    read = ingest(tmp_path, 链主=[["产业链", "链主企业"], ["集成电路", "Bosch Co., Ltd."]])
    assert names(read, "enterprises") == ["Bosch Co., Ltd."]


def test_leads_and_problems_are_known_in_any_list_of_firms(tmp_path: Path, run: Run) -> None:
    firms: Rows = [["企业名称", "所属区县"], ["乙公司", "东城县"]]
    leads: Rows = [["产业链", "链主企业", "潜在角色", "资料可信度"], ["集成电路", "甲公司", "原料", "高"]]
    projects: Rows = [["项目名称", "投资主体", "线索来源", "资料可信度"], ["某项目", "甲公司", "展会", "高"]]
    problems: Rows = [
        ["产业链", "链主企业", "企业诉求", "主办部门", "办理时限"],
        ["集成电路", "甲公司", "用电", "局", "7日"],
    ]
    read = ingest(tmp_path, 企业=firms, 一=leads, 二=projects, 三=problems)
    assert names(read, "enterprises") == ["乙公司"]
    assert [sheet.left_out for sheet in read.sheets] == ["", "leads", "leads", "problems"]


@pytest.mark.parametrize("phase", ["投产（2026年6月）", "开工（2026.3）"])
def test_phase_to_come_is_a_fault(tmp_path: Path, phase: str) -> None:
    read = ingest(tmp_path, 项目=[["项目名称", "项目阶段"], ["示例项目", phase]])
    assert [fault.heading.zh for fault in read.faults] == ["项目阶段"]


@pytest.mark.parametrize("county", ["济南市历下区", "山东省", "省外", "广东省深圳市"])
def test_place_elsewhere_is_no_county_of_the_city(tmp_path: Path, county: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县"], ["甲公司", county]])
    assert [fault.heading.zh for fault in read.faults] == ["所属区县"]


def test_city_in_a_province_of_its_name_is_told_from_others(tmp_path: Path) -> None:
    rows: Rows = [["城市", "企业名称"], ["吉林省长春市", "甲公司"], ["吉林省吉林市", "乙公司"], ["吉林市", "丙公司"]]
    read = ingest_books([write_book(tmp_path / "a.xlsx", {"企业": rows})], city="吉林市", day=DAY)
    assert names(read, "enterprises") == ["乙公司", "丙公司"]


def test_policies_of_one_title_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    head = ["文件名称", "发文字号", "发文机关"]
    rows = [["年度要点", "示发〔2024〕1号", "示例市工信局等8部门"], ["年度要点", "示发〔2025〕1号", "示例市工信局"]]
    read = ingest(tmp_path, 政策=[head, *rows])
    assert [row["alt"] for row in read.rows["policies"]] == ["示发〔2024〕1号", "示发〔2025〕1号"]
    assert names(read, "bodies") == ["示例市工信局"]


def test_contacts_are_a_fault_and_never_shown(tmp_path: Path, run: Run) -> None:
    write_book(tmp_path / "a.xlsx", {"产业链": [["产业链", "链长"], ["集成电路", "张三（13800000000）"]]})
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert told.returncode == 1
    assert "格中有联系方式，请删去" in told.stderr
    assert "13800000000" not in told.stderr


def test_long_hostile_text_is_read_at_once() -> None:
    """Each of these took seconds, or minutes, by an expression that went back and forth over it."""
    assert find_heading(Grid(0, "a", [("企业名称", "(" * 32_000, "所属区县"), ("甲公司", "", "")]), {}) is not None
    assert shown_as("[" * 1_000_000) == ""
    assert not read_part("一、" + "1" * 32_000)


@pytest.mark.parametrize("rows", [2, 30])
def test_second_table_on_a_sheet_is_a_fault_and_its_rows_are_no_firms(tmp_path: Path, rows: int) -> None:
    firms: list[Sequence[object]] = [[f"甲{at}公司", "东城县", "集成电路"] for at in range(rows)]
    other: Rows = [["项目名称", "投资主体", "总投资（万元）"], ["某项目", "甲0公司", 500]]
    read = ingest(tmp_path, 表=[["企业名称", "所属区县", "所属产业链"], *firms, [None], *other])
    assert len(names(read, "enterprises")) == rows
    assert [(fault.row, fault.said.zh.partition("，")[0]) for fault in read.faults] == [(rows + 3, "表头与上面的不同")]
