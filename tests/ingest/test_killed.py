"""An ingest that is killed leaves the old state or the new one, and the next goes on from there."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Store

from chaingraph.book import read_sources
from chaingraph.store import open_store

MOMENTS = 8  # spread over the time that a whole run takes, most of them over its writing
FIRMS = 150


def _write(path: Path, year: int) -> None:
    rows = (f"示例第{at}号有限公司,集成电路产业链,大硅片,{at + year},{year}" for at in range(FIRMS))
    heading = "企业名称,所属产业链,环节,营业收入（万元）,数据年度"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")


def _start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "chaingraph", "ingest", *words, "--city", "示例市"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _state(place: Path) -> dict[str, bytes]:
    """Return what counts in a place: the bytes of the file, or of the graph that a folder names."""
    if place.is_file():
        return {place.name: place.read_bytes()}
    return {path.name: path.read_bytes() for path in (*place.glob("graph-*.trig"), *place.glob("*.json"))}


def _days(store: Store) -> set[str]:
    return {str(one.issued) for one in read_sources(store).documents.values()}


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_killed_ingest_leaves_the_old_state_or_the_new(tmp_path: Path, kind: str) -> None:
    for year in (2024, 2025):
        _write(tmp_path / f"{year}.csv", year)
    place = tmp_path / ("my.trig" if kind == "file" else "my-city")
    option = ["-o" if kind == "file" else "--store", place.name]
    both = ["2024.csv", "2025.csv", "--date", "2024-12-31", "--date", "2025-12-31"]
    more = both if kind == "file" else ["2025.csv", "--date", "2025-12-31"]
    assert _start(tmp_path, "2024.csv", "--date", "2024-12-31", *option).wait() == 0
    old = _state(place)
    kept = tmp_path / "kept"
    shutil.copy(place, kept) if kind == "file" else shutil.copytree(place, kept)
    begun = time.monotonic()
    assert _start(tmp_path, *more, *option).wait() == 0
    whole = time.monotonic() - begun
    new = _state(place)
    assert old != new
    found = set()
    for moment in range(MOMENTS):
        if _state(place) == new:
            shutil.copy(kept, place) if kind == "file" else shutil.copy(kept / "lists.json", place / "lists.json")
            if kind == "folder":
                for graph in kept.glob("graph-*.trig"):
                    shutil.copy(graph, place / graph.name)
        process = _start(tmp_path, *more, *option)
        time.sleep(whole * (0.4 + 0.65 * moment / MOMENTS))
        process.send_signal(signal.SIGKILL)
        process.wait()
        days = _days(open_store([str(place)]))
        assert days in ({"2024-12-31"}, {"2024-12-31", "2025-12-31"})
        found.add(len(days))
    assert 1 in found, "at least one was killed before it was done"
    assert _start(tmp_path, *more, *option).wait() == 0
    assert _state(place) == new
    left = {path.name for path in tmp_path.iterdir()} - {"2024.csv", "2025.csv", "kept", place.name}
    assert not left, "the next run removes what one that was killed left behind"
    if kind == "folder":
        assert {path.name for path in place.iterdir()} == {*new, "books", ".lock"}
        assert len(list((place / "books").iterdir())) == 2
