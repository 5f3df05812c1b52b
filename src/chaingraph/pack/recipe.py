"""Recipes: which maps (图) and lists (清单) a city's pack holds; YAML files, so that another city needs no code."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from chaingraph.checked_yaml import Node, load_yaml, read_yaml_text
from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name
from chaingraph.pack.lists import LISTS

__all__ = ["DEFAULT_RECIPE", "Heading", "ListItem", "MapItem", "Recipe", "find_recipe", "parse_recipe", "recipe_names"]

DEFAULT_RECIPE = "五图五清单"
_NONE = Name()
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class MapItem:
    """A map: its title, the views that draw it (none: a map without data), what the view takes, a note."""

    title: Name
    views: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    note: Name = _NONE


@dataclass(frozen=True)
class Heading:
    """A column of a list: its key in `chaingraph.pack.lists`, or none for one to be filled in, and its title."""

    key: str
    title: Name


@dataclass(frozen=True)
class ListItem:
    """A list: its title, its kind (none: no data of this kind), its columns, a note."""

    title: Name
    kind: str
    columns: tuple[Heading, ...]
    note: Name = _NONE


@dataclass(frozen=True)
class Recipe:
    """What a pack holds."""

    name: Name
    about: Name
    maps: tuple[MapItem, ...]
    lists: tuple[ListItem, ...]


def find_recipe(wanted: str) -> Recipe:
    """Return a recipe by its name, with or without ``.yaml``, or by the path of its file.

    Raises
    ------
    InputError
        No recipe of that name and no such file, or a file with a fault.
    """
    path = Path(wanted)
    if path.is_file():
        return parse_recipe(read_yaml_text(path, what="recipe"), wanted)
    known = {}
    for name, text in _bundled():
        recipe = parse_recipe(text, name)
        for word in (name, recipe.name.zh, recipe.name.en):
            known[_fold(word)] = recipe
    if _fold(wanted) in known:
        return known[_fold(wanted)]
    names = recipe_names()
    is_path = len(path.parts) > 1 or path.suffix in _ENDINGS
    what = f"--recipe: {wanted}: no such file" if is_path else f"--recipe: no recipe is called '{wanted}'"
    hint = did_you_mean(wanted, names) or f"; there are {', '.join(names)}"
    raise InputError(f"{what}{hint}; or give the path of a YAML file")


def recipe_names() -> list[str]:
    """Return the names of the recipes that ship."""
    return [parse_recipe(text, name).name.zh for name, text in _bundled()]


def parse_recipe(text: str, file: str) -> Recipe:
    """Return the recipe that a text in YAML describes.

    Parameters
    ----------
    text
        A mapping with ``name``, ``about``, ``maps`` and ``lists``.
    file
        What errors call it.

    Raises
    ------
    InputError
        A fault, with the file, the key, and what to do.
    """
    found = load_yaml(text, file, what="recipe")
    top = found.mapping(("name", "maps", "lists"), ("about",))
    maps = tuple(_map(node) for node in top["maps"].items())
    lists = tuple(_list(node) for node in top["lists"].items())
    about = top["about"].title() if "about" in top else Name()
    return Recipe(top["name"].title(), about, maps, lists)


def _map(node: Node) -> MapItem:
    keys = node.mapping(("title",), ("view", "names", "note"))
    names = tuple(one.text() for one in keys["names"].items()) if "names" in keys else None
    views: tuple[str, ...] = ()
    if "view" in keys:
        several = isinstance(keys["view"].value, list)
        views = tuple(one.text() for one in (keys["view"].items() if several else [keys["view"]]))
    if names is not None and len(views) != 1:
        raise keys["names"].fault("names go with one view; give one 'view', or leave 'names' out")
    return MapItem(keys["title"].title(), views, names, _note(keys))


def _list(node: Node) -> ListItem:
    keys = node.mapping(("title",), ("list", "columns", "note"))
    title, note = keys["title"].title(), _note(keys)
    if "list" not in keys:
        if "columns" not in keys:
            raise node.fault("neither 'list' nor 'columns'; name one of the lists, or give headings to fill in")
        return ListItem(title, "", tuple(Heading("", one.title()) for one in keys["columns"].items()), note)
    kind = keys["list"].one_of(tuple(LISTS), "list; to get a sheet of headings only, leave 'list' out")
    columns = {one.key: one.name for one in LISTS[kind].columns}
    if "columns" not in keys:
        return ListItem(title, kind, tuple(Heading(key, name) for key, name in columns.items()), note)
    return ListItem(title, kind, tuple(_heading(one, columns) for one in keys["columns"].items()), note)


def _heading(node: Node, columns: Mapping[str, Name]) -> Heading:
    if isinstance(node.value, dict):
        keys = node.mapping(("column",), ("title",))
        key = keys["column"].one_of(tuple(columns), "column of this list")
        return Heading(key, keys["title"].title() if "title" in keys else columns[key])
    key = node.one_of(tuple(columns), "column of this list")
    return Heading(key, columns[key])


def _note(keys: Mapping[str, Node]) -> Name:
    return keys["note"].title() if "note" in keys else Name()


def _bundled() -> Iterable[tuple[str, str]]:
    folder = files("chaingraph.pack").joinpath("recipes")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(_ENDINGS)):
        yield name, folder.joinpath(name).read_text(encoding="utf-8")


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return next((folded.removesuffix(end) for end in _ENDINGS if folded.endswith(end)), folded)
