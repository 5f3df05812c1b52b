"""Books as offices keep them, and the command over them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from openpyxl import Workbook, load_workbook
from tests.command import run_command

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``chaingraph`` in a folder of its own."""

    return lambda *words: run_command(words, folder=tmp_path)


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook of plain rows."""
    book = Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(path)
    return path


def fill(path: Path, sheet: str, *rows: dict[str, object]) -> None:
    """Add rows to a sheet of the empty workbook by their headings."""
    book = load_workbook(path)
    page = book[sheet]
    headings = [cell.value for cell in page[1]]
    for row in rows:
        assert set(row) <= set(headings)
        page.append([row.get(str(heading)) for heading in headings])
    book.save(path)
