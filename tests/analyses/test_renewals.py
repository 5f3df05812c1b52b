"""Titles run out by the end that a source states; where none is, nothing is guessed."""

from datetime import date

import pytest

from chaingraph.analyses.renewals import Award, add_months, judge_renewals
from chaingraph.errors import InputError

DAY = date(2026, 11, 1)


def award(statement: str = "award:d.1", year: int | None = None, end: date | None = None, **other: str) -> Award:
    tier, firm = other.get("tier", ""), other.get("firm", "enterprise:a")
    return Award(firm, "scheme:designation-x", tier, statement, year, end=end)


@pytest.mark.parametrize(
    ("end", "months", "state", "days"),
    [
        (date(2026, 10, 31), 6, "passed", -1),
        (date(2026, 11, 1), 0, "due", 0),
        (date(2027, 5, 1), 6, "due", 181),
        (date(2027, 5, 2), 6, "later", 182),
        (date(2027, 5, 2), 7, "due", 182),
    ],
)
def test_end_passes_comes_up_or_lies_later(end: date, months: int, state: str, days: int) -> None:
    (found,) = judge_renewals([award(end=end)], DAY, months=months)
    assert (found.state, found.days) == (state, days)


@pytest.mark.parametrize("year", [None, 2000, 2023, 2026])
def test_award_without_an_end_is_never_said_to_run_out(year: int | None) -> None:
    (found,) = judge_renewals([award(year=year)], DAY, months=600)
    assert (found.state, found.end, found.days) == ("unstated", None, None)


def test_last_end_counts_and_the_renewed_award_is_no_row_of_its_own() -> None:
    old, new = award("award:d.1", 2020, date(2023, 9, 1)), award("award:d.2", 2023, date(2026, 12, 1))
    (found,) = judge_renewals([new, old], DAY)
    assert (found.state, found.awards) == ("due", (old, new))


@pytest.mark.parametrize(
    ("later", "state"),
    [(2023, "unstated"), (2020, "passed"), (2019, "passed"), (None, "passed")],
)
def test_later_award_without_an_end_leaves_the_end_open(later: int | None, state: str) -> None:
    ended, other = award("award:d.1", 2020, date(2023, 9, 1)), award("award:d.2", later)
    (found,) = judge_renewals([ended, other], DAY)
    assert (found.state, found.end) == (state, date(2023, 9, 1))


def test_tiers_and_firms_are_titles_of_their_own_in_the_order_of_urgency() -> None:
    awards = [
        award("award:d.1", firm="enterprise:b"),
        award("award:d.2", end=date(2026, 12, 1), tier="scheme:tier-provincial"),
        award("award:d.3", end=date(2026, 1, 1), tier="scheme:tier-national"),
    ]
    assert [one.state for one in judge_renewals(awards, DAY)] == ["passed", "due", "unstated"]


def test_months_end_with_their_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 12, 31), 0) == date(2026, 12, 31)
    with pytest.raises(InputError, match="0 months or more"):
        judge_renewals([], DAY, months=-1)
