"""Questions on the bundled graph; the answers were read out of the founding texts, not copied from the program."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from chaingraph.questions import ask, list_questions
from chaingraph.results import format_term
from chaingraph.store import open_store

#: Days of issue of the founding texts, which tell their rows from those of other documents.
TRANSLATION, PRESS, LIAOCHENG, BRIEFING = "2022-07-16", "2023-12-30", "2025-03-20", "2025-09-03"


@pytest.fixture(scope="module")
def graph() -> Store:
    return open_store()


def answer(graph: Store, name: str, columns: str, issued: str = "", **parameters: str) -> set[tuple[str, ...]]:
    return {
        tuple(format_term(row[column]) for column in columns.split())
        for row in ask(graph, name, **parameters)
        if not issued
        or (format_term(row["issued"]) == issued and format_term(row["place"]) not in {"未核对", "not checked"})
    }


def test_79_chain_owners_are_stated_none_confirmed_and_two_possible(graph: Store) -> None:
    columns = "withinName stated confirmed possible unknown"
    sets = answer(graph, "chain-owners", columns, PRESS, city="德州", asOf="2023-12-31")
    assert sets == {("德州市", "79", "0", "2", "79")}
    possible = {
        row[0]
        for row in answer(graph, "chain-owners", "ownerName standing", city="德州", asOf="2023-12-31")
        if row[1] == "可能"
    }
    assert possible == {"华鲁恒升", "实华化工"}


def test_the_possible_owners_are_no_part_of_it_before_the_79_were_stated(graph: Store) -> None:
    rows = answer(graph, "chain-owners", "ownerName withinName standing issued", city="德州", asOf="2022-12-31")
    named = {name: standing for name, _, standing, issued in rows if name and issued}
    assert named == {"华鲁恒升": "已确认", "实华化工": "已确认"}
    assert "德州市" not in {row[1] for row in rows}


def test_4_3_3_lists_four_clusters_three_characteristic_and_three_service_industries(graph: Store) -> None:
    rows = answer(graph, "edition-members", "groupName memberName", TRANSLATION, edition="dezhou-433-2022")
    groups = sorted([member for group, member in rows if group == one] for one in {row[0] for row in rows})
    assert sorted(len(group) for group in groups) == [3, 3, 4]
    assert {member for _, member in rows} == {
        *("电子信息及新材料", "高端化工及复合材料", "高端装备", "食品加工"),
        *("生物医药", "体育器械", "特色轻工纺织", "现代物流", "会展经济", "医养健康"),
    }


def test_the_translation_lists_thirteen_and_three_key_chains(graph: Store) -> None:
    rows = answer(graph, "edition-members", "member groupName", TRANSLATION, edition="dezhou-key-2022")
    counts = [sum(group == one for _, group in rows) for one in {row[1] for row in rows}]
    assert sorted(counts) == [3, 13]


def test_merging_in_2025_names_no_inputs(graph: Store) -> None:
    rows = answer(graph, "chain-history", "what otherName inputsUnstated", BRIEFING, chain="dezhou-light-textiles")
    assert ("整合（来自）", "", "true") in rows


def test_ranks_of_2023(graph: Store) -> None:
    rows = answer(graph, "ranks", "value rankInName listSize", PRESS, city="德州")
    assert {("62", "中国", "100"), ("63", "中国", "100"), ("5", "山东省", "")} <= rows


@pytest.mark.parametrize(
    ("city", "issued", "expected"),
    [
        ("德州", PRESS, {("8.6", "增速"), ("1.7", "差距"), ("10.7", "增速")}),
        (
            "聊城",
            LIAOCHENG,
            {("8.4", "增速"), ("2.6", "差距"), ("16.2", "增速"), ("11.9", "增速"), ("17.2", "增速"), ("30", "增速")},
        ),
    ],
)
def test_growth_as_the_texts_give_it(graph: Store, city: str, issued: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= answer(graph, "growth-by-basis", "value basisName", issued, city=city)


def test_clusters_titled_by_2023(graph: Store) -> None:
    rows = answer(graph, "cluster-tiers", "recipientName designationName tierName", PRESS)
    assert len(rows) == 7
    assert {tier for _, _, tier in rows} == {"四星级", "三星级", "省级"}
    assert sum(designation == "雁阵形产业集群" for _, designation, _ in rows) == 2


def test_main_leaders_are_general_chain_chiefs(graph: Store) -> None:
    assert {row[0] for row in answer(graph, "chain-chiefs", "roleName", PRESS, city="德州")} == {"总链长"}


def test_the_two_figures_of_chip_revenue_are_found_to_clash(graph: Store) -> None:
    rows = answer(graph, "rival-figures", "value periodEnd")
    assert {("40000000000", "2023-12-31"), ("53290000000", "2023-12-31")} <= rows


def test_the_translation_the_abstract_and_the_reposts_have_their_originals(graph: Store) -> None:
    documents = {row[0] for row in answer(graph, "reposts", "document")}
    expected = {"dznews-2022-04-01-en", "abstract-2026-01-15", "achie-2025-09-03", "ttyw-2025-03-20"}
    assert {f"document:{key}" for key in expected} <= documents


def test_no_edition_is_stated_before_2020(graph: Store) -> None:
    assert answer(graph, "editions", "edition", city="德州", asOf="2019-12-31") == set()
    first = answer(graph, "editions", "edition", city="德州", asOf="2021-01-01")
    assert first == {("edition:dezhou-541-2020",), ("edition:dezhou-chains-2020",)}


#: Questions, the days of the founding texts and what these say.
FOUND = [
    (
        "chain-participants",
        "participantName insideName",
        PRESS,
        {"city": "德州"},
        {
            ("12英寸集成电路用大硅片产业化项目", "新一代信息技术产业链"),
            ("集成电路用高纯溅射靶材生产项目", "新一代信息技术产业链"),
            ("山东大学", "新能源新材料产业链"),
            ("恒升园区", "高端化工产业链"),
        },
    ),
    (
        "chain-projects",
        "projectName phaseName indicatorName value unitName",
        PRESS,
        {"city": "德州"},
        {
            ("12英寸集成电路用大硅片产业化项目", "", "项目投资", "6200000000", "元"),
            ("集成电路用高纯溅射靶材生产项目", "", "项目投资", "600000000", "元"),
            ("12英寸集成电路用大硅片产业化项目", "投产", "", "", ""),
        },
    ),
    (
        "document-statements",
        "propertyName valueShown",
        "",
        {"document": "dzw-2023-12-30"},
        {("所述数目", "79"), ("所述数目", "12"), ("所述数目", "219"), ("数值", "8.6"), ("数值", "1591")},
    ),
    (
        "exclusions",
        "reasonName place",
        PRESS,
        {"document": "dzw-2023-12-30"},
        {("署名信息", "30–49")},
    ),
    (
        "firm-titles",
        "firmName titleName",
        PRESS,
        {},
        {
            ("实华化工", "智能制造优秀场景"),
            ("立尊焊丝", "智能制造优秀场景"),
            ("欧瑞电子", "工业互联网典型案例"),
            ("世商焊材", "5G工厂"),
        },
    ),
    (
        "indicator-series",
        "areaName periodStart periodEnd value unitName basisName scopeName",
        PRESS,
        {"indicator": "industrial-value-added"},
        {
            ("德州市", "2023-01-01", "2023-11-30", "8.6", "百分比", "增速", "规上"),
            ("德州市", "2023-01-01", "2023-11-30", "1.7", "百分点", "差距", "规上"),
        },
    ),
    (
        "merges",
        "surface name",
        TRANSLATION,
        {},
        {("Texas", "德州市"), ("Jingdeji", "“京德济”医药走廊"), ("chain length system", "德州市产业链链长制")},
    ),
    (
        "place-designations",
        "recipientName designationName",
        PRESS,
        {},
        {("齐河县", "省工业强县"), ("乐陵市", "省民营经济先进县")},
    ),
    (
        "platforms-policies",
        "kindName thingName saidName",
        BRIEFING,
        {},
        {
            ("平台", "奥链工业互联网全产业链运营平台", "称号授予"),
            ("政策", "德州市产业链群发展促进组织工作指引", "政策出台"),
            ("政策", "黄河流域政务服务“跨省通办”合作协议", "政策出台"),
        },
    ),
    (
        "possible-members",
        "memberName withinName stated",
        PRESS,
        {},
        {
            *((firm, "德州市", "79") for firm in ("华鲁恒升", "实华化工")),
            *(
                (f"{chain}产业链", "12条标志性产业链（2023年）", "12")
                for chain in ("新一代信息技术", "高端化工", "食品加工", "纺织服装", "新能源新材料")
            ),
        },
    ),
    (
        "sector-groups",
        "editionName groupName stated listed",
        TRANSLATION,
        {"edition": "dezhou-key-2022"},
        {
            ("16条重点产业链（2022年）", "制造业产业链", "13", "13"),
            ("16条重点产业链（2022年）", "服务业产业链", "3", "3"),
        },
    ),
    # The project that came in filled a gap: until then the segment was missing.
    ("segment-states", "segment stateName", LIAOCHENG, {}, {("segment:computer-manufacturing", "缺失")}),
    (
        "single-source",
        "subjectName objectName value originalName",
        "",
        {"city": "德州"},
        {("12英寸集成电路用大硅片产业化项目", "项目投资", "6200000000", "大众网2023-12-30")},
    ),
    ("stated-sets", "memberKindName stated", TRANSLATION, {}, {("产业链", "33"), ("产业链", "16"), ("产业链", "13")}),
    (
        "stated-sets",
        "memberKindName stated withinName confirmed unknown",
        PRESS,
        {},
        {
            ("企业", "79", "德州市", "0", "79"),
            ("企业", "219", "德州市", "0", "219"),
            ("产业链", "12", "12条标志性产业链（2023年）", "0", "12"),
        },
    ),
    (
        "near-rivals",
        "differsIn indicatorName oneValue otherValue",
        "",
        {},
        {
            ("period", "省级晨星工厂数", "179", "189"),
            ("basis", "工业增加值", "8.6", "1.7"),
            ("scope", "技术改造项目数", "113", "130"),
        },
    ),
]


@pytest.mark.parametrize(("name", "columns", "issued", "parameters", "expected"), FOUND)
def test_what_the_founding_texts_say_is_found(
    graph: Store, name: str, columns: str, issued: str, parameters: dict[str, str], expected: set[tuple[str, ...]]
) -> None:
    assert expected <= answer(graph, name, columns, issued, **parameters)


def test_sixteen_key_chains_are_the_latest_stated_of_their_list_in_2023(graph: Store) -> None:
    rows = answer(graph, "chains-listed", "chain standing editionName", city="德州", asOf="2023-12-31")
    key = {chain: standing for chain, standing, edition in rows if edition == "16条重点产业链（2022年）"}
    assert len(key) == 16
    assert set(key.values()) == {"最近所述"}
    # The twelve of 2023 are counted, not listed.
    assert not any("12条" in edition for _, _, edition in rows)


def test_both_cities_list_green_chemicals_and_new_generation_information_technology(graph: Store) -> None:
    rows = answer(graph, "compare-systems", "sectorName shared", one="德州", other="聊城")
    assert {("绿色化工", "true"), ("新一代信息技术", "true"), ("体育器械", "false"), ("会展经济", "false")} <= rows


def test_the_two_cities_have_nineteen_counties_and_a_new_area(graph: Store) -> None:
    dezhou, liaocheng = (
        {row[0]: row[1] for row in answer(graph, "counties", "countyName code", city=city)} for city in ("德州", "聊城")
    )
    new_area = dezhou.pop("德州天衢新区")
    assert (len(dezhou), len(liaocheng), new_area, liaocheng["茌平区"]) == (11, 8, "371471", "371503")


def test_the_texts_that_are_kept_are_the_five(graph: Store) -> None:
    rows = answer(graph, "documents", "issued kept")
    assert {issued for issued, kept in rows if kept == "true"} == {
        TRANSLATION, PRESS, LIAOCHENG, BRIEFING, "2026-01-15"
    }  # fmt: skip


def test_the_79_rest_on_the_words_that_count_them(graph: Store) -> None:
    (row,) = ask(graph, "evidence-of", subject="set-claim:dzw-2023-12-30.chain-owner-count")
    start, _, end = format_term(row["where"]).partition("–")
    # The figure stands at the 395th character of the kept text.
    assert int(start) <= 395 < int(end)
    assert format_term(row["document"]) == "document:dzw-2023-12-30"


def test_no_text_says_who_sells_to_whom(graph: Store) -> None:
    assert ask(graph, "supplies") == []
    assert ask(graph, "business-relations") == []


def test_nothing_that_ships_is_held_back(graph: Store) -> None:
    assert ask(graph, "internal-statements") == []


def test_what_feeds_what_is_judged_for_every_link_and_reasoned(graph: Store) -> None:
    rows = answer(graph, "feeds-of", "from to productZh needZh editor review")
    assert ("segment:silicon-wafers", "segment:wafer-fabrication", "半导体硅片", "必需", "chaingraph editors",
            "scheme:review-reviewed") in rows  # fmt: skip
    assert all(row["reason"] and row["judgedOn"] for row in ask(graph, "feeds-of"))


def test_every_chain_listed_in_the_texts_is_drawn_by_a_template(graph: Store) -> None:
    drawn = {row[0] for row in answer(graph, "template-matches", "subject")}
    listed = {row[0] for row in answer(graph, "edition-members", "member", edition="dezhou-key-2022")}
    sectors = {row[0] for row in answer(graph, "edition-members", "member", edition="liaocheng-453x-2025")}
    assert len(listed) == 16
    assert listed <= drawn
    assert {one for one in sectors if one not in drawn} == set()


def test_a_template_draws_six_to_sixteen_segments_each_with_codes_of_the_standard(graph: Store) -> None:
    placed = answer(graph, "template-segments", "template segment")
    sizes = {one: sum(template == one for template, _ in placed) for one, _ in placed}
    assert (min(sizes.values()) >= 6, max(sizes.values()) <= 16, len(sizes)) == (True, True, 25)
    coded = answer(graph, "segment-industries", "segment code industryZh classification")
    assert ("segment:silicon-wafers", "3985", "电子专用材料制造", "scheme:classification-gbt4754-2017") in coded
    with_standard = {row[0] for row in coded if row[3] == "scheme:classification-gbt4754-2017"}
    assert {segment for _, segment in placed} == with_standard


def test_decisions_name_what_they_settle(graph: Store) -> None:
    rows = ask(graph, "conflict-decisions")
    assert all(row["reason"] and row["decision"] and row["statement"] for row in rows)


def test_judgements_are_counted_by_kind(graph: Store) -> None:
    rows = answer(graph, "judgements", "kind review judgements")
    assert ("cg:ConflictDecision", "scheme:review-draft", "15") in rows
    assert {kind for kind, _, _ in rows} >= {"cg:EntityMerge", "cg:FigureExclusion", "cg:TemplateMatch"}


def test_figures_of_texts_not_kept_are_not_checked_and_all_of_the_press_conference_is(graph: Store) -> None:
    unchecked = answer(graph, "not-checked", "statement", document="cinic-2024-10-21")
    assert {(f"observation:cinic-2024-10-21.chip-{what}",) for what in ("enterprises", "revenue")} <= unchecked
    assert answer(graph, "not-checked", "statement", document="dzw-2023-12-30") == set()


def test_targets_of_2022_for_2026(graph: Store) -> None:
    rows = answer(graph, "targets", "aboutName value periodEnd qualifierName", asOf="2022-04-01")
    clusters = ("电子信息及新材料", "高端化工及复合材料", "高端装备", "食品加工")
    assert {(name, "100000000000", "2026-12-31", "超") for name in clusters} <= rows
    assert {("", "600000000000", "2026-12-31", "超"), ("特色轻工纺织", "50000000000", "2026-12-31", "超")} <= rows


def test_every_question_has_an_answer_checked_by_hand() -> None:
    here = Path(__file__).read_text("utf-8")
    public = [one.name for one in list_questions() if not one.name.startswith(("system-", "page-"))]
    assert [name for name in public if f'"{name}"' not in here] == []
