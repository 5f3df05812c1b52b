"""Proximity and density equal those of two published packages; densities stay within 0 and 1."""

import random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.relatedness import densities, density, jaccard, proximity, relate_by_inputs
from chaingraph.analyses.specialisation import rca, specialised
from chaingraph.errors import InputError

presences = st.dictionaries(st.sampled_from("ABCDE"), st.sets(st.sampled_from("uvwxyz")), min_size=1)
edges = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12)
codes_given = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from(["C13", "C14", "C26"])))


def random_table(seed: int) -> dict[tuple[str, str], float]:
    draw = random.Random(seed)
    return {
        (f"r{row:02}", f"i{column:02}"): draw.lognormvariate(0, 1.5) * (draw.random() < 0.3 + row / 20)
        for row in range(12)
        for column in range(20)
    }


def frame(table: dict[tuple[str, str], float]) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.Series(table).unstack(fill_value=0)


@pytest.mark.parametrize("seed", range(5))
def test_proximity_and_density_equal_those_of_economic_complexity(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    package, numpy = pytest.importorskip("economic_complexity"), pytest.importorskip("numpy")
    # the package empties the diagonal in place, which pandas 3 forbids; so it is kept from it and done here
    monkeypatch.setattr(numpy, "fill_diagonal", lambda *_: None)
    table = random_table(seed)
    theirs = package.rca(frame(table))
    expected = package.proximity(theirs)
    expected = expected.mask(numpy.eye(len(expected), dtype=bool), 0.0)
    present = specialised(rca(table))
    found = proximity(present)
    for pair, value in expected.stack().to_dict().items():
        assert abs(found.get(pair, 0.0) - value) < 1e-9
    around = {region: densities(found, own) for region, own in present.items()}
    for (region, industry), value in package.relatedness(theirs, proximities=expected).stack().to_dict().items():
        ours = around[region][industry]
        assert ours is not None
        assert abs(ours - value) < 1e-9


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(5))
def test_proximity_and_density_equal_those_of_ecomplexity(seed: int) -> None:
    package, pandas = pytest.importorskip("ecomplexity"), pytest.importorskip("pandas")
    table = random_table(seed)
    rows = pandas.DataFrame([(2020, *cell, value) for cell, value in table.items()], columns=["t", "l", "p", "v"])
    columns = {"time": "t", "loc": "l", "prod": "p", "val": "v"}
    present = specialised(rca(table))
    found = proximity(present)
    for row in package.proximity(rows, columns).to_dict("records"):
        one, two = row["p_1"], row["p_2"]
        assert abs((1.0 if one == two else found.get((one, two), 0.0)) - row["proximity"]) < 1e-9
    around = {region: densities(found, own, with_self=True) for region, own in present.items()}
    for row in package.ecomplexity(rows, columns, verbose=False, check_logsupermodularity=False).to_dict("records"):
        ours = around[row["l"]][row["p"]]
        assert ours is not None
        assert abs(ours - row["density"]) < 1e-9


@given(presences)
def test_proximity_is_symmetric_and_at_most_one(present: dict[str, set[str]]) -> None:
    found = proximity(present)
    assert all(0 < value <= 1 and found[two, one] == value and one != two for (one, two), value in found.items())


@given(presences, st.sets(st.sampled_from("uvwxyz")), st.booleans())
def test_density_lies_within_zero_and_one(present: dict[str, set[str]], here: set[str], with_self: bool) -> None:
    found = proximity(present)
    around = densities(found, here, items="uvwxyz", with_self=with_self)
    assert all(value is None or 0 <= value <= 1 for value in around.values())
    everywhere = densities(found, "uvwxyz", items="uvwxyz", with_self=with_self)
    assert all(value in {None, 1.0} for value in everywhere.values())


@given(presences, st.sets(st.sampled_from("uvwxyz")), st.sampled_from("uvwxyz"))
def test_density_does_not_depend_on_the_item_itself(present: dict[str, set[str]], here: set[str], item: str) -> None:
    found = proximity(present)
    assert density(found, here | {item}, item) == density(found, here - {item}, item)


def test_item_with_all_its_relations_present_is_not_above_one() -> None:
    related = {("a", "b"): 0.5}
    assert density(related, {"a", "b"}, "a") == 1
    assert density(related, {"a", "b"}, "a", with_self=True) == 1
    assert density(related, {"b"}, "a", with_self=True) == pytest.approx(1 / 3)


def test_nothing_is_said_of_an_item_related_to_nothing() -> None:
    assert density({("a", "b"): 0.5}, {"a"}, "c") is None
    assert density({("a", "a"): 1.0}, {"a"}, "a") is None


def test_relatedness_above_one_is_refused() -> None:
    with pytest.raises(InputError, match=r"relatedness of a and b is 1\.5"):
        densities({("a", "b"): 1.5}, {"a"})


@given(edges, codes_given)
def test_relatedness_of_segments_is_symmetric_and_at_most_one(
    links: list[tuple[str, str]], codes: dict[str, frozenset[str]]
) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(links)
    found = relate_by_inputs(graph, codes=codes)
    assert all(0 < value <= 1 and found[two, one] == value for (one, two), value in found.items())
    assert all(one != two and one in graph and two in graph for one, two in found)


@given(edges, codes_given, st.permutations("abcdef"))
def test_renamed_segments_are_related_alike(
    links: list[tuple[str, str]], codes: dict[str, frozenset[str]], order: list[str]
) -> None:
    new = dict(zip("abcdef", order, strict=True))
    graph: nx.DiGraph[str] = nx.DiGraph(links)
    other: nx.DiGraph[str] = nx.DiGraph([(new[one], new[two]) for one, two in links])
    found = relate_by_inputs(graph, codes=codes)
    renamed = relate_by_inputs(other, codes={new[name]: own for name, own in codes.items()})
    assert {(new[one], new[two]): value for (one, two), value in found.items()} == renamed


def test_segments_with_the_same_inputs_outputs_and_codes_are_fully_related() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("ore", "a"), ("ore", "b"), ("a", "cars"), ("b", "cars")])
    found = relate_by_inputs(graph, codes={"a": frozenset({"C31"}), "b": frozenset({"C31"})})
    assert found["a", "b"] == 1


def test_unknown_code_is_not_a_difference() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("ore", "a"), ("ore", "b")])
    assert relate_by_inputs(graph, codes={"a": frozenset({"C31"})})["a", "b"] == 1
    assert relate_by_inputs(graph, codes={"a": frozenset({"C31"}), "b": frozenset({"C32"})})["a", "b"] == 0.5


def test_segment_without_outputs_differs_from_one_with() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("ore", "a"), ("ore", "b"), ("a", "cars")])
    assert relate_by_inputs(graph)["a", "b"] == 0.5


def test_supplier_and_customer_are_not_related_by_their_link() -> None:
    assert relate_by_inputs(nx.DiGraph([("ore", "steel")])) == {}


def test_self_loop_changes_nothing() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([("ore", "a"), ("ore", "b")])
    before = relate_by_inputs(graph)
    graph.add_edge("a", "a")
    assert relate_by_inputs(graph) == before


def test_jaccard_of_nothing_is_zero() -> None:
    assert jaccard(set(), set()) == 0
