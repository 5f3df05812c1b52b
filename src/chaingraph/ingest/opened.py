"""Open an office's books: their sheets that are known, and the firms and segments that these name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chaingraph.errors import InputError
from chaingraph.ingest.cells import is_nobody, read_names, without_share
from chaingraph.ingest.entry import Source
from chaingraph.ingest.firms import FirmRow
from chaingraph.ingest.grids import Grid, read_grids
from chaingraph.ingest.headings import Aside, Found, Record, find_heading, is_wide, iter_records
from chaingraph.ingest.internal import Marks, find_lead, find_other_list
from chaingraph.ingest.name_kinds import kind_of_name
from chaingraph.ingest.sheets import FAULT_SHEETS, GUIDES, SHEETS
from chaingraph.matching.decisions import Decision, parse_decisions
from chaingraph.matching.verdicts import FirmEntry
from chaingraph.texts import hash_file

__all__ = [
    "Book",
    "LeftOut",
    "OpenedSheet",
    "firm_entries",
    "firm_rows",
    "list_firms",
    "open_books",
    "own_segment_names",
    "read_decisions",
]

#: Sheets of the empty workbook, and of that with marked faults, which aren't lists.
_NO_LISTS = frozenset({*GUIDES, *FAULT_SHEETS.values()})
#: Columns that only mention firms, by sheet.
_MENTIONS = {
    "chains": ("owners", "cores", "members"), "owners": ("owners", "cores", "members"), "projects": ("investors",),
    "supplies": ("supplier", "customer"), "awards": ("name",),
}  # fmt: skip
_MAY_BE_PROBLEMS = frozenset({"enterprises", "awards", "owners"})
_MAY_BE_LEADS = _MAY_BE_PROBLEMS | {"projects"}
#: What is said of a book in which no list is read but that has such a one.
_OTHER_LISTS = {
    "leads": "a list of leads (it has the column {word}); firms that are still to be won are in none of the city's "
    "chains, so it isn't read; give the list of firms that are there",
    "problems": "a list of what firms complain of (it has the column {word}), which stays in the office, so it isn't "
    "read; give the list of firms itself",
    "wide": "a table with a column a period, which isn't read; write one figure a row, with the columns "
    "指标 (indicator), 数值 (value), 单位 (unit), 期间 (period)",
}


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
    marks
        Which columns stay in the house, where that isn't as `chaingraph.ingest.internal` has it.
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
    marks: Marks = field(default_factory=lambda: Marks({}))
    is_complete: bool = False
    is_known: bool = False
    is_settled: bool = False


@dataclass(frozen=True)
class OpenedSheet:
    """A sheet that is known, with its book and the SHA-256 of the file."""

    book: Book
    source: Source
    grid: Grid
    sha256: str

    @property
    def kind(self) -> str:
        """The key of the sheet."""
        return self.source.found.sheet.key

    def records(self, aside: Aside | None = None) -> Iterator[Record]:
        """Yield the rows below its heading; ``aside`` is given the numbers of those that aren't taken."""
        return iter_records(self.grid, self.source.found, aside)


@dataclass(frozen=True)
class LeftOut:
    """A sheet that isn't read: its name, and why.

    ``unknown``: nothing in it is a heading of ours. ``hidden``: often it is an older list, and nobody sees what it
    says. ``leads``: it lists firms that the office wants to win, which are not in the city. ``problems``: it
    lists what firms complain of, which no sheet of ours has. ``wide``: it has a column a period.
    """

    name: str
    why: str


def open_books(books: Iterable[Book]) -> tuple[list[OpenedSheet], list[LeftOut]]:
    """Return the sheets that are known, chains first and new ones before old ones, and those left out.

    Raises
    ------
    InputError
        A file that can't be read or holds no sheet that is known, or the same file twice.
    """
    opened: list[OpenedSheet] = []
    left_out: list[LeftOut] = []
    seen: dict[str, Path] = {}
    for book in books:
        path, called = book.path, book.name or book.path.name
        found = [(grid, find_heading(grid, book.mapping)) for grid in read_grids(path)]
        told = [(grid, heading, *_why_left_out(grid, heading)) for grid, heading in found]
        kinds = {why: word for *_, why, word in told}
        if "" not in kinds:
            raise InputError(f"{path}: {_told_of_none(kinds)}")
        sha256 = hash_file(path)
        if sha256 in seen:
            raise InputError(f"{path}: the same list as {seen[sha256]}; give it once")
        seen[sha256] = path
        for grid, heading, why, _ in told:
            name = f"{called}[{grid.name}]" if grid.number else called
            if heading and not why:
                document = f"list-{sha256[:12]}-{grid.number}"
                source = Source(document, path, grid.number, called, name, heading, grid.tells_formats)
                opened.append(OpenedSheet(book, source, grid, sha256))
            elif grid.name not in _NO_LISTS and not book.is_known and (heading or not grid.is_hidden):
                left_out.append(LeftOut(name, why))
    order = list(SHEETS)
    opened.sort(
        key=lambda one: (order.index(one.kind), -one.book.day.toordinal(), one.source.file, one.source.document)
    )
    return opened, left_out


