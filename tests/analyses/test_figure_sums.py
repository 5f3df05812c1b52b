"""Sums of figures: what may be added, what is refused, and how qualifiers are carried along."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.figure_sums import add_figures
from chaingraph.analyses.figures import Figure
from chaingraph.errors import InputError

DIVISIONS = ["place:city", "place:leling", "place:ningjin"]
INSIDE = {"place:leling": {"place:city"}, "place:ningjin": {"place:city"}, "firm:a": {"park:p"}}
LELING = Figure(
    statement="leling",
    indicator="revenue",
    value=Decimal("1.5"),
    start=date(2023, 1, 1),
    end=date(2023, 12, 31),
    unit="yuan",
    area="place:leling",
    accrual="flow",
    status="reported",
)
NINGJIN = replace(LELING, statement="ningjin", value=Decimal("2.5"), area="place:ningjin")


def test_counties_are_added() -> None:
    total = add_figures([LELING, NINGJIN], inside=INSIDE, divisions=DIVISIONS)
    assert (total.value, total.unit, total.qualifier, total.unsure) == (Decimal(4), "yuan", "exact", ())
    assert (total.start, total.end, total.figures) == (date(2023, 1, 1), date(2023, 12, 31), ("leling", "ningjin"))


def test_one_figure_is_its_own_sum() -> None:
    assert add_figures([replace(LELING, qualifier="near")]).qualifier == "near"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"indicator": "output"}, "figures differ in indicator: 'revenue' in leling, 'output' in ningjin"),
        ({"unit": "dollar"}, "figures differ in unit: 'yuan' in leling, 'dollar' in ningjin"),
        ({"scope": "above-scale"}, "figures differ in scope: not stated in leling, 'above-scale' in ningjin"),
        ({"accrual": "new"}, "figures differ in accrual: 'flow' in leling, 'new' in ningjin"),
        ({"status": "expected"}, "figures differ in status: 'reported' in leling, 'expected' in ningjin"),
        ({"basis": "change"}, "figures differ in basis: 'level' in leling, 'change' in ningjin"),
        ({"is_target": True}, "figures differ in being a target: no in leling, yes in ningjin"),
        (
            {"end": date(2023, 11, 30)},
            "figures differ in period: 2023-01-01 to 2023-12-31 in leling, 2023-01-01 to 2023-11-30 in ningjin",
        ),
        ({"basis": "growth"}, "ningjin is a growth: such numbers can't be added; add the levels behind them"),
        ({"basis": "rank"}, "ningjin is a rank: such numbers can't be added"),
        ({"basis": "share"}, "ningjin is a share: such numbers can't be added"),
        ({"basis": "difference"}, "ningjin is a difference: such numbers can't be added"),
        ({"unit": "percent"}, "ningjin is a rate in percent: such numbers can't be added"),
        ({"area": "place:leling"}, "both are about place:leling: leling and ningjin would be counted twice"),
        ({"area": "place:city"}, "place:city and place:leling overlap: leling and ningjin would be counted twice"),
        (
            {"area": "place:city", "about": ""},
            "place:city and place:leling overlap: leling and ningjin would be counted twice; leave one out",
        ),
    ],
)
def test_what_cannot_be_added_is_refused_with_part_and_values(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as raised:
        add_figures([LELING, replace(NINGJIN, **change)], inside=INSIDE, divisions=DIVISIONS)  # type: ignore[arg-type]
    assert str(raised.value).startswith(message)


def test_nothing_is_no_sum() -> None:
    with pytest.raises(InputError, match="no figures to add"):
        add_figures([])


def test_a_firm_and_the_park_that_it_is_in_are_not_added() -> None:
    firm, park = replace(LELING, about="firm:a"), replace(LELING, statement="park", about="park:p")
    with pytest.raises(InputError, match=r"(park:p and firm:a|firm:a and park:p) overlap"):
        add_figures([firm, park], inside=INSIDE)


def test_a_city_and_a_firm_in_it_are_not_added() -> None:
    firm, city = replace(LELING, about="firm:a"), replace(NINGJIN, area="place:city")
    with pytest.raises(InputError, match="place:city and firm:a overlap"):
        add_figures([firm, city], inside=INSIDE, divisions=DIVISIONS)


def test_things_that_may_overlap_are_added_and_said() -> None:
    chips, it = replace(LELING, about="chain:chips"), replace(LELING, statement="it", about="chain:it")
    assert add_figures([chips, it], inside=INSIDE, divisions=DIVISIONS).unsure == (("leling", "it"),)
    # In two counties the same chain is two things.
    there = replace(NINGJIN, about="chain:chips")
    assert add_figures([chips, there], inside=INSIDE, divisions=DIVISIONS).unsure == ()
    # Places of which nothing is known may overlap too.
    assert add_figures([LELING, NINGJIN]).unsure == (("leling", "ningjin"),)
    assert add_figures([LELING, replace(NINGJIN, area="", about="firm:a")]).unsure == (("leling", "ningjin"),)


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        (("exact", "over"), "over"),
        (("about", "exact"), "about"),
        (("about", "over"), "about"),
        (("near", "over"), "about"),
        (("at-least", "over"), "at-least"),
        (("at-most", "near"), "at-most"),
        (("", "exact"), "exact"),
    ],
)
def test_qualifiers_are_carried_along(qualifiers: tuple[str, str], expected: str) -> None:
    figures = [replace(one, qualifier=qualifier) for one, qualifier in zip((LELING, NINGJIN), qualifiers, strict=True)]
    assert add_figures(figures, divisions=DIVISIONS).qualifier == expected


@pytest.mark.parametrize("other", ["at-most", "near", "about"])
def test_bounds_that_cancel_are_refused(other: str) -> None:
    figures = [replace(LELING, qualifier="at-least"), replace(NINGJIN, qualifier=other)]
    with pytest.raises(InputError, match="leave the sum without any bound"):
        add_figures(figures, divisions=DIVISIONS)


@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=8))
def test_the_sum_is_that_of_the_values(values: list[Decimal]) -> None:
    places = [f"place:{number}" for number in range(len(values))]
    figures = [
        replace(LELING, statement=place, area=place, value=value) for place, value in zip(places, values, strict=True)
    ]
    assert add_figures(figures, divisions=places).value == sum(values)
    assert add_figures(figures[::-1], divisions=places).value == sum(values)
