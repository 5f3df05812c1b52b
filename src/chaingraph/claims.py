"""Say which numbers and names a statement holds, so that the words of its evidence can be asked for them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from chaingraph.evidence import Statement, fold
from chaingraph.namespaces import ID, PREFIXES
from chaingraph.numbers import NumberToken, find_numbers

__all__ = ["claimed_numbers", "claimed_things", "holds_label", "holds_number", "is_claimed", "numbers_to_find"]

#: What a statement of this class lists: its label must stand in the evidence, another thing's isn't enough.
_LISTED = {"ChainEntry": "chain", "SectorEntry": "sector"}
_UNSAID = (PREFIXES["place"], PREFIXES["document"])
_NUMBERS = ("value", "statedCount", "listSize", "awardYear")
_STARS = re.compile(r"tier-star-(\d)$")
_DATES = ("periodStart", "periodEnd", "validFrom", "validTo")
_UNIT_WORDS = {
    "percent": ("%", "％", "percent", "per cent"),
    "percentage-point": ("个百分点", "個百分點", "百分点", "百分點", "percentage point", "percentage points"),
    "yuan": ("元", "yuan"),
    "us-dollar": ("美元",),
    "hectare": ("公顷", "公頃", "hectare", "hectares"),
    "square-kilometre": ("平方公里", "平方千米"),
    "square-metre": ("平方米",),
    "kilowatt-hour": ("千瓦时", "千瓦時"),
    "mu": ("亩", "畝", "mu"),
    "times": ("倍",),
}
_UNIT_OF_WORD = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}


def claimed_numbers(statement: Statement) -> frozenset[Decimal]:
    """Return the numbers that a statement states, without sign: value, counts, list size, year, batch and stars."""
    stated = {abs(Decimal(number)) for name in _NUMBERS for number in statement.literals.get(name, ())}
    batches = {value for batch in statement.literals.get("batch", ()) for value in _readings(find_numbers(batch))}
    tiers = {Decimal(star[1]) for tier in statement.things.get("tier", ()) if (star := _STARS.search(tier))}
    return frozenset(stated | batches | tiers)


def numbers_to_find(statement: Statement) -> list[tuple[Decimal, str | None]]:
    """Return the numbers that must stand in the evidence, each with its unit's IRI if it has one."""
    numbers: list[tuple[Decimal, str | None]] = []
    if statement.classes & {"Observation", "Target"}:
        numbers += [(abs(Decimal(value)), statement.thing("unit")) for value in statement.literals.get("value", ())]
        numbers += [(Decimal(size), None) for size in statement.literals.get("listSize", ())]
    if "MemberSetClaim" in statement.classes:
        numbers += [(Decimal(count), None) for count in statement.literals.get("statedCount", ())]
    return numbers


def holds_number(tokens: Iterable[NumberToken], number: Decimal, unit: str | None = None) -> bool:
    """Say whether one of ``tokens`` can be read as ``number``, in a unit that isn't plainly another.

    ``unit`` is a unit's notation, such as ``percent``; a token whose unit isn't among those known here passes.
    """
    return any(number in token.values and not _is_other_unit(token.unit, unit) for token in tokens)


def claimed_things(statement: Statement) -> list[str]:
    """Return the things of which at least one must be named in the evidence.

    That is the listed chain or sector where the statement is a listing; else every individual that it leads to but
    places and documents, which a text may leave unsaid; else whatever it leads to.
    """
    for kind, name in _LISTED.items():
        if kind in statement.classes:
            return list(statement.things.get(name, ()))
    things = sorted({thing for things in statement.things.values() for thing in things})
    named = [thing for thing in things if thing.startswith(ID) and not thing.startswith(_UNSAID)]
    return named or things


def holds_label(words: Sequence[str], things: Iterable[str], labels: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a label of one of ``things`` stands in one of the ``words``, width, case and spaces aside."""
    folded = [fold(one) for one in words]
    wanted = {fold(label) for thing in things for label in labels.get(thing, ())} - {""}
    return any(label in one for label in wanted for one in folded)


def is_claimed(token: NumberToken, statement: Statement, issued: str | None = None) -> bool:
    """Say whether a number that a statement's evidence holds is one of its own, or a date of its period or document."""
    if token.values & claimed_numbers(statement):
        return True
    dates = [date for name in _DATES for date in statement.literals.get(name, ())]
    return any(_is_part_of(token, date) for date in [*dates, *([issued] if issued else [])])


def _is_part_of(token: NumberToken, date: str) -> bool:
    year, month, day = (Decimal(part) for part in date[:10].split("-"))
    unit = token.unit or ""
    if year in token.values:  # 2025 is a year whatever follows it
        return True
    return (unit.startswith("月") and month in token.values) or (unit in {"日", "号", "號"} and day in token.values)


def _is_other_unit(word: str | None, unit: str | None) -> bool:
    known = _UNIT_OF_WORD.get((word or "").lower())
    return known is not None and unit is not None and known != unit and (unit in _UNIT_WORDS or unit == "one")


def _readings(tokens: Iterable[NumberToken]) -> set[Decimal]:
    return {value for token in tokens for value in token.values}
