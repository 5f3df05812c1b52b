"""The report on indicators: a city's figures as series, what differs in what it measures kept apart."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.figures import Figure, Pair, find_rivals
from chaingraph.analyses.series import Panel, Point, Series, group_series
from chaingraph.book import read_book
from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.facts import Book
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.readings.city import find_place
from chaingraph.readings.decisions import read_decisions
from chaingraph.readings.figures import is_about_place, read_figures, things_of_place
from chaingraph.readings.origins import read_origins
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import cite, column
from chaingraph.reports.figure_words import tell_part, tell_period, tell_value
from chaingraph.resolve import resolve

__all__ = [
    "FORMS",
    "IndicatorScene",
    "open_indicators",
    "report_indicators",
    "tell_basis",
    "tell_indicators",
    "tell_series",
    "tell_span",
]

FORMS = {True: Name("目标", "target"), False: Name("报告值", "reported")}


@dataclass(frozen=True)
class IndicatorScene:
    """The panels of a city.

    Attributes
    ----------
    book, place, as_of
        What the store holds, the city, and the day by which all must be stated.
    indicator
        The one asked for, or an empty string.
    panels
        The series of each indicator, thing, basis and unit: the city's own first, then those with most points.
    left_out
        How many figures stand alone and aren't shown, since no indicator was asked for.
    rivals
        Pairs of figures, among those shown, that differ in value alone.
    """

    book: Book
    place: str
    as_of: date | None
    indicator: str
    panels: tuple[Panel, ...]
    left_out: int
    rivals: tuple[Pair, ...]


def report_indicators(
    store: Store, *, indicator: str | None = None, city: str | None = None, as_of: date | None = None
) -> Report:
    """Return a city's figures over time.

    Parameters
    ----------
    store
        What is asked.
    indicator
        One indicator, by key or any label; None for all that have two or more figures about one thing.
    city, as_of
        The place, and the day by which all must be stated.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or an indicator of which the city has no figure.
    """
    return tell_indicators(open_indicators(store, indicator=indicator, city=city, as_of=as_of))


def open_indicators(
    store: Store, *, indicator: str | None = None, city: str | None = None, as_of: date | None = None
) -> IndicatorScene:
    """Read and group; see :func:`report_indicators`."""
    book = read_book(store)
    place = find_place(book, city)
    belonging = things_of_place(book, place)
    figures = [one for one in read_figures(book, read_origins(store), as_of=as_of) if is_about_place(one, belonging)]
    wanted = shorten(resolve(store, indicator, "indicator").value) if indicator else ""
    if wanted and not any(one.indicator == wanted for one in figures):
        known = [book.name(key).zh for key in {one.indicator for one in figures}]
        hint = did_you_mean(indicator or "", known) or f"; it has figures of {len(known)} others: leave the name out"
        raise UnknownNameError(f"{book.name(place).show('zh')} has no figure of '{book.name(wanted).zh}'{hint}")
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.indicator, one.about or one.area), []).append(one)
    shown = [
        one for (name, _), group in groups.items() for one in group if (name == wanted if wanted else len(group) > 1)
    ]

    def order(panel: Panel) -> tuple[bool, str, int, str, str]:
        among = sum(one.points for one in panels if (one.indicator, one.about) == (panel.indicator, panel.about))
        return (panel.about != place, panel.about if panel.about != place else "", -among, panel.indicator, panel.basis)

    keys = {one.statement for one in shown}
    weighed = [keys.intersection(one.concerns) for one in read_decisions(store)]
    panels = group_series(shown, judged={key for both in weighed if len(both) > 1 for key in both})
    ordered = tuple(sorted(panels, key=order))
    return IndicatorScene(book, place, as_of, wanted, ordered, len(figures) - len(shown), find_rivals(shown))


def tell_indicators(scene: IndicatorScene) -> Report:
    """Return the report on what is read already."""
    book, place = scene.book, scene.book.name(scene.place)
    day = scene.as_of.isoformat() if scene.as_of else ""
    zh, en = (f"，截至{day}", f", as of {day}") if day else ("", "")
    what = book.name(scene.indicator) if scene.indicator else Name("各项数字", "Figures")
    title = Name(
        f"{what.show('zh')}的时间序列（{place.show('zh')}{zh}）",
        f"{_capital(what.show('en'))} over time ({place.show('en')}{en})",
    )
    sheets = [_figures_sheet(scene)]
    if scene.rivals:
        sheets.append(_rivals_sheet(scene))
    return Report(title, list(_leads(scene)), sheets, _notes())


def tell_series(book: Book, series: Series) -> Name:
    """Return what sets a series apart: form, accrual, scope, status, population and the length of its periods."""
    sample = series.sample
    parts = [FORMS[True]] if sample.is_target else []
    said = {"accrual": sample.accrual, "scope": sample.scope, "status": sample.status}
    if sample.is_target or sample.status == "reported":
        del said["status"]
    parts += [tell_part(book, sample, part) for part, value in said.items() if value]
    if sample.basis == "rank":
        parts.append(tell_part(book, sample, "population"))
    if sample.about and sample.area and sample.area != sample.about:
        parts.append(_both(book.name(sample.area)))
    parts.append(tell_span(series.span) if series.has_periods else Name("起止未述", "period not told"))
    return Name("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def tell_span(span: str) -> Name:
    """Return the length of periods in words."""
    number = int(span[:-1]) if span[:-1].isdigit() else 0
    match span[-1:]:
        case "m" if number % 12 == 0:
            years = number // 12
            return Name("全年", "whole years") if years == 1 else Name(f"{years}年", f"{years} years")
        case "m":
            return Name(f"{number}个月", "1 month" if number == 1 else f"{number} months")
        case "d":
            return Name(f"{number}天", f"{number} days")
    return Name("起始未知", "start unknown") if span == "unknown" else Name("时点", "on a day")


def tell_basis(book: Book, panel: Panel) -> Name:
    """Return the basis of a panel with its unit: ``水平值（元）``."""
    sample = panel.series[0].sample
    basis, unit = tell_part(book, sample, "basis"), tell_part(book, sample, "unit")
    if panel.unit in {"one", ""}:
        return basis
    return Name(f"{basis.zh}（{unit.zh}）", f"{basis.en} ({unit.en})")


def _figures_sheet(scene: IndicatorScene) -> Sheet:
    columns = (
        column("about", "对象", "about"),
        column("indicator", "指标", "indicator"),
        column("basis", "基准", "basis"),
        column("form", "形式", "form"),
        column("accrual", "累计方式", "accrual"),
        column("scope", "口径", "scope"),
        column("status", "状态", "status"),
        column("period", "时期", "period"),
        column("value", "数值", "value"),
        column("rivals", "不一致", "gainsaid"),
        column("sources", "出处", "sources"),
    )
    points = [(panel, series, point) for panel in scene.panels for series in panel.series for point in series.points]
    rows = [_row(scene, *one) for one in points]
    keys = [point.statements[0] for *_, point in points]
    return Sheet("figures", Name("数字：图上每个点一行", "Figures, a row for each point"), columns, rows, keys)


def _row(scene: IndicatorScene, panel: Panel, series: Series, point: Point) -> list[Cell]:
    book, sample = scene.book, series.sample
    others = _rivals_of(scene, point.statements)
    return [
        Thing(panel.about, _both(book.name(panel.about))),
        _both(book.name(panel.indicator)),
        tell_basis(book, panel),
        FORMS[sample.is_target],
        tell_part(book, sample, "accrual"),
        tell_part(book, sample, "scope"),
        tell_part(book, sample, "status"),
        tell_period(Figure(statement="", indicator="", value=point.value, start=point.start, end=point.end)),
        tell_value(book, point.statements[0]),
        tuple(tell_value(book, one) for one in others),
        cite(book, point.statements),
    ]


def _rivals_of(scene: IndicatorScene, statements: Collection[str]) -> list[str]:
    found = [pair.other.statement for pair in scene.rivals if pair.one.statement in statements]
    return found + [pair.one.statement for pair in scene.rivals if pair.other.statement in statements]


def _rivals_sheet(scene: IndicatorScene) -> Sheet:
    columns = (
        column("about", "对象", "about"),
        column("indicator", "指标", "indicator"),
        column("period", "时期", "period"),
        column("one", "数值一", "one value"),
        column("other", "数值二", "other value"),
        column("one_sources", "出处一", "sources of the one"),
        column("other_sources", "出处二", "sources of the other"),
    )
    book = scene.book
    rows: list[list[Cell]] = []
    for pair in scene.rivals:
        about = pair.one.about or pair.one.area
        rows.append(
            [
                Thing(about, _both(book.name(about))),
                _both(book.name(pair.one.indicator)),
                tell_period(pair.one),
                tell_value(book, pair.one.statement),
                tell_value(book, pair.other.statement),
                cite(book, [pair.one.statement]),
                cite(book, [pair.other.statement]),
            ]
        )
    return Sheet("rivals", Name("只在数值上不一致的数字", "Figures that differ in value alone"), columns, rows)


def _leads(scene: IndicatorScene) -> Iterator[Name]:
    series = [one for panel in scene.panels for one in panel.series]
    lone = sum(len(one.points) == 1 for one in series)
    joined = sum(bool(one.lines) for one in series)
    yield Name(
        f"走势大多未知：{len(series)}个系列中{lone}个只有一个点；能连成线的{joined}个。没有数字的时期不是零，也不作推算。",
        f"Most courses are unknown: of {len(series)} series {lone} have a single point; {joined} can be joined by a "
        "line. A period without a figure isn't zero, and none is filled in.",
    )
    points = [point for one in series for point in one.points]
    targets = sum(len(one.points) for one in series if one.sample.is_target)
    things = {panel.about for panel in scene.panels}
    left = Name(
        f"；另有{scene.left_out}个数字在其对象与指标下只此一个，未列" if scene.left_out else "",
        f"; {scene.left_out} more stand alone under their thing and indicator and aren't listed"
        if scene.left_out
        else "",
    )
    if scene.indicator:
        left = Name()
    yield Name(
        f"{len(points)}个点（其中目标{targets}个），关于{len(things)}个对象{left.zh}。",
        f"{len(points)} points ({targets} of them targets) about {len(things)} things{left.en}.",
    )
    if scene.rivals:
        yield Name(
            f"{len(scene.rivals)}对数字只在数值上不一致，并列标出，线不经过它们。",
            f"Pairs of figures that differ in value alone: {len(scene.rivals)}; both are marked, no line leads there.",
        )


def _notes() -> list[Name]:
    return [
        Name(
            "基准、单位不同的不同图；累计方式、口径、状态、排名范围或时期长短不同的是不同系列，线只连接同一系列的点；流量、新增与变化未述起止的不连。",
            "What differs in basis or unit stands in panels of its own; what differs in accrual, scope, status, "
            "population or the length of its periods is a series of its own; lines join points of one series only, and "
            "no flows, new things or changes whose period isn't told.",
        ),
        Name(
            "点标在时期之末，横杠为时期；实心圆为报告值，空心圆为预计或计划，空心菱形为目标；数值前的“超”“约”“近”等限定照录。",
            "A point stands at the end of its period, the bar is the period; full circles are reported, hollow ones "
            "expected or planned, hollow diamonds targets; over, about or near stand before the value as the source "
            "has them.",
        ),
        Name(
            "不一致：除数值外各部分都相同；目标不与任何数字比较。几份资料说同一个数的是一个点。冲突判断所及的数字也不连线。",
            "Figures gainsay each other if all parts but the value agree; targets are compared with nothing. One "
            "number said by several documents is one point. Nor does a line lead to a figure that a judgement on a "
            "conflict names.",
        ),
    ]


def _both(name: Name) -> Name:
    return Name(name.show("zh"), name.show("en"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
