"""Count members in a table of rows and columns without counting any twice in a cell or in a total."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Matrix", "Total", "count_matrix"]


@dataclass(frozen=True)
class Total:
    """A margin: the sum of its cells, how much of that is counted again, and how many members it has.

    ``cells`` less ``repeated`` is ``members``, always.
    """

    cells: int
    members: int

    @property
    def repeated(self) -> int:
        """How often a member is counted beyond the first time."""
        return self.cells - self.members


@dataclass(frozen=True)
class Matrix:
    """Who is in each cell, by row and column; and the margins.

    Attributes
    ----------
    rows, columns
        In the order given.
    cells
        The members of each cell that has any, each once, in order.
    row_totals, column_totals, total
        The margins. Columns are totalled over the rows, so that a member of two rows counts once.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    row_totals: Mapping[str, Total]
    column_totals: Mapping[str, Total]
    total: Total


def count_matrix(
    rows: Mapping[str, Collection[str]], columns: Mapping[str, Collection[str]], *, rest: Sequence[str] = ()
) -> Matrix:
    """Return the members that each row shares with each column.

    Parameters
    ----------
    rows, columns
        The members of each. One may be in several rows and in several columns; one of a row that is in no column
        stands in none of the cells, and counts in no total: give such a column.
    rest
        Columns that are kept at the end, whatever their members.

    Examples
    --------
    A firm of two chains in one county and another firm in two counties: 3 + 3 cells, 2 firms.

    >>> chains = {"food": ["a", "b"], "textiles": ["a"]}
    >>> counties = {"east": ["a", "b"], "west": ["b"]}
    >>> made = count_matrix(chains, counties)
    >>> [len(made.cells.get((row, column), ())) for row in made.rows for column in made.columns]
    [2, 1, 1, 0]
    >>> made.total, made.total.repeated
    (Total(cells=4, members=2), 2)
    >>> made.row_totals["food"], made.column_totals["east"]
    (Total(cells=3, members=2), Total(cells=3, members=2))
    """
    names = (*(column for column in columns if column not in rest), *(column for column in rest if column in columns))
    cells: dict[tuple[str, str], tuple[str, ...]] = {}
    for row, members in rows.items():
        for column in names:
            shared = set(members) & set(columns[column])
            if shared:
                cells[row, column] = tuple(sorted(shared))
    every = set(cells)
    return Matrix(
        tuple(rows),
        names,
        cells,
        {row: _total(cells, [key for key in every if key[0] == row]) for row in rows},
        {column: _total(cells, [key for key in every if key[1] == column]) for column in names},
        _total(cells, every),
    )


def _total(cells: Mapping[tuple[str, str], tuple[str, ...]], keys: Collection[tuple[str, str]]) -> Total:
    return Total(sum(len(cells[key]) for key in keys), len({member for key in keys for member in cells[key]}))
