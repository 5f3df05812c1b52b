"""What the words of an office's list mean here: templates, segments, titles."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.bundle import ontology_files
from chaingraph.errors import CellError, nearest
from chaingraph.evidence import fold
from chaingraph.namespaces import PREFIXES, SCHEME, shorten
from chaingraph.naming import Name
from chaingraph.reference import read_reference
from chaingraph.store import load_files
from chaingraph.table_reader import Row

__all__ = [
    "bare_name",
    "draws_segment",
    "find_indicator",
    "find_product",
    "find_segment",
    "find_template",
    "find_title",
    "indicator_names",
    "is_indicator",
    "is_segment",
    "names_in_both",
    "segments_of_product",
    "segments_of_templates",
    "short_name",
    "suggest_template",
    "template_names",
    "title_names",
]

_CHAIN_WORDS = re.compile(r"(?:全?产业链条?|产业集群|产业|链)$")
_BRACKETS = re.compile(r"\([^)]*\)")
_LISTED = 8
#: Words before a title that tell its tier.
_TIERS = {
    "国家级": "national", "国家": "national", "省级": "provincial", "省": "provincial", "市级": "municipal",
    "市": "municipal", "县级": "county", "区级": "county",
}  # fmt: skip


def find_template(name: str) -> str | None:
    """Return the key of the bundled template that a chain's name says outright, or None.

    Examples
    --------
    >>> find_template("集成电路产业链"), find_template("某某产业链")
    ('integrated-circuits', None)
    """
    names = _names("templates")
    for folded in dict.fromkeys((fold(name), _CHAIN_WORDS.sub("", fold(name)))):
        if len(names.get(folded, ())) == 1:
            return min(names[folded])
    return None


def suggest_template(chain: str) -> str:
    """Return the name of the one bundled template that a chain's name is a part of, or holds; else an empty text.

    Examples
    --------
    >>> suggest_template("新能源汽车产业链"), suggest_template("某某产业链")
    ('车辆及零部件（新能源汽车）', '')
    >>> suggest_template("新能源汽车产业链（含智能网联）"), suggest_template("食品加工产业链")
    ('车辆及零部件（新能源汽车）', '食品及农副产品加工')
    """
    short = bare_name(chain)
    holding = [name for name in template_names() if short in fold(name)]
    found = holding or [name for name in template_names() if fold(name) in short]
    found = found or [name for name in template_names() if _runs_through(short, fold(name))]
    return found[0] if len(found) == 1 and len(short) > 1 else ""


def _runs_through(short: str, name: str) -> bool:
    """Say whether all signs of a name of at least four stand in another one, in order, beginning and end alike."""
    signs = iter(name)
    return len(short) > 3 and short[:2] == name[:2] and short[-2:] == name[-2:] and all(sign in signs for sign in short)


def short_name(chain: str) -> str:
    """Return the name of a chain without the word for chain, as people call it.

    Examples
    --------
    >>> short_name("集成电路产业链"), short_name("产业链")
    ('集成电路', '产业链')
    """
    return _CHAIN_WORDS.sub("", chain) or chain


def bare_name(chain: str) -> str:
    """Return the name of a chain without the word for chain and without what stands in brackets.

    Examples
    --------
    >>> bare_name("新能源汽车产业链（含智能网联）")
    '新能源汽车'
    """
    return short_name(_BRACKETS.sub("", fold(chain)))


def template_names() -> list[str]:
    """Return the Chinese names of the bundled templates."""
    return [row.cells["zh"] for row in read_reference("templates")]


def segments_of_templates() -> list[tuple[str, list[str]]]:
    """Return each bundled template with the names of its segments, in Chinese."""
    return [(row.cells["zh"], _labels(_placed()[row.key])) for row in read_reference("templates")]


def find_product(name: str) -> str | None:
    """Return the key of the one product of the bundled templates that bears a name, or None.

    Examples
    --------
    >>> find_product("某某产品") is None
    True
    """
    found = _names("products").get(fold(name), frozenset())
    return min(found) if len(found) == 1 else None


def segments_of_product(product: str) -> list[str]:
    """Return the names of the segments that a product leads to: called like it, or giving it to others; in Chinese.

    Examples
    --------
    >>> segments_of_product("12英寸硅片"), segments_of_product("某某产品")
    (['半导体硅片'], [])
    """
    folded = fold(product)
    made = (_makers().get(product, frozenset()) for product in _names("products").get(folded, ()))
    return _labels(_names("segments").get(folded) or frozenset().union(*made))


@cache
def _makers() -> Mapping[str, frozenset[str]]:
    """Return for each product the segments that give it to others."""
    makers: dict[str, set[str]] = {}
    for row in read_reference("segment_inputs"):
        for product in row.values("product"):
            makers.setdefault(product, set()).add(row.cells["from"])
    return {product: frozenset(found) for product, found in makers.items()}


def is_segment(name: str) -> bool:
    """Say whether a segment of the bundled templates bears a name.

    Examples
    --------
    >>> is_segment("大硅片"), is_segment("某某环节")
    (True, False)
    """
    return fold(name) in _names("segments")


def draws_segment(template: str | None, segment: str) -> bool:
    """Say whether a bundled template draws a segment; both by their keys."""
    return segment in _placed().get(template or "", ())


@cache
def find_segment(name: str, templates: frozenset[str]) -> str:
    """Return the key of a segment by its name, among those of some templates where there are any.

    Raises
    ------
    CellError
        No segment, or several, bear the name.

    Examples
    --------
    >>> find_segment("大硅片", frozenset({"integrated-circuits"}))
    'silicon-wafers'
    """
    placed = {segment for template in templates for segment in _placed().get(template, ())}
    names = _names("segments")
    found = names.get(fold(name), frozenset())
    chosen = found & placed if len(found) > 1 else found
    if len(chosen) == 1:
        return min(chosen)
    if found:
        those = _listed(found)
        raise CellError(
            f"“{name}”可指多个环节：{those}，请写其一",
            f"'{name}' could be any of these segments: {those}; write one of them",
        )
    near = nearest(fold(name), [label for label, keys in names.items() if not placed or keys & placed])
    zh, en = _mends(near, "模板“说明”表列有全部环节", "the sheet 说明 of 'chaingraph template' lists all segments")
    if placed and not near:
        zh, en = f"；本链环节有：{_listed(placed)}", f"; those of the chain are {_listed(placed)}"
    raise CellError(f"模板中没有名为“{name}”的环节{zh}", f"no segment of the templates is called '{name}'{en}")


@cache
def find_title(name: str) -> tuple[str, str]:
    """Return the key of a title (称号) by its name, and the tier that the name puts before it.

    Quotes and the word for enterprise may be left out, but no other part: 龙头企业 alone is none of the titles.

    Raises
    ------
    CellError
        No title bears the name.

    Examples
    --------
    >>> find_title("省级专精特新中小企业"), find_title("专精特新小巨人"), find_title("省级绿色工厂")
    (('srdi-enterprise', 'provincial'), ('little-giant', ''), ('green-factory-provincial', ''))
    """
    known, bare = _titles(), _bare_title(name)
    for written in (bare, re.sub("^(国家|省|市)(?!级)", r"\1级", bare)):
        if written in known:
            return known[written], ""
    for word, tier in _TIERS.items():
        if bare.startswith(word) and bare.removeprefix(word) in known:
            return known[bare.removeprefix(word)], tier
    zh, en = _mends(
        nearest(name, sorted(title_names().values())),
        "请写全称，一格多个用、隔开",
        "write its full name; join several by 、",
    )
    raise CellError(f"没有哪一个称号名为“{name}”{zh}", f"no single title is called '{name}'{en}")


@cache
def _titles() -> Mapping[str, str]:
    """Return the keys of all titles by their names, as `_bare_title` has them."""
    found: dict[str, set[str]] = {}
    for key, name in names_in_both("designation").items():
        for one in (name.zh, name.en, key):
            found.setdefault(_bare_title(one), set()).add(key)
    return {"小巨人": "little-giant", "单项冠军": "single-champion"} | {
        name: min(keys) for name, keys in found.items() if len(keys) == 1
    }


def _bare_title(name: str) -> str:
    return re.sub("[“”\"'‘’「」《》]", "", fold(name)).removesuffix("企业")


@cache
def find_indicator(name: str) -> str:
    """Return the key of an indicator by its name, in Chinese or English, or by its key.

    Raises
    ------
    CellError
        No indicator, or several, bear the name.

    Examples
    --------
    >>> find_indicator("营业收入")
    'operating-revenue'
    """
    known = indicator_names()
    found = [key for key, label in known.items() if fold(label) == fold(name)] or [key for key in known if key == name]
    if len(found) != 1:
        zh, en = _mends(
            nearest(name, sorted(known.values())),
            "工作簿“说明”表列有全部指标",
            "the sheet 说明 of 'chaingraph template' lists all indicators",
        )
        raise CellError(f"没有名为“{name}”的指标{zh}", f"no indicator is called '{name}'{en}")
    return found[0]


def is_indicator(name: str) -> bool:
    """Say whether an indicator bears a name."""
    return fold(name) in map(fold, indicator_names().values())


@cache
def indicator_names() -> Mapping[str, str]:
    """Return the Chinese names of all indicators by their keys."""
    return {key: name.zh for key, name in names_in_both("indicator").items()}


@cache
def title_names() -> Mapping[str, str]:
    """Return the Chinese names of all titles by their keys."""
    return {key: name.zh for key, name in names_in_both("designation").items()}


@cache
def names_in_both(scheme: str) -> Mapping[str, Name]:
    """Return the Chinese and English names of the concepts of a scheme, such as ``indicator``, by their keys."""
    skos, store = PREFIXES["skos"], _ontology()
    names: dict[str, dict[str, str]] = {}
    for concept in store.quads_for_pattern(None, NamedNode(f"{skos}inScheme"), NamedNode(f"{SCHEME}{scheme}")):
        for label in store.quads_for_pattern(concept.subject, NamedNode(f"{skos}prefLabel"), None):
            if isinstance(concept.subject, NamedNode) and isinstance(label.object, Literal):
                key = shorten(concept.subject.value).removeprefix(f"scheme:{scheme}-")
                names.setdefault(key, {})["en" if label.object.language == "en" else "zh"] = label.object.value
    return {key: Name(found["zh"], found["en"]) for key, found in names.items()}


def _mends(near: str, zh: str, en: str) -> tuple[str, str]:
    """Return what to do in both languages: write the nearest name if there is one."""
    return (f"；是不是“{near}”？", f"; did you mean '{near}'?") if near else (f"；{zh}", f"; {en}")


@cache
def _ontology() -> Store:
    return load_files(ontology_files())


@cache
def _placed() -> Mapping[str, frozenset[str]]:
    placed: dict[str, set[str]] = {}
    for row in read_reference("template_segments"):
        placed.setdefault(row.cells["template"], set()).add(row.cells["segment"])
    return {template: frozenset(keys) for template, keys in placed.items()}


@cache
def _names(table: str) -> Mapping[str, frozenset[str]]:
    """Return the keys by every name that a row bears; a preferred name is never shared with an alternative one."""
    preferred, others = dict[str, set[str]](), dict[str, set[str]]()
    for row in read_reference(table):
        for name in _preferred(row):
            preferred.setdefault(fold(name), set()).add(row.key)
        for name in (*row.values("alt"), *row.values("hidden")):
            others.setdefault(fold(name), set()).add(row.key)
    return {name: frozenset(keys) for name, keys in (others | preferred).items()}


def _preferred(row: Row) -> Iterable[str]:
    return [row.cells[name] for name in ("key", "zh", "en") if row.cells.get(name)]


def _labels(keys: Collection[str]) -> list[str]:
    return [row.cells["zh"] for row in read_reference("segments") if row.key in keys]


def _listed(keys: Collection[str]) -> str:
    labels = _labels(keys)
    return "、".join(labels[:_LISTED]) + (" …" if len(labels) > _LISTED else "")
