"""How pages write values, periods, addresses and the names of their files."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Store

from chaingraph.facts import format_figure, format_period
from chaingraph.naming import Name
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.shell import page_name, web_address


@pytest.mark.parametrize(
    ("value", "unit", "basis", "size", "zh", "en"),
    [
        ("20100000000", "yuan", "level", None, "201 亿元", "20.1 bn yuan"),
        ("10000000", "yuan", "level", None, "1 000 万元", "10 m yuan"),
        ("8.6", "percent", "growth", None, "+8.6%", "+8.6%"),
        ("-3", "percent", "growth", None, "-3%", "-3%"),
        ("62", "one", "rank", 100, "第 62 位（共 100）", "rank 62 of 100"),
        ("11000", "one", "level", None, "11 000", "11 000"),
        ("79.52", "hectare", "level", None, "79.52 公顷", "79.52 hectare"),
    ],
)
def test_values_are_said_as_people_write_them(
    store: Store, value: str, unit: str, basis: str, size: int | None, zh: str, en: str
) -> None:
    names = {"yuan": Name("元", "yuan"), "hectare": Name("公顷", "hectare")}
    like = read_system(store, find_city(read_cities(store), None)).figures[0]
    figure = replace(
        like, value=Decimal(value), unit=unit, unit_name=names.get(unit, Name()), basis=basis, list_size=size
    )
    assert (format_figure(figure, "zh"), format_figure(figure, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(text: str, link: str) -> None:
    assert web_address(text) == link


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2023, 12, 30), date(2023, 12, 30), "2023-12-30"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021 – 2025"),
        (date(2025, 1, 1), date(2025, 7, 31), "2025-01 – 2025-07"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2023, 1, 1), date(2023, 12, 30), "2023-01-01 – 2023-12-30"),
    ],
)
def test_periods_are_said_shortly(start: date, end: date, said: str) -> None:
    assert format_period(start, end) == said


@pytest.mark.parametrize(
    ("key", "name"),
    [("chain:a-b", "chain/a-b.html"), ("chain:../../x", "chain/x-"), ("urn:x/y", "urn/x-"), ("芯", "thing/x-")],
)
def test_file_names_are_ascii_and_stay_in_the_folder(key: str, name: str) -> None:
    made = page_name(key)
    assert made.startswith(name)
    assert made.isascii()
    assert ".." not in made
