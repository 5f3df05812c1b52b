"""The map of a chain: what it draws, told by the reports too, and the points that every page must pass, in Chromium.

The textiles chain of the small city corresponds to a template of four segments: fibre → spinning → weaving → garments.
Dyes feed weaving (supporting) and garments; shops and markets buy garments. A cluster weaves, as a paper of 2022 says,
and a chain owner does, as a site of 2023 says, which also says that nobody spins.

Folded, the map has 4 segments and 2 other chains: 6 boxes; 3 lines inside, 2 to or from the rim, and 1 supporting.
Opened up, 3 boxes more; 3 lines inside, 3 at the rim, and 1 supporting.
"""

import html
import io
import os
import re
import subprocess
import sys
import unicodedata
from datetime import date
from itertools import count, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from pypdf import PdfReader
from tests.browsing import Opener, write_pages

from chaingraph.naming import Name
from chaingraph.report import Thing
from chaingraph.reports.gaps import report_gaps
from chaingraph.reports.structure import report_structure
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view
from chaingraph.views.draw import draw_chain, draw_members, draw_site
from chaingraph.views.embed import embed
from chaingraph.views.ordering import count_crossings, order_lanes

from .small_city import build_graph, hostile, load_graph
from .small_templates import build_templates

DAYS = ["2022-06-01", "2022-07-16", "2023-12-30"]
FOLDED, SUPPORTED, OPENED = (6, 5), (6, 6), (9, 6)


@pytest.fixture(scope="module")
def cloth() -> Store:
    return load_graph(build_graph() + build_templates())


@pytest.fixture(scope="module")
def cloth_site(cloth: Store) -> dict[str, bytes]:
    return draw_site(cloth, lang="zh")


@pytest.fixture(scope="module")
def maps(pages: Path, cloth: Store, cloth_site: dict[str, bytes]) -> Path:
    """The folder of the pages, with the map in English, in Chinese in a site, and with hostile names."""
    named = count()
    bad = load_graph(build_graph(hostile) + build_templates(lambda text: hostile(text, next(named))))
    made = {f"cloth/{name}": content for name, content in cloth_site.items()}
    made["chain-map.html"] = draw_chain(cloth, "textiles", lang="en", name="chain-map.html")
    made["chain-hostile.html"] = draw_chain(bad, "chain:textiles", lang="en", name="chain-hostile.html")
    write_pages(pages, made)
    return pages


@pytest.fixture
def open_map(maps: Path, open_page: Opener) -> Opener:
    assert maps.is_dir()

    def open_one(name: str = "chain-map.html", fragment: str = "", **options: object) -> Page:
        return open_page(name, fragment, **options)

    return open_one


def counts(page: Page) -> tuple[int, int]:
    made = page.evaluate(
        "(() => { const { body } = window.chaingraph.network; return [body.nodeIndices.length, body.edgeIndices.length]; })()"
    )
    return (made[0], made[1])


def classes(page: Page) -> dict[str, int]:
    made = page.locator("#legend button").evaluate_all(
        "all => all.map((one) => [one.dataset.legend, Number(one.querySelector('b').textContent)])"
    )
    return {key: number for key, number in made if key.startswith("state-")}


def shown(page: Page, table: str) -> list[str]:
    made: list[str] = page.locator(f"#{table} tbody tr:not([hidden])").evaluate_all(
        "all => all.map((one) => one.dataset.key)"
    )
    return sorted(made)


def state(page: Page) -> dict[str, object]:
    made: dict[str, object] = page.evaluate("window.chaingraph.state()")
    return made


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    page.wait_for_timeout(40)


# ---- without a browser ------------------------------------------------------------------------------------------------


def test_lanes_are_ordered_so_that_lines_cross_little() -> None:
    lanes = [["a", "b", "c"], ["x", "y", "z"], ["m", "n"]]
    edges = [("a", "z"), ("b", "y"), ("c", "x"), ("x", "m"), ("z", "n")]
    ordered = order_lanes(lanes, edges)
    assert [sorted(lane) for lane in ordered] == [sorted(lane) for lane in lanes]
    assert count_crossings(ordered, edges) == 0
    assert count_crossings(lanes, edges) > 0


