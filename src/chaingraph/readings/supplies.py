"""Read who sells to whom, where sources say so: an office's purchases, or a fictional city's."""

from datetime import date

import networkx as nx

from chaingraph.facts import Book

__all__ = ["supply_network"]


def supply_network(book: Book, *, as_of: date | None = None) -> "nx.DiGraph[str]":
    """Return the firms and what one sells to another: see `chaingraph.analyses.feeds` for what edges carry.

    A sale that is stated counts as replaceable unless its share of the buyer's intake is known: then the share tells.
    Each edge names its ``statements``. Empty where no source tells of sales, as with press texts.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for statement in book.statements.values():
        if statement.kind != "SupplyLink" or not (statement.is_by(as_of) and statement.holds(as_of)):
            continue
        supplier, customer = statement.first("supplier"), statement.first("customer")
        edge = graph.get_edge_data(supplier, customer) or {"products": (), "statements": ()}
        share = statement.first("inputShare")
        known = {"share": min(1.0, edge.get("share", 0.0) + float(share))} if share else {}
        graph.add_edge(
            supplier,
            customer,
            need="replaceable",
            products=tuple(dict.fromkeys((*edge["products"], *statement.values.get("product", ())))),
            statements=(*edge["statements"], statement.key),
            **known,
        )
    return graph
