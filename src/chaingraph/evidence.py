"""Read from a store which statements rest on which places of which documents."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unicodedata import normalize

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from chaingraph.errors import GraphFileError, SourceTextError, UnknownNameError, did_you_mean
from chaingraph.namespaces import DEF, PREFIXES, shorten
from chaingraph.texts import SourceText, check_text

__all__ = [
    "Document",
    "Evidence",
    "Statement",
    "find_text",
    "find_texts",
    "fold",
    "read_document",
    "read_documents",
    "read_labels",
    "read_names",
    "read_statements",
    "read_units",
]

_PROLOGUE = "\n".join(
    f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("cg", "dcterms", "oa", "rdf", "rdfs", "skos", "xsd")
)
_DOCUMENTS = """
SELECT ?document ?property ?value WHERE {
  ?document a cg:Document ; ?property ?value .
  FILTER(?property IN (dcterms:title, dcterms:issued, cg:sha256, cg:fileName, cg:bodyStart, cg:bodyEnd))
} ORDER BY ?document ?property ?value
"""
_EVIDENCE = """
SELECT ?statement ?evidence ?document ?sha256 ?selector ?start ?end ?fragment WHERE {
  ?statement cg:evidence ?evidence .
  ?evidence oa:hasSource ?document .
  OPTIONAL { ?evidence cg:spanSha256 ?sha256 }
  OPTIONAL { ?evidence oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end }
  OPTIONAL { ?evidence oa:hasSelector/rdf:value ?fragment }
}
"""
_STATED = """
SELECT ?statement ?property ?value WHERE {
  { SELECT DISTINCT ?statement WHERE { ?statement cg:evidence [] } }
  ?statement ?property ?value
}
"""
_LABELS = """
SELECT DISTINCT ?thing ?label WHERE {
  ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?label
} ORDER BY ?thing ?label
"""
_NAMES = """
SELECT ?thing ?label WHERE { ?thing skos:prefLabel|rdfs:label ?label } ORDER BY ?thing ?label
"""
_UNITS = """
SELECT ?unit ?notation WHERE { ?unit a cg:Unit ; skos:notation ?notation }
"""
_FORMS = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?"),
    "number": re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})"),
    "whole number": re.compile(r"\+?[0-9]{1,40}"),
}
#: What is read as a number or a date later; whatever else is wrong with a literal, ``validate`` says.
_READ_AS = {
    "value": "number",
    "statedCount": "whole number",
    "listSize": "whole number",
    "awardYear": "whole number",
    "periodStart": "date",
    "periodEnd": "date",
    "validFrom": "date",
    "validTo": "date",
}
#: A title stands at the head of its text, below at most some lines of the site's.
_HEAD = 12


@dataclass(frozen=True)
class Document:
    """A document as the graph knows it; ``sha256`` is None where its text isn't kept."""

    iri: str
    titles: tuple[str, ...] = ()
    issued: str | None = None
    sha256: str | None = None
    file_name: str | None = None
    body: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """The key in its IRI."""
        return self.iri.removeprefix(PREFIXES["document"])


@dataclass(frozen=True, order=True)
class Evidence:
    """One place in a document that a statement rests on: a span of a text, or a ``fragment``: a row or a line.

    Without either the graph gives no place.
    """

    iri: str
    document: str
    start: int | None = None
    end: int | None = None
    sha256: str | None = None
    fragment: str | None = None


@dataclass(frozen=True)
class Statement:
    """A node that rests on evidence: its classes, literals and things, by the local names of ``cg:`` properties."""

    iri: str
    classes: frozenset[str]
    evidence: tuple[Evidence, ...]
    literals: Mapping[str, tuple[str, ...]]
    things: Mapping[str, tuple[str, ...]]

    def literal(self, name: str) -> str | None:
        """Return the value of the literal property ``cg:name``, if it has one."""
        return next(iter(self.literals.get(name, ())), None)

    def thing(self, name: str) -> str | None:
        """Return the IRI that ``cg:name`` leads to, if there is one."""
        return next(iter(self.things.get(name, ())), None)


def read_documents(store: Store) -> list[Document]:
    """Read every document, by IRI.

    Raises
    ------
    GraphFileError
        A literal that is no date or whole number where one belongs.
    """
    described: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document, property_, value in _rows(store, _DOCUMENTS):
        described[document or ""][(property_ or "").rpartition("/")[2]].append(value or "")
    return [_document(iri, values) for iri, values in sorted(described.items())]


def _document(iri: str, values: Mapping[str, list[str]]) -> Document:
    def first(name: str) -> str | None:
        return next(iter(values.get(name, ())), None)

    issued = first("issued")
    if issued is not None:
        _check_form(iri, "dcterms:issued", issued, "date")
    start, end = (_integer(iri, f"cg:{name}", first(name)) for name in ("bodyStart", "bodyEnd"))
    return Document(
        iri=iri,
        titles=tuple(values.get("title", ())),
        issued=issued,
        sha256=first("sha256"),
        file_name=first("fileName"),
        body=None if start is None or end is None else (start, end),
    )


def read_document(store: Store, key: str) -> Document:
    """Read the document of that key or IRI.

    Raises
    ------
    UnknownNameError
        The store has none of that name.
    """
    documents = read_documents(store)
    for document in documents:
        if key in {document.key, document.iri}:
            return document
    near = did_you_mean(key, [document.key for document in documents])
    raise UnknownNameError(f"'{key}' is neither a text file nor the key of a document in the graph{near}")


