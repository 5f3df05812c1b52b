"""Place symbols around the points where they belong so that none covers another, the same way every time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, radians, sqrt

__all__ = ["Box", "fan_out", "project"]

_MOST_RINGS = 40


@dataclass(frozen=True)
class Box:
    """A rectangle that symbols keep clear of, by its centre, width and height."""

    x: float
    y: float
    width: float
    height: float


def project(latitude: float, longitude: float, *, middle: float) -> tuple[float, float]:
    """Return a place as x and y of equal measure: degrees of longitude shrink with the cosine of the middle latitude.

    Examples
    --------
    >>> project(60.0, 10.0, middle=60.0)[0]
    5.0
    """
    return (round(longitude * cos(radians(middle)), 6), latitude)


def fan_out(
    items: Sequence[tuple[str, str]],
    anchors: Mapping[str, tuple[float, float]],
    *,
    spacing: float,
    boxes: Sequence[Box] = (),
) -> dict[str, tuple[float, float]]:
    """Return where each item stands: near its anchor, no two nearer to each other than ``spacing``.

    Places are tried on a hexagonal grid around the anchor, the nearest first; one nearer to another anchor is taken
    only where no other is left within many rings. So the result depends on the order of the items alone.

    Parameters
    ----------
    items
        Pairs of an item and its anchor, in order of preference.
    anchors
        Where the anchors are.
    spacing
        The least distance between two items.
    boxes
        Rectangles that are kept clear, such as labels.

    Examples
    --------
    >>> found = fan_out([("a", "east"), ("b", "east")], {"east": (0.0, 0.0)}, spacing=2.0)
    >>> found
    {'a': (0.0, 0.0), 'b': (2.0, 0.0)}
    """
    placed: dict[str, tuple[float, float]] = {}
    for item, anchor in items:
        own = anchors[anchor]
        others = [place for key, place in anchors.items() if key != anchor]
        free = (spot for spot in _grid(own, spacing) if _is_free(spot, placed.values(), boxes, spacing))
        first = next(free)
        near = (
            spot
            for spot in chain([first], free)
            if all(_distance(spot, own) <= _distance(spot, other) for other in others)
        )
        placed[item] = next(near, first)
    return placed


def _grid(centre: tuple[float, float], spacing: float) -> list[tuple[float, float]]:
    """Return the places of a hexagonal grid, the nearest first, then from the right against the clock."""
    return sorted(_rings(centre, spacing), key=lambda spot: round(_distance(spot, centre), 6))


def _rings(centre: tuple[float, float], spacing: float) -> Iterator[tuple[float, float]]:
    x, y = centre
    yield (round(x, 6), round(y, 6))
    steps = [
        (1.0, 0.0),
        (0.5, sqrt(3) / 2),
        (-0.5, sqrt(3) / 2),
        (-1.0, 0.0),
        (-0.5, -sqrt(3) / 2),
        (0.5, -sqrt(3) / 2),
    ]
    for ring in range(1, _MOST_RINGS):
        for corner, (right, up) in enumerate(steps):
            onward = steps[(corner + 2) % 6]
            for step in range(ring):
                yield (
                    round(x + spacing * (right * ring + onward[0] * step), 6),
                    round(y + spacing * (up * ring + onward[1] * step), 6),
                )


def _is_free(
    spot: tuple[float, float], placed: Collection[tuple[float, float]], boxes: Sequence[Box], spacing: float
) -> bool:
    if any(_distance(spot, other) < spacing * 0.999 for other in placed):
        return False
    half = spacing / 2
    return all(
        abs(spot[0] - box.x) >= box.width / 2 + half or abs(spot[1] - box.y) >= box.height / 2 + half for box in boxes
    )


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)
