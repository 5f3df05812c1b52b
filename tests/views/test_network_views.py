"""Networks drawn freely, shocks and a firm's surroundings: what every page must pass, in a real browser."""

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.browsing import Opener

from .network_page import badly_reached, boxes_out_of_place, colours, counts, cut_off, look_of, poor_contrast, state
from .small_city import HOSTILE

pytestmark = pytest.mark.browser

ENGLISH = ["network-en.html", "firms-en.html", "shock-en.html", "enterprise-en.html"]
HOSTILES = [f"bad-{name}" for name in ENGLISH]
FREE = {"network-en.html", "firms-en.html", "bad-network-en.html", "bad-firms-en.html"}
#: Nodes and lines. Firms: weaving, spinning and two firms; three ties and a feed. Shock of spinning: itself, weaving
#: and clothes downstream, ore upstream.
SHOWN = {"network-en.html": (5, 4), "firms-en.html": (4, 4), "shock-en.html": (4, 3)}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


@pytest.fixture
def see(open_page: Opener, networks: Path) -> Opener:
    """Open a page of the folder, once it is drawn."""

    assert networks.is_dir()
    return open_page


def shown_rows(page: Page, table: str) -> list[str]:
    made: list[str] = page.locator(f"#table-{table} tbody tr:not([hidden])").evaluate_all(
        "all => all.map((one) => one.dataset.key).sort()"
    )
    return made


def choose(page: Page, node: str) -> None:
    page.evaluate("node => { location.hash = 'node=' + encodeURIComponent(node); }", node)
    page.wait_for_function("node => window.chaingraph.state().node === node", arg=node)


@pytest.mark.parametrize("name", [ENGLISH[0], ENGLISH[2], ENGLISH[3], HOSTILES[1]])
def test_01_03_nothing_is_asked_for_after_every_control(see: Opener, name: str) -> None:
    page = see(name)
    before = counts(page)
    page.fill("#search", "e")
    page.keyboard.press("Enter")
    for control in page.locator(".control select").evaluate_all("all => all.map((one) => '#' + one.id)"):
        first = page.locator(control).input_value()
        for value in page.locator(f"{control} option").evaluate_all("all => all.map((one) => one.value)"):
            page.select_option(control, value)
        page.select_option(control, first)
    page.click("#reset")
    for number in range(page.locator("#legend button").count()):
        page.locator("#legend button").nth(number).click()
        page.locator("#legend button").nth(number).click()
    for button in ("#zoom-in", "#zoom-out", "#fit", "#theme", "#theme"):
        page.click(button)
    for button in ("#png", "button[data-csv=table-things]", "button[data-csv=table-links]"):
        with page.expect_download():
            page.click(button)
    page.click("#reset")
    assert counts(page) == before


