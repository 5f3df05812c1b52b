"""A page of the site says what a page that stands alone says, though much of it is folded or stands elsewhere."""

import base64
import html
import re
import zlib
from collections.abc import Callable

from playwright.sync_api import Page
from pyoxigraph import Store

from chaingraph.views.draw import draw_site

Opener = Callable[..., Page]
LETTERS = "".join(chr(0x4E00 + (number * number * 7919) % 20000) for number in range(30_000))
TEXTS = ["", "a", "纺织 </script> <!-- ", "chain,链," * 9000, LETTERS]
WAYS = [(level, zlib.Z_DEFAULT_STRATEGY) for level in (0, 1, 9)] + [(9, zlib.Z_FIXED), (9, zlib.Z_HUFFMAN_ONLY)]


def deflate(text: str, level: int, strategy: int) -> str:
    made = zlib.compressobj(level, strategy=strategy)
    return base64.b85encode(made.compress(text.encode()) + made.flush()).decode().replace("<", ".")


def test_what_is_folded_is_unfolded_whatever_way_it_was_deflated(open_page: Opener) -> None:
    page = open_page("chain/textiles.html")
    wanted = [text for text in TEXTS for _ in WAYS]
    folded = [deflate(text, *way) for text in TEXTS for way in WAYS]
    assert page.evaluate("(all) => all.map(window.chaingraph.unfold)", folded) == wanted


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


def test_08_shared_scripts_hold_no_tag(hostile_store: Store) -> None:
    site = draw_site(hostile_store, lang="en")
    for name in ("assets/index.js", "assets/shared.js"):
        text = site[name].decode()
        assert "window.hacked" in text
        assert "<" not in text
