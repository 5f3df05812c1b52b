"""Find out which sheet a grid is, on which row its heading stands, and which column is which."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, zip_longest

from chaingraph.ingest.cells import is_blank, join_lines
from chaingraph.ingest.grids import Grid
from chaingraph.ingest.internal import is_contact
from chaingraph.ingest.number_cells import unit_of_heading
from chaingraph.ingest.parts import read_part
from chaingraph.ingest.sheets import SHEETS, Field, OfficeSheet

__all__ = ["Aside", "Found", "Record", "find_heading", "is_wide", "iter_records"]

_LONGEST_HEADING = 200
_MOST_ABOVE = 15  # rows of titles, notes and units above a heading
#: What stands below a list and is no row of it; a firm may be called so only with more letters behind.
_SUM = re.compile(
    r"(?:本页|本表|全市|全县|累计)?(?:合\s*计|总\s*计|小\s*计|共\s*计|平均(?:值|数)?|汇总)(?:[\s:(\d].*)?|其中\s*:.*|"
    r"(?:注|备注|说明|填表人?|制表人?|填表说明)\s*:.*|填表说明"
)
#: What heads a part of a list on a row of its own: ``一、集成电路产业链(5家)``.
_PART = re.compile(r"(?:[一二三四五六七八九十]{1,3}\s*[、.]|\([一二三四五六七八九十]{1,3}\)).*")
_ORDER = re.compile("[一二三四五六七八九十]{1,3}|\\([一二三四五六七八九十]{1,3}\\)")
#: What a register says of a firm that is one no more, or elsewhere; what a notice says of a title that is over.
_GONE = re.compile(
    r"(?<![未不])(?:注销|吊销)|(?:已|被|予以|依法)(?:撤销|取消)|^(?:撤销|取消)(?:称号|资格|认定)?(?:[(（].*)?$|(?:称号|资格|认定)(?:已|被)?(?:撤销|取消)|"
    r"迁出|^已?迁移$|迁(?:往|至).{0,6}外|(?:未|不)(?:能|予)?(?:通过|合格)"
)
_STILL_HERE = re.compile("本市|市内|恢复|拟|计划")
#: Headings of what a project is to cost, or has cost, within one year; not in all.
_OF_A_PART = {
    "investment": re.compile(r"(?:19|20)\d{2}年"),
    "invested": re.compile(r"(?:19|20)\d{2}年(?!度?[底末])"),
}
#: Columns that headings of parts may stand for, and the sheets in which they do.
_TOLD_BY_PARTS = frozenset({"titles", "chains"})
_PARTED = frozenset({"enterprises", "projects", "clusters", "awards"})
#: Fields that may have a column a year, of which the last year is read.
_OF_YEARS = frozenset({"revenue", "rd", "staff"})
#: What the column of firms may be called in a sheet named as a list of chain owners that has no column of roles.
_TELLS_ROLE = re.compile("链主|链核|链上|类型|类别|层级|角色|性质")
_OWNERS_NAMES = dict.fromkeys(("企业名称", "单位名称", "名称", "企业"), "链主企业")
_PERIOD = re.compile(
    r"(?:(?:19|20)\d{2}年?)?(?:1[0-2]|0?[1-9])(?:[-—–~至](?:1[0-2]|0?[1-9]))?月份?(?:累计)?|(?:19|20)\d{2}年?度?"
)
_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[)）】\]]")


@dataclass(frozen=True)
class Found:
    """A grid that was recognised: the sheet, the row of its heading (from 1), the column of each field.

    ``units`` says for fields of money how many yuan the heading's unit is, ``years`` the year that a heading names;
    ``unread`` lists headings that mean nothing here, ``titles`` are those of the fields.
    """

    sheet: OfficeSheet
    heading: int
    columns: Mapping[str, int]
    units: Mapping[str, int]
    years: Mapping[str, int]
    unread: tuple[str, ...]
    titles: Mapping[str, str]

    @property
    def title(self) -> str:
        """The heading of the first column that each row must fill."""
        return self.titles[self.sheet.required[0]]


@dataclass(frozen=True)
class Record:
    """One row of a list: its number in the file, and the text of each field; blank ones are empty.

    ``shared`` are fields whose cell is merged with those of other rows, which the row's name isn't. ``is_heading`` says
    that it is a heading once more, with other columns than the first one, so that no row below it can be read.
    """

    row: int
    cells: Mapping[str, str]
    shared: frozenset[str] = frozenset()
    is_heading: bool = False


def find_heading(grid: Grid, mapping: Mapping[str, str]) -> Found | None:
    """Return which sheet a grid is, or None if it has no heading that is known.

    Parameters
    ----------
    grid
        The grid.
    mapping
        Headings of one's own, each with the heading of ours that it means.
    """
    found: list[tuple[tuple[int, float, int], Found]] = []
    head = [_flat(row) for row in grid.head(_MOST_ABOVE)]
    for at, row, parts in _headings(head):
        for sheet in SHEETS.values():
            are_owners = sheet.key == "owners" and _is_named(grid, sheet) and not any(map(_TELLS_ROLE.search, row))
            meant = {**_OWNERS_NAMES, **mapping} if are_owners else mapping
            columns = _match(row, sheet, meant, head[at - 1] if at else ())
            if any(len(_match(part, sheet, meant)) >= len(columns) for part in parts):
                continue
            lacking = [key for key in sheet.expected if key not in columns]
            if lacking == ["titles"] and _has_parts_of_titles(grid, at):
                lacking = []
            if not lacking and (len(columns) > 1 or _is_named(grid, sheet)):
                score = (len(columns) + 2 * _is_named(grid, sheet), len(columns) / len(sheet.fields), -at)
                found.append((score, _found(head, at, row, sheet, columns)))
    if not found:
        return None
    best = max(found, key=lambda one: one[0])[1]
    # Rows of a list between two headings are those of the upper one.
    upper = [
        one for one in found if any(len({*filter(None, row)}) > 1 for row in head[one[1].heading : best.heading - 1])
    ]
    return max(upper, key=lambda one: (-one[1].heading, one[0]))[1] if upper else best


def is_wide(grid: Grid) -> bool:
    """Say whether a row near the top of a grid names three periods or more, as where each has a column."""
    rows = grid.head(_MOST_ABOVE)
    return any(sum(_PERIOD.fullmatch(cell) is not None for cell in dict.fromkeys(row)) > 2 for row in rows)


def _has_parts_of_titles(grid: Grid, heading: int) -> bool:
    """Say whether one of the first rows below a heading, whose number is from 0, heads a part and names a title."""
    below = (_flat(filter(None, row)) for row in islice(grid.rows, heading + 1, heading + 1 + _MOST_ABOVE))
    parts = (row[0] for row in below if len({*row}) == 1 and _PART.fullmatch(row[0]))
    return any("titles" in read_part(part) for part in parts)


def _headings(head: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...], Sequence[tuple[str, ...]]]]:
    """Yield what may be a heading: the number of its last row from 0, its cells, and its rows where it has two.

    In a heading of two rows that aren't merged, as in a CSV file, the upper one holds some names and the lower one the
    others; below the upper ones it is empty.
    """
    for at, row in enumerate(head):
        yield at, row, ()
        if at:
            above = head[at - 1]
            yield at, tuple(low or high for high, low in zip_longest(above, row, fillvalue="")), (above, row)


@dataclass
class Aside:
    """The numbers of rows below a heading that aren't taken.

    ``sums`` are known by their words alone as sums, notes and headings of parts; ``gone`` say that the firm was
    deregistered, had its licence revoked or moved away, or that the title was withdrawn; ``elsewhere`` are of another
    city. ``parts`` are headings of parts that tell the title or the chain of the rows below. ``names`` are the names
    and credit codes in rows that say that the firm is gone.
    """

    sums: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)


def iter_records(grid: Grid, found: Found, aside: Aside | None = None) -> Iterator[Record]:
    """Yield the rows below the heading that are rows of the list.

    Blank ones aren't, nor the empty workbook's examples, sums, notes, headings of parts, the heading once more, and the
    second row of a heading, where a merged cell shows its text again. A heading of a part that names a chain or a title
    tells it of the rows below, where no column does. ``aside`` is given the numbers of rows that one
    may want to hear of.
    """
    aside = aside or Aside()
    first = min(found.columns.values())
    named = found.columns[found.sheet.required[0]]
    example = found.sheet.field(found.sheet.required[0]).example
    fields = [(key, at, found.sheet.field(key)) for key, at in found.columns.items()]
    columns = [(key, at, field.many, dict(field.choices)) for key, at, field in fields]
    most = max(found.columns.values())
    standing = found.columns.get("standing")
    own = {field.key for field in found.sheet.fields} if found.sheet.key in _PARTED else frozenset()
    untold = (_TOLD_BY_PARTS & own) - found.columns.keys()
    part: Mapping[str, str] = {}
    known = frozenset({*found.titles.values(), *found.unread}) - {""}
    is_lost, heading = False, found.heading
    for number, row in enumerate(islice(grid.rows, found.heading, None), start=found.heading + 1):
        word = next(filter(None, row), "")
        cells = row + ("",) * (most + 1 - len(row))
        if not word or cells[named] == example:
            continue
        name = _flat_cell(cells[named])
        if name == found.title or len(known.intersection(row)) > 1 or (name in _headings_of_lists() and _heads(row)):
            if number == heading + 1:  # its second row
                continue
            heading = number
            is_lost = _has_other_columns(found, cells)
            if is_lost:
                yield Record(number, dict.fromkeys(found.columns, ""), is_heading=True)
            continue
        if is_lost:
            continue
        begin = _flat_cell(word)
        filled = [*dict.fromkeys(filter(None, row))]
        if len(filled) == 2 and _ORDER.fullmatch(filled[0]):
            begin, filled = _flat_cell(f"{filled[0]}、{filled[1]}"), filled[1:]
        is_part = _PART.fullmatch(begin) is not None and len(filled) == 1
        told_by_part = {key: text for key, text in read_part(begin).items() if key in untold} if is_part else {}
        if told_by_part or (is_part and not begin.startswith("(")):  # a part within a part leaves what that says
            part = told_by_part
        if told_by_part:
            aside.parts.append(number)
            continue
        if is_part or _SUM.fullmatch(begin) or _SUM.fullmatch(_flat_cell(cells[first])):
            aside.sums.append(number)
            continue
        if standing is not None and _GONE.search(cells[standing]) and not _STILL_HERE.search(cells[standing]):
            aside.gone.append(number)
            code = found.columns.get("code")
            aside.names.append((cells[named], cells[code].upper() if code is not None else ""))
            continue
        told = {key: _said(cells[at], choices, many=many) for key, at, many, choices in columns}
        yield Record(number, {**told, **part}, _shared(grid, found, number) if grid.spans else frozenset())


@cache
def _headings_of_lists() -> frozenset[str]:
    """Return the names of all columns that rows must fill, as offices write them."""
    fields = [sheet.field(key) for sheet in SHEETS.values() for key in sheet.required]
    return frozenset(name for field in fields for name in (field.name.zh, *field.synonyms))


def _heads(row: Sequence[str]) -> bool:
    """Say whether a row names the columns of a list, and nothing else."""
    filled = [cell for cell in dict.fromkeys(map(_flat_cell, row)) if cell]
    return len(filled) > 1 and any(len(_match(filled, sheet, {})) > len(filled) / 2 for sheet in SHEETS.values())


def _has_other_columns(found: Found, row: Sequence[str]) -> bool:
    """Say whether a heading that is there once more has other columns; that of a year may have its year alone there."""
    titles = ((key, _flat_cell(row[at])) for key, at in found.columns.items() if key not in found.years)
    return any(title and title != found.titles[key] for key, title in titles)


def _shared(grid: Grid, found: Found, row: int) -> frozenset[str]:
    spans = {key: grid.spans.get((row, column + 1), (row, row)) for key, column in found.columns.items()}
    first, last = spans[found.sheet.required[0]]
    return frozenset(key for key, (top, bottom) in spans.items() if top < first or bottom > last)


def _flat(row: Iterable[str]) -> tuple[str, ...]:
    """Return cells without breaks of lines."""
    return tuple(map(_flat_cell, row))


def _flat_cell(cell: str) -> str:
    return cell.replace("\n", " ")


def _said(cell: str, choices: Collection[str], *, many: bool) -> str:
    """Return what a cell says; nothing for a mark of what isn't known, unless the mark is one of the choices."""
    cell = join_lines(cell, many=many)
    return "" if is_blank(cell) and cell not in choices else cell


