"""Key nodes, against networkx and igraph, and the two lists on networks small enough to read."""

import os
import subprocess
import sys
from typing import Any, Literal

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analyses.key_nodes import count_cut_off, firm_network, rank_key_nodes
from chaingraph.errors import InputError

CHAIN = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])


def _random(nodes: int, seed: int) -> "nx.DiGraph[str]":
    graph = nx.gnp_random_graph(nodes, 3 / nodes, seed=seed, directed=True)
    named: nx.DiGraph[str] = nx.DiGraph()
    named.add_nodes_from(f"n{number:03}" for number in range(nodes))
    named.add_edges_from((f"n{one:03}", f"n{two:03}") for one, two in graph.edges)
    return named


@pytest.mark.parametrize("seed", [1, 2])
def test_measures_equal_networkx(seed: int) -> None:
    graph = _random(40, seed)
    rows = {row.node: row for row in rank_key_nodes(graph, titled={}, engine="networkx").rows}
    between = nx.betweenness_centrality(graph)
    ends, origins = nx.pagerank(graph, tol=1e-12), nx.pagerank(graph.reverse(), tol=1e-12)
    joints = set(nx.articulation_points(graph.to_undirected()))
    for node in graph:
        row = rows[node]
        assert (row.betweenness, row.ends, row.origins) == pytest.approx(
            (between[node], ends[node], origins[node]), abs=1e-8
        )
        assert (row.in_degree, row.out_degree) == (graph.in_degree(node), graph.out_degree(node))
        assert row.is_articulation == (node in joints)


@pytest.mark.parametrize("seed", [1, 2])
def test_measures_equal_igraph(seed: int) -> None:
    igraph: Any = pytest.importorskip("igraph")
    graph = _random(40, seed)
    rows = {row.node: row for row in rank_key_nodes(graph, titled={}).rows}
    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    other = igraph.Graph(len(nodes), [(place[one], place[two]) for one, two in sorted(graph.edges)], directed=True)
    pairs = (len(nodes) - 1) * (len(nodes) - 2)
    assert [rows[node].betweenness for node in nodes] == pytest.approx([value / pairs for value in other.betweenness()])
    assert [rows[node].ends for node in nodes] == pytest.approx(other.pagerank(damping=0.85), abs=1e-8)
    joints = {nodes[number] for number in other.as_undirected().articulation_points()}
    assert {node for node in nodes if rows[node].is_articulation} == joints


@pytest.mark.parametrize("nodes", [0, 1, 2, 3, 60])
def test_rustworkx_gives_the_same(nodes: int) -> None:
    pytest.importorskip("rustworkx")
    graph = _random(nodes, 3) if nodes else nx.DiGraph()
    assert rank_key_nodes(graph, titled={}, engine="rustworkx") == rank_key_nodes(graph, titled={}, engine="networkx")


def test_middle_of_a_chain_stands_between() -> None:
    rows = rank_key_nodes(CHAIN, titled={}).rows[:3]
    assert [row.node for row in rows] == ["c", "d", "b"]  # d before b: more ends up there
    assert [row.betweenness for row in rows] == pytest.approx([4 / 12, 3 / 12, 3 / 12])


def test_ends_grow_downstream_and_origins_upstream() -> None:
    rows = {row.node: row for row in rank_key_nodes(CHAIN, titled={}).rows}
    ends = [rows[node].ends for node in "abcde"]
    assert ends == sorted(ends)
    assert [rows[node].origins for node in "edcba"] == pytest.approx(ends)
    assert sum(ends) == pytest.approx(1)


def test_removal_cuts_off_all_but_the_largest_piece() -> None:
    assert count_cut_off(CHAIN) == {"b": 1, "c": 2, "d": 1}


def test_ring_has_no_articulation_point() -> None:
    assert count_cut_off(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")])) == {}


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=16)


@given(PAIRS)
def test_cut_off_is_what_removal_shows(pairs: list[tuple[int, int]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(f"n{one}", f"n{two}") for one, two in pairs])
    expected = {}
    for part in nx.weakly_connected_components(graph):
        for node in part:
            pieces = [len(piece) for piece in nx.weakly_connected_components(graph.subgraph(part - {node}))]
            if len(pieces) > 1:
                expected[node] = sum(pieces) - max(pieces)
    assert count_cut_off(graph) == expected


@given(PAIRS, st.permutations(range(10)))
@settings(max_examples=30)
def test_relabelling_changes_no_score(pairs: list[tuple[int, int]], order: list[int]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(f"n{one}", f"n{two}") for one, two in pairs])
    new = {f"n{number}": f"n{place}" for number, place in enumerate(order)}
    rows = {new[row.node]: row for row in rank_key_nodes(graph, titled={}).rows}
    again = {row.node: row for row in rank_key_nodes(nx.relabel_nodes(graph, new), titled={}).rows}
    assert rows.keys() == again.keys()
    for node, row in rows.items():
        other = again[node]
        assert (row.betweenness, row.ends, row.origins) == pytest.approx(
            (other.betweenness, other.ends, other.origins), abs=1e-9
        )
        assert (row.cut_off, row.in_degree) == (other.cut_off, other.in_degree)


