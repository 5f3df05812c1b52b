"""The report on coverage: what of the stated sets is unknown, what is checked, what rests on one source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.coverage import (
    Fact,
    Said,
    SetCoverage,
    Share,
    cover_sets,
    group_facts,
    share_out,
    years_before,
)
from chaingraph.answers import ask
from chaingraph.book import read_book
from chaingraph.errors import InputError, UnknownNameError, did_you_mean
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.city import find_place
from chaingraph.readings.coverage import (
    is_checked,
    is_judged,
    read_claims,
    read_said,
    statements_of_place,
    subjects_of_place,
)
from chaingraph.readings.figures import documents_by, things_of_place
from chaingraph.readings.origins import read_origins
from chaingraph.report import Cell, Column, Report, Sheet
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.figure_words import NOT_STATED, tell_value

__all__ = ["report_coverage"]

_MARKS: Mapping[str, Name] = {
    "no-count": Name("未给出总数", "no number stated"),
    "incomplete": Name("所列不全", "not listed in full"),
    "open-ended": Name("开放（可再增）", "open-ended"),
    "at-least": Name("至少如此", "at least so many"),
    "approximate": Name("约数", "approximate"),
    "more-than-stated": Name("所列多于所述", "more named than stated"),
    "complete": Name("已列全", "listed in full"),
}
_LINKS = Name("环节对应（编者判断）", "segment link (our judgement)")
_UNDATED = Name("日期不详", "undated")
_SHARE = (column("statements", "陈述数", "statements"), column("share", "占比%", "share in %"))
_SETS = (
    column("unknown", "未知", "unknown"),
    column("stated", "所述", "stated"),
    column("known", "已知", "known"),
    column("possible", "可能", "possible"),
    column("elsewhere", "他处列出", "named elsewhere"),
    column("open", "各处皆未列出", "named nowhere"),
    column("marks", "标注", "marks"),
    column("counted", "所计", "counted"),
    column("within", "范围", "within"),
    column("condition", "条件", "condition"),
    column("sources", "出处", "sources"),
)
_CHECKS = (
    column("not_checked", "未核对", "not checked"),
    column("checked", "可核对", "can be checked"),
    column("statements", "陈述数", "statements"),
    column("share", "可核对占比%", "share to check in %"),
    column("kind", "陈述种类", "kind of statement"),
)
_SINGLE = (
    column("single", "仅一个原始出处", "of one original only"),
    column("facts", "事实数", "facts"),
    column("share", "占比%", "share in %"),
    column("kind", "陈述种类", "kind of statement"),
)
_FACTS = (
    column("kind", "陈述种类", "kind"),
    column("subject", "主体", "subject"),
    column("of", "所述", "what of it"),
    column("value", "数值", "value"),
    column("original", "原始出处", "original"),
    column("documents", "资料数", "documents"),
    column("sources", "出处", "sources"),
)
_JUDGED = (
    column("judgements", "判断数", "judgements"),
    column("share", "占图谱%", "share of the graph in %"),
    column("kind", "判断种类", "kind of judgement"),
    column("review", "复核", "review"),
    column("editor", "判断者", "editor"),
)


@dataclass(frozen=True)
class _Scope:
    """What is in view: the statements of documents, by what they rest on, and the day ages are counted from."""

    book: Book
    statements: Sequence[str]
    documents: Mapping[str, Sequence[str]]
    day: date | None


def report_coverage(
    store: Store, *, city: str | None = None, as_of: date | None = None, kind: str | None = None, rows: int = 20
) -> Report:
    """Return how far the graph reaches: unknown members of sets, checked statements, single sources, judgements.

    Parameters
    ----------
    store
        What is asked.
    city
        Only what is about this place and what belongs to it; all for None.
    as_of
        Sets as they hold on this day, documents up to it; ages count from it, or from the newest document's date.
    kind
        A kind of statement or of thing, by key or name: only statements of this kind, or about such things, and sets
        whose members are such.
    rows
        How many rows of the long tables to list.

    Raises
    ------
    UnknownNameError
        No place or kind bears the name.
    InputError
        Rows below 1.
    """
    if rows < 1:
        raise InputError(f"--rows {rows}: give a whole number of 1 or more")
    book = read_book(store)
    place = find_place(book, city) if city else None
    wanted = _find_kind(book, kind) if kind else None
    origins = read_origins(store)
    scope = _read_scope(book, place, as_of, wanted)
    covered = _cover(book, place, as_of, wanted)
    said = read_said(book, origins, as_of=as_of)
    if place:
        subjects = subjects_of_place(book, place)
        said = {key: one for key, one in said.items() if one[0] in subjects}
    said = {key: one for key, one in said.items() if _is_of_kind(book, key, wanted)}
    facts = group_facts(one for _, _, one in said.values())
    judged = [(row.name("kind"), row, row.number("judgements") or 0) for row in ask(store, "judgements")]
    stated = sum(not is_judged(key) for key in book.statements)
    total = stated + sum(count for *_, count in judged)
    judgements: list[list[Cell]] = [
        [
            count,
            _percent(count, total),
            _LINKS if row.local("kind") == "Participation" else name,
            row.name("review") if row.text("review") else None,
            row.text("editor"),
        ]
        for name, row, count in sorted(judged, key=lambda one: (-one[2], one[1].key("kind")))
    ]
    sheets = [
        Sheet("sets", Name("所述名单", "Stated sets"), _SETS, [_set_row(book, one) for one in covered]),
        Sheet("checks", Name("能否对照原文", "What can be checked"), _CHECKS, _check_rows(scope)),
        Sheet("single", Name("单一出处", "Single sources"), _SINGLE, _single_rows(book, facts)),
        _facts_sheet(book, facts, said, rows),
        *_share_sheets(scope, rows),
        Sheet("judgements", Name("编者判断（全图谱）", "Our own judgements (whole graph)"), _JUDGED, judgements),
    ]
    return Report(
        _title(book, place, as_of, wanted),
        _leads(scope, covered, facts, total - stated, total),
        sheets,
        _notes(scope.day, as_of),
    )


def _find_kind(book: Book, kind: str) -> str:
    """Return the local name of a class of statements or things, by key or name."""
    present = {one.kind for one in book.statements.values()} | {one.kind for one in book.things.values()}
    known: dict[str, str] = {}
    for local in sorted(present):
        name = book.name(f"cg:{local}")
        for word in (local, f"cg:{local}", name.zh, name.en):
            known.setdefault(word.casefold(), local)
    found = known.get(kind.casefold())
    if found is None:
        hint = did_you_mean(kind.casefold(), sorted(known)) or f"; kinds are {', '.join(sorted(present))}"
        raise UnknownNameError(f"--kind: no kind of statement or thing is called '{kind}'{hint}")
    return found


def _is_of_kind(book: Book, statement: str, kind: str | None) -> bool:
    one = book.statements[statement]
    if kind is None or kind == one.kind:
        return True
    return any(book.things[key].kind == kind for key in one.mentions if key in book.things)


def _read_scope(book: Book, place: str | None, as_of: date | None, kind: str | None) -> _Scope:
    here = statements_of_place(book, place) if place else frozenset(book.statements)
    statements: list[str] = []
    documents: dict[str, Sequence[str]] = {}
    for key in book.statements:
        found = documents_by(book, key, as_of)
        if key in here and found and not is_judged(key) and _is_of_kind(book, key, kind):
            statements.append(key)
            documents[key] = found
    used = {document for found in documents.values() for document in found}
    newest = max((day for document in used if (day := _issued(book, document))), default=None)
    return _Scope(book, statements, documents, as_of or newest)


def _cover(book: Book, place: str | None, as_of: date | None, kind: str | None) -> tuple[SetCoverage, ...]:
    claims = read_claims(book, as_of=as_of)
    here = things_of_place(book, place) if place else frozenset()
    return cover_sets(
        claim
        for key, claim in claims.items()
        if (place is None or here.intersection(book.statements[key].values.get("within", ())))
        and kind in {None, "MemberSetClaim", book.statements[key].first("memberKind").rpartition(":")[2]}
    )


def _set_row(book: Book, one: SetCoverage) -> list[Cell]:
    claim, statement = one.claim, book.statements[one.claim.claim]
    stated: Cell = claim.stated
    if claim.stated is not None and claim.qualifier not in {"", "exact"}:
        qualifier = book.name(f"scheme:qualifier-{claim.qualifier}")
        stated = Name(f"{qualifier.show('zh')}{claim.stated}", f"{qualifier.show('en')} {claim.stated}")
    return [
        one.unknown,
        stated,
        len(claim.known),
        len(claim.possible - claim.known) or None,
        one.elsewhere or None,
        one.open,
        tuple(_MARKS[mark] for mark in one.marks),
        book.name(statement.first("memberKind")),
        tuple(book.name(key) for key in statement.values.get("within", ())),
        tuple(book.name(key) for key in statement.values.get("condition", ())),
        cite(book, [claim.claim]),
    ]


def _check_rows(scope: _Scope) -> list[list[Cell]]:
    every = Counter(scope.book.statements[key].kind for key in scope.statements)
    checked = Counter(scope.book.statements[key].kind for key in scope.statements if is_checked(scope.book, key))
    counted = [(scope.book.name(f"cg:{kind}"), checked[kind], count) for kind, count in every.items()]
    counted.sort(key=lambda one: (one[1] - one[2], one[0]))
    total = (Name("合计", "all"), checked.total(), every.total())
    return [[count - can, can, count, _percent(can, count), kind] for kind, can, count in (total, *counted) if count]


def _kind_of(book: Book, fact: Fact) -> Name:
    if all(is_judged(statement) for statement in fact.statements):
        return _LINKS
    return book.name(f"cg:{book.statements[fact.statements[0]].kind}")


def _single_rows(book: Book, facts: Sequence[Fact]) -> list[list[Cell]]:
    every = Counter(_kind_of(book, fact) for fact in facts)
    single = Counter(_kind_of(book, fact) for fact in facts if fact.is_single_source)
    order = sorted(every, key=lambda kind: (-single[kind], kind))
    total: list[Cell] = [
        single.total(),
        every.total(),
        _percent(single.total(), every.total()),
        Name("合计", "all"),
    ]
    rows: list[list[Cell]] = [[single[kind], every[kind], _percent(single[kind], every[kind]), kind] for kind in order]
    return [total, *rows] if facts else []


def _facts_sheet(book: Book, facts: Sequence[Fact], said: Mapping[str, tuple[str, str, Said]], rows: int) -> Sheet:
    """Return what sources say and only one original bears out, unchecked facts first; our own links are left out."""
    single = [one for one in facts if one.is_single_source and not all(map(is_judged, one.statements))]
    single.sort(key=lambda one: (any(is_checked(book, key) for key in one.statements), one.statements))
    title = Name(
        f"仅一个原始出处的事实（共{len(single)}条，列{min(rows, len(single))}条；未核对者在前）",
        f"Facts of one original only ({min(rows, len(single))} of {len(single)}; those not checked first)",
    )
    return Sheet("single-facts", title, _FACTS, [_fact_row(book, one, said) for one in single[:rows]])


def _fact_row(book: Book, fact: Fact, said: Mapping[str, tuple[str, str, Said]]) -> list[Cell]:
    first = fact.statements[0]
    subject, target, _ = said[first]
    (original,) = fact.origins
    return [
        _kind_of(book, fact),
        things(book, [subject])[0],
        book.name(target),
        tell_value(book, first) if book.statements[first].first("value") else None,
        _document(book, original),
        len(fact.documents),
        cite(book, fact.statements),
    ]


def _share_sheets(scope: _Scope, rows: int) -> Iterable[Sheet]:
    book = scope.book
    said = [document for key in scope.statements for document in scope.documents[key]]
    documents = book.sources.documents
    yield _share_sheet(
        "documents",
        Name("陈述按资料", "Statements by document"),
        column("document", "资料", "document"),
        [(_document(book, one.key), one) for one in share_out(said)],
        rows,
    )
    publishers = share_out(documents[one].publisher if one in documents else "" for one in said)
    yield _share_sheet(
        "publishers",
        Name("陈述按发布者", "Statements by publisher"),
        column("publisher", "发布者", "publisher"),
        [(Name(one.key, one.key) if one.key else NOT_STATED, one) for one in publishers],
        rows,
    )
    ages = sorted(share_out(_age(book, one, scope.day) for one in said), key=lambda one: (one.key != "", one.key))
    yield _share_sheet(
        "ages",
        Name(
            f"陈述按资料年龄（至{scope.day or '—'}的整年数）", f"Statements by age (whole years to {scope.day or '-'})"
        ),
        column("years", "年龄", "years"),
        [(_told_age(one.key), one) for one in ages],
        max(rows, len(ages)),
    )


def _share_sheet(key: str, title: Name, heading: Column, shares: Sequence[tuple[Name, Share]], rows: int) -> Sheet:
    """Return the largest shares, and the rest as one."""
    listed: list[list[Cell]] = [[one.count, _percent(one.count, one.total), name] for name, one in shares[:rows]]
    rest = shares[rows:]
    if rest:
        count = sum(one.count for _, one in rest)
        listed.append([count, _percent(count, rest[0][1].total), Name(f"其余{len(rest)}个", f"{len(rest)} others")])
    return Sheet(key, title, (*_SHARE, heading), listed)


def _age(book: Book, document: str, day: date | None) -> str:
    issued = _issued(book, document)
    return "" if issued is None or day is None else f"{years_before(issued, day):03d}"


def _told_age(years: str) -> Name:
    if not years:
        return _UNDATED
    return Name(f"{int(years)}年", str(int(years))) if int(years) else Name("不满1年", "under 1")


def _issued(book: Book, document: str) -> date | None:
    found = book.sources.documents.get(document)
    return found.issued if found else None


def _document(book: Book, key: str) -> Name:
    found = book.sources.documents.get(key)
    name = found.name if found else book.name(key)
    return Name(name.show("zh"), name.show("en"))


def _percent(count: int, total: int) -> float | None:
    return round(100 * count / total, 1) if total else None


def _title(book: Book, place: str | None, as_of: date | None, kind: str | None) -> Name:
    names = [book.name(place)] if place else []
    if kind:
        names.append(book.name(f"cg:{kind}"))
    zh, en = ("、".join(one.show("zh") for one in names), ", ".join(one.show("en") for one in names))
    day = (f"（截至{as_of}）", f" (as of {as_of})") if as_of else ("", "")
    return Name(f"{zh}{'：' if zh else ''}知识覆盖{day[0]}", f"{en}{': ' if en else ''}coverage{day[1]}")


def _leads(scope: _Scope, covered: Sequence[SetCoverage], facts: Sequence[Fact], judged: int, total: int) -> list[Name]:
    lacking = sum(bool(one.unknown) for one in covered)
    nowhere = sum(bool(one.open) for one in covered)
    countless = sum(one.unknown is None for one in covered)
    checked = sum(is_checked(scope.book, key) for key in scope.statements)
    count = len(scope.statements)
    single = sum(one.is_single_source for one in facts)
    return [
        Name(
            f"{len(covered)}个所述名单中，{lacking}个有未知成员（其中{nowhere}个的成员别处也未列全），"
            f"{countless}个未给出总数，无从计算未知。",
            f"Of {len(covered)} stated sets {lacking} have unknown members ({nowhere} of them even with what other "
            f"documents list); {countless} state no number, so that what is unknown can't be counted.",
        ),
        Name(
            f"{count}条资料陈述中，{count - checked}条（{_told(count - checked, count)}）未留存原文，不能核对；"
            f"{checked}条可对照原文。",
            f"Of {count} statements of documents {count - checked} ({_told(count - checked, count)}) can't be checked, "
            f"their texts not being kept; {checked} can.",
        ),
        Name(
            f"{len(facts)}项事实中，{single}项（{_told(single, len(facts))}）只有一个原始出处。",
            f"Of {len(facts)} facts {single} ({_told(single, len(facts))}) rest on one original only.",
        ),
        Name(
            f"全图谱{total}条陈述与判断中，{judged}条（{_told(judged, total)}）是编者判断。",
            f"Of {total} statements and judgements in the whole graph {judged} ({_told(judged, total)}) are our own.",
        ),
    ]


def _told(count: int, total: int) -> str:
    share = _percent(count, total)
    return "—" if share is None else f"{share:g}%"


def _notes(day: date | None, as_of: date | None) -> list[Name]:
    counted = "" if as_of else "（最新资料的日期）"
    newest = "" if as_of else ", the newest document's date"
    notes = [
        Name(
            "未知=所述－该资料自身列出者，不小于零；“可能”者另处提及而未证明属于该名单，仍计入未知。"
            "“他处列出”指同一范围与条件的其他名单另列的成员，是否同一名单由读者判断。",
            "Unknown is what is stated less what that document itself lists, never below zero; possible members are "
            "named elsewhere, not shown to belong, and stay unknown. 'Named elsewhere' counts what other lists of the "
            "same range and condition add; whether they mean the same list is for the reader to judge.",
        ),
        Name(
            "转载、译文、摘要按其原件计一个出处；名单、版本变化、环节状态与供应关系不计入“事实”。"
            "“环节对应”为编者判断，列入单一出处表，但不计入资料陈述。",
            "A repost, translation or abstract counts as its original; sets, changes between editions, states of "
            "segments and supplies aren't counted as facts. Segment links are our judgement: told among the single "
            "sources, not among statements of documents.",
        ),
    ]
    if day:
        notes.append(Name(f"年龄自{day}{counted}起算。", f"Ages are counted back from {day}{newest}."))
    return notes