def read_statements(store: Store) -> list[Statement]:
    """Read everything that has evidence, statements and judgements, by IRI.

    Raises
    ------
    GraphFileError
        A literal that is no date or number where one belongs.
    """
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for statement, iri, document, sha256, selector, start, end, fragment in _rows(store, _EVIDENCE):
        node = selector or iri or ""
        first, last = _integer(node, "oa:start", start), _integer(node, "oa:end", end)
        if first is not None and last is not None and first >= last:
            message = f"{shorten(node)} oa:end: the place {first}-{last} ends before it starts"
            raise GraphFileError(f"{message}; run 'chaingraph validate' and correct it")
        place = Evidence(iri or "", document or "", first, last, sha256, fragment)
        evidence[statement or ""].append(place)
    literals: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    things: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    classes: dict[str, set[str]] = defaultdict(set)
    for solution in _solutions(store, _STATED):
        statement, property_, value = solution["statement"], solution["property"], solution["value"]
        if not isinstance(statement, NamedNode) or not isinstance(property_, NamedNode):
            continue
        name = property_.value.removeprefix(DEF)
        if isinstance(value, Literal):
            if name in _READ_AS:
                _check_form(statement.value, f"cg:{name}", value.value, _READ_AS[name])
            literals[statement.value][name].append(value.value)
        elif isinstance(value, NamedNode) and property_.value == f"{PREFIXES['rdf']}type":
            classes[statement.value].add(value.value.removeprefix(DEF))
        elif isinstance(value, NamedNode):
            things[statement.value][name].append(value.value)
    return [
        Statement(
            iri=iri,
            classes=frozenset(classes[iri]),
            evidence=tuple(sorted(set(places), key=lambda place: (place.start or 0, place.end or 0, place.iri))),
            literals={name: tuple(sorted(values)) for name, values in literals[iri].items()},
            things={name: tuple(sorted(values)) for name, values in things[iri].items() if name != "evidence"},
        )
        for iri, places in sorted(evidence.items())
    ]


def read_labels(store: Store) -> dict[str, tuple[str, ...]]:
    """Read every label, preferred, alternative or hidden, in any language, of every thing that has one."""
    labels: dict[str, list[str]] = defaultdict(list)
    for thing, label in _rows(store, _LABELS):
        labels[thing or ""].append(label or "")
    return {thing: tuple(found) for thing, found in labels.items()}


def read_names(store: Store, lang: str) -> dict[str, str]:
    """Read the name of every thing in ``lang``, else in whatever language it has one."""
    names: dict[str, str] = {}
    for solution in _solutions(store, _NAMES):
        thing, label = solution["thing"], solution["label"]
        if not isinstance(thing, NamedNode) or not isinstance(label, Literal):
            continue
        if thing.value not in names or (label.language or "").lower().startswith(lang):
            names[thing.value] = label.value
    return names


def read_units(store: Store) -> dict[str, str]:
    """Read the notation (``yuan``, ``percent`` …) of every unit."""
    return {unit or "": notation or "" for unit, notation in _rows(store, _UNITS)}


def find_texts(document: Document, texts: Sequence[SourceText]) -> list[SourceText]:
    """Return the texts that may be ``document``: the one with its bytes, else those with its file name or its title."""
    exact = [text for text in texts if text.sha256 == document.sha256]
    if exact:
        return exact[:1]
    named = [text for text in texts if document.file_name and text.path.name == document.file_name]
    titles = [fold(title) for title in document.titles if title.strip()]
    titled = [text for text in texts if text not in named and any(title in _head(text) for title in titles)]
    return [*named, *titled]


def find_text(document: Document, texts: Sequence[SourceText], *, folder: Path | None = None) -> SourceText:
    """Return the first of the texts that may be ``document``.

    Raises
    ------
    SourceTextError
        There is none; or a file in ``folder`` has its name, but can't be read or isn't UTF-8.
    """
    found = find_texts(document, texts)
    if not found:
        if folder is not None and document.file_name:
            check_text(folder, document.file_name)
        raise SourceTextError(f"no text of document '{document.key}' is at hand; give the folder that holds it")
    return found[0]


def fold(words: str) -> str:
    """Return ``words`` as labels are compared: width, case and white space don't count.

    Examples
    --------
    >>> fold("UHMW－PE 产业链")
    'uhmw-pe产业链'
    """
    return "".join(normalize("NFKC", words).casefold().split())


def _head(text: SourceText) -> str:
    lines = [line for line in text.text.splitlines() if line.strip()]
    return fold("\n".join(lines[:_HEAD]))


def _integer(node: str, property_: str, value: str | None) -> int | None:
    if value is None:
        return None
    _check_form(node, property_, value, "whole number")
    return int(value)


def _check_form(node: str, property_: str, value: str, form: str) -> None:
    """Raise where a literal isn't of the form that its property asks for; a file may hold anything."""
    fits = _FORMS[form].fullmatch(value) is not None
    if fits and form == "date":
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            fits = False
    if not fits:
        message = f"{shorten(node)} {property_}: '{value[:40]}' is no {form}; run 'chaingraph validate' and correct it"
        raise GraphFileError(message)


def _rows(store: Store, query: str) -> Iterator[list[str | None]]:
    solutions = _solutions(store, query)
    for solution in solutions:
        yield [term.value if isinstance(term, (NamedNode, Literal)) else None for term in solution]


def _solutions(store: Store, query: str) -> QuerySolutions:
    solutions = store.query(_PROLOGUE + query, use_default_graph_as_union=True)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("the query isn't a SELECT")
    return solutions
