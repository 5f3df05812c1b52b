"""Write reports: a table to read, rows for programs (JSON, CSV); the same bytes for the same report."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import escape
from math import isfinite, isnan

from chaingraph.analyses.intervals import Interval
from chaingraph.naming import Name
from chaingraph.report import Cell, Citation, Report, Sheet, Thing
from chaingraph.results import escape_text, format_records, format_table

__all__ = ["guard_cell", "show_number", "to_csv", "to_html", "to_json", "to_table"]

_READABLE = 14
#: What begins a formula; full-width signs do in some spreadsheets.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SEPARATOR = {"zh": "；", "en": "; "}
_WORDS = {
    "zh": {"none": "（无）", "judged": "编者判断", "not-checked": "未核对", True: "是", False: "否", "to": "至"},
    "en": {
        "none": "(none)",
        "judged": "our judgement",
        "not-checked": "not checked",
        True: "yes",
        False: "no",
        "to": "to",
    },
}


def to_table(report: Report, *, lang: str = "zh", width: int | None = None) -> str:
    """Return a report as text: the title, what is to be said first, each table, and the notes.

    Columns that are empty throughout are left out. Where a table is too wide for ``width``, each row is set as a block.
    """
    parts = [report.title.show(lang), *(lead.show(lang) for lead in report.leads), ""]
    for sheet in report.sheets:
        if len(report.sheets) > 1 or sheet.title != report.title:
            parts.append(f"{sheet.title.show(lang)}")
        parts += [_table(sheet, lang, width), ""]
    parts += [note.show(lang) for note in report.notes]
    return "\n".join(escape_text(line) for line in "\n".join(parts).rstrip("\n").split("\n")) + "\n"


def to_json(report: Report) -> str:
    """Return the rows of all tables as a list of objects: the table under ``table``, names in both languages."""
    rows = [
        {"table": sheet.key, **{key: _jsonable(cell) for key, cell in record.items()}}
        for sheet in report.sheets
        for record in sheet.records()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def to_csv(report: Report, *, lang: str = "zh") -> str:
    """Return the rows of all tables under one heading, with the table in the first column."""
    heading = list(dict.fromkeys(column.key for sheet in report.sheets for column in sheet.columns))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["table", *heading], restval="", lineterminator="\n")
    writer.writeheader()
    for sheet in report.sheets:
        for record in sheet.records():
            cells = {key: guard_cell(_text(cell, lang, exact=True)) for key, cell in record.items()}
            writer.writerow({"table": sheet.key, **cells})
    return text.getvalue()


def to_html(report: Report, *, lang: str = "zh") -> str:
    """Return a report as a piece of HTML without scripts, as a notebook shows it; every text is escaped."""

    def tell(tag: str, text: str) -> str:
        return f"<{tag}>{escape(escape_text(text))}</{tag}>"

    parts = [tell("h3", report.title.show(lang)), *(tell("p", lead.show(lang)) for lead in report.leads)]
    for sheet in report.sheets:
        filled = _filled(sheet)
        heads = "".join(tell("th", sheet.columns[index].name.show(lang)) for index in filled)
        rows = "".join(
            f"<tr>{''.join(tell('td', _text(row[index], lang)) for index in filled)}</tr>" for row in sheet.rows
        )
        body = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        parts += [tell("h4", sheet.title.show(lang)), body if sheet.rows else tell("p", str(_WORDS[lang]["none"]))]
    parts += [f"<p><small>{escape(escape_text(note.show(lang)))}</small></p>" for note in report.notes]
    return "\n".join(parts)


def _filled(sheet: Sheet) -> list[int]:
    """Return the columns that aren't empty throughout."""
    return [index for index in range(len(sheet.columns)) if any(_is_filled(row[index]) for row in sheet.rows)]


