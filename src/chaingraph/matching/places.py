"""Places at the head of a company's name: divisions of China by full and short name.

``places.csv`` holds codes and names of provinces, cities and counties by GB/T 2260 as the package cpca 0.5.5 has them;
urban districts only by their full names, as companies are hardly ever called by the short ones.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

__all__ = ["Place", "bare_place", "find_place", "letters_of", "of_one_place", "province_letters"]

#: The codes that a name of a place may mean: 吉林 is a province and a city.
Place = frozenset[str]

_TABLE = Path(__file__).with_name("places.csv")
#: One letter for a province or city, as in 深振业 or 渝三峡; each with the start of its codes.
_LETTERS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23", "龙": "23",
    "沪": "31", "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41",
    "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51", "蜀": "51",
    "贵": "52", "黔": "52", "云": "53", "滇": "53", "藏": "54", "陕": "61", "秦": "61", "甘": "62",
    "陇": "62", "青": "63", "宁": "64", "新": "65", "深": "4403", "穗": "4401", "甬": "3302",
}  # fmt: skip


def find_place(text: str) -> tuple[str, Place]:
    """Return the longest name of a place that a text starts with, and the codes that it may mean.

    Examples
    --------
    >>> find_place("德州市恒力电机")
    ('德州市', frozenset({'371400'}))
    >>> find_place("恒力电机")
    ('', frozenset())
    """
    names, longest = _names()
    for length in range(min(longest, len(text)), 1, -1):
        found = names.get(text[:length])
        if found:
            return text[:length], found
    return "", frozenset()


def bare_place(name: str) -> str:
    """Return the name of a place without the word for its level.

    Examples
    --------
    >>> bare_place("德州市"), bare_place("莘县")
    ('德州', '莘县')
    """
    return name[:-1] if len(name) > 2 and name[-1] in "省市县区旗" else name


def of_one_place(places: Sequence[Place], others: Sequence[Place]) -> bool | None:
    """Say whether two runs of places can be of one place: the last of each are the same, or one lies in the other.

    Returns None where either says nothing.

    Examples
    --------
    >>> shandong, dezhou, liaocheng = (find_place(name)[1] for name in ("山东", "德州", "聊城"))
    >>> of_one_place([shandong], [dezhou]), of_one_place([shandong, dezhou], [liaocheng]), of_one_place([], [dezhou])
    (True, False, None)
    """
    if not places or not others:
        return None
    heads, other_heads = ([_head(code) for code in one[-1]] for one in (places, others))
    return any(head.startswith(other) or other.startswith(head) for head in heads for other in other_heads)


def province_letters(text: str, places: Sequence[Place]) -> bool:
    """Say whether a text starts with the letter of a province that some places lie in.

    Examples
    --------
    >>> province_letters("深振业", [find_place("深圳市")[1]]), province_letters("渝三峡", [find_place("深圳市")[1]])
    (True, False)
    """
    start = _LETTERS.get(text[:1], "-")
    return any(_head(code).startswith(start) or start.startswith(_head(code)) for place in places for code in place)


def letters_of(place: Place) -> list[str]:
    """Return the letters of a province or city, none for those that only lie in one.

    Examples
    --------
    >>> letters_of(find_place("四川")[1]), letters_of(find_place("深圳")[1]), letters_of(find_place("德州")[1])
    (['川', '蜀'], ['深'], [])
    """
    return [letter for letter, start in _LETTERS.items() if any(_head(code) == start for code in place)]


def _head(code: str) -> str:
    """Return the digits of a code that all places within it share."""
    return code.removesuffix("00").removesuffix("00")


@cache
def _names() -> tuple[Mapping[str, Place], int]:
    found: dict[str, set[str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in {row["name"], row["short"]} - {""}:
                found.setdefault(name, set()).add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}, max(map(len, found))
