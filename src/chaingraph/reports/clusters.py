"""The report on clusters, bases and parks: where each lies, which titles it bears, and since when that is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.book import read_book
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.city import CityFacts, find_place, read_city
from chaingraph.readings.designations import scheme_tiers
from chaingraph.readings.sites import UNKNOWN, County, read_counties, read_sites
from chaingraph.report import Cell, Report, Sheet, Thing
from chaingraph.reports.common import cite, column

__all__ = [
    "KINDS",
    "LEVELS",
    "Award",
    "ClusterScene",
    "Site",
    "open_clusters",
    "report_clusters",
    "tell_award",
    "tell_clusters",
]

KINDS: Mapping[str, Name] = {
    "cluster": Name("集群", "cluster"),
    "base": Name("基地", "base"),
    "park": Name("园区", "park"),
}
#: From the highest down; ``other`` is a title without a stated level, ``none`` no title known.
LEVELS: Mapping[str, Name] = {
    "national": Name("国家级", "national"),
    "provincial": Name("省级", "provincial"),
    "municipal": Name("市级", "municipal"),
    "other": Name("级别未述", "level not stated"),
    "none": Name("未知有称号", "no title known"),
}
_COUNTY_UNKNOWN = Name("县区未知", "county unknown")
_UNDATED = Name("时间未知", "time unknown")


@dataclass(frozen=True)
class Award:
    """A title that a thing bears, as one or several statements say.

    Attributes
    ----------
    scheme, tier, level
        The designation, its tier as stated, and which of ``LEVELS`` that is; where the tier is none of these (stars)
        or isn't stated, that of the designation.
    year, since
        The year of the award if stated, and the first day on which a dated document says it.
    last
        The last year in which it held, if a source says so.
    """

    scheme: str
    tier: str
    level: str
    year: int | None
    since: date | None
    last: int | None
    batches: tuple[str, ...]
    authorities: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def from_year(self) -> int | None:
        """The year from which it is known to hold; None if nothing dates it."""
        return self.year if self.year is not None else (self.since.year if self.since else None)


@dataclass(frozen=True)
class Site:
    """A cluster, base or park: its number on the map, where it lies, its titles (highest first), since when known."""

    number: int
    key: str
    kind: str
    counties: tuple[str, ...]
    awards: tuple[Award, ...]
    since: int | None
    statements: tuple[str, ...]

    @property
    def level(self) -> str:
        """The highest level of its titles."""
        return self.awards[0].level if self.awards else "none"


@dataclass(frozen=True)
class ClusterScene:
    """What a city has, with its counties."""

    book: Book
    city: CityFacts
    counties: tuple[County, ...]
    sites: tuple[Site, ...]


def report_clusters(store: Store, *, city: str | None = None, as_of: date | None = None) -> Report:
    """Return a city's clusters, bases and parks with county, titles and sources.

    Parameters
    ----------
    store
        What is asked.
    city, as_of
        The place, and the day by which all must be stated.

    Raises
    ------
    UnknownNameError
        A city that nothing bears.
    """
    return tell_clusters(open_clusters(store, city=city, as_of=as_of))


def open_clusters(store: Store, *, city: str | None = None, as_of: date | None = None) -> ClusterScene:
    """Read; see :func:`report_clusters`."""
    book = read_book(store)
    facts = read_city(book, find_place(book, city), as_of=as_of)
    levels = {scheme: tier.removeprefix("scheme:tier-") for scheme, tier in scheme_tiers(store).items()}
    counties = read_counties(book, facts.place)
    order = {one.key: number for number, one in enumerate(counties)}
    found = read_sites(book, facts, "Cluster", "Park")
    made = []
    for key, where in found.items():
        said = [one for one in book.said_of.get(key, ()) if book.statements[one].is_by(as_of)]
        if said:
            awards = _awards(book, facts, key, levels)
            made.append(Site(0, key, _kind(book, key), where, awards, _since(book, said), tuple(said)))

    def place(site: Site) -> tuple[int, int, str]:
        return (order.get(site.counties[0], len(order)), list(LEVELS).index(site.level), site.key)

    numbered = [
        Site(number, one.key, one.kind, one.counties, one.awards, one.since, one.statements)
        for number, one in enumerate(sorted(made, key=place), 1)
    ]
    return ClusterScene(book, facts, counties, tuple(numbered))


def tell_clusters(scene: ClusterScene) -> Report:
    """Return the report on what is read already."""
    place = scene.city.name
    day = scene.city.as_of.isoformat() if scene.city.as_of else ""
    zh, en = (f"，截至{day}", f", as of {day}") if day else ("", "")
    title = Name(
        f"集群、基地与园区分布（{place.show('zh')}{zh}）", f"Clusters, bases and parks ({place.show('en')}{en})"
    )
    return Report(title, list(_leads(scene)), [_sites_sheet(scene), _awards_sheet(scene)], _notes())


def tell_award(scene: ClusterScene, award: Award) -> Name:
    """Return a title with its tier and year: ``省级特色产业集群（省级，2023）``."""
    name = scene.book.name(award.scheme)
    parts = [scene.book.name(award.tier)] if award.tier else []
    parts.append(_when(award))
    zh, en = ("，".join(one.show("zh") for one in parts), ", ".join(one.show("en") for one in parts))
    return Name(f"{name.show('zh')}（{zh}）", f"{name.show('en')} ({en})")


def _when(award: Award) -> Name:
    if award.year is not None:
        return Name(str(award.year), str(award.year))
    if award.since is not None:
        return Name(f"不晚于{award.since.year}", f"by {award.since.year}")
    return _UNDATED


def _sites_sheet(scene: ClusterScene) -> Sheet:
    columns = (
        column("number", "图上编号", "number on the map"),
        column("name", "名称", "name"),
        column("kind", "类型", "kind"),
        column("county", "县区", "county"),
        column("level", "最高级别", "highest level"),
        column("titles", "称号", "titles"),
        column("since", "最早见于", "first known in"),
        column("sources", "出处", "sources"),
    )
    rows: list[list[Cell]] = [
        [
            site.number,
            _thing(scene, site.key),
            KINDS[site.kind],
            _counties(scene, site),
            LEVELS[site.level],
            tuple(tell_award(scene, one) for one in site.awards),
            _UNDATED if site.since is None else str(site.since),
            cite(scene.book, site.statements),
        ]
        for site in scene.sites
    ]
    keys = [site.key for site in scene.sites]
    return Sheet("sites", Name("集群、基地与园区", "Clusters, bases and parks"), columns, rows, keys)


def _awards_sheet(scene: ClusterScene) -> Sheet:
    columns = (
        column("number", "图上编号", "number on the map"),
        column("name", "名称", "name"),
        column("scheme", "称号", "title"),
        column("tier", "级别", "tier"),
        column("batch", "批次", "batch"),
        column("year", "获授年份", "year of award"),
        column("known", "最早见于资料", "first said on"),
        column("authority", "授予者", "authority"),
        column("county", "县区", "county"),
        column("sources", "出处", "sources"),
    )
    rows: list[list[Cell]] = [
        [
            site.number,
            _thing(scene, site.key),
            scene.book.name(one.scheme),
            scene.book.name(one.tier) if one.tier else None,
            one.batches,
            Name("未述", "not stated") if one.year is None else str(one.year),
            one.since or _UNDATED,
            tuple(_thing(scene, key) for key in one.authorities),
            _counties(scene, site),
            cite(scene.book, one.statements),
        ]
        for site in scene.sites
        for one in site.awards
    ]
    keys = [site.key for site in scene.sites for _ in site.awards]
    return Sheet("awards", Name("称号：每项一行", "Titles, a row for each"), columns, rows, keys)


def _leads(scene: ClusterScene) -> Iterator[Name]:
    sites = scene.sites
    if not sites:
        yield Name(
            "没有资料述及当地的集群、基地或园区：未知，不是没有。",
            "No source speaks of clusters, bases or parks here: unknown, not none.",
        )
        return
    awards = [one for site in sites for one in site.awards]
    unplaced = sum(site.counties == (UNKNOWN,) for site in sites)
    untitled = sum(not site.awards for site in sites)
    without_year = sum(one.year is None for one in awards)
    undated = sum(one.from_year is None for one in awards)
    yield Name(
        f"未知：{len(sites)}个集群、基地与园区中{unplaced}个县区未知，{untitled}个未知有称号；{len(awards)}项称号中{without_year}项未述获授年份，"
        f"其中{undated}项连资料日期也未知（各年都显示，编号后加“?”）。",
        f"Unknown: of {len(sites)} clusters, bases and parks {unplaced} have no known county and {untitled} no known "
        f"title; of {len(awards)} titles {without_year} have no stated year, {undated} of them not even a dated "
        "document (shown in every year, their numbers marked '?').",
    )
    lost = [one for one in scene.counties if one.latitude is None or one.longitude is None]
    if lost:
        zh = "、".join(scene.book.name(one.key).show("zh") for one in lost)
        en = ", ".join(scene.book.name(one.key).show("en") for one in lost)
        yield Name(f"坐标未知，列在图旁：{zh}。", f"Listed beside the map, as no coordinates are known: {en}.")
    counts = {level: sum(site.level == level for site in sites) for level in LEVELS}
    kinds = {kind: sum(site.kind == kind for site in sites) for kind in KINDS}
    yield Name(
        "、".join(f"{KINDS[kind].zh}{count}个" for kind, count in kinds.items())
        + "；按最高级别："
        + "、".join(f"{LEVELS[level].zh}{count}个" for level, count in counts.items() if count)
        + "。",
        "By kind: "
        + ", ".join(f"{KINDS[kind].en} {count}" for kind, count in kinds.items())
        + "; by highest level: "
        + ", ".join(f"{LEVELS[level].en} {count}" for level, count in counts.items() if count)
        + ".",
    )


def _notes() -> list[Name]:
    return [
        Name(
            "位置是所在县区的中心点，同县区的围绕中心点散开，不是各自的实际位置；图框不是行政边界（离线没有边界数据）。",
            "A symbol stands at its county's centroid, several of one county fanned out around it: that isn't where "
            "each lies. The frame is no boundary (no outlines are available offline).",
        ),
        Name(
            "某年所见：获授年份不晚于该年；未述获授年份的，取最早资料的年份，即“不晚于”；都未知的各年都显示。",
            "In a year you see the titles awarded by then; where no year of award is stated, that of the first "
            "document counts ('by'); where neither is known, the title shows in every year.",
        ),
        Name(
            "级别为资料所述；未述或为星级的，取该称号本身的级别。“基地”按名称判断。",
            "The level is the one stated; where none or only stars are, that of the title itself. Bases are told by "
            "their names.",
        ),
        Name(
            "没有显示的不等于不存在：资料只提到部分集群与园区，也很少说明称号何时失效。",
            "What isn't shown may still exist: sources name some clusters and parks, and seldom say when a title "
            "lapsed.",
        ),
    ]


def _awards(book: Book, city: CityFacts, key: str, levels: Mapping[str, str]) -> tuple[Award, ...]:
    groups: dict[tuple[str, str], list[str]] = {}
    for title in city.titles.get(key, ()):
        if title.scheme.startswith("scheme:designation-"):
            groups.setdefault((title.scheme, title.tier), []).append(title.statement)
    made = []
    for (scheme, tier), keys in groups.items():
        said = [book.statements[one] for one in sorted(keys)]
        stated = tier.removeprefix("scheme:tier-")
        made.append(
            Award(
                scheme,
                tier,
                _level(stated, levels.get(scheme, "")),
                min((int(one.first("awardYear")) for one in said if one.first("awardYear")), default=None),
                min((one.since for one in said if one.since), default=None),
                max((one.last.year for one in said if one.last), default=None),
                tuple(dict.fromkeys(value for one in said for value in one.values.get("batch", ()))),
                tuple(dict.fromkeys(value for one in said for value in one.values.get("authority", ()))),
                tuple(one.key for one in said),
            )
        )
    return tuple(sorted(made, key=lambda one: (list(LEVELS).index(one.level), one.from_year or 0, one.scheme)))


def _level(*tiers: str) -> str:
    """Return the first tier that is a level, or ``other``."""
    return next((tier for tier in tiers if tier in LEVELS), "other")


def _kind(book: Book, key: str) -> str:
    thing = book.things[key]
    if thing.kind == "Park":
        return "park"
    return "base" if thing.name.zh.endswith("基地") else "cluster"


def _since(book: Book, said: Sequence[str]) -> int | None:
    """Return the first year in which anything is known of a thing; None if nothing of it is dated."""
    return min((day.year for one in said if (day := book.statements[one].since)), default=None)


def _counties(scene: ClusterScene, site: Site) -> tuple[Cell, ...]:
    return tuple(_COUNTY_UNKNOWN if key == UNKNOWN else _thing(scene, key) for key in site.counties)


def _thing(scene: ClusterScene, key: str) -> Thing:
    name = scene.book.name(key)
    return Thing(key, Name(name.show("zh"), name.show("en")))
