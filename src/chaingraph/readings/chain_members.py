"""Read which firms and projects belong to each chain and cluster of a city, and which statements say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from chaingraph.facts import Book, Statement
from chaingraph.readings.city import CityFacts
from chaingraph.readings.templates import Templates

__all__ = ["Members", "city_chains", "read_chain_members", "read_cluster_members"]


@dataclass(frozen=True)
class Members:
    """Who belongs to each group, and the statements that say so.

    ``judged`` are the pairs of group and member that rest on our own judgement alone.
    """

    groups: Mapping[str, tuple[str, ...]]
    statements: Mapping[tuple[str, str], tuple[str, ...]]
    judged: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def city_chains(book: Book, city: CityFacts) -> tuple[str, ...]:
    """Return the chains of a city and of what lies in it, by key."""
    return tuple(
        sorted(
            key
            for key, thing in book.things.items()
            if thing.kind == "Chain" and any(name == "cg:area" and area in city.inside for name, area in thing.identity)
        )
    )


def read_chain_members(book: Book, templates: Templates, city: CityFacts, *kinds: str) -> Members:
    """Return the things of some kinds in each chain of a city.

    A thing is in a chain if a source says so, if it is called the chain's owner, or if we link it to a segment that the
    chain has by its templates; several segments of one chain make it a member once.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    stated: set[tuple[str, str]] = set()
    chains = city_chains(book, city)

    def add(chain: str, member: str, statement: str, *, is_stated: bool) -> None:
        if chain in chains and member in book.things and book.things[member].kind in kinds:
            found.setdefault((chain, member), {})[statement] = None
            if is_stated:
                stated.add((chain, member))

    for one in _now(book, city.as_of):
        if one.kind == "Participation":
            add(one.first("participatesIn"), one.first("participant"), one.key, is_stated=True)
        elif one.kind == "ChainOwnership":
            add(one.first("chain"), one.first("owner"), one.key, is_stated=True)
    for match in templates.matches:
        for segment in match.only or templates.segments.get(match.template, ()):
            for link in city.links.get(segment, ()):
                add(match.subject, link.thing, link.statement, is_stated=False)
    return _members(chains, found, frozenset(set(found) - stated))


def read_cluster_members(book: Book, clusters: Iterable[str], city: CityFacts, *kinds: str) -> Members:
    """Return the things of some kinds that sources place in each of some clusters."""
    wanted = tuple(sorted(clusters))
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in _now(book, city.as_of):
        cluster, member = one.first("participatesIn"), one.first("participant")
        is_member = member in book.things and book.things[member].kind in kinds
        if one.kind == "Participation" and cluster in wanted and is_member:
            found.setdefault((cluster, member), {})[one.key] = None
    return _members(wanted, found, frozenset())


def _members(
    groups: Iterable[str], found: Mapping[tuple[str, str], Iterable[str]], judged: frozenset[tuple[str, str]]
) -> Members:
    by_group: dict[str, list[str]] = {group: [] for group in groups}
    for group, member in sorted(found):
        by_group[group].append(member)
    return Members(
        {group: tuple(members) for group, members in by_group.items()},
        {pair: tuple(statements) for pair, statements in sorted(found.items())},
        judged,
    )


def _now(book: Book, as_of: date | None) -> Iterable[Statement]:
    """Yield what is stated by a day and not said to have ended."""
    for one in book.statements.values():
        if one.is_by(as_of) and one.holds(as_of):
            yield one
