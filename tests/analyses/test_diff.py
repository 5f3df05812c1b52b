"""Differences of records and of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.diff import Dated, Part, Record, diff_days, diff_records, latest_changes

OLD, NEW = date(2022, 12, 31), date(2023, 12, 31)
_records = st.dictionaries(st.sampled_from("abc"), st.lists(st.sampled_from("xy"), unique=True).map(tuple)).map(
    lambda found: [Record(key, "K", {"p": values} if values else {}) for key, values in found.items()]
)


def test_only_what_differs_is_told() -> None:
    old, new = Record("a", "K", {"p": ("1", "2"), "q": ("x",)}), Record("a", "K", {"p": ("2", "3"), "q": ("x",)})
    (change,) = diff_records([old], [new])
    assert change.parts == (Part("p", ("1",), ("3",)),)


def test_order_of_values_means_nothing() -> None:
    assert diff_records([Record("a", "K", {"p": ("1", "2")})], [Record("a", "K", {"p": ("2", "1")})]) == ()


def test_another_kind_is_a_change() -> None:
    (change,) = diff_records([Record("a", "Park")], [Record("a", "Cluster")])
    assert (change.kind, change.parts) == ("Cluster", (Part("kind", ("Park",), ("Cluster",)),))


@given(_records)
def test_nothing_differs_from_itself(records: list[Record]) -> None:
    assert diff_records(records, records) == ()


@given(_records, _records)
def test_the_way_back_turns_every_difference_round(old: list[Record], new: list[Record]) -> None:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(one.key, turned[one.what]) for one in diff_records(old, new)}
    assert there == {(one.key, one.what) for one in diff_records(new, old)}


@pytest.mark.parametrize(
    ("since", "last", "found"),
    [
        (OLD, None, []),
        (date(2023, 1, 1), None, ["added"]),
        (NEW, None, ["added"]),
        (date(2024, 1, 1), None, []),
        (None, None, []),
        (date(2020, 1, 1), OLD, ["removed"]),
        (None, date(2023, 6, 1), ["removed"]),
        (date(2020, 1, 1), NEW, []),
        (date(2020, 1, 1), date(2022, 12, 30), []),
        (date(2023, 2, 1), date(2023, 3, 1), ["added", "removed"]),
    ],
)
def test_days_have_their_sides(since: date | None, last: date | None, found: list[str]) -> None:
    assert [one.what for one in diff_days([Dated("a", "K", since, last)], OLD, NEW)] == found


def test_latest_list_is_told_only_where_it_is_another() -> None:
    lists: dict[str, list[tuple[str, date | None]]] = {
        "followed": [("333", date(2021, 12, 31)), ("433", date(2023, 4, 1))],
        "first": [("12", date(2023, 12, 30))],
        "same": [("16", date(2022, 4, 1)), ("later", date(2024, 1, 1)), ("undated", None)],
    }
    assert latest_changes(lists, OLD, NEW) == {"followed": (("333",), ("433",)), "first": ((), ("12",))}
