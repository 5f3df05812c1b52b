"""Read an office's books whole: every sheet that is known, and every fault."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from chaingraph.errors import CellError, InputError
from chaingraph.filled import Rows, Tables
from chaingraph.ingest.cells import plain
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.complete import Step, claim_complete, compare_days
from chaingraph.ingest.ends import DatedList, end_statements
from chaingraph.ingest.entry import CellFault
from chaingraph.ingest.firms import Firms
from chaingraph.ingest.headings import Aside
from chaingraph.ingest.internal import Marks, mark_internal
from chaingraph.ingest.opened import Book, OpenedSheet, firm_entries, firm_rows, open_books, own_segment_names
from chaingraph.ingest.renames import Rename, as_one_history
from chaingraph.ingest.sheet_rows import enter_record
from chaingraph.matching.candidates import find_matches
from chaingraph.matching.decisions import Decision, Decisions
from chaingraph.matching.verdicts import FirmEntry

__all__ = ["Ingested", "SheetRead", "ingest_books", "ingest_lists"]

_STEP = 20_000  # rows between two reports of progress
_MOST_COMPARED = 100_000  # names whose pairs are counted on the way


@dataclass(frozen=True)
class SheetRead:
    """What became of one sheet: rows entered, rows at fault, and headings that nothing was made of.

    ``kind`` is the key of the sheet, or empty where it was left out, which ``left_out`` gives the reason of, as
    `LeftOut` has it; ``hidden`` counts rows read that the book hides or filters out, ``aside`` lists those not taken.
    """

    file: str
    kind: str
    good: int
    bad: int
    unread: tuple[str, ...]
    hidden: int = 0
    aside: Aside = field(default_factory=Aside)
    left_out: str = ""


@dataclass(frozen=True)
class Ingested:
    """What books hold.

    Attributes
    ----------
    rows
        The curated rows of a city by table.
    faults
        All faults.
    sheets
        What became of each sheet.
    undrawn
        Chains without a template.
    unlisted
        Chains that no list of chains names, though there is one, each with the listed chain that it may be, or nothing.
    hints
        Products of firms without a segment, each with the segments that it leads to.
    open_pairs
        How many pairs of names may be one firm, and nobody decided on; None for lists of more than 100,000 names, whose
        pairs `chaingraph match` alone looks for.
    renames
        Firms that two lists call differently.
    steps
        How the firms listed change from day to day.
    """

    rows: Rows
    faults: Sequence[CellFault]
    sheets: Sequence[SheetRead]
    undrawn: Sequence[str]
    open_pairs: int | None = 0
    renames: Sequence[Rename] = ()
    steps: Sequence[Step] = ()
    unlisted: Sequence[tuple[str, str]] = ()
    hints: Sequence[tuple[str, str]] = ()


def ingest_books(
    paths: Iterable[Path],
    *,
    city: str,
    day: date,
    publisher: str = "",
    mapping: Mapping[str, str] | None = None,
    marks: Marks | None = None,
    decisions: Sequence[Decision] = (),
) -> Ingested:
    """Read workbooks and CSV files of one day into the curated tables of one city; see `ingest_lists`."""
    headings, inside = mapping or {}, marks or Marks({})
    books = [Book(path, day, publisher=publisher, mapping=headings, marks=inside) for path in paths]
    return ingest_lists(books, city=city, decisions=decisions)


def ingest_lists(
    books: Iterable[Book],
    *,
    city: str,
    decisions: Sequence[Decision] = (),
    progress: Callable[[str, int], None] | None = None,
) -> Ingested:
    """Read workbooks and CSV files into the curated tables of one city, whatever the order in which they are given.

    Each day has an edition of the lists. A firm is one through all of them and is called as the newest list calls it;
    what later lists end of earlier ones is told by `chaingraph.ingest.ends`.

    Parameters
    ----------
    books
        The books, each of its day.
    city
        Whose lists they are, such as 德州市.
    decisions
        Which pairs of firms were decided to be one. Without any, only equal codes and equal names make one firm.
    progress
        Called now and then with the name of a sheet and the number of its rows read.

    Raises
    ------
    InputError
        Decisions that contradict each other, no city, a file that can't be read or holds no sheet that is known, or
        the same file twice.
    """
    if not (city := plain(city)):
        raise InputError("no city: give the name of the city whose lists these are, such as 德州市")
    opened, left_out = open_books(books)
    days = sorted({one.book.day for one in opened}, reverse=True)
    firms, renames = as_one_history([list(firm_rows(opened, day)) for day in days])
    tables = Tables(amend=partial(mark_internal, {one.source.document: (one.kind, one.book.marks) for one in opened}))
    first = CityRows(city, days[0], Firms(firms, decisions), own_segment_names(opened), tables)
    by_day = {day: first if day == days[0] else first.on(day) for day in days}
    faults: list[CellFault] = []
    sheets = []
    for one in opened:
        rows = by_day[one.book.day]
        read = _enter(one, rows, progress)
        faults += [] if one.book.is_settled else rows.faults
        rows.faults.clear()
        if not one.book.is_known:
            sheets.append(read)
    stated = tables.documents | first.listed.keys() | first.gone.keys()
    for one in opened:
        if one.source.document in stated:
            by_day[one.book.day].add_document(one.source, sha256=one.sha256, publisher=one.book.publisher)
    ended, steps = _end(
        [(one, _dated(one, first, is_empty=one.source.document not in stated)) for one in opened], tables
    )
    pairs = _count_open_pairs(opened, Decisions(decisions), first.firms)
    others = [SheetRead(one.name, "", 0, 0, (), left_out=one.why) for one in left_out]
    return Ingested(
        ended,
        faults,
        [*sheets, *others],
        list(first.undrawn),
        pairs,
        tuple(renames),
        steps,
        first.unlisted(),
        list(first.hints.items()),
    )


def _count_open_pairs(opened: Iterable[OpenedSheet], told: Decisions, firms: Firms) -> int | None:
    entries = list(islice(firm_entries(opened), _MOST_COMPARED + 1))
    if len(entries) > _MOST_COMPARED:
        return None
    left = (match for match in find_matches(entries) if told.on(match.one, match.other) is None)
    return sum(not _are_one(firms, match.one, match.other) for match in left)


def _are_one(firms: Firms, one: FirmEntry, other: FirmEntry) -> bool:
    try:
        return firms.key(one.name, one.valid_code) == firms.key(other.name, other.valid_code)
    except CellError:
        return False


def _enter(one: OpenedSheet, rows: CityRows, progress: Callable[[str, int], None] | None) -> SheetRead:
    """Enter the rows of a sheet."""
    source = one.source
    results: Counter[bool] = Counter()
    hidden, aside = 0, Aside()
    for record in one.records(aside):
        if rows.is_elsewhere(record):
            aside.elsewhere.append(record.row)
            continue
        hidden += record.row in one.grid.hidden_rows
        results[enter_record(rows, source, record)] += 1
        if progress and results.total() % _STEP == 0:
            progress(source.name, results.total())
    if one.kind == "enterprises":
        rows.note_gone(source.document, aside.names)
    return SheetRead(source.name, one.kind, results[True], results[False], source.found.unread, hidden, aside)


def _dated(one: OpenedSheet, rows: CityRows, *, is_empty: bool) -> DatedList:
    """Return a sheet as a list of its day; an empty one says nothing, however complete the others of its book are."""
    document = one.source.document
    listed, denied, gone = (frozenset(found.get(document, ())) for found in (rows.listed, rows.denied, rows.gone))
    left_open = frozenset(rows.left_open.get(document, ()))
    is_complete = one.book.is_complete and not is_empty
    return DatedList(document, one.book.day, one.kind, is_complete, listed, denied, gone, left_open)


def _end(lists: Sequence[tuple[OpenedSheet, DatedList]], tables: Tables) -> tuple[Rows, tuple[Step, ...]]:
    """Return the rows with what complete lists claim and what later lists end, and how the firms listed change."""
    for one, each in lists:
        if each.is_complete:
            claim_complete(tables, each, evidence=f"row={one.source.found.heading}")
    dated = [each for _, each in lists]
    if len({each.day for each in dated}) == 1:
        return tables.rows, ()
    end_statements(tables.rows, dated)
    return tables.rows, compare_days(dated, tables.rows)
