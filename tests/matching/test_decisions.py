"""Decisions are read from the sheet of pairs, replayed, and refused where they contradict each other."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chaingraph.errors import InputError
from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.firms import FirmRow, Firms
from chaingraph.ingest.opened import read_decisions
from chaingraph.matching.candidates import Match, find_matches
from chaingraph.matching.decisions import Decision, Decisions, parse_decisions
from chaingraph.matching.review import to_csv, to_workbook
from chaingraph.matching.verdicts import FirmEntry, judge

ONE, OTHER = "91350100M000100Y43", "91110000600037341L"
HEADING = ["判定", "名称甲", "名称乙", "信用代码甲", "图谱标识乙"]


def decide(one: FirmEntry, other: FirmEntry, same: bool = True) -> Decision:
    return Decision(one, other, same, "review.csv:2")


def by_name(one: str, other: str, same: bool = True) -> Decision:
    return decide(FirmEntry(one), FirmEntry(other), same)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_sheet_is_read_as_it_was_written(tmp_path: Path, suffix: str, lang: str) -> None:
    one = FirmEntry("金帝精机", where="firms.csv:2")
    matches = [
        Match(one, other, judge(one, other))
        for other in (
            FirmEntry("=HYPERLINK(1)金帝精机", "91350100M000100Y43"),
            FirmEntry("金帝股份", key="enterprise:jindi"),
            FirmEntry("<b>金帝</b>"),
        )
    ]
    told = Decisions([decide(one, matches[0].other), decide(one, matches[1].other, same=False)])
    path = tmp_path / f"review{suffix}"
    path.write_bytes((to_csv if suffix == ".csv" else to_workbook)(matches, told, lang))
    read = read_decisions(path)
    assert [(found.other.name, found.other.key, found.same) for found in read] == [
        ("=HYPERLINK(1)金帝精机", "", True),
        ("金帝股份", "enterprise:jindi", False),
    ]
    assert read[0].other.code == ONE


def test_sheet_holds_no_formula_opens_in_excel_and_offers_the_words() -> None:
    import io

    match = Match(FirmEntry("=1+1"), FirmEntry("乙公司"), judge(FirmEntry("=1+1"), FirmEntry("乙公司")))
    assert to_csv([match], Decisions(), "zh").startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in to_csv([match], Decisions(), "zh").decode("utf-8-sig")
    assert to_workbook([match], Decisions(), "zh") == to_workbook([match], Decisions(), "zh")
    page = load_workbook(io.BytesIO(to_workbook([match], Decisions(), "zh"))).worksheets[0]
    assert page["E2"].value == "=1+1"
    assert page["E2"].data_type == "s"
    (down,) = page.data_validations.dataValidation
    assert down.formula1 == '"同一家,不同"'
    assert str(down.sqref) == "A2"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no sheet of pairs"),
        ([["名称甲", "名称乙"]], "判定"),
        ([HEADING, ["也许", "甲", "乙"]], "review.csv:2"),
        ([HEADING, ["", "甲", "乙"], ["同一家", "甲", ""]], "review.csv:3"),
        ([HEADING, ["同一家", "甲", "乙", "", "jindi"]], "enterprise:jindi"),
        ([HEADING, ["同一家", "甲", "乙", "", "enterprise:../x y"]], "review.csv:2"),
    ],
)
def test_sheet_that_says_nothing_clear_is_refused_with_its_row(rows: list[list[str]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_decisions(rows, "review.csv")


def test_firms_decided_to_be_one_have_one_key_and_all_names() -> None:
    rows = [FirmRow("山东甲材料有限公司", ONE), FirmRow("甲材料")]
    firms = Firms(rows, [by_name("甲材料", "山东甲材料有限公司")])
    key = firms.key("甲材料")
    assert key == firms.key("山东甲材料有限公司", ONE)
    assert firms.names(key) == ["山东甲材料有限公司", "甲材料"]
    assert firms.code(key) == ONE
    assert Firms(rows).key("甲材料") != key


def test_firm_of_the_store_stands_for_the_others_and_keeps_its_name() -> None:
    stored = FirmEntry("金帝股份", key="enterprise:jindi")
    decisions = [decide(FirmEntry("金帝精机"), stored), by_name("金帝精密", "金帝精机")]
    for told in (decisions, decisions[::-1]):
        firms = Firms([FirmRow("金帝精机"), FirmRow("金帝精密")], told)
        assert firms.key("金帝精机") == firms.key("金帝精密") == "jindi"
        assert sorted(firms.names("jindi")) == sorted(["金帝股份", "金帝精机", "金帝精密"])
        assert firms.names("jindi")[0] == "金帝股份"


def test_decision_holds_for_a_firm_that_got_its_code_later() -> None:
    decision = by_name("甲材料", "山东甲材料有限公司")
    firms = Firms([FirmRow("甲材料", ONE), FirmRow("山东甲材料有限公司")], [decision])
    assert firms.key("甲材料", ONE) == firms.key("山东甲材料有限公司")


def test_two_names_with_one_code_are_no_fault_once_decided() -> None:
    rows = [FirmRow("甲公司", ONE), FirmRow("乙公司", ONE)]
    told = [decide(FirmEntry("甲公司", ONE), FirmEntry("乙公司", ONE))]
    assert Firms(rows).is_other("乙公司", ONE)
    assert not Firms(rows, told).is_other("乙公司", ONE)


def test_traditional_script_makes_no_other_firm() -> None:
    firms = Firms([FirmRow("山東恆力電機有限公司")])
    assert firms.key("山东恒力电机有限公司") == firms.key("山東恆力電機有限公司")


@pytest.mark.parametrize(
    "decisions",
    [
        [by_name("甲", "乙"), by_name("乙", "丙"), by_name("甲", "丙", same=False)],
        [
            decide(FirmEntry("甲"), FirmEntry("子", key="enterprise:a")),
            decide(FirmEntry("甲"), FirmEntry("丑", key="enterprise:b")),
        ],
    ],
)
def test_decisions_that_contradict_each_other_are_refused(decisions: list[Decision]) -> None:
    with pytest.raises(InputError, match="change one"):
        Firms([FirmRow("甲"), FirmRow("乙"), FirmRow("丙")], decisions)


def test_name_of_two_firms_in_a_decision_needs_the_code() -> None:
    rows = [FirmRow("甲公司", ONE), FirmRow("甲公司", OTHER)]
    with pytest.raises(InputError, match=r"review\.csv:2.*give the code"):
        Firms(rows, [by_name("甲公司", "乙公司")])


def test_decisions_on_pairs_that_no_rule_finds_are_kept() -> None:
    told = Decisions([by_name("骅威文化股份有限公司", "鼎龙文化股份有限公司")])
    kept = told.with_all(find_matches([FirmEntry("甲")]))
    assert [(match.one.name, match.other.name) for match in kept] == [("骅威文化股份有限公司", "鼎龙文化股份有限公司")]


@pytest.mark.parametrize(("most", "pairs"), [(2, 1), (1, None)])
def test_pairs_of_a_very_long_list_are_not_counted_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, pairs: int | None
) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("企业名称,所属区县\n山东甲材料有限公司,东城县\n甲材料,东城县\n", encoding="utf-8")
    monkeypatch.setattr("chaingraph.ingest.books._MOST_COMPARED", most)
    assert ingest_books([path], city="示例市", day=date(2026, 11, 1)).open_pairs == pairs
