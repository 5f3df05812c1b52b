"""The map of a chain without and with a browser: the same bytes, the same words as the reports, at each day."""

import html
import os
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.browsing import Opener
from tests.ingest.conftest import write_book

from chaingraph.filled import compile_tables
from chaingraph.ingest.books import ingest_lists
from chaingraph.ingest.opened import Book
from chaingraph.naming import Name
from chaingraph.rdf import write_trig
from chaingraph.report import Thing
from chaingraph.reports.gaps import report_gaps
from chaingraph.reports.structure import report_structure
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view
from chaingraph.views.draw import draw_chain, draw_members
from chaingraph.views.embed import embed
from chaingraph.views.ordering import count_crossings, order_lanes

from .small_city import build_graph
from .small_templates import build_templates


def test_lanes_are_ordered_so_that_lines_cross_little() -> None:
    lanes = [["a", "b", "c"], ["x", "y", "z"], ["m", "n"]]
    edges = [("a", "z"), ("b", "y"), ("c", "x"), ("x", "m"), ("z", "n")]
    ordered = order_lanes(lanes, edges)
    assert [sorted(lane) for lane in ordered] == [sorted(lane) for lane in lanes]
    assert count_crossings(ordered, edges) == 0
    assert count_crossings(lanes, edges) > 0


def test_07_same_bytes_twice_and_under_another_hash_seed(cloth: Store, tmp_path: Path) -> None:
    drawn = draw_chain(cloth, "textiles", name="chain.html")
    assert drawn == draw_chain(cloth, "textiles", name="chain.html")
    graph, page = tmp_path / "city.trig", tmp_path / "chain.html"
    graph.write_text(build_graph() + build_templates(), encoding="utf-8")
    run = [sys.executable, "-m", "chaingraph", "viz", "chain", "textiles", "-s", str(graph), "-o", str(page)]
    subprocess.run(run, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "1"}, timeout=60)
    assert page.read_bytes() == drawn


def test_23_a_page_is_small_and_the_site_shares_what_it_needs(cloth: Store, cloth_site: dict[str, bytes]) -> None:
    assert len(draw_chain(cloth, "textiles")) < 1_200_000
    assert len(cloth_site["chain/textiles.html"]) < 150_000
    text = cloth_site["chain/textiles.html"].decode()
    assert 'href="../members/textiles.html"' in text
    hrefs = set(re.findall(r'href="\.\./([^"#]*)"', text))
    assert hrefs - set(cloth_site) == set()


def test_a_chain_that_no_template_draws_shows_its_members_and_says_why(
    cloth: Store, cloth_site: dict[str, bytes]
) -> None:
    def note(page: bytes) -> bool:
        return '<p class="note" role="note">' in page.decode()

    assert note(draw_chain(cloth, "light", lang="en"))
    assert note(cloth_site["chain/light.html"])
    assert not note(cloth_site["members/light.html"])
    assert not note(cloth_site["chain/textiles.html"])
    assert not note(draw_members(cloth, "textiles", lang="en"))


@pytest.mark.parametrize(
    ("name", "city"), [("纺织服装产业链", None), ("Cloth", "testville"), ("template:cloth", "测试市")]
)
def test_a_chain_or_a_template_in_a_city_is_drawn(cloth: Store, name: str, city: str | None) -> None:
    page = draw_view(cloth, "chain", [name], city=city, lang="en").decode()
    assert '"id":"segment:weaving"' in page
    assert "Testville" in page


def test_a_page_shows_itself_in_a_notebook(cloth: Store) -> None:
    assert "srcdoc" in embed(draw_chain(cloth, "textiles"))._repr_html_()


def test_a_day_opens_the_page_at_it(cloth: Store) -> None:
    page = draw_chain(cloth, "textiles", lang="en", as_of=date(2022, 12, 31)).decode()
    assert '<strong id="as-of-heading">2022-12-31</strong>' in page
    report = report_structure(cloth, chain="textiles", as_of=date(2022, 12, 31))
    assert html.escape(report.leads[0].en) in page


@pytest.mark.parametrize("key", ["dezhou-integrated-circuits", "liaocheng-green-chemicals"])
def test_the_bundled_maps_say_what_the_reports_say(key: str, pages: Path, open_page: Opener) -> None:
    store = open_store()
    name = f"chain-{key}.html"
    (pages / name).write_bytes(draw_chain(store, key, name=name))
    assert (pages / name).stat().st_size < 2_000_000
    page = open_page(name)
    told: dict[str, tuple[str, set[str]]] = {}
    for row in report_structure(store, chain=key).sheets[0].records():
        segment, verdict, firms = row["segment"], row["state"], row["firms"]
        assert isinstance(segment, Thing)
        assert isinstance(verdict, Name)
        assert isinstance(firms, tuple)
        told[segment.key] = (verdict.zh, {one.name.zh for one in firms if isinstance(one, Thing)})
    drawn = page.locator("#things tbody tr:not([hidden])").evaluate_all(
        "all => all.map((one) => [one.dataset.key, one.cells[2].textContent, one.cells[4] ? one.cells[4].textContent : ''])"
    )
    segments = {
        one: (verdict, set(filter(None, firms.split("、"))))
        for one, verdict, firms in drawn
        if one.startswith("segment:")
    }
    assert segments == told
    gaps = report_gaps(store, chain=key)
    asked = [row["segment"].key for row in gaps.sheet("questions").records() if isinstance(row["segment"], Thing)]
    assert page.evaluate("JSON.parse(document.getElementById('page-data').textContent).view.asked") == asked
    page.check("#expand-all")
    boxes = page.evaluate("window.chaingraph.network.body.nodeIndices.map((id) => window.chaingraph.boxOf(id))")
    assert len(boxes) == page.evaluate("JSON.parse(document.getElementById('page-data').textContent).nodes.length")
    boxes.sort(key=lambda box: (box["left"] + box["right"], box["top"]))
    for one, other in pairwise(boxes):
        assert one["right"] < other["left"] or one["bottom"] <= other["top"]


def test_owner_that_two_lists_name_stands_once_with_both_sources(
    pages: Path, open_page: Opener, tmp_path: Path
) -> None:
    rows = [["企业名称", "所属产业链", "环节", "是否链主"], ["甲公司", "集成电路", "集成电路设计", "是"]]
    lists = [
        Book(write_book(tmp_path / f"{year}.xlsx", {"企业": [*rows, [f"乙{year}公司", "集成电路", "", ""]]}), date(year, 12, 31))
        for year in (2024, 2025)
    ]  # fmt: skip
    write_trig(tmp_path / "my.trig", compile_tables(ingest_lists(lists, city="示例市").rows))
    store = open_store([str(tmp_path / "my.trig")], templates=True)
    (pages / "owners.html").write_bytes(draw_view(store, "chain", ["集成电路"], file="owners.html"))
    page = open_page("owners.html", "#node=segment%3Achip-design")
    page.wait_for_selector("html[data-ready]", timeout=30000)
    strip, panel = (page.locator(one).inner_text() for one in (".strip", "#panel"))
    for told in (strip, panel):
        assert told.count("甲公司") == 1
        assert told.count("2025-12-31 · 第 2 行") == told.count("2024-12-31 · 第 2 行") > 0
    assert "2024-12-31 起" in strip
    assert panel.count("链主") == 1
    page.evaluate("location.hash = 'as-of=2024-12-31'")
    page.wait_for_function("window.chaingraph.state().asOf === '2024-12-31'")
    assert "甲公司" in page.locator(".strip").inner_text()
