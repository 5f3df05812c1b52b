"""The firms of a fictional city: what they make, where, how large they are, and what they buy from each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

from chaingraph.fiction.blueprint import Blueprint, Intake
from chaingraph.fiction.names import fictional, trade_names
from chaingraph.naming import Name

__all__ = ["Firm", "Supply", "found_firms", "link_firms", "members_of"]

_ELSEWHERE = 0.05  # firms outside the city's chains, so that no template is quite missing
_SECOND = 0.12  # firms with a second segment
_NO_SITE, _NO_REVENUE, _NO_STAFF, _NO_SHARE = 0.10, 0.20, 0.15, 0.3  # what the documents leave out
_AT_HOME = 0.55  # firms in the county where their chain is at home
_IN_PARK = 0.4
_ORDERS = (0, 1, 1, 2, 2, 3)  # how many purchases a firm makes at most


@dataclass(frozen=True)
class Firm:
    """A firm: its key and names, what it makes, its county and park by number, revenue (yuan) and staff.

    What is None (place) or not ``shown`` (size) no document says.
    """

    key: str
    trade: Name
    name: Name
    template: str
    segments: tuple[str, ...]
    county: int | None
    has_park: bool
    revenue: int
    staff: int
    shows_revenue: bool
    shows_staff: bool


@dataclass(frozen=True)
class Supply:
    """A sale: by number of firm, the product, and its share of what the buyer takes in, in percent, if said."""

    supplier: int
    customer: int
    product: str
    percent: int | None


def found_firms(
    rng: Random,
    blueprint: Blueprint,
    *,
    city: str,
    town: Name,
    chains: Sequence[str],
    counties: int,
    number: int,
) -> list[Firm]:
    """Return the firms of a city.

    Firms fall on the city's chains by weights of a lognormal law, and within a chain on the segments that are covered
    there. A chain has a home county. Revenue is lognormal with a median that differs from chain to chain; staff
    follows from it with a productivity that varies.

    Parameters
    ----------
    rng
        Where all chance comes from.
    blueprint
        What segments the templates have.
    city, town
        Key and unmarked name of the city.
    chains
        The templates that the city is strong in.
    counties
        How many there are.
    number
        How many firms.
    """
    weights = [_weight(rng, 0.4) for _ in chains]
    others = [template for template in blueprint.templates if template not in chains]
    drawn = Counter(segment for segments in blueprint.templates.values() for segment in segments)
    coverage = {
        template: _covered(rng, blueprint.templates[template], drawn, is_strong=template in chains)
        for template in (*chains, *others)
    }
    medians = {template: rng.gauss(17.3, 0.5) for template in coverage}
    homes = {template: rng.randrange(counties) for template in coverage}
    trades = trade_names(rng)
    taken: Counter[tuple[int, str]] = Counter()
    firms = []
    for at in range(number):
        template = rng.choice(others) if others and rng.random() < _ELSEWHERE else rng.choices(chains, weights)[0]
        segments = _segments(rng, *coverage[template])
        county = homes[template] if rng.random() < _AT_HOME else rng.randrange(counties)
        revenue = max(10, round(rng.lognormvariate(medians[template], 1.3) / 10_000)) * 10_000
        staff = max(3, round(revenue / rng.lognormvariate(13.5, 0.5)))
        place = at % len(trades)
        taken[place, segments[0]] += 1
        trade = _numbered(trades[place], taken[place, segments[0]])
        firms.append(
            Firm(
                key=f"{city}-{at + 1:06d}",
                trade=trade,
                name=_firm_name(town, trade, blueprint.names[f"segment:{segments[0]}"]),
                template=template,
                segments=segments,
                county=None if rng.random() < _NO_SITE else county,
                has_park=rng.random() < _IN_PARK,
                revenue=revenue,
                staff=staff,
                shows_revenue=rng.random() >= _NO_REVENUE,
                shows_staff=rng.random() >= _NO_STAFF,
            )
        )
    return firms


def link_firms(rng: Random, blueprint: Blueprint, firms: Sequence[Firm]) -> list[Supply]:
    """Return who buys what from whom: only what the buyer's segment takes in, from firms of the segment that makes it.

    Who has sold before is more likely to sell again (preferential attachment), so that a few suppliers serve many. The
    shares of one buyer sum to less than one: the rest comes from elsewhere.
    """
    urns: dict[str, list[int]] = {}
    for at, firm in enumerate(firms):
        for segment in firm.segments:
            urns.setdefault(segment, []).append(at)
    supplies: list[Supply] = []
    for at, firm in enumerate(firms):
        offers = [one for one in blueprint.intakes.get(firm.segments[0], ()) if one.supplier in urns]
        wanted = [one for one in offers if rng.random() * 100 < one.odds]
        bought: dict[tuple[int, str], None] = {}
        for one in _some(rng, wanted, rng.choice(_ORDERS)):
            urn = urns[one.supplier]
            seller = rng.choice(urn)
            if seller != at and (seller, one.product) not in bought:
                bought[seller, one.product] = None
                urn.append(seller)
        for (seller, product), percent in zip(bought, _shares(rng, len(bought)), strict=True):
            said = None if rng.random() < _NO_SHARE else percent
            supplies.append(Supply(seller, at, product, said))
    return supplies


def members_of(firms: Sequence[Firm], segments: Iterable[str], by_segment: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the firms, by number and the largest first, that are in any of some segments."""
    found = set(chain.from_iterable(by_segment.get(segment, ()) for segment in segments))
    return sorted(found, key=lambda at: (-firms[at].revenue, at))


def _weight(rng: Random, sigma: float) -> int:
    """Return a lognormal weight as a whole number: exact on every platform from here on."""
    return max(1, round(100 * rng.lognormvariate(0, sigma)))


def _covered(
    rng: Random, segments: Sequence[str], drawn: Mapping[str, int], *, is_strong: bool
) -> tuple[list[str], list[int]]:
    """Return the segments of a template that the city has firms in, with weights; a strong chain covers more.

    Segments that several templates draw weigh less, so that a chain shows most in what is its own.
    """
    share = rng.uniform(0.55, 0.85) if is_strong else rng.uniform(0.1, 0.3)
    covered = [segment for segment in segments if rng.random() < share]
    covered = covered or [rng.choice(segments)]
    return covered, [max(1, _weight(rng, 0.8) // drawn[segment] ** 2) for segment in covered]


def _segments(rng: Random, covered: Sequence[str], weights: Sequence[int]) -> tuple[str, ...]:
    first = rng.choices(covered, weights)[0]
    second = rng.choice(covered) if rng.random() < _SECOND else first
    return (first,) if second == first else (first, second)


def _some(rng: Random, items: Sequence[Intake], number: int) -> Sequence[Intake]:
    return items if len(items) <= number else rng.sample(items, number)


def _shares(rng: Random, number: int) -> list[int]:
    """Return percentages above 0 that sum to at most 90."""
    parts = [rng.randint(5, 100) for _ in range(number)]
    return [max(1, 90 * part // max(sum(parts), 150)) for part in parts]


def _numbered(name: Name, number: int) -> Name:
    return name if number == 1 else Name(f"{name.zh}{number}", f"{name.en} {number}")


def _firm_name(town: Name, trade: Name, segment: Name) -> Name:
    what = segment.en[:1].lower() + segment.en[1:] if segment.en[1:2].islower() else segment.en
    return fictional(f"{town.zh}{trade.zh}{segment.zh}有限公司", f"{trade.en} {what} Co., {town.en}")
