"""The report on a shock (断链): what is hit when segments or firms stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.dependences import STOPPED, Direction, Range
from chaingraph.analyses.firm_stops import FirmStop, stop_firms
from chaingraph.analyses.intervals import Interval
from chaingraph.analyses.shock import Hit, spread_shock, touched
from chaingraph.analyses.structure import judge_segments
from chaingraph.errors import InputError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.city import programme_cities, things_of_city
from chaingraph.readings.supplies import supply_network
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import NEEDS, STATES, Scene, cite, column, open_scene, things, undated_lead
from chaingraph.reports.finding import find_things

__all__ = ["ShockOptions", "place_cells", "report_shock", "shock_notes", "states_of", "working_network"]

_DIRECTIONS: Mapping[Direction, Name] = {
    "downstream": Name("下游（缺料）", "downstream (short of inputs)"),
    "upstream": Name("上游（失去买方）", "upstream (short of buyers)"),
}
_BASES = {
    "all producers": Name("全部生产者停产", "all producers stop"),
    "all known producers": Name("已知生产者全部停产，或另有未知者", "all known producers stop; others may exist"),
    "sizes": Name("按规模占比", "by share of size"),
    "sizes in part": Name("部分规模已知", "sizes known in part"),
    "sizes unknown": Name("规模未知", "sizes unknown"),
}
_HIT_COLUMNS = (
    column("direction", "方向", "direction"),
    column("hop", "第几跳", "hop"),
    column("node", "受影响者", "what is hit"),
    column("loss", "损失（至少–至多）", "loss (least–most)"),
    column("assumed", "含约定", "rests on conventions"),
    column("path", "路径", "path"),
    column("need", "末步的需要", "need at the last step"),
    column("products", "末步的产品", "products of the last step"),
    column("state", "当地状态", "state here"),
    column("through_unknown", "途经未知环节", "by way of unknown segments"),
    column("firms", "当地企业等", "who is there"),
    column("sources", "出处", "sources"),
)
_GROUP_COLUMNS = (
    column("kind", "类别", "kind"),
    column("group", "产业链、园区或区县", "chain, park or county"),
    column("direction", "方向", "direction"),
    column("hop", "最早第几跳", "first hop"),
    column("loss", "受损最重者（至少–至多）", "its hardest hit (least–most)"),
    column("nodes", "所涉环节", "segments hit"),
)


@dataclass(frozen=True)
class ShockOptions:
    """How a shock spreads: what can be bought elsewhere, how far to look, the least loss shown, rows of a table."""

    elsewhere: Range = field(default_factory=lambda: Range(0.0, 1.0))
    max_hops: int | None = 2
    floor: float = 0.1
    rows: int = 25


def report_shock(
    store: Store,
    names: Sequence[str],
    *,
    city: str | None = None,
    as_of: date | None = None,
    options: ShockOptions | None = None,
) -> Report:
    """Return what is hit when segments or firms stop together: hop by hop, downstream and upstream, as ranges.

    Parameters
    ----------
    store, city, as_of
        As in `chaingraph.reports.common.open_scene`; without a city that of the firms that stop.
    names
        Segments or firms, by key or name; not both kinds at once.
    options
        How the shock spreads.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear.
    InputError
        No name, segments and firms together, or a firm that no source links to a segment.
    """
    options = options or ShockOptions()
    scene = open_scene(store, city=city, as_of=as_of)
    stopped = find_things(scene.book, names, ("Segment", "Enterprise"))
    home = _home(scene.book, stopped)
    if city is None and home not in {None, scene.city.place}:
        scene = open_scene(store, city=home, as_of=as_of)
    if len({key.partition(":")[0] for key in stopped}) != 1:
        raise InputError("shock: name segments or firms, not both; run it once for each")
    label = Name("、".join(scene.book.name(key).show("zh") for key in stopped),
                 ", ".join(scene.book.name(key).show("en") for key in stopped))  # fmt: skip
    place = scene.city.name
    title = Name(f"{label.zh}停产（{place.show('zh')}）：断链推演", f"{label.en} stops ({place.show('en')}): shock")
    starts: dict[str, Range] = dict.fromkeys(stopped, STOPPED)
    sheets: list[Sheet] = []
    leads: list[Name] = []
    is_firm = stopped[0].startswith("enterprise:")
    if is_firm:
        sales = supply_network(scene.book, as_of=as_of)
        if all(firm in sales for firm in stopped):
            sheets.append(_sales_sheet(scene, sales, starts, options))
        producers = {segment: facts.firms for segment, facts in scene.facts.items()}
        stops = stop_firms(stopped, {segment: tuple(there) for segment, there in producers.items()})
        sheets.append(_stops_sheet(scene, stops))
        starts = {segment: one.loss for segment, one in stops.items()}
        leads.append(_firm_lead(scene, stops))
    graph, present = working_network(scene)
    starts = {node: loss for node, loss in starts.items() if node in graph}
    hits: dict[Direction, tuple[Hit, ...]] = {
        direction: spread_shock(
            graph,
            starts,
            direction=direction,
            elsewhere=options.elsewhere,
            present=present | set(starts),
            max_hops=options.max_hops,
            floor=options.floor,
        )
        for direction in _DIRECTIONS
    }
    states = states_of(scene)
    rows = [
        _hit(scene, states, direction, hit)
        for direction, found in hits.items()
        for hit in _shown(states, found, options)
        if hit.hop or not is_firm
    ]
    sheets.append(Sheet("hits", Name("受影响的环节", "Segments that are hit"), _HIT_COLUMNS, rows))
    sheets.append(Sheet("touched", Name("波及的产业链、园区与区县", "Chains, parks and counties touched"),
                        _GROUP_COLUMNS, _groups(scene, hits)))  # fmt: skip
    leads = [_spread_lead(states, hits["downstream"]), *leads, *undated_lead(scene)]
    return Report(title, leads, sheets, shock_notes(options))


def _home(book: Book, keys: Sequence[str]) -> str | None:
    """Return the city that all these firms belong to; None for segments, and for firms of several cities or none."""
    firms = [key for key in keys if key.startswith("enterprise:")]
    cities = programme_cities(book) if firms else ()
    return next((city for city in cities if things_of_city(book, city).issuperset(firms)), None)


def states_of(scene: Scene) -> dict[str, str]:
    """Return the state of every segment of all templates, by the published rule."""
    return {one.segment: one.state for one in judge_segments(scene.graph, scene.facts)}


def working_network(scene: Scene) -> tuple["nx.DiGraph[str]", set[str]]:
    """Return what feeds what without the segments confirmed to be absent, and the segments known to be there."""
    states = states_of(scene)
    graph = scene.graph.subgraph([node for node in scene.graph if states[node] != "absent"]).copy()
    return graph, {node for node, state in states.items() if state in {"strong", "thin"}}


def _shown(states: Mapping[str, str], hits: Sequence[Hit], options: ShockOptions) -> list[Hit]:
    """Return the first hits: those reached by way of known segments alone before the others, near before far."""

    def order(hit: Hit) -> tuple[object, ...]:
        is_open = states[hit.node] == "unknown" or _is_through_unknown(states, hit)
        return (is_open, hit.hop, -hit.loss.hi, hit.node)

    return sorted(hits, key=order)[: options.rows]


def _is_through_unknown(states: Mapping[str, str], hit: Hit) -> bool:
    """Say whether the path leads through a segment of which it is unknown whether it is in the place."""
    return any(states[node] == "unknown" for node in hit.path[1:-1])


def _hit(scene: Scene, states: Mapping[str, str], direction: Direction, hit: Hit) -> list[Cell]:
    _, state, holders, sources = place_cells(scene, states, hit.node)
    last = hit.path[-2:] if direction == "downstream" else hit.path[:-3:-1]
    step = scene.graph.edges[last] if len(last) == 2 else None
    return [
        _DIRECTIONS[direction],
        hit.hop,
        things(scene.book, [hit.node])[0],
        Interval(hit.loss.lo, hit.loss.hi),
        hit.is_assumed,
        things(scene.book, hit.path),
        NEEDS[step["need"]] if step else None,
        things(scene.book, step["products"] if step else ()),
        state,
        _is_through_unknown(states, hit),
        holders,
        sources,
    ]


def place_cells(scene: Scene, states: Mapping[str, str], node: str) -> list[Cell]:
    """Return a segment, its state, who is there, and the first sources that say so."""
    said = [link.statement for link in scene.city.links.get(node, ())]
    said += [one.statement for one in scene.city.stated.get(node, ())]
    return [
        things(scene.book, [node])[0],
        STATES[states[node]],
        things(scene.book, _holders(scene, node)),
        cite(scene.book, said)[:3],
    ]


def _holders(scene: Scene, segment: str) -> tuple[str, ...]:
    facts = scene.facts[segment]
    return (*facts.firms, *facts.sites, *facts.running)


def _groups(scene: Scene, hits: Mapping[Direction, Sequence[Hit]]) -> list[list[Cell]]:
    kinds: dict[Name, dict[str, tuple[str, ...]]] = {
        Name("产业链（模板）", "chain (template)"): {
            node: scene.templates.templates_of(node) for node in scene.graph if _holders(scene, node)
        },
        Name("园区", "park"): {
            node: tuple(
                park
                for holder in _holders(scene, node)
                for park in (*scene.city.parks.get(holder, ()), *([holder] if holder.startswith("park:") else []))
            )
            for node in scene.graph
        },
        Name("区县", "county"): {
            node: tuple(
                site
                for holder in _holders(scene, node)
                for site in scene.city.sites.get(holder, ())
                if site in scene.city.inside and site != scene.city.place
            )
            for node in scene.graph
        },
    }
    rows: list[list[Cell]] = []
    for kind, memberships in kinds.items():
        for direction, found in hits.items():
            rows += [
                [
                    kind,
                    things(scene.book, [one.group])[0],
                    _DIRECTIONS[direction],
                    one.hop,
                    Interval(one.loss.lo, one.loss.hi),
                    things(scene.book, one.nodes),
                ]
                for one in touched(found, memberships)
            ]
    return rows


def _stops_sheet(scene: Scene, stops: Mapping[str, FirmStop]) -> Sheet:
    columns = (
        column("segment", "环节", "segment"),
        column("loss", "环节损失（至少–至多）", "loss of the segment (least–most)"),
        column("known", "已知企业数", "firms known"),
        column("basis", "依据", "basis"),
        column("assumed", "若规模相同", "if all were of one size"),
    )
    rows = [
        [
            things(scene.book, [segment])[0],
            Interval(one.loss.lo, one.loss.hi),
            one.known,
            _BASES[one.basis],
            one.assumed,
        ]
        for segment, one in stops.items()
    ]
    return Sheet("stops", Name("企业所在环节的损失", "What its segments lose"), columns, rows)


def _sales_sheet(scene: Scene, sales: "nx.DiGraph[str]", starts: Mapping[str, Range], options: ShockOptions) -> Sheet:
    columns = (
        column("direction", "方向", "direction"),
        column("hop", "第几跳", "hop"),
        column("firm", "企业", "firm"),
        column("loss", "损失（至少–至多）", "loss (least–most)"),
        column("path", "路径", "path"),
        column("sites", "区县", "counties"),
    )
    rows: list[list[Cell]] = []
    for direction in _DIRECTIONS:
        found = spread_shock(
            sales, starts, direction=direction, elsewhere=options.elsewhere,
            max_hops=options.max_hops, floor=options.floor,
        )  # fmt: skip
        ordered = sorted(found, key=lambda hit: (hit.hop, -hit.loss.hi, hit.node))
        rows += [
            [
                _DIRECTIONS[direction],
                hit.hop,
                things(scene.book, [hit.node])[0],
                Interval(hit.loss.lo, hit.loss.hi),
                things(scene.book, hit.path),
                things(scene.book, scene.city.sites.get(hit.node, ())),
            ]
            for hit in ordered[: options.rows]
        ]
    return Sheet("firms", Name("受影响的企业（按供货关系）", "Firms that are hit (by sales)"), columns, rows)


def _spread_lead(states: Mapping[str, str], hits: Sequence[Hit]) -> Name:
    down = [hit for hit in hits if hit.hop]
    known = [hit for hit in down if states[hit.node] != "unknown"]
    direct = [hit for hit in known if not _is_through_unknown(states, hit)]
    unknown, most = len(down) - len(known), max((hit.loss.hi for hit in known), default=0.0)
    return Name(
        f"下游{len(down)}个环节可能受影响：{unknown}个当地有无未知；当地已知{len(known)}个，"
        f"其中{len(direct)}个只经已知环节传到；已知者损失至多{most:.0%}。",
        f"{len(down)} segments downstream may be hit: of {unknown} it is unknown whether they are here; {len(known)} "
        f"are known here, {len(direct)} of them reached by way of known segments alone; they lose {most:.0%} at most.",
    )


def _firm_lead(scene: Scene, stops: Mapping[str, FirmStop]) -> Name:
    sole = [segment for segment, one in stops.items() if one.known == one.stopped]
    names_zh = "、".join(scene.book.name(segment).show("zh") for segment in sole)
    names_en = ", ".join(scene.book.name(segment).show("en") for segment in sole)
    if not sole:
        return Name("其所在环节都另有已知企业。", "Other firms are known in each of its segments.")
    return Name(
        f"已知企业仅此（名单不全，或另有未知者）：{names_zh}。",
        f"No other firm is known in: {names_en} (lists are incomplete, others may exist).",
    )


def shock_notes(options: ShockOptions, *, is_spread: bool = True) -> list[Name]:
    """Return how to read losses; ``is_spread`` says that hops and a least loss were set."""
    low, high = options.elsewhere.lo, options.elsewhere.hi
    zh, en = "，各跳都算", ", all hops counted"
    if is_spread:
        hops = options.max_hops if options.max_hops is not None else "∞"
        zh = f"；至多看{hops}跳，低于{options.floor:.0%}的不列"
        en = f"; {hops} hops at most, losses below {options.floor:.0%} left out"
    return [
        Name(
            f"损失为范围：外部可替代购入的份额设在{low:.0%}至{high:.0%}之间{zh}。",
            f"Losses are ranges: between {low:.0%} and {high:.0%} of an input can be bought elsewhere{en}.",
        ),
        Name(
            "“至多”沿一条最强路径相乘，等份与配套0.1为本项目约定；不是预测，也不含库存与时间。公式见docs/analyses.zh.md。",
            "'Most' is the product along the strongest path; equal shares and 0.1 for support are our conventions; it "
            "is no forecast and knows neither stocks nor time. Formulas: docs/analyses.md.",
        ),
    ]
