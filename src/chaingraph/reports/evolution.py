"""The report on evolution: a city's chains (or sectors) through all of its lists, and what these leave unknown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.evolution import ListEdition, MatchedMember, Pair, Trace, pair_members, trace_members
from chaingraph.book import read_book
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.place_tree import places_within
from chaingraph.readings.city import find_place
from chaingraph.readings.lists import CityLists, read_lists
from chaingraph.readings.templates import Templates, read_templates
from chaingraph.report import Report
from chaingraph.reports.evolution_sheets import (
    PLACES,
    Word,
    changes_sheet,
    history_sheet,
    left_unnamed,
    lists_sheet,
    named_in,
    pairs_sheet,
    unlisted_sheet,
)
from chaingraph.reports.finding import find_things

__all__ = ["Evolution", "read_evolution", "report_evolution", "tell_evolution"]


_KINDS = {"chains": ("Chain", Word("产业链", "chain", "条")), "sectors": ("Sector", Word("产业", "sector", "个"))}


@dataclass(frozen=True)
class Evolution:
    """What the report tells: lists, members through them, pairs by template, and who is in no list."""

    book: Book
    place: str
    templates: Templates
    lists: CityLists
    traces: tuple[Trace, ...]
    pairs: tuple[Pair, ...]
    unlisted: Collection[str]
    word: Word
    as_of: date | None
    is_of_one: bool
    has_start: bool


def report_evolution(
    store: Store,
    *,
    city: str | None = None,
    as_of: date | None = None,
    chain: str | None = None,
    of: str = "chains",
    since: str | None = None,
) -> Report:
    """Return how the chains of a city fare through its lists: where each is listed, and where that isn't known.

    Parameters
    ----------
    store
        What is asked.
    city
        The city, by key, division code or name; the first that has a system for None.
    as_of
        The day by which all must be stated; None for all.
    chain
        Only this chain (or sector), by key or label.
    of
        ``chains`` or ``sectors``: whose lists.
    since
        The edition, by key or label, from which on "never lost its place" is judged; for None each one's first.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, a place without lists, or an edition that isn't among them.
    """
    return tell_evolution(read_evolution(store, city=city, as_of=as_of, chain=chain, of=of, since=since))


def read_evolution(
    store: Store,
    *,
    city: str | None = None,
    as_of: date | None = None,
    chain: str | None = None,
    of: str = "chains",
    since: str | None = None,
) -> Evolution:
    """Return what `report_evolution` tells, for who draws it."""
    book = read_book(store)
    place = find_place(book, city)
    kind, word = _KINDS[of]
    lists = read_lists(book, place, kind=kind, as_of=as_of)
    start = _edition_of(book, lists, since)
    traces = trace_members(lists.editions, lists.listings, lists.changes, start=start)
    traces = tuple(one for one in traces if one.member in book.things and book.things[one.member].kind == kind)
    templates = read_templates(store)
    pairs = _pairs(templates, lists, traces)
    every = traces
    if chain is not None:
        (wanted,) = find_things(_among(book, place, kind, traces), [chain], [kind])
        traces = tuple(one for one in traces if one.member == wanted)
        pairs = tuple(one for one in pairs if wanted in {one.first, one.second})
    unlisted = _unlisted(book, place, kind, every, as_of) if chain is None else []
    return Evolution(
        book, place, templates, lists, traces, pairs, unlisted, word, as_of, chain is not None, start is not None
    )


def tell_evolution(read: Evolution) -> Report:
    """Return the report of what was read."""
    book, lists, traces, word = read.book, read.lists, read.traces, read.word
    day = (f"，截至{read.as_of}", f", as of {read.as_of}") if read.as_of else ("", "")
    title = Name(
        f"{book.name(read.place).show('zh')}{word.zh}的历次名单{day[0]}",
        f"{book.name(read.place).show('en')}: {word.en}s through all lists{day[1]}",
    )
    sheets = [
        lists_sheet(book, lists),
        history_sheet(book, lists, traces, word),
        changes_sheet(book, lists, {one.member for one in traces} if read.is_of_one else None),
        pairs_sheet(book, read.templates, lists, read.pairs),
    ]
    if read.unlisted:
        sheets.append(unlisted_sheet(book, read.unlisted, word))
    return Report(title, _leads(book, lists, traces, read.unlisted, word), sheets, _notes(read.has_start))


def _edition_of(book: Book, lists: CityLists, name: str | None) -> str | None:
    if name is None:
        return None
    (found,) = find_things(book, [name], ["SystemEdition"])
    keys = [edition.key for edition in lists.editions]
    if found not in keys:
        listed = ", ".join(keys) or "none"
        raise UnknownNameError(f"--since: '{name}' is none of the city's lists in view; there are {listed}")
    return found


def _among(book: Book, place: str, kind: str, traces: Iterable[Trace]) -> Book:
    """Return the book with only those members that may be meant."""
    mine = {one.member for one in traces} | set(_chains_of(book, place, kind))
    return Book({key: book.things[key] for key in sorted(mine)})


def _chains_of(book: Book, place: str, kind: str) -> list[str]:
    inside = places_within(book, place)
    return [
        key
        for key, thing in sorted(book.things.items())
        if thing.kind == kind and any(name == "cg:area" and value in inside for name, value in thing.identity)
    ]


def _unlisted(book: Book, place: str, kind: str, traces: Iterable[Trace], as_of: date | None) -> list[str]:
    """Return those that no list names, but a statement by the day does."""
    listed = {one.member for one in traces}

    def is_named(key: str) -> bool:
        return as_of is None or any(book.statements[one].is_by(as_of) for one in book.said_of.get(key, ()))

    return [key for key in _chains_of(book, place, kind) if key not in listed and is_named(key)]


def _pairs(templates: Templates, lists: CityLists, traces: Iterable[Trace]) -> tuple[Pair, ...]:
    where = {one.member: [step.edition for step in one.steps if step.state in {"listed", "possible"}] for one in traces}
    matched = []
    for member in where:
        mine = [one for one in templates.matches if one.subject == member]
        segments = {one.template: frozenset(one.only or templates.segments.get(one.template, ())) for one in mine}
        matched.append(MatchedMember(member, segments, {one.template: one.kind for one in mine}))
    return pair_members(matched, where, [edition.key for edition in lists.editions])


def _leads(
    book: Book, lists: CityLists, traces: tuple[Trace, ...], unlisted: Collection[str], word: Word
) -> list[Name]:
    leads = [
        lead for edition in lists.editions if (lead := _unknown_lead(book, lists, edition, word.zh_unit)) is not None
    ]
    counts = {state: sum(one.place == state for one in traces) for state in PLACES}
    untested = sum(one.later == 1 and one.place == "shown" for one in traces)
    last = (
        f"（其中{untested}{word.zh_unit}只见于最后的名单，尚无后出的名单可判）",
        f" ({untested} of them named in the last list only, which nothing tests yet)",
    )
    zh, en = last if untested else ("", "")
    leads.append(
        Name(
            f"{len(lists.editions)}份名单提到{len(traces)}{word.zh_unit}{word.zh}；始终在列：已证实{counts['shown']}{zh}，"
            f"可能{counts['possible']}，否{counts['no']}。",
            f"{len(lists.editions)} lists name {len(traces)} {word.en}s; never lost their place: "
            f"{counts['shown']} shown{en}, {counts['possible']} possible, {counts['no']} no.",
        )
    )
    hidden = sum(one.inputs_unstated for one in lists.changes)
    if hidden:
        leads.append(
            Name(f"{hidden}项变化未述其来源。", f"Of {hidden} stated changes no source says what they came from.")
        )
    if unlisted:
        leads.append(
            Name(
                f"另有{len(unlisted)}{word.zh_unit}{word.zh}有资料提及，但未见于任何已知名单。",
                f"{len(unlisted)} more {word.en}s are named elsewhere, but in no known list.",
            )
        )
    return leads


def _unknown_lead(book: Book, lists: CityLists, edition: ListEdition, unit: str) -> Name | None:
    left, named, name = left_unnamed(lists, edition), len(named_in(lists, edition.key)), book.name(edition.key)
    if edition.is_complete or left == 0:
        return None
    if left is None:
        return Name(
            f"“{name.show('zh')}”：具名{named}{unit}，总数未述，是否齐全未知。",
            f"'{name.show('en')}': {named} named; how many there are is not stated.",
        )
    stated = "/".join(str(one) for one in edition.stated)
    possible = len(edition.possible)
    more = (f"，另有{possible}{unit}可能", f", {possible} more are possible") if possible else ("", "")
    none = ("无一具名", "none is named") if not named else (f"具名{named}{unit}", f"{named} named")
    return Name(
        f"“{name.show('zh')}”：陈述{stated}{unit}，{none[0]}{more[0]}，{left}{unit}未知。",
        f"'{name.show('en')}': {stated} stated, {none[1]}{more[1]}; {left} unknown.",
    )


def _notes(has_start: bool) -> list[Name]:
    start = (
        ("指定的名单", "the list given") if has_start else ("其首次在列（否则首次可能在列）的名单", "its first list")
    )
    return [
        Name(
            "各名单并存：除非资料言明，后出的名单不终止先前的名单。名单不全时，未具名不说明不在其中。",
            "Lists stand beside each other: unless a source says so, no list ends another. Not being named in a list "
            "that is only partly known means nothing.",
        ),
        Name(
            f"“始终在列”自{start[0]}起：其后每份名单都列入为“已证实”；某份完整名单没有它、或言明移出为“否”，不等于被取消；其余为“可能”。"
            "全部类别都完整的名单视为完整。",
            f"'Never lost its place' counts from {start[1]}: shown if every later list names it; no if a complete list "
            "lacks it, or one says that it dropped it, though nobody need have ended it; else possible. A list all of "
            "whose groups are complete counts as complete.",
        ),
        Name(
            "按模板的延续是编者判断：依名称把不同名单的产业链对应到同一模板，不是资料所述的演变。",
            "Continuity by template is our own judgement: members of different lists that correspond to one template. "
            "No source says that one became the other.",
        ),
    ]
