"""The pages as files: the same bytes on every run, whatever the machine is set to, and nothing to load."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.cli.viz import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.networks import Entry, Member, Name
from chaingraph.views.draw import draw_site, draw_system
from chaingraph.views.facts import format_figure, format_period
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.shell import web_address
from chaingraph.views.system import render_system


@pytest.fixture(scope="module")
def graph_file(graph_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "city.trig"
    path.write_text(graph_text, encoding="utf-8")
    return path


def run(graph_file: Path, output: Path, **setting: str) -> None:
    """Draw a page in a process of its own, whose locale isn't UTF-8."""
    command_line = [sys.executable, "-X", "utf8=0", "-W", "error::EncodingWarning", "-m", "chaingraph", "viz", "system"]
    subprocess.run(
        [*command_line, "-s", str(graph_file), "-o", str(output)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", **setting},
        timeout=60,
    )


def test_06_07_same_bytes_under_any_locale_and_hash_seed(graph_file: Path, tmp_path: Path) -> None:
    run(graph_file, tmp_path / "a.html", LC_ALL="zh_CN.GBK", PYTHONIOENCODING="gbk", PYTHONHASHSEED="1")
    run(graph_file, tmp_path / "b.html", LC_ALL="C", PYTHONHASHSEED="2")
    content = (tmp_path / "a.html").read_bytes()
    assert content == (tmp_path / "b.html").read_bytes()
    assert "测试市产业体系" in content.decode("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_07_same_bytes_twice(store: Store, lang: str) -> None:
    assert draw_site(store, lang=lang) == draw_site(store, lang=lang)


def test_22_above_two_thousand_boxes_the_page_draws_lists_as_one_and_says_so(store: Store) -> None:
    facts = read_system(store, find_city(read_cities(store), None))
    many = tuple(
        Entry(f"s{n}", "edition:many-2020", None, Member(f"chain:n{n}", "Chain", Name(f"链{n}")), Name(), None, None)
        for n in range(2100)
    )
    facts = replace(facts, system=replace(facts.system, entries=(*facts.system.entries, *many)))
    page = render_system(facts, lang="zh").decode()
    assert "成员超过 2000 个" in page
    assert "2100 项（合并显示）" in page
    assert "链77" not in page


def test_23_pages_are_small(store: Store) -> None:
    assert all(len(content) < 2_000_000 for content in draw_site(store).values())


def test_no_page_names_anything_to_load(store: Store) -> None:
    for content in draw_site(store).values():
        text = content.decode()
        for loading in ("<script src", '<link rel="stylesheet', "@import", "sourceMappingURL", "cdn.", "url(http"):
            assert loading not in text


def test_the_day_that_a_page_opens_at(store: Store) -> None:
    page = draw_system(store, as_of=date(2021, 5, 1), lang="en").decode()
    assert '<strong id="as-of-heading">2021-05-01</strong>' in page


def test_the_first_page_counts_by_its_day(store: Store) -> None:
    page = draw_site(store, as_of=date(2021, 5, 1), lang="en")["index.html"].decode()
    assert "33 chains" in page
    assert "12 landmark chains" not in page
    assert "79 stated" not in page


def test_an_unknown_city_is_an_error(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        draw_site(store, city="nowhere")


def test_the_command_writes_a_page_or_a_folder(graph_file: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    one = tmp_path / "a" / "system.html"
    assert runner.invoke(command, ["system", "-s", str(graph_file), "-o", str(one), "--lang", "en"]).exit_code == 0
    assert b"The industrial system of Testville" in one.read_bytes()
    folder = tmp_path / "site"
    assert runner.invoke(command, ["-s", str(graph_file), "-o", str(folder)]).exit_code == 0
    names = ["documents.html", "index.html", "system-testville.html"]
    assert sorted(path.name for path in folder.iterdir()) == names


def test_a_failing_command_leaves_what_was_there(graph_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "system.html"
    page.write_text("mine")
    result = CliRunner().invoke(command, ["system", "-s", str(graph_file), "-o", str(page), "--city", "nowhere"])
    assert isinstance(result.exception, UnknownNameError)
    assert page.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_an_error(graph_file: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["system", "-s", str(graph_file), "-o", str(tmp_path)])
    assert isinstance(result.exception, InputError)
    assert "can't be written" in str(result.exception)
    result = CliRunner().invoke(command, ["-s", str(graph_file), "-o", str(graph_file)])
    assert isinstance(result.exception, InputError)


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
