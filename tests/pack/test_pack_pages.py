"""The pages of a pack in a browser: nothing asked of the network, nothing runs that isn't ours, one page of A4."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from chaingraph.naming import Name
from chaingraph.pack.brief import Brief, BriefLine, BriefSection, Reference
from chaingraph.pack.make import Pack
from chaingraph.pack.pages import brief_page, brief_text
from chaingraph.views.shell import Page

pytestmark = pytest.mark.browser
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> {{ 7*7 }} [a](javascript:x)"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_ask_nothing_and_the_brief_is_one_page(
    browser: Browser, made: Pack, made_in_english: Pack, tmp_path: Path, lang: str
) -> None:
    pack = made if lang == "zh" else made_in_english
    for name in ("index.html", "brief.html"):
        (tmp_path / name).write_bytes(pack.files[name])
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    for name in ("index.html", "brief.html"):
        page.goto((tmp_path / name).as_uri())
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.lang") == ("zh-Hans" if lang == "zh" else "en")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [one for one in heard if not one.startswith(("file:", "data:"))] == []
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    sheets = PdfReader(io.BytesIO(printed)).pages
    assert len(sheets) == 1
    assert abs(float(sheets[0].mediabox.width) - 595) < 2


def test_hostile_words_are_words(browser: Browser, tmp_path: Path) -> None:
    name = Name(HOSTILE, HOSTILE)
    brief = Brief(name, None, [BriefSection(name, [BriefLine(name)])])
    source = Reference(1, HOSTILE, None, HOSTILE, "javascript:window.hacked=1", kept=False)
    page = brief_page(Page("brief.html", "zh", HOSTILE, ""), brief, [source], {(0, 0): (1,)})
    (tmp_path / "brief.html").write_bytes(page)
    opened = browser.new_page()
    opened.goto((tmp_path / "brief.html").as_uri())
    assert opened.evaluate("window.hacked") is None
    assert HOSTILE in opened.locator("li").first.inner_text()
    assert opened.locator("a[href^=javascript]").count() == 0
    opened.close()
    text = brief_text(brief, [source], {(0, 0): (1,)}, lang="zh").decode()
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "\\[a\\](javascript:x)" in text


def test_the_index_counts_what_the_lists_hold(browser: Browser, made: Pack, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(made.files["index.html"])
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    cells = page.locator("tbody tr").filter(has_text="附：环节").locator("td").all_inner_texts()
    assert cells[:5] == ["16", "0", "5", "0", "11"]
    page.close()
