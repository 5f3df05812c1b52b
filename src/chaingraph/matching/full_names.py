"""Judge two full names: place, core, trades, legal form and group, each compared on its own."""

from rapidfuzz.distance import Levenshtein

from chaingraph.matching.names import NameParts
from chaingraph.matching.places import bare_place, of_one_place
from chaingraph.matching.reasons import Verdict, near
from chaingraph.matching.trades import GENERIC

__all__ = ["judge_full"]


def judge_full(one: NameParts, other: NameParts) -> Verdict:
    """Judge two names with legal forms.

    Equal core and trades with places that agree are the same firm; a limited and a joint-stock company of one name as
    well, as firms change from one to the other, but not two groups, where they are parent and daughter. A group and a
    company that isn't one, a firm with a place in brackets and one without, and trades that differ, are asked at most.
    """
    agree = of_one_place(one.places, other.places)
    if one.core != other.core or one.descriptive != other.descriptive:
        if _as_far_as_place(one, other):
            return Verdict("same", 0.9, ("parts-equal",))
        twin = len(one.core) == len(other.core) and Levenshtein.distance(one.core, other.core, score_cutoff=1) == 1
        return Verdict("different", near(one, other, 0.4), ("near-twin" if twin else "cores-differ",))
    if one.trades != other.trades:
        return _other_trades(one, other, agree)
    if agree is False:
        rare = len(one.core) >= 4 and one.trades
        return Verdict("ask" if rare else "different", near(one, other, 0.6 if rare else 0.4), ("places-differ",))
    if _sites_differ(one, other):
        return Verdict("ask", 0.6, ("site",))
    if one.descriptive and one.places[-1:] != other.places[-1:]:
        return Verdict("ask", 0.5, ("places-differ",))
    if one.group != other.group:
        group, single = (one, other) if one.group else (other, one)
        parent = group.form != "joint-stock" and single.form == "joint-stock"
        return Verdict("different" if parent else "ask", 0.45 if parent else 0.55, ("parts-equal", "group"))
    if one.form != other.form:
        unsure = one.body.startswith("中国") or (agree is None and one.places != other.places)
        if one.group or unsure or one.descriptive or {one.form, other.form} != {"limited", "joint-stock"}:
            return Verdict("ask", 0.6, ("parts-equal", "forms-differ"))
        return Verdict("same", 0.9, ("parts-equal", "forms-differ"))
    return Verdict("same", 0.96, ("parts-equal",))


def _as_far_as_place(one: NameParts, other: NameParts) -> bool:
    """Say whether the names are equal but for where the place ends, or for 省 and 市 behind it."""
    if one.form != other.form or one.group != other.group or one.site != other.site:
        return False
    whole, whole_other = ("".join((*map(bare_place, parts.place_words), parts.body)) for parts in (one, other))
    return whole == whole_other


def _other_trades(one: NameParts, other: NameParts, agree: bool | None) -> Verdict:
    both_stock = one.form == other.form == "joint-stock"
    rare = both_stock and len(one.core) >= 3 and not one.descriptive
    if agree is False or ((one.group != other.group or _sites_differ(one, other)) and not rare):
        return Verdict("different", near(one, other, 0.4), ("trades-differ",))
    specific, specific_other = ([word for word in parts.trades if word not in GENERIC] for parts in (one, other))
    if specific == specific_other and len(one.core) >= 2 and not one.descriptive:
        if both_stock and specific and one.group == other.group:
            return Verdict("same", 0.86, ("words-added",))
        return Verdict("ask", near(one, other, 0.7), ("words-added",))
    nested = set(specific) <= set(specific_other) or set(specific_other) <= set(specific)
    if rare or (both_stock and nested and not one.descriptive):
        return Verdict("ask", near(one, other, 0.6), ("trades-differ",))
    return Verdict("different", near(one, other, 0.45), ("trades-differ",))


def _sites_differ(one: NameParts, other: NameParts) -> bool:
    """Say whether the places in brackets differ; one that the other has as its head is the same."""
    if one.site == other.site:
        return False
    return of_one_place(one.site or one.places, other.site or other.places) is not True
