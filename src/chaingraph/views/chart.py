"""plotly at arm's length: a figure as plain data, our template as its page, nothing from outside the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chaingraph.facts import Question, Sources
from chaingraph.naming import Name
from chaingraph.report import Report
from chaingraph.views.report_page import cited_documents, report_content
from chaingraph.views.shell import EMPTY_STYLE, Page, frame_page, make_environment

__all__ = ["CHART_ASSETS", "Chart", "LegendEntry", "plain", "render_chart", "token"]

#: What pages with charts share in a site, beside what all pages do.
CHART_ASSETS = ("chart.css", "plotly-policy.js", "plotly.min.js", "chart.js")

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
    ``count`` is how many the chart shows of it.
    """

    key: str
    name: Name
    count: int | None
    fill: str
    line: str = ""
    pattern: str = ""


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
    questions: Mapping[str, Question] | None = None,
    bundled: str = "",
) -> bytes:
    """Return the page of a report with its charts above the tables, as UTF-8 bytes.

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
    questions
        The named questions behind it, shown with their SPARQL.
    bundled
        A sentence saying that something is drawn together, if it is.
    """
    page = replace(page, title=page.title or report.title.show(page.lang))
    charts = [chart] if isinstance(chart, Chart) else list(chart)
    content = report_content(page, report, sources, questions=questions or {}) | {"bundled": bundled}
    framed = frame_page(
        page, styles=["shell.css", "chart.css"], scripts=["shell.js", *CHART_ASSETS[1:]], more_styles=[EMPTY_STYLE]
    )
    drawn = [_drawn(one, number, page.lang) for number, one in enumerate(charts, start=1)]
    template = make_environment().get_template("chart.html.j2")
    cited = [
        " ".join(filter(None, (one.publisher, one.issued.isoformat() if one.issued else "")))
        for one in cited_documents(report, sources)
    ]
    return template.render(**framed, **content, charts=drawn, cited=list(dict.fromkeys(cited))).encode("utf-8")


def _drawn(chart: Chart, number: int, lang: str) -> dict[str, object]:
    layout = {"template": _TEMPLATE, **chart.figure.get("layout", {}), "height": chart.height}
    legend = [
        {
            "key": entry.key,
            "name": entry.name.show(lang),
            "count": entry.count,
            "fillcolor": f"token:{entry.fill}",
            "linecolor": f"token:{entry.line or entry.fill}",
            "pattern": entry.pattern,
        }
        for entry in chart.legend
    ]
    return {
        "id": f"chart-{number}",
        "data": chart.figure["data"],
        "layout": layout,
        "height": chart.height,
        "alt": chart.alt.show(lang),
        "title": chart.title.show(lang),
        "note": chart.note.show(lang),
        "legend": legend,
        "zoom": chart.can_zoom,
        "minWidth": chart.min_width,
        "isHalf": chart.is_half,
    }
