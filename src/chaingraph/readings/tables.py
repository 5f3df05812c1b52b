"""Read a table of regions by industries: a user's CSV file, or counts of what the store links to each industry."""

import csv
import io
from collections import Counter
from datetime import date
from math import isfinite
from pathlib import Path

from chaingraph.errors import InputError
from chaingraph.facts import Book
from chaingraph.readings.city import programme_cities, read_city
from chaingraph.readings.sizes import latest_sizes
from chaingraph.readings.templates import Templates

__all__ = ["GRAINS", "count_firms", "read_region_table"]

#: What an industry is: a template, a segment, or a class of GB/T 4754.
GRAINS = ("template", "segment", "industry")
_HEADINGS = {
    "region": ("region", "地区", "城市", "city", "county", "区县"),
    "industry": ("industry", "行业", "产业", "product", "segment", "环节"),
    "value": ("value", "数值", "值", "amount", "count", "营收", "产值"),
}


def read_region_table(path: Path) -> dict[tuple[str, str], float]:
    """Read a CSV file (UTF-8 or GBK) with the columns region, industry and value, in any order.

    Headings may be Chinese (地区, 行业, 数值). Rows of the same region and industry are added up.

    Returns
    -------
    dict
        Value by (region, industry).

    Raises
    ------
    InputError
        A file that can't be read, a column that is missing, or a cell that is empty, no number or negative, with its
        line.
    """
    rows = csv.reader(io.StringIO(_decode(path), newline=""), strict=True)
    table: dict[tuple[str, str], float] = {}
    try:
        heading = [cell.strip().casefold() for cell in next(rows, [])]
        columns = {name: _find_column(path, heading, name) for name in _HEADINGS}
        for cells in rows:
            if any(cell.strip() for cell in cells):
                region, industry, value = _read_row(path, rows.line_num, cells, columns)
                table[region, industry] = table.get((region, industry), 0.0) + value
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num}: not a CSV line: {error}") from error
    if not table:
        raise InputError(f"{path}: no row below the heading; give region, industry and value in each")
    return table


def count_firms(
    book: Book, templates: Templates, *, grain: str = "template", value: str = "firms", as_of: date | None = None
) -> tuple[dict[tuple[str, str], float], int]:
    """Return a table of the store's cities by industries, and how many linked firms it leaves out.

    Parameters
    ----------
    book, templates
        What the store holds.
    grain
        One of `GRAINS`. A firm in several counts in each; its size goes to each in equal parts. By ``industry``, a
        segment counts only if it is coded as one class of GB/T 4754 alone: of several a firm may be in one only.
    value
        ``firms`` counts firms; else the key of an indicator whose latest level is added up, and a firm without it is
        left out.
    as_of
        Only what is stated by this day.
    """
    table: Counter[tuple[str, str]] = Counter()
    sums: dict[tuple[str, str], float] = {}
    left_out: set[str] = set()
    for city in programme_cities(book):
        facts = read_city(book, city, as_of=as_of)
        industries: dict[str, set[str]] = {}
        for segment in facts.links:
            for firm in facts.linked(segment, "Enterprise"):
                industries.setdefault(firm, set()).update(_industries(templates, segment, grain))
        sizes = latest_sizes(book, value, industries, as_of=as_of) if value != "firms" else {}
        for firm, kinds in industries.items():
            if not kinds:
                left_out.add(firm)
            elif value == "firms":
                table.update((city, kind) for kind in kinds)
            elif firm in sizes:
                for kind in kinds:
                    part = float(sizes[firm][-1].value) / len(kinds)
                    sums[city, kind] = sums.get((city, kind), 0.0) + part
            else:
                left_out.add(firm)
    return ({key: float(count) for key, count in table.items()} if value == "firms" else sums), len(left_out)


def _industries(templates: Templates, segment: str, grain: str) -> tuple[str, ...]:
    if grain == "segment":
        return (segment,)
    if grain == "template":
        return templates.templates_of(segment)
    codes = templates.codes.get(segment, ())
    classes = tuple(code for code in codes if templates.industries[code].classification.startswith("gbt"))
    return classes if len(classes) == 1 else ()


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}; give a CSV file") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path}: neither UTF-8 nor GBK; save it as UTF-8")


def _find_column(path: Path, heading: list[str], name: str) -> int:
    for number, cell in enumerate(heading):
        if cell in _HEADINGS[name]:
            return number
    raise InputError(f"{path}:1: no column '{name}' ({'、'.join(_HEADINGS[name][1:3])}); the heading must have it")


def _read_row(path: Path, line: int, cells: list[str], columns: dict[str, int]) -> tuple[str, str, float]:
    if len(cells) <= max(columns.values()):
        raise InputError(f"{path}:{line}: {len(cells)} cells are too few; quote cells that hold commas")
    region, industry, text = (cells[columns[name]].strip() for name in ("region", "industry", "value"))
    for name, cell in (("region", region), ("industry", industry), ("value", text)):
        if not cell:
            raise InputError(f"{path}:{line}: '{name}' is empty; fill it or leave the row out (unknown isn't 0)")
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"{path}:{line}: '{text}' is no number; write digits only, one unit throughout") from None
    if not isfinite(value) or value < 0:
        raise InputError(f"{path}:{line}: {text} isn't a number from 0 up; correct it")
    return region, industry, value
