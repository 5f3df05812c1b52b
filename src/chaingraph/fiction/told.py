"""What the documents of a fictional city tell beyond its firms: owners, titles, totals, clusters, projects, gaps."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from random import Random

from chaingraph.fiction.blueprint import Blueprint
from chaingraph.fiction.city import DOCUMENTS, YEAR, City
from chaingraph.fiction.names import fictional
from chaingraph.filled import Tables, in_year

__all__ = ["tell_city"]

#: Titles of firms: tier, how many of a hundred firms bear it, and whether only the larger half may.
_TITLES = {
    "little-giant": ("national", 4, True),
    "single-champion": ("provincial", 2, True),
    "srdi-enterprise": ("provincial", 9, False),
    "gazelle": ("provincial", 4, False),
    "innovative-sme": ("provincial", 8, False),
    "green-factory-provincial": ("provincial", 3, True),
}
_MOST_TITLES = 2000
_MOST_PROJECTS = 500
_PHASES = (
    ("signed", "2023-11-20"),
    ("started", "2024-04-10"),
    ("under-construction", "2024-09-01"),
    ("in-production", "2025-06-18"),
)


def tell_city(rng: Random, blueprint: Blueprint, city: City, tables: Tables) -> None:
    """Add the rows of all that the documents tell of a city beyond its frame and its firms."""
    _tell_owners(rng, city, tables)
    _tell_key_firms(rng, city, tables)
    _tell_titles(rng, city, tables)
    _tell_totals(rng, city, tables)
    _tell_clusters(rng, blueprint, city, tables)
    _tell_projects(rng, blueprint, city, tables)
    _tell_segments(rng, blueprint, city, tables)


def _tell_owners(rng: Random, city: City, tables: Tables) -> None:
    """Name up to three owners of each chain among its largest firms; more are counted than named."""
    document, owners = city.document("list-2024"), list[tuple[int, str]]()
    near: dict[int, None] = {}
    for template in city.chains:
        largest = city.members[template][:5]
        for at in largest[: rng.randint(0, 3)]:
            key = f"{template}-{at + 1:06d}"
            tables.add(
                "chain_ownerships",
                doc=document, key=key, owner=city.firms[at].key, chain=city.chain(template), area=city.key,
                authority=f"{city.key}-bureau", valid_from=DOCUMENTS["list-2024"][0],
            )  # fmt: skip
            owners.append((at, key))
        near |= dict.fromkeys(largest[3:4])
    named = {at for at, _ in owners}
    tables.add(
        "set_claims",
        doc=document,
        key="owners",
        member_kind="Enterprise",
        within=f"place:{city.key}",
        condition="role-chain-owner",
        stated_count=str(len(named) + rng.randint(2, 8)),
        is_complete="false",
        membership="|".join(f"chain-ownership:{document}.{key}" for _, key in owners),
        possible="|".join(f"enterprise:{city.firms[at].key}" for at in list(near)[:2] if at not in named),
    )


def _tell_key_firms(rng: Random, city: City, tables: Tables) -> None:
    """Name some key firms of each chain, of a larger number that is stated."""
    document = city.document("directory")
    for template in city.chains:
        members = city.members[template]
        named = sorted(rng.sample(members[:20], min(len(members), 12)))
        for at in named:
            tables.add(
                "participations",
                doc=document, key=f"{template}-{at + 1:06d}", participant=f"enterprise:{city.firms[at].key}",
                participates_in=f"chain:{city.chain(template)}", role="key-enterprise",
            )  # fmt: skip
        tables.add(
            "set_claims",
            doc=document,
            key=f"{template}-key-firms",
            member_kind="Enterprise",
            within=f"chain:{city.chain(template)}|place:{city.key}",
            condition="role-key-enterprise",
            stated_count=str(len(named) + rng.randint(0, 10)),
            is_complete="false",
            membership="|".join(f"participation:{document}.{template}-{at + 1:06d}" for at in named),
        )


def _tell_titles(rng: Random, city: City, tables: Tables) -> None:
    """Give titles to firms; for two of them more bearers are counted than named."""
    document = city.document("news")
    ranked = sorted(range(len(city.firms)), key=lambda at: (-city.firms[at].revenue, at))
    for scheme, (tier, percent, is_for_large) in _TITLES.items():
        pool = ranked[: (len(ranked) + 1) // 2] if is_for_large else ranked
        number = min(len(pool), _MOST_TITLES, max(1, len(ranked) * percent // 100))
        bearers = sorted(rng.sample(pool, number))
        for at in bearers:
            tables.add(
                "awards",
                doc=document, key=f"{at + 1:06d}-{scheme}", recipient=f"enterprise:{city.firms[at].key}",
                scheme=scheme, tier=tier, year=str(rng.randint(YEAR - 4, YEAR)),
            )  # fmt: skip
        if scheme in {"little-giant", "srdi-enterprise"}:
            tables.add(
                "set_claims",
                doc=document,
                key=scheme,
                member_kind="Enterprise",
                within=f"place:{city.key}",
                condition=f"designation-{scheme}",
                stated_count=str(number + rng.randint(1, 5)),
                is_complete="false",
                membership="|".join(f"award:{document}.{at + 1:06d}-{scheme}" for at in bearers),
            )


def _tell_totals(rng: Random, city: City, tables: Tables) -> None:
    """State revenue and number of firms of each chain, more than the directory has; now and then a rival figure."""
    for template in city.chains:
        members = city.members[template]
        unknown = rng.randint(5, 20)
        count = len(members) + max(1, len(members) * unknown // 100)
        known = sum(city.firms[at].revenue for at in members)
        total = known + max(1, known // 1_000_000 * unknown // 300) * 1_000_000
        about = {"about": f"chain:{city.chain(template)}", "area": city.key}
        statistics = city.document("statistics")
        tables.figure(
            "observations", statistics, f"{template}-revenue", indicator="operating-revenue", value=total,
            unit="yuan", accrual="flow", **about, **in_year(YEAR),
        )  # fmt: skip
        day = f"{YEAR}-12-31"
        tables.figure(
            "observations", statistics, f"{template}-firms", indicator="chain-enterprises", value=count,
            unit="one", accrual="stock", period_start=day, period_end=day, **about,
        )  # fmt: skip
        if rng.random() < 0.4:
            rival = max(1, round(total * rng.uniform(0.9, 1.15) / 100_000_000)) * 100_000_000
            tables.figure(
                "observations", city.document("news"), f"{template}-revenue", indicator="operating-revenue",
                value=rival, unit="yuan", accrual="flow", qualifier=rng.choice(("exact", "over", "about")),
                **about, **in_year(YEAR),
            )  # fmt: skip
        if rng.random() < 0.3:
            aim = max(1, total * 13 // 1_000_000_000) * 100_000_000
            tables.figure(
                "targets", city.document("news"), f"{template}-revenue-{YEAR + 3}", indicator="operating-revenue",
                value=aim, unit="yuan", accrual="flow", qualifier="over", status="planned", **about,
                **in_year(YEAR + 3),
            )  # fmt: skip


def _tell_clusters(rng: Random, blueprint: Blueprint, city: City, tables: Tables) -> None:
    """Put a cluster where a chain has most of its firms; name some firms in it, and give some clusters a title."""
    document = city.document("news")
    for template in city.chains:
        own = [at for at in city.members[template] if city.firms[at].template == template]
        here = Counter(county for at in own if (county := city.firms[at].county) is not None)
        home = min(here, key=lambda one: (-here[one], one), default=None)
        if home is None or here[home] < 4:
            continue
        place, what = city.counties[home], blueprint.names[f"template:{template}"]
        key = f"{city.key}-{template}-cluster"
        name = fictional(f"{place.name.zh}{what.zh}产业集群", f"{place.name.en} cluster: {what.en}")
        tables.entity("clusters", key, name)
        tables.add("sitings", doc=document, key=key, about=f"cluster:{key}", area=place.key)
        inside = [at for at in own if city.firms[at].county == home]
        segments = Counter(city.firms[at].segments[0] for at in inside)
        top = min(segments, key=lambda segment: (-segments[segment], segment))
        parts: list[tuple[str, str, str | None]] = [
            (f"cluster:{key}", f"chain:{city.chain(template)}", None),
            (f"cluster:{key}", f"segment:{top}", None),
            *((f"enterprise:{city.firms[at].key}", f"cluster:{key}", "member") for at in inside[:8]),
        ]
        for number, (participant, into, role) in enumerate(parts, start=1):
            tables.add(
                "participations", doc=document, key=f"{template}-cluster-{number}",
                participant=participant, participates_in=into, role=role,
            )  # fmt: skip
        if rng.random() < 0.6:
            tier = rng.choice(("provincial", "municipal"))
            tables.add(
                "awards", doc=document, key=f"{template}-cluster", recipient=f"cluster:{key}",
                scheme=f"{tier}-characteristic-cluster", tier=tier, year=str(rng.randint(YEAR - 3, YEAR)),
            )  # fmt: skip


def _tell_projects(rng: Random, blueprint: Blueprint, city: City, tables: Tables) -> None:
    """Start projects of firms, phase by phase: in their own segment, or in one that nobody is known in."""
    document = city.document("news")
    number = min(_MOST_PROJECTS, len(city.firms), max(5, len(city.firms) // 30))
    for at in sorted(rng.sample(range(len(city.firms)), number)):
        firm = city.firms[at]
        missing = [one for one in blueprint.templates[firm.template] if one not in city.by_segment]
        segment = rng.choice(missing) if missing and rng.random() < 0.3 else firm.segments[0]
        what, key = blueprint.names[f"segment:{segment}"], f"{firm.key}-project"
        title = fictional(f"{firm.trade.zh}{what.zh}项目", f"{firm.trade.en} project: {what.en}")
        tables.entity("projects", key, title)
        parts = (
            (f"enterprise:{firm.key}", f"project:{key}", "investor"),
            (f"project:{key}", f"segment:{segment}", None),
        )
        for order, (participant, into, role) in enumerate(parts, start=1):
            tables.add(
                "participations", doc=document, key=f"{at + 1:06d}-project-{order}",
                participant=participant, participates_in=into, role=role,
            )  # fmt: skip
        if firm.county is not None:
            area = city.counties[firm.county].key
            tables.add("sitings", doc=document, key=f"{at + 1:06d}-project", about=f"project:{key}", area=area)
        first = rng.randrange(len(_PHASES))
        for phase, day in _PHASES[first : first + rng.randint(1, 2)]:
            tables.add(
                "project_statuses", doc=document, key=f"{at + 1:06d}-{phase}", project=key, phase=phase, valid_from=day
            )
        day = DOCUMENTS["news"][0]
        tables.figure(
            "observations", document, f"{at + 1:06d}-investment", indicator="project-investment",
            value=max(1, round(rng.lognormvariate(5, 1))) * 1_000_000, unit="yuan", about=f"project:{key}",
            area=city.key, period_start=day, period_end=day, period_source="document-date", status="planned",
        )  # fmt: skip


def _tell_segments(rng: Random, blueprint: Blueprint, city: City, tables: Tables) -> None:
    """State some segments without firms to be absent and some with few to be thin; of the others nothing is said."""
    document = city.document("news")
    segments: Sequence[str] = list(
        dict.fromkeys(chain.from_iterable(blueprint.templates[template] for template in city.chains))
    )
    empty = [segment for segment in segments if segment not in city.by_segment]
    few = [segment for segment in segments if len(city.by_segment.get(segment, ())) in {1, 2}]
    many = [segment for segment in segments if len(city.by_segment.get(segment, ())) > 4]
    told = [
        *((segment, "absent") for segment in rng.sample(empty, (len(empty) + 1) // 3)),
        *((segment, "thin") for segment in rng.sample(few, (len(few) + 1) // 3)),
        *((segment, "present") for segment in rng.sample(many, min(len(many), 3))),
    ]
    for segment, state in sorted(told):
        tables.add(
            "segment_statuses", doc=document, key=segment, segment=segment, area=city.key, state=state,
            valid_from="2025-01-01",
        )  # fmt: skip
