"""Judge short names (简称), as lists and exchanges write them, against full names and each other."""

import re
from collections.abc import Iterator
from itertools import product

from rapidfuzz.distance import LCSseq

from chaingraph.matching.commonness import is_common
from chaingraph.matching.names import NameParts, split_name
from chaingraph.matching.places import bare_place, find_place, letters_of, of_one_place, province_letters
from chaingraph.matching.reasons import Reason, Verdict, near
from chaingraph.matching.trades import GENERIC, split_trades

__all__ = ["first_signs", "judge_short", "judge_shorts"]

#: What exchanges put before and behind a short name: trading marks, share classes.
_MARKS = re.compile(r"^(?:s?\*?st|s(?=[^a-z])|x[dr]|dr|退市)|(?:\(退\)|退|[ab]股|a|b|h|-u|-w|-uw)$")
_ENDINGS = ("股份", "集团", "公司")
#: Brands of groups whose daughters put a name of their own behind: 中信证券 isn't 中信建投证券.
_BRANDS = frozenset(
    re.findall(
        "..",
        "中信中煤中船中航中粮中铁中建中交中电中核中化中钢中海中远中车中材中石中油中金中科国药国电国投"
        "国机国网华润华能华电大唐招商航天航发保利光大东风一汽平安长城燕京京东联想海尔海信首创首钢神州",
    )
)
_SCORES: dict[Reason, float] = {
    "within": 0.85,
    "parts-equal": 0.94, "core-and-place": 0.9, "abbreviated": 0.88, "core-and-form": 0.86, "core-alone": 0.85,
}  # fmt: skip


def judge_short(short: NameParts, full: NameParts, *, nearby: bool = False) -> Verdict:
    """Judge a short name against a full one, ``nearby`` if both are known to be in one county.

    A short name is the full one's if it runs along it: the core whole, then signs of its trades in their order
    (金帝精机 for 金帝精密机械), or the core with its place, with 股份 for a joint-stock company, with 集团 for a group.
    A core alone of two signs is asked, with 股份 or 集团 only if many firms bear it, and so is a group where nothing
    says group. In one county a place needn't be told, and a core alone will do if few firms bear it.
    """
    text, ending = _bare(short)
    named = split_name(text)
    if of_one_place(named.places, (*full.places, *full.site)) is False:
        return Verdict("different", near(short, full, 0.4), ("places-differ",))
    reason = _runs(text, ending, named, full)
    if reason is None and _is_place_and_trade(text, ending, full):
        return Verdict("ask", near(short, full, 0.75), ("abbreviated",))
    if reason is None:
        inside = len(text) >= 4 and text in full.normal
        return Verdict("ask" if inside else "different", near(short, full, 0.6 if inside else 0.4), ("unlike",))
    if ending == "集团" and not (full.group or full.inner_group):
        return Verdict("ask", near(short, full, 0.6), ("group",))
    if ending != "集团" and full.group and full.form != "joint-stock":
        return Verdict("ask", near(short, full, 0.6), ("group",))
    if full.site and full.form != "joint-stock" and not (named.places or full.places or nearby):
        return Verdict("ask", near(short, full, 0.7), ("site",))
    if named.places and not (full.places or full.site or full.body.startswith(named.place_words[0]) or nearby):
        return Verdict("ask", near(short, full, 0.7), (reason, "place-added"))
    if _other_sort(text, full) or (reason == "abbreviated" and _skips_in_core(named.body, full)):
        return Verdict("ask", near(short, full, 0.7), ("trades-differ",))
    if nearby and not _says_little(named.body, full.core, ending, reason) and not _is_daughter(ending, full):
        return Verdict("same", _SCORES[reason], (reason, "counties-equal"))
    if doubt := _doubt(reason, text, ending, named, full):
        return Verdict("ask", near(short, full, 0.75), (doubt,))
    return Verdict("same", _SCORES[reason], (reason,))


