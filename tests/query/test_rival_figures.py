"""Which figures gainsay each other, in the made-up city."""

import pytest
from pyoxigraph import Store

from .world import answer, changed, with_more


def figure(key: str, value: str, rest: str = "", end: str = "2020-12-31") -> str:
    return f"""id:observation\\/{key} a cg:Observation ; cg:indicator scheme:indicator-jobs ; cg:area id:place\\/city ;
      cg:value {value} ; cg:periodEnd "{end}"^^xsd:date ; cg:evidence id:evidence\\/press.1-9 {rest} ."""


def rivals(world: Store, *figures: str, name: str = "rival-figures", columns: str = "figure") -> list[tuple[str, ...]]:
    store = with_more(world, "".join(['scheme:indicator-jobs skos:prefLabel "岗位"@zh-Hans .', *figures]))
    return [row[1:] for row in answer(store, name, f"indicatorName {columns}") if row[0] == "岗位"]


def test_figures_without_a_start_gainsay_each_other_too(world: Store) -> None:
    pair = (figure("a", "1"), figure("b", "2"))
    assert rivals(world, *pair) == [("observation:a",), ("observation:b",)]
    assert rivals(
        world, figure("a", "1"), figure("b", "2", end="2021-12-31"), name="near-rivals", columns="differsIn"
    ) == [("period",)]


@pytest.mark.parametrize(
    ("one", "other"), [("8", "8.0"), ("8.60", "8.6"), ("8.6", "8.6e0"), ('"08"^^xsd:integer', "8")]
)
def test_one_number_written_in_two_ways_gainsays_nothing(world: Store, one: str, other: str) -> None:
    assert rivals(world, figure("a", one), figure("b", other)) == []
    apart = (figure("a", one), figure("b", other, end="2021-12-31"))
    assert rivals(world, *apart, name="near-rivals", columns="differsIn") == []


@pytest.mark.parametrize("other", ["5", "6"])
def test_figures_in_two_units_are_near_rivals(world: Store, other: str) -> None:
    pair = (figure("a", "5", "; cg:unit scheme:unit-percent"), figure("b", other, "; cg:unit scheme:unit-yuan"))
    assert rivals(world, *pair) == []
    assert rivals(world, *pair, name="near-rivals", columns="differsIn onePart otherPart") == [
        ("unit", "unit-percent", "unit-yuan")
    ]


def test_populations_are_compared_as_sets(world: Store) -> None:
    east, west = "; cg:rankExcluding id:place\\/east", "; cg:rankExcluding id:place\\/west"
    both = (figure("a", "1", east + west), figure("b", "2", west + east))
    assert rivals(world, *both) == [("observation:a",), ("observation:b",)]
    assert rivals(world, *both, name="near-rivals", columns="differsIn") == []
    fewer = (figure("a", "1", east + west), figure("b", "2", east))
    assert rivals(world, *fewer) == []
    assert rivals(world, *fewer, name="near-rivals", columns="differsIn onePart") == [
        ("population", " place/east place/west")
    ]


@pytest.mark.parametrize("name", ["indicator-series", "growth-by-basis", "ranks"])
def test_a_figure_without_a_start_is_in_every_list_of_figures(world: Store, name: str) -> None:
    store = changed(world, "DELETE WHERE { GRAPH ?g { ?figure cg:periodStart ?day } }")
    given = {"indicator": "output"}
    assert len(answer(store, name, "periodEnd", **given)) == len(answer(world, name, "periodEnd", **given)) > 0
    assert len(answer(store, "single-source", "")) == len(answer(world, "single-source", ""))
