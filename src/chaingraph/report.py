"""What an analysis tells a person: what is unknown first, then tables whose rows lead to their sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chaingraph.analyses.intervals import Interval
from chaingraph.naming import Name

__all__ = ["Cell", "Citation", "Column", "Report", "Sheet", "Thing"]


@dataclass(frozen=True, order=True)
class Thing:
    """A thing of the graph as a cell: its key (``segment:…``) and what it is called."""

    key: str
    name: Name


@dataclass(frozen=True)
class Citation:
    """Where a cell's fact stands: a statement, its document, and the place in it; no place means not checked here.

    The place is a row of a list where there is no ``end``.

    ``is_judgement`` marks what the graph's editors read out of the document themselves.
    """

    statement: str
    document: str
    title: str
    issued: date | None
    start: int | None = None
    end: int | None = None
    is_judgement: bool = False


#: What a cell may hold. A tuple is a list of such; None is "not known" or "doesn't apply", as the column says.
Cell = str | int | float | bool | Decimal | date | Name | Thing | Citation | Interval | None | tuple["Cell", ...]


@dataclass(frozen=True)
class Column:
    """One column: its key in JSON and CSV, and its heading."""

    key: str
    name: Name


@dataclass(frozen=True)
class Sheet:
    """One table: its key, its title, its columns, and rows with a cell for each.

    ``keys`` are what leads from a picture to each row; without them it is the first thing in the row.
    """

    key: str
    title: Name
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    keys: Sequence[str] = ()

    def records(self) -> list[Mapping[str, Cell]]:
        """Return the rows by column."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Report:
    """An answer: its title, sentences to say first (what is unknown above all), tables, and notes on how to read it."""

    title: Name
    leads: Sequence[Name]
    sheets: Sequence[Sheet]
    notes: Sequence[Name] = field(default=())

    def sheet(self, key: str) -> Sheet:
        """Return the table of that key.

        Raises
        ------
        KeyError
            No table has it.
        """
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)
