"""Read an office's books whole: every sheet that is known, and every fault."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from chaingraph.errors import InputError, did_you_mean
from chaingraph.filled import Rows, Tables
from chaingraph.ingest.cells import plain, read_names
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import CellFault, Source
from chaingraph.ingest.firms import FirmRow, Firms
from chaingraph.ingest.grids import Grid, read_grids
from chaingraph.ingest.headings import find_heading, iter_records
from chaingraph.ingest.internal import Marks, load_mapping, mark_internal
from chaingraph.ingest.sheets import FAULT_SHEETS, GUIDES, SHEETS
from chaingraph.matching.candidates import find_matches
from chaingraph.matching.decisions import Decision, Decisions, parse_decisions
from chaingraph.matching.verdicts import FirmEntry
from chaingraph.texts import hash_file

__all__ = ["Ingested", "SheetRead", "ingest_books", "list_firms", "read_decisions", "read_mapping"]

_STEP = 20_000  # rows between two reports of progress
_MOST_COMPARED = 100_000  # names whose pairs are counted on the way
#: Sheets of the empty workbook, and of that with marked faults, which aren't lists.
_NO_LISTS = frozenset({*GUIDES, *FAULT_SHEETS.values()})


@dataclass(frozen=True)
class SheetRead:
    """What became of one sheet: rows entered, rows at fault, and headings that nothing was made of.

    ``kind`` is the key of the sheet, or empty where it was left out.
    """

    file: str
    kind: str
    good: int
    bad: int
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Ingested:
    """The curated rows of a city by table, all faults, what became of each sheet, and chains without a template.

    ``open_pairs`` counts the pairs of names that may be one firm and that nobody decided on; it is None for lists of
    more than 100,000 names, whose pairs `chaingraph match` alone looks for.
    """

    rows: Rows
    faults: Sequence[CellFault]
    sheets: Sequence[SheetRead]
    undrawn: Sequence[str]
    open_pairs: int | None = 0


def ingest_books(
    paths: Iterable[Path],
    *,
    city: str,
    day: date,
    publisher: str = "",
    mapping: Mapping[str, str] | None = None,
    marks: Marks | None = None,
    decisions: Sequence[Decision] = (),
    progress: Callable[[str, int], None] | None = None,
) -> Ingested:
    """Read workbooks and CSV files into the curated tables of one city.

    Parameters
    ----------
    paths
        The books.
    city
        Whose lists they are, such as 德州市.
    day
        The day that the lists are of.
    publisher
        Whose they are, such as the chain office; empty if it isn't to be said.
    mapping
        Headings of one's own, each with the heading of ours that it means.
    marks
        Which columns stay in the house, where that isn't as `mark_internal` has it.
    decisions
        Which pairs of firms were decided to be one. Without any, only equal codes and equal names make one firm.
    progress
        Called now and then with the name of a sheet and the number of its rows read.

    Raises
    ------
    InputError
        Decisions that contradict each other, no city, a file that can't be read or holds no sheet that is known, or
        the same file twice.
    """
    if not (city := plain(city)):
        raise InputError("no city: give the name of the city whose lists these are, such as 德州市")
    opened, left_out = _open_books(paths, mapping or {})
    kinds = {source.document: source.found.sheet.key for source, _, _ in opened}
    tables = Tables(amend=partial(mark_internal, kinds, marks or Marks({})))
    rows = CityRows(city, day, Firms(_firm_rows(opened), decisions), _own_segments(opened), tables)
    sheets = []
    for source, grid, _ in opened:
        results: Counter[bool] = Counter()
        for record in iter_records(grid, source.found):
            results[rows.add(source, record)] += 1
            if progress and results.total() % _STEP == 0:
                progress(source.name, results.total())
        kind, unread = source.found.sheet.key, source.found.unread
        sheets.append(SheetRead(source.name, kind, results[True], results[False], unread))
    for source, _, sha256 in opened:
        if source.document in rows.tables.documents:
            rows.add_document(source, sha256=sha256, publisher=publisher)
    pairs = _count_open_pairs(opened, Decisions(decisions))
    return Ingested(rows.tables.rows, rows.faults, [*sheets, *left_out], list(rows.undrawn), pairs)


def _count_open_pairs(opened: Iterable[tuple[Source, Grid, str]], told: Decisions) -> int | None:
    entries = list(islice(_firm_entries(opened), _MOST_COMPARED + 1))
    if len(entries) > _MOST_COMPARED:
        return None
    return sum(told.on(match.one, match.other) is None for match in find_matches(entries))


def list_firms(paths: Iterable[Path], mapping: Mapping[str, str] | None = None) -> list[FirmEntry]:
    """Return the firms that books name, as lists of firms, as investors, and as suppliers and customers.

    Raises
    ------
    InputError
        As `ingest_books` does.
    """
    return list(_firm_entries(_open_books(paths, mapping or {})[0]))


def read_decisions(path: Path) -> list[Decision]:
    """Read the decisions in a sheet of pairs, CSV or workbook.

    Raises
    ------
    InputError
        A file that can't be read or is no sheet of pairs, or a decision in other words.
    """
    grid = read_grids(path)[0]
    return parse_decisions(list(grid.rows), f"{path.name}[{grid.name}]" if grid.number else path.name)


def _open_books(
    paths: Iterable[Path], mapping: Mapping[str, str]
) -> tuple[list[tuple[Source, Grid, str]], list[SheetRead]]:
    """Return the sheets that are known, chains first, with the hashes of their files; and those that aren't."""
    opened: list[tuple[Source, Grid, str]] = []
    left_out: list[SheetRead] = []
    seen: dict[str, Path] = {}
    for path in paths:
        found = [(grid, find_heading(grid, mapping)) for grid in read_grids(path)]
        if not any(heading for _, heading in found):
            wanted = "、".join(sheet.name.zh for sheet in SHEETS.values())
            raise InputError(
                f"{path}: no sheet with headings that are known ({wanted}); 'chaingraph template' makes such a book, "
                "--mapping says what other headings mean"
            )
        sha256 = hash_file(path)
        if sha256 in seen:
            raise InputError(f"{path}: the same list as {seen[sha256]}; give it once")
        seen[sha256] = path
        for grid, heading in found:
            name = f"{path.name}[{grid.name}]" if grid.number else path.name
            if heading:
                document = f"list-{sha256[:12]}-{grid.number}"
                opened.append((Source(document, path, grid.number, name, heading), grid, sha256))
            elif grid.name not in _NO_LISTS:
                left_out.append(SheetRead(name, "", 0, 0, ()))
    order = list(SHEETS)
    opened.sort(key=lambda one: order.index(one[0].found.sheet.key))
    return opened, left_out


