"""What a verdict on two names says: its band, its score, its reasons in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from chaingraph.matching.names import NameParts
from chaingraph.naming import Name

__all__ = ["BANDS", "REASONS", "Band", "Reason", "Verdict", "near", "tell"]

Band = Literal["same", "ask", "different"]
Reason = Literal[
    "abbreviated", "branch", "code-invalid", "codes-differ", "codes-equal", "core-alone", "core-and-form",
    "core-and-place", "cores-differ", "counties-differ", "counties-equal", "former-name", "forms-differ", "group",
    "names-equal", "near-twin", "parts-equal", "place-added", "places-differ", "several-fit", "site",
    "trades-differ", "unlike", "within", "words-added",
]  # fmt: skip

BANDS: Mapping[Band, Name] = {
    "same": Name("同一家", "same"),
    "ask": Name("待判定", "ask"),
    "different": Name("不同", "different"),
}
REASONS: Mapping[Reason, Name] = {
    "abbreviated": Name("简称与全称逐段相合", "the short name runs along the full one"),
    "branch": Name("一方是分支机构", "one is a branch"),
    "cores-differ": Name("字号不同", "the cores differ"),
    "code-invalid": Name("信用代码校验位不对，未采用", "a credit code with a wrong check sign doesn't count"),
    "codes-differ": Name("信用代码不同", "the credit codes differ"),
    "codes-equal": Name("信用代码相同", "the credit codes are equal"),
    "core-alone": Name("只写了字号，行业未写", "the core alone, no trade"),
    "core-and-form": Name("字号与组织形式相合", "core and legal form agree"),
    "core-and-place": Name("地名与字号相合", "place and core agree"),
    "counties-differ": Name("区县不同", "the counties differ"),
    "counties-equal": Name("区县相同", "the counties are equal"),
    "forms-differ": Name("有限公司与股份有限公司之别", "limited or joint-stock"),
    "former-name": Name("曾用名或别名相合", "a former or other name agrees"),
    "group": Name("一方是集团公司", "one is a group"),
    "names-equal": Name("规范化后名称相同", "the names are equal once normalised"),
    "near-twin": Name("字号只差一字", "the cores differ in one sign"),
    "parts-equal": Name("字号与行业相同，地名相容", "core and trades are equal, places agree"),
    "place-added": Name("只有一方写了地名", "only one says a place"),
    "places-differ": Name("地名不同", "the places differ"),
    "several-fit": Name("另有一家同样相合", "another firm fits as well"),
    "site": Name("一方括号内有地名，或为异地子公司", "one has a place in brackets, often a subsidiary"),
    "trades-differ": Name("行业词不同", "the trades differ"),
    "unlike": Name("名称不相合", "the names don't agree"),
    "within": Name("简称整段见于全称", "the short name stands whole in the full one"),
    "words-added": Name("只多出通用词", "only words that say little were added"),
}


@dataclass(frozen=True)
class Verdict:
    """What is held of a pair: its band, a score from 0 to 1 that orders pairs, and the reasons by key."""

    band: Band
    score: float
    reasons: tuple[Reason, ...]


def tell(reasons: Sequence[Reason], lang: str) -> str:
    """Return reasons in words.

    Examples
    --------
    >>> tell(["parts-equal", "forms-differ"], "zh")
    '字号与行业相同，地名相容；有限公司与股份有限公司之别'
    """
    return ("；" if lang == "zh" else "; ").join(REASONS[reason].show(lang) for reason in reasons)


def near(one: NameParts, other: NameParts, most: float) -> float:
    """Return how alike two names are, from 0 to ``most``, to three places."""
    return round(most * fuzz.ratio(one.normal, other.normal) / 100, 3)
