"""The faults of an office's books as a workbook: where each stands and how to mend it."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from chaingraph.errors import TableFault
from chaingraph.workbook_bytes import save_workbook

__all__ = ["write_faults"]

_HEADINGS = {"zh": ("表", "行", "列", "问题与改法"), "en": ("Sheet", "Row", "Column", "What is wrong, and what to do")}
_WIDTHS = (34, 8, 22, 90)


def write_faults(faults: Sequence[TableFault], lang: str) -> bytes:
    """Return a workbook with one row a fault; no text of it is taken for a formula."""
    book = Workbook()
    page = book.active
    if not isinstance(page, Worksheet):  # pragma: no cover  (openpyxl makes one)
        page = book.create_sheet()
    page.title = "问题" if lang == "zh" else "Faults"
    for column, (heading, width) in enumerate(zip(_HEADINGS[lang], _WIDTHS, strict=True), start=1):
        page.cell(1, column, heading).font = Font(bold=True)
        page.column_dimensions["ABCD"[column - 1]].width = width
    for row, fault in enumerate(faults, start=2):
        for column, value in enumerate((fault.file, fault.row, fault.column, fault.message), start=1):
            cell = page.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:D{len(faults) + 1}"
    return save_workbook(book)
