"""Quotients and complexity equal those of two published packages, and what misleads is named."""

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.specialisation import (
    Caution,
    CautionKind,
    measure_complexity,
    measure_specialisation,
    rca,
    specialised,
    tabulate,
)
from chaingraph.errors import InputError

Table = dict[tuple[str, str], float]

cells = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("wxyz")), st.integers(0, 20), min_size=1)


def random_table(seed: int, regions: int = 15, industries: int = 25) -> Table:
    """A nested table with noise: later regions have more industries, as real tables do."""
    draw = random.Random(seed)
    return {
        (f"r{row:02}", f"i{column:02}"): draw.lognormvariate(0, 1.5)
        if draw.random() < 0.3 + 0.6 * row / regions
        else 0.0
        for row in range(regions)
        for column in range(industries)
    }


def kinds(cautions: tuple[Caution, ...]) -> set[str]:
    return {caution.kind.value for caution in cautions}


def frame(table: Table) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.Series(table).unstack(fill_value=0)


@pytest.mark.parametrize("seed", range(5))
def test_quotients_equal_those_of_economic_complexity(seed: int) -> None:
    package = pytest.importorskip("economic_complexity")
    table = random_table(seed)
    expected = package.rca(frame(table)).stack().to_dict()
    found = rca(table)
    assert found.keys() == expected.keys()
    assert all(math.isclose(found[cell], expected[cell], rel_tol=1e-9) for cell in found)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(5))
def test_complexity_equals_that_of_ecomplexity(seed: int) -> None:
    package, pandas = pytest.importorskip("ecomplexity"), pytest.importorskip("pandas")
    table = random_table(seed)
    rows = pandas.DataFrame([(2020, *cell, value) for cell, value in table.items()], columns=["t", "l", "p", "v"])
    columns = {"time": "t", "loc": "l", "prod": "p", "val": "v"}
    oracle = package.ecomplexity(rows, columns, verbose=False, check_logsupermodularity=False)
    found = measure_specialisation(table)
    eci, pci = found.complexity.eci, found.complexity.pci
    assert eci is not None
    assert pci is not None
    for row in oracle.to_dict("records"):
        assert math.isclose(found.quotients[row["l"], row["p"]], row["rca"], rel_tol=1e-9, abs_tol=1e-12)
        assert (row["p"] in found.present[row["l"]]) == bool(row["mcp"])
        assert found.complexity.diversity[row["l"]] == row["diversity"]
        assert found.complexity.ubiquity[row["p"]] == row["ubiquity"]
        assert abs(eci[row["l"]] - row["eci"]) < 1e-9
        assert abs(pci[row["p"]] - row["pci"]) < 1e-9


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_regions_that_share_alike_have_quotients_of_exactly_one(shares: list[int], factors: list[int]) -> None:
    table = {(f"r{r}", f"i{i}"): share * factor for r, factor in enumerate(factors) for i, share in enumerate(shares)}
    assert set(rca(table).values()) == {1.0}


@given(cells)
def test_weighted_mean_of_quotients_is_one_so_each_region_has_a_speciality(table: Table) -> None:
    quotients, whole = rca(table), sum(table.values())
    for region in {region for region, _ in quotients}:
        own = [
            quotient * sum(value for (_, other), value in table.items() if other == industry) / whole
            for (name, industry), quotient in quotients.items()
            if name == region
        ]
        assert math.isclose(sum(own), 1)
    assert all(specialised(quotients).values())


@given(cells, st.integers(2, 9))
def test_unit_changes_nothing(table: Table, factor: int) -> None:
    assert rca(table) == rca({cell: value * factor for cell, value in table.items()})


def test_missing_cell_counts_as_zero() -> None:
    assert rca({("A", "x"): 1, ("B", "y"): 1})["A", "y"] == 0


@pytest.mark.parametrize("value", [-1, math.nan, math.inf])
def test_value_that_makes_no_sense_is_named(value: float) -> None:
    with pytest.raises(InputError, match=r"^A, x: value of"):
        rca({("A", "x"): value})


def test_rows_of_one_cell_are_summed() -> None:
    assert tabulate([("A", "x", 1), ("B", "x", 4), ("A", "x", 2)]) == {("A", "x"): 3, ("B", "x"): 4}


def test_threshold_moves_specialities() -> None:
    table = {("A", "x"): 3, ("A", "y"): 1, ("B", "x"): 1, ("B", "y"): 3}
    assert specialised(rca(table), threshold=1.6) == {"A": frozenset(), "B": frozenset()}
    assert specialised(rca(table), threshold=0.5)["A"] == {"x", "y"}


