"""The system and the members of a chain in a real browser: what is drawn, told and found.

The system of the small city, on the last day: 1 programme, 3 editions (that of 2020 has a successor), 2 groups, food and chips,
three chains (energy only possible), and 3 boxes for members that nobody names: 14 boxes. Lines: 3 to editions, 2 to
groups, 3 listings, 2 possible ones, 1 change, 3 to the unnamed: 14.
"""

import csv
import io
import re
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browsing import Opener

from chaingraph.networks import system_graph
from chaingraph.store import open_store
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.system import render_system

from .network_page import badly_reached, boxes_out_of_place, colours, counts, cut_off, rows, state
from .system_pages import CHAINS, NETWORKS, SYSTEMS, frame_holds, is_chain, shown_of

pytestmark = pytest.mark.browser


def use_every_control(page: Page) -> None:
    page.fill("#search", "e")
    page.keyboard.press("Enter")
    for control in page.locator(".control select").evaluate_all("all => all.map((one) => '#' + one.id)"):
        for value in page.locator(f"{control} option").evaluate_all("all => all.map((one) => one.value)"):
            page.select_option(control, value)
        page.select_option(control, "")
    page.click("#reset")
    for number in range(page.locator("#legend button").count()):
        page.locator("#legend button").nth(number).click()
        page.locator("#legend button").nth(number).click()
    page.check("#all-editions")
    page.locator("#as-of").focus()
    page.keyboard.press("Home")
    page.keyboard.press("End")
    for button in ("#zoom-in", "#zoom-out", "#fit", "#theme", "#theme"):
        page.click(button)
    for button in ("#png", "button[data-csv=things]", "button[data-csv=links]"):
        with page.expect_download():
            page.click(button)
    if page.locator("#site-search").count():
        page.fill("#site-search", "e")
        page.keyboard.press("Escape")
    for number in range(page.locator("#panel summary").count()):
        page.locator("#panel summary").nth(number).click()
    page.click("#reset")


@pytest.mark.parametrize("name", [SYSTEMS[2], CHAINS[2]])
def test_01_03_no_request_error_or_dialog_after_every_control(open_page: Opener, name: str) -> None:
    page = open_page(name)
    use_every_control(page)
    assert counts(page) == shown_of(name)


@pytest.mark.parametrize("name", NETWORKS)
def test_04_05_09_10_21_frame_boxes_and_window(open_page: Opener, name: str) -> None:
    page = open_page(name)
    frame_holds(page, name)
    assert counts(page) == shown_of(name)
    assert colours(page) > 8
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert cut_off(page) == []
        assert page.evaluate(OUTSIDE) == 0
    page.check("#all-editions")
    assert counts(page)[0] == (8 if is_chain(name) else 17)
    assert boxes_out_of_place(page) == []


OUTSIDE = """() => { const network = window.chaingraph.network;
    const box = document.querySelector('#picture').getBoundingClientRect();
    return network.body.nodeIndices.map((id) => window.chaingraph.boxOf(id)).filter((one) => {
      const from = network.canvasToDOM({ x: one.left, y: one.top });
      const to = network.canvasToDOM({ x: one.right, y: one.bottom });
      return from.x < -1 || from.y < -1 || to.x > box.width + 1 || to.y > box.height + 1; }).length; }"""


@pytest.mark.parametrize(("name", "node"), [(SYSTEMS[2], "sector:food"), (CHAINS[2], "enterprise:two")])
def test_08_hostile_names_are_only_text(open_page: Opener, name: str, node: str) -> None:
    page = open_page(name, f"#node={node}")
    assert page.locator("main img:not(#printed)").count() == 0
    text = "".join(page.locator(part).inner_text() for part in ("body", "#panel", "#things"))
    assert page.evaluate("window.hacked") is None
    for marker in ("</script><script>window.hacked=1</script>", 'onerror="window.hacked=1"', "{{ 7*7 }}"):
        assert marker in text


