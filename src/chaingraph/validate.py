"""Validate a graph: the SHACL shapes, what only the named graphs show, check digits, and the ontology's house rules.

The shapes are run by ``chaingraph.shapes``, whose docstring says why and gives the measurements. Some rules are outside
SHACL and stand here: in which named graph a node lies, that its IRI names its document and place, that terms of our
namespace exist, and the check digit of a credit code, which is arithmetic over letters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from chaingraph.bundle import ontology_files
from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import GraphFileError, did_you_mean
from chaingraph.namespaces import DEF, ID, PREFIXES, SHAPES, mint, shorten
from chaingraph.progress import step
from chaingraph.shapes import check_shapes, read_shapes
from chaingraph.store import load_files
from chaingraph.tables import TABLES

__all__ = ["Finding", "Validation", "row_hint", "validate_files", "validate_graph", "validate_store"]

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_SOURCE = NamedNode(f"{PREFIXES['oa']}hasSource")
_EVIDENCE = NamedNode(f"{DEF}evidence")
_SELECTOR = NamedNode(f"{PREFIXES['oa']}hasSelector")
_START, _END = (NamedNode(f"{PREFIXES['oa']}{name}") for name in ("start", "end"))
_CREDIT_CODE = NamedNode(f"{DEF}creditCode")
_JUDGEMENT = NamedNode(f"{DEF}Judgement")
_ONTOLOGY = NamedNode(f"{PREFIXES['owl']}Ontology")
_SEVERITIES = ("violation", "warning", "info")
_ENTITY_KINDS = {table.kind for table in TABLES.values() if not table.is_statement and not table.is_judgement}
_STATEMENT_KINDS = {table.kind for table in TABLES.values() if table.is_statement}
_JUDGEMENT_GRAPHS = {table.kind: mint("graph", table.graph) for table in TABLES.values() if table.is_judgement}
_ALL_JUDGEMENT_GRAPHS = tuple(sorted(set(_JUDGEMENT_GRAPHS.values())))
_TABLES_BY_KIND = {table.kind: table for table in TABLES.values()}

#: The messages of the rules that aren't shapes, by rule and language.
_MESSAGES = {
    "blank-node": {
        "en": "A blank node can't be cited or compared; give the node an IRI of its own.",
        "zh": "空白节点无法引用和比对；请给该节点一个IRI。",
    },
    "graph-of-node": {
        "en": "This node lies in the graph '{value}' but belongs to '{wanted}'; move its triples there.",
        "zh": "该节点位于图“{value}”，应在“{wanted}”；请将其三元组移入后者。",
    },
    "document-of-statement": {
        "en": "A statement rests on evidence from its own document; this one cites '{value}', not '{wanted}'.",
        "zh": "陈述只能以其所属文献为证据；此处引用“{value}”，而非“{wanted}”。",
    },
    "place-of-evidence": {
        "en": "The IRI of evidence says its document and place; this one leads to '{value}', not '{wanted}'.",
        "zh": "证据的IRI须与其文献及位置一致；此处指向“{value}”，而非“{wanted}”。",
    },
    "unknown-term": {
        "en": "The ontology has no term '{value}'{near}.",
        "zh": "本体中没有术语“{value}”{near}。",
    },
    "credit-code": {
        "en": "The check digit of the credit code '{value}' is wrong (GB 32100); correct the code.",
        "zh": "统一社会信用代码“{value}”校验位有误（GB 32100）；请改正。",
    },
}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes
    ----------
    severity
        ``violation``, ``warning`` or ``info``.
    file
        The file that the node was read from; empty for a store.
    row
        The table and row that the node is compiled from, as `row_hint` gives it; empty for nodes of the ontology.
    focus, path
        The node and the property, shortened where the prefix is known.
    message, value
        What is wrong and what to do; the value at fault, if one value is.
    shape
        The shape's name, or that of the rule.
    """

    severity: str
    file: str
    row: str
    focus: str
    path: str
    message: str
    value: str
    shape: str


