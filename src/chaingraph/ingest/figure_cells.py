"""Read what offices write in tables of figures: which indicator, how much of which unit, of which period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from chaingraph.errors import CellError
from chaingraph.ingest.concept_names import find_indicator, indicator_names, is_indicator
from chaingraph.ingest.number_cells import SCALES, times

__all__ = [
    "Measure",
    "is_count",
    "is_money",
    "is_share",
    "read_amount",
    "read_growth",
    "read_measure",
    "read_unit",
    "unit_word",
]

#: Units as offices write them, and those of ours.
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("元", "人民币"), "yuan"),
    "美元": "us-dollar",
    **dict.fromkeys(("%", "百分比"), "percent"),
    **dict.fromkeys(("百分点", "个百分点"), "percentage-point"),
    **dict.fromkeys("个家项条户人名位次台件种座处辆套", "one"),
    "倍": "times",
    "公顷": "hectare",
    "平方米": "square-metre",
    "平方公里": "square-kilometre",
    "m2": "square-metre",
    "km2": "square-kilometre",
    "亩": "mu",
    "公里": "kilometre",
    "千瓦": "kilowatt",
    "千瓦时": "kilowatt-hour",
    "kW": "kilowatt",
    "kWh": "kilowatt-hour",
    "度": "kilowatt-hour",
    "吨": "tonne",
    "吨标准煤": "tonne-standard-coal",
    "天": "day",
}
_SCOPES = {
    "规上工业企业": "above-scale", "规模以上工业企业": "above-scale",
    "规上工业": "above-scale", "规模以上工业": "above-scale", "规上": "above-scale", "规模以上": "above-scale",
    "全部工业": "all-industry", "全市": "whole-city", "全社会": "whole-society", "制造业": "manufacturing",
}  # fmt: skip
#: What offices call some indicators beside their names.
_CALLED = {
    "营收": "营业收入", "主营业务收入": "营业收入", "营业总收入": "营业收入", "GDP": "地区生产总值",
    "生产总值": "地区生产总值", "从业人员": "从业人员数", "从业人数": "从业人员数", "从业人员人数": "从业人员数",
    "研发经费": "研发费用", "R&D经费": "研发费用", "总产值": "产值", "工业总产值": "产值",
}  # fmt: skip
_GROWTH = re.compile(r"(?:累计)?(?:同比)?(?:增速|增长率|增幅|增长|同比)(?:\(%\))?$")
_GREW = re.compile("(?:同比)?(增长|上升|提高|下降|下滑|减少|降低|增|降)([0-9].*)")
_MONEY = frozenset(
    {
        "operating-revenue", "output-value", "total-profit", "rd-expenditure", "gross-regional-product",
        "industrial-value-added", "industrial-investment", "technical-upgrade-investment",
    }
)  # fmt: skip
_SHARE = re.compile("率|比重|占比|比例|强度")
_AMOUNT = re.compile(
    r"(?P<before>约|近|超过|超|突破|不低于|不少于|不高于|不超过)?\s*(?P<number>[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    r"\s*(?P<unit>[^0-9()]*?)(?P<behind>以上|左右)?"
)
_QUALIFIERS = {
    "约": "about", "左右": "about", "近": "near", "超": "over", "超过": "over", "突破": "over", "以上": "at-least",
    "不低于": "at-least", "不少于": "at-least", "不高于": "at-most", "不超过": "at-most",
}  # fmt: skip
_LONGEST = 30


@dataclass(frozen=True)
class Measure:
    """What the name of an indicator says: which it is, whether its growth, of which scope, in which unit.

    ``on_year`` says that the growth is told to be on the same period of the year before (同比).
    """

    indicator: str
    is_growth: bool = False
    on_year: bool = False
    scope: str = ""
    unit: str = ""


def read_measure(text: str) -> Measure:
    """Return what an office's name of an indicator means.

    Raises
    ------
    CellError
        No indicator, or several, bear the name.

    Examples
    --------
    >>> read_measure("规上工业营业收入(亿元)")
    Measure(indicator='operating-revenue', is_growth=False, on_year=False, scope='above-scale', unit='亿元')
    >>> read_measure("工业增加值同比增速")
    Measure(indicator='industrial-value-added', is_growth=True, on_year=True, scope='', unit='')
    """
    name, _, unit = text.rstrip(")").partition("(")
    growth = _GROWTH.search(name)
    growth = growth if growth and growth.start() else None
    bare, grown = name[: growth.start()] if growth else name, growth[0] if growth else ""
    for scope in sorted(_SCOPES, key=len, reverse=True):
        kept = scope.removesuffix("工业") if scope.startswith("规") else scope  # 规上工业增加值 has the word twice
        for rest in (bare.removeprefix(scope), bare.removeprefix(kept)):
            called = _CALLED.get(rest, rest)
            if rest != bare and is_indicator(called):
                return Measure(find_indicator(called), bool(grown), "同比" in grown, _SCOPES[scope], unit)
    return Measure(find_indicator(_CALLED.get(bare, bare)), bool(grown), "同比" in grown, "", unit)


def is_money(indicator: str) -> bool:
    """Say whether an indicator is a sum of money of a period by its nature.

    Examples
    --------
    >>> is_money("operating-revenue"), is_money("chain-enterprises")
    (True, False)
    """
    return indicator in _MONEY


def is_count(indicator: str) -> bool:
    """Say whether an indicator counts things or persons.

    Examples
    --------
    >>> is_count("operating-revenue"), is_count("chain-enterprises")
    (False, True)
    """
    return indicator_names()[indicator].endswith("数")


def is_share(indicator: str) -> bool:
    """Say whether an indicator is told in percent by its nature, as one of shares and rates is.

    Examples
    --------
    >>> is_share("market-share"), is_share("operating-revenue")
    (True, False)
    """
    return _SHARE.search(indicator_names()[indicator]) is not None


def read_unit(text: str) -> tuple[str, int]:
    """Return the unit of ours that an office's is, and how many of it one is.

    Raises
    ------
    CellError
        A unit that isn't known.

    Examples
    --------
    >>> read_unit("亿元"), read_unit("万吨"), read_unit("家")
    (('yuan', 100000000), ('tonne', 10000), ('one', 1))
    """
    text = text if text == "人民币" else text.removesuffix("人民币")
    for scale in sorted(SCALES, key=len, reverse=True):
        if text.startswith(scale) and text.removeprefix(scale) in _UNITS:
            return _UNITS[text.removeprefix(scale)], SCALES[scale]
    raise CellError(
        f"不认得单位“{text[:20]}”，请填如万元、亿元、%、个、家、吨、亩",
        f"the unit '{text[:20]}' isn't known; write such as 万元, 亿元, %, 个, 家, 吨, 亩",
    )


def unit_word(unit: str) -> str:
    """Return what offices call a unit of ours, or an empty text.

    Examples
    --------
    >>> unit_word("one"), unit_word("yuan")
    ('个', '元')
    """
    return next((word for word, ours in _UNITS.items() if ours == unit), "")


def read_amount(text: str, unit: str) -> tuple[Decimal, str, str]:
    """Return a figure in the unit of ours, that unit, and what the cell says of how exact it is.

    A unit in the cell goes before ``unit``, that of the row or heading.

    Raises
    ------
    CellError
        No number, a range, no unit, or one that isn't known.

    Examples
    --------
    >>> read_amount("约1.2亿元", ""), read_amount("35", "%"), read_amount("120家以上", "")
    ((Decimal('120000000'), 'yuan', 'about'), (Decimal('35'), 'percent', 'exact'), (Decimal('120'), 'one', 'at-least'))
    """
    match = _AMOUNT.fullmatch(text)
    if match is None or len(match["number"]) > _LONGEST or (match["before"] and match["behind"]):
        raise CellError(
            "不是一个数，请填如1200、35%或约1.2亿元（不能填区间）",
            "not one number; write such as 1200, 35% or 约1.2亿元, not a range",
        )
    said = match["unit"].strip()
    if not (said or unit):
        raise CellError(
            "没有单位，请填“单位”列，或写在数后", "no unit; fill the column 单位, or write it behind the number"
        )
    ours, scale = read_unit(unit if said in SCALES and unit else said or unit)
    if said and said in SCALES:  # 1.2亿 is so, whatever the scale of the row's unit
        scale = SCALES[said]
    return times(match["number"], scale), ours, _QUALIFIERS.get(match["before"] or match["behind"] or "", "exact")


def read_growth(text: str) -> tuple[Decimal, str, str]:
    """Return a growth in percent as `read_amount` does, where it may be told by a word: 下降3% is -3.

    Raises
    ------
    CellError
        As `read_amount` does.

    Examples
    --------
    >>> read_growth("下降3.2%")[0], read_growth("增长5")[0], read_growth("-2%")[0]
    (Decimal('-3.2'), Decimal('5'), Decimal('-2'))
    """
    told = _GREW.fullmatch(text)
    if told is None:
        return read_amount(text, "%")
    value, unit, qualifier = read_amount(told[2], "%")
    return (-value if told[1][0] in "下减降" else value), unit, qualifier
