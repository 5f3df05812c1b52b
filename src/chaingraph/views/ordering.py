"""Order the boxes of lanes so that lines between them cross little."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["count_crossings", "order_lanes"]

_ROUNDS = 8


def order_lanes(lanes: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the lanes with their boxes reordered by the barycentre heuristic.

    Sweeping right and left in turn, each box moves to the mean place of those that it is joined to in the lanes swept
    before (Sugiyama, Tagawa & Toda 1981, doi:10.1109/TSMC.1981.4308636); places are from 0 to 1, so that lanes of
    different length compare. Of all rounds the order with the fewest crossings is returned, the earliest of several.

    Parameters
    ----------
    lanes
        The boxes of each lane from left to right; the order given breaks ties.
    edges
        Pairs of boxes; within a lane they pull two boxes together and count no crossing.

    Examples
    --------
    >>> order_lanes([["a", "b"], ["x", "y"]], [("a", "y"), ("b", "x")])
    [['b', 'a'], ['x', 'y']]
    """
    lane_of = {box: number for number, lane in enumerate(lanes) for box in lane}
    pairs = sorted({(a, b) for a, b in edges if a in lane_of and b in lane_of and a != b})
    near: dict[str, list[str]] = {box: [] for box in lane_of}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    order = [list(lane) for lane in lanes]
    best, fewest = [list(lane) for lane in order], count_crossings(order, pairs)
    for turn in range(_ROUNDS):
        numbers = range(len(order)) if turn % 2 == 0 else range(len(order) - 1, -1, -1)
        for number in numbers:
            place = _places(order)
            order[number] = _settle(order[number], near, place)
        crossings = count_crossings(order, pairs)
        if crossings < fewest:
            best, fewest = [list(lane) for lane in order], crossings
    return best


def count_crossings(lanes: Sequence[Sequence[str]], edges: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of lines between the same two lanes cross.

    Examples
    --------
    >>> count_crossings([["a", "b"], ["x", "y"]], [("a", "y"), ("b", "x")])
    1
    """
    at = {box: (number, index) for number, lane in enumerate(lanes) for index, box in enumerate(lane)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in edges:
        (lane, start), (other, end) = sorted(at[box] for box in pair)
        if lane != other:
            between.setdefault((lane, other), []).append((start, end))
    return sum(_inversions(sorted(found)) for found in between.values())


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    """Return how often a line that starts above another ends below it; lines that share an end don't cross."""
    ends: list[int] = []
    count, waiting, start = 0, list[int](), -1
    for first, second in pairs:
        if first != start:
            for end in waiting:
                insort(ends, end)
            waiting, start = [], first
        count += len(ends) - bisect_right(ends, second)
        waiting.append(second)
    return count


def _settle(lane: Sequence[str], near: Mapping[str, Sequence[str]], place: Mapping[str, float]) -> list[str]:
    def middle(box: str) -> float:
        found = [place[other] for other in near[box]]
        return sum(found) / len(found) if found else place[box]

    index = {box: number for number, box in enumerate(lane)}
    return sorted(lane, key=lambda box: (round(middle(box), 9), index[box]))


def _places(lanes: Sequence[Sequence[str]]) -> dict[str, float]:
    return {box: (number + 0.5) / len(lane) for lane in lanes for number, box in enumerate(lane)}
