"""What the words of an office's list mean here: templates, segments, titles."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from pyoxigraph import Store

from chaingraph.bundle import ontology_files
from chaingraph.errors import InputError, did_you_mean
from chaingraph.evidence import fold
from chaingraph.namespaces import shorten
from chaingraph.reference import read_reference
from chaingraph.resolve import resolve
from chaingraph.store import load_files
from chaingraph.table_reader import Row

__all__ = ["find_segment", "find_template", "find_title", "segments_of_templates", "short_name", "template_names"]

_CHAIN_WORDS = re.compile(r"(?:全?产业链条?|产业集群|产业|链)$")
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


def short_name(chain: str) -> str:
    """Return the name of a chain without the word for chain, as people call it.

    Examples
    --------
    >>> short_name("集成电路产业链"), short_name("产业链")
    ('集成电路', '产业链')
    """
    return _CHAIN_WORDS.sub("", chain) or chain


def template_names() -> list[str]:
    """Return the Chinese names of the bundled templates."""
    return [row.cells["zh"] for row in read_reference("templates")]


def segments_of_templates() -> list[tuple[str, list[str]]]:
    """Return each bundled template with the names of its segments, in Chinese."""
    return [(row.cells["zh"], _labels(_placed()[row.key])) for row in read_reference("templates")]


@cache
def find_segment(name: str, templates: frozenset[str]) -> str:
    """Return the key of a segment by its name, among those of some templates where there are any.

    Raises
    ------
    InputError
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
        raise InputError(f"“{name}”可指多个环节：{_listed(found)}，请写其一。It could be any of these segments")
    hint = did_you_mean(fold(name), [label for label, keys in names.items() if not placed or keys & placed])
    raise InputError(f"模板中没有名为“{name}”的环节。No segment has this name{hint or _choices(placed)}")


@cache
def find_title(name: str) -> str:
    """Return the key of a title (称号) by its name.

    Raises
    ------
    InputError
        No title, or several, bear the name.
    """
    return shorten(resolve(_ontology(), name, "designation").value).removeprefix("scheme:designation-")


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


def _choices(placed: Collection[str]) -> str:
    return (
        f"; the chain's are {_listed(placed)}" if placed else "; the sheet 说明 of 'chaingraph template' lists them all"
    )
