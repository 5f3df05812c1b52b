"""The report on communities: how the network groups itself, beside chains, sector groups and official clusters."""

from collections.abc import Collection, Mapping
from datetime import date

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.communities import Agreement, Communities, compare_groupings, find_communities
from chaingraph.analyses.feeds import NEEDS
from chaingraph.naming import Name
from chaingraph.readings.supplies import supply_network
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import Scene, column, open_scene, things

__all__ = ["report_communities"]

#: How much a feed ties two segments: our convention, as in the gaps' terms.
_TIES = dict(zip(NEEDS, (1.0, 0.5, 0.25), strict=True))


def report_communities(
    store: Store,
    *,
    city: str | None = None,
    as_of: date | None = None,
    method: str = "louvain",
    seed: int = 0,
    runs: int = 10,
    resolution: float = 1.0,
) -> Report:
    """Return the communities of the segment network, or of firms by their sales, and how far official groups agree.

    Parameters
    ----------
    store, city, as_of
        As in `chaingraph.reports.common.open_scene`.
    method, resolution
        As in `chaingraph.analyses.communities.find_communities`.
    seed, runs
        The first seed, and how many follow it; the partition of highest modularity is shown.

    Raises
    ------
    UnknownNameError
        A city that nothing bears.
    InputError
        A method whose package isn't installed, or an option that can't be used.
    """
    scene = open_scene(store, city=city, as_of=as_of)
    sales = supply_network(scene.book, as_of=as_of)
    seeds = range(seed, seed + runs)
    graph = _tied(scene.graph)
    found = find_communities(graph, method=method, seeds=seeds, resolution=resolution)
    references: dict[Name, Mapping[str, Collection[str]]] = {
        Name("产业链模板", "chain templates"): scene.templates.segments,
        **_sector_groups(scene),
        Name("官方集群", "official clusters"): _clusters(scene),
    }
    sheets = [_agreement_sheet(found, references), _members_sheet(scene, "communities", graph, found)]
    if sales.number_of_edges():
        firms = find_communities(sales.to_undirected(), method=method, seeds=seeds, resolution=resolution)
        groups = {Name("官方集群", "official clusters"): _firm_clusters(scene)}
        sheets += [
            _agreement_sheet(firms, groups, key="firm-agreement"),
            _members_sheet(scene, "firm-communities", sales, firms),
        ]
    title = Name(
        f"社群与官方分组（{scene.city.name.show('zh')}）",
        f"Communities and official groups ({scene.city.name.show('en')})",
    )
    return Report(title, _leads(scene, found), sheets, _notes(method, seed, runs, resolution))


