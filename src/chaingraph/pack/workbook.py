"""Write the sheets of a pack as one workbook that Excel, WPS and LibreOffice open; the same bytes on each run."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

from chaingraph.analyses.intervals import Interval
from chaingraph.naming import Name
from chaingraph.pack.entries import Source
from chaingraph.pack.sheets import PackRow, PackSheet
from chaingraph.pack.words import pack_words
from chaingraph.report import Cell, Citation, Thing
from chaingraph.report_formats import show_number
from chaingraph.views.shell import web_address
from chaingraph.workbook_bytes import save_workbook
from chaingraph.workbook_look import letters, set_print

__all__ = ["Overview", "sheet_names", "write_workbook"]

_LONGEST = 32_000
_LONGEST_LINK = 2_000
_WIDEST, _NARROWEST = 24, 9
_LINE, _MOST_LINES = 15.0, 12
#: Of the columns that say where a row stands: title, day, publisher, place, address, others.
_SOURCE_WIDTHS = (34, 12, 16, 20, 30, 46)
_PRINTED_SOURCES = 4
_MOST_MEASURED = 200
_SHEET_NAME = 31
_RESERVED = frozenset({"history"})
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: Excel reads ``_x000D_`` as the character of that number.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_INK = "1A2230"
_HEAD = letters(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="24344F")
_LINK = letters(color="0B5394", underline=True)
_MUTED = letters(color="525C6C", italic=True)
_STRONG = letters(bold=True, color=_INK)
_PLAIN = letters(color=_INK)
_FLAG = PatternFill("solid", fgColor="FDF0D9")
_FILLS = {
    "known": PatternFill("solid", fgColor="DCF1E8"),
    "judgement": PatternFill("solid", fgColor="ECE8F6"),
    "not-checked": PatternFill("solid", fgColor="ECEFF4"),
    "unknown": _FLAG,
}
_TOP = Alignment(vertical="top", wrap_text=True)
_COUNT = Alignment(horizontal="center", vertical="top")
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_RULE = Border(bottom=Side(style="thin", color="D3D9E2"))


@dataclass(frozen=True)
class Overview:
    """What the first sheet says: the title, facts of the pack, what is unknown, and how to read it."""

    title: str
    facts: Sequence[tuple[str, str]]
    unknown: Sequence[str]
    reading: Sequence[str]


def write_workbook(overview: Overview, sheets: Sequence[PackSheet], *, lang: str, day: date | None) -> bytes:
    """Return the workbook as bytes.

    Texts that begin like a formula stay texts, control characters are written as escapes, and all dates inside the
    file are those of ``day``.

    Parameters
    ----------
    overview
        What the first sheet says.
    sheets
        The lists.
    lang
        The language of headings and names.
    day
        The day that the pack is of; it stands as the day of the file.
    """
    book = Workbook()
    words = pack_words(lang)
    first = book.active
    if not isinstance(first, Worksheet):  # pragma: no cover  (openpyxl makes one)
        first = book.create_sheet()
    names = sheet_names([words["overview"], *(sheet.title.show(lang) for sheet in sheets)])
    first.title = names[0]
    for sheet, name in zip(sheets, names[1:], strict=True):
        _write_sheet(book.create_sheet(name), sheet, lang)
    _write_overview(first, overview, list(zip(names[1:], sheets, strict=True)), lang)
    return save_workbook(book, title=_clean(overview.title), day=day)


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return names that Excel allows for sheets: at most 31 characters, none of its eight forbidden ones, each once.

    Examples
    --------
    >>> sheet_names(["企业/项目", "企业:项目", "History"])
    ['企业 项目', '企业 项目 (2)', 'History_']
    """
    made: list[str] = []
    for title in titles:
        name = " ".join(_FORBIDDEN.sub(" ", _clean(title)).split()).strip("'")[:_SHEET_NAME].strip("' ") or "Sheet"
        if name.casefold() in _RESERVED:
            name = f"{name}_"
        number, unique = 1, name
        while unique.casefold() in {one.casefold() for one in made}:
            number += 1
            tail = f" ({number})"
            unique = f"{name[: _SHEET_NAME - len(tail)]}{tail}"
        made.append(unique)
    return made


