"""The report on what changed between two days of one graph, kind by kind and in sentences."""

from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.diff import Change, Dated, Record, diff_days, latest_changes
from chaingraph.book import read_book
from chaingraph.errors import InputError
from chaingraph.facts import Book, Statement
from chaingraph.naming import Name
from chaingraph.readings.belonging import Belonging
from chaingraph.readings.city import find_place, programme_cities
from chaingraph.readings.lists import city_editions, edition_days
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import cite, things
from chaingraph.reports.diff_sheets import (
    COLUMNS,
    ENDED,
    LATEST,
    LATEST_NAME,
    WHAT,
    by_kind,
    kind_of,
    kinds_of,
    records_of,
    sheets_of,
    total_of,
    where_of,
)
from chaingraph.reports.restated import content_of, not_named_again, pair_figures, say_figure, stated_from
from chaingraph.reports.telling import about_of, property_name, say_change, say_part, say_record

__all__ = ["report_days"]

_UNNAMED = Name("未再列出", "not named again")
_NO_LIST = Name("（无）", "(none)")


def report_days(store: Store, old: date, new: date, *, city: str | None = None, kinds: Sequence[str] = ()) -> Report:
    """Return what became stated between two days of one graph, what ceased to hold, and which lists were followed.

    Parameters are those of `chaingraph.reports.diff_graphs.report_graphs`.

    Raises
    ------
    InputError
        ``new`` isn't after ``old``, or a kind that the graph doesn't know.
    UnknownNameError
        No place is called so.
    """
    if new <= old:
        raise InputError(f"{old} to {new}: the second day must be after the first; give them as OLD NEW")
    book = read_book(store)
    wanted = kinds_of(book, {kind_of(key, one.kind) for key, one in book.statements.items()} | {LATEST}, kinds)
    place = find_place(book, city) if city is not None else None
    records = records_of(store)
    inside = Belonging(book, place) if place else None
    statements = [
        one
        for one in book.statements.values()
        if (not wanted or kind_of(one.key, one.kind) in wanted) and (inside is None or inside.holds(records[one.key]))
    ]
    dated = [
        Dated(one.key, kind_of(one.key, one.kind), stated_from(one, book), one.last, content_of(one, book))
        for one in statements
    ]
    changes = pair_figures(diff_days(dated, old, new), book)
    new_ones = sum(one.since is not None and old < one.since <= new for one in dated)
    repeats = new_ones - sum(one.what != "removed" for one in changes)
    rows = {
        kind: [_day_row(one, records[one.key], book) for one in sorted(found, key=lambda one: _by_day(one, book))]
        for kind, found in by_kind(changes).items()
    }
    if not wanted or LATEST in wanted:
        latest = _latest_rows(book, old, new, place)
        rows = {LATEST: latest, **rows} if latest else rows
        changes = (*(Change(LATEST, str(number), "changed") for number in range(len(latest))), *changes)
    undated = sum(one.since is None for one in dated)
    where = where_of(book if place else None, place)
    title = Name(f"变化：{old} → {new}{where.zh}", f"Changes: {old} → {new}{where.en}")
    leads = [
        Name(
            f"{undated}条陈述没有日期，不知属于哪一边，未计入。",
            f"{undated} statements bear no day: which side they belong to is unknown, and they are left out.",
        ),
        total_of(changes, ENDED),
    ]
    leads = leads if undated else leads[1:]
    if repeats:
        leads.append(
            Name(
                f"另有{repeats}条陈述重复此前已有的说法，未列出。",
                f"{repeats} more statements repeat what was stated already; they are left out.",
            )
        )
    sheets = sheets_of(book, changes, rows, ENDED)
    unnamed = not_named_again(statements, book, old, new)
    if unnamed:
        leads.append(
            Name(
                f"{len(unnamed)}条名单所述未再列出，也未言明终止，见末表。",
                f"{len(unnamed)} statements of lists aren't made by later ones, nor said to have ended: see the end.",
            )
        )
        said = [_unnamed_row(one, records[one.key], book) for one in unnamed]
        sheets.append(Sheet("NotNamedAgain", _UNNAMED, COLUMNS, said))
    return Report(title, leads, sheets, _day_notes(old, new))


