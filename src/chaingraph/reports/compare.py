"""The report on two cities side by side: systems by shared templates, segments, industry classes, titles, figures."""

from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.compare import share_out
from chaingraph.book import read_book
from chaingraph.errors import InputError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.templates import Match, Templates, read_templates
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import STATES, cite, column, things
from chaingraph.reports.side_designations import designations_sheet
from chaingraph.reports.side_figures import FigureSheets, figure_sheets
from chaingraph.reports.sides import Side, find_city_place, only_in, read_side, twice

__all__ = ["report_compare"]

_CLASSIFICATION = "gbt4754-2017"
_BOTH = Name("两市都有", "both")


def report_compare(
    store: Store, first: str, second: str, *, as_of: date | None = None, basis: str = "growth"
) -> Report:
    """Return two cities side by side.

    Parameters
    ----------
    store
        What is asked.
    first, second
        The cities, by key, division code or name.
    as_of
        The day by which all must be stated; None for all.
    basis
        Which figures of the whole cities to set side by side: those of this basis (``growth``, ``level``, …).

    Raises
    ------
    UnknownNameError
        A city that no place is called.
    InputError
        Twice the same place.
    """
    book, templates = read_book(store), read_templates(store)
    places = [find_city_place(book, name) for name in (first, second)]
    if places[0] == places[1]:
        raise InputError(f"'{first}' and '{second}' are the same place, {places[0]}; give two")
    one, two = (read_side(book, templates, place, as_of) for place in places)
    day = (f"（截至{as_of}）", f" (as of {as_of})") if as_of else ("", "")
    names = [city.name for city in (one, two)]
    title = Name(
        f"{names[0].show('zh')}与{names[1].show('zh')}对照{day[0]}",
        f"{names[0].show('en')} and {names[1].show('en')} side by side{day[1]}",
    )
    figures = figure_sheets(book, one, two, basis=basis, as_of=as_of)
    sheets = [
        _unmapped_sheet(book, one, two),
        _templates_sheet(book, one, two),
        _segments_sheet(book, templates, one, two),
        _industries_sheet(templates, one, two),
        designations_sheet(store, book, one, two, as_of=as_of),
        figures.comparable,
        figures.other,
    ]
    return Report(title, _leads(templates, one, two, figures), sheets, _notes())


def _unmapped_sheet(book: Book, one: Side, two: Side) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (city.name, book.name(f"cg:{book.things[key].kind}"), things(book, [key])[0])
        for city in (one, two)
        for key in _unmapped(city)
    ]
    columns = (column("city", "城市", "city"), column("kind", "类型", "kind"), column("member", "名称", "name"))
    return Sheet("unmapped", Name("没有对应模板者", "What no template draws"), columns, rows)


def _unmapped(city: Side) -> list[str]:
    drawn = {match.subject for matches in city.matches.values() for match in matches}
    return [key for key in city.subjects if key not in drawn]


def _templates_sheet(book: Book, one: Side, two: Side) -> Sheet:
    columns = (
        column("template", "模板", "template"),
        column("where", "归属", "in"),
        *twice("chains", "产业链与产业", "chains and sectors", one, two),
        column("segments", "所涉环节数", "segments drawn"),
        column("known_both", "两市均已知", "known in both"),
        column("known_first", f"仅{one.name.show('zh')}已知", f"known in {one.name.show('en')} only"),
        column("known_second", f"仅{two.name.show('zh')}已知", f"known in {two.name.show('en')} only"),
        column("unknown_both", "两市均未知", "unknown in both"),
    )
    share = share_out(one.matches, two.matches)
    rows: list[tuple[Cell, ...]] = []
    for where, found in ((_BOTH, share.both), (only_in(one), share.first), (only_in(two), share.second)):
        for template in found:
            drawn = sorted({*one.segments.get(template, ()), *two.segments.get(template, ())})
            known = share_out(
                (segment for segment in drawn if one.is_known(segment)),
                (segment for segment in drawn if two.is_known(segment)),
            )
            unknown = sum(one.states[key].state == two.states[key].state == "unknown" for key in drawn)
            rows.append(
                (
                    things(book, [template])[0],
                    where,
                    *(
                        tuple(_match_cell(book, match) for match in city.matches.get(template, ()))
                        for city in (one, two)
                    ),
                    len(drawn),
                    len(known.both),
                    len(known.first),
                    len(known.second),
                    unknown,
                )
            )
    return Sheet("templates", Name("按模板对照（编者判断）", "By template (our judgement)"), columns, rows)


def _match_cell(book: Book, match: Match) -> Name:
    subject, kind = book.name(match.subject), book.name(f"scheme:match-{match.kind}")
    return Name(f"{subject.show('zh')}（{kind.show('zh')}）", f"{subject.show('en')} ({kind.show('en')})")


def _segments_sheet(book: Book, templates: Templates, one: Side, two: Side) -> Sheet:
    columns = (
        column("template", "模板", "template"),
        column("segment", "环节", "segment"),
        *twice("state", "状态", "state", one, two),
        *twice("firms", "企业", "firms", one, two),
        *twice("sites", "集群与园区", "clusters and parks", one, two),
        column("sources", "出处", "sources"),
    )
    rows: list[tuple[Cell, ...]] = []
    for template in share_out(one.matches, two.matches).both:
        for segment in _drawn_in_both(templates, template, one, two):
            states = [city.states[segment] for city in (one, two)]
            if all(state.state == "unknown" for state in states):
                continue
            said = [link.statement for city in (one, two) for link in city.facts.links.get(segment, ())]
            said += [stated.statement for city in (one, two) for stated in city.facts.stated.get(segment, ())]
            rows.append(
                (
                    things(book, [template])[0],
                    things(book, [segment])[0],
                    *(STATES[state.state] for state in states),
                    *(things(book, state.facts.firms) for state in states),
                    *(things(book, state.facts.sites) for state in states),
                    cite(book, said),
                )
            )
    title = Name("共有模板的环节（两市均未知者略）", "Segments of shared templates (those unknown in both left out)")
    return Sheet("segments", title, columns, rows)


