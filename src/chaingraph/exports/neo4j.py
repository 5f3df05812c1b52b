"""A store as CSV for ``neo4j-admin database import``: nodes by label, relationships by type, typed headings."""

import csv
import io
from collections.abc import Iterable

from pyoxigraph import Store

from chaingraph.exports.network import store_network

__all__ = ["store_to_neo4j"]

#: A heading with a name before ``:ID`` makes the importer keep the key as a property of the node.
_NODE = ("key:ID", "zh", "en", ":LABEL")
_EDGE = (":START_ID", "key", "relation", "since:date", "until:date", ":END_ID", ":TYPE")


def store_to_neo4j(store: Store) -> dict[str, bytes]:
    """Return ``nodes.csv`` and ``relationships.csv``, the network of a store.

    Cells are left as they are: the importer runs no formulas, and an added sign would be taken for a part of the name.
    """
    graph = store_network(store)
    nodes = [(key, data["zh"], data["en"], data["kind"]) for key, data in graph.nodes(data=True)]
    edges = [
        (source, key, data["relation"], data["since"], data["until"], target, data["kind"].rpartition(":")[2])
        for source, target, key, data in graph.edges(keys=True, data=True)
    ]
    return {"nodes.csv": _table(_NODE, nodes), "relationships.csv": _table(_EDGE, edges)}


def _table(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
