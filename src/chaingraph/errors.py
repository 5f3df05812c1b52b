"""The errors of chaingraph, one tree.

ChainGraphError
├── InputError            something a user gave cannot be used
│   ├── TableError        faults in curated tables, each with file, row, column and mend
│   ├── GraphFileError    an RDF file that cannot be read
│   ├── SourceTextError   a source text that is missing or cannot be read
│   ├── QueryError        a query that is refused, malformed or took too long
│   └── UnknownNameError  a name that nothing bears (also a LookupError)
│       └── UndrawnError  the name of a chain of which no template draws the segments
└── StoreError            a store that cannot be opened or read

Every message says what was wrong, where, and what to do; the data rides on the exception as attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

__all__ = [
    "ChainGraphError",
    "GraphFileError",
    "InputError",
    "QueryError",
    "SourceTextError",
    "StoreError",
    "TableError",
    "TableFault",
    "UndrawnError",
    "UnknownNameError",
    "did_you_mean",
]


class ChainGraphError(Exception):
    """Root of all errors that chaingraph raises on purpose."""


class InputError(ChainGraphError, ValueError):
    """Something a user gave cannot be used."""


@dataclass(frozen=True, order=True)
class TableFault:
    """One fault in one cell of a curated table.

    ``row`` is the line in the file, the heading being line 1; 0 means the file as a whole. ``outside`` is the message
    without what stands in cells.
    """

    file: str
    row: int
    column: str
    message: str
    outside: str = field(default="内容不对外显示。What is wrong isn't shown outside", compare=False)

    def without_values(self) -> "TableFault":
        """Return the fault as it may be shown outside: without what stands in cells."""
        return replace(self, message=self.outside)

    def __str__(self) -> str:
        """Return ``file:row: column: message``, leaving out what doesn't apply."""
        place = f"{self.file}:{self.row}" if self.row else self.file
        return f"{place}: {self.column}: {self.message}" if self.column else f"{place}: {self.message}"


class TableError(InputError):
    """Curated tables hold faults; ``faults`` lists them all."""

    def __init__(self, faults: Sequence[TableFault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class GraphFileError(InputError):
    """An RDF file that cannot be read."""


class SourceTextError(InputError):
    """A source text that is missing or cannot be read."""


class QueryError(InputError):
    """A query that is refused, malformed or took too long."""


class UnknownNameError(InputError, LookupError):
    """A name that nothing bears, or that several things bear."""


class UndrawnError(UnknownNameError):
    """A chain, sector or the like (``key``) is known, but no template draws its segments."""

    def __init__(self, message: str, key: str) -> None:
        self.key = key
        super().__init__(message)


class StoreError(ChainGraphError, OSError):
    """A store that cannot be opened or read."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest of ``known``, or an empty string.

    Examples
    --------
    >>> did_you_mean("chain", ["chains", "parks"])
    "; did you mean 'chains'?"
    >>> did_you_mean("zzz", ["chains"])
    ''
    """
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean '{near[0]}'?" if near else ""
