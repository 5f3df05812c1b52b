"""Which statements of an office's lists stay in the house, and which columns are never read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chaingraph.errors import InputError, did_you_mean
from chaingraph.ingest.cells import plain
from chaingraph.ingest.sheets import SHEETS

__all__ = ["Marks", "is_contact", "load_mapping", "mark_internal", "read_marks"]

_MARKS = {"internal": True, "内部": True, "public": False, "公开": False}
#: Headings of columns that lead to a person; nothing of them is ever read.
_CONTACT = re.compile(
    r"联系人|联系电话|联系方式|联络|电话|手机|传真|邮箱|电子邮件|e-?mail|phone|contact|法定代表|法人代表|法人姓名|^法人$|"
    r"负责人|经办人|填报人|填表人|包联领导|包保|微信|身份证|住址"
)
#: What a statement's key says after its row (`Entry.state`), and the columns that it was read from.
_COLUMNS = {
    "chief": ("chiefs",), "lead": ("bodies",), "chain": ("chains",), "segment": ("segments",),
    "owner": ("owner",), "title": ("titles",), "site": ("county",), "investor": ("investors",), "phase": ("phase",),
    "state": ("segment", "state"), "supply": ("supplier", "customer", "share"), "operating-revenue": ("revenue",),
    "rd-expenditure": ("rd",), "employees": ("staff",), "project-investment": ("investment",),
}  # fmt: skip
_STATED = {column for columns in _COLUMNS.values() for column in columns}
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


def load_mapping(path: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Read a mapping file in YAML: headings of one's own with ours, and the lists under the words of marks.

    Raises
    ------
    InputError
        No YAML, something else than texts to texts and these lists, or a column of contacts.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path}: no YAML that can be read ({reason}); write a line such as 公司: 企业名称") from error
    lists = {key: found.pop(key) for key in _MARKS if isinstance(found, dict) and isinstance(found.get(key), list)}
    if not isinstance(found, dict) or not all(isinstance(one, str) for pair in found.items() for one in pair):
        raise InputError(
            f"{path}: must say for each heading of yours which of ours it means, a line such as 公司: 企业名称"
        )
    contact = next((theirs for theirs in found if is_contact(plain(theirs))), None)
    if contact:
        raise InputError(f"{path}: '{contact}' leads to persons, and such columns are never read; leave it out")
    return found, lists


def read_marks(path: Path) -> Marks:
    """Read which columns or sheets a mapping file lists as internal (内部) or public (公开).

    Raises
    ------
    InputError
        As `load_mapping` does; a name that is no heading or sheet of ours, or of which nothing is stated; both marks.
    """
    marks: dict[tuple[str, str], bool] = {}
    known = sorted({field.name.zh for sheet in SHEETS.values() for field in sheet.fields if field.key in _STATED})
    for word, names in load_mapping(path)[1].items():
        for name in map(str, names):
            hits = list(_named(plain(name)))
            if not hits:
                raise InputError(f"{path}: {word}: no heading or sheet is called '{name}'{did_you_mean(name, known)}")
            if all(column and column not in _STATED for _, column in hits):
                raise InputError(
                    f"{path}: {word}: '{name}' tells firms apart and can't be marked; leave the column out"
                )
            for hit in hits:
                if marks.setdefault(hit, _MARKS[word]) != _MARKS[word]:
                    raise InputError(f"{path}: '{name}' is listed as internal and as public; keep one")
    return Marks(marks)


def _named(name: str) -> Iterable[tuple[str, str]]:
    for sheet in SHEETS.values():
        if plain(sheet.name.zh) == name:
            yield sheet.key, ""
        for field in sheet.fields:
            if plain(field.name.zh) == name:
                yield sheet.key, field.key


def mark_internal(sheets: Mapping[str, str], marks: Marks, table: str, row: dict[str, str]) -> None:
    """Mark a statement's row that stays in the house (column ``internal``).

    By nature these are figures of single firms and who buys from whom; the mapping file may say otherwise.

    Parameters
    ----------
    sheets
        The key of the sheet that each document is.
    marks
        What the mapping file says.
    table, row
        The curated table and its row, which is changed in place.
    """
    firm = row.get("about", "").startswith("enterprise:")
    by_nature = table in {"supplies", "relations"} or (table in {"observations", "targets"} and firm)
    what = _WHAT.fullmatch(row["key"])
    columns = _COLUMNS.get(what[1], ()) if what else ()
    if marks.of(sheets.get(row["doc"], ""), columns, by_nature=by_nature):
        row["internal"] = "true"
