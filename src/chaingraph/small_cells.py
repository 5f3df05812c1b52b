"""Figures over so few firms that an internal figure of one of them could be worked out."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from chaingraph.namespaces import DEF, PREFIXES
from chaingraph.place_tree import all_above

__all__ = ["FEWEST", "small_cells"]

#: Over how many firms without a public figure a figure must be, if internal ones enter it.
FEWEST = 3

_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
#: By kind of statement, the property that names the firm and the one that names what it is part of.
_PARTS = (("participant", "participatesIn"), ("owner", "chain"))

_READ = ("about", "area", "indicator", "address", "within", *(name for pair in _PARTS for name in pair))

_Values = Mapping[str, Set[str]]


def small_cells(store: Store, internal: Set[str]) -> set[str]:
    """Return the observations from which an internal figure of a single firm could be inferred.

    An observation of a chain, segment, cluster, park or place counts as drawn from internal figures if its document
    has no public address (``cg:address``) and some firm known to be in it has an internal figure of the same indicator
    and no public one. It is a small cell if fewer than `FEWEST` firms known to be in it lack a public figure of that
    indicator. Firms are in a thing that they participate in or own; for an area other than the thing's own, those sited
    in it. Sums that could be subtracted from each other, and sums that one firm dominates, are not looked for.

    Parameters
    ----------
    store
        The store.
    internal
        IRIs of the internal statements.
    """
    said = {name: _values(store, f"{DEF}{name}") for name in _READ}
    firms, figures, sitings = (_of_kind(store, name) for name in ("Enterprise", "Observation", "Siting"))
    documents = _documents(store)
    members = _Members(said["area"], _parts(said, firms), _sited(said, firms, sitings))
    inside, outside = (_measured(said, firms, group) for group in (figures & internal, figures - internal))

    def is_small(one: str) -> bool:
        abouts, areas = said["about"].get(one, set()), said["area"].get(one, set())
        if abouts & firms or any(document in said["address"] for document in documents.get(one, ())):
            return False
        covered = members.of(min(abouts, default=""), min(areas, default=""))
        hidden = {name: covered - outside.get(name, set()) for name in said["indicator"].get(one, ())}
        return any(0 < len(found) < FEWEST and found & inside.get(name, set()) for name, found in hidden.items())

    return {one for one in figures - internal if is_small(one)}


@dataclass(frozen=True)
class _Members:
    """The areas of things, the firms in each thing, and the places that each firm is sited in."""

    areas: _Values
    parts: _Values
    sited: _Values

    def of(self, about: str, area: str) -> Set[str]:
        """Return the firms known to be in a thing, in an area of it if that isn't its own."""
        if not about or about == area:
            return self._inside(area)
        whole = self.parts.get(about) or self._inside(about)
        return whole if not area or area in self.areas.get(about, ()) else whole & self._inside(area)

    def _inside(self, area: str) -> set[str]:
        return {firm for firm, places in self.sited.items() if area in places}


def _parts(said: Mapping[str, _Values], firms: Set[str]) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for member, whole in _PARTS:
        for one, members in said[member].items():
            for thing in said[whole].get(one, ()):
                parts[thing] |= members & firms
    return parts


def _sited(said: Mapping[str, _Values], firms: Set[str], sitings: Set[str]) -> dict[str, set[str]]:
    sited: dict[str, set[str]] = defaultdict(set)
    for one in sitings:
        for firm in said["about"].get(one, set()) & firms:
            sited[firm] |= {up for place in said["area"].get(one, ()) for up in all_above(said["within"], place)}
    return sited


def _measured(said: Mapping[str, _Values], firms: Set[str], figures: Set[str]) -> dict[str, set[str]]:
    """Return by indicator the firms that some figures are of."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in figures:
        for indicator in said["indicator"].get(one, ()):
            found[indicator] |= said["about"].get(one, set()) & firms
    return found


def _documents(store: Store) -> dict[str, set[str]]:
    source = _values(store, f"{PREFIXES['oa']}hasSource")
    return {
        one: {document for place in places for document in source.get(place, ())}
        for one, places in _values(store, f"{DEF}evidence").items()
    }


def _values(store: Store, iri: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, NamedNode(iri), None, None):
        if isinstance(quad.subject, NamedNode):
            found[quad.subject.value].add(str(getattr(quad.object, "value", "")))
    return found


def _of_kind(store: Store, name: str) -> set[str]:
    quads = store.quads_for_pattern(None, _TYPE, NamedNode(f"{DEF}{name}"), None)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
