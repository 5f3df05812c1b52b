"""Measure reading one's own lists and open datasets: ``python benchmarks/ingest.py [FIRMS] [FACTS] [ROWS]``.

A made-up list of firms, up to six facts each, by ``chaingraph ingest``; a list of the same firms a year later, added to
the first in a folder; and a made-up folder of ICKG by ``chaingraph import``, each in a process of its own: CPU seconds
and the largest memory. The peer is what one would write by hand: rdflib, with as many triples from the same list,
written as TriG. It runs on a tenth of the firms, as its memory grows with them; seconds for 1,000 firms are compared.
A CSV file of supplies, ROWS rows among 50,000 firms, shows what memory does as rows grow: it is read with a tenth of
the rows, then with all.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SEGMENTS = ("大硅片", "光刻胶", "电子特种气体", "封装测试")
_HEADING = ("企业名称", "所属区县", "所属产业链", "环节", "年营业收入（万元）", "从业人员", "荣誉称号")
_PEER = """
import csv, sys
from rdflib import Dataset, Literal, URIRef
data = Dataset()
graph = data.graph(URIRef("urn:graph"))
with open(sys.argv[1], encoding="utf-8") as file:
    for number, row in enumerate(csv.reader(file)):
        for fact in range(int(sys.argv[3])):
            graph.add((URIRef(f"urn:{number}-{fact // 9}"), URIRef(f"urn:p{fact}"), Literal(row[fact % len(row)])))
data.serialize(sys.argv[2], format="trig")
"""


@dataclass(frozen=True)
class _Cost:
    """CPU seconds and the largest memory in megabytes."""

    seconds: float
    memory: float


def main(firms: int, facts: int, rows: int) -> None:
    """Print a line for each task."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_firms(folder / "firms.csv", firms)
        _write_firms(folder / "few.csv", firms // 10)
        _write_ickg(folder / "ickg", facts)
        common = ("--city", "示例市", "--date", "2026-11-01")
        ours = _run("-m", "chaingraph", "ingest", str(folder / "firms.csv"), *common, "-o", str(folder / "firms.trig"))
        triples = _count(folder / "firms.trig")
        each = round(triples / firms)
        peer = _run("-c", _PEER, str(folder / "few.csv"), str(folder / "few.trig"), str(each))
        print(f"ingest: {firms:,} firms, {triples:,} triples: {ours.seconds:.0f} s CPU, {ours.memory:,.0f} MB")
        print(f"rdflib: {firms // 10:,} firms, {each} triples each: {peer.seconds:.0f} s CPU, {peer.memory:,.0f} MB")
        print(f"peer to ours, seconds for 1,000 firms: {10 * peer.seconds / ours.seconds:.1f}")
        _write_firms(folder / "later.csv", firms, year=2025)
        for number, file in enumerate(("firms.csv", "later.csv"), start=1):
            dated = ("--city", "示例市", "--date", f"{2024 + number}-12-31", "--store", str(folder / "lists"))
            added = _run("-m", "chaingraph", "ingest", str(folder / file), *dated)
            print(
                f"ingest --store: list {number} of {firms:,} firms: {added.seconds:.0f} s CPU, {added.memory:,.0f} MB"
            )
        print()
        taken = _run("-m", "chaingraph", "import", "ickg", str(folder / "ickg"), "-o", str(folder / "ickg.trig"))
        print(f"import ickg: {facts:,} facts: {taken.seconds:.0f} s CPU, {taken.memory:,.0f} MB\n")
        for count in filter(None, (rows // 10, rows)):
            _write_supplies(folder / "supplies.csv", count)
            long = _run(
                "-m", "chaingraph", "ingest", str(folder / "supplies.csv"), *common, "-o", str(folder / "s.trig")
            )
            size = (folder / "supplies.csv").stat().st_size / 1e6
            print(
                f"ingest: a CSV file of {count:,} rows, {size:.0f} MB: {long.seconds:.0f} s CPU, {long.memory:,.0f} MB"
            )


def _run(*words: str) -> _Cost:
    """Run Python with these words to its end."""
    started = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        sys.exit(f"{' '.join(words[:3])}: failed; run it by itself to see why")
    return _Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _count(path: Path) -> int:
    from pyoxigraph import RdfFormat, parse

    return sum(1 for _ in parse(path=str(path), format=RdfFormat.TRIG))


def _write_firms(path: Path, firms: int, year: int = 2024) -> None:
    rng = random.Random(year)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(f"{year}{name}" if "营业收入" in name else name for name in _HEADING)
        for at in range(firms):
            title = "瞪羚企业（2023）" if at % 10 == 0 else ""
            figures = (rng.randint(100, 99_999), rng.randint(5, 5_000))
            county, segment = f"县{at % 12}", _SEGMENTS[at % len(_SEGMENTS)]
            writer.writerow((f"第{at}号示范材料有限公司", county, "集成电路产业链", segment, *figures, title))


def _write_supplies(path: Path, rows: int) -> None:
    rng = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("供方", "需方", "占比"))
        for _ in range(rows):
            supplier, customer = rng.sample(range(50_000), 2)
            writer.writerow(
                (f"第{supplier}号示范材料有限公司", f"第{customer}号示范材料有限公司", f"{rng.randint(1, 99)}%")
            )


def _write_ickg(folder: Path, facts: int) -> None:
    rng, names = random.Random(1), max(10, facts // 5)
    relations = ("上游于", "供给", "合作", "归属于行业")
    folder.mkdir()
    lines = {
        "entity2id.txt": (f"名称{at}\t{at}" for at in range(names)),
        "relation2id.txt": (f"{name}\t{at}" for at, name in enumerate(relations)),
        "time2id.txt": (f"{at},2024-01-{at + 1:02d}" for at in range(28)),
        "train.txt": (
            f"{rng.randrange(names)}\t{rng.randrange(4)}\t{rng.randrange(names)}\t{rng.randrange(28)}"
            for _ in range(facts)
        ),
    }
    for name, texts in lines.items():
        (folder / name).write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(100_000, 100_000, 1_000_000)[len(given) :])
