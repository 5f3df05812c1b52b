"""Lists of what belongs to a chain: projects, clusters and parks, platforms, and the place's policies."""

from collections.abc import Iterator

from chaingraph.facts import Statement
from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry, ListKind
from chaingraph.pack.who import county_cell, sitings_of, title_cells
from chaingraph.readings.city import members_of_city
from chaingraph.report import Cell, Thing
from chaingraph.reports.common import column, things
from chaingraph.reports.figure_words import tell_value

__all__ = ["CLUSTERS", "PLATFORMS", "POLICIES", "PROJECTS"]

_BASIS = {
    "stated": Name("资料列入本链", "a source names it with the chain"),
    "segment": Name("编者归入环节", "linked to a segment by the editors"),
    "through": Name("本链企业在其中", "a firm of the chain is in it"),
}
_AMOUNTS = ("investment", "amount")


def _projects(case: Case) -> list[Entry]:
    """Return the projects with their latest phase and all that is stated of their size."""
    made = []
    for key in case.of_kind("Project"):
        phase, statement = case.scene.city.phases.get(key, ("", ""))
        figures = list(_figures(case, key))
        amounts = [one for one in figures if any(word in one.first("indicator") for word in _AMOUNTS)]
        others = [one for one in figures if one not in amounts]
        members = list(case.named("Participation", "participatesIn", key))
        firms = dict.fromkeys(one.first("participant") for one in members)
        cells: dict[str, Cell] = {
            "project": things(case.book, [key])[0],
            "phase": case.book.name(f"scheme:phase-{phase}") if phase else None,
            "phase_since": case.book.statements[statement].since if statement else None,
            "amounts": _stated(case, amounts) or None,
            "figures": _stated(case, others) or None,
            "firms": things(case.book, firms) or None,
            "segment": things(case.book, case.segments_of(key)) or None,
            "county": county_cell(case, key),
            "park": things(case.book, case.scene.city.parks.get(key, ())) or None,
            "basis": _BASIS[case.ties[key].how],
        }
        also = [one.key for one in (*figures, *members)]
        entry = Entry(cells, case.ties[key].statements, (*filter(None, [statement]), *also, *sitings_of(case, key)))
        made.append(entry)
    return made


def _figures(case: Case, key: str) -> Iterator[Statement]:
    yield from case.named("Observation", "about", key)
    yield from case.named("Target", "about", key)


def _stated(case: Case, figures: list[Statement]) -> tuple[Name, ...]:
    """Return figures as stated: ``总投资：30 亿元``; targets and plans say so."""
    made = []
    for one in figures:
        indicator, value = case.book.name(one.first("indicator")), tell_value(case.book, one.key)
        planned = one.kind == "Target" or one.first("status").endswith("status-planned")
        zh, en = ("（计划）", " (planned)") if planned else ("", "")
        made.append(Name(f"{indicator.show('zh')}：{value.zh}{zh}", f"{indicator.show('en')}: {value.en}{en}"))
    return tuple(dict.fromkeys(made))


def _clusters(case: Case) -> list[Entry]:
    """Return clusters and parks of the chain, those too that a firm of it is in."""
    made = []
    for key in case.of_kind("Cluster", "Park"):
        tie, figures = case.ties[key], list(_figures(case, key))
        inside = [
            one
            for one in case.named("Participation", "participatesIn", key)
            if case.kind(one.first("participant")) == "Enterprise"
        ]
        cells: dict[str, Cell] = {
            "site": things(case.book, [key])[0],
            "kind": case.book.name(f"cg:{case.kind(key)}"),
            "county": county_cell(case, key),
            "segment": things(case.book, case.segments_of(key)) or None,
            "titles": title_cells(case, key) or None,
            "firms": things(case.book, dict.fromkeys(one.first("participant") for one in inside)) or None,
            "figures": _stated(case, figures) or None,
            "basis": _BASIS[tie.how],
        }
        titles = [one.statement for one in case.scene.city.titles.get(key, ())]
        also = (*(one.key for one in (*figures, *inside)), *titles, *sitings_of(case, key))
        made.append(Entry(cells, tie.statements, also))
    return made


