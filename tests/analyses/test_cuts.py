"""Cuts and joint stops, against every choice that there is."""

import math
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analyses.cuts import GREEDY_BOUND, Cut, cheapest_cut, count_producers, most_damaging
from chaingraph.analyses.dependences import find_dependences, strongest_paths
from chaingraph.analyses.shock import spread_shock
from chaingraph.errors import InputError

LINE = nx.DiGraph([("a", "b"), ("b", "c")])


def test_equal_cuts_give_the_one_nearest_to_the_targets() -> None:
    assert cheapest_cut(LINE, ["a"], ["c"]) == Cut(("c",), 1.0)
    assert cheapest_cut(LINE, ["a"], ["c"], keep=["c"]) == Cut(("b",), 1.0)


def test_cheapest_node_is_cut() -> None:
    assert cheapest_cut(LINE, ["a"], ["c"], cost={"a": 3, "b": 2, "c": 5}) == Cut(("b",), 2.0)


def test_fractions_of_costs_add_up_exactly() -> None:
    graph = nx.DiGraph([("a", "x"), ("a", "y"), ("x", "z"), ("y", "z")])
    assert cheapest_cut(graph, ["a"], ["z"], cost={"a": 0.3, "x": 0.1, "y": 0.2, "z": 9}).cost == 0.3


def test_node_that_is_source_and_target_is_cut() -> None:
    assert cheapest_cut(LINE, ["a", "b"], ["b"]) == Cut(("b",), 1.0)


@pytest.mark.parametrize(("sources", "targets"), [(["c"], ["a"]), ([], ["a"]), (["a"], [])])
def test_parted_already_needs_no_cut(sources: list[str], targets: list[str]) -> None:
    assert cheapest_cut(LINE, sources, targets) == Cut((), 0.0)


def test_kept_path_cannot_be_cut() -> None:
    with pytest.raises(InputError, match="nothing parts them"):
        cheapest_cut(LINE, ["a"], ["c"], keep=["a", "b", "c"])


@pytest.mark.parametrize("cost", [0, -1, math.inf, math.nan])
def test_cost_is_above_nothing(cost: float) -> None:
    with pytest.raises(InputError, match="b: cost is"):
        cheapest_cut(LINE, ["a"], ["c"], cost={"b": cost})


def test_unknown_source_is_refused() -> None:
    with pytest.raises(InputError, match="x isn't in the network"):
        cheapest_cut(LINE, ["x"], ["c"])


def test_no_known_producer_still_costs_one() -> None:
    assert count_producers(LINE, {"a": ["f", "g"], "b": []}) == {"a": 2, "b": 1, "c": 1}


PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=14)
Pairs = list[tuple[int, int]]


def _parts(graph: "nx.DiGraph[str]", nodes: tuple[str, ...], sources: list[str], targets: list[str]) -> bool:
    rest = graph.subgraph(set(graph) - set(nodes))
    return not any(nx.has_path(rest, one, two) for one in sources for two in targets if one in rest and two in rest)


@given(PAIRS, st.lists(st.integers(1, 3), min_size=7, max_size=7))
@settings(max_examples=60)
def test_cut_is_the_cheapest_of_all(pairs: Pairs, prices: list[int]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(f"n{one}", f"n{two}") for one, two in pairs])
    cost = {f"n{number}": price for number, price in enumerate(prices)}
    sources, targets = sorted(graph)[:2], sorted(graph)[-2:]
    found = cheapest_cut(graph, sources, targets, cost=cost)
    choices = (choice for size in range(len(graph) + 1) for choice in combinations(sorted(graph), size))
    best = min(sum(cost[node] for node in choice) for choice in choices if _parts(graph, choice, sources, targets))
    assert _parts(graph, found.nodes, sources, targets)
    assert found.cost == sum(cost[node] for node in found.nodes) == best


@given(PAIRS, st.permutations(range(7)))
@settings(max_examples=60)
def test_cut_hangs_on_no_name_and_no_order(pairs: Pairs, order: list[int]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(f"n{one}", f"n{two}") for one, two in pairs])
    new = {f"n{number}": f"n{place}" for number, place in enumerate(order)}
    renamed: nx.DiGraph[str] = nx.DiGraph([(new[one], new[two]) for one, two in reversed(list(graph.edges))])
    sources, targets = sorted(graph)[:2], sorted(graph)[-2:]
    found = cheapest_cut(graph, sources, targets)
    again = cheapest_cut(renamed, [new[one] for one in sources], [new[one] for one in targets])
    assert sorted(new[node] for node in found.nodes) == list(again.nodes)


