"""The pages as files: the same bytes on every run, whatever the machine is set to, and nothing to load."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Store

from chaingraph.book import read_book
from chaingraph.cli.viz import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.facts import Statement
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.questions import ask
from chaingraph.systems import Entry, Member
from chaingraph.views.chart import CHART_ASSETS
from chaingraph.views.describe import KINDS, describe_statement
from chaingraph.views.draw import draw_chain, draw_members, draw_site, draw_system
from chaingraph.views.members import render_members
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.shell import Page
from chaingraph.views.system import render_system
from chaingraph.views.text import plain
from chaingraph.views.told import Told

from .links import broken_links
from .small_templates import build_templates


@pytest.fixture(scope="module")
def graph_file(graph_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "city.trig"
    path.write_text(graph_text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "setting",
    [{"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONHASHSEED": "1"}, {"LC_ALL": "C", "PYTHONHASHSEED": "2"}],
)
def test_06_07_same_bytes_under_any_locale_and_hash_seed(
    graph_file: Path, tmp_path: Path, store: Store, setting: dict[str, str]
) -> None:
    """A page drawn by the command in a process whose locale isn't UTF-8, and the same page drawn here."""
    page = tmp_path / "page.html"
    line = ["-X", "utf8=0", "-W", "error::EncodingWarning", "-m", "chaingraph", "viz", "system"]
    subprocess.run(
        [sys.executable, *line, "-s", str(graph_file), "-o", str(page)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", **setting},
        timeout=60,
    )
    content = page.read_bytes()
    assert content == draw_system(store, name="page.html")
    assert "测试市产业体系" in content.decode("utf-8")


def test_07_same_bytes_twice(
    store: Store, site: dict[str, bytes], hostile_store: Store, hostile_site: dict[str, bytes]
) -> None:
    assert draw_site(store, lang="zh") == site
    assert draw_site(hostile_store, lang="en") == hostile_site
    assert draw_members(store, "textiles") == draw_members(store, "textiles")


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


def test_22_above_the_limit_a_chain_draws_its_members_as_one(store: Store) -> None:
    book = read_book(store)
    page = Page("chain.html", "zh", "链", "")
    told = Told(book, "zh")
    made = render_members(page, book.things["chain:textiles"], told, editions=(), questions={}, limit=5).decode()
    assert "成员超过 5 个" in made
    assert "（合并显示）" in made


def test_23_pages_are_small(site: dict[str, bytes], store: Store) -> None:
    single = (draw_system(store), draw_members(store, "textiles"))
    ours = [content for name, content in site.items() if name != "assets/plotly.min.js"]
    assert all(len(content) < 2_000_000 for content in (*ours, *single))
    plain = [content for name, content in site.items() if name.startswith(("document/", "enterprise/", "list/"))]
    assert all(len(content) < 40_000 for content in plain)


def test_a_single_page_names_nothing_to_load(store: Store) -> None:
    for content in (draw_system(store), draw_members(store, "textiles"), draw_chain(store, "textiles")):
        text = content.decode()
        for loading in ("<script src", '<link rel="stylesheet', "@import", "sourceMappingURL", "cdn.", "url(http"):
            assert loading not in text


def test_a_page_of_the_site_loads_only_what_lies_beside_it(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        if (
            name == "assets/plotly.min.js"
        ):  # names hosts for maps that we don't draw; the policy of the page forbids them
            continue
        text = content.decode()
        for loading in ("@import", "sourceMappingURL", "cdn.", "url(http", "integrity="):
            assert loading not in text
        if name.endswith(".html"):
            loaded = re.findall(r'<script src="([^"]*)"|<link rel="stylesheet" href="([^"]*)"', text)
            root = "../" if "/" in name else ""
            assert loaded
            assert all("".join(one).removeprefix(f"{root}assets/") in ASSETS for one in loaded)


ASSETS = {
    *("shell.css", "shell.js", "network.css", "network.js", "search.js", "index.js"),
    *("vis-network.css", "vis-network.min.js", "states.css", "cloud.css", "parts.js", "cloud.js"),
    *("shared.js", "unfold.js", "cites.js"),
    *CHART_ASSETS,
}


def test_every_internal_link_leads_to_a_file_and_an_anchor(site: dict[str, bytes]) -> None:
    assert broken_links(site) == []


def test_every_mention_of_a_thing_leads_to_its_page(site: dict[str, bytes]) -> None:
    text = site["enterprise/two.html"].decode()
    for name in ("chain/textiles", "cluster/yarn", "project/mill", "place/county", "document/press-2023"):
        assert f'href="../{name}.html"' in text


def test_the_first_page_leads_to_answers(site: dict[str, bytes]) -> None:
    """From the first page a chain is two clicks away, what changed one, and the sources of what changed stand there."""
    first, chains = site["index.html"].decode(), site["list/chain.html"].decode()
    asked = re.findall(r'href="(view/[^"]*|list/chain.html#[^"]*)"', first)
    assert "list/chain.html#testville" in asked
    assert {name for name in site if name.startswith("view/")} <= set(asked)
    assert 'href="../chain/textiles.html"' in chains
    changes = site["view/testville-changes.html"].decode()
    assert "2021-12-31" in changes
    assert 'href="../document/' in changes


def test_the_search_of_the_site_knows_every_page(site: dict[str, bytes], store: Store) -> None:
    listed = re.findall(r'"([^"]*\.html)"\]', site["assets/index.js"].decode())
    single = {"index.html", "documents.html", "questions.html"}
    wanted = {name for name in site if name.endswith(".html") and not name.startswith(("list/", "members/"))} - single
    assert set(listed) == wanted
    assert {f"{key.replace(':', '/')}.html" for key in read_book(store).things} <= wanted


@pytest.mark.parametrize("key", ["press-2022", "press-2023", "old-2021", "copy-2024"])
def test_a_document_page_tells_its_statements_in_order(site: dict[str, bytes], store: Store, key: str) -> None:
    rows = ask(store, "document-statements", document=key)
    asked = {shorten(row["statement"].value) for row in rows if isinstance(row["statement"], NamedNode)}
    page = site[f"document/{key}.html"].decode()
    told = re.findall(r'<tr data-statement="([^"]*)"( class="excluded")?><td class="date[^"]*">(.*?)<td', page)
    assert sorted(statement for statement, *_ in told) == sorted(asked)
    assert [statement for statement, excluded, _ in told if excluded] == [one for one in asked if "exclusion" in one]
    starts = [int(found[0]) if (found := re.findall(r"\d+", place)) else 10**9 for *_, place in told]
    assert starts == sorted(starts)


def test_a_number_that_is_no_figure_says_why(site: dict[str, bytes]) -> None:
    page = site["document/press-2023.html"].decode()
    assert "不是统计数字：日期" in page
    assert "1 处数字认定不是统计数字" in page
    assert "由此转出" in page
    assert "来源于" in site["document/copy-2024.html"].decode()


def test_every_kind_of_statement_is_put_into_words(store: Store) -> None:
    book = read_book(store)
    told = Told(book, "zh")
    said = {fact.kind: (plain(fact.what), plain(fact.value)) for fact in told.facts(book.statements)}
    assert set(said) == set(KINDS)
    assert said["Participation"] == ("纱线集群：参与", "乙公司")
    assert said["SupplyLink"][1] == "乙公司"
    assert said["BusinessRelation"][1] == "乙公司"
    assert said["Siting"] == ("纱线集群：所在地", "甲县")
    assert said["DesignationAward"][1] == "省级 · 首批 · 2023"
    assert said["ProjectStatus"][1] == "签约"
    assert said["ChainOwnership"] == ("甲县 · 纺织服装产业链：链主", "乙公司")
    assert said["SegmentStatus"][0] == "测试市 · 纺纱：环节状态"
    assert said["Target"][1] == "6 000 亿元"
    assert all(what for what, _ in said.values())


def test_a_sale_and_a_judged_link_are_put_into_words(store: Store) -> None:
    book = read_book(store)
    values = {"supplier": ("enterprise:one",), "customer": ("enterprise:two",), "inputShare": ("0.4",)}
    sale = Statement("supply:x.y", "SupplyLink", values, (), None, None)
    told = describe_statement(sale, book, "en")
    assert (plain(told.what)[-10:], plain(told.basis)) == (": sells to", "40% of the intake")
    judged = {"participant": ("enterprise:two",), "participatesIn": ("segment:spinning",), "judgedOn": ("2026-11-25",)}
    link = Statement("segment-link:x.y", "Participation", {**judged, "reason": ("Spins yarn.",)}, (), None, None)
    assert plain(describe_statement(link, book, "en").basis) == "our own judgement · Spins yarn."


def test_pages_of_a_day_leave_out_what_is_stated_later(store: Store) -> None:
    site = draw_site(store, as_of=date(2022, 12, 31), lang="en")
    assert "more are stated for later days" not in site["sector/food.html"].decode()
    assert "more are stated for later days" in site["enterprise/two.html"].decode()
    assert "Yarn cluster" not in site["enterprise/two.html"].decode()


@pytest.mark.parametrize("name", ["textiles", "纺织服装产业链", "Textiles chain", "chain:textiles"])
def test_a_chain_is_found_by_key_iri_or_label(store: Store, name: str) -> None:
    assert "纺织服装产业链" in draw_chain(store, name).decode()


def test_an_unknown_chain_is_an_error_that_helps(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        draw_chain(store, "textile chains")


def test_a_chain_of_another_city_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        draw_chain(store, "textiles", city="nowhere")
    assert draw_chain(store, "纺织服装产业链", city="testville")


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


def test_the_command_writes_a_page_or_a_folder(graph_text: str, tmp_path: Path) -> None:
    runner = CliRunner()
    graph_file = tmp_path / "city.trig"
    graph_file.write_text(graph_text + build_templates(), encoding="utf-8")
    one = tmp_path / "a" / "system.html"
    assert runner.invoke(command, ["system", "-s", str(graph_file), "-o", str(one), "--lang", "en"]).exit_code == 0
    assert b"The industrial system of Testville" in one.read_bytes()
    folder = tmp_path / "site"
    assert runner.invoke(command, ["-s", str(graph_file), "-o", str(folder)]).exit_code == 0
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert {"documents.html", "index.html", "system-testville.html", "chain/light.html", "list/chain.html"} <= names
    assert all(name.isascii() for name in names)
    for view in ("chain", "members"):
        page = tmp_path / f"{view}.html"
        assert runner.invoke(command, [view, "light", "-s", str(graph_file), "-o", str(page)]).exit_code == 0
        assert "轻工产业链".encode() in page.read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chain"], "'chain' needs the chain's NAME"),
        (["members"], "'members' needs the chain's NAME"),
        (["system", "light"], "'system' takes no name"),
        (["sytem"], "did you mean 'system'"),
    ],
)
def test_a_view_takes_the_names_that_it_needs(graph_file: Path, words: list[str], message: str) -> None:
    result = CliRunner().invoke(command, [*words, "-s", str(graph_file)])
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)


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
