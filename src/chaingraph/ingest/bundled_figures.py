"""Figures of a bundled city as rows of an office's sheet of figures, as far as it can hold them."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from chaingraph.ingest.concept_names import names_in_both
from chaingraph.ingest.figure_cells import unit_word
from chaingraph.ingest.sheets import SHEETS
from chaingraph.table_reader import Row

__all__ = ["figure_cells"]

_SCALES = ((10**8, "亿"), (10**4, "万"), (1, ""))
_QUALIFIERS = {
    "exact": "{}", "about": "约{}", "near": "近{}", "over": "超{}", "at-least": "不低于{}", "at-most": "不高于{}"
}  # fmt: skip
_SAME_PERIOD = "scheme:comparison-same-period-last-year"
_GROWTH = {_SAME_PERIOD: "同比增速", "": "增速"}
#: What no column of the sheet can hold.
_MORE = ("rank_of", "rank_in", "rank_excluding", "list_size", "difference_of", "internal")
_ABOUT = frozenset({"cluster", "park", "platform", "institution", "project"})


def figure_cells(
    rows: Iterable[Row], name: Callable[[str], str], *, city: str, within: Callable[[str], bool]
) -> Iterator[dict[str, str]]:
    """Yield the figures and targets of a city, of its counties, chains, clusters, parks and projects.

    Left out are those of firms and the investment in projects, which have columns on other sheets, and those that only
    a comparison, a rank or a rough period makes.

    Parameters
    ----------
    rows
        Rows of the curated tables of observations and targets.
    name
        What a thing is called, by its reference.
    city
        The key of the city.
    within
        Whether a place lies in it.
    """
    indicators = names_in_both("indicator")
    for row in rows:
        cells = row.cells
        kind = cells.get("about", "").partition(":")[0]
        period = _period(cells.get("period_start", ""), cells["period_end"])
        growth = _GROWTH.get(cells.get("compared_with", "")) if cells["basis"] == "growth" else ""
        area = cells.get("area", "")
        if (
            any(cells.get(column) for column in _MORE)
            or cells["basis"] not in {"level", "share", "growth"}
            or (cells["basis"] == "share") != (cells["unit"] == "percent" and cells["basis"] != "growth")
            or not unit_word(cells["unit"])
            or kind not in {"", "chain", *_ABOUT}
            or (kind == "project" and cells["indicator"] == "project-investment")
            or growth is None
            or (cells["basis"] != "growth" and cells.get("compared_with"))
            or not period
            or not (area == city or within(area))
            or (not (scope := _word("scope", cells.get("scope", ""))) and cells.get("scope"))
        ):
            continue
        yield {
            "indicator": indicators[cells["indicator"]].zh + (growth or ""),
            "chains": name(cells["about"]) if kind == "chain" else "",
            "about": name(cells["about"]) if kind in _ABOUT else "",
            "county": "" if area == city else name(f"place:{area}"),
            "period": period,
            **_amount(cells),
            "scope": scope,
            "status": "目标" if row.table.name == "targets" else _word("status", cells["status"]),
        }


def _amount(cells: Mapping[str, str]) -> dict[str, str]:
    value, unit = Decimal(cells["value"]), unit_word(cells["unit"])
    scales = _SCALES if unit in {"元", "美元", "吨", "千瓦时"} else _SCALES[-1:]
    factor, scale = next((one for one in scales if abs(value) >= one[0]), _SCALES[-1])
    return {"value": _QUALIFIERS[cells["qualifier"]].format(f"{value / factor:f}"), "unit": scale + unit}


def _period(start: str, end: str) -> str:
    """Return a period as offices write it, or an empty text for one without a beginning."""
    if not start:
        return ""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return end
    if first.year == last.year and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}年"
        return (
            f"{first.year}年{first.month}—{last.month}月"
            if first.month < last.month
            else f"{first.year}年{first.month}月"
        )
    return f"{start}至{end}"


def _word(column: str, meaning: str) -> str:
    """Return the first word for a meaning, or an empty text."""
    return (
        next((word for word, means in SHEETS["figures"].field(column).choices if means == meaning), "")
        if meaning
        else ""
    )
