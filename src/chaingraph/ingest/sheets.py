"""The sheets of an office's workbook, from ``sheets.csv``: what each column is called and how it reads.

A row of the file without a column is a sheet. Blank cells of a column are those of the same column of the sheet ``*``,
which several sheets share; ``-`` says that a cell is empty all the same. Sheets and columns of which ``template`` is
``no`` are read where an office keeps them; the empty workbook has another place for what they say.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from chaingraph.naming import Name

__all__ = ["FAULT_SHEETS", "GUIDES", "SHEETS", "Field", "OfficeSheet"]

#: Sheets of the empty workbook that are no lists: how to fill it, and what its drop-downs offer.
GUIDES = frozenset({"说明", "模板"})
#: What the list of faults is called in a copy of the books, by language.
FAULT_SHEETS = {"zh": "要改之处", "en": "To mend"}
_FILE = Path(__file__).parent / "sheets.csv"
_SHARED = "*"
_USUAL_WIDTH = 22


@dataclass(frozen=True)
class Field:
    """One column of an office's sheet.

    Attributes
    ----------
    key
        What the column is called within chaingraph.
    name
        The heading, in Chinese and English.
    help
        What to write there, in Chinese and English.
    synonyms
        Other headings under which offices keep it.
    required
        Whether a row without it is at fault.
    expected
        Whether the sheet is known by it, though a cell of it may be blank.
    many
        Whether a cell may hold several names.
    number
        Whether it holds numbers. All others hold texts, else a spreadsheet makes a number of a code and a day of 1-2.
    choices
        The words that may stand there, and what they mean.
    example
        The cell of the example row.
    width
        How wide the column is in the empty workbook, in signs.
    in_template
        Whether the empty workbook has the column.
    """

    key: str
    name: Name
    help: Name
    synonyms: tuple[str, ...] = ()
    required: bool = False
    expected: bool = False
    many: bool = False
    number: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    example: str = ""
    width: int = _USUAL_WIDTH
    in_template: bool = True


@dataclass(frozen=True)
class OfficeSheet:
    """One sheet: a table of an office, known by its name or by its headings."""

    key: str
    name: Name
    synonyms: tuple[str, ...]
    fields: tuple[Field, ...]
    in_template: bool = True

    def field(self, key: str) -> Field:
        """Return the column of that key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @property
    def template_fields(self) -> Sequence[Field]:
        """The columns of the sheet in the empty workbook."""
        return [field for field in self.fields if field.in_template]

    @property
    def required(self) -> Sequence[str]:
        """The columns that each row must fill."""
        return [field.key for field in self.fields if field.required]

    @property
    def expected(self) -> Sequence[str]:
        """The columns without which the sheet can't be read."""
        return [field.key for field in self.fields if field.expected]


def _field(row: Mapping[str, str]) -> Field:
    words = (word.split("=") for word in _parts(row["words"]))
    return Field(
        row["column"],
        Name(row["zh"], row["en"]),
        Name(row["help_zh"], row["help_en"]),
        _parts(row["synonyms"]),
        required=row["required"] == "yes",
        expected=row["required"] in {"yes", "column"},
        many=row["many"] == "yes",
        number=row["number"] == "yes",
        choices=tuple((word, meaning) for word, meaning in words),
        example=row["example"],
        width=int(row["width"] or _USUAL_WIDTH),
        in_template=row["template"] != "no",
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _sheets(rows: Iterable[dict[str, str]]) -> dict[str, OfficeSheet]:
    shared: dict[str, dict[str, str]] = {}
    heads: dict[str, dict[str, str]] = {}
    columns: dict[str, list[Field]] = {}
    for row in rows:
        if row["sheet"] == _SHARED:
            shared[row["column"]] = row
        elif not row["column"]:
            heads[row["sheet"]] = row
        else:
            usual = shared.get(row["column"], {})
            own = {name: cell or usual.get(name, "") for name, cell in row.items()}
            columns.setdefault(row["sheet"], []).append(
                _field({name: "" if cell == "-" else cell for name, cell in own.items()})
            )
    return {
        key: OfficeSheet(
            key,
            Name(head["zh"], head["en"]),
            _parts(head["synonyms"]),
            tuple(columns[key]),
            in_template=head["template"] != "no",
        )
        for key, head in heads.items()
    }


def _rows() -> Iterator[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    return (dict(zip(head, row, strict=True)) for row in rows)


SHEETS: dict[str, OfficeSheet] = _sheets(_rows())
