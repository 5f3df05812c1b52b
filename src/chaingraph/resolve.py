"""Find the individual or concept that a person means by a name: a key, an IRI, or any of its labels."""

import unicodedata
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.namespaces import DEF, ID, PREFIXES, SCHEME, is_key, shorten

__all__ = ["KINDS", "resolve"]

_CLASSES = {
    "programme": "SystemProgramme", "edition": "SystemEdition", "list-series": "ListSeries",
    "sector-group": "SectorGroup", "sector": "Sector", "chain": "Chain", "template": "ChainTemplate",
    "segment": "Segment", "industry": "Industry", "product": "Product",
    "enterprise": "Enterprise", "institution": "Institution", "body": "GovernmentBody", "post": "Post",
    "person": "Person", "park": "Park", "cluster": "Cluster", "project": "Project", "platform": "Platform",
    "policy": "Policy", "place": "Place", "document": "Document",
}  # fmt: skip
_FAMILIES = (
    "indicator", "unit", "basis", "accrual", "scope", "qualifier", "status", "role", "change", "designation", "tier",
    "period-source", "condition", "phase", "segment-state", "exclusion", "comparison", "need", "lane", "review",
    "match", "decision", "classification",
)  # fmt: skip
#: The kinds that a parameter may ask for; ``entity`` is any of the individuals, ``thing`` a statement too.
KINDS: frozenset[str] = frozenset({*_CLASSES, *_FAMILIES, "entity", "thing"})

_RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SKOS = PREFIXES["skos"]
_IN_SCHEME = NamedNode(_SKOS + "inScheme")
#: A preferred name beats an alternative one, and that beats a form that only texts use.
_LABELS = tuple(NamedNode(name) for name in (f"{_SKOS}prefLabel", f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel"))
_TITLE = NamedNode(PREFIXES["dcterms"] + "title")
_MOST_LISTED = 8


def resolve(store: Store, name: str, kind: str) -> NamedNode:
    """Return what bears a name.

    Parameters
    ----------
    store
        Where to look.
    name
        A key (``dezhou``), an IRI in full or short (``place:dezhou``), or a label in any language. Labels are compared
        after NFKC and without case: first the whole label, then a part that only one label has.
    kind
        One of :data:`KINDS`.

    Raises
    ------
    UnknownNameError
        Nothing or more than one thing bears the name.

    Examples
    --------
    >>> from pyoxigraph import Quad
    >>> store, iri = Store(), NamedNode("https://w3id.org/chaingraph/id/place/dezhou")
    >>> store.extend([
    ...     Quad(iri, _RDF_TYPE, NamedNode("https://w3id.org/chaingraph/def/Place")),
    ...     Quad(iri, _LABELS[0], Literal("德州市", language="zh-Hans")),
    ... ])
    >>> resolve(store, "德州", "place").value
    'https://w3id.org/chaingraph/id/place/dezhou'
    """
    given = _as_iri(name, kind)
    if given is not None and _is_of_kind(store, given, kind):
        return given
    labels = _labels_of_kind(store, kind)
    wanted = _fold(name)
    for rank in range(len(_LABELS)):
        exact = {node for node, found in labels.items() if any(r == rank and _fold(t) == wanted for r, t in found)}
        if exact:
            return _only_one(name, kind, exact, labels)
    within = {node for node, found in labels.items() if wanted and any(wanted in _fold(text) for _, text in found)}
    if within:
        return _only_one(name, kind, within, labels)
    known = sorted({text for found in labels.values() for _, text in found} | {_key(node) for node in labels})
    hint = did_you_mean(name, known) or f"; 'chaingraph queries' and 'chaingraph info' say which {kind} may be meant"
    raise UnknownNameError(f"no {kind} is called '{name}'{hint if known else '; the store holds none at all'}")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _key(node: NamedNode) -> str:
    return shorten(node.value).partition(":")[2]


def _as_iri(name: str, kind: str) -> NamedNode | None:
    """Read a name as an IRI, a short IRI or a key, if it has that form."""
    name = name.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        name = PREFIXES[prefix] + local
    elif is_key(name) and kind in _CLASSES:
        name = f"{ID}{kind}/{name}"
    elif is_key(name) and kind in _FAMILIES:
        name = SCHEME + (name if name.startswith(f"{kind}-") else f"{kind}-{name}")
    elif "://" not in name:
        return None
    try:
        return NamedNode(name)
    except ValueError:
        return None


def _class_nodes(kind: str) -> Iterable[NamedNode]:
    names = _CLASSES.values() if kind in {"entity", "thing"} else (_CLASSES[kind],) if kind in _CLASSES else ()
    return [NamedNode(DEF + name) for name in names]


def _is_of_kind(store: Store, node: NamedNode, kind: str) -> bool:
    if kind == "thing":
        return any(True for _ in store.quads_for_pattern(node, None, None))
    return node in _nodes_of_kind(store, kind, node)


def _nodes_of_kind(store: Store, kind: str, node: NamedNode | None = None) -> set[NamedNode]:
    """Return the individuals of a kind (or, of these, only ``node``)."""
    found = [quad for cls in _class_nodes(kind) for quad in store.quads_for_pattern(node, _RDF_TYPE, cls)]
    if kind in _FAMILIES:
        found += store.quads_for_pattern(node, _IN_SCHEME, NamedNode(SCHEME + kind))
    if kind == "unit":
        found += store.quads_for_pattern(node, _RDF_TYPE, NamedNode(f"{DEF}Unit"))
    return {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}


def _labels_of_kind(store: Store, kind: str) -> dict[NamedNode, list[tuple[int, str]]]:
    """Return each individual's labels with their rank; a document's title counts as its preferred name."""
    properties = [*enumerate(_LABELS), (0, _TITLE)]
    return {
        node: [
            (rank, quad.object.value)
            for rank, label in properties
            for quad in store.quads_for_pattern(node, label, None)
            if isinstance(quad.object, Literal)
        ]
        for node in _nodes_of_kind(store, kind)
    }


def _only_one(
    name: str, kind: str, found: set[NamedNode], labels: Mapping[NamedNode, list[tuple[int, str]]]
) -> NamedNode:
    if len(found) == 1:
        return next(iter(found))
    ordered = sorted(found, key=lambda node: node.value)
    listed = ", ".join(f"{min(labels[node])[1]} ({shorten(node.value)})" for node in ordered[:_MOST_LISTED])
    more = f" and {len(ordered) - _MOST_LISTED} more" if len(ordered) > _MOST_LISTED else ""
    raise UnknownNameError(f"'{name}' could be any {kind} of {listed}{more}; give more of the name, or the key")
