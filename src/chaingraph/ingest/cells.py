"""Read what offices write into cells: lists of names, money, counts, shares, years, marks for what isn't known."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from chaingraph.errors import CellError

__all__ = [
    "LONGEST_NAME",
    "day_of_validity",
    "is_blank",
    "is_nobody",
    "join_lines",
    "mentioned_firm",
    "names_others",
    "plain",
    "plain_lines",
    "read_names",
    "read_titles",
    "without_cells",
    "without_share",
]

#: What offices write where they know nothing; 无 ("none") says something else in some columns, and nothing in these.
_BLANK = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "\\", "未公开", "不详", "未知", "暂无", "n/a", "na", "null", "none"}
)
_TITLE = re.compile(
    r"(.+?)(?:[（(]\s*(?:((?:19|20)[0-9]{2})\s*年?)?\s*[,，;；]?\s*"
    r"(?:(?:有效期)?至\s*([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?)?\s*[)）])?"
)
#: What stands where a chain has no owner that is sure.
_NOBODY = re.compile(
    r"(?:暂|尚|目前)*(?:无|没有|未有|未明确|未确定|待定|待明确|空缺|空白|调整中|(?:正在|待|拟)(?:培育|遴选|确定|招引|引进)中?|"
    r"(?:培育|遴选)中)(?:明确|确定|合适)?的?(?:链主)?(?:企业)?(?:\([^)]*\))?"
)
_WHOLE_NAME = re.compile(r"(?:公司|集团|厂|研究院|研究所|中心|合作社)$")
#: What stands behind the last name of a cell that leaves others out, and before names that are numbered.
_AND_OTHERS = re.compile(
    r"\s*等(?:\s*(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})?余?多?(?:[家户个](?:企业|公司|单位)?|部门|单位)|企业)?$"
)
_ABROAD = re.compile(r"\s*(?:Ltd|Inc|LLC|L\.L\.C|S\.A|GmbH)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![A-Za-z0-9.])[1-9][0-9]?(?:、|\.(?![0-9]))\s*")
_DIGITS = 15  # of a number, as spreadsheets show it: what comes behind is left from reckoning in twos
#: Signs of the name of a firm.
LONGEST_NAME = 200
_SHARE = re.compile(r"\((?:占股?|持股|股权)?\s*[0-9]{1,3}(?:\.[0-9]+)?%\)$")
#: Words of a cell that tells of a firm to come, or of none, and names none that is there.
_NOT_YET = re.compile(
    r"\((?:拟|待|备选|候选|培育|储备|意向)[^)]*\)$|^(?:拟|待|正在)?(?:招引|引进|遴选|培育)|^尚未|缺失$|^其他(?:企业)?$"
)
_SHORT_NUMBER = re.compile("[0-9.%]{1,3}")
_QUOTED = 20  # signs of a cell that a message may show


def plain(cell: object) -> str:
    r"""Return a cell as text: NFKC (full-width signs become plain), one space for any white space, no margins.

    Marks that turn the direction of writing, and others that show nothing, are dropped.

    Examples
    --------
    >>> plain("  ２０２３年（修订）\n")
    '2023年(修订)'
    >>> plain(12.0), plain(12000 * 1.1), plain(None)
    ('12', '13200', '')
    """
    text = unicodedata.normalize("NFKC", cell if isinstance(cell, str) else _written(cell))
    if text.isprintable():  # so that no sign is hidden, and only plain spaces are white
        return " ".join(text.split()) if " " in text else text
    kept = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or not _is_hidden(sign))
    return " ".join(kept.split())


def plain_lines(cell: object) -> str:
    r"""Return a cell as `plain` does, but with its lines apart, as offices write several names into one cell.

    Examples
    --------
    >>> plain_lines(" 集成电路\r\n\n新能源 ")
    '集成电路\n新能源'
    """
    if isinstance(cell, str) and ("\n" in cell or "\r" in cell):
        return "\n".join(filter(None, map(plain, cell.splitlines())))
    return plain(cell)


def join_lines(text: str, *, many: bool) -> str:
    r"""Return a cell of several lines as one: each line a name where there may be many, else one text.

    A line that breaks within a Chinese name is no gap; lines that each end as a firm's name does stay apart.

    Examples
    --------
    >>> join_lines("集成电路\n新能源", many=True), join_lines("某某科技\n有限公司", many=False)
    ('集成电路、新能源', '某某科技有限公司')
    >>> join_lines("甲公司\n乙公司", many=False), join_lines("Foo\nLtd", many=False)
    ('甲公司、乙公司', 'Foo Ltd')
    """
    if "\n" not in text:
        return text
    first, *lines = text.split("\n")
    for line in lines:
        apart = "、" if many or _WHOLE_NAME.search(first) else " " if first[-1].isascii() and line[0].isascii() else ""
        first = f"{first}{apart}{line}"
    return first


def _written(cell: object) -> str:
    """Return a cell of a workbook that is no text as one writes it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        cell = float(f"{cell:.{_DIGITS}g}")
        cell = int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    return str(cell)


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def is_blank(text: str) -> bool:
    """Say whether a cell says nothing.

    Examples
    --------
    >>> is_blank("—"), is_blank("未公开"), is_blank("0")
    (True, True, False)
    """
    return text.casefold() in _BLANK


