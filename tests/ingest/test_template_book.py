"""What a person finds in the workbook that an office fills, on the screen and on paper."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from chaingraph.ingest.sheets import SHEETS
from chaingraph.ingest.template_book import write_template


@pytest.fixture(scope="module", params=["zh", "en"])
def book(request: pytest.FixtureRequest) -> Workbook:
    return load_workbook(io.BytesIO(write_template(request.param)))


def test_each_list_prints_on_pages_as_wide_as_paper_with_its_heading(book: Workbook) -> None:
    for sheet in (one for one in SHEETS.values() if one.in_template):
        page = book[sheet.name.zh]
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows == "$1:$1"


def test_a_code_of_digits_alone_stays_a_text(book: Workbook) -> None:
    page = book["企业"]
    formats = {
        cell.value: page.column_dimensions[get_column_letter(column)].number_format
        for column, cell in enumerate(page[1], start=1)
    }
    assert formats["统一社会信用代码"] == formats["企业名称"] == "@"
    assert formats["营业收入（万元）"] == formats["数据年度"] == "General"


def test_a_drop_down_offers_one_word_for_each_meaning(book: Workbook) -> None:
    (down,) = book["环节状态"].data_validations.dataValidation
    assert down.formula1 == '"有,弱,确认无,未知"'


def test_the_guide_names_every_sheet_and_column(book: Workbook) -> None:
    said = {str(left.value).split(" ")[0]: str(right.value) for left, right in book["说明"].iter_rows(max_col=2)}
    for sheet in (one for one in SHEETS.values() if one.in_template):
        for field in sheet.template_fields:
            assert f"{'*' if field.required else ''}{field.name.zh}" in said[sheet.name.zh]
