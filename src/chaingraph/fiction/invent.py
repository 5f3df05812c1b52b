"""Invent fictional cities: their plan, their tables, and the graph that these compile to."""

import csv
import io
from collections.abc import Iterator
from random import Random

from chaingraph.errors import InputError
from chaingraph.fiction.blueprint import Blueprint, read_blueprint
from chaingraph.fiction.city import found_city, write_city
from chaingraph.fiction.names import fictional, place_names
from chaingraph.fiction.told import tell_city
from chaingraph.filled import Rows, Tables
from chaingraph.tables import TABLES

__all__ = ["MOST_CITIES", "format_tables", "invent_cities"]

MOST_CITIES = 40
_FEWEST_FIRMS = 10
_PROVINCE = "fiction-province"
_DISTURBED = 4  # places by which a template may move in a city's order of templates: nested, but not strictly


def invent_cities(*, seed: int = 1, cities: int = 1, firms: int = 300) -> Iterator[dict[str, list[dict[str, str]]]]:
    """Yield the curated tables of each of some fictional cities; the same for the same arguments, on any machine.

    Everything in them is made up and says so: keys begin with ``fiction-``, names with ``虚构·`` and ``Fictional``, and
    the documents are marked as fictional. Only the segments, products and templates are those of the bundled graph.

    Parameters
    ----------
    seed
        From 0 up.
    cities
        How many, up to 40. From two on, templates have an order from common to rare, and cities from few chains
        to many: a city with few has the common ones, one with many the rare ones too, with some disorder. So there
        is something to find for measures of specialisation and complexity.
    firms
        How many each city has, from 10 up.

    Yields
    ------
    dict of str to list of dict
        The rows of one city by table. Those of the first hold the province that all lie in.

    Raises
    ------
    InputError
        Numbers out of range.
    """
    _check(seed, cities, firms)
    blueprint = read_blueprint()
    names = place_names(_chance(seed, "places"))
    plans = _plan(_chance(seed, "chains"), blueprint, cities)
    for at, chains in enumerate(plans):
        # Each city draws from a source of its own: more cities don't change the first ones' places.
        rng = _chance(seed, f"city {at}")
        here = [next(names) for _ in range(1 + rng.randint(5, 12))]
        city = found_city(rng, blueprint, names=here, chains=chains, firms=firms)
        tables = Tables()
        if at == 0:
            tables.entity("places", _PROVINCE, fictional("某省", "Province"))
        write_city(rng, blueprint, city, tables, province=_PROVINCE)
        tell_city(rng, blueprint, city, tables)
        yield {name: [dict(row) for row in rows] for name, rows in tables.rows.items()}


def format_tables(tables: Rows) -> dict[str, bytes]:
    """Return tables as CSV files by name, with the columns that are filled or must be."""
    files = {}
    for name, rows in sorted(tables.items()):
        filled = {column for row in rows for column in row}
        columns = [column.name for column in TABLES[name].columns if column.required or column.name in filled]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        files[f"{name}.csv"] = text.getvalue().encode()
    return files


def _check(seed: int, cities: int, firms: int) -> None:
    if seed < 0:
        raise InputError(f"seed {seed}: give a whole number from 0 up")
    if not 1 <= cities <= MOST_CITIES:
        raise InputError(f"{cities} cities: give a number from 1 to {MOST_CITIES}")
    if firms < _FEWEST_FIRMS:
        raise InputError(f"{firms} firms: give {_FEWEST_FIRMS} or more for each city")


def _chance(seed: int, what: str) -> Random:
    """Return a source of chance; seeded with a text, it gives the same whatever the hash seed and the platform."""
    return Random(f"chaingraph fiction {seed}: {what}")  # noqa: S311


def _plan(rng: Random, blueprint: Blueprint, cities: int) -> list[tuple[str, ...]]:
    """Return for each city the templates that it is strong in: nested sets, with some disorder."""
    order = list(blueprint.templates)
    rng.shuffle(order)
    fewest, most = 4, max(4, len(order) * 2 // 3)
    sizes = [fewest + (most - fewest) * at // max(cities - 1, 1) for at in range(cities)]
    rng.shuffle(sizes)
    if cities == 1:
        sizes = [rng.randint(7, 11)]
    plans = []
    for size in sizes:
        place = {template: at + rng.uniform(-_DISTURBED, _DISTURBED) for at, template in enumerate(order)}
        plans.append(tuple(sorted(order, key=place.__getitem__)[: min(size, len(order))]))
    return plans
