"""Lead a statement's IRI back to the row of the curated table that it was compiled from."""

import csv
import io
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chaingraph.namespaces import ID
from chaingraph.tables import TABLES

__all__ = ["TableRow", "find_row", "index_rows", "tables_beside"]

_TABLE_OF_KIND = {table.kind: table.name for table in TABLES.values() if table.is_statement}


@dataclass(frozen=True)
class TableRow:
    """A row by table, document and key; where it stands in a file, if the file is at hand."""

    table: str
    document: str
    key: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return ``observations.csv: <document> <key>``, the place in the file in brackets."""
        place = f" ({self.file}:{self.line})" if self.file else ""
        return f"{self.table}.csv: {self.document} {self.key}{place}"


def index_rows(folders: Iterable[Path]) -> dict[tuple[str, str, str], TableRow]:
    """Return the rows of all statement tables in ``folders`` and below, by table, document and key.

    A table that can't be read is passed over: rows are then named without the place in the file.
    """
    rows: dict[tuple[str, str, str], TableRow] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.csv")):
            if path.stem in _TABLE_OF_KIND.values():
                for row in _read_rows(path):
                    rows.setdefault((row.table, row.document, row.key), row)
    return rows


def find_row(statement: str, rows: Mapping[tuple[str, str, str], TableRow]) -> TableRow:
    """Return the row of a statement.

    Examples
    --------
    >>> str(find_row("https://w3id.org/chaingraph/id/observation/gazette.chain-count", {}))
    'observations.csv: gazette chain-count'
    """
    kind, _, local = statement.removeprefix(ID).partition("/")
    document, _, key = local.partition(".")
    table = _TABLE_OF_KIND.get(kind, kind)
    return rows.get((table, document, key), TableRow(table, document, key))


def tables_beside(graphs: Iterable[Path]) -> list[Path]:
    """Return the folders of tables that compiled files stem from: ``graph/dezhou`` for ``graph/dezhou.trig``."""
    return [path.with_suffix("") for path in graphs if path.suffix and path.with_suffix("").is_dir()]


def _read_rows(path: Path) -> Iterable[TableRow]:
    try:
        lines = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    with suppress(csv.Error):
        reader = csv.reader(io.StringIO(lines, newline=""))
        heading = next(reader, [])
        if "doc" not in heading or "key" not in heading:
            return
        document, key = heading.index("doc"), heading.index("key")
        above = reader.line_num
        for cells in reader:
            if len(cells) > max(document, key):
                yield TableRow(path.stem, cells[document], cells[key], str(path), above + 1)
            above = reader.line_num
