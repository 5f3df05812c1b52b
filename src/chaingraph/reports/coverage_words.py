"""The words of the report on coverage: its title, what it says first, and how it is read."""

from collections.abc import Sequence
from datetime import date

from chaingraph.analyses.coverage import Fact, SetCoverage
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.coverage import is_checked
from chaingraph.reports.coverage_scope import Scope

__all__ = ["percent", "tell_leads", "tell_notes", "tell_title"]


def percent(count: int, total: int) -> float | None:
    """Return a share in percent to one decimal; None of nothing."""
    return round(100 * count / total, 1) if total else None


def tell_title(book: Book, place: str | None, as_of: date | None, kind: str | None) -> Name:
    """Return what the report is of."""
    names = [book.name(place)] if place else []
    if kind:
        names.append(book.name(f"cg:{kind}"))
    zh, en = ("、".join(one.show("zh") for one in names), ", ".join(one.show("en") for one in names))
    day = (f"（截至{as_of}）", f" (as of {as_of})") if as_of else ("", "")
    return Name(f"{zh}{'：' if zh else ''}知识覆盖{day[0]}", f"{en}{': ' if en else ''}coverage{day[1]}")


def tell_leads(
    scope: Scope, covered: Sequence[SetCoverage], facts: Sequence[Fact], judged: int, total: int
) -> list[Name]:
    """Return what is said first: how much is unknown, can't be checked, rests on one original, is our own."""
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
    share = percent(count, total)
    return "—" if share is None else f"{share:g}%"


def tell_notes(day: date | None, as_of: date | None) -> list[Name]:
    """Return how the numbers are counted."""
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
