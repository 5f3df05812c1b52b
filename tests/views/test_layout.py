"""Boxes lie in their lanes, never on one another, and text never grows out of them."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from chaingraph.views.layout import CELL, Box, Lane, Placed, lay_out, spread_lanes, wrap

LANES = [Lane("one", "1", 100), Lane("two", "2", 120), Lane("three", "3", 140)]


@st.composite
def trees(draw: st.DrawFn) -> list[Box]:
    boxes: list[Box] = []
    for number in range(draw(st.integers(1, 25))):
        parents = [None, *[box for box in boxes if box.lane != "three"]]
        parent = draw(st.sampled_from(parents))
        lane = (
            "one" if parent is None else draw(st.sampled_from(["two", "three"] if parent.lane == "one" else ["three"]))
        )
        boxes.append(Box(str(number), lane, draw(st.integers(1, 5)), parent.key if parent else None))
    return boxes


@given(trees())
def test_boxes_lie_in_their_lane_and_never_overlap(boxes: list[Box]) -> None:
    placed = lay_out(boxes, LANES)
    assert set(placed.centres) == {box.key for box in boxes}
    spread = {box.key: extent(box, placed) for box in boxes}
    for box in boxes:
        low, high = spread[box.key]
        assert 0 < low < high < placed.height
    for one, other in combinations(boxes, 2):
        if one.lane == other.lane:
            (low, high), (start, end) = spread[one.key], spread[other.key]
            assert high <= start or end <= low
    for lane in placed.lanes:
        left, right = lane.band
        for box in boxes:
            if box.lane == lane.key:
                centre = placed.centres[box.key][0]
                assert left < centre - lane.width / 2
                assert centre + lane.width / 2 < right


def extent(box: Box, placed: Placed) -> tuple[float, float]:
    middle = placed.centres[box.key][1]
    return (middle - box.height / 2, middle + box.height / 2)


@given(st.text(max_size=80), st.integers(60, 300), st.integers(1, 3))
def test_wrapped_text_fits(text: str, width: int, lines: int) -> None:
    made = wrap(text, width, lines=lines)
    assert 1 <= len(made) <= lines
    assert all(wcswidth(line) * CELL <= width for line in made)


def test_text_that_fits_is_kept_whole() -> None:
    assert wrap("高端装备产业链", 200) == ("高端装备产业链",)
    assert wrap("High-end equipment chain", 250) == ("High-end equipment chain",)


@given(trees())
def test_spread_boxes_never_overlap_and_keep_their_order(boxes: list[Box]) -> None:
    placed = spread_lanes([Box(box.key, box.lane, box.lines) for box in boxes], LANES)
    for lane in LANES:
        held = [extent(box, placed) for box in boxes if box.lane == lane.key]
        assert all(one[1] < other[0] for one, other in pairwise(held))
        assert all(0 < low < high < placed.height for low, high in held)
