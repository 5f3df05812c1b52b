"""Which entries are held to be one firm, and why."""

import pytest

from chaingraph.matching.candidates import find_matches, iter_pairs
from chaingraph.matching.names import normal_name, split_name
from chaingraph.matching.verdicts import FirmEntry, judge, judge_names

ONE, OTHER = "91350100M000100Y43", "91110000600037341L"


@pytest.mark.parametrize(
    ("name", "other", "band", "reason"),
    [
        ("山東華魯恆升化工股份有限公司", "山东华鲁恒升化工股份有限公司", "same", "names-equal"),
        ("有研亿金新材料（山东）有限公司", "有研亿金新材料(山东)有限公司", "same", "names-equal"),
        ("ＴＣＬ科技集团股份有限公司", "TCL 科技集团股份有限公司", "same", "names-equal"),
        ("德州恒力电机有限责任公司", "德州市恒力电机有限公司", "same", "parts-equal"),
        ("德州恒力电机有限责任公司", "聊城恒力电机有限公司", "different", "places-differ"),
        ("山东恒力电机有限公司", "德州恒力电机有限公司", "same", "parts-equal"),
        ("德州恒力电机有限公司", "德州恒立电机有限公司", "different", "near-twin"),
        ("中国中车集团有限公司", "中国中车股份有限公司", "different", "group"),
        ("中国石油化工股份有限公司", "中国石油化工股份有限公司齐鲁分公司", "different", "branch"),
        ("东阿钢球", "东阿华涛钢球有限公司", "different", "unlike"),
        ("中国石油", "中国石油化工股份有限公司", "ask", "unlike"),
        ("金帝", "山东金帝精密机械科技股份有限公司", "ask", "core-alone"),
        ("金帝股份", "山东金帝精密机械科技股份有限公司", "ask", "core-and-form"),
        ("金帝精机", "山东金帝精密机械科技股份有限公司", "same", "abbreviated"),
        ("深圳市名雕装饰股份有限公司", "深圳名雕装饰股份有限公司", "same", "parts-equal"),
        ("阳谷华泰", "山东华泰纸业股份有限公司", "ask", "core-alone"),
        ("阳谷华泰", "山东阳谷华泰化工股份有限公司", "same", "core-and-place"),
        ("泰山体育", "泰山体育产业集团有限公司", "ask", "group"),
        ("联化科技", "联化科技（德州）有限公司", "ask", "site"),
        ("雅运股份", "上海雅运纺织化工股份有限公司", "same", "core-and-form"),
        ("隆基股份", "山东隆基机械股份有限公司", "ask", "core-and-form"),
        ("海立股份", "青岛海立美达股份有限公司", "ask", "core-and-form"),
        ("巨化股份", "巨化集团有限公司", "ask", "group"),
        ("有研集团", "中国有研科技集团有限公司", "same", "core-and-form"),
        ("鲁西集团", "鲁西化工集团股份有限公司", "ask", "core-and-form"),
        ("杭钢股份", "杭州钢铁股份有限公司", "ask", "abbreviated"),
        ("杭钢股份", "杭州钢铁集团有限公司", "different", "unlike"),
        ("上电股份", "上海电力股份有限公司", "ask", "abbreviated"),
        ("哈空调", "哈尔滨空调股份有限公司", "same", "abbreviated"),
        ("深高速", "深圳高速公路股份有限公司", "same", "abbreviated"),
        ("粤高速A", "深圳高速公路股份有限公司", "different", "unlike"),
        ("博睿数据", "北京博睿宏远数据科技股份有限公司", "same", "abbreviated"),
        ("沪农商行", "上海农村商业银行股份有限公司", "same", "abbreviated"),
        ("苏农银行", "江苏常熟农村商业银行股份有限公司", "different", "unlike"),
        ("青岛银行", "青岛农村商业银行股份有限公司", "ask", "trades-differ"),
        ("江阴银行", "江苏江阴农村商业银行股份有限公司", "same", "abbreviated"),
        ("平安保险", "中国平安人寿保险股份有限公司", "ask", "trades-differ"),
        ("京东方A", "北京东方园林环境股份有限公司", "ask", "core-and-place"),
        ("浙江东方", "浙江东方基因生物制品股份有限公司", "ask", "core-and-place"),
        ("中信证券", "中信建投证券股份有限公司", "ask", "trades-differ"),
        ("山东鸿泰鼎", "夏津县鸿泰鼎新材料科技有限公司", "same", "core-and-place"),
    ],
)
def test_names_are_judged_by_their_parts(name: str, other: str, band: str, reason: str) -> None:
    verdict = judge_names(name, other)
    assert verdict.band == band
    assert reason in verdict.reasons


