"""Stacked bars lying on their side, a row of a table each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wcwidth import wcswidth

from chaingraph.naming import Name
from chaingraph.views.chart import LegendEntry, plain, token

__all__ = ["Bar", "Part", "draw_bars"]

_ROW_PIXELS = 25
_LABEL = 46
#: What part of the longest bar one digit takes, about; what has no room is told by the pointer and the table.
_ROOM = 0.016


@dataclass(frozen=True)
class Part:
    """A part that every bar has: its key in the legend, what it is called, and how it looks."""

    key: str
    name: Name
    fill: str
    line: str
    pattern: str = ""
    ink: str = "ink"


@dataclass(frozen=True)
class Bar:
    """A bar: its label, a number for each part, what is told of it, and the row that it leads to.

    Without ``values`` it is a heading between bars. ``lengths`` are drawn instead of the values where they are given.
    """

    label: str
    values: Sequence[float | None] = ()
    told: Sequence[str] = ()
    key: str = ""
    lengths: Sequence[float] = ()
    note: str = ""


def draw_bars(
    parts: Sequence[Part], bars: Sequence[Bar], lang: str, *, axis: str = "", most: float | None = None
) -> tuple[dict[str, Any], int, list[LegendEntry]]:
    """Return the figure, its height in pixels, and its legend with the sums of all parts.

    Parameters
    ----------
    parts, bars
        What is drawn, the first bar at the top.
    lang
        The language of names.
    axis
        What is counted.
    most
        Where the axis ends; for None at the longest bar.
    """
    labels = [str(number) for number in range(len(bars))]
    data = [_trace(part, at, bars, labels, lang) for at, part in enumerate(parts)]
    notes = [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "y": str(number),
            "showarrow": False,
            "text": plain(bar.note),
            "font": {"size": 12, "color": "token:muted"},
        }
        for number, bar in enumerate(bars)
        if bar.note
    ]
    layout: dict[str, Any] = {
        "barmode": "stack",
        "bargap": 0.28,
        "xaxis": {"title": {"text": plain(axis), "standoff": 6}, "rangemode": "tozero", "tickformat": ",d"},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": labels,
            "range": [len(bars) - 0.45, -0.55],
            "tickmode": "array",
            "tickvals": labels,
            "ticktext": [_label(bar) for bar in bars],
            "tickfont": {"size": 12},
            "ticks": "",
            "showgrid": False,
        },
        "annotations": notes,
        "hovermode": "closest",
        "margin": {"l": 16, "t": 8, "b": 16, "r": 16 + max((7 * wcswidth(bar.note) for bar in bars), default=0)},
    }
    if most is not None:
        layout["xaxis"] |= {"range": [0, most]}
    counted = [sum(bar.values[at] or 0 for bar in bars if bar.values) for at in range(len(parts))]
    legend = [
        LegendEntry(part.key, part.name, int(count), part.fill, part.line, part.pattern)
        for part, count in zip(parts, counted, strict=True)
    ]
    return {"data": data, "layout": layout}, _ROW_PIXELS * len(bars) + 74, legend


def _trace(part: Part, at: int, bars: Sequence[Bar], labels: Sequence[str], lang: str) -> dict[str, Any]:
    drawn = [(label, bar) for label, bar in zip(labels, bars, strict=True) if bar.values]
    shown = [bar.values[at] for _, bar in drawn]
    x = [(bar.lengths[at] if bar.lengths else value) or 0 for value, (_, bar) in zip(shown, drawn, strict=True)]
    longest = max((sum(bar.lengths or (one or 0 for one in bar.values)) for _, bar in drawn), default=0)
    return {
        "type": "bar",
        "orientation": "h",
        "y": [label for label, _ in drawn],
        "x": x,
        "text": [
            f"{value:g}" if value and length > longest * _ROOM * len(f"{value:g}") else ""
            for value, length in zip(shown, x, strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 11, "color": token(part.ink)},
        "constraintext": "none",
        "name": plain(part.name.show(lang)),
        "legendgroup": part.key,
        "marker": {
            "color": token(part.fill),
            "line": {"color": token(part.line), "width": 1},
            "pattern": {"shape": part.pattern, "fgcolor": token("line"), "size": 8},
        },
        "hovertext": [_told(bar, part, value, lang) for value, (_, bar) in zip(shown, drawn, strict=True)],
        "hoverinfo": "text",
        "customdata": [{"key": bar.key} for _, bar in drawn],
    }


def _label(bar: Bar) -> str:
    text = bar.label
    while wcswidth(text) > _LABEL:
        text = text[:-1]
    text = plain(text if text == bar.label else text.rstrip() + "…")
    return text if bar.values else f"<b>{text}</b>"


def _told(bar: Bar, part: Part, value: float | None, lang: str) -> str:
    between = "：" if lang == "zh" else ": "
    said = f"{part.name.show(lang)}{between}{value:g}" if value else part.name.show(lang)
    return "<br>".join([f"<b>{plain(bar.label)}</b>", plain(said), *(plain(line) for line in bar.told)])
