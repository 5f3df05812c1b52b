"""The words of company names that say what a firm does, as ``trades.txt`` lists them: first those that say little."""

from functools import lru_cache
from pathlib import Path

__all__ = ["GENERIC", "split_trades"]

_FILE = Path(__file__).with_name("trades.txt")
_GENERIC, _SPECIFIC = _FILE.read_text(encoding="utf-8").split("\n\n")
#: Words that are added and dropped without making another firm.
GENERIC = frozenset(_GENERIC.split())
_WORDS = GENERIC | frozenset(_SPECIFIC.split())
_NATIONAL = frozenset({"中国", "中华"})
_LONGEST = max(map(len, _WORDS))


@lru_cache(maxsize=1 << 16)
def split_trades(body: str) -> tuple[str, tuple[str, ...], bool]:
    """Cut the words that say what a firm does off the end of its name: as many as leave a core of two signs.

    Returns the core, these words in their order, and whether the core tells nothing apart: such a word, or 中国.

    Examples
    --------
    >>> split_trades("华鲁恒升化工"), split_trades("石油化工")
    (('华鲁恒升', ('化工',), False), ('石油', ('化工',), True))
    """
    behind = {len(body): len(body)}  # where words may start, each with where the next one does
    for at in range(len(body), 2, -1):
        if at in behind:
            for start in range(max(2, at - _LONGEST), at):
                if body[start:at] in _WORDS:
                    behind.setdefault(start, at)
    first = at = min(behind)
    words: list[str] = []
    while at < len(body):
        words.append(body[at : behind[at]])
        at = behind[at]
    core = body[:first]
    return core, tuple(words), core in _WORDS or core in _NATIONAL