@dataclass(frozen=True)
class Validation:
    """The findings, and how much was looked at."""

    findings: tuple[Finding, ...]
    triples: int
    shapes: int

    @property
    def has_violations(self) -> bool:
        """Whether any finding is a violation."""
        return any(finding.severity == "violation" for finding in self.findings)


def validate_graph(
    quads: Iterable[Quad], *, lang: str = "en", context: Iterable[Quad] = (), files: Mapping[str, str] | None = None
) -> list[Finding]:
    """Validate quads against the shapes and the rules of named graphs.

    Parameters
    ----------
    quads
        The data: a list of quads, or a store. Quads of the default graph have no place to be wrong about.
    lang
        Language of the messages: ``en`` or ``zh``.
    context
        Quads that the data may refer to and that aren't validated; the ontology is always among them.
    files
        The file that each subject was read from, by IRI, to be named in the findings.

    Returns
    -------
    list of Finding
        Sorted: violations first, then by file, row and node.
    """
    data = list(quads)
    shape_quads = _read_shape_quads()
    shapes = read_shapes(shape_quads)
    store = Store()
    with step("汇集图谱", "gathering the graph"):
        store.bulk_extend(data)
        store.bulk_extend(context)
        store.bulk_extend(load_files(ontology_files()))
    subjects = {_name(quad.subject) for quad in data}
    findings = [
        Finding(
            severity=shapes[result.shape].severity.lower(),
            file="",
            row="",
            focus=result.focus,
            path=shorten(result.path),
            message=_in_language(shapes[result.shape].messages, lang),
            value=shorten(result.value),
            shape=result.shape.removeprefix(SHAPES),
        )
        for result in check_shapes(store, shape_quads)
        if result.focus in subjects
    ]
    with step("核对图、标识和术语", "checking graphs, keys and terms"):
        findings += _check_dataset(data, store, lang)
    return _placed(findings, data, files or {})


def validate_store(store: Store, *, lang: str = "en") -> Validation:
    """Validate a whole store."""
    return Validation(tuple(validate_graph(store, lang=lang)), len(store), len(read_shapes(_read_shape_quads())))


def validate_files(paths: Sequence[Path], *, lang: str = "en", context: Sequence[Path] = ()) -> Validation:
    """Validate RDF files together; ontology files among them are held to the house rules too.

    Parameters
    ----------
    paths
        Files of RDF, told by their ending.
    lang
        Language of the messages; the house rules speak English only.
    context
        Files that the others may refer to and that aren't validated.

    Raises
    ------
    GraphFileError
        A file that isn't RDF, with the line where it stops being so, or one without any statement.
    StoreError
        A file that can't be read.
    """
    quads: list[Quad] = []
    files: dict[str, str] = {}
    ontologies: dict[Path, set[str]] = {}
    for path in paths:
        store = load_files([path])
        if not store:
            raise GraphFileError(f"{path}: holds no statement, so there is nothing to check; give another file")
        quads.extend(store)
        subjects = {_name(quad.subject) for quad in store}
        for subject in subjects:
            files.setdefault(subject, str(path))
        if any(store.quads_for_pattern(None, _TYPE, _ONTOLOGY, None)):
            ontologies[path] = {_name(quad.subject) for quad in store if quad.predicate == _TYPE}
    findings = validate_graph(quads, lang=lang, context=load_files(context), files=files)
    findings += _check_hygiene(ontologies, data=[path for path in paths if path not in ontologies])
    return Validation(tuple(sorted(findings, key=_order)), len({*quads}), len(read_shapes(_read_shape_quads())))


def row_hint(iri: str) -> str:
    """Return the table and row that an individual is compiled from; empty for other IRIs.

    Examples
    --------
    >>> row_hint("https://w3id.org/chaingraph/id/observation/dzw-2023-12-30.chain-owner-count")
    'observations.csv: dzw-2023-12-30 chain-owner-count'
    >>> row_hint("https://w3id.org/chaingraph/id/chain/dezhou-food-processing")
    'chains.csv: dezhou-food-processing'
    """
    kind, key = _kind_and_key(iri)
    table = _TABLES_BY_KIND.get(kind)
    if table is None:
        return ""
    return f"{table.name}.csv: {key.replace('.', ' ', 1) if table.is_statement else key}"