def _match(
    row: Sequence[str], sheet: OfficeSheet, mapping: Mapping[str, str], over: Sequence[str] = ()
) -> dict[str, int]:
    """Return the column of each field that the row names; a whole name beats one without its brackets.

    ``over`` is the row above it, which may say that a column is of one year alone.
    """
    columns: dict[str, int] = {}
    for fold in (_fold, _bare):
        names = {fold(name): field for field in sheet.fields for name in _names_of(field)}
        for at, cell in enumerate(row):
            if len(cell) > _LONGEST_HEADING:
                continue
            known = names.get(fold(mapping.get(cell, cell)))
            part_of = _OF_A_PART.get(known.key) if known is not None else None
            if part_of and (part_of.match(cell) or (over and part_of.match(over[at] if at < len(over) else ""))):
                continue
            if known is not None and at not in columns.values() and not is_contact(cell):
                is_newer = known.key in _OF_YEARS and known.key in columns and cell[:4].isdecimal()
                if known.key not in columns or (is_newer and cell[:4] > row[columns[known.key]][:4]):
                    columns[known.key] = at
    if sheet.key == "figures" and "period" not in columns:  # then one of its parts tells it whole
        part = next((key for key in ("year", "month", "quarter") if key in columns), None)
        columns |= {"period": columns.pop(part)} if part else {}
    return columns


