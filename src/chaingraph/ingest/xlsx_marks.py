"""What an .xlsx file says of its cells beside values: hidden rows, errors, formulas without one, how they are shown."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from chaingraph.ingest.sheet_marks import NOT_CALCULATED, SheetMarks, is_error, parse_part, shown_as

__all__ = ["BOOK", "read_xlsx_marks"]

_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
_TRUE = frozenset({"1", "true"})
#: Formats that every book has: percentages; years with months but no days, as Chinese programs number them.
_BUILT_IN = {**dict.fromkeys(("9", "10"), "percent"), **dict.fromkeys(("17", "27", "36", "50", "52", "57"), "month")}


def read_xlsx_marks(archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    """Return the marks of each sheet by its name; none for files of other kinds.

    Raises
    ------
    ValueError
        A part that isn't XML, or declares entities.
    """
    parts = frozenset(archive.namelist())
    styles = _styles(archive) if _STYLES in parts else {}
    return {name: _read_part(archive, part, styles) for name, part in _sheets(archive) if part in parts}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet."""
    try:
        links = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        sheets = _elements(archive, BOOK, "sheet")
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
        parse_part(parser, file)
    return found


def _read_part(archive: zipfile.ZipFile, part: str, styles: Mapping[str, str]) -> SheetMarks:
    reader = _MarksReader(styles)
    with archive.open(part) as file:
        parse_part(reader.parser, file)
    return reader.marks


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _MarksReader:
    """Collects the marks of a sheet from its elements in their order; what isn't numbered follows the last.

    Texts and ends of elements are listened to only within cells that have a formula or an error, as those are few.
    """

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.marks = SheetMarks(tells_formats=True)
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
