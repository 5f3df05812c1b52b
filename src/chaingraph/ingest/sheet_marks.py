"""What a workbook's file says of its cells beside values: hidden rows, formulas without a value, how they are shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

__all__ = ["NOT_CALCULATED", "SheetMarks", "is_error", "parse_part", "shown_as"]

#: Stands in a cell whose formula no spreadsheet has worked out yet.
NOT_CALCULATED = "#公式未算"
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:5\d\d|#公式未算", re.IGNORECASE)
_LONGEST_FORMAT = 255  # signs, of which Excel itself takes no more
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass
class SheetMarks:
    """Rows that are hidden or filtered out, and what stands in cells that have no value; all counted from 1.

    ``percent`` are cells that show their number as so many of a hundred, ``months`` those that show of a day its month
    alone, ``years`` those that show its year alone. ``height`` and ``width`` are the last row and column with a filled
    cell, as far as cells are numbered. ``merged`` are ranges by their corners, from 0, where
    the values don't tell them. ``tells_formats`` says that it is known which cells show a percentage or a month.
    """

    hidden: set[int] = field(default_factory=set)
    barred: dict[tuple[int, int], str] = field(default_factory=dict)
    percent: set[tuple[int, int]] = field(default_factory=set)
    months: set[tuple[int, int]] = field(default_factory=set)
    years: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    tells_formats: bool = False

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


def parse_part(parser: expat.XMLParserType, file: IO[bytes]) -> None:
    """Read a part of an archive, but none with a document type, with which entities would come.

    Raises
    ------
    ValueError
        A part that isn't XML, or has a document type.
    """
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.ParseFile(file)
    except (expat.ExpatError, LookupError) as error:  # the latter for an encoding that nobody knows
        raise ValueError(str(error)) from error


def _refuse(*_: object) -> None:
    raise ValueError("a part with a document type")
