"""The pages in a real browser, opened from a file: what every page must pass, point by point.

The system of the small city, on the last day: 1 programme, 3 editions (that of 2020 has a successor), 2 groups, food and chips,
three chains (energy only possible), and 3 boxes for members that nobody names: 14 boxes. Lines: 3 to editions, 2 to
groups, 3 listings, 2 possible ones, 1 change, 3 to the unnamed: 14.
"""

import base64
import csv
import io
import re
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page
from pypdf import PdfReader
from tests.browsing import Opener

from chaingraph.networks import system_graph
from chaingraph.store import open_store
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.system import render_system

pytestmark = pytest.mark.browser

SYSTEMS = ["system-testville.html", "system-en.html", "hostile/system-testville.html"]
CHAINS = ["members/textiles.html", "members-en.html", "hostile/members/textiles.html"]
NETWORKS = [*SYSTEMS, *CHAINS]
PLAIN = [
    "index.html",
    "documents.html",
    "questions.html",
    "list/chain.html",
    "enterprise/two.html",
    "place/testville.html",
    "document/press-2023.html",
    "document/copy-2024.html",
]
HOSTILE = [f"hostile/{name}" for name in ("index.html", "enterprise/two.html", "document/press-2023.html")]
ALL_PAGES = [*NETWORKS, *PLAIN, *HOSTILE]
SHOWN = (14, 14)
#: Boxes and lines of the chain: 2 editions, the chain, its owner, a school, 19 unnamed, and the owner's cluster and
#: project; 1 listing, 1 possible one, owner, school as participant and in a list, unnamed, and 2 lines of the owner.
CHAIN_SHOWN = (8, 8)


def is_chain(name: str) -> bool:
    return name in CHAINS


def shown_of(name: str) -> tuple[int, int]:
    return CHAIN_SHOWN if is_chain(name) else SHOWN


def counts(page: Page) -> tuple[int, int]:
    """The boxes and lines that vis-network has."""
    made = page.evaluate("""() => { const body = window.chaingraph.network.body;
        return [body.nodeIndices.length, body.edgeIndices.length]; }""")
    return (made[0], made[1])


def rows(page: Page, table: str) -> Locator:
    return page.locator(f"#{table} tbody tr:not([hidden])")


def state(page: Page) -> dict[str, object]:
    made: dict[str, object] = page.evaluate("window.chaingraph.state()")
    return made


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


@pytest.mark.parametrize("name", [SYSTEMS[0], SYSTEMS[2], CHAINS[0], CHAINS[2]])
def test_01_03_no_request_error_or_dialog_after_every_control(open_page: Opener, name: str) -> None:
    page = open_page(name)
    use_every_control(page)
    assert counts(page) == shown_of(name)


@pytest.mark.parametrize("name", [*PLAIN, *HOSTILE])
def test_01_03_other_pages_ask_for_nothing(open_page: Opener, name: str) -> None:
    page = open_page(name)
    page.click("#theme")
    page.fill("#site-search", "e")
    assert page.locator("#site-search-results a").count() > 0
    for number in range(page.locator("button[data-csv]").count()):
        with page.expect_download():
            page.locator("button[data-csv]").nth(number).click()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("name", ALL_PAGES)
def test_04_05_policy_doctype_language_encoding_title_and_one_heading(open_page: Opener, name: str) -> None:
    page = open_page(name)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    alone = name in {"system-en.html", "members-en.html"}
    allowed = "'sha256-[^;]*" if alone else "'self'(?: 'sha256-[^' ]*')?; style-src 'self'"
    assert re.match(f"default-src 'none'; script-src {allowed};", policy)
    assert "unsafe" not in policy
    assert page.evaluate("document.doctype.name") == "html"
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.evaluate("document.characterSet") == "UTF-8"
    chinese = not alone and not name.startswith("hostile/")
    assert page.locator("html").get_attribute("lang") == ("zh-Hans" if chinese else "en")
    assert page.title().strip()
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


