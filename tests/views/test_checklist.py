"""The checklist for pages, walked point by point on one page of each view of the small city, and on its hostile twin.

Each point is a function of ``points``. Those that hold for a view by its own arithmetic stand with that view: 10 (boxes
in their lanes, none on another) in ``test_system_page``, ``test_chain_map``, ``test_network_views`` and ``test_maps``; 22
(more than 2,000 boxes) in ``test_pages`` and ``test_whole_networks``. The page of gaps has no picture: its points are
those of its tables.
How soon pages are ready (2) is measured by ``benchmarks/pages.py``; that they ask for nothing is part of 1.
"""

import hashlib
import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from tests.browsing import Opener

from chaingraph.views.catalogue import VIEWS, draw_view
from chaingraph.views.embed import embed

from . import points
from .points import ASKED, CHARTS, PICTURES
from .small_city import build_graph, hostile, load_graph
from .small_templates import build_templates

pytestmark = pytest.mark.browser

LIMITS = {view: 6_000_000 if view in CHARTS else 2_000_000 for view in ASKED}

#: Draws every view of the graph whose file and hashes it is given, in a process of its own.
DRAW = """import hashlib, json, sys
from chaingraph.bundle import ontology_files
from chaingraph.store import load_files
from chaingraph.views.catalogue import draw_view
from pyoxigraph import RdfFormat
store = load_files(ontology_files())
store.load(open(sys.argv[1], 'rb').read(), format=RdfFormat.TRIG)
print(json.dumps({view: hashlib.sha256(draw_view(store, view, names)).hexdigest() for view, names in json.loads(sys.argv[2]).items()}))
"""


def city_text() -> str:
    return build_graph() + build_templates()


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    store = load_graph(city_text())
    return {view: draw_view(store, view, names) for view, (names, *_) in ASKED.items()}


@pytest.fixture(scope="module")
def folder(drawn: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of all views: in Chinese, and of the city whose every name is hostile, in English."""
    made = tmp_path_factory.mktemp("checklist")
    for view, content in drawn.items():
        (made / f"{view}.html").write_bytes(content)
    named = count()
    bad = load_graph(build_graph(hostile) + build_templates(lambda text: hostile(text, next(named))))
    for view, (names, *_) in ASKED.items():
        keys = {"textiles": "chain:textiles", "testville": "place:testville", "county": "place:county"}
        asked = [keys.get(name, name) for name in names]
        (made / f"bad-{view}.html").write_bytes(draw_view(bad, view, asked, lang="en"))
    return made


@pytest.fixture
def see(open_page: Opener, folder: Path) -> Opener:
    """Open a page of the folder."""
    return lambda name, *arguments: open_page(folder / f"{name}.html", *arguments)


def test_every_view_is_walked() -> None:
    assert set(ASKED) == set(VIEWS)


@pytest.mark.parametrize("view", ASKED)
def test_points_1_to_24_hold(see: Opener, folder: Path, view: str) -> None:
    """Walk the points in a tab; the tab fails afterwards for any request, error or dialog (1, 3)."""
    page = see(view)
    assert (folder / f"{view}.html").stat().st_size < LIMITS[view]
    points.point_04_05_11(page, view)
    if view in PICTURES:
        before = points.marks(page)
        points.point_09_17_22(page, view)
        points.point_12(page, view)
        fragment = points.point_13_15_24(page, view)
        at, told = points.chosen(page), page.locator("#panel h2").inner_text()
        page.goto("about:blank")
        page.goto(f"{(folder / view).as_uri()}.html#{fragment}")
        page.wait_for_selector("html[data-ready]", timeout=30000)
        assert (points.chosen(page), page.locator("#panel h2").inner_text()) == (at, told)
        points.point_16(page)
        points.point_14(page, view, before)
    else:
        assert page.locator("td.source").count() > 0
        points.point_16(page)
    points.point_01_20(page, view)
    points.point_21(page)
    points.point_18(page, view)
    points.point_19(page, view)


@pytest.mark.parametrize("view", ASKED)
def test_08_hostile_names_are_only_text(see: Opener, view: str) -> None:
    page = see(f"bad-{view}")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(.printed, #printed), main a[href^=javascript], main .chart a").count() == 0
    assert "window.hacked=1" in page.locator("body").inner_text()
    if view in PICTURES:
        page.fill("#search", "window.hacked")
        assert page.locator("#search-results button").count() > 0
        page.press("#search", "Enter")
        page.wait_for_function("() => /mark=|node=/.test(location.hash)")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#panel img, #panel script").count() == 0


def test_06_07_same_bytes_under_another_locale_and_hash_seed(drawn: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "city.trig").write_text(city_text(), encoding="utf-8")
    asked = json.dumps({view: names for view, (names, *_) in ASKED.items()})
    told = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", DRAW, str(tmp_path / "city.trig"), asked],
        env={**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert json.loads(told) == {view: hashlib.sha256(content).hexdigest() for view, content in drawn.items()}


@pytest.mark.parametrize("view", ASKED)
def test_25_pages_read_without_script(open_page: Opener, folder: Path, view: str) -> None:
    page = open_page(folder / f"{view}.html", script=False)
    assert page.locator("main table tbody tr").count() > 0
    assert page.locator(".needs-script:visible").count() == 0
    assert view not in PICTURES or page.locator("noscript").first.inner_text().strip()


def test_25_pages_work_inside_a_frame(open_page: Opener, drawn: dict[str, bytes], folder: Path) -> None:
    outer = open_page("")
    for view in PICTURES:
        file = folder / f"frame-{view}.html"
        file.write_text(f"<!doctype html><meta charset=utf-8>{embed(drawn[view])._repr_html_()}", encoding="utf-8")
        outer.goto(file.as_uri())
        inner = outer.frame_locator("iframe")
        inner.locator("html[data-ready]").wait_for(timeout=30000)
        inner.locator("#search").fill(ASKED[view][1])
        inner.locator("#search").press("Enter")
        inner.locator("#panel h2").wait_for()
