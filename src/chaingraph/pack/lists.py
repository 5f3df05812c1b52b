"""The lists that recipes may name, and the list of the sources behind them."""

from collections.abc import Iterable, Mapping

from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry, ListKind
from chaingraph.pack.figure_lists import CONFLICTS, FIGURES, HISTORY
from chaingraph.pack.segment_lists import GAPS, QUESTIONS, SEGMENTS
from chaingraph.pack.what_lists import CLUSTERS, PLATFORMS, POLICIES, PROJECTS
from chaingraph.pack.who import CHIEFS, FIRMS, OWNERS
from chaingraph.report import Cell
from chaingraph.reports.common import column

__all__ = ["LISTS", "SOURCES", "list_sources"]

SOURCES = ListKind(
    "sources",
    Name("资料清单", "Sources"),
    (
        column("title", "标题", "title"),
        column("issued", "日期", "day"),
        column("publisher", "发布者", "publisher"),
        column("language", "语言", "language"),
        column("kept", "原文", "text"),
        column("origin", "转自", "derived from"),
        column("rows", "所支持的行数", "rows that rest on it"),
        column("address", "网址", "address"),
    ),
    lambda _: (),
)

#: In the order in which errors list them. ``sources`` is read last, from the rows of the others.
LISTS: Mapping[str, ListKind] = {
    kind.name: kind
    for kind in (
        FIRMS, OWNERS, CHIEFS, SEGMENTS, GAPS, QUESTIONS, PROJECTS, CLUSTERS, PLATFORMS, POLICIES, FIGURES, CONFLICTS,
        HISTORY, SOURCES,
    )
}  # fmt: skip


def list_sources(case: Case, entries: Iterable[Entry]) -> list[Entry]:
    """Return the documents that rows rest on, the newest first, with how many rows each supports."""
    book = case.book
    counts: dict[str, int] = {}
    for entry in entries:
        said = (*entry.statements, *entry.also)
        for cited in {place.document for one in said for place in book.sources.places.get(one, ())}:
            counts[cited] = counts.get(cited, 0) + 1
    made = []
    for key, document in book.sources.documents.items():
        if key not in counts:
            continue
        origin = book.sources.documents.get(document.derived_from)
        cells: dict[str, Cell] = {
            "title": document.title or document.name,
            "issued": document.issued,
            "publisher": document.publisher or None,
            "language": document.language or None,
            "kept": Name("留存，可核对", "kept, can be checked") if document.kept else Name("未留存", "not kept"),
            "origin": (origin.title or origin.name) if origin else "",
            "rows": counts[key],
            "address": document.address or None,
        }
        made.append(Entry(cells, state="known" if document.kept else "not-checked"))
    return made
