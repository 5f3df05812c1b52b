"""When a statement counts: from the day that dates it, to the day on which it is said to end."""

from datetime import date

import pytest

from chaingraph.facts import Statement

_BEFORE, _DAY, _AFTER = date(2023, 6, 29), date(2023, 6, 30), date(2023, 7, 1)


def _state(since: date | None = None, last: date | None = None) -> Statement:
    return Statement("siting:x", "Siting", {}, (), since, last)


@pytest.mark.parametrize(
    ("since", "day", "is_by"),
    [(None, None, True), (None, _DAY, True), (_DAY, None, True), (_DAY, _DAY, True), (_AFTER, _DAY, False)],
)
def test_what_nothing_dates_is_stated_on_every_day(since: date | None, day: date | None, is_by: bool) -> None:
    assert _state(since=since).is_by(day) is is_by


@pytest.mark.parametrize(
    ("last", "day", "holds"),
    [(None, None, True), (None, _DAY, True), (_DAY, None, False), (_DAY, _DAY, True), (_BEFORE, _DAY, False)],
)
def test_without_a_day_only_what_is_not_said_to_end_holds(last: date | None, day: date | None, holds: bool) -> None:
    assert _state(last=last).holds(day) is holds
