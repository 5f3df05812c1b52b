"""Tell cores (字号) that many firms bear from those that hardly any other firm has.

``common_cores.txt`` holds the names of two signs among the first 10,000 of the short names in the Company-Names-Corpus
(github.com/wainshine/Company-Names-Corpus, Apache-2.0, commit 04409a3 of 2018-12-30), which begins with the commonest.
"""

from collections import Counter
from functools import cache
from pathlib import Path

__all__ = ["is_common", "may_be_common"]

_FILE = Path(__file__).with_name("common_cores.txt")
#: So many of the listed cores would be made of two signs if first and last signs were paired at random.
_EXPECTED = 0.1


def is_common(core: str) -> bool:
    """Say whether many firms bear a core of two signs, as the list has it.

    Examples
    --------
    >>> [core for core in ("安泰", "银河", "精达", "雅运") if is_common(core)]
    ['安泰', '银河']
    """
    return core in _listed()[0]


def may_be_common(core: str) -> bool:
    """Say whether a core of two signs is listed, or made like the listed: its first and last signs begin and end many.

    Examples
    --------
    >>> [core for core in ("安泰", "银河", "精达", "雅运") if may_be_common(core)]
    ['安泰', '银河', '精达']
    """
    cores, first, last = _listed()
    return core in cores or first[core[:1]] * last[core[-1:]] >= _EXPECTED * len(cores)


@cache
def _listed() -> tuple[frozenset[str], Counter[str], Counter[str]]:
    cores = frozenset(_FILE.read_text(encoding="utf-8").split())
    return cores, Counter(core[0] for core in cores), Counter(core[-1] for core in cores)
