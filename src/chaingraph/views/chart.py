"""plotly at arm's length: a figure as plain data, our template as its page, nothing from outside the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chaingraph.facts import Question, Sources
from chaingraph.facts import Thing as KnownThing
from chaingraph.naming import Name
from chaingraph.report import Report, Thing
from chaingraph.views.controls import Control, Variant, drawn_control
from chaingraph.views.report_page import cited_documents, report_content, row_key
from chaingraph.views.shell import EMPTY_STYLE, Page, frame_page, make_environment

__all__ = ["CHART_ASSETS", "Chart", "LegendEntry", "plain", "render_chart", "token"]

#: What pages with charts share in a site, beside what all pages do.
CHART_ASSETS = ("chart.css", "plotly-policy.js", "plotly.min.js", "choices.js", "chart-panel.js", "chart.js")

_AXIS: Mapping[str, Any] = {
    "automargin": True,
    "color": "token:ink",
    "gridcolor": "token:line",
    "linecolor": "token:line",
    "zerolinecolor": "token:muted",
    "fixedrange": True,
    "title": {"font": {"color": "token:muted", "size": 13}},
}
#: What every chart looks like; a figure's own layout goes before it.
_TEMPLATE: Mapping[str, Any] = {
    "layout": {
        "paper_bgcolor": "token:surface",
        "plot_bgcolor": "token:surface",
        "font": {"size": 13, "color": "token:ink"},
        "margin": {"l": 16, "r": 16, "t": 16, "b": 16},
        "showlegend": False,
        "hoverlabel": {
            "align": "left",
            "bgcolor": "token:surface",
            "bordercolor": "token:muted",
            "font": {"color": "token:ink", "size": 13},
            "namelength": -1,
        },
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
}


@dataclass(frozen=True)
class LegendEntry:
    """An entry of a chart's legend, which hides and shows what bears its key.

    ``key`` is the ``legendgroup`` of traces, or stands in a sankey's ``node.customdata`` and ``link.customdata`` as
    ``group``. ``fill`` and ``line`` are token names of ``shell.css`` with an opacity behind them where it isn't 1
    (``"edge 0.4"``); ``pattern`` is plotly's for bars (``/``, ``x``, ``.`` …), for no group may differ by colour alone;
    ``dashed`` is a dashed outline, and ``line``, ``line-dot``, ``line-dash`` are lines.
    ``count`` is how many the chart shows of it. With ``symbol`` (plotly's: ``circle``, ``diamond-open`` …) the entry
    shows that, ``size`` being half its height in the legend, instead of a patch.
    """

    key: str
    name: Name
    count: int | None
    fill: str
    line: str = ""
    pattern: str = ""
    symbol: str = ""
    size: int = 9


@dataclass(frozen=True)
class Chart:
    """A chart: a plotly figure as plain data, how high it is, and what it shows in words.

    Parameters
    ----------
    figure
        ``data`` and ``layout`` as plotly has them, in the language of the page. A colour is ``token("edge")``, which
        the page looks up in light and in dark; each text that isn't ours has gone through `plain`. A ``customdata``
        entry (or a trace's ``meta``) with a ``key`` leads, clicked, to the row of the tables with that key.
    height
        In pixels.
    alt
        One sentence for who can't see it: what is drawn, and the main thing to see.
    legend
        Its legend.
    title, note
        A heading above and a sentence below, if wanted.
    can_zoom
        Whether dragging zooms; then a button brings the whole back.
    min_width
        In pixels: in a narrower window it is scrolled sideways.
    is_half
        Whether two such charts stand side by side where there is room.
    controls, variants
        What may be chosen, and the other drawings of the chart by choice.
    rows
        Tables of the report whose rows are hidden while none of the points shown has their key.
    """

    figure: Mapping[str, Any]
    height: int
    alt: Name
    legend: Sequence[LegendEntry] = ()
    title: Name = Name()  # noqa: RUF009  (frozen)
    note: Name = Name()  # noqa: RUF009
    can_zoom: bool = False
    min_width: int = 0
    is_half: bool = False
    controls: Sequence[Control] = ()
    variants: Mapping[str, Variant] = field(default_factory=dict)
    rows: Sequence[str] = ()


def token(name: str, opacity: float = 1) -> str:
    """Return a colour of a figure: a token of ``shell.css``.

    Examples
    --------
    >>> token("chain-line"), token("edge", 0.4)
    ('token:chain-line', 'token:edge 0.4')
    """
    return f"token:{name}" if opacity == 1 else f"token:{name} {opacity:g}"


def plain(text: str) -> str:
    r"""Return a text that plotly shows as it is, though it reads some tags and entities.

    Examples
    --------
    >>> plain("R&D <b>\nhouse")
    'R&amp;D &lt;b&gt; house'
    """
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def render_chart(
    page: Page,
    report: Report,
    chart: Chart | Sequence[Chart],
    sources: Sources,
    *,
    things: Mapping[str, KnownThing] | None = None,
    questions: Mapping[str, Question] | None = None,
    bundled: str = "",
) -> bytes:
    """Return the page of a report with its charts above the tables, as UTF-8 bytes.

    The page has a search over the rows of its tables; a mark that is chosen, or a row that is found, opens a panel with
    what the tables say of it.

    Parameters
    ----------
    page
        Its frame; the title is the report's where it is empty.
    report
        What it tells; its tables hold all that the charts show.
    chart
        One chart or several, in order.
    sources
        The documents that citations lead to.
    things
        All things, by key: the search knows their other names and codes.
    questions
        The named questions behind it, shown with their SPARQL.
    bundled
        A sentence saying that something is drawn together, if it is.
    """
    page = replace(page, title=page.title or report.title.show(page.lang))
    charts = [chart] if isinstance(chart, Chart) else list(chart)
    content = report_content(page, report, sources, questions=questions or {}) | {"bundled": bundled}
    framed = frame_page(
        page,
        styles=["shell.css", "network.css", "chart.css"],
        scripts=["shell.js", "parts.js", *CHART_ASSETS[1:]],
        more_styles=[EMPTY_STYLE],
    )
    drawn = [_drawn(one, number, page.lang) for number, one in enumerate(charts, start=1)]
    template = make_environment().get_template("chart.html.j2")
    cited = [
        " ".join(filter(None, (one.publisher, one.issued.isoformat() if one.issued else "")))
        for one in cited_documents(report, sources)
    ]
    named, about = _names_of(report, things or {}, page.lang)
    said = {"charts": drawn, "cited": list(dict.fromkeys(cited)), "named": named, "about": about}
    return template.render(**framed, **content, **said).encode("utf-8")


def _names_of(
    report: Report, things: Mapping[str, KnownThing], lang: str
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what the things of rows are called, as they are shown first, and which rows name others than their own."""
    named: dict[str, list[str]] = {}
    about: dict[str, dict[str, None]] = {}
    for sheet in report.sheets:
        for number, row in enumerate(sheet.rows):
            key = sheet.keys[number] if sheet.keys else row_key(row)
            for cell in row:
                if not isinstance(cell, Thing):
                    continue
                if cell.key not in named:
                    named[cell.key] = _all_names(cell, things.get(cell.key), lang)
                if cell.key != key:
                    about.setdefault(key, {})[cell.key] = None
    return named, {key: list(found) for key, found in about.items()}


def _all_names(cell: Thing, known: KnownThing | None, lang: str) -> list[str]:
    codes = [text for name, text in (known.identity if known else ()) if name in {"cg:divisionCode", "cg:creditCode"}]
    names = (cell.name.show(lang), cell.name.zh, cell.name.en, *(known.aliases if known else ()), *codes)
    return [one for one in dict.fromkeys(names) if one]


def _drawn(chart: Chart, number: int, lang: str) -> dict[str, object]:
    variants = {
        key: {
            "data": one.figure["data"],
            "layout": _layout(one.figure, one.height),
            "height": one.height,
            "alt": one.alt.show(lang) or chart.alt.show(lang),
            "legend": _legend(one.legend or chart.legend, lang),
        }
        for key, one in chart.variants.items()
    }
    return {
        "id": f"chart-{number}",
        "data": chart.figure["data"],
        "layout": _layout(chart.figure, chart.height),
        "height": chart.height,
        "alt": chart.alt.show(lang),
        "title": chart.title.show(lang),
        "note": chart.note.show(lang),
        "legend": _legend(chart.legend, lang),
        "zoom": chart.can_zoom,
        "controls": [drawn_control(one, lang) for one in chart.controls],
        "variants": variants,
        "rows": list(chart.rows),
        "all": _count_points([chart.figure, *(one.figure for one in chart.variants.values())]),
        "minWidth": chart.min_width,
        "isHalf": chart.is_half,
    }


def _layout(figure: Mapping[str, Any], height: int) -> dict[str, object]:
    return {"template": _TEMPLATE, **figure.get("layout", {}), "height": height}


def _count_points(figures: Sequence[Mapping[str, Any]]) -> int:
    """Return how many keys the points of all drawings bear."""
    said = (
        one
        for figure in figures
        for trace in figure["data"]
        if isinstance(trace.get("customdata"), list) and trace.get("hoverinfo") != "skip"
        for part in trace["customdata"]
        for one in (part if isinstance(part, list) else [part])
    )
    return len({one["key"] for one in said if one and one.get("key")})


def _legend(entries: Sequence[LegendEntry], lang: str) -> list[dict[str, object]]:
    return [
        {
            "key": entry.key,
            "name": entry.name.show(lang),
            "count": entry.count,
            "fillcolor": f"token:{entry.fill}",
            "linecolor": f"token:{entry.line or entry.fill}",
            "pattern": entry.pattern,
            "symbol": entry.symbol,
            "size": entry.size,
        }
        for entry in entries
    ]