def test_07_same_bytes_twice_and_under_any_hash_seed(cloth: Store, tmp_path: Path) -> None:
    assert draw_chain(cloth, "textiles", name="a.html") == draw_chain(cloth, "textiles", name="a.html")
    graph = tmp_path / "city.trig"
    graph.write_text(build_graph() + build_templates(), encoding="utf-8")
    made = []
    for seed in ("1", "2"):
        page = tmp_path / seed / "chain.html"
        run = [sys.executable, "-m", "chaingraph", "viz", "chain", "textiles", "-s", str(graph), "-o", str(page)]
        subprocess.run(run, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=60)
        made.append(page.read_bytes())
    assert made[0] == made[1]


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
def test_the_bundled_maps_say_what_the_reports_say(key: str, maps: Path, open_page: Opener) -> None:
    store = open_store()
    name = f"chain-{key}.html"
    (maps / name).write_bytes(draw_chain(store, key, name=name))
    assert (maps / name).stat().st_size < 2_000_000
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


# ---- in the browser -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["chain-map.html", "cloth/chain/textiles.html", "chain-hostile.html"])
def test_01_to_05_cheap_points_hold_after_every_control(open_map: Opener, name: str) -> None:
    page = open_map(name)
    assert counts(page) == FOLDED
    assert "default-src 'none'" in (
        page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    )
    assert page.evaluate("[document.doctype.name, document.characterSet]") == ["html", "UTF-8"]
    assert (page.locator("h1").count(), page.locator("main").count()) == (1, 1)
    page.fill("#search", "e")
    page.keyboard.press("Enter")
    for control in ("#filter-lane", "#filter-kind", "#filter-county"):
        for value in page.locator(f"{control} option").evaluate_all("all => all.map((one) => one.value)"):
            page.select_option(control, value)
        page.select_option(control, "")
    for box in ("#gaps", "#expand-all"):
        page.check(box)
    page.locator("#as-of").focus()
    page.keyboard.press("Home")
    for number in range(page.locator("#legend button").count()):
        page.locator("#legend button").nth(number).click()
    go(page, "node=segment%3Aweaving")
    for number in range(page.locator("#panel summary").count()):
        page.locator("#panel summary").nth(number).click()
    for button in ("#png", "button[data-csv=things]", "button[data-csv=links]"):
        with page.expect_download():
            page.click(button)
    page.click("#reset")
    assert counts(page) == FOLDED
    assert "#" not in page.url


def test_08_hostile_names_are_only_text(open_map: Opener) -> None:
    page = open_map("chain-hostile.html", "#open=all&node=segment%3Aweaving")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img:not(#printed)").count() == 0
    text = page.locator("body").inner_text()
    for marker in ("</script><script>window.hacked=1</script>", 'onerror="window.hacked=1"', "{{ 7*7 }}"):
        assert marker in text


def test_09_17_as_many_boxes_and_lines_as_the_template_says_and_as_the_tables(open_map: Opener) -> None:
    page = open_map()
    drawn = "(() => { const { body } = window.chaingraph.network; return [[...body.nodeIndices].sort(), [...body.edgeIndices].sort()]; })()"
    wanted = {
        "": FOLDED,
        "off=none": SUPPORTED,
        "open=all": OPENED,
        "off=none&open=all": (9, 7),
        "kind=state-unknown": (2, 0),
    }
    wanted |= {f"as-of={day}": FOLDED for day in DAYS[:2]}
    for fragment, number in wanted.items():
        go(page, fragment)
        assert (fragment, counts(page)) == (fragment, number)
        assert [shown(page, "things"), shown(page, "links")] == page.evaluate(drawn)


def test_10_each_box_lies_in_its_lane_and_none_on_another(open_map: Opener) -> None:
    page = open_map(fragment="#open=all")
    boxes = page.evaluate("""() => { const data = JSON.parse(document.getElementById('page-data').textContent);
        const band = new Map(data.frame.lanes.map((one) => [one.key, one.band]));
        return data.nodes.map((node) => ({ lane: node.lane, band: band.get(node.lane), ...window.chaingraph.boxOf(node.id) })); }""")
    assert [box["lane"] for box in boxes] == [
        "in",
        "in",
        "upstream",
        "midstream",
        "midstream",
        "downstream",
        "out",
        "out",
        "out",
    ]
    for number, box in enumerate(boxes):
        assert box["band"][0] < box["left"] < box["right"] < box["band"][1]
        for other in boxes[number + 1 :]:
            assert box["lane"] != other["lane"] or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (DAYS[0], {"strong": 0, "thin": 0, "absent": 0, "unknown": 4}),
        (DAYS[1], {"strong": 0, "thin": 1, "absent": 0, "unknown": 3}),
        (DAYS[2], {"strong": 1, "thin": 0, "absent": 1, "unknown": 2}),
    ],
)
def test_12_14_states_follow_the_day_and_the_legend_counts_them(
    open_map: Opener, day: str, wanted: dict[str, int]
) -> None:
    page = open_map()
    assert page.evaluate("JSON.parse(document.getElementById('page-data').textContent).view.stops") == DAYS
    go(page, f"as-of={day}")
    assert classes(page) == {f"state-{key}": number for key, number in wanted.items()}
    told = page.locator("#things tbody tr:not([hidden]) td:nth-child(3)").all_inner_texts()
    assert told.count("unknown") == wanted["unknown"]
    assert page.locator("#as-of-heading").inner_text() == day


