"""What the names of titles and indicators in an office's list mean, by the ontology."""

import re
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.bundle import ontology_files
from chaingraph.errors import CellError, nearest
from chaingraph.evidence import fold
from chaingraph.namespaces import PREFIXES, SCHEME, shorten
from chaingraph.naming import Name
from chaingraph.store import load_files

__all__ = ["find_indicator", "find_title", "indicator_names", "is_indicator", "names_in_both", "suggest", "title_names"]

#: Words before a title that tell its tier.
_TIERS = {
    "国家级": "national", "国家": "national", "省级": "provincial", "省": "provincial", "市级": "municipal",
    "市": "municipal", "县级": "county", "区级": "county",
}  # fmt: skip


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
    zh, en = suggest(
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
        zh, en = suggest(
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


@cache
def _ontology() -> Store:
    return load_files(ontology_files())


def suggest(near: str, zh: str, en: str) -> tuple[str, str]:
    """Return what to do in both languages: write the nearest name if there is one."""
    return (f"；是不是“{near}”？", f"; did you mean '{near}'?") if near else (f"；{zh}", f"; {en}")