# Joint stops

NEED = st.sampled_from(["essential", "replaceable", "supporting"])
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), NEED, st.sampled_from(["p", "q"])), min_size=3, max_size=20
)
Edges = list[tuple[int, int, str, str]]


def _feeds(edges: Edges) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target, need, product in edges:
        graph.add_edge(f"n{source}", f"n{target}", need=need, products=(product,))
    return graph


def _damage(graph: "nx.DiGraph[str]", nodes: tuple[str, ...]) -> float:
    steps: dict[str, list[tuple[str, float]]] = {}
    for one in find_dependences(graph):
        steps.setdefault(one.source, []).append((one.target, float(one.hi)))
    return sum(value for value, _ in strongest_paths(steps, dict.fromkeys(nodes, 1.0)).values())


@given(EDGES, st.integers(1, 3))
@settings(max_examples=50)
def test_exact_choice_is_the_best_and_greedy_keeps_its_bound(edges: Edges, k: int) -> None:
    graph = _feeds(edges)
    best = max(_damage(graph, choice) for choice in combinations(sorted(graph), min(k, len(graph))))
    exact = most_damaging(graph, k)
    greedy = most_damaging(graph, k, max_choices=0)
    assert (exact.is_exact, greedy.is_exact) == (True, False)
    assert exact.total == pytest.approx(best)
    assert _damage(graph, exact.nodes) == pytest.approx(best)
    assert _damage(graph, greedy.nodes) == pytest.approx(greedy.total)
    assert best * GREEDY_BOUND - 1e-6 <= greedy.total <= best + 1e-6
    assert greedy.at_most >= best - 1e-6


@given(EDGES, st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)), st.integers(0, 7))
@settings(max_examples=50)
def test_damage_is_monotone_and_submodular(edges: Edges, some: set[int], others: set[int], extra: int) -> None:
    graph = _feeds(edges)
    small = {f"n{one}" for one in some} & set(graph)
    large = small | ({f"n{one}" for one in others} & set(graph))
    more = {f"n{extra}"} & set(graph)
    values = [_damage(graph, tuple(sorted(nodes))) for nodes in (small, small | more, large, large | more)]
    assert values[0] <= values[2] + 1e-9
    assert values[1] - values[0] >= values[3] - values[2] - 1e-9


def test_real_joint_stop_can_do_more_than_fixed_factors_say() -> None:
    graph = _feeds([(0, 2, "essential", "p"), (1, 2, "essential", "p")])
    found = most_damaging(graph, 2, among=["n0", "n1"])
    assert found.total == 2.5
    assert sum(hit.loss.hi for hit in spread_shock(graph, found.nodes)) == 3.0


def test_greedy_can_miss_the_best() -> None:
    # m alone stops five, a and b four each; but a and b together stop eight, m and a only seven.
    graph: nx.DiGraph[str] = nx.DiGraph()
    for maker, targets in (("m", "x1 x2 y1 y2"), ("a", "x1 x2 x3"), ("b", "y1 y2 y3")):
        graph.add_edges_from(((maker, target) for target in targets.split()), need="essential")
    assert most_damaging(graph, 2).nodes == ("a", "b")
    assert most_damaging(graph, 2, max_choices=0).nodes == ("m", "a")
    assert most_damaging(graph, 2, max_choices=0).total == 7.0


def test_first_keys_win_among_equals() -> None:
    graph = nx.DiGraph([(one, two, {"need": "essential"}) for one, two in ("ax", "by", "cz")])
    assert most_damaging(graph, 2).nodes == most_damaging(graph, 2, max_choices=0).nodes == ("a", "b")


def test_more_stops_than_nodes_stop_all() -> None:
    graph = nx.DiGraph([("a", "b", {"need": "essential"})])
    assert most_damaging(graph, 9).nodes == most_damaging(graph, 9, max_choices=0).nodes == ("a", "b")
    assert most_damaging(nx.DiGraph(), 1).nodes == ()


def test_no_stop_is_refused() -> None:
    with pytest.raises(InputError, match="k is 0; give 1 or more"):
        most_damaging(LINE, 0)


def test_large_network_is_searched_greedily() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(((f"n{one:03}", f"n{one * 7 % 200:03}") for one in range(200)), need="replaceable")
    found = most_damaging(graph, 4)
    assert not found.is_exact
    assert len(set(found.nodes)) == 4
    assert found.total <= found.at_most <= found.total / GREEDY_BOUND + 1e-6
