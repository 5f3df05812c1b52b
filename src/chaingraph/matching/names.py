"""A Chinese company's name taken apart: place, core (字号), trades, legal form, group, branch, former names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from chaingraph.matching.places import Place, find_place
from chaingraph.matching.trades import split_trades

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["NameParts", "normal_name", "split_name"]

_BRACKETS = str.maketrans("〔〕［］【】〈〉《》「」『』[]{}<>", "()()()()()()()()()()")
_DASHES = re.compile(r"[\s·•・‧,，.。'’\"“”_-]+")
#: Legal forms, longest first, each with its class.
_FORMS = (
    ("股份有限责任公司", "joint-stock"), ("股份有限公司", "joint-stock"), ("股份公司", "joint-stock"),
    ("有限责任公司", "limited"), ("有限总公司", "limited"), ("有限公司", "limited"), ("集团公司", "company"),
    ("总公司", "company"), ("公司", "company"), ("合伙企业", "partnership"), ("专业合作社", "cooperative"),
    ("合作社", "cooperative"), ("总厂", "works"), ("厂", "works"), ("研究院", "institute"), ("研究所", "institute"),
)  # fmt: skip
_BRANCH = re.compile(
    r"(?P<head>.*?公司)(?P<branch>(?![()])[^()]*(?:分公司|分厂|分店|分院|分行|支行|办事处|营业部|项目部|经营部|事业部|门市部|"
    r"供电公司|电厂|工厂|油田|厂|中心|部))"
)
_FORMER = re.compile(r"\((?:原|曾用名|原名|前身)[:：]?([^()]{3,})\)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_GROUP = re.compile(r"(?:企业)?集团(?=(?:控股)?$)")
_MOST_PLACES = 4


@dataclass(frozen=True)
class NameParts:
    """What a name consists of.

    Attributes
    ----------
    normal
        The whole name as names are compared: width, script, case, brackets and spaces don't count.
    places
        The places at its head, each with the codes that it may mean.
    place_words
        The same as texts.
    site
        The place in brackets, as in 联化科技（德州）有限公司; hardly ever that of the firm without brackets.
    body
        The name without place, form, brackets and 集团.
    core
        What tells the firm apart (字号); with ``descriptive`` it is only a trade, as in 中国石油化工.
    trades
        The words behind the core that say what it does.
    form
        The class of its legal form, empty for a short name.
    group
        Whether it is called a group, right before its form or in brackets.
    inner_group
        Whether 集团 stands further inside.
    branch
        What stands behind the company's own name: a branch, works, an office.
    former
        Former names that stand in brackets.
    """

    normal: str
    places: tuple[Place, ...]
    place_words: tuple[str, ...]
    site: tuple[Place, ...]
    body: str
    core: str
    trades: tuple[str, ...]
    descriptive: bool
    form: str
    group: bool
    inner_group: bool
    branch: str
    former: tuple[str, ...]


def normal_name(name: str) -> str:
    """Return a name as names are compared: NFKC, simplified script, lower case, round brackets, no spaces or points.

    Examples
    --------
    >>> normal_name("山東華魯恆升化工股份有限公司") == normal_name("山东华鲁恒升化工股份有限公司")
    True
    >>> normal_name("有研亿金新材料（山东）有限公司"), normal_name("ＴＣＬ 科技集团股份有限公司")
    ('有研亿金新材料(山东)有限公司', 'tcl科技集团股份有限公司')
    """
    return _normal(name)


@lru_cache(maxsize=1 << 18)
def _normal(name: str) -> str:
    text = normalize("NFKC", name).translate(_BRACKETS).casefold()
    text = _DASHES.sub("", text)
    return text if _traditional().isdisjoint(text) else str(_converter().convert(text))


@cache
def _traditional() -> frozenset[str]:
    """Return the signs that simplified script writes otherwise, so that most names needn't be converted."""
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    simple = str(_converter().convert("\n".join(signs))).split("\n")
    return frozenset(sign for sign, other in zip(signs, simple, strict=True) if sign != other)


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=1 << 18)
def split_name(name: str) -> NameParts:
    """Take a name apart.

    Examples
    --------
    >>> parts = split_name("山东金帝精密机械科技股份有限公司")
    >>> parts.place_words, parts.core, parts.trades, parts.form
    (('山东',), '金帝', ('精密', '机械', '科技'), 'joint-stock')
    >>> parts = split_name("中国嘉陵工业股份有限公司（集团）")
    >>> parts.body, parts.group
    ('中国嘉陵工业', True)
    >>> split_name("中国石油化工股份有限公司齐鲁分公司").branch, split_name("联化科技（德州）有限公司").site
    ('齐鲁分公司', (frozenset({'371400'}),))
    >>> split_name("德州新华机械有限公司（原德州第二机床厂）").former
    ('德州第二机床厂',)
    """
    normal = normal_name(name)
    former = tuple(_FORMER.findall(normal))
    text, branch = _cut_branch(_FORMER.sub("", normal))
    text, site, group = _cut_brackets(text)
    text, form = _cut_form(text)
    whole_group = _GROUP.search(text)
    if whole_group and whole_group.start() >= 2:
        text, group = text[: whole_group.start()] + text[whole_group.end() :], True
    inner_group = "集团" in text[2:]
    text = text[:2] + text[2:].replace("集团", "")
    words, places, body = _cut_places(text)
    core, trades, descriptive = split_trades(body)
    return NameParts(
        normal, places, words, site, body, core, trades, descriptive, form, group, inner_group, branch, former
    )


def _cut_branch(text: str) -> tuple[str, str]:
    match = _BRANCH.fullmatch(text)
    return (match["head"], match["branch"]) if match else (text, "")


def _cut_brackets(text: str) -> tuple[str, tuple[Place, ...], bool]:
    """Return a name without brackets, the place in them, and whether they say that it is a group."""
    site: tuple[Place, ...] = ()
    group = False
    kept = text
    for inside in _BRACKET.findall(text):
        _, places, rest = _cut_places(inside, least=0)
        group = group or inside in {"集团", "控股集团"}
        if places and not rest:
            site = places
        known = inside in {"集团", "控股集团", "控股"} or "合伙" in inside or (places and not rest)
        kept = kept.replace(f"({inside})", "" if known else inside, 1)
    return kept, site, group


def _cut_form(text: str) -> tuple[str, str]:
    for word, form in _FORMS:
        if text.endswith(word) and len(text) > len(word) + (3 if word == "公司" else 1):
            stem = text.removesuffix(word)
            return (f"{stem}集团" if word == "集团公司" else stem), form
    return text, ""


def _cut_places(text: str, least: int = 2) -> tuple[tuple[str, ...], tuple[Place, ...], str]:
    """Return the places that a text starts with, and the rest; a rest that is only a trade keeps its place."""
    words: list[str] = []
    places: list[Place] = []
    while len(places) < _MOST_PLACES:
        name, place = find_place(text)
        rest = text[len(name) :]
        if not name or len(rest) < least or (least and _is_bare(name, rest)):
            break
        words.append(name)
        places.append(place)
        text = rest
    return tuple(words), tuple(places), text


def _is_bare(name: str, rest: str) -> bool:
    """Say whether a name of a place is rather the core: a short one before a trade alone, as in 东方电子."""
    return name[-1] not in "省市县区旗" and split_trades(rest)[2]
