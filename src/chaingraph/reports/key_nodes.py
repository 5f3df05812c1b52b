"""The report on key nodes (关键节点): which segments and firms much hangs on, beside the titles conferred on them."""

from collections.abc import Mapping, Sequence
from datetime import date

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.key_nodes import KeyNode, KeyNodes, firm_network, rank_key_nodes
from chaingraph.naming import Name
from chaingraph.readings.supplies import supply_network
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import Scene, cite, column, open_scene, things, undated_lead

__all__ = ["report_key_nodes"]

_MEASURES = {
    "betweenness": Name("中介", "betweenness"),
    "ends": Name("去处", "ends"),
    "origins": Name("来处", "origins"),
}
_COLUMNS = (
    column("node", "节点", "node"),
    column("betweenness", "中介中心性", "betweenness"),
    column("ends", "PageRank（去处）", "PageRank (ends)"),
    column("origins", "PageRank（来处）", "PageRank (origins)"),
    column("inputs", "入边", "feeds in"),
    column("outputs", "出边", "feeds out"),
    column("cut_off", "移除后断开的节点数", "nodes cut off without it"),
    column("top_in", "居前的度量", "among the top in"),
)
_SEGMENT_COLUMNS = (*_COLUMNS, column("firms", "当地已知企业", "firms known here"))
_TITLED_COLUMNS = (
    column("firm", "企业", "firm"), column("titles", "称号", "titles"), column("sources", "出处", "sources")
)  # fmt: skip
_FIRM_COLUMNS = (*_COLUMNS, column("titles", "称号", "titles"), column("sources", "出处", "sources"))


def report_key_nodes(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    top: float = 0.1,
    rows: int = 15,
) -> Report:
    """Return the segments, and the firms of a place, by what hangs on them; and where links and titles disagree.

    Segments are measured in the network of all templates, and shown as far as they are in view. Firms are measured in
    that network with each firm tied to its segments, or, where sources tell who sells to whom, in the network of sales.

    Parameters
    ----------
    store, chain, city, as_of
        As in `chaingraph.reports.common.open_scene`.
    top
        The share of nodes that counts as top, above 0 and at most 1.
    rows
        How many rows each table shows at most.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or a chain that no template draws.
    InputError
        A share that can't be used.
    """
    scene = open_scene(store, chain=chain, city=city, as_of=as_of)
    segments = rank_key_nodes(scene.graph, titled={}, top=top, among=scene.view.segments)
    in_view = set(scene.view.segments)
    shown = [row for row in segments.rows if row.node in in_view]
    producers = {segment: scene.facts[segment].firms for segment in scene.view.segments}
    working = sorted({firm for there in producers.values() for firm in there})
    sales = supply_network(scene.book, as_of=as_of)
    is_sales = any(firm in sales for firm in working)
    network = sales if is_sales else firm_network(scene.graph, {key: tuple(there) for key, there in producers.items()})
    among = sorted(firm for firm in working if firm in network)
    titles = _titles(scene, working)
    firms = rank_key_nodes(network, titled=titles, top=top, among=among) if among else KeyNodes((), (), ())
    ranked = [row for row in firms.rows if row.node in set(among)]
    unlinked = [firm for firm in _titled_elsewhere(scene, network) if firm not in titles or firm not in network]
    title = Name(f"{scene.heading.zh}：关键节点", f"{scene.heading.en}: key nodes")
    sheets = [
        Sheet("segments", Name("环节", "Segments"), _SEGMENT_COLUMNS, [
            [*_measures(scene, row), things(scene.book, scene.facts[row.node].firms)] for row in shown[:rows]
        ]),
        Sheet("firms", Name("企业", "Firms"), _FIRM_COLUMNS, [_firm(scene, row, titles) for row in ranked[:rows]]),
        Sheet("central-without-title", Name("居中而无称号的企业", "Central firms without a title"), _FIRM_COLUMNS, [
            _firm(scene, row, titles) for row in ranked if row.node in set(firms.central_without_title)
        ]),
        Sheet("titled-without-links", Name("有称号而未见关联的企业", "Firms with a title, not linked to any segment"),
              _TITLED_COLUMNS,
              [_titled(scene, firm) for firm in unlinked] if chain is None else []),
    ]  # fmt: skip
    return Report(title, _leads(scene, network, working, is_sales, bool(chain)), sheets, _notes(top, is_sales))