def _platforms(case: Case) -> list[Entry]:
    """Return the platforms of the chain."""
    made = []
    for key in case.of_kind("Platform"):
        members = list(case.named("Participation", "participatesIn", key))
        cells: dict[str, Cell] = {
            "platform": things(case.book, [key])[0],
            "county": county_cell(case, key),
            "segment": things(case.book, case.segments_of(key)) or None,
            "titles": title_cells(case, key) or None,
            "members": things(case.book, dict.fromkeys(one.first("participant") for one in members)) or None,
            "basis": _BASIS[case.ties[key].how],
        }
        titles = [one.statement for one in case.scene.city.titles.get(key, ())]
        also = (*(one.key for one in members), *titles, *sitings_of(case, key))
        made.append(Entry(cells, case.ties[key].statements, also))
    return made


def _policies(case: Case) -> list[Entry]:
    """Return the policies of the place; no source ties one to a chain."""
    mine = members_of_city(case.book, case.scene.city)
    made = []
    for key, thing in case.book.things.items():
        if thing.kind != "Policy" or key not in mine:
            continue
        adopted = list(case.named("PolicyAdoption", "policy", key))
        figures = list(_figures(case, key))
        if not (adopted or figures):
            continue
        authority = dict.fromkeys(value for one in adopted for value in one.values.get("authority", ()))
        since = [one.since for one in adopted if one.first("validFrom") and one.since]
        until = [one.last for one in adopted if one.last]
        cells: dict[str, Cell] = {
            "policy": Thing(key, thing.name),
            "authority": things(case.book, authority) or None,
            "since": min(since) if since else None,
            "until": max(until) if until else None,
            "figures": _stated(case, figures) or None,
        }
        said = [one.key for one in (*adopted, *figures)]
        made.append(Entry(cells, tuple(said[: len(adopted) or None]), tuple(said)))
    return made


PROJECTS = ListKind(
    "projects",
    Name("项目清单", "Projects"),
    (
        column("project", "项目名称", "project"),
        column("phase", "阶段", "phase"),
        column("phase_since", "阶段日期", "phase since"),
        column("amounts", "金额（据资料）", "amounts as stated"),
        column("figures", "其他数字（据资料）", "other figures as stated"),
        column("firms", "投资或建设主体", "firms"),
        column("segment", "环节", "segments"),
        column("county", "建设地点", "county"),
        column("park", "园区", "park"),
        column("basis", "列入依据", "why it is listed"),
    ),
    _projects,
)
CLUSTERS = ListKind(
    "clusters",
    Name("集群与园区清单", "Clusters and parks"),
    (
        column("site", "集群或园区", "cluster or park"),
        column("kind", "类型", "type"),
        column("county", "所在地", "county"),
        column("segment", "环节", "segments"),
        column("titles", "称号", "titles"),
        column("firms", "其中企业", "firms in it"),
        column("figures", "数字（据资料）", "figures as stated"),
        column("basis", "列入依据", "why it is listed"),
    ),
    _clusters,
)
PLATFORMS = ListKind(
    "platforms",
    Name("平台清单", "Platforms"),
    (
        column("platform", "平台", "platform"),
        column("county", "所在地", "county"),
        column("segment", "环节", "segments"),
        column("titles", "称号", "titles"),
        column("members", "参与者", "members"),
        column("basis", "列入依据", "why it is listed"),
    ),
    _platforms,
)
POLICIES = ListKind(
    "policies",
    Name("政策清单", "Policies"),
    (
        column("policy", "政策", "policy"),
        column("authority", "发文机关", "authority"),
        column("since", "自何时", "since"),
        column("until", "至何时", "until"),
        column("figures", "数字（据资料）", "figures as stated"),
    ),
    _policies,
    Name(
        "资料没有把政策系于产业链：以下为该地点名的全部政策，是否适用须另行判断。",
        "No source ties a policy to a chain: these are all policies named of the place; whether one applies is yours "
        "to judge.",
    ),
)
