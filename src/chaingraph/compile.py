"""Compile curated tables to quads, each statement in the named graph of its document."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from chaingraph.bundle import ontology_files
from chaingraph.errors import InputError, TableError, TableFault, did_you_mean
from chaingraph.namespaces import DEF, PREFIXES, SCHEME, mint
from chaingraph.store import load_files
from chaingraph.table_reader import Row, is_fragment, parse_spans
from chaingraph.tables import TABLES, Column, Table

__all__ = ["Vocabulary", "compile_rows", "iter_quads", "read_vocabulary"]

_RDF_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_ENTITIES = NamedNode(mint("graph", "entities"))
#: What says how the fragments of lists and texts are written.
_FRAGMENTS = {"row": "http://tools.ietf.org/rfc/rfc7111", "line": "http://tools.ietf.org/rfc/rfc5147"}
_DATATYPES = {
    reads: NamedNode(f"{PREFIXES['xsd']}{name}")
    for reads, name in {
        "date": "date",
        "decimal": "decimal",
        "integer": "integer",
        "boolean": "boolean",
        "uri": "anyURI",
    }.items()
}
#: The column that names the thing which a row lists; what a membership statement puts into its set.
_LISTED = {
    "chain_entries": "chain",
    "sector_entries": "sector",
    "chain_ownerships": "owner",
    "chief_holdings": "holder",
    "participations": "participant",
    "awards": "recipient",
    "sitings": "about",
}
_REMEMBERED = 4096  # names of concepts, units and individuals that cells repeat
_STATEMENT_TABLES = {table.kind: table for table in TABLES.values() if table.is_statement}
_STATEMENT_CLASSES = {table.rdf_class for table in TABLES.values() if table.is_statement and not table.is_judgement}
_ENTITY_KINDS = {table.kind for table in TABLES.values() if not table.is_statement and not table.is_judgement}


@dataclass(frozen=True)
class Vocabulary:
    """What the ontology declares, for the cells that refer to it.

    ``classes`` and ``concepts`` are local names in ``def/`` and ``scheme/``; ``units`` maps notations to IRIs.
    """

    classes: frozenset[str]
    concepts: frozenset[str]
    units: Mapping[str, str]


@cache
def read_vocabulary(files: tuple[Path, ...] = ()) -> Vocabulary:
    """Read classes, concepts and units from the ontology's files (the bundled ones if none are given)."""
    store = load_files(files or ontology_files())
    classes, concepts, units = set(), set(), {}
    notation = NamedNode(f"{PREFIXES['skos']}notation")
    for quad in store.quads_for_pattern(None, _RDF_TYPE, None, None):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        iri, kind = quad.subject.value, quad.object.value
        if kind == f"{PREFIXES['owl']}Class" and iri.startswith(DEF):
            classes.add(iri.removeprefix(DEF))
        elif kind == f"{PREFIXES['skos']}Concept" and iri.startswith(SCHEME):
            concepts.add(iri.removeprefix(SCHEME))
        elif kind == f"{DEF}Unit":
            for name in store.quads_for_pattern(quad.subject, notation, None, None):
                if isinstance(name.object, Literal):
                    units[name.object.value] = iri
    return Vocabulary(frozenset(classes), frozenset(concepts), units)


def compile_rows(rows: Sequence[Row], *, vocabulary: Vocabulary, context: Sequence[Row] = ()) -> list[Quad]:
    """Compile rows to quads.

    Parameters
    ----------
    rows
        The rows of one folder.
    vocabulary
        Classes, concepts and units that cells may name.
    context
        Rows of other folders whose keys may be referred to.

    Returns
    -------
    list of Quad
        Entities and documents in the graph of entities, statements and evidence in their document's graph, judgements
        in a graph of their own. No blank nodes.

    Raises
    ------
    TableError
        Every reference to something that isn't there, every key that two folders declare, every statement without the
        evidence that its document calls for.
    """
    return list(iter_quads(rows, vocabulary=vocabulary, context=context))


def iter_quads(
    rows: Sequence[Row], *, vocabulary: Vocabulary, context: Sequence[Row] = (), passing: Iterable[Row] = ()
) -> Iterator[Quad]:
    """Yield what `compile_rows` returns one by one, for many rows; faults are raised at the end.

    ``passing`` are rows of statements that nothing refers to: each is taken once, and none is kept.
    """
    known = _Known.of((*context, *rows))
    compiler = _Compiler(known, vocabulary)
    for row in chain(rows, passing):
        yield from compiler.compile(row)
    faults = [*_declared_twice(rows, context), *compiler.faults]
    if faults:
        raise TableError(faults)


