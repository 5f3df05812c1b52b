"""The sentences of a brief, each with the statements behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from chaingraph.naming import Name
from chaingraph.pack.brief_words import capital, key_of, listing, show, tally
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry
from chaingraph.pack.figure_lists import LISTED
from chaingraph.pack.sheets import PackSheet
from chaingraph.report import Cell, Thing
from chaingraph.reports.common import STATES

__all__ = [
    "BriefLine",
    "Entries",
    "tell_changes",
    "tell_gaps",
    "tell_numbers",
    "tell_owners",
    "tell_projects",
    "tell_questions",
    "tell_unknown",
    "tell_what",
]

_NAMED = 6
_UNKNOWN_NAMED = 10
_SEGMENTS_NAMED = 16
_LINES = 4
_CITED = 2

#: The lists of a chain by name, whether or not the pack has a sheet of each.
Entries: TypeAlias = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True)
class BriefLine:
    """A sentence and the statements behind it."""

    text: Name
    statements: tuple[str, ...] = ()


def tell_unknown(entries: Entries, sheets: Sequence[PackSheet]) -> list[BriefLine]:
    """Say which segments, members, lists and phases are unknown."""
    lines = []
    unknown = [one for one in entries["segments"] if one.state == "unknown"]
    if unknown:
        names = listing([one.cells["segment"] for one in unknown], _UNKNOWN_NAMED)
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
        names = listing(empty, _UNKNOWN_NAMED)
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
        zh, en = show(one.cells["area"], "zh"), show(one.cells["area"], "en")
        text = Name(
            f"{zh}链主：资料称{stated}家，其中{unnamed}家未点名；本链有几家未知。",
            f"Chain owners of {en}: {stated} stated, {unnamed} of them not named; how many are of this chain: unknown.",
        )
        lines.append(BriefLine(text, one.statements))
    return lines[:1]


def tell_what(case: Case, entries: Entries) -> list[BriefLine]:
    """Say where the chain is listed, what segments it has, and whom sources name in it."""
    listed = [one for one in entries["history"] if one.statements and one.statements[0].startswith("chain-entry:")]
    lines = []
    if listed:
        zh, en = (
            join.join(_listed_in(one, lang) for one in listed[:_LINES]) for lang, join in (("zh", "、"), ("en", ", "))
        )
        behind = tuple(statement for one in listed for statement in one.statements)
        lines.append(BriefLine(Name(f"列入：{zh}。", f"Listed in: {en}."), behind))
    else:
        lines.append(
            BriefLine(Name("没有资料把它列入哪份产业链名单。", "No source says in which list of chains it stands."))
        )
    segments = [one.cells["segment"] for one in entries["segments"]]
    if segments:
        names = listing(segments, _SEGMENTS_NAMED)
        lines.append(
            BriefLine(
                Name(f"环节（编者判断）：{names.zh}。", f"Segments (the editors' judgement): {names.en}.")
            )
        )  # fmt: skip
    firms = entries["firms"]
    stated = [one for one in firms if case.ties[key_of(one.cells["enterprise"])].how == "stated"]
    if firms:
        named = listing([one.cells["enterprise"] for one in (stated or firms)], _NAMED)
        counties = tally(one.cells["county"] for one in firms)
        said = _said_of_firms(len(firms), len(stated))
        lines.append(
            BriefLine(
                Name(
                    f"{said.zh}：{named.zh}。所在地：{counties.zh}。", f"{said.en}: {named.en}. Where: {counties.en}."
                ),
                tuple(statement for one in (stated or firms)[:_NAMED] for statement in one.statements),
            )
        )
    return lines


def _listed_in(entry: Entry, lang: str) -> str:
    """Return a list with the tier in it that is stated."""
    what, tier = (show(entry.cells[name], lang) for name in ("what", "detail"))
    if entry.cells["detail"] == LISTED:
        return what
    return f"{what}（{tier}）" if lang == "zh" else f"{what} ({tier})"


def _said_of_firms(count: int, stated: int) -> Name:
    """Say how many firms are named, and how many of them with the chain itself."""
    zh, en = (
        f"资料点名企业等{count}家（非全部）",
        f"Firms and institutions that sources name: {count} (by no means all)",
    )
    if stated == count:
        return Name(f"{zh}，均由资料列入本链", f"{en}, all of them with the chain itself")
    return Name(
        f"{zh}，其中{stated}家由资料列入本链，其余由编者按环节归入",
        f"{en}, {stated} of them with the chain itself, the others linked by the editors",
    )


def tell_numbers(case: Case, entries: Entries) -> list[BriefLine]:
    """Say which segments are strong or thin, what figures are stated, and how many disagree."""
    lines = []
    for state in (STATES["strong"], STATES["thin"]):
        zh, en = state.zh, state.en.capitalize()
        found = [one for one in entries["segments"] if show(one.cells["state"], "en") == state.en]
        names = listing([one.cells["segment"] for one in found], _NAMED)
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
    lines += _figure_lines([one for one in entries["figures"] if key_of(one.cells["about"]) in case.subjects])
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
    """Return a line for each indicator and measure: the newest value, what else is said of its period and of others."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for one in figures:
        same = tuple(show(one.cells[name], "en") for name in ("indicator", "measure", "area", "reported"))
        groups.setdefault(same, []).append(one)
    lines = []
    for found in list(groups.values())[:_LINES]:
        first, *others = found
        rivals = [one for one in others if one.cells["period"] == first.cells["period"]]
        before = [one for one in others if one not in rivals]
        zh, en = (_say_figure(first, lang) for lang in ("zh", "en"))
        for told, words in ((rivals, Name("另有他说", "others")), (before, Name("其他时期", "other periods"))):
            if told:
                zh += f"；{words.zh}：{'、'.join(_say_value(one, 'zh') for one in told)}"
                en += f"; {words.en}: {', '.join(_say_value(one, 'en') for one in told)}"
        said = tuple(key for one in found for key in one.statements)
        lines.append(BriefLine(Name(f"{zh}。", f"{en}."), said))
    return lines


