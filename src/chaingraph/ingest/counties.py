"""What offices write into columns of counties: names, addresses, the whole city."""

import re

from chaingraph.errors import CellError

__all__ = ["county_of", "is_county", "is_here"]

_SHORT = 4  # signs of a name that may go without the word for county
_AREA = re.compile(r".{2,18}(?:[区县市旗盟州镇乡园岛港城]|街道)(?:\(.*\))?")
_FIRST_COUNTY = re.compile("(?!以|在|由|沿|位于)[^区县市旗]{2,7}[区县市旗]")
_COUNTY = re.compile(r".{1,12}[区县市旗]")
#: A province, what lies outside, or a district or county of a city at the level of prefectures.
_ELSEWHERE = re.compile(".{1,8}(?:省|自治区)(?:.{2,8}市.*)?|[省市境国]外|.{2,8}市.{1,8}[区县]")
#: What a list calls the city that it is about.
_HERE = frozenset({"全市", "全域", "本市", "市级", "市本级", "市直"})
_ALL_COUNTIES = ("各县", "各区", "全市各")


def is_here(name: str) -> bool:
    """Say whether a name is what a list calls the city that it is about."""
    return name in _HERE


def is_county(name: str) -> bool:
    """Say whether a place is called as a county is, and not as a street, a town or a park.

    Examples
    --------
    >>> is_county("东城区"), is_county("幸福街道")
    (True, False)
    """
    return _COUNTY.fullmatch(name) is not None


def county_of(name: str, city: str) -> str:
    """Return a county without the city before it and the street behind it, or the city.

    Raises
    ------
    CellError
        A sentence, in which no county stands first.

    Examples
    --------
    >>> county_of("德州市德城区", "德州市"), county_of("东城县幸福路28号", "德州市"), county_of("全市", "德州市")
    ('德城区', '东城县', '德州市')
    """
    if is_here(name) or name.startswith(_ALL_COUNTIES):
        return city
    rest = name.partition(city)[2]
    if _COUNTY.fullmatch(rest) or is_here(rest):
        return county_of(rest, city)
    if _ELSEWHERE.fullmatch(name):
        raise CellError(
            f"“{name[:20]}”不在{city}，请核对；别的城市的企业不列入本市名单",
            f"'{name[:20]}' isn't in {city}; look it up again",
        )
    if len(name) <= _SHORT or _AREA.fullmatch(name):
        return name
    first = _FIRST_COUNTY.match(rest or name)
    if first is None:
        raise CellError(
            f"“{name[:20]}”不像区县名称，请只填全称，多个用、隔开",
            f"'{name[:20]}' seems to be no county; write full names alone, joined by 、",
        )
    return first[0]
