"""Intervals say what is known of a number, and refuse what can't be."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.intervals import Interval, exact
from chaingraph.errors import InputError

positive = st.floats(1e-6, 1e6)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (nan, 1), (0, nan)])
def test_bounds_that_cannot_be_are_refused(low: float, high: float) -> None:
    with pytest.raises(InputError, match=r"^interval from "):
        Interval(low, high)


def test_number_known_exactly() -> None:
    assert exact(3.0).is_exact
    assert exact(3.0).width == 0
    assert not Interval(1, 2).is_exact


def test_infinite_number_is_not_known() -> None:
    assert not exact(inf).is_exact
    assert exact(inf).width == 0


def test_inverse_of_what_may_be_zero_has_no_upper_bound() -> None:
    assert Interval(0, 0.5).inverse == Interval(2, inf)
    assert exact(0.0).inverse == exact(inf)
    assert Interval(2, inf).inverse == Interval(0, 0.5)


def test_inverse_of_negative_numbers_is_refused() -> None:
    with pytest.raises(InputError, match="from 0 up"):
        _ = Interval(-1, 1).inverse


@given(st.tuples(positive, positive).map(sorted), st.floats(0, 1))
def test_inverse_holds_the_inverse_of_each_number_within(bounds: list[float], part: float) -> None:
    low, high = bounds
    inside = min(max(low + part * (high - low), low), high)
    assert 1 / inside in Interval(low, high).inverse