def read_names(text: str) -> list[str]:
    """Return the names in a cell, each once; brackets keep what they hold together.

    等 at the end is dropped, with the count behind it, as are numbers before names; 无 names nothing.

    Examples
    --------
    >>> read_names("集成电路、 新能源汽车;集成电路等")
    ['集成电路', '新能源汽车']
    >>> read_names("1、甲公司2、乙公司等5家"), read_names("无")
    (['甲公司', '乙公司'], [])
    >>> read_names("装备制造(含军民融合、机器人)")
    ['装备制造(含军民融合、机器人)']
    """
    if text.startswith(("1、", "1.")):
        text = _NUMBERED.sub("、", text)
    names, depth, start = dict[str, None](), 0, 0
    for at, sign in enumerate(f"{text};"):
        depth += (sign in "([") - (sign in ")]")
        if sign in "、;；，,|/\n" and depth <= 0 and not (sign == "," and _ABROAD.match(text, at + 1)):
            name = _AND_OTHERS.sub("", text[start:at].strip())
            if name and name != "无" and not is_blank(name):
                names[name] = None
            start, depth = at + 1, 0
    return list(names)


def names_others(text: str) -> bool:
    """Say whether a cell ends with 等, which stands for others that it doesn't name.

    Examples
    --------
    >>> names_others("甲公司等5家"), names_others("均等公司")
    (True, False)
    """
    return _AND_OTHERS.search(text) is not None


def without_share(name: str) -> str:
    """Return a name without the share of a project that stands behind it in brackets."""
    return _SHARE.sub("", name)


def mentioned_firm(name: str) -> str:
    """Return the name of a firm that a cell mentions, without the share behind it.

    Raises
    ------
    CellError
        No name: a number, a sentence, or a word before a colon.

    Examples
    --------
    >>> mentioned_firm("甲公司(70%)")
    '甲公司'
    """
    bare = without_share(name)
    if len(bare) > LONGEST_NAME or ":" in bare or not any(map(str.isalpha, bare)) or _NOT_YET.search(bare):
        raise CellError(
            f"“{name[:20]}”不是企业名称，请只填全称，多个用、隔开",
            f"'{name[:20]}' is no name of an enterprise; write full names alone, joined by 、",
        )
    return bare


def is_nobody(name: str) -> bool:
    """Say whether a name is what stands where a chain has no owner that is sure.

    Examples
    --------
    >>> is_nobody("暂无明确链主"), is_nobody("待培育"), is_nobody("无锡某某有限公司")
    (True, True, False)
    """
    return _NOBODY.fullmatch(name) is not None


def read_titles(text: str) -> list[tuple[str, int | None, date | None]]:
    """Return the titles in a cell, each with the year, and the last day of validity, in brackets behind it.

    Raises
    ------
    CellError
        A day that is none.

    Examples
    --------
    >>> read_titles("专精特新中小企业(2023)、瞪羚企业")
    [('专精特新中小企业', 2023, None), ('瞪羚企业', None, None)]
    >>> read_titles("高新技术企业(2023,有效期至2026年10月15日)")
    [('高新技术企业', 2023, datetime.date(2026, 10, 15))]
    """
    titles: list[tuple[str, int | None, date | None]] = []
    for name in read_names(text):
        match = _TITLE.fullmatch(name)
        if match:
            title, year, *end = match.groups()
            titles.append((title.strip(), int(year) if year else None, day_of_validity(*end) if all(end) else None))
    return titles


def day_of_validity(year: str, month: str, day: str) -> date:
    """Return a day by its numbers.

    Raises
    ------
    CellError
        No such day.
    """
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise CellError(
            "有效期不是日期，请填如2026-10-15", "the end of validity is no day; write such as 2026-10-15"
        ) from error


def without_cells(message: str, cells: Iterable[str]) -> str:
    """Return a message without what some cells hold, whole, in part or cut short, and without whatever it quotes.

    Examples
    --------
    >>> without_cells("“甲公司”有2家，请填信用代码", ["甲公司"])
    '“…”有2家，请填信用代码'
    """
    held = {part for cell in cells for name in (cell, *read_names(cell)) for part in (name, name[:_QUOTED])}
    for part in sorted(held, key=lambda one: (-len(one), one)):
        if len(part) > 1 and not _SHORT_NUMBER.fullmatch(part):  # whose gap in other words would tell it
            message = message.replace(part, "…")
    return re.sub(r"“[^”]*”|(?<![A-Za-z])'[^']*'", "“…”", message)
