"""Networks drawn freely, shocks and a firm's surroundings: what every page must pass, in a real browser.

The small city has five segments of two templates: ore → spinning → weaving → clothes, and dyes → weaving; firm Two is
known in spinning and weaving, firm One in weaving.
"""

import base64
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import NamedNode, RdfFormat, Store
from pypdf import PdfReader
from tests.browsing import Opener, write_pages

from chaingraph.analyses.key_nodes import rank_key_nodes
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.report import Thing
from chaingraph.reports.common import open_scene
from chaingraph.reports.shock import ShockOptions, report_shock
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view
from chaingraph.views.network_words import NETWORK_WORDS
from chaingraph.views.pages import network as network_page
from chaingraph.views.shell import Page as Frame
from chaingraph.views.words import _WORDS

pytestmark = pytest.mark.browser

BASE = "https://w3id.org/chaingraph/id/"
SEGMENTS = {
    "ore": ("原料", "Ore"),
    "weaving": ("织造", "Weaving"),
    "dyes": ("染料", "Dyes"),
    "clothes": ("服装", "Clothes"),
}
FEEDS = (("ore", "spinning"), ("spinning", "weaving"), ("dyes", "weaving"), ("weaving", "clothes"))
TEMPLATES = {"textiles": ("ore", "spinning", "weaving", "clothes"), "chemicals": ("dyes", "weaving")}
LINKS = (("two", "spinning"), ("two", "weaving"), ("one", "weaving"))
HOSTILE = ("</script><script>window.hacked=1</script>", '<img src=x onerror="window.hacked=1">', "{{ 7*7 }}")
ENGLISH = ["network-en.html", "firms-en.html", "shock-en.html", "enterprise-en.html"]
HOSTILES = [f"bad-{name}" for name in ENGLISH]
FREE = {"network-en.html", "firms-en.html", "bad-network-en.html", "bad-firms-en.html"}
#: Nodes and lines. Firms: weaving, spinning and two firms; three ties and a feed. Shock of spinning: itself, weaving
#: and clothes downstream, ore upstream.
SHOWN = {"network-en.html": (5, 4), "firms-en.html": (4, 4), "shock-en.html": (4, 3)}


