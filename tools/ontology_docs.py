"""Write the ontology as one HTML page in both languages, offline: ``python tools/ontology_docs.py OUT.html``.

pyLODE was tried first: it shows one language of each term, and its page differs from one hash seed to the next.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS

from chaingraph.bundle import ontology_files
from chaingraph.namespaces import DEF, shorten

__all__ = ["main", "render_docs"]

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
TEMPLATE = Path(__file__).with_name("ontology_docs.html.jinja")

KINDS = (
    (OWL.Class, "classes", "Classes", "类"),
    (OWL.ObjectProperty, "object-properties", "Relations between things", "对象属性"),
    (OWL.DatatypeProperty, "datatype-properties", "Attributes", "数据属性"),
    (OWL.AnnotationProperty, "annotation-properties", "Annotations", "注释属性"),
)
#: What is told of a term, in this order: the property, and whether it is read backwards.
FACTS = (
    (RDFS.subClassOf, False, "Parent", "上位类"),
    (RDFS.subClassOf, True, "Children", "下位类"),
    (RDFS.domain, False, "Leads from", "定义域"),
    (RDFS.range, False, "Leads to", "值域"),
    (RDFS.domain, True, "Properties from here", "以此为定义域"),
    (RDFS.range, True, "Properties to here", "以此为值域"),
    (OWL.disjointWith, False, "Disjoint with", "互斥"),
    (SKOS.closeMatch, False, "Close match", "近似匹配"),
    (SKOS.relatedMatch, False, "Related match", "相关匹配"),
)
CHARACTERISTICS = {
    OWL.FunctionalProperty: "at most one value 至多一个值",
    OWL.IrreflexiveProperty: "never from a thing to itself 不指向自身",
}


@dataclass(frozen=True)
class Text:
    """A text in both languages; empty where nothing is said."""

    en: str
    zh: str


@dataclass(frozen=True)
class Ref:
    """A name to show, and the place on the page that it leads to, if it has one."""

    name: str
    anchor: str = ""


@dataclass(frozen=True)
class Fact:
    """One row of what is told of a term."""

    title: Text
    refs: list[Ref]


@dataclass(frozen=True)
class Term:
    """A class or property."""

    anchor: str
    name: str
    label: Text
    definition: Text
    note: Text
    facts: list[Fact]


@dataclass(frozen=True)
class Node:
    """A term and the terms below it."""

    term: Term
    below: "list[Node]" = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """All terms of one kind."""

    anchor: str
    title: Text
    terms: list[Term]
    tree: list[Node]


@dataclass(frozen=True)
class Ontology:
    """One ontology's header."""

    iri: str
    label: Text
    abstract: Text
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Concept:
    """A concept of a scheme."""

    notation: str
    label: Text
    definition: Text


@dataclass(frozen=True)
class Scheme:
    """A concept scheme and its concepts."""

    anchor: str
    name: str
    label: Text
    concepts: list[Concept]


@dataclass(frozen=True)
class Page:
    """All that the template shows."""

    title: Text
    ontologies: list[Ontology]
    sections: list[Section]
    schemes: list[Scheme]


def render_docs(paths: Iterable[Path]) -> str:
    """Return the page for the ontologies in ``paths``; files of shapes are left out."""
    graph = rdflib.Graph()
    for path in paths:
        part = rdflib.Graph().parse(path, format="turtle")
        if (None, RDF.type, SH.NodeShape) not in part:
            graph += part
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(page=_page(graph))


