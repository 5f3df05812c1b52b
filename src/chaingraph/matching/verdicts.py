"""Judge whether two entries mean one firm: same, ask or different, each with its reasons."""

import re
from dataclasses import dataclass
from itertools import product

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.matching.full_names import judge_full
from chaingraph.matching.names import normal_name, split_name
from chaingraph.matching.places import Place, find_place, of_one_place
from chaingraph.matching.reasons import Reason, Verdict, near
from chaingraph.matching.short_names import judge_short, judge_shorts

__all__ = ["FirmEntry", "judge", "judge_names"]

_SORTS = "县市区旗"
_SEVERAL = re.compile("[、,，;；/\\s]+")


@dataclass(frozen=True)
class FirmEntry:
    """What is known of the identity of one firm.

    Attributes
    ----------
    name
        As it is written.
    code
        Credit code, or empty; one with a wrong check sign counts as none.
    former
        Former and other names.
    county
        The county or counties where it is, or empty.
    key
        The short IRI of a firm of a store, such as ``enterprise:jindi``; empty for a row of a book.
    where
        Where it is written: file, sheet and row, or the store.
    """

    name: str
    code: str = ""
    former: tuple[str, ...] = ()
    county: str = ""
    key: str = ""
    where: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, now first."""
        return (self.name, *self.former)

    @property
    def valid_code(self) -> str:
        """The credit code if it can be one, else an empty text."""
        code = self.code.upper()
        return code if has_code_form(code) and has_right_check_sign(code) else ""


def judge(one: FirmEntry, other: FirmEntry) -> Verdict:
    """Judge two entries: codes first, then whole names and former names, then the parts of names.

    Examples
    --------
    >>> long = FirmEntry("山东金帝精密机械科技股份有限公司")
    >>> judge(FirmEntry("金帝精机"), long).band, judge(FirmEntry("金帝股份"), long).band
    ('same', 'ask')
    >>> judge(FirmEntry("鲁西集团有限公司"), FirmEntry("鲁西化工集团股份有限公司")).band
    'different'
    >>> now = FirmEntry("新公司", "91350100M000100Y43", ("旧公司",))
    >>> verdict = judge(now, FirmEntry("旧公司", "91110000600037341L"))
    >>> verdict.band, list(verdict.reasons)
    ('ask', ['codes-differ', 'former-name'])
    """
    formers = _renamed(one, other)
    codes = {one.valid_code, other.valid_code}
    if "" not in codes:
        if len(codes) == 1:
            return Verdict("same", 1.0, ("codes-equal",))
        return (
            Verdict("ask", 0.5, ("codes-differ", "former-name"))
            if formers
            else Verdict("different", 0.0, ("codes-differ",))
        )
    invalid = any(entry.code and not entry.valid_code for entry in (one, other))
    wrong: tuple[Reason, ...] = ("code-invalid",) if invalid else ()
    if formers:
        return Verdict("same", 0.97, (*wrong, "former-name"))
    near = _in_one_county(one, other)
    found = (judge_names(*names, nearby=near is True) for names in product(one.names, other.names))
    verdict = max(found, key=_rank)
    if verdict.band == "same" and near is False and not _are_full(one, other):
        verdict = Verdict("ask", 0.6, (*verdict.reasons, "counties-differ"))
    return Verdict(verdict.band, verdict.score, (*wrong, *verdict.reasons))


def judge_names(name: str, other: str, *, nearby: bool = False) -> Verdict:
    """Judge two names alone; ``nearby`` if the firms are known to be in one county.

    Examples
    --------
    >>> judge_names("德州恒力电机有限责任公司", "聊城恒力电机有限公司").band
    'different'
    >>> judge_names("中国石油化工股份有限公司", "中国石油化工股份有限公司齐鲁分公司").reasons
    ('branch',)
    """
    one, two = split_name(name), split_name(other)
    if one.normal == two.normal:
        return Verdict("same", 1.0, ("names-equal",))
    if one.branch != two.branch:
        return Verdict("different", near(one, two, 0.4), ("branch",))
    if one.form and two.form:
        return judge_full(one, two)
    if one.form or two.form:
        return judge_short(two, one, nearby=nearby) if one.form else judge_short(one, two, nearby=nearby)
    return judge_shorts(one, two, nearby=nearby)


def _rank(verdict: Verdict) -> tuple[bool, bool, float]:
    return verdict.band == "same", verdict.band == "ask", verdict.score


def _renamed(one: FirmEntry, other: FirmEntry) -> bool:
    """Say whether one bears, or bore, a name that the other bore."""
    now = [normal_name(entry.name) for entry in (one, other)]
    before = [
        {*map(normal_name, entry.former), *split_name(entry.name).former} - {name}
        for entry, name in zip((one, other), now, strict=True)
    ]
    if now[0] == now[1]:
        return False
    return bool(now[0] in before[1] or now[1] in before[0] or before[0] & before[1])


def _in_one_county(one: FirmEntry, other: FirmEntry) -> bool | None:
    """Say whether two firms have a county in common; None where a county isn't told, or only a city or province is."""
    here, there = _counties(one.county), _counties(other.county)
    if not here or not there:
        return None
    return any(
        name == same and of_one_place(above, others) is not False
        for (name, above), (same, others) in product(here, there)
    )


def _counties(told: str) -> list[tuple[str, list[Place]]]:
    """Return the counties that a text tells, each without the word for its sort, and the places named before it.

    Nothing if one of them isn't a county: what is told so may be anywhere.
    """
    found = []
    for text in filter(None, _SEVERAL.split(told)):
        name, above = normal_name(text), list[Place]()
        place, codes = find_place(name)
        while _is_wider(codes) and len(name) > len(place) + 1:
            name = name.removeprefix(place)
            above.append(codes)
            place, codes = find_place(name)
        if not _is_county(name, codes):
            return []
        found.append((name.rstrip(_SORTS), above))
    return found


def _is_county(name: str, codes: Place) -> bool:
    """Say whether a name is of a place within a city: one with known codes, or a district with a name of its own."""
    if codes:
        return not _is_wider(codes) and name != "城区"
    return len(name) > len("某区") and name[-1] in _SORTS and name != "市辖区"


def _is_wider(codes: Place) -> bool:
    """Say whether codes are of cities or provinces."""
    return bool(codes) and all(code.endswith("00") for code in codes)


def _are_full(one: FirmEntry, other: FirmEntry) -> bool:
    return bool(split_name(one.name).form and split_name(other.name).form)