@pytest.mark.parametrize("name", [SYSTEMS[2], CHAINS[2], *HOSTILE])
def test_08_hostile_names_are_only_text(open_page: Opener, name: str) -> None:
    page = open_page(name)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(#printed)").count() == 0
    text = page.locator("body").inner_text()
    if name in NETWORKS:
        node = "enterprise:two" if is_chain(name) else "sector:food"
        page.evaluate("node => { location.hash = 'node=' + encodeURIComponent(node); }", node)
        page.wait_for_function("node => window.chaingraph.state().node === node", arg=node)
        text += page.locator("#panel").inner_text() + page.locator("#things").inner_text()
    else:
        page.fill("#site-search", "window")
        page.wait_for_selector("#site-search-results a")
        text += page.locator("#site-search-results").inner_text()
    assert page.evaluate("window.hacked") is None
    markers = ["</script><script>window.hacked=1</script>", 'onerror="window.hacked=1"', "{{ 7*7 }}"]
    assert sum(marker in text for marker in markers) >= (3 if name in NETWORKS else 1)


@pytest.mark.parametrize("name", [*SYSTEMS[:2], *CHAINS[:2]])
def test_09_painted_and_as_many_as_the_questions_say(open_page: Opener, name: str) -> None:
    page = open_page(name)
    assert counts(page) == shown_of(name)
    colours = page.evaluate("""() => { const canvas = document.querySelector('#picture canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set(); for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return seen.size; }""")
    assert colours > 8


@pytest.mark.parametrize("name", NETWORKS)
def test_10_boxes_lie_in_their_band_and_never_overlap(open_page: Opener, name: str) -> None:
    page = open_page(name, "#all=1")
    boxes = page.evaluate("""() => { const data = JSON.parse(document.getElementById('page-data').textContent);
        const lane = new Map(data.nodes.map((node) => [node.id, node.lane]));
        const band = new Map(data.frame.lanes.map((one) => [one.key, one.band]));
        return window.chaingraph.network.body.nodeIndices.map((id) =>
            ({ lane: lane.get(id), band: band.get(lane.get(id)), ...window.chaingraph.boxOf(id) })); }""")
    assert len(boxes) == (8 if is_chain(name) else 17)
    for number, box in enumerate(boxes):
        assert box["band"][0] < box["left"] < box["right"] < box["band"][1]
        for other in boxes[number + 1 :]:
            assert box["lane"] != other["lane"] or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]


@pytest.mark.parametrize("name", [SYSTEMS[0], CHAINS[0], *PLAIN])
def test_11_chinese_fonts_and_no_emoji(open_page: Opener, name: str) -> None:
    page = open_page(name)
    stack = page.evaluate("getComputedStyle(document.body).fontFamily")
    for family in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "SimHei"):
        assert family in stack
    text = page.locator("html").inner_text()
    assert re.search(r"[一-鿿]", text)
    assert not re.search("[\U0001f000-\U0001faff☀-➿]", text)


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


@pytest.mark.parametrize(
    ("query", "href"),
    [("乙公司", "../enterprise/two.html"), ("積體", "../sector/chips.html"), ("379900", "../place/testville.html")],
)
def test_13_the_search_of_the_site_leads_to_pages(open_page: Opener, query: str, href: str) -> None:
    page = open_page("document/press-2023.html")
    page.fill("#site-search", query)
    assert page.locator("#site-search-results a").first.get_attribute("href") == href
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + href.removeprefix("../"))
    page.fill("#site-search", "斑马")
    assert "没有找到“斑马”" in page.locator("#site-search-said").inner_text()


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


