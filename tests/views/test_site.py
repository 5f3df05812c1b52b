"""The site as an analyst meets it: from the first page, by the words of its links, to an answer in at most three clicks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from tests.browsing import Opener, write_pages

from chaingraph.errors import UnknownNameError
from chaingraph.store import open_store
from chaingraph.views.catalogue import draw_view

from .small_city import build_graph, load_graph
from .small_templates import build_templates


class Analyst:
    """Reads a page and clicks on words that can be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def asked(self, words: str) -> Locator:
        """Return the row of a question on the first page."""
        return self.page.locator("#asked tr", has_text=words)

    def click(self, link: Locator) -> None:
        assert link.is_visible()
        link.click()
        self.page.wait_for_load_state()
        self.clicks += 1


@pytest.fixture(scope="module")
def folder(cloth_site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("site")
    write_pages(made, cloth_site)
    return made


@pytest.fixture
def analyst(open_page: Opener, folder: Path) -> Analyst:
    return Analyst(open_page(folder / "index.html"))


@pytest.mark.browser
def test_the_gaps_of_a_chain_are_three_clicks_away(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click(analyst.asked("缺什么").get_by_role("link", name="测试市"))
    analyst.click(page.get_by_role("link", name="纺织服装产业链", exact=True))
    page.wait_for_selector("html[data-ready]")
    analyst.click(page.get_by_text("只看缺口与待查"))
    assert "gaps=1" in page.url
    assert "纺纱" in page.inner_text("#panel")
    assert analyst.clicks <= 3


@pytest.mark.browser
def test_the_gaps_of_a_city_are_one_click_away(analyst: Analyst) -> None:
    analyst.click(analyst.asked("有哪些缺口").get_by_role("link", name="测试市"))
    row = analyst.page.locator("#table-gaps tr", has_text="纺纱")
    assert "2023-12-30" in row.inner_text()


@pytest.mark.browser
def test_the_sources_of_a_figure_are_three_clicks_away(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click(analyst.asked("各项指标历年如何").get_by_role("link", name="测试市"))
    page.wait_for_selector("html[data-ready]")
    figure = page.locator("#table-figures tbody tr:visible").first
    value = figure.locator("td").nth(-2).inner_text()
    title = figure.locator("td.source a").first.inner_text()
    analyst.click(figure.locator("td.source").get_by_role("link", name=title, exact=True).first)
    assert title in page.inner_text("h1")
    assert value
    assert re.search(r"第 \d+–\d+ 字符", page.inner_text("main"))
    assert analyst.clicks <= 3


@pytest.mark.browser
def test_what_changed_since_2022_is_one_click_away_with_its_sources(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click(analyst.asked("2022年以来有哪些变化").get_by_role("link", name="测试市"))
    assert "2022" in page.inner_text("main")
    assert page.locator("td.source:visible").count() > 0
    assert analyst.clicks == 1


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("enterprise/two.html", "chaingraph viz enterprise enterprise:two"),
        ("segment/weaving.html", "chaingraph viz shock segment:weaving"),
    ],
)
def test_a_page_says_how_its_picture_is_made(cloth_site: dict[str, bytes], file: str, told: str) -> None:
    assert f"<code>{told}</code>" in cloth_site[file].decode()
    _, _, view, name = told.split()
    assert draw_view(load_graph(build_graph() + build_templates()), view, [name])


def test_a_firm_of_another_city_is_refused() -> None:
    store = open_store()
    with pytest.raises(UnknownNameError, match=r"belongs to dezhou \(德州市\), not liaocheng; leave out --city"):
        draw_view(store, "enterprise", ["enterprise:hualu-hengsheng"], city="聊城")
    assert draw_view(store, "enterprise", ["enterprise:hualu-hengsheng"], city="dezhou")
