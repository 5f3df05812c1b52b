"""Find in a row what no cell of a list may hold: nothing where it must be filled, errors, what several firms share."""

import re

from chaingraph.ingest.cells import LONGEST_NAME, names_others
from chaingraph.ingest.entry import Entry
from chaingraph.ingest.internal import holds_contact
from chaingraph.ingest.name_kinds import kind_of_name
from chaingraph.ingest.sheet_marks import NOT_CALCULATED, is_error
from chaingraph.naming import Name

__all__ = ["check_cells"]

_EMPTY = Name("空着，此格必填", "empty; this cell must be filled")
_NO_VALUE = Name(
    "公式还没有算出值；请用表格软件打开、保存一次，或改填数值",
    "a formula that nothing has worked out; open and save the book in a spreadsheet, or write the value",
)
_ERROR = Name(
    "公式出错，没有值；请改正，或清空", "a formula in error, without a value; mend it, or leave the cell empty"
)
_SEVERAL = Name("一格只填一家企业，多家请分行", "one enterprise a cell; put the others on rows of their own")
_OTHERS = Name(
    "“等”后面还有别家，名称里不写“等”；请写全称，其余企业另起行",
    "等 stands for others and is no part of a name; write the full name, and put the others on rows of their own",
)
_OTHER_HEADING = Name(
    "表头与上面的不同，其下各行未读入；请分成几张工作表，或把各列对齐",
    "a heading with other columns than that above; no row below it is read. Put the parts on sheets of their own, or "
    "give them the same columns",
)
_LONG = Name("太长，不是企业名称", "too long for the name of an enterprise")
_SHARED = Name(
    "合并单元格跨了几行，看不出各行是多少；请分行填写",
    "merged over several rows, so that nothing tells how much is each one's; fill each row's own",
)
#: Columns of what is one row's alone.
_OWN = frozenset({"code", "revenue", "rd", "staff", "investment", "invested", "share", "value", "growth"})
#: Columns that name one firm, by sheet.
_FIRMS = {"enterprises": ("name",), "awards": ("name",), "supplies": ("supplier", "customer")}
#: What is said of a park or cluster among firms.
_NO_FIRMS = {
    "cluster": Name(
        "像是集群，不是企业；请移到“集群与园区”表", "seems to be a cluster, no firm; move it to the sheet 集群与园区"
    ),
    "park": Name(
        "像是园区，不是企业；请移到“集群与园区”表", "seems to be a park, no firm; move it to the sheet 集群与园区"
    ),
}
_NOT_ONE = Name("不是企业名称，请核对", "no name of an enterprise; look it up again")
_NO_NAME = re.compile("产业链$|^其他(?:企业)?$|^以上|:")
_A_CONTACT = Name(
    "格中有联系方式，请删去；联系方式不入图谱", "holds a contact, which never enters the graph; take it out of the cell"
)
_SLASH = re.compile("[\u4e00-\u9fff]/[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"\([^)]*\)")


def check_cells(entry: Entry) -> None:
    """Note such faults of a row."""
    sheet, cells = entry.source.found.sheet, entry.record.cells
    if entry.record.is_heading:
        entry.fault(sheet.required[0], _OTHER_HEADING)
        return
    for key in sheet.required:
        if not cells.get(key):
            entry.fault(key, _EMPTY)
    for key, text in cells.items():
        if is_error(text):
            entry.fault(key, _NO_VALUE if text == NOT_CALCULATED else _ERROR)
        elif holds_contact(text):
            entry.fault(key, _A_CONTACT)
        elif text and key in entry.record.shared and key in _OWN:
            entry.fault(key, _SHARED)
    _check_firms(entry)


def _check_firms(entry: Entry) -> None:
    """Note cells that should name one firm and don't."""
    sheet, cells = entry.source.found.sheet, entry.record.cells
    for key in _FIRMS.get(sheet.key, ()):
        text = cells.get(key, "")
        if _NO_NAME.search(text):
            entry.fault(key, _NOT_ONE)
            continue
        if text == "无" or len(text) > LONGEST_NAME:
            entry.fault(key, _EMPTY if text == "无" else _LONG)
            continue
        if sheet.key != "awards" and (kind := kind_of_name(text)) in _NO_FIRMS:
            entry.fault(key, _NO_FIRMS[kind])
            continue
        if any(sign in text for sign in "、；;/") and (
            re.search("[、；;].", bare := _BRACKETS.sub("", text)) or _SLASH.search(bare)
        ):
            entry.fault(key, _SEVERAL)
        elif names_others(text):
            entry.fault(key, _OTHERS)