@pytest.mark.parametrize(
    ("name", "control", "value", "shown"),
    [
        (SYSTEMS[0], "#filter-lane", "member", (8, 0)),
        (SYSTEMS[0], "#filter-kind", "chain", (3, 0)),
        (SYSTEMS[0], "#filter-edition", "edition:landmark-2023", (6, 5)),
        (CHAINS[0], "#filter-lane", "who", (3, 0)),
        (CHAINS[0], "#filter-kind", "edition", (2, 0)),
        (CHAINS[0], "#filter-near", "direct", (6, 6)),
        (CHAINS[0], "#filter-near", "through", (3, 0)),
    ],
)
def test_14_filters_count_and_reset_restores_exactly(
    open_page: Opener, name: str, control: str, value: str, shown: tuple[int, int]
) -> None:
    page = open_page(name)
    before = (state(page), page.locator("#things").inner_html(), page.url)
    label = page.locator(f"{control} option[value='{value}']").inner_text()
    assert label.endswith(f"({shown[0]})")
    page.select_option(control, value)
    assert counts(page) == shown
    assert rows(page, "things").count() == shown[0]
    page.click("#zoom-in")
    page.locator("#legend button").first.click()
    page.fill("#search", "x")
    page.click("#reset")
    assert (state(page), page.locator("#things").inner_html(), page.url) == before
    assert counts(page) == shown_of(name)


def test_14_the_day_chooses_the_latest_edition_stated_by_it(open_page: Opener) -> None:
    page = open_page()
    where = "id => window.chaingraph.network.getPosition(id)"
    before = page.evaluate(where, "edition:many-2020")
    page.locator("#as-of").focus()
    page.keyboard.press("Home")
    # 2020: the programme, two editions, the old group with two sectors, and 33 that nobody names.
    assert counts(page) == (7, 6)
    assert page.locator("#as-of-heading").inner_text() == "2020-01-01"
    assert page.evaluate(where, "edition:many-2020") == before
    assert rows(page, "figures").count() == 0
    page.keyboard.press("End")
    page.check("#all-editions")
    assert counts(page) == (17, 18)
    assert page.locator("[data-legend=earlier] b").inner_text() == "1"


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


@pytest.mark.parametrize("name", [SYSTEMS[0], CHAINS[0], "document/press-2023.html", "index.html"])
def test_16_all_controls_by_tab_with_labels_and_visible_focus(open_page: Opener, name: str) -> None:
    page = open_page(name)
    wanted = set(
        page.locator("a[href], button, input, select, summary, #picture, .scroll").evaluate_all(
            """all => all.filter((one) => one.checkVisibility()).map((one, number) => { one.dataset.stop = number; return String(number); })"""
        )
    )
    reached = {}
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => { const one = document.activeElement; if (!one || !one.dataset.stop) return null;
            const style = getComputedStyle(one); const labels = one.labels ? [...one.labels].map((label) => label.textContent).join('') : '';
            const by = one.getAttribute('aria-labelledby'); const named = by && document.getElementById(by) ? document.getElementById(by).textContent : '';
            return [one.dataset.stop, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                (labels || one.getAttribute('aria-label') || named || one.textContent).trim()]; }""")
        if found:
            reached[found[0]] = found
    assert wanted - set(reached) == set()
    assert [found for found in reached.values() if not found[1] or not found[2]] == []


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


SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => { const part = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const ground = (one) => { for (let at = one; at; at = at.parentElement) { const colour = parse(getComputedStyle(at).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour; } return [255, 255, 255]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const poor = [];
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || ![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const found = ratio(parse(getComputedStyle(one).color), ground(one));
    if (found < 4.5) poor.push([one.tagName, one.className, one.textContent.slice(0, 30), found]);
  }
  const hex = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const token = (name) => hex(getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim());
  for (const kind of ['programme', 'edition', 'earlier', 'group', 'sector', 'chain', 'possible', 'unnamed', 'bundle', 'subject', 'chief',
    'enterprise', 'institution', 'park', 'cluster', 'project', 'platform', 'segment']) {
    const found = ratio(token(kind + '-ink'), token(kind + '-fill'));
    if (found < 4.5) poor.push([kind, found]);
  }
  if (ratio(token('muted'), token('band')) < 4.5) poor.push(['muted on band']);
  return poor; }"""


