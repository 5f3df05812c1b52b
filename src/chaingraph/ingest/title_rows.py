"""Enter the titles that rows of an office's sheets tell: which, of which tier, since when, until when, whose."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chaingraph.ingest.cells import read_titles
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.concept_names import find_title
from chaingraph.ingest.entry import Entry
from chaingraph.ingest.name_kinds import TABLE_OF, kind_of_name
from chaingraph.ingest.number_cells import read_year
from chaingraph.ingest.validity import read_until
from chaingraph.naming import Name

__all__ = ["Title", "add_awards", "award", "read_row_titles"]


@dataclass(frozen=True)
class Title:
    """A title in a row: its key, its tier, the year in which it was conferred, the last day on which it is valid."""

    scheme: str
    tier: str = ""
    year: int | None = None
    until: date | None = None


def read_row_titles(entry: Entry, tier: str = "") -> list[Title]:
    """Return the titles in a cell; ``tier`` is that of the row, which those in their names must not contradict."""

    def read(text: str) -> list[Title]:
        return [Title(*find_title(one), year, end) for one, year, end in read_titles(text)]

    found = entry.read("titles", read) or []
    if tier and any(one.tier not in {"", tier} for one in found):
        entry.fault(
            "level", Name("与称号中写的级别不同，请核对", "not the tier that the title names; look it up again")
        )
    return [replace(one, tier=one.tier or tier) for one in found]


def award(entry: Entry, recipient: str, titles: Iterable[Title]) -> None:
    """State that somebody bears some titles."""
    for at, title in enumerate(titles):
        told = {
            "year": str(title.year) if title.year else None,
            "valid_to": title.until.isoformat() if title.until else None,
            "tier": title.tier,
            "batch": entry.cell("batch"),
        }
        entry.state("awards", f"title-{at}", recipient=recipient, scheme=title.scheme, **told)


def add_awards(rows: CityRows, entry: Entry) -> None:
    """Enter the titles of a row of a list of titles."""
    name, tier = entry.cell("name"), entry.choice("level")
    titles, year, until = read_row_titles(entry, tier), entry.read("year", read_year), entry.read("until", read_until)
    if year and year > rows.day.year:
        entry.fault("year", Name("晚于数据日期，请核对", "after the day of the lists; look it up again"))
    if year and until and until.year < year:
        entry.fault("until", Name("早于认定年度，请核对", "before the year of the title; look it up again"))
    recipient = entry.attempt("name", lambda: _recipient(rows, name))
    if recipient and not entry.faults:
        dated = [replace(one, year=one.year or year, until=one.until or until) for one in titles]
        award(entry, recipient, dated)
        if not recipient.startswith("place:"):
            rows.place_thing(entry, recipient)


def _recipient(rows: CityRows, name: str) -> str:
    """Return who bears a title: what the other sheets list, or else what the name says itself to be."""
    if sited := rows.known(name, "clusters", "parks", "platforms", "institutions", "projects"):
        return f"{sited[0].removesuffix('s')}:{sited[1]}"
    key = rows.firms.key(name)
    kind = "" if rows.firms.names(key) else kind_of_name(name)
    if kind == "place":
        return rows.place_of(name)
    return f"{kind}:{rows.thing(TABLE_OF[kind], name)}" if kind else rows.firm(key, name)
