"""What the panel beside a picture shows, as data for the script in the page."""

from collections.abc import Iterable, Mapping, Sequence

from chaingraph.facts import Question, Sources
from chaingraph.views.describe import Fact, document_label
from chaingraph.views.shell import Page, web_address
from chaingraph.views.text import Text
from chaingraph.views.words import words_of

__all__ = ["document_data", "fact_data", "legend_data", "question_data", "shared_data"]


def fact_data(fact: Fact, question: str, page: Page) -> dict[str, object]:
    """Return a fact with the named question that it answers."""
    return {
        "statement": fact.statement,
        "what": _runs(fact.what, page),
        "value": _runs(fact.value, page),
        "period": fact.period,
        "basis": _runs(fact.basis, page),
        "since": fact.since,
        "question": question,
        "names": [_runs(name, page) for name in fact.names],
        "sources": [
            {"document": cited.document, "place": cited.place, "is_checkable": cited.is_checkable}
            for cited in fact.sources
        ],
    }


def _runs(text: Text, page: Page) -> list[list[str]]:
    return [[run.text, page.href(run.key)] if page.href(run.key) else [run.text] for run in text]


def document_data(
    keys: Iterable[str], sources: Sources, page: Page
) -> Sequence[str] | Mapping[str, Mapping[str, object]]:
    """Return what is said of each document that a page cites; in a site :func:`shared_data` says it, here is which."""
    return list(keys) if page.in_site else _document_data(keys, sources, page)


def _document_data(keys: Iterable[str], sources: Sources, page: Page) -> dict[str, Mapping[str, object]]:
    words = words_of(page.lang)
    return {
        key: {
            "label": document_label(document, page.lang),
            "title": document.title,
            "publisher": document.publisher or words["publisher_unknown"],
            "issued": document.issued.isoformat() if document.issued else words["no_date"],
            "address": web_address(document.address),
            "href": page.href(key),
        }
        for key, document in ((key, sources.documents[key]) for key in keys)
    }


def question_data(questions: Mapping[str, Question], options: str, page: Page) -> dict[str, dict[str, object]]:
    """Return the questions that a page answers, each with the options that make a command of it."""
    return {
        one.name: {"options": options} | ({} if one.name in page.shared else _question_data(one, page))
        for one in questions.values()
    }


def _question_data(one: Question, page: Page) -> dict[str, object]:
    return {"asks": one.asks.show(page.lang), "text": one.text, "dated": "# param: asOf" in one.text}


def shared_data(questions: Mapping[str, Question], sources: Sources, page: Page) -> dict[str, Mapping[str, object]]:
    """Return what a site holds once for all its panels: words, questions, documents; ``page`` is the first page."""
    return {
        "words": words_of(page.lang),
        "questions": {one.name: _question_data(one, page) for one in questions.values()},
        "documents": _document_data(sources.documents, sources, page),
    }


def legend_data(kinds: Sequence[str], lines: Mapping[str, str], lang: str) -> dict[str, list[dict[str, str]]]:
    """Return the classes of boxes and of lines in the order of the legend, each with its word."""
    words = words_of(lang)
    special = {"possible": "possible_only", "bundle": "members"}
    return {
        "classes": [{"key": kind, "word": words[special.get(kind, kind)]} for kind in kinds],
        "lines": [{"key": f"line-{key}", "word": words[word]} for key, word in lines.items()],
    }
