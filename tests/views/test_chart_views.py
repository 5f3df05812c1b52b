"""The views with charts, on the bundled graph in English: what is drawn equals the tables of their reports.

What holds of the views of any graph, as that a legend hides and a filter is reset, stands in ``test_checklist``.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from tests.browsing import Opener

from chaingraph.errors import InputError
from chaingraph.report import Report
from chaingraph.reports.compare import report_compare
from chaingraph.reports.coverage import report_coverage
from chaingraph.reports.evolution import report_evolution
from chaingraph.reports.evolution_sheets import STATES
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view

pytestmark = pytest.mark.browser

VIEWS = {"evolution": ("dezhou", ()), "compare": (None, ("dezhou", "liaocheng")), "coverage": ("dezhou", ())}


@pytest.fixture(scope="module")
def graph() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def drawn(graph: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chart-views")
    for name, (city, names) in VIEWS.items():
        (folder / f"{name}.html").write_bytes(draw_view(graph, name, names, city=city, lang="en"))
    return folder


@pytest.fixture
def open_view(open_page: Opener, drawn: Path) -> Opener:
    return lambda name, **options: open_page(drawn / f"{name}.html", **options)


def table_equals(page: Page, report: Report) -> None:
    for sheet in report.sheets:
        assert page.locator(f"#table-{sheet.key} tbody tr").count() == len(sheet.rows)


def traces(page: Page, name: str) -> dict[str, int]:
    found: dict[str, int] = page.evaluate(
        """name => { const seen = {}; for (const one of window.chaingraph.charts['chart-1'].data)
        if (one.name === name) seen[one.legendgroup] = (seen[one.legendgroup] || 0) + 1; return seen; }""",
        name,
    )
    return found


def test_evolution_draws_each_listing_once(open_view: Opener, graph: Store) -> None:
    report = report_evolution(graph, city="dezhou")
    cells = [cell for row in report.sheet("history").rows for cell in row]
    listed = sum(isinstance(cell, tuple) and bool(cell) and cell[0] == STATES["listed"] for cell in cells)
    page = open_view("evolution")
    table_equals(page, report)
    boxes = traces(page, "box")
    assert boxes["listed"] == listed
    assert boxes["possible"] == cells.count(STATES["possible"]) == 5
    lists = report.sheet("lists").records()
    assert boxes["unnamed"] == sum(not row["complete"] for row in lists)
    assert page.locator("[data-legend=unnamed] b").inner_text() == str(
        sum(row["unnamed"] for row in lists if isinstance(row["unnamed"], int))
    )
    assert traces(page, "line")["judged"] == len(report.sheet("continuity").rows)


def test_evolution_tells_source_and_leads_to_the_row(open_view: Opener) -> None:
    page = open_view("evolution")
    first = page.evaluate(
        "window.chaingraph.charts['chart-1'].data.find((one) => one.name === 'box' && one.legendgroup === 'unnamed')"
    )
    assert "33 stated, none named" in first["text"]
    assert "source: " in first["text"]
    shape = page.locator("#chart-1 .scatterlayer .js-fill").last
    assert shape.count() == 1
    box = page.locator("#chart-1 .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.3)
    page.wait_for_selector("#chart-1 .hoverlayer .hovertext")
    assert "33 stated" in page.locator("#chart-1 .hoverlayer").evaluate("one => one.textContent")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector("tr.found")
    assert (page.locator("tr.found").get_attribute("data-key") or "").startswith("edition:")
    assert page.locator("#panel h2").inner_text() == "33 chains (2020)"
    assert "2022-07-16" in page.locator("#panel .cited").first.inner_text()


def test_compare_draws_what_the_table_says(open_view: Opener, graph: Store) -> None:
    report = report_compare(graph, "dezhou", "liaocheng")
    page = open_view("compare")
    table_equals(page, report)
    rows = report.sheet("templates").records()
    bars = page.evaluate(
        "Object.fromEntries(window.chaingraph.charts['chart-1'].data.map((one) => [one.legendgroup, one.x]))"
    )
    for name in ("known_first", "known_both", "known_second", "unknown_both"):
        assert bars[name] == [row[name] for row in rows]
    assert sum(map(sum, bars.values())) == sum(row["segments"] for row in rows if isinstance(row["segments"], int))


def test_coverage_draws_what_the_tables_say(open_view: Opener, graph: Store) -> None:
    report = report_coverage(graph, city="dezhou")
    page = open_view("coverage")
    table_equals(page, report)
    count = page.evaluate(
        "Object.values(window.chaingraph.charts).map((one) => one.data.map((trace) => trace.x.reduce((a, b) => a + b, 0)))"
    )
    checks, single = (report.sheet(key).records()[0] for key in ("checks", "single"))
    assert count[1] == [checks["not_checked"], checks["checked"]]
    assert sum(count[2]) == single["facts"]
    for at, key in ((3, "publishers"), (4, "ages")):
        assert count[at] == [
            sum(row["statements"] for row in report.sheet(key).records() if isinstance(row["statements"], int))
        ]
    sets = report.sheet("sets").records()
    lacking = [row for row in sets if row["unknown"] is None or row["unknown"]][:45]
    unknown = sum(row["unknown"] for row in lacking if isinstance(row["unknown"], int))
    said = [
        int(page.locator(f"[data-legend={key}] b").first.inner_text())
        for key in ("possible", "elsewhere", "unknown")
        if page.locator(f"[data-legend={key}]").count()
    ]
    assert sum(said) == unknown


@pytest.mark.parametrize("name", VIEWS)
def test_english_is_complete_nothing_is_cut_off_and_the_page_is_small_enough(
    open_view: Opener, drawn: Path, name: str
) -> None:
    page = open_view(name)
    said = page.locator(".leads, .chart-legend, .charts h2, figcaption, .chart-tools").all_inner_texts()
    assert not re.search("[一-鿿]", " ".join(said))
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    assert (drawn / f"{name}.html").stat().st_size < 6_000_000


def test_compare_takes_no_city(graph: Store) -> None:
    with pytest.raises(InputError, match="leave out --city"):
        draw_view(graph, "compare", ("dezhou", "liaocheng"), city="dezhou")
