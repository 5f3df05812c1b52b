"""The report under a network: what is unknown first, a table of all nodes with their measures, and of all lines."""

from collections.abc import Mapping, Sequence

from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import Scene, cite, column, things
from chaingraph.views.cloud import LOOSE, CloudEdge, CloudNode, Group, Measure, edge_keys, nodes_sheet
from chaingraph.views.network_data import NetworkData
from chaingraph.views.words import words_of

__all__ = ["holders_of", "report_network"]


def report_network(
    title: Name,
    scene: Scene,
    data: NetworkData,
    nodes: Sequence[CloudNode],
    edges: Sequence[CloudEdge],
    *,
    measures: Sequence[Measure],
    groups: Mapping[str, Sequence[Group]],
    said: Mapping[str, Sequence[str]],
) -> Report:
    """Return leads, the tables ``things`` and ``links``, and notes; ``said`` are the statements about each node."""
    sheets = [_nodes(scene, nodes, measures, groups, said), _links(scene, nodes, edges)]
    return Report(title, _leads(scene, data), sheets, _notes(data))


def holders_of(scene: Scene, segment: str) -> tuple[Thing, ...]:
    """Return who is in a segment: firms, clusters and parks, and projects that produce."""
    facts = scene.facts.get(segment)
    return things(scene.book, (*facts.firms, *facts.sites, *facts.running)) if facts else ()


def _nodes(
    scene: Scene,
    nodes: Sequence[CloudNode],
    measures: Sequence[Measure],
    groups: Mapping[str, Sequence[Group]],
    said: Mapping[str, Sequence[str]],
) -> Sheet:
    columns = (
        ("chains", Name("产业链模板", "chain templates")),
        ("counties", Name("区县", "counties")),
        ("who", Name("当地企业等；成员", "who is there; members")),
        ("sources", Name("出处", "sources")),
    )
    extra: dict[str, Sequence[Cell]] = {
        node.key: (
            things(scene.book, _chains(scene, node)),
            things(scene.book, node.filters.get("county", ())),
            node.members or holders_of(scene, node.key),
            cite(scene.book, said[node.key])[:3],
        )
        for node in nodes
    }
    shown = {key: found for key, found in groups.items() if key != "template"}
    return nodes_sheet(nodes, measures, shown, extra, columns)


def _chains(scene: Scene, node: CloudNode) -> list[str]:
    every = sorted(scene.templates.segments)
    return [every[int(number) - 1] for number in node.filters.get("chain", ())]


def _links(scene: Scene, nodes: Sequence[CloudNode], edges: Sequence[CloudEdge]) -> Sheet:
    columns = (
        column("from", "起", "from"),
        column("to", "止", "to"),
        column("need", "关系", "link"),
        column("products", "产品", "products"),
        column("sources", "出处", "sources"),
    )
    zh, en = words_of("zh"), words_of("en")
    ends = {node.key: node.name if node.kind == "group" else Thing(node.key, node.name) for node in nodes}
    rows: list[list[Cell]] = [
        [
            ends[edge.source],
            ends[edge.target],
            None if edge.relation == "group" else Name(zh[edge.relation], en[edge.relation]),
            edge.products,
            cite(scene.book, edge.statements)[:3],
        ]
        for edge in edges
    ]
    title = Name(zh["links"].format(n=len(rows)), en["links"].format(n=len(rows)))
    return Sheet("links", title, columns, rows, edge_keys(edges))


def _leads(scene: Scene, data: NetworkData) -> list[Name]:
    unknown = sum(not facts.firms for facts in scene.facts.values())
    count = len({node.groups["community"] for node in data.nodes if node.groups["community"] != LOOSE})
    modularity = "—" if data.modularity is None else f"{data.modularity:.2f}"
    stability = "—" if data.stability is None else f"{data.stability:.2f}"
    return [
        Name(
            f"{len(scene.facts)}个环节中{unknown}个在当地没有已知企业：未知，不是没有；企业名单不全，位置只就已知者而言。",
            f"In {unknown} of {len(scene.facts)} segments no firm is known here: unknown, not absent; lists of firms "
            "are incomplete, so positions speak of those known only.",
        ),
        Name(
            f"图中{len(data.nodes)}个节点、{len(data.edges)}条线，分为{count}个社群（模块度{modularity}，各次一致度{stability}）。",
            f"{len(data.nodes)} nodes and {len(data.edges)} lines fall into {count} communities (modularity "
            f"{modularity}, agreement between runs {stability}).",
        ),
    ]


def _notes(data: NetworkData) -> list[Name]:
    whole = {
        "segments": Name("全部模板的环节网络", "the network of all templates' segments"),
        "firms": Name(
            "全部模板的环节网络，企业连于其环节", "the network of all templates' segments, firms tied to theirs"
        ),
        "sales": Name("供货网络", "the network of sales"),
    }[data.what]
    return [
        Name(
            f"度量在{whole.zh}中计算：中介中心性为经过该节点的最短路之比例；PageRank去处沿供给方向，来处逆向。颜色分级为等数分级，图例给出各级的实际范围。",
            f"Measures are taken in {whole.en}: betweenness is the share of shortest paths that pass; PageRank "
            "follows feeds (ends) or goes against them (origins). Colours part the values into classes of about equal "
            "number; the legend gives the range in each.",
        ),
        Name(
            "社群由Louvain算法得出（种子0至9，取模块度最高者）；必需、可替代、配套之边权为1、0.5、0.25（约定）。位置只示社群与联系，距离无单位。",
            "Communities are found by Louvain (seeds 0 to 9, the best modularity); essential, replaceable and "
            "supporting feeds weigh 1, 0.5 and 0.25 (our convention). Places show communities and ties; distance has "
            "no unit.",
        ),
        Name(
            "环节之间的供给为编者判断，见查询feeds-of；谁在环节中有来源。状态规则见docs/analyses.zh.md。",
            "That a segment feeds another is our own judgement, see the question feeds-of; who is in a segment has "
            "sources. The rule for states: docs/analyses.md.",
        ),
    ]
