"""Check the house rules of the ontology, each a query that selects what breaks it.

The rules are the ``.rq`` files beside the ontology. They run over one store in which every source has a graph of
its own: each ontology file (``urn:chaingraph:file:NAME``), what each question names
(``urn:chaingraph:questions``), the pinned terms of other vocabularies (``urn:chaingraph:pinned``), and data.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as px

from chaingraph.bundle import ontology_files, question_files
from chaingraph.errors import GraphFileError
from chaingraph.namespaces import shorten

__all__ = ["Finding", "Rule", "assemble", "check_hygiene", "read_rules", "run_rules"]

_DCTERMS = "http://purl.org/dc/terms/"
_HAS_PART = px.NamedNode(f"{_DCTERMS}hasPart")
_IDENTIFIER = px.NamedNode(f"{_DCTERMS}identifier")
_REFERENCES = px.NamedNode(f"{_DCTERMS}references")
_TITLE = px.NamedNode(f"{_DCTERMS}title")
_QUESTIONS = px.NamedNode("urn:chaingraph:questions")
_PINNED = px.NamedNode("urn:chaingraph:pinned")

_BANNER = re.compile(r"# banner: (.+)\n")
# Comments and strings are passed over; IRIs come first, since '#' and ':' stand in them too.
_TOKEN = re.compile(
    r"<(?P<iri>[^<>\"{}|^`\\\s]*)>"
    r"|(?P<skip>#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<prefix>[A-Za-z][\w-]*)?:(?P<local>[A-Za-z][\w-]*)?"
)
_PREFIX = re.compile(r"^[ \t]*PREFIX[ \t]+([A-Za-z][\w-]*)?:[ \t]*<([^>\s]*)>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that breaks one rule; ``focus`` is the IRI at fault."""

    rule: str
    focus: str
    message: str

    def __str__(self) -> str:
        """Return ``rule: focus: message``, the focus shortened."""
        return f"{self.rule}: {shorten(self.focus)}: {self.message}"


@dataclass(frozen=True, order=True)
class Rule:
    """One rule: its file's stem, its banner, and the query that selects ``?term ?error``."""

    name: str
    banner: str
    query: str


def check_hygiene(
    ontology: Sequence[Path] | None = None, *, data: Sequence[Path] = (), questions: Sequence[Path] | None = None
) -> list[Finding]:
    """Return what breaks the house rules, sorted; nothing given means chaingraph's own ontology and questions.

    Parameters
    ----------
    ontology
        Turtle files, one ontology each, shapes included.
    data
        RDF files whose use of terms is checked too.
    questions
        Files of named questions.

    Raises
    ------
    GraphFileError
        If a file cannot be read as RDF.
    """
    store = assemble(
        ontology_files() if ontology is None else ontology,
        data=data,
        questions=question_files() if questions is None else questions,
    )
    return run_rules(store, read_rules())


def assemble(ontology: Sequence[Path], *, data: Sequence[Path] = (), questions: Sequence[Path] = ()) -> px.Store:
    """Return the store that the rules run over; parameters and errors as in `check_hygiene`."""
    store = px.Store()
    for path in ontology:
        _load(store, path, graph=px.NamedNode(f"urn:chaingraph:file:{path.name}"))
    for path in data:
        _load(store, path, graph=None)
    store.extend(quad for path in questions for quad in _question_quads(path))
    store.extend(_pinned_quads())
    return store


def read_rules() -> list[Rule]:
    """Return the bundled rules, sorted by name."""
    paths = sorted((_ontology_folder() / "hygiene").glob("*.rq"))
    return [_read_rule(path) for path in paths]


def run_rules(store: px.Store, rules: Iterable[Rule]) -> list[Finding]:
    """Return what breaks ``rules`` in a store made by `assemble`, sorted."""
    return sorted(set(_run(store, rules)))


def _run(store: px.Store, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        solutions = store.query(rule.query, use_default_graph_as_union=True)
        if not isinstance(solutions, px.QuerySolutions):
            raise TypeError(f"{rule.name}.rq must be a SELECT query")
        for solution in solutions:
            term, error = solution["term"], solution["error"]
            if not isinstance(term, px.NamedNode | px.BlankNode) or not isinstance(error, px.Literal):
                raise TypeError(f"{rule.name}.rq must select an IRI as ?term and a text as ?error")
            yield Finding(rule.name, term.value, error.value)


def _read_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    banner = _BANNER.match(text)
    if banner is None:
        raise GraphFileError(f"{path}: open the file with a line '# banner: what the rule asks'")
    return Rule(path.stem, banner[1], text)


def _load(store: px.Store, path: Path, *, graph: px.NamedNode | None) -> None:
    form = px.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise GraphFileError(f"{path}: not a known kind of RDF file; use .ttl, .trig, .nt or .nq")
    to_graph = graph or (None if form.supports_datasets else px.NamedNode(f"urn:chaingraph:data:{path.name}"))
    try:
        # Blank nodes of two files must not meet.
        store.extend(
            px.Quad(quad.subject, quad.predicate, quad.object, to_graph or quad.graph_name)
            for quad in px.parse(path=str(path), format=form, rename_blank_nodes=True)
        )
    except (OSError, SyntaxError) as error:
        raise GraphFileError(f"{path}: cannot be read as {form.name}: {error}") from error


def _question_quads(path: Path) -> Iterator[px.Quad]:
    question = px.NamedNode(f"urn:chaingraph:question:{path.stem}")
    yield px.Quad(question, _TITLE, px.Literal(path.stem), _QUESTIONS)
    for iri in _named_terms(path.read_text(encoding="utf-8")):
        yield px.Quad(question, _REFERENCES, px.NamedNode(iri), _QUESTIONS)


def _named_terms(query: str) -> list[str]:
    """Return the IRIs that a query names in its body, sorted: its declarations of prefixes don't count."""
    prefixes: dict[str, str] = dict(_PREFIX.findall(query))
    found: set[str] = set()
    for token in _TOKEN.finditer(_PREFIX.sub("", query)):
        if token["iri"]:
            found.add(token["iri"])
        elif token["skip"] is None and token["local"] and (token["prefix"] or "") in prefixes:
            found.add(prefixes[token["prefix"] or ""] + token["local"])
    return sorted(found)


def _pinned_quads() -> Iterator[px.Quad]:
    for path in sorted((_ontology_folder() / "pinned").glob("*.txt")):
        vocabulary = px.NamedNode(f"urn:chaingraph:pinned:{path.stem}")
        terms = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        for namespace in sorted({re.sub(r"[^/#]*$", "", term) for term in terms}):
            yield px.Quad(vocabulary, _IDENTIFIER, px.Literal(namespace), _PINNED)
        for term in terms:
            yield px.Quad(vocabulary, _HAS_PART, px.NamedNode(term), _PINNED)


def _ontology_folder() -> Path:
    return ontology_files()[0].parent
