"""Open workbooks and CSV files as plain grids of cells, and refuse what would harm the reader."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chaingraph.errors import InputError
from chaingraph.ingest.cells import plain_lines
from chaingraph.ingest.ods_marks import SHEETS_PART, read_ods_marks
from chaingraph.ingest.old_books import read_old_sheets
from chaingraph.ingest.sheet_marks import SheetMarks
from chaingraph.ingest.xlsx_marks import BOOK, read_xlsx_marks

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["CsvRows", "Grid", "read_grids"]

_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".wps"})
_MOST_BYTES = 1 << 30  # of a workbook's parts, unpacked
_MOST_PACKED = 200  # times that a part may be larger than packed, where it is large
_SMALL_PART = 16 << 20
#: Longer than any cell of a list; Excel itself holds 32,767 signs.
_LONGEST_CELL = 32_767
_MOST_CELLS = 1 << 26  # of a sheet, those between that are empty included, as they take memory too
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00:00)?")
_MOST_MERGED = 500_000  # cells in ranges of several rows
_PART = 1 << 16  # signs of a text read at a time
_Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Grid:
    """One sheet: its number in the file (from 1; 0 for a CSV file), its name, and its rows of texts.

    Rows are numbered as the file numbers them, from 1. A merged range shows its text in each of its cells. The rows of
    a CSV file are read from it each time that they are gone through, so that a file of any length takes little memory.
    A cell of several lines keeps them apart; one that shows a percentage, or of a day the month alone, is what it
    shows, if ``tells_formats``. ``is_hidden`` says whether the sheet is hidden, ``hidden_rows`` which rows are,
    ``spans`` the first and last row of each cell that is merged over several, by row and column from 1, all as far as
    the kind of file tells.
    """

    number: int
    name: str
    rows: "Sequence[tuple[str, ...]] | CsvRows"
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    tells_formats: bool = True

    def head(self, most: int) -> list[tuple[str, ...]]:
        """Return the first rows."""
        return list(islice(self.rows, most))


@dataclass(frozen=True)
class CsvRows:
    """The rows of a CSV file, which can be gone through again and again.

    Raises
    ------
    InputError
        On the way: a row that can't be read, or a cell of more than 32,767 signs.
    """

    path: Path
    encoding: str

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as texts."""
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                first = file.readline(_LONGEST_CELL)
                file.seek(0)
                dialect = csv.excel_tab if first.count("\t") > first.count(",") else csv.excel
                for row in csv.reader(file, dialect):
                    yield tuple(map(_text, row))
        except (csv.Error, OSError, ValueError) as error:
            raise InputError(f"{self.path}: not a CSV file that can be read ({error}); save it anew") from error


def read_grids(path: Path) -> list[Grid]:
    """Read all sheets of a workbook (.xlsx, .xls …, also one that was renamed), or a CSV file (UTF-8, UTF-16 or GBK).

    Raises
    ------
    InputError
        No such file, no table, a workbook with a password, one whose parts unpack to more than 1 GB, whose sheet has
        more than 67 million cells or whose merged ranges lie on one another, a text that is in none of these encodings,
        or a cell of more than 32,767 signs; of a CSV file these are met on the way.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}; give a workbook or a CSV file") from error
    is_zip, is_old = head.startswith(b"PK"), head.startswith(b"\xd0\xcf\x11\xe0")
    if is_zip:
        _check_parts(path)
    if is_zip or is_old:
        return _read_book(path) if is_zip else _read_old_book(path)
    if path.suffix.lower() in _BOOKS:
        raise InputError(f"{path}: not a workbook, whatever its name says; save it as .xlsx or .csv")
    return [Grid(0, path.stem, CsvRows(path, _encoding(path)))]


def _check_parts(path: Path) -> None:
    """Refuse an archive that unpacks to far more than it holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise InputError(f"{path}: a damaged workbook ({error}); save it anew as .xlsx") from error
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _SMALL_PART and part.file_size > _MOST_PACKED * max(part.compress_size, 1) for part in parts
    )
    if total > _MOST_BYTES or swollen:
        raise InputError(f"{path}: the workbook unpacks to {total:,} bytes, far more than a list holds; not opened")


