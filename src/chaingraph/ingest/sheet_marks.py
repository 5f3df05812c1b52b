"""What a workbook's file says of its cells beside their values: rows that are hidden, formulas without a value."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from typing import IO

__all__ = ["NOT_CALCULATED", "SheetMarks", "is_error", "read_marks"]

#: Stands in a cell whose formula no spreadsheet has worked out yet.
NOT_CALCULATED = "#公式未算"
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:5\d\d|#公式未算", re.IGNORECASE)
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_BARRED = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v>([^<]{1,20})</', re.DOTALL)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v>([^<]))?"
)
_NUMBER, _PLACE, _TEXT = re.compile(rb'\br="(\d+)"'), re.compile(rb'\br="([A-Z]{1,3})(\d+)"'), b't="str"'
_PART = 1 << 20
_LONGEST_ROW = 16 << 20


@dataclass
class SheetMarks:
    """Rows that are hidden or filtered out, and what stands in cells that have no value; all counted from 1."""

    hidden: set[int] = field(default_factory=set)
    barred: dict[tuple[int, int], str] = field(default_factory=dict)


def is_error(text: str) -> bool:
    """Say whether a cell holds an error of a spreadsheet instead of a value.

    Examples
    --------
    >>> is_error("#N/A"), is_error("#REF!"), is_error("甲公司")
    (True, True, False)
    """
    return text.startswith(("#", "E")) and _ERROR.fullmatch(text) is not None


def read_marks(path: Path) -> Mapping[str, SheetMarks]:
    """Return the marks of each sheet of an .xlsx file by its name; none for files of other kinds, or packed otherwise.

    Raises
    ------
    OSError
        A file that can't be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = frozenset(archive.namelist())
            return {name: _read_part(archive, part) for name, part in _sheets(archive) if part in parts}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet."""
    try:
        book, links = (
            archive.read(part).decode("utf-8", "replace") for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
        )
    except KeyError:  # another kind of file
        return
    targets = {link["Id"]: link["Target"] for link in _elements(links, "Relationship") if {"Id", "Target"} <= set(link)}
    for sheet in _elements(book, "sheet"):
        target = targets.get(sheet.get("id", ""), "")
        yield sheet.get("name", ""), str(PurePosixPath("/xl") / target)[1:]


def _elements(text: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each element of a name, without prefixes; no entity but a sign's is resolved."""
    for element in re.finditer(rf"<(?:\w+:)?{name}\b([^>]*)>", text):
        yield {key: unescape(value) for key, value in re.findall(r'(?:\w+:)?(\w+)="([^"]*)"', element[1])}


def _read_part(archive: zipfile.ZipFile, part: str) -> SheetMarks:
    marks = SheetMarks()
    with archive.open(part) as file:
        for rows in _by_rows(file):
            _note(rows, marks)
    return marks


def _by_rows(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a sheet in pieces that each end with a row; rows far longer than any list's are left out."""
    left = b""
    while part := file.read(_PART):
        rows, end, left = (left + part).rpartition(b"row>")
        if end:
            yield rows
        elif len(left) > _LONGEST_ROW:
            return
    yield left


def _note(rows: bytes, marks: SheetMarks) -> None:
    if b"hidden=" in rows:
        found = (_NUMBER.search(row[1]) for row in _ROW.finditer(rows) if _HIDDEN.search(row[1]))
        marks.hidden.update(int(number[1]) for number in found if number)
    if b't="e"' in rows:
        for cell in _BARRED.finditer(rows):
            _bar(marks, cell[1], cell[2].decode("utf-8", "replace"))
    if b"f>" in rows or b"<f" in rows:
        for cell in _FORMULA.finditer(rows):
            if cell[2] is None and _TEXT not in cell[1]:
                _bar(marks, cell[1], NOT_CALCULATED)


def _bar(marks: SheetMarks, attributes: bytes, said: str) -> None:
    place = _PLACE.search(attributes)
    if place:
        column = 0
        for letter in place[1]:
            column = 26 * column + letter - 64
        marks.barred.setdefault((int(place[2]), column), said)
