"""Find the pairs of entries worth judging, and what is held of each, without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from chaingraph.matching.names import normal_name, split_name
from chaingraph.matching.reasons import Verdict
from chaingraph.matching.short_names import first_signs
from chaingraph.matching.verdicts import FirmEntry, judge

__all__ = ["Match", "find_matches", "iter_pairs"]

#: Of entries that share a key of a kind, so many are compared with each other at most: what more share says little.
_MOST = {"code": 50, "name": 50, "core": 300, "body": 300, "signs": 60}
_CERTAIN = frozenset({"codes-equal", "names-equal", "former-name"})


@dataclass(frozen=True)
class Match:
    """Two entries and what is held of them."""

    one: FirmEntry
    other: FirmEntry
    verdict: Verdict


def find_matches(entries: Sequence[FirmEntry]) -> list[Match]:
    """Return the pairs judged same or ask, the surest first.

    A pair of two firms of a store isn't looked at. One that reading the lists joins by itself isn't told: two rows with
    one name, or a row and the firm that an earlier list with its name and code made. An entry that fits two firms which
    aren't one is asked about.

    Examples
    --------
    >>> names = ["山东金帝精密机械科技股份有限公司", "金帝精机", "德州恒力电机有限公司", "聊城恒力电机有限公司"]
    >>> [(match.one.name, match.other.name, match.verdict.band) for match in find_matches([*map(FirmEntry, names)])]
    [('山东金帝精密机械科技股份有限公司', '金帝精机', 'same')]
    """
    kept = _distinct(entries)
    judged = {
        pair: verdict
        for pair in iter_pairs(kept)
        if (verdict := judge(kept[pair[0]], kept[pair[1]])).band != "different"
    }
    judged = _ask_where_several_fit(judged)
    told = (pair for pair in judged if not _joined(kept, pair, judged[pair]))
    order = sorted(told, key=lambda pair: (judged[pair].band == "ask", -judged[pair].score, pair))
    return [Match(kept[one], kept[other], judged[one, other]) for one, other in order]


def iter_pairs(entries: Sequence[FirmEntry]) -> Iterator[tuple[int, int]]:
    """Yield the places of entries that share a code, a name, a core or two signs of it, each pair once, in order."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for key in _keys(entry):
            blocks[key].append(at)
    found: dict[int, set[int]] = defaultdict(set)
    for (kind, _), members in blocks.items():
        pairs: Iterable[tuple[int, int]] = ()
        if len(members) <= _MOST[kind]:
            pairs = combinations(members, 2)
        elif kind in {"code", "name"}:  # such as one code written into every row
            pairs = pairwise(members)
        for one, other in pairs:
            found[one].add(other)
    for one in sorted(found):
        for other in sorted(found[one]):
            if not (entries[one].key and entries[other].key):
                yield one, other


def _keys(entry: FirmEntry) -> Iterator[tuple[str, str]]:
    if entry.valid_code:
        yield "code", entry.valid_code
    parts = split_name(entry.name)
    for name in dict.fromkeys((parts.normal, *map(normal_name, entry.former), *parts.former)):
        yield "name", name
    core = parts.body if parts.descriptive else parts.core
    yield "core", core
    yield "body", parts.body
    signs = core if parts.form else parts.body
    for pair in {signs[at : at + 2] for at in range(len(signs) - 1)} | {*first_signs(parts)}:
        yield "signs", pair


def _distinct(entries: Sequence[FirmEntry]) -> list[FirmEntry]:
    """Return the entries without those that say what another one said, or only the name of one with a code."""
    kept: dict[tuple[str, str, tuple[str, ...], str], FirmEntry] = {}
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        name = normal_name(entry.name)
        kept.setdefault((name, entry.valid_code, entry.former, entry.key), entry)
        if entry.valid_code and not entry.key:
            codes[name].add(entry.valid_code)
    return [
        entry
        for (name, code, former, key), entry in kept.items()
        if code or former or key or len(codes.get(name, ())) != 1
    ]


def _joined(entries: Sequence[FirmEntry], pair: tuple[int, int], verdict: Verdict) -> bool:
    """Say whether reading the lists makes one firm of two by itself: by name, or as it made a store's from its code."""
    one, other = (entries[at] for at in pair)
    if not (one.key or other.key):
        return "names-equal" in verdict.reasons
    stored, listed = (one, other) if one.key else (other, one)
    by_code = stored.key == f"enterprise:c{listed.valid_code.lower()}"
    return by_code and normal_name(one.name) == normal_name(other.name)


def _ask_where_several_fit(judged: Mapping[tuple[int, int], Verdict]) -> dict[tuple[int, int], Verdict]:
    """Return the verdicts, with ask for entries that are the same as two that aren't."""
    partners: dict[int, list[int]] = defaultdict(list)
    for (one, other), verdict in judged.items():
        if verdict.band == "same":
            partners[one].append(other)
            partners[other].append(one)
    torn = {at for at, found in partners.items() if not _are_one(found, judged)}
    return {
        pair: _doubt(verdict) if verdict.band == "same" and torn & set(pair) else verdict
        for pair, verdict in judged.items()
    }


def _are_one(found: Sequence[int], judged: Mapping[tuple[int, int], Verdict]) -> bool:
    pairs = combinations(sorted(found), 2)
    return all(pair in judged and judged[pair].band == "same" for pair in pairs)


def _doubt(verdict: Verdict) -> Verdict:
    if _CERTAIN & set(verdict.reasons):
        return verdict
    return Verdict("ask", 0.8, (*verdict.reasons, "several-fit"))
