"""Spans are found again in edited copies, in order, and never by a lone look-alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.align import HashedSpan, align_spans, interpolate
from chaingraph.texts import hash_span


def spans_of(text: str, *words: str) -> list[HashedSpan]:
    """Return the span of each of ``words``, each looked for behind the one before."""
    spans, at = [], 0
    for one in words:
        start = text.index(one, at)
        spans.append(HashedSpan(start, start + len(one), hash_span(text, start, start + len(one))))
        at = start + 1
    return spans


ORIGINAL = "甲区新增链主2家，乙区新增链主3家。丙区新增链主2家，丁区新增链主5家。戊区新增链主2家。"
CLAUSES = ("甲区新增链主2家", "乙区新增链主3家", "丙区新增链主2家", "丁区新增链主5家", "戊区新增链主2家")


def test_an_unchanged_text_moves_nothing() -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    assert align_spans(ORIGINAL, spans) == {span: span.start for span in spans}


@pytest.mark.parametrize("at", range(len(ORIGINAL) + 1))
@pytest.mark.parametrize("inserted", ["据悉，", "己区新增链主2家，", ORIGINAL[:9]])
def test_an_insertion_falsifies_no_clause_that_it_leaves_whole(at: int, inserted: str) -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    copy = ORIGINAL[:at] + inserted + ORIGINAL[at:]
    for span, start in align_spans(copy, spans).items():
        if not span.start < at < span.end:
            assert start is not None
            assert hash_span(copy, start, start + span.length) == span.sha256


@pytest.mark.parametrize("short", ["2家", "主2家"])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_changed_figure_is_not_taken_from_another_place(short: str, which: int) -> None:
    spans = spans_of(ORIGINAL, *[short] * 3)
    position = spans[which].end - 2
    copy = ORIGINAL[:position] + "9" + ORIGINAL[position + 1 :]
    found = align_spans(copy, spans)
    assert [found[span] is None for span in spans] == [at == which for at in range(3)]
    assert interpolate(copy, spans[which], found) == (spans[which].start, spans[which].end)


def test_a_longer_figure_moves_what_follows() -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    copy = ORIGINAL.replace("3家", "13家")
    found = align_spans(copy, spans)
    assert [found[span] is None for span in spans] == [False, True, False, False, False]
    start, end = interpolate(copy, spans[1], found)
    assert copy[start:end] == "乙区新增链主13家"


def test_a_deleted_clause_is_lost_and_leaves_no_place() -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    copy = ORIGINAL.replace("，乙区新增链主3家", "")
    found = align_spans(copy, spans)
    assert [found[span] is None for span in spans] == [False, True, False, False, False]
    start, end = interpolate(copy, spans[1], found)
    assert start == end


def test_clauses_out_of_order_are_not_all_found() -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    first, second = ORIGINAL[:18], ORIGINAL[18:]
    found = align_spans(second + first, spans)
    assert [found[span] is None for span in spans] == [True, True, False, False, False]


def test_nested_and_overlapping_spans_move_together() -> None:
    spans = spans_of(ORIGINAL, "新增链主2家，乙区新增", "2家，乙区", "乙区新增链主3家")
    copy = "据悉，" + ORIGINAL
    assert align_spans(copy, spans) == {span: span.start + 3 for span in spans}


def test_an_inner_span_survives_a_change_in_the_outer() -> None:
    outer, inner = spans_of(ORIGINAL, "甲区新增链主2家，乙区新增链主3家", "2家")
    found = align_spans(ORIGINAL.replace("3家", "4家"), [outer, inner])
    assert found == {outer: None, inner: inner.start}


def test_a_text_that_shares_nothing_finds_nothing() -> None:
    spans = spans_of(ORIGINAL, *CLAUSES)
    found = align_spans("另一篇文章", spans)
    assert set(found.values()) == {None}
    assert interpolate("另一篇文章", spans[0], found) == (0, 5)


def test_no_spans_and_empty_texts_are_no_fault() -> None:
    assert align_spans("", []) == {}
    spans = spans_of(ORIGINAL, "2家")
    assert align_spans("", spans) == {spans[0]: None}


@settings(max_examples=60)
@given(st.data())
def test_what_is_found_holds_the_words_in_order(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("甲乙23家，"), min_size=8, max_size=40))
    bounds = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 2), st.integers(2, 9)), max_size=8))
    spans = {
        HashedSpan(start, end, hash_span(text, start, end))
        for start, length in bounds
        if (end := min(start + length, len(text)))
    }
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 4))
    copy = text[:at] + data.draw(st.text(st.sampled_from("甲乙23家，"), max_size=6)) + text[at + cut :]
    found = align_spans(copy, spans)
    assert set(found) == spans
    previous = 0
    for span, start in sorted(found.items()):
        if start is not None:
            assert hash_span(copy, start, start + span.length) == span.sha256
            assert start >= previous
            previous = start
