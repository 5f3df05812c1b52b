"""The view of a shock: the report as a picture in lanes, hop by hop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.structure import judge_segments
from chaingraph.answers import read_questions
from chaingraph.facts import Question
from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import STATES, Scene, cite, column, open_scene, things
from chaingraph.reports.finding import find_things
from chaingraph.reports.shock import ShockOptions, report_shock
from chaingraph.views.lane_page import detail_data, filter_data, line_data, render_lanes, thing_runs
from chaingraph.views.panel import legend_data
from chaingraph.views.pyvis_page import DrawnEdge
from chaingraph.views.shell import Page
from chaingraph.views.shock_picture import Hit, draw_hits, read_hits, show_loss
from chaingraph.views.text import Run, say
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["draw"]

_QUESTIONS = ("page-statements", "feeds-of", "segment-states")
_CLASSES = ("stopped", "state-strong", "state-thin", "state-absent", "state-unknown", "firm", "grouped")
_LINES = {"listed": "path_known", "through": "path_unknown"}
_DASHES = {"state-absent": [7, 4], "state-unknown": [2, 3], "grouped": [2, 3]}
_SIDES = {"stop": "direction_stop", "own": "firm_lane_segments", "down": "direction_down", "up": "direction_up"}
_DOWNSTREAM = Name("下游（缺料）", "downstream (short of inputs)")


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page; see `chaingraph.reports.shock.report_shock`, of which it shows every hit."""
    scene = open_scene(store, city=city, as_of=as_of)
    report = report_shock(store, names, city=city, as_of=as_of, options=ShockOptions(rows=len(scene.graph) + 10_000))
    stopped = things(scene.book, find_things(scene.book, names, ("Segment", "Enterprise")))
    states = {one.segment: one.state for one in judge_segments(scene.graph, scene.facts)}
    words, told = words_of(page.lang), Told(scene.book, page.lang)
    hits = [_with_holders(scene, hit) for hit in read_hits(report, stopped, states, _DOWNSTREAM)]
    shown, boxes, edges, placed = draw_hits(hits, page.lang)
    said = {hit.key: _said(scene, hit) for hit in shown}
    page = replace(page, shows=words["shock_shows"], as_of=as_of.isoformat() if as_of else "")
    sides = [side for side in _SIDES if any(hit.side == side for hit in shown)]
    view: dict[str, object] = {
        "details": {hit.key: _detail(told, hit, said[hit.key], page) for hit in shown},
        "filter": filter_data("way", "known_only", [("known", "known_path")], page.lang),
        "more": [filter_data("side", "direction", [(f"side-{side}", _SIDES[side]) for side in sides], page.lang)],
        "membership": {hit.key: [f"side-{hit.side}", *([] if hit.is_through_unknown else ["known"])] for hit in shown},
        "dashes": _DASHES,
        "summary": [words["bar_help"], *(note.show(page.lang) for note in report.notes)],
        **legend_data(_CLASSES, _LINES, page.lang),
    }
    sheets = [
        _things_sheet(shown, words_of("zh"), words_of("en")),
        *(sheet for sheet in report.sheets if sheet.key not in {"hits", "firms"}),
        _links_sheet(scene, shown, edges),
    ]
    notes = [*report.notes, *(Name(words_of("zh")[key], words_of("en")[key]) for key in ("bar_help", "grouped_help"))]
    return render_lanes(
        page,
        Report(report.title, report.leads, sheets, notes),
        scene.book,
        boxes,
        edges,
        placed,
        view=view,
        stated=[one for found in said.values() for one in found],
        questions=_questions(),
    )


def _questions() -> Mapping[str, Question]:
    return read_questions(_QUESTIONS)


def _with_holders(scene: Scene, hit: Hit) -> Hit:
    """Return a segment that stops, or is that of a firm that does, with who is there."""
    if hit.side not in {"stop", "own"} or hit.thing not in scene.facts:
        return hit
    facts = scene.facts[hit.thing]
    there = things(scene.book, (*facts.firms, *facts.sites, *facts.running))
    return replace(hit, holders=there, sources=cite(scene.book, _said(scene, hit))[:3])


def _said(scene: Scene, hit: Hit) -> list[str]:
    """Return what documents state of who is in a segment, or of a firm."""
    if hit.thing.startswith("enterprise:"):
        return list(scene.book.said_of.get(hit.thing, ()))
    links = [link.statement for link in scene.city.links.get(hit.thing, ())]
    return [*(one.statement for one in scene.city.stated.get(hit.thing, ())), *links]


