"""Write the sheet of pairs that a person decides on: as CSV, or as a workbook with a drop-down."""

import csv
import io
from collections.abc import Mapping, Sequence

from chaingraph.matching.candidates import Match
from chaingraph.matching.decisions import COLUMNS, DECIDED, Decisions
from chaingraph.matching.reasons import BANDS, tell
from chaingraph.report_formats import guard_cell

__all__ = ["to_csv", "to_workbook"]

_WIDTHS = {
    "decision": 10,
    "band": 12,
    "score": 7,
    "reasons": 34,
    "name_a": 32,
    "name_b": 32,
    "county_a": 12,
    "county_b": 12,
}
_USUAL_WIDTH = 21
_WRAPPED = frozenset({"reasons", "name_a", "name_b", "where_a", "where_b"})
_NOT_PRINTED = 2  # columns at the end, of keys


def to_csv(matches: Sequence[Match], decisions: Decisions, lang: str) -> bytes:
    """Return pairs as CSV in UTF-8 with the mark that spreadsheets know it by; no cell is a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(name.show(lang) for name in COLUMNS.values())
    writer.writerows([guard_cell(cell) for cell in _cells(match, decisions, lang).values()] for match in matches)
    return text.getvalue().encode("utf-8-sig")


def to_workbook(matches: Sequence[Match], decisions: Decisions, lang: str) -> bytes:
    """Return pairs as a workbook with a drop-down for decisions; no cell is a formula; the same bytes on each run."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    from chaingraph.workbook_bytes import save_workbook
    from chaingraph.workbook_look import letters, row_height, set_print

    book = Workbook()
    page = book.create_sheet("核对" if lang == "zh" else "Pairs", 0)
    book.remove(book["Sheet"])
    for column, (key, name) in enumerate(COLUMNS.items(), start=1):
        page.cell(1, column, name.show(lang)).font = letters(bold=True)
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, _USUAL_WIDTH)
    for row, match in enumerate(matches, start=2):
        cells = _cells(match, decisions, lang)
        wrapped = ((text, _WIDTHS.get(key, _USUAL_WIDTH)) for key, text in cells.items() if key in _WRAPPED)
        page.row_dimensions[row].height = row_height(wrapped)
        for column, (key, text) in enumerate(cells.items(), start=1):
            cell = page.cell(row, column)
            cell.value = float(text) if key == "score" else text
            if key == "score":
                cell.number_format = "0.00"
            else:
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=key in _WRAPPED)
    words = ",".join(name.show(lang) for name in DECIDED.values())
    down = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    down.add(f"A2:A{max(2, len(matches) + 1)}")
    page.add_data_validation(down)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(matches) + 1}"
    set_print(page, heading=1, rules=True)
    page.print_area = f"A1:{get_column_letter(len(COLUMNS) - _NOT_PRINTED)}{len(matches) + 1}"
    return save_workbook(book)


def _cells(match: Match, decisions: Decisions, lang: str) -> Mapping[str, str]:
    decided = decisions.on(match.one, match.other)
    told = {
        "decision": "" if decided is None else DECIDED[decided].show(lang),
        "band": BANDS[match.verdict.band].show(lang),
        "score": f"{match.verdict.score:.2f}",
        "reasons": tell(match.verdict.reasons, lang),
    }
    for side, entry in (("a", match.one), ("b", match.other)):
        told |= {
            f"name_{side}": entry.name,
            f"code_{side}": entry.code,
            f"county_{side}": entry.county,
            f"where_{side}": entry.where,
            f"key_{side}": entry.key,
        }
    return {key: told[key] for key in COLUMNS}