def _write_sheet(page: Worksheet, sheet: PackSheet, lang: str) -> None:
    words = pack_words(lang)
    heads = [_capital(heading.title.show(lang)) for heading in sheet.headings]
    first_source = len(heads) + 2
    heads.append(words["state"])
    if sheet.has_sources:
        heads += [words[key] for key in ("source", "source_day", "publisher", "place", "address", "other_sources")]
    for number, head in enumerate(heads, 1):
        cell = _put(page, 1, number, head)
        cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, Alignment(vertical="center", wrap_text=True)
    page.freeze_panes = "B2"
    page.sheet_view.zoomScale = 100
    for number, row in enumerate(sheet.rows, 2):
        _write_row(page, number, row, first_source, lang, has_sources=sheet.has_sources)
    if not sheet.rows:
        text = words["nothing_known" if sheet.kind else "to_fill"]
        for number in range(1, len(heads) + 1):
            page.cell(2, number).fill = _FLAG
        cell = _put(page, 2, 1, text)
        cell.font, cell.fill, cell.alignment = _MUTED, _FLAG, Alignment(vertical="top")
        _put(page, 2, first_source - 1, words["not_known"]).fill = _FLAG
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{max(len(sheet.rows), 1) + 1}"
    _set_widths(page, has_text_row=not sheet.rows)
    printed = len(heads)
    if sheet.has_sources:
        for number, width in enumerate(_SOURCE_WIDTHS, first_source):
            page.column_dimensions[get_column_letter(number)].width = width
        printed = first_source + _PRINTED_SOURCES - 1
    _set_heights(page)
    set_print(page, heading=1)
    page.print_area = f"A1:{get_column_letter(printed)}{max(len(sheet.rows), 1) + 1}"


def _write_row(page: Worksheet, number: int, row: PackRow, first_source: int, lang: str, *, has_sources: bool) -> None:
    words = pack_words(lang)
    for column, value in enumerate(row.cells, 1):
        cell = _put(page, number, column, words["not_known"] if value in (None, ()) else _value(value, lang))
        cell.font = _MUTED if value in (None, ()) else _STRONG if column == 1 else _PLAIN
        if isinstance(value, str) and web_address(value):
            _link(cell, value)
        if row.is_bare:
            cell.fill = _FLAG
    state = _put(page, number, first_source - 1, row.state_name.show(lang))
    state.fill = _FILLS[row.state]
    if has_sources:
        _write_sources(page, number, first_source, row.sources, lang)
    for column in range(1, first_source + (6 if has_sources else 0)):
        page.cell(number, column).alignment = _LEFT if isinstance(page.cell(number, column).value, date) else _TOP
        page.cell(number, column).border = _RULE
        if page.cell(number, column).hyperlink:
            page.cell(number, column).alignment = Alignment(vertical="top")


def _write_sources(page: Worksheet, number: int, column: int, sources: Sequence[Source], lang: str) -> None:
    words = pack_words(lang)
    if not sources:
        _put(page, number, column, words["to_row"]).font = _MUTED
        return
    first = sources[0]
    _put(page, number, column, first.title)
    _put(page, number, column + 1, first.issued or words["not_known"])
    _put(page, number, column + 2, first.publisher or words["not_known"])
    _put(page, number, column + 3, _place(first, lang))
    address = _put(page, number, column + 4, first.address or words["not_known"])
    if web_address(first.address):
        _link(address, first.address)
    others = [f"《{one.title}》{one.issued or ''}（{_place(one, lang)}）" for one in sources[1:]]
    if others:
        _put(page, number, column + 5, "\n".join(others), keep_lines=True)


def _place(source: Source, lang: str) -> str:
    words = pack_words(lang)
    if source.is_checkable and source.end is None:
        text = words["row"].format(start=source.start)
    elif source.is_checkable:
        text = words["characters"].format(start=source.start, end=source.end)
    else:
        text = words["not_checked"]
    return f"{text}{words['semicolon']}{words['judgement_only']}" if source.is_judgement else text


