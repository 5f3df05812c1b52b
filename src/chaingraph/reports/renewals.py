"""The report on renewals: titles whose stated validity has passed or comes up, and those of which no end is stated."""

from collections import Counter
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.renewals import Renewal, add_months, judge_renewals
from chaingraph.book import read_book
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.awards import read_awards
from chaingraph.readings.city import find_place, read_city
from chaingraph.readings.ended import read_ended
from chaingraph.report import Cell, Column, Report, Sheet
from chaingraph.reports.common import cite, column, things

__all__ = ["report_renewals"]

_STATES = {"passed": Name("已过期", "passed"), "due": Name("将到期", "comes up"), "later": Name("以后到期", "later")}
_WHO: tuple[Column, ...] = (
    column("recipient", "获得者", "recipient"),
    column("title", "称号", "title"),
    column("tier", "级别", "tier"),
    column("given", "获得年份", "conferred"),
)
_ENDING = (
    *_WHO,
    column("end", "有效期至", "valid to"),
    column("days", "距今天数", "days left"),
    column("state", "状态", "state"),
    column("sources", "出处", "sources"),
)
_UNSTATED = (*_WHO, column("end", "前次有效期至", "an earlier one valid to"), column("sources", "出处", "sources"))


def report_renewals(store: Store, day: date, *, city: str | None = None, months: int = 6) -> Report:
    """Return the titles of a place by when their stated validity ends.

    Parameters
    ----------
    store
        What is asked.
    day
        The day that is asked about; only what is stated by it counts.
    city
        The place; the first city for None.
    months
        How far to look ahead.

    Raises
    ------
    UnknownNameError
        A place that nothing bears.
    InputError
        Fewer months than none.
    """
    book = read_book(store)
    facts = read_city(book, find_place(book, city), as_of=day)
    over = read_ended(book, facts).firms
    awards = read_awards(book, facts)
    found = judge_renewals([one for one in awards if one.recipient not in over], day, months=months)
    gone = judge_renewals([one for one in awards if one.recipient in over], day, months=months)
    near, later, unstated = ([one for one in found if one.state in states] for states in (
        ("passed", "due"), ("later",), ("unstated",)
    ))  # fmt: skip
    count = Counter(one.state for one in found)
    until = add_months(day, months).isoformat()
    title = Name(
        f"称号到期：{facts.name.show('zh')}，截至{day.isoformat()}",
        f"Titles that run out: {facts.name.show('en')}, as of {day.isoformat()}",
    )
    leads = [
        Name(
            f"{len(found)}项称号中{count['unstated']}项没有资料言明有效期，何时到期未知，不作推算；已过期{count['passed']}项，"
            f"{until}前到期{count['due']}项，以后到期{count['later']}项。",
            f"Of {len(found)} titles no end is stated for {count['unstated']}: when they run out is unknown "
            f"and not worked out. {count['passed']} have passed, {count['due']} run out by {until}, "
            f"{count['later']} later.",
        )
    ]
    if gone:
        leads.append(
            Name(
                f"另有{len(gone)}项称号属于后来的完整名单已终止的企业，未计入。",
                f"Left out: {len(gone)} titles of enterprises that a later complete list has ended.",
            )
        )
    sheets = [
        Sheet("due", Name("已过期和将到期", "Passed, and coming up"), _ENDING, [_ending(book, one) for one in near]),
        Sheet("later", Name("以后到期", "Later"), _ENDING, [_ending(book, one) for one in later]),
        Sheet("unstated", Name("未言明有效期", "No end stated"), _UNSTATED, [_open(book, one) for one in unstated]),
    ]
    return Report(title, leads, sheets, _NOTES)


def _who(book: Book, one: Renewal) -> list[Cell]:
    last = one.awards[-1]
    return [
        things(book, [last.recipient])[0],
        book.name(last.scheme),
        book.name(last.tier) if last.tier else None,
        last.given,
    ]


def _ending(book: Book, one: Renewal) -> list[Cell]:
    return [*_who(book, one), one.end, one.days, _STATES[one.state], _sources(book, one)]


def _open(book: Book, one: Renewal) -> list[Cell]:
    return [*_who(book, one), one.end, _sources(book, one)]


def _sources(book: Book, one: Renewal) -> Cell:
    return cite(book, [award.statement for award in one.awards])


_NOTES = (
    Name(
        "有效期只取资料所述的止日（当日仍有效）。只有获得年份而没有止日的，不按通常年限推算：没有一项称号的年限在官方文本中核对过。",
        "Only an end that a source states counts; on that day the title still holds. Where only the year is known no "
        "usual term is added: no title's term was read in an official text.",
    ),
    Name(
        "同一获得者、同一称号、同一级别的多次认定并为一项，以最后的止日为准；其后又认定而未言明止日的，列入“未言明有效期”。",
        "Awards of one title and tier to one recipient are one row, by the last end; if one without an end followed, "
        "it stands under those without.",
    ),
)
