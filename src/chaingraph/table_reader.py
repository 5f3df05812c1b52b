"""Read curated tables: CSV files to checked rows, every fault named with file, row, column and mend."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pyoxigraph import Literal

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import InputError, TableError, TableFault, did_you_mean
from chaingraph.namespaces import is_key
from chaingraph.tables import TABLES, Column, Table

__all__ = ["Row", "Span", "is_fragment", "parse_spans", "read_folder", "read_table"]

#: Longer numbers than any figure has; beyond some thousand digits Python refuses to read them.
_DIGITS = 30
_SPAN = re.compile(rf"([0-9]{{1,{_DIGITS}}})-([0-9]{{1,{_DIGITS}}})~([0-9a-f]{{64}})")
#: The row of a list (RFC 7111) or the line of a text (RFC 5147, which counts the places between lines) as evidence.
_FRAGMENT = re.compile(r"row=[1-9][0-9]{0,8}|line=[0-9]{1,9},[1-9][0-9]{0,8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INTEGER = re.compile(r"[0-9]+")


@dataclass(frozen=True, order=True)
class Span:
    """A place in a text: code points ``start`` to ``end`` (exclusive), and the SHA-256 of what stands there."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True)
class Row:
    """One checked row: the cells by column, and where it stands."""

    table: Table
    cells: Mapping[str, str] = field(hash=False)
    file: str = ""
    line: int = 0

    @property
    def key(self) -> str:
        """The key within the table, with the document's for statements."""
        return f"{self.cells['doc']}.{self.cells['key']}" if self.table.is_statement else self.cells["key"]

    def values(self, name: str) -> list[str]:
        """Return the values of a cell: none if empty, several where the column takes several."""
        cell = self.cells.get(name, "")
        if not cell:
            return []
        return cell.split("|") if self.table.column(name).many else [cell]

    def fault(self, column: str, message: str) -> TableFault:
        """Return a fault in this row."""
        return TableFault(self.file, self.line, column, message)


def parse_spans(cell: str) -> list[Span]:
    """Read an evidence cell: ``start-end~sha256`` for each place, joined by a space.

    Raises
    ------
    InputError
        A part that isn't of that form, or that ends before it starts.
    """
    spans = []
    for part in cell.split():
        match = _SPAN.fullmatch(part)
        if match is None:
            raise InputError(f"'{part[:40]}' is no place; give start-end~sha256 as 'chaingraph locate' prints it")
        start, end = int(match[1]), int(match[2])
        if start >= end:
            raise InputError(f"the place {start}-{end} ends before it starts")
        spans.append(Span(start, end, match[3]))
    return spans


def is_fragment(cell: str) -> bool:
    """Say whether an evidence cell names a row of a list or a line of a text, instead of places in a text.

    Examples
    --------
    >>> is_fragment("row=17"), is_fragment("line=16,17"), is_fragment("17-20~")
    (True, True, False)
    """
    return _FRAGMENT.fullmatch(cell) is not None


def read_folder(folder: Path) -> list[Row]:
    """Read every table of a folder.

    Raises
    ------
    TableError
        All the faults of form: unknown file or column, cells that can't be read, missing cells, keys that recur.
    InputError
        The folder isn't there or holds no table.
    """
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not files:
        raise InputError(f"{folder}: no curated tables here; give a folder that holds documents.csv and its like")
    rows: list[Row] = []
    faults: list[TableFault] = []
    for file in files:
        table = TABLES.get(file.stem)
        name = f"{folder.name if folder.name not in {'', '..'} else folder.resolve().name}/{file.name}"
        if table is None:
            faults.append(TableFault(name, 0, "", f"no table has this name{did_you_mean(file.stem, list(TABLES))}"))
            continue
        try:
            rows.extend(read_table(file, table, name=name))
        except TableError as error:
            faults.extend(error.faults)
    if faults:
        raise TableError(faults)
    return rows


def read_table(path: Path, table: Table, *, name: str = "") -> list[Row]:
    """Read one CSV file (UTF-8, with or without a byte order mark) into checked rows.

    Raises
    ------
    TableError
        All the faults of the file.
    """
    name = name or path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"can't be read: {error.strerror or error}; give a readable CSV file"
        raise TableError([TableFault(name, 0, "", message)]) from error
    except UnicodeDecodeError as error:
        raise TableError([TableFault(name, 0, "", f"not UTF-8 (byte {error.start}); save it as UTF-8")]) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults: list[TableFault] = []
    rows: list[Row] = []
    try:
        heading = next(reader, [])
        faults += _check_heading(heading, table, name)
        if faults:
            raise TableError(faults)
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                break
            if not any(cells):
                continue
            if len(cells) != len(heading):
                message = f"{len(cells)} cells, the heading has {len(heading)}; quote cells that hold commas"
                faults.append(TableFault(name, line, "", message))
                continue
            row = Row(table, dict(zip(heading, (cell.strip() for cell in cells), strict=True)), name, line)
            faults.extend(_check_cells(row))
            rows.append(row)
    except csv.Error as error:
        raise TableError([TableFault(name, reader.line_num, "", f"not a CSV line: {error}")]) from error
    faults.extend(_repeated_keys(rows))
    if faults:
        raise TableError(faults)
    return rows


