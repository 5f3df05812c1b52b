"""Figures are compared only where the whole key agrees."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.compare import FigureKey, KeyedFigure, compare_figures, share_out

KEY = FigureKey(
    "value-added", "growth", "above-scale", "flow", date(2023, 1, 1), date(2023, 12, 31), "percent", "r", "y"
)
ONE = KeyedFigure("one", KEY, Decimal("8.6"))
TWO = KeyedFigure("two", KEY, Decimal("8.4"))


def test_same_key_is_compared() -> None:
    same, near = compare_figures([ONE], [TWO])
    assert [one.difference for one in same] == [Decimal("0.2")]
    assert near == ()


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"scope": ""}, "scope"),
        ({"accrual": "new"}, "accrual"),
        ({"end": date(2023, 11, 30)}, "period"),
        ({"unit": "one"}, "unit"),
        ({"status": "expected"}, "status"),
        ({"compared_with": ""}, "compared_with"),
    ],
)
def test_what_differs_is_named(changed: dict[str, object], part: str) -> None:
    same, near = compare_figures([ONE], [replace(TWO, key=replace(KEY, **changed))])  # type: ignore[arg-type]
    assert same == ()
    assert [pair.differs for pair in near] == [(part,)]


def test_other_indicator_or_basis_is_no_near_figure() -> None:
    other = [replace(TWO, key=replace(KEY, basis="level")), replace(TWO, key=replace(KEY, indicator="gdp"))]
    assert compare_figures([ONE], other) == ((), ())


def test_sources_that_disagree_give_no_difference() -> None:
    same, _ = compare_figures([ONE, KeyedFigure("rival", KEY, Decimal(9))], [TWO])
    assert [one.difference for one in same] == [None]
    assert [one.statement for one in same[0].first] == ["one", "rival"]


@given(st.sets(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde")))
def test_shares_make_up_both_sets(first: set[str], second: set[str]) -> None:
    share = share_out(first, second)
    assert {*share.both, *share.first} == first
    assert {*share.both, *share.second} == second
