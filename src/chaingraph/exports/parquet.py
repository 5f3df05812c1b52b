"""A store as Parquet: the tables of `chaingraph.exports.tables`, for data frames."""

import io

from pyoxigraph import Store

from chaingraph.errors import InputError
from chaingraph.exports.tables import store_tables

__all__ = ["store_to_parquet"]


def store_to_parquet(store: Store) -> dict[str, bytes]:
    """Return tables by the names of their files, such as ``things-enterprise.parquet``; all columns are texts.

    Raises
    ------
    InputError
        The package pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise InputError("parquet needs the package pyarrow: pip install 'chaingraph[parquet]'") from error
    files = {}
    for name, rows in store_tables(store).items():
        names = dict.fromkeys(column for row in rows for column in row)
        cells = {column: [row.get(column) for row in rows] for column in names}
        table = pa.table({column: pa.array(found, pa.string()) for column, found in cells.items()})
        out = io.BytesIO()
        parquet.write_table(table, out)
        files[f"{name}.parquet"] = out.getvalue()
    return files
