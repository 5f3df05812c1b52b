"""Which lists hold on a day, and what ends them, in the made-up city."""

import pytest
from pyoxigraph import Store

from .world import GIVEN, QUESTIONS, UNDATED, answer, changed, with_more


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


def test_editions_say_which_is_latest(world: Store) -> None:
    rows = answer(world, "editions", "edition firstStated standing stated", city="甲市", lang="en")
    assert rows == [
        ("edition:y2022", "2022-04-01", "earlier, not said to have ended", "13"),
        ("edition:y2025", "2025-09-03", "latest stated", ""),
    ]
    as_of = answer(world, "editions", "edition standing", city="Texas", asOf="2024-01-01", lang="en")
    assert as_of == [("edition:y2022", "latest stated")]


def test_an_edition_that_no_document_dates_is_called_undated(world: Store) -> None:
    store = changed(world, UNDATED)
    for name in ("editions", "chains-listed"):
        assert {row[0] for row in answer(store, name, "standing", lang="en", asOf="1900-01-01")} == {"undated"}
        assert {row[0] for row in answer(store, name, "standing")} == {"日期不详"}


@pytest.mark.parametrize("name", ["compare-systems", "chains-listed", "editions"])
def test_lists_of_undated_documents_are_lists(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    store = changed(world, "DELETE WHERE { GRAPH ?g { id:document\\/copy dcterms:issued ?day } }")
    column = {"compare-systems": "sector", "chains-listed": "chain", "editions": "edition"}[name]
    assert {*answer(store, name, column, **required)} == {*answer(world, name, column, **required)}
