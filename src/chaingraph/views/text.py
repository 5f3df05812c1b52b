"""Text with links in it: runs of words, some of which name a thing that may have a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Run", "Text", "join", "plain", "say"]


@dataclass(frozen=True, order=True)
class Run:
    """Some words; ``key`` is that of the thing that they name, if they name one."""

    text: str
    key: str = ""


Text = tuple[Run, ...]


def say(text: str) -> Text:
    """Return words that name nothing; nothing at all for an empty string."""
    return (Run(text),) if text else ()


def plain(text: Text) -> str:
    """Return the words alone.

    Examples
    --------
    >>> plain((Run("a", "chain:a"), Run(": b")))
    'a: b'
    """
    return "".join(run.text for run in text)


def join(separator: str, texts: Iterable[Text]) -> Text:
    """Return the texts that aren't empty with a separator between them.

    Examples
    --------
    >>> plain(join(", ", [say("a"), (), say("b")]))
    'a, b'
    """
    made: list[Run] = []
    kept: Sequence[Text] = [text for text in texts if text]
    for number, text in enumerate(kept):
        made += [Run(separator), *text] if number else text
    return tuple(made)