def _titles(scene: Scene, firms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {firm: tuple(one.scheme for one in scene.city.titles[firm]) for firm in firms if firm in scene.city.titles}


def _titled_elsewhere(scene: Scene, network: "nx.DiGraph[str]") -> list[str]:
    """Return the titled firms of the place that aren't in the network."""
    return [
        thing
        for thing in scene.city.titles
        if thing.startswith("enterprise:")
        and thing not in network
        and any(site in scene.city.inside for site in scene.city.sites.get(thing, ()))
    ]


def _measures(scene: Scene, row: KeyNode) -> list[Cell]:
    return [
        things(scene.book, [row.node])[0],
        row.betweenness,
        row.ends,
        row.origins,
        row.in_degree,
        row.out_degree,
        row.cut_off,
        tuple(_MEASURES[name] for name in row.top_in),
    ]


def _firm(scene: Scene, row: KeyNode, titles: Mapping[str, Sequence[str]]) -> list[Cell]:
    said = [link.statement for links in scene.city.links.values() for link in links if link.thing == row.node]
    said += [one.statement for one in scene.city.titles.get(row.node, ())]
    names = tuple(scene.book.name(scheme) for scheme in dict.fromkeys(titles.get(row.node, ())))
    return [*_measures(scene, row), names, cite(scene.book, said)]


def _titled(scene: Scene, firm: str) -> list[Cell]:
    held = scene.city.titles[firm]
    return [
        things(scene.book, [firm])[0],
        tuple(scene.book.name(scheme) for scheme in dict.fromkeys(one.scheme for one in held)),
        cite(scene.book, [one.statement for one in held]),
    ]


def _leads(
    scene: Scene, network: "nx.DiGraph[str]", working: Sequence[str], is_sales: bool, has_chain: bool
) -> list[Name]:
    unknown = sum(not scene.facts[segment].firms for segment in scene.view.segments)
    total = len(scene.view.segments)
    leads = [
        Name(
            f"{total}个环节中{unknown}个没有已知企业；企业名单不全，下列位置只就已知者而言。",
            f"In {unknown} of {total} segments no firm is known; lists of firms are incomplete, so positions speak of "
            "those known only.",
        )
    ]
    if is_sales:
        missing = sum(firm not in network for firm in working)
        leads.append(
            Name(
                f"企业按供货关系排列；{missing}家企业的供货关系未知。",
                f"Firms are ranked in the network of sales; of {missing} firms no sale is known.",
            )
        )
    else:
        leads.append(
            Name(
                "没有资料述及企业间供货，故企业只按其所在环节排列：连线表示“在此环节”，不是交易。",
                "No source tells who sells to whom, so firms stand where their segments are: a tie means that a firm "
                "is known to work there, not that it trades.",
            )
        )
    if has_chain:
        leads.append(
            Name(
                "有称号而未见关联者须看全市：不加 --chain。",
                "Titled firms without links are a matter of the whole city: leave out --chain.",
            )
        )
    return [*leads, *undated_lead(scene)]


def _notes(top: float, is_sales: bool) -> list[Name]:
    return [
        Name(
            f"居前：在某项度量中位列前{top:.0%}且得分大于0；并列者同进同出。称号由主管机关授予，居中不授予称号。",
            f"Top: among the first {top:.0%} of a measure with a score above 0; equals are in together or not at all. "
            "A title is conferred by an authority; being central confers none.",
        ),
        Name(
            "中介中心性与PageRank在"
            + ("供货网络" if is_sales else "全部模板的环节网络（企业连于其环节）")
            + "中计算；移除后断开的节点数不计方向。",
            "Betweenness and PageRank are taken in the network of "
            + ("sales" if is_sales else "all templates' segments (firms tied to theirs)")
            + "; what is cut off without a node is counted aside from directions.",
        ),
    ]