LEGENDS = {
    "system-en.html": {
        "programme": 1, "edition": 3, "earlier": 0, "group": 2, "sector": 2, "chain": 2, "possible": 1, "unnamed": 3,
        "line-listed": 11, "line-possible": 2, "line-change": 1,
    },
    "members-en.html": {
        "edition": 2, "earlier": 0, "subject": 1, "enterprise": 1, "institution": 1, "cluster": 1, "project": 1,
        "possible": 0, "unnamed": 1, "line-listed": 5, "line-possible": 1, "line-through": 2,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LEGENDS)
def test_12_legend_is_complete_counts_and_matches_the_colours(open_page: Opener, name: str) -> None:
    page = open_page(name)
    legend = page.locator("#legend button").evaluate_all(
        "all => all.map((one) => [one.dataset.legend, Number(one.querySelector('b').textContent)])"
    )
    assert dict(legend) == LEGENDS[name]
    matching = page.evaluate("""() => { const network = window.chaingraph.network; const wrong = [];
        const canvas = document.querySelector('#picture canvas'); const context = canvas.getContext('2d');
        const ratio = canvas.width / document.querySelector('#picture').clientWidth;
        const data = JSON.parse(document.getElementById('page-data').textContent);
        for (const node of data.nodes.filter((one) => network.body.nodeIndices.includes(one.id) && one.id !== 'chain:energy')) {
          const at = network.canvasToDOM({ x: node.x + node.width / 2 - 5, y: node.y });
          const [red, green, blue] = context.getImageData(Math.round(at.x * ratio), Math.round(at.y * ratio), 1, 1).data;
          const swatch = getComputedStyle(document.querySelector('.swatch.' + node.group)).backgroundColor;
          if (swatch !== `rgb(${red}, ${green}, ${blue})`) wrong.push([node.id, swatch, red, green, blue]);
        } return wrong; }""")
    assert matching == []


@pytest.mark.parametrize(("name", "left"), [(SYSTEMS[0], (11, 11)), (CHAINS[0], (7, 7))])
def test_12_legend_hides_and_shows(open_page: Opener, name: str, left: tuple[int, int]) -> None:
    page = open_page(name)
    page.click("[data-legend=unnamed]")
    assert page.locator("[data-legend=unnamed]").get_attribute("aria-pressed") == "false"
    assert counts(page) == left
    assert page.evaluate("document.activeElement.dataset.legend") == "unnamed"
    page.click("[data-legend=unnamed]")
    assert counts(page) == shown_of(name)


@pytest.mark.parametrize(
    ("name", "query", "node"),
    [
        (SYSTEMS[0], "Food", "sector:food"),
        (SYSTEMS[0], "食品", "sector:food"),
        (SYSTEMS[0], "積體電路", "sector:chips"),
        (SYSTEMS[0], "textil", "chain:textiles"),
        (SYSTEMS[0], "chain:light", "chain:light"),
        (SYSTEMS[0], "33条", "edition:many-2020"),
        (CHAINS[0], "乙公司", "enterprise:two"),
        (CHAINS[0], "yarn", "cluster:yarn"),
        (CHAINS[0], "institution:school", "institution:school"),
    ],
)
def test_13_search_by_name_alias_part_and_code(open_page: Opener, name: str, query: str, node: str) -> None:
    page = open_page(name)
    page.fill("#search", query)
    page.keyboard.press("Enter")
    assert state(page)["node"] == node
    assert page.evaluate("window.chaingraph.network.getSelectedNodes()") == [node]
    at = page.evaluate(
        """(id) => { const node = JSON.parse(document.getElementById('page-data').textContent).nodes.find((one) => one.id === id);
        return document.querySelector('#picture').getBoundingClientRect().top + window.chaingraph.network.canvasToDOM(node).y; }""",
        node,
    )
    assert 0 <= at <= 768


@pytest.mark.parametrize("name", ["system-en.html", "members-en.html"])
def test_13_nothing_found_is_said(open_page: Opener, name: str) -> None:
    page = open_page(name)
    page.fill("#search", "<b>zebra</b>")
    assert page.locator("#search-said").inner_text() == "Nothing found for “<b>zebra</b>”"
    assert page.locator("#search-results").is_hidden()


def test_13_search_leads_to_what_only_an_earlier_day_shows(open_page: Opener) -> None:
    page = open_page()
    page.fill("#search", "Steel")
    page.keyboard.press("Enter")
    assert state(page)["asOf"] == "2020-01-01"
    assert page.evaluate("window.chaingraph.network.getSelectedNodes()") == ["sector:steel"]


@pytest.mark.parametrize("name", ["system-en.html", "members-en.html"])
def test_15_every_fact_in_the_panel_has_source_date_and_place(open_page: Opener, name: str) -> None:
    page = open_page(name)
    nodes = page.evaluate("window.chaingraph.network.body.nodeIndices")
    for node in ["", *nodes]:
        page.evaluate("node => { location.hash = node ? 'node=' + encodeURIComponent(node) : ''; }", node)
        page.wait_for_function("node => window.chaingraph.state().node === node", arg=node)
        facts = page.locator("#panel .fact")
        assert facts.count() > 0
        for text in facts.all_inner_texts():
            assert re.search(
                r"(市报|新闻网|旧报|转载网) · 20\d\d-\d\d-\d\d · (characters \d+–\d+|not checked here)", text
            )
            assert "https://news.example/item?a=1&b=2" in text


def test_15_chain_owners_are_stated_not_invented(open_page: Opener) -> None:
    page = open_page("system-en.html")
    text = page.locator("#panel").inner_text()
    assert "79 stated · 0 confirmed · 2 possible · 79 unknown" in text
    assert "inputs unstated → Light industry chain" in text
    page.locator("#panel summary").first.click()
    assert "SELECT" in page.locator("#panel pre").first.inner_text()
    assert "chaingraph query system-" in page.locator("#panel details p").first.inner_text()


@pytest.mark.parametrize("name", [SYSTEMS[0], CHAINS[0]])
def test_16_all_controls_by_tab_with_labels_and_visible_focus(open_page: Opener, name: str) -> None:
    assert badly_reached(open_page(name)) == []


def test_16_a_box_is_chosen_by_the_mouse_anywhere_in_it(open_page: Opener) -> None:
    page = open_page()
    for node in ("edition:main-2022", "chain:energy"):
        at = page.evaluate(
            """(id) => { const box = window.chaingraph.boxOf(id);
            const at = window.chaingraph.network.canvasToDOM({ x: box.right - 6, y: (box.top + box.bottom) / 2 });
            return [at.x, at.y]; }""",
            node,
        )
        page.locator("#picture").click(position={"x": at[0], "y": at[1]})
        assert state(page)["node"] == node
    page.locator("#picture").click(position={"x": 2, "y": 2})
    assert state(page)["node"] == ""


def test_16_the_picture_is_walked_by_arrow_keys(open_page: Opener) -> None:
    page = open_page()
    page.locator("#picture").focus()
    walked = []
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "Escape"):
        page.keyboard.press(key)
        walked.append(state(page)["node"])
    assert walked[0] == "programme:ab"
    assert str(walked[1]).startswith("edition:")
    assert walked[3] == walked[1]
    assert str(walked[4]).startswith("edition:")
    assert walked[4] != walked[1]
    assert walked[5] == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