def _say_figure(one: Entry, lang: str) -> str:
    cells = one.cells
    target = "" if show(cells["reported"], "en") == "reported" else show(cells["reported"], lang)
    comma = "，" if lang == "zh" else ", "
    about = comma.join(filter(None, (show(cells["area"], lang), show(cells["measure"], lang), target)))
    indicator, value = show(cells["indicator"], lang), _say_value(one, lang)
    return f"{indicator}（{about}）：{value}" if lang == "zh" else f"{capital(indicator)} ({about}): {value}"


def _say_value(one: Entry, lang: str) -> str:
    value, period = (show(one.cells[name], lang) for name in ("stated", "period"))
    return f"{value}（{period}）" if lang == "zh" else f"{value} ({period})"


def tell_gaps(case: Case, entries: Entries) -> list[BriefLine]:
    """Say which segments sources call absent, and who here would buy and sell."""
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
        f"{show(one.cells['segment'], 'zh')}——本地下游：{buyers.zh}；本地上游：{suppliers.zh}。",
        f"{capital(show(one.cells['segment'], 'en'))}: would buy here: {buyers.en}; would sell here: {suppliers.en}.",
    )


def _or_none(cell: Cell) -> Name:
    if not isinstance(cell, tuple) or not cell:
        return Name("无已知者", "none known")
    return listing(cell, _LINES)


def tell_questions(entries: Entries) -> list[BriefLine]:
    """Say of the unknown segments ranked first who here would buy and sell."""
    lines = [BriefLine(_neighbours(one), one.also[:_CITED]) for one in entries["questions"][:_LINES]]
    return lines or [BriefLine(Name("没有未知环节可排序。", "No unknown segments to rank."))]


def tell_owners(case: Case, entries: Entries) -> list[BriefLine]:
    """Say who owns the chain, who its chiefs are, and where neither is named."""
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
    zh, en = ([show(entry.cells[name], lang) for name in of] for lang in ("zh", "en"))
    return BriefLine(
        Name(
            f"{show(role, 'zh') or '链长'}：{show(who, 'zh')}（{'，'.join(zh)}）。",
            f"{capital(show(role, 'en') or 'chief')}: {show(who, 'en')} ({', '.join(en)}).",
        ),
        entry.statements,
    )


def tell_projects(entries: Entries) -> list[BriefLine]:
    """Say the phase and the amounts of projects, those with amounts first."""
    ranked = sorted(entries["projects"], key=lambda one: (one.cells["amounts"] is None, one.cells["phase"] is None))
    lines = []
    for one in ranked[:_LINES]:
        cells = one.cells
        zh = "；".join(filter(None, (show(cells["phase"], "zh") or "阶段未知", show(cells["amounts"], "zh"))))
        en = "; ".join(filter(None, (show(cells["phase"], "en") or "phase unknown", show(cells["amounts"], "en"))))
        text = Name(f"{show(cells['project'], 'zh')}：{zh}。", f"{show(cells['project'], 'en')}: {en}.")
        lines.append(BriefLine(text, (*one.statements, *one.also)))
    if len(ranked) > _LINES:
        more = len(ranked) - _LINES
        lines.append(BriefLine(Name(f"另有{more}个，见清单。", f"{more} more in the list.")))
    return lines or [BriefLine(Name("未知，没有资料点名。", "Unknown, no source names one."))]


def tell_changes(entries: Entries) -> list[BriefLine]:
    """Say what changed and when, the newest first."""
    dated: dict[tuple[Cell, Cell], Entry] = {}
    for one in entries["history"]:
        if one.cells["day"]:
            dated[one.cells["what"], one.cells["detail"]] = one  # the newest first: the earliest saying of it stays
    lines = [
        BriefLine(
            Name(
                f"{one.cells['day']} {show(one.cells['what'], 'zh')}：{show(one.cells['detail'], 'zh')}。",
                f"{one.cells['day']} {show(one.cells['what'], 'en')}: {show(one.cells['detail'], 'en')}.",
            ),
            one.statements,
        )
        for one in sorted(dated.values(), key=_newest)[:_LINES]
    ]
    return lines or [BriefLine(Name("没有有日期的变化。", "No dated change is known."))]


def _newest(one: Entry) -> tuple[int, tuple[str, ...]]:
    day = one.cells["day"]
    return (-day.toordinal() if isinstance(day, date) else 0, one.statements)
