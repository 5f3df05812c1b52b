"""Which originals documents derive from: a repost, translation or abstract adds no source of its own."""

from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Store

from chaingraph.answers import ask

__all__ = ["read_origins", "trace_origins"]


def read_origins(store: Store) -> dict[str, frozenset[str]]:
    """Return the originals of each document that derives from another, by key."""
    return trace_origins((row.key("document"), row.key("derivedFrom")) for row in ask(store, "reposts"))


def trace_origins(derived: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the originals of each document that derives from another.

    An original derives from nothing. A document whose derivation runs in a circle has none, and counts as its own.

    Parameters
    ----------
    derived
        Pairs of a document and one that it derives from.

    Examples
    --------
    >>> trace_origins([("copy", "translation"), ("translation", "press")])["copy"]
    frozenset({'press'})
    >>> trace_origins([("a", "b"), ("b", "a")])["a"]
    frozenset({'a'})
    """
    before: dict[str, set[str]] = {}
    for document, source in derived:
        before.setdefault(document, set()).add(source)
    return {document: _roots(document, before) or frozenset({document}) for document in before}


def _roots(document: str, before: Mapping[str, Collection[str]]) -> frozenset[str]:
    seen, open_ends = {document}, [document]
    while open_ends:
        found = set(before.get(open_ends.pop(), ())) - seen
        seen |= found
        open_ends += sorted(found)
    return frozenset(one for one in seen if one not in before)