def test_central_without_title_leaves_out_the_titled() -> None:
    # Of 5 nodes one may be top: c by betweenness, e by ends, a by origins.
    assert rank_key_nodes(CHAIN, titled={}).central_without_title == ("c", "e", "a")
    found = rank_key_nodes(CHAIN, titled={"c": ["chain owner"], "e": [], "a": ["champion", "champion"]})
    assert found.central_without_title == ("e",)
    assert found.rows[0].titles == ("chain owner",)
    assert found.rows[0].top_in == ("betweenness",)


def test_equal_nodes_are_top_together_or_not_at_all() -> None:
    star = nx.DiGraph([(f"n{number}", "hub") for number in range(9)])
    rows = {row.node: row for row in rank_key_nodes(star, titled={}).rows}
    assert rows["hub"].top_in == ("ends",)  # nothing lies between; the nine origins are equal
    assert all(rows[f"n{number}"].top_in == () for number in range(9))


def test_titled_without_links_are_absent_or_alone() -> None:
    graph = CHAIN.copy()
    graph.add_edge("loop", "loop")
    graph.add_node("alone")
    titled = {"alone": ["x"], "absent": ["x"], "loop": ["x"], "a": ["x"], "untitled": []}
    assert rank_key_nodes(graph, titled=titled).titled_without_links == ("absent", "alone", "loop")


def test_top_is_taken_among_the_nodes_in_question() -> None:
    network = firm_network(CHAIN, {"a": ["f"], "e": ["f", "g"], "b": ["h"]})
    found = rank_key_nodes(network, titled={"g": ["champion"]}, among=["f", "g", "h"])
    assert found.central_without_title == ("f",)


def test_firms_are_tied_both_ways_and_the_graph_stays() -> None:
    graph = nx.DiGraph([("a", "b", {"need": "essential"})])
    network = firm_network(graph, {"a": ["f", "f"], "b": [], "elsewhere": ["g"]})
    assert sorted(network.edges(data="relation")) == [
        ("a", "b", "feeds"),
        ("a", "f", "works in"),
        ("f", "a", "works in"),
    ]
    assert network.edges["a", "b"]["need"] == "essential"
    assert {node: network.nodes[node]["kind"] for node in network} == {"a": "segment", "b": "segment", "f": "firm"}
    assert graph.nodes["a"] == {}
    assert list(graph) == ["a", "b"]


def test_firm_in_two_segments_joins_them() -> None:
    network = firm_network(nx.DiGraph([("a", "b"), ("c", "d")]), {"b": ["f", "g"], "c": ["f"]})
    rows = {row.node: row for row in rank_key_nodes(network, titled={}).rows}
    assert rows["f"].is_articulation
    assert rows["f"].cut_off == 2
    assert rows["g"].betweenness == 0


def test_firm_with_the_key_of_a_segment_is_refused() -> None:
    with pytest.raises(InputError, match="b is given as a producer in a, and is a segment"):
        firm_network(CHAIN, {"a": ["b"]})


@pytest.mark.parametrize("top", [0, -1, 1.5])
def test_top_is_a_share(top: float) -> None:
    with pytest.raises(InputError, match="top is"):
        rank_key_nodes(CHAIN, titled={}, top=top)


def test_unknown_engine_is_refused() -> None:
    engine: Literal["networkx"] = "spark"  # type: ignore[assignment]
    with pytest.raises(InputError, match="engine is 'spark'"):
        rank_key_nodes(CHAIN, titled={}, engine=engine)


_SHOW = """
import networkx as nx
from chaingraph.analyses import cuts, key_nodes, lanes, shock
graph = nx.DiGraph()
for one in range(30):
    for step, need in ((7, "essential"), (11, "replaceable"), (3, "supporting")):
        graph.add_edge(f"n{one}", f"n{one * step % 31}", need=need, products=("p", f"q{one % 3}"))
network = key_nodes.firm_network(graph, {f"n{one}": {f"f{one % 7}", f"f{one % 5}"} for one in range(30)})
print(key_nodes.rank_key_nodes(network, titled={"f1": ["x"], "f9": ["x"]}))
hits = shock.spread_shock(graph, {"n1", "n2"}, max_hops=4)
print(hits, shock.touched(hits, {f"n{one}": {f"g{one % 4}", "all"} for one in range(30)}))
print(cuts.cheapest_cut(graph, {"n1", "n2"}, {"n5", "n6"}), cuts.most_damaging(graph, 2), cuts.most_damaging(graph, 5))
print(lanes.derive_lanes(graph))
"""


def test_answers_hang_on_no_hash_seed() -> None:
    def run(seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", _SHOW],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert run("1") == run("2") != ""
