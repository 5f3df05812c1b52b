"""The report on coverage: what of the stated sets is unknown, what is checked, what rests on one source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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
from chaingraph.errors import InputError
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.city import find_place
from chaingraph.readings.coverage import (
    is_checked,
    is_judged,
    read_claims,
    read_said,
    subjects_of_place,
)
from chaingraph.readings.figures import issued_on, things_of_place
from chaingraph.readings.origins import read_origins
from chaingraph.report import Cell, Column, Report, Sheet
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.coverage_scope import Scope, find_kind, is_of_kind, read_scope
from chaingraph.reports.coverage_words import percent, tell_leads, tell_notes, tell_title
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
    wanted = find_kind(book, kind) if kind else None
    origins = read_origins(store)
    scope = read_scope(book, place, as_of, wanted)
    covered = _cover(book, place, as_of, wanted)
    said = read_said(book, origins, as_of=as_of)
    if place:
        subjects = subjects_of_place(book, place)
        said = {key: one for key, one in said.items() if one[0] in subjects}
    said = {key: one for key, one in said.items() if is_of_kind(book, key, wanted)}
    facts = group_facts(one for _, _, one in said.values())
    judged = [(row.name("kind"), row, row.number("judgements") or 0) for row in ask(store, "judgements")]
    stated = sum(not is_judged(key) for key in book.statements)
    total = stated + sum(count for *_, count in judged)
    judgements: list[list[Cell]] = [
        [
            count,
            percent(count, total),
            _LINKS if row.local("kind") == "Participation" else name,
            row.name("review") if row.text("review") else None,
            row.text("editor"),
        ]
        for name, row, count in sorted(judged, key=lambda one: (-one[2], one[1].key("kind")))
    ]
    sheets = [
        Sheet("sets", Name("所述名单", "Stated sets"), _SETS, [_set_row(book, one) for one in covered]),
        _keyed(Sheet("checks", Name("能否对照原文", "What can be checked"), _CHECKS, _check_rows(scope))),
        _keyed(Sheet("single", Name("单一出处", "Single sources"), _SINGLE, _single_rows(book, facts))),
        _facts_sheet(book, facts, said, rows),
        *_share_sheets(scope, rows),
        Sheet("judgements", Name("编者判断（全图谱）", "Our own judgements (whole graph)"), _JUDGED, judgements),
    ]
    return Report(
        tell_title(book, place, as_of, wanted),
        tell_leads(scope, covered, facts, total - stated, total),
        sheets,
        tell_notes(scope.day, as_of),
    )


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


def _check_rows(scope: Scope) -> list[list[Cell]]:
    every = Counter(scope.book.statements[key].kind for key in scope.statements)
    checked = Counter(scope.book.statements[key].kind for key in scope.statements if is_checked(scope.book, key))
    counted = [(scope.book.name(f"cg:{kind}"), checked[kind], count) for kind, count in every.items()]
    counted.sort(key=lambda one: (one[1] - one[2], one[0]))
    total = (Name("合计", "all"), checked.total(), every.total())
    return [[count - can, can, count, percent(can, count), kind] for kind, can, count in (total, *counted) if count]


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
        percent(single.total(), every.total()),
        Name("合计", "all"),
    ]
    rows: list[list[Cell]] = [[single[kind], every[kind], percent(single[kind], every[kind]), kind] for kind in order]
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


def _share_sheets(scope: Scope, rows: int) -> Iterable[Sheet]:
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
    listed: list[list[Cell]] = [[one.count, percent(one.count, one.total), name] for name, one in shares[:rows]]
    rest = shares[rows:]
    if rest:
        count = sum(one.count for _, one in rest)
        listed.append([count, percent(count, rest[0][1].total), Name(f"其余{len(rest)}个", f"{len(rest)} others")])
    return _keyed(Sheet(key, title, (*_SHARE, heading), listed))


def _keyed(sheet: Sheet) -> Sheet:
    """Return a sheet of counts, each row with a key of what is counted: its last name."""
    names = [next(cell for cell in reversed(row) if isinstance(cell, Name)) for row in sheet.rows]
    return replace(sheet, keys=[f"{sheet.key}~{name.show('en')}" for name in names])


def _age(book: Book, document: str, day: date | None) -> str:
    issued = issued_on(book, document)
    return "" if issued is None or day is None else f"{years_before(issued, day):03d}"


def _told_age(years: str) -> Name:
    if not years:
        return _UNDATED
    return Name(f"{int(years)}年", str(int(years))) if int(years) else Name("不满1年", "under 1")


def _document(book: Book, key: str) -> Name:
    found = book.sources.documents.get(key)
    name = found.name if found else book.name(key)
    return Name(name.show("zh"), name.show("en"))