def _read_shape_quads() -> list[Quad]:
    paths = [path for path in ontology_files() if path.name == "shapes.ttl"]
    return [quad for path in paths for quad in parse(path=str(path), format=RdfFormat.TURTLE)]


def _check_hygiene(ontologies: Mapping[Path, Collection[str]], *, data: Sequence[Path]) -> list[Finding]:
    """Hold ontology files to the house rules, together with those of our own that they may import."""
    if not ontologies:
        return []
    from chaingraph.hygiene import check_hygiene

    given = {path.name for path in ontologies}
    together = [*ontologies, *(path for path in ontology_files() if path.name not in given)]
    findings = []
    for broken in check_hygiene(together, data=data):
        file = next((path for path, subjects in ontologies.items() if broken.focus in subjects), None)
        if file is not None:
            findings.append(
                Finding("violation", str(file), "", shorten(broken.focus), "", broken.message, "", broken.rule)
            )
    return findings


def _check_dataset(data: Sequence[Quad], store: Store, lang: str) -> Iterator[Finding]:
    """Check what the triples alone don't show: graphs, IRIs, terms, check digits."""
    yield from _misplaced(data, lang)
    yield from _misnamed(data, lang)
    yield from _unknown_terms(data, store, lang)
    for quad in data:
        if quad.predicate == _CREDIT_CODE and isinstance(quad.object, Literal):
            code = quad.object.value
            if has_code_form(code) and not has_right_check_sign(code):
                yield _found("credit-code", quad.subject, lang, path="cg:creditCode", value=code)


def _misplaced(data: Sequence[Quad], lang: str) -> Iterator[Finding]:
    """Find blank nodes and nodes in a graph where they don't belong; a default graph makes no claim."""
    judgements = {quad.subject for quad in data if quad.predicate == _TYPE and quad.object == _JUDGEMENT}
    seen: set[object] = set()
    for quad in data:
        if isinstance(quad.graph_name, NamedNode):
            for node in (quad.subject, quad.object):
                if isinstance(node, BlankNode) and quad.graph_name.value.startswith(ID) and node not in seen:
                    seen.add(node)
                    yield _found("blank-node", quad.subject, lang, path=quad.predicate.value)
            wanted = _graphs_of(quad.subject, is_judgement=quad.subject in judgements)
            place = (quad.subject, quad.graph_name)
            if wanted and quad.graph_name.value not in wanted and place not in seen:
                seen.add(place)
                yield _found("graph-of-node", quad.subject, lang, value=quad.graph_name.value, wanted=wanted[0])


def _graphs_of(node: NamedNode | BlankNode | object, *, is_judgement: bool) -> tuple[str, ...]:
    """Return the graphs that a node may lie in; empty if it may lie anywhere."""
    kind, key = _kind_and_key(_name(node))
    if kind in _ENTITY_KINDS:
        # A link between entities that is our own judgement (a segment that feeds another) stands apart from them.
        return (mint("graph", "entities"), *_ALL_JUDGEMENT_GRAPHS)
    if kind in _JUDGEMENT_GRAPHS:
        return (_JUDGEMENT_GRAPHS[kind],)
    if kind in _STATEMENT_KINDS:
        own = mint("graph", key.partition(".")[0])
        return (own, *_ALL_JUDGEMENT_GRAPHS) if is_judgement else (own,)
    if kind in {"evidence", "selector"}:
        return (mint("graph", key.partition(".")[0]), *_ALL_JUDGEMENT_GRAPHS)
    return ()


