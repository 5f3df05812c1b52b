"""Lay a layered network out in titled lanes: computed once, without overlap, the same on every run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wcwidth import wcswidth, wcwidth

__all__ = ["Box", "Lane", "Placed", "lay_out", "spread_lanes", "stack_lanes", "wrap"]

#: Pixels of one terminal cell at the font size of the boxes; two cells make a Chinese character (12.5 px wide).
CELL = 6.6
LINE = 16
_PADDING = 8
_LANE_GAP = 64
_LANE_MARGIN = 14
_HEADING = 44
_BLOCK_GAP = 22
_GROUP_GAP = 10


@dataclass(frozen=True)
class Lane:
    """A band of the picture; ``width`` is that of its boxes.

    The boxes of a lane that ``flows`` are stacked in the page, so that they close up where some are folded away.
    """

    key: str
    title: str
    width: int
    left: int = 0
    flows: bool = False

    @property
    def band(self) -> tuple[int, int]:
        """The left and right edge of the band around the boxes."""
        return (self.left - _LANE_MARGIN, self.left + self.width + _LANE_MARGIN)


@dataclass(frozen=True)
class Box:
    """A box to be placed: its lane, how many lines of text it has, and the box that it stands beside."""

    key: str
    lane: str
    lines: int
    parent: str | None = None

    @property
    def height(self) -> int:
        """Height in pixels."""
        return LINE * self.lines + _PADDING


@dataclass(frozen=True)
class Placed:
    """Where everything is: the centre of each box, the lanes, the rules between blocks, and the size of it all."""

    centres: Mapping[str, tuple[float, float]]
    lanes: tuple[Lane, ...]
    rules: tuple[float, ...]
    width: int
    height: int


def lay_out(boxes: Sequence[Box], lanes: Sequence[Lane], *, gap: int = 6) -> Placed:
    """Place boxes in their lanes, each beside the middle of the boxes that stand beside it.

    Parameters
    ----------
    boxes
        In the order in which they shall stand from top to bottom; a parent comes before its children.
    lanes
        From left to right.
    gap
        Pixels between two boxes of one block.

    Returns
    -------
    Placed
        Boxes of a lane never overlap. A rule separates the blocks of the second lane.
    """
    lanes = _place_lanes(lanes)
    left = {lane.key: lane.left + lane.width / 2 for lane in lanes}
    depth = {lane.key: number for number, lane in enumerate(lanes)}
    children: dict[str | None, list[Box]] = {}
    for box in boxes:
        children.setdefault(box.parent, []).append(box)
    top: dict[str, float] = {}
    rules: list[float] = []

    def place(box: Box, start: float) -> float:
        """Place a box and what stands beside it from ``start`` on; return where the next may begin."""
        below = start
        for number, child in enumerate(children.get(box.key, ())):
            if number and depth[box.lane] == 0:
                rules.append(below + _BLOCK_GAP / 2 - gap / 2)
                below += _BLOCK_GAP
            below = place(child, below)
        used = below - start - gap
        if used < box.height:
            shift = (box.height - max(used, 0)) / 2 if children.get(box.key) else 0
            if shift:
                _shift(box.key, shift)
            top[box.key] = start
            return start + box.height + gap
        top[box.key] = start + (used - box.height) / 2
        return below

    def _shift(key: str, by: float) -> None:
        for child in children.get(key, ()):
            top[child.key] += by
            _shift(child.key, by)

    position = float(_HEADING)
    for number, root in enumerate(children.get(None, ())):
        if number:
            rules.append(position + _BLOCK_GAP / 2 - gap / 2)
            position += _BLOCK_GAP
        position = place(root, position)
    centres = {box.key: (left[box.lane], top[box.key] + box.height / 2) for box in boxes if box.key in top}
    width = lanes[-1].left + lanes[-1].width + _LANE_MARGIN if lanes else 0
    return Placed(centres, lanes, tuple(rules), width, int(position) + _LANE_MARGIN)


def stack_lanes(
    boxes: Sequence[Box],
    lanes: Sequence[Lane],
    *,
    lower: frozenset[str] = frozenset(),
    gap: int = 6,
    lane_gap: int = _LANE_GAP,
) -> Placed:
    """Place the boxes of each lane one below the other from the top.

    Parameters
    ----------
    boxes
        In the order in which they shall stand in their lane; a ``parent`` is only the group that a box stands with:
        between two groups there is more room.
    lanes
        From left to right.
    lower
        Lanes that begin one row further down, so that lines can pass above them to the lanes behind.
    gap
        Pixels between two boxes of one group.
    lane_gap
        Pixels between the boxes of two lanes.
    """
    lanes = _place_lanes(lanes, lane_gap)
    row = max((box.height for box in boxes), default=0) + gap
    below = {lane.key: _HEADING + (row if lane.key in lower else 0) for lane in lanes}
    middle = {lane.key: lane.left + lane.width / 2 for lane in lanes}
    group: dict[str, str | None] = {}
    centres: dict[str, tuple[float, float]] = {}
    for box in boxes:
        if box.lane in group and group[box.lane] != box.parent:
            below[box.lane] += _GROUP_GAP
        group[box.lane] = box.parent
        centres[box.key] = (middle[box.lane], below[box.lane] + box.height / 2)
        below[box.lane] += box.height + gap
    width = lanes[-1].left + lanes[-1].width + _LANE_MARGIN if lanes else 0
    ordered = {box.key: centres[box.key] for lane in lanes for box in boxes if box.lane == lane.key}
    return Placed(ordered, lanes, (), width, int(max(below.values(), default=_HEADING)) + _LANE_MARGIN)


def spread_lanes(boxes: Sequence[Box], lanes: Sequence[Lane], *, gap: int = 10, most: int = 44) -> Placed:
    """Place the boxes of each lane over the height of the longest lane, in the order given.

    Parameters
    ----------
    boxes
        In the order in which they shall stand in their lane; one with a parent is folded away and takes no height.
    lanes
        From left to right.
    gap, most
        The least and the greatest number of pixels between two boxes.
    """
    lanes = _place_lanes(lanes)
    held = {lane.key: [box for box in boxes if box.lane == lane.key] for lane in lanes}
    standing = {key: [box.height for box in found if box.parent is None] for key, found in held.items()}
    room = max((sum(heights) + gap * (len(heights) - 1) for heights in standing.values() if heights), default=0)
    centres: dict[str, tuple[float, float]] = {}
    for lane in lanes:
        used, count = sum(box.height for box in held[lane.key]), len(held[lane.key])
        between = min(max((room - used) / (count + 1), gap), most) if count else gap
        below = _HEADING + max((room - used - between * (count - 1)) / 2, 0) if not lane.flows else _HEADING
        for box in held[lane.key]:
            centres[box.key] = (lane.left + lane.width / 2, below + box.height / 2)
            below += box.height + (gap if lane.flows else between)
    width = lanes[-1].left + lanes[-1].width + _LANE_MARGIN if lanes else 0
    return Placed(centres, lanes, (), width, _HEADING + room + _LANE_MARGIN)


def _place_lanes(lanes: Sequence[Lane], gap: int = _LANE_GAP) -> tuple[Lane, ...]:
    placed = []
    left = _LANE_MARGIN
    for lane in lanes:
        placed.append(replace(lane, left=left))
        left += lane.width + gap
    return tuple(placed)


def wrap(text: str, width: int, *, lines: int = 1) -> tuple[str, ...]:
    """Break ``text`` into at most ``lines`` lines of ``width`` pixels; what doesn't fit ends in "…".

    Latin words stay whole where they fit; Chinese breaks anywhere. Control characters become spaces.

    Examples
    --------
    >>> wrap("新一代信息技术产业链", 84, lines=2)
    ('新一代信息', '技术产业链')
    >>> wrap("Polymer and composite materials", 110, lines=2)
    ('Polymer and', 'composite…')
    """
    cells = max(int((width - 2 * _PADDING) / CELL), 4)
    words = _words(" ".join("".join(c if c.isprintable() else " " for c in text).split()))
    made: list[str] = [""]
    for word in words:
        for piece in _pieces(word, cells):
            if _cells(made[-1] + piece.rstrip()) <= cells:
                made[-1] += piece
            else:
                made.append(piece.lstrip())
    made = [line.rstrip() for line in made if line.strip()] or [""]
    if len(made) > lines:
        last = made[lines - 1]
        while last and _cells(last) > cells - 1:
            last = last[:-1]
        made = [*made[: lines - 1], last.rstrip() + "…"]
    return tuple(made)


def _cells(text: str) -> int:
    return max(wcswidth(text), 0)


def _words(text: str) -> list[str]:
    """Split into Latin words, with the space or hyphen behind them, and single wide characters."""
    words: list[str] = []
    for character in text:
        wide = wcwidth(character) == 2
        if words and not wide and not words[-1].endswith((" ", "-")) and wcwidth(words[-1][-1]) != 2:
            words[-1] += character
        else:
            words.append(character)
    return words


def _pieces(word: str, cells: int) -> list[str]:
    """Cut a word that is wider than a line."""
    if _cells(word.rstrip()) <= cells:
        return [word]
    return [word[at : at + cells] for at in range(0, len(word), cells)]
