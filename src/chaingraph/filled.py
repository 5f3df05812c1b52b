"""Rows of curated tables as they are filled, by table, each cell a text; and what they compile to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Quad

from chaingraph.compile import iter_quads, read_vocabulary
from chaingraph.naming import Name
from chaingraph.reference import TEMPLATE_ENTITIES, read_reference
from chaingraph.spool import Spool
from chaingraph.table_reader import Row
from chaingraph.tables import TABLES

__all__ = ["Rows", "Tables", "compile_tables", "in_year"]

#: Rows by table: each a mapping from column to cell, without its empty cells.
Rows = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Tables:
    """Rows by the name of their table; an empty cell is left out. ``documents`` are those that rows rest on.

    ``amend`` is called with the name of the table and each row of a document before it is added, and may change it.
    """

    rows: dict[str, Spool] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    amend: Callable[[str, dict[str, str]], None] | None = None

    def add(self, table: str, **cells: str | None) -> None:
        """Add a row; an underscore behind a name is dropped (``from_``)."""
        row = {name.rstrip("_"): cell for name, cell in cells.items() if cell}
        if "doc" in row:
            self.documents.add(row["doc"])
            if self.amend:
                self.amend(table, row)
        self.rows.setdefault(table, Spool()).append(row)

    def entity(self, table: str, key: str, name: Name, **cells: str | None) -> None:
        """Add the row of a thing, with its names."""
        self.add(table, key=key, zh=name.zh, en=name.en, **cells)

    def figure(
        self, table: str, doc: str, key: str, *, indicator: str, value: int | Decimal, **cells: str | None
    ) -> None:
        """Add a figure: a level of a stated period, exact and reported, unless said otherwise."""
        usual: dict[str, str | None] = {
            "period_source": "stated",
            "basis": "level",
            "qualifier": "exact",
            "status": "reported",
        }
        self.add(
            table,
            doc=doc,
            key=key,
            indicator=indicator,
            value=f"{value:f}" if isinstance(value, Decimal) else str(value),
            **(usual | cells),
        )


def compile_tables(tables: Rows) -> Iterator[Quad]:
    """Compile tables that refer to each other and to the bundled templates to quads, one by one.

    Statements are taken one at a time, unless a table may refer to them.
    """
    refers = any(column.reads == "statement" for name in tables for column in TABLES[name].columns)
    kept = [name for name in tables if refers or not TABLES[name].is_statement]
    rows = list(_rows(tables, kept))
    passing = _rows(tables, [name for name in tables if name not in kept])
    context = read_reference(*TEMPLATE_ENTITIES)
    return iter_quads(rows, vocabulary=read_vocabulary(), context=context, passing=passing)


def _rows(tables: Rows, names: Iterable[str]) -> Iterator[Row]:
    for name in names:
        for line, cells in enumerate(tables[name], start=2):
            yield Row(TABLES[name], cells, f"{name}.csv", line)


def in_year(year: int) -> dict[str, str]:
    """Return the cells of a period that is a year.

    Examples
    --------
    >>> in_year(2024)
    {'period_start': '2024-01-01', 'period_end': '2024-12-31'}
    """
    return {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
