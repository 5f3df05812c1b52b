"""Which rows of an office's lists are of one firm: by credit code, by name, by former name, by decision."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import CellError, InputError
from chaingraph.evidence import fold
from chaingraph.matching.decisions import Decision, join_keys
from chaingraph.matching.names import normal_name
from chaingraph.matching.verdicts import FirmEntry

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

    Names are compared as `normal_name` writes them. Firms that ``decisions`` say are one have one key: that of the firm
    of a store, else that of a credit code.

    Examples
    --------
    >>> firms = Firms([FirmRow("甲公司"), FirmRow("甲公司", "91350100M000100Y43", ("旧甲公司",))])
    >>> firms.key("甲公司"), firms.key("旧甲公司"), firms.names("c91350100m000100y43")
    ('c91350100m000100y43', 'c91350100m000100y43', ['甲公司', '旧甲公司'])
    """

    def __init__(self, rows: Iterable[FirmRow], decisions: Iterable[Decision] = ()) -> None:
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
            keys = self._now.get(normal_name(row.name), {})
            if len(keys) < 2:
                self._add(next(iter(keys), _key_of_firm(row.name)), row)
        self._stored: dict[str, FirmEntry] = {}
        decided = [(self._decided(one.one, one), self._decided(one.other, one), one) for one in decisions]
        self._joined = join_keys(decided, self._stored)
        self._agreed = {
            (self._joined.get(key, key), normal_name(side.name))
            for *keys, one in decided
            if one.same
            for key, side in zip(keys, (one.one, one.other), strict=True)
        }
        self._members: dict[str, list[str]] = {}
        for key, target in self._joined.items():
            self._members.setdefault(target, []).append(key)

    def _decided(self, side: FirmEntry, decision: Decision) -> str:
        """Return the key of a firm that a decision names: that of a store, of its code, or of its name."""
        if side.key:
            key = side.key.removeprefix("enterprise:")
            self._stored[key] = side
            return key
        if side.valid_code and _key_of_code(side.valid_code) in self._firms:
            return _key_of_code(side.valid_code)
        try:
            return self._key(side.name)
        except InputError as error:
            raise InputError(f"{decision.where}: {error}") from error

    def _add(self, key: str, row: FirmRow) -> None:
        firm = self._firms.setdefault(key, _Firm())
        firm.now.setdefault(normal_name(row.name), row.name)
        self._now.setdefault(normal_name(row.name), {})[key] = None
        for name in row.former:
            firm.before.setdefault(normal_name(name), name)
            self._before.setdefault(normal_name(name), {})[key] = None

    def key(self, name: str, code: str = "") -> str:
        """Return the key of the firm that a row or a mention means.

        Raises
        ------
        CellError
            Several firms bear the name, and no code tells which is meant.
        """
        key = _key_of_code(code) if code else self._key(name)
        return self._joined.get(key, key)

    def _key(self, name: str) -> str:
        normal = normal_name(name)
        keys = self._now.get(normal) or self._before.get(normal) or {_key_of_firm(name): None}
        if len(keys) > 1:
            raise CellError(
                f"“{name}”有{len(keys)}家，请填信用代码", f"{len(keys)} firms are called '{name}'; give the code"
            )
        return next(iter(keys))

    def names(self, key: str) -> list[str]:
        """Return a firm's names, first the one that it bears now; none for one that only others mention."""
        firms = [self._firms.get(one, _Firm()) for one in (key, *self._members.get(key, ()))]
        stored = [self._stored[key].name] if key in self._stored else []
        now = [name for firm in firms for folded, name in firm.now.items() if folded not in firm.before]
        others = [name for firm in firms for name in (*firm.now.values(), *firm.before.values())]
        return list(dict.fromkeys([*stored, *now, *others]))

    def code(self, key: str) -> str:
        """Return a firm's credit code, or an empty text."""
        keys = (key, *self._members.get(key, ()))
        codes = [one[1:].upper() for one in keys if one.startswith("c") and has_code_form(one[1:].upper())]
        return next(iter(codes), self._stored[key].valid_code if key in self._stored else "")

    def code_is_known(self, code: str) -> bool:
        """Say whether a row gives that credit code."""
        return _key_of_code(code) in self._firms

    def is_other(self, name: str, code: str) -> bool:
        """Say whether the code is that of a firm with another name, of which this isn't said to be a former one."""
        firm = self._firms[_key_of_code(code)]
        normal, key = normal_name(name), _key_of_code(code)
        now = [folded for folded in firm.now if folded not in firm.before]
        agreed = (self._joined.get(key, key), normal) in self._agreed
        return not agreed and normal not in firm.before and normal != next(iter(now), normal)


def key_of_name(name: str) -> str:
    """Return the key of a thing that is known by its name alone."""
    return f"n{hashlib.sha256(fold(name).encode()).hexdigest()[:12]}"


def _key_of_firm(name: str) -> str:
    return key_of_name(normal_name(name))


def _key_of_code(code: str) -> str:
    return f"c{code.lower()}"
