"""How sheets of a workbook look, on a screen and on paper: their letters, the room of a row, and the printed page."""

from collections.abc import Iterable

from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from wcwidth import wcswidth

__all__ = ["letters", "row_height", "set_print"]

_MARGIN = 0.4  # inches; most printers reach that far
_LINE = 16.0  # points
_UNSEEN = 3  # signs of a column that its margins take, and marks that are wider than they are counted


def letters(
    *, size: int = 11, bold: bool = False, italic: bool = False, color: str = "000000", underline: bool = False
) -> Font:
    """Return a font with a name, as a program chooses one of its own where there is none."""
    return Font(
        name="Calibri", size=size, bold=bold, italic=italic, color=color, underline="single" if underline else None
    )


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return how many points a row needs for wrapped texts in columns of given widths: not every program finds out.

    Examples
    --------
    >>> row_height([("集成电路", 22), ("集成电路、新能源汽车、体育器械", 22)])
    32.0
    """
    return _LINE * max((_lines(text, int(width) - _UNSEEN) for text, width in texts), default=1)


def _lines(text: str, room: int) -> int:
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, -(-wcswidth(line) // room)) for line in text.split("\n"))


def set_print(page: Worksheet, *, heading: int = 0, rules: bool = False) -> None:
    """Set up a sheet for printing: A4 across, as wide as the page, its name and the page's number at the foot.

    Parameters
    ----------
    page
        The sheet, which is changed.
    heading
        How many rows at its top are repeated on each page.
    rules
        Whether the lines between cells are printed.
    """
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = _MARGIN
    page.page_margins.top = page.page_margins.bottom = 2 * _MARGIN
    page.print_options.gridLines = rules
    if heading:
        page.print_title_rows = f"1:{heading}"
    footer = page.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "&A  &P / &N"
