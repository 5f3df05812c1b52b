"""Find the places of a phrase in a source text, as the tables write them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chaingraph.errors import UnknownNameError
from chaingraph.texts import hash_span

__all__ = ["Place", "find_between", "find_phrase", "place_at", "span_limit"]

#: A span is the clause that carries the statement; what is longer hides which words do.
_LIMIT_CHINESE, _LIMIT_OTHER = 120, 300
_CONTEXT = 16


@dataclass(frozen=True)
class Place:
    """A span of a text: code points from ``start`` to ``end`` (exclusive), with what a curator wants to see of it."""

    start: int
    end: int
    sha256: str
    line: int
    column: int
    before: str
    words: str
    after: str

    @property
    def cell(self) -> str:
        """The place as a table cell writes it: ``start-end~sha256``."""
        return f"{self.start}-{self.end}~{self.sha256}"

    @property
    def is_long(self) -> bool:
        """Whether the span is longer than one clause should be."""
        return self.end - self.start > span_limit(self.words)


def place_at(text: str, start: int, end: int) -> Place:
    r"""Return the place from ``start`` to ``end`` of ``text``; lines and columns count from 1, lines end at LF.

    Examples
    --------
    >>> place = place_at("甲\n乙丙", 3, 4)
    >>> place.line, place.column, place.words
    (2, 2, '丙')
    """
    return Place(
        start=start,
        end=end,
        sha256=hash_span(text, start, end),
        line=text.count("\n", 0, start) + 1,
        column=start - text.rfind("\n", 0, start),
        before=text[max(0, start - _CONTEXT) : start],
        words=text[start:end],
        after=text[end : end + _CONTEXT],
    )


def find_phrase(text: str, phrase: str, *, start: int = 0, end: int | None = None) -> list[Place]:
    """Find every occurrence of ``phrase``, exactly as written, that lies within ``start`` to ``end`` of ``text``.

    Raises
    ------
    UnknownNameError
        There is none; the message shows the nearest words that the text has.

    Examples
    --------
    >>> [(place.start, place.end) for place in find_phrase("79家链主，79家", "79家")]
    [(0, 3), (6, 9)]
    """
    stop = len(text) if end is None else end
    places = [place_at(text, at, at + len(phrase)) for at in _occurrences(text, phrase, start, stop)]
    if not places:
        raise UnknownNameError(_not_found(text[start:stop], phrase, start))
    return places


def find_between(text: str, first: str, last: str, *, start: int = 0, end: int | None = None) -> list[Place]:
    """Find the spans that open with ``first`` and close with the nearest ``last`` after it, both included.

    ``last`` may overlap ``first`` only if they are the same words: then the span is those words.

    Raises
    ------
    UnknownNameError
        One of the two isn't there, or no ``last`` follows a ``first``.

    Examples
    --------
    >>> [place.words for place in find_between("新增园区79公顷，总面积5平方公里。", "新增", "公顷")]
    ['新增园区79公顷']
    """
    stop = len(text) if end is None else end
    places = []
    for at in _occurrences(text, first, start, stop):
        close = text.find(last, at if first == last else at + len(first), stop)
        if close >= 0:
            places.append(place_at(text, at, close + len(last)))
    if places:
        return places
    for phrase in (first, last):
        if not any(True for _ in _occurrences(text, phrase, start, stop)):
            raise UnknownNameError(_not_found(text[start:stop], phrase, start))
    raise UnknownNameError(f"no '{last}' follows '{first}'; give the words that open the span first")


def span_limit(words: str) -> int:
    """Return how many code points a span of this language may have: 120 where Chinese prevails, else 300."""
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in words)
    return _LIMIT_CHINESE if chinese * 4 > len(words) else _LIMIT_OTHER


def _occurrences(text: str, phrase: str, start: int, stop: int) -> Iterator[int]:
    if not phrase:
        return
    at = text.find(phrase, start, stop)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1, stop)


def _not_found(text: str, phrase: str, offset: int) -> str:
    if not phrase:
        return "the phrase is empty; give the words to look for"
    near = _nearest(text, phrase)
    if near is None:
        return f"'{phrase}' isn't in the text, nor anything like it; give the words exactly as the text has them"
    start, end = near
    return f"'{phrase}' isn't in the text; nearest: '{text[start:end]}' at {offset + start}-{offset + end}"


def _nearest(text: str, phrase: str) -> tuple[int, int] | None:
    """Return the span equal to ``phrase`` but for width, case and spaces, else around their longest shared run."""
    folded, origin = _fold(text)
    wanted, _ = _fold(phrase)
    at = folded.find(wanted) if wanted else -1
    if at >= 0:
        return origin[at], origin[at + len(wanted) - 1] + 1
    match = SequenceMatcher(None, text, phrase, autojunk=False).find_longest_match()
    if match.size < min(2, len(phrase)):
        return None
    start = max(0, match.a - match.b)
    return start, min(len(text), start + len(phrase))


def _fold(text: str) -> tuple[str, list[int]]:
    signs: list[str] = []
    origin: list[int] = []
    for at, sign in enumerate(text):
        for folded in unicodedata.normalize("NFKC", sign).casefold():
            if not folded.isspace():
                signs.append(folded)
                origin.append(at)
    return "".join(signs), origin
