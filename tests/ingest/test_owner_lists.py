"""Lists of chains and of their owners: people, places, who owns a chain and who doesn't yet."""

from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import Run, write_book
from tests.ingest.office import DAY, Rows, ingest, said

from chaingraph.ingest.books import ingest_lists
from chaingraph.ingest.opened import Book, list_firms


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


@pytest.mark.parametrize("cell", ["无明确链主（培育中）", "正在遴选", "待培育", "空白", "培育中"])
def test_words_for_no_owner_yet_are_no_owner(tmp_path: Path, cell: str) -> None:
    assert not said(ingest(tmp_path, 表=[["产业链", "链主企业"], ["集成电路", cell]]), "chain_ownerships", "owner")


@pytest.mark.parametrize("cell", ["拟培育：甲公司", "12345678", "甲" * 300])
def test_what_is_no_name_is_no_owner(tmp_path: Path, cell: str) -> None:
    read = ingest(tmp_path, 表=[["产业链", "链主企业"], ["集成电路", cell]])
    assert [fault.heading.zh for fault in read.faults] == ["链主企业"]


def test_body_that_helps_does_not_lead(tmp_path: Path) -> None:
    read = ingest(tmp_path, 表=[["产业链", "牵头部门"], ["集成电路", "市工信局（牵头）、市发改委（配合）"]])
    assert said(read, "participations", "participant", "role") == [("市工信局", "lead")]


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
    ("word", "owns"), [("√", True), ("Y", True), ("×", False), ("N", False), ("链核", False), ("链上企业", False)]
)
def test_signs_and_tiers_in_the_column_on_owners(tmp_path: Path, word: str, *, owns: bool) -> None:
    read = ingest(tmp_path, 企业=[["企业名称", "所属产业链", "链主"], ["甲公司", "集成电路", word]])
    assert len(said(read, "chain_ownerships", "owner")) == owns
    assert len(said(read, "participations", "role")) == 1


@pytest.mark.parametrize(("name", "owns"), [("链主名单", 1), ("链主企业名单", 1), ("企业名单", 0), ("链主培育名单", 0)])
def test_list_that_is_named_as_one_of_owners_names_owners(tmp_path: Path, name: str, owns: int) -> None:
    read = ingest(tmp_path, **{name: [["企业名称", "所属产业链", "所属区县"], ["甲公司", "集成电路", "东城县"]]})
    assert len(said(read, "chain_ownerships", "owner")) == owns
    assert said(read, "sitings", "area") == [("东城县",)]
