"""Ask the named questions behind the pages: a store in, typed rows out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.namespaces import shorten
from chaingraph.networks import Change, Edition, Entry, Group, Member, Name, Programme, SetClaim, System
from chaingraph.query import Term, select
from chaingraph.questions import bind, find_question
from chaingraph.views.facts import (
    Document,
    Figure,
    Holding,
    Part,
    Place,
    Question,
    Sources,
    StatementText,
    SystemFacts,
)

__all__ = ["City", "find_city", "read_cities", "read_questions", "read_sources", "read_statements", "read_system"]

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


class _Row:
    """One row of an answer, read by type: an unbound variable is an empty string or None."""

    def __init__(self, terms: Mapping[str, Term | None]) -> None:
        self._terms = terms

    def text(self, variable: str) -> str:
        """Return the value of a literal, or the whole IRI."""
        term = self._terms[variable]
        return term.value if isinstance(term, Literal | NamedNode) else ""

    def key(self, variable: str) -> str:
        """Return the short name of an IRI: ``chain:…``."""
        return shorten(self.text(variable))

    def local(self, variable: str) -> str:
        """Return the local name of an IRI."""
        return re.split(r"[/#]", self.text(variable))[-1]

    def name(self, variable: str) -> Name:
        """Return the two names beside a variable, or else its local name."""
        name = Name(self.text(f"{variable}Zh"), self.text(f"{variable}En"))
        return name if name.zh or name.en else Name(self.local(variable), self.local(variable))

    def day(self, variable: str) -> date | None:
        value = self.text(variable)
        return date.fromisoformat(value) if value else None

    def number(self, variable: str) -> int | None:
        value = self.text(variable)
        return int(value) if value else None

    def is_true(self, variable: str) -> bool:
        return self.text(variable) in {"true", "1"}

    def member(self, variable: str, kind: str) -> Member:
        return Member(self.key(variable), kind, self.name(variable))


def read_cities(store: Store) -> tuple[City, ...]:
    """Return the cities that have a system, the one with most programmes first."""
    rows: dict[str, list[_Row]] = {}
    for row in _ask(store, "system-programmes"):
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


def read_questions(names: Sequence[str]) -> dict[str, Question]:
    """Return the named questions with their texts."""
    found = [find_question(name) for name in names]
    return {one.name: Question(one.name, Name(one.zh, one.en), one.text) for one in found}


def read_sources(store: Store) -> Sources:
    """Return all documents, newest first, and the places of all statements."""
    documents: dict[str, Document] = {}
    for row in _ask(store, "system-documents"):
        key = row.key("document")
        documents.setdefault(
            key,
            Document(
                key,
                row.name("document"),
                row.text("title"),
                row.text("publisher"),
                row.day("issued"),
                row.text("language"),
                row.text("address"),
                bool(row.text("sha256")),
                row.key("derivedFrom"),
                row.number("statements") or 0,
            ),
        )
    places: dict[str, list[Place]] = {}
    for row in _ask(store, "system-evidence"):
        place = Place(row.key("document"), row.number("start"), row.number("end"))
        places.setdefault(row.key("statement"), []).append(place)
    return Sources(documents, {key: tuple(found) for key, found in places.items()})


def read_statements(store: Store) -> dict[str, StatementText]:
    """Return what every statement says, part by part."""
    kinds: dict[str, Name] = {}
    parts: dict[str, list[Part]] = {}
    for row in _ask(store, "system-statements"):
        key = row.key("statement")
        kinds.setdefault(key, row.name("kind"))
        value = (
            row.name("value")
            if row.text("valueZh") or row.text("valueEn")
            else Name(row.key("value"), row.key("value"))
        )
        part = Part(row.name("property"), value)
        if part not in parts.setdefault(key, []):
            parts[key].append(part)
    return {key: StatementText(key, kind, tuple(parts[key])) for key, kind in kinds.items()}


def read_system(store: Store, city: City) -> SystemFacts:
    """Return everything that the page of a city's system shows."""
    system = System(
        shorten(city.key),
        city.name,
        city.code,
        city.programmes,
        tuple(_read_editions(store, city)),
        tuple(
            Group(row.key("group"), row.name("group"), row.key("edition")) for row in _ask(store, "system-groups", city)
        ),
        (*_read_entries(store, city, "sector", "Sector"), *_read_entries(store, city, "chain", "Chain")),
        tuple(_read_claims(store, city)),
        tuple(_read_changes(store, city)),
        _read_aliases(store, city),
    )
    return SystemFacts(
        system,
        read_sources(store),
        read_questions(SYSTEM_QUESTIONS),
        tuple(_read_holdings(store, city, "system-owners", "owner")),
        tuple(_read_holdings(store, city, "system-chiefs", "holder")),
        tuple(_read_figures(store, city)),
    )


