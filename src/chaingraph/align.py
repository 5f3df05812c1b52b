"""Find the spans of an original text, known only by their places and hashes, in an edited copy, in order.

Numbers recur, so the place of one span is never looked for alone. Of all ways to give spans places that keep their
order, the best is taken: each span found counts, each change of shift (the distance between the place in the copy and
in the original) costs. A change of shift costs more than any span brings where the words that the span has elsewhere
stand, with other figures, just where its neighbours say that it should be: that is a changed figure, not a moved one.

The method is weighted chaining of anchors, as in the alignment of genomes (Abouelhoda and Ohlebusch, "Chaining
algorithms for multiple genome comparison", Journal of Discrete Algorithms 3, 321-341, 2005), with hashes for seeds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

__all__ = ["HashedSpan", "align_spans", "check_spans", "interpolate"]

#: What a found span brings, and what a change of shift costs. A long span alone between two edits is believed
#: (10 > 7), but not against neighbours that agree with each other, for leaving their shift and coming back costs twice
#: (10 < 14); a short one, which may stand anywhere, is believed only in company.
_LONG, _SHORT, _SHIFT = 10, 5, 7
_LONG_ENOUGH = 8
#: Text put before the first span or after the last moves everything at once: cheaper than a change amid the spans.
_EDGE_SHIFT = 4
_REPLACED = 40
_FIGURE = re.compile(r"[0-9０-９零一二三四五六七八九十两兩百千万萬亿億]")
_FIGURES = re.compile(rf"(?:{_FIGURE.pattern}|\.)+")


@dataclass(frozen=True, order=True)
class HashedSpan:
    """A span of the original: code points ``start`` to ``end`` (exclusive), and the SHA-256 of what stood there."""

    start: int
    end: int
    sha256: str

    @property
    def length(self) -> int:
        """How many code points it has."""
        return self.end - self.start


@dataclass(frozen=True)
class _Candidate:
    span: int
    start: int
    shift: int


def align_spans(
    text: str, spans: Iterable[HashedSpan], *, original_end: int | None = None
) -> dict[HashedSpan, int | None]:
    """Give each span its place in ``text``.

    Parameters
    ----------
    text
        The copy, which may have insertions, deletions and changed words.
    spans
        Spans of the original; they may overlap or nest.
    original_end
        Where the original's body ended, if known; helps to tell text put before the last span from a change in it.

    Returns
    -------
    dict
        For each span the code point where it starts in ``text``; None if what it held no longer stands there.

    Examples
    --------
    >>> from chaingraph.texts import hash_span
    >>> original = "甲区2家，乙区3家，丙区2家"
    >>> spans = [HashedSpan(at, at + 4, hash_span(original, at, at + 4)) for at in (0, 5, 10)]
    >>> list(align_spans("据报道：甲区2家，乙区4家，丙区2家", spans).values())
    [4, None, 14]
    """
    ordered = sorted(set(spans))
    unmoved = check_spans(text, ordered)
    if None not in unmoved.values():
        return unmoved
    places = _occurrences(text, ordered)
    candidates = [
        _Candidate(at, start, start - span.start)
        for at, span in enumerate(ordered)
        for start in places[span.length, span.sha256]
    ]
    found: dict[HashedSpan, int | None] = dict.fromkeys(ordered)
    end_shift = None if original_end is None else len(text) - original_end
    for candidate in _best_chain(text, ordered, candidates, end_shift):
        found[ordered[candidate.span]] = candidate.start
    return found


def check_spans(text: str, spans: Iterable[HashedSpan]) -> dict[HashedSpan, int | None]:
    """Return for each span its own start if what it held stands there in ``text``, the original itself, else None."""
    return {span: span.start if _stands_at(text, span, span.start) else None for span in sorted(set(spans))}


def interpolate(text: str, span: HashedSpan, found: Mapping[HashedSpan, int | None]) -> tuple[int, int]:
    """Return where in ``text``, by its neighbours, a lost span stood; empty if nothing is left of it."""
    placed = [(other, start) for other, start in found.items() if start is not None]
    before = [(other.start, start - other.start) for other, start in placed if other.start <= span.start]
    after = [(-other.end, start - other.start) for other, start in placed if other.end >= span.end]
    shift_before = max(before)[1] if before else None
    shift_after = max(after)[1] if after else shift_before
    if shift_before is None:
        shift_before = shift_after
    start = min(max(span.start + (shift_before or 0), 0), len(text))
    end = min(span.end + (shift_after or 0), len(text))
    return start, max(start, end)


def _stands_at(text: str, span: HashedSpan, start: int) -> bool:
    words = text[start : start + span.length]
    return len(words) == span.length and sha256(words.encode()).hexdigest() == span.sha256


def _occurrences(text: str, spans: Sequence[HashedSpan]) -> dict[tuple[int, str], list[int]]:
    """Return, by length and hash, every place where the words of a span stand."""
    raw = text.encode()
    offsets = [0]
    for sign in text:
        offsets.append(offsets[-1] + len(sign.encode()))
    wanted: dict[int, set[bytes]] = {}
    for span in spans:
        wanted.setdefault(span.length, set()).add(bytes.fromhex(span.sha256))
    places: dict[tuple[int, str], list[int]] = {(span.length, span.sha256): [] for span in spans}
    for length, hashes in wanted.items():
        for start in range(len(text) - length + 1):
            digest = sha256(raw[offsets[start] : offsets[start + length]]).digest()
            if digest in hashes and not _cuts_figure(text, start, start + length):
                places[length, digest.hex()].append(start)
    return places


def _cuts_figure(text: str, start: int, end: int) -> bool:
    """Say whether a figure goes on over an edge of the place: ``8家`` in ``18家`` isn't what stood there."""
    return any(edge and _FIGURE.match(text, edge - 1) and _FIGURE.match(text, edge) for edge in (start, end))


