"""The view of two cities side by side: each template's segments, known in one, both or neither."""

from collections.abc import Mapping, Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.book import read_book
from chaingraph.errors import InputError
from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Thing
from chaingraph.reports.compare import report_compare
from chaingraph.views.bars import Bar, Part, draw_bars
from chaingraph.views.chart import Chart, render_chart
from chaingraph.views.shell import Page

__all__ = ["draw"]

_QUESTIONS = ("compare-systems", "template-matches", "template-segments", "page-statements")
_FIELDS = ("known_first", "known_both", "known_second", "unknown_both")


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page; see `chaingraph.reports.compare.report_compare`."""
    if city is not None:
        raise InputError("--city: 'compare' takes the two cities as its names; leave out --city")
    report = report_compare(store, names[0], names[1], as_of=as_of)
    chart = _chart(report, page.lang)
    book = read_book(store)
    return render_chart(page, report, chart, book.sources, things=book.things, questions=read_questions(_QUESTIONS))


def _chart(report: Report, lang: str) -> Chart:
    sheet = report.sheet("templates")
    heads = {column.key: column.name for column in sheet.columns}
    parts = [
        Part("known_first", heads["known_first"], "sector-line", "sector-line", "", "accent-ink"),
        Part("known_both", heads["known_both"], "chain-line", "chain-line", "", "accent-ink"),
        Part("known_second", heads["known_second"], "group-line", "group-line", "", "accent-ink"),
        Part("unknown_both", heads["unknown_both"], "unnamed-fill", "unnamed-line", "/", "unnamed-ink"),
        Part("other", Name("他种：如确认缺失", "other, such as confirmed absent"), "surface", "project-line", "x"),
    ]
    bars: list[Bar] = []
    where: Name | None = None
    for row in sheet.records():
        group = row["where"]
        if isinstance(group, Name) and group != where:
            where = group
            bars.append(Bar(group.show(lang)))
        bars.append(_bar(row, heads, lang))
    if not any(bar.values and bar.values[-1] for bar in bars):
        parts = parts[:-1]
    figure, height, legend = draw_bars(
        parts, bars, lang, axis="环节数" if lang == "zh" else "segments that either city's chains draw"
    )
    unknown = sum(entry.count or 0 for entry in legend if entry.key == "unknown_both")
    total = sum(entry.count or 0 for entry in legend)
    alt = Name(
        f"每个模板一条：仅前者已知、两市均已知、仅后者已知、两市均未知的环节数；共{total}个环节，{unknown}个两市均未知。",
        f"A bar for each template: segments known in the first only, both, the second only, neither; of {total} "
        f"segments {unknown} are unknown in both.",
    )
    note = Name(
        "已知多少取决于读了多少资料，不说明谁强谁弱；未知不等于没有。点击条形看其环节与出处。",
        "How much is known depends on how much was read and says nothing of who is stronger; unknown is not absent. "
        "Select a bar for its segments and sources.",
    )
    return Chart(figure, height, alt, legend, note=note, min_width=640)


def _bar(row: Mapping[str, Cell], heads: Mapping[str, Name], lang: str) -> Bar:
    numbers = [value if isinstance(value, int) else 0 for value in (row[name] for name in _FIELDS)]
    segments = row["segments"]
    rest = segments - sum(numbers) if isinstance(segments, int) else 0
    template = row["template"]
    label, key = (template.name.show(lang), template.key) if isinstance(template, Thing) else ("", "")
    told = []
    for name in ("chains_first", "chains_second"):
        chains = row.get(name)
        if isinstance(chains, tuple) and chains:
            texts = ("、" if lang == "zh" else ", ").join(one.show(lang) for one in chains if isinstance(one, Name))
            told.append(f"{heads[name].show(lang)}{'：' if lang == 'zh' else ': '}{texts}")
    return Bar(label, [*numbers, rest], told, key)
