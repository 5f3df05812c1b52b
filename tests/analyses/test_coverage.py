"""Coverage: unknown members, marks, shares, ages and single sources, worked out on paper."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.coverage import Said, SetClaim, cover_sets, group_facts, share_out, years_before
from chaingraph.errors import InputError


@pytest.mark.parametrize(
    ("claim", "unknown", "marks"),
    [
        (SetClaim(claim="a", counts=1, stated=79, possible=frozenset("xy")), 79, ()),
        (SetClaim(claim="a", counts=1, stated=2, known=frozenset("x"), is_complete=False), 1, ("incomplete",)),
        (SetClaim(claim="a", counts=1, stated=1, known=frozenset("xy")), 0, ("more-than-stated",)),
        (SetClaim(claim="a", counts=1, known=frozenset("x"), is_open_ended=True), None, ("no-count", "open-ended")),
        (SetClaim(claim="a", counts=1, stated=20, qualifier="over"), 20, ("at-least",)),
        (SetClaim(claim="a", counts=1, stated=20, qualifier="near"), 20, ("approximate",)),
        (SetClaim(claim="a", counts=1, stated=1, known=frozenset("x"), is_complete=True), 0, ("complete",)),
    ],
)
def test_a_set_is_told_with_what_is_unknown(claim: SetClaim, unknown: int | None, marks: tuple[str, ...]) -> None:
    (one,) = cover_sets([claim])
    assert (one.unknown, one.open, one.marks) == (unknown, unknown, marks)


def test_a_list_of_another_document_is_told_beside_and_never_counted_in() -> None:
    counted = SetClaim(claim="counted", counts="chains", stated=2)
    listed = SetClaim(claim="listed", counts="chains", stated=3, known=frozenset("abc"))
    other = SetClaim(claim="other", counts="owners", stated=1)
    found = {one.claim.claim: (one.unknown, one.elsewhere, one.open) for one in cover_sets([counted, listed, other])}
    assert found == {"counted": (2, 2, 0), "listed": (0, 0, 0), "other": (1, 0, 1)}


def test_most_unknown_comes_first_and_uncounted_before_known() -> None:
    claims = [
        SetClaim(claim="full", counts=1, stated=0),
        SetClaim(claim="few", counts=2, stated=1),
        SetClaim(claim="uncounted", counts=3),
        SetClaim(claim="many", counts=4, stated=9),
    ]
    assert [one.claim.claim for one in cover_sets(claims)] == ["many", "few", "uncounted", "full"]


@given(st.integers(0, 20), st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_unknown_is_never_negative_and_never_more_than_stated(stated: int, known: set[int], more: set[int]) -> None:
    claims = [
        SetClaim(claim="one", counts=1, stated=stated, known=frozenset(map(str, known))),
        SetClaim(claim="other", counts=1, known=frozenset(map(str, more))),
    ]
    one = next(found for found in cover_sets(claims) if found.claim.claim == "one")
    assert one.unknown is not None
    assert one.open is not None
    assert 0 <= one.open <= one.unknown <= stated


def test_shares_add_up() -> None:
    shares = share_out(["a", "b", "a", ""])
    assert [(one.key, one.count, one.total) for one in shares] == [("a", 2, 4), ("", 1, 4), ("b", 1, 4)]
    assert sum(one.share for one in shares) == 1
    assert share_out([]) == ()


def test_years_are_whole_and_counted_back() -> None:
    assert years_before(date(2024, 2, 29), date(2025, 2, 28)) == 0
    assert years_before(date(2024, 2, 29), date(2025, 3, 1)) == 1
    assert years_before(date(2025, 3, 1), date(2025, 3, 1)) == 0
    with pytest.raises(InputError, match="2025-03-02 lies after 2025-03-01"):
        years_before(date(2025, 3, 2), date(2025, 3, 1))


def test_a_repost_is_no_second_source_another_original_is() -> None:
    press, repost = (Said("f", one, frozenset({one}), frozenset({"press"})) for one in ("press", "repost"))
    paper = Said("f", "paper", frozenset({"paper"}), frozenset({"paper"}))
    (single,) = group_facts([press, repost])
    assert (single.is_single_source, single.documents) == (True, frozenset({"press", "repost"}))
    (double,) = group_facts([press, repost, paper])
    assert (double.is_single_source, double.statements) == (False, ("press", "repost", "paper"))
    # An abstract of two originals rests on both.
    (abstract,) = group_facts([Said("g", "x", frozenset({"x"}), frozenset({"press", "paper"}))])
    assert not abstract.is_single_source
