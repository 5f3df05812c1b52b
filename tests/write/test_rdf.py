"""Writing RDF: one form for one graph."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from chaingraph.rdf import to_trig, write_trig

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
QUADS = st.lists(
    st.builds(
        lambda s, p, o, g: Quad(
            NamedNode(f"https://w3id.org/chaingraph/id/chain/{s}"),
            NamedNode(f"https://w3id.org/chaingraph/def/{p}"),
            Literal(o, language="zh-Hans"),
            NamedNode(f"https://w3id.org/chaingraph/id/graph/{g}"),
        ),
        st.sampled_from("abc"),
        st.sampled_from("pq"),
        TEXTS,
        st.sampled_from("xy"),
    ),
    max_size=12,
)


@given(QUADS, st.randoms(use_true_random=False))
def test_order_does_not_show_and_content_survives(quads: list[Quad], rng: random.Random) -> None:
    shuffled = quads + quads[:2]
    rng.shuffle(shuffled)
    assert to_trig(shuffled) == to_trig(quads)
    assert set(parse(to_trig(quads), format=RdfFormat.TRIG)) == set(quads)


@settings(max_examples=40)
@given(QUADS, st.integers(1, 5))
def test_written_in_runs_is_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, quads: list[Quad], batch: int
) -> None:
    target = tmp_path_factory.mktemp("runs") / "graph.trig"
    assert write_trig(target, iter(quads + quads[:2]), batch=batch) == len(set(quads))
    assert target.read_bytes() == to_trig(quads)
    assert [path.name for path in target.parent.iterdir()] == ["graph.trig"]


def test_runs_longer_than_what_is_merged_at_once_give_the_same_bytes(tmp_path: Path) -> None:
    graph, predicate = NamedNode("urn:g"), NamedNode("urn:b")
    quads = [Quad(NamedNode(f"urn:{at}"), predicate, Literal(f"{at} " * 40), graph) for at in range(12_000)]
    random.Random(1).shuffle(quads)
    target = tmp_path / "graph.trig"
    assert write_trig(target, iter(quads + quads[:6_000]), batch=5_000) == len(quads)
    assert target.read_bytes() == to_trig(quads)


SLOW = """
import sys
from pathlib import Path
from pyoxigraph import NamedNode, Quad
from chaingraph.rdf import write_trig

def quads():
    node = NamedNode("urn:a")
    yield Quad(node, node, node, node)
    print("begun", flush=True)
    sys.stdin.readline()

write_trig(Path(sys.argv[1]), quads(), batch=1)
"""


def test_what_a_killed_writer_left_is_removed_and_a_running_one_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    words = [sys.executable, "-c", SLOW, str(target)]
    with (
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as killed,
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running,
    ):
        for process in (killed, running):
            assert process.stdout
            assert process.stdout.readline() == b"begun\n"
        killed.kill()
        killed.wait()
        assert len(list(tmp_path.iterdir())) == 2
        write_trig(target, [])
        assert len(list(tmp_path.iterdir())) == 2, "the file, and where the running one makes it anew"
        running.communicate(b"\n")
        assert running.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]
    assert b"urn:a" in target.read_bytes()


def test_fault_while_writing_in_runs_leaves_the_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    target.write_bytes(b"old")

    def broken() -> Iterator[Quad]:
        yield Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:g"))
        raise ValueError("fault")

    with pytest.raises(ValueError, match="fault"):
        write_trig(target, broken(), batch=1)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]
