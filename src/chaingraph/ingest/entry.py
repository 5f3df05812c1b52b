"""One row of an office's list on its way into the curated tables: its cells read, its faults, what it states."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from chaingraph.errors import CellError
from chaingraph.filled import Tables
from chaingraph.ingest.cells import without_cells
from chaingraph.ingest.headings import Found, Record
from chaingraph.naming import Name

__all__ = ["CellFault", "Entry", "Source"]

_T = TypeVar("_T")
_NOT_SO = re.compile("计划|预计|预期|拟|将|规划|未|尚|停|缓|取消|终止|在建")


@dataclass(frozen=True)
class Source:
    """Where rows come from.

    Attributes
    ----------
    document
        The key of their document.
    path, sheet
        The file, and the number of the sheet in it (0 for a CSV file).
    file, name
        What the file is called, and the sheet in faults.
    found
        What its heading says.
    tells_formats
        Whether its cells are read as they are shown; else 0.085 may be 8.5 %, and the first of a month the month.
    """

    document: str
    path: Path
    sheet: int
    file: str
    name: str
    found: Found
    tells_formats: bool = True


@dataclass(frozen=True)
class CellFault:
    """One fault in one cell of an office's list: where it stands, what is wrong and how to mend it.

    Row and column are counted from 1. ``outside`` is ``said`` without what stands in cells.
    """

    source: Source
    row: int
    column: int
    heading: Name
    said: Name
    outside: Name

    def without_values(self) -> "CellFault":
        """Return the fault as it may be shown outside: without what stands in cells."""
        return replace(self, said=self.outside)

    def show(self, lang: str) -> str:
        """Return ``file:row: column: what is wrong and how to mend it``."""
        return f"{self.source.name}:{self.row}: {self.heading.show(lang)}: {self.said.show(lang)}"


@dataclass
class Entry:
    """One record of a source, the tables that it goes into, and the faults found in it so far."""

    source: Source
    record: Record
    tables: Tables
    faults: list[CellFault] = field(default_factory=list)

    def cell(self, key: str) -> str:
        """Return the text of a cell; an empty one for a column that the list doesn't have."""
        return self.record.cells.get(key, "")

    def unit(self, key: str) -> int:
        """Return how many yuan the unit of a column is; 0 if its heading names none."""
        return self.source.found.units.get(key, 0)

    def fault(self, key: str, said: Name) -> None:
        """Note what is wrong with a cell."""
        found = self.source.found
        name = found.sheet.field(key).name
        heading = Name(name.zh, f"{name.zh} ({name.en})")
        outside = Name(*(without_cells(one, self.record.cells.values()) for one in (said.zh, said.en)))
        column = found.columns.get(key, found.columns[found.sheet.required[0]])  # of one that a part's heading tells
        self.faults.append(CellFault(self.source, self.record.row, column + 1, heading, said, outside))

    def attempt(self, key: str, reader: Callable[[], _T]) -> _T | None:
        """Return what a reader returns; if it finds a fault, that is one of the cell, and None is returned."""
        try:
            return reader()
        except CellError as error:
            self.fault(key, error.said)
            return None

    def read(self, key: str, reader: Callable[[str], _T]) -> _T | None:
        """Return what a cell says, or None for a blank one or one at fault."""
        text = self.cell(key)
        return self.attempt(key, lambda: reader(text)) if text else None

    def choice(self, key: str) -> str:
        """Return what the word in a cell of choices means; an empty text for "unknown"."""
        choices = dict(self.source.found.sheet.field(key).choices)
        word = self.cell(key)
        if word not in choices:
            word = _bare(word, choices)
        if word and word not in choices:
            first = {meaning: one for one, meaning in reversed(choices.items())}
            those = "、".join(one for one, meaning in choices.items() if first[meaning] == one)
            self.fault(
                key,
                Name(
                    f"“{word[:20]}”不在可选之列：{those}",
                    f"'{word[:20]}' is none of the words that may stand here: {those}",
                ),
            )
        return choices.get(word, "")

    def state(self, table: str, what: str, **cells: str | None) -> None:
        """Add a statement that rests on this row."""
        self.tables.add(table, doc=self.source.document, key=self._key(what), evidence=self._place, **cells)

    def figure(
        self, indicator: str, value: int | Decimal, period: Mapping[str, str], *, what: str = "",
        table: str = "observations", **cells: str,
    ) -> None:  # fmt: skip
        """Add a figure that rests on this row; ``what`` tells it from others of the indicator."""
        self.tables.figure(
            table, self.source.document, self._key(what or indicator), indicator=indicator, value=value,
            evidence=self._place, **period, **cells,
        )  # fmt: skip

    def _key(self, what: str) -> str:
        return f"r{self.record.row}-{what}"

    @property
    def _place(self) -> str:
        return f"row={self.record.row}"


def _bare(word: str, choices: Collection[str]) -> str:
    """Return the choice that a word is without what stands in brackets, behind it or around it; else the word.

    Brackets that say that it isn't so yet (``开工(计划2025年9月)``), or no longer, are a part of the word.
    """
    bare, _, inside = word.rstrip(")").partition("(")
    if _NOT_SO.search(inside):
        return word
    return next((part for part in (bare.strip(), inside.strip()) if part in choices), word)
