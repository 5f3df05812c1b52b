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


def test_a_complete_later_list_ends_the_earlier_one(world: Store) -> None:
    text = """
    INSERT DATA { GRAPH <https://w3id.org/chaingraph/id/graph/brief> {
      <https://w3id.org/chaingraph/id/set-claim/brief.all> a <https://w3id.org/chaingraph/def/MemberSetClaim> ;
        <https://w3id.org/chaingraph/def/within> <https://w3id.org/chaingraph/id/edition/y2025> ;
        <https://w3id.org/chaingraph/def/isComplete> true ;
        <https://w3id.org/chaingraph/def/evidence> <https://w3id.org/chaingraph/id/evidence/brief.4-8> } }
    """
    store = Store()
    store.extend(world)
    store.update(text)
    assert answer(store, "chains-listed", "chain") == [("chain:merged",)]
    assert len(answer(store, "chains-listed", "chain", asOf="2025-09-02")) == 3


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
    ("chain-chiefs", "holderName roleName areaName place", {}, [("市长", "总链长", "甲市", "1–9")]),
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
    ("targets", "indicatorName value periodEnd", {"asOf": "2025-09-03"}, [("产出", "7", "2026-12-31")]),
    ("targets", "indicatorName", {"asOf": "2025-09-02"}, []),
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
        [("chain-ownership:copy.acid", "20–30"), ("set-claim:press.owners", "1–9")],
    ),
    ("not-checked", "statement source", {}, [("chain-entry:origin.food", "原报道")]),
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
    ("feeds-of", "from to", {"segment": "glass"}, [("segment:sand", "segment:glass")]),
    ("platforms-policies", "thing otherName issued", {}, [("policy:plan", "东县政府", "2025-09-03")]),
]


@pytest.mark.parametrize(("name", "columns", "parameters", "expected"), CASES)
def test_a_question_answers_as_worked_out_on_paper(
    world: Store, name: str, columns: str, parameters: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert answer(world, name, columns, **parameters) == expected


def test_what_a_translation_repeats_still_rests_on_one_original(world: Store) -> None:
    rows = answer(world, "single-source", "subject objectName originalName documents statements", city="甲市")
    assert ("chain:food", "2022版", "原报道", "2", "2") in rows
    assert ("chain:merged", "2025版", "简报", "1", "1") in rows


def test_what_two_originals_say_rests_on_both(world: Store) -> None:
    text = """
    PREFIX cg: <https://w3id.org/chaingraph/def/>
    INSERT { GRAPH ?g { <https://w3id.org/chaingraph/id/chain-entry/press.food> a cg:ChainEntry ; cg:chain ?c ; cg:edition ?e ;
      cg:evidence <https://w3id.org/chaingraph/id/evidence/press.1-9> } }
    WHERE { GRAPH ?g { <https://w3id.org/chaingraph/id/chain-entry/copy.food> cg:chain ?c ; cg:edition ?e } }
    """
    store = Store()
    store.extend(world)
    store.update(text)
    assert "chain:food" not in {row[0] for row in answer(store, "single-source", "subject")}


def test_a_document_is_told_statement_by_statement(world: Store) -> None:
    rows = answer(world, "document-statements", "statement valueShown place", document="发布会")
    assert ("chief-holding:press.mayor", "总链长", "1–9") in rows
    assert ("set-claim:press.owners", "79", "1–9") in rows


QUESTIONS = {question.name: question for question in list_questions()}
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
        ("document:origin", "2022-04-01", "false", "", "1"),
        ("document:copy", "2022-07-16", "true", "document:origin", "7"),
        ("document:press", "2023-12-30", "true", "", "11"),
        ("document:brief", "2025-09-03", "true", "", "6"),
    ]


def test_merges_tell_which_name_means_which_individual_and_why(world: Store) -> None:
    expected = [("食品鏈", "chain:food", "食品链", "traditional script", "2–3")]
    assert answer(world, "merges", "surface individual name reason place", entity="食品链") == expected
    assert answer(world, "merges", "surface", entity="甲市") == []
