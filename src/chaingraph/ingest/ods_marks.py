"""What an .ods file says of its cells beside values: merged ranges, hidden rows, errors, percentages; and its size."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from xml.parsers import expat

from chaingraph.ingest.sheet_marks import SheetMarks, is_error, parse_part

__all__ = ["SHEETS_PART", "read_ods_marks"]

SHEETS_PART = "content.xml"

#: More cells than a list has: a cell or row may stand for any number of the same, and takes memory as often.
_MOST_CELLS = 5_000_000
_Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class _Sheet:
    """Ranges by their corners, from 1, both included; ``height`` and ``width`` are the last filled row and column."""

    height: int = 0
    width: int = 0
    hidden: list[tuple[int, int]] = field(default_factory=list)
    percent: list[_Range] = field(default_factory=list)
    barred: list[tuple[_Range, str]] = field(default_factory=list)
    merged: list[_Range] = field(default_factory=list)

    def marks(self) -> SheetMarks:
        """Return the marks of a sheet that is no larger than a list.

        Raises
        ------
        ValueError
            One that is larger.
        """
        if self.height * self.width > _MOST_CELLS:
            raise ValueError(f"{self.height:,} rows of {self.width:,} columns, far more than a list holds")
        hidden = {row for first, last in self.hidden for row in range(first, min(last, self.height) + 1)}
        barred = {place: said for span, said in self.barred for place in _places(span)}
        merged = [((top - 1, left - 1), (bottom - 1, right - 1)) for (top, left), (bottom, right) in self.merged]
        percent = {place for span in self.percent for place in _places(span)}
        return SheetMarks(hidden, barred, percent, merged=merged)


def _places(span: _Range) -> "product[tuple[int, int]]":
    (top, left), (bottom, right) = span
    return product(range(top, bottom + 1), range(left, right + 1))


def read_ods_marks(archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    """Return the marks of each sheet by its name.

    Raises
    ------
    ValueError
        A part that isn't XML, or declares entities, or a sheet that is far larger than a list.
    """
    reader = _Reader()
    with archive.open(SHEETS_PART) as file:
        parse_part(reader.parser, file)
    return {name: sheet.marks() for name, sheet in reader.sheets.items()}


class _Reader:
    """Collects what the part says of each sheet, by its name."""

    def __init__(self) -> None:
        self.sheets: dict[str, _Sheet] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self._sheet = _Sheet()
        self._rows = self._columns = (0, 0)
        self._text = ""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "table":
                self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), _Sheet())
                self._rows = self._columns = (0, 0)
            case "table-row":
                self._rows, self._columns = _next(self._rows, attributes, "table:number-rows-repeated"), (0, 0)
                if attributes.get("table:visibility") in {"collapse", "filter"}:
                    self._sheet.hidden.append(self._rows)
            case "table-cell" | "covered-table-cell":
                self._columns = _next(self._columns, attributes, "table:number-columns-repeated")
                self._read_cell(attributes)

    def _read_cell(self, attributes: dict[str, str]) -> None:
        top, left = self._rows[0], self._columns[0]
        span: _Range = ((top, left), (self._rows[1], self._columns[1]))
        kinds = {value for name, value in attributes.items() if name.endswith(":value-type")}
        if kinds:
            self._sheet.height = max(self._sheet.height, span[1][0])
            self._sheet.width = max(self._sheet.width, span[1][1])
        if "percentage" in kinds:
            self._sheet.percent.append(span)
        if "error" in kinds:
            self._text = ""
            self.parser.CharacterDataHandler = self._read_text
            self.parser.EndElementHandler = lambda name: self._end(name, span)
        down, right = (_number(attributes, f"table:number-{which}-spanned") for which in ("rows", "columns"))
        if down > 1 or right > 1:
            self._sheet.merged.append(((top, left), (top + down - 1, left + right - 1)))

    def _read_text(self, text: str) -> None:
        self._text += text

    def _end(self, name: str, span: _Range) -> None:
        if name.rpartition(":")[2] == "table-cell":
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            self._sheet.barred.append((span, self._text if is_error(self._text) else "#N/A"))


def _next(last: tuple[int, int], attributes: dict[str, str], repeated: str) -> tuple[int, int]:
    """Return the first and last number of the rows or columns after others; one may stand for many."""
    return last[1] + 1, last[1] + _number(attributes, repeated)


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1