def _names_of(field: Field) -> tuple[str, ...]:
    return (field.name.zh, field.name.en, field.key, *field.synonyms)


def _fold(heading: str) -> str:
    return re.sub(r"[\s*＊:：]", "", heading.replace("（", "(").replace("）", ")")).casefold()


def _bare(heading: str) -> str:
    """Return a heading without brackets and the year before it: ``2024年营业收入(万元)`` is ``营业收入``."""
    return re.sub(
        r"^(?:截[至止])?(?:19|20)\d{2}年(?:度末|度|底|末)?|_(?:亿元|万元|元)$", "", _fold(_BRACKETS.sub("", heading))
    )


def _year_of(above: Sequence[Sequence[str]], row: Sequence[str], column: int) -> int | None:
    """Return the year that a heading begins with, or that stands alone in the cell above it."""
    over = above[-1][column] if above and column < len(above[-1]) else ""
    match = re.match(r"(?:截[至止])?((?:19|20)\d{2})年", row[column]) or re.fullmatch(r"((?:19|20)\d{2})年?度?", over)
    return int(match[1]) if match else None


def _is_named(grid: Grid, sheet: OfficeSheet) -> bool:
    names = {_fold(name) for name in (sheet.name.zh, sheet.name.en, sheet.key, *sheet.synonyms)}
    return _fold(grid.name) in names


def _found(
    head: Sequence[Sequence[str]], at: int, row: Sequence[str], sheet: OfficeSheet, columns: Mapping[str, int]
) -> Found:
    above = " ".join(cell for line in head[:at] for cell in dict.fromkeys(line) if "单位" in cell)
    stated = re.search(r"单位\s*[:：]\s*(亿元|万元|千元|元)", above)
    whole = unit_of_heading(f"({stated[1]})") if stated else 0
    units = {key: unit_of_heading(row[column]) or whole for key, column in columns.items()}
    years = {key: year for key, column in columns.items() if (year := _year_of(head[:at], row, column))}
    unread = dict.fromkeys(cell for column, cell in enumerate(row) if cell and column not in columns.values())
    titles = {key: row[column] for key, column in columns.items()}
    return Found(sheet, at + 1, columns, units, years, tuple(unread), titles)
