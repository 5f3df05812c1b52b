"""What a workbook's file says of its cells beside values: hidden rows, formulas without a value, how they are shown."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO
from xml.parsers import expat

__all__ = ["NOT_CALCULATED", "SheetMarks", "is_error", "read_marks", "shown_as"]

#: Stands in a cell whose formula no spreadsheet has worked out yet.
NOT_CALCULATED = "#公式未算"
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:5\d\d|#公式未算", re.IGNORECASE)
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_LONGEST_FORMAT = 255  # signs, of which Excel itself takes no more
_STYLES = "xl/styles.xml"
_BOOK = "xl/workbook.xml"
_ODS_SHEETS = "content.xml"
_TRUE = frozenset({"1", "true"})
#: Formats that every book has: percentages; years with months but no days, as Chinese programs number them.
_BUILT_IN = {**dict.fromkeys(("9", "10"), "percent"), **dict.fromkeys(("17", "27", "36", "50", "52", "57"), "month")}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass
class SheetMarks:
    """Rows that are hidden or filtered out, and what stands in cells that have no value; all counted from 1.

    ``percent`` are cells that show their number as so many of a hundred, ``months`` those that show of a day its month
    alone, ``years`` those that show its year alone. ``height`` and ``width`` are the last row and column with a filled
    cell, as far as cells are numbered. ``merged`` are ranges by their corners, from 0, where
    the values don't tell them.
    """

    hidden: set[int] = field(default_factory=set)
    barred: dict[tuple[int, int], str] = field(default_factory=dict)
    percent: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    years: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()

    def show(self, kind: str, place: tuple[int, int]) -> None:
        """Note how a cell shows its value; see `shown_as`."""
        {"percent": self.percent, "month": self.months, "year": self.years}[kind].add(place)


def is_error(text: str) -> bool:
    """Say whether a cell holds an error of a spreadsheet instead of a value.

    Examples
    --------
    >>> is_error("#N/A"), is_error("#REF!"), is_error("甲公司")
    (True, True, False)
    """
    return text.startswith(("#", "E")) and _ERROR.fullmatch(text) is not None


def read_marks(path: Path) -> Mapping[str, SheetMarks]:
    """Return the marks of each sheet of an .xlsx or .ods file by its name; none for other kinds, or packed otherwise.

    Raises
    ------
    OSError
        A file that can't be read.
    ValueError
        A part that isn't XML, or declares entities, or a sheet of an .ods file that is far larger than a list.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = frozenset(archive.namelist())
            if _ODS_SHEETS in parts and _BOOK in parts:
                raise ValueError("parts of two kinds of workbooks")
            if _ODS_SHEETS in parts:
                return _read_ods(archive)
            styles = _styles(archive) if _STYLES in parts else {}
            return {name: _read_part(archive, part, styles) for name, part in _sheets(archive) if part in parts}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {}


def _read_ods(archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    from chaingraph.ingest.ods_marks import OdsReader

    reader = OdsReader()
    with archive.open(_ODS_SHEETS) as file:
        _parse(reader.parser, file)
    return {name: sheet.marks() for name, sheet in reader.sheets.items()}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet."""
    try:
        links = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        sheets = _elements(archive, _BOOK, "sheet")
    except KeyError:  # another kind of file
        return
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in sheets:
        target = targets.get(sheet.get("id"), "")
        yield sheet.get("name", ""), str(PurePosixPath("/xl") / target)[1:]


def _styles(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Return which numbers of a cell's style mean that it is shown as a percentage, a month or a year."""
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _elements(archive, _STYLES, "numFmt")}
    shown = {number: shown_as(code) for number, code in codes.items()}
    cells = _elements(archive, _STYLES, "xf", within="cellXfs")
    kinds = (shown.get(one.get("numFmtId", ""), _BUILT_IN.get(one.get("numFmtId", ""), "")) for one in cells)
    return {str(at): kind for at, kind in enumerate(kinds) if kind}


def shown_as(code: str) -> str:
    """Return what a format shows: ``percent``, ``month`` (and year), ``year``, or something else.

    Examples
    --------
    >>> shown_as("0.0%"), shown_as('yyyy"年"m"月"'), shown_as("yyyy"), shown_as("yyyy-mm-dd"), shown_as("0.00")
    ('percent', 'month', 'year', '', '')
    """
    if len(code) > _LONGEST_FORMAT:
        return ""
    bare = _LITERAL.sub("", code.partition(";")[0]).casefold()
    if "%" in bare:
        return "percent"
    if "y" not in bare or "d" in bare or "h" in bare:
        return ""
    return "month" if "m" in bare else "year"


def _elements(archive: zipfile.ZipFile, part: str, wanted: str, within: str = "") -> list[dict[str, str]]:
    """Return the attributes of each element of a name, without prefixes; ``within`` names one that holds them."""
    found = []
    around: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == wanted and (not within or within in around[-1:]):
            found.append({_local(key): value for key, value in attributes.items()})
        around.append(_local(name))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: around.pop()
    with archive.open(part) as file:
        _parse(parser, file)
    return found


def _read_part(archive: zipfile.ZipFile, part: str, styles: Mapping[str, str]) -> SheetMarks:
    reader = _MarksReader(styles)
    with archive.open(part) as file:
        _parse(reader.parser, file)
    return reader.marks


def _parse(parser: expat.XMLParserType, file: IO[bytes]) -> None:
    """Read a part, but none with a document type, with which entities would come."""
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.ParseFile(file)
    except (expat.ExpatError, LookupError) as error:  # the latter for an encoding that nobody knows
        raise ValueError(str(error)) from error


def _refuse(*_: object) -> None:
    raise ValueError("a part with a document type")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _MarksReader:
    """Collects the marks of a sheet from its elements in their order; what isn't numbered follows the last.

    Texts and ends of elements are listened to only within cells that have a formula or an error, as those are few.
    """

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.marks = SheetMarks()
        self._styles = styles
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._value = ""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell = attributes
            self._column += 1
            if "r" in attributes:
                self._move(attributes["r"])
            if attributes.get("t") == "e":
                self._listen()
        elif name == "f":
            self._fill()
            self._listen()
        elif name == "is":
            self._fill()
        elif name == "v":
            self._fill()
            if self._cell.get("s") in self._styles:
                self.marks.show(self._styles[self._cell["s"]], (self._row, self._column))
            if self.parser.EndElementHandler:
                self.parser.CharacterDataHandler = self._read
        elif name == "row":
            number = attributes.get("r", "")
            self._row, self._column = int(number) if number.isdecimal() else self._row + 1, 0
            if attributes.get("hidden") in _TRUE:
                self.marks.hidden.add(self._row)

    def _move(self, place: str) -> None:
        found = _PLACE.fullmatch(place)
        if found:
            self._row, self._column = int(found[2]), _column(found[1])

    def _fill(self) -> None:
        self.marks.height = max(self.marks.height, self._row)
        self.marks.width = max(self.marks.width, self._column)

    def _listen(self) -> None:
        self._value = ""
        self.parser.EndElementHandler = self._end

    def _read(self, text: str) -> None:
        self._value += text

    def _end(self, name: str) -> None:
        self.parser.CharacterDataHandler = None
        if name.rpartition(":")[2] == "c":
            self.parser.EndElementHandler = None
            kind, place = self._cell.get("t"), (self._row, self._column)
            if 0 not in place and (kind == "e" or (kind != "str" and not self._value)):
                self.marks.barred[place] = self._value if is_error(self._value) else NOT_CALCULATED


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - 64
    return column
