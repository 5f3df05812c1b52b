"""Lists of titles: which, of what tier, from when, until when, whose; and headings of parts that tell them."""

from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import Run
from tests.ingest.office import Rows, ingest, said

from chaingraph.errors import CellError
from chaingraph.ingest.number_cells import read_year
from chaingraph.ingest.opened import list_firms
from chaingraph.ingest.validity import read_until


def test_titles_on_a_sheet_of_their_own_have_tier_year_batch_and_last_day(tmp_path: Path) -> None:
    titles: Rows = [
        ["序号", "企业名称", "称号", "级别", "批次", "年度", "有效期"],
        [1, "甲公司", "专精特新中小企业", "省级", "第三批", 2023, "2023-10-16至2026年10月15日"],
        [2, "乙公司", "高新技术企业", None, None, "2022年", "三年"],
        [3, "示例园区", "绿色工业园区", "国家级", None, None, None],
    ]
    parks = [["园区名称", "主导产业"], ["示例园区", "集成电路"]]
    read = ingest(tmp_path, 一=titles, 二=parks)
    assert said(read, "awards", "recipient", "scheme", "tier", "batch", "year", "valid_to") == [
        ("甲公司", "srdi-enterprise", "provincial", "第三批", "2023", "2026-10-15"),
        ("乙公司", "high-tech-enterprise", "", "", "2022", ""),
        ("示例园区", "green-park", "national", "", "", ""),
    ]
    assert [row["recipient"].partition(":")[0] for row in read.rows["awards"]] == ["enterprise", "enterprise", "park"]
    assert said(read, "enterprises", "zh") == [("甲公司",), ("乙公司",)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("自2023年7月14日起三年", ""),
        ("2023年7月14日起", ""),
        ("2023年7月1日起至2026年6月30日止", "2026-06-30"),
        ("2024.1.1-12.31", "2024-12-31"),
        ("2024年1月1日至12月31日", "2024-12-31"),
        ("有效期三年(2023.10.16-2026.10.15)", "2026-10-15"),
        ("2026年12月", "2026-12-31"),
        ("2023.7-2026.6", "2026-06-30"),
        ("2024-2026年", "2026-12-31"),
        ("2026年底", "2026-12-31"),
        ("20261231", "2026-12-31"),
        ("长期", ""),
        ("3", ""),
    ],
)
def test_last_day_of_validity_as_notices_write_it(text: str, last: str) -> None:
    assert read_until(text) == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize("text", ["2026.1", "2024年13月", "2026-02-30", "2026年10月15日(复审)", "见通知", "9" * 100])
def test_what_is_no_last_day(text: str) -> None:
    with pytest.raises(CellError):
        read_until(text)


@pytest.mark.parametrize("text", ["2022-2025", "2023年7月-2024年6月"])
def test_two_years_are_no_year(text: str) -> None:
    with pytest.raises(CellError):
        read_year(text)


@pytest.mark.parametrize("name", ["甲公司、乙公司", "甲公司等", "甲公司等5家"])
def test_titles_of_several_firms_in_a_cell_are_a_fault(tmp_path: Path, name: str) -> None:
    read = ingest(tmp_path, 表=[["企业名称", "荣誉称号", "级别"], [name, "绿色工厂", "省级"]])
    assert [fault.heading.zh for fault in read.faults] == ["企业名称"]


def test_title_of_a_park_cluster_or_county_that_no_other_sheet_lists_is_not_a_firm_s(tmp_path: Path) -> None:
    rows: Rows = [
        ["单位名称", "荣誉称号"],
        ["示例经济技术开发区", "绿色工业园区"],
        ["示例化工产业集群", "先进制造业集群"],
        ["示例市东城县", "省工业强县"],
        ["示例开发区建设有限公司", "绿色工厂"],
    ]
    read = ingest(tmp_path, 表=rows)
    assert [row["recipient"].partition(":")[0] for row in read.rows["awards"]] == [
        "park", "cluster", "place", "enterprise",
    ]  # fmt: skip
    assert said(read, "places", "zh") == [("示例市",), ("东城县",)]
    assert [firm.name for firm in list_firms([tmp_path / "a.xlsx"])] == ["示例开发区建设有限公司"]


def test_title_that_was_withdrawn_is_told_and_not_read(tmp_path: Path, run: Run) -> None:
    rows: Rows = [
        ["企业名称", "荣誉称号", "备注"],
        ["甲公司", "绿色工厂", "复核通过"],
        ["乙公司", "绿色工厂", "复核未通过"],
        ["丙公司", "绿色工厂", "撤销（2024年）"],
        ["丁公司", "绿色工厂", None],
    ]
    assert said(ingest(tmp_path, 表=rows), "awards", "recipient") == [("甲公司",), ("丁公司",)]
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "写明称号复核未通过、已撤销或取消而未读入2行：第3、4行" in told.stderr


