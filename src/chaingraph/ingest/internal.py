"""Which statements of an office's lists stay in the house, and which columns are never read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["STATED", "Marks", "find_lead", "find_other_list", "holds_contact", "is_contact", "mark_internal"]

#: Headings of columns that lead to a person; nothing of them is ever read.
_CONTACT = re.compile(
    r"联系人|联系电话|联系方式|联络|电话|手机|传真|邮箱|电子邮件|e-?mail|phone|contact|法定代表|法人代表|法人姓名|^法人$|"
    r"负责人|经办人|填报人|填表人|包联领导|包保|微信|身份证|住址"
)
#: What of a person stands in cells of other columns.
_IN_CELLS = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])|联系人|联系电话|手机号?[:码]|电话:")
#: Headings of lists of firms that the office wants to win, and that aren't there yet.
_LEAD = re.compile("潜在|线索|可信度|拟引进|拟招引")
#: Headings of lists of what firms complain of; `find_other_list` wants two of them.
_OTHERS = {
    "problems": re.compile("诉求|问题交办|交办单位|主办部门|分办部门|协办部门|办理时限|回访|办结"),
}
#: What a statement's key says after its row (`Entry.state`), and the columns that it was read from.
_COLUMNS = {
    "chief": ("chiefs",), "general-chief": ("general_chiefs",), "deputy-chief": ("deputy_chiefs",), "lead": ("bodies",),
    "chain": ("chains", "members", "cores"), "segment": ("segments",),
    "owner": ("owner", "owners"),
    "title": ("titles",), "site": ("county",), "spot": ("county",), "investor": ("investors",), "phase": ("phase",),
    "state": ("segment", "state"), "supply": ("supplier", "customer", "product", "share"),
    "operating-revenue": ("revenue",), "rd-expenditure": ("rd",), "employees": ("staff",),
    "project-investment": ("investment",), "invested": ("invested",), "figure": ("value",), "growth": ("growth",),
    "policy": ("authority", "from", "until"),
}  # fmt: skip
#: The columns of which statements are made.
STATED = {column for columns in _COLUMNS.values() for column in columns}
_WHAT = re.compile(r"r\d+-(.+?)(?:-\d+)?")


@dataclass(frozen=True)
class Marks:
    """What a mapping file says of columns, by sheet and column, and of whole sheets, by sheet and an empty text."""

    internal: Mapping[tuple[str, str], bool]

    def of(self, sheet: str, columns: Iterable[str], *, by_nature: bool) -> bool:
        """Return whether a statement of some columns stays in the house; their marks go before their sheet's."""
        marked = [self.internal[sheet, column] for column in columns if (sheet, column) in self.internal]
        return any(marked) if marked else self.internal.get((sheet, ""), by_nature)


def is_contact(heading: str) -> bool:
    """Say whether a heading is that of a column which leads to a person.

    Examples
    --------
    >>> is_contact("企业（联系人）"), is_contact("法定代表人"), is_contact("项目法人"), is_contact("责任单位")
    (True, True, False, False)
    """
    return _CONTACT.search(heading.casefold()) is not None


def holds_contact(cell: str) -> bool:
    """Say whether a cell holds a mobile number, or says whom to call.

    Examples
    --------
    >>> holds_contact("张三(13800000000)"), holds_contact("91350100M000100Y43"), holds_contact("示例电话设备有限公司")
    (True, False, False)
    """
    return _IN_CELLS.search(cell) is not None


def find_lead(headings: Iterable[str]) -> str:
    """Return the first heading that only a list of leads has, or an empty text.

    Examples
    --------
    >>> find_lead(["产业赛道", "潜在产业链角色"]), find_lead(["备注"])
    ('潜在产业链角色', '')
    """
    return next(filter(_LEAD.search, headings), "")


def find_other_list(headings: Iterable[str]) -> tuple[str, str]:
    """Return ``problems`` and the first heading that says so; empty texts for any other list.

    Examples
    --------
    >>> find_other_list(["企业诉求", "办理时限"]), find_other_list(["诉求", "备注"])
    (('problems', '企业诉求'), ('', ''))
    """
    for kind, words in _OTHERS.items():
        found = [one for one in headings if words.search(one)]
        if len(found) > 1:
            return kind, found[0]
    return "", ""


def mark_internal(sheets: Mapping[str, tuple[str, Marks]], table: str, row: dict[str, str]) -> None:
    """Mark a statement's row that stays in the house (column ``internal``).

    By nature these are figures of single firms and who buys from whom; the mapping file may say otherwise.

    Parameters
    ----------
    sheets
        The key of the sheet that each document is, and what the mapping file of its book says.
    table, row
        The curated table and its row, which is changed in place.
    """
    firm = row.get("about", "").startswith("enterprise:")
    by_nature = table in {"supplies", "relations"} or (table in {"observations", "targets"} and firm)
    what = _WHAT.fullmatch(row["key"])
    columns = _COLUMNS.get(what[1], ()) if what else ()
    sheet, marks = sheets[row["doc"]]
    if marks.of(sheet, columns, by_nature=by_nature):
        row["internal"] = "true"
