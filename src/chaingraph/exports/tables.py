"""A store as CSV tables: one file for each kind of thing and of statement, for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Store

from chaingraph.book import read_book
from chaingraph.report_formats import guard_cell

__all__ = ["store_tables", "store_to_csv"]

_JOINED = " | "


def store_to_csv(store: Store) -> dict[str, bytes]:
    """Return the tables of a store as CSV by the names of their files, such as ``things-enterprise.csv``.

    UTF-8 with a byte order mark; a cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    return {f"{name}.csv": _table(rows) for name, rows in store_tables(store).items()}


def store_tables(store: Store) -> dict[str, list[dict[str, str]]]:
    """Return rows by the name of their table: ``things-enterprise``, ``statements-supplylink`` and so on.

    Things have key, names and what identifies them; statements their key, each property (several values joined by
    `` | ``), the day from which they hold or were told, and the documents that they rest on.
    """
    book = read_book(store)
    tables: dict[str, list[dict[str, str]]] = {}
    for key, thing in sorted(book.things.items()):
        identity: dict[str, list[str]] = {}
        for prop, value in thing.identity:
            identity.setdefault(prop, []).append(value)
        tables.setdefault(f"things-{thing.kind.lower()}", []).append(
            {"key": key, "zh": thing.name.zh, "en": thing.name.en, "aliases": _JOINED.join(thing.aliases)}
            | {prop: _JOINED.join(values) for prop, values in sorted(identity.items())}
        )
    for key, one in book.statements.items():
        documents = dict.fromkeys(place.document for place in book.sources.places.get(key, ()))
        tables.setdefault(f"statements-{one.kind.lower()}", []).append(
            {"key": key, "since": one.since.isoformat() if one.since else ""}
            | {prop: _JOINED.join(values) for prop, values in sorted(one.values.items())}
            | {"documents": _JOINED.join(documents)}
        )
    return dict(sorted(tables.items()))


def _table(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(_cells(row.get(column, "") for column in columns) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _cells(values: Iterable[str]) -> list[str]:
    return [guard_cell(value) for value in values]