@pytest.mark.parametrize("name", HOSTILES)
def test_08_hostile_names_are_only_text(see: Opener, name: str) -> None:
    page = see(name)
    for node in page.evaluate("window.chaingraph.network.body.nodeIndices"):
        choose(page, node)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(#printed)").count() == 0
    assert HOSTILE[0] in page.locator("main").inner_text()


@pytest.mark.parametrize("name", ENGLISH)
def test_09_17_painted_and_equal_to_the_tables(see: Opener, name: str) -> None:
    page = see(name)
    if name in SHOWN:
        assert counts(page) == SHOWN[name]
    fragments = ["", "#off=state-unknown"] if name in FREE else ["", "#off=state-unknown", "#kind=state-thin"]
    for fragment in fragments:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(30)
        drawn = page.evaluate(
            "() => ['nodeIndices', 'edgeIndices'].map((one) => [...window.chaingraph.network.body[one]].sort())"
        )
        assert [shown_rows(page, "things"), shown_rows(page, "links")] == drawn
    assert colours(page) > 5


def test_10_no_two_nodes_of_a_free_picture_overlap(see: Opener) -> None:
    page = see("network-en.html", "#size=degree")
    nodes = page.evaluate("""() => window.chaingraph.network.body.nodeIndices.map((id) =>
        ({ ...window.chaingraph.network.getPosition(id), radius: window.chaingraph.radiusOf(id) }))""")
    for number, one in enumerate(nodes):
        assert one["radius"] <= 15
        for other in nodes[number + 1 :]:
            apart = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
            assert apart >= 30


@pytest.mark.parametrize("name", ["shock-en.html", "enterprise-en.html", "shock-zh.html"])
def test_10_boxes_lie_in_their_lanes(see: Opener, name: str) -> None:
    assert boxes_out_of_place(see(name)) == []


def test_12_the_legend_gives_ranges_that_hold_every_node(see: Opener) -> None:
    page = see("network-en.html", "#colour=degree")
    legend = page.locator("#legend button").evaluate_all(
        "all => all.map((one) => [one.children[1].textContent, Number(one.children[2].textContent)])"
    )
    # Weaving has three ties, spinning two, the others one.
    assert legend == [["1", 3], ["2", 1], ["3", 1], ["essential", 4]]
    page.click("[data-legend=step-1]")
    assert counts(page) == (2, 1)
    page.click("[data-legend=line-essential]")
    assert counts(page) == (2, 0)
    swatches = page.evaluate("""() => [...document.querySelectorAll('#legend .swatch.round')]
        .map((one) => getComputedStyle(one).backgroundColor)""")
    assert len(set(swatches)) == 3


@pytest.mark.parametrize(
    ("name", "query", "node"),
    [
        ("network-en.html", "Weav", "segment:weaving"),
        ("network-en.html", "织造", "segment:weaving"),
        ("network-en.html", "segment:dyes", "segment:dyes"),
        ("firms-en.html", "Firm Two", "enterprise:two"),
        ("shock-en.html", "服装", "down|segment:clothes"),
        ("shock-en.html", "segment:ore", "up|segment:ore"),
        ("enterprise-en.html", "Firm One", "enterprise:one"),
    ],
)
def test_13_search_by_name_part_and_code(see: Opener, name: str, query: str, node: str) -> None:
    page = see(name)
    page.fill("#search", query)
    page.keyboard.press("Enter")
    assert state(page)["node"] == node
    page.fill("#search", "zebra")
    assert page.locator("#search-said").inner_text() == "Nothing found for “zebra”"


@pytest.mark.parametrize(
    ("name", "control", "value", "shown"),
    [
        ("network-en.html", "#filter-chain", "1", (2, 1)),
        ("network-en.html", "#filter-state", "unknown", (3, 0)),
        ("firms-en.html", "#filter-state", "firm", (2, 0)),
        ("shock-en.html", "#filter-side", "side-up", (1, 0)),
        ("shock-en.html", "#filter-lane", "down1", (1, 0)),
        ("shock-en.html", "#filter-way", "known", (4, 3)),
    ],
)
def test_14_filters_count_and_reset_restores(
    see: Opener, name: str, control: str, value: str, shown: tuple[int, int]
) -> None:
    page = see(name)
    before = (state(page), page.locator("#table-things").inner_html(), page.url)
    assert page.locator(f"{control} option[value='{value}']").inner_text().endswith(f"({shown[0]})")
    page.select_option(control, value)
    assert counts(page) == shown
    page.click("#zoom-in")
    page.click("#reset")
    assert (state(page), page.locator("#table-things").inner_html(), page.url) == before


def test_14_hops_of_a_firm(see: Opener) -> None:
    page = see("enterprise-en.html")
    every = counts(page)
    page.select_option("#filter-hops", "1")
    near = counts(page)
    assert near[0] < every[0]
    # The templates of its segments are two hops away.
    keys = page.evaluate("window.chaingraph.network.body.nodeIndices")
    assert {"segment:spinning", "segment:weaving", "chain:textiles", "cluster:yarn", "project:mill"} <= set(keys)
    assert "template:textiles" not in keys
    page.select_option("#filter-hops", "2")
    assert counts(page) == every


def test_firms_stand_by_their_sales_where_these_are_stated(see: Opener) -> None:
    page = see("sales-en.html", "#node=enterprise%3Atwo")
    assert counts(page) == (2, 1)
    assert "Needs 1" in page.locator("#panel").inner_text()
    assert "转载网" in page.locator("#table-links").inner_text()


def test_neighbours_stand_out_by_hops(see: Opener) -> None:
    page = see("network-en.html", "#node=segment%3Aore")
    lit = "() => window.chaingraph.network.body.nodeIndices.filter((id) => window.chaingraph.network.body.nodes[id].options.opacity === 1).sort()"
    assert page.evaluate(lit) == ["segment:ore", "segment:spinning"]
    page.select_option("#hops", "2")
    assert page.evaluate(lit) == ["segment:ore", "segment:spinning", "segment:weaving"]


@pytest.mark.parametrize("name", ["firms-en.html", "shock-en.html", "enterprise-en.html"])
def test_15_every_fact_in_the_panel_has_source_and_place(see: Opener, name: str) -> None:
    page = see(name)
    found = 0
    for node in page.evaluate("window.chaingraph.network.body.nodeIndices"):
        choose(page, node)
        for text in page.locator("#panel .fact:has(.cited)").all_inner_texts():
            found += 1
            assert re.search(
                r"(市报|新闻网|旧报|转载网) · \d{4}-\d\d-\d\d · (characters \d+–\d+|not checked here)", text
            )
    assert found > 2


def test_15_the_panel_tells_what_a_segment_feeds_and_needs(see: Opener) -> None:
    page = see("network-en.html", "#node=segment%3Aweaving")
    text = page.locator("#panel").inner_text()
    assert "Needs 2" in text
    assert "Feeds 1" in text
    assert "Firm Two" in text
    assert "chaingraph query feeds-of --segment segment:weaving" in page.locator("#panel").text_content()  # type: ignore[operator]
    page.locator("#panel .ties button", has_text="Clothes").click()
    assert state(page)["node"] == "segment:clothes"


@pytest.mark.parametrize("name", ["network-en.html", "shock-en.html", "enterprise-en.html"])
def test_16_all_controls_by_tab_with_names_and_visible_focus(see: Opener, name: str) -> None:
    assert badly_reached(see(name)) == []


def test_16_the_free_picture_by_mouse_and_arrow_keys(see: Opener) -> None:
    page = see("network-en.html")
    at = page.evaluate(
        "() => { const network = window.chaingraph.network; return network.canvasToDOM(network.getPosition('segment:dyes')); }"
    )
    page.locator("#picture").click(position={"x": at["x"], "y": at["y"]})
    assert state(page)["node"] == "segment:dyes"
    walked = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        walked.add(state(page)["node"])
    assert len(walked) > 1
    page.keyboard.press("Escape")
    assert state(page)["node"] == ""


def test_17_the_csv_has_every_node_with_its_measures(see: Opener) -> None:
    page = see("network-en.html")
    with page.expect_download() as download:
        page.click("button[data-csv=table-things]")
    table = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert table[0][:4] == ["node", "state here", "community", "betweenness"]
    assert {row[0] for row in table[1:]} == {"Ore", "Spinning", "Weaving", "Dyes", "Clothes"}
    weaving = dict(zip(table[0], next(row for row in table if row[0] == "Weaving"), strict=True))
    # Of 12 ordered pairs of others, ore and spinning and dyes to clothes pass it.
    assert weaving["betweenness"] == "0.2500"
    assert weaving["firms known"] == "2"


@pytest.mark.parametrize(("name", "fragment"), [("network-en.html", "#colour=community"), ("shock-en.html", "")])
def test_18_contrast_and_an_ordered_scale_in_light_and_dark(see: Opener, name: str, fragment: str) -> None:
    page = see(name, fragment)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        assert poor_contrast(page) == []


@pytest.mark.parametrize("name", ENGLISH)
def test_19_prints_picture_legend_title_and_source(see: Opener, name: str) -> None:
    page = see(name, dark=True)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    assert all(len(text.strip()) > 20 for text in texts)
    assert page.locator("h1").inner_text()[:12] in texts[0]
    assert len(printed.pages[0].images) + (len(printed.pages[1].images) if len(texts) > 1 else 0) >= 1
    assert "新闻网" in "".join(texts)
    assert "CC BY 4.0" in "".join(texts)
    assert page.locator("#printed").is_hidden()


@pytest.mark.parametrize("name", ["network-en.html", "shock-en.html"])
def test_20_png_is_not_blank(see: Opener, name: str) -> None:
    page = see(name)
    with page.expect_download() as download:
        page.click("#png")
    width, seen = look_of(download.value, page)
    assert width > 1500
    assert seen > 8


@pytest.mark.parametrize("name", [*ENGLISH, HOSTILES[0], HOSTILES[2]])
def test_21_nothing_is_cut_off(see: Opener, name: str) -> None:
    page = see(name)
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert cut_off(page) == []


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("network-en.html", "#colour=betweenness&size=degree&hops=2&node=segment%3Aweaving"),
        ("network-en.html", "#chain=1&off=state-unknown&q=weav&at=120%2C90%2C1.5"),
        ("shock-en.html", "#side=side-down&way=known&node=down%7Csegment%3Aweaving"),
        ("enterprise-en.html", "#hops=1&off=line-through"),
    ],
)
def test_24_the_address_reopens_the_same_view(see: Opener, name: str, fragment: str) -> None:
    first = see(name, fragment)
    again = see(name, "#" + first.url.partition("#")[2])
    assert state(again) == state(first)
    assert counts(again) == counts(first)
    assert again.url == first.url
    assert "#" in first.url


def test_awards_stand_year_by_year_with_their_sources(see: Opener) -> None:
    page = see("enterprise-en.html")
    rows = page.locator("#table-awards tbody tr").all_inner_texts()
    assert rows[0].startswith("2022")
    # No source says since when the firm is chain owner: only that it was by the day of the text.
    assert rows[1].startswith("by 2023")
    assert all("新闻网" in row for row in rows)


def test_a_shock_of_a_firm_begins_with_its_segments(see: Opener) -> None:
    page = see("shock-zh.html")
    lanes = page.evaluate(
        "JSON.parse(document.getElementById('page-data').textContent).nodes.map((one) => [one.id, one.lane])"
    )
    assert ["enterprise:two", "stop"] in lanes
    assert ["segment:spinning", "own"] in lanes
    assert ["down|segment:clothes", "down1"] in lanes
