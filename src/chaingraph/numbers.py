"""Find the number tokens of a Chinese or English text, each with the values that it can mean.

A token is a run of digits (ASCII or full-width) with its multiplier, a Chinese numeral before a measure word or after
第 or 前, an English number word, or one of the words that say a number without a numeral: 首位, 首批, 唯一, 翻倍, 千亿,
零的突破. Marks such as （一） are none. A sign is no part of a token: texts say 下降 or "fell".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

__all__ = ["NumberToken", "find_numbers", "read_chinese_numeral"]


@dataclass(frozen=True)
class NumberToken:
    """A number as a text writes it.

    ``values`` are its readings, multipliers multiplied out: ``201亿`` is 20100000000; ``翻倍`` is 2 (times) or 100
    (per cent more). ``unit`` is the word after it where that is a unit or measure word; it is no part of ``text``.
    """

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    unit: str | None = None


_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MULTIPLIERS = _TENS | _MYRIADS
_LATIN_MULTIPLIERS = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TWENTIES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * at for at, word in enumerate(_TWENTIES, 2)}
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS, 1)}
_SCALES = {"hundred": 100, "dozen": 12} | _LATIN_MULTIPLIERS

#: Words that say a number without a numeral.
_SAYINGS = {
    "翻倍": (2, 100), "倍增": (2, 100), "翻番": (2, 100), "翻一番": (2, 100), "翻两番": (4, 300), "翻兩番": (4, 300),
    "零的突破": (0, 1), "零突破": (0, 1), "唯一": (1,), "榜首": (1,), "一半": (Decimal("0.5"), 50),
    "半数": (Decimal("0.5"), 50), "半數": (Decimal("0.5"), 50),
    "double": (2, 100), "doubled": (2, 100), "triple": (3, 200), "tripled": (3, 200), "half": (Decimal("0.5"), 50),
}  # fmt: skip
_FIRST = "首(?:位|个|個|家|批|条|條|例|次|创|創|届|屆|发|發|座|台|臺|款|项|項|单|單|席之地)"
#: Set phrases whose numerals count nothing.
_IDIOMS = "千家万户|千家萬戶|千乡万村|千鄉萬村|千方百计|千方百計|百家争鸣|百家爭鳴|[三四五]位一体|[三四五]位一體"

_NUMERALS = "".join(_DIGITS) + "".join(_MULTIPLIERS)
_UNITS = (
    "个百分点|個百分點|百分点|百分點|千瓦时|千瓦時|千瓦|兆瓦|吉瓦|平方公里|平方千米|平方米|立方米|公里|千米|千克|公斤|公顷|公頃|"
    "英寸|寸|米|亩|畝|吨|噸|元|美元|欧元|%|％|‰|倍|成|"
    "个|個|家|条|條|项|項|年|世纪|世紀|月份|月|日|号|號|天|季度|次|名|位|人|批|届|屆|期|级|級|星级|星級|类|類|种|種|座|台|臺|件|份|处|處|所|"
    "户|戶|场|場|大|省|市|县|縣|区|區|镇|鎮|村|强|強|佳|张|張|艘|架|辆|輛|支|层|層|轮|輪|门|門|章|周|岁|歲|分|斤|株|头|頭|只|隻|对|對"
)
_LONGEST_FIRST = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
#: Before these a lone 一 counts; before others (一批, 一种, 一大) it is an article.
_COUNTED_ONE = "个|個|家|条|條|项|項|年|季度|月|次|名|位|人|级|級|星级|星級|座|台|臺|户|戶|件|期|届|屆|倍|成"

#: 千瓦 and its like are units, 百分点 too: their first sign multiplies nothing.
_NO_UNIT = "(?!千(?:瓦|米|克|伏|卡|赫|焦|帕)|百分)"
_LATIN_UNIT = r"percentage points?|per cent|percent|(?!(?:and|or|to|of|the|by|in|for|from|on|at|with)\b)[A-Za-z]+"
_WORD = f"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_COUNT = f"(?:(?:{_WORD}(?:-{_WORD})?|hundred|dozen)(?:[ -](?:{'|'.join(_SCALES)})(?![A-Za-z]))*)"
_PATTERN = re.compile(
    rf"""
    (?P<idiom>{_IDIOMS})
  | (?P<digits>[0-9０-９]{{1,3}}(?:,[0-9]{{3}})+(?![0-9０-９])(?:\.[0-9]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)
    (?P<multiplier>(?:[余餘多几幾]?(?:{_NO_UNIT}[十百千万萬亿億])+)|\s?(?:{"|".join(_LATIN_MULTIPLIERS)})(?![A-Za-z]))?
  | (?P<saying>{"|".join(sorted((word for word in _SAYINGS if not word.isascii()), key=len, reverse=True))}|{_FIRST})
  | 双(?P<twice>[十百千])(?=强|強|佳)
  | 雙(?P<twice_traditional>[十百千])(?=強|強|佳)
  | (?P<parts>[{_NUMERALS}]+)分之(?P<share>[{_NUMERALS}]+(?:[点點][{_NUMERALS}]+)?)
  | (?:(?<=第)|(?<=前))(?P<ordinal>[{_NUMERALS}]+)
  | (?P<magnitude>(?<![{_NUMERALS}]){_NO_UNIT}(?:[十百千]?[亿億]|[万萬][亿億]|[百千][万萬])(?![{_NUMERALS}]))
  | (?P<great>(?<![{_NUMERALS}])(?:[一二三四五六七八九两兩]|十(?![百千]))[{_NUMERALS}]*[万萬亿億](?![{_NUMERALS}点點]))
  | (?P<lone>(?<![{_NUMERALS}])一(?={_COUNTED_ONE})(?!个个|個個))
  | (?P<none>(?<![{_NUMERALS}])[零〇](?=个|個|家|起|项|項|次))
  | (?P<numeral>{_NO_UNIT}(?!(?:一|零|〇)(?![{_NUMERALS}点點]))[{_NUMERALS}]+
      (?:[点點][{_NUMERALS}]+|[余餘多几幾][万萬亿億]+)?)
    (?=[余餘多几幾来來]?(?:{_LONGEST_FIRST}))
  | (?<![A-Za-z])(?P<word>{_COUNT}(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))(?:\ and)?\ {_COUNT})*)(?![A-Za-z])
  | (?<![A-Za-z])(?P<position>{"|".join(sorted(_ORDINALS, key=len, reverse=True))})(?![A-Za-z]|-class|-rate)
  | (?<![A-Za-z])(?P<latin_saying>{"|".join(word for word in _SAYINGS if word.isascii())})(?![A-Za-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNIT_AFTER = re.compile(rf"[余餘多几幾来來]?({_LONGEST_FIRST})|(?:st|nd|rd|th)?\s?({_LATIN_UNIT})", re.IGNORECASE)
#: Between the ends of a range, or of a short list that shares its multiplier and unit.
_JOINED = re.compile(r"\s?(?:[-–—~～－至到、和与與]|—{2}|to|and|or)\s?", re.IGNORECASE)


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[NumberToken]:
    """Return the number tokens that lie wholly within ``start`` to ``end`` of ``text``, in order, never overlapping.

    Tokens are those of the whole text: a span that cuts ``201亿`` in two holds no token of it.

    Examples
    --------
    >>> [(token.text, sorted(token.values), token.unit) for token in find_numbers("新增两家，投资201亿元，居全省首位")]
    [('两', [Decimal('2')], '家'), ('201亿', [Decimal('20100000000')], '元'), ('首位', [Decimal('1')], None)]
    """
    stop = len(text) if end is None else end
    tokens = _share_units(text, list(_tokens(text)))
    return [token for token in tokens if start <= token.start and token.end <= stop]


def read_chinese_numeral(numeral: str) -> frozenset[Decimal]:
    """Return the values of a Chinese numeral: one, or more where the writing leaves it open.

    Examples
    --------
    >>> sorted(read_chinese_numeral("一千二百三十万"))
    [Decimal('12300000')]
    >>> sorted(read_chinese_numeral("三四"))  # 三四家: three or four
    [Decimal('3'), Decimal('4'), Decimal('34')]
    """
    whole, _, fraction = numeral.replace("點", "点").partition("点")
    if fraction:
        digits_after = fraction.rstrip("".join(_MULTIPLIERS))
        decimals = Decimal("0." + "".join(str(_DIGITS.get(sign, 0)) for sign in digits_after))
        product = _multiplier(fraction[len(digits_after) :])
        return frozenset((value + decimals) * product for value in read_chinese_numeral(whole))
    if not any(sign in _MULTIPLIERS for sign in whole):
        digits = [_DIGITS[sign] for sign in whole]
        readings = {int("".join(map(str, digits)))}
        if len(digits) == 2 and digits[1] == digits[0] + 1:
            readings |= set(digits)
        return frozenset(map(Decimal, readings))
    return frozenset({Decimal(_read_places(whole))})


def _read_places(numeral: str) -> int:
    total = section = digit = 0
    seen = False  # of the digit or ten before a multiplier; none means one of it: 千亿
    for sign in numeral:
        if sign in _DIGITS:
            digit, seen = _DIGITS[sign], True
        elif sign in _TENS:
            section += (digit if seen else 1) * _TENS[sign] if digit or not seen else _TENS[sign]
            digit, seen = 0, False
        else:
            myriad = _MYRIADS[sign]
            below = section + digit
            if not below and not total:
                below = 1
            total = (total + below) * myriad if total < myriad else total + below * myriad
            section, digit, seen = 0, 0, False
    return total + section + digit


def _tokens(text: str) -> Iterator[NumberToken]:
    for match in _PATTERN.finditer(text):
        if match["idiom"]:
            continue
        values = _values(match)
        unit = None if match["saying"] or match["latin_saying"] else _UNIT_AFTER.match(text, match.end())
        yield NumberToken(
            start=match.start(),
            end=match.end(),
            text=match[0],
            values=frozenset(map(Decimal, values)),
            unit=(unit[1] or unit[2]) if unit else None,
        )


def _values(match: re.Match[str]) -> set[Decimal | int]:
    kind = match.lastgroup or ""
    words = match[0]
    if match["digits"]:
        number = Decimal(match["digits"].replace(",", "").replace("．", "."))
        return {number * _multiplier(match["multiplier"] or "")}
    if kind == "saying":
        return set(_SAYINGS.get(words, (1,)))
    if kind == "latin_saying":
        return set(_SAYINGS[words.lower()])
    if kind in ("twice", "twice_traditional"):
        size = _TENS[match[kind]]
        return {2, size, 2 * size}
    if match["share"]:
        return _read_fraction(match["parts"], match["share"])
    if kind == "word":
        return {_read_words(words)}
    if kind == "position":
        return {_ORDINALS[words.lower()]}
    numeral, *multiplier = re.split("[余餘多几幾]", words)
    return {value * _multiplier("".join(multiplier)) for value in read_chinese_numeral(numeral)}


def _multiplier(words: str) -> int:
    name = words.strip().lower()
    if name in _LATIN_MULTIPLIERS:
        return _LATIN_MULTIPLIERS[name]
    product = 1
    for sign in words:
        product *= _MULTIPLIERS.get(sign, 1)
    return product


def _read_fraction(parts: str, share: str) -> set[Decimal | int]:
    readings: set[Decimal | int] = set()
    for whole in read_chinese_numeral(parts):
        for part in read_chinese_numeral(share):
            readings |= {part} if whole in (100, 1000) else {part, whole}
            if whole:
                readings.add(part / whole)
    return readings


def _read_words(words: str) -> int:
    total = section = 0
    for word in re.split(r"[ -]", words.lower().replace(" and ", " ")):
        if word in _WORDS:
            section += _WORDS[word]
        elif word in {"hundred", "dozen"}:
            section = (section or 1) * _SCALES[word]
        elif word in _SCALES:
            total, section = total + (section or 1) * _SCALES[word], 0
    return total + section


def _share_units(text: str, tokens: list[NumberToken]) -> list[NumberToken]:
    """Give the first of ``1—7月`` the unit, and of ``3至5亿元`` the multiplied value beside its own, of the last."""
    shared = list(tokens)
    for at in range(len(tokens) - 2, -1, -1):
        token, following = tokens[at], shared[at + 1]
        if token.unit is not None or not _JOINED.fullmatch(text, token.end, following.start):
            continue
        match = _PATTERN.fullmatch(following.text)
        product = _multiplier(match["multiplier"] or "") if match and match["digits"] else 1
        multiplied = frozenset(value * product for value in token.values)
        shared[at] = replace(token, values=token.values | multiplied, unit=following.unit)
    return shared
