"""Enter a row of an office's table of figures: a level, a share or a growth of the city, a chain or another thing."""

import re
from datetime import date
from decimal import Decimal

from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry
from chaingraph.ingest.figure_cells import Measure, is_count, is_money, is_share, read_amount, read_growth, read_measure
from chaingraph.ingest.periods import join_period, read_period
from chaingraph.naming import Name

__all__ = ["add_figure"]

_ON_YEAR = {"basis": "growth", "compared_with": "scheme:comparison-same-period-last-year"}
_ONE = Name("一行只说一个对象：一条产业链，或“对象”列的一个", "one row, one thing: a chain, or one of the column 对象")

_NO_PERCENT = Name(
    "增速请填百分数，如8.5%；增减的百分点、增加额不是增速",
    "write a growth in percent, such as 8.5%; points of a change of it, or amounts, are none",
)
_WHICH = Name(
    "是增速吗？请把指标写作“…增速”；此指标不是比率，不能以%计",
    "a growth? Call the indicator …增速; this one is no rate, and isn't told in percent",
)
_FIRST_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-01(?: 00:00:00)?")
_LOST_PERCENT = Name(
    "分不清是百分之几：这种文件不保留百分号格式；请另存为.xlsx，或写上%",
    "how many percent can't be told, as this kind of file loses the format; save it as .xlsx, or write the sign %",
)
_LOST_MONTH = Name(
    "分不清是整月还是1日：这种文件不保留日期格式；请另存为.xlsx，或写作如2024年6月",
    "the month or its first day? This kind of file loses the format; save it as .xlsx, or write such as 2024年6月",
)
_GROWTH_OF_RATE = Name(
    "指标本身是增速或比率，其增减是百分点，不是增速；请清空此格",
    "the growth of a rate is told in points, and is none; leave it empty",
)
_OTHER_UNIT = Name(
    "单位与指标不合：金额请用元、万元、亿元，个数不用",
    "not the unit of this indicator: sums of money are in yuan, counts are not",
)
_Amount = tuple[Decimal, str, str]


def add_figure(rows: CityRows, entry: Entry) -> None:
    """Enter the figure of a row, and its growth if the row has one."""
    measure, period = entry.read("indicator", read_measure), _period(entry)
    own_unit = (measure.unit or ("%" if measure.is_growth else "")) if measure else ""
    own_unit = own_unit or entry.source.found.titles["value"].rstrip(")").partition("(")[2]  # 数值(亿元)
    amount = entry.read("value", lambda text: read_amount(text, entry.cell("unit") or own_unit))
    growth = entry.read("growth", read_growth)
    _check_units(entry, measure, amount, growth)
    _check_format(entry, amount, growth)
    scope, status = entry.choice("scope") or (measure.scope if measure else ""), entry.choice("status")
    chains, about, area = rows.chains_in(entry), entry.read("about", rows.mentioned), rows.area(entry)
    if about and about.startswith("place:"):
        if entry.cell("county") and area != about.removeprefix("place:"):
            entry.fault("about", _ONE)
        about, area = "", about.removeprefix("place:")
    if period and period[1] > rows.day and status in {"", "reported"} and (amount or growth):
        entry.fault("period", _to_come(rows.day))
    if len(chains) + bool(about) > 1:
        entry.fault("chains", _ONE)
    if entry.faults or measure is None or period is None:
        return
    start, end = period
    when = {"period_start": start.isoformat(), "period_end": end.isoformat()}
    of = {
        "about": rows.chain_ref(chains[0]) if chains else about or "",
        "area": area,
        "scope": scope,
        "status": "planned" if status == "target" else status or "reported",
    }
    table = "targets" if status == "target" else "observations"
    if amount:
        value, unit, qualifier = amount
        basis = "growth" if measure.is_growth else "share" if unit == "percent" else "level"
        of_money = {"accrual": "flow"} if basis == "level" and is_money(measure.indicator) and start < end else {}
        told = {**of, **(_ON_YEAR if measure.on_year else {"basis": basis}), **of_money, "qualifier": qualifier}
        entry.figure(measure.indicator, value, when, what="figure", table=table, unit=unit, **told)
    if growth:
        value, unit, qualifier = growth
        told = {**of, **_ON_YEAR, "qualifier": qualifier}
        entry.figure(measure.indicator, value, when, what="growth", table=table, unit=unit, **told)


def _to_come(day: date) -> Name:
    """Return what is said of a figure that is called reported and is of a time after the day of the lists."""
    return Name(
        f"在数据日期{day}之后，不会是实际数；请核对--date，或填“数据状态”：预计、计划或目标",
        f"after the day of the lists, {day}, so it can't be reported; check --date, or fill 数据状态: "
        "预计, 计划 or 目标",
    )


def _check_units(entry: Entry, measure: Measure | None, amount: _Amount | None, growth: _Amount | None) -> None:
    """Note what isn't told in the unit of its kind: growths and rates in percent, money in yuan, counts in neither."""
    if growth and growth[1] != "percent":
        entry.fault("growth", _NO_PERCENT)
    if measure and amount and measure.is_growth and amount[1] != "percent":
        entry.fault("value", _NO_PERCENT)
    if measure and amount and amount[1] == "percent" and not (measure.is_growth or is_share(measure.indicator)):
        entry.fault("value", _WHICH)
    if measure and growth and (measure.is_growth or is_share(measure.indicator)):
        entry.fault("growth", _GROWTH_OF_RATE)
    if measure and amount and not measure.is_growth and amount[1] != "percent":
        is_currency, of_money = amount[1] in {"yuan", "us-dollar"}, is_money(measure.indicator)
        if is_currency != of_money and (of_money or is_count(measure.indicator)):
            entry.fault("value", _OTHER_UNIT)


def _check_format(entry: Entry, amount: _Amount | None, growth: _Amount | None) -> None:
    """Note what a file that doesn't tell how its cells are shown leaves open: 0.085 or 8.5 %, June or its first day."""
    if entry.source.tells_formats:
        return
    for key, told in (("value", amount), ("growth", growth)):
        if told and told[1] == "percent" and 0 < abs(told[0]) <= 1 and "%" not in entry.cell(key):
            entry.fault(key, _LOST_PERCENT)
    if _FIRST_DAY.fullmatch(entry.cell("period")):
        entry.fault("period", _LOST_MONTH)


def _period(entry: Entry) -> tuple[date, date] | None:
    """Return the period of a row, which several columns may tell together: 年度, 月份."""
    parts = [entry.cell("year"), entry.cell("period")]
    for key, word in (("quarter", "季度"), ("month", "月")):
        part = entry.cell(key)
        parts.append(f"{part}{word}" if part.isdecimal() and len(part) < 3 else part)
    return entry.read("period", lambda _: read_period(join_period(list(filter(None, parts)))))
