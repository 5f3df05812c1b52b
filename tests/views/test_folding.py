"""A page of the site says what a page that stands alone says, though much of it is folded or stands elsewhere."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from chaingraph.views.folding import fold, fold_script
from chaingraph.views.shell import read_asset

Opener = Callable[..., Page]
LETTERS = "".join(chr(0x4E00 + (number * number * 7919) % 20000) for number in range(30_000))
TEXTS = ["", "a", "纺织 </script> <!-- ", "chain,链," * 9000, LETTERS]
#: What shell.js finds in every page.
FRAME = (
    '<!doctype html><meta charset="utf-8"><a class="skip"></a><button id="theme"></button><main id="content"></main>'
)


def test_scripts_start_one_after_another_when_all_is_unfolded(open_page: Opener, tmp_path: Path) -> None:
    held = "".join(f'<script type="application/json" data-folded>{fold(text)}</script>' for text in TEXTS)
    read = "window.read = [...document.querySelectorAll('[data-folded]')].map((one) => one.textContent)"
    scripts = [
        *(read_asset(name) for name in ("shell.js", "unfold.js")),
        f"window.said = []; window.chaingraph.start(() => {{ said.push('first'); {read}; }});",
        fold_script(f"said.push('folded', {json.dumps(TEXTS[2][:3])}); /* {LETTERS} */"),
        "window.chaingraph.start(() => { said.push('last'); document.documentElement.dataset.ready = 'true'; });",
    ]
    text = FRAME + held + "".join(f"<script>{one}</script>" for one in scripts)
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = open_page(tmp_path / "page.html")
    page.wait_for_selector("html[data-ready]", timeout=5000)
    assert page.evaluate("[read, said]") == [TEXTS, ["first", "folded", TEXTS[2][:3], "last"]]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chain/textiles.html", "下面的表格包含同样的内容"),
        ("view/testville-indicators.html", "Firefox 113"),
        ("hostile/system-testville.html", "the tables below hold the same content"),
    ],
)
def test_a_browser_that_can_not_unfold_says_so_and_shows_the_tables(
    open_page: Opener, pages: Path, name: str, said: str
) -> None:
    page = open_page("")
    page.add_init_script("delete window.DecompressionStream")
    page.goto((pages / name).as_uri())
    assert page.locator("main > .note", has_text=said).count() == 1
    assert page.locator("main tbody tr:visible").count() > 0
    assert page.locator("main .needs-script:visible").count() == 0
    page.fill("#site-search", "textiles")
    assert page.locator("#site-search-results a").count() > 0


def test_25_without_script_a_cell_names_the_date_and_leads_to_title_and_publisher(
    open_page: Opener, site: dict[str, bytes]
) -> None:
    name = "view/testville-changes.html"
    page = open_page(name, script=False)
    cited = page.locator("td.source a.cite")
    assert cited.count() > 0
    for one in cited.all()[:20]:
        said = page.locator(f"footer [id='{(one.get_attribute('href') or '')[1:]}']").inner_text()
        assert re.search(r"\d{4}-\d\d-\d\d|不详", one.inner_text())
        assert one.inner_text() in said or "不详" in one.inner_text()
    whole = open_page(name)
    titles = whole.locator("td.source a[href^='../document/']").all_inner_texts()
    assert len(titles) == cited.count()
    assert whole.locator("a.cite").count() == 0
    documents = "".join(content.decode() for file, content in site.items() if file.startswith("document/"))
    assert set(titles) <= {html.unescape(one) for one in re.findall(r"<h1>(.*?)</h1>", documents)}


def test_08_shared_scripts_hold_no_tag(hostile_site: dict[str, bytes]) -> None:
    for name in ("assets/index.js", "assets/shared.js"):
        text = hostile_site[name].decode()
        assert "window.hacked" in text
        assert "<" not in text
