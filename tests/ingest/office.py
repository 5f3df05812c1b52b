"""An office's book of some sheets, ingested on a day; and what it was made into."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.ingest.conftest import write_book

from chaingraph.ingest.books import Ingested, ingest_books

DAY = date(2025, 6, 30)


Rows = Sequence[Sequence[object]]


def ingest(tmp_path: Path, **sheets: Rows) -> Ingested:
    return ingest_books([write_book(tmp_path / "a.xlsx", sheets)], city="示例市", day=DAY)


def said(read: Ingested, table: str, *columns: str) -> list[tuple[str, ...]]:
    """Return cells of a table; what leads to a thing with a name is told by the name."""
    named: dict[str, str] = {}
    for row in (row for rows in read.rows.values() for row in rows if "zh" in row):
        named.setdefault(row["key"], row["zh"])
    assert not read.faults

    def show(cell: str) -> str:
        return named.get(cell.rpartition(":")[2], cell)

    return [tuple(show(row.get(column, "")) for column in columns) for row in read.rows.get(table, ())]
