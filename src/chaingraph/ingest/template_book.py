"""The workbook that an office fills: a sheet a table, with headings, drop-downs, comments and a guide."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from chaingraph.ingest.bundled_city import Cell, CityBook
from chaingraph.ingest.concept_names import names_in_both
from chaingraph.ingest.reference_names import segments_of_templates, template_names
from chaingraph.ingest.sheets import SHEETS, Field, OfficeSheet
from chaingraph.naming import Name
from chaingraph.workbook_bytes import save_workbook
from chaingraph.workbook_look import letters, row_height, set_print

__all__ = ["write_template"]

_HEAD = letters(bold=True, color="FFFFFF")
_REQUIRED, _OTHER = PatternFill("solid", fgColor="24344F"), PatternFill("solid", fgColor="525C6C")
_EXAMPLE = letters(italic=True, color="525C6C")
_LINK = letters(color="0563C1", underline=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center")
_ROWS = 5000  # that have drop-downs
_HEAD_HEIGHT = 34.0  # points
_GUIDE_WIDTHS = (34, 96)
_GUIDE = {
    "zh": (
        "填写说明",
        "每张表一行一条；深色表头必填。灰色的示例行不会被读入，可删可留。",
        "不知道的留空，不要填0，也不要填“无”。“未知”与“没有”是两回事。",
        "表头可以换成本单位惯用的叫法；多出来的列不会被读入，读入时会逐一说明。",
        "营业收入、从业人员、供需关系标为内部：成果对外时加--public即略去。联系人、电话等列不会被读入。",
        "填好后：chaingraph ingest 本表.xlsx --city 某某市 --date 2026-11-01 -o my.trig",
        "各表",
        "列（*为必填）",
        "可用的模板与环节",
        "模板",
        "环节",
        "可填的指标（“指标”表）",
        "可填的称号",
    ),
    "en": (
        "How to fill this workbook",
        "One thing a row; dark headings must be filled. The grey example row is never read.",
        "Leave empty what isn't known: no 0, no 无. Unknown and none are two things.",
        "Headings may be your office's own; columns that mean nothing here aren't read, and are named.",
        "Revenue, staff and supply links are internal: --public leaves them out. Contacts are never read.",
        "Then: chaingraph ingest BOOK.xlsx --city CITY --date 2026-11-01 -o my.trig",
        "Sheets",
        "Columns (* must be filled)",
        "Templates and segments that may be named",
        "Template",
        "Segment",
        "Indicators that may be named (sheet 指标)",
        "Titles that may be named",
    ),
}
_FILLED = {
    "zh": "已填入自带图谱中{city}的内容：各表容得下的部分，不含出处；未说明的留空。读入后，每行以本表为依据。",
    "en": "Filled with what the bundled graph holds of {city}, as far as the sheets can hold it, without its sources; "
    "what isn't stated is left empty. Once read, each row rests on this book.",
}


def write_template(lang: str, filled: CityBook | None = None) -> bytes:
    """Return a workbook: a guide, then a sheet for each list to fill; the same bytes on each run.

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
    for sheet in _in_template():
        page = book.create_sheet(sheet.name.zh)
        _write_sheet(page, sheet, lang, len(templates))
        _write_rows(page, sheet, filled.rows.get(sheet.key, ()) if filled else None)
    lists = book.create_sheet("模板")
    lists.sheet_state = "hidden"
    for at, name in enumerate(templates, start=1):
        lists.cell(at, 1, name)
    return save_workbook(book)


