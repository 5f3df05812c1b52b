"""The bundled chain templates as checked rows, for what is compiled apart from them."""

from functools import cache

from chaingraph.bundle import bundled_graph_tables
from chaingraph.table_reader import Row, read_table
from chaingraph.tables import TABLES

__all__ = ["TEMPLATE_ENTITIES", "read_reference"]

#: The tables of what the templates are made of; rows elsewhere may refer to their keys.
TEMPLATE_ENTITIES = ("templates", "segments", "products", "industries")


@cache
def read_reference(*names: str) -> tuple[Row, ...]:
    """Return the rows of some of the tables in ``graph/reference``, in the order given."""
    folder = bundled_graph_tables() / "reference"
    return tuple(
        row for name in names for row in read_table(folder / f"{name}.csv", TABLES[name], name=f"reference/{name}.csv")
    )