@pytest.mark.parametrize("name", ["system-en.html", "members-en.html"])
def test_17_the_tables_equal_the_picture(open_page: Opener, name: str) -> None:
    page = open_page(name)
    for fragment in ("", "#as-of=2020-01-01", "#as-of=2022-06-01", "#all=1", "#kind=chain", "#off=unnamed"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(30)
        drawn = page.evaluate(
            """() => [[...window.chaingraph.network.body.nodeIndices].sort(), [...window.chaingraph.network.body.edgeIndices].sort()]"""
        )
        told = [
            sorted(rows(page, table).evaluate_all("all => all.map((one) => one.dataset.key)"))
            for table in ("things", "links")
        ]
        assert told == drawn


def test_17_the_csv_holds_what_the_table_shows(open_page: Opener) -> None:
    page = open_page("system-en.html", "#kind=sector")
    with page.expect_download() as download:
        page.click("button[data-csv=things]")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[0][:3] == ["Lane", "Type", "Name"]
    assert sorted(row[2] for row in table[1:]) == ["Food processing; 食品加工", "Integrated circuits; 集成电路"]


@pytest.mark.parametrize("text", ["=1+1", "-2+3+cmd|' /C calc'!A0", "＝1+1", "@SUM(1,1)", "-1.5", "-12%"])
def test_no_cell_of_the_csv_is_a_formula_and_numbers_stay_numbers(open_page: Opener, text: str) -> None:
    page = open_page("system-en.html")
    page.evaluate("(text) => { document.querySelector('#things tbody td').textContent = text; }", text)
    with page.expect_download() as download:
        page.click("button[data-csv=things]")
    table = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert table[1][0] == (text if text in {"-1.5", "-12%"} else f"'{text}")


@pytest.mark.parametrize("city", ["dezhou", "liaocheng"])
def test_the_bundled_systems_are_drawn_whole(open_page: Opener, pages: Path, city: str) -> None:
    store = open_store()
    facts = read_system(store, find_city(read_cities(store), city))
    graph = system_graph(facts.system)
    name = f"system-{city}.html"
    (pages / name).write_bytes(render_system(facts, lang="zh"))
    page = open_page(name, "#all=1")
    standing = {node for node, data in graph.nodes(data=True) if any(not span.is_over for span in data["spans"])}
    lines = [data for *_, data in graph.edges(data=True) if any(not span.is_over for span in data["spans"])]
    assert counts(page) == (len(standing), len(lines))
    boxes = page.evaluate("window.chaingraph.network.body.nodeIndices.map((id) => window.chaingraph.boxOf(id))")
    for one, other in combinations(boxes, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    assert page.locator("#panel .fact").count() > 0
    assert rows(page, "figures").count() == sum(
        not figure.about.zh and figure.area_key == facts.system.city for figure in facts.figures
    )
