"""The errors of chaingraph, one tree.

ChainGraphError
├── InputError            something a user gave cannot be used
│   ├── CellError         a cell of an office's list that can't be read, said in both languages
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
from dataclasses import dataclass
from difflib import get_close_matches

from chaingraph.naming import Name

__all__ = [
    "CellError",
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
    "nearest",
]


class ChainGraphError(Exception):
    """Root of all errors that chaingraph raises on purpose."""


class InputError(ChainGraphError, ValueError):
    """Something a user gave cannot be used."""


class CellError(InputError):
    """A cell of an office's list that cannot be read; ``said`` is what is wrong and how to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        self.said = Name(zh, en)
        super().__init__(en)


@dataclass(frozen=True, order=True)
class TableFault:
    """One fault in one cell of a curated table.

    ``row`` is the line in the file, the heading being line 1; 0 means the file as a whole.
    """

    file: str
    row: int
    column: str
    message: str

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
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the one of ``known`` that a word is most like, or an empty string."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.5)), "")