def _firm_rows(opened: Iterable[tuple[Source, Grid, str]]) -> Iterator[FirmRow]:
    for source, grid, _ in opened:
        if source.found.sheet.key == "enterprises":
            for record in iter_records(grid, source.found):
                cells = record.cells
                if cells["name"]:
                    former = tuple(read_names(cells.get("former", "")))
                    yield FirmRow(cells["name"], cells.get("code", "").upper(), former)


def _firm_entries(opened: Iterable[tuple[Source, Grid, str]]) -> Iterator[FirmEntry]:
    mentions = {"projects": ("investors",), "supplies": ("supplier", "customer")}
    for source, grid, _ in opened:
        kind = source.found.sheet.key
        for record in iter_records(grid, source.found) if kind in {"enterprises", *mentions} else ():
            cells, where = record.cells, f"{source.name}:{record.row}"
            if kind == "enterprises" and cells["name"]:
                former, county = tuple(read_names(cells.get("former", ""))), cells.get("county", "")
                yield FirmEntry(cells["name"], cells.get("code", "").upper(), former, county, where=where)
            for column in mentions.get(kind, ()):
                yield from (FirmEntry(name, where=where) for name in read_names(cells.get(column, "")))


def _own_segments(opened: Iterable[tuple[Source, Grid, str]]) -> list[str]:
    """Return the names of the segments that the books declare."""
    return [
        name
        for source, grid, _ in opened
        if source.found.sheet.key == "own_segments"
        for record in iter_records(grid, source.found)
        for name in read_names(record.cells["segment"])
    ]


def read_mapping(path: Path) -> dict[str, str]:
    """Read which headings of one's own mean which of ours, from YAML: one heading a line.

    Raises
    ------
    InputError
        What `load_mapping` refuses, or a heading that isn't ours.
    """
    found, _ = load_mapping(path)
    known = {field.name.zh for sheet in SHEETS.values() for field in sheet.fields}
    for ours in found.values():
        if ours not in known:
            raise InputError(f"{path}: no heading is called '{ours}'{did_you_mean(ours, sorted(known))}")
    return {plain(theirs): plain(ours) for theirs, ours in found.items()}