def _read_book(path: Path) -> list[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        marks = _read_marks(path)  # first: it refuses what would take more memory than there is
        book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))  # by its content, whatever its name says
        return [
            _read_sheet(book, number, name, marks.get(name, SheetMarks()))
            for number, name in enumerate(book.sheet_names, start=1)
        ]
    except PasswordError as error:
        raise _locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _read_marks(path: Path) -> Mapping[str, SheetMarks]:
    """Return the marks of each sheet of an .xlsx or .ods file by its name; none for others, or packed otherwise."""
    try:
        with zipfile.ZipFile(path) as archive:
            kinds = {SHEETS_PART, BOOK}.intersection(archive.namelist())
            if len(kinds) > 1:
                raise ValueError("parts of two kinds of workbooks")
            return read_ods_marks(archive) if kinds == {SHEETS_PART} else read_xlsx_marks(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {}


def _read_old_book(path: Path) -> list[Grid]:
    try:
        return [
            _grid(number, sheet.name, [list(map(_text, row)) for row in sheet.rows], sheet.marks, sheet.merged,
                  is_hidden=sheet.is_hidden)
            for number, sheet in enumerate(read_old_sheets(path), start=1)
        ]  # fmt: skip
    except PermissionError as error:
        raise _locked(path) from error
    except ValueError as error:
        raise _unreadable(path, error) from error


def _locked(path: Path) -> InputError:
    return InputError(f"{path}: the workbook has a password; save it without one")


def _unreadable(path: Path, error: Exception) -> InputError:
    return InputError(f"{path}: not a workbook that can be read ({error}); save it anew as .xlsx")


def _read_sheet(book: "CalamineWorkbook", number: int, name: str, marks: SheetMarks) -> Grid:
    from python_calamine import SheetVisibleEnum

    if marks.height * marks.width > _MOST_CELLS:
        raise ValueError(f"{name}: {marks.height:,} rows of {marks.width:,} columns, far more than a list holds")
    sheet = book.get_sheet_by_name(name)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    rows += [[] for _ in range(len(rows), max((at for at, _ in marks.barred), default=0))]
    is_hidden = book.sheets_metadata[number - 1].visible != SheetVisibleEnum.Visible
    return _grid(number, name, rows, marks, sheet.merged_cell_ranges or marks.merged, is_hidden=is_hidden)


def _grid(
    number: int, name: str, rows: list[list[str]], marks: SheetMarks, merged: Iterable[_Range], *, is_hidden: bool
) -> Grid:
    """Return a grid of rows of one length, changed as their marks and merged ranges (by corners, from 0) say."""
    for shown, places in ((_percent, marks.percent), (_month, marks.months), (_year, marks.years)):
        for at, column in places:
            if at <= len(rows) and column <= len(rows[at - 1]):
                rows[at - 1][column - 1] = shown(rows[at - 1][column - 1])
    for (at, column), said in marks.barred.items():
        row = rows[at - 1]
        row += [""] * (column - len(row))
        row[column - 1] = said
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    held = 0
    free = len(rows) * max(map(len, rows), default=0)
    for (top, left), (bottom, right) in merged:
        if top < len(rows) and left < len(rows[top]):
            free -= (min(bottom + 1, len(rows)) - top) * (min(right + 1, len(rows[top])) - left)
            held += (min(bottom + 1, len(rows)) - top) * (min(right, len(rows[top])) - left + 1) if bottom > top else 0
            if held > _MOST_MERGED:
                raise ValueError(f"{name}: merged over far more cells than a list has")
            if free < 0:
                raise ValueError(f"{name}: merged ranges lie on one another")
            for at, row in enumerate(rows[top : bottom + 1], start=top + 1):
                row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
                if bottom > top:
                    spans |= {
                        (at, column + 1): (top + 1, bottom + 1) for column in range(left, min(right + 1, len(row)))
                    }
    return Grid(number, name, tuple(map(tuple, rows)), is_hidden, frozenset(marks.hidden), spans, marks.tells_formats)


def _percent(text: str) -> str:
    """Return a number as a cell shows it that is formatted as a percentage: 0.085 is 8.5%."""
    if not _NUMBER.fullmatch(text):
        return text
    hundred = format((Decimal(text) * 100).normalize(), "f")
    return f"{hundred}%"


def _month(text: str) -> str:
    """Return a day as a cell shows it that shows no day: 2024-06."""
    return text[:7] if _DAY.fullmatch(text) else text


def _year(text: str) -> str:
    return text[:4] if _DAY.fullmatch(text) else text


def _text(cell: object) -> str:
    if isinstance(cell, str) and len(cell) > _LONGEST_CELL:
        raise ValueError(f"a cell of {len(cell):,} signs")
    return plain_lines(cell)


def _encoding(path: Path) -> str:
    """Return in which encoding a text is, by reading it once from beginning to end."""
    with path.open("rb") as file:
        start = file.read(2)
    encodings = ["utf-16"] if start in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while part := file.read(_PART):
                    if "\x00" in part:
                        raise InputError(f"{path}: holds NUL signs, so it is no text; save it as .xlsx or as .csv")
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputError(f"{path}: neither UTF-8 nor GBK; save it as .xlsx or as UTF-8 .csv")
