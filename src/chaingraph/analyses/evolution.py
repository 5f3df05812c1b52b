"""How the members of a city's lists fare from list to list, with what an incomplete list leaves open left open."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

__all__ = [
    "ListChange",
    "ListEdition",
    "Listing",
    "MatchedMember",
    "Pair",
    "Step",
    "Trace",
    "order_lists",
    "pair_members",
    "trace_members",
]

_LEFT = {"drop": "dropped", "merge": "merged", "split": "split"}


@dataclass(frozen=True)
class ListEdition:
    """One edition of a list.

    Attributes
    ----------
    key, series
        The edition, and the list series that it belongs to.
    day
        The first day on which anything of it is stated; None if nothing dates it.
    stated
        How many members sources say that it has: several numbers where they disagree, none where none is said.
    is_complete
        A source names all members, so that who isn't named isn't in it.
    possible
        Who may be a member: named elsewhere, and not shown to be of this list.
    """

    key: str
    series: str
    day: date | None
    stated: tuple[int, ...] = ()
    is_complete: bool = False
    possible: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Listing:
    """The statement that an edition lists a member, with tier and group if said; ``last`` is its last day if said."""

    member: str
    edition: str
    statement: str
    tier: str = ""
    group: str = ""
    last: date | None = None


@dataclass(frozen=True, order=True)
class ListChange:
    """The statement that an edition changed something: ``kind`` is merge, split, add, drop, rename or promote."""

    statement: str
    edition: str
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    inputs_unstated: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Step:
    """How a member stands in one edition.

    ``state`` is ``listed``; ``possible`` (a source makes it a possible member); ``open`` (not named, in a list of which
    not all members are known: that means nothing); ``absent`` (not named in a complete list); or ``dropped``,
    ``merged``, ``split`` where a source says so. Listings and changes are those that say it.
    """

    edition: str
    state: str
    listings: tuple[Listing, ...] = ()
    changes: tuple[ListChange, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A member through all lists.

    Attributes
    ----------
    member
        Who.
    steps
        One an edition, in the order of `order_lists`.
    start
        The edition from which on its place is judged; None if it is in none.
    later
        How many editions that are, ``start`` included.
    place
        Whether it never lost its place from ``start`` on: ``shown``, ``possible``, or ``no``.
    """

    member: str
    steps: tuple[Step, ...]
    start: str | None
    later: int
    place: str


@dataclass(frozen=True)
class MatchedMember:
    """A member with the segments that a crosswalk gives it, template by template, and how well each fits it."""

    member: str
    segments: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """Two members of different lists that the crosswalk leads to the same templates.

    ``shared`` segments of ``of_first`` and ``of_second`` are common to both. ``relation`` compares the segments:
    ``same``, ``within`` (all of the first are in the second), ``contains``, or ``overlap``.
    """

    first: str
    second: str
    templates: tuple[str, ...]
    shared: int
    of_first: int
    of_second: int
    relation: str


def order_lists(editions: Iterable[ListEdition]) -> tuple[ListEdition, ...]:
    """Return editions by the day from which they are stated; undated ones last, for nothing says when they were.

    Examples
    --------
    >>> lists = [ListEdition("b", "s", None), ListEdition("a", "s", date(2023, 12, 30))]
    >>> [one.key for one in order_lists(lists)]
    ['a', 'b']
    """
    return tuple(sorted(editions, key=lambda one: (one.day is None, one.day or date.min, one.key)))


def trace_members(
    editions: Iterable[ListEdition],
    listings: Iterable[Listing],
    changes: Iterable[ListChange] = (),
    *,
    start: str | None = None,
) -> tuple[Trace, ...]:
    """Follow each member that a list names, holds possible or changes.

    Lists stand beside each other: none ends another, whatever its day or series. So a member *never lost its place*,
    from a given list on,

    - *shown*: it is listed in that list and in every later one;
    - *no*: some of these lists is complete without it, or says that it dropped, merged away or split it;
    - *possible*: else; in each it is listed, or may be among those not named.

    "No" says that a list lacks it, and not that anybody ended it. An undated list comes after all others in the order
    and can never show that a place was lost, since it may be the earliest.

    Parameters
    ----------
    editions, listings, changes
        The lists of one kind of members. A listing or change of an edition that isn't given is left aside.
    start
        The key of the list from which on places are judged; for None each member's first list, that which lists it or,
        if none does, holds it possible.

    Returns
    -------
    tuple of Trace
        One a member, by key.

    Examples
    --------
    >>> lists = [
    ...     ListEdition("2022", "key", date(2022, 4, 1), (2,), True),
    ...     ListEdition("2023", "landmark", date(2023, 12, 30), (12,), possible=("chips",)),
    ... ]
    >>> named = [Listing("chips", "2022", "s1"), Listing("food", "2022", "s2")]
    >>> [(one.member, [step.state for step in one.steps], one.place) for one in trace_members(lists, named)]
    [('chips', ['listed', 'possible'], 'possible'), ('food', ['listed', 'open'], 'possible')]
    """
    ordered = order_lists(editions)
    known = {one.key for one in ordered}
    named: dict[tuple[str, str], list[Listing]] = {}
    for listing in sorted(listings):
        if listing.edition in known:
            named.setdefault((listing.member, listing.edition), []).append(listing)
    altered = sorted((one for one in changes if one.edition in known), key=lambda one: one.statement)
    members = {member for member, _ in named}
    members |= {member for edition in ordered for member in edition.possible}
    members |= {member for change in altered for member in (*change.before, *change.after)}
    sizes = {edition.key: sum(where == edition.key for _, where in named) for edition in ordered}
    return tuple(
        _judge(
            member,
            ordered,
            tuple(_step(member, one, named.get((member, one.key), ()), altered, sizes[one.key]) for one in ordered),
            start,
        )
        for member in sorted(members)
    )


