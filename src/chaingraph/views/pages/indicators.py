"""The view of a city's figures over time: small multiples, by thing or by indicator."""

from collections.abc import Iterator, Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.series import Panel
from chaingraph.answers import read_questions
from chaingraph.naming import Name
from chaingraph.reports.indicators import IndicatorScene, open_indicators, tell_indicators
from chaingraph.views.chart import Chart, render_chart
from chaingraph.views.controls import Choice, Control, Variant
from chaingraph.views.report_page import render_report
from chaingraph.views.shell import Page
from chaingraph.views.small_multiples import draw_panels, panels_legend

__all__ = ["draw"]

_QUESTIONS = ("indicator-series", "targets", "rival-figures", "growth-by-basis", "ranks", "page-statements")
_MOST_PANELS = 12
_BY_THING, _BY_INDICATOR = Name("按对象", "By what is measured"), Name("按指标", "By indicator")


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page; see `chaingraph.reports.indicators.report_indicators`."""
    scene = open_indicators(store, indicator=names[0] if names else None, city=city, as_of=as_of)
    report = tell_indicators(scene)
    gainsaid: dict[str, list[str]] = {}
    for pair in scene.rivals:
        gainsaid.setdefault(pair.one.statement, []).append(pair.other.statement)
        gainsaid.setdefault(pair.other.statement, []).append(pair.one.statement)
    variants, choices = {}, []
    for choice, panels, by_thing in _groups(scene):
        figure, height = draw_panels(scene.book, panels, gainsaid, page.lang, by_thing=by_thing)
        points = sum(one.points for one in panels)
        alt = Name(
            f"时间序列：{choice.name.zh}，{len(panels)}幅图，{points}个点；各点见下表。",
            f"Figures over time: {choice.name.en}, {len(panels)} panels, {points} points; the table lists each.",
        )
        variants[choice.key] = Variant(figure, height, alt, panels_legend(panels))
        choices.append(choice)
    if not variants:
        return render_report(page, report, scene.book.sources, questions=read_questions(_QUESTIONS))
    first = next(iter(variants.values()))
    chart = Chart(
        first.figure,
        first.height,
        first.alt,
        tuple(first.legend),
        note=Name(
            "线只连同一系列（口径、累计方式、状态、时期长短都相同）的点；各图坐标轴不同，不可跨图比高低；位次轴倒置，第1位在上。点击点看出处。",
            "Lines join points of one series (same scope, accrual, status and length of period); axes differ, so "
            "heights don't compare across panels; ranks run downwards from 1. Click a point for its source.",
        ),
        controls=(Control("show", Name("看什么", "Show"), choices),),
        variants=variants,
        rows=("figures",),
        min_width=980,
    )
    return render_chart(
        page, report, chart, scene.book.sources, things=scene.book.things, questions=read_questions(_QUESTIONS)
    )


def _groups(scene: IndicatorScene) -> Iterator[tuple[Choice, Sequence[Panel], bool]]:
    """Yield what may be shown: the panels of each thing, in parts where they are many, and of each indicator."""
    if scene.indicator:
        name = scene.book.name(scene.indicator)
        both = Name(name.show("zh"), name.show("en"))
        yield from _parts(f"i:{scene.indicator}", both, scene.panels, _BY_INDICATOR, by_thing=False)
    things = dict.fromkeys(panel.about for panel in scene.panels)
    if len(things) > 1 or not scene.indicator:
        for thing in things:
            mine = [panel for panel in scene.panels if panel.about == thing]
            name = scene.book.name(thing)
            yield from _parts(f"t:{thing}", Name(name.show("zh"), name.show("en")), mine, _BY_THING, by_thing=True)
    if not scene.indicator:
        counts: dict[str, int] = {}
        for panel in scene.panels:
            counts[panel.indicator] = counts.get(panel.indicator, 0) + panel.points
        for indicator in sorted(counts, key=lambda one: (-counts[one], one)):
            mine = [panel for panel in scene.panels if panel.indicator == indicator]
            name = scene.book.name(indicator)
            yield from _parts(
                f"i:{indicator}", Name(name.show("zh"), name.show("en")), mine, _BY_INDICATOR, by_thing=False
            )


def _parts(
    key: str, name: Name, panels: Sequence[Panel], group: Name, *, by_thing: bool
) -> Iterator[tuple[Choice, Sequence[Panel], bool]]:
    """Yield panels in parts of a size that can be looked at, those with a line first."""

    def has_line(panel: Panel) -> bool:
        return any(one.lines for one in panel.series)

    lined, lone = [one for one in panels if has_line(one)], [one for one in panels if not has_line(one)]
    if len(panels) <= _MOST_PANELS:
        parts = [([*lined, *lone], "")]
    else:
        ordered = [*lined, *lone]
        pieces = [ordered[at : at + _MOST_PANELS] for at in range(0, len(ordered), _MOST_PANELS)]
        parts = [(piece, f" {at}/{len(pieces)}") for at, piece in enumerate(pieces, 1)]
    for at, (piece, part) in enumerate(parts, 1):
        points = sum(one.points for one in piece)
        label = Name(f"{name.zh}{part}（{points}个点）", f"{name.en}{part} ({points} points)")
        yield Choice(key if len(parts) == 1 else f"{key}:{at}", label, group), piece, by_thing