def _day_notes(old: date, new: date) -> list[Name]:
    return [
        Name(
            f"新增：{old}之后、至{new}（含）起有陈述的；不再成立：资料言明的最后一日在{old}至{new}之间的。"
            "陈述从其所述的生效日算，否则从资料发布日算；数字按其时期的末日，名单中的数字按名单的日期。",
            f"Added: stated from a day after {old}, up to {new}; no longer holds: its last day, as a source says, lies "
            "between the two. A statement counts from the day from which it is said to hold, else from its document's; "
            "a figure by the end of its period, one in a list by the day of the list.",
        ),
        Name(
            "名单有了更新的一份，不等于先前的被取消。",
            "That a later list follows doesn't mean that the earlier one was ended.",
        ),
    ]


def _day_row(change: Change, record: Record, book: Book) -> tuple[Cell, ...]:
    for part in change.parts:
        subject, name = say_record(record, book, with_value=False), property_name(part.name, book)
        old, new = (say_figure(keys[0], book) for keys in (part.old, part.new))
        sentence, said = say_part(part, subject, old, new, book), cite(book, [*part.old, change.key])
        return (WHAT["changed"], sentence, about_of(record, book), name, old, new, said, change.key)
    is_over = change.what == "removed"
    word = ENDED if is_over else WHAT["added"]
    sentence = say_change(change, record, book, ended=is_over)
    return (word, sentence, about_of(record, book), None, None, None, cite(book, [change.key]), change.key)


def _unnamed_row(one: Statement, record: Record, book: Book) -> tuple[Cell, ...]:
    said = say_record(record, book)
    sentence = Name(f"{_UNNAMED.zh}：{said.zh}", f"{_UNNAMED.en[:1].upper()}{_UNNAMED.en[1:]}: {said.en}")
    return (_UNNAMED, sentence, about_of(record, book), None, None, None, cite(book, [one.key]), one.key)


def _by_day(change: Change, book: Book) -> tuple[date, str]:
    one = book.statements[change.key]
    day = one.last if change.what == "removed" else stated_from(one, book)
    return (day or date.min, change.key)


def _latest_rows(book: Book, old: date, new: date, place: str | None) -> list[tuple[Cell, ...]]:
    cities = [place] if place else programme_cities(book)
    days = edition_days(book)
    lists: dict[str, list[tuple[str, date | None]]] = {}
    for city in cities:
        for edition, series in city_editions(book, city).items():
            lists.setdefault(series, []).append((edition, days.get(edition)))
    rows: list[tuple[Cell, ...]] = []
    for series, (before, after) in latest_changes(lists, old, new).items():
        name = book.name(series)
        old_name, new_name = (_names(book, found) for found in (before, after))
        sentence = Name(
            f"{name.show('zh')}：最新陈述的名单由{old_name.zh}变为{new_name.zh}",
            f"{name.show('en')}: the latest stated list was {old_name.en}, and is {new_name.en}",
        )
        said = [
            key
            for key, one in book.statements.items()
            if any(edition in one.values.get(prop, ()) for edition in after for prop in ("edition", "within"))
        ]
        about = things(book, [series])
        cells = (things(book, before) or _NO_LIST, things(book, after) or _NO_LIST)
        rows.append((WHAT["changed"], sentence, about, LATEST_NAME, *cells, cite(book, said), series))
    return rows


def _names(book: Book, keys: Iterable[str]) -> Name:
    names = [book.name(key) for key in keys]
    if not names:
        return _NO_LIST
    return Name(
        "、".join(f"“{name.show('zh')}”" for name in names), ", ".join(f"'{name.show('en')}'" for name in names)
    )
