"""The site: a first page, the system of each city, and the documents, as files of one folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from chaingraph.networks import ListCount, Name, count_lists, edition_spans
from chaingraph.views.describe import count_of, describe_place, say_counts, say_since
from chaingraph.views.facts import Document, Place, Sources, StatementText, SystemFacts
from chaingraph.views.shell import Link, Page, render
from chaingraph.views.system import render_system, system_title
from chaingraph.views.words import words_of

__all__ = ["render_documents", "render_index", "render_site"]

_DOCUMENTS = "documents.html"
_FAR = 10**9


@dataclass(frozen=True)
class _Line:
    """A statement in the list of a document."""

    key: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    place: str
    is_checkable: bool


def render_site(
    systems: Sequence[SystemFacts],
    sources: Sources,
    statements: Mapping[str, StatementText],
    *,
    lang: str = "zh",
    as_of: date | None = None,
) -> dict[str, bytes]:
    """Return the pages of the site by file name."""
    words = words_of(lang)
    names = {facts.system.city: f"system-{facts.system.city.rsplit(':', 1)[-1]}.html" for facts in systems}
    navigation = [
        Link(words["home"], "index.html"),
        *(Link(system_title(facts, lang), names[facts.system.city]) for facts in systems),
        Link(words["documents"], _DOCUMENTS),
    ]
    pages = {
        "index.html": render_index(systems, sources, names, navigation, lang=lang, as_of=as_of),
        _DOCUMENTS: render_documents(sources, statements, navigation, lang=lang),
    }
    for facts in systems:
        name = names[facts.system.city]
        pages[name] = render_system(
            facts, lang=lang, as_of=as_of, name=name, navigation=navigation, documents_page=_DOCUMENTS
        )
    return pages


def render_index(
    systems: Sequence[SystemFacts],
    sources: Sources,
    names: Mapping[str, str],
    navigation: Sequence[Link],
    *,
    lang: str = "zh",
    as_of: date | None = None,
) -> bytes:
    """Return the first page: the cities, what is in them, and how to read the rest."""
    words = words_of(lang)
    days = [document.issued for document in sources.documents.values() if document.issued]
    day = as_of or (max(days) if days else None)
    cards = [_card(facts, names[facts.system.city], day, lang) for facts in systems]
    page = Page(
        "index.html",
        lang,
        words["index_title"],
        words["index_lead"],
        day.isoformat() if day else "",
        navigation,
    )
    kept = sum(document.kept for document in sources.documents.values())
    return render(
        page,
        "index.html.j2",
        cards=cards,
        documents_page=_DOCUMENTS,
        document_count=len(sources.documents),
        kept_count=kept,
        statement_count=len(sources.places),
    )


def _card(facts: SystemFacts, href: str, day: date | None, lang: str) -> dict[str, object]:
    """Return what the first page says about a city: its lists with their counts, and chain owners."""
    words = words_of(lang)
    system = facts.system
    counts: dict[str, ListCount] = {}
    for one in count_lists(system):
        counts.setdefault(one.parent, one)
    spans = edition_spans(system.editions)
    latest = {key for key, span in spans.items() if not span.until or (day and day < span.until)}
    stated = [edition for edition in system.editions if not (day and edition.since and edition.since > day)]
    editions = sorted(stated, key=lambda one: (one.since or date.min, one.key))
    owners = [
        claim
        for claim in system.claims
        if "role-chain-owner" in claim.conditions
        and system.city in claim.within
        and not (day and claim.since and claim.since > day)
    ]
    return {
        "title": system.city_name.show(lang),
        "href": href,
        "programmes": [programme.name.show(lang) for programme in system.programmes],
        "editions": [
            {
                "title": edition.name.show(lang),
                "href": f"{href}#edition={quote(edition.key, safe='')}",
                "since": say_since(edition.since, None, lang),
                "standing": words["latest"] if edition.key in latest else words["earlier"],
                "count": counts[edition.key].count if edition.key in counts else None,
                "open_ended": edition.key in counts and counts[edition.key].open_ended,
            }
            for edition in editions
        ],
        "owners": [
            f"{say_counts(count_of(claim), lang, open_ended=claim.open_ended)} ({say_since(claim.since, None, lang)})"
            for claim in owners
        ],
        "figures": sum(not (day and figure.since and figure.since > day) for figure in facts.figures),
    }


def render_documents(
    sources: Sources, statements: Mapping[str, StatementText], navigation: Sequence[Link], *, lang: str = "zh"
) -> bytes:
    """Return the page of all documents, each with its statements in the order of their place in it."""
    words = words_of(lang)
    by_document: dict[str, list[tuple[tuple[int, int], str, Place]]] = {}
    for statement, places in sources.places.items():
        for place in places:
            order = (_FAR if place.start is None else place.start, place.end or 0)
            by_document.setdefault(place.document, []).append((order, statement, place))
    shown = []
    for document in sources.documents.values():
        derived = sources.documents.get(document.derived_from)
        lines = [
            _line(statement, place, document, statements, lang)
            for _, statement, place in sorted(by_document.get(document.key, ()))
        ]
        shown.append(
            {
                "document": document,
                "title": document.title or document.name.show(lang),
                "name": document.name.show(lang),
                "derived_from": derived,
                "derived_name": derived.name.show(lang) if derived else "",
                "lines": lines,
            }
        )
    page = Page(_DOCUMENTS, lang, words["documents"], words["documents_lead"], "", navigation)
    return render(page, "documents.html.j2", shown=shown)


def _line(
    statement: str, place: Place, document: Document, statements: Mapping[str, StatementText], lang: str
) -> _Line:
    text = statements.get(statement, StatementText(statement, Name(statement, statement), ()))
    return _Line(
        statement,
        text.kind.show(lang),
        tuple((part.property.show(lang), part.value.show(lang)) for part in text.parts),
        describe_place(place, document, lang),
        document.kept and place.start is not None,
    )
