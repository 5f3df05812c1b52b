"""Counting without counting twice."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.matrix import count_matrix

GROUPS = st.dictionaries(st.sampled_from("abc"), st.lists(st.sampled_from("uvwxyz")), max_size=3)


def test_one_in_two_segments_of_a_chain_counts_once_in_the_cell() -> None:
    made = count_matrix({"chain": ["firm", "firm"]}, {"county": ["firm"]})
    assert made.cells == {("chain", "county"): ("firm",)}
    assert made.total.repeated == 0


def test_one_of_two_counties_counts_in_each_cell_and_once_in_the_totals() -> None:
    made = count_matrix({"chain": ["firm"]}, {"east": ["firm"], "west": ["firm"]})
    assert [len(made.cells["chain", county]) for county in ("east", "west")] == [1, 1]
    assert (made.row_totals["chain"].cells, made.row_totals["chain"].members) == (2, 1)


def test_an_empty_cell_is_no_cell() -> None:
    made = count_matrix({"one": ["a"], "two": []}, {"east": ["a"], "west": []})
    assert list(made.cells) == [("one", "east")]
    assert made.row_totals["two"].members == 0


def test_columns_kept_at_the_end() -> None:
    assert count_matrix({}, {"unknown": [], "east": []}, rest=["unknown"]).columns == ("east", "unknown")


@given(GROUPS, GROUPS)
def test_totals_reconcile(rows: dict[str, list[str]], columns: dict[str, list[str]]) -> None:
    made = count_matrix(rows, columns)
    everyone = {one for members in rows.values() for one in members} & {
        one for members in columns.values() for one in members
    }
    assert made.total.members == len(everyone)
    assert made.total.cells == sum(len(cell) for cell in made.cells.values())
    assert made.total.cells == sum(total.cells for total in made.row_totals.values())
    assert made.total.cells == sum(total.cells for total in made.column_totals.values())
    for total in (made.total, *made.row_totals.values(), *made.column_totals.values()):
        assert total.cells - total.repeated == total.members
        assert total.repeated >= 0
    swapped = count_matrix(columns, rows)
    assert swapped.total == made.total
