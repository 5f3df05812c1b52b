"""Long work says on a terminal how far it is, and nowhere else."""

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from chaingraph.analyses.communities import find_communities
from chaingraph.analyses.cuts import most_damaging
from chaingraph.analyses.key_nodes import rank_key_nodes
from chaingraph.naming import Name
from chaingraph.progress import telling

CHAIN: "nx.DiGraph[str]" = nx.DiGraph()
CHAIN.add_edges_from([("sand", "wafer"), ("wafer", "chip"), ("chip", "phone")], need="essential")
WORLD = str(Path(__file__).parent.parent / "query" / "world.trig")


def test_analyses_tell_what_they_do_and_when_it_is_over() -> None:
    told: list[str] = []

    def listen(what: Name | None, done: int, total: int) -> None:
        told.append(f"{what.en} {done}/{total}" if what else "over")

    with telling(listen):
        find_communities(CHAIN.to_undirected(), seeds=[1, 2])
        most_damaging(CHAIN, 1, among=["sand", "chip"])
        rank_key_nodes(CHAIN, titled={})
    find_communities(CHAIN.to_undirected(), seeds=[3])
    assert told == [
        *("finding communities 0/2", "finding communities 1/2", "over"),
        *("stopping one after another 0/2", "stopping one after another 1/2", "over"),
        *("computing betweenness 0/0", "over", "computing PageRank 0/0", "over"),
        *("finding articulation points 0/0", "over"),
    ]


def run_on_terminal(line: list[str]) -> tuple[bytes, str]:
    """Return what a command prints, and what it shows on the terminal that its stderr is."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(ours, 4096):
                shown += piece
        os.close(ours)
        assert running.stdout is not None
        return running.stdout.read(), shown.decode()


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (("validate", WORLD), ("读取文件 0/1…", "按形状校验 ", "核对图、标识和术语…")),
        (("analyze", "communities", "-s", WORLD), ("读取文件 0/7…", "整理陈述…", "划分社群 0/10…")),
    ],
    ids=["validate", "communities"],
)
def test_progress_is_shown_on_a_terminal_and_gone_at_the_end(words: tuple[str, ...], steps: tuple[str, ...]) -> None:
    line = [sys.executable, "-m", "chaingraph", *words]
    printed, shown = run_on_terminal(line)
    assert all(f"\r\x1b[K{step}" in shown for step in steps), shown
    assert "\x1b" not in shown.rpartition("\r\x1b[K")[2]
    assert "…" not in shown.rpartition("\r\x1b[K")[2]
    elsewhere = subprocess.run(line, capture_output=True, check=False)
    assert elsewhere.stdout == printed
    assert not any(step in elsewhere.stderr.decode() for step in steps)