@pytest.mark.parametrize("name", ["system-en.html", "members-en.html", *PLAIN])
def test_18_text_contrast_in_light_and_dark(open_page: Opener, name: str) -> None:
    page = open_page(name)
    for number in range(page.locator("summary").count()):
        page.locator("summary").nth(number).click()
    grounds = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert page.evaluate(CONTRAST) == []
    assert len(grounds) == 2


def test_18_states_are_told_by_words_and_lines_too(open_page: Opener) -> None:
    page = open_page("system-en.html", "#all=1")
    styles = page.evaluate("""() => Object.fromEntries(['edition', 'earlier', 'chain', 'possible', 'unnamed'].map((key) =>
        [key, getComputedStyle(document.querySelector('.swatch.' + key)).borderTopStyle]))""")
    assert styles == {
        "edition": "solid",
        "earlier": "dashed",
        "chain": "solid",
        "possible": "dashed",
        "unnamed": "dotted",
    }
    page.evaluate("location.hash = 'node=chain%3Aenergy'")
    page.wait_for_function("window.chaingraph.state().node === 'chain:energy'")
    assert "only a possible member" in page.locator("#panel").inner_text()


PRINTED = {
    "system-en.html": ("The industrial system of Testville", "Programme", "possible", 4),
    "members-en.html": ("Textiles chain", "Enterprise", "possible", 4),
}


@pytest.mark.parametrize("name", PRINTED)
def test_19_prints_picture_legend_title_date_and_source_on_no_blank_page(open_page: Opener, name: str) -> None:
    title, kind, state_word, most = PRINTED[name]
    page = open_page(name, dark=True)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    # Chromium's PDF maps some characters to radicals that look the same.
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    assert 1 <= len(texts) <= most
    assert all(len(text.strip()) > 20 for text in texts)
    first, whole = texts[0], "\n".join(texts)
    for words in (title, "2023-12-30", kind, state_word):
        assert words in first
    assert "市报" in whole
    assert "CC BY 4.0" in whole
    assert len(printed.pages[0].images) >= 1
    assert page.locator("#printed").is_hidden()
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("name", ["enterprise/two.html", "document/press-2023.html"])
def test_19_other_pages_print_with_title_and_sources(open_page: Opener, name: str) -> None:
    printed = PdfReader(io.BytesIO(open_page(name).pdf(prefer_css_page_size=True)))
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    assert all(len(text.strip()) > 20 for text in texts)
    assert "新闻网" in "".join(texts)
    assert len(texts) <= 3


@pytest.mark.parametrize(
    ("name", "file"),
    [(SYSTEMS[0], "chaingraph-testville-2023-12-30.png"), (CHAINS[0], "chaingraph-textiles-2024-01-05.png")],
)
def test_20_png_is_not_blank(open_page: Opener, name: str, file: str) -> None:
    page = open_page(name)
    with page.expect_download() as download:
        page.click("#png")
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == file
    assert content.startswith(b"\x89PNG")
    address = "data:image/png;base64," + base64.b64encode(content).decode()
    found = page.evaluate(
        """async (address) => { const image = new Image(); image.src = address; await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
        const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
        const data = context.getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();
        for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return [image.width, image.height, seen.size]; }""",
        address,
    )
    assert found[0] > 1500
    assert found[2] > 8
    assert counts(page) == shown_of(name)


@pytest.mark.parametrize("name", ALL_PAGES)
def test_21_nothing_is_cut_off_on_a_small_screen_or_at_200_percent(open_page: Opener, name: str) -> None:
    page = open_page(name)
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        cut = page.locator("button, input, select, h1, h2, #panel, #picture, .scroll").evaluate_all(CUT)
        assert cut == []
        if name in NETWORKS:
            assert page.evaluate(OUTSIDE) == 0


CUT = """all => all.filter((one) => one.checkVisibility() && !one.closest('.scroll > *'))
    .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1).map(([name]) => name)"""