@pytest.mark.parametrize(
    ("title", "scheme", "tier"),
    [
        ("国家级专精特新“小巨人”企业", "little-giant", "national"),
        ("专精特新小巨人企业", "little-giant", ""),
        ("省级瞪羚企业", "gazelle", "provincial"),
        ("制造业单项冠军企业", "single-champion", ""),
        ("国家高新技术企业", "high-tech-enterprise", "national"),
        ("省绿色工厂", "green-factory-provincial", ""),
        ("国家级绿色工厂", "green-factory", "national"),
    ],
)
def test_titles_as_offices_name_them(tmp_path: Path, title: str, scheme: str, tier: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "荣誉称号"], ["甲公司", title]])
    assert said(read, "awards", "scheme", "tier") == [(scheme, tier)]


@pytest.mark.parametrize("title", ["龙头企业", "培育企业", "领军企业", "示范基地", "成长企业", "企业", "级"])
def test_part_of_a_title_s_name_is_no_title(tmp_path: Path, title: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "荣誉称号"], ["甲公司", title]])
    assert [fault.heading.zh for fault in read.faults] == ["荣誉称号"]


def test_level_that_contradicts_the_title_is_a_fault(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["企业名称", "荣誉称号", "级别"], ["甲公司", "国家级绿色工厂", "省级"]])
    assert [fault.heading.zh for fault in read.faults] == ["级别"]


@pytest.mark.parametrize(
    ("year", "until", "column"),
    [(2030, None, "认定年度"), (2023, "2022-01-01", "有效期至"), (2025, "2025-03-01", None)],
)
def test_year_of_a_title_fits_the_list_and_its_end(
    tmp_path: Path, year: int, until: str | None, column: str | None
) -> None:
    read = ingest(tmp_path, 表=[["企业名称", "称号", "年度", "有效期"], ["甲公司", "绿色工厂", year, until]])
    assert [fault.heading.zh for fault in read.faults] == ([column] if column else [])


def test_headings_of_parts_tell_the_title_or_the_chain_of_the_rows_below(tmp_path: Path, run: Run) -> None:
    rows: Rows = [
        ["序号", "企业名称", "所属区县"],
        ["一、2023年国家级专精特新“小巨人”企业（2家）"],
        [1, "甲公司", "东城县"],
        ["（一）复核"],
        [2, "乙公司", "东城县"],
        ["二、集成电路产业链（1家）"],
        [1, "丙公司", "东城县"],
        ["三、其他"],
        [1, "丁公司", "东城县"],
    ]
    read = ingest(tmp_path, 企业=rows)
    assert said(read, "awards", "recipient", "scheme", "tier", "year") == [
        ("甲公司", "little-giant", "national", "2023"), ("乙公司", "little-giant", "national", "2023"),
    ]  # fmt: skip
    assert said(read, "participations", "participant", "participates_in") == [("丙公司", "集成电路产业链")]
    assert len(said(read, "enterprises", "zh")) == 4
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "分部标题2行读作其下各行的产业链或称号：第2、6行" in told.stderr
    assert "看作合计、说明或分部标题而未读入2行：第4、8行" in told.stderr


def test_notice_whose_parts_name_the_titles_is_a_list_of_titles(tmp_path: Path) -> None:
    rows: Rows = [
        ["2024年度新增专精特新企业名单"],
        ["序号", "企业名称", "县（市、区）", "认定时间", "有效期限", "备注"],
        ["一、国家级专精特新“小巨人”企业（2家）"],
        [1, "甲公司", "东城县", "2024.7", "2024.7-2027.6", None],
        [2, "乙公司", "东城县", "2024.10", "三年", "复核未通过"],
        ["二、省级专精特新中小企业（1家）"],
        [1, "丙公司", "西城区", "2024", "2027年6月", None],
        ["三、其他"],
        [1, "丁公司", "西城区", "2024", None, None],
    ]
    read = ingest(tmp_path, 表=rows)
    assert [(fault.row, fault.heading.zh, fault.said.zh.partition("，")[0]) for fault in read.faults] == [
        (9, "称号名称", "空着")
    ]
    told = [tuple(row.get(key, "") for key in ("scheme", "tier", "year", "valid_to")) for row in read.rows["awards"]]
    assert told == [
        ("little-giant", "national", "2024", "2027-06-30"), ("srdi-enterprise", "provincial", "2024", "2027-06-30"),
    ]  # fmt: skip
    assert [row["zh"] for row in read.rows["enterprises"]] == ["甲公司", "丙公司"]
    assert len(read.rows["sitings"]) == 2
