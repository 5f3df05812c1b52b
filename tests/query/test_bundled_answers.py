"""Questions on the bundled graph; the answers were read out of the founding texts, not copied from the program."""

import pytest
from pyoxigraph import Store

from chaingraph.questions import ask
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
    rows = answer(graph, "chain-owners", "ownerName withinName standing", city="德州", asOf="2022-12-31")
    assert {row[2] for row in rows if row[0]} == {"已确认"}
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
