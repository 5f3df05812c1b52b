"""What an error says in Chinese, by the English that it says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["in_both", "in_chinese", "known_messages"]

_FILE = Path(__file__).parent / "errors.zh.txt"
_HOLE = re.compile(r"\{\}")
_CHINESE = re.compile("[\u4e00-\u9fff]")
#: Where in something a fault is: ``--rule: ``, ``places.csv:2: zh: ``.
_PLACE = re.compile(r"(?s)((?:(?!: ).)+: )(.+)")
_LONGEST = 1_000


def in_both(message: str) -> str:
    """Return each line of a message in Chinese, then in English; one that isn't known as it is.

    Examples
    --------
    >>> in_both("--city: no place is called 'x'; did you mean 'y'?")
    "--city：没有叫“x”的地区；是否指“y”？--city: no place is called 'x'; did you mean 'y'?"
    """
    lines = []
    for line in message.split("\n"):
        said = in_chinese(line)
        lines.append(f"{said}{'' if said.endswith('？') else '。'}{line}" if said else line)
    return "\n".join(lines)


def in_chinese(message: str) -> str:
    """Return a message in Chinese, or an empty text if nothing is known of it.

    What stands before a colon may be any place; what a message names is kept as it is, but for hints and reasons that
    are known themselves. So is a message of more than 1,000 signs.
    """
    if len(message) > _LONGEST:
        return ""
    for pattern, zh, named in _patterns():
        match = pattern.fullmatch(message)
        if match:
            parts = [
                part if is_named else in_chinese(part) or part
                for part, is_named in zip(match.groups(), named, strict=True)
            ]
            return zh.format("", *parts)
    match = _PLACE.fullmatch(message)
    rest = in_chinese(match[2]) if match else ""
    return f"{match[1]}{rest}" if match and rest else ""


def known_messages() -> dict[str, str]:
    """Return the Chinese of each message, by the English with ``{}`` for what it names."""
    found: dict[str, str] = {}
    lines = [line for line in _FILE.read_text("utf-8").split("\n") if line and not line.startswith("# ")]
    for en, zh in zip(lines[::2], lines[1::2], strict=True):
        if en in found or _CHINESE.search(zh) is None:
            raise ValueError(f"{_FILE.name}: {en!r} stands twice, or isn't followed by Chinese")
        found[en] = zh
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, tuple[bool, ...]], ...]:
    """Return for each message its pattern, its Chinese, and which holes hold a name, the most definite first.

    What begins with a word is more definite than what may begin with anything.
    """
    known = sorted(known_messages().items(), key=lambda pair: (pair[0].startswith("{}"), -len(_HOLE.sub("", pair[0]))))
    return tuple((re.compile(_pattern(en), re.DOTALL), zh, tuple(_are_names(en))) for en, zh in known)


def _pattern(en: str) -> str:
    return "(.*?)".join(map(re.escape, _HOLE.split(en)))


def _are_names(en: str) -> Iterator[bool]:
    """Say of each hole whether it stands in quotation marks, before a colon or first, and so holds a name or place."""
    for hole in _HOLE.finditer(en):
        yield hole.start() == 0 or en[hole.end() :][:1] == ":" or en[hole.start() - 1 : hole.end() + 1] == "'{}'"
