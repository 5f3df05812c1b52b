"""The report on what changed: between two graphs, or between two days of one, kind by kind and in sentences."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.diff import Change, Dated, Record, diff_days, diff_records, latest_changes
from chaingraph.book import read_book
from chaingraph.errors import InputError, did_you_mean
from chaingraph.facts import Book, Statement
from chaingraph.naming import Name
from chaingraph.readings.belonging import Belonging
from chaingraph.readings.city import find_place, programme_cities
from chaingraph.readings.lists import city_editions, edition_days
from chaingraph.readings.records import count_unnamed, read_records
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.restated import content_of, not_named_again, pair_figures, say_figure, stated_from
from chaingraph.reports.telling import about_of, property_name, say_change, say_part, say_record, say_values
from chaingraph.views.describe import KINDS

__all__ = ["LATEST", "in_words", "report_days", "report_graphs"]

#: The kind under which a change of the latest stated edition of a list series is told.
LATEST = "LatestEdition"

_WHAT = {"added": Name("新增", "added"), "removed": Name("删除", "removed"), "changed": Name("改动", "changed")}
_ENDED = Name("不再成立", "no longer holds")
_LATEST_NAME = Name("最新陈述的名单", "latest stated list")
_LINK = "SegmentLink"
_NAMES = {LATEST: _LATEST_NAME, _LINK: Name("环节对应（编者判断）", "segment links (our judgement)")}
_UNNAMED = Name("未再列出", "not named again")
_NO_LIST = Name("（无）", "(none)")
_COLUMNS = (
    column("change", "变化", "change"),
    column("sentence", "说明", "in words"),
    column("about", "对象", "about"),
    column("part", "项目", "property"),
    column("old", "原", "old"),
    column("new", "现", "new"),
    column("sources", "出处", "sources"),
    column("statement", "条目", "statement"),
)


def report_graphs(
    old: Store,
    new: Store,
    *,
    names: tuple[str, str] = ("OLD", "NEW"),
    city: str | None = None,
    kinds: Sequence[str] = (),
) -> Report:
    """Return what differs between two graphs: statements, judgements and things, each by its IRI.

    Parameters
    ----------
    old, new
        The graphs.
    names
        What they are called in the title.
    city
        Only what belongs to this place (`chaingraph.cities`), by key, division code or name.
    kinds
        Only these kinds, by class name or label.

    Raises
    ------
    UnknownNameError
        No place is called so in either graph.
    InputError
        A kind that neither graph knows.
    """
    books = (read_book(old), read_book(new))
    records = tuple(_records(store) for store in (old, new))
    changes = diff_records(records[0].values(), records[1].values())
    known = {one.kind for found in records for one in found.values()}
    wanted = _kinds(books[1], known, kinds)
    if wanted:
        changes = tuple(one for one in changes if one.kind in wanted)
    if city is not None:
        places = _place_in(books, city)
        inside = [Belonging(book, place) for book, place in zip(books, places, strict=True) if place]
        changes = tuple(
            one for one in changes if any(mine.holds(found.get(one.key)) for mine in inside for found in records)
        )
    rows = {kind: _graph_rows(found, records, books) for kind, found in _by_kind(changes).items()}
    where = _city_words(books[1] if city else None, places[1] or places[0] if city else None)
    title = Name(f"差别：{names[0]} → {names[1]}{where.zh}", f"Differences: {names[0]} → {names[1]}{where.en}")
    unnamed = count_unnamed(old) + count_unnamed(new)
    leads = [
        Name(
            f"{unnamed}个节点没有IRI，无法对应，未作比较。",
            f"{unnamed} nodes have no IRI and can't be told apart: they are not compared.",
        )
    ]
    return Report(
        title,
        [*(leads if unnamed else []), _total(changes, _WHAT["removed"])],
        _sheets(books[1], changes, rows, _WHAT["removed"]),
        [
            Name(
                "同一IRI在两边取值不同为“改动”，只在一边为“新增”或“删除”；本体（概念与类）的差别不计。",
                "An IRI that stands in both with other values is 'changed', else 'added' or 'removed'; differences of "
                "the ontology (concepts and classes) are not told.",
            )
        ],
    )


def report_days(store: Store, old: date, new: date, *, city: str | None = None, kinds: Sequence[str] = ()) -> Report:
    """Return what became stated between two days of one graph, what ceased to hold, and which lists were followed.

    Parameters are those of `report_graphs`.

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
    wanted = _kinds(book, {_kind_of(key, one.kind) for key, one in book.statements.items()} | {LATEST}, kinds)
    place = find_place(book, city) if city is not None else None
    records = _records(store)
    inside = Belonging(book, place) if place else None
    statements = [
        one
        for one in book.statements.values()
        if (not wanted or _kind_of(one.key, one.kind) in wanted) and (inside is None or inside.holds(records[one.key]))
    ]
    dated = [
        Dated(one.key, _kind_of(one.key, one.kind), stated_from(one, book), one.last, content_of(one, book))
        for one in statements
    ]
    changes = pair_figures(diff_days(dated, old, new), book)
    new_ones = sum(one.since is not None and old < one.since <= new for one in dated)
    repeats = new_ones - sum(one.what != "removed" for one in changes)
    rows = {
        kind: [_day_row(one, records[one.key], book) for one in sorted(found, key=lambda one: _by_day(one, book))]
        for kind, found in _by_kind(changes).items()
    }
    if not wanted or LATEST in wanted:
        latest = _latest_rows(book, old, new, place)
        rows = {LATEST: latest, **rows} if latest else rows
        changes = (*(Change(LATEST, str(number), "changed") for number in range(len(latest))), *changes)
    undated = sum(one.since is None for one in dated)
    where = _city_words(book if place else None, place)
    title = Name(f"变化：{old} → {new}{where.zh}", f"Changes: {old} → {new}{where.en}")
    leads = [
        Name(
            f"{undated}条陈述没有日期，不知属于哪一边，未计入。",
            f"{undated} statements bear no day: which side they belong to is unknown, and they are left out.",
        ),
        _total(changes, _ENDED),
    ]
    leads = leads if undated else leads[1:]
    if repeats:
        leads.append(
            Name(
                f"另有{repeats}条陈述重复此前已有的说法，未列出。",
                f"{repeats} more statements repeat what was stated already; they are left out.",
            )
        )
    sheets = _sheets(book, changes, rows, _ENDED)
    unnamed = not_named_again(statements, book, old, new)
    if unnamed:
        leads.append(
            Name(
                f"{len(unnamed)}条名单所述未再列出，也未言明终止，见末表。",
                f"{len(unnamed)} statements of lists aren't made by later ones, nor said to have ended: see the end.",
            )
        )
        said = [_unnamed_row(one, records[one.key], book) for one in unnamed]
        sheets.append(Sheet("NotNamedAgain", _UNNAMED, _COLUMNS, said))
    return Report(title, leads, sheets, _day_notes(old, new))


