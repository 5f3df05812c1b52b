"""What the words of an office's list mean here: templates, segments, titles."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from chaingraph.errors import CellError, nearest
from chaingraph.evidence import fold
from chaingraph.ingest.concept_names import suggest
from chaingraph.reference import read_reference
from chaingraph.table_reader import Row

__all__ = [
    "bare_name",
    "draws_segment",
    "find_product",
    "find_segment",
    "find_template",
    "is_segment",
    "segments_of_product",
    "segments_of_templates",
    "short_name",
    "suggest_template",
    "template_names",
]

_CHAIN_WORDS = re.compile(r"(?:全?产业链条?|产业集群|产业|链)$")
_BRACKETS = re.compile(r"\([^)]*\)")
_LISTED = 8


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
    zh, en = suggest(near, "模板“说明”表列有全部环节", "the sheet 说明 of 'chaingraph template' lists all segments")
    if placed and not near:
        zh, en = f"；本链环节有：{_listed(placed)}", f"; those of the chain are {_listed(placed)}"
    raise CellError(f"模板中没有名为“{name}”的环节{zh}", f"no segment of the templates is called '{name}'{en}")


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