OUTSIDE = """() => { const network = window.chaingraph.network;
    const box = document.querySelector('#picture').getBoundingClientRect();
    return network.body.nodeIndices.map((id) => window.chaingraph.boxOf(id)).filter((one) => {
      const from = network.canvasToDOM({ x: one.left, y: one.top });
      const to = network.canvasToDOM({ x: one.right, y: one.bottom });
      return from.x < -1 || from.y < -1 || to.x > box.width + 1 || to.y > box.height + 1; }).length; }"""


@pytest.mark.parametrize(
    ("name", "fragment"),
    [
        ("system-en.html", "#as-of=2022-06-01"),
        ("system-en.html", "#all=1&kind=sector&node=sector%3Asteel"),
        ("system-en.html", "#edition=edition%3Alandmark-2023&off=unnamed&q=chain"),
        ("system-en.html", "#lane=group&at=300%2C200%2C1.5"),
        ("members-en.html", "#as-of=2022-06-01&near=direct"),
        ("members-en.html", "#node=enterprise%3Atwo&off=line-through&at=300%2C200%2C1.5"),
    ],
)
def test_24_the_address_reopens_the_same_view(open_page: Opener, name: str, fragment: str) -> None:
    first = open_page(name, fragment)
    again = open_page(name, "#" + first.url.partition("#")[2])
    assert state(again) == state(first)
    assert counts(again) == counts(first)
    assert again.url == first.url
    place = (
        "() => { const network = window.chaingraph.network; return [network.getScale(), network.getViewPosition()]; }"
    )
    assert again.evaluate(place) == first.evaluate(place)
    assert "#" in first.url


@pytest.mark.parametrize("name", ["system-en.html", "members-en.html"])
def test_24_an_address_of_nonsense_opens_the_page_as_it_is(open_page: Opener, name: str) -> None:
    page = open_page(name, "#as-of=1999&node=nothing&kind=%3Cb%3E&off=x&at=1,2,NaN")
    assert counts(page) == shown_of(name)
    assert "#" not in page.url


@pytest.mark.parametrize("name", [SYSTEMS[0], *CHAINS[:2], *PLAIN])
def test_25_reads_without_script(open_page: Opener, name: str) -> None:
    page = open_page(name, script=False)
    if name != "questions.html":
        assert page.locator("table").first.is_visible()
        assert page.locator("table tbody tr").count() > 0
    assert page.locator(".needs-script:visible").count() == 0
    if name in NETWORKS:
        assert page.locator("noscript").inner_text().strip()
        assert page.locator("#things tbody tr:visible").count() == (8 if is_chain(name) else 17)


def test_the_site_is_walked_by_its_links(open_page: Opener) -> None:
    page = open_page("index.html")
    page.click("main a[href^='system-testville.html#edition']")
    page.wait_for_selector("html[data-ready]")
    assert state(page)["edition"] != ""
    page.click("nav a[href='documents.html']")
    assert page.locator("nav a[aria-current=page]").get_attribute("href") == "documents.html"
    assert page.locator("#documents tbody tr").count() == 4
    page.click("#documents a[href='document/press-2022.html']")
    places = page.locator("#lines tbody tr td:first-child").all_inner_texts()
    assert places == [f"第 {a}–{b} 字符" for a, b in ((5, 50), (10, 30), (30, 50), (60, 80), (90, 99))]
    page.click("#lines a[href='../enterprise/one.html']")
    assert page.locator("h1").inner_text() == "甲公司"
    page.click(".source a[href='../document/press-2022.html']")
    page.click("nav a[href='../list/chain.html']")
    assert page.locator("nav a[aria-current=page]").get_attribute("href") == "../list/chain.html"
    page.click("main a[href='../chain/textiles.html']")
    page.wait_for_selector("html[data-ready]")
    page.click("nav a[href='../documents.html']")
    page.click("#documents a[href='document/old-2021.html']")
    assert "未核对" in page.locator("main").inner_text()


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
