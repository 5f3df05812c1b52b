"""A whole pack: what its files hold, and in a browser nothing asked of the network and one page of A4."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from chaingraph.naming import Name
from chaingraph.pack.brief import Brief, BriefLine, BriefSection, Reference, number_sources, write_brief
from chaingraph.pack.case import Case
from chaingraph.pack.make import Pack
from chaingraph.pack.pages import brief_page, brief_text
from chaingraph.pack.recipe import find_recipe
from chaingraph.pack.sheets import read_sheets
from chaingraph.views.shell import Page

from .conftest import CHAIN, rows_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> {{ 7*7 }} [a](javascript:x)"


@pytest.mark.browser
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


@pytest.mark.browser
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


@pytest.mark.browser
def test_the_index_counts_what_the_lists_hold(browser: Browser, made: Pack, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(made.files["index.html"])
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    cells = page.locator("tbody tr").filter(has_text="附：环节").locator("td").all_inner_texts()
    assert cells[:5] == ["16", "0", "5", "0", "11"]
    page.close()


def test_the_pack_holds_its_pages_lists_and_brief(made: Pack) -> None:
    fixed = {"index.html", "brief.html", "brief.md", "lists.xlsx"}
    assert fixed | {"map-1-chain.html", "map-5-gaps.html"} <= set(made.files)
    index = made.files["index.html"].decode()
    assert all(f'href="{name}"' in index for name in made.files if name != "index.html")
    assert made.about["chain"] == CHAIN
    assert made.stem == "dezhou-integrated-circuits-pack"


def test_the_workbook_holds_every_row_of_the_lists(made: Pack, case: Case) -> None:
    sheets = read_sheets(find_recipe("五图五清单"), case)
    for sheet in sheets:
        rows = rows_of(made, sheet.title.zh)
        assert len(rows) - 1 == max(len(sheet.rows), 1)
    problems = rows_of(made, "问题清单")
    assert problems[0][:2] == ["企业名称", "企业问题诉求"]
    assert str(problems[1][0]).startswith("未知：图谱没有此类数据")
    assert "先说未知" in [row[0] for row in rows_of(made, "概览")[:4]]


def test_the_brief_says_the_unknown_first_and_numbers_its_sources(case: Case, made: Pack) -> None:
    brief = write_brief(case, read_sheets(find_recipe("五图五清单"), case))
    assert brief.sections[0].title.zh == "先说未知"
    assert brief.sections[0].lines[0].text.zh.startswith("16个环节中11个未知")
    references, cited = number_sources(case, brief)
    assert [one.number for one in references] == list(range(1, len(references) + 1))
    assert {number for found in cited.values() for number in found} == {one.number for one in references}
    text = made.files["brief.md"].decode()
    assert text.index("## 先说未知") < text.index("## 这是什么链")
    assert "本链链长：未知" in text
    assert f"{len(references)}. " in text


def test_figures_that_disagree_stand_side_by_side_in_the_brief(made: Pack) -> None:
    line = next(line for line in made.files["brief.md"].decode().splitlines() if line.startswith("- 营业收入（德州市"))
    assert "532.9 亿元" in line
    assert "超 400 亿元" in line


def test_english_packs_are_english(made_in_english: Pack) -> None:
    pack = made_in_english
    book = CalamineWorkbook.from_filelike(io.BytesIO(pack.files["lists.xlsx"]))
    assert not any(CHINESE.search(name) for name in book.sheet_names)
    for name in book.sheet_names[1:]:
        assert not any(CHINESE.search(str(cell)) for cell in book.get_sheet_by_name(name).to_python()[0])
    text = pack.files["brief.md"].decode().split("## Sources")[0]
    assert not CHINESE.search(text)
    main = pack.files["index.html"].decode().split("<main", 1)[1]
    assert not CHINESE.search(main)
