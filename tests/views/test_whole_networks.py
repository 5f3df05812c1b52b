"""Networks as large as they come: drawn whole, as communities where they are too large, the same on every run."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.browsing import Opener, write_pages

from chaingraph.analyses.key_nodes import rank_key_nodes
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.report import Thing
from chaingraph.reports.common import open_scene
from chaingraph.reports.shock import ShockOptions, report_shock
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view
from chaingraph.views.pages import network as network_page
from chaingraph.views.shell import Page as Frame

from .network_page import counts, state

pytestmark = pytest.mark.browser


#: Draws views of the bundled graph in a process of its own.
DRAW = """import hashlib, json, sys
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view
store = open_store()
for name, (view, names, city) in json.loads(sys.argv[1]).items():
    print(hashlib.sha256(draw_view(store, view, names, city=city, file=name)).hexdigest())
"""


BUNDLED = {
    "whole.html": ("network", (), "dezhou"),
    "firms.html": ("network", ("firms",), None),
    "stop.html": ("shock", ("segment:silicon-wafers",), "dezhou"),
    "firm.html": ("enterprise", ("华鲁恒升",), None),
}


@pytest.fixture(scope="module")
def bundled_views() -> dict[str, bytes]:
    store = open_store()
    return {name: draw_view(store, view, names, city=city, file=name) for name, (view, names, city) in BUNDLED.items()}


def test_06_07_the_same_bytes_under_another_hash_seed(bundled_views: dict[str, bytes]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRAW, json.dumps(BUNDLED)],
        check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "1"},
    )  # fmt: skip
    assert done.stdout.split() == [hashlib.sha256(content).hexdigest() for content in bundled_views.values()]


def test_the_bundled_network_and_shock_are_drawn_whole(
    open_page: Opener, pages: Path, bundled_views: dict[str, bytes]
) -> None:
    store = open_store()
    scene = open_scene(store, city="dezhou")
    write_pages(pages, bundled_views)
    assert len(bundled_views["whole.html"]) < 2_000_000
    page = open_page("whole.html")
    assert counts(page) == (scene.graph.number_of_nodes(), scene.graph.number_of_edges())
    ranked = {row.node: row for row in rank_key_nodes(scene.graph, titled={}).rows}
    data = page.evaluate("JSON.parse(document.getElementById('page-data').textContent).nodes")
    assert {node["id"]: node["measures"]["betweenness"] for node in data} == {
        key: row.betweenness for key, row in ranked.items()
    }
    stops = ("segment:silicon-wafers",)
    report = report_shock(store, stops, city="dezhou", options=ShockOptions(rows=1000))
    page = open_page("stop.html")
    hits = {
        (str(row["direction"].en).split()[0], row["node"].key)  # type: ignore[union-attr]
        for row in report.sheet("hits").records()
        if isinstance(row["node"], Thing) and row["hop"]
    }
    assert counts(page)[0] == len(hits) + len(stops)


def test_22_too_many_nodes_are_drawn_as_communities(open_page: Opener, knit_city: Store, pages: Path) -> None:
    frame = Frame("few.html", "en", "", "")
    (pages / "few.html").write_bytes(network_page.draw(knit_city, (), city=None, as_of=None, page=frame, limit=4))
    page = open_page("few.html")
    scene = open_scene(knit_city)
    assert counts(page)[0] < len(scene.graph) == 5
    assert "5 nodes are more than 4" in page.locator("main > .note").first.inner_text()
    page.fill("#search", "Weaving")
    page.keyboard.press("Enter")
    assert str(state(page)["node"]).startswith("community:")
    members = page.evaluate(
        "() => JSON.parse(document.getElementById('page-data').textContent).nodes.map((one) => one.measures.members)"
    )
    assert sum(members) == 5


def test_22_a_page_that_would_be_too_heavy_draws_communities_too(knit_city: Store) -> None:
    frame = Frame("heavy.html", "en", "", "")
    whole = network_page.draw(knit_city, (), city=None, as_of=None, page=frame)
    bundled = network_page.draw(knit_city, (), city=None, as_of=None, page=frame, heaviest=len(whole) - 1)
    assert b'"outlined":true' in whole
    assert b'"outlined":false' in bundled


def test_long_tables_cite_in_mere_text_and_say_the_same(
    open_page: Opener, knit_city: Store, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Frame("long.html", "en", "", "")
    (pages / "short.html").write_bytes(network_page.draw(knit_city, (), city=None, as_of=None, page=frame))
    monkeypatch.setattr(network_page, "_LONG", 4)
    (pages / "long.html").write_bytes(network_page.draw(knit_city, (), city=None, as_of=None, page=frame))
    cells = "#table-things td:last-child"
    told, whole = (open_page(one).locator(cells).all_inner_texts() for one in ("long.html", "short.html"))
    assert len(told) == 5
    for short, full in zip(told, whole, strict=True):
        assert all(part in full for line in short.splitlines() for part in line.split(" · "))
    assert open_page("long.html").locator(f"{cells} span").count() == 0


def test_names_that_are_none_are_said(knit_city: Store) -> None:
    with pytest.raises(InputError, match="no network is called 'frms'; did you mean 'firms'"):
        draw_view(knit_city, "network", ("frms",))
    with pytest.raises(UnknownNameError, match="no enterprise"):
        draw_view(knit_city, "enterprise", ("nobody",))
    with pytest.raises(InputError, match="segments or firms"):
        draw_view(knit_city, "shock", ())
