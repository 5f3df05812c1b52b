"""The report under a firm's surroundings: what is unknown first, its titles year by year, and every box and line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import cite, column, things
from chaingraph.views.firm_network import LANE_OF
from chaingraph.views.pyvis_page import DrawnEdge
from chaingraph.views.system_picture import box_title
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["LANE_TITLES", "lane_of", "report_firm", "roles_of"]

#: The lanes from left to right, and the words above them.
LANE_TITLES: Mapping[str, str] = {
    "beside": "firm_lane_beside",
    "firm": "firm_lane",
    "in": "firm_lane_in",
    "others": "firm_lane_others",
}


def report_firm(
    title: Name,
    book: Book,
    graph: "nx.MultiDiGraph[str]",
    firm: str,
    *,
    boxes: Sequence[str],
    edges: Sequence[DrawnEdge],
    as_of: date | None,
) -> Report:
    """Return leads, the tables ``awards``, ``things`` and ``links`` (of boxes and lines, by their keys), and notes."""
    sheets = [_awards(book, firm, as_of), _things(book, graph, firm, boxes), _links(book, graph, edges)]
    return Report(title, _leads(book, graph, firm), sheets, _notes())


def lane_of(data: Mapping[str, object]) -> str:
    """Return the lane of a box: by its kind, else by how far it is from the firm."""
    kind = str(data["kind"])
    return LANE_OF.get(kind, "in" if data.get("hop", 2) == 1 else "others")


def roles_of(graph: "nx.MultiDiGraph[str]", key: str, lang: str) -> str:
    """Return what ties a box to those beside it, in words."""
    edges = [*graph.in_edges(key, data=True)] or [*graph.out_edges(key, data=True)]
    return " · ".join(dict.fromkeys(label for *_, edge in edges if (label := edge["label"].show(lang))))


def _things(book: Book, graph: "nx.MultiDiGraph[str]", firm: str, boxes: Sequence[str]) -> Sheet:
    columns = (
        column("lane", "栏", "lane"),
        column("kind", "类型", "type"),
        column("thing", "名称", "name"),
        column("role", "关系", "link"),
        column("sources", "出处", "sources"),
    )
    zh, en = words_of("zh"), words_of("en")
    rows: list[list[Cell]] = []
    for key in boxes:
        data = graph.nodes[key]
        lane = LANE_TITLES[lane_of(data)]
        kind = {"bundle": "members", "subject": "enterprise"}.get(data["kind"], data["kind"])
        links = (*graph.in_edges(key, data=True), *graph.out_edges(key, data=True))
        stated = dict.fromkeys(one for *_, edge in links for one in edge["statements"] if one)
        is_firm = key == firm
        role = None if is_firm else Name(roles_of(graph, key, "zh"), roles_of(graph, key, "en"))
        sources = () if is_firm else cite(book, stated)[:3]
        rows.append([Name(zh[lane], en[lane]), Name(zh[kind], en[kind]), _end(book, graph, key), role, sources])
    title = Name(zh["things"].format(n=len(rows)), en["things"].format(n=len(rows)))
    return Sheet("things", title, columns, rows, boxes)


def _links(book: Book, graph: "nx.MultiDiGraph[str]", edges: Sequence[DrawnEdge]) -> Sheet:
    columns = (
        column("from", "起", "from"),
        column("to", "止", "to"),
        column("link", "关系", "link"),
        column("sources", "出处", "sources"),
    )
    rows: list[list[Cell]] = []
    for edge in edges:
        data = graph.edges[edge.source, edge.target, edge.relation]
        cited = cite(book, [one for one in data["statements"] if one])[:3]
        rows.append([_end(book, graph, edge.source), _end(book, graph, edge.target), data["label"], cited])
    zh, en = words_of("zh"), words_of("en")
    title = Name(zh["links"].format(n=len(rows)), en["links"].format(n=len(rows)))
    return Sheet("links", title, columns, rows, [edge.key for edge in edges])


def _end(book: Book, graph: "nx.MultiDiGraph[str]", key: str) -> Thing | Name:
    """Return a thing that may have a page, or the name of what has none."""
    name = Name(*(box_title(graph.nodes[key], lang) for lang in ("zh", "en")))
    return Thing(key, book.name(key)) if key in book.things else name


def _awards(book: Book, firm: str, as_of: date | None) -> Sheet:
    """Return the firm's titles in the order of time; those without a year last."""
    columns = (
        column("year", "年份", "year"),
        column("title", "称号", "title"),
        column("tier", "级别", "tier"),
        column("batch", "批次", "batch"),
        column("authority", "认定方", "authority"),
        column("sources", "出处", "sources"),
    )
    found: list[tuple[str, str, list[Cell]]] = []
    for key in book.said_of.get(firm, ()):
        one = book.statements[key]
        is_award = one.kind == "DesignationAward" and one.first("recipient") == firm
        if not (is_award or (one.kind == "ChainOwnership" and one.first("owner") == firm)):
            continue
        if as_of and one.since and one.since > as_of:
            continue
        year = one.first("awardYear") or one.first("validFrom")[:4]
        stated = year or (Name(f"{one.since.year}年已有", f"by {one.since.year}") if one.since else None)
        scheme = one.first("scheme") or "scheme:role-chain-owner"
        tier = book.name(one.first("tier")) if one.first("tier") else None
        of = things(book, [one.first("chain")])[0] if one.first("chain") else one.first("batch")
        authority = things(book, one.values.get("authority", ()))
        order = year or (str(one.since.year) if one.since else "9999")
        found.append((order, key, [stated, book.name(scheme), tier, of, authority, cite(book, [key])]))
    rows = [row for *_, row in sorted(found, key=lambda one: one[:2])]
    zh, en = words_of("zh"), words_of("en")
    return Sheet("awards", Name(zh["awards_over_time"], en["awards_over_time"]), columns, rows)


