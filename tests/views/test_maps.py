"""The views of indicators, matrix and clusters in a real browser, on the bundled graph and on hostile names."""

from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from tests.browsing import Opener

from chaingraph.errors import InputError, UnknownNameError
from chaingraph.reports.clusters import open_clusters
from chaingraph.reports.indicators import open_indicators
from chaingraph.reports.matrix import open_matrices
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view

pytestmark = pytest.mark.browser

VIEWS = ("indicators", "matrix", "clusters")
PAGES = [f"{view}.html" for view in VIEWS]
HOSTILE_PAGES = [f"hostile-{view}.html" for view in VIEWS]


@pytest.fixture(scope="module")
def bundled() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def folder(bundled: Store, hostile_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("maps")
    for view in VIEWS:
        (made / f"{view}.html").write_bytes(draw_view(bundled, view, city="dezhou", lang="zh"))
        (made / f"hostile-{view}.html").write_bytes(draw_view(hostile_store, view, lang="en"))
    (made / "matrix-en.html").write_bytes(draw_view(bundled, "matrix", city="liaocheng", lang="en"))
    return made


@pytest.fixture
def open_view(open_page: Opener, folder: Path) -> Opener:
    return lambda name, *arguments: open_page(folder / name, *arguments)


def points(page: Page) -> list[str]:
    """The keys of the points that plotly has, of those that can be pointed at."""
    found: list[str] = page.evaluate("""() => window.chaingraph.charts['chart-1'].data
        .filter((trace) => trace.hoverinfo !== 'skip' && trace.visible !== false && trace.customdata)
        .flatMap((trace) => trace.customdata.flat()).filter((said) => said && said.key).map((said) => said.key)""")
    return found


def choose(page: Page, control: str, value: str) -> None:
    page.select_option(f"#chart-1-{control}", value)
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing more is drawn: the picture for paper is the last."""
    page.wait_for_timeout(50)
    page.wait_for_function(
        """() => { const now = document.getElementById('chart-1-printed').src.length;
        const same = window.lastLength === now; window.lastLength = now; return same; }""",
        polling=250,
    )


def shown_rows(page: Page, table: str) -> int:
    return page.locator(f"#table-{table} tbody tr:not([hidden])").count()


def use_every_control(page: Page) -> None:
    for control in page.locator(".chart-controls select").evaluate_all("all => all.map((one) => '#' + one.id)"):
        values = page.locator(f"{control} option").evaluate_all("all => all.map((one) => one.value)")
        for value in dict.fromkeys([*values[:2], *values[-1:], values[0]]):
            page.select_option(control, value)
    for number in range(page.locator(".chart-legend button").count()):
        page.locator(".chart-legend button").nth(number).click()
        page.locator(".chart-legend button").nth(number).click()
    for slider in page.locator(".chart-controls input[type=range]").all():
        slider.focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
    page.click("#theme")
    page.click("[data-reset=chart-1]")
    with page.expect_download():
        page.click("[data-png=chart-1]")
    settle(page)


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_01_03_08_14_hostile_names_are_only_text_after_every_control(open_view: Opener, name: str) -> None:
    page = open_view(name)
    before = points(page)
    assert before
    use_every_control(page)
    assert points(page) == before
    assert "#" not in page.url
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(.printed), main .chart a, main a[href^=javascript]").count() == 0
    assert "<" in page.locator(".charted").first.evaluate("one => one.textContent")
    if name == "hostile-indicators.html":
        options = page.locator("#chart-1-show option").evaluate_all("all => all.map((one) => one.value)")
        choose(page, "show", next(one for one in options if one.startswith("i:")))
    assert "<" in page.locator("#chart-1").evaluate("one => one.textContent")


def test_09_17_clusters_all_are_drawn_once_and_stand_in_the_table(open_view: Opener, bundled: Store) -> None:
    scene = open_clusters(bundled, city="dezhou")
    page = open_view("clusters.html")
    assert sorted(points(page)) == sorted(site.key for site in scene.sites)
    assert shown_rows(page, "sites") == len(scene.sites)
    assert shown_rows(page, "awards") == sum(len(site.awards) for site in scene.sites)
    counts = page.locator(".chart-legend b").evaluate_all("all => all.map((one) => Number(one.textContent))")
    assert sum(counts) == len(scene.sites)


def test_10_clusters_no_symbol_covers_another(open_view: Opener) -> None:
    page = open_view("clusters.html")
    boxes = page.locator("#chart-1 .scatterlayer .points path").evaluate_all(
        "all => all.map((one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2, box.width]; })"
    )
    assert len(boxes) == len(points(page))
    for one, other in combinations(boxes, 2):
        assert dist(one[:2], other[:2]) > 29


def test_14_17_24_clusters_year_kind_and_title_filter_picture_table_and_address(open_view: Opener) -> None:
    page = open_view("clusters.html")
    everything = len(points(page))
    page.locator("#chart-1-year").focus()
    page.keyboard.press("Home")
    settle(page)
    early = points(page)
    assert 0 < len(early) < everything
    assert "park:dezhou-hi-tech-zone" in early
    assert "cluster:solar-thermal-base" not in early
    assert shown_rows(page, "sites") == len(early)
    page.keyboard.press("End")
    choose(page, "kind", "base")
    assert shown_rows(page, "sites") == len(points(page)) == 6
    choose(page, "kind", "")
    choose(page, "scheme", "scheme:designation-chemical-park-provincial")
    assert len(points(page)) == 5
    assert page.locator("#chart-1-said").text_content() == f"显示 5 / {everything}"
    page.locator("[data-legend=provincial]").click()
    settle(page)
    assert points(page) == []
    again = open_view("clusters.html", "#" + page.url.partition("#")[2])
    assert points(again) == []
    assert again.locator("#chart-1-scheme").input_value() == "scheme:designation-chemical-park-provincial"


@pytest.mark.parametrize(("what", "by"), [("firms", "county"), ("projects", "cluster")])
def test_09_17_matrix_cells_are_those_of_the_table(open_view: Opener, bundled: Store, what: str, by: str) -> None:
    matrix = open_matrices(bundled, city="dezhou").matrices[what, by]
    page = open_view("matrix.html", f"#chart-1.what={what}&chart-1.by={by}")
    assert page.locator("#chart-1-what").input_value() == what
    drawn = page.evaluate("""() => window.chaingraph.charts['chart-1'].data.filter((trace) => trace.type === 'heatmap')
        .map((trace) => trace.z.flat().filter((count) => count !== null))""")
    counts = [count for heatmap in drawn for count in heatmap]
    assert sorted(counts) == sorted(len(members) for members in matrix.cells.values())
    assert 0 not in counts
    cells = page.locator(f"#table-{what}-{by} tbody tr:not(:last-child) td.number:not(:last-child)")
    assert sorted(int(text) for text in cells.all_text_contents()) == sorted(counts)
    dashes = page.evaluate("""() => window.chaingraph.charts['chart-1'].data.filter((trace) => trace.marker)
        .reduce((sum, trace) => sum + trace.x.length, 0)""")
    assert dashes == len(matrix.rows) * len(matrix.columns) - len(counts)


def test_15_matrix_a_cell_tells_who_is_there(open_view: Opener, bundled: Store) -> None:
    matrix = open_matrices(bundled, city="dezhou").matrices["firms", "county"]
    row, column = next(one for one, members in matrix.cells.items() if len(members) > 1)
    page = open_view("matrix.html", f"#mark=firms-county~{row}~{column}")
    *members, whole = page.locator("#panel .fact").evaluate_all(
        "all => all.map((one) => one.querySelectorAll('.cited').length)"
    )
    assert len(members) == len(matrix.cells[row, column])
    assert all(members)
    assert whole == 0


def test_matrix_a_cell_leads_to_its_row(open_view: Opener) -> None:
    page = open_view("matrix.html")
    box = page.locator("#chart-1 .heatmaplayer").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 10, box["y"] + 10)
    page.wait_for_selector("tr.found")
    assert (page.locator("tr.found").get_attribute("data-key") or "").startswith("firms-county~chain:")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_matrix_a_hit_that_is_no_mark_is_told_beside_its_row(open_view: Opener, size: tuple[int, int]) -> None:
    page = open_view("matrix.html", "")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.fill("#search", "禹城")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("tr.found")
    settle(page)
    panel, row = (page.locator(one).first.bounding_box() for one in ("#panel", "tr.found"))
    assert panel
    assert row
    edges = [0.0, row["y"], row["y"] + row["height"], panel["y"], panel["y"] + panel["height"], float(size[1])]
    assert edges == sorted(edges)
    sides = [0.0, panel["x"], panel["x"] + panel["width"], float(size[0])]
    assert sides == sorted(sides)
    page.locator("#panel .close").click()
    assert page.locator("#panel").is_hidden()


def test_09_17_indicators_every_point_is_a_row(open_view: Opener, bundled: Store) -> None:
    scene = open_indicators(bundled, city="dezhou")
    page = open_view("indicators.html")
    first = points(page)
    assert len(first) == len(set(first)) == shown_rows(page, "figures")
    options = page.locator("#chart-1-show option").evaluate_all("all => all.map((one) => one.value)")
    seen: set[str] = set()
    for option in [one for one in options if one.startswith("t:place:dezhou")]:
        choose(page, "show", option)
        assert shown_rows(page, "figures") == len(points(page))
        seen |= set(points(page))
    own = {
        point.statements[0]
        for panel in scene.panels
        if panel.about == "place:dezhou"
        for one in panel.series
        for point in one.points
    }
    assert seen == own


def test_indicators_rivals_are_ringed_and_targets_hollow(open_view: Opener) -> None:
    page = open_view("indicators.html", "#chart-1.show=t:chain:dezhou-integrated-circuits")
    assert page.locator("[data-legend=rivals] b").text_content() == "2"
    choose(page, "show", "t:place:dezhou:1")
    symbols = page.evaluate("""() => Object.fromEntries(window.chaingraph.charts['chart-1'].data
        .filter((trace) => trace.customdata).map((trace) => [trace.legendgroup, trace.marker.symbol]))""")
    assert symbols["target"] == "diamond-open"
    assert symbols["reported"] == "circle"


@pytest.mark.parametrize("name", [*PAGES, "matrix-en.html"])
def test_21_23_fits_the_window_and_the_limit(open_view: Opener, folder: Path, name: str) -> None:
    assert (folder / name).stat().st_size < 6_000_000
    page = open_view(name)
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_bad_names_are_told(bundled: Store) -> None:
    with pytest.raises(UnknownNameError, match="no indicator is called"):
        draw_view(bundled, "indicators", ["no such thing"])
    with pytest.raises(InputError, match="'matrix' takes no name"):
        draw_view(bundled, "matrix", ["x"])
    with pytest.raises(UnknownNameError, match="no place is called"):
        draw_view(bundled, "clusters", city="青岛")
