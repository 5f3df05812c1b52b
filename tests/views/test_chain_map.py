"""The map of a chain: what it draws, told by the reports too, and the points that every page must pass, in Chromium.

The textiles chain of the small city corresponds to a template of four segments: fibre → spinning → weaving → garments.
Dyes feed weaving (supporting) and garments; shops and markets buy garments. A cluster weaves, as a paper of 2022 says,
and a chain owner does, as a site of 2023 says, which also says that nobody spins.

Folded, the map has 4 segments and 2 other chains: 6 boxes; 3 lines inside, 2 to or from the rim, and 1 supporting.
Opened up, 3 boxes more; 3 lines inside, 3 at the rim, and 1 supporting.
"""

import io
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.browsing import Opener

from .network_page import boxes_out_of_place, counts, poor_contrast, state

DAYS = ["2022-06-01", "2022-07-16", "2023-12-30"]
FOLDED, SUPPORTED, OPENED = (6, 5), (6, 6), (9, 6)


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


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    page.wait_for_timeout(40)


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
    lanes = page.evaluate(
        "() => JSON.parse(document.getElementById('page-data').textContent).nodes.map((node) => node.lane)"
    )
    assert lanes == ["in", "in", "upstream", "midstream", "midstream", "downstream", "out", "out", "out"]
    assert counts(page)[0] == len(lanes)
    assert boxes_out_of_place(page) == []


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


@pytest.mark.parametrize("dark", [False, True])
def test_18_contrast(open_map: Opener, *, dark: bool) -> None:
    assert poor_contrast(open_map(fragment="#node=segment%3Aweaving", dark=dark)) == []


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
