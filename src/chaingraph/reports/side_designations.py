"""What two cities have in designations: bearers known, and numbers stated, side by side and never added up."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from pyoxigraph import Store

from chaingraph.facts import Book, figure_of, format_figure, format_period
from chaingraph.naming import Name
from chaingraph.readings.designations import StatedCount, counted_designations, known_bearers, stated_counts
from chaingraph.report import Cell, Sheet
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.sides import Side, twice

__all__ = ["designations_sheet"]

_NONE = Name("未述", "not stated")


def designations_sheet(store: Store, book: Book, one: Side, two: Side, *, as_of: date | None = None) -> Sheet:
    """Return designations by scheme and tier: who is known to bear them, and how many sources say that there are."""
    rows = _title_rows(store, book, one, two, as_of)
    columns = (
        column("scheme", "称号", "designation"),
        column("tier", "级别", "tier"),
        *twice("known", "已知", "known", one, two),
        *twice("stated", "陈述总数", "stated", one, two),
        *twice("bearers", "已知名单", "who is known", one, two),
        column("sources", "出处", "sources"),
    )
    title = Name("称号（已知数不是总数）", "Designations (known is not all)")
    return Sheet("designations", title, columns, rows)


def _title_rows(store: Store, book: Book, one: Side, two: Side, as_of: date | None) -> list[tuple[Cell, ...]]:
    counted = counted_designations(store)
    known = [known_bearers(city.facts) for city in (one, two)]
    tiers: dict[str, set[str]] = {}
    for scheme, tier in (key for found in known for key in found):
        tiers.setdefault(scheme, set()).add(tier)
    stated = [_by_tier(stated_counts(book, counted, city.facts.place, as_of=as_of), tiers) for city in (one, two)]
    rows: list[tuple[Cell, ...]] = []
    for scheme, tier in sorted({*known[0], *known[1], *stated[0], *stated[1]}):
        bearers = [found.get((scheme, tier), {}) for found in known]
        counts = [found.get((scheme, tier), ()) for found in stated]
        said = [statement for mine in bearers for statements in mine.values() for statement in statements]
        said += [count.statement for mine in counts for count in mine]
        rows.append(
            (
                book.name(scheme),
                book.name(tier) if tier else None,
                *(len(found) for found in bearers),
                *(tuple(_count_cell(book, count) for count in found) or _NONE for found in counts),
                *(things(book, sorted(found)) for found in bearers),
                cite(book, said),
            )
        )
    return rows


def _by_tier(
    counts: Iterable[StatedCount], tiers: Mapping[str, set[str]]
) -> dict[tuple[str, str], tuple[StatedCount, ...]]:
    """Return counts by scheme and tier; one without a tier goes to the only tier in which the scheme is known."""
    found: dict[tuple[str, str], tuple[StatedCount, ...]] = {}
    for count in counts:
        mine = tiers.get(count.scheme, set())
        tier = count.tier or (next(iter(mine)) if len(mine) == 1 else "")
        found[count.scheme, tier] = (*found.get((count.scheme, tier), ()), count)
    return found


def _count_cell(book: Book, count: StatedCount) -> Name:
    one = book.statements[count.statement]
    figure = figure_of(one, book)
    if figure is None:
        number, when = one.first("statedCount"), one.since.isoformat() if one.since else ""
        qualifier = one.first("qualifier")
        shown = book.name(qualifier) if qualifier and not qualifier.endswith("-exact") else Name()
        return _both(lambda lang: f"{shown.show(lang)}{number}{_aside(when, lang)}")
    period = format_period(figure.start, figure.end)

    def say(lang: str) -> str:
        parts = [figure.scope.show(lang), figure.accrual.show(lang), period]
        return f"{format_figure(figure, lang)}{_aside(_listed([part for part in parts if part], lang), lang)}"

    return _both(say)


def _both(say: Callable[[str], str]) -> Name:
    return Name(say("zh"), say("en"))


def _aside(text: str, lang: str) -> str:
    return (f"（{text}）" if lang == "zh" else f" ({text})") if text else ""


def _listed(parts: Iterable[str], lang: str) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)