def _tied(graph: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """Return the network without directions, each tie weighted by the greatest need on it."""
    tied: nx.Graph[str] = nx.Graph()
    tied.add_nodes_from(sorted(graph))
    for source, target in sorted(graph.edges):
        weight = max(
            _TIES[graph.edges[source, target]["need"]], tied.get_edge_data(source, target, {"weight": 0.0})["weight"]
        )
        tied.add_edge(source, target, weight=weight)
    return tied


def _sector_groups(scene: Scene) -> dict[Name, dict[str, tuple[str, ...]]]:
    """Return, by edition of the place's lists, the segments of each sector group.

    A group has the segments of the templates that its chains and sectors correspond to. Groups of different editions
    overlap, so each edition is a grouping of its own.
    """
    found: dict[str, dict[str, dict[str, None]]] = {}
    for statement in scene.book.statements.values():
        group, member = statement.first("sectorGroup"), statement.first("chain") or statement.first("sector")
        edition = _identity(scene, group, "cg:edition")
        if edition and _identity(scene, _identity(scene, edition, "cg:programme"), "cg:area") == scene.city.place:
            for match in scene.templates.matches:
                if match.subject == member:
                    segments = match.only or scene.templates.segments.get(match.template, ())
                    found.setdefault(edition, {}).setdefault(group, {}).update(dict.fromkeys(segments))
    return {
        scene.book.name(edition): {group: tuple(segments) for group, segments in sorted(groups.items())}
        for edition, groups in sorted(found.items())
        if len(groups) > 1
    }


def _identity(scene: Scene, key: str, name: str) -> str:
    thing = scene.book.things.get(key)
    return next((value for prop, value in thing.identity if prop == name), "") if thing else ""


def _clusters(scene: Scene) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for segment in scene.city.links:
        for cluster in scene.city.linked(segment, "Cluster"):
            found.setdefault(cluster, {})[segment] = None
    return {cluster: tuple(segments) for cluster, segments in sorted(found.items())}


def _firm_clusters(scene: Scene) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for statement in scene.book.statements.values():
        into = statement.first("participatesIn")
        if statement.kind == "Participation" and into.startswith("cluster:"):
            found.setdefault(into, {})[statement.first("participant")] = None
    return {cluster: tuple(firms) for cluster, firms in sorted(found.items())}


def _agreement_sheet(
    found: Communities, references: Mapping[Name, Mapping[str, Collection[str]]], *, key: str = "agreement"
) -> Sheet:
    columns = (
        column("grouping", "官方分组", "official grouping"),
        column("groups", "组数", "groups"),
        column("compared", "可比成员", "members compared"),
        column("overlapping", "分属多组而未比", "in several groups, not compared"),
        column("only_network", "官方未分组", "in no official group"),
        column("nmi", "NMI", "NMI"),
        column("ari", "ARI", "ARI"),
    )
    own = {str(number): group for number, group in enumerate(found.groups, 1)}
    rows: list[list[Cell]] = []
    for name, groups in references.items():
        agreement: Agreement = compare_groupings(own, groups)
        rows.append(
            [
                name,
                len(groups),
                agreement.compared,
                len(agreement.overlapping),
                agreement.only_first,
                agreement.nmi,
                agreement.ari,
            ]
        )
    title = Name("与官方分组的一致程度", "Agreement with official groups")
    return Sheet(key, title, columns, rows)


def _members_sheet(scene: Scene, key: str, graph: "nx.Graph[str]", found: Communities) -> Sheet:
    columns = (
        column("community", "社群", "community"),
        column("size", "成员数", "members"),
        column("centre", "联系最多者", "best connected"),
        column("templates", "主要产业链", "main chains"),
        column("members", "成员", "all members"),
    )
    rows: list[list[Cell]] = []
    ordered = sorted(found.groups, key=lambda group: (-len(group), min(group)))
    for number, group in enumerate(ordered, 1):
        inside = graph.subgraph(group)
        centre = sorted(group, key=lambda node: (-inside.degree(node), node))[:5]
        share: dict[str, int] = {}
        for node in group:
            for template in scene.templates.templates_of(node):
                share[template] = share.get(template, 0) + 1
        main = sorted(share, key=lambda one: (-share[one], one))[:3]
        rows.append([number, len(group), things(scene.book, centre), things(scene.book, main),
                     things(scene.book, sorted(group))])  # fmt: skip
    title = Name("社群", "Communities") if key == "communities" else Name("企业社群（按供货）", "Firms by their sales")
    return Sheet(key, title, columns, rows)


def _leads(scene: Scene, found: Communities) -> list[Name]:
    unplaced = sum(not scene.city.links.get(segment) for segment in scene.graph)
    stability = f"{found.stability:.2f}" if found.stability is not None else "—"
    modularity = f"{found.modularity:.2f}" if found.modularity is not None else "—"
    return [
        Name(
            f"{len(scene.graph)}个环节中{unplaced}个在当地没有已知企业或集群，与官方集群无从比较。",
            f"Of {len(scene.graph)} segments {unplaced} have no firm or cluster known here, so official clusters can't "
            "be compared there.",
        ),
        Name(
            f"环节网络分为{len(found.groups)}个社群，模块度{modularity}；各次运行之间的一致度（平均ARI）{stability}。",
            f"The network of segments falls into {len(found.groups)} communities, modularity {modularity}; runs agree "
            f"with each other by a mean ARI of {stability}.",
        ),
    ]


def _notes(method: str, seed: int, runs: int, resolution: float) -> list[Name]:
    name = method.capitalize()
    return [
        Name(
            f"{name}算法，种子{seed}至{seed + runs - 1}，分辨率{resolution:g}；取模块度最高的一次。"
            "必需、可替代、配套之边权为1、0.5、0.25（约定）。",
            f"{name}, seeds {seed} to {seed + runs - 1}, resolution {resolution:g}; the run of highest modularity is "
            "shown. Essential, replaceable and supporting feeds weigh 1, 0.5 and 0.25 (our convention).",
        ),
        Name(
            "NMI、ARI只比恰属一组的成员：1为完全一致，ARI为0即与随机无异。社群由网络算得，不是官方集群，也不授予名号。",
            "NMI and ARI compare members of exactly one group: 1 is full agreement, an ARI of 0 no better than chance. "
            "Communities are computed; they are no official clusters and confer no title.",
        ),
    ]
