"""The tables of the report on evolution: lists, members through them, stated changes, continuity by template."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chaingraph.analyses.evolution import ListEdition, Pair, Step, Trace
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.lists import CityLists
from chaingraph.readings.templates import Templates
from chaingraph.report import Cell, Sheet
from chaingraph.reports.common import cite, column, things

__all__ = [
    "PLACES",
    "STATES",
    "Word",
    "changes_sheet",
    "history_order",
    "history_sheet",
    "left_unnamed",
    "lists_sheet",
    "named_in",
    "pairs_sheet",
    "unlisted_sheet",
]

PLACES = {
    "shown": Name("已证实", "shown"),
    "possible": Name("可能", "possible"),
    "no": Name("否", "no"),
}
STATES = {
    "listed": Name("列入", "listed"),
    "possible": Name("可能列入", "possibly listed"),
    "open": Name("未知（名单不全）", "unknown (list partly known)"),
    "absent": Name("不在其中（名单完整）", "not in it (list complete)"),
    "dropped": Name("言明移出", "said to be dropped"),
    "merged": Name("言明并入他链", "said to be merged into another"),
    "split": Name("言明拆分", "said to be split"),
}
_RELATIONS = {
    "same": Name("环节相同", "same segments"),
    "within": Name("前者含于后者", "the earlier lies within the later"),
    "contains": Name("前者包含后者", "the earlier contains the later"),
    "overlap": Name("部分重合", "they overlap"),
}


@dataclass(frozen=True)
class Word:
    """What members are called, and what Chinese counts them with."""

    zh: str
    en: str
    zh_unit: str


def named_in(lists: CityLists, edition: str) -> set[str]:
    """Return who a list names."""
    return {one.member for one in lists.listings if one.edition == edition}


def left_unnamed(lists: CityLists, edition: ListEdition) -> int | None:
    """Return how many stated members nobody names; None where no number is stated."""
    return max(max(edition.stated) - len(named_in(lists, edition.key)), 0) if edition.stated else None


def lists_sheet(book: Book, lists: CityLists) -> Sheet:
    """Return the lists, with what each leaves unknown."""
    columns = (
        column("list", "名单", "list"),
        column("series", "名单序列", "list series"),
        column("since", "最早陈述日", "stated from"),
        column("stated", "陈述数", "stated"),
        column("named", "具名", "named"),
        column("possible", "可能的成员", "possible members"),
        column("unnamed", "未具名", "not named"),
        column("complete", "名单完整", "complete"),
        column("sources", "出处", "sources"),
    )
    rows: list[tuple[Cell, ...]] = []
    for edition in lists.editions:
        said = lists.statements[edition.key] or [one.statement for one in lists.listings if one.edition == edition.key]
        left = left_unnamed(lists, edition)
        rows.append(
            (
                things(book, [edition.key])[0],
                things(book, [edition.series])[0],
                edition.day or Name("日期不详", "no day stated"),
                edition.stated or Name("未述", "not stated"),
                len(named_in(lists, edition.key)),
                things(book, edition.possible),
                left if left is not None else None if edition.is_complete else Name("未知", "unknown"),
                edition.is_complete or left == 0,
                cite(book, said),
            )
        )
    return Sheet("lists", Name("名单", "The lists"), columns, rows)


def history_sheet(book: Book, lists: CityLists, traces: Iterable[Trace], word: Word) -> Sheet:
    """Return members through all lists, by their first list."""
    columns = (
        column("member", word.zh, word.en),
        column("place", "始终在列", "never lost its place"),
        column("from", "自", "from"),
        column("lists", "所涉名单数", "lists judged"),
        *(column(one.key.partition(":")[2], *_short(book, one.key)) for one in lists.editions),
        column("sources", "出处", "sources"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(traces, key=lambda one: history_order(lists, one)):
        said = [listing.statement for step in one.steps for listing in step.listings]
        said += [change.statement for step in one.steps for change in step.changes]
        possible = [step.edition for step in one.steps if step.state == "possible"]
        said += [statement for edition in possible for statement in lists.statements[edition]]
        rows.append(
            (
                things(book, [one.member])[0],
                PLACES[one.place],
                things(book, [one.start])[0] if one.start else None,
                one.later,
                *(_cell(book, step) for step in one.steps),
                cite(book, said),
            )
        )
    return Sheet("history", Name("逐条历史", "Through the lists"), columns, rows)


def _short(book: Book, key: str) -> tuple[str, str]:
    name = book.name(key)
    return name.show("zh"), name.show("en")


def history_order(lists: CityLists, trace: Trace) -> tuple[int, int, str]:
    """Return the order of members: by their first list, then by how many lists name them."""
    rank = {edition.key: rank for rank, edition in enumerate(lists.editions)}
    return (rank.get(trace.start or "", len(rank)), -sum(step.state == "listed" for step in trace.steps), trace.member)


def _cell(book: Book, step: Step) -> Cell:
    """Return the state in words; of a listed one tier and group, and what changed it."""
    if step.state != "listed":
        return STATES[step.state]
    said: dict[Name, None] = {}
    for listing in step.listings:
        said |= {book.name(key): None for key in (listing.tier, listing.group) if key}
        if listing.last:
            said[Name(f"至{listing.last}止", f"until {listing.last}")] = None
    for change in step.changes:
        said[book.name(f"scheme:change-{change.kind}")] = None
    return tuple(dict.fromkeys((STATES["listed"], *said)))


def changes_sheet(book: Book, lists: CityLists, only: Collection[str] | None) -> Sheet:
    """Return what sources say changed; of some members only, if given."""
    columns = (
        column("day", "自", "from"),
        column("list", "名单", "list"),
        column("kind", "变化", "change"),
        column("before", "之前", "before"),
        column("after", "之后", "after"),
        column("sources", "出处", "sources"),
    )
    shown = [one for one in lists.changes if only is None or set(only) & {*one.before, *one.after}]
    unstated = Name("未述", "not stated")
    rows: list[tuple[Cell, ...]] = [
        (
            one.day,
            things(book, [one.edition])[0],
            book.name(f"scheme:change-{one.kind}"),
            things(book, one.before) or (unstated if one.inputs_unstated else None),
            things(book, one.after),
            cite(book, [one.statement]),
        )
        for one in sorted(shown, key=lambda one: (one.day or date.min, one.edition, one.statement))
    ]
    return Sheet("changes", Name("言明的变化", "Changes that a source states"), columns, rows)


def pairs_sheet(book: Book, templates: Templates, lists: CityLists, pairs: Iterable[Pair]) -> Sheet:
    """Return members of different lists that correspond to the same templates."""
    columns = (
        column("earlier", "较早者", "earlier"),
        column("earlier_lists", "所在名单", "in lists"),
        column("earlier_match", "对应模板", "its templates"),
        column("later", "较晚者", "later"),
        column("later_lists", "所在名单（较晚）", "in lists (later)"),
        column("later_match", "对应模板（较晚）", "its templates (later)"),
        column("relation", "环节关系", "segments"),
        column("shared", "共同环节数", "shared segments"),
        column("of_earlier", "较早者环节数", "of the earlier"),
        column("of_later", "较晚者环节数", "of the later"),
    )
    listed = {edition.key: {*named_in(lists, edition.key), *edition.possible} for edition in lists.editions}

    def lists_of(member: str) -> Cell:
        return things(book, [edition for edition, members in listed.items() if member in members])

    def match_of(member: str, shared: Collection[str]) -> Cell:
        found = [one for one in templates.matches if one.subject == member and one.template in shared]
        cells = []
        for one in found:
            kind, template = book.name(f"scheme:match-{one.kind}"), book.name(one.template)
            part = (f"，限{len(one.only)}环节", f", {len(one.only)} segments of it") if one.only else ("", "")
            cells.append(
                Name(
                    f"{template.show('zh')}（{kind.show('zh')}{part[0]}）",
                    f"{template.show('en')} ({kind.show('en')}{part[1]})",
                )
            )
        return tuple(cells)

    rows: list[tuple[Cell, ...]] = [
        (
            things(book, [one.first])[0],
            lists_of(one.first),
            match_of(one.first, one.templates),
            things(book, [one.second])[0],
            lists_of(one.second),
            match_of(one.second, one.templates),
            _RELATIONS[one.relation],
            one.shared,
            one.of_first,
            one.of_second,
        )
        for one in pairs
    ]
    title = Name("按模板的延续（编者判断）", "Continuity by template (our judgement)")
    return Sheet("continuity", title, columns, rows)


def unlisted_sheet(book: Book, keys: Iterable[str], word: Word) -> Sheet:
    """Return those that no list names."""
    columns = (column("member", word.zh, word.en), column("area", "地区", "area"))
    rows: list[tuple[Cell, ...]] = []
    for key in keys:
        areas = [value for name, value in book.things[key].identity if name == "cg:area"]
        rows.append((things(book, [key])[0], things(book, areas)))
    return Sheet("unlisted", Name("未见于任何已知名单", "Named elsewhere, in no list"), columns, rows)
