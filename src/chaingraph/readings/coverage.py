"""Read stated sets, and what statements say as facts that several sources may share."""

from collections.abc import Collection, Hashable, Mapping
from datetime import date
from decimal import Decimal

from chaingraph.analyses.coverage import Said, SetClaim
from chaingraph.facts import Book, Statement
from chaingraph.readings.city import programme_cities, things_of_city
from chaingraph.readings.figures import documents_by, things_of_place

__all__ = ["is_checked", "is_judged", "read_claims", "read_said", "statements_of_place", "subjects_of_place"]

#: For each kind of statement: the property that names its subject, and the one that says what of it.
_FACTS: Mapping[str, tuple[str, str]] = {
    "ChainEntry": ("chain", "edition"),
    "SectorEntry": ("sector", "edition"),
    "ChiefHolding": ("holder", "role"),
    "Participation": ("participant", "participatesIn"),
    "Siting": ("about", "area"),
    "DesignationAward": ("recipient", "scheme"),
    "ProjectStatus": ("project", "phase"),
    "PolicyAdoption": ("policy", ""),
    "ChainOwnership": ("owner", "chain"),
}
_RESPECTS = ("area", "role", "tier", "sectorGroup", "batch", "awardYear", "authority")
_FIGURE_RESPECTS = (
    *("area", "periodStart", "periodEnd", "basis", "accrual", "scope", "status", "rankIn", "rankOf"),
    *("differenceOf", "comparedWith", "unit"),
)


def read_claims(book: Book, *, as_of: date | None = None) -> dict[str, SetClaim]:
    """Return what sources count or list, by statement; on a day, only what holds then as far as stated."""
    found: dict[str, SetClaim] = {}
    for one in book.statements.values():
        if one.kind != "MemberSetClaim" or (as_of is not None and not (one.is_by(as_of) and one.holds(as_of))):
            continue
        stated = one.first("statedCount")
        complete = one.first("isComplete")
        found[one.key] = SetClaim(
            claim=one.key,
            counts=tuple(tuple(sorted(one.values.get(name, ()))) for name in ("memberKind", "within", "condition")),
            stated=int(stated) if stated else None,
            qualifier=one.first("qualifier").rpartition(":")[2].removeprefix("qualifier-"),
            known=frozenset(one.values.get("knownMember", ())),
            possible=frozenset(one.values.get("possibleMember", ())),
            is_complete=complete in {"true", "1"} if complete else None,
            is_open_ended=one.first("openEnded") in {"true", "1"},
        )
    return found


def read_said(
    book: Book, origins: Mapping[str, Collection[str]], *, as_of: date | None = None
) -> dict[str, tuple[str, str, Said]]:
    """Return, by statement, its subject, what it says of it, and the fact with its documents and their originals.

    Sets are left out, since each source counts its own; so are changes between editions, states of segments and
    supplies. With ``as_of``, only what documents of that day or earlier say, and undated ones.
    """
    found: dict[str, tuple[str, str, Said]] = {}
    for one in book.statements.values():
        documents = documents_by(book, one.key, as_of)
        fact = _figure_fact(one) if one.first("indicator") else _fact(one)
        if fact and documents:
            subject, target, rest = fact
            sources = frozenset(origin for document in documents for origin in origins.get(document, (document,)))
            said = Said((one.kind, subject, target, rest), one.key, frozenset(documents), sources)
            found[one.key] = (subject, target, said)
    return found


def statements_of_place(book: Book, place: str) -> frozenset[str]:
    """Return the statements about a place and what belongs to it.

    What names nothing that belongs to a city by what it is or where it is sited counts for the city with which other
    statements name it together (`chaingraph.cities`).
    """
    cities = programme_cities(book)
    every = cities if place in cities else (*cities, place)
    here = things_of_place(book, place)
    others: set[str] = set().union(*(things_of_place(book, city) for city in every if city != place)) - here
    near = things_of_city(book, place)

    def is_here(statement: Statement) -> bool:
        if here.intersection(statement.mentions):
            return True
        if others.intersection(statement.mentions):
            return False
        return not near.isdisjoint(statement.mentions)

    return frozenset(one.key for one in book.statements.values() if is_here(one))


def subjects_of_place(book: Book, place: str) -> frozenset[str]:
    """Return what belongs to a place, and the sectors that its editions list."""
    here = things_of_place(book, place)
    listed = (one for one in book.statements.values() if one.kind == "SectorEntry" and one.first("edition") in here)
    return here | {one.first("sector") for one in listed}


def is_checked(book: Book, statement: str) -> bool:
    """Say whether a statement has a place in a document whose text is kept, so that it can be checked."""
    documents = book.sources.documents
    return any(
        place.start is not None and place.document in documents and documents[place.document].kept
        for place in book.sources.places.get(statement, ())
    )


def is_judged(statement: str) -> bool:
    """Say whether a statement is our own judgement on what a document says: the link of a thing to a segment."""
    return statement.startswith("segment-link:")


def _fact(one: Statement) -> tuple[str, str, Hashable] | None:
    if one.kind not in _FACTS:
        return None
    names = _FACTS[one.kind]
    subject = one.first(names[0])
    target = one.first(names[1]) if names[1] else "cg:Policy"
    if one.kind == "ChainOwnership" and not target:
        target = one.first("area")
    chain = one.first("chain") if one.kind == "ChiefHolding" else ""
    rest = (chain, *(one.first(name) for name in _RESPECTS))
    return (subject, target, rest) if subject and target else None


def _figure_fact(one: Statement) -> tuple[str, str, Hashable] | None:
    subject = one.first("about") or one.first("area")
    if not (subject and one.first("value") and one.first("periodEnd")):
        return None
    excluding = frozenset(one.values.get("rankExcluding", ()))
    rest = (Decimal(one.first("value")), excluding, *(one.first(name) for name in _FIGURE_RESPECTS))
    return (subject, one.first("indicator"), rest)
