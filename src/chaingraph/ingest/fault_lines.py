"""Faults of a list as lines to print: what is wrong alike in many rows is said once, with the rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chaingraph.ingest.entry import CellFault
from chaingraph.naming import Name

__all__ = ["fault_lines", "row_ranges"]

_MOST_ALIKE = 3
_MOST_RANGES = 12
_ALIKE = Name("{fault}（同样的共{count}处：第{rows}行）", "{fault} (alike in {count} rows: {rows})")


def fault_lines(faults: Sequence[CellFault], lang: str) -> Iterator[tuple[str, int]]:
    """Yield a line for each fault, with the number of faults that it tells.

    More than three that say the same of one column of a sheet are one line, where the first of them stands.
    """
    alike: defaultdict[tuple[str, int, Name], list[CellFault]] = defaultdict(list)
    for fault in faults:
        alike[fault.source.name, fault.column, fault.said].append(fault)
    for fault in faults:
        group = alike[fault.source.name, fault.column, fault.said]
        if len(group) <= _MOST_ALIKE:
            yield fault.show(lang), 1
        elif group[0] is fault:
            rows = row_ranges([one.row for one in group])
            yield _ALIKE.show(lang).format(fault=fault.show(lang), count=len(group), rows=rows), len(group)


def row_ranges(rows: Sequence[int]) -> str:
    """Return rows as ranges, the first twelve of them.

    Examples
    --------
    >>> row_ranges([3, 4, 5, 9, 11, 12])
    '3–5、9、11–12'
    """
    ranges: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    told = [f"{first}–{last}" if first != last else str(first) for first, last in ranges[:_MOST_RANGES]]
    return "、".join([*told, "…"] if len(ranges) > _MOST_RANGES else told)