def _write_guide(page: Worksheet, lang: str, city: str) -> None:
    title, *lines, sheets, columns, heading, template, segment, indicators, titles = _GUIDE[lang]
    lines += [_FILLED[lang].format(city=city)] if city else []
    page.title = "说明"
    for column, width in enumerate(_GUIDE_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page["A1"], page["A1"].font = title, letters(bold=True, size=14)
    for at, line in enumerate(lines, start=2):
        page.merge_cells(start_row=at, start_column=1, end_row=at, end_column=2)
        page.cell(at, 1, line).alignment = _WRAP
    above = len(lines) + 3
    _write_pair(page, above, sheets, columns, letters(bold=True))
    for at, sheet in enumerate(_in_template(), start=above + 1):
        _write_pair(page, at, _both(sheet.name, lang), _columns_of(sheet, lang))
        place = page.cell(at, 1)
        place.hyperlink, place.font = Hyperlink(ref=place.coordinate, location=f"'{sheet.name.zh}'!A1"), _LINK
    above += len(_in_template()) + 2
    page.cell(above, 1, heading).font = letters(bold=True)
    _write_pair(page, above + 1, template, segment, letters(bold=True))
    parts = segments_of_templates()
    for row, (name, segments) in enumerate(parts, start=above + 2):
        _write_pair(page, row, name, "、".join(segments))
    above += len(parts) + 3
    for head, scheme in ((indicators, "indicator"), (titles, "designation")):
        names = sorted(names_in_both(scheme).values(), key=lambda one: one.en.casefold())
        page.cell(above, 1, head).font = letters(bold=True)
        for row, called in enumerate(names, start=above + 1):
            _write_pair(page, row, called.zh, called.en)
        above += len(names) + 2
    set_print(page)


def _in_template() -> list[OfficeSheet]:
    return [sheet for sheet in SHEETS.values() if sheet.in_template]


def _write_pair(page: Worksheet, row: int, left: str, right: str, font: Font | None = None) -> None:
    """Write two cells beside each other, in as many lines as the longer needs."""
    for column, text in enumerate((left, right), start=1):
        cell = page.cell(row, column, text)
        cell.alignment = _WRAP
        if font:
            cell.font = font
    page.row_dimensions[row].height = row_height(zip((left, right), _GUIDE_WIDTHS, strict=True))


def _columns_of(sheet: OfficeSheet, lang: str) -> str:
    """Return what the columns of a sheet are called, required ones with an asterisk."""
    names = (f"{'*' if field.required else ''}{_both(field.name, lang)}" for field in sheet.template_fields)
    return ("、" if lang == "zh" else "; ").join(names)


def _both(name: Name, lang: str) -> str:
    return name.zh if lang == "zh" else f"{name.zh} {name.en}"


def _write_sheet(page: Worksheet, sheet: OfficeSheet, lang: str, templates: int) -> None:
    for column, field in enumerate(sheet.template_fields, start=1):
        head = page.cell(1, column, field.name.zh)
        head.font, head.fill, head.alignment = _HEAD, _REQUIRED if field.required else _OTHER, _MIDDLE
        head.comment = Comment(f"{field.name.en}\n{field.help.show(lang)}", "chaingraph", height=90, width=240)
        whole = page.column_dimensions[get_column_letter(column)]
        whole.width, whole.alignment, whole.number_format = field.width, _WRAP, _format(field)
        choices = _choices(field, templates)
        if choices:
            down = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=False)
            down.add(f"{get_column_letter(column)}2:{get_column_letter(column)}{_ROWS}")
            page.add_data_validation(down)
    page.row_dimensions[1].height = _HEAD_HEIGHT
    page.freeze_panes = "B2"
    set_print(page, heading=1, rules=True)


def _format(field: Field) -> str:
    return "General" if field.number else "@"


def _write_rows(page: Worksheet, sheet: OfficeSheet, rows: Sequence[Mapping[str, Cell]] | None) -> None:
    """Write rows of texts and numbers, or for None the row of examples."""
    for at, row in enumerate([_example(sheet)] if rows is None else rows, start=2):
        for column, field in enumerate(sheet.template_fields, start=1):
            cell = page.cell(at, column)
            cell.alignment, cell.number_format = _WRAP, _format(field)
            if rows is None:
                cell.font = _EXAMPLE
            value = _cell(field, row.get(field.key))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        texts = [(str(row[field.key]), field.width) for field in sheet.template_fields if field.key in row]
        page.row_dimensions[at].height = row_height(texts)


def _cell(field: Field, value: Cell | None) -> Cell | None:
    """Return what a cell holds: a number of digits as such where the column has numbers."""
    return Decimal(value) if isinstance(value, str) and field.number and value.isdecimal() else value


def _example(sheet: OfficeSheet) -> Mapping[str, Cell]:
    return {field.key: field.example for field in sheet.template_fields if field.example}


def _choices(field: Field, templates: int) -> str:
    """Return the formula of a drop-down, a word for each meaning, or an empty text for a column without."""
    if field.key == "template":
        return f"模板!$A$1:$A${templates}"
    meant = {meaning: word for word, meaning in reversed(field.choices)}
    words = (
        ["是", "否"] if field.key == "owner" else [word for word, meaning in field.choices if meant[meaning] == word]
    )
    return f'"{",".join(words)}"' if words else ""