def _ask(store: Store, name: str, city: City | None = None) -> Iterator[_Row]:
    """Ask a named question, of one city or of all."""
    terms = {} if city is None else {"city": NamedNode(city.key)}
    return (_Row(row) for row in select(store, bind(find_question(name), terms)))


def _read_editions(store: Store, city: City) -> Iterator[Edition]:
    for row in _ask(store, "system-editions", city):
        series = row.name("series") if row.text("series") else Name()
        yield Edition(
            row.key("edition"), row.name("edition"), row.key("programme"), row.key("series"), series, row.day("from")
        )


def _read_entries(store: Store, city: City, variable: str, kind: str) -> Iterator[Entry]:
    for row in _ask(store, f"system-{variable}s", city):
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
    for row in _ask(store, "system-members", city):
        found = members.setdefault((row.key("statement"), row.text("state")), [])
        member = row.member("member", row.local("memberKind"))
        if all(member.key != other.key for other in found):
            found.append(member)
    claims: dict[str, list[_Row]] = {}
    for row in _ask(store, "system-sets", city):
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
    changes: dict[str, list[_Row]] = {}
    for row in _ask(store, "system-changes", city):
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


def _read_holdings(store: Store, city: City, question: str, holder: str) -> Iterator[Holding]:
    seen = set()
    for row in _ask(store, question, city):
        if row.key("statement") in seen:
            continue
        seen.add(row.key("statement"))
        yield Holding(
            row.key("statement"),
            row.name(holder),
            row.name("role") if holder == "holder" and row.text("role") else Name(),
            row.name("chain") if row.text("chain") else Name(),
            row.name("area") if row.text("area") else Name(),
            row.name("authority") if holder == "owner" and row.text("authority") else Name(),
            row.day("from"),
        )


def _read_figures(store: Store, city: City) -> Iterator[Figure]:
    seen = set()
    for row in _ask(store, "system-figures", city):
        start, end = row.day("periodStart"), row.day("periodEnd")
        if row.key("statement") in seen or start is None or end is None:
            continue
        seen.add(row.key("statement"))

        def name(variable: str, row: _Row = row) -> Name:
            return row.name(variable) if row.text(variable) else Name()

        yield Figure(
            statement=row.key("statement"),
            is_target=row.is_true("target"),
            indicator=row.name("indicator"),
            about=name("about"),
            area=name("area"),
            area_key=row.key("area"),
            start=start,
            end=end,
            value=Decimal(row.text("value")),
            unit=row.text("unitKey"),
            unit_name=name("unit"),
            basis=row.local("basis").removeprefix("basis-"),
            basis_name=name("basis"),
            accrual=name("accrual"),
            scope=name("scope"),
            qualifier=row.local("qualifier").removeprefix("qualifier-"),
            qualifier_name=name("qualifier"),
            status=row.local("status").removeprefix("status-"),
            status_name=name("status"),
            rank_in=name("rankIn"),
            list_size=row.number("listSize"),
            compared_with=name("comparedWith"),
            since=row.day("from"),
        )


def _read_aliases(store: Store, city: City) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for row in _ask(store, "system-names", city):
        names.setdefault(row.key("thing"), []).append(row.text("name"))
    return {key: tuple(found) for key, found in names.items()}
