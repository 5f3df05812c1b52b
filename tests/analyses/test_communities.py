"""Agreement equals that of scikit-learn; communities depend on seeds only, and say how stable they are."""

import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses import communities
from chaingraph.analyses.communities import (
    Agreement,
    adjusted_rand,
    compare_groupings,
    find_communities,
    normalised_mutual_information,
)
from chaingraph.errors import InputError

labellings = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12)


def cliques(number: int, size: int) -> "nx.Graph[str]":
    """A ring of cliques, each joined to the next by one edge."""
    graph: nx.Graph[str] = nx.Graph()
    for clique in range(number):
        graph.add_edges_from(combinations([f"c{clique}n{node}" for node in range(size)], 2))
        graph.add_edge(f"c{clique}n0", f"c{(clique + 1) % number}n1")
    return graph


def test_scores_equal_those_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")

    @given(labellings)
    def compare(labels: list[tuple[int, int]]) -> None:
        first, second = ({place: pair[side] for place, pair in enumerate(labels)} for side in (0, 1))
        one, two = [pair[0] for pair in labels], [pair[1] for pair in labels]
        assert adjusted_rand(first, second) == pytest.approx(metrics.adjusted_rand_score(one, two), abs=1e-12)
        theirs = metrics.normalized_mutual_info_score(one, two)
        assert normalised_mutual_information(first, second) == pytest.approx(theirs, abs=1e-9)

    compare()


@given(labellings, st.permutations("wxyz"))
def test_scores_are_symmetric_and_blind_to_names(labels: list[tuple[int, int]], names: list[str]) -> None:
    first, second = ({place: pair[side] for place, pair in enumerate(labels)} for side in (0, 1))
    renamed = {item: names[label] for item, label in first.items()}
    for score in (adjusted_rand, normalised_mutual_information):
        assert score(first, second) == pytest.approx(score(second, first), abs=1e-12)
        assert score(first, second) == score(renamed, second)
        assert score(first, renamed) == pytest.approx(1)
    assert 0 <= normalised_mutual_information(first, second) <= 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("xxxx", "yyyy", 1),  # both all in one
        ("wxyz", "abcd", 1),  # both all apart
        ("xxxx", "abcd", 0),  # all in one against all apart
        ("xxxx", "aabb", 0),
        ("x", "y", 1),
        ("", "", 1),
    ],
)
def test_extreme_groupings(first: str, second: str, expected: float) -> None:
    one, two = dict(enumerate(first)), dict(enumerate(second))
    assert adjusted_rand(one, two) == expected
    assert normalised_mutual_information(one, two) == expected


def test_labellings_of_different_items_are_refused() -> None:
    with pytest.raises(InputError, match="1 items are in one grouping only"):
        adjusted_rand({"a": 1, "b": 1}, {"a": 1})


def test_only_items_in_one_group_of_both_are_compared() -> None:
    first = {"1": {"a", "b", "only"}, "2": {"c", "d", "twice"}}
    second = {"x": {"a", "b", "twice"}, "y": {"c", "d", "twice"}, "z": {"elsewhere"}}
    assert compare_groupings(first, second) == Agreement(1.0, 1.0, 4, ("twice",), 1, 1)


def test_order_of_groups_decides_nothing() -> None:
    first = {"1": {"a", "b"}, "2": {"c", "d"}}
    second = {"x": ["a", "c"], "y": ["b", "d", "a"]}
    assert compare_groupings(first, second) == compare_groupings(first, dict(reversed(second.items())))


def test_too_little_to_compare_gives_no_score() -> None:
    assert compare_groupings({"1": {"a"}}, {"x": {"a", "b"}}) == Agreement(None, None, 1, (), 0, 1)
    assert compare_groupings({}, {}) == Agreement(None, None, 0, (), 0, 0)


