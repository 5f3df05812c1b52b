"""Read numbers that offices write into cells: money, counts, shares, years."""

import re
from decimal import Decimal, InvalidOperation

from chaingraph.errors import CellError

__all__ = ["SCALES", "read_count", "read_money", "read_share", "read_year", "times", "unit_of_heading"]

_LONGEST = 30  # signs of a number
#: Words before units, and how many they stand for.
SCALES = {"": 1, "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_UNITS = {f"{scale}元": times for scale, times in SCALES.items()} | {scale: SCALES[scale] for scale in ("万", "亿")}
_MONEY = re.compile(
    r"[¥￥]?\s*(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(亿元|亿|千万元|百万元|万元|万|千元|元)?(?:人民币)?"
)
_HEADING_UNIT = re.compile(
    r"[（(【\[]\s*(?:单位\s*[:：]?\s*)?(?:人民币)?(亿元|千万元|百万元|万元|千元|元)\s*[)）】\]]|_(亿元|万元|元)$"
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\s*年(?:度|底|末)?|[-/.年][0-9]{1,2}(?![0-9])(?!.*(?:19|20)[0-9]{2}).*)?")


def unit_of_heading(heading: str) -> int:
    """Return how many yuan the unit in a heading is, or 0 if it names none.

    Examples
    --------
    >>> unit_of_heading("营业收入（万元）"), unit_of_heading("总投资"), unit_of_heading("营收_亿元")
    (10000, 0, 100000000)
    """
    match = _HEADING_UNIT.search(heading)
    return _UNITS[match[1] or match[2]] if match else 0


def read_money(text: str, unit: int) -> Decimal:
    """Return an amount in yuan; ``unit`` is that of the heading, which a unit in the cell overrules.

    Raises
    ------
    CellError
        No number, a range, or no unit in cell and heading.

    Examples
    --------
    >>> read_money("1.2亿", 0), read_money("1,200", 10000)
    (Decimal('120000000'), Decimal('12000000'))
    """
    match = _MONEY.fullmatch(text)
    if match is None or len(match[1]) > _LONGEST:
        raise CellError(
            "不是金额，请填一个数，如12000或1.2亿（不能填区间）",
            "no amount; write one number such as 12000 or 1.2亿, not a range",
        )
    scale = _UNITS[match[2]] if match[2] else unit
    if not scale:
        raise CellError(
            "金额没有单位，请在表头或单元格写明元、万元或亿元",
            "an amount without a unit; write 元, 万元 or 亿元 in the heading or the cell",
        )
    return times(match[1], scale)


def times(number: str, scale: int) -> Decimal:
    """Return a number, written with or without commas, so many times; a whole one without a point.

    Examples
    --------
    >>> times("1,200.5", 10), times("0.5", 3)
    (Decimal('12005'), Decimal('1.5'))
    """
    amount = Decimal(number.replace(",", "")) * scale
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def read_count(text: str) -> int:
    """Return a number of persons.

    Raises
    ------
    CellError
        No whole number.

    Examples
    --------
    >>> read_count("1,200人")
    1200
    """
    match = re.fullmatch(r"([0-9][0-9,]{0,12})\s*(?:人|名)?", text)
    if match is None:
        raise CellError("不是整数，请填如120", "no whole number; write such as 120")
    return int(match[1].replace(",", ""))


def read_share(text: str) -> Decimal:
    """Return a share of one: ``30%`` and ``0.3`` are the same.

    Raises
    ------
    CellError
        No number, or one out of range.

    Examples
    --------
    >>> read_share("30%"), read_share("0.3")
    (Decimal('0.3'), Decimal('0.3'))
    """
    try:
        share = Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 < share <= 1 or len(text) > _LONGEST:
        raise CellError("不是比例，请填如30%或0.3", "no share; write such as 30% or 0.3")
    return share


def read_year(text: str) -> int:
    """Return the year of ``2023``, ``2023年``, ``2023年度`` or of a date.

    Raises
    ------
    CellError
        No year.

    Examples
    --------
    >>> read_year("2023年度"), read_year("2023-12-31 00:00:00")
    (2023, 2023)
    """
    match = _YEAR.fullmatch(text)
    if match is None:
        raise CellError("不是年份，请填如2025", "no year; write such as 2025")
    return int(match[1])
