"""Gaps rank as worked out by other means, absence and ignorance never mix, and the weights' play is told."""

import math
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.gaps import TERMS, WEIGHTS, Gap, rank_gaps, rank_questions, vary_weights
from chaingraph.errors import InputError

_NEED = {"essential": 1.0, "replaceable": 0.5, "supporting": 0.25}


def world(
    seed: int, size: int = 9
) -> tuple["nx.DiGraph[str]", dict[str, int], list[str], dict[tuple[str, str], float]]:
    """Return a random network, what is there with its firms, what is missing, and a random relatedness."""
    dice = random.Random(seed)
    nodes = [f"s{number}" for number in range(size)]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    for one in nodes:
        for two in nodes:
            if one != two and dice.random() < 0.3:
                graph.add_edge(one, two, need=dice.choice(list(_NEED)), products=(dice.choice("pq"),))
    present = {node: dice.randint(0, 4) for node in nodes if dice.random() < 0.5}
    missing = [node for node in nodes if node not in present]
    alike = {(one, two): dice.random() for one in nodes for two in nodes if one < two and dice.random() < 0.5}
    return graph, present, missing, alike


def scores_by_matrices(
    graph: "nx.DiGraph[str]", present: dict[str, int], missing: list[str], alike: dict[tuple[str, str], float]
) -> dict[str, float]:
    """Work the scores out anew, with matrices, from the formulas in the docstring."""
    nodes = sorted(graph)
    need = np.array(
        [[_NEED.get(graph.edges[u, v]["need"], 0) if graph.has_edge(u, v) else 0 for v in nodes] for u in nodes]
    )
    here = np.array([node in present for node in nodes], dtype=float)
    weight = np.array([1 + math.log1p(present.get(node, 0)) for node in nodes])
    phi = np.zeros((len(nodes), len(nodes)))
    for (one, two), value in alike.items():
        phi[nodes.index(one), nodes.index(two)] = phi[nodes.index(two), nodes.index(one)] = value
    buying, selling = need @ (here * weight), need.T @ (here * weight)
    most_buying, most_selling = (need @ weight).max(), (need.T @ weight).max()
    found = {}
    for segment in missing:
        row = nodes.index(segment)
        buyers = [v for v in graph.succ[segment] if v in present]
        alone = [
            v
            for v in buyers
            if graph.edges[segment, v]["need"] == "essential"
            and not any(
                u in present
                and u != segment
                and set(graph.edges[u, v]["products"]) & set(graph.edges[segment, v]["products"])
                for u in graph.pred[v]
            )
        ]
        terms = {
            "buyers": buying[row] / most_buying if most_buying else 0,
            "suppliers": selling[row] / most_selling if most_selling else 0,
            "relatedness": (phi[row] @ here) / phi[row].sum() if phi[row].sum() else 0,
            "irreplaceable": len(alone) / len(buyers) if buyers else 0,
            "other_chains": 0,
        }
        found[segment] = sum(WEIGHTS[name] * terms[name] for name in TERMS) / sum(WEIGHTS.values())
    return found


@pytest.mark.parametrize("seed", range(12))
def test_scores_equal_those_of_the_matrices(seed: int) -> None:
    graph, present, missing, alike = world(seed)
    gaps = rank_gaps(graph, missing, present, chains={}, relatedness=alike)
    expected = scores_by_matrices(graph, present, missing, alike)
    assert {gap.segment: gap.score for gap in gaps} == pytest.approx(expected)
    assert [gap.score for gap in gaps] == sorted((gap.score for gap in gaps), reverse=True)


@pytest.mark.parametrize("seed", range(6))
def test_the_value_of_a_question_is_the_difference_of_two_worlds(seed: int) -> None:
    graph, present, missing, alike = world(seed)
    gone, unknown = missing[:1], missing[1:]
    asked = rank_questions(graph, unknown, gone, present, chains={}, relatedness=alike)
    absent = scores_by_matrices(graph, present, missing, alike)
    for one in asked:
        there = scores_by_matrices(graph, {**present, one.segment: 0}, [m for m in missing if m != one.segment], alike)
        expected = absent[one.segment] + sum(abs(there[other] - absent[other]) for other in there)
        assert one.value == pytest.approx(expected), one.segment


