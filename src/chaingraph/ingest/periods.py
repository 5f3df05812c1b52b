"""Read periods as offices write them: 2024年1—6月, 2024年上半年, 2024年底."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from chaingraph.errors import CellError

__all__ = ["has_lost_zero", "join_period", "read_day", "read_period", "read_span"]

_MONTHS = re.compile(r"[-./]?0?([0-9]{1,2})月?份?(?:[-—–~至到]0?([0-9]{1,2})月份?)?")
_DAYS = re.compile("[-—–~至到/]".join([r"((?:19|20)[0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?"] * 2))
_LOST_ZERO = re.compile(r"[0-9]{4}\.1")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def join_period(parts: Sequence[str]) -> str:
    """Return the period that several columns of a row tell together: a year, and a part of it.

    Raises
    ------
    CellError
        Parts that tell two periods.

    Examples
    --------
    >>> join_period(["2025", "6月"]), join_period(["2025年度", "1-6月"]), join_period(["2025", "2025年6月"])
    ('2025年6月', '2025年1-6月', '2025年6月')
    """
    whole, *others = parts
    for part in others:
        year = re.match(r"((?:19|20)[0-9]{2})(?![0-9])", part)
        only = re.fullmatch(r"((?:19|20)[0-9]{2})(?:年度?)?", whole)
        if only is None or (year and year[1] != only[1]):
            raise CellError(
                "几列各说了一个期间，请只填一个", "several columns, each with a period of its own; fill one of them"
            )
        whole = part if year else f"{only[1]}年{part}"
    return whole


def read_period(text: str) -> tuple[date, date]:
    """Return the first and last day of a period; of a moment both are its day.

    Raises
    ------
    CellError
        No period.

    Examples
    --------
    >>> [str(day) for day in read_period("2024年1—6月")], [str(day) for day in read_period("2024年底")]
    (['2024-01-01', '2024-06-30'], ['2024-12-31', '2024-12-31'])
    >>> [str(day) for day in read_period("2024年三季度")]
    ['2024-07-01', '2024-09-30']
    """
    if has_lost_zero(text):
        raise CellError(
            f"分不清是1月还是10月（表格软件把2024.10显示为2024.1），请写作“{text[:4]}年1月”或“{text[:4]}年10月”",
            f"January or October? A spreadsheet shows 2024.10 as 2024.1; write '{text[:4]}年1月' or '{text[:4]}年10月'",
        )
    bare = re.sub(r"\s", "", text)
    if (until := re.sub("^截[至止]", "", bare)) != bare:
        return (read_period(until)[1],) * 2
    if (so_far := bare.removesuffix("累计")) != bare:
        last = read_period(so_far)[1]
        return date(last.year, 1, 1), last
    if (days := _DAYS.fullmatch(bare)) is not None:
        first, last = _day(*map(int, days.groups()[:3])), _day(*map(int, days.groups()[3:]))
        if first <= last:
            return first, last
    year = re.match(r"((?:19|20)[0-9]{2})(?![0-9])(?:年度?)?", bare)
    if year is None:
        raise _no_period()
    of, rest = int(year[1]), bare[year.end() :]
    if (day := re.fullmatch(r"[-./]?([0-9]{1,2})[-./月]([0-9]{1,2})日?(?:0?0:.*)?", rest)) is not None:
        return (_day(of, int(day[1]), int(day[2])),) * 2
    if (months := _MONTHS.fullmatch(rest)) is not None:
        return _months(of, int(months[1]), int(months[2] or months[1]))
    if (end := re.fullmatch(r"(?:([0-9]{1,2})月)?(?:底|末)", rest)) is not None:
        return (_months(of, int(end[1] or 12), int(end[1] or 12))[1],) * 2
    if (quarter := re.fullmatch(r"第?([一二三四1-4])季度?|Q([1-4])", rest)) is not None:
        at = _QUARTERS[quarter[1] or quarter[2]]
        return _months(of, 3 * at - 2, 3 * at)
    spans = {"": (1, 12), "全年": (1, 12), "上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9)}
    if rest in spans:
        return _months(of, *spans[rest])
    raise _no_period()


def read_day(text: str) -> date:
    """Return a day.

    Raises
    ------
    CellError
        No day, or a longer period.

    Examples
    --------
    >>> read_day("2025年1月1日")
    datetime.date(2025, 1, 1)
    """
    fault = CellError("不是日期，请填如2025-01-01", "no day; write such as 2025-01-01")
    try:
        first, last = read_period(text)
    except CellError as error:
        raise fault from error
    if first != last:
        raise fault
    return first


def read_span(text: str) -> Mapping[str, str]:
    """Return the cells of the period of a sum that began with a year: the year, or its first months.

    Raises
    ------
    CellError
        No such period, or a day or month that may be the end of one.

    Examples
    --------
    >>> read_span("2024年底"), read_span("2024年上半年")["period_end"]
    ({'period_start': '2024-01-01', 'period_end': '2024-12-31'}, '2024-06-30')
    """
    first, last = read_period(text)
    if first == last == date(last.year, 12, 31):
        first = date(last.year, 1, 1)
    if (first.month, first.day) != (1, 1) or first == last or first.year != last.year:
        raise CellError(
            "看不出是哪一段时间的数；请填如2024年或2024年1—6月",
            "of which time the number is can't be told; write such as 2024年 or 2024年1—6月",
        )
    return {"period_start": first.isoformat(), "period_end": last.isoformat()}


def has_lost_zero(text: str) -> bool:
    """Say whether a text may be a number of a spreadsheet, which shows the tenth month as the first: 2024.1."""
    return _LOST_ZERO.fullmatch(text) is not None


def _no_period() -> CellError:
    return CellError(
        "不是期间，请填如2024年、2024年1—6月、2024年上半年、2024年6月、2024年底",
        "no period; write such as 2024年, 2024年1—6月, 2024年上半年, 2024年6月, 2024年底 (end of 2024)",
    )


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    if not 1 <= first <= last <= 12:
        raise _no_period()
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_period() from error
