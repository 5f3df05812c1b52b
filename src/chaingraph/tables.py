"""Curated tables: what the columns of each table mean, and the reader that turns files into checked rows.

A folder holds one CSV file a table. What a column holds is said once, here, in ``TABLES``; the compiler turns it into
RDF by the same description, and the workbook of an office will be made from it.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from chaingraph.errors import InputError, TableError, TableFault, did_you_mean
from chaingraph.namespaces import is_key

__all__ = ["TABLES", "Column", "Row", "Span", "Table", "parse_spans", "read_folder", "read_table"]

_SPAN = re.compile(r"(\d+)-(\d+)~([0-9a-f]{64})")
_CHECK_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Column:
    """One column: how its cell is read and which property carries it.

    Attributes
    ----------
    name
        The heading.
    predicate
        ``prefix:local`` of the property; empty where the compiler treats the column itself (evidence, notes).
    reads
        ``text``, ``date``, ``decimal``, ``integer``, ``boolean``, ``uri``; ``ref`` (``kind:key`` of an individual or
        concept), ``ref:KIND`` (the bare key of that kind), ``concept:FAMILY`` (the bare key of a concept),
        ``scheme`` (a concept's local name), ``unit``, ``class``, ``statement`` (``kind:document.key``), ``spans``.
    required, many
        Whether the cell must be filled; whether it may hold several values joined by ``|``.
    """

    name: str
    predicate: str
    reads: str = "text"
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its file name's stem, the kind of individual that a row is, its class, and its columns."""

    name: str
    kind: str
    rdf_class: str
    columns: tuple[Column, ...]
    is_statement: bool = False

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


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


_LABELS = (
    Column("key", "", required=True),
    Column("zh", "skos:prefLabel", required=True),
    Column("en", "skos:prefLabel"),
    Column("alt", "skos:altLabel", many=True),
    Column("hidden", "skos:hiddenLabel", many=True),
)
_STATED = (
    Column("doc", "", "ref:document", required=True),
    Column("key", "", required=True),
    Column("evidence", "", "spans"),
)
_VALID = (Column("valid_from", "cg:validFrom", "date"), Column("valid_to", "cg:validTo", "date"))
_NOTE = (Column("note", ""),)


def _entity(name: str, kind: str, rdf_class: str, *columns: Column) -> Table:
    return Table(name, kind, rdf_class, (*_LABELS, *columns, *_NOTE))


def _statement(name: str, kind: str, rdf_class: str, *columns: Column, dated: bool = True) -> Table:
    return Table(name, kind, rdf_class, (*_STATED, *columns, *(_VALID if dated else ()), *_NOTE), is_statement=True)


_NUMBER = (
    Column("indicator", "cg:indicator", "concept:indicator", required=True),
    Column("about", "cg:about", "ref"),
    Column("area", "cg:area", "ref:place"),
    Column("period_start", "cg:periodStart", "date"),
    Column("period_end", "cg:periodEnd", "date", required=True),
    Column("period_source", "cg:periodSource", "concept:period-source", required=True),
    Column("value", "cg:value", "decimal", required=True),
    Column("unit", "cg:unit", "unit", required=True),
    Column("basis", "cg:basis", "concept:basis", required=True),
    Column("accrual", "cg:accrual", "concept:accrual"),
    Column("scope", "cg:scope", "concept:scope"),
    Column("qualifier", "cg:qualifier", "concept:qualifier", required=True),
    Column("status", "cg:status", "concept:status", required=True),
    Column("rank_of", "cg:rankOf", "concept:basis"),
    Column("rank_in", "cg:rankIn", "ref"),
    Column("rank_excluding", "cg:rankExcluding", "ref", many=True),
    Column("list_size", "cg:listSize", "integer"),
    Column("compared_with", "cg:comparedWith", "ref"),
    Column("difference_of", "cg:differenceOf", "concept:basis"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _entity(
            "documents",
            "document",
            "cg:Document",
            Column("title", "dcterms:title"),
            Column("publisher", "dcterms:publisher"),
            Column("issued", "dcterms:issued", "date"),
            Column("language", "dcterms:language", required=True),
            Column("address", "cg:address", "uri"),
            Column("file", "cg:fileName"),
            Column("sha256", "cg:sha256"),
            Column("body_start", "cg:bodyStart", "integer"),
            Column("body_end", "cg:bodyEnd", "integer"),
            Column("derived_from", "prov:wasDerivedFrom", "ref:document", many=True),
        ),
        _entity(
            "places",
            "place",
            "cg:Place",
            Column("code", "cg:divisionCode"),
            Column("latitude", "cg:latitude", "decimal"),
            Column("longitude", "cg:longitude", "decimal"),
            Column("within", "cg:within", "ref:place", many=True),
        ),
        _entity(
            "programmes",
            "programme",
            "cg:SystemProgramme",
            Column("area", "cg:area", "ref:place", required=True),
        ),
        _entity("list_series", "list-series", "cg:ListSeries"),
        _entity(
            "editions",
            "edition",
            "cg:SystemEdition",
            Column("programme", "cg:programme", "ref:programme", required=True),
            Column("list_series", "cg:listSeries", "ref:list-series", required=True),
        ),
        _entity(
            "sector_groups",
            "sector-group",
            "cg:SectorGroup",
            Column("edition", "cg:edition", "ref:edition", required=True),
        ),
        _entity("sectors", "sector", "cg:Sector"),
        _entity("chains", "chain", "cg:Chain", Column("area", "cg:area", "ref:place", required=True)),
        _entity("segments", "segment", "cg:Segment"),
        _entity("products", "product", "cg:Product"),
        _entity("enterprises", "enterprise", "cg:Enterprise", Column("credit_code", "cg:creditCode")),
        _entity("institutions", "institution", "cg:Institution"),
        _entity("bodies", "body", "cg:GovernmentBody", Column("area", "cg:area", "ref:place")),
        _entity("posts", "post", "cg:Post", Column("body", "org:postIn", "ref:body", many=True)),
        _entity("people", "person", "cg:Person"),
        _entity("parks", "park", "cg:Park"),
        _entity("clusters", "cluster", "cg:Cluster"),
        _entity("projects", "project", "cg:Project"),
        _entity("platforms", "platform", "cg:Platform"),
        _entity("policies", "policy", "cg:Policy"),
        _statement(
            "set_claims",
            "set-claim",
            "cg:MemberSetClaim",
            Column("member_kind", "cg:memberKind", "class", required=True),
            Column("within", "cg:within", "ref", required=True, many=True),
            Column("condition", "cg:condition", "scheme", many=True),
            Column("stated_count", "cg:statedCount", "integer"),
            Column("qualifier", "cg:qualifier", "concept:qualifier"),
            Column("is_complete", "cg:isComplete", "boolean"),
            Column("open_ended", "cg:openEnded", "boolean"),
            Column("membership", "cg:membership", "statement", many=True),
            Column("possible", "cg:possibleMember", "ref", many=True),
        ),
        _statement(
            "sector_entries",
            "sector-entry",
            "cg:SectorEntry",
            Column("sector", "cg:sector", "ref:sector", required=True),
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("sector_group", "cg:sectorGroup", "ref:sector-group"),
        ),
        _statement(
            "chain_entries",
            "chain-entry",
            "cg:ChainEntry",
            Column("chain", "cg:chain", "ref:chain", required=True),
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("tier", "cg:tier", "concept:tier", required=True),
            Column("sector_group", "cg:sectorGroup", "ref:sector-group"),
        ),
        _statement(
            "edition_changes",
            "edition-change",
            "cg:EditionChange",
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("kind", "cg:changeKind", "concept:change", required=True),
            Column("from", "cg:changeFrom", "ref", many=True),
            Column("to", "cg:changeTo", "ref", many=True),
            Column("inputs_unstated", "cg:inputsUnstated", "boolean"),
        ),
        _statement(
            "chain_ownerships",
            "chain-ownership",
            "cg:ChainOwnership",
            Column("owner", "cg:owner", "ref:enterprise", required=True),
            Column("chain", "cg:chain", "ref:chain"),
            Column("area", "cg:area", "ref:place"),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "chief_holdings",
            "chief-holding",
            "cg:ChiefHolding",
            Column("holder", "cg:holder", "ref", required=True),
            Column("role", "cg:role", "concept:role", required=True),
            Column("chain", "cg:chain", "ref:chain"),
            Column("area", "cg:area", "ref:place"),
        ),
        _statement(
            "participations",
            "participation",
            "cg:Participation",
            Column("participant", "cg:participant", "ref", required=True),
            Column("participates_in", "cg:participatesIn", "ref", required=True),
            Column("role", "cg:role", "concept:role"),
        ),
        _statement(
            "sitings",
            "siting",
            "cg:Siting",
            Column("about", "cg:about", "ref", required=True),
            Column("area", "cg:area", "ref:place", required=True),
        ),
        _statement(
            "awards",
            "award",
            "cg:DesignationAward",
            Column("recipient", "cg:recipient", "ref", required=True),
            Column("scheme", "cg:scheme", "concept:designation", required=True),
            Column("tier", "cg:tier", "concept:tier"),
            Column("batch", "cg:batch"),
            Column("year", "cg:awardYear", "integer"),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "project_statuses",
            "project-status",
            "cg:ProjectStatus",
            Column("project", "cg:project", "ref:project", required=True),
            Column("phase", "cg:phase", "concept:phase", required=True),
        ),
        _statement(
            "policy_adoptions",
            "policy-adoption",
            "cg:PolicyAdoption",
            Column("policy", "cg:policy", "ref:policy", required=True),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "segment_statuses",
            "segment-status",
            "cg:SegmentStatus",
            Column("segment", "cg:segment", "ref:segment", required=True),
            Column("area", "cg:area", "ref:place", required=True),
            Column("state", "cg:segmentState", "concept:segment-state", required=True),
        ),
        _statement("observations", "observation", "cg:Observation", *_NUMBER, dated=False),
        _statement("targets", "target", "cg:Target", *_NUMBER, dated=False),
        _statement(
            "exclusions",
            "exclusion",
            "cg:FigureExclusion",
            Column("exclusion_reason", "cg:exclusionReason", "concept:exclusion", required=True),
            Column("editor", "cg:editor", required=True),
            Column("judged_on", "cg:judgedOn", "date", required=True),
            dated=False,
        ),
    )
}


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
        name = f"{folder.name}/{file.name}"
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


def _wrong_form(column: Column, value: str) -> str:
    """Return what is wrong with the form of a value, or an empty string; what it refers to is checked later."""
    if not value or value != value.strip():
        return f"'{column.name}' has an empty or padded part; join parts by a single | without spaces"
    match column.reads:
        case "date":
            try:
                date.fromisoformat(value)
            except ValueError:
                return f"'{value}' is no date; write year-month-day, such as 2023-12-30"
            return "" if len(value) == 10 else f"'{value}' is no date; write year-month-day, such as 2023-12-30"
        case "decimal":
            try:
                finite = Decimal(value).is_finite() and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
            except InvalidOperation:
                finite = False
            return "" if finite else f"'{value}' is no number; write digits only, multiplied out, such as 20100000000"
        case "integer":
            return "" if re.fullmatch(r"\d+", value, re.ASCII) else f"'{value}' is no whole number"
        case "boolean":
            return "" if value in {"true", "false"} else f"'{value}' is neither true nor false"
        case "uri":
            is_address = re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) is not None
            return "" if is_address else f"'{value}' is no address; it starts with https:// and holds no space"
        case "spans":
            try:
                parse_spans(value)
            except InputError as error:
                return str(error)
    return ""


def _wrong_credit_code(code: str) -> str:
    """Return what is wrong with a unified social credit code (GB 32100-2015: 17 signs and a check sign)."""
    if len(code) != 18 or any(sign not in _CREDIT_DIGITS for sign in code):
        return f"'{code}' is no unified social credit code; it has 18 signs, digits and capitals without I, O, S, V, Z"
    total = sum(_CREDIT_DIGITS.index(sign) * weight for sign, weight in zip(code, _CHECK_WEIGHTS, strict=False))
    check = _CREDIT_DIGITS[(31 - total % 31) % 31]
    return "" if code[17] == check else f"the check sign of '{code}' is wrong; look the code up again"


def _repeated_keys(rows: list[Row]) -> Iterator[TableFault]:
    first: dict[str, int] = {}
    for row in rows:
        if ("key" in row.cells and "doc" in row.cells) or not row.table.is_statement:
            line = first.setdefault(row.key, row.line)
            if line != row.line:
                yield row.fault("key", f"'{row.key}' stands in line {line} already; give this row a key of its own")
