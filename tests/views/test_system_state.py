"""The system and the members of a chain in a real browser: filters, colours, paper, and the address that leads back."""

import io
import unicodedata

import pytest
from pypdf import PdfReader
from tests.browsing import Opener

from .network_page import counts, look_of, rows, state
from .system_pages import CHAINS, SYSTEMS, contrast_holds, is_chain, shown_of

pytestmark = pytest.mark.browser


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
def test_18_text_contrast_in_light_and_dark(open_page: Opener, name: str) -> None:
    contrast_holds(open_page(name))


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


@pytest.mark.parametrize(
    ("name", "file"),
    [(SYSTEMS[0], "chaingraph-testville-2023-12-30.png"), (CHAINS[0], "chaingraph-textiles-2024-01-05.png")],
)
def test_20_png_is_not_blank(open_page: Opener, name: str, file: str) -> None:
    page = open_page(name)
    with page.expect_download() as download:
        page.click("#png")
    assert download.value.suggested_filename == file
    width, seen = look_of(download.value, page)
    assert width > 1500
    assert seen > 8
    assert counts(page) == shown_of(name)


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


@pytest.mark.parametrize("name", [SYSTEMS[0], *CHAINS[:2]])
def test_25_reads_without_script(open_page: Opener, name: str) -> None:
    page = open_page(name, script=False)
    assert page.locator("table").first.is_visible()
    assert page.locator(".needs-script:visible").count() == 0
    assert page.locator("noscript").inner_text().strip()
    assert page.locator("#things tbody tr:visible").count() == (8 if is_chain(name) else 17)
