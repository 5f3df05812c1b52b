"""Read an office's books whole: every sheet that is known, and every fault."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chaingraph.errors import InputError, TableFault, did_you_mean
from chaingraph.filled import Rows
from chaingraph.ingest.cells import plain, read_names
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.complete import Step, claim_complete, compare_days
from chaingraph.ingest.ends import DatedList, end_statements
from chaingraph.ingest.entry import Source
from chaingraph.ingest.firms import FirmRow, Firms
from chaingraph.ingest.grids import Grid, read_grids
from chaingraph.ingest.headings import find_heading, iter_records
from chaingraph.ingest.renames import Rename, as_one_history
from chaingraph.ingest.sheets import SHEETS
from chaingraph.texts import hash_file

__all__ = ["Book", "Ingested", "SheetRead", "ingest_books", "ingest_lists", "read_mapping"]

_GUIDE = frozenset({"说明", "模板"})  # of the empty workbook


@dataclass(frozen=True)
class Book:
    """A workbook or CSV file of an office.

    Attributes
    ----------
    path, day
        The file, and the day that its lists are of.
    name
        What it is called, if not as the file.
    publisher
        Whose lists they are, such as the chain office; empty if it isn't to be said.
    mapping
        Headings of one's own, each with the heading of ours that it means.
    is_complete
        Whether its lists of chains and firms are said to be complete.
    is_known
        Whether it was read before, so that what became of its sheets isn't told again.
    is_settled
        Whether its faults were accepted then: rows at fault are left out and not told again.
    """

    path: Path
    day: date
    name: str = ""
    publisher: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = False
    is_known: bool = False
    is_settled: bool = False


@dataclass(frozen=True)
class SheetRead:
    """What became of one sheet: rows entered, rows at fault, and headings that nothing was made of.

    ``kind`` is the key of the sheet, or empty where it was left out.
    """

    file: str
    kind: str
    good: int
    bad: int
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Ingested:
    """The curated rows of a city by table, all faults, what became of each sheet, and chains without a template.

    ``renames`` are firms that two lists call differently, ``steps`` how the firms listed change from day to day.
    """

    rows: Rows
    faults: Sequence[TableFault]
    sheets: Sequence[SheetRead]
    undrawn: Sequence[str]
    renames: Sequence[Rename] = ()
    steps: Sequence[Step] = ()


@dataclass(frozen=True)
class _Opened:
    """A sheet that is known, with its book and the SHA-256 of the file."""

    book: Book
    source: Source
    grid: Grid
    sha256: str


def ingest_books(
    paths: Iterable[Path], *, city: str, day: date, publisher: str = "", mapping: Mapping[str, str] | None = None
) -> Ingested:
    """Read workbooks and CSV files of one day into the curated tables of one city; see `ingest_lists`."""
    return ingest_lists([Book(path, day, publisher=publisher, mapping=mapping or {}) for path in paths], city=city)


def ingest_lists(books: Iterable[Book], *, city: str) -> Ingested:
    """Read workbooks and CSV files into the curated tables of one city, whatever the order in which they are given.

    Each day has an edition of the lists. A firm is one through all of them and is called as the newest list calls it;
    what later lists end of earlier ones is told by `chaingraph.ingest.ends`.

    Parameters
    ----------
    books
        The books, each of its day.
    city
        Whose lists they are, such as 德州市.

    Raises
    ------
    InputError
        No city, a file that can't be read or holds no sheet that is known, or the same file twice.
    """
    if not (city := plain(city)):
        raise InputError("no city: give the name of the city whose lists these are, such as 德州市")
    opened, left_out = _open_books(books)
    days = sorted({one.book.day for one in opened}, reverse=True)
    firms, renames = as_one_history([list(_firm_rows(opened, day)) for day in days])
    first = CityRows(city, days[0], Firms(firms))
    by_day = {day: first if day == days[0] else first.on(day) for day in days}
    faults: list[TableFault] = []
    sheets = []
    for one in opened:
        rows, source = by_day[one.book.day], one.source
        rows.faults.clear()
        results = [rows.add(source, record) for record in iter_records(one.grid, source.found)]
        faults += [] if one.book.is_settled else rows.faults
        kind, unread = source.found.sheet.key, source.found.unread
        if not one.book.is_known:
            sheets.append(SheetRead(source.name, kind, sum(results), len(results) - sum(results), unread))
    tables = first.tables.rows
    stated = {cells["doc"] for table in tables.values() for cells in table if "doc" in cells}
    stated |= first.listed.keys()
    for one in opened:
        if one.source.document in stated:
            by_day[one.book.day].add_document(one.source, sha256=one.sha256, publisher=one.book.publisher)
    lists = [_dated(one, first, is_empty=one.source.document not in stated) for one in opened]
    for one, each in zip(opened, lists, strict=True):
        if each.is_complete:
            claim_complete(first.tables, each, evidence=f"row={one.source.found.heading}")
    end_statements(tables, lists)
    return Ingested(
        tables, faults, [*sheets, *left_out], list(first.undrawn), tuple(renames), compare_days(lists, tables)
    )


def _dated(one: _Opened, rows: CityRows, *, is_empty: bool) -> DatedList:
    """Return a sheet as a list of its day; an empty one says nothing, however complete the others of its book are."""
    document = one.source.document
    listed, denied = (frozenset(found.get(document, ())) for found in (rows.listed, rows.denied))
    return DatedList(
        document, one.book.day, one.source.found.sheet.key, one.book.is_complete and not is_empty, listed, denied
    )


def _open_books(books: Iterable[Book]) -> tuple[list[_Opened], list[SheetRead]]:
    """Return the sheets that are known, chains first and new ones before old ones; and those that aren't known."""
    opened: list[_Opened] = []
    left_out: list[SheetRead] = []
    seen: dict[str, Path] = {}
    for book in books:
        path, called = book.path, book.name or book.path.name
        found = [(grid, find_heading(grid, book.mapping)) for grid in read_grids(path)]
        if not any(heading for _, heading in found):
            wanted = "、".join(sheet.name.zh for sheet in SHEETS.values())
            raise InputError(
                f"{path}: no sheet with headings that are known ({wanted}); 'chaingraph template' makes such a book, "
                "--mapping says what other headings mean"
            )
        sha256 = hash_file(path)
        if sha256 in seen:
            raise InputError(f"{path}: the same list as {seen[sha256]}; give it once")
        seen[sha256] = path
        for grid, heading in found:
            name = f"{called}[{grid.name}]" if grid.number else called
            if heading:
                document = f"list-{sha256[:12]}-{grid.number}"
                opened.append(_Opened(book, Source(document, called, name, heading), grid, sha256))
            elif grid.name not in _GUIDE and not book.is_known:
                left_out.append(SheetRead(name, "", 0, 0, ()))
    order = list(SHEETS)
    opened.sort(
        key=lambda one: (
            order.index(one.source.found.sheet.key), -one.book.day.toordinal(), one.source.file, one.source.document
        )
    )  # fmt: skip
    return opened, left_out


def _firm_rows(opened: Iterable[_Opened], day: date) -> Iterator[FirmRow]:
    for one in opened:
        if one.source.found.sheet.key == "enterprises" and one.book.day == day:
            for record in iter_records(one.grid, one.source.found):
                cells = record.cells
                if cells["name"]:
                    former = tuple(read_names(cells.get("former", "")))
                    yield FirmRow(cells["name"], cells.get("code", "").upper(), former)


def read_mapping(path: Path) -> dict[str, str]:
    """Read which headings of one's own mean which of ours, from YAML: one heading a line.

    Raises
    ------
    InputError
        No YAML, or something else than texts to texts.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path}: no YAML that can be read ({reason}); write a line such as 公司: 企业名称") from error
    if not isinstance(found, dict) or not all(isinstance(one, str) for pair in found.items() for one in pair):
        raise InputError(
            f"{path}: must say for each heading of yours which of ours it means, a line such as 公司: 企业名称"
        )
    known = {field.name.zh for sheet in SHEETS.values() for field in sheet.fields}
    for ours in found.values():
        if ours not in known:
            raise InputError(f"{path}: no heading is called '{ours}'{did_you_mean(ours, sorted(known))}")
    return {plain(theirs): plain(ours) for theirs, ours in found.items()}
