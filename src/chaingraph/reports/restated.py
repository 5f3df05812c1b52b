"""What of the statements that are new between two days says something new: no repeats, and figures beside the last."""

from collections.abc import Collection
from datetime import date
from itertools import pairwise

from chaingraph.analyses.diff import Change, Part
from chaingraph.analyses.series import Point, Series, group_series
from chaingraph.facts import Book, Statement, figure_of, format_figure, format_period
from chaingraph.naming import Name
from chaingraph.readings.figures import documents_by, issued_on, read_figures

__all__ = ["content_of", "not_named_again", "pair_figures", "say_figure", "stated_from"]

_TIMES = frozenset({"validFrom", "validTo", "endedBy", "reportedOn"})


def stated_from(one: Statement, book: Book) -> date | None:
    """Return the day from which a statement counts; a figure in a row of a list counts from the list's own day.

    So what a list newly says of an earlier year is new on the day of the list.
    """
    if one.kind == "Observation" and _is_row_of_list(one, book):
        return min(filter(None, (issued_on(book, key) for key in documents_by(book, one.key))), default=one.since)
    return one.since


def content_of(one: Statement, book: Book) -> str:
    """Return what a statement says, whenever it holds and whoever says it; empty for one that repeats no other.

    Listings in several editions of one list series say the same. Each list counts its own set.
    """
    if one.kind == "MemberSetClaim":
        return ""
    said = []
    for name, values in sorted(one.values.items()):
        if name not in _TIMES:
            same = [_series_of(value, book) if name == "edition" else value for value in values]
            said.append(f"{name} {' '.join(sorted(same))}")
    return "|".join([one.kind, *said])


def not_named_again(statements: Collection[Statement], book: Book, old: date, new: date) -> tuple[Statement, ...]:
    """Return what rows of lists said of a chain by ``old`` and later lists up to ``new`` don't say, nor that it ended.

    Only lists that name others in the same place (members of the chain, owners, chiefs, chains of the series) count as
    later ones. Of several that say the same, the last is returned.
    """
    listed = [one for one in statements if one.since and _place_in_list(one, book)]
    later = [one for one in listed if old < (one.since or old) <= new]
    places = {_place_in_list(one, book) for one in later}
    again = {content_of(one, book) for one in later}
    last: dict[str, Statement] = {}
    for one in sorted(listed, key=lambda one: (one.since or old, one.key)):
        is_open = (one.since or new) <= old and (one.last is None or one.last >= new)
        content = content_of(one, book)
        if is_open and content not in again and _place_in_list(one, book) in places:
            last[content] = one
    return tuple(last.values())


def pair_figures(changes: tuple[Change, ...], book: Book) -> tuple[Change, ...]:
    """Return changes with new figures turned into changes of the last figure of their series, without repeats of it.

    A figure is compared with the one before it in its series (`chaingraph.analyses.series`), where values of a period
    agree. A stock that is the same on a later day is a repeat.
    """
    before = {
        statement: pair
        for panel in group_series(read_figures(book, {}))
        for series in panel.series
        for pair in _steps(series)
        for statement in pair[1].statements
    }
    made = []
    for one in changes:
        last, now = before.get(one.key, (None, None)) if one.what == "added" else (None, None)
        if last is None or now is None:
            made.append(one)
        elif last.value != now.value:
            part = Part("cg:value", last.statements[:1], (one.key,))
            made.append(Change(one.kind, one.key, "changed", (part,)))
        elif now.start != now.end:
            made.append(one)
    return tuple(made)


def say_figure(statement: str, book: Book) -> Name:
    """Return a figure in words with its period: ``1.2 亿元（2024）``."""
    figure = figure_of(book.statements[statement], book)
    if figure is None:
        return Name(statement)
    period = format_period(figure.start, figure.end)
    return Name(f"{format_figure(figure, 'zh')}（{period}）", f"{format_figure(figure, 'en')} ({period})")


def _steps(series: Series) -> list[tuple[Point, Point]]:
    """Return each point of a series with the one before it, where neither's period has several values."""
    if not series.has_periods:
        return []
    pairs = pairwise(series.points)
    return [(last, now) for last, now in pairs if last.end < now.end and not (last.is_contested or now.is_contested)]


def _series_of(edition: str, book: Book) -> str:
    thing = book.things.get(edition)
    return dict(thing.identity).get("cg:listSeries", edition) if thing else edition


def _is_row_of_list(one: Statement, book: Book) -> bool:
    return any(place.start is not None and place.end is None for place in book.sources.places.get(one.key, ()))


def _place_in_list(one: Statement, book: Book) -> str:
    """Return of what, and as what, a row of a list names a thing; empty for all other statements."""
    if not _is_row_of_list(one, book):
        return ""
    if one.kind == "ChainEntry":
        return f"{one.kind} {_series_of(one.first('edition'), book)}"
    within = one.first("chain") or one.first("participatesIn")
    is_told = one.kind in {"Participation", "ChainOwnership", "ChiefHolding"} and within.startswith("chain:")
    return f"{one.kind} {within} {one.first('role')}" if is_told else ""
