"""Each named question against a made-up city (world.trig), with answers worked out on paper."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from chaingraph.questions import ask, list_questions
from chaingraph.results import format_term


@pytest.fixture(scope="module")
def world() -> Store:
    store = Store()
    store.load(path=str(Path(__file__).with_name("world.trig")), format=RdfFormat.TRIG)
    return store


def answer(store: Store, name: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(format_term(row[column]) for column in columns.split()) for row in ask(store, name, **parameters)]


def test_chains_as_of_2023_are_those_of_the_only_edition_by_then(world: Store) -> None:
    rows = answer(world, "chains-listed", "chain standing issued place", asOf="2023-12-31", city="甲市")
    assert rows == [
        ("chain:food", "最近所述", "2022-04-01", "未核对"),
        ("chain:food", "最近所述", "2022-07-16", "10–20"),
        ("chain:light", "最近所述", "2022-07-16", "10–20"),
    ]


def test_a_later_list_that_is_not_complete_ends_only_the_chain_it_merged(world: Store) -> None:
    rows = answer(world, "chains-listed", "chain standing issued", city="甲市", lang="en")
    assert sorted(rows) == [
        ("chain:food", "earlier, not said to have ended", "2022-04-01"),
        ("chain:food", "earlier, not said to have ended", "2022-07-16"),
        ("chain:merged", "latest stated", "2025-09-03"),
    ]


#: Short names for the triples that a test adds.
PREFIXES = """
PREFIX cg: <https://w3id.org/chaingraph/def/> PREFIX scheme: <https://w3id.org/chaingraph/scheme/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX id: <https://w3id.org/chaingraph/id/>
PREFIX g: <https://w3id.org/chaingraph/id/graph/>
"""


def changed(world: Store, *updates: str) -> Store:
    store = Store()
    store.extend(world)
    for update in updates:
        store.update(PREFIXES + update)
    return store


def with_more(world: Store, triples: str) -> Store:
    return changed(world, f"INSERT DATA {{ GRAPH g:more {{ {triples} }} }}")


WHOLE = """id:set-claim\\/brief.all a cg:MemberSetClaim ; cg:within id:edition\\/y2025 ; cg:isComplete true ;
  cg:evidence id:evidence\\/brief.4-8"""
ROLE = "; cg:memberKind cg:Chain ; cg:condition scheme:role-chain-owner"


def test_a_complete_later_list_ends_the_earlier_one(world: Store) -> None:
    store = with_more(world, f"{WHOLE} ; cg:memberKind cg:Chain")
    assert answer(store, "chains-listed", "chain") == [("chain:merged",)]
    assert len(answer(store, "chains-listed", "chain", asOf="2025-09-02")) == 3
    # The earlier edition lists a sector too.
    assert answer(store, "editions", "standing", city="甲市", lang="en")[0] == ("earlier, not said to have ended",)
    both = changed(store, "DELETE WHERE { GRAPH ?g { id:sector-entry\\/copy.it ?p ?o } }")
    assert answer(both, "editions", "standing", city="甲市", lang="en")[0] == ("ended by a complete later list",)


@pytest.mark.parametrize("kind", ["; cg:memberKind cg:Enterprise", "; cg:memberKind cg:Sector", ROLE, ""])
def test_a_complete_set_of_something_else_ends_no_list_of_chains(world: Store, kind: str) -> None:
    store = with_more(world, WHOLE + kind)
    assert len(answer(store, "chains-listed", "chain")) == 3


@pytest.mark.parametrize("kind", ["; cg:memberKind cg:Enterprise", "; cg:memberKind cg:Sector", ROLE, ""])
def test_a_complete_set_of_something_else_ends_no_edition(world: Store, kind: str) -> None:
    store = with_more(world, WHOLE + kind)
    assert answer(store, "editions", "standing", city="甲市", lang="en")[0] == ("earlier, not said to have ended",)


def test_a_complete_set_of_groups_ends_the_earlier_list(world: Store) -> None:
    group = """id:sector-group\\/all a cg:SectorGroup ; skos:prefLabel "全部"@zh-Hans ; cg:edition id:edition\\/y2025 .
      id:set-claim\\/brief.part a cg:MemberSetClaim ; cg:within id:edition\\/y2025 , id:sector-group\\/all ;
        cg:isComplete true ; cg:memberKind cg:Chain ; cg:evidence id:evidence\\/brief.4-8 ."""
    assert answer(with_more(world, group), "chains-listed", "chain") == [("chain:merged",)]
    unfinished = group + " id:sector-group\\/rest a cg:SectorGroup ; cg:edition id:edition\\/y2025 ."
    assert len(answer(with_more(world, unfinished), "chains-listed", "chain")) == 3


@pytest.mark.parametrize(("day", "expected"), [("2022-03-31", 0), ("2022-04-01", 3), ("2025-09-03", 3)])
def test_an_entry_counts_from_its_own_start_else_from_its_document(world: Store, day: str, expected: int) -> None:
    assert len(answer(world, "chains-listed", "chain", asOf=day)) == expected


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


def test_editions_say_which_is_latest(world: Store) -> None:
    rows = answer(world, "editions", "edition firstStated standing stated", city="甲市", lang="en")
    assert rows == [
        ("edition:y2022", "2022-04-01", "earlier, not said to have ended", "13"),
        ("edition:y2025", "2025-09-03", "latest stated", ""),
    ]
    as_of = answer(world, "editions", "edition standing", city="Texas", asOf="2024-01-01", lang="en")
    assert as_of == [("edition:y2022", "latest stated")]


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


def single(store: Store, subject: str, **parameters: str) -> list[tuple[str, ...]]:
    rows = answer(store, "single-source", "subject objectName originalName documents statements", **parameters)
    return [row[1:] for row in rows if row[0] == subject]


#: The original lists a sector in the words of its translation.
SAME_SECTOR = """id:sector-entry\\/origin.it a cg:SectorEntry ; cg:sector id:sector\\/it ;
  cg:edition id:edition\\/y2022 ; cg:evidence id:evidence\\/origin.unlocated ."""


def test_what_a_translation_repeats_still_rests_on_one_original(world: Store) -> None:
    store = with_more(world, SAME_SECTOR)
    assert ("2022版", "原报道", "2", "2") in single(store, "sector:it", city="甲市")
    assert ("2022版", "原报道", "1", "1") in single(store, "sector:it", asOf="2022-07-15")
    assert single(world, "chain:merged") == [("2025版", "简报", "1", "1")]


def test_what_is_said_in_another_respect_is_another_thing_said(world: Store) -> None:
    rows = answer(world, "single-source", "subject respects statements")
    assert [row[1:] for row in rows if row[0] == "chain:food"] == [
        ("tier-key sector-group/making", "1"),
        ("tier-key", "1"),
    ]


@pytest.mark.parametrize(
    ("shared", "one", "other"),
    [
        ("a cg:ChiefHolding ; cg:holder id:post\\/mayor ; cg:role scheme:r", "cg:chain id:chain\\/food", "cg:chain id:chain\\/light"),
        ("a cg:ChiefHolding ; cg:holder id:post\\/mayor ; cg:role scheme:r", "cg:area id:place\\/east", "cg:area id:place\\/west"),
        ("a cg:Participation ; cg:participant id:post\\/mayor ; cg:participatesIn id:chain\\/food", "cg:role scheme:a", "cg:role scheme:b"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:tier scheme:a", "cg:tier scheme:b"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", 'cg:batch "1"', 'cg:batch "2"'),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:awardYear 1", "cg:awardYear 2"),
        ("a cg:DesignationAward ; cg:recipient id:post\\/mayor ; cg:scheme scheme:d", "cg:authority id:body\\/a", "cg:authority id:body\\/b"),
        ("a cg:ChainEntry ; cg:chain id:post\\/mayor ; cg:edition id:edition\\/other", "cg:tier scheme:a", "cg:tier scheme:b"),
        ("a cg:ChainEntry ; cg:chain id:post\\/mayor ; cg:edition id:edition\\/other", "cg:sectorGroup id:g", "cg:sectorGroup id:h"),
        *(
            ('a cg:Observation ; cg:about id:post\\/mayor ; cg:indicator scheme:i ; cg:value 3 ; cg:periodEnd "2023-12-31"^^xsd:date', one, other)
            for one, other in [
                ("cg:rankOf scheme:basis-growth", "cg:rankOf scheme:basis-level"),
                ("cg:rankExcluding id:a", "cg:rankExcluding id:a , id:b"),
                ("cg:differenceOf scheme:a", "cg:differenceOf scheme:b"),
                ("cg:comparedWith id:a", "cg:comparedWith id:b"),
                ("cg:unit scheme:unit-percent", "cg:unit scheme:unit-yuan"),
            ]
        ),
    ],
)  # fmt: skip
def test_two_sources_back_one_another_only_in_the_same_respects(
    world: Store, shared: str, one: str, other: str
) -> None:
    def rows(*respects: str) -> int:
        places = ("press.1-9", "brief.4-8")
        added = [
            f"id:any\\/{place} {shared} ; {respect} ; cg:evidence id:evidence\\/{place} ."
            for place, respect in zip(places, respects, strict=True)
        ]
        return len(single(with_more(world, " ".join(added)), "post:mayor"))

    assert rows(one, other) - rows(one, one) == 2


def test_what_two_originals_say_rests_on_both(world: Store) -> None:
    text = SAME_SECTOR.replace("origin.it", "press.it").replace("origin.unlocated", "press.1-9")
    assert [row[0] for row in single(with_more(world, text), "sector:it")] == ["乙版"]


def test_documents_derived_in_a_circle_count_as_their_own_originals(world: Store) -> None:
    store = with_more(world, "id:document\\/origin prov:wasDerivedFrom id:document\\/copy")
    assert len(answer(store, "single-source", "subject")) == len(answer(world, "single-source", "subject"))
    assert ("2022版", "译文", "1", "1") in single(store, "chain:light")
    assert answer(store, "reposts", "document original") == [("document:origin", ""), ("document:copy", "")]


def test_a_document_is_told_statement_by_statement(world: Store) -> None:
    rows = answer(world, "document-statements", "statement valueShown place", document="发布会")
    assert ("chief-holding:press.mayor", "总链长", "1–9") in rows
    assert ("set-claim:press.owners", "79", "1–9") in rows


QUESTIONS = {question.name: question for question in list_questions()}
#: Those that people ask; the views ask the others.
PUBLIC = {name: one for name, one in QUESTIONS.items() if not name.startswith(("system-", "page-"))}
GIVEN = {"chain": "food", "edition": "y2022", "indicator": "output", "document": "press", "subject": "甲化"} | {
    "one": "甲市", "other": "乙市", "city": "甲市", "area": "甲市"
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_asked_in_both_languages_and_answers_in_both_alike(world: Store, name: str) -> None:
    question = QUESTIONS[name]
    assert question.en.endswith("?")
    assert question.zh.endswith("？")
    required = {p.name: GIVEN[p.name] for p in question.parameters if p.required}
    languages = [{"lang": "en"}, {"lang": "zh"}] if any(p.name == "lang" for p in question.parameters) else [{}]
    counts = {len(ask(world, name, **required, **language)) for language in languages}
    assert len(counts) == 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_gives_its_rows_in_one_order_only(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    backwards = Store()
    backwards.extend(sorted(world, key=str, reverse=True))
    assert ask(backwards, name, **required) == ask(world, name, **required)


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


UNDATED = "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { VALUES ?p { dcterms:issued cg:validFrom cg:reportedOn } GRAPH ?g { ?s ?p ?o } }"
#: Figures hold for their period, which is always stated.
BY_PERIOD = {"growth-by-basis", "indicator-series", "ranks"}


@pytest.mark.parametrize("name", [name for name in PUBLIC if any(p.name == "asOf" for p in PUBLIC[name].parameters)])
def test_what_no_document_dates_is_kept_on_every_day(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    store = changed(world, UNDATED)
    day = "2100-01-01" if name in BY_PERIOD else "1900-01-01"
    # An undated change of a list is known to have happened, not by which day.
    later = [] if name != "chains-listed" else [("chain:light",)]
    columns = "chain" if name == "chains-listed" else ""
    always = answer(store, name, columns, **required)
    assert sorted(answer(store, name, columns, **required, asOf=day)) == sorted([*always, *later])
    assert len(always) >= len(answer(world, name, columns, **required)) > 0


def test_an_edition_that_no_document_dates_is_called_undated(world: Store) -> None:
    store = changed(world, UNDATED)
    for name in ("editions", "chains-listed"):
        assert {row[0] for row in answer(store, name, "standing", lang="en", asOf="1900-01-01")} == {"undated"}
        assert {row[0] for row in answer(store, name, "standing")} == {"日期不详"}


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


@pytest.mark.parametrize("name", ["compare-systems", "chains-listed", "editions"])
def test_lists_of_undated_documents_are_lists(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    store = changed(world, "DELETE WHERE { GRAPH ?g { id:document\\/copy dcterms:issued ?day } }")
    column = {"compare-systems": "sector", "chains-listed": "chain", "editions": "edition"}[name]
    assert {*answer(store, name, column, **required)} == {*answer(world, name, column, **required)}


def figure(key: str, value: str, rest: str = "", end: str = "2020-12-31") -> str:
    return f"""id:observation\\/{key} a cg:Observation ; cg:indicator scheme:indicator-jobs ; cg:area id:place\\/city ;
      cg:value {value} ; cg:periodEnd "{end}"^^xsd:date ; cg:evidence id:evidence\\/press.1-9 {rest} ."""


def rivals(world: Store, *figures: str, name: str = "rival-figures", columns: str = "figure") -> list[tuple[str, ...]]:
    store = with_more(world, "".join(['scheme:indicator-jobs skos:prefLabel "岗位"@zh-Hans .', *figures]))
    return [row[1:] for row in answer(store, name, f"indicatorName {columns}") if row[0] == "岗位"]


def test_figures_without_a_start_gainsay_each_other_too(world: Store) -> None:
    pair = (figure("a", "1"), figure("b", "2"))
    assert rivals(world, *pair) == [("observation:a",), ("observation:b",)]
    assert rivals(
        world, figure("a", "1"), figure("b", "2", end="2021-12-31"), name="near-rivals", columns="differsIn"
    ) == [("period",)]


@pytest.mark.parametrize(
    ("one", "other"), [("8", "8.0"), ("8.60", "8.6"), ("8.6", "8.6e0"), ('"08"^^xsd:integer', "8")]
)
def test_one_number_written_in_two_ways_gainsays_nothing(world: Store, one: str, other: str) -> None:
    assert rivals(world, figure("a", one), figure("b", other)) == []
    apart = (figure("a", one), figure("b", other, end="2021-12-31"))
    assert rivals(world, *apart, name="near-rivals", columns="differsIn") == []


@pytest.mark.parametrize("other", ["5", "6"])
def test_figures_in_two_units_are_near_rivals(world: Store, other: str) -> None:
    pair = (figure("a", "5", "; cg:unit scheme:unit-percent"), figure("b", other, "; cg:unit scheme:unit-yuan"))
    assert rivals(world, *pair) == []
    assert rivals(world, *pair, name="near-rivals", columns="differsIn onePart otherPart") == [
        ("unit", "unit-percent", "unit-yuan")
    ]


def test_populations_are_compared_as_sets(world: Store) -> None:
    east, west = "; cg:rankExcluding id:place\\/east", "; cg:rankExcluding id:place\\/west"
    both = (figure("a", "1", east + west), figure("b", "2", west + east))
    assert rivals(world, *both) == [("observation:a",), ("observation:b",)]
    assert rivals(world, *both, name="near-rivals", columns="differsIn") == []
    fewer = (figure("a", "1", east + west), figure("b", "2", east))
    assert rivals(world, *fewer) == []
    assert rivals(world, *fewer, name="near-rivals", columns="differsIn onePart") == [
        ("population", " place/east place/west")
    ]


@pytest.mark.parametrize("name", ["indicator-series", "growth-by-basis", "ranks"])
def test_a_figure_without_a_start_is_in_every_list_of_figures(world: Store, name: str) -> None:
    store = changed(world, "DELETE WHERE { GRAPH ?g { ?figure cg:periodStart ?day } }")
    given = {"indicator": "output"}
    assert len(answer(store, name, "periodEnd", **given)) == len(answer(world, name, "periodEnd", **given)) > 0
    assert len(answer(store, "single-source", "")) == len(answer(world, "single-source", ""))


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


def test_a_further_type_of_a_node_changes_no_answer(world: Store) -> None:
    kinds = ("Entity", "Statement", "Project", "Cluster", "ChainEntry", "Siting", "PolicyAdoption")
    labels = "".join(f'cg:{kind} <http://www.w3.org/2000/01/rdf-schema#label> "{kind}"@zh-Hans . ' for kind in kinds)
    plain = with_more(world, labels)
    store = changed(
        plain,
        "INSERT { GRAPH ?g { ?node a cg:Statement } } WHERE { GRAPH ?g { ?node cg:evidence ?e } }",
        "INSERT { GRAPH ?g { ?node a cg:Entity } } WHERE { GRAPH ?g { ?node skos:prefLabel ?name ; a ?kind } }",
    )
    for name, question in PUBLIC.items():
        required = {p.name: GIVEN[p.name] for p in question.parameters if p.required}
        assert ask(store, name, **required) == ask(plain, name, **required), name


@pytest.mark.parametrize("name", PUBLIC)
def test_every_question_finds_something_in_the_made_up_city(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    assert ask(world, name, **required)
