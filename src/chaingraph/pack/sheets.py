"""The sheets of a pack: what its recipe asks for, read from the graph, each row with its source and its state."""

from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import STATE_NAMES, Entry, Source, best_source_first, state_of
from chaingraph.pack.lists import LISTS, SOURCES, list_sources
from chaingraph.pack.recipe import Heading, ListItem, Recipe
from chaingraph.report import Cell
from chaingraph.reports.common import cite

__all__ = ["PackRow", "PackSheet", "read_sheets"]


@dataclass(frozen=True)
class PackRow:
    """A row: its cells, how far it is known, and its sources, the best first.

    ``is_bare`` marks a row of which nothing is known but its name.
    """

    cells: Sequence[Cell]
    state: str
    sources: Sequence[Source]
    is_bare: bool = False

    @property
    def state_name(self) -> Name:
        """How far it is known, in words."""
        return STATE_NAMES[self.state]


@dataclass(frozen=True)
class PackSheet:
    """A list of the recipe with its rows; ``kind`` is empty where the graph holds no data of it.

    ``has_sources`` is false for the list of sources itself, whose rows are what others cite.
    """

    title: Name
    kind: str
    headings: Sequence[Heading]
    rows: Sequence[PackRow]
    note: Name
    has_sources: bool = True

    def count(self, state: str) -> int:
        """Return how many rows are of a state."""
        return sum(row.state == state for row in self.rows)


def read_sheets(recipe: Recipe, case: Case) -> list[PackSheet]:
    """Return all lists of a recipe in its order; the list of sources holds what the others rest on."""
    entries = {
        number: list(LISTS[item.kind].read(case))
        for number, item in enumerate(recipe.lists)
        if item.kind and item.kind != SOURCES.name
    }
    every = [entry for found in entries.values() for entry in found]
    return [
        _sheet(case, item, list_sources(case, every) if item.kind == SOURCES.name else entries.get(number, []))
        for number, item in enumerate(recipe.lists)
    ]


def _sheet(case: Case, item: ListItem, entries: Sequence[Entry]) -> PackSheet:
    notes = [item.note, LISTS[item.kind].note if item.kind else Name()]
    zh = " ".join(one.show("zh") for one in notes if one.show("zh"))
    en = " ".join(one.show("en") for one in notes if one.show("en"))
    rows = [_row(case, item, entry) for entry in entries]
    return PackSheet(item.title, item.kind, item.columns, rows, Name(zh, en), item.kind != SOURCES.name)


def _row(case: Case, item: ListItem, entry: Entry) -> PackRow:
    cells = [entry.cells.get(heading.key) for heading in item.columns]
    state = entry.state or state_of(case.book, entry.statements)
    own = cite(case.book, entry.statements)
    also = cite(case.book, entry.also)
    sources = best_source_first(case.book, own)
    known = {one.document for one in sources}
    sources += [one for one in best_source_first(case.book, also) if one.document not in known]
    return PackRow(cells, state, sources, not any(cell not in (None, "", ()) for cell in cells[1:]))
