"""Panels of figures over time, side by side: points with their values, lines only within a series, a key for each."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from chaingraph.analyses.series import Panel, Point, Series
from chaingraph.facts import Book, figure_of, format_figure, format_period
from chaingraph.naming import Name
from chaingraph.reports.figure_words import tell_part
from chaingraph.reports.indicators import FORMS, tell_series
from chaingraph.views.chart import LegendEntry, plain, token

__all__ = ["draw_panels", "form_of", "panels_legend"]

_TONES = ("edge-strong", "chain-line", "cluster-line", "sector-line", "group-line", "institution-line")
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = {"reported": "circle", "expected": "circle-open", "target": "diamond-open"}
_FORMS = {
    "reported": FORMS[False],
    "expected": Name("预计或计划", "expected or planned"),
    "target": FORMS[True],
    "rivals": Name("只在数值上不一致", "differ in value alone"),
}
_COLUMNS, _PLOT_SHARE, _GAP = 2, 0.6, 0.03
_HEAD, _FOOT, _LEAST, _KEY_LINE, _MOST_VALUES = 44, 34, 178, 19, 8
_MOST_LETTERS = {"zh": 20, "en": 42}
_KEY_FONT = {"zh": 12, "en": 11}


def draw_panels(
    book: Book, panels: Sequence[Panel], gainsaid: dict[str, list[str]], lang: str, *, by_thing: bool
) -> tuple[dict[str, Any], int]:
    """Return a figure with a panel for each, in the order given, and its height.

    Parameters
    ----------
    book
        What things are called.
    panels
        What is drawn.
    gainsaid
        By statement: the statements that give another value for the same.
    lang
        "zh" or "en".
    by_thing
        Whether all panels are about one thing, so that they are headed by their indicators.
    """
    rows = [panels[at : at + _COLUMNS] for at in range(0, len(panels), _COLUMNS)]
    heights = [max(_LEAST, _HEAD + _FOOT + _KEY_LINE * max(len(one.series) for one in row)) for row in rows]
    height = sum(heights) + 8
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"hovermode": "closest", "annotations": [], "margin": {"l": 8, "r": 8, "t": 4, "b": 4}}
    top, number = float(height - 4), 1
    for row, high in zip(rows, heights, strict=True):
        for place, panel in enumerate(row):
            number += 1
            left = place * (1 + _GAP) / _COLUMNS
            right = left + (1 - _GAP) / _COLUMNS
            width = right - left
            frame = (left + 0.035, left + width * _PLOT_SHARE, (top - high + _FOOT) / height, (top - _HEAD) / height)
            scale, word = _scale(panel, lang)
            data += _panel_traces(book, panel, gainsaid, lang, axes=number, scale=scale)
            data += _keys(book, panel, lang, left=left + width * (_PLOT_SHARE + 0.03), top=top - _HEAD - 4)
            layout |= _axes(panel, number, frame, scale)
            layout["annotations"].append(
                {
                    "xref": "paper",
                    "yref": "paper",
                    "x": left,
                    "y": (top - 4) / height,
                    "text": _heading(book, panel, word, lang, by_thing=by_thing),
                    "font": {"size": 14, "color": token("ink")},
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "top",
                    "align": "left",
                }
            )
        top -= high
    hidden = {"visible": False, "fixedrange": True}
    layout["xaxis"] = {**hidden, "domain": [0, 1], "range": [0, 1]}
    layout["yaxis"] = {**hidden, "domain": [0, 1], "range": [0, height]}
    return {"data": data, "layout": layout}, height + 8


def form_of(series: Series) -> str:
    """Return ``target``, ``expected`` (planned too) or ``reported``."""
    if series.sample.is_target:
        return "target"
    return "expected" if series.sample.status in {"expected", "planned"} else "reported"


def panels_legend(panels: Sequence[Panel]) -> tuple[LegendEntry, ...]:
    """Return the legend: what the symbols mean, and how many points of each are drawn."""
    counts = dict.fromkeys(_FORMS, 0)
    for series in (one for panel in panels for one in panel.series):
        counts[form_of(series)] += len(series.points)
        counts["rivals"] += sum(point.is_contested for point in series.points)
    return tuple(
        LegendEntry(
            form,
            name,
            counts[form],
            "edge-strong" if form != "rivals" else "warn",
            symbol=_SYMBOLS.get(form, "circle-open"),
            size=9 if form != "rivals" else 12,
        )
        for form, name in _FORMS.items()
        if counts[form]
    )


def _panel_traces(
    book: Book, panel: Panel, gainsaid: dict[str, list[str]], lang: str, *, axes: int, scale: Decimal
) -> Iterator[dict[str, Any]]:
    below = _below(panel)
    for at, series in enumerate(panel.series):
        form = form_of(series)
        tone, dash = _TONES[at % len(_TONES)], _DASHES[(at // len(_TONES) + at) % len(_DASHES)]
        common = {"type": "scatter", "xaxis": f"x{axes}", "yaxis": f"y{axes}", "legendgroup": form}
        shown = [point for point in series.points if point.start and point.start != point.end]
        if shown:
            yield {
                **common,
                "mode": "lines",
                "x": [day for point in shown for day in (_day(point.start), _day(point.end), None)],
                "y": [value for point in shown for value in (*(_number(point, scale),) * 2, None)],
                "line": {"width": 5, "color": token(tone, 0.3)},
                "hoverinfo": "skip",
            }
        if series.lines:
            yield {
                **common,
                "mode": "lines",
                "x": [day for run in series.lines for day in (*(_day(point.end) for point in run), None)],
                "y": [value for run in series.lines for value in (*(_number(point, scale) for point in run), None)],
                "line": {"width": 2, "dash": dash, "color": token(tone)},
                "hoverinfo": "skip",
            }
        yield {
            **common,
            "mode": "markers+text" if panel.points <= _MOST_VALUES else "markers",
            "x": [_day(point.end) for point in series.points],
            "y": [_number(point, scale) for point in series.points],
            "text": [_label(book, point, lang, is_below=point.statements[0] in below) for point in series.points],
            "textposition": [
                "bottom center" if point.statements[0] in below else "top center" for point in series.points
            ],
            "textfont": {"size": 12, "color": token("ink")},
            "hovertext": [_hover(book, panel, series, point, gainsaid, lang) for point in series.points],
            "hoverinfo": "text",
            "customdata": [{"key": point.statements[0]} for point in series.points],
            "cliponaxis": False,
            "marker": {
                "symbol": _SYMBOLS[form],
                "size": 10,
                "color": token(tone),
                "line": {"width": 2, "color": token(tone)},
            },
        }
    contested = [point for one in panel.series for point in one.points if point.is_contested]
    if contested:
        yield {
            "type": "scatter",
            "xaxis": f"x{axes}",
            "yaxis": f"y{axes}",
            "legendgroup": "rivals",
            "mode": "markers",
            "x": [_day(point.end) for point in contested],
            "y": [_number(point, scale) for point in contested],
            "marker": {"symbol": "circle-open", "size": 19, "color": token("warn"), "line": {"width": 2.5}},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }


def _below(panel: Panel) -> frozenset[str]:
    """Return the points whose values stand below them: the lowest of a day, and every other one of near neighbours."""
    points = [point for one in panel.series for point in one.points]
    sign = -1 if panel.basis == "rank" else 1
    points.sort(key=lambda point: (point.end, sign * point.value, point.statements))
    near = max((points[-1].end - points[0].end).days // 6, 60)
    below: set[str] = set()
    was_below = False
    for at, point in enumerate(points):
        before = points[at - 1] if at else None
        after = points[at + 1] if at + 1 < len(points) else None
        if after is not None and after.end == point.end and (before is None or before.end != point.end):
            was_below = True
        else:
            is_near = before is not None and (point.end - before.end).days <= near
            was_below = is_near and not was_below
        if was_below:
            below.add(point.statements[0])
    return frozenset(below)


def _keys(book: Book, panel: Panel, lang: str, *, left: float, top: float) -> Iterator[dict[str, Any]]:
    """Return the key of a panel: the symbol of each series and what sets it apart, on the axes of the whole picture."""
    for at, series in enumerate(panel.series):
        y = top - at * _KEY_LINE
        form, tone = form_of(series), _TONES[at % len(_TONES)]
        text = tell_series(book, series).show(lang)
        most = _MOST_LETTERS[lang]
        yield {
            "type": "scatter",
            "mode": "markers+text",
            "legendgroup": form,
            "x": [left],
            "y": [y],
            "text": [plain("  " + (text if len(text) <= most else text[: most - 1] + "…"))],
            "hovertext": [plain(text)],
            "textposition": "middle right",
            "textfont": {"size": _KEY_FONT[lang], "color": token("ink")},
            "hoverinfo": "text",
            "marker": {
                "symbol": _SYMBOLS[form],
                "size": 10,
                "color": token(tone),
                "line": {"width": 2, "color": token(tone)},
            },
        }


def _axes(panel: Panel, number: int, frame: tuple[float, float, float, float], scale: Decimal) -> dict[str, Any]:
    points = [point for one in panel.series for point in one.points]
    first = min(point.start or point.end for point in points)
    last = max(point.end for point in points)
    pad = timedelta(days=max(200, (last - first).days // 6))
    years = ((last - first) + 2 * pad).days / 365.25
    left, right, low, high = (round(one, 5) for one in frame)
    ticks = {"dtick": "M12"} if years <= 7 else {"nticks": 6}
    return {
        f"xaxis{number}": {
            "type": "date",
            "domain": [left, right],
            "anchor": f"y{number}",
            "range": [(first - pad).isoformat(), (last + pad).isoformat()],
            "tickformat": "%Y",
            "tickfont": {"size": 11},
            "automargin": False,
            **ticks,
        },
        f"yaxis{number}": {
            "domain": [low, high],
            "anchor": f"x{number}",
            "range": _range(panel, [_number(point, scale) for point in points]),
            **({"dtick": _whole_step(points)} if panel.basis in {"rank", "streak"} else {"nticks": 4}),
            "tickfont": {"size": 11},
            "automargin": False,
        },
    }


def _whole_step(points: Sequence[Point]) -> int:
    values = [point.value for point in points]
    return max(1, int(max(values) - min(values)) // 3)


def _range(panel: Panel, values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    spread = (high - low) or abs(high) * 0.4 or 1.0
    if panel.basis == "rank":
        return [high + spread * 0.5, low - spread * 0.5]
    if panel.basis in {"level", "streak"} and low >= 0:
        return [0, high * 1.35 or 1.0]
    return [low - spread * 0.45, high + spread * 0.45]


def _scale(panel: Panel, lang: str) -> tuple[Decimal, Name]:
    """Return by what the values are divided, and the word for that."""
    most = max(abs(point.value) for one in panel.series for point in one.points)
    steps = [(Decimal(10**8), Name("亿", "")), (Decimal(10**4), Name("万", ""))]
    if lang == "en":
        steps = [(Decimal(10**9), Name("", "bn ")), (Decimal(10**6), Name("", "m "))]
    if panel.unit not in {"one", "percent"}:
        for size, word in steps:
            if most >= size:
                return size, word
    return Decimal(1), Name()


def _heading(book: Book, panel: Panel, word: Name, lang: str, *, by_thing: bool) -> str:
    sample = panel.series[0].sample
    name = plain(book.name(panel.indicator if by_thing else panel.about).show(lang))
    basis = tell_part(book, sample, "basis").show(lang)
    unit = "" if panel.unit in {"one", ""} else word.show(lang) + tell_part(book, sample, "unit").show(lang)
    if panel.unit == "percent":
        unit = "%"
    aside = plain(f"{basis}（{unit}）" if lang == "zh" else f"{basis} ({unit})") if unit else plain(basis)
    return f"<b>{name[:1].upper() + name[1:]}</b>  {aside}"


def _hover(book: Book, panel: Panel, series: Series, point: Point, gainsaid: dict[str, list[str]], lang: str) -> str:
    documents = dict.fromkeys(place.document for one in point.statements for place in book.sources.places.get(one, ()))
    colon = "：" if lang == "zh" else ": "
    lines = [
        f"<b>{plain(book.name(panel.about).show(lang))} · {plain(book.name(panel.indicator).show(lang))}</b>",
        f"<b>{_value(book, point, lang)}</b>  {format_period(point.start or point.end, point.end)}",
        plain(f"{FORMS[series.sample.is_target].show(lang)} · {tell_series(book, series).show(lang)}"),
    ]
    for one in point.statements:
        for other in gainsaid.get(one, ()):
            word = Name("另有资料", "another source").show(lang)
            figure = figure_of(book.statements[other], book)
            if figure:
                lines.append(f"≠ {word}{colon}{plain(format_figure(figure, lang))}")
    for key in list(documents)[:3]:
        document = book.sources.documents.get(key)
        if document:
            title = (document.title or document.name.show(lang))[:40]
            day = document.issued.isoformat() if document.issued else Name("日期未知", "undated").show(lang)
            lines.append(plain(f"{title} {day}"))
    return "<br>".join(dict.fromkeys(lines))


def _value(book: Book, point: Point, lang: str, *, short: bool = False) -> str:
    figure = figure_of(book.statements[point.statements[0]], book)
    if figure is None:
        return str(point.value)
    text = format_figure(figure, lang)
    if short and figure.basis == "rank":
        text = text.split("（")[0].split(" of ")[0]
    return plain(text)


def _label(book: Book, point: Point, lang: str, *, is_below: bool) -> str:
    """Return the value as it stands at the point; clear of the ring of one that is gainsaid."""
    text = _value(book, point, lang, short=True)
    if not point.is_contested:
        return text
    return f"<br>{text}" if is_below else f"{text}<br> "


def _number(point: Point, scale: Decimal) -> float:
    return float(point.value / scale)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
