"""Rows of curated tables as they are filled: by table, each cell a text."""

from dataclasses import dataclass, field

from chaingraph.naming import Name

__all__ = ["Tables", "in_year"]


@dataclass(frozen=True)
class Tables:
    """Rows by the name of their table; an empty cell is left out."""

    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, table: str, **cells: str | None) -> None:
        """Add a row; an underscore behind a name is dropped (``from_``)."""
        row = {name.rstrip("_"): cell for name, cell in cells.items() if cell}
        self.rows.setdefault(table, []).append(row)

    def entity(self, table: str, key: str, name: Name, **cells: str | None) -> None:
        """Add the row of a thing, with its names."""
        self.add(table, key=key, zh=name.zh, en=name.en, **cells)

    def figure(self, table: str, doc: str, key: str, *, indicator: str, value: int, **cells: str | None) -> None:
        """Add a figure: a level of a stated period, exact and reported, unless said otherwise."""
        usual: dict[str, str | None] = {
            "period_source": "stated",
            "basis": "level",
            "qualifier": "exact",
            "status": "reported",
        }
        self.add(table, doc=doc, key=key, indicator=indicator, value=str(value), **(usual | cells))


def in_year(year: int) -> dict[str, str]:
    """Return the cells of a period that is a year.

    Examples
    --------
    >>> in_year(2024)
    {'period_start': '2024-01-01', 'period_end': '2024-12-31'}
    """
    return {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
