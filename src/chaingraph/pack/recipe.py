"""Recipes: which maps (图) and lists (清单) a city's pack holds; YAML files, so that another city needs no code."""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name
from chaingraph.pack.lists import LISTS

__all__ = ["DEFAULT_RECIPE", "Heading", "ListItem", "MapItem", "Recipe", "find_recipe", "parse_recipe", "recipe_names"]

DEFAULT_RECIPE = "五图五清单"
_NONE = Name()
_ENDINGS = (".yaml", ".yml")
_MOST_BYTES = 200_000
_MOST_ITEMS = 60
_TEXT_LIMIT = 300


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
        return parse_recipe(_read(path), wanted)
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
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader that refuses a key given twice)
    except yaml.YAMLError as error:
        raise InputError(f"{file}{_where(error)}: {_why(error)}; mend the YAML there") from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"{file}: not a recipe in YAML ({type(error).__name__}); mend the file") from error
    top = _Node(file, "", found).mapping(("name", "maps", "lists"), ("about",))
    maps = tuple(_map(node) for node in top["maps"].items())
    lists = tuple(_list(node) for node in top["lists"].items())
    about = top["about"].title() if "about" in top else Name()
    return Recipe(top["name"].title(), about, maps, lists)


def _map(node: "_Node") -> MapItem:
    keys = node.mapping(("title",), ("view", "names", "note"))
    names = tuple(one.text() for one in keys["names"].items()) if "names" in keys else None
    views: tuple[str, ...] = ()
    if "view" in keys:
        several = isinstance(keys["view"].value, list)
        views = tuple(one.text() for one in (keys["view"].items() if several else [keys["view"]]))
    if names is not None and len(views) != 1:
        raise keys["names"].fault("names go with one view; give one 'view', or leave 'names' out")
    return MapItem(keys["title"].title(), views, names, _note(keys))


def _list(node: "_Node") -> ListItem:
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


def _heading(node: "_Node", columns: Mapping[str, Name]) -> Heading:
    if isinstance(node.value, dict):
        keys = node.mapping(("column",), ("title",))
        key = keys["column"].one_of(tuple(columns), "column of this list")
        return Heading(key, keys["title"].title() if "title" in keys else columns[key])
    key = node.one_of(tuple(columns), "column of this list")
    return Heading(key, columns[key])


def _note(keys: Mapping[str, "_Node"]) -> Name:
    return keys["note"].title() if "note" in keys else Name()


@dataclass(frozen=True)
class _Node:
    """A value of the file and the keys that lead to it, for errors."""

    file: str
    path: str
    value: object

    def fault(self, what: str) -> InputError:
        """Return the error to raise."""
        return InputError(f"{self.file}: {self.path}: {what}" if self.path else f"{self.file}: {what}")

    def mapping(self, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, "_Node"]:
        """Return what stands under each key; only known keys, and all that are needed."""
        if not isinstance(self.value, dict):
            raise self.fault(f"keys are expected ({', '.join((*needed, *optional))}), not {_kind(self.value)}")
        known = (*needed, *optional)
        for key in self.value:
            if key not in known:
                hint = did_you_mean(str(key), known) or f"; there are {', '.join(known)}"
                raise self.fault(f"unknown key '{key}'{hint}")
        for key in needed:
            if key not in self.value:
                raise self.fault(f"'{key}' is missing; add it")
        return {key: _Node(self.file, self._at(str(key)), value) for key, value in self.value.items()}

    def items(self) -> list["_Node"]:
        """Return the items of a list."""
        if not isinstance(self.value, list):
            raise self.fault(f"a list is expected (lines that begin with '- '), not {_kind(self.value)}")
        if len(self.value) > _MOST_ITEMS:
            raise self.fault(f"{len(self.value)} items, more than {_MOST_ITEMS}; split the recipe")
        return [_Node(self.file, f"{self.path}[{number}]", value) for number, value in enumerate(self.value, 1)]

    def text(self) -> str:
        """Return a text of one line."""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int):
            raise self.fault(f"a text is expected, not {_kind(self.value)}; put it into quotation marks")
        text = " ".join(str(self.value).split())
        if not text:
            raise self.fault("an empty text; say something, or leave the key out")
        if len(text) > _TEXT_LIMIT:
            raise self.fault(f"{len(text)} characters, more than {_TEXT_LIMIT}; shorten it")
        return text

    def title(self) -> Name:
        """Return a title: a text, or one in each language under ``zh`` and ``en``."""
        if not isinstance(self.value, dict):
            text = self.text()
            return Name(text, text)
        keys = self.mapping((), ("zh", "en"))
        if not keys:
            raise self.fault("neither 'zh' nor 'en'; give one of them")
        texts = {lang: node.text() for lang, node in keys.items()}
        return Name(texts.get("zh", ""), texts.get("en", ""))

    def one_of(self, known: Sequence[str], what: str) -> str:
        """Return a text that is one of the known words."""
        text = self.text()
        if text not in known:
            hint = did_you_mean(text, known) or f"; there are {', '.join(known)}"
            raise self.fault(f"'{text}' is no {what}{hint}")
        return text

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


class _Loader(yaml.SafeLoader):
    """Reads plain data only, and refuses a key that is given twice (YAML forbids it, PyYAML takes the last)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"'{key.value}' is given twice", problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


def _where(error: yaml.YAMLError) -> str:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return f":{mark.line + 1}" if mark else ""


def _why(error: yaml.YAMLError) -> str:
    problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else None
    return " ".join(str(problem or "not valid YAML").split())


def _kind(value: object) -> str:
    names = {dict: "keys", list: "a list", bool: "yes or no", type(None): "nothing"}
    return names.get(type(value), f"'{value}'"[:60])


def _read(path: Path) -> str:
    content = path.read_bytes()
    if len(content) > _MOST_BYTES:
        raise InputError(f"{path}: {len(content)} bytes, too large for a recipe; give a YAML file of maps and lists")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the recipe as UTF-8") from error


def _bundled() -> Iterable[tuple[str, str]]:
    folder = files("chaingraph.pack").joinpath("recipes")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(_ENDINGS)):
        yield name, folder.joinpath(name).read_text(encoding="utf-8")


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return next((folded.removesuffix(end) for end in _ENDINGS if folded.endswith(end)), folded)
