"""The report on conflicts: figures that gainsay each other, those that nearly do, and what was decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.figure_reasons import Explanation, QualifierRule, explain_pair
from chaingraph.analyses.figures import PARTS, Figure, Pair, find_near_rivals, find_rivals, is_course, rank_near_rivals
from chaingraph.book import read_book
from chaingraph.facts import Book
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.readings.city import find_place
from chaingraph.readings.coverage import statements_of_place
from chaingraph.readings.decisions import Decision, decision_on, read_decisions
from chaingraph.readings.figures import documents_by, is_about_place, read_figures, things_of_place, wholes_of
from chaingraph.readings.origins import read_origins
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.figure_words import NOT_STATED, tell_part, tell_period, tell_statement, tell_value
from chaingraph.resolve import resolve

__all__ = ["NEAREST", "report_conflicts"]

#: How many near rivals are told if not all are asked for.
NEAREST = 10
#: Near rivals in these parts are mostly a list of firms or of places.
_LISTS = frozenset({"area", "about"})

_REASONS: Mapping[str, Name] = {
    "qualifiers": Name("限定词容许（如“超240”与246）", "their qualifiers allow it ('over 240' and 246)"),
    "rounding": Name("一数为另一数取整", "the one is the other, rounded"),
    "unit": Name("单位不同，未换算", "two units, not converted"),
    "scope": Name("口径不同", "two scopes"),
    "scope-unstated": Name("一方未说明口径", "one states no scope"),
    "new-and-total": Name("新增与总数", "new against total"),
    "accrual": Name("累计方式不同", "two ways of accruing"),
    "accrual-unstated": Name("一方未说明是新增还是总数", "one doesn't say whether new or in all"),
    "status": Name("实际、预计或计划之别", "reported, expected or planned"),
    "basis": Name("一为水平、一为变化等", "two bases, such as a level and its growth"),
    "population": Name("排名范围不同", "ranks in two populations"),
    "period-part": Name("时期一含另一（如年内累计与全年）", "one period lies in the other (year to date, year)"),
    "period": Name("时期不同", "two periods"),
    "period-assumed": Name(
        "未说明时点，暂取资料日期，或为同一时点", "a day is only that of its document: both may mean the same day"
    ),
    "part-of": Name("部分与整体", "part and whole"),
    "area": Name("地区不同", "two places"),
    "about": Name("对象不同", "two things"),
    "same-document": Name("出自同一资料", "both from one document"),
    "same-original": Name("同一原件的转载、译文或摘要", "reposts, translations or abstracts of one original"),
    "later-source": Name("资料日期不同，后者或为修订", "sources of two days: the later may revise"),
}
_PARTS: Mapping[str, Name] = {
    "unit": Name("单位", "unit"),
    "scope": Name("口径", "scope"),
    "accrual": Name("累计方式", "accrual"),
    "status": Name("数据状态", "status"),
    "basis": Name("数据性质", "basis"),
    "population": Name("排名范围", "population"),
    "period": Name("时期", "period"),
    "area": Name("地区", "area"),
    "about": Name("对象", "about"),
}
_CONFLICT = Name("矛盾", "conflict")
_COMPATIBLE = Name("可并存", "compatible")
_NO_REASON = Name("未见可并存的理由", "nothing seen that reconciles them")
_UNDECIDED = Name("尚无处置", "none recorded")

_WHAT = (
    column("indicator", "指标", "indicator"),
    column("about", "对象", "about"),
    column("area", "地区", "area"),
)
_SIDES = (
    column("one", "一说", "one says"),
    column("one_sources", "其出处", "its sources"),
    column("other", "另一说", "other says"),
    column("other_sources", "其出处", "its sources"),
    column("reasons", "或可并存的理由", "why both may hold"),
    column("decision", "处置", "decision"),
    column("preferred", "采信", "preferred"),
    column("because", "处置理由", "reason given"),
)
_RIVALS = (
    column("verdict", "判断", "verdict"),
    *_WHAT,
    column("period", "时期", "period"),
    column("measure", "口径与性质", "measure"),
    *_SIDES,
)
_NEAR = (
    column("differs_in", "不同之处", "differs in"),
    *_WHAT,
    column("one_part", "一方为", "the one"),
    column("other_part", "另一方为", "the other"),
    column("values", "数值", "values"),
    *_SIDES,
)
_DECISIONS = (
    column("decision", "处置", "decision"),
    column("concerns", "所涉陈述", "concerns"),
    column("preferred", "采信", "preferred"),
    column("because", "理由", "reason given"),
    column("editor", "判断者", "editor"),
    column("judged_on", "日期", "judged on"),
    column("review", "复核", "review"),
    column("address", "依据网址", "address"),
    column("sources", "出处", "sources"),
)


@dataclass(frozen=True)
class _Scene:
    """What is asked for, read: the book, the figures in view, what was decided, and what lies in what."""

    book: Book
    figures: Sequence[Figure]
    decisions: Sequence[Decision]
    inside: Mapping[str, Collection[str]]
    rule: QualifierRule

    def explain(self, pair: Pair) -> Explanation:
        """Return what may reconcile a pair."""
        return explain_pair(pair, rule=self.rule, inside=self.inside)

    def decided(self, pair: Pair) -> Decision | None:
        """Return what was decided on a pair."""
        return decision_on(self.decisions, (pair.one.statement, pair.other.statement))


def report_conflicts(
    store: Store,
    *,
    city: str | None = None,
    as_of: date | None = None,
    indicator: str | None = None,
    every: bool = False,
    rule: QualifierRule | None = None,
) -> Report:
    """Return the figures that gainsay each other with both sources, near rivals, reasons and decisions.

    Parameters
    ----------
    store
        What is asked.
    city
        Only figures of this place and of what belongs to it; all for None.
    as_of
        Only what documents of this day or earlier say, and undated ones.
    indicator
        Only this indicator, by key or name.
    every
        All near rivals, those of two things or two places too; else the ten nearest.
    rule
        How far qualified numbers reach; our convention if not given.

    Raises
    ------
    UnknownNameError
        No place or indicator bears the name.
    """
    book = read_book(store)
    place = find_place(book, city) if city else None
    figures = read_figures(book, read_origins(store), as_of=as_of)
    decisions = [one for one in read_decisions(store) if all(documents_by(book, key, as_of) for key in one.concerns)]
    if place:
        belonging = things_of_place(book, place)
        figures = tuple(one for one in figures if is_about_place(one, belonging))
        here = statements_of_place(book, place)
        decisions = [one for one in decisions if here.intersection(one.concerns)]
    if indicator:
        wanted = shorten(resolve(store, indicator, "indicator").value)
        figures = tuple(one for one in figures if one.indicator == wanted)
        kept = {one.statement for one in figures}
        decisions = [one for one in decisions if kept.intersection(one.concerns)]
    scene = _Scene(book, figures, decisions, wholes_of(book), rule or QualifierRule())
    rivals = sorted(find_rivals(figures), key=lambda pair: scene.explain(pair).is_compatible)
    parts = PARTS if every else [part for part in PARTS if part not in _LISTS]
    pairs = rank_near_rivals(find_near_rivals(figures, parts=parts))
    near = [one for one in pairs if not is_course(one)]
    shown = near if every else near[:NEAREST]
    place_name = book.name(place) if place else Name()
    return Report(
        _title(place_name, as_of),
        _leads(scene, rivals, len(near), len(shown)),
        [
            Sheet("rivals", Name("相互矛盾的数字", "Rival figures"), _RIVALS, [_rival(scene, one) for one in rivals]),
            Sheet("near", Name("相近而一项不同的数字", "Near rivals"), _NEAR, [_near(scene, one) for one in shown]),
            Sheet(
                "decisions",
                Name("已记录的处置（编者判断）", "Decisions recorded (our judgement)"),
                _DECISIONS,
                [_decision(scene, one) for one in decisions],
            ),
        ],
        _notes(scene.rule, every=every),
    )


def _title(place: Name, as_of: date | None) -> Name:
    zh = f"{place.show('zh')}：" if place.show("zh") else ""
    en = f"{place.show('en')}: " if place.show("en") else ""
    day = f"（{as_of}及以前的资料）" if as_of else ""
    until = f" (documents up to {as_of})" if as_of else ""
    return Name(f"{zh}相互矛盾的数字{day}", f"{en}figures that gainsay each other{until}")


def _leads(scene: _Scene, rivals: Sequence[Pair], near: int, shown: int) -> list[Name]:
    conflicts = [pair for pair in rivals if not scene.explain(pair).is_compatible]
    found = [scene.decided(pair) for pair in conflicts]
    is_open = sum(one is None or one.decision == "open" for one in found)
    reported = [one for one in scene.figures if not one.is_target]
    undated = sum(one.period_source == "document-date" for one in reported)
    resolved = sum(one.period_source == "resolved" for one in reported)
    unsaid = sum(not one.accrual and one.basis == "level" for one in reported)
    return [
        Name(
            f"所比{len(reported)}个数字中，{undated}个的时期未知（暂取资料日期），{resolved}个的时期由“今年以来”等推算，"
            f"{unsaid}个不知是存量、流量还是新增：其间的矛盾可能未能显现。",
            f"Of {len(reported)} figures compared, the period of {undated} is unknown (the document's day is taken), "
            f"that of {resolved} is counted from words such as 'this year so far', and {unsaid} don't say whether they "
            "are stock, flow or new: conflicts among them may go unseen.",
        ),
        Name(
            f"{len(conflicts)}对数字相互矛盾，其中{is_open}对未决；"
            f"另有{len(rivals) - len(conflicts)}对数值不同而可并存；仅一项不同者{near}对，以下列{shown}对。",
            f"Pairs that gainsay each other: {len(conflicts)}, undecided: {is_open}; pairs that differ but are "
            f"compatible: {len(rivals) - len(conflicts)}; pairs that differ in one part: {near}, listed here: {shown}.",
        ),
    ]


def _what(scene: _Scene, pair: Pair) -> list[Cell]:
    """Return indicator, thing and place, as far as both share them."""
    indicator: Cell = things(scene.book, [pair.one.indicator])[0]
    shared = [getattr(pair.one, part) if pair.differs_in != part else "" for part in ("about", "area")]
    return [indicator, *(things(scene.book, [key])[0] if key else None for key in shared)]


def _sides(scene: _Scene, pair: Pair, none: Name | None) -> list[Cell]:
    reasons = [_REASONS[reason] for reason in scene.explain(pair).reasons]
    decided = scene.decided(pair)
    cells: list[Cell] = []
    for figure in (pair.one, pair.other):
        cells += [tell_value(scene.book, figure.statement), cite(scene.book, [figure.statement])]
    settled: list[Cell] = [none, None, None]
    if decided:
        preferred = tell_value(scene.book, decided.preferred) if _is_figure(scene, decided.preferred) else None
        settled = [Thing(decided.key, decided.name), preferred, decided.reason]
    return [*cells, tuple(reasons) or _NO_REASON, *settled]


def _rival(scene: _Scene, pair: Pair) -> list[Cell]:
    verdict = _COMPATIBLE if scene.explain(pair).is_compatible else _CONFLICT
    measure = [tell_part(scene.book, pair.one, part) for part in ("basis", "accrual", "scope", "status")]
    if pair.one.basis == "rank":
        measure.append(tell_part(scene.book, pair.one, "population"))
    told = tuple(one for one in measure if one != NOT_STATED)
    return [verdict, *_what(scene, pair), tell_period(pair.one), told, *_sides(scene, pair, _UNDECIDED)]


def _near(scene: _Scene, pair: Pair) -> list[Cell]:
    ends = [tell_part(scene.book, figure, pair.differs_in) for figure in (pair.one, pair.other)]
    values = _COMPATIBLE if scene.explain(pair).is_compatible else None
    return [_PARTS[pair.differs_in], *_what(scene, pair), *ends, values, *_sides(scene, pair, None)]


def _decision(scene: _Scene, one: Decision) -> list[Cell]:
    book = scene.book
    return [
        Thing(one.key, one.name),
        tuple(tell_statement(book, statement) for statement in one.concerns),
        tell_statement(book, one.preferred) if one.preferred else None,
        one.reason,
        one.editor,
        one.judged_on,
        book.name(one.review) if one.review else None,
        one.address or None,
        cite(book, one.concerns),
    ]


def _is_figure(scene: _Scene, statement: str) -> bool:
    return statement in scene.book.statements and bool(scene.book.statements[statement].first("value"))


def _notes(rule: QualifierRule, *, every: bool) -> list[Name]:
    about, over, near = (f"{share * 100:f}".rstrip("0").rstrip(".") for share in (rule.about, rule.over, rule.near))
    notes = [
        Name(
            "指标、对象、地区、时期、性质、累计方式、口径、状态、排名范围与单位皆同而数值不同者为矛盾；目标值不参与比较。"
            "并存的理由只是可能，不是结论。",
            "Figures gainsay each other if indicator, thing, area, period, basis, accrual, scope, status, population "
            "of a rank and unit agree and values don't; targets aren't compared. Reasons say what may be, not what is.",
        ),
        Name(
            f"“约”读作±{about}%，“超、余”读作其上{over}%或末位有效数字加一（取大者），“近”读作其下{near}%：本项目约定，可改。",
            f"'About' is read as within {about}%, 'over' as up to {over}% more or one more of the last digit that "
            f"isn't zero, whichever is farther, 'near' as up to {near}% less: our convention, and yours to change.",
        ),
        Name(
            "资料言明时期、时期又不相交的两个数字是先后两点，不算相近；chaingraph query near-rivals可一并列出。",
            "Two figures of stated periods that have no day in common are points of a course and no near rivals; "
            "'chaingraph query near-rivals' lists them too.",
        ),
        Name(
            "处置为编者判断，不改动任何陈述；"
            "新增处置：在graph/<城市>/conflict_decisions.csv加一行，再运行chaingraph build。",
            "Decisions are our own judgement and change no statement; to record one, add a row to "
            "graph/<city>/conflict_decisions.csv and run 'chaingraph build'.",
        ),
    ]
    if not every:
        notes.append(
            Name(
                "相近者先列出自不同原件的，再按不同之处、是否未说明时点及时期远近；对象或地区不同的（多为名单）及其余用--all列出。",
                "Near rivals from different originals come first, then by part, those of unstated day first, and by "
                "the days between periods; --all lists the rest, and those about two things or places, mostly lists.",
            )
        )
    return notes
