"""The map of a chain in a browser: what is searched, filtered and addressed, in a site and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from tests.browsing import Opener

from chaingraph.views.draw import draw_chain

from .network_page import counts, state

pytestmark = pytest.mark.browser

DAYS = ["2022-06-01", "2022-07-16", "2023-12-30"]
FOLDED, SUPPORTED, OPENED = (6, 5), (6, 6), (9, 6)


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
