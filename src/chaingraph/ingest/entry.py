"""One row of an office's list on its way into the curated tables: its cells read, its faults, what it states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from chaingraph.errors import InputError, TableFault
from chaingraph.filled import Tables
from chaingraph.ingest.cells import without_cells
from chaingraph.ingest.headings import Found, Record

__all__ = ["Entry", "Source"]

_T = TypeVar("_T")


@dataclass(frozen=True)
class Source:
    """Where rows come from: the key of their document, its file, its name in faults, and what its heading says."""

    document: str
    file: str
    name: str
    found: Found


@dataclass
class Entry:
    """One record of a source, the tables that it goes into, and the faults found in it so far."""

    source: Source
    record: Record
    tables: Tables
    faults: list[TableFault] = field(default_factory=list)

    def cell(self, key: str) -> str:
        """Return the text of a cell; an empty one for a column that the list doesn't have."""
        return self.record.cells.get(key, "")

    def unit(self, key: str) -> int:
        """Return how many yuan the unit of a column is; 0 if its heading names none."""
        return self.source.found.units.get(key, 0)

    def fault(self, key: str, message: str) -> None:
        """Note what is wrong with a cell."""
        heading = self.source.found.sheet.field(key).name.zh
        outside = without_cells(message, self.record.cells.values())
        self.faults.append(TableFault(self.source.name, self.record.row, heading, message, outside))

    def attempt(self, key: str, reader: Callable[[], _T]) -> _T | None:
        """Return what a reader returns; if it finds a fault, that is one of the cell, and None is returned."""
        try:
            return reader()
        except InputError as error:
            self.fault(key, str(error))
            return None

    def read(self, key: str, reader: Callable[[str], _T]) -> _T | None:
        """Return what a cell says, or None for a blank one or one at fault."""
        text = self.cell(key)
        return self.attempt(key, lambda: reader(text)) if text else None

    def choice(self, key: str) -> str:
        """Return what the word in a cell of choices means; an empty text for "unknown"."""
        choices = dict(self.source.found.sheet.field(key).choices)
        word = self.cell(key)
        if word and word not in choices:
            those = "、".join(choices)
            self.fault(key, f"“{word[:20]}”不在可选之列：{those}。Not one of the words that may stand here")
        return choices.get(word, "")

    def state(self, table: str, what: str, **cells: str | None) -> None:
        """Add a statement that rests on this row."""
        self.tables.add(table, doc=self.source.document, key=self._key(what), evidence=self._place, **cells)

    def figure(self, indicator: str, value: int | Decimal, period: Mapping[str, str], **cells: str) -> None:
        """Add a figure that rests on this row."""
        self.tables.figure(
            "observations", self.source.document, self._key(indicator), indicator=indicator, value=value,
            evidence=self._place, **period, **cells,
        )  # fmt: skip

    def _key(self, what: str) -> str:
        return f"r{self.record.row}-{what}"

    @property
    def _place(self) -> str:
        return f"row={self.record.row}"
