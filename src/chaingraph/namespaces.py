"""The namespaces of chaingraph: prefixes, and the IRIs that keys make."""

import re

__all__ = ["DEF", "ID", "PREFIXES", "SCHEME", "SHAPES", "is_key", "mint", "shorten"]

BASE = "https://w3id.org/chaingraph/"
DEF = f"{BASE}def/"
SCHEME = f"{BASE}scheme/"
ID = f"{BASE}id/"
SHAPES = f"{BASE}shapes/"

#: The kinds of individuals; each has a prefix of its own, so that Turtle and tables stay readable.
_ENTITY_KINDS = (
    "programme", "edition", "list-series", "sector-group", "sector", "chain", "template", "segment",
    "industry", "product", "enterprise",
    "institution", "body", "post", "person", "park", "cluster", "project", "platform", "policy", "place", "document",
)  # fmt: skip
_NODE_KINDS = (
    "set-claim", "sector-entry", "chain-entry", "edition-change", "chain-ownership", "chief-holding", "participation",
    "supply", "relation",
    "siting", "award", "project-status", "policy-adoption", "segment-status", "observation", "target",
    "exclusion", "merge", "segment-link", "template-placement", "segment-input", "industry-assignment",
    "template-match", "decision", "evidence", "selector", "graph",
)  # fmt: skip

PREFIXES: dict[str, str] = {
    "cg": DEF,
    "scheme": SCHEME,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{kind: f"{ID}{kind}/" for kind in (*_ENTITY_KINDS, *_NODE_KINDS)},
}

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: From longest to shortest namespace, so that the most specific prefix wins.
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def is_key(text: str) -> bool:
    """Say whether ``text`` may be a key: lower-case ASCII letters and digits in groups joined by hyphens."""
    return _KEY.fullmatch(text) is not None


def mint(kind: str, *keys: str) -> str:
    """Return the IRI of an individual: the prefix of its kind and its keys joined by dots.

    Examples
    --------
    >>> mint("chain", "dezhou-food-processing")
    'https://w3id.org/chaingraph/id/chain/dezhou-food-processing'
    """
    return PREFIXES[kind] + ".".join(keys)


def shorten(iri: str) -> str:
    """Return ``prefix:local`` for an IRI in a known namespace, else the IRI itself.

    Examples
    --------
    >>> shorten("https://w3id.org/chaingraph/id/chain/dezhou-food-processing")
    'chain:dezhou-food-processing'
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