def test_12_18_four_states_and_three_needs_differ_beside_their_colour(open_map: Opener) -> None:
    page = open_map(fragment="#open=all&off=none")
    forms = page.evaluate("""() => ['state-strong', 'state-thin', 'state-absent', 'state-unknown', 'line-essential', 'line-replaceable', 'line-supporting']
        .map((key) => { const style = getComputedStyle(document.querySelector('.swatch.' + key)); return style.borderTopStyle + style.borderTopWidth; })""")
    assert (len(set(forms[:4])), len(set(forms[4:]))) == (4, 3)
    text = page.evaluate(
        "JSON.parse(document.getElementById('page-data').textContent).nodes.flatMap((node) => node.counts.flatMap(([, lines]) => lines)).join()"
    )
    assert all(mark in text for mark in ("● strong", "○ thin", "× confirmed absent", "? unknown"))
    assert not re.search(r"(firms|sites|projects|titled) 0", text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_18_contrast(open_map: Opener, scheme: str) -> None:
    page = open_map(fragment="#node=segment%3Aweaving", dark=scheme == "dark")
    poor = page.evaluate("""() => {
        const hex = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
        const token = (name) => hex(getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim());
        const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
        const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
        return [['state-strong-ink', 'state-strong-fill'], ['state-thin-ink', 'state-thin-fill'], ['state-absent-ink', 'state-absent-fill'],
          ['state-unknown-ink', 'state-unknown-fill'], ['rim-ink', 'rim-fill'], ['accent-ink', 'accent']]
          .filter(([ink, fill]) => ratio(token(ink), token(fill)) < 4.5); }""")
    assert poor == []


@pytest.mark.parametrize(
    ("query", "node"),
    [("Weaving", "segment:weaving"), ("织布", "segment:weaving"), ("1711", "segment:weaving"), ("garm", "segment:garments"),
     ("Firm Two", "segment:weaving"), ("Shops", "out|segment:shops")],
)  # fmt: skip
def test_13_search_by_name_alias_code_part_and_who_is_there(open_map: Opener, query: str, node: str) -> None:
    page = open_map()
    page.fill("#search", query)
    page.keyboard.press("Enter")
    assert state(page)["node"] == node
    assert page.evaluate("window.chaingraph.network.getSelectedNodes()") == [node]
    page.fill("#search", "zebra")
    assert "Nothing found" in page.locator("#search-said").inner_text()


@pytest.mark.parametrize(
    ("control", "value", "boxes"),
    [
        ("#filter-lane", "midstream", 2),
        ("#filter-kind", "state-absent", 1),
        ("#filter-kind", "rim", 2),
        ("#filter-county", "place:county", 1),
    ],
)
def test_14_filters_count_and_reset_restores(open_map: Opener, control: str, value: str, boxes: int) -> None:
    page = open_map()
    before = (state(page), page.locator("#things").inner_html(), page.url)
    assert page.locator(f"{control} option[value='{value}']").inner_text().endswith(f"({boxes})")
    page.select_option(control, value)
    assert counts(page)[0] == boxes
    page.click("#reset")
    assert (state(page), page.locator("#things").inner_html(), page.url) == before


def test_14_a_county_counts_from_the_day_on_which_it_is_known(open_map: Opener) -> None:
    page = open_map(fragment=f"#as-of={DAYS[1]}")
    assert page.locator("#filter-county option[value='place:county']").inner_text().endswith("(0)")


def test_15_the_panel_tells_who_is_there_with_source_date_and_place(open_map: Opener) -> None:
    page = open_map(fragment="#node=segment%3Aweaving")
    text = page.locator("#panel").inner_text()
    assert "strong · because bearers of titles" in text
    assert "GB/T 4754 1711 Cotton weaving" in text
    for row in page.locator("#panel .fact:has(.cited)").all_inner_texts():
        assert "our own judgement" in row
        assert re.search(r"(市报|新闻网) · 20\d\d-\d\d-\d\d · characters \d+–\d+", row)
        assert "https://news.example/item?a=1&b=2" in row
    assert page.locator("#panel .fact:has(.cited)").count() == 2
    assert "chain owner" in text
    assert "spinning goes into weaving." in text
    assert "an editor · 2026-11-25" in text
    page.locator("#panel summary").nth(1).click()
    assert "chaingraph query feeds-of --segment segment:weaving" in page.locator("#panel details").nth(1).inner_text()
    go(page, f"as-of={DAYS[1]}&node=segment%3Aweaving")
    assert "Firm Two" not in page.locator("#panel").inner_text()
    go(page, "node=segment%3Afibre")
    assert "that is unknown, not nobody" in page.locator("#panel").inner_text()
    go(page, "node=segment%3Aspinning")
    assert "characters 390–400" in page.locator("#panel").inner_text()
    assert "1 of 1 confirmed gaps" in page.locator("#panel").inner_text()


def test_owners_and_chiefs_stand_above_with_their_sources(open_map: Opener) -> None:
    page = open_map()
    strip = page.locator(".strip").inner_text()
    assert "Firm Two" in strip
    assert "characters 300–310" in strip
    assert "no source names one" in strip
    go(page, f"as-of={DAYS[0]}")
    assert "Firm Two" not in page.locator(".strip").inner_text()


def test_16_other_chains_open_by_mouse_key_and_for_all(open_map: Opener) -> None:
    page = open_map()
    retail = "out|template:retail"
    at = page.evaluate(
        "(id) => { const box = window.chaingraph.boxOf(id); const at = window.chaingraph.network.canvasToDOM({ x: box.right - 8, y: box.bottom - 6 }); return [at.x, at.y]; }",
        retail,
    )
    page.locator("#picture").click(position={"x": at[0], "y": at[1]})
    assert (state(page)["node"], state(page)["open"], counts(page)) == (retail, [retail], (8, 6))
    page.locator("#picture").focus()
    page.keyboard.press("Space")
    assert (state(page)["open"], counts(page)) == ([], FOLDED)
    page.locator("#panel button:has-text('Show its 2 segments')").click()
    assert counts(page) == (8, 6)
    page.check("#expand-all")
    assert counts(page) == OPENED
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != ""


def test_gaps_leave_what_is_absent_and_what_to_find_out(open_map: Opener) -> None:
    page = open_map(fragment="#gaps=1")
    assert page.is_checked("#gaps")
    badges = page.evaluate(
        "Object.fromEntries(JSON.parse(document.getElementById('page-data').textContent).nodes.filter((one) => one.badge).map((one) => [one.id, one.badge]))"
    )
    assert badges["segment:spinning"] == "gap 1"
    assert sorted(badges[f"segment:{key}"] for key in ("fibre", "garments")) == ["ask 1", "ask 2"]
    faint = """(id) => { const canvas = document.querySelector('#picture canvas'); const box = window.chaingraph.boxOf(id);
        const ratio = canvas.width / document.querySelector('#picture').clientWidth;
        const at = window.chaingraph.network.canvasToDOM({ x: box.left + 2, y: (box.top + box.bottom) / 2 + 3 });
        return [...canvas.getContext('2d').getImageData(Math.round(at.x * ratio), Math.round(at.y * ratio), 1, 1).data]; }"""
    dimmed = page.evaluate(faint, "segment:weaving")
    page.uncheck("#gaps")
    assert sum(page.evaluate(faint, "segment:weaving")[:3]) < sum(dimmed[:3])
    assert "table-gaps" in page.content()


def test_19_20_prints_and_exports(open_map: Opener) -> None:
    page = open_map()
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    assert all(len(text.strip()) > 20 for text in texts)
    for words in ("Textiles chain", "2023-12-30", "confirmed absent", "Firm Two"):
        assert words in texts[0]
    assert "CC BY 4.0" in "".join(texts)
    assert len(printed.pages[0].images) >= 1
    with page.expect_download() as download:
        page.click("#png")
    assert Path(download.value.path()).stat().st_size > 20_000


@pytest.mark.parametrize("name", ["chain-map.html", "cloth/chain/textiles.html"])
def test_21_nothing_is_cut_off(open_map: Opener, name: str) -> None:
    page = open_map(name, "#open=all&node=segment%3Aweaving")
    for width, height in ((1366, 768), (683, 384)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


ROWS = """(id) => [...document.getElementById(id).tBodies[0].rows].map((row) => [row.dataset.key, row.dataset.from || "",
    row.dataset.until || "", row.hidden, ...[...row.cells].map((cell) => cell.textContent)])"""


def test_17_a_map_of_a_site_shows_what_it_shows_alone(open_map: Opener, maps: Path, cloth: Store) -> None:
    (maps / "alone.html").write_bytes(draw_chain(cloth, "textiles", lang="zh"))
    both = (open_map("alone.html"), open_map("cloth/chain/textiles.html"))
    for table in ("things", "links"):
        alone, beside = (page.evaluate(ROWS, table) for page in both)
        assert beside == alone
    boxes = both[0].evaluate("JSON.parse(document.getElementById('page-data').textContent).nodes.map((one) => one.id)")
    assert len(boxes) == 9
    for box in boxes:
        alone, beside = (told_of(page, box) for page in both)
        assert beside == alone


def told_of(page: Page, box: str) -> str:
    page.evaluate("(key) => { location.hash = 'open=all&node=' + encodeURIComponent(key); }", box)
    page.wait_for_function("(key) => window.chaingraph.state().node === key", arg=box)
    return str(page.locator("#panel").evaluate("(one) => one.textContent"))


def test_25_without_script_a_map_of_a_site_has_its_own_rows_and_leads_to_others(maps: Path, open_page: Opener) -> None:
    page = open_page("cloth/chain/textiles.html", script=False)
    keys = page.locator("#things tbody tr:visible").evaluate_all("all => all.map((one) => one.dataset.key)")
    assert {key.rpartition("|")[2].partition(":")[0] for key in keys} == {"segment", "template"}
    assert not any("|segment:" in key for key in keys)
    assert page.locator("#things-title").inner_text() == f"框（{len(keys)}）"
    assert "见该链自己的页面" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "fragment",
    [
        f"#as-of={DAYS[1]}&open=out%7Ctemplate%3Aretail",
        "#gaps=1&off=none",
        "#kind=state-unknown&county=place%3Acounty",
        "#open=all&node=segment%3Aweaving",
    ],
)
def test_24_the_address_reopens_the_same_view(open_map: Opener, fragment: str) -> None:
    first = open_map(fragment=fragment)
    again = open_map(fragment="#" + first.url.partition("#")[2])
    assert state(again) == state(first)
    assert counts(again) == counts(first)
    assert "#" in first.url


def test_24_an_address_of_nonsense_opens_the_page_as_it_is(open_map: Opener) -> None:
    page = open_map(fragment="#open=x&off=y&kind=z&county=q&as-of=1&gaps=2&node=n")
    assert counts(page) == FOLDED
    assert "#" not in page.url


def test_25_reads_without_script(open_map: Opener) -> None:
    page = open_map(script=False)
    # Each segment on the day at which the page opens, those of other chains too; the boxes that fold them stay away.
    assert page.locator("#things tbody tr:visible").count() == 7
    assert page.locator("#links tbody tr:visible").count() == 7
    assert page.locator(".needs-script:visible").count() == 0
