"""The points of the checklist, each tried on an open page of a view."""

import io
import re
import unicodedata
from pathlib import Path

from playwright.sync_api import Page
from pypdf import PdfReader

from .network_page import poor_contrast

#: What each view is asked for, and what its search is: a part of a name, another name or code of the same, or None.
ASKED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "system": ((), "食品", "sector:food"),
    "chain": (("textiles",), "织", "segment:weaving"),
    "members": (("textiles",), "乙公", "enterprise:two"),
    "gaps": (("textiles",), "", ""),
    "network": ((), "织", "segment:weaving"),
    "evolution": ((), "纺织", "chain:textiles"),
    "clusters": ((), "纱线", "cluster:yarn"),
    "enterprise": (("enterprise:two",), "纱线", "cluster:yarn"),
    "shock": (("segment:weaving",), "织", "segment:weaving"),
    "compare": (("testville", "county"), "Cloth", "template:cloth"),
    "indicators": ((), "测试", ""),
    "matrix": ((), "乙公", "enterprise:two"),
    "coverage": ((), "链主", ""),
}
CHARTS = ("evolution", "clusters", "compare", "indicators", "matrix", "coverage")
PICTURES = tuple(view for view in ASKED if view != "gaps")
NETWORKS = tuple(view for view in PICTURES if view not in CHARTS)


def marks(page: Page) -> list[str]:
    """The keys of what the picture shows: its boxes, or the marks of all charts, each as often as it is drawn."""
    found: list[str] = page.evaluate("""() => {
        const { network, charts } = window.chaingraph;
        if (network) return [...network.body.nodeIndices].sort();
        return Object.values(charts).flatMap((chart) => chart.data).filter((trace) => trace.visible !== false)
            .flatMap((trace) => trace.type === 'heatmap'
                ? trace.z.flatMap((line, down) => line.flatMap((count) => (count === null ? [] : [trace.meta.rows[down]])))
                : trace.meta && trace.meta.key ? [trace.meta.key]
                : trace.hoverinfo === 'skip' || !Array.isArray(trace.customdata) ? []
                : trace.customdata.filter((said) => said && said.key).map((said) => said.key)).sort();
    }""")
    return found


def shown_rows(page: Page) -> set[str]:
    rows = page.locator("tr[data-key]:not([hidden])").evaluate_all("all => all.map((one) => one.dataset.key)")
    return set(rows)


def chosen(page: Page) -> str:
    return str(
        page.evaluate(
            "new URLSearchParams(location.hash.slice(1)).get('mark') || new URLSearchParams(location.hash.slice(1)).get('node') || ''"
        )
    )


def settle(page: Page, view: str) -> None:
    if view in CHARTS:
        page.wait_for_timeout(150)


def point_04_05_11(page: Page, view: str) -> None:
    """Policy; doctype, language, encoding, title, one heading; Chinese letters, no emoji."""
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    frame = page.evaluate("[document.doctype.name, document.characterSet, document.documentElement.lang]")
    assert frame == ["html", "UTF-8", "zh-Hans"]
    assert page.title()
    assert page.locator("h1").count() == 1
    assert "Noto Sans CJK SC" in page.evaluate("getComputedStyle(document.body).fontFamily")
    text = page.locator("body").inner_text()
    assert re.search("[一-鿿]", text)
    assert not re.search("[\U0001f000-\U0001faff]", text)
    assert view in PICTURES or page.locator(".leads li").count()


def point_09_17_22(page: Page, view: str) -> None:
    """Painted; each mark has its row, each row of the boxes its box; not too many."""
    keys = marks(page)
    assert 0 < len(keys) <= 2000
    assert set(keys) <= shown_rows(page)
    if view in NETWORKS:
        table = page.locator("#things, #table-things").first
        rows = table.locator("tbody tr:not([hidden])").evaluate_all("all => all.map((one) => one.dataset.key)")
        assert sorted(rows) == keys
        seen = page.evaluate("""() => { const canvas = document.querySelector('#picture canvas');
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();
            for (let at = 0; at < data.length; at += 16) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
            return seen.size; }""")
        assert seen > 8
    else:
        assert page.locator(".chart .main-svg path").count() > 4


def point_12(page: Page, view: str) -> None:
    """The legend has all that is drawn, and counts it; where the numbers stand in the cells there is none."""
    if view == "matrix":
        return
    entries = page.locator("[data-legend]").evaluate_all("all => all.map((one) => one.dataset.legend)")
    assert entries
    if view in CHARTS:
        drawn = page.evaluate("""() => Object.values(window.chaingraph.charts).slice(0, 1).flatMap((chart) => chart.data)
            .filter((trace) => trace.legendgroup && marked(trace)).map((trace) => trace.legendgroup);
            function marked(trace) { return (trace.x || []).some((one) => one) && trace.hoverinfo !== 'skip'; }""")
        assert set(drawn) <= set(entries)
    counts = page.locator("[data-legend] b").all_text_contents()
    assert all(text.isdigit() for text in counts)


