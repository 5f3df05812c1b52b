"""What every analysis may ask of a network of feeds.

The network is a ``networkx.DiGraph`` whose nodes are keys such as ``segment:silicon-wafers``. An edge u→v says that u
feeds v, with

- ``need``: ``essential`` (v can't be made without it), ``replaceable`` (one of several ways), or ``supporting`` (v is
  made with its help: equipment, tests, services; it doesn't go into v);
- ``products``: the keys of the products that u gives to v, maybe none;
- ``share``, where known: u's share in what v takes in, above 0 and at most 1.

A node may have a ``lane``, where one is stated: ``upstream``, ``midstream`` or ``downstream``.
"""

from collections.abc import Iterable
from fractions import Fraction

import networkx as nx

from chaingraph.errors import InputError, did_you_mean

__all__ = ["NEEDS", "check_nodes", "need_of", "products_of", "share_of"]

NEEDS = ("essential", "replaceable", "supporting")


def need_of(graph: "nx.DiGraph[str]", source: str, target: str) -> str:
    """Return how much the target of a feed needs it: one of ``NEEDS``.

    Raises
    ------
    InputError
        The edge has no ``need``, or another one.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("a", "b", need="essential")
    >>> need_of(graph, "a", "b")
    'essential'
    """
    need = graph.edges[source, target].get("need")
    if need not in NEEDS:
        raise InputError(f"feed {source} → {target}: need is {need!r}; give one of {', '.join(NEEDS)}")
    return str(need)


def products_of(graph: "nx.DiGraph[str]", source: str, target: str) -> tuple[str, ...]:
    """Return the keys of the products of a feed, each once, in order; none where it isn't said what is fed."""
    products: Iterable[str] = graph.edges[source, target].get("products") or ()
    return tuple(sorted(set(products)))


def share_of(graph: "nx.DiGraph[str]", source: str, target: str) -> Fraction | None:
    """Return the share of the source in what the target takes in, as the decimal number given; None where not known.

    Raises
    ------
    InputError
        The share isn't above 0 and at most 1.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("a", "b", share=0.4)
    >>> share_of(graph, "a", "b")
    Fraction(2, 5)
    """
    share = graph.edges[source, target].get("share")
    if share is None:
        return None
    if not 0 < share <= 1:
        raise InputError(f"feed {source} → {target}: share is {share}; give a number above 0 and at most 1")
    return Fraction(str(share))


def check_nodes(graph: "nx.DiGraph[str]", nodes: Iterable[str]) -> tuple[str, ...]:
    """Return the nodes in order, each once.

    Raises
    ------
    InputError
        One of them isn't in the network.

    Examples
    --------
    >>> check_nodes(nx.DiGraph([("a", "b")]), ["b", "a", "b"])
    ('a', 'b')
    """
    ordered = tuple(sorted(set(nodes)))
    for node in ordered:
        if node not in graph:
            raise InputError(f"{node} isn't in the network{did_you_mean(node, sorted(graph))}")
    return ordered
