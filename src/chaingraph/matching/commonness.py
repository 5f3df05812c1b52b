"""Tell cores (字号) that many firms bear from those that hardly any other firm has.

``common_cores.txt`` holds the names of two signs among the first 5,000 of the short names in the Company-Names-Corpus
(github.com/wainshine/Company-Names-Corpus, Apache-2.0, commit 04409a3 of 2018-12-30), which begins with the commonest.
"""

from functools import cache
from pathlib import Path

__all__ = ["is_common"]

_FILE = Path(__file__).with_name("common_cores.txt")


def is_common(core: str) -> bool:
    """Say whether many firms bear a core of two signs.

    Examples
    --------
    >>> [core for core in ("安泰", "银河", "雅运", "名雕") if is_common(core)]
    ['安泰', '银河']
    """
    return core in _listed()


@cache
def _listed() -> frozenset[str]:
    return frozenset(_FILE.read_text(encoding="utf-8").split())