def main(arguments: Sequence[str]) -> int:
    """Write the page of the bundled ontology to the file named."""
    if len(arguments) != 1:
        print("usage: python tools/ontology_docs.py OUT.html", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(render_docs(ontology_files()), encoding="utf-8", newline="\n")
    return 0


def _page(graph: rdflib.Graph) -> Page:
    terms = {iri: _term(graph, iri) for kind, *_ in KINDS for iri in _ours(graph, kind)}
    sections = [_section(graph, terms, *kind) for kind in KINDS]
    headers = sorted(_iris(graph.subjects(RDF.type, OWL.Ontology)), key=lambda iri: (str(iri) != DEF, str(iri)))
    schemes = sorted(_iris(graph.subjects(RDF.type, SKOS.ConceptScheme)))
    return Page(
        title=Text("The chaingraph ontology", "产业链图谱本体"),
        ontologies=[_ontology(graph, iri) for iri in headers],
        sections=[section for section in sections if section.terms],
        schemes=[_scheme(graph, iri) for iri in schemes],
    )


def _section(
    graph: rdflib.Graph, terms: dict[rdflib.URIRef, Term], kind: rdflib.URIRef, anchor: str, en: str, zh: str
) -> Section:
    iris = _ours(graph, kind)
    return Section(anchor, Text(en, zh), [terms[iri] for iri in iris], _tree(graph, terms, iris))


def _tree(graph: rdflib.Graph, terms: dict[rdflib.URIRef, Term], iris: list[rdflib.URIRef]) -> list[Node]:
    def below(parent: rdflib.URIRef) -> list[Node]:
        return [Node(terms[iri], below(iri)) for iri in iris if (iri, RDFS.subClassOf, parent) in graph]

    roots = [iri for iri in iris if not any(above in terms for above in graph.objects(iri, RDFS.subClassOf))]
    return [Node(terms[iri], below(iri)) for iri in roots]


def _term(graph: rdflib.Graph, iri: rdflib.URIRef) -> Term:
    facts = [
        Fact(Text(en, zh), refs)
        for prop, backwards, en, zh in FACTS
        if (refs := _refs(graph, graph.subjects(prop, iri) if backwards else graph.objects(iri, prop)))
    ]
    ways = [Ref(words) for kind, words in CHARACTERISTICS.items() if (iri, RDF.type, kind) in graph]
    questions = [Ref(name) for name in sorted(map(str, graph.objects(iri, rdflib.URIRef(f"{DEF}competencyQuestion"))))]
    facts += [Fact(Text("Characteristics", "特性"), ways)] if ways else []
    facts += [Fact(Text("Needed by", "所答问题"), questions)] if questions else []
    return Term(
        anchor=_anchor(iri),
        name=shorten(str(iri)),
        label=_text(graph, iri, RDFS.label),
        definition=_text(graph, iri, SKOS.definition),
        note=_text(graph, iri, SKOS.scopeNote),
        facts=facts,
    )


def _ontology(graph: rdflib.Graph, iri: rdflib.URIRef) -> Ontology:
    rows = (
        ("Version 版本", OWL.versionInfo),
        ("Version IRI 版本标识", OWL.versionIRI),
        ("Maturity 成熟度", SDO.creativeWorkStatus),
        ("Created 创建日期", DCTERMS.created),
        ("Modified 修改日期", DCTERMS.modified),
        ("Licence 许可", DCTERMS.license),
        ("Imports 引入", OWL.imports),
        ("Change note 变更说明", SKOS.changeNote),
    )
    facts = [(name, " · ".join(sorted(map(str, graph.objects(iri, prop))))) for name, prop in rows]
    return Ontology(
        iri=str(iri),
        label=_text(graph, iri, DCTERMS.title),
        abstract=_text(graph, iri, DCTERMS.abstract),
        facts=[(name, value) for name, value in facts if value],
    )


def _scheme(graph: rdflib.Graph, iri: rdflib.URIRef) -> Scheme:
    concepts = [
        Concept(
            str(graph.value(concept, SKOS.notation) or ""),
            _text(graph, concept, SKOS.prefLabel),
            _text(graph, concept, SKOS.definition),
        )
        for concept in _iris(graph.subjects(SKOS.inScheme, iri))
    ]
    return Scheme(
        anchor=f"scheme-{str(iri).rsplit('/', 1)[-1]}",
        name=shorten(str(iri)),
        label=_text(graph, iri, SKOS.prefLabel),
        concepts=sorted(concepts, key=lambda concept: concept.notation),
    )


def _refs(graph: rdflib.Graph, nodes: Iterable[rdflib.term.Node]) -> list[Ref]:
    iris: set[rdflib.URIRef] = set()
    for node in nodes:
        union = graph.value(node, OWL.unionOf)
        iris.update(_iris([node] if union is None else Collection(graph, union)))
    return [Ref(shorten(str(iri)), _anchor(iri) if str(iri).startswith(DEF) else "") for iri in sorted(iris)]


def _ours(graph: rdflib.Graph, kind: rdflib.URIRef) -> list[rdflib.URIRef]:
    return [iri for iri in _iris(graph.subjects(RDF.type, kind)) if str(iri).startswith(DEF)]


def _iris(nodes: Iterable[rdflib.term.Node]) -> list[rdflib.URIRef]:
    return sorted({node for node in nodes if isinstance(node, rdflib.URIRef)})


def _text(graph: rdflib.Graph, iri: rdflib.URIRef, prop: rdflib.URIRef) -> Text:
    found = {
        (value.language or "").lower(): str(value)
        for value in graph.objects(iri, prop)
        if isinstance(value, rdflib.Literal)
    }
    return Text(found.get("en", ""), found.get("zh-hans", ""))


def _anchor(iri: rdflib.URIRef) -> str:
    return str(iri).removeprefix(DEF)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