def test_region_eci_is_the_mean_pci_of_its_specialities() -> None:
    found = measure_specialisation(random_table(7))
    eci, pci = found.complexity.eci, found.complexity.pci
    assert eci is not None
    assert pci is not None
    for region, own in found.present.items():
        assert math.isclose(eci[region], math.fsum(pci[industry] for industry in own) / len(own), abs_tol=1e-9)
    assert math.isclose(math.fsum(eci.values()), 0, abs_tol=1e-9)


@given(st.integers(0, 20), st.permutations(range(15)))
def test_names_and_order_of_regions_change_no_index(seed: int, order: list[int]) -> None:
    table = random_table(seed)
    renamed = {f"r{row:02}": f"s{place:02}" for row, place in enumerate(order)}
    other = {(renamed[region], industry): value for (region, industry), value in table.items()}
    one, two = measure_specialisation(table).complexity.eci, measure_specialisation(other).complexity.eci
    assert one is not None
    assert two is not None
    assert all(abs(one[region] - two[renamed[region]]) < 1e-7 for region in one)


def test_fewer_than_three_regions_get_no_index() -> None:
    found = measure_complexity({"A": {"x", "y"}, "B": {"x"}})
    assert (found.eci, found.pci) == (None, None)
    assert found.refusal == "only 2 regions are specialised in anything; the indices need 3"
    assert found.diversity == {"A": 2, "B": 1}


def test_empty_table_gets_no_index() -> None:
    assert measure_specialisation({}).complexity.eci is None


def test_regions_all_alike_get_no_index() -> None:
    refusal = measure_complexity({region: {"x", "y"} for region in "ABC"}).refusal
    assert refusal == "all regions have the same specialities, so nothing tells them apart"


def test_index_without_a_direction_is_refused() -> None:
    """In a chain closed to a ring but for one link at each end, both ends have the same diversity."""
    found = measure_complexity({"A": {"x", "y"}, "B": {"y", "z"}, "C": {"z", "w"}, "D": {"w", "v"}})
    assert found.eci is None
    assert found.refusal == "complexity doesn't go with diversity either way, so the index has no direction"


def test_two_parts_get_one_number_each_and_a_caution() -> None:
    found = measure_complexity({"A": {"x", "y"}, "B": {"x", "y"}, "C": {"z"}})
    assert Caution(CautionKind.DISCONNECTED, 2) in found.cautions
    assert found.eci is not None
    assert found.eci["A"] == pytest.approx(found.eci["B"])
    assert found.eci["A"] > found.eci["C"]


def test_three_parts_have_no_second_eigenvector() -> None:
    found = measure_complexity({"A": {"x", "y"}, "B": {"z"}, "C": {"w"}})
    assert found.eci is None
    assert found.refusal is not None
    assert "equal" in found.refusal
    assert {"disconnected", "near-degenerate"} <= kinds(found.cautions)


def test_small_tables_are_cautioned_against() -> None:
    found = measure_specialisation(random_table(1, regions=9, industries=8)).complexity
    assert Caution(CautionKind.FEW_REGIONS, 9) in found.cautions
    assert Caution(CautionKind.FEW_INDUSTRIES, 8) in found.cautions


def test_large_table_has_no_cautions() -> None:
    assert measure_specialisation(random_table(1)).cautions == ()


def test_empty_regions_and_industries_are_named_and_left_out() -> None:
    table = random_table(1) | {("empty", "i01"): 0.0, ("r01", "none"): 0.0}
    found = measure_specialisation(table)
    assert found.cautions == (
        Caution(CautionKind.EMPTY_INDUSTRIES, 1, ("none",)),
        Caution(CautionKind.EMPTY_REGIONS, 1, ("empty",)),
    )
    assert "empty" not in found.present
    assert found.complexity == measure_specialisation(random_table(1)).complexity


def test_region_below_the_threshold_everywhere_is_left_out_of_the_indices() -> None:
    found = measure_complexity({"A": {"x", "y", "z"}, "B": {"x", "y"}, "C": {"x"}, "D": set()}, industries=["w", "x"])
    assert found.eci is not None
    assert found.pci is not None
    assert sorted(found.eci) == ["A", "B", "C"]
    assert sorted(found.pci) == ["x", "y", "z"]
    assert Caution(CautionKind.EMPTY_REGIONS, 1, ("D",)) in found.cautions
    assert Caution(CautionKind.EMPTY_INDUSTRIES, 1, ("w",)) in found.cautions


def test_small_industries_are_named() -> None:
    table = random_table(1) | {("r01", "tiny"): 0.01}
    found = measure_specialisation(table, small_industry=0.1)
    assert Caution(CautionKind.SMALL_INDUSTRIES, 1, ("tiny",)) in found.cautions
    assert "small-industries" not in kinds(measure_specialisation(table).cautions)
