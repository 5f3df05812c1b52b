"""Rivals and near rivals among figures, and what reconciles them, worked out on paper."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.figure_reasons import REASONS, QualifierRule, explain_pair, range_of
from chaingraph.analyses.figures import PARTS, Figure, Pair, find_near_rivals, find_rivals, is_course, rank_near_rivals
from chaingraph.errors import InputError

BASE = Figure(
    statement="a",
    indicator="revenue",
    value=Decimal(100),
    start=date(2023, 1, 1),
    end=date(2023, 12, 31),
    unit="yuan",
    about="chain:chips",
    area="place:city",
    accrual="flow",
    status="reported",
    documents=frozenset({"press"}),
    origins=frozenset({"press"}),
    issued=date(2024, 1, 5),
)
OTHER = replace(
    BASE,
    statement="b",
    value=Decimal(130),
    documents=frozenset({"paper"}),
    origins=frozenset({"paper"}),
    issued=date(2024, 2, 5),
)
#: A change of each part.
CHANGES: dict[str, dict[str, object]] = {
    "unit": {"unit": "dollar"},
    "scope": {"scope": "above-scale"},
    "accrual": {"accrual": "new"},
    "status": {"status": "expected"},
    "basis": {"basis": "growth", "unit": "percent"},
    "population": {"rank_in": "place:province"},
    "period": {"start": date(2022, 1, 1), "end": date(2022, 12, 31)},
    "area": {"area": "place:county"},
    "about": {"about": "firm:x"},
}


def reasons(one: Figure, other: Figure, differs_in: str = "", **inside: set[str]) -> tuple[str, ...]:
    return explain_pair(Pair(one, other, differs_in), inside=inside).reasons


def told(value: str, qualifier: str = "exact") -> Figure:
    return replace(BASE, statement=f"{value} {qualifier}", value=Decimal(value), qualifier=qualifier)


def compatible(one: Figure, other: Figure) -> bool:
    return explain_pair(Pair(one, replace(other, documents=OTHER.documents, origins=OTHER.origins))).is_compatible


def test_figures_that_differ_in_value_only_are_rivals() -> None:
    assert find_rivals([OTHER, BASE]) == (Pair(BASE, OTHER),)
    assert find_near_rivals([OTHER, BASE]) == ()


@pytest.mark.parametrize("part", PARTS)
def test_figures_that_differ_in_one_part_more_are_near_rivals_in_it(part: str) -> None:
    other = replace(OTHER, **CHANGES[part])  # type: ignore[arg-type]
    assert find_rivals([BASE, other]) == ()
    assert [pair.differs_in for pair in find_near_rivals([BASE, other])] == [part]
    assert find_near_rivals([BASE, other], parts=[one for one in PARTS if one != part]) == ()


def test_two_stated_years_are_a_course_and_a_part_of_a_year_is_not() -> None:
    one = replace(BASE, period_source="stated")
    before = replace(OTHER, start=date(2022, 1, 1), end=date(2022, 12, 31), period_source="stated")
    within = replace(OTHER, statement="c", start=date(2023, 1, 1), end=date(2023, 11, 30), period_source="stated")
    pairs = [Pair(one, before, "period"), Pair(one, within, "period"), Pair(one, replace(before, scope="x"), "scope")]
    assert [is_course(pair) for pair in pairs] == [True, False, False]


@pytest.mark.parametrize("field", ["rank_of", "difference_of", "compared_with"])
def test_what_a_rank_or_a_difference_refers_to_is_part_of_its_basis(field: str) -> None:
    other = replace(OTHER, **{field: "level"})  # type: ignore[arg-type]
    assert [pair.differs_in for pair in find_near_rivals([BASE, other])] == ["basis"]


def test_figures_that_differ_in_two_parts_are_no_rivals() -> None:
    assert find_near_rivals([BASE, replace(OTHER, scope="above-scale", status="expected")]) == ()


@pytest.mark.parametrize("field", ["indicator", "value", "is_target"])
def test_other_indicators_equal_values_and_targets_gainsay_nothing(field: str) -> None:
    other = replace(OTHER, **{field: {"indicator": "output", "value": Decimal("100.0"), "is_target": True}[field]})  # type: ignore[arg-type]
    assert find_rivals([BASE, other]) == ()


def test_two_units_are_near_rivals_whatever_their_values() -> None:
    assert len(find_near_rivals([BASE, replace(OTHER, unit="dollar", value=BASE.value)])) == 1


def test_those_left_out_of_a_ranking_are_compared_as_a_set() -> None:
    one = replace(BASE, excluding=frozenset("xy"))
    assert len(find_rivals([one, replace(OTHER, excluding=frozenset("yx"))])) == 1
    assert find_rivals([one, replace(OTHER, excluding=frozenset("x"))]) == ()


def test_an_unknown_part_is_named() -> None:
    with pytest.raises(InputError, match="no part 'colour'; parts are unit, scope"):
        find_near_rivals([BASE, OTHER], parts=["colour"])


@given(st.permutations([BASE, OTHER, replace(OTHER, statement="c", value=Decimal(7))]))
def test_order_of_the_figures_changes_nothing(figures: list[Figure]) -> None:
    found = find_rivals(figures)
    assert [(pair.one.statement, pair.other.statement) for pair in found] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_near_rivals_of_other_originals_and_of_unstated_days_come_first() -> None:
    apart = Pair(BASE, OTHER, "scope")
    same = Pair(BASE, replace(OTHER, origins=BASE.origins), "unit")
    far = Pair(BASE, replace(OTHER, start=date(2020, 1, 1), end=date(2020, 12, 31)), "period")
    near = Pair(BASE, replace(OTHER, start=date(2022, 1, 1), end=date(2022, 12, 31)), "period")
    dayless = Pair(BASE, replace(far.other, period_source="document-date"), "period")
    assert rank_near_rivals([same, far, near, dayless, apart]) == (apart, dayless, near, far, same)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (told("240", "over"), told("246"), True),
        (told("246"), told("240", "over"), True),
        (told("400", "over"), told("532.9"), False),  # nobody calls 532.9 "over 400"
        (told("240", "over"), told("239"), False),
        (told("100", "about"), told("104"), True),
        (told("100", "about"), told("106"), False),
        (told("100", "near"), told("95"), True),
        (told("100", "near"), told("101"), False),
        (told("100", "at-least"), told("5000"), True),
        (told("100", "at-most"), told("101"), False),
        (told("100", "at-least"), told("90", "at-most"), False),
        (told("-3", "over"), told("-3.5"), True),
        (told("-3", "over"), told("-2.5"), False),
        (told("8.6"), told("8.58"), True),
        (told("8.6"), told("8.66"), False),
        (told("270"), told("274"), True),
        (told("300"), told("274"), False),
        (told("8.6"), told("8.5"), False),
        (told("0"), told("0.4"), False),
    ],
)
def test_values_agree_as_they_are_meant(one: Figure, other: Figure, expected: bool) -> None:
    assert compatible(one, other) is expected
    assert compatible(other, one) is expected


@given(
    st.decimals(-(10**12), 10**12, places=2),
    st.sampled_from(["exact", "about", "over", "near", "at-least", "at-most", ""]),
)
def test_a_number_is_in_its_own_range(value: Decimal, qualifier: str) -> None:
    low, high = range_of(told(str(value), qualifier))
    assert low is None or low <= value
    assert high is None or value <= high


def test_the_convention_for_qualifiers_can_be_changed() -> None:
    pair = Pair(told("100", "about"), told("106"))
    assert explain_pair(pair, rule=QualifierRule(about=Decimal("0.1"))).is_compatible
    with pytest.raises(InputError, match="about is 2; give a share between 0 and 1"):
        QualifierRule(about=Decimal(2))


def test_levels_and_growth_are_not_compared_by_value() -> None:
    growth = replace(OTHER, basis="growth", unit="percent", qualifier="about", value=Decimal(100))
    assert reasons(replace(BASE, value=Decimal(101)), growth, "basis") == ("basis",)


@pytest.mark.parametrize(
    ("change", "differs_in", "expected"),
    [
        ({"scope": "above-scale"}, "scope", "scope-unstated"),
        ({"accrual": ""}, "accrual", "accrual-unstated"),
        ({"status": "expected"}, "status", "status"),
        ({"end": date(2023, 11, 30)}, "period", "period-part"),
        ({"start": date(2022, 1, 1), "end": date(2022, 12, 31)}, "period", "period"),
        ({"rank_in": "place:province"}, "population", "population"),
        ({"area": "place:county"}, "area", "part-of"),
        ({"area": "place:elsewhere"}, "area", "area"),
        ({"unit": "dollar"}, "unit", "unit"),
    ],
)
def test_the_part_that_differs_gives_a_reason(change: dict[str, object], differs_in: str, expected: str) -> None:
    other = replace(OTHER, **change)  # type: ignore[arg-type]
    assert reasons(BASE, other, differs_in, **{"place:county": {"place:city"}}) == (expected,)


def test_new_ones_are_no_rival_of_all_of_them() -> None:
    one, other = replace(BASE, accrual="new"), replace(OTHER, accrual="stock")
    assert reasons(one, other, "accrual") == ("new-and-total",)
    assert reasons(replace(one, accrual="flow"), other, "accrual") == ("accrual",)
    assert reasons(replace(one, scope="x"), replace(other, scope="y"), "scope") == ("scope",)


def test_a_day_that_is_only_the_document_s_is_said() -> None:
    other = replace(OTHER, end=date(2023, 12, 31) + timedelta(40), start=None, period_source="document-date")
    assert reasons(BASE, other, "period") == ("period", "period-assumed")


def test_where_figures_come_from_is_said() -> None:
    assert reasons(BASE, OTHER) == ("later-source",)
    assert reasons(BASE, replace(OTHER, issued=None)) == ()
    assert reasons(BASE, replace(OTHER, origins=BASE.origins)) == ("same-original",)
    assert reasons(BASE, replace(OTHER, documents=BASE.documents, origins=BASE.origins)) == ("same-document",)


def test_a_reconciled_value_is_told_first() -> None:
    one, other = told("240", "over"), replace(told("246"), documents=OTHER.documents, origins=OTHER.origins)
    assert reasons(one, replace(other, scope="above-scale"), "scope") == ("qualifiers", "scope-unstated")
    assert reasons(told("8.6"), replace(told("8.58"), issued=None, documents=frozenset(), origins=frozenset())) == (
        "rounding",
    )
    assert {"qualifiers", "rounding"} <= set(REASONS)
