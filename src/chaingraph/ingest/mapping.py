"""A mapping file: what an office's own headings mean, and which columns or sheets stay in the house."""

from collections.abc import Iterable
from pathlib import Path

from chaingraph.checked_yaml import Node, load_yaml, read_yaml_text
from chaingraph.errors import did_you_mean
from chaingraph.ingest.cells import plain
from chaingraph.ingest.internal import STATED, Marks, is_contact
from chaingraph.ingest.sheets import SHEETS

__all__ = ["read_mapping"]

_MARKS = {"internal": True, "内部": True, "public": False, "公开": False}


def read_mapping(path: Path) -> tuple[dict[str, str], Marks]:
    """Read a mapping file in YAML: one heading a line (公司: 企业名称), and lists under the words internal and public.

    Returns
    -------
    headings
        Headings of one's own, each with the heading of ours that it means.
    marks
        The columns or sheets listed as internal (内部) or public (公开).

    Raises
    ------
    InputError
        No YAML that can be read, something else than texts to texts and these lists, a column of contacts, a name that
        is no heading or sheet of ours, or of which nothing is stated, or one that has both marks.
    """
    whole = load_yaml(read_yaml_text(path, what="mapping"), str(path), what="mapping")
    if not isinstance(whole.value, dict):
        raise whole.fault("must say for each heading of yours which of ours it means, a line such as 公司: 企业名称")
    known = sorted({field.name.zh for sheet in SHEETS.values() for field in sheet.fields})
    headings: dict[str, str] = {}
    marks: dict[tuple[str, str], bool] = {}
    for theirs, ours in whole.value.items():
        node = Node(whole.file, str(theirs), ours)
        if theirs in _MARKS and isinstance(ours, list):
            for one in node.items():
                _mark(one, marks, is_internal=_MARKS[theirs])
        elif not isinstance(theirs, str) or not isinstance(ours, str):
            raise node.fault("texts are expected; put both headings into quotation marks")
        elif is_contact(plain(theirs)):
            raise node.fault("leads to persons, and such columns are never read; leave it out")
        elif ours not in known:
            raise node.fault(f"no heading is called '{ours}'{did_you_mean(ours, known)}")
        else:
            headings[plain(theirs)] = plain(ours)
    return headings, Marks(marks)


def _mark(node: Node, marks: dict[tuple[str, str], bool], *, is_internal: bool) -> None:
    """Mark all columns or sheets of a name."""
    name = node.text()
    hits = list(_named(plain(name)))
    if not hits:
        known = sorted({field.name.zh for sheet in SHEETS.values() for field in sheet.fields if field.key in STATED})
        raise node.fault(f"no heading or sheet is called '{name}'{did_you_mean(name, known)}")
    if all(column and column not in STATED for _, column in hits):
        raise node.fault(f"'{name}' tells firms apart and can't be marked; leave the column out")
    for hit in hits:
        if marks.setdefault(hit, is_internal) != is_internal:
            raise node.fault(f"'{name}' is listed as internal and as public; keep one")


def _named(name: str) -> Iterable[tuple[str, str]]:
    for sheet in SHEETS.values():
        if plain(sheet.name.zh) == name:
            yield sheet.key, ""
        for field in sheet.fields:
            if plain(field.name.zh) == name:
                yield sheet.key, field.key