def _check_heading(heading: list[str], table: Table, name: str) -> Iterator[TableFault]:
    known = [column.name for column in table.columns]
    for column in heading:
        if column not in known:
            yield TableFault(name, 1, column, f"unknown column{did_you_mean(column, known)}")
        elif heading.count(column) > 1:
            yield TableFault(name, 1, column, "this column stands twice; keep one")
    for needed in table.columns:
        if needed.required and needed.name not in heading:
            yield TableFault(name, 1, needed.name, "this column is missing; add it to the heading")


def _check_cells(row: Row) -> Iterator[TableFault]:
    for column in row.table.columns:
        cell = row.cells.get(column.name, "")
        if not cell:
            if column.required:
                yield row.fault(column.name, "empty; this cell must be filled")
            continue
        if any(ord(char) < 32 or ord(char) == 127 for char in cell):
            yield row.fault(column.name, "holds a control character (a line break?); remove it")
            continue
        for value in row.values(column.name):
            message = _wrong_form(column, value)
            if message:
                yield row.fault(column.name, message)
    if row.cells.get("key") and not is_key(row.cells["key"]):
        yield row.fault("key", f"'{row.cells['key']}' is no key; use lower-case letters, digits and single hyphens")
    if row.cells.get("credit_code"):
        message = _wrong_credit_code(row.cells["credit_code"])
        if message:
            yield row.fault("credit_code", message)
    if row.cells.get("language"):
        message = _wrong_language(row.cells["language"])
        if message:
            yield row.fault("language", message)


def _wrong_form(column: Column, value: str) -> str:
    """Return what is wrong with the form of a value, or an empty string; what it refers to is checked later."""
    if not value or value != value.strip():
        return f"'{column.name}' has an empty or padded part; join parts by a single | without spaces"
    match column.reads:
        case "date":
            return "" if _is_date(value) else f"'{value}' is no date; write year-month-day, such as 2023-12-30"
        case "decimal":
            if _DECIMAL.fullmatch(value) is None:
                return f"'{value}' is no number; write digits only, multiplied out, such as 20100000000"
            return _too_long(value)
        case "integer":
            if _INTEGER.fullmatch(value) is None:
                return f"'{value}' is no whole number; write digits only, such as 79"
            return _too_long(value)
        case "boolean":
            return "" if value in {"true", "false"} else f"'{value}' is neither true nor false"
        case "uri":
            is_address = re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) is not None
            return "" if is_address else f"'{value}' is no address; it starts with https:// and holds no space"
        case "spans" if not is_fragment(value):
            try:
                parse_spans(value)
            except InputError as error:
                return str(error)
    return ""


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return _DATE.fullmatch(value) is not None  # Python also reads 20231230 and 2023-W52-6


def _too_long(number: str) -> str:
    count = sum(sign.isdigit() for sign in number)
    return f"{count} digits are too many for a number; give at most {_DIGITS}" if count > _DIGITS else ""


def _wrong_language(tag: str) -> str:
    """Return what is wrong with a language tag (BCP 47), or an empty string."""
    try:
        Literal("", language=tag)
    except ValueError:
        return f"'{tag}' is no language tag; write such as zh-Hans or en"
    return ""


def _wrong_credit_code(code: str) -> str:
    """Return what is wrong with a unified social credit code, or an empty string."""
    if not has_code_form(code):
        return f"'{code}' is no unified social credit code; it has 18 signs, digits and capitals without I, O, S, V, Z"
    return "" if has_right_check_sign(code) else f"the check sign of '{code}' is wrong; look the code up again"


def _repeated_keys(rows: list[Row]) -> Iterator[TableFault]:
    first: dict[str, int] = {}
    for row in rows:
        if ("key" in row.cells and "doc" in row.cells) or not row.table.is_statement:
            line = first.setdefault(row.key, row.line)
            if line != row.line:
                yield row.fault("key", f"'{row.key}' stands in line {line} already; give this row a key of its own")
