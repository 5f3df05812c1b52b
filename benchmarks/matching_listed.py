"""Measure the verdicts on all listed firms that ``matching_pairs.csv`` leaves out: short names against full names.

Usage: python -m benchmarks.matching_listed COMPANIES

COMPANIES is ``data/company.json`` of github.com/liuhuanyong/ChainKnowledgeGraph: a line of JSON for each firm with
``name`` and ``fullname``. Each short name is judged against its own full name, and against all others that are found
with it. The rules of short names were made better on these firms, so that they are no part kept out of sight.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.matching import read_pairs

from chaingraph.matching.candidates import iter_pairs
from chaingraph.matching.verdicts import FirmEntry, judge


def iter_firms(path: Path) -> Iterator[tuple[str, str]]:
    """Yield short and full name of the firms that no labelled pair names."""
    used = {name for pair in read_pairs() for name in (pair.one.name, pair.other.name)}
    for line in path.read_text(encoding="utf-8").splitlines():
        firm = json.loads(line)
        short, full = firm["name"], firm["fullname"].split("(简称")[0]
        if full.endswith("公司") and used.isdisjoint({short, full}):
            yield short, full


def main(path: Path) -> None:
    firms = sorted(set(iter_firms(path)))
    own = Counter(judge(FirmEntry(short), FirmEntry(full)).band for short, full in firms)
    entries = [FirmEntry(name) for firm in firms for name in firm]
    other = Counter(
        judge(entries[one], entries[two]).band
        for one, two in iter_pairs(entries)
        if one // 2 != two // 2 and one % 2 != two % 2
    )
    print(f"{len(firms)} firms, short name and own full name: {dict(own)}; full name of another: {dict(other)}")
    print(f"precision of same {own['same'] / (own['same'] + other['same']):.3f}, recall {own['same'] / len(firms):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
