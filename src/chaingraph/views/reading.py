"""Read a city's industrial system from a store: the named questions in, typed rows out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Store

from chaingraph.answers import Row, ask, read_questions
from chaingraph.book import read_book
from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.facts import Book, SystemFacts, figure_of
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.systems import Change, Edition, Entry, Group, Member, Programme, SetClaim, System

__all__ = ["City", "find_city", "read_cities", "read_editions", "read_system"]

#: The questions behind the page of a city's system.
SYSTEM_QUESTIONS = (
    "system-programmes",
    "system-editions",
    "system-groups",
    "system-sectors",
    "system-chains",
    "system-sets",
    "system-members",
    "system-changes",
    "system-owners",
    "system-chiefs",
    "system-figures",
)


@dataclass(frozen=True)
class City:
    """A city that has an industrial system."""

    key: str
    name: Name
    code: str
    programmes: tuple[Programme, ...]


def read_cities(store: Store) -> tuple[City, ...]:
    """Return the cities that have a system, the one with most programmes first."""
    rows: dict[str, list[Row]] = {}
    for row in ask(store, "system-programmes"):
        rows.setdefault(row.text("city"), []).append(row)
    cities = [
        City(
            iri,
            found[0].name("city"),
            found[0].text("code"),
            tuple(
                {row.key("programme"): Programme(row.key("programme"), row.name("programme")) for row in found}.values()
            ),
        )
        for iri, found in rows.items()
    ]
    return tuple(sorted(cities, key=lambda city: (-len(city.programmes), city.key)))


def find_city(cities: Sequence[City], name: str | None) -> City:
    """Return the city that ``name`` means: a key, a division code or a name; the first of all for None.

    Raises
    ------
    UnknownNameError
        No city of the store bears the name, or the store holds no system at all.
    """
    if not cities:
        raise UnknownNameError("the store holds no industrial system of a city; nothing can be drawn")
    if name is None:
        return cities[0]
    known: dict[str, City] = {}
    for city in cities:
        for word in (city.key, shorten(city.key), city.key.rsplit("/", 1)[-1], city.code, city.name.zh, city.name.en):
            known.setdefault(word.casefold(), city)
    if name.casefold() not in known:
        keys = sorted(city.key.rsplit("/", 1)[-1] for city in cities)
        hint = did_you_mean(name, keys) or f"; there are {', '.join(keys)}"
        raise UnknownNameError(f"--city: no system of a city '{name}'{hint}")
    return known[name.casefold()]


def read_system(store: Store, city: City, book: Book | None = None) -> SystemFacts:
    """Return everything that the page of a city's system shows; ``book`` is what was read before, if anything."""
    book = book or read_book(store)
    system = System(
        shorten(city.key),
        city.name,
        city.code,
        city.programmes,
        tuple(read_editions(store, city)),
        tuple(
            Group(row.key("group"), row.name("group"), row.key("edition"))
            for row in ask(store, "system-groups", city.key)
        ),
        (*_read_entries(store, city, "sector", "Sector"), *_read_entries(store, city, "chain", "Chain")),
        tuple(_read_claims(store, city)),
        tuple(_read_changes(store, city)),
        _read_aliases(store, city),
    )
    figures = (figure_of(book.statements[key], book) for key in _read_keys(store, city, "system-figures"))
    return SystemFacts(
        system,
        book.sources,
        read_questions(SYSTEM_QUESTIONS),
        book,
        _read_keys(store, city, "system-owners"),
        _read_keys(store, city, "system-chiefs"),
        tuple(figure for figure in figures if figure),
    )


def read_editions(store: Store, city: City | None = None) -> Iterator[Edition]:
    """Yield the editions of the lists of a city, or of all cities."""
    for row in ask(store, "system-editions", city.key if city else None):
        series = row.name("series") if row.text("series") else Name()
        yield Edition(
            row.key("edition"), row.name("edition"), row.key("programme"), row.key("series"), series, row.day("from")
        )


def _read_entries(store: Store, city: City, variable: str, kind: str) -> Iterator[Entry]:
    for row in ask(store, f"system-{variable}s", city.key):
        tier = row.name("tier") if kind == "Chain" and row.text("tier") else Name()
        yield Entry(
            row.key("statement"),
            row.key("edition"),
            row.key("group") or None,
            row.member(variable, kind),
            tier,
            row.day("from"),
            row.day("until"),
        )


def _read_claims(store: Store, city: City) -> Iterator[SetClaim]:
    members: dict[tuple[str, str], list[Member]] = {}
    for row in ask(store, "system-members", city.key):
        found = members.setdefault((row.key("statement"), row.text("state")), [])
        member = row.member("member", row.local("memberKind"))
        if all(member.key != other.key for other in found):
            found.append(member)
    claims: dict[str, list[Row]] = {}
    for row in ask(store, "system-sets", city.key):
        claims.setdefault(row.key("statement"), []).append(row)
    for key, rows in claims.items():
        row = rows[0]
        yield SetClaim(
            statement=key,
            within=tuple(dict.fromkeys(one.key("within") for one in rows)),
            within_names=tuple(dict.fromkeys(one.name("within") for one in rows)),
            member_kind=row.local("memberKind"),
            kind_name=row.name("memberKind"),
            conditions=tuple(dict.fromkeys(one.local("condition") for one in rows if one.text("condition"))),
            condition_names=tuple(dict.fromkeys(one.name("condition") for one in rows if one.text("condition"))),
            stated=row.number("stated"),
            qualifier=row.local("qualifier"),
            is_complete=row.is_true("isComplete"),
            open_ended=row.is_true("openEnded"),
            confirmed=tuple(members.get((key, "confirmed"), ())),
            possible=tuple(members.get((key, "possible"), ())),
            since=row.day("from"),
        )


def _read_changes(store: Store, city: City) -> Iterator[Change]:
    changes: dict[str, list[Row]] = {}
    for row in ask(store, "system-changes", city.key):
        changes.setdefault(row.key("statement"), []).append(row)
    for key, rows in changes.items():
        row = rows[0]
        sides: dict[str, dict[str, Member]] = {"from": {}, "to": {}}
        for one in rows:
            if one.text("side"):
                sides[one.text("side")].setdefault(one.key("thing"), one.member("thing", one.local("thingKind")))
        yield Change(
            key,
            row.key("edition"),
            row.local("kind"),
            row.name("kind"),
            tuple(sides["from"].values()),
            tuple(sides["to"].values()),
            any(one.is_true("inputsUnstated") for one in rows),
            row.day("from"),
        )


def _read_keys(store: Store, city: City, question: str) -> tuple[str, ...]:
    """Return the statements that a question finds, in its order."""
    return tuple(dict.fromkeys(row.key("statement") for row in ask(store, question, city.key)))


def _read_aliases(store: Store, city: City) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for row in ask(store, "system-names", city.key):
        names.setdefault(row.key("thing"), []).append(row.text("name"))
    return {key: tuple(found) for key, found in names.items()}
