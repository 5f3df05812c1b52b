"""Figures of two cities side by side: those that may be compared, and those that may not, with what differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.analyses.compare import FigureKey, KeyedFigure, NearFigures, compare_figures, share_out
from chaingraph.facts import Book, Figure, figure_of, format_figure, format_period
from chaingraph.naming import Name
from chaingraph.report import Cell, Sheet
from chaingraph.reports.common import cite, column
from chaingraph.reports.sides import Side, twice

__all__ = ["FigureSheets", "figure_sheets"]

_NONE = Name("未述", "not stated")
_DIFFERING = {
    "scope": Name("范围", "scope"),
    "accrual": Name("累计方式", "accrual"),
    "period": Name("时期", "period"),
    "unit": Name("单位", "unit"),
    "status": Name("状态", "status"),
    "compared_with": Name("对比期", "compared with"),
}


@dataclass(frozen=True)
class FigureSheets:
    """The two tables, and how many indicators only the first and only the second city has."""

    comparable: Sheet
    other: Sheet
    lone: tuple[int, int]


def figure_sheets(book: Book, one: Side, two: Side, *, basis: str, as_of: date | None = None) -> FigureSheets:
    """Return the figures of two whole cities on a basis (``growth``, ``level`` …)."""
    rows, others, lone = _figure_rows(book, [city.facts.place for city in (one, two)], as_of, basis)
    return FigureSheets(_figures_sheet(rows, one, two), _near_sheet(others, one, two), lone)


def _figure_rows(
    book: Book, places: Sequence[str], as_of: date | None, basis: str
) -> tuple[list[tuple[Cell, ...]], list[tuple[Cell, ...]], tuple[int, int]]:
    """Return rows of comparable figures, of those that aren't, and how many indicators only one city has."""
    found = [_figures(book, place, as_of, basis) for place in places]
    same, near = compare_figures(*(list(mine.values()) for mine in found))
    figures = {key: figure for key in (*found[0], *found[1]) if (figure := figure_of(book.statements[key], book))}
    rows: list[tuple[Cell, ...]] = [
        (
            book.name(one.key.indicator),
            *_key_cells(book, one.key),
            *(tuple(_value(figures[each.statement]) for each in mine) for mine in (one.first, one.second)),
            one.difference,
            cite(book, [each.statement for each in (*one.first, *one.second)]),
        )
        for one in same
    ]
    others = [_near_row(book, figures, pair) for pair in near]
    indicators = share_out(*({one.key.indicator for one in mine.values()} for mine in found))
    return rows, others, (len(indicators.first), len(indicators.second))


def _figures(book: Book, place: str, as_of: date | None, basis: str) -> dict[str, KeyedFigure]:
    found = {}
    for key, one in book.statements.items():
        figure = figure_of(one, book) if one.kind == "Observation" else None
        if figure is None or figure.basis != basis or figure.area_key != place:
            continue
        if figure.about_key not in {"", place} or (as_of is not None and figure.end > as_of):
            continue
        made = FigureKey(
            one.first("indicator"),
            one.first("basis"),
            one.first("scope"),
            one.first("accrual"),
            figure.start,
            figure.end,
            one.first("unit"),
            one.first("status"),
            one.first("comparedWith"),
        )
        found[key] = KeyedFigure(key, made, figure.value)
    return found


def _key_cells(book: Book, key: FigureKey) -> tuple[Cell, ...]:
    return (
        format_period(key.start, key.end),
        book.name(key.scope) if key.scope else _NONE,
        book.name(key.accrual) if key.accrual else _NONE,
        book.name(key.compared_with) if key.compared_with else _NONE,
    )


def _value(figure: Figure) -> Name:
    return _both(lambda lang: format_figure(figure, lang))


def _figures_sheet(rows: Sequence[tuple[Cell, ...]], one: Side, two: Side) -> Sheet:
    columns = (
        column("indicator", "指标", "indicator"),
        column("period", "时期", "period"),
        column("scope", "范围", "scope"),
        column("accrual", "累计方式", "accrual"),
        column("compared_with", "对比期", "compared with"),
        *twice("value", "数值", "value", one, two),
        column("difference", "前者减后者", "first less second"),
        column("sources", "出处", "sources"),
    )
    return Sheet("figures", Name("可比的数字", "Figures that may be compared"), columns, rows)


def _near_row(book: Book, figures: Mapping[str, Figure], pair: NearFigures) -> tuple[Cell, ...]:
    sides = [(pair.first, figures[pair.first.statement]), (pair.second, figures[pair.second.statement])]
    differing = []
    for part in pair.differs:
        values = [_part(book, keyed.key, part) for keyed, _ in sides]
        word = _DIFFERING[part]
        differing.append(
            Name(
                f"{word.zh}：{values[0].show('zh')} / {values[1].show('zh')}",
                f"{word.en}: {values[0].show('en')} / {values[1].show('en')}",
            )
        )
    return (
        book.name(pair.first.key.indicator),
        *(_value(figure) for _, figure in sides),
        tuple(differing),
        cite(book, [keyed.statement for keyed, _ in sides]),
    )


def _part(book: Book, key: FigureKey, part: str) -> Name:
    if part == "period":
        period = format_period(key.start, key.end)
        return Name(period, period)
    value = str(getattr(key, part))
    return book.name(value) if value else _NONE


def _near_sheet(rows: Sequence[tuple[Cell, ...]], one: Side, two: Side) -> Sheet:
    columns = (
        column("indicator", "指标", "indicator"),
        *twice("value", "数值", "value", one, two),
        column("differs", "不同之处", "what differs"),
        column("sources", "出处", "sources"),
    )
    return Sheet("not-comparable", Name("不可比的数字", "Figures that can't be compared"), columns, rows)


def _both(say: Callable[[str], str]) -> Name:
    return Name(say("zh"), say("en"))
