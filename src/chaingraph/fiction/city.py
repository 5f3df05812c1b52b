"""A fictional city as rows: its places and documents, its lists of chains, its firms and what they sell each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from chaingraph.fiction.blueprint import Blueprint
from chaingraph.fiction.firms import Firm, Supply, found_firms, link_firms, members_of
from chaingraph.fiction.names import MARK, fictional
from chaingraph.filled import Tables, in_year
from chaingraph.naming import Name

__all__ = ["DOCUMENTS", "City", "County", "found_city", "write_city"]

YEAR = 2024  # the year of the figures; a constant, since nothing may hang on the day of the run
_EARLIER = 2021
#: The documents of a city: when issued, and the title in both languages behind the city's name.
DOCUMENTS: Mapping[str, tuple[str, str, str]] = {
    "list-2021": ("2021-06-01", "重点产业链名单（2021年）", "List of key chains (2021)"),
    "list-2024": ("2024-03-15", "重点产业链名单（2024年）", "List of key chains (2024)"),
    "directory": ("2025-03-20", "产业链企业名录", "Directory of firms of the chains"),
    "statistics": ("2025-05-30", "企业统计资料（2024年）", "Statistics of firms (2024)"),
    "supplies": ("2025-06-30", "产业链供需对接清单", "Purchases among the firms of the chains"),
    "news": ("2025-09-15", "产业链建设综述", "Review of the chains"),
}
_ROMAN = "ABCDEFGHIJ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class County:
    """A county: its key, its unmarked name, and the key of its park, if it has one."""

    key: str
    name: Name
    park: str | None


@dataclass(frozen=True)
class City:
    """All that is so in a fictional city, stated or not.

    ``chains`` are the templates that it is strong in, the strongest firms of each in ``members`` first; ``town`` is
    its unmarked name.
    """

    key: str
    town: Name
    counties: tuple[County, ...]
    chains: tuple[str, ...]
    firms: Sequence[Firm]
    supplies: Sequence[Supply]
    by_segment: Mapping[str, Sequence[int]]
    members: Mapping[str, Sequence[int]]

    def document(self, name: str) -> str:
        """Return the key of one of its documents."""
        return f"{self.key}-{name}"

    def chain(self, template: str) -> str:
        """Return the key of its chain that follows a template."""
        return f"{self.key}-{template}"

    @property
    def strong(self) -> Sequence[str]:
        """The chains that the later list adds nothing to: those on the list of 2021 already."""
        return self.chains[: max(1, len(self.chains) - 2)]


def found_city(rng: Random, blueprint: Blueprint, *, names: Sequence[Name], chains: Sequence[str], firms: int) -> City:
    """Return a city with its firms; the first of ``names`` is its own, the others are those of its counties."""
    town, *others = names
    key = f"fiction-{town.en.lower()}"
    counties = []
    for at, name in enumerate(others):
        kind = (
            Name("区", "District")
            if at < 2
            else rng.choice((Name("县", "County"), Name("县", "County"), Name("市", "City")))
        )
        full = Name(name.zh + kind.zh, f"{name.en} {kind.en}")
        own = f"{key}-{name.en.lower()}"
        counties.append(County(own, full, f"{own}-park" if rng.random() < 0.8 else None))
    made = found_firms(
        rng, blueprint, city=key, town=town, chains=chains, counties=len(counties), number=firms
    )  # fmt: skip
    by_segment: dict[str, list[int]] = {}
    for at, firm in enumerate(made):
        for segment in firm.segments:
            by_segment.setdefault(segment, []).append(at)
    members = {template: members_of(made, blueprint.templates[template], by_segment) for template in chains}
    return City(key, town, tuple(counties), tuple(chains), made, link_firms(rng, blueprint, made), by_segment, members)


def write_city(rng: Random, blueprint: Blueprint, city: City, tables: Tables, *, province: str) -> None:
    """Add the rows of a city's frame and firms; what its documents tell beyond is `chaingraph.fiction.told`'s."""
    _write_frame(city, tables, province)
    _write_chains(rng, blueprint, city, tables)
    for at, firm in enumerate(city.firms):
        _write_firm(city, tables, at, firm)
    for at, sale in enumerate(city.supplies):
        tables.add(
            "supplies",
            doc=city.document("supplies"),
            key=f"{at + 1:06d}",
            supplier=city.firms[sale.supplier].key,
            customer=city.firms[sale.customer].key,
            product=sale.product,
            share=f"0.{sale.percent:02d}" if sale.percent else None,
        )


def _write_frame(city: City, tables: Tables, province: str) -> None:
    zh, en = f"{city.town.zh}市", f"{city.town.en} City"
    tables.entity("places", city.key, fictional(zh, en), within=province)
    for county in city.counties:
        tables.entity("places", county.key, fictional(county.name.zh, county.name.en), within=city.key)
        if county.park:
            park = fictional(f"{county.name.zh}经济开发区", f"{county.name.en} Development Zone")
            tables.entity("parks", county.park, park)
            doc = city.document("directory")
            tables.add("sitings", doc=doc, key=county.park, about=f"park:{county.park}", area=county.key)
    for name, (issued, title_zh, title_en) in DOCUMENTS.items():
        title = fictional(f"{zh}{title_zh}", f"{en}: {title_en}")
        tables.entity(
            "documents",
            city.document(name),
            title,
            title=title.zh,
            publisher=f"{MARK.zh}{zh}工业和信息化局",
            issued=issued,
            language="zh-Hans",
            fictional="true",
        )
    bureau = fictional(f"{zh}工业和信息化局", f"{en} Bureau of Industry and Information Technology")
    tables.entity("bodies", f"{city.key}-bureau", bureau, area=city.key)
    programme = fictional(f"{zh}产业链链长制", f"{en} chain chief system")
    tables.entity("programmes", f"{city.key}-chains", programme, area=city.key)
    series = fictional(f"{zh}重点产业链名单", f"{en}, lists of key chains")
    tables.entity("list_series", f"{city.key}-key-chains", series)
    for year in (_EARLIER, YEAR):
        edition = fictional(f"{zh}重点产业链（{year}年）", f"{en}, key chains ({year})")
        tables.entity(
            "editions", f"{city.key}-{year}", edition,
            programme=f"{city.key}-chains", list_series=f"{city.key}-key-chains",
        )  # fmt: skip


def _write_chains(rng: Random, blueprint: Blueprint, city: City, tables: Tables) -> None:
    for at, template in enumerate(city.chains):
        chain, what = city.chain(template), blueprint.names[f"template:{template}"]
        name = fictional(f"{city.town.zh}{what.zh}产业链", f"{city.town.en} chain: {what.en}")
        tables.entity("chains", chain, name, area=city.key)
        tables.add(
            "template_matches",
            key=chain,
            subject=f"chain:{chain}",
            template=template,
            match="exact",
            editor="chaingraph invent",
            judged_on=DOCUMENTS["news"][0],
            review="draft",
            note="Fictional: the chain was made after this template.",
        )
        tier = "landmark" if at < len(city.chains) / 3 else "key"
        entries = [("list-2024", YEAR, tier), *([("list-2021", _EARLIER, "listed")] if template in city.strong else [])]
        for document, year, listed in entries:
            tables.add(
                "chain_entries",
                doc=city.document(document),
                key=template,
                chain=chain,
                edition=f"{city.key}-{year}",
                tier=listed,
                valid_from=DOCUMENTS[document][0],
            )
    added = [f"chain:{city.chain(template)}" for template in city.chains if template not in city.strong]
    if added:
        tables.add(
            "edition_changes", doc=city.document("list-2024"), key="added", edition=f"{city.key}-{YEAR}",
            kind="add", to="|".join(added),
        )  # fmt: skip
    _write_lists(city, tables)
    _write_chiefs(rng, city, tables)


def _write_lists(city: City, tables: Tables) -> None:
    """Add how many chains each list has: that of 2024 is complete, of that of 2021 two chains aren't named."""
    for year, listed, unnamed in ((_EARLIER, city.strong, 2), (YEAR, city.chains, 0)):
        document = city.document(f"list-{year}")
        tables.add(
            "set_claims",
            doc=document,
            key="chains",
            member_kind="Chain",
            within=f"edition:{city.key}-{year}",
            stated_count=str(len(listed) + unnamed),
            is_complete="false" if unnamed else "true",
            membership="|".join(f"chain-entry:{document}.{template}" for template in listed),
        )