def in_words(report: Report) -> Report:
    """Return a report of differences with sentences and their sources alone, to be read by a person."""
    sheets = []
    for sheet in report.sheets:
        keep = [
            at for at, one in enumerate(sheet.columns) if sheet.key == "summary" or one.key in {"sentence", "sources"}
        ]
        columns = [sheet.columns[at] for at in keep]
        sheets.append(Sheet(sheet.key, sheet.title, columns, [[row[at] for at in keep] for row in sheet.rows]))
    return Report(report.title, report.leads, sheets, report.notes)


def _records(store: Store) -> dict[str, Record]:
    return {one.key: Record(one.key, _kind_of(one.key, one.kind), one.values) for one in read_records(store)}


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


def _kinds(book: Book, known: Collection[str], names: Sequence[str]) -> frozenset[str]:
    """Return the kinds that names mean: class names or labels, hyphens and case aside."""
    words: dict[str, str] = {}
    for kind in sorted(known):
        name = _kind_name(book, kind)
        for word in (kind, f"cg:{kind}", name.zh, name.en):
            words.setdefault(_fold(word), kind)
    for word in names:
        if _fold(word) not in words:
            hint = did_you_mean(word, sorted(known)) or f"; there are {', '.join(sorted(known))}"
            raise InputError(f"--kind: nothing here is a '{word}'{hint}")
    return frozenset(words[_fold(word)] for word in names)


def _kind_name(book: Book, kind: str) -> Name:
    return _NAMES.get(kind) or book.name(f"cg:{kind}")


def _kind_of(key: str, kind: str) -> str:
    """Return the kind; links to segments, which are judgements, apart from participations that sources state."""
    return _LINK if key.startswith("segment-link:") else kind


