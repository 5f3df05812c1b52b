"""Curators get positions and hashes of phrases."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.command import run_command

from chaingraph.errors import UnknownNameError
from chaingraph.locate import find_between, find_phrase, place_at, span_limit
from chaingraph.texts import hash_span

SIGNS = st.text(st.sampled_from("甲乙79，\n\r𠀀😀"), max_size=30)


def run(*arguments: str) -> CompletedProcess[str]:
    return run_command(["locate", *arguments])


@given(SIGNS, st.text(st.sampled_from("甲乙79，"), min_size=1, max_size=3), SIGNS)
def test_every_place_holds_the_phrase(before: str, phrase: str, after: str) -> None:
    text = before + phrase + after
    places = find_phrase(text, phrase)
    assert len(before) in [place.start for place in places]
    for place in places:
        assert text[place.start : place.end] == phrase
        assert place.cell == f"{place.start}-{place.end}~{hash_span(text, place.start, place.end)}"
        assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(phrase)


def test_overlapping_matches_are_all_listed() -> None:
    assert [place.start for place in find_phrase("111", "11")] == [0, 1]


def test_within_takes_only_whole_matches() -> None:
    assert [place.start for place in find_phrase("79家79家", "79家", start=1, end=6)] == [3]
    with pytest.raises(UnknownNameError):
        find_phrase("79家79家", "79家", start=1, end=5)


def test_between_takes_the_nearest_end() -> None:
    text = "新增3家，新增5家"
    assert [place.words for place in find_between(text, "新增", "家")] == ["新增3家", "新增5家"]


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        ("79 家", "nearest: '79家' at 2-5"),
        ("\uff17\uff19家", "nearest: '79家' at 2-5"),
        ("79家企业", "nearest: '79家链主' at 2-7"),
        ("zzz", "nor anything like it"),
        ("", "phrase is empty"),
    ],
)
def test_a_phrase_that_is_not_there_gets_the_nearest(phrase: str, hint: str) -> None:
    with pytest.raises(UnknownNameError, match=hint):
        find_phrase("遴选79家链主", phrase)


def test_a_last_phrase_that_comes_first_is_explained() -> None:
    with pytest.raises(UnknownNameError, match="no '甲' follows '乙'"):
        find_between("甲乙", "乙", "甲")


def test_astral_characters_count_one() -> None:
    assert find_phrase("😀79家", "79家")[0].start == 1


def test_limits_by_script() -> None:
    assert span_limit("全市工业增加值增长") == 120
    assert span_limit("industrial value added grew") == 300
    assert place_at("字" * 121, 0, 121).is_long
    assert not place_at("字" * 120, 0, 120).is_long


def test_command_prints_cells_and_context_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff甲79家\n乙79家".encode())
    done = run(str(path), "79家")
    assert done.returncode == 0
    assert [line.split("~")[0] for line in done.stdout.splitlines()] == ["2-5", "7-10"]
    assert "line 2, column 2" in done.stderr
    assert "byte order mark" in done.stderr
    assert "2 places" in done.stderr


def test_command_prints_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲79家", encoding="utf-8")
    rows = json.loads(run(str(path), "--between", "7", "家", "-f", "json").stdout)
    assert [(row["start"], row["end"], row["words"]) for row in rows] == [(1, 4, "79家")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("79",), "isn't in the text"),
        (("甲", "--within", "9"), "no range of code points"),
        ((), "give either PHRASE or --between"),
        (("甲", "--sources", "."), "甲"),
    ],
)
def test_bad_input_gets_one_clear_line(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲乙", encoding="utf-8")
    done = run(str(path), *arguments)
    assert "Traceback" not in done.stderr
    assert message in done.stderr


def test_a_document_is_found_by_its_key(bulletin: Path) -> None:
    graph = str(bulletin / "tables.trig")
    done = run("lanting-2025-03-18", "46家", "--sources", str(bulletin), "-s", graph)
    assert done.stdout == run(str(bulletin / "bulletin.txt"), "46家").stdout != ""
    unknown = run("lanting-2025-03-19", "46家", "--sources", str(bulletin), "-s", graph)
    assert "did you mean 'lanting-2025-03-18'" in unknown.stderr
