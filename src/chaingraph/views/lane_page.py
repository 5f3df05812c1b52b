"""The page of an answer drawn in lanes: leads, picture, panel, tables and sources, from a report and boxes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chaingraph.facts import Book, Question
from chaingraph.report import Report, Thing
from chaingraph.views.entity import Section
from chaingraph.views.layout import Placed
from chaingraph.views.panel import document_data, fact_data, question_data
from chaingraph.views.pyvis_page import Drawn, DrawnEdge, render_network
from chaingraph.views.report_page import cited_documents, report_content
from chaingraph.views.shell import Page
from chaingraph.views.text import Run, Text, join
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["detail_data", "documents_of", "filter_data", "line_data", "render_lanes", "thing_runs"]


def render_lanes(
    page: Page,
    report: Report,
    book: Book,
    boxes: Sequence[Drawn],
    edges: Sequence[DrawnEdge],
    placed: Placed,
    *,
    view: Mapping[str, object],
    stated: Iterable[str],
    questions: Mapping[str, Question],
    options: str = "",
    sections: Sequence[Section] = (),
) -> bytes:
    """Return the page as UTF-8 bytes.

    Parameters
    ----------
    page
        Its frame, with the heading; the title is that of the report if it has none.
    report
        Leads, notes and tables; those called ``things`` and ``links`` have the keys of boxes and lines.
    book
        What the store holds.
    boxes, edges, placed
        The picture.
    view
        What the script needs beside documents and questions: see ``assets/network.js``.
    stated
        The statements that the panel may show; their documents are named as sources.
    questions, options
        The questions behind the page, and the options that make a command of each.
    sections
        Statements to list below the tables.
    """
    page = replace(page, title=page.title or report.title.show(page.lang))
    cited = {document.key for document in cited_documents(report, book.sources)}
    used = documents_of(book, stated, also=cited)
    content: dict[str, object] = {
        **report_content(page, report, book.sources, questions=questions),
        "view": {
            "asOf": page.as_of,
            "stops": [page.as_of] if page.as_of else [],
            "overview": [],
            "summary": [lead.show(page.lang) for lead in report.leads],
            "file": page.stem,
            **view,
            "documents": document_data(used, book.sources, page),
            "questions": question_data(questions, options, page),
        },
        "documents": [book.sources.documents[key] for key in used],
        "sections": sections,
    }
    return render_network(page, boxes, edges, placed, template="lanes.html.j2", content=content, styles=["states.css"])


def documents_of(book: Book, statements: Iterable[str], *, also: Iterable[str] = ()) -> list[str]:
    """Return the documents of statements, the newest first, with those in ``also``."""
    cited = {place.document for one in statements for place in book.sources.places.get(one, ())} | set(also)
    return [key for key in book.sources.documents if key in cited]


def detail_data(
    told: Told,
    key: str,
    page: Page,
    *,
    title: str = "",
    statements: Sequence[str] = (),
    lines: Sequence[Mapping[str, object]] = (),
    aliases: Sequence[str] = (),
    question: str = "page-statements",
) -> dict[str, object]:
    """Return what the panel says of a box: names, ``lines`` of our own, and what documents state."""
    book, lang = told.book, page.lang
    thing = book.things.get(key)
    name = title or book.name(key).show(lang)
    other = book.name(key).show("en" if lang == "zh" else "zh") if thing else ""
    return {
        "title": name,
        "other": other if other != name else "",
        "aliases": [*(thing.aliases if thing else ()), *aliases],
        "code": key if thing else "",
        "href": page.href(key) if thing else "",
        "options": f" --entity {key}" if thing else "",
        "lines": list(lines),
        "facts": [fact_data(fact, question, page) for fact in told.facts(dict.fromkeys(statements))],
        "counts": [],
    }


def line_data(word: str, text: Text, page: Page) -> dict[str, object]:
    """Return a line of the panel: a word in bold, and what follows it."""
    return {"word": word, "runs": [[run.text, page.href(run.key)] if run.key else [run.text] for run in text]}


def thing_runs(found: Sequence[Thing], lang: str) -> Text:
    """Return the names of things as text, each leading to its page."""
    return join("、" if lang == "zh" else ", ", [(Run(one.name.show(lang), one.key),) for one in found])


def filter_data(key: str, word: str, options: Iterable[tuple[str, str]], lang: str) -> dict[str, object]:
    """Return a filter: its name in the address, what stands above it, and what may be chosen."""
    words = words_of(lang)
    return {
        "key": key,
        "word": words.get(word, word),
        "options": [{"key": one, "title": words.get(title, title)} for one, title in options],
    }
