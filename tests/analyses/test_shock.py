"""Shocks: ranges of loss, checked on paper, and the laws that they keep."""

from fractions import Fraction
from math import prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analyses.dependences import STOPPED, UNKNOWN, Range, find_dependences
from chaingraph.analyses.firm_stops import stop_firms
from chaingraph.analyses.shock import Hit, Touched, spread_shock, touched
from chaingraph.errors import InputError

NONE = Range(0, 0)  # nothing can be bought elsewhere
Feed = tuple[str, str, str, str]  # source, target, need, products


def feeds(*edges: Feed) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target, need, products in edges:
        graph.add_edge(source, target, need=need, products=tuple(products.split()))
    return graph


def losses(hits: tuple[Hit, ...]) -> dict[str, tuple[float, float]]:
    return {hit.node: (hit.loss.lo, hit.loss.hi) for hit in hits}


TWO_MAKERS = feeds(("a1", "b", "essential", "p"), ("a2", "b", "essential", "p"), ("b", "c", "essential", "q"))


@pytest.mark.parametrize(
    ("need", "lo", "hi"),
    [("essential", 1.0, 1.0), ("replaceable", 0.0, 1.0), ("supporting", 0.0, 0.1)],
)
def test_sole_feed_loses_by_its_need(need: str, lo: float, hi: float) -> None:
    found = spread_shock(feeds(("a", "b", need, "p")), ["a"], elsewhere=NONE)
    assert losses(found) == {"a": (1.0, 1.0), "b": (lo, hi)}


def test_makers_of_the_same_product_share_the_loss() -> None:
    found = spread_shock(TWO_MAKERS, ["a1"], elsewhere=NONE)
    assert losses(found) == {"a1": (1.0, 1.0), "b": (0.5, 0.5), "c": (0.5, 0.5)}
    assert {hit.node: hit.is_assumed for hit in found} == {"a1": False, "b": True, "c": True}


def test_makers_of_other_products_are_no_alternatives() -> None:
    graph = feeds(("a1", "b", "essential", "p"), ("a2", "b", "essential", "q"))
    assert losses(spread_shock(graph, ["a1"]))["b"] == (0.0, 1.0)


def test_scarcest_of_several_products_decides() -> None:
    graph = feeds(("a1", "b", "essential", "p q"), ("a2", "b", "essential", "p"))
    assert losses(spread_shock(graph, ["a1"]))["b"] == (0.0, 1.0)
    assert losses(spread_shock(graph, ["a2"]))["b"] == (0.0, 0.5)


def test_feed_without_products_has_no_known_alternative() -> None:
    graph = feeds(("a1", "b", "essential", ""), ("a2", "b", "essential", ""))
    assert losses(spread_shock(graph, ["a1"]))["b"] == (0.0, 1.0)


def test_alternative_that_stops_too_does_not_count() -> None:
    assert losses(spread_shock(TWO_MAKERS, ["a1", "a2"], elsewhere=NONE))["c"] == (1.0, 1.0)


def test_alternative_that_may_have_stopped_counts_for_the_low_end_only() -> None:
    found = spread_shock(TWO_MAKERS, {"a1": STOPPED, "a2": UNKNOWN}, elsewhere=NONE)
    assert losses(found)["b"] == (0.5, 1.0)
    assert losses(spread_shock(TWO_MAKERS, {"a1": UNKNOWN, "a2": UNKNOWN}))["b"] == (0.0, 1.0)


def test_alternative_that_is_not_known_to_be_present_does_not_count() -> None:
    assert losses(spread_shock(TWO_MAKERS, ["a1"], present=["b", "c"]))["b"] == (0.0, 1.0)


def test_what_can_be_bought_elsewhere_narrows_the_range() -> None:
    graph = feeds(("a", "b", "essential", "p"), ("b", "c", "essential", "q"))
    found = spread_shock(graph, ["a"], elsewhere=Range(0.2, 0.6))
    assert losses(found) == {"a": (1.0, 1.0), "b": (0.4, 0.8), "c": (0.16, 0.64)}