def _misnamed(data: Sequence[Quad], lang: str) -> Iterator[Finding]:
    """Find statements that cite another document, and evidence whose IRI says another document or place."""
    source = {_name(quad.subject): _name(quad.object) for quad in data if quad.predicate == _SOURCE}
    bounds: dict[str, list[str]] = defaultdict(lambda: ["", ""])
    for quad in data:
        if quad.predicate in {_START, _END}:
            bounds[_name(quad.subject)][quad.predicate == _END] = _name(quad.object)
    for quad in data:
        kind, key = _kind_and_key(_name(quad.subject))
        if quad.predicate == _EVIDENCE and kind in _STATEMENT_KINDS:
            cited = source.get(_name(quad.object), "")
            wanted = mint("document", key.partition(".")[0])
            if cited and cited != wanted:
                yield _found(
                    "document-of-statement", quad.subject, lang, path="cg:evidence", value=cited, wanted=wanted
                )
        elif kind == "evidence" and quad.predicate in {_SOURCE, _SELECTOR}:
            document, _, place = key.partition(".")
            is_source = quad.predicate == _SOURCE
            wanted = mint("document", document) if is_source else mint("selector", document, place)
            if _name(quad.object) != wanted:
                path = quad.predicate.value
                yield _found(
                    "place-of-evidence", quad.subject, lang, path=path, value=_name(quad.object), wanted=wanted
                )
    for selector, (start, end) in bounds.items():
        kind, key = _kind_and_key(selector)
        if kind == "selector" and key.partition(".")[2] != f"{start}-{end}":
            wanted = key.partition(".")[2]
            yield _found("place-of-evidence", NamedNode(selector), lang, value=f"{start}-{end}", wanted=wanted)


def _unknown_terms(data: Sequence[Quad], store: Store, lang: str) -> Iterator[Finding]:
    """Find properties and classes of our namespace that no ontology declares."""
    ours: dict[str, Quad] = {}
    for quad in data:
        term = _name(quad.object if quad.predicate == _TYPE else quad.predicate)
        if term.startswith(DEF) and (term not in ours or _name(quad.subject) < _name(ours[term].subject)):
            ours[term] = quad
    known = [
        quad.subject.value
        for quad in store.quads_for_pattern(None, _TYPE, None, None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DEF)
    ]
    for term, quad in ours.items():
        if term not in known:
            near = did_you_mean(shorten(term), [shorten(name) for name in known])
            yield _found("unknown-term", quad.subject, lang, path=quad.predicate.value, value=term, near=near)


def _found(
    rule: str, node: object, lang: str, *, path: str = "", value: str = "", wanted: str = "", near: str = ""
) -> Finding:
    text = _in_language(_MESSAGES[rule], lang).format(value=shorten(value), wanted=shorten(wanted), near=near)
    return Finding("violation", "", "", _name(node), shorten(path), text, "", rule)


def _placed(findings: Iterable[Finding], data: Sequence[Quad], files: Mapping[str, str]) -> list[Finding]:
    """Return the findings with file and row, sorted; evidence is shown by the first statement that rests on it."""
    rests_on: dict[str, str] = {}
    for quad in data:
        if quad.predicate in {_EVIDENCE, _SELECTOR}:
            name, subject = _name(quad.object), _name(quad.subject)
            rests_on[name] = min(subject, rests_on.get(name, subject))
    placed = []
    for finding in set(findings):
        holder = finding.focus
        while holder in rests_on and not row_hint(holder):
            holder = rests_on[holder]
        placed.append(
            replace(finding, file=files.get(finding.focus, ""), row=row_hint(holder), focus=shorten(finding.focus))
        )
    return sorted(placed, key=_order)


def _order(finding: Finding) -> tuple[int, Finding]:
    severity = finding.severity
    return (_SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES), finding)


def _kind_and_key(iri: str) -> tuple[str, str]:
    if not iri.startswith(ID):
        return "", ""
    kind, _, key = iri.removeprefix(ID).partition("/")
    return kind, key


def _in_language(messages: Mapping[str, str], lang: str) -> str:
    for tag in (lang, f"{lang}-hans", "en"):
        if tag in messages:
            return messages[tag]
    return next(iter(messages.values()), "")


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else ""