def judge_shorts(one: NameParts, other: NameParts, *, nearby: bool = False) -> Verdict:
    """Judge two short names: equal but for a place or an ending is the same; a common core is asked.

    In one county (``nearby``) a core alone is the firm with its trade, if few firms bear it.
    """
    (text, ending), (text_other, ending_other) = _bare(one), _bare(other)
    parts, parts_other = split_name(text), split_name(text_other)
    agree = of_one_place(parts.places, parts_other.places)
    if agree is False:
        return Verdict("different", near(one, other, 0.4), ("places-differ",))
    if parts.body == parts_other.body:
        unsure = ending != ending_other or not ending
        if agree is None and len(parts.body) == 2 and unsure and (is_common(parts.body) or not nearby):
            return Verdict("ask", 0.6, ("core-alone",))
        if ending == ending_other or "集团" not in {ending, ending_other}:
            return Verdict("same", 0.9, ("parts-equal",))
        return Verdict("ask", 0.6, ("group",))
    if parts.core == parts_other.core and not parts.descriptive:
        alone = not parts.trades or not parts_other.trades
        bare = ending if not parts.trades else ending_other
        if alone and nearby and not _says_little(parts.core, parts.core, bare, "core-alone"):
            return Verdict("same", _SCORES["core-alone"], ("core-alone", "counties-equal"))
        return Verdict("ask" if alone else "different", near(one, other, 0.5), ("trades-differ",))
    if len(parts.body) > len(parts_other.body):
        parts, parts_other = parts_other, parts
    if 4 <= len(parts.body) < len(parts_other.body) and _along(parts.body, parts_other.body):
        whole = parts.body.startswith(parts_other.core) and not parts_other.descriptive
        return Verdict("same" if whole else "ask", 0.85 if whole else near(one, other, 0.7), ("abbreviated",))
    return Verdict("different", near(one, other, 0.4), ("unlike",))


def _bare(short: NameParts) -> tuple[str, str]:
    """Return a short name without marks and ending, and its ending: 股份 for marks too, which only shares have."""
    text, marked = short.normal, False
    while len(text) > 2 and (match := _MARKS.search(text)) and len(text) - len(match[0]) >= 2:
        text, marked = text[: match.start()] + text[match.end() :], True
    text = text.lstrip("*")
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) >= len(ending) + 2:
            return text.removesuffix(ending), ending
    return text, "股份" if marked else ""


def _runs(text: str, ending: str, named: NameParts, full: NameParts) -> Reason | None:
    """Say how a short name runs along a full one, or None."""
    shorts = [(text, ""), (named.body, "".join(named.place_words))]
    bare, home = find_place(full.body)
    heads = {word[0] for word in full.place_words or (bare or "-",)}
    if len(text) >= 3 and (text[0] in heads or province_letters(text, full.places or (home,))):
        shorts.append((text[1:], text[0]))
    found: list[Reason] = []
    for (short, place), body in product(dict.fromkeys(shorts), _bodies(full)):
        reason = _runs_along(short, place, ending, body, full)
        if reason:
            found.append(reason)
    return max(found, key=lambda reason: _SCORES[reason], default=None)


def _runs_along(short: str, place: str, ending: str, body: str, full: NameParts) -> Reason | None:
    core, _, descriptive = split_trades(body)
    if short == body and not (descriptive and place):
        return "parts-equal"
    stock = ending == "股份" and full.form == "joint-stock"
    if descriptive:
        return "abbreviated" if _runs_along_trades(short, place, body, full) else None
    if short == core:
        if place:
            return "core-and-place"
        fits = stock or (ending == "集团" and (full.group or full.inner_group))
        return "core-and-form" if fits else "core-alone"
    if short.startswith(core) and _along(short, body):
        return "abbreviated"
    if body != full.body:
        return None
    behind_place = len(place) == 1 and len(short) >= 3 and not find_place(body)[0]  # 苏农银行 isn't the one of 常熟
    if _heads(short, body) or (behind_place and _along(short, body, head=False)):
        return "abbreviated"
    if split_trades(short)[2]:
        return None
    if (len(short) >= 4 and short in body) or (len(short) == 3 and core.endswith(short)):
        return "within"
    if len(place) == 2 and len(short) == 2 and _along(short, body):
        return "abbreviated" if full.form == "joint-stock" or not body.startswith(short) else "core-alone"
    if not body.startswith(short):
        return None
    fits = stock or (ending == "集团" and full.group)
    return "core-and-form" if fits else "core-alone" if len(short) >= 3 else None


def _is_place_and_trade(text: str, ending: str, full: NameParts) -> bool:
    """Say whether a short name is the first signs of place and trade of a firm with no other core, as 杭钢股份.

    Others may begin so too: 南化 may be 南京化纤 and 南宁化工.
    """
    fits = (ending == "股份" and full.form == "joint-stock") or (ending == "集团" and full.group)
    return fits and text == next(first_signs(full), None)


def first_signs(full: NameParts) -> Iterator[str]:
    """Yield the first signs of the place and of the trade of a firm that has no other core, then so with letters.

    Examples
    --------
    >>> [*first_signs(split_name("杭州钢铁股份有限公司"))], [*first_signs(split_name("上海农村商业银行股份有限公司"))]
    (['杭钢'], ['上农', '沪农'])
    """
    trade = full.body if full.places else full.body.removeprefix(find_place(full.body)[0])
    if len(full.places) < 2 and split_trades(trade)[2]:
        yield from (letter + trade[0] for letter in _own_letters(full))


