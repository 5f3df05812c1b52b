"""Decisions which pairs of firms are one, kept in the sheet of pairs itself and replayed from it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from chaingraph.errors import InputError
from chaingraph.matching.candidates import Match
from chaingraph.matching.names import normal_name
from chaingraph.matching.verdicts import FirmEntry, judge
from chaingraph.namespaces import is_key
from chaingraph.naming import Name

__all__ = ["COLUMNS", "DECIDED", "Decision", "Decisions", "join_keys", "parse_decisions"]

#: The columns of the sheet of pairs; those of a decision's firms are read again.
COLUMNS: Mapping[str, Name] = {
    "decision": Name("判定", "decision"),
    "band": Name("建议", "suggestion"),
    "score": Name("分值", "score"),
    "reasons": Name("理由", "reasons"),
    "name_a": Name("名称甲", "name A"),
    "name_b": Name("名称乙", "name B"),
    "code_a": Name("信用代码甲", "credit code A"),
    "code_b": Name("信用代码乙", "credit code B"),
    "county_a": Name("区县甲", "county A"),
    "county_b": Name("区县乙", "county B"),
    "where_a": Name("出处甲", "where A"),
    "where_b": Name("出处乙", "where B"),
    "key_a": Name("图谱标识甲", "key A"),
    "key_b": Name("图谱标识乙", "key B"),
}
#: The words of a decision.
DECIDED: Mapping[bool, Name] = {True: Name("同一家", "same"), False: Name("不同", "different")}
_NEEDED = ("decision", "name_a", "name_b")
_WORDS = {word: same for same, name in DECIDED.items() for word in (name.zh, name.en)}


@dataclass(frozen=True)
class Decision:
    """Someone decided that two entries are one firm, or that they aren't; ``where`` is the row that says so."""

    one: FirmEntry
    other: FirmEntry
    same: bool
    where: str


class Decisions:
    """Decisions, found again by their two entries in either order.

    Examples
    --------
    >>> told = Decisions([Decision(FirmEntry("甲公司"), FirmEntry("甲有限公司"), True, "review.csv:2")])
    >>> told.on(FirmEntry("甲有限公司"), FirmEntry("甲公司")), told.on(FirmEntry("甲公司"), FirmEntry("乙公司"))
    (True, None)
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.all = tuple(decisions)
        self._by_pair = {_pair(decision.one, decision.other): decision.same for decision in self.all}

    def with_all(self, matches: Sequence[Match]) -> list[Match]:
        """Return pairs, and behind them those that were decided and aren't among them, so that no decision is lost."""
        shown = {_pair(match.one, match.other) for match in matches}
        others = [one for one in self.all if _pair(one.one, one.other) not in shown]
        return [*matches, *(Match(one.one, one.other, judge(one.one, one.other)) for one in others)]

    def on(self, one: FirmEntry, other: FirmEntry) -> bool | None:
        """Return whether two entries were decided to be one firm; None if nobody decided."""
        return self._by_pair.get(_pair(one, other))


def parse_decisions(rows: Sequence[Sequence[str]], name: str) -> list[Decision]:
    """Read the decisions of a sheet of pairs; rows with an empty decision are still open.

    Parameters
    ----------
    rows
        The cells, the heading first.
    name
        The sheet's name, for messages.

    Raises
    ------
    InputError
        A heading that lacks a column, a decision in other words, a row without two names, or a key that is none.
    """
    heading = rows[0] if rows else ()
    words = {word: key for key, names in COLUMNS.items() for word in (names.zh, names.en)}
    columns = {words[cell]: at for at, cell in enumerate(heading) if cell in words}
    missing = [COLUMNS[key].zh for key in _NEEDED if key not in columns]
    if missing:
        raise InputError(
            f"{name}: no sheet of pairs, without {'、'.join(missing)} in its first row; 'chaingraph match' writes one"
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: _bare(row[at]) for key, at in columns.items() if at < len(row)}
        if word := cells.get("decision", ""):
            where = f"{name}:{number}"
            if word not in _WORDS:
                told = "判定只能填同一家、不同，或留空。Write same, different, or nothing"
                raise InputError(f"{where}: “{word[:20]}”: {told}")
            found.append(Decision(_entry(cells, "a", where), _entry(cells, "b", where), _WORDS[word], where))
    return found


def join_keys(decided: Iterable[tuple[str, str, Decision]], kept: Collection[str]) -> dict[str, str]:
    """Return for each key that decisions join to another the one that stands for both.

    Parameters
    ----------
    decided
        The keys of the two firms of each decision, and the decision.
    kept
        The keys that may stand for others, but for which no other may stand: those of a store.

    Raises
    ------
    InputError
        Decisions that make one firm of two of a store, or of two that another decision tells apart.

    Examples
    --------
    >>> same = Decision(FirmEntry("甲"), FirmEntry("乙"), True, "review.csv:2")
    >>> join_keys([("n1", "jindi", same)], ["jindi"])
    {'n1': 'jindi'}
    """
    groups: dict[str, list[str]] = {}
    pairs = list(decided)
    for one, other, decision in pairs:
        mine, theirs = groups.setdefault(one, [one]), groups.setdefault(other, [other])
        if decision.same and mine is not theirs:
            mine += theirs
            groups |= dict.fromkeys(theirs, mine)
    for one, other, decision in pairs:
        if not decision.same and groups[one] is groups[other]:
            raise InputError(
                f"{decision.where}: “{decision.one.name}”与“{decision.other.name}”判为不同，另有判定却使其成为同一家，"
                "请改其一。Decided to be different, but other decisions make them one; change one of them"
            )
    joined: dict[str, str] = {}
    for key, group in sorted(groups.items()):
        stored = sorted(set(group) & set(kept))
        if len(stored) > 1:
            raise InputError(
                f"判定把图谱中的{len(stored)}家企业合为一家（{'、'.join(stored)}），请改判定。"
                "Decisions make one of several firms of the store; change one"
            )
        target = stored[0] if stored else min(group, key=lambda one: (not one.startswith("c"), one))
        if key != target:
            joined[key] = target
    return joined


def _entry(cells: Mapping[str, str], side: str, where: str) -> FirmEntry:
    name, key = cells.get(f"name_{side}", ""), cells.get(f"key_{side}", "")
    if not name:
        raise InputError(f"{where}: {COLUMNS[f'name_{side}'].zh}空着。A decision needs both names")
    if key and not (key.startswith("enterprise:") and is_key(key.removeprefix("enterprise:"))):
        raise InputError(f"{where}: “{key[:40]}”不是企业标识。Not the key of an enterprise, such as enterprise:jindi")
    return FirmEntry(name, cells.get(f"code_{side}", "").upper(), county=cells.get(f"county_{side}", ""), key=key)


def _bare(cell: str) -> str:
    """Return a cell without the mark that keeps it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell


def _pair(one: FirmEntry, other: FirmEntry) -> frozenset[str]:
    return frozenset(entry.key or entry.valid_code or normal_name(entry.name) for entry in (one, other))
