"""Read a graph as records: each individual with its kind and values, evidence folded into what it backs."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from chaingraph.analyses.diff import Record
from chaingraph.namespaces import DEF, PREFIXES, SCHEME, SHAPES, shorten

__all__ = ["EVIDENCE", "count_unnamed", "read_records"]

#: The property under which a record holds where it is stated: ``document 12–34``.
EVIDENCE = "cg:evidence"

_TYPE, _OA = PREFIXES["rdf"] + "type", PREFIXES["oa"]
_GENERAL = frozenset({f"{DEF}Statement", f"{DEF}Judgement", f"{DEF}Entity"})
_ONTOLOGY = (DEF, SCHEME, SHAPES, PREFIXES["unit"])
_MODEL = (PREFIXES["owl"], PREFIXES["rdfs"])
_FOLDED = frozenset({"Evidence", "TextPositionSelector", "FragmentSelector"})


def read_records(store: Store) -> Iterator[Record]:
    """Yield what a graph holds beside the ontology, by key; places of evidence stand with what they back.

    Nodes without an IRI can't be told from those of another graph: they are left out (see `count_unnamed`).
    """
    types: dict[str, set[str]] = {}
    values: dict[str, dict[str, set[str]]] = {}
    for quad in store.quads_for_pattern(None, None, None):
        if isinstance(quad.subject, NamedNode) and _is_ours(quad):
            subject = quad.subject.value
            if quad.predicate.value == _TYPE:
                types.setdefault(subject, set()).add(_value(quad.object))
            else:
                values.setdefault(subject, {}).setdefault(quad.predicate.value, set()).add(
                    _value(quad.object, full=True)
                )
    kinds = {subject: _kind(found) for subject, found in types.items()}
    for subject in sorted(values.keys() | kinds.keys()):
        is_model = any(one.startswith(_MODEL) for one in types.get(subject, ()))
        if is_model or kinds.get(subject, "") in _FOLDED:
            continue
        made: dict[str, tuple[str, ...]] = {}
        for name, found in values.get(subject, {}).items():
            if name == f"{DEF}evidence":
                made[EVIDENCE] = tuple(sorted({_place(one, values) for one in found}))
            else:
                made[shorten(name)] = tuple(sorted(_short(one) for one in found))
        yield Record(shorten(subject), kinds.get(subject, "") or "Thing", made)


def count_unnamed(store: Store) -> int:
    """Return how many individuals have no IRI."""
    return len(
        {
            quad.subject.value
            for quad in store.quads_for_pattern(None, NamedNode(_TYPE), None)
            if isinstance(quad.subject, BlankNode) and _value(quad.object).startswith(DEF)
        }
    )


def _is_ours(quad: Quad) -> bool:
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    return not subject.startswith(_ONTOLOGY)


def _kind(types: set[str]) -> str:
    named = sorted(one for one in types if one not in _GENERAL)
    ours = [one for one in named if one.startswith(DEF)] or named or sorted(types)
    return ours[0].rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _value(term: NamedNode | BlankNode | Literal | Triple, *, full: bool = False) -> str:
    if isinstance(term, Literal) and full and term.language:
        return f"{term.value}@{term.language}"
    return str(term) if isinstance(term, Triple) else term.value


def _short(value: str) -> str:
    return shorten(value) if "://" in value else value


def _place(evidence: str, values: dict[str, dict[str, set[str]]]) -> str:
    """Return the document and the span of an evidence node; its IRI if it says neither."""
    said = values.get(evidence, {})
    documents = sorted(shorten(one) for one in said.get(f"{_OA}hasSource", ()))
    spans = []
    for selector in sorted(said.get(f"{_OA}hasSelector", ())):
        about = values.get(selector, {})
        at = [next(iter(about.get(f"{_OA}{name}", ())), "") for name in ("start", "end")]
        spans.append("–".join(at) if all(at) else shorten(selector))
    return " ".join([*documents, *spans]) or shorten(evidence)
