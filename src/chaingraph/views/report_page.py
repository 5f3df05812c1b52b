"""The page of a report: its sentences, tables and notes with links and sources, alone or beside a picture."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from chaingraph.analyses.intervals import Interval
from chaingraph.facts import Document, Question, Sources
from chaingraph.naming import Name
from chaingraph.report import Cell, Citation, Report, Sheet, Thing
from chaingraph.report_formats import show_number
from chaingraph.views.describe import describe_place
from chaingraph.views.shell import Page, render
from chaingraph.views.words import words_of

__all__ = ["Shown", "cited_documents", "render_report", "report_content", "row_key", "show_cell"]


@dataclass(frozen=True)
class Shown:
    """A cell as a page shows it: its kind (``text``, ``number``, ``list``, ``citations``), words, where they lead."""

    kind: str
    text: str = ""
    href: str = ""
    items: "Sequence[Shown | _Cited]" = ()
    separator: str = ""


@dataclass(frozen=True)
class _Cited:
    document: str
    title: str
    href: str
    publisher: str
    issued: str
    place: str
    address: str
    is_checkable: bool
    is_judgement: bool


@dataclass(frozen=True)
class _Row:
    key: str
    cells: Sequence[Shown]


@dataclass(frozen=True)
class _Table:
    key: str
    title: str
    heads: Sequence[str]
    rows: Sequence[_Row]


def render_report(
    page: Page, report: Report, sources: Sources, *, questions: Mapping[str, Question] | None = None
) -> bytes:
    """Return a page with a report and no picture, as UTF-8 bytes.

    Parameters
    ----------
    page
        Its frame; title and what it shows are filled in from the report where they are empty.
    report
        What it tells.
    sources
        The documents that citations lead to.
    questions
        The named questions behind it, shown with their SPARQL.
    """
    page = replace(page, title=page.title or report.title.show(page.lang))
    return render(page, "report.html.j2", **report_content(page, report, sources, questions=questions or {}))


def report_content(
    page: Page,
    report: Report,
    sources: Sources,
    *,
    questions: Mapping[str, Question],
) -> dict[str, object]:
    """Return what ``report.html.j2`` and the templates that extend it are filled with."""
    lang = page.lang
    return {
        "leads": [lead.show(lang) for lead in report.leads],
        "sheets": [_table(sheet, page, sources) for sheet in report.sheets],
        "notes": [note.show(lang) for note in report.notes],
        "questions": [{"name": one.name, "asks": one.asks.show(lang), "text": one.text} for one in questions.values()],
        "documents": cited_documents(report, sources),
        "bundled": "",
    }


def cited_documents(report: Report, sources: Sources) -> list[Document]:
    """Return the documents that a report cites, in the order of all documents (newest first)."""
    cited = {one.document for sheet in report.sheets for row in sheet.rows for cell in row for one in _citations(cell)}
    return [document for key, document in sources.documents.items() if key in cited]


def _citations(cell: Cell) -> Iterator[Citation]:
    if isinstance(cell, Citation):
        yield cell
    elif isinstance(cell, tuple):
        for one in cell:
            yield from _citations(one)


def row_key(row: Sequence[Cell]) -> str:
    """Return what a row is about: its first thing, else the first statement that it cites."""
    thing = next((cell.key for cell in row if isinstance(cell, Thing)), "")
    return thing or next((one.statement for cell in row for one in _citations(cell)), "")


def _table(sheet: Sheet, page: Page, sources: Sources) -> _Table:
    filled = [
        index for index in range(len(sheet.columns)) if any(row[index] not in (None, "", ()) for row in sheet.rows)
    ]
    rows = [
        _Row(
            sheet.keys[number] if sheet.keys else row_key(row),
            [show_cell(row[index], page, sources) for index in filled],
        )
        for number, row in enumerate(sheet.rows)
    ]
    heads = [sheet.columns[index].name.show(page.lang) for index in filled]
    return _Table(sheet.key, sheet.title.show(page.lang), heads, rows)


def show_cell(cell: Cell, page: Page, sources: Sources) -> Shown:
    """Return a cell as a page shows it."""
    match cell:
        case None:
            return Shown("text")
        case bool():
            return Shown("text", words_of(page.lang)["yes" if cell else "no"])
        case int() | float() | Decimal() | Interval():
            return Shown("number", show_number(cell))
        case Thing():
            return Shown("text", cell.name.show(page.lang), page.href(cell.key))
        case Name():
            return Shown("text", cell.show(page.lang))
        case Citation():
            return Shown("citations", items=[_cited(cell, page, sources)])
        case date():
            return Shown("text", cell.isoformat())
        case tuple():
            if cell and all(isinstance(one, Citation) for one in cell):
                return Shown(
                    "citations", items=[_cited(one, page, sources) for one in cell if isinstance(one, Citation)]
                )
            items = [show_cell(one, page, sources) for one in cell]
            return Shown("list", items=items, separator="、" if page.lang == "zh" else ", ")
    return Shown("text", str(cell))


def _cited(citation: Citation, page: Page, sources: Sources) -> _Cited:
    document = sources.documents.get(citation.document)
    place = next(
        (
            one
            for one in sources.places.get(citation.statement, ())
            if (one.document, one.start, one.end) == (citation.document, citation.start, citation.end)
        ),
        None,
    )
    where = describe_place(place, document, page.lang) if place else words_of(page.lang)["not_checked"]
    return _Cited(
        citation.document,
        citation.title,
        page.href(citation.document),
        document.publisher if document else "",
        citation.issued.isoformat() if citation.issued else "",
        where,
        document.address if document else "",
        is_checkable=bool(document and document.kept and citation.start is not None),
        is_judgement=citation.is_judgement,
    )