def _best_chain(
    text: str, spans: Sequence[HashedSpan], candidates: Sequence[_Candidate], end_shift: int | None
) -> Iterator[_Candidate]:
    """Yield the chain of candidates that scores best, from the last to the first; ties go to the smaller shifts."""
    best: list[tuple[int, int]] = []
    previous: list[int | None] = []
    for candidate in candidates:
        gain = _LONG if spans[candidate.span].length >= _LONG_ENOUGH else _SHORT
        score = (gain - (_EDGE_SHIFT if candidate.shift else 0), -abs(candidate.shift))
        origin: int | None = None
        for at, (value, moved) in enumerate(best):
            earlier = candidates[at]
            if value + gain < score[0] or not _in_order(spans, earlier, candidate):
                continue
            cost = 0 if earlier.shift == candidate.shift else _cost(text, spans, earlier, candidate, end_shift)
            chained = (value + gain - cost, moved - abs(candidate.shift - earlier.shift))
            if chained > score:
                score, origin = chained, at
        best.append(score)
        previous.append(origin)
    last = max(range(len(best)), key=lambda at: (best[at], -at), default=None)
    if last is None or best[last][0] <= 0:
        return
    step: int | None = last
    while step is not None:
        yield candidates[step]
        step = previous[step]


def _in_order(spans: Sequence[HashedSpan], earlier: _Candidate, later: _Candidate) -> bool:
    first, second = spans[earlier.span], spans[later.span]
    if earlier.span == later.span:
        return False
    if second.start < first.end:  # words shared by two spans stand in one place
        return earlier.shift == later.shift
    return later.start >= earlier.start + first.length


def _cost(text: str, spans: Sequence[HashedSpan], earlier: _Candidate, later: _Candidate, end_shift: int | None) -> int:
    cost = _EDGE_SHIFT if later.shift == end_shift else _SHIFT
    for candidate, shift in ((later, earlier.shift), (earlier, later.shift)):
        span = spans[candidate.span]
        words = text[candidate.start : candidate.start + span.length]
        expected = span.start + shift
        if expected < 0 or _cuts_figure(text, expected, expected):
            continue
        if _has_other_figures(words, text[expected : expected + 2 * span.length]):
            cost += _REPLACED
    return cost


def _has_other_figures(words: str, there: str) -> bool:
    """Say whether ``there`` opens with ``words``, but with other figures in their places."""
    return not there.startswith(words) and _FIGURES.sub("#", there).startswith(_FIGURES.sub("#", words))
