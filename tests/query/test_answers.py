"""Each named question against a made-up city (world.trig), with answers worked out on paper."""

import pytest
from pyoxigraph import Store

from .world import GIVEN, QUESTIONS, answer, changed, with_more


def test_chain_history_tells_lists_and_changes(world: Store) -> None:
    rows = answer(world, "chain-history", "day what editionName otherName", chain="轻工")
    assert rows == [
        ("2022-04-01", "列入", "2022版", ""),
        ("2025-09-03", "整合（并入或改为）", "2025版", "轻纺链"),
    ]


def test_chain_owners_never_place_a_possible_one(world: Store) -> None:
    columns = "what withinName stated confirmed possible unknown owner standing"
    assert answer(world, "chain-owners", columns, city="甲市", lang="en") == [
        ("set", "City", "79", "0", "1", "79", "", ""),
        ("owner", "City", "", "", "", "", "enterprise:acid", "possible"),
    ]


def test_chain_owners_as_of_a_day_before_the_count_name_the_firm_alone(world: Store) -> None:
    rows = answer(world, "chain-owners", "what owner standing authorityName", asOf="2023-01-01")
    assert rows == [("链主", "enterprise:acid", "不属于所计名单", "东县政府")]


CASES = [
    (
        "chain-chiefs",
        "holderName roleName areaName issued place statement",
        {},
        [
            ("书记", "总链长", "甲市", "", "未核对", "chief-holding:loose.clerk"),
            ("市长", "总链长", "甲市", "2023-12-30", "1–9", "chief-holding:press.mayor"),
        ],
    ),
    ("chain-chiefs", "holderName", {"asOf": "1900-01-01"}, [("书记",)]),
    ("cluster-tiers", "recipient designationName awardYear", {"city": "甲市"}, [("cluster:spice", "雁阵", "2023")]),
    ("cluster-tiers", "recipient", {"city": "西县"}, []),
    ("place-designations", "recipient designationName", {}, [("place:east", "雁阵")]),
    ("firm-titles", "firm titleName authorityName", {}, [("enterprise:acid", "链主", "东县政府")]),
    (
        "chain-projects",
        "project chainName phaseName indicatorName value unitName",
        {"chain": "food"},
        [("project:wafer", "食品链", "", "投资", "6200000000", "元"), ("project:wafer", "食品链", "投产", "", "", "")],
    ),
    ("chain-projects", "project", {"chain": "light"}, []),
    ("chain-participants", "participant inside", {"chain": "food"}, [("project:wafer", "chain:food")]),
    (
        "edition-members",
        "groupName member tierName issued",
        {"edition": "y2022"},
        [
            ("", "chain:food", "重点", "2022-04-01"),
            ("", "sector:it", "", "2022-07-16"),
            ("制造业", "chain:food", "重点", "2022-07-16"),
            ("制造业", "chain:light", "重点", "2022-07-16"),
        ],
    ),
    ("sector-groups", "group stated listed", {}, [("sector-group:making", "13", "2")]),
    (
        "stated-sets",
        "claim withinName stated confirmed possible unknown",
        {"city": "甲市"},
        [
            ("set-claim:copy.making", "2022版 / 制造业", "13", "2", "0", "11"),
            ("set-claim:press.owners", "甲市", "79", "0", "1", "79"),
        ],
    ),
    ("possible-members", "member claim stated", {}, [("enterprise:acid", "set-claim:press.owners", "79")]),
    (
        "compare-systems",
        "sector shared oneEditions otherEditions",
        {"one": "甲市", "other": "乙市"},
        [("sector:it", "true", "1", "1"), ("sector:steel", "false", "0", "1")],
    ),
    (
        "indicator-series",
        "scopeName basisName value issued",
        {"indicator": "output"},
        [
            ("", "位次", "5", "2023-12-30"),
            ("全部", "增速", "8", "2025-09-03"),
            ("规上", "增速", "8.5", "2025-09-03"),
            ("规上", "增速", "8.6", "2023-12-30"),
        ],
    ),
    ("ranks", "indicatorName value rankOfName rankInName", {}, [("产出", "5", "增速", "甲省")]),
    ("growth-by-basis", "value scopeName", {}, [("8", "全部"), ("8.5", "规上"), ("8.6", "规上")]),
    (
        "targets",
        "indicatorName value periodStart periodEnd",
        {"asOf": "2025-09-03"},
        [("产出", "7", "2026-01-01", "2026-12-31"), ("产出", "9", "", "2027-12-31")],
    ),
    ("targets", "value", {"asOf": "2025-09-02"}, [("9",)]),
    ("rival-figures", "figure", {"asOf": "2025-09-02"}, []),
    ("edition-members", "member", {"edition": "y2022", "asOf": "2022-04-01"}, [("chain:food",)]),
    ("sector-groups", "group stated listed", {"asOf": "2022-07-15"}, [("sector-group:making", "", "0")]),
    ("sector-groups", "group stated listed", {"asOf": "2022-07-16"}, [("sector-group:making", "13", "2")]),
    ("rival-figures", "figure value", {}, [("observation:brief.growth", "8.5"), ("observation:press.growth", "8.6")]),
    (
        "near-rivals",
        "differsIn one other onePart otherPart",
        {},
        [
            ("scope", "observation:brief.all", "observation:brief.growth", "scope-all", "scope-above-scale"),
            ("scope", "observation:brief.all", "observation:press.growth", "scope-all", "scope-above-scale"),
        ],
    ),
    ("near-rivals", "one", {"differs": "period"}, []),
    (
        "evidence-of",
        "statement source where spanSha256 originalName",
        {"subject": "chain-entry:copy.light"},
        [
            ("chain-entry:copy.light", "Translation", "10–20", "dd", "原报道"),
            ("chain-entry:copy.light", "Translation", "20–30", "ee", "原报道"),
        ],
    ),
    (
        "evidence-of",
        "statement where",
        {"subject": "甲化"},
        [
            ("chain-ownership:copy.acid", "20–30"),
            ("relation:press.acid-jar", "1–9"),
            ("set-claim:press.owners", "1–9"),
            ("supply:press.acid-jar", "1–9"),
        ],
    ),
    (
        "not-checked",
        "statement source",
        {},
        [
            ("chief-holding:loose.clerk", "散页"),
            ("target:loose.output", "散页"),
            ("chain-entry:origin.food", "原报道"),
        ],
    ),
    ("not-checked", "statement", {"document": "press"}, []),
    (
        "reposts",
        "document derivedFrom original statements",
        {},
        [("document:copy", "document:origin", "document:origin", "7")],
    ),
    ("internal-statements", "statement source", {}, [("supply:press.acid-jar", "发布会")]),
    ("internal-statements", "statement", {"document": "copy"}, []),
    ("exclusions", "exclusion reasonName reason place", {}, [("exclusion:press.date", "日期", "署名日期", "2–3")]),
    (
        "counties",
        "county code sited place",
        {"city": "甲市"},
        [("place:east", "370001", "cluster:spice", "1–9"), ("place:west", "370002", "", "")],
    ),
    (
        "segment-states",
        "segment stateName placeName",
        {"area": "甲市"},
        [("segment:glass", "薄弱", "甲市"), ("segment:sand", "", "")],
    ),
    ("feeds-of", "from to", {}, [("segment:sand", "segment:glass")]),
    (
        "feeds-of",
        "from to productZh needZh reason",
        {"segment": "glass"},
        [("segment:sand", "segment:glass", "石英砂", "必需", "melted")],
    ),
    (
        "supplies",
        "supplier customer productZh share",
        {"enterprise": "甲化"},
        [("enterprise:acid", "enterprise:jar", "石英砂", "0.4")],
    ),
    ("supplies", "statement", {"asOf": "2000-01-01"}, []),
    (
        "business-relations",
        "from relation to reported",
        {"entity": "甲化", "kind": "investment"},
        [("enterprise:acid", "scheme:relation-investment", "enterprise:jar", "2023-12-01")],
    ),
    ("business-relations", "statement", {"kind": "control"}, []),
    ("business-relations", "statement", {"asOf": "2023-11-30"}, []),
    (
        "template-segments",
        "template segment segmentZh review",
        {},
        [
            ("template:glassware", "segment:glass", "玻璃", "scheme:review-draft"),
            ("template:glassware", "segment:sand", "砂", "scheme:review-draft"),
        ],
    ),
    ("template-segments", "segment templateEn", {"segment": "sand"}, [("segment:sand", "Glassware")]),
    (
        "segment-industries",
        "segment code industryZh classificationZh",
        {},
        [("segment:glass", "3041", "平板玻璃制造", "国标行业")],
    ),
    ("segment-industries", "segment", {"segment": "sand"}, []),
    (
        "template-matches",
        "subject templateZh matchZh only",
        {"subject": "轻工链"},
        [("chain:light", "玻璃产业", "较窄", "segment:glass")],
    ),
    ("template-matches", "subject", {"subject": "食品链"}, []),
    (
        "conflict-decisions",
        "statement decisionZh preferred reason",
        {},
        [
            ("observation:brief.growth", "皆可成立", "", "different months"),
            ("observation:press.growth", "皆可成立", "", "different months"),
        ],
    ),
    ("platforms-policies", "thing otherName issued", {}, [("policy:plan", "东县政府", "2025-09-03")]),
]