def point_13_15_24(page: Page, view: str) -> str:
    """Search finds by part of a name and by code, says where nothing is found; the panel tells source and date."""
    _, part, code = ASKED[view]
    page.fill("#search", "qqq")
    assert "qqq" in page.inner_text("#search-said")
    for query in (part, code):
        if query:
            page.fill("#search", query)
            assert page.locator("#search-results button").count() > 0
            page.press("#search", "Enter")
            page.wait_for_function("() => /mark=|node=/.test(location.hash)")
            assert not code or query != code or chosen(page) == code
    settle(page, view)
    panel = page.locator("#panel")
    assert panel.is_visible()
    cited = panel.locator(".cited")
    assert cited.count() > 0 or view in {"compare", "coverage", "network"}
    for text in cited.all_inner_texts():
        assert re.search(r"\d{4}-\d\d-\d\d|日期不详", text)
        assert re.search(r"字符|未核对|未留存", text)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    return page.url.partition("#")[2]


def point_14(page: Page, view: str, before: list[str]) -> None:
    """Each filter changes what is shown; reset restores it exactly."""
    shown = page.locator("[data-legend]")
    if shown.count():
        hidden = page.locator("[data-legend][aria-pressed=false]").count()
        shown.first.click()
        page.wait_for_function("() => location.hash")
        settle(page, view)
        assert page.locator("[data-legend][aria-pressed=false]").count() == hidden + 1
    for control in page.locator(".controls select, .chart-controls select").evaluate_all(
        "all => all.map((one) => one.id)"
    ):
        values = page.locator(f"#{control} option").evaluate_all("all => all.map((one) => one.value)")
        if len(values) > 1:
            page.select_option(f"#{control}", values[-1])
    for slider in page.locator("input[type=range]:visible").all():
        slider.focus()
        page.keyboard.press("Home")
    settle(page, view)
    for reset in page.locator("#reset, [data-reset]").all():
        reset.click()
    page.wait_for_function("() => !location.hash || location.hash === '#'")
    settle(page, view)
    assert marks(page) == before


def point_16(page: Page) -> None:
    """Every control has a name and is reached by Tab, visibly."""
    nameless = page.locator("button:visible, select:visible, input:visible").evaluate_all(
        """all => all.filter((one) => !(one.textContent.trim() || one.getAttribute('aria-label') || (one.labels && one.labels.length)))
        .map((one) => one.outerHTML)"""
    )
    assert nameless == []
    wanted = page.locator(
        "main button:visible, main select:visible, main input:visible, #picture, .chart"
    ).evaluate_all("all => all.filter((one) => !one.disabled).length")
    page.evaluate("() => { document.activeElement.blur(); window.reached = new Set(); }")
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        unseen, reached = page.evaluate("""() => { const one = document.activeElement;
            if (one.matches('main button, main select, main input, #picture, .chart')) window.reached.add(one);
            return [getComputedStyle(one).outlineStyle === 'none' ? one.outerHTML.slice(0, 120) : '', window.reached.size]; }""")
        assert unseen == ""
        if reached >= wanted:
            return
    raise AssertionError(f"{reached} of {wanted} controls reached")


def point_18(page: Page, view: str) -> None:
    """Text is readable in dark and in light."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        settle(page, view)
        assert [one for one in poor_contrast(page) if one[0] not in {"text", "tspan"}] == []


def point_19(page: Page, view: str) -> None:
    """Prints with title, date or source, and no blank page."""
    texts = [
        unicodedata.normalize("NFKC", one.extract_text())
        for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    assert all(len(text.strip()) > 20 for text in texts)
    assert unicodedata.normalize("NFKC", page.inner_text("h1"))[:6] in texts[0]
    assert "CC BY 4.0" in "".join(texts)
    if view not in {"network", "compare"}:
        assert re.search(r"新闻网|市报", "".join(texts))


def point_01_20(page: Page, view: str) -> None:
    """Pictures and tables are saved, and not blank."""
    saved = ["#png"] if view in NETWORKS else ["[data-png=chart-1]"] if view in CHARTS else []
    csv = page.locator("button[data-csv]:visible").first
    csv.scroll_into_view_if_needed()
    with page.expect_download() as table:
        csv.click()
    assert Path(table.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    for button in saved:
        with page.expect_download() as download:
            page.click(button)
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) > 8000
    page.click("#theme")
    page.click("#theme")


def point_21(page: Page) -> None:
    """Nothing is cut off on a small screen, and at 200 per cent."""
    for width, height in ((683, 384), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
