"""Read workbooks in the format of Excel 97 (.xls, and .et or .wps of the same kind)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chaingraph.ingest.sheet_marks import SheetMarks, shown_as

if TYPE_CHECKING:
    from xlrd import Book
    from xlrd.sheet import Sheet

__all__ = ["OldSheet", "read_old_sheets"]

#: What xlrd calls kinds of cells.
_TEXT, _NUMBER, _DAY, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
#: What a workbook of today with a password holds, which is a file of the old kind.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class OldSheet:
    """A sheet: rows of values, all of one length; marks; merged ranges by their corners, from 0, both included."""

    name: str
    rows: Sequence[Sequence[object]]
    marks: SheetMarks
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
    is_hidden: bool


def read_old_sheets(path: Path) -> Iterator[OldSheet]:
    """Yield the sheets of a workbook.

    Raises
    ------
    PermissionError
        A workbook with a password.
    ValueError
        A file that isn't as Excel writes it.
    """
    import xlrd

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            book = xlrd.open_workbook(str(path), formatting_info=True, ragged_rows=True, logfile=nowhere)
        except Exception as error:  # its parts are read as they come: what is wrong with one may raise anything
            if "encrypted" in str(error) or _ENCRYPTED in path.read_bytes():
                raise PermissionError("a password") from error
            raise ValueError("its parts don't fit together") from error
    shown = _shown(book)
    for sheet in book.sheets():
        yield _read_sheet(book, sheet, shown)


def _shown(book: "Book") -> Mapping[int, str]:
    """Return which numbers of a cell's style mean that it is shown as a percentage, a month or a year."""
    codes = {key: shown_as(one.format_str or "") for key, one in book.format_map.items()}
    return {at: codes[style.format_key] for at, style in enumerate(book.xf_list) if codes.get(style.format_key)}


def _read_sheet(book: "Book", sheet: "Sheet", shown: Mapping[int, str]) -> OldSheet:
    marks = SheetMarks({at + 1 for at, row in sheet.rowinfo_map.items() if row.hidden}, tells_formats=True)
    rows: list[list[object]] = []
    for at in range(sheet.nrows):
        values = [
            _value(book, kind, value) for kind, value in zip(sheet.row_types(at), sheet.row_values(at), strict=True)
        ]
        rows.append(values + [None] * (sheet.ncols - len(values)))
        for column, kind in enumerate(sheet.row_types(at)):
            how = shown.get(sheet.cell_xf_index(at, column)) if kind in {_NUMBER, _DAY} else None
            if how:
                marks.show(how, (at + 1, column + 1))
    merged = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    return OldSheet(sheet.name, rows, marks, merged, is_hidden=sheet.visibility != 0)


def _value(book: "Book", kind: int, value: object) -> object:
    from xlrd import error_text_from_code
    from xlrd.xldate import XLDateError, xldate_as_datetime

    if kind == _DAY and isinstance(value, float):
        try:
            day: datetime = xldate_as_datetime(value, book.datemode)
        except (XLDateError, ValueError, OverflowError):
            return value
        return day if day.time() != day.min.time() else day.date()
    if kind == _BOOLEAN:
        return bool(value)
    if kind == _ERROR:
        return error_text_from_code.get(value, "#N/A")
    return value if kind in {_TEXT, _NUMBER, _DAY} else None