def _drawn_in_both(templates: Templates, template: str, one: Side, two: Side) -> list[str]:
    """Return the segments of a template that chains of both cities take in, in the template's order."""
    drawn = one.segments[template] & two.segments[template]
    return [segment for segment in templates.segments.get(template, ()) if segment in drawn]


def _industries_sheet(templates: Templates, one: Side, two: Side) -> Sheet:
    columns = (
        column("code", "代码", "code"),
        column("industry", "行业", "industry"),
        column("where", "归属", "known in"),
        *twice("segments", "已知环节", "segments known", one, two),
    )
    known: list[dict[str, list[str]]] = []
    for city in (one, two):
        mine: dict[str, list[str]] = {}
        for segment in sorted(templates.codes):
            if segment in city.states and city.is_known(segment):
                for industry in templates.codes[segment]:
                    mine.setdefault(industry, []).append(segment)
        known.append(mine)
    share = share_out(*known)
    where = dict.fromkeys(share.both, _BOTH)
    where |= dict.fromkeys(share.first, only_in(one)) | dict.fromkeys(share.second, only_in(two))
    order = {_BOTH: 0, only_in(one): 1, only_in(two): 2}
    rows: list[tuple[Cell, ...]] = [
        (
            templates.industries[key].code,
            templates.industries[key].name,
            where[key],
            *(tuple(templates.names[segment] for segment in mine.get(key, ())) for mine in known),
        )
        for key in sorted(where, key=lambda key: (order[where[key]], templates.industries[key].code, key))
        if templates.industries[key].classification == _CLASSIFICATION
    ]
    title = Name(
        "国民经济行业（GB/T 4754，按已知环节；一个环节对应多类时，属其中一类或几类）",
        "Industry classes (GB/T 4754) of segments known; of several classes of a segment, one or more are there",
    )
    return Sheet("industries", title, columns, rows)


def _leads(templates: Templates, one: Side, two: Side, figures: FigureSheets) -> list[Name]:
    names = (one.name, two.name)
    share = share_out(one.matches, two.matches)
    drawn = {segment for template in share.both for segment in _drawn_in_both(templates, template, one, two)}
    known = [sum(city.is_known(segment) for segment in drawn) for city in (one, two)]
    unknown = [sum(city.states[segment].state == "unknown" for segment in drawn) for city in (one, two)]
    blank = sum(all(city.states[segment].state == "unknown" for city in (one, two)) for segment in drawn)
    zh, en = ([name.show(lang) for name in names] for lang in ("zh", "en"))
    same, other = len(figures.comparable.rows), len(figures.other.rows)
    return [
        Name(
            f"未知在先：共有模板的{len(drawn)}个环节中，{zh[0]}未知{unknown[0]}个，{zh[1]}未知{unknown[1]}个，两市均未知{blank}个；"
            f"没有对应模板的产业链与产业：{zh[0]}{len(_unmapped(one))}个，{zh[1]}{len(_unmapped(two))}个。",
            f"Of {len(drawn)} segments of shared templates {unknown[0]} are unknown in {en[0]}, {unknown[1]} in "
            f"{en[1]}, {blank} in both; no template draws {len(_unmapped(one))} chains and sectors of {en[0]} and "
            f"{len(_unmapped(two))} of {en[1]}.",
        ),
        Name(
            f"两市都有的模板{len(share.both)}个；仅{zh[0]}{len(share.first)}个，仅{zh[1]}{len(share.second)}个；"
            f"共有模板中已知的环节：{zh[0]}{known[0]}个，{zh[1]}{known[1]}个。已知多少取决于资料多少，不说明谁强谁弱。",
            f"{len(share.both)} templates are in both, {len(share.first)} in {en[0]} only, {len(share.second)} in "
            f"{en[1]} only; of the shared segments {known[0]} are known in {en[0]}, {known[1]} in {en[1]}. How "
            "much is known depends on how much was read, and says nothing of who is stronger.",
        ),
        Name(
            f"可比的数字{same}组；同一指标而口径不同、不可比的{other}组；"
            f"仅一市有的指标：{zh[0]}{figures.lone[0]}个，{zh[1]}{figures.lone[1]}个。",
            f"{same} figures may be compared; {other} of the same indicator can't, as they differ in scope, period or "
            f"the like; indicators of one city only: {figures.lone[0]} in {en[0]}, {figures.lone[1]} in {en[1]}.",
        ),
    ]


def _notes() -> list[Name]:
    return [
        Name(
            "模板、环节及其与产业链、行业代码的对应为编者判断；同一模板不等于同一产业链。",
            "Templates, segments and how chains and industry classes correspond to them are our own judgement; one "
            "template for two chains doesn't make them one.",
        ),
        Name(
            "称号：“已知”是有资料指名的获得者（链主含区县的与仅一条链的），“陈述总数”是资料所说的数目，二者分开，均不相加。",
            "Designations: 'known' are bearers that sources name (owners of counties' and of single chains included), "
            "'stated' the numbers that sources give; kept apart, and never added up.",
        ),
        Name(
            "只有指标、口径、范围、累计方式、时期、单位、状态与对比期都一致的全市数字才可比；“未述”只与“未述”一致。",
            "Only figures of the whole city that agree in indicator, basis, scope, accrual, period, unit, status and "
            "what they are compared with are compared; 'not stated' agrees with nothing else.",
        ),
    ]
