"""Conditions of titles: unknown is never failed; answers derivable on paper."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analyses.eligibility import Condition, Known, Range, assess
from chaingraph.naming import Name


def number(operator: str, value: int, *, is_hard: bool = True, field: str = "revenue") -> Condition:
    return Condition(Name(en=f"{field} {operator} {value}"), field, operator, Decimal(value), is_hard=is_hard)


def ranges(*pairs: tuple[int | None, int | None]) -> Known:
    made: list[Range] = [
        (None if low is None else Decimal(low), None if high is None else Decimal(high)) for low, high in pairs
    ]
    return Known(tuple(made))


@pytest.mark.parametrize(
    ("operator", "known", "expected"),
    [
        (">=", ranges((50, 50)), ("met", "")),
        (">", ranges((50, 50)), ("failed", "")),
        ("<=", ranges((50, 50)), ("met", "")),
        ("<", ranges((50, 50)), ("failed", "")),
        (">=", ranges((49, 52)), ("unknown", "range")),
        ("<", ranges((40, 49)), ("met", "")),
        (">=", ranges((40, None)), ("unknown", "range")),
        ("<=", ranges((60, None)), ("failed", "")),
        (">=", ranges((None, 40)), ("failed", "")),
        (">=", ranges((60, 60), (70, 70)), ("met", "")),
        (">=", ranges((60, 60), (40, 40)), ("unknown", "differ")),
        (">=", ranges(), ("unknown", "none")),
        (">=", Known(((Decimal(3), None),), is_count=True), ("unknown", "open")),
        ("<=", Known(((Decimal(3), None),), is_count=True), ("unknown", "open")),
        ("<=", Known(((Decimal(51), None),), is_count=True), ("failed", "")),
    ],
)
def test_condition_is_met_or_failed_only_whatever_the_unknown_is(
    operator: str, known: Known, expected: tuple[str, str]
) -> None:
    (found,) = assess([number(operator, 50)], {("revenue", False): known}).findings
    assert (found.status, found.reason) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(words=frozenset({"甲市", "甲省"}), is_whole=True), "met"),
        (Known(words=frozenset({"乙市"}), is_whole=True), "failed"),
        (Known(words=frozenset({"乙市"})), "unknown"),
        (Known(), "unknown"),
    ],
)
def test_firm_lies_elsewhere_only_if_all_its_places_are_known(known: Known, expected: str) -> None:
    condition = Condition(Name(en="place"), "place", "in", "甲市", "甲市")
    assert assess([condition], {("place", False): known}).verdict == expected


#: Four conditions of which one is met, one failed, one unknown and one by hand.
PARTS = {
    "met": number(">=", 1, field="a"),
    "failed": number(">=", 9, field="a"),
    "unknown": number(">=", 1, field="b"),
    "by-hand": Condition(Name(en="by hand")),
}
KNOWN = {("a", False): ranges((5, 5))}


@pytest.mark.parametrize(
    ("parts", "least", "expected"),
    [
        (["met", "failed", "unknown"], 1, "met"),
        (["met", "failed", "unknown"], 2, "unknown"),
        (["met", "failed", "failed"], 2, "failed"),
        (["met", "failed", "by-hand"], 2, "by-hand"),
        (["met", "unknown", "by-hand"], 2, "unknown"),
        (["failed", "unknown", "by-hand"], 3, "failed"),
    ],
)
def test_group_has_failed_only_when_its_number_cannot_be_reached(parts: list[str], least: int, expected: str) -> None:
    group = Condition(Name(en="group"), least=least, of=tuple(PARTS[name] for name in parts))
    assert assess([group], KNOWN).verdict == expected


@pytest.mark.parametrize(
    ("hard", "soft", "expected"),
    [
        ("met", "met", "met"),
        ("met", "failed", "in-principle"),
        ("failed", "failed", "failed"),
        ("unknown", "failed", "in-principle"),
        ("unknown", "met", "unknown"),
        ("by-hand", "unknown", "unknown"),
        ("by-hand", "met", "by-hand"),
    ],
)
def test_condition_that_holds_in_principle_alone_fails_nobody(hard: str, soft: str, expected: str) -> None:
    second = PARTS[soft]
    loose = Condition(second.name, second.field, second.operator, second.value, is_hard=False)
    assert assess([PARTS[hard], loose], KNOWN).verdict == expected


bounds = st.tuples(st.integers(-50, 50), st.integers(0, 50), st.booleans(), st.booleans())


@settings(max_examples=60)
@given(bounds, st.sampled_from([">=", ">", "<=", "<"]), st.integers(-60, 110))
def test_knowing_more_never_turns_met_into_failed(
    known: tuple[int, int, bool, bool], operator: str, wanted: int
) -> None:
    low, width, has_low, has_high = known
    wide = ranges((low if has_low else None, low + width if has_high else None))
    before = assess([number(operator, wanted)], {("revenue", False): wide}).verdict
    after = {
        assess([number(operator, wanted)], {("revenue", False): ranges((value, value))}).verdict
        for value in (low, low + width)
    }
    assert before == "unknown" or after == {before}
