"""The workbook that an office fills: a sheet a table, with headings, drop-downs, comments and a guide."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from chaingraph.ingest.bundled_city import Cell, CityBook
from chaingraph.ingest.reference_names import segments_of_templates, template_names
from chaingraph.ingest.sheets import SHEETS, Field, OfficeSheet
from chaingraph.workbook_bytes import save_workbook

__all__ = ["write_template"]

_HEAD = Font(bold=True, color="FFFFFF")
_REQUIRED, _OTHER = PatternFill("solid", fgColor="24344F"), PatternFill("solid", fgColor="525C6C")
_EXAMPLE = Font(italic=True, color="525C6C")
_WRAP = Alignment(wrap_text=True, vertical="top")
_ROWS = 5000  # that have drop-downs
_WIDE = 22
_GUIDE = {
    "zh": (
        "填写说明",
        "每张表一行一条；深色表头必填。灰色的示例行不会被读入，可删可留。",
        "不知道的留空，不要填0，也不要填“无”。“未知”与“没有”是两回事。",
        "表头可以换成本单位惯用的叫法；多出来的列不会被读入，读入时会逐一说明。",
        "营业收入、从业人员、供需关系标为内部：成果对外时加--public即略去。联系人、电话等列不会被读入。",
        "填好后：chaingraph ingest 本表.xlsx --city 某某市 --date 2026-11-01 -o my.trig",
        "可用的模板与环节",
        "模板",
        "环节",
    ),
    "en": (
        "How to fill this workbook",
        "One thing a row; dark headings must be filled. The grey example row is never read.",
        "Leave empty what isn't known: no 0, no 无. Unknown and none are two things.",
        "Headings may be your office's own; columns that mean nothing here aren't read, and are named.",
        "Revenue, staff and supply links are internal: --public leaves them out. Contacts are never read.",
        "Then: chaingraph ingest BOOK.xlsx --city CITY --date 2026-11-01 -o my.trig",
        "Templates and segments that may be named",
        "Template",
        "Segment",
    ),
}
_FILLED = {
    "zh": "已填入自带图谱中{city}的内容：各表容得下的部分，不含出处；未说明的留空。读入后，每行以本表为依据。",
    "en": "Filled with what the bundled graph holds of {city}, as far as the sheets can hold it, without its sources; "
    "what isn't stated is left empty. Once read, each row rests on this book.",
}


def write_template(lang: str, filled: CityBook | None = None) -> bytes:
    """Return a workbook: a guide, then a sheet for each of `SHEETS`; the same bytes on each run.

    Parameters
    ----------
    lang
        The language of guide and comments, ``zh`` or ``en``. Headings are Chinese; comments name them in English.
    filled
        The rows of a city to fill it with; without, each sheet has a row of examples, which is never read.
    """
    book = Workbook()
    guide = book.active
    if not isinstance(guide, Worksheet):  # pragma: no cover  (openpyxl makes one)
        guide = book.create_sheet()
    templates = template_names()
    _write_guide(guide, lang, filled.name if filled else "")
    for sheet in SHEETS.values():
        page = book.create_sheet(sheet.name.zh)
        _write_sheet(page, sheet, lang, len(templates))
        _write_rows(page, sheet, filled.rows.get(sheet.key, ()) if filled else None)
    lists = book.create_sheet("模板")
    lists.sheet_state = "hidden"
    for at, name in enumerate(templates, start=1):
        lists.cell(at, 1, name)
    return save_workbook(book)


def _write_guide(page: Worksheet, lang: str, city: str) -> None:
    title, *lines, heading, template, segment = _GUIDE[lang]
    lines += [_FILLED[lang].format(city=city)] if city else []
    page.title = "说明"
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 34, 60
    page["A1"], page["A1"].font = title, Font(bold=True, size=14)
    for at, line in enumerate(lines, start=2):
        page.cell(at, 1, line)
    at = len(lines) + 3
    page.cell(at, 1, heading).font = Font(bold=True)
    for column, name in enumerate((template, segment), start=1):
        page.cell(at + 1, column, name).font = Font(bold=True)
    for row, (name, segments) in enumerate(segments_of_templates(), start=at + 2):
        page.cell(row, 1, name).alignment = _WRAP
        page.cell(row, 2, "、".join(segments)).alignment = _WRAP


def _write_sheet(page: Worksheet, sheet: OfficeSheet, lang: str, templates: int) -> None:
    for column, field in enumerate(sheet.fields, start=1):
        head = page.cell(1, column, field.name.zh)
        head.font, head.fill = _HEAD, _REQUIRED if field.required else _OTHER
        head.comment = Comment(f"{field.name.en}\n{field.help.show(lang)}", "chaingraph", height=90, width=240)
        page.column_dimensions[get_column_letter(column)].width = _WIDE
        choices = _choices(field, templates)
        if choices:
            down = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
            down.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{_ROWS}")
            page.add_data_validation(down)
    page.freeze_panes = "B2"


def _write_rows(page: Worksheet, sheet: OfficeSheet, rows: Sequence[Mapping[str, Cell]] | None) -> None:
    """Write rows of texts and numbers, or for None the row of examples."""
    for column, field in enumerate(sheet.fields, start=1):
        if rows is None and field.example:
            page.cell(2, column, field.example).font = _EXAMPLE
        for at, row in enumerate(rows or (), start=2):
            value = row.get(field.key)
            cell = page.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"


def _choices(field: Field, templates: int) -> str:
    """Return the formula of a drop-down, or an empty text for a column without."""
    if field.key == "template":
        return f"模板!$A$1:$A${templates}"
    words: Sequence[str] = ("是", "否") if field.key == "owner" else [word for word, _ in field.choices]
    return f'"{",".join(words)}"' if words else ""
