"""Number tokens: what they are, what they can mean, where they stand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.numbers import find_numbers, read_chinese_numeral

DIGITS = "零一二三四五六七八九"


def write_section(number: int) -> str:
    """Write 1 to 9999 in Chinese."""
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
        gap = bool(written) and not digit
    return written


def write_chinese(number: int) -> str:
    """Write 1 to 9999_9999_9999 in Chinese, with 零 before a section that is short of its thousands."""
    written = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            written += ("零" if written and section < 1000 else "") + write_section(section) + name
    return written


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("79家", [("79", 79, "家")]),
        ("201亿元", [("201亿", 20_100_000_000, "元")]),
        ("1.1万个", [("1.1万", 11_000, "个")]),
        ("３５．５％", [("３５．５", "35.5", "％")]),
        ("1,222家", [("1,222", 1222, "家")]),
        ("240余次", [("240", 240, "次")]),
        ("100余亿元", [("100余亿", 10_000_000_000, "元")]),
        ("5000万千瓦时", [("5000万", 50_000_000, "千瓦时")]),
        ("116.8億千瓦時", [("116.8億", 11_680_000_000, "千瓦時")]),
        ("高1.7个百分点", [("1.7", "1.7", "个百分点")]),
        ("高1.7百分点", [("1.7", "1.7", "百分点")]),
        ("12英寸", [("12", 12, "英寸")]),
        ("两家", [("两", 2, "家")]),
        ("兩個", [("兩", 2, "個")]),
        ("十二条", [("十二", 12, "条")]),
        ("二十余家", [("二十", 20, "家")]),
        ("十几亿元", [("十几亿", 1_000_000_000, "元")]),
        ("一点五亿元", [("一点五亿", 150_000_000, "元")]),
        ("一万二千亿", [("一万二千亿", 1_200_000_000_000, None)]),
        ("连续三年", [("三", 3, "年")]),
        ("四星级", [("四", 4, "星级")]),
        ("第二批", [("二", 2, "批")]),
        ("位列第一", [("一", 1, None)]),
        ("居前三", [("三", 3, None)]),
        ("二〇二五年", [("二〇二五", 2025, "年")]),
        ("百分之八点六", [("百分之八点六", "8.6", None)]),
        ("居首位", [("首位", 1, None)]),
        ("国内首条", [("首条", 1, None)]),
        ("全省唯一", [("唯一", 1, None)]),
        ("增长翻倍", [("翻倍", 2, None)]),
        ("实现零的突破", [("零的突破", 0, None)]),
        ("突破千亿规模", [("千亿", 100_000_000_000, None)]),
        ("过亿元项目", [("亿", 100_000_000, "元")]),
        ("百强市", [("百", 100, "强")]),
        ("双百强", [("双百", 100, "强")]),
        ("千吨级", [("千", 1000, "吨")]),
        ("11 billion yuan", [("11 billion", 11_000_000_000, "yuan")]),
        ("2.56 billion yuan", [("2.56 billion", 2_560_000_000, "yuan")]),
        ("grew 7.5% in", [("7.5", "7.5", "%")]),
        ("grew 7.5 percent", [("7.5", "7.5", "percent")]),
        ("the 14th plan", [("14", 14, "plan")]),
        ("over 100 firms", [("100", 100, "firms")]),
        ("Three chains", [("Three", 3, "chains")]),
        ("twenty-one firms", [("twenty-one", 21, "firms")]),
        ("two hundred and five", [("two hundred and five", 205, None)]),
        ("three and four", [("three", 3, None), ("four", 4, None)]),
        ("first in the province", [("first", 1, None)]),
        ("capacity doubled", [("doubled", 2, None)]),
        ("453X", [("453", 453, "X")]),
        ("5G基站", [("5", 5, "G")]),
        ("2023-12-30", [("2023", 2023, None), ("12", 12, None), ("30", 30, None)]),
        ("1-11月份", [("1", 1, "月份"), ("11", 11, "月份")]),
        ("1—2个", [("1", 1, "个"), ("2", 2, "个")]),
        ("3至5亿元", [("3", 300_000_000, "元"), ("5亿", 500_000_000, "元")]),
        ("18.5 and 2.64 bn yuan", [("18.5", 18_500_000_000, "yuan"), ("2.64 bn", 2_640_000_000, "yuan")]),
    ],
)
def test_tokens_and_readings(text: str, tokens: list[tuple[str, int | str, str | None]]) -> None:
    found = find_numbers(text)
    assert [(token.text, token.unit) for token in found] == [(words, unit) for words, _, unit in tokens]
    for token, (_, value, _) in zip(found, tokens, strict=True):
        assert Decimal(value) in token.values


@pytest.mark.parametrize(
    "text",
    [
        "一批创新平台", "一体化", "新一代信息技术", "进一步", "十百千万工程", "统一部署", "千家万户", "四位一体", "零售业",
        "零部件", "二手设备", "first-class clusters", "someone", "wonder", "",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_token(text: str) -> None:
    assert find_numbers(text) == []


def test_a_multiplied_value_replaces_the_bare_one() -> None:
    (token,) = find_numbers("201亿元")
    assert Decimal(201) not in token.values


def test_a_span_that_cuts_a_token_holds_none_of_it() -> None:
    assert find_numbers("投资201亿元", 0, 5) == []
    assert [token.text for token in find_numbers("投资201亿元", 2, 6)] == ["201亿"]


@given(st.integers(1, 10**12 - 1))
def test_reading_undoes_writing_in_chinese(number: int) -> None:
    assert Decimal(number) in read_chinese_numeral(write_chinese(number))
    assert any(Decimal(number) in token.values for token in find_numbers(f"共{write_chinese(number)}家"))


@given(st.decimals(0, 10**9, places=2, allow_nan=False), st.sampled_from(["", "万", "亿", " million", " billion"]))
def test_reading_undoes_writing_in_digits(number: Decimal, multiplier: str) -> None:
    sizes = {"万": 10**4, "亿": 10**8, " million": 10**6, " billion": 10**9}
    for written in (f"{number}", f"{number:,}"):
        (token,) = find_numbers(f"共 {written}{multiplier} 。")
        assert token.values == {number * sizes.get(multiplier, 1)}


@given(
    st.text(
        st.sampled_from("一二三十百千万亿两第首位家个年零的突破翻倍双强点分之余1234,.，%- 月元𠀀😀 onetwhudra"),
        max_size=60,
    )
)
def test_tokens_stand_where_they_say_and_never_overlap(text: str) -> None:
    last = 0
    for token in find_numbers(text):
        assert last <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.values
        last = token.end


@given(st.text(st.sampled_from("甲😀𠀀，。 "), max_size=20))
def test_offsets_count_astral_characters_once(before: str) -> None:
    (token,) = find_numbers(f"{before}有79家")
    assert token.start == len(before) + 1


@given(st.text(st.sampled_from("一二三十百千万亿家第1234.,年"), max_size=40), st.data())
def test_a_window_shows_the_tokens_of_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = [token for token in find_numbers(text) if start <= token.start and token.end <= end]
    assert find_numbers(text, start, end) == whole
