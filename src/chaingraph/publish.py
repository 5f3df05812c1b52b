"""Make of a store what may leave the house: no internal statement, nothing that only one supports, no small cell."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from chaingraph.namespaces import DEF, ID, PREFIXES
from chaingraph.small_cells import small_cells

__all__ = ["Public", "make_public"]

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_INTERNAL = NamedNode(f"{DEF}isInternal")
_EVIDENCE, _JUDGEMENT = NamedNode(f"{DEF}evidence"), NamedNode(f"{DEF}Judgement")
_TRUE = frozenset({"true", "1"})
_MEMBERSHIP, _KNOWN, _COMPLETE = (NamedNode(f"{DEF}{name}") for name in ("membership", "knownMember", "isComplete"))
#: Judgements on what others hold; they keep nothing alive, and go with what they judge.
_LEANING = tuple(
    NamedNode(f"{DEF}{name}") for name in ("TemplateMatch", "EntityMerge", "FigureExclusion", "ConflictDecision")
)

_Links = Mapping[str, Set[str]]


@dataclass(frozen=True)
class Public:
    """A store for outside, and how many statements were left out: internal ones, and figures over too few firms."""

    store: Store
    internal: int
    small: int


def make_public(store: Store) -> Public:
    """Return a store without what must not leave the house; the argument is left alone.

    Left out are statements with ``cg:isInternal true``; figures over fewer than three firms whose own figures are
    internal (`chaingraph.small_cells`); evidence, documents and things that no other statement supports; and the
    judgements on any of these. A list that loses a member is no longer said to be complete. A store without internal
    statements is returned as it is.
    """
    internal = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, _INTERNAL, None, None)
        if isinstance(quad.subject, NamedNode) and getattr(quad.object, "value", "") in _TRUE
    }
    if not internal:
        return Public(store, 0, 0)
    small = small_cells(store, internal)
    links = _links(store)
    gone = _unsupported(links, internal | small, _standing(store), _leaning(store))
    cut = {quad for claim in _claims(store, gone) for quad in _claim_cuts(store, claim, links, gone)}
    kept = Store()
    kept.bulk_extend(quad for quad in store if not _names(quad, gone) and quad not in cut)
    return Public(kept, len(internal), len(small))


def _links(store: Store) -> dict[str, set[str]]:
    """Return which individuals each individual names."""
    links: dict[str, set[str]] = defaultdict(set)
    for quad in store:
        ends = (quad.subject, quad.object)
        if all(isinstance(end, NamedNode) and end.value.startswith(ID) for end in ends):
            links[quad.subject.value].add(quad.object.value)
        elif isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID):
            links.setdefault(quad.subject.value, set())
    return links


def _standing(store: Store) -> set[str]:
    """Return statements and judgements: they stand by themselves, whatever names them."""
    found = (
        *store.quads_for_pattern(None, _EVIDENCE, None, None),
        *store.quads_for_pattern(None, _TYPE, _JUDGEMENT, None),
    )
    return {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}


def _leaning(store: Store) -> set[str]:
    return {
        quad.subject.value
        for kind in _LEANING
        for quad in store.quads_for_pattern(None, _TYPE, kind, None)
        if isinstance(quad.subject, NamedNode)
    }


def _unsupported(links: _Links, first: Collection[str], standing: Set[str], leaning: Set[str]) -> set[str]:
    """Return what goes when ``first`` go: all that then only hangs in the air."""
    gone = set(first)
    while True:
        touched = _reached(links, gone, standing - gone) - gone
        roots = links.keys() - gone - touched - leaning
        dead = touched - _reached(links, roots, gone)
        judged = {one for one in leaning - gone if not links.get(one, set()).isdisjoint(gone | dead)}
        if not dead | judged:
            return gone
        gone |= dead | judged


def _reached(links: _Links, roots: Iterable[str], blocked: Set[str]) -> set[str]:
    found = set(roots)
    waiting = list(found)
    while waiting:
        fresh = links.get(waiting.pop(), frozenset()) - found - blocked
        found |= fresh
        waiting += fresh
    return found


def _claims(store: Store, gone: Set[str]) -> set[str]:
    """Return the claims about lists that name a membership which goes."""
    return {
        quad.subject.value
        for quad in store.quads_for_pattern(None, _MEMBERSHIP, None, None)
        if isinstance(quad.subject, NamedNode) and getattr(quad.object, "value", "") in gone
    } - gone


def _claim_cuts(store: Store, claim: str, links: _Links, gone: Set[str]) -> Iterable[Quad]:
    """Yield what a claim may no longer say: who is known only by a membership that goes, and that it is complete."""
    memberships = [
        quad.object.value
        for quad in store.quads_for_pattern(NamedNode(claim), _MEMBERSHIP, None, None)
        if isinstance(quad.object, NamedNode)
    ]
    open_ones = {thing for one in memberships if one not in gone for thing in links.get(one, ())}
    hidden = {thing for one in memberships if one in gone for thing in links.get(one, ())} - open_ones
    for quad in store.quads_for_pattern(NamedNode(claim), None, None, None):
        if quad.predicate == _COMPLETE or (
            quad.predicate == _KNOWN and isinstance(quad.object, NamedNode) and quad.object.value in hidden
        ):
            yield quad


def _names(quad: Quad, gone: Set[str]) -> bool:
    return any(isinstance(end, NamedNode) and end.value in gone for end in (quad.subject, quad.object))
