"""The report on chains by county and cluster: firms and projects known, counted once in each cell and each total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.matrix import Matrix, Total, count_matrix
from chaingraph.book import read_book
from chaingraph.facts import Book, figure_of, format_period
from chaingraph.naming import Name
from chaingraph.readings.chain_members import Members, read_chain_members, read_cluster_members
from chaingraph.readings.city import CityFacts, find_place, read_city
from chaingraph.readings.ended import read_ended
from chaingraph.readings.sites import ELSEWHERE, UNKNOWN, read_counties, read_sites
from chaingraph.readings.templates import read_templates
from chaingraph.report import Cell, Column, Report, Sheet, Thing
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.figure_words import tell_value

__all__ = [
    "DIMENSIONS",
    "KINDS",
    "NONE_KNOWN",
    "NO_CHAIN",
    "NO_CLUSTER",
    "MatrixScene",
    "open_matrices",
    "report_matrix",
    "tell_matrices",
]

NONE_KNOWN = Name("—", "—")
NO_CHAIN, NO_CLUSTER = "no-chain", "no-cluster"
KINDS: Mapping[str, tuple[str, Name]] = {
    "firms": ("Enterprise", Name("企业", "firms")),
    "projects": ("Project", Name("项目", "projects")),
}
DIMENSIONS: Mapping[str, Name] = {"county": Name("县（市、区）", "county"), "cluster": Name("集群", "cluster")}
_NAMES = {
    UNKNOWN: Name("县区未知", "county unknown"),
    ELSEWHERE: Name("市外", "outside the city"),
    NO_CHAIN: Name("未知属哪条链", "chain not known"),
    NO_CLUSTER: Name("未知属哪个集群", "cluster not known"),
}


@dataclass(frozen=True)
class MatrixScene:
    """What a city's matrices are made of: one for each kind of member and each way to split it.

    Attributes
    ----------
    book, city
        What the store holds, and the city on a day.
    matrices
        By kind (``firms``, ``projects``) and dimension (``county``, ``cluster``).
    chains, clusters
        By kind: who belongs to what.
    counties
        By kind and thing: where it lies.
    empty_clusters
        By kind: the clusters of which no member is known; they have no column.
    ended
        The firms that a later complete list has ended; they aren't counted.
    """

    book: Book
    city: CityFacts
    matrices: Mapping[tuple[str, str], Matrix]
    chains: Mapping[str, Members]
    clusters: Mapping[str, Members]
    counties: Mapping[str, Mapping[str, tuple[str, ...]]]
    empty_clusters: Mapping[str, tuple[str, ...]]
    ended: frozenset[str]

    def name(self, key: str) -> Name:
        """Return what a row or column is called."""
        return _NAMES.get(key) or self.book.name(key)


def report_matrix(store: Store, *, city: str | None = None, as_of: date | None = None) -> Report:
    """Return a city's firms and projects by chain and county, and by chain and cluster.

    Parameters
    ----------
    store
        What is asked.
    city, as_of
        The place, and the day by which all must be stated.

    Raises
    ------
    UnknownNameError
        A city that nothing bears.
    """
    return tell_matrices(open_matrices(store, city=city, as_of=as_of))


def open_matrices(store: Store, *, city: str | None = None, as_of: date | None = None) -> MatrixScene:
    """Read and count; see :func:`report_matrix`."""
    book = read_book(store)
    facts = read_city(book, find_place(book, city), as_of=as_of)
    templates = read_templates(store)
    ended = read_ended(book, facts).firms
    every_cluster = read_sites(book, facts, "Cluster")
    matrices: dict[tuple[str, str], Matrix] = {}
    chains, clusters, counties, empty = {}, {}, {}, {}
    for kind, (cls, _) in KINDS.items():
        sites = {one: places for one, places in read_sites(book, facts, cls).items() if one not in ended}
        chains[kind] = read_chain_members(book, templates, facts, cls)
        clusters[kind] = read_cluster_members(book, every_cluster, facts, cls)
        named = {one for groups in chains[kind].groups.values() for one in groups}
        where = {one: sites.get(one, (ELSEWHERE,)) for one in sorted(named | set(sites))}
        counties[kind] = where
        rows = {**chains[kind].groups, NO_CHAIN: tuple(one for one in where if one not in named)}
        rows = dict(sorted(rows.items(), key=lambda pair: (pair[0] == NO_CHAIN, -len(pair[1]), pair[0])))
        by_county: dict[str, list[str]] = {one.key: [] for one in read_counties(book, facts.place)}
        by_county |= {UNKNOWN: [], ELSEWHERE: []}
        for one, places in where.items():
            for place in places:
                by_county[place].append(one)
        if not by_county[ELSEWHERE]:
            del by_county[ELSEWHERE]
        known = {key: groups for key, groups in clusters[kind].groups.items() if set(groups) & set(where)}
        empty[kind] = tuple(key for key in clusters[kind].groups if key not in known)
        inside = {one for groups in known.values() for one in groups}
        by_cluster = {**known, NO_CLUSTER: tuple(one for one in where if one not in inside)}
        matrices[kind, "county"] = count_matrix(rows, by_county)
        matrices[kind, "cluster"] = count_matrix(rows, by_cluster)
    return MatrixScene(book, facts, matrices, chains, clusters, counties, empty, ended)


def tell_matrices(scene: MatrixScene) -> Report:
    """Return the report on matrices that are counted already."""
    place = scene.city.name
    day = scene.city.as_of.isoformat() if scene.city.as_of else ""
    zh, en = (f"，截至{day}", f", as of {day}") if day else ("", "")
    title = Name(
        f"产业链 × 县区、集群：已知企业与项目（{place.show('zh')}{zh}）",
        f"Chains by county and cluster: firms and projects known ({place.show('en')}{en})",
    )
    sheets = [_matrix_sheet(scene, kind, dimension) for kind in KINDS for dimension in DIMENSIONS]
    return Report(title, list(_leads(scene)), [*sheets, _reconciliation(scene), _members_sheet(scene)], _notes(scene))


def _matrix_sheet(scene: MatrixScene, kind: str, dimension: str) -> Sheet:
    matrix = scene.matrices[kind, dimension]
    head = [Column(key.partition(":")[2] or key, _both(scene.name(key))) for key in matrix.columns]
    columns = [column("chain", "产业链", "chain"), *head, column("distinct", "不重复计", "distinct")]
    rows: list[list[Cell]] = []
    for row in matrix.rows:
        counts = [len(matrix.cells.get((row, key), ())) or NONE_KNOWN for key in matrix.columns]
        rows.append([_cell(scene, row), *counts, matrix.row_totals[row].members or NONE_KNOWN])
    totals = [matrix.column_totals[key].members or NONE_KNOWN for key in matrix.columns]
    rows.append([Name("不重复计", "distinct"), *totals, matrix.total.members or NONE_KNOWN])
    what, split = KINDS[kind][1], DIMENSIONS[dimension]
    title = Name(f"已知{what.zh}：产业链 × {split.zh}", f"{what.en.capitalize()} known: chain by {split.en}")
    keys = [f"{kind}-{dimension}~{row}" for row in (*matrix.rows, "total")]
    return Sheet(f"{kind}-{dimension}", title, columns, rows, keys)


def _reconciliation(scene: MatrixScene) -> Sheet:
    columns = (
        column("of", "矩阵", "matrix"),
        column("line", "行或列", "row or column"),
        column("cells", "各格之和", "sum of cells"),
        column("repeated", "重复计", "counted again"),
        column("distinct", "不重复计", "distinct"),
        column("stated", "资料所述", "stated by sources"),
        column("sources", "所述的出处", "sources of what is stated"),
    )
    rows: list[list[Cell]] = []
    for (kind, dimension), matrix in scene.matrices.items():
        what, split = KINDS[kind][1], DIMENSIONS[dimension]
        of = Name(f"{what.zh} · {split.zh}", f"{what.en} by {split.en}")

        def line(name: Cell, total: Total, stated: Sequence[str] = (), of: Name = of) -> list[Cell]:
            said = tuple(_stated(scene.book, one) for one in stated)
            return [of, name, total.cells, total.repeated, total.members, said, cite(scene.book, stated)]

        for key in matrix.rows:
            stated = _stated_firms(scene, key) if (kind, dimension) == ("firms", "county") else ()
            rows.append(line(_cell(scene, key), matrix.row_totals[key], stated))
        rows += [line(_cell(scene, key), matrix.column_totals[key]) for key in matrix.columns]
        rows.append(line(Name("全部", "all"), matrix.total))
    title = Name("对账：各格之和 − 重复计 = 不重复计", "Reconciled: sum of cells − counted again = distinct")
    return Sheet("reconciliation", title, columns, rows)


def _members_sheet(scene: MatrixScene) -> Sheet:
    columns = (
        column("kind", "类型", "kind"),
        column("name", "名称", "name"),
        column("chains", "产业链", "chains"),
        column("judged", "其中只凭编者判断", "of these by our judgement alone"),
        column("counties", "县区", "counties"),
        column("clusters", "集群", "clusters"),
        column("sources", "出处", "sources"),
    )
    rows: list[list[Cell]] = []
    for kind, (_, word) in KINDS.items():
        chains, clusters = scene.chains[kind], scene.clusters[kind]
        for one, counties in scene.counties[kind].items():
            mine = [key for key, members in chains.groups.items() if one in members]
            inside = [key for key, members in clusters.groups.items() if one in members]
            said = [statement for key in mine for statement in chains.statements[key, one]]
            said += [statement for key in inside for statement in clusters.statements[key, one]]
            said += [key for key in scene.book.said_of.get(one, ()) if scene.book.statements[key].kind == "Siting"]
            said = said or list(scene.book.said_of.get(one, ()))
            rows.append(
                [
                    word,
                    Thing(one, _both(scene.book.name(one))),
                    things(scene.book, mine) or _NAMES[NO_CHAIN],
                    things(scene.book, [key for key in mine if (key, one) in chains.judged]),
                    tuple(_cell(scene, key) for key in counties),
                    things(scene.book, inside) or _NAMES[NO_CLUSTER],
                    cite(scene.book, said),
                ]
            )
    return Sheet("members", Name("名单：每个企业与项目一行", "List: a row for each firm and project"), columns, rows)


def _leads(scene: MatrixScene) -> Iterator[Name]:
    firms, projects = (scene.matrices[kind, "county"] for kind in KINDS)
    unknown = [matrix.column_totals[UNKNOWN].members for matrix in (firms, projects)]
    lost = [matrix.row_totals[NO_CHAIN].members for matrix in (firms, projects)]
    total = [matrix.total.members for matrix in (firms, projects)]
    yield Name(
        f"未知：{total[0]}家已知企业中{unknown[0]}家县区未知，{lost[0]}家不知属哪条链；{total[1]}个已知项目中{unknown[1]}个县区未知，{lost[1]}个"
        "不知属哪条链。名单不全，空格是“无已知”，不是没有。",
        f"Unknown: of {total[0]} firms known {unknown[0]} have no known county and {lost[0]} no known chain; of "
        f"{total[1]} projects known {unknown[1]} and {lost[1]}. Lists are incomplete: an empty cell means none known, "
        "not none.",
    )
    silent = [row for row in firms.rows if row != NO_CHAIN and not firms.row_totals[row].members]
    if silent:
        zh = "、".join(scene.name(row).show("zh") for row in silent)
        en = ", ".join(scene.name(row).show("en") for row in silent)
        yield Name(f"{len(silent)}条链没有已知企业：{zh}。", f"Chains in which no firm is known ({len(silent)}): {en}.")
    if scene.ended:
        yield Name(
            f"未计入：后来的完整名单已终止的企业{len(scene.ended)}家。",
            f"Left out as ended by a later complete list: {len(scene.ended)} enterprises.",
        )
    empty, clusters = scene.empty_clusters["firms"], scene.clusters["firms"].groups
    if empty:
        yield Name(
            f"{len(clusters)}个集群中{len(empty)}个没有已知的成员企业，不另列一列。",
            f"Of {len(clusters)} clusters {len(empty)} have no known member firm and no column.",
        )
    for kind, matrix in (("firms", firms), ("projects", projects)):
        all_of = matrix.total
        yield Name(
            f"{KINDS[kind][1].zh}（按县区）：各格之和{all_of.cells}，其中重复计{all_of.repeated}，不重复计{all_of.members}。",
            f"{KINDS[kind][1].en.capitalize()} by county: cells add up to {all_of.cells}, {all_of.repeated} of it "
            f"counted again, {all_of.members} distinct.",
        )


def _notes(scene: MatrixScene) -> list[Name]:  # noqa: ARG001
    return [
        Name(
            "一家企业关联同一条链的几个环节，在该格只计一次；属几条链或几个县区的，各格都计，行、列与总数中只计一次。",
            "A firm in several segments of one chain counts once in the cell; one of several chains or counties counts "
            "in each of their cells, and once in every total.",
        ),
        Name(
            "属哪条链：资料言明（成员、链主），或经编者判断关联到该链模板的环节；各清单的链相互重叠，故行不可相加。",
            "In a chain: a source says so (member, chain owner), or we link it to a segment of the chain's templates; "
            "chains of different lists overlap, so rows don't add up.",
        ),
        Name(
            "县区：资料言明的所在地，乡镇、街道归其县区；只说在本市或未说的为“县区未知”。集群：资料言明的成员。",
            "County: where a source sites it, a town in its county; said to be in the city only, or not sited: county "
            "unknown. Cluster: members that a source names.",
        ),
        Name(
            "“资料所述”是资料给出的链内企业数，口径与时点各异，不与已知数相加减。",
            "Stated by sources: numbers of firms that sources give for a chain, of various scopes and dates; they are "
            "not to be added to or taken from what is known.",
        ),
    ]


def _stated_firms(scene: MatrixScene, chain: str) -> list[str]:
    return [
        key
        for key in scene.book.said_of.get(chain, ())
        if (one := scene.book.statements[key]).kind == "Observation"
        and one.first("about") == chain
        and one.first("indicator") == "scheme:indicator-chain-enterprises"
        and one.first("basis").endswith("basis-level")
        and one.is_by(scene.city.as_of)
    ]


def _stated(book: Book, statement: str) -> Name:
    value, figure = tell_value(book, statement), figure_of(book.statements[statement], book)
    if figure is None:
        return value
    when = format_period(figure.start, figure.end)
    scope = figure.scope
    return Name(
        f"{value.zh}（{'，'.join(part for part in (scope.show('zh'), when) if part)}）",
        f"{value.en} ({', '.join(part for part in (scope.show('en'), when) if part)})",
    )


def _cell(scene: MatrixScene, key: str) -> Cell:
    return _NAMES[key] if key in _NAMES else Thing(key, _both(scene.name(key)))


def _both(name: Name) -> Name:
    return Name(name.show("zh"), name.show("en"))