def test_stated_share_stands_instead_of_equal_shares() -> None:
    graph = feeds(("a1", "b", "essential", "p"), ("a2", "b", "essential", "p"))
    graph.edges["a1", "b"]["share"] = 0.7
    graph.edges["a2", "b"]["share"] = 0.3
    hit = spread_shock(graph, ["a1"], elsewhere=NONE)[1]
    assert (hit.loss, hit.is_assumed) == (Range(0.7, 0.7), False)
    assert losses(spread_shock(graph, ["a1", "a2"], elsewhere=NONE))["b"] == (1.0, 1.0)


def test_replaceable_feeds_share_among_themselves() -> None:
    graph = feeds(("a1", "b", "replaceable", "p"), ("a2", "b", "replaceable", "q"), ("a3", "b", "essential", "r"))
    assert losses(spread_shock(graph, ["a1"]))["b"] == (0.0, 0.5)
    assert losses(spread_shock(graph, ["a3"]))["b"] == (0.0, 1.0)


def test_another_kind_of_input_stands_in_wherever_it_is_made_but_not_once_it_stopped() -> None:
    graph = feeds(("a1", "b", "replaceable", "p"), ("a2", "b", "replaceable", "q"))
    assert losses(spread_shock(graph, ["a1"], elsewhere=NONE, present=["a1"]))["b"] == (0.0, 0.5)
    assert losses(spread_shock(graph, ["a1", "a2"], elsewhere=NONE, present=["a1"]))["b"] == (0.0, 1.0)


def test_replaceable_feed_of_the_same_product_is_an_alternative_and_a_supporting_one_is_not() -> None:
    graph = feeds(("a1", "b", "essential", "p"), ("a2", "b", "replaceable", "p"), ("a3", "b", "supporting", "p"))
    assert losses(spread_shock(graph, ["a1"]))["b"] == (0.0, 0.5)


def test_strongest_path_wins_and_is_told_with_its_hops() -> None:
    graph = feeds(("a", "d", "supporting", ""), ("a", "b", "essential", "p"), ("b", "d", "essential", "q"))
    hit = {hit.node: hit for hit in spread_shock(graph, ["a"])}["d"]
    assert hit == Hit("d", Range(0.0, 1.0), 2, ("a", "b", "d"), False)


def test_equal_paths_give_the_fewest_hops_then_the_first_keys() -> None:
    graph = feeds(*[(one, two, "essential", "") for one, two in ("ab", "bd", "ac", "cd", "de", "ad")])
    paths = {hit.node: hit.path for hit in spread_shock(graph, ["a"])}
    assert (paths["d"], paths["e"]) == (("a", "d"), ("a", "d", "e"))
    graph.remove_edge("a", "d")
    assert {hit.node: hit.path for hit in spread_shock(graph, ["a"])}["d"] == ("a", "b", "d")


def test_limit_of_hops_finds_the_best_short_path() -> None:
    graph = feeds(("a", "d", "supporting", ""), ("a", "b", "essential", "p"), ("b", "d", "essential", "q"))
    graph.add_edge("d", "e", need="essential", products=())
    assert losses(spread_shock(graph, ["a"], max_hops=1)) == {"a": (1, 1), "b": (0, 1), "d": (0, 0.1)}
    assert losses(spread_shock(graph, ["a"], max_hops=2))["e"] == (0, 0.1)
    assert losses(spread_shock(graph, ["a"], max_hops=3))["e"] == (0, 1)


def test_floor_leaves_out_small_losses() -> None:
    graph = feeds(("a", "b", "supporting", ""), ("b", "c", "supporting", ""))
    assert losses(spread_shock(graph, ["a"], floor=0.1)) == {"a": (1, 1), "b": (0, 0.1)}
    assert losses(spread_shock(graph, ["a"]))["c"] == (0, 0.01)


def test_several_stops_take_the_worst() -> None:
    graph = feeds(("a", "c", "supporting", ""), ("b", "c", "essential", "p"))
    assert {hit.node: hit.path for hit in spread_shock(graph, ["a", "b"])}["c"] == ("b", "c")


def test_circle_ends() -> None:
    graph = feeds(("a", "b", "essential", "p"), ("b", "a", "essential", "q"), ("b", "b", "essential", "r"))
    assert losses(spread_shock(graph, ["a"], elsewhere=NONE)) == {"a": (1, 1), "b": (1, 1)}


