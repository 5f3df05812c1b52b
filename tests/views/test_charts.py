"""Pages with charts in a real browser, opened from a file: what every page must pass, on a chart made up here.

Three bars in two groups (known 3, 1, 0; unknown 30, 0, 12) and a sankey of two links, with hostile names.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from chaingraph.facts import Sources
from chaingraph.naming import Name
from chaingraph.report import Column, Report, Sheet, Thing
from chaingraph.views import shell
from chaingraph.views.chart import CHART_ASSETS, Chart, LegendEntry, plain, render_chart, token

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1"><a href="javascript:window.hacked=1">a</a>',
    "\"quoted' & {{ 7*7 }} %{y} token:ink <b>bold</b>",
)
KNOWN, UNKNOWN = (3, 1, 0), (30, 0, 12)


def made_report(labels: tuple[str, str, str] = HOSTILE) -> Report:
    columns = [Column("list", Name("清单", "list")), Column("known", Name("已知", "known"))]
    columns.append(Column("unknown", Name("未知", "unknown")))
    rows = [
        (Thing(f"list:{at}", Name(label, label)), known, unknown)
        for at, (label, known, unknown) in enumerate(zip(labels, KNOWN, UNKNOWN, strict=True))
    ]
    sheet = Sheet("lists", Name("清单", "Lists"), columns, rows)
    return Report(Name(f"图表{labels[0]}", f"Chart {labels[0]}"), [Name("未知42", "42 unknown")], [sheet])


def made_charts(labels: tuple[str, str, str] = HOSTILE) -> list[Chart]:
    texts = [plain(label) for label in labels]
    keys = [{"key": f"list:{at}"} for at in range(3)]
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "y": texts,
            "x": list(values),
            "legendgroup": group,
            "customdata": keys,
            "hovertemplate": "%{y}: %{x}<extra></extra>",
            "marker": {"color": token(fill), "pattern": {"shape": pattern, "fgcolor": token("unnamed-line")}},
        }
        for group, values, fill, pattern in (
            ("known", KNOWN, "chain-line", ""),
            ("unknown", UNKNOWN, "unnamed-fill", "/"),
        )
    ]
    legend = [
        LegendEntry("known", Name("已知", labels[0]), 4, "chain-line"),
        LegendEntry("unknown", Name("未知", "unknown"), 42, "unnamed-fill", "unnamed-line", "/"),
    ]
    sankey = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {"label": texts, "color": [token("edge")] * 3, "customdata": [{"group": ""}] * 3},
        "link": {
            "source": [0, 0],
            "target": [1, 2],
            "value": [1, 2],
            "color": [token("edge", 0.4), token("chain-line", 0.4)],
            "customdata": [{"group": "stated", "key": "list:1"}, {"group": "judged", "key": "list:2"}],
        },
    }
    layout = {"barmode": "stack", "yaxis": {"type": "category", "autorange": "reversed"}}
    joined = [
        LegendEntry("stated", Name("言明", "stated"), 1, "edge 0.4"),
        LegendEntry("judged", Name("判断", "judged"), 1, "chain-line 0.4"),
    ]
    alt = Name(f"图：{labels[1]}", f"Chart: {labels[1]}")
    return [
        Chart({"data": bars, "layout": layout}, 260, alt, legend, Name("条", labels[2])),
        Chart({"data": [sankey], "layout": {}}, 260, alt, joined, can_zoom=False),
    ]


def made_page(*, lang: str = "zh", in_site: bool = False) -> bytes:
    page = shell.Page("charts.html", lang, "", "", "2026-11-25", in_site=in_site)
    return render_chart(page, made_report(), made_charts(), Sources({}, {}))


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    (folder / "alone.html").write_bytes(made_page(lang="en"))
    (folder / "site.html").write_bytes(made_page(in_site=True))
    (folder / "assets").mkdir()
    for name in (
        "shell.css",
        "shell.js",
        "search.js",
        "unfold.js",
        "cites.js",
        "network.css",
        "parts.js",
        *CHART_ASSETS,
    ):
        (folder / "assets" / name).write_text(shell.site_asset(name), encoding="utf-8", newline="\n")
    index, shared = '{"words":{"search_site":""},"entries":[]}', '{"words":{},"documents":{}}'
    (folder / "assets" / "index.js").write_text(f"window.chaingraphIndex = {index};", encoding="utf-8")
    (folder / "assets" / "shared.js").write_text(f"window.chaingraphShared = {shared};", encoding="utf-8")
    return folder


@pytest.fixture
def open_chart(open_page: Opener, charts: Path) -> Opener:
    def open_one(name: str = "alone.html", fragment: str = "", **options: object) -> Page:
        return open_page(charts / name, fragment, **options)

    return open_one


PAGES = ["alone.html", "site.html"]


def drawn_bars(page: Page) -> int:
    wide = "all => all.filter((one) => one.getBBox().width > 0).length"
    return int(page.locator("#chart-1 .bars .point path").evaluate_all(wide))


def drawn_links(page: Page) -> int:
    # Links that go fade away first.
    page.wait_for_function(
        "() => document.querySelectorAll('#chart-2 .sankey-link').length === window.chaingraph.charts['chart-2'].data[0].link.source.length"
    )
    return page.locator("#chart-2 .sankey-link").count()


@pytest.mark.parametrize("name", PAGES)
def test_01_03_04_05_frame_and_no_request_error_or_dialog_after_every_control(open_chart: Opener, name: str) -> None:
    page = open_chart(name)
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; script-src ")
    assert "unsafe" not in policy
    assert shell.EMPTY_STYLE in policy
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    for number in range(page.locator(".chart-legend button").count()):
        page.locator(".chart-legend button").nth(number).click()
        page.locator(".chart-legend button").nth(number).click()
    for button in ("#theme", "#theme", "[data-reset=chart-1]"):
        page.click(button)
    for button in ("[data-png=chart-1]", "[data-png=chart-2]", "button[data-csv]"):
        with page.expect_download():
            page.click(button)
    page.locator("#chart-1 .bars .point path").first.hover(force=True)
    page.wait_for_selector("#chart-1 .hoverlayer .hovertext")
    page.locator("#chart-2 .sankey-link").first.hover(force=True)
    assert (drawn_bars(page), drawn_links(page)) == (4, 2)


def test_06_07_same_bytes_under_any_hash_seed_and_locale() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/views'); import hashlib, test_charts;"
        "print(hashlib.sha256(test_charts.made_page()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"},
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed, locale in (("1", "C.UTF-8"), ("2", "zh_CN.GBK"))
    }
    assert len(found) == 1


@pytest.mark.parametrize("name", PAGES)
def test_08_hostile_names_are_only_text(open_chart: Opener, name: str) -> None:
    page = open_chart(name)
    text = page.locator("#chart-1").evaluate("one => one.textContent") + page.locator("#chart-2").evaluate(
        "one => one.textContent"
    )
    for label in HOSTILE:
        assert text.count(label) == 2
    assert page.locator("main a[href^=javascript], main .chart a").count() == 0
    assert page.locator("main img:not(.printed)").count() == 0
    page.locator("#chart-1 .bars .point path").first.hover(force=True)
    page.wait_for_selector("#chart-1 .hoverlayer .hovertext")
    assert HOSTILE[0][:12] in page.locator("#chart-1 .hoverlayer").evaluate("one => one.textContent")
    assert page.evaluate("window.hacked") is None


def test_09_17_drawn_as_the_table_says(open_chart: Opener) -> None:
    page = open_chart()
    assert (drawn_bars(page), drawn_links(page)) == (4, 2)
    cells = page.locator("#table-lists tbody tr").evaluate_all(
        "all => all.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    assert [(int(known), int(unknown)) for _, known, unknown in cells] == list(zip(KNOWN, UNKNOWN, strict=True))
    drawn = page.evaluate("window.chaingraph.charts['chart-1'].data.map((trace) => trace.x)")
    assert drawn == [list(KNOWN), list(UNKNOWN)]


def test_15_a_mark_opens_the_panel_with_its_row(open_chart: Opener) -> None:
    page = open_chart()
    assert not page.locator("#panel").is_visible()
    page.locator("#chart-1 .bars .point path").nth(1).click(force=True)
    page.wait_for_selector("tr.found[data-key='list:1']")
    assert page.locator("#panel h2").text_content() == HOSTILE[1]
    assert page.locator("#panel dd").all_text_contents() == ["1", "0"]
    page.locator("#chart-2 .sankey-link").nth(1).click(force=True)
    page.wait_for_selector("tr.found[data-key='list:2']")
    again = open_chart(fragment="#" + page.url.partition("#")[2])
    assert again.locator("#panel h2").text_content() == HOSTILE[2]
    page.click("#panel .fact button")
    assert page.evaluate("document.activeElement.dataset.key") == "list:2"
    page.click("#panel .close")
    page.wait_for_function("() => document.getElementById('panel').hidden && !location.hash")


@pytest.mark.parametrize("name", PAGES)
def test_13_search_finds_what_its_rows_say(open_chart: Opener, name: str) -> None:
    page = open_chart(name)
    page.fill("#search", "ONERROR=")
    assert page.locator("#search-results button").count() == 1
    page.fill("#search", "list:2")
    page.press("#search", "Enter")
    page.wait_for_selector("tr.found[data-key='list:2']")
    lines = page.locator("#chart-1 .bars .point path").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).strokeWidth)"
    )
    assert sorted(set(lines)) == ["0px", "4px"]
    page.wait_for_function("() => document.activeElement.id === 'chart-1'")  # it has the focus once it is drawn anew
    page.fill("#search", "no such thing")
    assert "no such thing" in page.inner_text("#search-said")


def test_16_marks_are_walked_by_keys(open_chart: Opener) -> None:
    page = open_chart()
    page.focus("#chart-1")
    for key, row in (("ArrowDown", 0), ("ArrowRight", 1), ("End", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        page.wait_for_selector(f"tr.found[data-key='list:{row}']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.id === 'chart-1' && document.getElementById('panel').hidden")


def test_12_14_24_legend_hides_shows_and_stands_in_the_address(open_chart: Opener) -> None:
    page = open_chart()
    page.click("[data-legend=unknown]")
    page.wait_for_function("() => location.hash")
    assert page.locator("[data-legend=unknown]").get_attribute("aria-pressed") == "false"
    assert page.evaluate("document.activeElement.dataset.legend") == "unknown"
    page.click("[data-legend=judged]")
    page.wait_for_function("() => document.querySelectorAll('#chart-2 .sankey-link').length === 1")
    fragment = "#" + page.url.partition("#")[2]
    again = open_chart(fragment=fragment)
    assert (drawn_bars(again), drawn_links(again)) == (2, 1)
    again.click("[data-reset=chart-1]")
    again.click("[data-reset=chart-2]")
    again.wait_for_function("() => document.querySelectorAll('#chart-2 .sankey-link').length === 2")
    assert (drawn_bars(again), drawn_links(again)) == (4, 2)
    assert "#" not in again.url


def test_16_controls_by_tab_with_names(open_chart: Opener) -> None:
    page = open_chart()
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim().slice(0, 7)"))
    assert {"Export ", "Reset", "Print", "unknown", "stated1"} <= reached
    assert page.locator("#chart-1").get_attribute("role") == "application"
    assert (page.locator("#chart-1").get_attribute("aria-label") or "").startswith("Chart: ")


@pytest.mark.parametrize("dark", [False, True])
def test_12_18_colours_are_the_tokens_and_texts_readable(open_chart: Opener, *, dark: bool) -> None:
    page = open_chart(dark=dark)
    value_of = "name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()"
    ink, line = (page.evaluate(value_of, name) for name in ("ink", "chain-line"))
    shown = page.evaluate("""() => { const chart = window.chaingraph.charts['chart-1'];
        return [chart._fullLayout.font.color, chart._fullData[0].marker.color, chart._fullLayout.paper_bgcolor]; }""")
    assert shown[:2] == [ink, line]
    fill = page.locator("#chart-1 .ytick text").first.evaluate("one => getComputedStyle(one).fill")
    assert fill == page.evaluate(
        "colour => { const one = document.createElement('i'); one.style.color = colour; return one.style.color; }", ink
    )
    page.click("#theme")
    page.wait_for_function("before => window.chaingraph.charts['chart-1']._fullLayout.font.color !== before", arg=ink)


def test_19_prints_chart_legend_and_table(open_chart: Opener, tmp_path: Path) -> None:
    page = open_chart(dark=True)
    page.pdf(path=tmp_path / "out.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "out.pdf").pages
    texts = [one.extract_text() for one in printed]
    assert all(text.strip() for text in texts)
    assert "unknown" in texts[0]
    assert "42 unknown" in texts[0]
    assert page.locator("#chart-1-printed").evaluate("one => one.naturalWidth") > 0


def test_20_png_holds_the_chart(open_chart: Opener) -> None:
    page = open_chart()
    made = page.evaluate("""async () => { const canvas = await window.chaingraph.compose('chart-1');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();
        for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        return [canvas.toDataURL('image/png').split(',')[1].slice(0, 16), seen.size, canvas.width]; }""")
    assert base64.b64decode(made[0]).startswith(b"\x89PNG")
    assert made[1] > 20
    assert made[2] > 1000


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_21_nothing_is_cut_off(open_chart: Opener, size: tuple[int, int]) -> None:
    page = open_chart(size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = page.locator("#chart-1 .main-svg").first.bounding_box()
    assert box
    assert box["x"] + box["width"] <= size[0]
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_function("() => document.querySelector('#chart-1 .main-svg').getBoundingClientRect().right <= 500")


def test_23_size() -> None:
    assert len(made_page()) < 6_000_000
    assert len(made_page(in_site=True)) < 40_000


def test_25_reads_without_script(open_chart: Opener) -> None:
    quiet = open_chart(script=False)
    assert quiet.locator("#table-lists tbody tr").count() == 3
    assert not quiet.locator("#chart-1").is_visible()
    assert quiet.locator("noscript").count() == 1


def test_legend_entry_takes_the_fill_where_no_line_is_given() -> None:
    charts = [replace(one, legend=[LegendEntry("known", Name("已知", "known"), None, "edge")]) for one in made_charts()]
    page = shell.Page("charts.html", "en", "", "")
    assert b'"linecolor":"token:edge"' in render_chart(page, made_report(), charts[0], Sources({}, {}))
