"""The sheets that offices keep beside lists of firms: chains with their people, owners, titles, projects, parks, links."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run, write_book

from chaingraph.errors import CellError, InputError
from chaingraph.ingest.books import Ingested, ingest_books, ingest_lists
from chaingraph.ingest.number_cells import read_year
from chaingraph.ingest.opened import Book, list_firms
from chaingraph.ingest.validity import read_until

Rows = Sequence[Sequence[object]]
DAY = date(2025, 6, 30)


def ingest(tmp_path: Path, **sheets: Rows) -> Ingested:
    return ingest_books([write_book(tmp_path / "a.xlsx", sheets)], city="示例市", day=DAY)


def said(read: Ingested, table: str, *columns: str) -> list[tuple[str, ...]]:
    """Return cells of a table; what leads to a thing with a name is told by the name."""
    named: dict[str, str] = {}
    for row in (row for rows in read.rows.values() for row in rows if "zh" in row):
        named.setdefault(row["key"], row["zh"])
    assert not read.faults

    def show(cell: str) -> str:
        return named.get(cell.rpartition(":")[2], cell)

    return [tuple(show(row.get(column, "")) for column in columns) for row in read.rows.get(table, ())]


def test_chains_have_chiefs_of_three_kinds_places_and_owners(tmp_path: Path) -> None:
    head = ["产业链", "总链长", "链长", "副链长", "市级牵头部门", "产业主要承载地", "链主企业", "链上企业"]
    row = [
        "集成电路产业链",
        "甲书记",
        "乙副市长",
        "丙秘书长",
        "市工信局",
        "德城区、示例市东城县",
        "子公司",
        "丑公司、寅公司",
    ]
    read = ingest(tmp_path, 表=[head, row])
    assert said(read, "chief_holdings", "holder", "role", "chain") == [
        ("乙副市长", "chain-chief", "集成电路产业链"),
        ("甲书记", "general-chain-chief", "集成电路产业链"),
        ("丙秘书长", "deputy-chain-chief", "集成电路产业链"),
    ]
    assert said(read, "sitings", "about", "area") == [("集成电路产业链", "德城区"), ("集成电路产业链", "东城县")]
    assert said(read, "chain_ownerships", "owner", "chain", "area") == [("子公司", "集成电路产业链", "示例市")]
    members = [row for row in said(read, "participations", "participant", "role") if row[1] == "member"]
    assert members == [("丑公司", "member"), ("寅公司", "member")]
    assert [one.unread for one in read.sheets] == [()]


OWNERS: Rows = [
    ["全市链主企业名单"],
    ["序号", "城市", "区域", "时间", "行业分类", "链主企业", "备注"],
    [1, "示例市", "东城县", "2024年", "集成电路", "甲公司", None],
    [2, "示例市", None, "2024年", "生物医药", "无明确链主", None],
    [3, "示例市", "西城县", "2024年", "新能源", "无锡乙公司、丙公司等", "两家"],
    [4, "示例市", None, "2024年", "化工", None, None],
]


def test_list_of_owners_is_read_and_nobody_is_no_owner(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=OWNERS)
    assert said(read, "chain_ownerships", "owner", "chain") == [
        ("甲公司", "集成电路"), ("无锡乙公司", "新能源"), ("丙公司", "新能源"),
    ]  # fmt: skip
    assert said(read, "sitings", "about", "area") == [("甲公司", "东城县")], "the county of two may be that of either"
    assert read.sheets[0].kind == "owners"
    assert [firm.name for firm in list_firms([tmp_path / "a.xlsx"])] == ["甲公司", "无锡乙公司", "丙公司"]


def test_rows_of_another_city_are_told_and_not_read(tmp_path: Path, run: Run) -> None:
    rows: Rows = [
        ["城市", "区域", "行业分类", "链主企业"],
        ["示例市", "东城县", "集成电路", "甲公司"],
        ["邻居市", "北山县", "集成电路", "乙公司"],
        ["某省示例", "东城县", "生物医药", "丙公司"],
        [None, "西城县", "化工", "丁公司"],
    ]
    read = ingest(tmp_path, 表=rows)
    assert said(read, "chain_ownerships", "owner") == [("甲公司",), ("丙公司",), ("丁公司",)]
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "“城市”列写明是别的城市而未读入1行：第3行" in told.stderr


def test_owner_is_the_firm_of_the_list_of_firms(tmp_path: Path) -> None:
    firms = [["企业名称", "统一社会信用代码", "所属产业链"], ["甲公司", "91350100M000100Y43", "集成电路"]]
    read = ingest(tmp_path, 企业=firms, 链主=OWNERS)
    assert said(read, "chain_ownerships", "owner")[0] == ("甲公司",)
    assert read.rows["chain_ownerships"][0]["owner"] == "c91350100m000100y43"


@pytest.mark.parametrize("complete", [False, True])
def test_complete_list_of_owners_ends_the_owner_that_it_replaces(tmp_path: Path, *, complete: bool) -> None:
    head = ["产业链", "链主企业"]
    old = write_book(tmp_path / "old.xlsx", {"链主": [head, ["集成电路", "甲公司"], ["化工", "丁公司"]]})
    new = write_book(tmp_path / "new.xlsx", {"链主": [head, ["集成电路", "乙公司"], ["化工", None]]})
    books = [Book(old, date(2024, 6, 30)), Book(new, DAY, is_complete=complete)]
    read = ingest_lists(books, city="示例市")
    ends = said(read, "chain_ownerships", "owner", "valid_to")
    assert sorted(ends) == [("丁公司", ""), ("乙公司", ""), ("甲公司", "2025-06-29" if complete else "")]


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
    ("heading", "kind"),
    [("园区名称", "parks"), ("开发区名称", "parks"), ("集群名称", "clusters"), ("平台名称", "platforms")],
)
def test_heading_of_the_name_tells_what_is_listed(tmp_path: Path, heading: str, kind: str) -> None:
    read = ingest(tmp_path, 表=[[heading, "所属区县"], ["示例一", "东城县"]])
    assert said(read, kind, "zh") == [("示例一",)]


def test_list_of_nobody_knows_what_is_a_fault(tmp_path: Path) -> None:
    read = ingest(tmp_path, 集群与园区=[["集群或园区名称", "所属区县"], ["示例一", "东城县"]])
    assert [fault.said.zh.partition("？")[0] for fault in read.faults] == ["是集群、园区、平台还是机构"]


def test_which_segment_feeds_which_is_the_list_s_judgement(tmp_path: Path) -> None:
    links = [["来源节点", "目标节点"], ["半导体硅片", "晶圆制造"], ["自有一", "晶圆制造"]]
    own = [["环节", "所属产业链", "上中下游", "节点水平"], ["自有一", "集成电路产业链", "上游", "潜力"]]
    read = ingest(tmp_path, 环节关系=links, 环节=own)
    assert [row[:1] for row in said(read, "segment_inputs", "from")][1] == ("自有一",)
    assert {row["need"] for row in read.rows["segment_inputs"]} == {"replaceable"}
    assert not read.rows.get("segment_statuses"), "potential says nothing of what is there"
    assert ingest(tmp_path, 环节关系=[links[0], ["半导体硅片", "半导体硅片"]]).faults


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        ("已开工", "started"),
        ("在建（主体完工）", "under-construction"),
        ("拟建", "planned"),
        ("已投产", "in-production"),
        ("2024-12(已通车)", "completed"),
        ("竣工投产", "in-production"),
    ],
)
def test_projects_as_offices_word_them(tmp_path: Path, word: str, phase: str) -> None:
    head = ["序号", "项目名称", "项目法人", "建设地点", "开工状态", "总投资", "2024年底累计完成投资", "联系电话"]
    row = [1, "示例项目", "甲公司", "德城区", word, 50000, 20000, "13800000000"]
    read = ingest(tmp_path, 表=[["全市重点项目表"], ["单位：万元"], head, row, ["合计：1个"]])
    assert said(read, "project_statuses", "phase") == [(phase,)]
    assert said(read, "observations", "value", "status", "accrual", "period_start", "period_end") == [
        ("500000000", "planned", "", "2025-06-30", "2025-06-30"),
        ("200000000", "reported", "cumulative", "2024-12-31", "2024-12-31"),
    ]


def test_firm_that_is_no_more_is_told_and_not_read(tmp_path: Path, run: Run) -> None:
    head = ["企业名称", "登记状态", "所属区县"]
    rows = [
        ["甲公司", "存续（在营、开业、在册）", "东城县"],
        ["乙公司", "吊销（2017-06-16）", "东城县"],
        ["丙公司", "注销", "东城县"],
    ]
    read = ingest(tmp_path, 企业=[head, *rows])
    assert said(read, "enterprises", "zh") == [("甲公司",)]
    assert read.sheets[0].aside.gone == [3, 4]
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "写明已注销、吊销或迁出而未读入2行：第3、4行" in told.stderr


LEADS: Rows = [
    ["企业名称", "区域", "产业赛道", "潜在产业链角色", "资料可信度"],
    ["甲公司", "深圳", "集成电路", "原料", "高"],
]


def test_leads_are_no_firms_of_the_city(tmp_path: Path, run: Run) -> None:
    with pytest.raises(InputError, match="潜在产业链角色"):
        ingest(tmp_path, 线索=LEADS)
    read = ingest(tmp_path, 线索=LEADS, 企业=[["企业名称", "所属区县"], ["乙公司", "东城县"]])
    assert said(read, "enterprises", "zh") == [("乙公司",)]
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "a.xlsx[线索]：是招商线索，所列企业不在本市，未读入" in told.stderr


def test_staff_of_a_year_in_the_heading_are_of_that_year(tmp_path: Path) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "2023年末从业人员"], ["甲公司", 120]])
    assert said(read, "observations", "value", "period_start", "period_end") == [("120", "2023-01-01", "2023-12-31")]


def test_supplies_name_products_of_the_templates_or_of_their_own(tmp_path: Path) -> None:
    head = ["供方", "需方", "产品", "占比"]
    rows: Rows = [["甲公司", "乙公司", "电子级多晶硅、某某料", None], ["丙公司", "乙公司", "电子级多晶硅", "30%"]]
    read = ingest(tmp_path, 供需=[head, *rows])
    assert [row["product"] for row in read.rows["supplies"]][::2] == ["electronic-grade-polysilicon"] * 2
    assert said(read, "products", "zh") == [("某某料",)]
    assert {row["internal"] for row in read.rows["supplies"]} == {"true"}
    several = ingest(tmp_path, 供需=[head, ["甲公司", "乙公司", "一料、二料", "30%"]])
    assert [fault.said.en for fault in several.faults] == ["the share of which product? One product a row"]


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


POLICIES: Rows = [
    ["名称", "产业链", "索引号", "文件编号", "发文机关", "成文日期"],
    [
        "示例市支持集成电路产业若干政策",
        "集成电路",
        "1/2024-1",
        "示政办发〔2024〕3号",
        "示例市人民政府办公室",
        "2024-03-01",
    ],
]
PROBLEMS: Rows = [
    ["企业名称", "产业链", "企业问题诉求", "问题交办单位", "办理时限"],
    ["甲公司", "集成电路", "用电", "市专班", "7个工作日"],
]


def test_list_of_problems_is_no_list_of_firms(tmp_path: Path, run: Run) -> None:
    write_book(tmp_path / "b.xlsx", {"清单": PROBLEMS})
    refused = run("ingest", "b.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "b.trig")
    assert refused.returncode == 1
    assert "是企业问题诉求清单（有“企业问题诉求”一列）" in refused.stderr
    read = ingest(tmp_path, 清单=PROBLEMS, 企业=[["企业名称", "所属区县"], ["乙公司", "东城县"]])
    assert said(read, "enterprises", "zh") == [("乙公司",)]
    told = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig")
    assert "a.xlsx[清单]：是企业问题" in told.stderr


def test_policies_are_no_firms_and_of_their_days_only_those_of_force_are_read(tmp_path: Path) -> None:
    read = ingest(tmp_path, 清单=POLICIES)
    assert [sheet.kind for sheet in read.sheets] == ["policies"]
    assert said(read, "policies", "zh", "alt") == [("示例市支持集成电路产业若干政策", "示政办发〔2024〕3号")]
    assert said(read, "policy_adoptions", "authority", "valid_from") == [("示例市人民政府办公室", "")]
    head = ["文件名称", "发文机关", "施行日期", "有效期"]
    row = [
        "《示例办法》",
        "示例市人民政府、示例市工信局",
        "2025年1月1日",
        "自2025年1月1日起施行，有效期至2027年12月31日",
    ]
    read = ingest(tmp_path, 政策=[head, row])
    assert said(read, "policies", "zh") == [("示例办法",)]
    assert said(read, "policy_adoptions", "authority", "valid_from", "valid_to") == [
        ("示例市人民政府", "2025-01-01", "2027-12-31"), ("示例市工信局", "2025-01-01", "2027-12-31"),
    ]  # fmt: skip
    assert ingest(tmp_path, 政策=[head, ["《示例办法》", None, "2025年", None]]).faults


def test_policies_of_an_office_stand_in_its_pack(tmp_path: Path, run: Run) -> None:
    write_book(tmp_path / "a.xlsx", {"政策": POLICIES, "产业链": [["产业链", "链长"], ["集成电路产业链", "甲"]]})
    assert run("ingest", "a.xlsx", "--city", "示例市", "--date", "2025-06-30", "-o", "a.trig").returncode == 0
    assert run("pack", "集成电路", "-s", "a.trig", "-o", "pack").returncode == 0
    listed = load_workbook(tmp_path / "pack" / "lists.xlsx")["政策清单"]
    assert "示例市支持集成电路产业若干政策" in {cell.value for row in listed.iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("甲公司、乙公司等5家", ["甲公司", "乙公司"]),
        ("甲公司等十余家企业", ["甲公司"]),
        ("1.甲公司\n2.乙公司", ["甲公司", "乙公司"]),
        ("1、甲公司2、乙公司", ["甲公司", "乙公司"]),
        ("3M公司、1.5度公司", ["3M公司", "1.5度公司"]),
        ("均等公司", ["均等公司"]),
    ],
)
def test_counts_and_numbers_are_no_part_of_a_name(tmp_path: Path, cell: str, names: list[str]) -> None:
    read = ingest(tmp_path, 表=[["产业链", "链主企业", "链长"], ["集成电路产业链", cell, "待定"]])
    assert said(read, "chain_ownerships", "owner") == [(name,) for name in names]
    assert not read.rows.get("people"), "待定 is nobody"


@pytest.mark.parametrize(
    ("cell", "areas"),
    [
        ("全市", ["示例市"]),
        ("各县（市、区）", ["示例市"]),
        ("示例市全域", ["示例市"]),
        ("东城县幸福路28号", ["东城县"]),
        ("示例市东城县幸福路以东", ["东城县"]),
        ("东城经济技术开发区、德城", ["东城经济技术开发区", "德城"]),
        ("积石山保安族东乡族撒拉族自治县", ["积石山保安族东乡族撒拉族自治县"]),
    ],
)
def test_county_stands_among_other_words(tmp_path: Path, cell: str, areas: list[str]) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "建设地点"], ["示例项目", cell]])
    assert said(read, "sitings", "area") == [(area,) for area in areas]


def test_sentence_is_no_county(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["产业链", "产业主要承载地"], ["集成电路", "以东城县为核心、多点支撑发展"]])
    assert [(fault.heading.zh, fault.said.zh.partition("，")[0]) for fault in read.faults] == [
        ("主要承载地", "“以东城县为核心”不像区县名称")
    ]
    assert not read.rows.get("chains")


@pytest.mark.parametrize("word", ["未开工", "停工"])
def test_project_that_has_no_phase_of_ours_is_read_without_one(tmp_path: Path, word: str) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "开工状态"], ["示例项目", word]])
    assert said(read, "projects", "zh") == [("示例项目",)]
    assert not read.rows.get("project_statuses")


@pytest.mark.parametrize("word", ["开工（计划2025年9月）", "投产（拟）", "在建（停工）", "开工（未）"])
def test_brackets_that_take_a_phase_back_are_a_fault(tmp_path: Path, word: str) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "开工状态"], ["示例项目", word]])
    assert [fault.heading.zh for fault in read.faults] == ["项目阶段"]


@pytest.mark.parametrize(
    ("heading", "entered"),
    [
        ("2025年投资额（万元）", []),
        ("2024年累计完成投资（万元）", []),
        ("截至2024年底累计完成投资（万元）", [("2024-12-31", "50000000", "cumulative")]),
        ("2024年末累计完成投资（万元）", [("2024-12-31", "50000000", "cumulative")]),
        ("总投资（万元）", [("2025-06-30", "50000000", "")]),
    ],
)
def test_investment_of_one_year_is_not_that_of_the_whole_project(
    tmp_path: Path, heading: str, entered: list[tuple[str, ...]]
) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "建设地点", heading], ["示例项目", "东城县", 5000]])
    assert said(read, "observations", "period_end", "value", "accrual") == entered
    assert len(read.sheets[0].unread) == (0 if entered else 1)


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


@pytest.mark.parametrize(("name", "kind"), [("示例经济开发区", "园区"), ("示例食品产业集群", "集群")])
def test_park_among_firms_is_a_fault(tmp_path: Path, name: str, kind: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县"], [name, "东城县"]])
    assert [fault.said.zh.partition("，")[0] for fault in read.faults] == [f"像是{kind}"]


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


def test_insured_persons_are_not_the_staff(tmp_path: Path) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县", "参保人数"], ["甲公司", "东城县", 120]])
    assert not said(read, "observations", "value")
    assert read.sheets[0].unread == ("参保人数",)


@pytest.mark.parametrize("cell", ["无明确链主（培育中）", "正在遴选", "待培育", "空白", "培育中"])
def test_words_for_no_owner_yet_are_no_owner(tmp_path: Path, cell: str) -> None:
    assert not said(ingest(tmp_path, 表=[["产业链", "链主企业"], ["集成电路", cell]]), "chain_ownerships", "owner")


@pytest.mark.parametrize("cell", ["拟培育：甲公司", "12345678", "甲" * 300])
def test_what_is_no_name_is_no_owner(tmp_path: Path, cell: str) -> None:
    read = ingest(tmp_path, 表=[["产业链", "链主企业"], ["集成电路", cell]])
    assert [fault.heading.zh for fault in read.faults] == ["链主企业"]


def test_investors_may_be_bodies_and_have_shares(tmp_path: Path) -> None:
    rows = [["项目名称", "项目法人"], ["示例项目", "甲公司（70%）、示例经开区管委会（30%）、东城县人民政府"]]
    read = ingest(tmp_path, 表=rows)
    found = [(row["participant"].partition(":")[0], row["role"]) for row in read.rows["participations"]]
    assert found == [("enterprise", "investor"), ("body", "investor"), ("body", "investor")]
    assert said(read, "bodies", "zh") == [("示例经开区管委会",), ("东城县人民政府",)]
    assert [firm.name for firm in list_firms([tmp_path / "a.xlsx"])] == ["甲公司"]


def test_body_that_helps_does_not_lead(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["产业链", "牵头部门"], ["集成电路", "市工信局（牵头）、市发改委（配合）"]])
    assert said(read, "participations", "participant", "role") == [("市工信局", "lead")]


@pytest.mark.parametrize(
    ("year", "until", "column"),
    [(2030, None, "认定年度"), (2023, "2022-01-01", "有效期至"), (2025, "2025-03-01", None)],
)
def test_year_of_a_title_fits_the_list_and_its_end(
    tmp_path: Path, year: int, until: str | None, column: str | None
) -> None:
    read = ingest(tmp_path, 表=[["企业名称", "称号", "年度", "有效期"], ["甲公司", "绿色工厂", year, until]])
    assert [fault.heading.zh for fault in read.faults] == ([column] if column else [])


def test_investment_is_never_below_zero(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "总投资（万元）"], ["示例项目", -5]])
    assert [fault.heading.zh for fault in read.faults] == ["总投资（万元）"]


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


def test_column_goes_before_headings_of_parts(tmp_path: Path) -> None:
    rows: Rows = [["企业名称", "所属产业链"], ["一、集成电路产业链"], ["甲公司", "新能源"], ["乙公司", None]]
    read = ingest(tmp_path, 企业=rows)
    assert said(read, "participations", "participant", "participates_in") == [("甲公司", "新能源")]


@pytest.mark.parametrize(
    "heading", [["序号", "企业名称", "培育产品", "级别"], ["序号", "所属区县", "企业名称", "级别"]]
)
def test_heading_once_more_with_other_columns_is_a_fault(tmp_path: Path, heading: list[str]) -> None:
    rows: Rows = [
        ["序号", "企业名称", "所属区县", "级别"],
        [1, "甲公司", "东城县", "省级"],
        ["序号", "企业名称", "所属区县", "级别"],
        [2, "乙公司", "东城县", "省级"],
        heading,
        [1, "硅片", "硅片", "省级"],
        [2, "硅片", "硅片", "省级"],
    ]
    read = ingest(tmp_path, 企业=rows)
    assert [(fault.row, fault.said.zh.partition("，")[0]) for fault in read.faults] == [(5, "表头与上面的不同")]
    assert [row["zh"] for row in read.rows["enterprises"]] == ["甲公司", "乙公司"]
    assert [row["zh"] for row in read.rows["places"]] == ["示例市", "东城县"]


@pytest.mark.parametrize(("heading", "count"), [("时间", 1), ("认定年份", 0)])
def test_owners_of_several_years_are_not_all_owners_now(tmp_path: Path, heading: str, count: int) -> None:
    rows: Rows = [
        ["产业链", "链主企业", heading],
        ["集成电路", "甲公司", "2024年"],
        ["集成电路", "乙公司", 2024],
        ["集成电路产业链", "丙公司", 2023],
        ["新能源", "丁公司", 2023],
        ["集成电路", "无明确链主", 2022],
    ]
    read = ingest(tmp_path, 链主=rows)
    assert [(fault.row, "本链别的行是“2024”年" in fault.said.zh) for fault in read.faults] == [(4, True)] * count


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("2024年1-6月", "2024-06-30"),
        ("2024年上半年", "2024-06-30"),
        ("2024", "2024-12-31"),
        ("2024年底", "2024-12-31"),
        (date(2024, 12, 31), "2024-12-31"),
        (date(2024, 6, 30), ""),
        ("2024年6月", ""),
        ("2024年12月", ""),
    ],
)
def test_revenue_is_of_the_months_that_the_year_s_column_tells(tmp_path: Path, cell: object, end: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "营业收入（万元）", "数据年度"], ["甲公司", 3, cell]])
    assert [(row["period_start"], row["period_end"]) for row in read.rows.get("observations", ())] == (
        [("2024-01-01", end)] if end else []
    )
    assert len(read.faults) == (not end)


def test_newest_of_several_years_columns_is_read(tmp_path: Path) -> None:
    heads = ["企业名称", "2022年营业收入（万元）", "2024年营业收入（万元）", "2023年营业收入（万元）", "营业收入增速"]
    read = ingest(tmp_path, 企业=[heads, ["甲公司", 1, 3, 2, 5]])
    assert said(read, "observations", "value", "period_end") == [("30000", "2024-12-31")]


@pytest.mark.parametrize(
    ("word", "owns"), [("√", True), ("Y", True), ("×", False), ("N", False), ("链核", False), ("链上企业", False)]
)
def test_signs_and_tiers_in_the_column_on_owners(tmp_path: Path, word: str, *, owns: bool) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属产业链", "链主"], ["甲公司", "集成电路", word]])
    assert len(said(read, "chain_ownerships", "owner")) == owns
    assert len(said(read, "participations", "role")) == 1


def test_second_row_of_a_merged_heading_is_none_of_other_columns(tmp_path: Path) -> None:
    rows: Rows = [["产业链", "链长", None], [None, "姓名", "职务"], ["集成电路", "张三", "副市长"]]
    path = write_book(tmp_path / "a.xlsx", {"产业链": rows})
    book = load_workbook(path)
    for place in ("A1:A2", "B1:C1"):
        book["产业链"].merge_cells(place)
    book.save(path)
    assert said(ingest_books([path], city="示例市", day=DAY), "chief_holdings", "holder") == [("张三",)]


def test_firm_that_supplies_itself_is_a_fault(tmp_path: Path) -> None:
    read = ingest(tmp_path, 供需=[["供方", "需方"], ["甲(东城)公司", "甲（东城）公司"], ["甲公司", "乙公司"]])
    assert [(fault.row, fault.heading.zh) for fault in read.faults] == [(2, "需方")]


@pytest.mark.parametrize(("name", "owns"), [("链主名单", 1), ("链主企业名单", 1), ("企业名单", 0), ("链主培育名单", 0)])
def test_list_that_is_named_as_one_of_owners_names_owners(tmp_path: Path, name: str, owns: int) -> None:
    read = ingest(tmp_path, **{name: [["企业名称", "所属产业链", "所属区县"], ["甲公司", "集成电路", "东城县"]]})
    assert len(said(read, "chain_ownerships", "owner")) == owns
    assert said(read, "sitings", "area") == [("东城县",)]


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
