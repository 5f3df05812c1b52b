"""A map of counties without outlines: centroids in a frame, things around them, and beside it those without a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaingraph.readings.sites import UNKNOWN, County
from chaingraph.views.fan import Box, fan_out, project

__all__ = ["SPACING", "CountyMap", "place_things"]

#: The least distance between the middles of two symbols, in pixels: more than the largest is wide.
SPACING = 33.0
_HEIGHT, _WIDEST, _PADDING = 680.0, 860.0, 84.0
_LINE, _HEAD = 31.0, 34.0
_KILOMETRES_A_DEGREE = 111.2


@dataclass(frozen=True)
class CountyMap:
    """Where all stands, in pixels from the lower left.

    Attributes
    ----------
    width, height
        Of the map's frame; the list stands to the right of it. Without a centroid there is no frame, and no width.
    counties
        The centroids.
    things
        Where each thing stands, on the map or in the list.
    listed
        The things of the list.
    heads
        The headings of the list: a county without a centroid or ``UNKNOWN``, and where it stands.
    meridians, parallels
        Degrees and where they are.
    kilometre
        How many pixels a kilometre is.
    """

    width: float
    height: float
    counties: Mapping[str, tuple[float, float]]
    things: Mapping[str, tuple[float, float]]
    listed: frozenset[str]
    heads: tuple[tuple[str, float], ...]
    meridians: tuple[tuple[float, float], ...]
    parallels: tuple[tuple[float, float], ...]
    kilometre: float


def place_things(
    counties: Sequence[County], things: Sequence[tuple[str, Sequence[str]]], *, label_widths: Mapping[str, float]
) -> CountyMap:
    """Return a map of equal measure in both directions.

    Parameters
    ----------
    counties
        Those with a centroid are on the map.
    things
        Pairs of a thing and its counties; it stands at the first that has a centroid, else in the list.
    label_widths
        How wide the name of each county is; symbols keep clear of it.
    """
    located = {one.key: (one.latitude, one.longitude) for one in counties if _has_centroid(one)}
    placed: list[tuple[str, str]] = []
    listed: list[tuple[str, str]] = []
    for key, where in things:
        at = next((county for county in where if county in located), None)
        (placed if at else listed).append((key, at or where[0]))
    heads = list(dict.fromkeys(head for _, head in sorted(listed, key=lambda one: one[1] == UNKNOWN)))
    height = max(_HEIGHT if located else 0.0, _LINE * len(listed) + _HEAD * len(heads) + 40)
    width, anchors, scale, grid = _projected(located, height)
    boxes = [Box(x, y, label_widths.get(key, 60.0), 18.0) for key, (x, y) in anchors.items()]
    spots = fan_out(placed, anchors, spacing=SPACING, boxes=boxes)
    y, headings = height - 24.0, []
    for head in heads:
        headings.append((head, y))
        y -= _HEAD
        for key, _ in (one for one in listed if one[1] == head):
            spots[key] = (width + 44.0, y)
            y -= _LINE
    return CountyMap(
        width, height, anchors, spots, frozenset(key for key, _ in listed), tuple(headings), *grid,
        scale / _KILOMETRES_A_DEGREE,
    )  # fmt: skip


def _has_centroid(county: County) -> bool:
    return county.latitude is not None and county.longitude is not None


_Grid = tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]]


def _projected(
    located: Mapping[str, tuple[float | None, float | None]], height: float
) -> tuple[float, dict[str, tuple[float, float]], float, _Grid]:
    """Return the frame's width, the centroids in it, pixels for a degree of latitude, and the lines of degrees."""
    if not located:
        return 0.0, {}, 1.0, ((), ())
    points = {key: (latitude or 0.0, longitude or 0.0) for key, (latitude, longitude) in located.items()}
    latitudes, longitudes = zip(*points.values(), strict=True)
    middle = (min(latitudes) + max(latitudes)) / 2
    flat = {key: project(*point, middle=middle) for key, point in points.items()}
    left, right = (end(x for x, _ in flat.values()) for end in (min, max))
    low, high = min(latitudes), max(latitudes)
    scale = min((height - 2 * _PADDING) / max(high - low, 0.05), (_WIDEST - 2 * _PADDING) / max(right - left, 0.05))
    width = (right - left) * scale + 2 * _PADDING
    rise = (height - (high - low) * scale) / 2
    anchors = {
        key: (round((x - left) * scale + _PADDING, 2), round((y - low) * scale + rise, 2))
        for key, (x, y) in flat.items()
    }
    step = 0.25 if high - low < 1.6 else 0.5
    meridians = []
    parallels = []
    for number in range(int(min(longitudes) / step) - 4, int(max(longitudes) / step) + 5):
        x = (project(0.0, number * step, middle=middle)[0] - left) * scale + _PADDING
        if 0 < x < width:
            meridians.append((number * step, round(x, 2)))
    for number in range(int(low / step) - 4, int(high / step) + 5):
        y = (number * step - low) * scale + rise
        if 0 < y < height:
            parallels.append((number * step, round(y, 2)))
    return round(width, 2), anchors, scale, (tuple(meridians), tuple(parallels))