def _leads(book: Book, graph: "nx.MultiDiGraph[str]", firm: str) -> list[Name]:
    kinds = [data["kind"] for _, data in graph.nodes(data=True)]
    near = [data["kind"] for _, data in graph.nodes(data=True) if data.get("hop") == 1]
    segments, others = near.count("segment"), kinds.count("enterprise")
    counted = [(near.count(kind), kind) for kind in ("chain", "cluster", "park", "project", "honour", "site")]
    lacking = [kind for number, kind in counted if not number] + ([] if segments else ["segment"])
    zh, en = words_of("zh"), words_of("en")
    unknown = [
        Name(
            f"没有资料述及的：{'、'.join(zh[kind] for kind in lacking)}。未知，不是没有。",
            f"No source tells of its: {', '.join(en[kind].lower() for kind in lacking)}. Unknown, not none.",
        )
    ] if lacking else []  # fmt: skip
    return [
        *unknown,
        Name(
            f"{book.name(firm).show('zh')}：已知在{segments}个环节；"
            + "、".join(f"{zh[kind]}{number}" for number, kind in counted if number)
            + f"；同在的其他企业{others}家（名单不全）。",
            f"{book.name(firm).show('en')} is known in {segments} segments; "
            + ", ".join(f"{en[kind].lower()} {number}" for number, kind in counted if number)
            + f"; other firms known beside it: {others} (lists are incomplete).",
        ),
    ]


def _notes() -> list[Name]:
    return [
        Name(
            "1跳：资料直接述及；2跳：与之同在者，以及环节所属的产业链模板（编者判断）。同在一处不表示有交易。",
            "1 hop: said of the firm itself; 2 hops: who is in the same, and the chain templates that draw its "
            "segments (our own judgement). Being in the same place or segment says nothing of trade.",
        ),
        Name(
            "环节由编者据资料判读，每条都有理由与出处；未经二次审读认可的（有争议者）不作同在。",
            "That a firm is in a segment is read out of documents by editors, each with reason and source; disputed "
            "readings don't count as being there with it.",
        ),
    ]
