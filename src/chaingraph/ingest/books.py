"""Read an office's books whole: every sheet that is known, every fault, and the graph that they make."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Quad

from chaingraph.compile import iter_quads, read_vocabulary
from chaingraph.errors import InputError, TableFault, did_you_mean
from chaingraph.ingest.cells import plain
from chaingraph.ingest.city_rows import CityRows, Source
from chaingraph.ingest.grids import Grid, read_grids
from chaingraph.ingest.headings import Found, find_heading, iter_records
from chaingraph.ingest.sheets import SHEETS
from chaingraph.reference import TEMPLATE_ENTITIES, read_reference
from chaingraph.table_reader import Row
from chaingraph.tables import TABLES

__all__ = ["Ingested", "SheetRead", "compile_city", "ingest_books", "read_mapping"]

_GUIDE = frozenset({"说明", "模板"})  # of the empty workbook


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
    """The curated rows of a city by table, all faults, what became of each sheet, and chains without a template."""

    rows: Mapping[str, Sequence[Mapping[str, str]]]
    faults: Sequence[TableFault]
    sheets: Sequence[SheetRead]
    undrawn: Sequence[str]


def ingest_books(
    paths: Iterable[Path], *, city: str, day: date, publisher: str = "", mapping: Mapping[str, str] | None = None
) -> Ingested:
    """Read workbooks and CSV files into the curated tables of one city.

    Parameters
    ----------
    paths
        The books. Their order doesn't matter but for the order of rows.
    city
        Whose lists they are, such as 德州市.
    day
        The day that the lists are of.
    publisher
        Whose they are, such as the chain office; empty if it isn't to be said.
    mapping
        Headings of one's own, each with the heading of ours that it means.

    Raises
    ------
    InputError
        A file that can't be read, or no sheet in it that is known.
    """
    rows = CityRows(city, day)
    opened: list[tuple[Source, Grid]] = []
    left_out: list[SheetRead] = []
    for path in paths:
        known = [(_name(path, grid), grid, find_heading(grid, mapping or {})) for grid in read_grids(path)]
        if not any(found for _, _, found in known):
            wanted = "、".join(sheet.name.zh for sheet in SHEETS.values())
            raise InputError(
                f"{path}: no sheet with headings that are known ({wanted}); 'chaingraph template' makes such a book, "
                "--mapping says what other headings mean"
            )
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        for name, grid, found in known:
            if found is None and grid.name in _GUIDE:
                continue
            if found is None:
                left_out.append(SheetRead(name, "", 0, 0, ()))
                continue
            key = f"list-{content[:12]}-{grid.number}"
            rows.add_document(key, name, file=path.name, sha256=content, publisher=publisher)
            opened.append((Source(key, name, found), grid))
    order = list(SHEETS)
    opened.sort(key=lambda one: order.index(one[0].found.sheet.key))
    for source, grid in opened:
        for record in iter_records(grid, source.found):
            rows.learn(source, record)
    sheets = [_enter(rows, source, grid, source.found) for source, grid in opened]
    return Ingested(rows.tables.rows, rows.faults, [*sheets, *left_out], list(rows.undrawn))


def compile_city(ingested: Ingested) -> Iterator[Quad]:
    """Compile what `ingest_books` returned to quads, beside the bundled templates."""
    rows = [
        Row(TABLES[name], cells, f"{name}.csv", line)
        for name, found in ingested.rows.items()
        for line, cells in enumerate(found, start=2)
    ]
    return iter_quads(rows, vocabulary=read_vocabulary(), context=read_reference(*TEMPLATE_ENTITIES))


def read_mapping(path: Path) -> dict[str, str]:
    """Read which headings of one's own mean which of ours, from YAML: one heading a line.

    Raises
    ------
    InputError
        No YAML, or something else than texts to texts.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path}: no YAML that can be read ({reason}); write a line such as 公司: 企业名称") from error
    if not isinstance(found, dict) or not all(isinstance(one, str) for pair in found.items() for one in pair):
        raise InputError(
            f"{path}: must say for each heading of yours which of ours it means, a line such as 公司: 企业名称"
        )
    known = {field.name.zh for sheet in SHEETS.values() for field in sheet.fields}
    for ours in found.values():
        if ours not in known:
            raise InputError(f"{path}: no heading is called '{ours}'{did_you_mean(ours, sorted(known))}")
    return {plain(theirs): plain(ours) for theirs, ours in found.items()}


def _enter(rows: CityRows, source: Source, grid: Grid, found: Found) -> SheetRead:
    results = [rows.add(source, record) for record in iter_records(grid, found)]
    return SheetRead(source.file, found.sheet.key, sum(results), len(results) - sum(results), found.unread)


def _name(path: Path, grid: Grid) -> str:
    return f"{path.name}[{grid.name}]" if grid.number else path.name
