"""The view of clusters, bases and parks: on a map of the county centroids, by kind, level, title and year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.naming import Name
from chaingraph.readings.sites import UNKNOWN
from chaingraph.reports.clusters import (
    KINDS,
    LEVELS,
    Award,
    ClusterScene,
    Site,
    open_clusters,
    tell_award,
    tell_clusters,
)
from chaingraph.views.chart import Chart, LegendEntry, plain, render_chart, token
from chaingraph.views.controls import Choice, Control
from chaingraph.views.county_map import CountyMap, place_things
from chaingraph.views.report_page import render_report
from chaingraph.views.shell import Page

__all__ = ["State", "draw", "states_of"]

_QUESTIONS = ("cluster-tiers", "place-designations", "counties", "page-statements")
#: Size, fill, line and ink of the symbols of each level.
_LOOKS = {
    "national": (28, "programme"),
    "provincial": (24, "chain"),
    "municipal": (21, "sector"),
    "other": (20, "group"),
    "none": (19, "unnamed"),
}
_SYMBOLS = {"cluster": "circle", "base": "diamond", "park": "square"}
_LIST_WIDTH = {"zh": 300.0, "en": 390.0}
_LETTER_WIDTH = {"zh": 14.0, "en": 7.4}
_MOST_LETTERS = {"zh": 18, "en": 46}
_WORDS = {
    "county_unknown": Name("县区未知", "County unknown"),
    "no_centroid": Name("{name}（坐标未知）", "{name} (no coordinates)"),
    "titles": Name("称号", "Titles"),
    "no_title": Name("未知有称号", "no title known"),
    "since": Name("最早见于 {year} 年", "first known in {year}"),
    "undated": Name("资料时间未知，各年都显示", "undated: shown in every year"),
    "scale": Name("{n} 千米", "{n} km"),
    "nothing": Name("无已知", "none known"),
    "frame": Name("图框不是行政边界", "The frame is no boundary"),
}


@dataclass(frozen=True)
class State:
    """What a thing is in some years: from and to (None is open), and the titles that it bears then."""

    first: int | None
    last: int | None
    awards: tuple[Award, ...]

    @property
    def level(self) -> str:
        """The highest level of these titles."""
        return self.awards[0].level if self.awards else "none"


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:  # noqa: ARG001
    """Return the page; see `chaingraph.reports.clusters.report_clusters`."""
    scene = open_clusters(store, city=city, as_of=as_of)
    report = tell_clusters(scene)
    if not scene.sites:
        return render_report(page, report, scene.book.sources)
    lang = page.lang
    names_of = {one.key: plain(scene.book.name(one.key).show(lang)) for one in scene.counties}
    made = place_things(
        scene.counties,
        [(site.key, site.counties) for site in scene.sites],
        label_widths={key: len(name) * _LETTER_WIDTH[lang] for key, name in names_of.items()},
    )
    width = made.width + _LIST_WIDTH[lang]
    unplaced = sum(site.counties == (UNKNOWN,) for site in scene.sites)
    chart = Chart(
        {"data": list(_traces(scene, made, names_of, lang)), "layout": _layout(made, width, lang, names_of)},
        round(made.height) + 32,
        Name(
            f"{len(scene.sites)}个集群、基地与园区在{len(scene.counties)}个县区中心点周围的分布；{unplaced}个县区未知，列在右侧。",
            f"{len(scene.sites)} clusters, bases and parks around the centroids of {len(scene.counties)} counties; "
            f"{unplaced} of unknown county are listed on the right.",
        ),
        _legend(scene),
        note=Name(
            "圆为集群，菱形为基地，方形为园区；大小与颜色为最高级别；数字为下表编号，“?”为时间未知。县区名在其中心点上，符号围绕它散开，不是实际位置。点击看事实与出处。",
            "Circles are clusters, diamonds bases, squares parks; size and colour tell the highest level; numbers are "
            "those of the table below, '?' means undated. A county's name stands at its centroid with symbols fanned "
            "out around it, not where they lie. Click one for its facts and sources.",
        ),
        controls=tuple(_controls(scene)),
        rows=("sites", "awards"),
        min_width=round(width) + 34,
    )
    return render_chart(
        page, report, chart, scene.book.sources, things=scene.book.things, questions=read_questions(_QUESTIONS)
    )


def states_of(site: Site) -> tuple[State, ...]:
    """Return what a thing is over the years, without gaps, from when it is first known.

    A title that nothing dates counts in every year, so that the thing is there in every year too.
    """
    years = [one.from_year for one in site.awards]
    dated = [year for year in (site.since, *years) if year is not None]
    start = None if site.since is None or None in years else min(dated)
    turns = {year for year in years if year is not None}
    turns |= {one.last + 1 for one in site.awards if one.last is not None}
    firsts = [start, *sorted(turn for turn in turns if start is None or turn > start)]
    states = []
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        held = tuple(one for one in site.awards if _holds(one, first))
        states.append(State(first, None if following is None else following - 1, held))
    return tuple(states)


def _holds(award: Award, year: int | None) -> bool:
    """Say whether a title is known to hold in a year; None stands for before all years."""
    begun = award.from_year is None or (year is not None and award.from_year <= year)
    return begun and (award.last is None or year is None or year <= award.last)


def _controls(scene: ClusterScene) -> Iterator[Control]:
    years = [year for site in scene.sites for year in (site.since, *(one.from_year for one in site.awards)) if year]
    if years:
        last = scene.city.as_of.year if scene.city.as_of else max(years)
        span = range(min(years), max(last, min(years)) + 1)
        stops = [Choice(str(year), Name(str(year), str(year))) for year in span]
        yield Control("year", Name("截至", "By the end of"), stops, is_filter=True, is_range=True)
    every = Choice("", Name("全部", "All"))
    kinds = Counter(site.kind for site in scene.sites)
    yield Control("kind", Name("类型", "Kind"), [every, *(Choice(kind, KINDS[kind]) for kind in KINDS if kinds[kind])],
                  is_filter=True)  # fmt: skip
    schemes = Counter(one.scheme for site in scene.sites for one in site.awards)
    titles = [
        Choice(
            scheme,
            Name(f"{scene.book.name(scheme).show('zh')}（{count}）", f"{scene.book.name(scheme).show('en')} ({count})"),
        )
        for scheme, count in sorted(schemes.items(), key=lambda one: (-one[1], one[0]))
    ]
    yield Control("scheme", Name("称号", "Title"), [every, *titles], is_filter=True)


def _legend(scene: ClusterScene) -> tuple[LegendEntry, ...]:
    counts = Counter(site.level for site in scene.sites)
    return tuple(
        LegendEntry(
            level, LEVELS[level], counts[level], f"{look}-fill", f"{look}-line", symbol="circle", size=size // 2
        )
        for level, (size, look) in _LOOKS.items()
        if counts[level]
    )


def _traces(scene: ClusterScene, made: CountyMap, names: dict[str, str], lang: str) -> Iterator[dict[str, Any]]:
    points = [(site, state) for site in scene.sites for state in states_of(site)]
    bearing = {county for site in scene.sites for county in site.counties}
    for level in _LOOKS:
        mine = [one for one in points if one[1].level == level]
        away = [one for one in mine if one[0].key not in made.listed]
        yield _leaders(made, away, level)
    yield {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _ in made.counties.values()],
        "y": [y for _, y in made.counties.values()],
        "text": [
            f"<b>{names[key]}</b>{'' if key in bearing else '<br>' + _WORDS['nothing'].show(lang)}"
            for key in made.counties
        ],
        "textfont": {"size": 13, "color": token("ink")},
        "hoverinfo": "skip",
    }
    for level, (size, look) in _LOOKS.items():
        for kind, symbol in _SYMBOLS.items():
            mine = [one for one in points if one[1].level == level and one[0].kind == kind]
            if mine:
                yield _symbols(scene, made, mine, lang, level=level, symbol=symbol, size=size, look=look)
        listed = [one for one in points if one[1].level == level and one[0].key in made.listed]
        if listed:
            yield _names(scene, made, listed, lang, level)


def _symbols(
    scene: ClusterScene,
    made: CountyMap,
    points: Sequence[tuple[Site, State]],
    lang: str,
    *,
    level: str,
    symbol: str,
    size: int,
    look: str,
) -> dict[str, Any]:
    places = [made.things[site.key] for site, _ in points]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "legendgroup": level,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "text": [f"{site.number}{'?' if _is_undated(site, state) else ''}" for site, state in points],
        "textfont": {"size": 11, "color": token(f"{look}-ink")},
        "hovertext": [_hover(scene, site, state, lang) for site, state in points],
        "hoverinfo": "text",
        "customdata": [_said(site, state) for site, state in points],
        "marker": {
            "symbol": symbol,
            "size": size if symbol != "diamond" else round(size * 0.85),
            "opacity": 1,
            "color": token(f"{look}-fill"),
            "line": {"width": 2 if level != "none" else 1.2, "color": token(f"{look}-line")},
        },
    }


def _names(
    scene: ClusterScene, made: CountyMap, points: Sequence[tuple[Site, State]], lang: str, level: str
) -> dict[str, Any]:
    """Return the names in the list beside the map."""
    names = [_cut(scene.book.name(site.key).show(lang), _MOST_LETTERS[lang]) for site, _ in points]
    return {
        "type": "scatter",
        "mode": "text",
        "legendgroup": level,
        "x": [made.things[site.key][0] + 20 for site, _ in points],
        "y": [made.things[site.key][1] for site, _ in points],
        "text": names,
        "textposition": "middle right",
        "textfont": {"size": 12, "color": token("ink")},
        "customdata": [_said(site, state) for site, state in points],
        "hoverinfo": "skip",
    }


def _leaders(made: CountyMap, points: Sequence[tuple[Site, State]], level: str) -> dict[str, Any]:
    """Return thin lines from the centroids to the symbols."""
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[dict[str, Any]] = []
    for site, state in points:
        county = next(one for one in site.counties if one in made.counties)
        (x1, y1), (x2, y2) = made.counties[county], made.things[site.key]
        x += [x1, x2, None]
        y += [y1, y2, None]
        said += [_said(site, state)] * 3
    return {
        "type": "scatter",
        "mode": "lines",
        "legendgroup": level,
        "x": x,
        "y": y,
        "customdata": said,
        "line": {"width": 1, "color": token("edge", 0.8)},
        "hoverinfo": "skip",
    }


def _said(site: Site, state: State) -> dict[str, Any]:
    return {
        "key": site.key,
        "year": [state.first, state.last],
        "kind": [site.kind],
        "scheme": [one.scheme for one in state.awards],
    }


def _is_undated(site: Site, state: State) -> bool:
    return any(one.from_year is None for one in state.awards) or (site.since is None and not state.awards)


def _hover(scene: ClusterScene, site: Site, state: State, lang: str) -> str:
    name = plain(scene.book.name(site.key).show(lang))
    counties = [
        _WORDS["county_unknown"].show(lang) if key == UNKNOWN else plain(scene.book.name(key).show(lang))
        for key in site.counties
    ]
    titles = [f"· {plain(tell_award(scene, one).show(lang))}" for one in state.awards]
    since = _WORDS["undated"].show(lang) if site.since is None else _WORDS["since"].show(lang).format(year=site.since)
    between = "、" if lang == "zh" else ", "
    lines = [f"<b>{site.number} {name}</b>", f"{KINDS[site.kind].show(lang)} · {between.join(counties)}"]
    lines += titles or [_WORDS["no_title"].show(lang)]
    return "<br>".join([*lines, since])


def _frame(made: CountyMap, lang: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of the map's frame, and what is written at them; none where no county is on the map."""
    if not made.counties:
        return [], []
    faint = {"width": 1, "color": token("band-line")}
    shapes: list[dict[str, Any]] = [
        {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": made.height, "line": faint, "layer": "below"}
        for _, x in made.meridians
    ]
    shapes += [
        {"type": "line", "x0": 0, "x1": made.width, "y0": y, "y1": y, "line": faint, "layer": "below"}
        for _, y in made.parallels
    ]
    shapes.append({"type": "rect", "x0": 0, "x1": made.width, "y0": 0, "y1": made.height, "layer": "below",
                   "line": {"width": 1.5, "color": token("muted")}})  # fmt: skip
    kilometres = 20 if made.kilometre * 20 < made.width / 3 else 10
    length = kilometres * made.kilometre
    shapes.append({"type": "line", "x0": 16, "x1": 16 + length, "y0": 16, "y1": 16,
                   "line": {"width": 3, "color": token("ink")}})  # fmt: skip
    small = {"size": 11, "color": token("muted")}
    notes = [
        _note(x + 2, made.height - 2, f"{degrees:g}°E", small, anchor="left", to="top")
        for degrees, x in made.meridians
        if x < made.width - 50
    ]
    notes += [
        _note(3, y, f"{degrees:g}°N", small, anchor="left", to="bottom")
        for degrees, y in made.parallels
        if 30 < y < made.height - 40
    ]
    notes.append(_note(16, 20, _WORDS["scale"].show(lang).format(n=kilometres), small, anchor="left", to="bottom"))
    notes.append(_note(made.width - 6, 4, _WORDS["frame"].show(lang), small, anchor="right", to="bottom"))
    return shapes, notes


def _layout(made: CountyMap, width: float, lang: str, names: dict[str, str]) -> dict[str, Any]:
    shapes, notes = _frame(made, lang)
    for key, y in made.heads:
        head = _WORDS["county_unknown"] if key == UNKNOWN else _WORDS["no_centroid"]
        text = f"<b>{head.show(lang).format(name=names.get(key, ''))}</b>"
        notes.append(_note(made.width + 28, y, text, {"size": 13, "color": token("ink")}, anchor="left", to="middle"))
    axis = {"visible": False, "fixedrange": True}
    return {
        "xaxis": {**axis, "range": [-2, width], "constrain": "domain"},
        "yaxis": {**axis, "range": [-2, made.height + 2], "scaleanchor": "x", "constrain": "domain"},
        "shapes": shapes,
        "annotations": notes,
        "hovermode": "closest",
    }


def _note(x: float, y: float, text: str, font: dict[str, Any], *, anchor: str, to: str) -> dict[str, Any]:
    return {"x": x, "y": y, "text": text, "font": font, "xanchor": anchor, "yanchor": to, "showarrow": False}


def _cut(text: str, most: int) -> str:
    return plain(text if len(text) <= most else text[: most - 1] + "…")
