"""Series of figures: what is kept apart, and what a line may join."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.figures import Figure
from chaingraph.analyses.series import Panel, group_series, span_of


def year(number: int) -> dict[str, date]:
    return {"start": date(number, 1, 1), "end": date(number, 12, 31)}


def figure(statement: str, value: int, **parts: Any) -> Figure:
    given_parts = {"indicator": "revenue", "area": "place:a", "accrual": "flow", "status": "reported"} | parts
    return Figure(statement=statement, value=Decimal(value), **given_parts)


def sizes(panels: tuple[Panel, ...]) -> list[list[int]]:
    return [[len(one.points) for one in panel.series] for panel in panels]


@pytest.mark.parametrize(
    "parts",
    [
        {"accrual": "cumulative"},
        {"scope": "above-scale"},
        {"status": "expected"},
        {"is_target": True},
        {"rank_in": "place:b"},
        {"start": date(2024, 1, 1), "end": date(2024, 11, 30)},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_what_differs_in_kind_is_a_series_of_its_own_in_one_panel(parts: dict[str, Any]) -> None:
    assert sizes(group_series([figure("a", 5, **year(2023)), figure("b", 6, **(year(2024) | parts))])) == [[1, 1]]


@pytest.mark.parametrize(
    "parts",
    [{"basis": "growth"}, {"unit": "one"}, {"about": "chain:x"}, {"indicator": "profit"}, {"rank_of": "growth"}],
    ids=lambda parts: next(iter(parts)),
)
def test_what_differs_in_basis_unit_thing_or_indicator_has_a_panel_of_its_own(parts: dict[str, Any]) -> None:
    assert sizes(group_series([figure("a", 5, **year(2023)), figure("b", 6, **(year(2024) | parts))])) == [[1], [1]]


def test_one_number_said_twice_is_one_point_with_both_statements() -> None:
    (panel,) = group_series([figure("b", 5, **year(2023)), figure("a", 5, **year(2023))])
    assert [point.statements for point in panel.series[0].points] == [("a", "b")]


def test_no_line_leads_to_or_over_what_is_gainsaid() -> None:
    figures = [figure(str(number), number, **year(number)) for number in (2020, 2021, 2022, 2023, 2024)]
    (panel,) = group_series([*figures, figure("other", 7, **year(2022))])
    (series,) = panel.series
    assert [[point.end.year for point in run] for run in series.lines] == [[2020, 2021], [2023, 2024]]
    assert [point.end.year for point in series.points if point.is_contested] == [2022, 2022]


def test_no_line_leads_to_what_a_judgement_sets_against_another() -> None:
    figures = [figure(str(number), number, **year(number)) for number in (2020, 2021, 2022, 2023, 2024)]
    (panel,) = group_series(figures, judged={"2022"})
    assert [[point.end.year for point in run] for run in panel.series[0].lines] == [[2020, 2021], [2023, 2024]]


def test_flows_of_an_untold_period_are_not_joined_but_stocks_are() -> None:
    days = [{"start": date(number, 6, 30), "end": date(number, 6, 30)} for number in (2022, 2023)]
    (flow,) = group_series(figure(str(at), at, **day) for at, day in enumerate(days))
    (stock,) = group_series(figure(str(at), at, accrual="stock", **day) for at, day in enumerate(days))
    assert (len(flow.series[0].lines), len(stock.series[0].lines)) == (0, 1)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "12m"),
        (date(2024, 2, 1), date(2024, 2, 29), "1m"),
        (date(2021, 1, 1), date(2025, 12, 31), "60m"),
        (date(2024, 1, 2), date(2024, 12, 31), "365d"),
        (date(2024, 5, 1), date(2024, 5, 1), "day"),
        (None, date(2024, 5, 1), "unknown"),
    ],
)
def test_spans(start: date | None, end: date, span: str) -> None:
    assert span_of(start, end) == span


@given(
    st.lists(
        st.tuples(st.integers(2020, 2023), st.integers(0, 3), st.sampled_from(["flow", "stock"]), st.booleans()),
        max_size=12,
    )
)
def test_no_statement_is_lost_or_doubled_and_order_does_not_matter(drawn: list[tuple[int, int, str, bool]]) -> None:
    figures = [
        figure(str(at), value, accrual=accrual, is_target=aim, **year(when))
        for at, (when, value, accrual, aim) in enumerate(drawn)
    ]
    panels = group_series(figures)
    said = [key for panel in panels for one in panel.series for point in one.points for key in point.statements]
    assert sorted(said) == sorted(one.statement for one in figures)
    assert group_series(reversed(figures)) == panels