def pair_members(
    matched: Iterable[MatchedMember], lists: Mapping[str, Collection[str]], order: Sequence[str]
) -> tuple[Pair, ...]:
    """Pair members of different lists that correspond to the same templates, nearest first.

    That a template fits both is a judgement on the names of chains, and no statement that one became the other.

    Parameters
    ----------
    matched
        Members with their segments by template.
    lists
        By member: the editions that list it or hold it possible.
    order
        All editions, in the order of `order_lists`.

    Returns
    -------
    tuple of Pair
        Each two once, the one of the earlier list first; by the share of common segments (Jaccard), then by key.

    Examples
    --------
    >>> exact = {"chips": "exact"}
    >>> one = MatchedMember("ic", {"chips": frozenset("ab")}, exact)
    >>> two = MatchedMember("it", {"chips": frozenset("abc")}, exact)
    >>> pair_members([one, two], {"ic": ["2022"], "it": ["2023"]}, ["2022", "2023"])
    (Pair(first='ic', second='it', templates=('chips',), shared=2, of_first=2, of_second=3, relation='within'),)
    """
    listed = [one for one in matched if lists.get(one.member)]
    listed.sort(key=lambda one: (min(order.index(edition) for edition in lists[one.member]), one.member))
    pairs = []
    for first, second in combinations(listed, 2):
        templates = tuple(sorted(set(first.segments) & set(second.segments)))
        here, there = set(lists[first.member]), set(lists[second.member])
        if not templates or (here == there and len(here) == 1):
            continue
        one, two = (_segments(member) for member in (first, second))
        if shared := one & two:
            relation = _relation(one, two)
            pairs.append(
                Pair(first.member, second.member, templates, len(shared), len(one), len(two), relation),
            )
    return tuple(sorted(pairs, key=_nearness))


def _step(
    member: str, edition: ListEdition, listings: Sequence[Listing], changes: Sequence[ListChange], size: int
) -> Step:
    mine = tuple(one for one in changes if one.edition == edition.key and member in (*one.before, *one.after))
    left = [_LEFT[one.kind] for one in mine if one.kind in _LEFT and member in one.before and member not in one.after]
    if left and not listings:
        return Step(edition.key, left[0], (), mine)
    if listings or any(member in one.after for one in mine):
        return Step(edition.key, "listed", tuple(listings), mine)
    if member in edition.possible:
        return Step(edition.key, "possible", (), mine)
    is_full = bool(edition.stated) and max(edition.stated) <= size
    return Step(edition.key, "absent" if edition.is_complete or is_full else "open", (), mine)


def _judge(member: str, ordered: Sequence[ListEdition], steps: tuple[Step, ...], start: str | None) -> Trace:
    first = start or next(
        (step.edition for state in ("listed", "possible") for step in steps if step.state == state), None
    )
    if first is None:
        return Trace(member, steps, None, 0, "no" if steps else "possible")
    at = next(rank for rank, step in enumerate(steps) if step.edition == first)
    dated = {edition.key for edition in ordered if edition.day}
    states = [
        "open" if step.edition not in dated and step.state not in {"listed", "possible"} else step.state
        for step in steps[at:]
    ]
    lost = any(state not in {"listed", "possible", "open"} for state in states)
    place = "no" if lost else "shown" if all(state == "listed" for state in states) else "possible"
    return Trace(member, steps, first, len(states), place)


def _segments(member: MatchedMember) -> frozenset[str]:
    return frozenset(segment for found in member.segments.values() for segment in found)


def _relation(one: Collection[str], two: Collection[str]) -> str:
    first, second = frozenset(one), frozenset(two)
    if first == second:
        return "same"
    return "within" if first < second else "contains" if first > second else "overlap"


def _nearness(pair: Pair) -> tuple[float, str, str]:
    return (-pair.shared / (pair.of_first + pair.of_second - pair.shared), pair.first, pair.second)
