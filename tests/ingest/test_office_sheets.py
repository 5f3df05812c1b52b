"""The other sheets that offices keep: projects, parks, links of segments, supplies, policies; and what is left out."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run, write_book
from tests.ingest.office import DAY, Rows, ingest, said

from chaingraph.errors import InputError
from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.opened import list_firms


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


@pytest.mark.parametrize(("name", "kind"), [("示例经济开发区", "园区"), ("示例食品产业集群", "集群")])
def test_park_among_firms_is_a_fault(tmp_path: Path, name: str, kind: str) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县"], [name, "东城县"]])
    assert [fault.said.zh.partition("，")[0] for fault in read.faults] == [f"像是{kind}"]


def test_insured_persons_are_not_the_staff(tmp_path: Path) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属区县", "参保人数"], ["甲公司", "东城县", 120]])
    assert not said(read, "observations", "value")
    assert read.sheets[0].unread == ("参保人数",)


def test_investors_may_be_bodies_and_have_shares(tmp_path: Path) -> None:
    rows = [["项目名称", "项目法人"], ["示例项目", "甲公司（70%）、示例经开区管委会（30%）、东城县人民政府"]]
    read = ingest(tmp_path, 表=rows)
    found = [(row["participant"].partition(":")[0], row["role"]) for row in read.rows["participations"]]
    assert found == [("enterprise", "investor"), ("body", "investor"), ("body", "investor")]
    assert said(read, "bodies", "zh") == [("示例经开区管委会",), ("东城县人民政府",)]
    assert [firm.name for firm in list_firms([tmp_path / "a.xlsx"])] == ["甲公司"]


def test_investment_is_never_below_zero(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["项目名称", "总投资（万元）"], ["示例项目", -5]])
    assert [fault.heading.zh for fault in read.faults] == ["总投资（万元）"]


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
