"""The reports on specialisation and relatedness of regions, each with the reasons to distrust it said first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Store

from chaingraph.analyses.relatedness import densities, proximity, relate_by_inputs
from chaingraph.analyses.specialisation import Caution, CautionKind, Specialisation, measure_specialisation
from chaingraph.errors import InputError
from chaingraph.naming import Name
from chaingraph.readings.tables import count_firms, read_region_table
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import column, open_scene, things, without_support

__all__ = ["TableOptions", "report_relatedness", "report_specialisation"]

_CAUTIONS: Mapping[CautionKind, Name] = {
    CautionKind.FEW_REGIONS: Name(
        "只有{number:.0f}个地区（少于10个），指数不可靠", "only {number:.0f} regions, fewer than ten"
    ),
    CautionKind.FEW_INDUSTRIES: Name(
        "只有{number:.0f}个行业（少于10个）", "only {number:.0f} industries, fewer than ten"
    ),
    CautionKind.EMPTY_REGIONS: Name("略去{number:.0f}个地区：{names}", "{number:.0f} regions left out: {names}"),
    CautionKind.EMPTY_INDUSTRIES: Name("略去{number:.0f}个行业：{names}", "{number:.0f} industries left out: {names}"),
    CautionKind.SMALL_INDUSTRIES: Name(
        "{number:.0f}个行业规模过小，一家厂即可抬高其区位商：{names}",
        "{number:.0f} industries so small that one plant makes a high quotient: {names}",
    ),
    CautionKind.DISCONNECTED: Name(
        "地区与行业分成互不相连的{number:.0f}块，指数只是把各块分开",
        "regions fall into {number:.0f} parts that share no industry: the indices only tell the parts apart",
    ),
    CautionKind.NEAR_DEGENERATE: Name(
        "第二、三特征值相差仅{number:.2%}，稍有变动即会重排", "second and third eigenvalue differ by {number:.2%} only"
    ),
}
_REFUSALS = {
    "only": "有专长的地区不足3个",
    "all regions": "各地区专长相同，无从区分",
    "the second": "第二、三特征值相等，向量不唯一",
    "complexity": "指数与多样性无关，方向不定",
}
_REGION = column("region", "地区", "region")
_INDUSTRY = column("industry", "行业", "industry")


@dataclass(frozen=True)
class TableOptions:
    """Where the table of regions by industries comes from, and from which quotient on a region counts as specialised.

    ``table`` is a CSV file; without it the store's cities are counted, by ``grain`` and ``value`` (see
    `chaingraph.readings.tables.count_firms`).
    """

    table: Path | None = None
    grain: str = "template"
    value: str = "firms"
    threshold: float = 1.0
    rows: int = 30


@dataclass(frozen=True)
class _Table:
    values: Mapping[tuple[str, str], float]
    things: Mapping[str, Thing]
    left_out: int
    is_ours: bool


def report_specialisation(store: Store, *, as_of: date | None = None, options: TableOptions | None = None) -> Report:
    """Return location quotients, specialities, and the complexity of regions and industries.

    Raises
    ------
    InputError
        A table that can't be used, or a store without two cities to compare.
    """
    options = options or TableOptions()
    table = _read(store, as_of, options)
    found = measure_specialisation(table.values, threshold=options.threshold)
    title = Name("专业化：区位商与复杂度", "Specialisation: location quotients and complexity")
    quotients = sorted(found.quotients.items(), key=lambda one: (-one[1], one[0]))
    sheets = [
        Sheet("quotients", Name("区位商（由高到低）", "Location quotients, highest first"), (
            _REGION, _INDUSTRY, column("value", "数值", "value"), column("quotient", "区位商", "location quotient"),
            column("specialised", "专业化", "specialised"),
        ), [
            [_cell(table, region), _cell(table, industry), table.values.get((region, industry), 0.0),
             quotient, industry in found.present[region]]
            for (region, industry), quotient in quotients[: options.rows] if quotient > 0
        ]),
        _indices("regions", Name("地区", "Regions"), table, found.complexity.diversity, found.complexity.eci),
        _indices("industries", Name("行业", "Industries"), table, found.complexity.ubiquity, found.complexity.pci),
    ]  # fmt: skip
    return Report(title, _leads(table, found), sheets, _notes(options))


def report_relatedness(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    options: TableOptions | None = None,
) -> Report:
    """Return what lies nearest to what a place has: by regions' specialities (a table), or by inputs and outputs.

    With a table, the relatedness of industries is their proximity over its regions, and density is taken around what
    each region isn't specialised in. Without one, segments are related by what they take in, feed and are coded as,
    and density is taken around the segments of the chain that aren't known to be in the place.

    Raises
    ------
    UnknownNameError, InputError
        A name or a table that can't be used.
    """
    options = options or TableOptions()
    if options.table is None:
        return _near_segments(store, chain, city, as_of, options)
    table = _read(store, as_of, options)
    found = measure_specialisation(table.values, threshold=options.threshold)
    near = proximity(found.present)
    rows: list[list[Cell]] = [
        [_cell(table, region), _cell(table, industry), value, found.quotients.get((region, industry), 0.0)]
        for region, has in found.present.items()
        for industry, value in densities(near, has).items()
        if industry not in has and value is not None
    ]
    rows.sort(key=_densest)
    title = Name("相关度：离现有专长最近的行业", "Relatedness: the industries nearest to present specialities")
    columns = (
        _REGION,
        _INDUSTRY,
        column("density", "密度", "density"),
        column("quotient", "区位商", "location quotient"),
    )
    pairs = [[_cell(table, one), _cell(table, two), value] for (one, two), value in _strongest(near, options.rows)]
    sheets = [
        Sheet("density", Name("未专业化的行业（按密度）", "Industries not specialised in, by density"), columns,
              rows[: options.rows]),
        Sheet("proximity", Name("最接近的行业", "Nearest industries"),
              (column("one", "行业", "industry"), column("other", "行业", "industry"),
               column("proximity", "接近度", "proximity")), pairs),
    ]  # fmt: skip
    return Report(title, _leads(table, found), sheets, _relatedness_notes())


def _near_segments(
    store: Store, chain: str | None, city: str | None, as_of: date | None, options: TableOptions
) -> Report:
    scene = open_scene(store, chain=chain, city=city, as_of=as_of)
    codes = {segment: scene.templates.codes.get(segment, ()) for segment in scene.graph}
    near = relate_by_inputs(without_support(scene.graph), codes=codes)
    known = {one for one, facts in scene.facts.items() if facts.firms or facts.sites or facts.running}
    absent = {one for one, facts in scene.facts.items() if "absent" in facts.stated}
    wanted = [one for one in scene.view.segments if one not in known]
    dense = densities(near, known, items=wanted)
    rows: list[list[Cell]] = []
    for segment in sorted(wanted, key=lambda one: (-(dense.get(one) or 0), one)):
        alike = sorted((one for one in known if (segment, one) in near), key=lambda one: (-near[segment, one], one))
        state = Name("确认缺失", "confirmed absent") if segment in absent else Name("未知", "unknown")
        rows.append([*things(scene.book, [segment]), state, dense.get(segment), things(scene.book, alike[:5])])
    title = Name(f"{scene.heading.zh}：相关度", f"{scene.heading.en}: relatedness")
    lead = Name(
        f"{len(wanted)}个环节当地不知有无或确认缺失；下列按其与当地已知{len(known)}个环节的相近程度排列。",
        f"Of {len(wanted)} segments it is unknown whether they are here, or they are absent; they are ranked by how "
        f"near they are to the {len(known)} segments known here.",
    )
    columns = (
        column("segment", "环节", "segment"),
        column("state", "状态", "state"),
        column("density", "密度", "density"),
        column("nearest", "当地最相近的环节", "nearest segments here"),
    )
    sheet = Sheet("density", title, columns, rows[: options.rows])
    return Report(title, [lead], [sheet], _relatedness_notes())


def _read(store: Store, as_of: date | None, options: TableOptions) -> _Table:
    if options.table is not None:
        return _Table(read_region_table(options.table), {}, 0, False)
    scene = open_scene(store, as_of=as_of)
    values, left_out = count_firms(scene.book, scene.templates, grain=options.grain, value=options.value, as_of=as_of)
    if not values:
        raise InputError("no firm of a city is linked to a segment; give --table FILE with region, industry, value")
    names = {key for pair in values for key in pair}
    return _Table(values, {one.key: one for one in things(scene.book, sorted(names))}, left_out, True)


def _cell(table: _Table, key: str) -> Cell:
    return table.things.get(key, key)


def _indices(
    key: str,
    title: Name,
    table: _Table,
    counts: Mapping[str, int],
    index: Mapping[str, float] | None,
) -> Sheet:
    is_region = key == "regions"
    columns = (
        _REGION if is_region else _INDUSTRY,
        column("count", "专业化行业数", "specialities") if is_region else column("count", "专业化地区数", "regions"),
        column("index", "ECI" if is_region else "PCI", "ECI" if is_region else "PCI"),
    )
    order = sorted(counts, key=lambda one: (-(index or {}).get(one, 0.0), -counts[one], one))
    rows = [[_cell(table, one), counts[one], index.get(one) if index else None] for one in order]
    return Sheet(key, title, columns, rows)


def _leads(table: _Table, found: Specialisation) -> list[Name]:
    leads: list[Name] = []
    if table.is_ours:
        leads.append(
            Name(
                f"以已知并关联到环节的企业计数，名单不全：没有列出的不等于没有；另有{table.left_out}家企业无此数字或所属行业不止一类，未计。",
                "Counted from firms that are known and linked to a segment; lists are incomplete, so what isn't listed "
                f"isn't nothing; {table.left_out} firms without the figure, or of more than one class, are left out.",
            )
        )
    if found.complexity.refusal:
        why = found.complexity.refusal
        zh = next((words for start, words in _REFUSALS.items() if why.startswith(start)), why)
        leads.append(Name(f"不计算复杂度：{zh}。", f"Complexity isn't computed: {why}."))
    leads += [_caution(table, one) for one in found.cautions]
    return leads


def _caution(table: _Table, caution: Caution) -> Name:
    names = [table.things[one].name if one in table.things else Name(one, one) for one in caution.names[:5]]
    more = len(caution.names) - len(names)
    words = _CAUTIONS[caution.kind]
    zh = "、".join(name.show("zh") for name in names) + (f"等（另{more}个）" if more > 0 else "")
    en = ", ".join(name.show("en") for name in names) + (f" and {more} more" if more > 0 else "")
    return Name(
        f"慎用：{words.zh.format(number=caution.number, names=zh)}。",
        f"Caution: {words.en.format(number=caution.number, names=en)}.",
    )


def _strongest(near: Mapping[tuple[str, str], float], most: int) -> Sequence[tuple[tuple[str, str], float]]:
    once = [(pair, value) for pair, value in near.items() if pair[0] < pair[1]]
    return sorted(once, key=lambda one: (-one[1], one[0]))[:most]


def _densest(row: Sequence[Cell]) -> tuple[float, str]:
    density = row[2]
    return (-density if isinstance(density, float) else 0.0, f"{row[0]}{row[1]}")


def _notes(options: TableOptions) -> list[Name]:
    return [
        Name(
            f"区位商=地区内该行业占比÷全部地区该行业占比；不低于{options.threshold:g}即为专业化。公式与文献见docs/analyses.zh.md。",
            "Location quotient: the industry's share in the region over its share in all regions; from "
            f"{options.threshold:g} on a region counts as specialised. Formulas and papers: docs/analyses.md.",
        )
    ]


def _relatedness_notes() -> list[Name]:
    return [
        Name(
            "密度：与现有者的相近度之和，占与全部者相近度之和的份额（0至1）；不含自身。相近不等于可行。",
            "Density: the relatedness to what is there over the relatedness to all (0 to 1), itself left out. Being "
            "near is not being feasible.",
        )
    ]
