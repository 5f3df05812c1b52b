"""The pages of a site that are no pictures, in a real browser: what every page must pass, and the way from one to another."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader
from tests.browsing import Opener

from .network_page import badly_reached, cut_off, state
from .system_pages import contrast_holds, frame_holds

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("name", [*PLAIN, *HOSTILE])
def test_01_03_04_05_18_21_pages_ask_for_nothing_and_read_well(open_page: Opener, name: str) -> None:
    page = open_page(name)
    frame_holds(page, name)
    for width, height in ((683, 384), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(50)
        assert cut_off(page) == []
    contrast_holds(page)
    page.click("#theme")
    page.fill("#site-search", "e")
    assert page.locator("#site-search-results a").count() > 0
    for number in range(page.locator("button[data-csv]").count()):
        with page.expect_download():
            page.locator("button[data-csv]").nth(number).click()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("name", HOSTILE)
def test_08_hostile_names_are_only_text(open_page: Opener, name: str) -> None:
    page = open_page(name)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    page.fill("#site-search", "window")
    page.wait_for_selector("#site-search-results a")
    text = page.locator("body").inner_text() + page.locator("#site-search-results").inner_text()
    assert page.evaluate("window.hacked") is None
    markers = ["</script><script>window.hacked=1</script>", 'onerror="window.hacked=1"', "{{ 7*7 }}"]
    assert any(marker in text for marker in markers)


@pytest.mark.parametrize("name", ["system-testville.html", "members/textiles.html", *PLAIN])
def test_11_chinese_fonts_and_no_emoji(open_page: Opener, name: str) -> None:
    page = open_page(name)
    stack = page.evaluate("getComputedStyle(document.body).fontFamily")
    for family in ("Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "SimHei"):
        assert family in stack
    text = page.locator("html").inner_text()
    assert re.search(r"[一-鿿]", text)
    assert not re.search("[\U0001f000-\U0001faff☀-➿]", text)


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


@pytest.mark.parametrize("name", ["document/press-2023.html", "index.html"])
def test_16_all_controls_by_tab_with_labels_and_visible_focus(open_page: Opener, name: str) -> None:
    assert badly_reached(open_page(name)) == []


@pytest.mark.parametrize("name", ["enterprise/two.html", "document/press-2023.html"])
def test_19_other_pages_print_with_title_and_sources(open_page: Opener, name: str) -> None:
    printed = PdfReader(io.BytesIO(open_page(name).pdf(prefer_css_page_size=True)))
    texts = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]
    assert all(len(text.strip()) > 20 for text in texts)
    assert "新闻网" in "".join(texts)
    assert len(texts) <= 3


@pytest.mark.parametrize("name", PLAIN)
def test_25_reads_without_script(open_page: Opener, name: str) -> None:
    page = open_page(name, script=False)
    if name != "questions.html":
        assert page.locator("table").first.is_visible()
        assert page.locator("table tbody tr").count() > 0
    assert page.locator(".needs-script:visible").count() == 0


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
