"""Files in YAML that people write, read strictly: known keys only, each fault in one line with its place."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name

__all__ = ["Node", "load_yaml", "read_yaml_text"]

_MOST_BYTES = 200_000
_MOST_ITEMS = 60
_TEXT_LIMIT = 300


@dataclass(frozen=True)
class Node:
    """A value of the file and the keys that lead to it, for errors."""

    file: str
    path: str
    value: object

    def fault(self, what: str) -> InputError:
        """Return the error to raise."""
        return InputError(f"{self.file}: {self.path}: {what}" if self.path else f"{self.file}: {what}")

    def mapping(self, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, "Node"]:
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
        return {key: Node(self.file, self._at(str(key)), value) for key, value in self.value.items()}

    def items(self) -> list["Node"]:
        """Return the items of a list."""
        if not isinstance(self.value, list):
            raise self.fault(f"a list is expected (lines that begin with '- '), not {_kind(self.value)}")
        if len(self.value) > _MOST_ITEMS:
            raise self.fault(f"{len(self.value)} items, more than {_MOST_ITEMS}; split the file")
        return [Node(self.file, f"{self.path}[{number}]", value) for number, value in enumerate(self.value, 1)]

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

    def number(self) -> Decimal:
        """Return a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.fault(f"a number is expected, not {_kind(self.value)}")
        number = Decimal(str(self.value))
        if not number.is_finite():
            raise self.fault(f"a number is expected, not {_kind(self.value)}")
        return number

    def day(self) -> date:
        """Return a day."""
        if type(self.value) is not date:
            raise self.fault(f"a day is expected, such as 2023-12-31, not {_kind(self.value)}")
        return self.value

    def boolean(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.fault(f"true or false is expected, not {_kind(self.value)}")
        return self.value

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


def load_yaml(text: str, file: str, *, what: str) -> Node:
    """Return what a text in YAML holds.

    Parameters
    ----------
    text
        The text.
    file
        What errors call it.
    what
        What the file is to be, such as ``recipe``.

    Raises
    ------
    InputError
        No YAML, with the line, or a key that is given twice.
    """
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader that refuses a key given twice)
    except yaml.YAMLError as error:
        raise InputError(f"{file}{_where(error)}: {_why(error)}; mend the YAML there") from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"{file}: not a {what} in YAML ({type(error).__name__}); mend the file") from error
    return Node(file, "", found)


def read_yaml_text(path: Path, *, what: str) -> str:
    """Return the text of a file.

    Raises
    ------
    InputError
        A file that is too large, can't be read, or isn't UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); give a {what} as a YAML file") from error
    if len(content) > _MOST_BYTES:
        raise InputError(f"{path}: {len(content)} bytes, too large for a {what}; give a smaller YAML file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the {what} as UTF-8") from error
