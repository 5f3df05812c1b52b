"""The view of what is known, unknown, checked and single-sourced."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.book import read_book
from chaingraph.naming import Name
from chaingraph.report import Cell, Citation, Report
from chaingraph.report_formats import show_number
from chaingraph.reports.coverage import report_coverage
from chaingraph.views.bars import Bar, Part, draw_bars
from chaingraph.views.chart import Chart, render_chart
from chaingraph.views.shell import Page

__all__ = ["draw"]

_QUESTIONS = ("stated-sets", "not-checked", "single-source", "judgements", "page-statements")
_KNOWN = Part("known", Name("已知", "known"), "chain-line", "chain-line", "", "accent-ink")
_POSSIBLE = Part("possible", Name("未知，另有可能者", "unknown, but possible"), "possible-fill", "possible-line", ".")
_ELSEWHERE = Part(
    "elsewhere", Name("未知，他处列出", "unknown here, named elsewhere"), "edition-fill", "edition-line", "-"
)
_UNKNOWN = Part("unknown", Name("未知", "unknown"), "unnamed-fill", "unnamed-line", "/", "unnamed-ink")
_COUNTLESS = Part(
    "countless", Name("总数未述，未知多少", "no number stated: unknown how many"), "soft", "unnamed-line", "x"
)
_LISTED = 45


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:  # noqa: ARG001
    """Return the page; see `chaingraph.reports.coverage.report_coverage`."""
    report = report_coverage(store, city=city, as_of=as_of)
    lang, book = page.lang, read_book(store)
    charts = [
        _sets(report, lang),
        _two(report, lang, "checks", ("not_checked", "checked"), Name("能否对照原文", "What can be checked")),
        _two(report, lang, "single", ("single", ""), Name("单一出处", "Single sources")),
        _shares(report, lang, "publishers", "publisher", Name("陈述按发布者", "Statements by publisher")),
        _shares(report, lang, "ages", "years", report.sheet("ages").title),
    ]
    return render_chart(
        page,
        report,
        [one for one in charts if one is not None],
        book.sources,
        things=book.things,
        questions=read_questions(_QUESTIONS),
    )


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _text(cell: Cell, lang: str) -> str:
    match cell:
        case Name():
            return cell.show(lang)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(filter(None, (_text(one, lang) for one in cell)))
        case None:
            return ""
    return str(cell)


def _sets(report: Report, lang: str) -> Chart | None:
    """Return the stated sets that aren't listed in full, those with most members unknown first."""
    every = report.sheet("sets").records()
    lacking = [row for row in every if row["unknown"] is None or _number(row["unknown"])]
    shown = lacking[:_LISTED]
    if not shown:
        return None
    bars = [_set_bar(row, lang) for row in shown]
    figure, height, legend = draw_bars(
        (_KNOWN, _POSSIBLE, _ELSEWHERE, _UNKNOWN, _COUNTLESS),
        _told_apart(bars, shown),
        lang,
        axis="占所述数的%" if lang == "zh" else "share of the number stated, in %",
        most=100,
    )
    countless = sum(not isinstance(row["unknown"], int) for row in shown)
    legend = [replace(entry, count=countless) if entry.key == "countless" else entry for entry in legend]
    legend = [entry for entry in legend if entry.count]
    full, more = len(every) - len(lacking), len(lacking) - len(shown)
    unknown = sum(_number(row["unknown"]) for row in shown)
    note = Name(
        f"所述名单{len(every)}个：已列全{full}个，不画；"
        + (f"另有{more}个未画；" if more else "")
        + "条内数字为成员数，右侧为所述总数。可能者与他处列出者不算已知。全部见表。",
        f"Of {len(every)} stated sets {full} are listed in full and not drawn; "
        + (f"{more} more aren't drawn; " if more else "")
        + "numbers in the bars are members, that at the right is what is stated. Possible members, and those named "
        "elsewhere, aren't known. The table has all.",
    )
    alt = Name(
        f"{len(shown)}个未列全的名单，各按已知、可能、未知分段；合计未知{unknown}个成员。",
        f"{len(shown)} sets not listed in full, each divided into known, possible, unknown; {unknown} members unknown.",
    )
    title = Name("未列全的名单", "Sets not listed in full")
    return Chart(figure, height, alt, legend, title, note, min_width=700)


