"""Texts are read as they are, in code points."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import SourceTextError
from chaingraph.texts import hash_span, read_text, read_texts


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff甲\r\n乙\r丙".encode())
    source = read_text(path)
    assert source.text == "\ufeff甲\r\n乙\r丙"
    assert source.has_byte_order_mark
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_file_that_is_not_utf8_is_refused_with_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("甲".encode() + b"\xff")
    with pytest.raises(SourceTextError, match="not UTF-8 from byte 3"):
        read_text(path)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceTextError, match="can't be read"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(SourceTextError, match="no such folder"):
        read_texts(tmp_path / "none")


def test_files_that_are_no_texts_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("乙", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "deeper").mkdir()
    assert [source.path.name for source in read_texts(tmp_path)] == ["b.txt"]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_a_span_hashes_like_its_words_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert hash_span(text, start, end) == sha256(text[start:end].encode()).hexdigest()
