"""The report on concentration: HHI and CRn of firms by county and by size, as ranges where members are unknown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.concentration import Concentration, measure_counts, measure_sizes
from chaingraph.errors import InputError, UnknownNameError, did_you_mean
from chaingraph.naming import Name
from chaingraph.readings.sizes import Size, latest_sizes
from chaingraph.report import Cell, Column, Report, Sheet
from chaingraph.reports.common import Scene, cite, column, open_scene, things, undated_lead

__all__ = ["report_concentration"]

_MEASURES: tuple[Column, ...] = (
    column("hhi", "HHI（0至1）", "HHI (0 to 1)"),
    column("effective", "等效个数", "effective number"),
    column("cr1", "CR1", "CR1"),
    column("cr4", "CR4", "CR4"),
)
_BY_COUNTY = (
    column("kind", "对象", "of"),
    column("of", "产业链或环节", "chain or segment"),
    column("firms", "已知企业数", "firms known"),
    column("stated", "陈述企业数", "firms stated"),
    column("unplaced", "不知所在者", "of unknown county"),
    *_MEASURES,
    column("largest", "最多的区县", "largest counties"),
    column("sources", "出处", "sources"),
)
_BY_SIZE = (
    column("kind", "对象", "of"),
    column("of", "产业链或环节", "chain or segment"),
    column("period", "时期", "period"),
    column("members", "规模已知的企业", "firms of known size"),
    column("missing", "规模未知的已知企业", "known firms of unknown size"),
    column("total", "陈述总量（元）", "stated total (yuan)"),
    *_MEASURES,
    column("sources", "出处", "sources"),
)
_CHAIN, _SEGMENT = Name("产业链", "chain"), Name("环节", "segment")


def report_concentration(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    indicator: str = "operating-revenue",
    members: int | None = None,
) -> Report:
    """Return how far the firms of a chain and of its segments are concentrated: on counties, and on few firms.

    Parameters
    ----------
    store, chain, city, as_of
        As in `chaingraph.reports.common.open_scene`.
    indicator
        The figure that measures a firm's size: its key without ``indicator-``, or a label.
    members
        How many firms the chain has in all, if a source that isn't in the graph says so; else the number that the
        graph holds of the chain, if any (``chain-enterprises``).

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or a chain that no template draws.
    InputError
        Fewer members than are known.
    """
    scene = open_scene(store, chain=chain, city=city, as_of=as_of)
    indicator = _find_indicator(scene, indicator)
    groups = _groups(scene)
    if members is not None and members < len(groups[0][2]):
        raise InputError(f"--members {members}: {len(groups[0][2])} firms are known already; give as many or more")
    title = Name(f"{scene.heading.zh}：集中度", f"{scene.heading.en}: concentration")
    stated = _stated_members(scene, as_of)
    counties = [
        _county_row(scene, kind, key, firms, stated if kind == _CHAIN else (), members if kind == _CHAIN else None)
        for kind, key, firms in groups
        if len(firms) > 1
    ]
    sizes = [row for kind, key, firms in groups for row in _size_rows(scene, kind, key, firms, indicator, as_of)]
    sheets = [
        Sheet("counties", Name("企业按区县的集中度", "Firms by county"), _BY_COUNTY, counties),
        Sheet("sizes", Name("企业按规模的集中度", "Firms by size"), _BY_SIZE, sizes),
    ]
    return Report(title, _leads(scene, groups, len(sizes)), sheets, _notes(indicator))


def _find_indicator(scene: Scene, name: str) -> str:
    """Return the key, after ``indicator-``, of the indicator that bears a key or label."""
    prefix = "scheme:indicator-"
    known = {key.removeprefix(prefix): label for key, label in scene.book.terms.items() if key.startswith(prefix)}
    for key, label in known.items():
        if name.casefold() in {key, label.zh.casefold(), label.en.casefold()}:
            return key
    listed = [*known, *(label.zh for label in known.values()), *(label.en for label in known.values())]
    hint = did_you_mean(name, listed) or "; 'chaingraph query page-terms' lists them"
    raise UnknownNameError(f"--indicator: no indicator is called '{name}'{hint}")


def _groups(scene: Scene) -> list[tuple[Name, str, tuple[str, ...]]]:
    """Return the chain in view, then its segments, each with the firms known in it."""
    every = dict.fromkeys(firm for segment in scene.view.segments for firm in scene.facts[segment].firms)
    in_chain = [firm for firm, chains in scene.city.chains.items() if scene.view.key in chains]
    every.update(dict.fromkeys(one for one in in_chain if one.startswith("enterprise:")))
    segments = [(_SEGMENT, segment, tuple(scene.facts[segment].firms)) for segment in scene.view.segments]
    return [(_CHAIN, scene.view.key, tuple(every)), *segments]


def _stated_members(scene: Scene, as_of: date | None) -> tuple[Size, ...]:
    if not scene.view.key.startswith("chain:"):
        return ()
    found = latest_sizes(scene.book, "chain-enterprises", [scene.view.key], as_of=as_of).get(scene.view.key, ())
    return tuple(one for one in found if not one.scope)  # firms above scale (规上) are not all firms


def _county_of(scene: Scene, firm: str) -> str | None:
    """Return the one county or district of the place in which a firm lies, None if none or several are stated."""
    sites = [site for site in scene.city.sites.get(firm, ()) if site in scene.city.inside and site != scene.city.place]
    return sites[0] if len(sites) == 1 else None


def _county_row(
    scene: Scene, kind: Name, key: str, firms: Sequence[str], stated: Sequence[Size], members: int | None
) -> list[Cell]:
    placed = Counter(county for firm in firms if (county := _county_of(scene, firm)))
    known = sum(placed.values())
    total = members if members is not None else max((int(one.value) for one in stated), default=len(firms))
    total = total if members is not None else max(total, len(firms))
    counties = len(scene.city.inside) - 1
    found = measure_counts(
        dict(sorted(placed.items())),
        unplaced=total - known,
        more_groups=max(counties - len(placed), 0),
    )
    said = [link.statement for links in scene.city.links.values() for link in links if link.thing in set(firms)]
    largest = [place for place, _ in sorted(placed.items(), key=lambda one: (-one[1], one[0]))[:3]]
    sources = cite(scene.book, [one.statement for one in stated]) or cite(scene.book, said)[:3]
    return [
        kind,
        things(scene.book, [key])[0] if key else scene.view.name,
        len(firms),
        total if (stated or members is not None) else None,
        total - known,
        *_measures(found),
        things(scene.book, largest),
        sources,
    ]


def _size_rows(
    scene: Scene, kind: Name, key: str, firms: Sequence[str], indicator: str, as_of: date | None
) -> Iterator[list[Cell]]:
    """Yield the concentration by size of each period for which the size of a firm is stated."""
    known = latest_sizes(scene.book, indicator, [*firms, key], as_of=as_of)
    totals = known.pop(key, ())
    periods = sorted({(one.start, one.end, one.unit) for sizes in known.values() for one in sizes}, key=str)
    for start, end, unit in periods:
        sizes = {
            firm: [one for one in found if (one.start, one.end, one.unit) == (start, end, unit)]
            for firm, found in known.items()
        }
        sizes = {firm: found for firm, found in sizes.items() if found}
        whole = [one for one in totals if (one.start, one.end, one.unit) == (start, end, unit)]
        missing = sum(firm not in sizes for firm in firms)
        values = {firm: float(found[-1].value) for firm, found in sizes.items()}
        total = float(whole[-1].value) if whole else None
        if total is not None and total < sum(values.values()):
            total = None  # the firms' whole sales may lie in other chains too
        if total is None and (len(values) < 2 or not any(values.values())):
            continue  # of one firm alone, or of none with any size, there is nothing to compare
        # Without a total, firms of unknown size could dwarf the rest: then the known ones are compared with each other.
        found = measure_sizes(values, total=total, unknown=0 if total is None else None)
        said = [one.statement for one in (*(size for group in sizes.values() for size in group), *whole)]
        yield [
            kind,
            things(scene.book, [key])[0] if key else scene.view.name,
            f"{start or ''}/{end}",
            things(scene.book, sizes),
            missing,
            int(total) if total is not None else None,
            *_measures(found),
            cite(scene.book, said),
        ]


def _measures(found: Concentration) -> list[Cell]:
    return [found.hhi, found.effective_number, found.ratios[1], found.ratios[4]]


def _leads(scene: Scene, groups: Sequence[tuple[Name, str, tuple[str, ...]]], sized: int) -> list[Name]:
    firms = groups[0][2]
    unplaced = sum(_county_of(scene, firm) is None for firm in firms)
    empty, single = (sum(len(found) == size for _, _, found in groups[1:]) for size in (0, 1))
    leads = [
        Name(
            f"已知企业{len(firms)}家，其中{unplaced}家不知所在区县；{len(groups) - 1}个环节中{empty}个没有已知企业，"
            f"{single}个只知一家（不列）。没有名单言明齐全：除非陈述了总数，范围只就已知企业而言。",
            f"{len(firms)} firms are known, {unplaced} of them in no known county; of {len(groups) - 1} segments no "
            f"firm is known in {empty}, and one only in {single} (left out). No list is said to be complete: ranges "
            "speak of the known firms, unless their number in all is stated.",
        )
    ]
    if not sized:
        leads.append(
            Name(
                "没有可比的企业规模数字，按规模的集中度未知。",
                "No comparable figure of a firm's size is stated: concentration by size is unknown.",
            )
        )
    return [*leads, *undated_lead(scene)]


def _notes(indicator: str) -> list[Name]:
    return [
        Name(
            "HHI为份额平方和（0至1；乘以10000即常用刻度）；CRn为前n名份额。未知成员取各种可能，范围即其上下界。",
            "HHI is the sum of squared shares (0 to 1; times 10,000 on the usual scale); CRn the share of the first n. "
            "Ranges hold whatever the unknown members turn out to be.",
        ),
        Name(
            f"规模用指标“{indicator}”的报告值，同一时期、同一单位才相比；企业数字可能含其他产业链的业务。没有陈述总量时，只在规模已知的企业之间相比。",
            f"Size is the reported '{indicator}', compared within one period and unit only; a firm's figure may hold "
            "business in other chains. Where no total is stated, only firms of known size are compared.",
        ),
    ]
