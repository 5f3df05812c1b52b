"""Where the files that ship with chaingraph are: in the wheel, or in the checkout beside ``src``."""

from pathlib import Path

from chaingraph.errors import StoreError

__all__ = ["bundled_graph_tables", "graph_files", "ontology_files", "question_files"]

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "bundled" / name, _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise StoreError(f"chaingraph's own folder '{name}' is missing from this installation; install it again")


def ontology_files() -> list[Path]:
    """Return the ontology's Turtle files, sorted by name."""
    return sorted(_folder("ontology").glob("*.ttl"))


def graph_files() -> list[Path]:
    """Return the compiled bundled graph's TriG files, sorted by name."""
    return sorted(_folder("graph").glob("*.trig"))


def bundled_graph_tables() -> Path:
    """Return the folder of the curated tables that the bundled graph is compiled from."""
    return _folder("graph")


def question_files() -> list[Path]:
    """Return the files of the named questions, sorted by name."""
    return sorted((_PACKAGE / "queries").glob("*.rq"))