@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_cliques_are_found_by_each_run(method: str) -> None:
    if method == "leiden":
        pytest.importorskip("leidenalg")
    found = find_communities(cliques(4, 5), method=method, seeds=range(4))
    assert found.groups == tuple(frozenset(f"c{clique}n{node}" for node in range(5)) for clique in range(4))
    assert (found.stability, found.runs, found.distinct) == (1.0, 4, 1)
    assert found.modularity == pytest.approx(40 / 44 - 4 * (22 / 88) ** 2)


@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_directed_edges_and_weights_are_heeded(method: str) -> None:
    if method == "leiden":
        pytest.importorskip("leidenalg")
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 9), ("b", "c", 1), ("c", "d", 9), ("d", "a", 1)])
    assert find_communities(graph, method=method, seeds=[1]).groups == (frozenset("ab"), frozenset("cd"))


def test_runs_that_disagree_lower_the_stability() -> None:
    found = find_communities(nx.relabel_nodes(nx.cycle_graph(30), str), seeds=range(8))
    assert found.stability is not None
    assert found.stability < 0.9
    assert found.distinct > 1


def test_best_run_is_returned() -> None:
    ring = nx.relabel_nodes(nx.cycle_graph(30), str)
    single = [find_communities(ring, seeds=[seed]).modularity or 0.0 for seed in range(8)]
    assert max(single) > min(single)
    assert find_communities(ring, seeds=range(8)).modularity == max(single)


def test_single_run_says_nothing_of_stability() -> None:
    assert find_communities(cliques(2, 3), seeds=[5]).stability is None


@given(st.permutations(sorted(cliques(3, 4).edges)), st.booleans())
def test_order_of_edges_changes_nothing(edges: list[tuple[str, str]], turned: bool) -> None:
    graph: nx.Graph[str] = nx.Graph([(two, one) for one, two in edges] if turned else edges)
    assert find_communities(graph, seeds=[1, 2]) == find_communities(cliques(3, 4), seeds=[1, 2])


def test_parallel_edges_are_summed() -> None:
    several: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c"), ("c", "d"), ("c", "d")])
    single: nx.Graph[str] = nx.Graph()
    single.add_weighted_edges_from([("a", "b", 2), ("b", "c", 1), ("c", "d", 2)])
    assert find_communities(several) == find_communities(single)


def test_network_without_edges_falls_apart() -> None:
    graph: nx.Graph[str] = nx.Graph()
    assert find_communities(graph).groups == ()
    graph.add_nodes_from("ba")
    found = find_communities(graph)
    assert found.groups == (frozenset("a"), frozenset("b"))
    assert (found.modularity, found.stability) == (None, 1.0)


def test_isolated_nodes_stay_alone() -> None:
    several: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")])
    several.add_node("z")
    assert find_communities(several).groups == (frozenset("ab"), frozenset("z"))


def test_graph_is_left_alone() -> None:
    graph = cliques(2, 3)
    before = nx.to_dict_of_dicts(graph)
    find_communities(graph)
    assert nx.to_dict_of_dicts(graph) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"method": "infomap"}, "unknown method 'infomap'; choose louvain or leiden"),
        ({"seeds": []}, "no seed"),
        ({"resolution": 0}, "resolution of 0"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        find_communities(cliques(2, 3), **options)  # type: ignore[arg-type]


def test_negative_weight_is_refused() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=-1)
    with pytest.raises(InputError, match="edge from a to b: weight of -1"):
        find_communities(graph)


def test_leiden_without_its_packages_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(communities, "import_module", missing)
    with pytest.raises(InputError, match="leiden needs the package igraph; pip install igraph leidenalg"):
        find_communities(cliques(2, 3), method="leiden")


def test_hash_seed_changes_nothing() -> None:
    code = (
        "import networkx as nx; from chaingraph.analyses.communities import find_communities;"
        "graph = nx.relabel_nodes(nx.gnm_random_graph(60, 150, seed=3), lambda n: f'n{n}');"
        "found = find_communities(nx.Graph(list({frozenset(e) for e in graph.edges})), seeds=range(3));"
        "print([sorted(group) for group in found.groups], found.stability, found.modularity)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
