"""Which rows of an office's lists are of one firm: by credit code, then by name, then by former name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import CellError
from chaingraph.evidence import fold

__all__ = ["FirmRow", "Firms", "key_of_name"]


@dataclass(frozen=True)
class FirmRow:
    """What a row says of the identity of its firm."""

    name: str
    code: str = ""
    former: tuple[str, ...] = ()

    @property
    def has_code(self) -> bool:
        """Whether it gives a code that can be one."""
        return has_code_form(self.code) and has_right_check_sign(self.code)


@dataclass(frozen=True)
class _Firm:
    """A firm's names now and before, each by how it is compared."""

    now: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)


class Firms:
    """The firms of some rows. All rows are given at once, as a later row may give the code of an earlier one.

    Examples
    --------
    >>> firms = Firms([FirmRow("甲公司"), FirmRow("甲公司", "91350100M000100Y43", ("旧甲公司",))])
    >>> firms.key("甲公司"), firms.key("旧甲公司"), firms.names("c91350100m000100y43")
    ('c91350100m000100y43', 'c91350100m000100y43', ['甲公司', '旧甲公司'])
    """

    def __init__(self, rows: Iterable[FirmRow]) -> None:
        self._firms: dict[str, _Firm] = {}
        self._now: dict[str, dict[str, None]] = {}
        self._before: dict[str, dict[str, None]] = {}
        without: list[FirmRow] = []
        for row in rows:
            if row.has_code:
                self._add(_key_of_code(row.code), row)
            else:
                without.append(row)
        for row in without:
            keys = self._now.get(fold(row.name), {})
            if len(keys) < 2:
                self._add(next(iter(keys), key_of_name(row.name)), row)

    def _add(self, key: str, row: FirmRow) -> None:
        firm = self._firms.setdefault(key, _Firm())
        firm.now.setdefault(fold(row.name), row.name)
        self._now.setdefault(fold(row.name), {})[key] = None
        for name in row.former:
            firm.before.setdefault(fold(name), name)
            self._before.setdefault(fold(name), {})[key] = None

    def key(self, name: str, code: str = "") -> str:
        """Return the key of the firm that a row or a mention means.

        Raises
        ------
        CellError
            Several firms bear the name, and no code tells which is meant.
        """
        if code:
            return _key_of_code(code)
        keys = self._now.get(fold(name)) or self._before.get(fold(name)) or {key_of_name(name): None}
        if len(keys) > 1:
            raise CellError(
                f"“{name}”有{len(keys)}家，请填信用代码", f"{len(keys)} firms are called '{name}'; give the code"
            )
        return next(iter(keys))

    def names(self, key: str) -> list[str]:
        """Return a firm's names, first the one that it bears now; none for one that only others mention."""
        firm = self._firms.get(key, _Firm())
        now = [name for folded, name in firm.now.items() if folded not in firm.before]
        return list(dict.fromkeys([*now, *firm.now.values(), *firm.before.values()]))

    def code(self, key: str) -> str:
        """Return a firm's credit code, or an empty text."""
        return key.removeprefix("c").upper() if key.startswith("c") else ""

    def is_other(self, name: str, code: str) -> bool:
        """Say whether the code is that of a firm with another name, of which this isn't said to be a former one."""
        firm = self._firms[_key_of_code(code)]
        now = [folded for folded in firm.now if folded not in firm.before]
        return fold(name) not in firm.before and fold(name) != next(iter(now), fold(name))


def key_of_name(name: str) -> str:
    """Return the key of a thing that is known by its name alone."""
    return f"n{hashlib.sha256(fold(name).encode()).hexdigest()[:12]}"


def _key_of_code(code: str) -> str:
    return f"c{code.lower()}"