def test_equal_codes_beat_unlike_names() -> None:
    assert judge(FirmEntry("甲公司", ONE), FirmEntry("乙集团", ONE.lower())).band == "same"


def test_different_codes_beat_equal_names_unless_a_former_name_agrees() -> None:
    assert judge(FirmEntry("甲公司", ONE), FirmEntry("甲公司", OTHER)).band == "different"
    assert judge(FirmEntry("新公司", ONE, ("旧公司",)), FirmEntry("旧公司", OTHER)).band == "ask"


def test_code_with_a_wrong_check_sign_decides_nothing() -> None:
    verdict = judge(FirmEntry("甲材料有限公司", f"{ONE[:-1]}4"), FirmEntry("乙材料有限公司", f"{ONE[:-1]}4"))
    assert verdict.band == "different"
    assert "code-invalid" in verdict.reasons


def test_former_name_in_brackets_or_column_is_one_firm() -> None:
    old = FirmEntry("德州第二机床厂")
    assert judge(FirmEntry("德州新华机械有限公司（原德州第二机床厂）"), old).band == "same"
    assert judge(FirmEntry("德州新华机械有限公司", former=("德州第二机床厂",)), old).band == "same"


@pytest.mark.parametrize(
    ("short", "full", "county", "band"),
    [
        ("晶创", "山东晶创新材料科技有限公司", "德城区", "same"),
        ("晶创", "山东晶创新材料科技有限公司", "德州市", "ask"),  # a city is no county
        ("晶创", "山东晶创新材料科技有限公司", "", "ask"),
        ("安泰", "山东安泰机械有限公司", "德城区", "ask"),  # a core that many firms bear
        ("晶创股份", "山东晶创新材料科技有限公司", "德城区", "ask"),
        ("山东晶创", "山东晶创星科材料有限公司", "德城区", "ask"),  # a sister may bear the core with more behind it
        ("博特", "博特轴承", "临清市", "same"),
        ("离享未来", "离享未来（德州）等离子科技有限公司", "德城区", "same"),
        ("鲁西集团", "鲁西化工集团股份有限公司", "东阿县", "ask"),
    ],
)
def test_one_county_settles_a_core_that_few_bear(short: str, full: str, county: str, band: str) -> None:
    assert judge(FirmEntry(short, county=county), FirmEntry(full, county=county)).band == band


def test_short_name_in_another_county_is_asked() -> None:
    here, there = FirmEntry("双一科技", county="德城区"), FirmEntry("山东双一科技股份有限公司", county="齐河县")
    assert judge(here, there).band == "ask"
    assert (
        judge(FirmEntry("双一科技", county="德城"), FirmEntry("双一科技股份有限公司", county="德城区")).band == "same"
    )


@pytest.mark.parametrize(
    ("county", "other", "band"),
    [
        ("东城县、西城县", "东城县", "same"),
        ("德州市德城区", "德城区", "same"),
        ("茌平区", "聊城市茌平县", "same"),
        ("东城县、西城县", "北城县", "ask"),
        ("南京市鼓楼区", "徐州市鼓楼区", "ask"),
        *((vague, vague, "ask") for vague in ["全市", "其他", "不详", "市直", "市辖区", "城区", "跨区", "区", "县"]),
    ],
)
def test_only_a_county_that_is_told_of_both_counts(county: str, other: str, band: str) -> None:
    assert judge(FirmEntry("晶创", county=county), FirmEntry("晶创新材料科技有限公司", county=other)).band == band