def _runs_along_trades(short: str, place: str, body: str, full: NameParts) -> bool:
    """Say whether a short name runs along one that has no core but its trades, cut off nowhere.

    中国石油 isn't short for 中国石油化工. With the letter of its place before it, it is for a stock of one place and
    trades, as 哈空调 and 沪农商行 are; where two places are named it isn't: 苏农银行 may be of any town in 江苏.
    """
    places = len(full.places) + (body != full.body)
    lettered = place in _own_letters(full) and len(short) >= 2 and full.form == "joint-stock" and places == 1
    if lettered and _along(short, body, head=len(short) == 2):
        return True
    return body == full.body and _heads(short, body) and not body.startswith(short)


def _own_letters(full: NameParts) -> list[str]:
    """Return the first sign of the firm's place, and its letter, but not that of the province of a city."""
    bare, home = find_place(full.body)
    words, places = (full.place_words, full.places) if full.places else ((bare,), (home,))
    return [words[0][:1], *letters_of(places[0])] if words[0] else []


def _other_sort(text: str, full: NameParts) -> bool:
    """Say whether a short name leaves out what tells banks or insurers apart: 青岛银行 isn't 青岛农村商业银行.

    Counties have no city's bank beside the rural one, which is why 江阴银行 is short for it.
    """
    if "农村商业银行" in full.body and "农" not in text:
        return any(code.endswith("00") for code in find_place(text)[1])
    return any(word in full.body and word[0] not in text for word in ("人寿保险", "财产保险"))


def _skips_in_core(short: str, full: NameParts) -> bool:
    """Say whether a short name begins with a group's brand that the full one has a daughter's own name behind.

    Of limited companies any shorter core may be such a brand: 有研半导体 isn't 有研艾斯半导体.
    """
    own, words, _ = split_trades(short)
    if words and own != full.core and full.core.startswith(own) and full.form != "joint-stock":
        return True
    head = full.core[:2]
    return head in _BRANDS and head != full.core and short.startswith(head) and not short.startswith(full.core)


def _common_in_province(text: str, named: NameParts) -> bool:
    """Say whether a core of two signs with a province alone is one that several firms there may bear: 浙江东方."""
    core = named.body if named.places else text[1:]
    provinces = all(code.endswith("0000") for place in named.places[-1:] for code in place)
    return len(core) == 2 and provinces and is_common(core)


def _doubt(reason: Reason, text: str, ending: str, named: NameParts, full: NameParts) -> Reason | None:
    """Return what a core of two signs, with or without place or form, leaves open; None if it tells the firm."""
    if reason == "core-and-place" and _common_in_province(text, named):
        return reason
    if reason == "core-and-place" and named.places and len(named.body) < 3 and not _share_place(named, full):
        return "core-alone"
    if len(named.body) < 3 and (
        reason == "core-alone" or (reason == "core-and-form" and not _tells(text, ending, full))
    ):
        return reason
    return None


def _says_little(text: str, core: str, ending: str, reason: Reason) -> bool:
    """Say whether a core of two signs leaves open, even in one county, which firm is meant: a cut or a common one."""
    alone = reason == "core-alone" and len(text) < 3
    return alone and (text != core or ending in {"股份", "集团"} or is_common(text))


def _tells(text: str, ending: str, full: NameParts) -> bool:
    """Say whether a core of two signs with 股份 or 集团 tells the firm: whole, and no core that many firms bear."""
    whole = text == full.core.removeprefix("中国") and not full.site
    return whole and not is_common(text) and not _is_daughter(ending, full)


def _is_daughter(ending: str, full: NameParts) -> bool:
    """Say whether a group is meant, and a name says a trade before 集团: 鲁西集团 is the parent of 鲁西化工集团."""
    return ending == "集团" and not all(word in GENERIC for word in full.trades)


def _share_place(named: NameParts, full: NameParts) -> bool:
    """Say whether both name one place, not only places of which one lies in the other: 阳谷华泰 isn't 山东华泰."""
    return bool(set(named.places) & {*full.places, *full.site})


def _bodies(full: NameParts) -> Iterator[str]:
    """Yield the name without its places, then with more and more of them: one may be no place but the core's head."""
    yield full.body
    body = full.body
    for word in reversed(full.place_words):
        yield from dict.fromkeys((word + body, bare_place(word) + body))
        body = word + body
    if body.startswith("中国") and len(body) > 3:
        yield body.removeprefix("中国")
    elif not full.place_words:
        yield from filter(None, [full.body.removeprefix(find_place(full.body)[0])])


def _heads(short: str, body: str) -> bool:
    head = 3 if body.startswith("中国") else 2
    return len(short) >= 4 and short[:head] == body[:head] and _along(short, body)


def _along(short: str, body: str, *, head: bool = True) -> bool:
    """Say whether all signs of a short text stand in a body in their order, the first at its head if ``head``."""
    return (not head or short[:1] == body[:1]) and int(LCSseq.similarity(short, body)) == len(short)
