"""What reports of differences share: kinds, their tables, how many there are, and sentences alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import Store

from chaingraph.analyses.diff import Change, Record
from chaingraph.errors import InputError, did_you_mean
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.records import read_records
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import column
from chaingraph.views.describe import KINDS

__all__ = [
    "COLUMNS", "ENDED", "LATEST", "LATEST_NAME", "WHAT", "by_kind", "in_words", "kind_of", "kinds_of", "records_of",
    "sheets_of", "total_of", "where_of",
]  # fmt: skip

#: The kind under which a change of the latest stated edition of a list series is told.
LATEST = "LatestEdition"

WHAT = {"added": Name("新增", "added"), "removed": Name("删除", "removed"), "changed": Name("改动", "changed")}
ENDED = Name("不再成立", "no longer holds")
LATEST_NAME = Name("最新陈述的名单", "latest stated list")
_LINK = "SegmentLink"
_NAMES = {LATEST: LATEST_NAME, _LINK: Name("环节对应（编者判断）", "segment links (our judgement)")}
COLUMNS = (
    column("change", "变化", "change"),
    column("sentence", "说明", "in words"),
    column("about", "对象", "about"),
    column("part", "项目", "property"),
    column("old", "原", "old"),
    column("new", "现", "new"),
    column("sources", "出处", "sources"),
    column("statement", "条目", "statement"),
)


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


def records_of(store: Store) -> dict[str, Record]:
    """Return all that a graph states and holds, by key, each under the kind that differences tell it under."""
    return {one.key: Record(one.key, kind_of(one.key, one.kind), one.values) for one in read_records(store)}


def kinds_of(book: Book, known: Collection[str], names: Sequence[str]) -> frozenset[str]:
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


def kind_of(key: str, kind: str) -> str:
    """Return the kind; links to segments, which are judgements, apart from participations that sources state."""
    return _LINK if key.startswith("segment-link:") else kind


def _fold(word: str) -> str:
    return word.casefold().replace("-", "").replace(" ", "")


def where_of(book: Book | None, place: str | None) -> Name:
    """Return the place that a report is about, in brackets; nothing for all."""
    if book is None or place is None:
        return Name()
    return Name(f"（{book.name(place).show('zh')}）", f" ({book.name(place).show('en')})")


def by_kind(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Return changes kind by kind, in the order in which pages tell kinds."""
    found: dict[str, list[Change]] = {}
    for one in changes:
        found.setdefault(one.kind, []).append(one)
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def total_of(changes: Collection[Change], word: Name) -> Name:
    """Say how many changes there are; ``word`` is how what is gone is called."""
    count = Counter(one.what for one in changes)
    if not changes:
        return Name("没有差别。", "There are no differences.")
    return Name(
        f"新增{count['added']}，{word.zh}{count['removed']}，改动{count['changed']}。",
        f"{count['added']} added, {count['removed']} {_plural(word)}, {count['changed']} changed.",
    )


def _plural(word: Name) -> str:
    return "no longer hold" if word == ENDED else word.en


def sheets_of(
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
        sheets.append(Sheet(kind, title, COLUMNS, found))
    return sheets
