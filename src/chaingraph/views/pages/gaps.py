"""The view of a chain's gaps: the report as a page."""

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.book import read_sources
from chaingraph.reports.gaps import report_gaps
from chaingraph.views.report_page import render_report
from chaingraph.views.shell import Page

__all__ = ["draw"]

_QUESTIONS = ("template-segments", "feeds-of", "segment-states", "page-statements")


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page; see `chaingraph.reports.gaps.report_gaps`."""
    report = report_gaps(store, chain=names[0], city=city, as_of=as_of)
    return render_report(page, report, read_sources(store), questions=read_questions(_QUESTIONS))
