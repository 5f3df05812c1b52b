"""Read the figures of the graph with all their parts, and what belongs to a place."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from chaingraph.analyses.figures import Figure
from chaingraph.facts import Book, Statement
from chaingraph.place_tree import places_within

__all__ = ["documents_by", "is_about_place", "issued_on", "read_figures", "things_of_place", "wholes_of"]

#: Through which properties of identity a thing belongs to a place.
_BELONGS = frozenset({"cg:area", "cg:within", "cg:programme", "cg:edition"})
_WHOLES = frozenset({"cg:within", "cg:area"})


def read_figures(
    book: Book, origins: Mapping[str, Collection[str]], *, as_of: date | None = None
) -> tuple[Figure, ...]:
    """Return all figures and targets that have a value and an end of their period.

    Parameters
    ----------
    book
        All that the graph holds.
    origins
        By document that derives from others: its originals.
    as_of
        Only what documents of this day or earlier say, and undated ones; None takes all.
    """
    return tuple(_figures(book, origins, as_of))


def documents_by(book: Book, statement: str, as_of: date | None = None) -> tuple[str, ...]:
    """Return the documents that say a statement, of a day or earlier, or undated."""
    found = dict.fromkeys(place.document for place in book.sources.places.get(statement, ()))
    if as_of is None:
        return tuple(found)
    return tuple(one for one in found if (issued := issued_on(book, one)) is None or issued <= as_of)


def issued_on(book: Book, document: str) -> date | None:
    """Return the day of a document; None if none is known."""
    found = book.sources.documents.get(document)
    return found.issued if found else None


def things_of_place(book: Book, place: str) -> frozenset[str]:
    """Return a place, what lies in it, and the things that belong to it by what they are or by where they are sited."""
    belonging = set(places_within(book, place))
    for one in book.statements.values():
        if one.kind == "Siting" and one.first("area") in belonging:
            belonging.add(one.first("about"))
    more = True
    while more:
        found = {
            thing.key
            for thing in book.things.values()
            if thing.key not in belonging
            and thing.kind != "Place"
            and any(name in _BELONGS and value in belonging for name, value in thing.identity)
        }
        more = bool(found)
        belonging |= found
    return frozenset(belonging)


def is_about_place(figure: Figure, belonging: Collection[str]) -> bool:
    """Say whether a figure's area, or what it is about, belongs to a place."""
    return figure.area in belonging or figure.about in belonging


def wholes_of(book: Book) -> dict[str, frozenset[str]]:
    """Return, for each thing that lies in something by what it is or by where it is sited, all that it lies in."""
    direct: dict[str, set[str]] = {}
    for thing in book.things.values():
        found = {value for name, value in thing.identity if name in _WHOLES}
        if found:
            direct.setdefault(thing.key, set()).update(found)
    for one in book.statements.values():
        if one.kind == "Siting":
            direct.setdefault(one.first("about"), set()).add(one.first("area"))
        elif one.kind == "Participation":
            direct.setdefault(one.first("participant"), set()).add(one.first("participatesIn"))
    return {key: frozenset(_reach(key, direct)) for key in sorted(direct)}


def _figures(book: Book, origins: Mapping[str, Collection[str]], as_of: date | None) -> Iterator[Figure]:
    for one in book.statements.values():
        if one.kind not in {"Observation", "Target"} or not (one.first("value") and one.first("periodEnd")):
            continue
        documents = documents_by(book, one.key, as_of)
        if documents:
            yield _figure(one, documents, book, origins)


def _figure(one: Statement, documents: tuple[str, ...], book: Book, origins: Mapping[str, Collection[str]]) -> Figure:
    start = one.first("periodStart")
    unit = one.first("unit")
    return Figure(
        statement=one.key,
        indicator=one.first("indicator"),
        about=one.first("about"),
        area=one.first("area"),
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(one.first("periodEnd")),
        period_source=_local(one, "periodSource", "period-source"),
        value=Decimal(one.first("value")),
        unit=book.notations.get(unit) or unit,
        qualifier=_local(one, "qualifier"),
        basis=_local(one, "basis"),
        rank_of=_local(one, "rankOf", "basis"),
        difference_of=_local(one, "differenceOf", "basis"),
        compared_with=one.first("comparedWith"),
        accrual=_local(one, "accrual"),
        scope=_local(one, "scope"),
        status=_local(one, "status"),
        rank_in=one.first("rankIn"),
        excluding=frozenset(one.values.get("rankExcluding", ())),
        is_target=one.kind == "Target",
        documents=frozenset(documents),
        origins=frozenset(origin for document in documents for origin in origins.get(document, (document,))),
        issued=min((day for document in documents if (day := issued_on(book, document))), default=None),
    )


def _local(one: Statement, name: str, kind: str = "") -> str:
    """Return the notation of a coded value: ``new`` for ``scheme:accrual-new``."""
    return one.first(name).rpartition(":")[2].removeprefix(f"{kind or name}-")


def _reach(key: str, direct: Mapping[str, Collection[str]]) -> set[str]:
    seen: set[str] = set()
    open_ends = [key]
    while open_ends:
        found = set(direct.get(open_ends.pop(), ())) - seen
        seen |= found
        open_ends += sorted(found)
    return seen - {key}
