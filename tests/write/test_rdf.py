"""Writing RDF: one form for one graph."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from chaingraph.rdf import to_trig, write_bytes

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


def test_file_is_whole_or_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.trig"
    write_bytes(target, b"old")

    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.trig"]
