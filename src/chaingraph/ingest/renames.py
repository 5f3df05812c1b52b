"""Names that firms bore in earlier lists, told as former names of the firms of later ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chaingraph.evidence import fold
from chaingraph.ingest.firms import FirmRow

__all__ = ["Rename", "as_one_history"]


@dataclass(frozen=True, order=True)
class Rename:
    """A firm that two lists call differently under one credit code, without saying that it was renamed."""

    old: str
    new: str


def as_one_history(editions: Sequence[Sequence[FirmRow]]) -> tuple[list[FirmRow], list[Rename]]:
    """Return the firm rows of several lists, the newest first, as if one list told them; and the renames found.

    An earlier list may call a firm by a name that it gave up since: under its credit code, or by a name that a later
    list gives as a former one. That name becomes a former one of the firm. Several names under a code within one list
    are left as they are, for they are faults there.

    Examples
    --------
    >>> code = "91350100M000100Y43"
    >>> rows, renames = as_one_history([[FirmRow("乙公司", code)], [FirmRow("甲公司", code)]])
    >>> rows[1].name, rows[1].former, renames
    ('乙公司', ('甲公司',), [Rename(old='甲公司', new='乙公司')])
    """
    rows: list[FirmRow] = []
    renames: set[Rename] = set()
    by_code: dict[str, FirmRow] = {}
    by_former: dict[str, dict[FirmRow, None]] = {}
    names: set[str] = set()
    for edition in editions:
        first: dict[str, str] = {}
        for row in edition:
            later = _later(row, by_code, by_former, names)
            if row.has_code and first.setdefault(row.code, fold(row.name)) != fold(row.name):
                later = None
            if later is None:
                rows.append(row)
                continue
            if row.has_code and fold(row.name) not in set(map(fold, later.former)):
                renames.add(Rename(row.name, later.name))
            rows.append(replace(row, name=later.name, code=later.code, former=(row.name, *row.former)))
        for row in edition:
            if row.has_code:
                by_code.setdefault(row.code, row)
            for name in row.former:
                by_former.setdefault(fold(name), {})[replace(row, former=())] = None
            names.add(fold(row.name))
    return rows, sorted(renames)


def _later(
    row: FirmRow, by_code: dict[str, FirmRow], by_former: dict[str, dict[FirmRow, None]], names: set[str]
) -> FirmRow | None:
    """Return the row of a later list that tells the same firm by another name, if one does."""
    if row.has_code:
        found = by_code.get(row.code)
        return found if found and fold(found.name) != fold(row.name) else None
    known = by_former.get(fold(row.name), {})
    return next(iter(known)) if len(known) == 1 and fold(row.name) not in names else None
