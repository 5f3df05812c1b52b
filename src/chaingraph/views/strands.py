"""Members through editions as a picture: a column an edition, a row a member, so that each one's strand lies straight.

plotly's own sankey knows neither boxes without flow (33 members, none named) nor dashes, and both are needed to show
what is unknown as unknown: so boxes and strands are filled outlines of a scatter plot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wcwidth import wcswidth

from chaingraph.views.chart import plain, token

__all__ = ["BOXES", "LINES", "Column", "Strand", "StrandBox", "draw_strands", "rows_of"]

#: How far a box reaches from the middle of its column, and its height as part of a row.
_HALF, _HEIGHT = 0.34, 0.8
_ROW_PIXELS = 21
_HEAD_ROWS = 3.2
_STEPS = 16

#: Each kind of box: fill, line, ink, dash, pattern.
BOXES: Mapping[str, tuple[str, str, str, str, str]] = {
    "listed": ("chain-fill", "chain-line", "chain-ink", "solid", ""),
    "possible": ("possible-fill", "possible-line", "possible-ink", "dash", ""),
    "left": ("project-fill", "project-line", "project-ink", "solid", "x"),
    "unnamed": ("unnamed-fill", "unnamed-line", "unnamed-ink", "dot", "/"),
}
#: Each kind of line: its colour, the opacity of a band, width, dash.
LINES: Mapping[str, tuple[str, float, float, str]] = {
    "strand": ("chain-line", 0.45, 0, "solid"),
    "maybe": ("chain-line", 0.16, 0.8, "dash"),
    "gap": ("chain-line", 0, 1.5, "dot"),
    "change": ("edge-strong", 0, 3, "solid"),
    "judged": ("group-line", 0, 1.2, "dash"),
}


@dataclass(frozen=True)
class Column:
    """An edition: the lines of its heading, the first of them bold."""

    key: str
    lines: Sequence[str]


@dataclass(frozen=True)
class StrandBox:
    """A box: its edition, how many rows it takes from ``row`` on, what is written in it, and what is told of it.

    ``kind`` is one of `BOXES`; ``key`` is that of the row in the tables; ``note`` is a short word at its end.
    """

    key: str
    kind: str
    column: int
    row: float
    text: str
    told: Sequence[str]
    rows: float = 1
    note: str = ""


@dataclass(frozen=True)
class Strand:
    """A line from a box to another: ``kind`` is one of `LINES`."""

    key: str
    kind: str
    source: tuple[int, float]
    target: tuple[int, float]
    told: Sequence[str]


def rows_of(columns: Sequence[Iterable[float]], strands: Iterable[Strand]) -> list[float]:
    """Return for each column the first row that neither a box in it nor a strand passing it takes.

    Examples
    --------
    >>> rows_of([[], [0, 1], [2]], [Strand("a", "gap", (1, 4), (3, 4), ())])
    [0, 2, 5]
    """
    free = [max((row + 1 for row in rows), default=0) for rows in columns]
    for strand in strands:
        for column in range(strand.source[0] + 1, strand.target[0]):
            if strand.kind == "gap" and column < len(free):
                free[column] = max(free[column], strand.source[1] + 1)
    return free


def draw_strands(
    columns: Sequence[Column], boxes: Sequence[StrandBox], strands: Sequence[Strand]
) -> tuple[dict[str, Any], int]:
    """Return the figure and its height in pixels; a box or line is one trace of the legend group of its kind."""
    bottom = max((box.row + box.rows for box in boxes), default=1)
    data = [_line(one) for kind in LINES for one in strands if one.kind == kind]
    data += [_box(one) for one in boxes]
    data += [
        _texts([one for one in boxes if one.kind == kind], kind)
        for kind in BOXES
        if any(one.kind == kind for one in boxes)
    ]
    heads = [
        {
            "x": at,
            "y": -_HEAD_ROWS,
            "yanchor": "top",
            "showarrow": False,
            "align": "center",
            "text": "<br>".join(
                f"<b>{plain(line)}</b>" if number == 0 else plain(line) for number, line in enumerate(one.lines)
            ),
            "font": {"size": 12, "color": "token:ink"},
        }
        for at, one in enumerate(columns)
    ]
    layout = {
        "xaxis": {"visible": False, "range": [-0.42, len(columns) - 0.58]},
        "yaxis": {"visible": False, "range": [bottom + 0.2, -_HEAD_ROWS]},
        "margin": {"l": 8, "r": 8, "t": 10, "b": 6},
        "hovermode": "closest",
        "annotations": heads,
    }
    return {"data": data, "layout": layout}, round((bottom + _HEAD_ROWS + 0.2) * _ROW_PIXELS) + 16


def _hover(told: Sequence[str], key: str) -> dict[str, Any]:
    text = "<br>".join(_folded(plain(line)) if number else f"<b>{plain(line)}</b>" for number, line in enumerate(told))
    return {"hoveron": "fills", "hoverinfo": "text", "text": text, "meta": {"key": key}}


def _folded(text: str, width: int = 64) -> str:
    """Return a text broken into lines that fit beside a pointer."""
    lines, line = [], ""
    for sign in text:
        if wcswidth(line) >= width and (sign == " " or ord(sign) > 0x2E80):
            lines.append(line)
            line = ""
        line += sign
    return "<br>".join([*lines, line])


def _box(box: StrandBox) -> dict[str, Any]:
    fill, line, _, dash, pattern = BOXES[box.kind]
    left, right = box.column - _HALF, box.column + _HALF
    top = box.row + (1 - _HEIGHT) / 2
    bottom = box.row + box.rows - (1 - _HEIGHT) / 2
    made: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "x": [left, right, right, left, left],
        "y": [top, top, bottom, bottom, top],
        "fill": "toself",
        "fillcolor": token(fill),
        "line": {"color": token(line), "width": 1.4, "dash": dash},
        "legendgroup": box.kind,
        "name": "box",
        **_hover(box.told, box.key),
    }
    if pattern:
        made["fillpattern"] = {"shape": pattern, "bgcolor": token(fill), "fgcolor": token("line"), "size": 9}
    return made


def _line(strand: Strand) -> dict[str, Any]:
    colour, opacity, width, dash = LINES[strand.kind]
    (one, row), (two, other) = strand.source, strand.target
    half = 0.26 if opacity else 0.0
    start, end = one + _HALF, two - _HALF
    steps = [at / _STEPS for at in range(_STEPS + 1)] if row != other else [0.0, 1.0]
    across = [round(start + (end - start) * at, 4) for at in steps]
    down = [row + 0.5 + (other - row) * (3 * at * at - 2 * at**3) for at in steps]
    # A line goes there and back along one way, for fills are what a pointer finds.
    upper, lower = [round(at - half, 3) for at in down], [round(at + half, 3) for at in down]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*across, *reversed(across), across[0]],
        "y": [*upper, *reversed(lower), upper[0]],
        "fill": "toself",
        "fillcolor": token(colour, opacity or 0.01),
        "line": {"color": token(colour), "width": width, "dash": dash},
        "legendgroup": strand.kind,
        "name": "line",
        **_hover(strand.told, strand.key),
    }


def _texts(boxes: Sequence[StrandBox], kind: str) -> dict[str, Any]:
    def written(box: StrandBox) -> str:
        note = f" · {box.note}" if box.note else ""
        return plain(_clipped(box.text, 26 - wcswidth(note)) + note)

    return {
        "type": "scatter",
        "mode": "text",
        "x": [box.column - _HALF + 0.02 for box in boxes],
        "y": [box.row + box.rows / 2 for box in boxes],
        "text": [written(box) for box in boxes],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": token(BOXES[kind][2])},
        "legendgroup": kind,
        "name": "text",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _clipped(text: str, width: int) -> str:
    """Return a text of at most so many narrow columns."""
    if wcswidth(text) <= width:
        return text
    while wcswidth(text) > width - 1:
        text = text[:-1]
    return text + "…"