def test_upstream_loses_sales_to_the_buyers_that_are_known() -> None:
    graph = feeds(("a", "b1", "essential", "p"), ("a", "b2", "supporting", ""), ("z", "a", "replaceable", "r"))
    found = spread_shock(graph, ["b1"], direction="upstream", elsewhere=NONE)
    assert losses(found) == {"b1": (1, 1), "a": (0, 0.5), "z": (0, 0.5)}
    assert losses(spread_shock(graph, ["b1", "b2"], direction="upstream"))["z"] == (0, 1)


def test_dependences_are_exact() -> None:
    graph = feeds(*[(f"a{number}", "b", "essential", "p") for number in range(3)])
    assert {one.hi for one in find_dependences(graph)} == {Fraction(1, 3)}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stopped": ["wafr"]}, r"wafr isn't in the network; did you mean 'wafer'\?"),
        ({"stopped": ["wafer"], "direction": "sideways"}, "direction is 'sideways'; give downstream or upstream"),
        ({"stopped": ["wafer"], "supporting": 2}, "supporting is 2; give a number from 0 to 1"),
        ({"stopped": ["wafer"], "max_hops": -1}, "max_hops is -1; give 0 or more"),
    ],
)
def test_bad_options_get_one_clear_line(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        spread_shock(feeds(("wafer", "chip", "essential", "")), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0, -0.1, 1.5, float("nan")])
def test_share_outside_its_bounds_is_refused(share: float) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", need="essential", share=share)
    with pytest.raises(InputError, match="feed a → b: share is"):
        spread_shock(graph, ["a"])


@pytest.mark.parametrize(("lo", "hi"), [(-0.1, 1), (0.6, 0.5), (0, 1.1), (float("nan"), 1)])
def test_range_has_its_ends_in_order(lo: float, hi: float) -> None:
    with pytest.raises(InputError, match="is no range"):
        Range(lo, hi)


# Firms and groups


def test_firm_shock_runs_on() -> None:
    stops = stop_firms(["f"], {"a1": ["f", "g"]}, sizes={"a1": {"f": 1, "g": 1}})
    found = spread_shock(TWO_MAKERS, {node: one.loss for node, one in stops.items()})
    assert losses(found) == {"a1": (0, 0.5), "b": (0, 0.25), "c": (0, 0.25)}


def test_group_takes_first_hop_and_highest_ends() -> None:
    hits = [
        Hit("a", Range(0.0, 0.9), 2, ("z", "y", "a"), False),
        Hit("b", Range(0.2, 0.5), 1, ("z", "b"), False),
        Hit("c", Range(0.0, 0.1), 1, ("z", "c"), True),
    ]
    assert touched(hits, {"a": ["park"], "b": ["park", "county"], "d": ["elsewhere"]}) == (
        Touched("park", 1, Range(0.2, 0.9), ("a", "b")),
        Touched("county", 1, Range(0.2, 0.5), ("b",)),
    )


# Laws

NEED = st.sampled_from(["essential", "replaceable", "supporting"])
PRODUCTS = st.sampled_from(["", "p", "q", "p q"])
EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), NEED, PRODUCTS), min_size=1, max_size=16)
Edges = list[tuple[int, int, str, str]]
SHARE = st.integers(0, 10).map(lambda tenths: tenths / 10)


def _graph(edges: Edges) -> "nx.DiGraph[str]":
    return feeds(*((f"n{source}", f"n{target}", need, products) for source, target, need, products in edges))


@given(EDGES, st.sampled_from(["downstream", "upstream"]), SHARE, st.sampled_from([None, 0, 1, 3]))
def test_loss_lies_between_0_and_1_and_paths_bear_it_out(
    edges: Edges, direction: str, sigma: float, max_hops: int | None
) -> None:
    graph = _graph(edges)
    options = {"direction": direction, "elsewhere": Range(sigma / 2, sigma)}
    stopped = {f"n{edges[0][0]}": STOPPED}
    factors = {(one.source, one.target): one.hi for one in find_dependences(graph, stopped=stopped, **options)}  # type: ignore[arg-type]
    for hit in spread_shock(graph, stopped, max_hops=max_hops, **options):  # type: ignore[arg-type]
        assert 0 <= hit.loss.lo <= hit.loss.hi <= 1
        assert hit.hop == len(hit.path) - 1 == len(set(hit.path)) - 1
        assert max_hops is None or hit.hop <= max_hops
        assert float(prod((factors[step] for step in nx.utils.pairwise(hit.path)), start=Fraction(1))) == hit.loss.hi


