"""Lanes: where a segment stands in the view, on graphs small enough to read."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.lanes import LANES, Placement, derive_lanes
from chaingraph.errors import InputError

Feed = tuple[str, str]


def feeds(*edges: Feed, supporting: tuple[Feed, ...] = (), alone: tuple[str, ...] = ()) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(alone)
    graph.add_edges_from(edges, need="essential")
    graph.add_edges_from(supporting, need="supporting")
    return graph


def lanes_of(graph: "nx.DiGraph[str]") -> dict[str, str]:
    return {node: place.lane for node, place in derive_lanes(graph).items()}


def test_chain_of_four_has_its_thirds_in_midstream() -> None:
    assert derive_lanes(feeds(("a", "b"), ("b", "c"), ("c", "d"))) == {
        "a": Placement("upstream", 0.0, 0),
        "b": Placement("midstream", 1 / 3, 1),
        "c": Placement("midstream", 2 / 3, 2),
        "d": Placement("downstream", 1.0, 3),
    }


def test_chain_of_five_has_the_second_upstream_and_the_fourth_downstream() -> None:
    found = lanes_of(feeds(("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")))
    assert found == {"a": "upstream", "b": "upstream", "c": "midstream", "d": "downstream", "e": "downstream"}


def test_pair_has_no_midstream() -> None:
    assert lanes_of(feeds(("a", "b"))) == {"a": "upstream", "b": "downstream"}


def test_diamond_takes_the_longest_way() -> None:
    found = derive_lanes(feeds(("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")))
    assert (found["d"].depth, found["b"].position, found["c"].position) == (3, 1 / 3, 2 / 3)


def test_members_of_a_circle_share_their_place() -> None:
    found = derive_lanes(feeds(("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")))
    assert found["b"] == found["c"] == Placement("midstream", 0.5, 1)


def test_circle_without_ends_is_midstream() -> None:
    assert set(derive_lanes(feeds(("a", "b"), ("b", "a"))).values()) == {Placement("midstream", 0.5, 0)}


def test_segment_without_feeds_stands_alone() -> None:
    found = derive_lanes(feeds(("a", "b"), ("c", "c"), alone=("x",)))
    assert found["x"] == found["c"] == Placement("standalone", None, 0)


def test_supporting_feed_does_not_move_what_it_supports() -> None:
    plain = feeds(("a", "b"), ("b", "c"))
    helped = feeds(("a", "b"), ("b", "c"), supporting=(("c", "a"), ("tool", "b"), ("c", "repair")))
    found = derive_lanes(helped)
    assert {node: found[node] for node in plain} == derive_lanes(plain)
    assert found["tool"] == Placement("upstream", 0.0, 0)
    assert found["repair"] == Placement("downstream", 1.0, 3)


def test_supporter_stands_between_what_it_takes_from_and_what_it_helps() -> None:
    found = derive_lanes(feeds(("a", "b"), ("b", "c"), supporting=(("c", "tool"), ("tool", "a"))))
    assert found["tool"] == Placement("midstream", 0.5, 3)
    assert found["a"].depth == 0


def test_machine_stands_before_what_it_equips_though_a_part_of_it_comes_from_there() -> None:
    chain = (("silicon", "chip"), ("chip", "package"), ("package", "sensor"), ("sensor", "machine"))
    found = derive_lanes(feeds(*chain, supporting=(("machine", "chip"), ("machine", "package"))))
    assert found["machine"] == Placement("upstream", 0.0, 0)
    assert {one: found[one] for one in ("silicon", "sensor")} == {
        "silicon": Placement("upstream", 0.0, 0),
        "sensor": Placement("downstream", 0.75, 3),
    }


def test_product_that_helps_fewer_than_feed_it_stays_at_the_end() -> None:
    found = derive_lanes(
        feeds(("steel", "lorry"), ("tyres", "lorry"), ("steel", "tyres"), supporting=(("lorry", "steel"),))
    )
    assert found["lorry"] == Placement("downstream", 1.0, 2)


def test_supporting_feeds_alone_are_read_like_others() -> None:
    found = lanes_of(feeds(supporting=(("a", "b"), ("b", "c"))))
    assert found == {"a": "upstream", "b": "midstream", "c": "downstream"}


def test_order_is_lane_position_key() -> None:
    graph = feeds(("z", "m"), ("a", "m"), ("m", "k"), alone=("b",))
    assert list(derive_lanes(graph)) == ["a", "z", "m", "k", "b"]


def test_empty_view_has_no_lanes() -> None:
    assert derive_lanes(nx.DiGraph()) == {}


def test_unknown_need_is_refused() -> None:
    with pytest.raises(InputError, match="feed a → b: need is 'vital'; give one of essential"):
        derive_lanes(nx.DiGraph([("a", "b", {"need": "vital"})]))


EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["essential", "supporting"])), max_size=14
)


def _graph(edges: list[tuple[int, int, str]], name: str = "n{}") -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, target, need in edges:
        graph.add_edge(name.format(source), name.format(target), need=need)
    return graph


@given(EDGES, st.permutations(range(8)))
def test_relabelling_changes_no_placement(edges: list[tuple[int, int, str]], order: list[int]) -> None:
    found = derive_lanes(_graph(edges))
    renamed = derive_lanes(_graph([(order[source], order[target], need) for source, target, need in edges]))
    assert {f"n{order[int(node[1:])]}": place for node, place in found.items()} == renamed


@given(EDGES)
def test_reversing_feeds_turns_the_lanes_round(edges: list[tuple[int, int, str]]) -> None:
    graph = _graph([edge for edge in edges if edge[2] == "essential"])  # a machine is no machine the other way round
    turned = dict(zip(LANES, ["downstream", "midstream", "upstream", "standalone"], strict=True))
    assert lanes_of(graph.reverse()) == {node: turned[place.lane] for node, place in derive_lanes(graph).items()}


@given(EDGES)
def test_no_feed_leads_back_but_in_a_circle(edges: list[tuple[int, int, str]]) -> None:
    graph = _graph([edge for edge in edges if edge[2] == "essential"])
    found = derive_lanes(graph)
    for source, target in graph.edges:
        if source != target and not nx.has_path(graph, target, source):
            assert found[source].depth < found[target].depth
