"""The pages of the site that each answer a question about a city, or about two: charts, networks and tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from pyoxigraph import Store

from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.report import Report
from chaingraph.reports.conflicts import report_conflicts
from chaingraph.reports.diff_days import report_days
from chaingraph.reports.diff_sheets import in_words
from chaingraph.reports.gaps import report_gaps
from chaingraph.views.catalogue import VIEWS
from chaingraph.views.report_page import render_report
from chaingraph.views.shell import Page, page_name

__all__ = ["Answer", "find_answers"]

#: The day after which changes are told, or the day of the first document if that is later.
_BEFORE = date(2021, 12, 31)
_GAPS = Name("有哪些缺口？先查明什么？", "What is missing, and what should be found out first?")
_CONFLICTS = Name("哪些数字相互矛盾？", "Which figures gainsay each other?")
_COMPARE = Name("两市有何异同？", "How do two cities differ?")
#: What the views of the catalogue answer about a city.
_ASKED = {
    "evolution": Name("各链在历次名单中怎样延续？", "How do chains run through all lists?"),
    "matrix": Name(
        "各县区、各集群有哪些链的企业与项目？", "Which chains have firms and projects in which county and cluster?"
    ),
    "clusters": Name("集群、基地和园区在哪里？", "Where are clusters, bases and parks?"),
    "indicators": Name("各项指标历年如何？", "How did the indicators run over the years?"),
    "network": Name("环节怎样相连？谁居中？", "How do segments hang together, and which are central?"),
    "coverage": Name("哪些已知、未知、只有一个来源？", "What is known, unknown, or of one source only?"),
}


@dataclass(frozen=True)
class Answer:
    """A page of the site: the question that it answers, the cities that it is about, its file, and how it is drawn."""

    asks: Name
    cities: tuple[str, ...]
    file: str
    draw: Callable[[Page], bytes]


def find_answers(store: Store, book: Book, cities: Sequence[str], *, as_of: date | None = None) -> Iterator[Answer]:
    """Yield the pages that answer questions about cities, question by question; nothing is drawn yet.

    Parameters
    ----------
    store, book
        What is asked, and all that it holds.
    cities
        The keys of the cities that have a page.
    as_of
        The day that the pages are of.
    """
    issued = [one.issued for one in book.sources.documents.values() if one.issued]
    newest = as_of or max(issued, default=_BEFORE)
    before = max(_BEFORE, min(issued, default=_BEFORE))

    def told(report: Callable[[str], Report], city: str) -> Callable[[Page], bytes]:
        return lambda page: render_report(page, report(city), book.sources)

    def viewed(name: str, names: tuple[str, ...], city: str | None) -> Callable[[Page], bytes]:
        draw: Callable[..., bytes] = import_module(VIEWS[name].module).draw
        return lambda page: draw(store, names, city=city, as_of=as_of, page=page)

    reports: dict[str, tuple[Name, Callable[[str], Report]]] = {
        "gaps": (_GAPS, lambda city: report_gaps(store, city=city, as_of=as_of)),
        "changes": (_ask_since(before), lambda city: in_words(report_days(store, before, newest, city=city))),
        "conflicts": (_CONFLICTS, lambda city: report_conflicts(store, city=city, as_of=as_of)),
    }
    for name, (asks, report) in reports.items():
        if name != "changes" or newest > before:
            for city in cities:
                yield Answer(asks, (city,), _file(name, city), told(report, city))
    for name, asks in _ASKED.items():
        for city in cities:
            yield Answer(asks, (city,), _file(name, city), viewed(name, (), city))
    if len(cities) > 1:
        yield Answer(
            _COMPARE, tuple(cities[:2]), _file("compare", *cities[:2]), viewed("compare", tuple(cities[:2]), None)
        )


def _ask_since(before: date) -> Name:
    """Ask what changed after a day."""
    zh, en = (f"{before.year + 1}年", f"{before.year + 1}") if before == _BEFORE else (f"{before}", f"{before}")
    return Name(f"{zh}以来有哪些变化？", f"What changed since {en}?")


def _file(name: str, *cities: str) -> str:
    return page_name(f"view:{'-'.join(city.partition(':')[2] for city in cities)}-{name}")