def add_templates(store: Store, mark: str = "") -> Store:
    """Add the segments, their templates, and who is in them, to the small city."""
    lines = [
        "@prefix cg: <https://w3id.org/chaingraph/def/> . @prefix scheme: <https://w3id.org/chaingraph/scheme/> .",
        f"@prefix id: <{BASE}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        f"<{BASE}graph/entities> {{",
    ]
    for key, (zh, en) in SEGMENTS.items():
        names = f"{json.dumps(mark + zh, ensure_ascii=False)}@zh-Hans , {json.dumps(mark + en)}@en"
        lines.append(f"<{BASE}segment/{key}> a cg:Segment ; skos:prefLabel {names} .")
    lines += [
        f'<{BASE}template/{key}> a cg:ChainTemplate ; skos:prefLabel "模板 {key}"@zh-Hans , "The {key}"@en .'
        for key in TEMPLATES
    ]
    lines.append(f"}} <{BASE}graph/templates> {{")
    for source, target in FEEDS:
        ends = f"<{BASE}segment/{source}>", f"<{BASE}segment/{target}>"
        lines.append(f"{ends[0]} cg:feeds {ends[1]} .")
        lines.append(
            f"<{BASE}segment-input/{source}.{target}> a cg:SegmentInput , cg:Judgement ; cg:inputFrom {ends[0]} ;"
            f" cg:inputTo {ends[1]} ; cg:product <{BASE}product/{source}> ; cg:need scheme:need-essential ."
        )
    lines += [
        f"<{BASE}template-placement/{template}.{segment}> a cg:TemplatePlacement , cg:Judgement ;"
        f" cg:template <{BASE}template/{template}> ; cg:segment <{BASE}segment/{segment}> ."
        for template, segments in TEMPLATES.items()
        for segment in segments
    ]
    lines.append(f"}} <{BASE}graph/press-2023> {{")
    for firm, segment in LINKS:
        lines.append(
            f"<{BASE}participation/press-2023.{firm}-{segment}> a cg:Participation ;"
            f" cg:evidence <{BASE}evidence/press-2023.330-340> ; cg:participant <{BASE}enterprise/{firm}> ;"
            f" cg:participatesIn <{BASE}segment/{segment}> ; cg:role scheme:role-member ."
        )
    lines.append(
        f"<{BASE}award/press-2023.two> a cg:DesignationAward ; cg:evidence <{BASE}evidence/press-2023.360-370> ;"
        f" cg:recipient <{BASE}enterprise/two> ; cg:tier scheme:tier-provincial ; cg:awardYear 2022 ;"
        " cg:scheme scheme:designation-advanced-manufacturing-hundred-cities ."
    )
    lines.append("}")
    store.load("\n".join(lines).encode(), format=RdfFormat.TRIG)
    return store


def copy(store: Store) -> Store:
    made = Store()
    made.bulk_extend(store)
    return made


def without_sales(store: Store) -> Store:
    made = copy(store)
    sale = NamedNode("https://w3id.org/chaingraph/def/SupplyLink")
    for quad in list(made.quads_for_pattern(None, None, sale, None)):
        for one in list(made.quads_for_pattern(quad.subject, None, None, None)):
            made.remove(one)
    return made


@pytest.fixture(scope="module")
def city(store: Store) -> Store:
    return add_templates(copy(store))


@pytest.fixture(scope="module")
def hostile_city(hostile_store: Store) -> Store:
    return add_templates(copy(hostile_store), HOSTILE[0])


@pytest.fixture(scope="module")
def drawn(city: Store, hostile_city: Store, pages: Path) -> Path:
    """The folder of pages with those of the small city, plain and with hostile names, in it."""
    asked: dict[str, tuple[str, tuple[str, ...]]] = {
        "network-en.html": ("network", ()),
        "firms-en.html": ("network", ("firms",)),
        "shock-en.html": ("shock", ("segment:spinning",)),
        "enterprise-en.html": ("enterprise", ("enterprise:two",)),
    }
    for name, (view, names) in asked.items():
        plain, bad = (without_sales(one) if view == "network" else one for one in (city, hostile_city))
        (pages / name).write_bytes(draw_view(plain, view, names, lang="en", file=name))
        (pages / f"bad-{name}").write_bytes(draw_view(bad, view, names, lang="en", file=f"bad-{name}"))
    (pages / "sales-en.html").write_bytes(draw_view(city, "network", ("firms",), lang="en", file="sales-en.html"))
    (pages / "shock-zh.html").write_bytes(draw_view(city, "shock", ("enterprise:two",), file="shock-zh.html"))
    return pages


@pytest.fixture
def see(open_page: Opener, drawn: Path) -> Opener:
    """Open a page of the folder, once it is drawn."""

    assert drawn.is_dir()
    return open_page


def counts(page: Page) -> tuple[int, int]:
    made = page.evaluate(
        "() => [window.chaingraph.network.body.nodeIndices.length, window.chaingraph.network.body.edgeIndices.length]"
    )
    return (made[0], made[1])


def state(page: Page) -> dict[str, object]:
    made: dict[str, object] = page.evaluate("window.chaingraph.state()")
    return made


def shown_rows(page: Page, table: str) -> list[str]:
    made: list[str] = page.locator(f"#table-{table} tbody tr:not([hidden])").evaluate_all(
        "all => all.map((one) => one.dataset.key).sort()"
    )
    return made


def choose(page: Page, node: str) -> None:
    page.evaluate("node => { location.hash = 'node=' + encodeURIComponent(node); }", node)
    page.wait_for_function("node => window.chaingraph.state().node === node", arg=node)


def test_words_of_networks_are_words_of_their_own() -> None:
    assert set(NETWORK_WORDS) & set(_WORDS) == set()
    assert all(zh and en for zh, en in NETWORK_WORDS.values())


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
    colours = page.evaluate("""() => { const canvas = document.querySelector('#picture canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set(); for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return seen.size; }""")
    assert colours > 5


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
    page = see(name)
    boxes = page.evaluate("""() => { const data = JSON.parse(document.getElementById('page-data').textContent);
        const lane = new Map(data.nodes.map((node) => [node.id, node.lane]));
        const band = new Map(data.frame.lanes.map((one) => [one.key, one.band]));
        return window.chaingraph.network.body.nodeIndices.map((id) =>
            ({ lane: lane.get(id), band: band.get(lane.get(id)), ...window.chaingraph.boxOf(id) })); }""")
    for number, box in enumerate(boxes):
        assert box["band"][0] < box["left"] < box["right"] < box["band"][1]
        for other in boxes[number + 1 :]:
            assert box["lane"] != other["lane"] or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]


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
    page = see(name)
    wanted = set(
        page.locator("a[href], button, input, select, summary, #picture, .scroll").evaluate_all(
            """all => all.filter((one) => one.checkVisibility()).map((one, number) => { one.dataset.stop = number; return String(number); })"""
        )
    )
    reached = {}
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => { const one = document.activeElement; if (!one || !one.dataset.stop) return null;
            const style = getComputedStyle(one); const labels = one.labels ? [...one.labels].map((label) => label.textContent).join('') : '';
            const by = one.getAttribute('aria-labelledby'); const named = by ? document.getElementById(by).textContent : '';
            return [one.dataset.stop, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                (labels || one.getAttribute('aria-label') || named || one.textContent).trim()]; }""")
        if found:
            reached[found[0]] = found
    assert wanted - set(reached) == set()
    assert [found for found in reached.values() if not found[1] or not found[2]] == []


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
  const style = getComputedStyle(document.documentElement);
  const token = (name) => { const text = style.getPropertyValue('--' + name).trim(); return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)); };
  for (const kind of ['state-strong', 'state-thin', 'state-absent', 'state-unknown', 'stopped', 'grouped', 'firm', 'honour', 'site', 'template', 'customer']) {
    if (ratio(token(kind + '-ink'), token(kind + '-fill')) < 4.5) poor.push([kind]);
  }
  for (let number = 0; number < 8; number += 1) if (ratio(token('cat-ink'), token('cat-' + number)) < 4.5) poor.push([number]);
  const steps = [0, 1, 2, 3, 4, 5].map((step) => light(token('scale-' + step)));
  const order = steps.map((value, at) => at === 0 || (steps[1] < steps[0] ? value < steps[at - 1] : value > steps[at - 1]));
  if (order.includes(false)) poor.push(['scale', steps]);
  return poor; }"""


@pytest.mark.parametrize("name", ["network-en.html", "shock-en.html"])
def test_18_contrast_and_an_ordered_scale_in_light_and_dark(see: Opener, name: str) -> None:
    page = see(name, "#colour=community" if name in FREE else "")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        assert page.evaluate(CONTRAST) == []


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
    address = "data:image/png;base64," + base64.b64encode(Path(download.value.path()).read_bytes()).decode()
    found = page.evaluate(
        """async (address) => { const image = new Image(); image.src = address; await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
        const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
        const data = context.getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();
        for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return [image.width, seen.size]; }""",
        address,
    )
    assert found[0] > 1500
    assert found[1] > 8


@pytest.mark.parametrize("name", [*ENGLISH, HOSTILES[0], HOSTILES[2]])
def test_21_nothing_is_cut_off(see: Opener, name: str) -> None:
    page = see(name)
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        cut = page.locator("button, input, select, h1, h2, #panel, #picture, .scroll").evaluate_all(
            """all => all.filter((one) => one.checkVisibility() && !one.closest('.scroll > *'))
            .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.left < -1 || box.right > innerWidth + 1).map(([name]) => name)"""
        )
        assert cut == []


def test_22_too_many_nodes_are_drawn_as_communities(see: Opener, city: Store, drawn: Path) -> None:
    frame = Frame("few.html", "en", "", "")
    (drawn / "few.html").write_bytes(network_page.draw(city, (), city=None, as_of=None, page=frame, limit=4))
    page = see("few.html")
    scene = open_scene(city)
    assert counts(page)[0] < len(scene.graph) == 5
    assert "5 nodes are more than 4" in page.locator("main > .note").first.inner_text()
    page.fill("#search", "Weaving")
    page.keyboard.press("Enter")
    assert str(state(page)["node"]).startswith("community:")
    members = page.evaluate(
        "() => JSON.parse(document.getElementById('page-data').textContent).nodes.map((one) => one.measures.members)"
    )
    assert sum(members) == 5


def test_22_a_page_that_would_be_too_heavy_draws_communities_too(city: Store) -> None:
    frame = Frame("heavy.html", "en", "", "")
    whole = network_page.draw(city, (), city=None, as_of=None, page=frame)
    bundled = network_page.draw(city, (), city=None, as_of=None, page=frame, heaviest=len(whole) - 1)
    assert b'"outlined":true' in whole
    assert b'"outlined":false' in bundled


def test_long_tables_cite_in_mere_text_and_say_the_same(
    see: Opener, city: Store, drawn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, name = Frame("long.html", "en", "", ""), "network-en.html"
    monkeypatch.setattr(network_page, "_LONG", 4)
    (drawn / "long.html").write_bytes(network_page.draw(city, (), city=None, as_of=None, page=frame))
    cells = "#table-things td:last-child"
    told, whole = (see(one).locator(cells).all_inner_texts() for one in ("long.html", name))
    assert len(told) == 5
    for short, full in zip(told, whole, strict=True):
        assert all(part in full for line in short.splitlines() for part in line.split(" · "))
    assert see("long.html").locator(f"{cells} span").count() == 0


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
    see: Opener, drawn: Path, bundled_views: dict[str, bytes]
) -> None:
    store = open_store()
    scene = open_scene(store, city="dezhou")
    write_pages(drawn, bundled_views)
    assert len(bundled_views["whole.html"]) < 2_000_000
    page = see("whole.html")
    assert counts(page) == (scene.graph.number_of_nodes(), scene.graph.number_of_edges())
    ranked = {row.node: row for row in rank_key_nodes(scene.graph, titled={}).rows}
    data = page.evaluate("JSON.parse(document.getElementById('page-data').textContent).nodes")
    assert {node["id"]: node["measures"]["betweenness"] for node in data} == {
        key: row.betweenness for key, row in ranked.items()
    }
    stops = ("segment:silicon-wafers",)
    report = report_shock(store, stops, city="dezhou", options=ShockOptions(rows=1000))
    page = see("stop.html")
    hits = {
        (str(row["direction"].en).split()[0], row["node"].key)  # type: ignore[union-attr]
        for row in report.sheet("hits").records()
        if isinstance(row["node"], Thing) and row["hop"]
    }
    assert counts(page)[0] == len(hits) + len(stops)


def test_names_that_are_none_are_said(city: Store) -> None:
    with pytest.raises(InputError, match="no network is called 'frms'; did you mean 'firms'"):
        draw_view(city, "network", ("frms",))
    with pytest.raises(UnknownNameError, match="no enterprise"):
        draw_view(city, "enterprise", ("nobody",))
    with pytest.raises(InputError, match="segments or firms"):
        draw_view(city, "shock", ())
