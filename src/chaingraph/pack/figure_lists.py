"""Lists of what is measured and dated: figures, conflicts among them, and the chain's history in the lists."""

from datetime import date

from chaingraph.facts import Figure, figure_of, format_period
from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry, ListKind
from chaingraph.report import Cell, Citation, Thing
from chaingraph.reports.common import column, things
from chaingraph.reports.figure_words import join_names, tell_value

__all__ = ["CONFLICTS", "FIGURES", "HISTORY", "LISTED"]

#: How a chain stands in a list that says no tier.
LISTED = Name("列入", "listed")

_NEAR = frozenset({"area", "about"})


def _figures(case: Case) -> list[Entry]:
    """Return figures about the chain, then those about what belongs to it; the newest first."""
    found = []
    for one in case.statements:
        figure = figure_of(one, case.book)
        if figure and _is_ours(case, figure):
            found.append(figure)
    found.sort(key=lambda one: (_nearness(case, one), one.is_target, -one.end.toordinal(), one.statement))
    return [_figure(case, one) for one in found]


def _nearness(case: Case, figure: Figure) -> int:
    """Return 0 for the chain itself, 1 for its sector, 2 for what belongs to it."""
    return 0 if figure.about_key == case.key else 1 if figure.about_key in case.subjects else 2


def _is_ours(case: Case, figure: Figure) -> bool:
    if figure.about_key == case.key or figure.about_key in case.ties:
        return True
    return figure.about_key in case.subjects and figure.area_key in case.scene.city.inside


def _figure(case: Case, one: Figure) -> Entry:
    period = format_period(one.start, one.end)
    assumed = case.book.statements[one.statement].first("periodSource").endswith("document-date")
    kind = Name("目标", "target") if one.is_target else one.status_name
    measures = [name for name in (one.basis_name, one.accrual, one.scope, one.compared_with) if name.show("zh")]
    cells: dict[str, Cell] = {
        "about": Thing(one.about_key, one.about),
        "indicator": one.indicator,
        "stated": tell_value(case.book, one.statement),
        "value": one.value,
        "unit": one.unit_name,
        "period": Name(f"{period}（资料日期）", f"{period} (the document's day)") if assumed else period,
        "measure": join_names(measures),
        "area": Thing(one.area_key, one.area) if one.area_key else None,
        "reported": kind,
    }
    return Entry(cells, (one.statement,))


def _conflicts(case: Case) -> list[Entry]:
    """Return pairs of figures about the chain and what belongs to it that gainsay each other, or nearly do."""
    if case.conflicts is None:
        return []
    ours = case.subjects | set(case.ties)
    made = []
    for sheet in ("rivals", "near"):
        for row in case.conflicts.sheet(sheet).records():
            about = row["about"]
            if not (isinstance(about, Thing) and about.key in ours):
                continue
            said = (_cited(row["one_sources"]), _cited(row["other_sources"]))
            cells: dict[str, Cell] = {
                "about": about,
                "indicator": row["indicator"],
                "one": row["one"],
                "one_source": _titles(row["one_sources"]),
                "other": row["other"],
                "other_source": _titles(row["other_sources"]),
                "verdict": row["verdict"] if sheet == "rivals" else _near_verdict(row["differs_in"]),
                "reasons": row["reasons"],
                "decision": row["decision"],
                "because": row["because"],
            }
            made.append(Entry(cells, (*said[0], *said[1])))
    return made


def _near_verdict(part: Cell) -> Name:
    name = part if isinstance(part, Name) else Name()
    return Name(f"相近，{name.zh}不同", f"nearly: {name.en} differs")


def _cited(cell: Cell) -> tuple[str, ...]:
    return tuple(one.statement for one in cell if isinstance(one, Citation)) if isinstance(cell, tuple) else ()


def _titles(cell: Cell) -> Cell:
    """Return the titles and days of sources, in short."""
    if not isinstance(cell, tuple):
        return None
    found = [one for one in cell if isinstance(one, Citation)]
    return tuple(dict.fromkeys(f"《{one.title}》{one.issued or ''}" for one in found)) or None


def _history(case: Case) -> list[Entry]:
    """Return the lists that the chain stands in, changes of lists, phases and awards of what belongs to it, by day."""
    book = case.book
    made: list[tuple[date, Entry]] = []
    for one in case.statements:
        what, detail = Name(), Name()
        if one.kind in {"ChainEntry", "SectorEntry"} and case.subjects & set(one.mentions):
            tier = book.name(one.first("tier")) if one.first("tier") else LISTED
            what, detail = book.name(one.first("edition")), tier
        elif one.kind == "EditionChange" and case.subjects & set(one.mentions):
            what, detail = book.name(one.first("edition")), book.name(one.first("changeKind"))
        elif one.kind == "MemberSetClaim" and case.key in one.values.get("possibleMember", ()):
            what = join_names([book.name(key) for key in one.values.get("within", ())])
            detail = Name("可能列入", "possibly listed")
        elif one.kind == "ProjectStatus" and one.first("project") in case.ties:
            what, detail = book.name(one.first("project")), book.name(one.first("phase"))
        elif one.kind == "DesignationAward" and one.first("recipient") in case.ties:
            what, detail = book.name(one.first("recipient")), book.name(one.first("scheme"))
        elif one.kind == "ChainOwnership" and case.key in one.values.get("chain", ()):
            what, detail = book.name(one.first("owner")), Name("称为链主", "called chain owner")
        if what.show("zh"):
            cells: dict[str, Cell] = {
                "day": one.since,
                "kind": book.name(f"cg:{one.kind}"),
                "what": what,
                "detail": detail,
                "members": things(book, [key for key in one.mentions if key in case.subjects]) or "",
            }
            made.append((one.since or date.min, Entry(cells, (one.key,))))
    made.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].statements))
    return [entry for _, entry in made]


FIGURES = ListKind(
    "figures",
    Name("数字清单", "Figures"),
    (
        column("about", "对象", "about"),
        column("indicator", "指标", "indicator"),
        column("stated", "数值（据资料）", "value as stated"),
        column("value", "数值（换算）", "value"),
        column("unit", "单位", "unit"),
        column("period", "时期", "period"),
        column("measure", "口径与性质", "measure"),
        column("area", "地区", "area"),
        column("reported", "实际或目标", "reported or target"),
    ),
    _figures,
)
CONFLICTS = ListKind(
    "conflicts",
    Name("相互矛盾或相近的数字", "Figures that disagree"),
    (
        column("about", "对象", "about"),
        column("indicator", "指标", "indicator"),
        column("one", "一说", "one says"),
        column("one_source", "其出处", "its source"),
        column("other", "另一说", "other says"),
        column("other_source", "其出处", "its source"),
        column("verdict", "判断", "verdict"),
        column("reasons", "或可并存的理由", "why both may hold"),
        column("decision", "处置", "decision"),
        column("because", "处置理由", "reason given"),
    ),
    _conflicts,
    Name(
        "是否矛盾按公布的规则判断；各说并列，不合并。",
        "Whether figures conflict follows the published rule; both are kept, none is merged.",
    ),
)
HISTORY = ListKind(
    "history",
    Name("变化清单", "What changed"),
    (
        column("day", "日期", "day"),
        column("kind", "类型", "kind"),
        column("what", "事项", "what"),
        column("detail", "内容", "detail"),
        column("members", "所涉产业链", "chain concerned"),
    ),
    _history,
    Name("没有日期的陈述排在最后。", "Statements without a day come last."),
)
