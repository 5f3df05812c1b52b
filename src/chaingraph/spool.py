"""Rows that are added one by one and read in order: beyond some thousands they wait in a file instead of in memory."""

import json
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, overload

__all__ = ["Spool"]

_HELD = 20_000  # rows in memory at a time


class Spool(Sequence[Mapping[str, str]]):
    """Rows of texts in the order in which they were added; the file goes with them.

    Examples
    --------
    >>> rows = Spool(held=2)
    >>> for number in range(5):
    ...     rows.append({"key": str(number)})
    >>> len(rows), [row["key"] for row in rows], rows[3]
    (5, ['0', '1', '2', '3', '4'], {'key': '3'})
    """

    def __init__(self, *, held: int = _HELD) -> None:
        self._most = held
        self._last: list[Mapping[str, str]] = []
        self._file: IO[bytes] | None = None
        self._parts: list[tuple[int, int]] = []
        self._amended: dict[int, dict[int, Mapping[str, str]]] = {}

    def append(self, row: Mapping[str, str]) -> None:
        """Add a row."""
        self._last.append(row)
        if len(self._last) == self._most:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  (it is kept as long as the rows are)
                weakref.finalize(self, self._file.close)
            start = self._file.seek(0, 2)
            self._parts.append((start, self._file.write(json.dumps(self._last).encode())))
            self._last = []

    def amend(self, at: int, cells: Mapping[str, str]) -> None:
        """Add cells to a row that was added before.

        Examples
        --------
        >>> rows = Spool(held=2)
        >>> for number in range(3):
        ...     rows.append({"key": str(number)})
        >>> rows.amend(1, {"note": "甲"})
        >>> list(rows)
        [{'key': '0'}, {'key': '1', 'note': '甲'}, {'key': '2'}]
        """
        number, within = divmod(range(len(self))[at], self._most)
        if number == len(self._parts):
            self._last[within] = {**self._last[within], **cells}
        else:
            amended = self._amended.setdefault(number, {})
            amended[within] = {**amended[within], **cells} if within in amended else cells

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._parts) * self._most + len(self._last)

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        """Yield the rows in order."""
        for number in range(len(self._parts)):
            yield from self._part(number)
        yield from self._last

    @overload
    def __getitem__(self, at: int) -> Mapping[str, str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[Mapping[str, str]]: ...
    def __getitem__(self, at: int | slice) -> Mapping[str, str] | list[Mapping[str, str]]:
        """Return a row, or several as a list."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        number, within = divmod(range(len(self))[at], self._most)
        return (self._part(number) if number < len(self._parts) else self._last)[within]

    def _part(self, number: int) -> Sequence[Mapping[str, str]]:
        start, size = self._parts[number]
        if self._file is None:  # pragma: no cover  (parts stand in it)
            return ()
        self._file.seek(start)
        rows: list[Mapping[str, str]] = json.loads(self._file.read(size))
        for within, cells in self._amended.get(number, {}).items():
            rows[within] = {**rows[within], **cells}
        return rows
