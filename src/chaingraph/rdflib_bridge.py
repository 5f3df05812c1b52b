"""Hand a store over to rdflib, for its API and all that is built on it."""

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["to_rdflib"]


def to_rdflib(store: Store) -> "Dataset":
    """Copy a store into an rdflib dataset in memory, whose default graph is the union of its named graphs.

    It goes by N-Quads, so that strings arrive as plain literals: handed over one by one they would be ``xsd:string``
    literals, which rdflib doesn't hold equal to plain ones.
    """
    import warnings

    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 calls parts of itself that it deprecates
        dataset.parse(data=store.dump(format=RdfFormat.N_QUADS) or b"", format="nquads")
    return dataset
