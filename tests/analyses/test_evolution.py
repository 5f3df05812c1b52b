"""Members through lists: what is shown, possible, or not so; and pairs by template."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.evolution import (
    ListChange,
    ListEdition,
    Listing,
    MatchedMember,
    Trace,
    order_lists,
    pair_members,
    trace_members,
)

FULL = ListEdition("full", "a", date(2022, 4, 1), (2,), True)
OPEN = ListEdition("open", "b", date(2023, 12, 30), (12,), possible=("chips",))
LATE = ListEdition("late", "c", date(2025, 1, 1), (), True)
UNDATED = ListEdition("undated", "d", None, (), True)


def _states(member: str, traces: tuple[Trace, ...]) -> list[str]:
    (trace,) = [one for one in traces if one.member == member]
    return [step.state for step in trace.steps]


def _place(member: str, traces: tuple[Trace, ...]) -> str:
    (trace,) = [one for one in traces if one.member == member]
    return str(trace.place)


def test_absence_from_an_incomplete_list_means_nothing() -> None:
    traces = trace_members([FULL, OPEN], [Listing("food", "full", "s")])
    assert _states("food", traces) == ["listed", "open"]
    assert _place("food", traces) == "possible"


def test_absence_from_a_complete_list_loses_the_place() -> None:
    traces = trace_members([FULL, LATE], [Listing("food", "full", "s")])
    assert _states("food", traces) == ["listed", "absent"]
    assert _place("food", traces) == "no"


def test_listed_in_every_later_list_is_shown() -> None:
    traces = trace_members([LATE, FULL], [Listing("food", "full", "s"), Listing("food", "late", "t")])
    assert _place("food", traces) == "shown"


def test_possible_member_is_never_shown() -> None:
    traces = trace_members([FULL, OPEN], [Listing("chips", "full", "s")])
    assert _states("chips", traces) == ["listed", "possible"]
    assert _place("chips", traces) == "possible"


def test_lists_before_the_first_do_not_count_unless_asked_for() -> None:
    listed = [Listing("food", "late", "s")]
    assert _place("food", trace_members([FULL, LATE], listed)) == "shown"
    assert _place("food", trace_members([FULL, LATE], listed, start="full")) == "no"


def test_list_that_names_as_many_as_stated_is_complete() -> None:
    two = ListEdition("two", "s", date(2023, 1, 1), (2,))
    named = [Listing("x", "two", "1"), Listing("y", "two", "2"), Listing("food", "full", "3")]
    assert _states("food", trace_members([FULL, two], named)) == ["listed", "absent"]


def test_sources_that_disagree_leave_the_list_open_to_the_greater_number() -> None:
    two = ListEdition("two", "s", date(2023, 1, 1), (1, 2))
    named = [Listing("x", "two", "1"), Listing("food", "full", "3")]
    assert _states("food", trace_members([FULL, two], named)) == ["listed", "open"]


def test_undated_list_can_never_show_a_loss() -> None:
    traces = trace_members([UNDATED, FULL], [Listing("food", "full", "s")])
    assert [step.edition for step in traces[0].steps] == ["full", "undated"]
    assert _place("food", traces) == "possible"


@pytest.mark.parametrize(("kind", "state"), [("drop", "dropped"), ("merge", "merged"), ("split", "split")])
def test_stated_change_away_loses_the_place(kind: str, state: str) -> None:
    change = ListChange("c", "open", kind, ("food",), ("other",))
    traces = trace_members([FULL, OPEN], [Listing("food", "full", "s")], [change])
    assert _states("food", traces) == ["listed", state]
    assert _place("food", traces) == "no"
    assert _states("other", traces) == ["absent", "listed"]


def test_merge_with_unstated_inputs_takes_nobodys_place() -> None:
    change = ListChange("c", "open", "merge", (), ("textiles",), inputs_unstated=True)
    traces = trace_members([FULL, OPEN], [Listing("light", "full", "s")], [change])
    assert _place("light", traces) == "possible"


def test_undated_lists_come_last() -> None:
    assert [one.key for one in order_lists([UNDATED, OPEN, FULL])] == ["full", "open", "undated"]


def test_pairs_need_different_lists_and_a_common_segment() -> None:
    kinds = {"t": "exact"}
    one, two = (MatchedMember(name, {"t": frozenset("ab")}, kinds) for name in ("one", "two"))
    three = MatchedMember("three", {"t": frozenset("c")}, kinds)
    assert pair_members([one, two], {"one": ["e"], "two": ["e"]}, ["e"]) == ()
    assert pair_members([one, three], {"one": ["e"], "three": ["f"]}, ["e", "f"]) == ()
    (pair,) = pair_members([two, one], {"one": ["f"], "two": ["e"]}, ["e", "f"])
    assert (pair.first, pair.second, pair.relation) == ("two", "one", "same")


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(["full", "open", "late"])), unique=True))
def test_naming_more_never_loses_a_place_in_lists_that_stay_as_they_are(named: list[tuple[str, str]]) -> None:
    editions = [FULL, OPEN, LATE]
    before = {
        one.member: one for one in trace_members(editions, [Listing(m, e, f"{m}{e}") for m, e in named], start="full")
    }
    after = trace_members(editions, [Listing(m, e, f"{m}{e}") for m, e in {*named, ("x", "open")}], start="full")
    order = ["no", "possible", "shown"]
    for one in after:
        if one.member == "x" and one.member in before:
            assert order.index(one.place) >= order.index(before[one.member].place)