def _table(sheet: Sheet, lang: str, width: int | None) -> str:
    if not sheet.rows:
        return _WORDS[lang]["none"]
    filled = _filled(sheet)
    titles = [sheet.columns[index].name.show(lang) for index in filled]
    rows = [[" ".join(_text(row[index], lang).split()) for index in filled] for row in sheet.rows]
    right = [all(_is_number(row[index]) for row in sheet.rows) for index in filled]
    if width is not None and len(titles) * (_READABLE + 2) > width:
        return format_records(titles, rows, width=width).rstrip("\n")
    return format_table(titles, rows, right=right, width=width).rstrip("\n")


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell not in ("", ())


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float | Decimal | Interval) and not isinstance(cell, bool))


def _text(cell: Cell, lang: str, *, exact: bool = False) -> str:
    """Return a cell as a person reads it; with ``exact``, numbers in full and things with their keys."""
    match cell:
        case None:
            return ""
        case bool():
            return str(_WORDS[lang][cell])
        case float():
            return repr(cell) if exact else _short(cell)
        case Decimal():
            return f"{cell:f}"
        case Interval():
            low, high = (repr(one) if exact else _short(one) for one in (cell.low, cell.high))
            return low if low == high else f"{low}–{high}"
        case date():
            return cell.isoformat()
        case Name():
            return cell.show(lang)
        case Thing():
            return f"{cell.name.show(lang)} ({cell.key})" if exact else cell.name.show(lang)
        case Citation():
            return _cited(cell, lang)
        case tuple():
            return _SEPARATOR[lang].join(_text(one, lang, exact=exact) for one in cell)
    return str(cell)


def show_number(value: int | float | Decimal | Interval) -> str:
    """Return a number, or a range of numbers, as a person reads it.

    Examples
    --------
    >>> show_number(Interval(0.25, 1.0)), show_number(0.12345), show_number(12)
    ('0.25–1', '0.123', '12')
    """
    if isinstance(value, Interval):
        low, high = _short(value.low), _short(value.high)
        return low if low == high else f"{low}–{high}"
    if isinstance(value, float):
        return _short(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _short(value: float) -> str:
    if isfinite(value):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return "" if isnan(value) else "∞" if value > 0 else "-∞"


def _cited(citation: Citation, lang: str) -> str:
    words = _WORDS[lang]
    place = str(words["not-checked"] if citation.start is None else _place(citation, lang))
    issued = f" {citation.issued.isoformat()}" if citation.issued else ""
    judged = f"，{words['judged']}" if lang == "zh" else f", {words['judged']}"
    return f"《{citation.title}》{issued} [{place}{judged if citation.is_judgement else ''}]"


def _place(citation: Citation, lang: str) -> str:
    if citation.end is None:
        return f"第{citation.start}行" if lang == "zh" else f"row {citation.start}"
    return f"{citation.start}–{citation.end}"


def _jsonable(cell: Cell) -> object:
    match cell:
        case Decimal():
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case Interval():
            return {"low": _finite(cell.low), "high": _finite(cell.high)}
        case float():
            return _finite(cell)
        case date():
            return cell.isoformat()
        case Name():
            return {"zh": cell.zh, "en": cell.en}
        case Thing():
            return {"id": cell.key, "zh": cell.name.zh, "en": cell.name.en}
        case Citation():
            return _cited_json(cell)
        case tuple():
            return [_jsonable(one) for one in cell]
    return cell


def _finite(value: float) -> float | None:
    """Return the number, or None for one that JSON can't hold."""
    return value if isfinite(value) else None


def _cited_json(citation: Citation) -> Mapping[str, object]:
    return {
        "statement": citation.statement,
        "document": citation.document,
        "title": citation.title,
        "issued": citation.issued.isoformat() if citation.issued else None,
        "start": citation.start,
        "end": citation.end,
        "judgement": citation.is_judgement,
    }


def guard_cell(text: str) -> str:
    """Keep a cell from being a formula in a spreadsheet, also one in full-width signs; numbers stay numbers.

    Examples
    --------
    >>> guard_cell("=1+1"), guard_cell("-2+3"), guard_cell("＝1+1"), guard_cell("-2.5")
    ("'=1+1", "'-2+3", "'＝1+1", '-2.5')
    """
    if not text.startswith(_FORMULAS):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