def _why_left_out(grid: Grid, heading: Found | None) -> tuple[str, str]:
    """Return why a sheet isn't read, as `LeftOut` has it, and a heading that tells; empty texts for one that is."""
    if grid.is_hidden:
        return "hidden", ""
    if heading is None:
        return "wide" if is_wide(grid) else "unknown", ""
    return _other_list(heading)


def _told_of_none(kinds: Mapping[str, str]) -> str:
    """Return what is said of a book of which no sheet is read: the reasons, each with a heading that tells."""
    for kind, told in _OTHER_LISTS.items():
        if kind in kinds:
            return told.format(word=kinds[kind])
    wanted = "、".join(sheet.name.zh for sheet in SHEETS.values())
    return (
        f"no sheet with headings that are known ({wanted}); 'chaingraph template' makes such a book, "
        "--mapping says what other headings mean"
    )


def _other_list(found: Found) -> tuple[str, str]:
    """Return the kind of a list of firms that no sheet of ours is, and a heading that tells; nothing for others."""
    lead = find_lead(found.unread) if found.sheet.key in _MAY_BE_LEADS else ""
    return ("leads", lead) if lead else find_other_list(found.unread if found.sheet.key in _MAY_BE_PROBLEMS else ())


def firm_rows(opened: Iterable[OpenedSheet], day: date) -> Iterator[FirmRow]:
    """Yield what the lists of firms of a day say of the identity of each."""
    for one in opened:
        for record in one.records() if one.kind == "enterprises" and one.book.day == day else ():
            cells = record.cells
            if cells["name"]:
                yield FirmRow(cells["name"], cells.get("code", "").upper(), tuple(read_names(cells.get("former", ""))))


def firm_entries(opened: Iterable[OpenedSheet]) -> Iterator[FirmEntry]:
    """Yield the firms that sheets list, and those that they mention: owners, investors, suppliers, award winners."""
    for one in opened:
        for record in one.records() if one.kind in {"enterprises", *_MENTIONS} else ():
            cells, where = record.cells, f"{one.source.name}:{record.row}"
            if one.kind == "enterprises" and cells["name"]:
                former, county = tuple(read_names(cells.get("former", ""))), cells.get("county", "")
                yield FirmEntry(cells["name"], cells.get("code", "").upper(), former, county, where=where)
            for column in _MENTIONS.get(one.kind, ()):
                yield from (
                    FirmEntry(name, where=where)
                    for name in map(without_share, read_names(cells.get(column, "")))
                    if not is_nobody(name) and not kind_of_name(name)
                )


def own_segment_names(opened: Iterable[OpenedSheet]) -> list[str]:
    """Return the names of the segments that the books declare."""
    sheets = (one for one in opened if one.kind == "own_segments")
    return [name for one in sheets for record in one.records() for name in read_names(record.cells["segment"])]


def list_firms(paths: Iterable[Path], mapping: Mapping[str, str] | None = None) -> list[FirmEntry]:
    """Return the firms that books name, as lists of firms, as investors, and as suppliers and customers.

    Raises
    ------
    InputError
        As `open_books` does.
    """
    books = [Book(path, date.min, mapping=mapping or {}) for path in paths]
    return list(firm_entries(open_books(books)[0]))


def read_decisions(path: Path) -> list[Decision]:
    """Read the decisions in a sheet of pairs, CSV or workbook.

    Raises
    ------
    InputError
        A file that can't be read or is no sheet of pairs, or a decision in other words.
    """
    grids = read_grids(path)
    grid = next((grid for grid in grids if not grid.is_hidden), grids[0])
    return parse_decisions(
        [tuple(" ".join(cell.split("\n")) for cell in row) for row in grid.rows],
        f"{path.name}[{grid.name}]" if grid.number else path.name,
    )
