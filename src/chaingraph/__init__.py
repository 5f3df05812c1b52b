"""chaingraph: the open knowledge graph of industrial chains and clusters."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chaingraph.questions import ask as ask
    from chaingraph.rdflib_bridge import to_rdflib as to_rdflib
    from chaingraph.store import open_store as open_store

__all__ = ["ask", "open_store", "to_rdflib"]

_HOME = {"ask": "chaingraph.questions", "open_store": "chaingraph.store", "to_rdflib": "chaingraph.rdflib_bridge"}


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'chaingraph' has no attribute '{name}'")