@pytest.mark.parametrize("other", ["全市", "其他", "东城县、全市", ""])
def test_county_that_is_not_told_contradicts_none(other: str) -> None:
    verdict = judge(FirmEntry("双一科技", county="东城县"), FirmEntry("双一科技股份有限公司", county=other))
    assert (verdict.band, "counties-differ" in verdict.reasons) == ("same", False)


def test_short_name_that_fits_two_firms_is_asked() -> None:
    names = ["太平洋", "江苏太平洋石英股份有限公司", "江苏太平洋精锻科技股份有限公司"]
    assert [judge_names(names[0], name).band for name in names[1:]] == ["same", "same"]
    found = find_matches([*map(FirmEntry, names)])
    assert {match.verdict.band for match in found} == {"ask"}
    assert all("several-fit" in match.verdict.reasons for match in found)


def test_first_signs_of_place_and_trade_are_found_among_many() -> None:
    names = ["杭钢股份", "杭州钢铁股份有限公司", "哈空调", "哈尔滨空调股份有限公司", "德州恒力电机有限公司"]
    found = {(match.one.name, match.other.name) for match in find_matches([*map(FirmEntry, names)])}
    assert found == {(names[0], names[1]), (names[2], names[3])}


def test_firms_of_a_store_are_not_compared_with_each_other() -> None:
    stored = [FirmEntry("金帝股份", key="enterprise:jindi"), FirmEntry("金帝精机", key="enterprise:other")]
    assert find_matches(stored) == []


def test_mere_mention_of_a_listed_firm_makes_no_second_pair() -> None:
    full, short = "兰亭市硅材科技有限公司", "兰亭硅材"
    listed = [FirmEntry(full, "91350100M000100Y43", county="东城县"), FirmEntry(short)]
    alone = find_matches(listed)
    assert [(match.one.name, match.other.name, match.verdict.band) for match in alone] == [(full, short, "same")]
    assert find_matches([*listed, FirmEntry(full, where="list.xlsx[供需]:2")]) == alone


def test_firm_of_an_earlier_list_with_its_name_and_code_is_no_question() -> None:
    name, code = "兰亭市硅材科技有限公司", "91350100M000100Y43"
    row = FirmEntry(name, code)
    assert find_matches([row, FirmEntry(name, code, key=f"enterprise:c{code.lower()}")]) == []
    assert len(find_matches([row, FirmEntry(name, code, key="enterprise:silicon")])) == 1, "its key would change"


def test_pairs_grow_with_the_names_and_not_with_their_square() -> None:
    signs = "华鑫金德盛恒泰宏瑞安达新力源通成科创明远东方海天龙宝利丰佳美联众亿万"
    cores = [one + other for one in signs for other in signs if one != other]
    entries = [FirmEntry(f"德州{core}化工有限公司") for core in cores] + [
        FirmEntry(f"第{at}号示范材料有限公司") for at in range(3000)
    ]
    assert sum(1 for _ in iter_pairs(entries)) < 60 * len(entries)


def test_one_code_in_every_row_makes_no_square() -> None:
    entries = [FirmEntry(f"第{at}{at}号", ONE) for at in range(2000)]
    assert sum(1 for _ in iter_pairs(entries)) < 100 * len(entries)


def test_hostile_names_are_taken_apart_like_others() -> None:
    for name in ("", " ", "=1+1", "()()", "公司", "集团", "a" * 20_000, "（原）", "德州" * 2000, "\u202e甲公司\x00"):
        assert split_name(name).normal == normal_name(name)
        assert judge_names(name, name).band == "same"