def _fold(word: str) -> str:
    return word.casefold().replace("-", "").replace(" ", "")


def _place_in(books: Sequence[Book], city: str) -> list[str | None]:
    """Return the place in each graph; None for one that doesn't know it, unless neither does."""
    found: list[str | None] = []
    for book in books:
        try:
            found.append(find_place(book, city))
        except InputError:
            found.append(None)
    if not any(found):
        find_place(books[1], city)
    return found


def _city_words(book: Book | None, place: str | None) -> Name:
    if book is None or place is None:
        return Name()
    return Name(f"（{book.name(place).show('zh')}）", f" ({book.name(place).show('en')})")


def _by_kind(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in changes:
        found.setdefault(one.kind, []).append(one)
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def _graph_rows(
    changes: Iterable[Change], records: Sequence[Mapping[str, Record]], books: Sequence[Book]
) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for one in changes:
        if one.what != "changed":
            side = 1 if one.what == "added" else 0
            record, book = records[side][one.key], books[side]
            sentence = say_change(one, record, book)
            rows.append(
                (_WHAT[one.what], sentence, about_of(record, book), None, None, None, cite(book, [one.key]), one.key)
            )
            continue
        record, book = records[1][one.key], books[1]
        subject = say_record(record, book, with_value=False)
        for part in one.parts:
            old, new = (
                say_values(part.name, values, side, side.statements.get(one.key))
                for values, side in ((part.old, books[0]), (part.new, books[1]))
            )
            sentence = say_part(part, subject, old, new, book)
            about, name = about_of(record, book), property_name(part.name, book)
            cells = (old if part.old else None, new if part.new else None)
            rows.append((_WHAT["changed"], sentence, about, name, *cells, cite(book, [one.key]), one.key))
    return rows


def _day_row(change: Change, record: Record, book: Book) -> tuple[Cell, ...]:
    for part in change.parts:
        subject, name = say_record(record, book, with_value=False), property_name(part.name, book)
        old, new = (say_figure(keys[0], book) for keys in (part.old, part.new))
        sentence, said = say_part(part, subject, old, new, book), cite(book, [*part.old, change.key])
        return (_WHAT["changed"], sentence, about_of(record, book), name, old, new, said, change.key)
    is_over = change.what == "removed"
    word = _ENDED if is_over else _WHAT["added"]
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
        rows.append((_WHAT["changed"], sentence, about, _LATEST_NAME, *cells, cite(book, said), series))
    return rows


def _names(book: Book, keys: Iterable[str]) -> Name:
    names = [book.name(key) for key in keys]
    if not names:
        return _NO_LIST
    return Name(
        "、".join(f"“{name.show('zh')}”" for name in names), ", ".join(f"'{name.show('en')}'" for name in names)
    )


def _total(changes: Collection[Change], word: Name) -> Name:
    count = Counter(one.what for one in changes)
    if not changes:
        return Name("没有差别。", "There are no differences.")
    return Name(
        f"新增{count['added']}，{word.zh}{count['removed']}，改动{count['changed']}。",
        f"{count['added']} added, {count['removed']} {_plural(word)}, {count['changed']} changed.",
    )


def _plural(word: Name) -> str:
    return "no longer hold" if word == _ENDED else word.en


def _sheets(
    book: Book, changes: Collection[Change], rows: Mapping[str, list[tuple[Cell, ...]]], removed: Name
) -> list[Sheet]:
    """Return how many differences each kind has, and then a table a kind."""
    if not changes:
        return []
    counts = (
        column("kind", "类型", "kind"),
        column("added", "新增", "added"),
        column("removed", removed.zh, removed.en),
        column("changed", "改动", "changed"),
    )
    total: dict[str, Counter[str]] = {}
    for one in changes:
        total.setdefault(one.kind, Counter())[one.what] += 1
    summary: list[tuple[Cell, ...]] = [
        (_kind_name(book, kind), *(total[kind][what] for what in ("added", "removed", "changed"))) for kind in rows
    ]
    sheets = [Sheet("summary", Name("按类型", "By kind"), counts, summary)]
    for kind, found in rows.items():
        name = _kind_name(book, kind)
        title = Name(name.show("zh"), name.show("en")[:1].upper() + name.show("en")[1:])
        sheets.append(Sheet(kind, title, _COLUMNS, found))
    return sheets