def _write_chiefs(rng: Random, city: City, tables: Tables) -> None:
    """Add posts that hold the chains; of some chains no document names a chief."""
    document, zh, en = city.document("list-2024"), f"{city.town.zh}市", f"{city.town.en} City"
    mayor = f"{city.key}-mayor"
    tables.entity("posts", mayor, fictional(f"{zh}市长", f"Mayor of {en}"))
    tables.add(
        "chief_holdings", doc=document, key="mayor", holder=f"post:{mayor}", role="general-chain-chief", area=city.key
    )
    number = min(len(_ROMAN), (len(city.chains) + 1) // 2)
    for at in range(number):
        name = fictional(f"{zh}副市长{_STEMS[at]}", f"Deputy mayor {_ROMAN[at]} of {en}")
        tables.entity("posts", f"{city.key}-deputy-{at + 1}", name)
    for template in city.chains:
        if rng.random() < 0.8:
            tables.add(
                "chief_holdings",
                doc=document,
                key=template,
                holder=f"post:{city.key}-deputy-{rng.randrange(number) + 1}",
                role="chain-chief",
                chain=city.chain(template),
                area=city.key,
            )


def _write_firm(city: City, tables: Tables, at: int, firm: Firm) -> None:
    short, thing = f"{at + 1:06d}", f"enterprise:{firm.key}"
    directory, statistics = city.document("directory"), city.document("statistics")
    tables.entity("enterprises", firm.key, firm.name)
    county = None if firm.county is None else city.counties[firm.county]
    if county:
        tables.add("sitings", doc=directory, key=short, about=thing, area=county.key)
        if county.park and firm.has_park:
            tables.add(
                "participations", doc=directory, key=f"{short}-park",
                participant=thing, participates_in=f"park:{county.park}", role="resident",
            )  # fmt: skip
    for number, segment in enumerate(firm.segments, start=1):
        tables.add(
            "participations", doc=directory, key=f"{short}-{number}",
            participant=thing, participates_in=f"segment:{segment}",
        )  # fmt: skip
    figures = [
        *([("operating-revenue", firm.revenue, "yuan", "flow")] if firm.shows_revenue else []),
        *([("employees", firm.staff, "one", "stock")] if firm.shows_staff else []),
    ]
    for indicator, value, unit, accrual in figures:
        period = in_year(YEAR) if accrual == "flow" else dict.fromkeys(("period_start", "period_end"), f"{YEAR}-12-31")
        tables.figure(
            "observations", statistics, f"{short}-{indicator}", indicator=indicator, value=value, unit=unit,
            about=thing, area=city.key, accrual=accrual, **period,
        )  # fmt: skip
