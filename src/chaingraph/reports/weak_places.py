"""The report on a chain's weak places: its cheapest cut, and the segments whose joint stop does most damage."""

from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.cuts import Cut, Damage, cheapest_cut, count_producers, most_damaging
from chaingraph.analyses.lanes import derive_lanes
from chaingraph.naming import Name
from chaingraph.report import Report, Sheet
from chaingraph.reports.common import Scene, column, open_scene
from chaingraph.reports.shock import ShockOptions, place_cells, shock_notes, states_of, working_network

__all__ = ["report_weak_places"]

_DAMAGE = Name("同时停产损失最大的环节（当地已知者中）", "The most damaging segments (of those known here)")


def report_weak_places(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    worst: int = 3,
    options: ShockOptions | None = None,
) -> Report:
    """Return where a chain is weakest: its cheapest cut, and the segments whose joint stop does most damage.

    The cut parts the first stages of the view from the last, at the cost of the firms known in each segment (1 where
    none is known). Feeds in support are left out.

    Raises
    ------
    UnknownNameError, InputError
        As for `report_shock`.
    """
    options = options or ShockOptions()
    scene = open_scene(store, chain=chain, city=city, as_of=as_of)
    graph = scene.in_view
    _, present = working_network(scene)
    firm_feeds = graph.edge_subgraph([edge for edge in graph.edges if graph.edges[edge]["need"] != "supporting"]).copy()
    lanes = derive_lanes(graph)
    sources = sorted(node for node in firm_feeds if lanes[node].position == 0)
    targets = sorted(node for node in firm_feeds if lanes[node].position == 1)
    producers = {segment: tuple(scene.facts[segment].firms) for segment in graph}
    cut = cheapest_cut(firm_feeds, sources, targets, cost=count_producers(firm_feeds, producers), keep=targets)
    damage = most_damaging(
        scene.graph,
        min(worst, sum(segment in present for segment in graph) or len(graph)),
        elsewhere=options.elsewhere,
        present=present,
        among=[segment for segment in scene.view.segments if segment in present] or scene.view.segments,
    )
    title = Name(f"{scene.heading.zh}：薄弱处", f"{scene.heading.en}: weak places")
    columns = (
        column("node", "环节", "segment"),
        column("state", "当地状态", "state here"),
        column("firms", "当地企业等", "who is there"),
        column("sources", "出处", "sources"),
    )
    states = states_of(scene)
    sheets = [
        Sheet("cut", Name("最省的割断", "The cheapest cut"), columns,
              [place_cells(scene, states, node) for node in cut.nodes]),
        Sheet("damage", _DAMAGE, columns, [place_cells(scene, states, node) for node in damage.nodes]),
    ]  # fmt: skip
    notes = shock_notes(options, is_spread=False)
    return Report(title, _weak_leads(scene, cut, damage, len(sources), len(targets)), sheets, notes)


def _weak_leads(scene: Scene, cut: Cut, damage: Damage, sources: int, targets: int) -> list[Name]:
    unknown = sum(not scene.facts[segment].firms for segment in scene.view.segments)
    exact_zh, exact_en = ("穷举", "all choices compared") if damage.is_exact else ("贪心", "greedy choice")
    return [
        Name(
            f"{len(scene.view.segments)}个环节中{unknown}个没有已知企业，割断的代价按1计，实际未知。",
            f"In {unknown} of {len(scene.view.segments)} segments no firm is known; a cut counts them as 1, which is "
            "not known.",
        ),
        Name(
            f"停掉{len(cut.nodes)}个环节（代价{cut.cost:g}）即可隔断{sources}个起始环节与{targets}个末端环节。",
            f"Stopping {len(cut.nodes)} segments (cost {cut.cost:g}) parts {sources} first stages from {targets} last.",
        ),
        Name(
            f"{len(damage.nodes)}个环节同时停产，各环节最大损失合计至多{damage.total:.1f}（{exact_zh}）。",
            f"If {len(damage.nodes)} segments stop together, the highest losses of all segments sum to "
            f"{damage.total:.1f} ({exact_en}).",
        ),
    ]
