"""A copy of an office's books with the faulty cells marked, behind a list of the faults and how to mend each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice, zip_longest
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from chaingraph.ingest.entry import CellFault
from chaingraph.ingest.grids import Grid, read_grids
from chaingraph.ingest.sheets import FAULT_SHEETS, GUIDES
from chaingraph.workbook_bytes import save_workbook
from chaingraph.workbook_look import letters, row_height, set_print

__all__ = ["mark_faults"]

_HEADINGS = {"zh": ("表", "行", "列", "问题与改法"), "en": ("Sheet", "Row", "Column", "What is wrong, and what to do")}
_WIDTHS = (34, 8, 26, 90)
_NARROWEST, _WIDEST = 9, 36
_USUAL_HEIGHT = 16.0
_MOST_LOOKED_AT = 100  # rows, for how many columns there are
_MOST_ROWS = 1_048_576  # that a sheet holds
_FAULTY = PatternFill("solid", fgColor="FFC7CE")
_BOLD, _LINK = letters(bold=True), letters(color="0563C1", underline=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "        ")

_Sheet = tuple[Path, int]


def mark_faults(faults: Sequence[CellFault], lang: str, *, copied: bool = True) -> bytes:
    """Return a workbook: all faults, each leading to its cell, then the sheets of the books that hold any.

    The cells of the copy are texts, never formulas, on the rows where the books have them; those with faults are
    filled and say in a comment what is wrong and how to mend it. The books are only read.

    Parameters
    ----------
    faults
        What was found in the books, which must still be where they were.
    lang
        The language of list and comments, ``zh`` or ``en``.
    copied
        Whether the sheets stand behind the list; not in a workbook that is to hold no cell's value.
    """
    book = Workbook(write_only=True)
    listed = _new_sheet(book, FAULT_SHEETS[lang])
    sheets = {path: _sheets_to_copy(path) for path in dict.fromkeys(fault.source.path for fault in faults) if copied}
    names = _sheet_names([(path, grid) for path, grids in sheets.items() for grid in grids], FAULT_SHEETS[lang])
    _list_faults(listed, faults, names, lang)
    marks: dict[_Sheet, dict[tuple[int, int], list[str]]] = {}
    headings = {(fault.source.path, fault.source.sheet): fault.source.found.heading for fault in faults}
    for fault in faults:
        said = marks.setdefault((fault.source.path, fault.source.sheet), {})
        said.setdefault((fault.row, fault.column), []).append(fault.said.show(lang))
    for path, grids in sheets.items():
        for grid in grids:
            place = (path, grid.number)
            _copy_sheet(_new_sheet(book, names[place]), grid, marks.get(place, {}), headings.get(place, 0))
    return save_workbook(book)


def _sheets_to_copy(path: Path) -> list[Grid]:
    return [grid for grid in read_grids(path) if grid.name not in GUIDES and not grid.is_hidden and _fits(grid)]


def _fits(grid: Grid) -> bool:
    """Say whether a sheet can hold the rows, as it can't those of a very long CSV file."""
    return next(islice(grid.rows, _MOST_ROWS, None), None) is None


def _sheet_names(sheets: Sequence[tuple[Path, Grid]], first: str) -> dict[_Sheet, str]:
    """Return what the copy of each sheet is called: as it was, as far as a workbook can hold it, and none twice."""
    used, names = {first.casefold()}, dict[_Sheet, str]()
    for path, grid in sheets:
        name = grid.name.translate(_NOT_IN_NAMES).strip()[:31] or path.stem[:31]
        numbered = (f"{name[:26]} ({number})" for number in count(2))
        chosen = name if name.casefold() not in used else next(one for one in numbered if one.casefold() not in used)
        used.add(chosen.casefold())
        names[path, grid.number] = chosen
    return names


def _list_faults(page: Worksheet, faults: Sequence[CellFault], names: Mapping[_Sheet, str], lang: str) -> None:
    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    set_print(page, heading=1, rules=True)
    page.freeze_panes, page.auto_filter.ref = "A2", f"A1:D{len(faults) + 1}"
    page.append([_text(page, heading, font=_BOLD) for heading in _HEADINGS[lang]])
    for fault in faults:
        source = fault.source
        cell = _text(page, source.name)
        copy = names.get((source.path, source.sheet))
        if copy is not None:
            place = f"'{copy}'!{get_column_letter(fault.column)}{fault.row}"
            cell.hyperlink, cell.font = Hyperlink(ref="A1", location=place), _LINK
        heading, said = _text(page, fault.heading.show(lang)), _text(page, fault.said.show(lang))
        page.append([cell, fault.row, heading, said])


def _copy_sheet(page: Worksheet, grid: Grid, marks: Mapping[tuple[int, int], Sequence[str]], heading: int) -> None:
    """Copy a sheet, with its marks; the rows down to its heading stay in sight, and stand on each printed page."""
    widths = list[int]()
    for column, texts in enumerate(zip_longest(*grid.head(_MOST_LOOKED_AT)[heading - 1 if heading else 0 :]), start=1):
        widest = max(wcswidth(line) for text in texts for line in (text or "").split("\n"))
        widths.append(min(max(widest + 3, _NARROWEST), _WIDEST))
        page.column_dimensions[get_column_letter(column)].width = widths[-1]
    set_print(page, heading=heading, rules=True)
    if heading:
        page.freeze_panes = f"A{heading + 1}"
    last_marked = dict(sorted(marks))
    for number, row in enumerate(grid.rows, start=1):
        height = row_height(zip(row, widths, strict=False))
        if height > _USUAL_HEIGHT:
            page.row_dimensions[number].height = height
        page.append(
            list(_marked_cells(page, number, [*row, *[""] * (last_marked[number] - len(row))], marks))
            if number in last_marked
            else _cells(page, row)
        )


def _cells(page: Worksheet, row: Sequence[str]) -> list[Cell | None]:
    return [_text(page, text) if text else None for text in row]


def _marked_cells(
    page: Worksheet, number: int, row: Sequence[str], marks: Mapping[tuple[int, int], Sequence[str]]
) -> Iterator[Cell | None]:
    for column, text in enumerate(row, start=1):
        said = marks.get((number, column))
        cell = _text(page, text) if text or said else None
        if cell is not None and said:
            cell.fill = _FAULTY
            cell.comment = Comment("\n".join(said), "chaingraph", height=110, width=320)
        yield cell


def _new_sheet(book: Workbook, name: str) -> Worksheet:
    return cast("Worksheet", book.create_sheet(name))  # the one that is written row by row has the same attributes


def _text(page: Worksheet, text: str, *, font: Font | None = None) -> Cell:
    """Return a cell that holds a text and stays one when it is edited."""
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.alignment = _WRAP
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    if font:
        cell.font = font
    return cell