def _told_apart(bars: Sequence[Bar], rows: Sequence[Mapping[str, Cell]]) -> list[Bar]:
    """Return the bars, those of one label begun by the day of their document."""
    often = Counter(bar.label for bar in bars)
    made = []
    for bar, row in zip(bars, rows, strict=True):
        sources = row["sources"]
        first = sources[0] if isinstance(sources, tuple) and sources else None
        day = first.issued if isinstance(first, Citation) else None
        made.append(replace(bar, label=f"{day} {bar.label}") if day and often[bar.label] > 1 else bar)
    return made


def _set_bar(row: Mapping[str, Cell], lang: str) -> Bar:
    known, unknown = _number(row["known"]), row["unknown"]
    parts = [_text(row[name], lang) for name in ("within", "condition", "counted")]
    sources = row["sources"]
    cited = [one for one in sources if isinstance(one, Citation)] if isinstance(sources, tuple) else []
    told = [("来源：" if lang == "zh" else "source: ") + f"{one.title} {one.issued or ''}" for one in cited[:3]]
    marks = _text(row["marks"], lang)
    told = [*([marks] if marks else []), *told]
    key = cited[0].statement if cited else ""
    label = " · ".join(filter(None, parts))
    if not isinstance(unknown, int):
        note = f"已知{known}，总数未述" if lang == "zh" else f"{known} known, total not stated"
        return Bar(label, (known, 0, 0, 0, None), told, key, (0, 0, 0, 0, 100), note)
    elsewhere = min(_number(row["elsewhere"]), unknown)
    possible = min(_number(row["possible"]), unknown - elsewhere)
    values = (known, possible, elsewhere, unknown - elsewhere - possible, 0)
    total = sum(values) or 1
    lengths = [round(100 * value / total, 2) for value in values]
    return Bar(label, values, told, key, lengths, _text(row["stated"], lang))


def _two(report: Report, lang: str, key: str, fields: tuple[str, str], title: Name) -> Chart | None:
    """Return kinds of statements, each divided in two: what lacks support, and the rest."""
    sheet = report.sheet(key)
    rows, keys = sheet.records()[1:], sheet.keys[1:]
    if not rows:
        return None
    whole = "statements" if key == "checks" else "facts"
    heads = {column.key: column.name for column in sheet.columns}
    rest = heads[fields[1]] if fields[1] else Name("几个原始出处", "of several originals")
    parts = (
        Part(fields[0], heads[fields[0]], "unnamed-fill", "unnamed-line", "/", "unnamed-ink"),
        Part("rest", rest, "chain-line", "chain-line", "", "accent-ink"),
    )
    bars = [
        Bar(
            _text(row["kind"], lang),
            (_number(row[fields[0]]), _number(row[whole]) - _number(row[fields[0]])),
            (f"{heads['share'].show(lang)} {show_number(share)}",) if isinstance(share := row["share"], float) else (),
            key,
        )
        for row, key in zip(rows, keys, strict=True)
    ]
    figure, height, legend = draw_bars(parts, bars, lang, axis=heads[whole].show(lang))
    counts = [entry.count or 0 for entry in legend]
    alt = Name(
        f"{title.zh}：{parts[0].name.zh}{counts[0]}，{rest.zh}{counts[1]}。",
        f"{title.en}: {counts[0]} {parts[0].name.en}, {counts[1]} {rest.en}.",
    )
    return Chart(figure, height, alt, legend, title, is_half=True)


def _shares(report: Report, lang: str, key: str, field: str, title: Name) -> Chart | None:
    """Return how many statements each publisher made, or how old they are."""
    sheet = report.sheet(key)
    rows = sheet.records()
    if not rows:
        return None
    part = Part("statements", Name("陈述数", "statements"), "edition-line", "edition-line", "", "accent-ink")
    bars = [
        Bar(_text(row[field], lang), (_number(row["statements"]),), key=at, note=f"{_text(row['share'], lang)}%")
        for row, at in zip(rows, sheet.keys, strict=True)
    ]
    figure, height, _ = draw_bars((part,), bars, lang, axis=part.name.show(lang))
    first = bars[0].label
    alt = Name(f"{title.zh}：{len(bars)}类，首为{first}。", f"{title.en}: {len(bars)} bars, the first is {first}.")
    return Chart(figure, height, alt, title=title, is_half=True)
