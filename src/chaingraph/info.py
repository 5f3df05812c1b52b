"""Say what is in a store: graphs, classes, sources, editions, and the versions that read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.namespaces import shorten
from chaingraph.query import Term, select

__all__ = ["ClassCount", "Count", "Edition", "Info", "Source", "describe_store"]

_PACKAGES = ("chaingraph", "pyoxigraph", "rdflib", "networkx", "pyvis")

_GRAPHS = """
SELECT ?name (COUNT(*) AS ?count) { GRAPH ?name { ?s ?p ?o } } GROUP BY ?name ORDER BY ?name
"""
_CLASSES = """
SELECT ?name ?top ?zh ?en (COUNT(DISTINCT ?s) AS ?count) {
  ?s a ?name FILTER(STRSTARTS(STR(?name), STR(cg:)))
  OPTIONAL { ?name rdfs:subClassOf+ ?top FILTER(?top IN (cg:Statement, cg:Entity, cg:Judgement)) }
  OPTIONAL { ?name rdfs:label ?zh FILTER(LANGMATCHES(LANG(?zh), "zh")) }
  OPTIONAL { ?name rdfs:label ?en FILTER(LANGMATCHES(LANG(?en), "en")) }
} GROUP BY ?name ?top ?zh ?en ORDER BY ?top ?name
"""
_SOURCES = """
SELECT ?document (SAMPLE(?t) AS ?title) (MIN(?day) AS ?issued) (SAMPLE(?hash) AS ?sha256)
       (COUNT(DISTINCT ?statement) AS ?statements) {
  ?document a cg:Document .
  OPTIONAL { ?document dcterms:title ?t }
  OPTIONAL { ?document dcterms:issued ?day }
  OPTIONAL { ?document cg:sha256 ?hash }
  OPTIONAL { ?evidence oa:hasSource ?document . ?statement cg:evidence ?evidence }
} GROUP BY ?document ORDER BY ?issued ?document
"""
_EDITIONS = """
SELECT ?edition ?zh ?en {
  ?edition a cg:SystemEdition .
  OPTIONAL { ?edition skos:prefLabel ?zh FILTER(LANGMATCHES(LANG(?zh), "zh")) }
  OPTIONAL { ?edition skos:prefLabel ?en FILTER(LANGMATCHES(LANG(?en), "en")) }
} ORDER BY ?edition
"""
_ONTOLOGY = """
SELECT ?version { ?o a owl:Ontology ; owl:versionInfo ?version FILTER(?o = <https://w3id.org/chaingraph/def/>) }
ORDER BY ?version
"""


@dataclass(frozen=True)
class Count:
    """How many triples a graph has."""

    name: str
    count: int


@dataclass(frozen=True)
class ClassCount:
    """How many individuals a class has; ``top`` says whether they are statements, entities, judgements or neither."""

    name: str
    top: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True)
class Source:
    """A document: whether its text is hashed, so that evidence in it can be checked, and how much rests on it."""

    key: str
    title: str
    issued: str
    hashed: bool
    statements: int


@dataclass(frozen=True)
class Edition:
    """An edition of a city's list, named in both languages as far as it is."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True)
class Info:
    """What :func:`describe_store` found."""

    store: str
    triples: int
    graphs: tuple[Count, ...]
    classes: tuple[ClassCount, ...]
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    versions: dict[str, str]


def describe_store(store: Store, *, sources: Sequence[str] = ()) -> Info:
    """Count what is in a store; ``sources`` is what was given to open it."""
    versions = {name: found for name in _PACKAGES if (found := _version_of(name))}
    ontology = [_text(row["version"]) for row in select(store, _ONTOLOGY)]
    return Info(
        store=", ".join(sources) or "the bundled graph",
        triples=len(store),
        graphs=tuple(Count(_text(row["name"]), int(_text(row["count"]))) for row in select(store, _GRAPHS)),
        classes=tuple(
            ClassCount(
                _text(row["name"]), _text(row["top"]), _text(row["zh"]), _text(row["en"]), int(_text(row["count"]))
            )
            for row in select(store, _CLASSES)
        ),
        sources=tuple(
            Source(
                _text(row["document"]),
                _text(row["title"]),
                _text(row["issued"]),
                row["sha256"] is not None,
                int(_text(row["statements"])),
            )
            for row in select(store, _SOURCES)
        ),
        editions=tuple(
            Edition(_text(row["edition"]), _text(row["zh"]), _text(row["en"])) for row in select(store, _EDITIONS)
        ),
        versions={"ontology": ", ".join(ontology) or "not in this store", **versions},
    )


def _text(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, Literal) else ""


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