def _detail(told: Told, hit: Hit, said: Sequence[str], page: Page) -> dict[str, object]:
    words, lang = words_of(page.lang), page.lang
    lines = []
    if hit.kind != "stopped":
        lines.append(line_data(words["loss_word"], say(show_loss(hit.loss)), page))
    if hit.path:
        way = words["path_unknown" if hit.is_through_unknown else "path_known"]
        names = tuple(
            run
            for number, one in enumerate(hit.path)
            for run in ([Run(" → " if hit.side == "down" else " ← ")] if number else [])
            + [Run(one.name.show(lang), one.key)]
        )
        lines.append(line_data(words["path_word"], (*names, Run(f"（{way}）" if lang == "zh" else f" ({way})")), page))
    if hit.members:
        members = [Thing(one.thing, one.name) for one in hit.members]
        lines.append(line_data(words["member_list"], thing_runs(members, lang), page))
    elif hit.kind not in {"stopped", "firm"}:
        there = thing_runs(hit.holders, lang) or say(words["not_here"])
        lines.append(line_data(words["holders_here"], there, page))
    aliases = [text for one in hit.members for text in (one.name.zh, one.name.en, one.thing) if text]
    detail = detail_data(told, hit.thing or hit.key, page, title=hit.name.show(lang), statements=said, lines=lines,
                         aliases=aliases)  # fmt: skip
    if hit.members:
        detail["aliases"], detail["found"] = [], aliases
    return detail


def _things_sheet(shown: Sequence[Hit], zh: Mapping[str, str], en: Mapping[str, str]) -> Sheet:
    def word(key: str) -> Name:
        return Name(zh[key], en[key])

    columns = (
        column("side", "方向", "direction"),
        column("hop", "第几跳", "hop"),
        column("node", "受影响者", "what is hit"),
        column("loss", "损失（至少–至多）", "loss (least–most)"),
        column("state", "当地状态", "state here"),
        column("way", "途经", "by way of"),
        column("path", "路径", "path"),
        column("who", "当地企业等；所合并的环节", "who is there; segments drawn as one"),
        column("assumed", "含约定", "rests on conventions"),
        column("sources", "出处", "sources"),
    )
    rows: list[list[Cell]] = []
    for hit in shown:
        is_hit = hit.side in {"up", "down"}
        state = "unknown" if hit.kind == "grouped" else hit.kind.removeprefix("state-")
        rows.append(
            [
                word(_SIDES[hit.side]),
                hit.hop if is_hit else 0,
                Thing(hit.thing, hit.name) if hit.thing else hit.name,
                show_loss(hit.loss),
                STATES.get(state),
                word("path_unknown" if hit.is_through_unknown else "path_known") if is_hit else None,
                hit.path,
                tuple(Thing(one.thing, one.name) for one in hit.members) or hit.holders,
                hit.is_assumed if is_hit else None,
                hit.sources,
            ]
        )
    title = Name(zh["things"].format(n=len(rows)), en["things"].format(n=len(rows)))
    return Sheet("things", title, columns, rows, [hit.key for hit in shown])


def _links_sheet(scene: Scene, shown: Sequence[Hit], edges: Sequence[DrawnEdge]) -> Sheet:
    """Return what each line stands for: what is fed, and how much it is needed."""
    columns = (
        column("from", "起", "from"),
        column("to", "止", "to"),
        column("way", "途经", "by way of"),
        column("need", "依赖", "need"),
        column("products", "产品", "products"),
    )
    by_key = {hit.key: hit for hit in shown}
    zh, en = words_of("zh"), words_of("en")
    rows: list[list[Cell]] = []
    for edge in edges:
        ends = [by_key[edge.source], by_key[edge.target]]
        way = "path_unknown" if edge.relation == "through" else "path_known"
        feed = scene.graph.get_edge_data(ends[0].thing, ends[1].thing) or {}
        named = things(scene.book, feed.get("products", ()))
        rows.append(
            [
                *(Thing(one.thing, one.name) if one.thing else one.name for one in ends),
                Name(zh[way], en[way]),
                Name(zh[feed["need"]], en[feed["need"]]) if feed else None,
                named,
            ]
        )
    title = Name(zh["links"].format(n=len(rows)), en["links"].format(n=len(rows)))
    return Sheet("links", title, columns, rows, [edge.key for edge in edges])
