"""Measure the verdicts on labelled pairs of company names: what is called same, asked, called different.

Usage: python benchmarks/matching.py [dev|held-out] [--wrong]     dev if no part is named
       python benchmarks/matching.py elsewhere            pairs that someone else wrote down, and each with all others
       python benchmarks/matching.py cost [NAMES]         CPU time and memory for made-up names, 100,000 if not given

``matching_pairs.csv`` beside this file holds the pairs, each with its label and where that is known from. A quarter,
chosen by a hash of the pair, was kept out of sight while the rules were made. ``ask`` counts as a miss. Renamed firms
of which no former name is given are measured apart: no rule on names can know them. ``matching_elsewhere.csv`` holds
short names that came in only once the rules stood.
"""

import csv
import hashlib
import random
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from chaingraph.matching.candidates import find_matches
from chaingraph.matching.names import split_name
from chaingraph.matching.reasons import Band, tell
from chaingraph.matching.verdicts import FirmEntry, judge

_PAIRS = Path(__file__).with_name("matching_pairs.csv")
_ELSEWHERE = Path(__file__).with_name("matching_elsewhere.csv")


@dataclass(frozen=True)
class Pair:
    """Two entries, whether they are one firm, what kind of pair it is, and where the label is known from."""

    one: FirmEntry
    other: FirmEntry
    same: bool
    kind: str
    source: str

    @property
    def can_be_known(self) -> bool:
        """Whether what is given of the two can tell: not of a renamed firm whose former name isn't given."""
        return self.kind != "renamed-unsaid"

    @property
    def held_out(self) -> bool:
        """Whether the pair is of the quarter that was kept for the end."""
        return int(hashlib.sha256(f"{self.one.name}|{self.other.name}".encode()).hexdigest(), 16) % 4 == 0


@dataclass(frozen=True)
class Measure:
    """What came out on some pairs."""

    pairs: int
    precision: float
    recall: float
    asked: float
    wrongly_different: int


def read_pairs(path: Path = _PAIRS) -> list[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                FirmEntry(row["name_a"], former=_names(row["former_a"]), county=row["county_a"]),
                FirmEntry(row["name_b"], former=_names(row["former_b"]), county=row["county_b"]),
                row["label"] == "same",
                row["kind"],
                row["source"],
            )
            for row in csv.DictReader(file)
        ]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def measure(pairs: Sequence[Pair]) -> Measure:
    """Return precision and recall of ``same``, and the share that is asked."""
    bands: list[tuple[bool, Band]] = [(pair.same, judge(pair.one, pair.other).band) for pair in pairs]
    called = [same for same, band in bands if band == "same"]
    really = [band for same, band in bands if same]
    return Measure(
        len(bands),
        _share(called, len(called)),
        _share([band == "same" for band in really], len(really)),
        _share([band == "ask" for _, band in bands], len(bands)),
        really.count("different"),
    )


def _share(values: Iterable[bool], of: int) -> float:
    return sum(values) / of if of else 1.0


def _tell(name: str, pairs: Sequence[Pair]) -> None:
    found = measure(pairs)
    print(
        f"{name:22} {found.pairs:4} pairs: precision of same {found.precision:.3f}, recall {found.recall:.3f}, "
        f"asked {found.asked:.3f}, same firms called different {found.wrongly_different}"
    )


def measure_cost(names: int) -> None:
    """Print what it costs to find the pairs among made-up names, of which ten bear each core."""
    rng = random.Random(1)
    places = ["山东", "德州", "聊城", "乐陵市", "禹城市", "北京", "上海", "江苏", "浙江", "广东"]
    signs = sorted({sign for pair in read_pairs() for sign in split_name(pair.other.name).core})
    trades = ["机械", "化工", "食品", "材料科技", "半导体", "生物技术", "纺织", "电子", "新能源", "汽车零部件"]
    forms = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", ""]
    cores = ["".join(rng.choices(signs, k=rng.choice((2, 2, 3)))) for _ in range(names // 10)]
    parts = (places, cores, trades, forms)
    entries = [FirmEntry("".join(rng.choice(part) for part in parts)) for _ in range(names)]
    started = time.process_time()
    found = find_matches(entries)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.process_time() - started
    print(f"{names:,} names: {seconds:.0f} s CPU, {memory:,.0f} MB, {len(found):,} pairs to look at")


def main(words: Sequence[str]) -> None:
    if words[:1] == ["cost"]:
        measure_cost(int(words[1]) if words[1:] else 100_000)
        return
    if words[:1] == ["elsewhere"]:
        pairs = read_pairs(_ELSEWHERE)
        fulls = dict.fromkeys(pair.other for pair in pairs)
        meant = {(pair.one, pair.other) for pair in pairs}
        crossed = [replace(one, other=full, same=(one.one, full) in meant) for one, full in product(pairs, fulls)]
        for kind in dict.fromkeys(pair.kind for pair in pairs):
            _tell(kind, [pair for pair in pairs if pair.kind == kind])
        _tell("all with all", crossed)
        return
    pairs = read_pairs()
    parts = {"dev": [one for one in pairs if not one.held_out], "held-out": [one for one in pairs if one.held_out]}
    wanted = [name for name in parts if name in words] or ["dev"]
    for name in wanted:
        _tell(name, [pair for pair in parts[name] if pair.can_be_known])
        _tell(f"{name}, and unsaid", parts[name])
        for kind in dict.fromkeys(pair.kind for pair in parts[name]):
            _tell(f"  {kind}", [pair for pair in parts[name] if pair.kind == kind])
        for pair in parts[name] if "--wrong" in words else ():
            verdict = judge(pair.one, pair.other)
            if verdict.band != ("same" if pair.same else "different"):
                print(pair.kind, pair.one.name, pair.other.name, verdict.band, tell(verdict.reasons, "zh"), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