def _write_overview(page: Worksheet, overview: Overview, sheets: Sequence[tuple[str, PackSheet]], lang: str) -> None:
    words = pack_words(lang)
    _put(page, 1, 1, overview.title).font = letters(bold=True, size=16, color=_INK)
    row = 3
    _put(page, row, 1, words["unknown_first"]).font = letters(bold=True, size=12, color=_INK)
    for text in overview.unknown:
        row += 1
        _wide(page, row, text, fill=_FLAG)
    row += 2
    counted = ("known", "judgement", "not-checked", "unknown")
    state_words = {"known": "states_known", "judgement": "states_judgement", "not-checked": "states_not_checked"}
    heads = [words["list"], words["rows"], *(words[state_words.get(one, "states_unknown")] for one in counted), ""]
    separator = "：" if lang == "zh" else ":"
    for number, head in enumerate(heads, 1):
        cell = _put(page, row, number, head.split(separator)[0])
        cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, _TOP if number == 1 else _COUNT
    for name, sheet in sheets:
        row += 1
        cell = _put(page, row, 1, name)
        quoted = name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font, cell.alignment = _LINK, _TOP
        counts = (len(sheet.rows), *map(sheet.count, counted))
        for number, count in enumerate(counts, 2):
            _put(page, row, number, count).alignment = _COUNT
        note = sheet.note.show(lang)
        if not sheet.rows:
            note = f"{words['nothing_known' if sheet.kind else 'to_fill']} {note}".strip()
        cell = _put(page, row, 7, note)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
        page.row_dimensions[row].height = _LINE * max(1, -(-_width(note) // 58))
        if not sheet.rows:
            for number in range(1, 8):
                page.cell(row, number).fill = _FLAG
    row += 1
    for name, value in overview.facts:
        row += 1
        _put(page, row, 1, name).font = _STRONG
        _wide(page, row, value, start=2)
    row += 2
    _put(page, row, 1, words["how"]).font = letters(bold=True, size=12, color=_INK)
    for text in overview.reading:
        row += 1
        _wide(page, row, text)
    for letter, width in zip("ABCDEFG", (26, 8, 9, 15, 13, 11, 60), strict=True):
        page.column_dimensions[letter].width = width
    set_print(page)


def _wide(page: Worksheet, row: int, text: str, *, start: int = 1, fill: PatternFill | None = None) -> None:
    """Write a text over all columns of the overview, in as many lines as it needs."""
    cell = _put(page, row, start, text)
    cell.alignment = _TOP
    page.merge_cells(start_row=row, start_column=start, end_row=row, end_column=7)
    room = 128 if start == 1 else 102
    page.row_dimensions[row].height = 15.0 * max(1, -(-_width(text) // room))
    if fill:
        cell.fill = fill


def _put(page: Worksheet, row: int, column: int, value: object, *, keep_lines: bool = False) -> ExcelCell:
    """Write a cell: numbers and days as such, everything else as text that is never a formula or an error."""
    cell = cast("ExcelCell", page.cell(row, column))
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | date):
        text = _clean(str(value), keep_lines=keep_lines)
        cell.value = text
        cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, Decimal | int):
            cell.number_format = "#,##0" if value == int(value) else "#,##0.##"
    return cell


def _link(cell: ExcelCell, address: str) -> None:
    if len(address) <= _LONGEST_LINK and address.isprintable():
        cell.hyperlink = address
        cell.font = _LINK


def _value(value: Cell, lang: str) -> object:
    words = pack_words(lang)
    match value:
        case bool():
            return words["yes" if value else "no"]
        case float():
            return round(value, 4)
        case int() | Decimal() | date():
            return value
        case Interval():
            return show_number(value)
        case Name():
            return value.show(lang)
        case Thing():
            return value.name.show(lang)
        case Citation():
            return value.title
        case tuple():
            return words["comma"].join(str(_value(one, lang)) for one in value)
    return str(value) if value is not None else ""


def _clean(text: str, *, keep_lines: bool = False) -> str:
    """Return a text that a cell can hold: one line, control characters as escapes, not too long."""
    lines = text.split("\n") if keep_lines else [" ".join(text.split("\n"))]
    kept = "\n".join("".join(map(_plain, line)) for line in lines)
    kept = _CODED.sub("_x005F_", kept)
    return kept if len(kept) <= _LONGEST else f"{kept[: _LONGEST - 1]}…"


def _plain(character: str) -> str:
    if character in "\t\r":
        return " "
    unwanted = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or ord(character) & 0xFFFE == 0xFFFE
    return repr(character)[1:-1] if unwanted else character


def _set_widths(page: Worksheet, *, has_text_row: bool) -> None:
    for number, column in enumerate(page.iter_cols(max_row=min(page.max_row, _MOST_MEASURED)), 1):
        texts = [str(cell.value) for cell in column[: 1 if has_text_row else None] if cell.value is not None]
        longest = max((max(map(_width, text.split("\n"))) for text in texts), default=_NARROWEST)
        page.column_dimensions[get_column_letter(number)].width = min(max(longest + 3, _NARROWEST), _WIDEST)
    page.row_dimensions[1].height = 32.0


def _set_heights(page: Worksheet) -> None:
    """Give each row the room that its longest cell needs: not every program does so by itself."""
    widths = [page.column_dimensions[get_column_letter(number)].width for number in range(1, page.max_column + 1)]
    for number, row in enumerate(page.iter_rows(min_row=2), 2):
        lines = [
            sum(max(1, -(-_width(text) // max(int(width) - 2, 1))) for text in str(cell.value).split("\n"))
            for cell, width in zip(row, widths, strict=True)
            if cell.value is not None and cell.alignment.wrap_text
        ]
        page.row_dimensions[number].height = _LINE * min(max(lines, default=1), _MOST_LINES)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _width(text: str) -> int:
    return max(wcswidth(text), len(text))
