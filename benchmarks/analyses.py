"""Measure the analyses beside what a user would write by hand: ``python benchmarks/analyses.py [FIRMS]``.

On a fictional city (chaingraph invent, seed 1) and a table of forty such cities, in one process and one run. Prints CPU
seconds (the best of three), those of the peer, the ratio, and the largest difference between the two results. Where
a measure has no peer, only its time is printed.
"""

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from math import exp, log

import ecomplexity
import networkx as nx
import pandas as pd
from pyoxigraph import Store

from chaingraph.analyses.dependences import STOPPED, find_dependences
from chaingraph.analyses.key_nodes import rank_key_nodes
from chaingraph.analyses.shock import spread_shock
from chaingraph.analyses.specialisation import measure_complexity, rca, specialised
from chaingraph.book import read_book
from chaingraph.bundle import graph_files, ontology_files
from chaingraph.fiction.invent import invent_cities
from chaingraph.filled import compile_tables
from chaingraph.readings.supplies import supply_network
from chaingraph.readings.tables import count_firms
from chaingraph.readings.templates import read_templates
from chaingraph.reports.gaps import report_gaps
from chaingraph.reports.structure import report_structure
from chaingraph.store import load_files

_RUNS = 3


def main(firms: int) -> None:
    """Print a line for each measure."""
    city = _store(firms=firms)
    started = time.process_time()
    book = read_book(city)
    print(f"{len(city):,} statements in RDF; {firms:,} firms; all read in {time.process_time() - started:.1f} s CPU\n")
    sales = supply_network(book)
    print(f"sales: {sales.number_of_nodes():,} firms, {sales.number_of_edges():,} links\n")
    print(f"{'measure':34} {'ours s':>8} {'peer s':>8} {'ratio':>7}  difference  peer")

    def central() -> dict[str, float]:
        return {row.node: row.betweenness for row in rank_key_nodes(sales, titled={}).rows}

    _line("key-nodes (all its measures)", central, "networkx betweenness alone", lambda: _betweenness(sales))
    first = max(sorted(sales), key=sales.out_degree)

    def hit() -> dict[str, float]:
        return {one.node: one.loss.hi for one in spread_shock(sales, [first])}

    _line("shock (one firm, all hops)", hit, "Dijkstra on -log in networkx", lambda: _by_dijkstra(sales, first))
    table, _ = count_firms(read_book(many := _store(firms=200, cities=40)), read_templates(many), grain="segment")

    def index() -> dict[str, float]:
        return dict(measure_complexity(specialised(rca(table))).eci or {})

    _line("ECI, 40 cities by segments", index, "ecomplexity", lambda: _peer_index(table))
    _line("report: structure", lambda: _rows(report_structure, city))
    _line("report: gaps, all chains", lambda: _rows(report_gaps, city))


def _store(*, firms: int, cities: int = 1) -> Store:
    store = load_files([*ontology_files(), *(path for path in graph_files() if path.name == "reference.trig")])
    tables: dict[str, list[dict[str, str]]] = {}
    for city in invent_cities(seed=1, cities=cities, firms=firms):
        for name, rows in city.items():
            tables.setdefault(name, []).extend(rows)
    store.bulk_extend(list(compile_tables(tables)))
    return store


def _line(
    name: str,
    ours: Callable[[], Mapping[str, float]],
    peer_name: str = "",
    peer: Callable[[], Mapping[str, float]] | None = None,
) -> None:
    mine, seconds = _best(ours)
    if peer is None:
        print(f"{name:34} {seconds:8.3f}")
        return
    theirs, others = _best(peer)
    apart = max((abs(mine.get(key, 0.0) - value) for key, value in theirs.items()), default=0.0)
    print(f"{name:34} {seconds:8.3f} {others:8.3f} {others / seconds:6.1f}×  {apart:10.1e}  {peer_name}")


def _best(work: Callable[[], Mapping[str, float]]) -> tuple[Mapping[str, float], float]:
    times = []
    for _ in range(_RUNS):
        started = time.process_time()
        found = work()
        times.append(time.process_time() - started)
    return found, min(times)


def _betweenness(graph: "nx.DiGraph[str]") -> dict[str, float]:
    return dict(nx.betweenness_centrality(graph))


def _by_dijkstra(graph: "nx.DiGraph[str]", first: str) -> dict[str, float]:
    """Return the highest product along any path, by shortest paths over logarithms."""
    weighted: nx.DiGraph[str] = nx.DiGraph()
    weighted.add_node(first)
    for one in find_dependences(graph, stopped={first: STOPPED}):
        if one.hi > 0:
            weighted.add_edge(one.source, one.target, weight=-log(float(one.hi)))
    lengths: dict[str, float] = nx.single_source_dijkstra_path_length(weighted, first)
    return {node: exp(-length) for node, length in lengths.items()}


def _peer_index(table: Mapping[tuple[str, str], float]) -> dict[str, float]:
    rows = [(0, region, industry, value) for (region, industry), value in table.items()]
    frame = pd.DataFrame(rows, columns=["time", "region", "industry", "value"])
    names = {"time": "time", "loc": "region", "prod": "industry", "val": "value"}
    with redirect_stdout(StringIO()):  # it says more than it returns
        found = ecomplexity.ecomplexity(frame, names)
    return dict(found.dropna(subset=["eci"]).groupby("region")["eci"].first())


def _rows(report: Callable[[Store], object], store: Store) -> dict[str, float]:
    report(store)
    return {}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2000)
