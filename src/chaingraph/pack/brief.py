"""The one-page brief of a chain: what is unknown first, then its lists, numbers, gaps, owners, projects, changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry
from chaingraph.pack.lists import LISTS
from chaingraph.pack.sheets import PackSheet
from chaingraph.report import Cell, Thing
from chaingraph.reports.common import STATES

__all__ = ["Brief", "BriefLine", "BriefSection", "Reference", "number_sources", "write_brief"]

_NAMED = 6
_UNKNOWN_NAMED = 10
_SEGMENTS_NAMED = 16
_LINES = 4
_CITED = 2


@dataclass(frozen=True)
class BriefLine:
    """A sentence and the statements behind it."""

    text: Name
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class BriefSection:
    """A heading and its sentences."""

    title: Name
    lines: Sequence[BriefLine]


@dataclass(frozen=True)
class Brief:
    """The brief: its title, the day it is of, and its sections."""

    title: Name
    day: date | None
    sections: Sequence[BriefSection]


@dataclass(frozen=True)
class Reference:
    """A source of the brief as it is numbered."""

    number: int
    title: str
    issued: date | None
    publisher: str
    address: str
    kept: bool


def write_brief(case: Case, sheets: Sequence[PackSheet]) -> Brief:
    """Return the brief of a chain.

    Parameters
    ----------
    case
        The chain.
    sheets
        The lists of the pack, so that the brief can say of which nothing is known.
    """
    entries = {name: list(kind.read(case)) for name, kind in LISTS.items()}
    place = case.scene.city.name
    title = Name(
        f"{case.name.show('zh')}（{place.show('zh')}）简报", f"{case.name.show('en')} ({place.show('en')}): brief"
    )
    sections = (
        BriefSection(Name("先说未知", "Unknown first"), _unknown(entries, sheets)),
        BriefSection(Name("这是什么链", "What the chain is"), _what(case, entries)),
        BriefSection(Name("结构与数字", "Structure in numbers"), _numbers(case, entries)),
        BriefSection(Name("缺口", "Gaps"), _gaps(case, entries)),
        BriefSection(Name("先查明什么", "What to find out first"), _questions(entries)),
        BriefSection(Name("链主与链长", "Owners and chiefs"), _owners(case, entries)),
        BriefSection(Name("项目", "Projects"), _projects(entries)),
        BriefSection(Name("变化", "What changed"), _changes(entries)),
    )
    return Brief(title, case.day, sections)


def number_sources(case: Case, brief: Brief) -> tuple[list[Reference], dict[tuple[int, int], tuple[int, ...]]]:
    """Return the sources in the order in which they are first cited, and those of each line by section and line."""
    documents = case.book.sources.documents
    numbers: dict[str, int] = {}
    cited: dict[tuple[int, int], tuple[int, ...]] = {}
    for first, section in enumerate(brief.sections):
        for second, line in enumerate(section.lines):
            found = dict.fromkeys(
                place.document for one in line.statements for place in case.book.sources.places.get(one, ())
            )
            ranked = sorted(found, key=lambda key: not (key in documents and documents[key].kept))[:_CITED]
            cited[first, second] = tuple(sorted(numbers.setdefault(key, len(numbers) + 1) for key in ranked))
    references = []
    for key, number in numbers.items():
        one = documents.get(key)
        if one:
            title = one.title or one.name.show("zh")
            references.append(Reference(number, title, one.issued, one.publisher, one.address, one.kept))
    return references, cited


_Entries = Mapping[str, Sequence[Entry]]


def _unknown(entries: _Entries, sheets: Sequence[PackSheet]) -> list[BriefLine]:
    lines = []
    unknown = [one for one in entries["segments"] if one.state == "unknown"]
    if unknown:
        names = _listing([one.cells["segment"] for one in unknown], _UNKNOWN_NAMED)
        count = len(entries["segments"])
        lines.append(
            BriefLine(
                Name(
                    f"{count}个环节中{len(unknown)}个未知（没有资料说到，不等于没有）：{names.zh}。",
                    f"{len(unknown)} of {count} segments are unknown (no source speaks of them; that is not none): "
                    f"{names.en}.",
                )
            )
        )
    elif not entries["segments"]:
        lines.append(
            BriefLine(
                Name(
                    "没有模板画出本链，环节与缺口均未知。",
                    "No template draws this chain: its segments and gaps are unknown.",
                )
            )
        )
    lines += _unnamed_owners(entries["owners"])
    empty = [sheet.title for sheet in sheets if not sheet.rows]
    if empty:
        names = _listing(empty, _UNKNOWN_NAMED)
        lines.append(
            BriefLine(Name(f"没有任何已知条目的清单：{names.zh}。", f"Lists of which nothing is known: {names.en}."))
        )
    undated = sum(one.cells["phase"] is None for one in entries["projects"])
    if undated:
        total = len(entries["projects"])
        lines.append(
            BriefLine(
                Name(f"{total}个项目中{undated}个阶段未知。", f"The phase of {undated} of {total} projects is unknown.")
            )
        )
    return lines or [BriefLine(Name("未见未知之处。", "Nothing stands out as unknown."))]


def _unnamed_owners(owners: Sequence[Entry]) -> list[BriefLine]:
    lines = []
    for one in owners:
        stated, unnamed = one.cells["stated"], one.cells["unnamed"]
        if not isinstance(unnamed, int) or not unnamed:
            continue
        zh, en = _show(one.cells["area"], "zh"), _show(one.cells["area"], "en")
        text = Name(
            f"{zh}链主：资料称{stated}家，其中{unnamed}家未点名；本链有几家未知。",
            f"Chain owners of {en}: {stated} stated, {unnamed} of them not named; how many are of this chain: unknown.",
        )
        lines.append(BriefLine(text, one.statements))
    return lines[:1]


def _what(case: Case, entries: _Entries) -> list[BriefLine]:
    listed = [one for one in entries["history"] if one.statements and one.statements[0].startswith("chain-entry:")]
    lines = []
    if listed:
        zh = "、".join(
            f"{_show(one.cells['what'], 'zh')}（{_show(one.cells['detail'], 'zh')}）" for one in listed[:_LINES]
        )
        en = ", ".join(
            f"{_show(one.cells['what'], 'en')} ({_show(one.cells['detail'], 'en')})" for one in listed[:_LINES]
        )
        said = tuple(statement for one in listed for statement in one.statements)
        lines.append(BriefLine(Name(f"列入：{zh}。", f"Listed in: {en}."), said))
    else:
        lines.append(
            BriefLine(Name("没有资料把它列入哪份产业链名单。", "No source says in which list of chains it stands."))
        )
    segments = [one.cells["segment"] for one in entries["segments"]]
    if segments:
        names = _listing(segments, _SEGMENTS_NAMED)
        lines.append(
            BriefLine(
                Name(f"环节（编者判断）：{names.zh}。", f"Segments (the editors' judgement): {names.en}.")
            )
        )  # fmt: skip
    firms = entries["firms"]
    stated = [one for one in firms if case.ties[_key(one.cells["enterprise"])].how == "stated"]
    if firms:
        named = _listing([one.cells["enterprise"] for one in (stated or firms)], _NAMED)
        counties = _tally(one.cells["county"] for one in firms)
        lines.append(
            BriefLine(
                Name(
                    f"资料点名企业等{len(firms)}家（非全部），其中{len(stated)}家由资料列入本链，其余由编者按环节归入：{named.zh}。"
                    f"所在地：{counties.zh}。",
                    f"Firms and institutions that sources name: {len(firms)} (by no means all), {len(stated)} of them "
                    f"with the chain itself, the others linked by the editors: {named.en}. Where: {counties.en}.",
                ),
                tuple(statement for one in (stated or firms)[:_NAMED] for statement in one.statements),
            )
        )
    return lines


def _numbers(case: Case, entries: _Entries) -> list[BriefLine]:
    lines = []
    for state in (STATES["strong"], STATES["thin"]):
        zh, en = state.zh, state.en.capitalize()
        found = [one for one in entries["segments"] if _show(one.cells["state"], "en") == state.en]
        names = _listing([one.cells["segment"] for one in found], _NAMED)
        if found:
            said = tuple(statement for one in found for statement in one.statements)
            lines.append(
                BriefLine(
                    Name(
                        f"{zh}（编者按公布的规则）{len(found)}个：{names.zh}。",
                        f"{en} (by the published rule), {len(found)}: {names.en}.",
                    ),
                    said,
                )
            )
    lines += _figure_lines([one for one in entries["figures"] if _key(one.cells["about"]) in case.subjects])
    conflicts = entries["conflicts"]
    if conflicts:
        lines.append(
            BriefLine(
                Name(
                    f"另有{len(conflicts)}对数字相互矛盾或相近而不同，引用前请看清单。",
                    f"Pairs of figures that disagree, or nearly do: {len(conflicts)}; see the list before quoting one.",
                )
            )
        )
    return lines or [BriefLine(Name("没有数字。", "No figures."))]


def _figure_lines(figures: Sequence[Entry]) -> list[BriefLine]:
    """Return a line for each indicator and measure: the newest value, and what else is said of it."""
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for one in figures:
        same = tuple(_show(one.cells[name], "en") for name in ("indicator", "measure", "area"))
        groups.setdefault((same[0], same[1], same[2]), []).append(one)
    lines = []
    for found in list(groups.values())[:_LINES]:
        first, *others = found
        zh, en = (_say_figure(first, lang) for lang in ("zh", "en"))
        also = {lang: "; ".join(_say_value(one, lang) for one in others) for lang in ("zh", "en")}
        more_zh = f"；另有他说：{also['zh'].replace('; ', '、')}" if others else ""
        more_en = f"; others: {also['en']}" if others else ""
        said = tuple(key for one in found for key in one.statements)
        lines.append(BriefLine(Name(f"{zh}{more_zh}。", f"{en}{more_en}."), said))
    return lines


def _say_figure(one: Entry, lang: str) -> str:
    cells = one.cells
    target = "" if _show(cells["reported"], "en") == "reported" else _show(cells["reported"], lang)
    comma = "，" if lang == "zh" else ", "
    about = comma.join(filter(None, (_show(cells["area"], lang), _show(cells["measure"], lang), target)))
    indicator, value = _show(cells["indicator"], lang), _say_value(one, lang)
    return f"{indicator}（{about}）：{value}" if lang == "zh" else f"{_capital(indicator)} ({about}): {value}"


def _say_value(one: Entry, lang: str) -> str:
    value, period = (_show(one.cells[name], lang) for name in ("stated", "period"))
    return f"{value}（{period}）" if lang == "zh" else f"{value} ({period})"


def _gaps(case: Case, entries: _Entries) -> list[BriefLine]:
    if case.gaps is None:
        return [BriefLine(Name("没有模板画出本链，无从判断。", "No template draws this chain."))]
    gaps = entries["gaps"]
    if not gaps:
        return [
            BriefLine(
                Name(
                    "没有资料言明现缺某个环节；未知的环节不作缺口。",
                    "No source says that a segment is absent now; an unknown segment is no gap.",
                )
            )
        ]
    return [BriefLine(_neighbours(one), one.statements) for one in gaps[:_LINES]]


def _neighbours(one: Entry) -> Name:
    """Return a segment with those here that would buy from it and sell to it."""
    buyers, suppliers = _or_none(one.cells["buyers"]), _or_none(one.cells["suppliers"])
    return Name(
        f"{_show(one.cells['segment'], 'zh')}——本地下游：{buyers.zh}；本地上游：{suppliers.zh}。",
        f"{_capital(_show(one.cells['segment'], 'en'))}: would buy here: {buyers.en}; would sell here: {suppliers.en}.",
    )


def _questions(entries: _Entries) -> list[BriefLine]:
    lines = [BriefLine(_neighbours(one), one.also[:_CITED]) for one in entries["questions"][:_LINES]]
    return lines or [BriefLine(Name("没有未知环节可排序。", "No unknown segments to rank."))]


def _owners(case: Case, entries: _Entries) -> list[BriefLine]:
    named = [one for one in entries["owners"] if isinstance(one.cells["owner"], Thing)]
    owner, unknown = (
        Name("链主", "Chain owner"),
        Name("链主：未知，没有资料点名。", "Chain owner: unknown, no source names one."),
    )
    lines = [_office(one, owner, one.cells["owner"], "area", "chain") for one in named[:_LINES]]
    if len(named) > _LINES:
        more = len(named) - _LINES
        lines.append(BriefLine(Name(f"另有{more}家，见清单。", f"{more} more in the list.")))
    lines += [] if named else [BriefLine(unknown)]
    chiefs = entries["chiefs"]
    lines += [_office(one, one.cells["role"], one.cells["chief"], "chain") for one in chiefs[:2]]
    said = [case.book.statements[key] for one in chiefs for key in one.statements]
    if not any(case.key in one.values.get("chain", ()) for one in said):
        text = Name("本链链长：未知，没有资料点名。", "Chief of this chain: unknown, no source names one.")
        lines.append(BriefLine(text))
    return lines


def _office(entry: Entry, role: Cell, who: Cell, *of: str) -> BriefLine:
    """Return who holds a role, and of what."""
    zh, en = ([_show(entry.cells[name], lang) for name in of] for lang in ("zh", "en"))
    return BriefLine(
        Name(
            f"{_show(role, 'zh') or '链长'}：{_show(who, 'zh')}（{'，'.join(zh)}）。",
            f"{_capital(_show(role, 'en') or 'chief')}: {_show(who, 'en')} ({', '.join(en)}).",
        ),
        entry.statements,
    )


def _projects(entries: _Entries) -> list[BriefLine]:
    ranked = sorted(entries["projects"], key=lambda one: (one.cells["amounts"] is None, one.cells["phase"] is None))
    lines = []
    for one in ranked[:_LINES]:
        cells = one.cells
        zh = "；".join(filter(None, (_show(cells["phase"], "zh") or "阶段未知", _show(cells["amounts"], "zh"))))
        en = "; ".join(filter(None, (_show(cells["phase"], "en") or "phase unknown", _show(cells["amounts"], "en"))))
        text = Name(f"{_show(cells['project'], 'zh')}：{zh}。", f"{_show(cells['project'], 'en')}: {en}.")
        lines.append(BriefLine(text, (*one.statements, *one.also)))
    if len(ranked) > _LINES:
        more = len(ranked) - _LINES
        lines.append(BriefLine(Name(f"另有{more}个，见清单。", f"{more} more in the list.")))
    return lines or [BriefLine(Name("未知，没有资料点名。", "Unknown, no source names one."))]


def _changes(entries: _Entries) -> list[BriefLine]:
    dated: dict[tuple[Cell, Cell], Entry] = {}
    for one in entries["history"]:
        if one.cells["day"]:
            dated[one.cells["what"], one.cells["detail"]] = one  # the newest first: the earliest saying of it stays
    lines = [
        BriefLine(
            Name(
                f"{one.cells['day']} {_show(one.cells['what'], 'zh')}：{_show(one.cells['detail'], 'zh')}。",
                f"{one.cells['day']} {_show(one.cells['what'], 'en')}: {_show(one.cells['detail'], 'en')}.",
            ),
            one.statements,
        )
        for one in sorted(dated.values(), key=_newest)[:_LINES]
    ]
    return lines or [BriefLine(Name("没有有日期的变化。", "No dated change is known."))]


def _newest(one: Entry) -> tuple[int, tuple[str, ...]]:
    day = one.cells["day"]
    return (-day.toordinal() if isinstance(day, date) else 0, one.statements)


def _key(cell: Cell) -> str:
    return cell.key if isinstance(cell, Thing) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _show(cell: Cell, lang: str) -> str:
    match cell:
        case Thing():
            return cell.name.show(lang)
        case Name():
            return cell.show(lang)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(_show(one, lang) for one in cell)
    return "" if cell is None else str(cell)


def _or_none(cell: Cell) -> Name:
    if not isinstance(cell, tuple) or not cell:
        return Name("无已知者", "none known")
    return _listing(cell, _LINES)


def _listing(cells: Sequence[Cell], most: int) -> Name:
    """Return the first names, and how many there are if that isn't all."""
    zh = "、".join(_show(one, "zh") for one in cells[:most])
    en = ", ".join(_show(one, "en") for one in cells[:most])
    more = len(cells) - most
    return Name(f"{zh}等{len(cells)}项", f"{en} and {more} more") if more > 0 else Name(zh, en)


def _tally(cells: Iterable[Cell]) -> Name:
    """Return how many lie in each place, the most first; what no source sites is unknown."""
    counts: dict[Cell, int] = {}
    for cell in cells:
        key = cell[0] if isinstance(cell, tuple) and cell else None
        counts[key] = counts.get(key, 0) + 1
    ranked = sorted(counts.items(), key=lambda one: (one[0] is None, -one[1], _show(one[0], "en")))
    zh = "、".join(f"{_show(place, 'zh') or '未知'}{count}" for place, count in ranked)
    return Name(zh, ", ".join(f"{_show(place, 'en') or 'unknown'} {count}" for place, count in ranked))
