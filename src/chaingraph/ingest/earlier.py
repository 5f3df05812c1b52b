"""The lists of other days in a file that is about to be written over."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from chaingraph.errors import InputError
from chaingraph.namespaces import PREFIXES, mint

__all__ = ["check_no_earlier_lists"]

_ISSUED = NamedNode(f"{PREFIXES['dcterms']}issued")
_LIST = mint("document", "list-")


def check_no_earlier_lists(path: Path, days: Collection[date]) -> None:
    """Refuse a file that holds lists of other days than those to be written: they would be lost.

    Raises
    ------
    InputError
        There are such lists.
    """
    if not path.is_file():
        return
    found: set[str] = set()
    try:
        for quad in parse(path=str(path), format=RdfFormat.TRIG):
            is_day = quad.predicate == _ISSUED and isinstance(quad.object, Literal)
            if is_day and isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_LIST):
                found.add(quad.object.value)
    except (SyntaxError, ValueError, OSError):
        return  # no graph of ours
    others = sorted(found - {day.isoformat() for day in days})
    if others:
        raise InputError(
            f"{path}: holds the lists of {', '.join(others)}, which would be lost; give their books too, each with its "
            "--date, or keep all in a folder with --store; --replace writes over them"
        )