def test_what_is_unknown_is_never_a_gap() -> None:
    graph, present, missing, alike = world(3)
    gone, unknown = missing[:1], missing[1:]
    gaps = rank_gaps(graph, gone, present, chains={}, relatedness=alike)
    asked = rank_questions(graph, unknown, gone, present, chains={}, relatedness=alike)
    assert {gap.segment for gap in gaps} == set(gone)
    assert {one.segment for one in asked} == set(unknown)


def test_other_chains_count_those_out_of_view() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("gas", "chips", need="essential")
    graph.add_edge("gas", "steel", need="essential")
    chains = {"gas": ["chemistry"], "chips": ["ic"], "steel": ["metals"]}
    (gap,) = rank_gaps(graph, ["gas"], {}, chains=chains, view=["ic"])
    assert gap.other_chains == ("chemistry", "metals")


@pytest.mark.parametrize(
    "weights",
    [{"buyers": 1.0}, dict.fromkeys(TERMS, 0.0), {**WEIGHTS, "buyers": -1.0}, {**WEIGHTS, "luck": 1.0}],
    ids=["one only", "all zero", "negative", "unknown"],
)
def test_weights_that_are_none_are_refused(weights: dict[str, float]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("s")
    with pytest.raises(InputError, match="weights"):
        rank_gaps(graph, ["s"], {}, chains={}, weights=weights)


def test_a_segment_is_not_both_missing_and_there() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("s")
    with pytest.raises(InputError, match="both"):
        rank_gaps(graph, ["s"], {"s": 1}, chains={})


def test_a_segment_outside_the_network_is_named() -> None:
    with pytest.raises(InputError, match="wafers"):
        rank_gaps(nx.DiGraph(), ["wafers"], {}, chains={})


def gap(segment: str, **terms: float) -> Gap:
    every = {name: terms.get(name, 0.0) for name in TERMS}
    score = sum(WEIGHTS[name] * every[name] for name in TERMS)
    return Gap(segment, (), (), (), (), (), every, score)


def test_a_gap_that_leads_in_every_term_stays_first_whatever_the_weights() -> None:
    gaps = [gap("best", **dict.fromkeys(TERMS, 0.9)), gap("worse", **dict.fromkeys(TERMS, 0.4))]
    found = vary_weights(gaps, top=1)
    assert (found.first, found.stays) == (1.0, {"best": 1.0})


def test_gaps_that_lead_in_one_term_each_change_places() -> None:
    gaps = [gap("buyers", buyers=0.5), gap("related", relatedness=0.55)]
    gaps.sort(key=lambda one: -one.score)
    found = vary_weights(gaps, top=1, seed=5)
    assert 0.3 < (found.first or 0) < 0.9
    assert vary_weights(gaps, top=1, seed=5) == found


@pytest.mark.parametrize("bad", [{"draws": 0}, {"top": 0}, {"concentration": 0.0}])
def test_draws_that_are_none_are_refused(bad: dict[str, int]) -> None:
    with pytest.raises(InputError, match="above 0"):
        vary_weights([], **bad)  # type: ignore[arg-type]


@given(st.integers(0, 500))
def test_relabelling_leaves_scores_unchanged(seed: int) -> None:
    graph, present, missing, alike = world(seed, size=6)
    names = {node: f"x{9 - int(node[1:])}" for node in graph}
    other = nx.relabel_nodes(graph, names)
    renamed = rank_gaps(
        other,
        [names[one] for one in missing],
        {names[one]: count for one, count in present.items()},
        chains={},
        relatedness={(names[one], names[two]): value for (one, two), value in alike.items()},
    )
    found = rank_gaps(graph, missing, present, chains={}, relatedness=alike)
    assert {gap.segment: gap.score for gap in renamed} == pytest.approx({names[g.segment]: g.score for g in found})
    assert all(0 <= gap.score <= 1 for gap in found)