@dataclass(frozen=True)
class _Known:
    """The rows by kind and key."""

    by_kind: Mapping[str, Mapping[str, Row]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "_Known":
        by_kind: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows:
            by_kind[row.table.kind][row.key] = row
        return cls(by_kind)

    def find(self, kind: str, key: str) -> Row | None:
        return self.by_kind.get(kind, {}).get(key)


class _Compiler:
    """Turns rows into quads and gathers the faults met on the way."""

    def __init__(self, known: _Known, vocabulary: Vocabulary) -> None:
        self.known = known
        self.vocabulary = vocabulary
        self.faults: list[TableFault] = []
        self.fragments: dict[str, set[int]] = {}
        self._named = lru_cache(_REMEMBERED)(self._name_of)

    def compile(self, row: Row) -> Iterator[Quad]:
        subject = NamedNode(mint(row.table.kind, row.key))
        graph = self._graph_of(row)
        classes, columns = _plan(row.table.name)
        for each in classes:
            yield Quad(subject, _RDF_TYPE, each, graph)
        for column, predicate in columns:
            for value in row.values(column.name) if column.name in row.cells else ():
                try:
                    yield Quad(subject, predicate, self._term_of(row, column, value), graph)
                except InputError as error:
                    self.faults.append(row.fault(column.name, str(error)))
        if row.table.is_statement:
            yield from self._evidence(row, subject, graph)
        if row.table.is_judgement:
            yield from self._reason(row, subject, graph)
        if row.table.kind == "set-claim":
            yield from self._known_members(row, subject, graph)
        if row.table.kind == "segment-input":
            yield from self._feeds(row, graph)

    def _graph_of(self, row: Row) -> NamedNode:
        if row.table.is_judgement:
            return NamedNode(mint("graph", row.table.graph))
        return NamedNode(mint("graph", row.cells["doc"])) if row.table.is_statement else _ENTITIES

    def _term_of(self, row: Row, column: Column, value: str) -> NamedNode | Literal:
        if column.reads == "text":
            return _label(row, column, value)
        if column.reads in _DATATYPES:
            return Literal(value, datatype=_DATATYPES[column.reads])
        return self._named(column.reads, value)

    def _name_of(self, reads: str, value: str) -> NamedNode:
        """Return what a cell names, by how its column is read."""
        reads, _, kind = reads.partition(":")
        if reads == "unit":
            return NamedNode(self.vocabulary.units[_known("unit", value, self.vocabulary.units)])
        if reads == "class":
            return NamedNode(DEF + _known("class", value, self.vocabulary.classes))
        if reads in {"concept", "scheme"}:
            return self._concept(f"{kind}-{value}" if reads == "concept" else value)
        if kind:
            return self._individual(kind, value)
        kind, colon, key = value.partition(":")
        if kind == "scheme":
            return self._concept(key)
        kinds = _STATEMENT_TABLES.keys() if reads == "statement" else _ENTITY_KINDS
        if not colon:
            raise InputError(f"'{value}' needs its kind before a colon, such as {min(kinds)}:{value}")
        return self._individual(_known("kind", kind, kinds), key)

    def _individual(self, kind: str, key: str) -> NamedNode:
        return NamedNode(mint(kind, _known(kind, key, self.known.by_kind.get(kind, {}))))

    def _concept(self, local: str) -> NamedNode:
        return NamedNode(SCHEME + _known("concept", local, self.vocabulary.concepts))

    def _evidence(self, row: Row, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        document = self.known.find("document", row.cells["doc"])
        if document is None:
            near = did_you_mean(row.cells["doc"], sorted(self.known.by_kind.get("document", ())))
            self.faults.append(row.fault("doc", f"unknown document '{row.cells['doc']}'{near}"))
            return
        source = NamedNode(mint("document", row.cells["doc"]))
        is_kept = bool(document.cells.get("sha256"))
        cell = row.cells.get("evidence", "")
        if is_fragment(cell) and is_kept:
            met, number = self.fragments.setdefault(row.cells["doc"], set()), _number_of(cell)
            yield from _fragment_evidence(subject, row.cells["doc"], cell, source, graph, is_new=number not in met)
            met.add(number)
            return
        spans = [] if is_fragment(cell) else parse_spans(cell)
        if is_kept != bool(spans):
            message = (
                "empty; this document's text is kept, so give the place ('chaingraph locate' prints it)"
                if is_kept
                else f"a place in '{row.cells['doc']}', whose text isn't kept; leave the cell empty or keep the text"
            )
            self.faults.append(row.fault("evidence", message))
            return
        for span in spans:
            node, selector = _place_nodes(row.cells["doc"], f"{span.start}-{span.end}")
            yield from _evidence_node(subject, node, source, graph)
            yield Quad(node, _term("cg:spanSha256"), Literal(span.sha256), graph)
            yield Quad(node, _term("oa:hasSelector"), selector, graph)
            yield Quad(selector, _RDF_TYPE, _term("oa:TextPositionSelector"), graph)
            yield Quad(selector, _term("oa:start"), _integer(span.start), graph)
            yield Quad(selector, _term("oa:end"), _integer(span.end), graph)
        if not spans:
            yield from _evidence_node(
                subject, NamedNode(mint("evidence", row.cells["doc"], "unlocated")), source, graph
            )

    def _reason(self, row: Row, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        if row.cells.get("note"):
            yield Quad(subject, _term("cg:reason"), _in_language(row.cells["note"]), graph)

    def _feeds(self, row: Row, graph: NamedNode) -> Iterator[Quad]:
        """Yield the link itself, for those who ask what feeds what and not who judged so."""
        with suppress(InputError):  # said where the row's cells are compiled
            ends = [self._individual("segment", row.cells[name]) for name in ("from", "to")]
            yield Quad(ends[0], _term("cg:feeds"), ends[1], graph)

    def _known_members(self, row: Row, subject: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        for reference in row.values("membership"):
            kind, _, key = reference.partition(":")
            listed = self.known.find(kind, key)
            if listed is None:
                continue  # said already
            name = _LISTED.get(listed.table.name)
            if name is None:
                message = f"'{reference}' lists nothing; a membership is a row of {', '.join(sorted(_LISTED))}"
                self.faults.append(row.fault("membership", message))
                continue
            try:
                member = self._term_of(listed, listed.table.column(name), listed.cells.get(name, ""))
            except InputError:
                continue  # said where the listing row is compiled
            yield Quad(subject, _term("cg:knownMember"), member, graph)


@cache
def _plan(name: str) -> tuple[list[NamedNode], list[tuple[Column, NamedNode]]]:
    """Return the classes of a table's rows, and its columns that a property carries, each with that."""
    table = TABLES[name]
    classes = [_term(each) for each in (table.rdf_class, *_superclasses(table))]
    return classes, [(column, _term(column.predicate)) for column in table.columns if column.predicate]


def _superclasses(table: Table) -> Iterator[str]:
    """Yield the classes that tell statements, entities and judgements apart without inference."""
    if table.is_judgement:
        yield "cg:Judgement"
    if table.is_statement and table.rdf_class in _STATEMENT_CLASSES:
        yield "cg:Statement"
    if not table.is_statement and not table.is_judgement:
        yield "cg:Entity"


def _known(what: str, word: str, choices: Collection[str]) -> str:
    """Return ``word`` if it is among ``choices``, else raise with the nearest of them."""
    if word not in choices:
        raise InputError(f"unknown {what} '{word}'{did_you_mean(word, sorted(choices))}")
    return word


def _declared_twice(rows: Sequence[Row], context: Sequence[Row]) -> Iterator[TableFault]:
    elsewhere = {(row.table.kind, row.key): row for row in context}
    for row in rows:
        other = elsewhere.get((row.table.kind, row.key))
        if other is not None:
            message = f"'{row.key}' is declared in {other.file}:{other.line} already; keep one and refer to it"
            yield row.fault("key", message)


def _evidence_node(subject: NamedNode, node: NamedNode, source: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(subject, _term("cg:evidence"), node, graph)
    yield Quad(node, _RDF_TYPE, _term("cg:Evidence"), graph)
    yield Quad(node, _term("oa:hasSource"), source, graph)


def _fragment_evidence(
    subject: NamedNode, document: str, fragment: str, source: NamedNode, graph: NamedNode, *, is_new: bool
) -> Iterator[Quad]:
    """Yield the evidence that is a row or line, which many statements may share; what it is is said once."""
    scheme, _, at = fragment.partition("=")
    place = f"{scheme}-{at.rpartition(',')[2]}"
    if not is_new:
        yield Quad(subject, _term("cg:evidence"), NamedNode(mint("evidence", document, place)), graph)
        return
    node, selector = _place_nodes(document, place)
    yield from _evidence_node(subject, node, source, graph)
    yield Quad(node, _term("oa:hasSelector"), selector, graph)
    yield Quad(selector, _RDF_TYPE, _term("oa:FragmentSelector"), graph)
    yield Quad(selector, _term("dcterms:conformsTo"), NamedNode(_FRAGMENTS[scheme]), graph)
    yield Quad(selector, _term("rdf:value"), Literal(fragment), graph)


def _number_of(fragment: str) -> int:
    """Return the row that a fragment names, or the line as a number below 0; numbers take less room than texts."""
    if fragment.startswith("row="):
        return int(fragment[4:])
    return -int(fragment.rpartition(",")[2])


def _place_nodes(document: str, place: str) -> tuple[NamedNode, NamedNode]:
    """Return the evidence and the selector of a place in a document."""
    return NamedNode(mint("evidence", document, place)), NamedNode(mint("selector", document, place))


def _label(row: Row, column: Column, value: str) -> Literal:
    """Return a text cell as a literal, with its language where it is a name."""
    if column.name == "zh":
        return Literal(value, language="zh-Hans")
    if column.name == "en":
        return Literal(value, language="en")
    if column.name == "title":
        return Literal(value, language=row.cells["language"])
    if column.name in {"alt", "hidden"}:
        return _in_language(value)
    return Literal(value)


def _in_language(value: str) -> Literal:
    return Literal(value, language="en" if value.isascii() else "zh")


@cache
def _term(short: str) -> NamedNode:
    prefix, _, local = short.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(f"{PREFIXES['xsd']}integer"))