@given(EDGES, st.sampled_from([None, 1, 2, 3]))
@settings(max_examples=60)
def test_loss_is_the_best_of_all_simple_paths(edges: Edges, max_hops: int | None) -> None:
    graph = _graph(edges)
    start = f"n{edges[0][0]}"
    factors = {(one.source, one.target): one.hi for one in find_dependences(graph, stopped={start: STOPPED})}
    best = {start: 1.0}
    for node in sorted(set(graph) - {start}):
        paths = nx.all_simple_paths(graph, start, node, cutoff=max_hops)
        products = [prod((factors[step] for step in nx.utils.pairwise(path)), start=Fraction(1)) for path in paths]
        if products:
            best[node] = float(max(products))
    assert {hit.node: hit.loss.hi for hit in spread_shock(graph, [start], max_hops=max_hops)} == best


@given(EDGES, SHARE, SHARE)
def test_buying_more_elsewhere_never_raises_a_loss(edges: Edges, one: float, other: float) -> None:
    graph, start = _graph(edges), f"n{edges[0][0]}"
    less, more = sorted((one, other))
    tight = losses(spread_shock(graph, [start], elsewhere=Range(0, less)))
    loose = losses(spread_shock(graph, [start], elsewhere=Range(0, more)))
    assert all(loose[node][0] <= tight[node][0] and loose[node][1] == tight[node][1] for node in tight)
    narrow = losses(spread_shock(graph, [start], elsewhere=Range(less, more)))
    assert all(narrow.get(node, (0, 0))[1] <= loose[node][1] for node in loose)


@given(EDGES, st.integers(0, 6), NEED, PRODUCTS, SHARE)
def test_another_supplier_never_raises_a_loss(
    edges: Edges, target: int, need: str, products: str, sigma: float
) -> None:
    start = f"n{edges[0][0]}"
    elsewhere = Range(0, sigma)
    before = losses(spread_shock(_graph(edges), [start], elsewhere=elsewhere))
    more = _graph(edges)
    more.add_edge("new", f"n{target}", need=need, products=tuple(products.split()))
    after = losses(spread_shock(more, [start], elsewhere=elsewhere))
    assert after.keys() == before.keys()
    assert all(after[node][0] <= before[node][0] and after[node][1] <= before[node][1] for node in before)


@given(EDGES, st.sets(st.integers(0, 6)))
def test_another_stop_never_lowers_a_loss(edges: Edges, others: set[int]) -> None:
    graph, start = _graph(edges), f"n{edges[0][0]}"
    alone = losses(spread_shock(graph, [start], elsewhere=NONE))
    joint = losses(spread_shock(graph, {start} | ({f"n{one}" for one in others} & set(graph)), elsewhere=NONE))
    assert all(joint[node][0] >= alone[node][0] and joint[node][1] >= alone[node][1] for node in alone)


@given(EDGES, st.permutations(range(7)), st.sampled_from(["downstream", "upstream"]))
def test_relabelling_changes_no_loss_and_no_hop(edges: Edges, order: list[int], direction: str) -> None:
    first = edges[0][0]
    renamed = [(order[source], order[target], need, products) for source, target, need, products in edges]
    found = spread_shock(_graph(edges), [f"n{first}"], direction=direction, elsewhere=NONE)  # type: ignore[arg-type]
    again = spread_shock(_graph(renamed), [f"n{order[first]}"], direction=direction, elsewhere=NONE)  # type: ignore[arg-type]
    assert {f"n{order[int(hit.node[1:])]}": (hit.loss, hit.hop) for hit in found} == {
        hit.node: (hit.loss, hit.hop) for hit in again
    }
