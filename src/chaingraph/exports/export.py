"""Export a store: the formats by name, and what each makes."""

from collections.abc import Callable, Mapping

from pyoxigraph import Store

from chaingraph.errors import InputError, did_you_mean
from chaingraph.exports.neo4j import store_to_neo4j
from chaingraph.exports.network import store_to_gexf, store_to_graphml
from chaingraph.exports.parquet import store_to_parquet
from chaingraph.exports.rdf_files import store_to_jsonld, store_to_turtle
from chaingraph.exports.tables import store_to_csv

__all__ = ["FORMATS", "export_store"]

#: Each format and what makes it: one file, or the files of a folder by name.
FORMATS: Mapping[str, Callable[[Store], bytes | dict[str, bytes]]] = {
    "turtle": store_to_turtle,
    "jsonld": store_to_jsonld,
    "graphml": store_to_graphml,
    "gexf": store_to_gexf,
    "csv": store_to_csv,
    "parquet": store_to_parquet,
    "neo4j": store_to_neo4j,
}


def export_store(store: Store, form: str) -> bytes | dict[str, bytes]:
    """Return a store in a format: the bytes of a file, or those of a folder's files by name.

    Raises
    ------
    InputError
        An unknown format, or a store without anything to export.
    """
    if form not in FORMATS:
        hint = did_you_mean(form, list(FORMATS)) or f"; there are {', '.join(FORMATS)}"
        raise InputError(f"no format is called '{form}'{hint}")
    return FORMATS[form](store)