@pytest.mark.parametrize(("name", "columns", "parameters", "expected"), CASES)
def test_a_question_answers_as_worked_out_on_paper(
    world: Store, name: str, columns: str, parameters: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert answer(world, name, columns, **parameters) == expected


def test_a_document_is_told_statement_by_statement(world: Store) -> None:
    rows = answer(world, "document-statements", "statement valueShown place", document="发布会")
    assert ("chief-holding:press.mayor", "总链长", "1–9") in rows
    assert ("set-claim:press.owners", "79", "1–9") in rows


def test_a_name_missing_in_english_is_shown_in_chinese(world: Store) -> None:
    rows = answer(world, "chains-listed", "chain chainName tierName", asOf="2023-12-31", lang="en")
    assert ("chain:food", "Food chain", "key") in rows
    assert ("chain:light", "轻工链", "key") in rows


def test_documents_tell_what_is_kept_and_how_much_they_state(world: Store) -> None:
    assert answer(world, "documents", "document issued kept original statements") == [
        ("document:loose", "", "false", "", "2"),
        ("document:origin", "2022-04-01", "false", "", "1"),
        ("document:copy", "2022-07-16", "true", "document:origin", "7"),
        ("document:press", "2023-12-30", "true", "", "13"),
        ("document:brief", "2025-09-03", "true", "", "6"),
    ]


def test_merges_tell_which_name_means_which_individual_and_why(world: Store) -> None:
    expected = [("食品鏈", "chain:food", "食品链", "traditional script", "2–3")]
    assert answer(world, "merges", "surface individual name reason place", entity="食品链") == expected
    assert answer(world, "merges", "surface", entity="甲市") == []


OWNERS = """id:set-claim\\/loose.owners a cg:MemberSetClaim ; cg:memberKind cg:Enterprise ; cg:within id:place\\/east ;
  cg:condition scheme:role-chain-owner ; cg:knownMember id:enterprise\\/acid ;
  cg:membership id:chain-ownership\\/copy.acid ; cg:evidence id:evidence\\/loose.unlocated"""


@pytest.mark.parametrize("day", ["2022-12-31", ""])
def test_members_of_an_undated_set_are_of_a_counted_set(world: Store, day: str) -> None:
    given = {"asOf": day} if day else {}
    rows = answer(with_more(world, OWNERS), "chain-owners", "owner withinName standing", lang="en", **given)
    assert ("enterprise:acid", "East", "confirmed") in rows
    assert "of no counted set" not in {row[2] for row in rows}


def test_a_set_that_has_ended_has_no_members_any_more(world: Store) -> None:
    store = with_more(world, f'{OWNERS} ; cg:validTo "2022-12-31"^^xsd:date')
    rows = answer(store, "chain-owners", "owner standing", lang="en", asOf="2023-01-01")
    assert rows == [("enterprise:acid", "of no counted set")]


TWINS = [
    ("award", "press.spice", "cluster-tiers"), ("award", "press.east", "place-designations"),
    ("chain-entry", "copy.light", "chains-listed"), ("chain-entry", "copy.light", "edition-members"),
    ("chain-entry", "copy.light", "chain-history"), ("chain-ownership", "copy.acid", "chain-owners"),
    ("chain-ownership", "copy.acid", "firm-titles"), ("target", "brief.growth", "targets"),
    ("observation", "press.growth", "indicator-series"), ("observation", "press.growth", "growth-by-basis"),
    ("observation", "press.rank", "ranks"), ("observation", "press.wafer", "chain-projects"),
    ("participation", "press.wafer", "chain-participants"), ("chief-holding", "press.mayor", "chain-chiefs"),
    ("siting", "press.spice", "counties"), ("policy-adoption", "brief.plan", "platforms-policies"),
    ("segment-status", "press.glass", "segment-states"), ("set-claim", "copy.making", "editions"),
    ("set-claim", "copy.making", "sector-groups"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "name"), TWINS)
def test_two_statements_that_look_alike_are_two_rows(world: Store, kind: str, key: str, name: str) -> None:
    given = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    given |= {"chain": "light"} if name == "chain-history" else {}
    given |= {"asOf": "2023-12-31"} if name == "chains-listed" else {}
    twin = (
        f"INSERT {{ GRAPH ?g {{ id:{kind}\\/{key}-twin ?p ?o }} }} WHERE {{ GRAPH ?g {{ id:{kind}\\/{key} ?p ?o }} }}"
    )
    rows = [row[0] for row in answer(changed(world, twin), name, "statement", **given)]
    assert rows.count(f"{kind}:{key}-twin") == rows.count(f"{kind}:{key}") > 0


def test_the_place_is_the_first_one_by_number(world: Store) -> None:
    store = with_more(
        world,
        """id:chief-holding\\/press.mayor cg:evidence id:evidence\\/press.100-110 .
        id:evidence\\/press.100-110 a cg:Evidence ; oa:hasSource id:document\\/press ; oa:hasSelector id:selector\\/press.100-110 .
        id:selector\\/press.100-110 a oa:TextPositionSelector ; oa:start 100 ; oa:end 110 .
        id:chain-entry\\/brief.merged cg:evidence id:evidence\\/brief.100-110 .
        id:evidence\\/brief.100-110 a cg:Evidence ; oa:hasSource id:document\\/brief ; oa:hasSelector id:selector\\/press.100-110 .""",
    )
    assert answer(store, "chain-chiefs", "place", chain="食品链") == []
    assert [row[0] for row in answer(store, "chain-chiefs", "place")] == ["未核对", "1–9"]
    assert ("chain:merged", "4–8") in answer(store, "chains-listed", "chain place")
    late = changed(
        store, "DELETE DATA { GRAPH g:brief { id:chain-entry\\/brief.merged cg:evidence id:evidence\\/brief.4-8 } }"
    )
    assert ("chain:merged", "100–110") in answer(late, "chains-listed", "chain place")
