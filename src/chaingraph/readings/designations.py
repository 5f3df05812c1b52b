"""Read the designations of a place: awards known, and how many sources say that there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode, Store

from chaingraph.facts import Book, figure_of
from chaingraph.namespaces import PREFIXES, shorten
from chaingraph.readings.city import CityFacts

__all__ = ["StatedCount", "counted_designations", "known_bearers", "scheme_tiers", "stated_counts"]

_OWNER = "scheme:role-chain-owner"
_RELATED = NamedNode(PREFIXES["skos"] + "relatedMatch")


@dataclass(frozen=True, order=True)
class StatedCount:
    """A source says, in a list of so many or a figure, how many bear a designation on a ``day``."""

    scheme: str
    tier: str
    statement: str
    day: date | None


def counted_designations(store: Store) -> Mapping[str, str]:
    """Return the designation that each indicator counts, by indicator."""
    return {one: other for one, other in _related(store) if one.startswith("scheme:indicator-")}


def scheme_tiers(store: Store) -> Mapping[str, str]:
    """Return the tier that each designation is of by its definition, where it is of one."""
    return {one: other for one, other in _related(store) if other.startswith("scheme:tier-")}


def _related(store: Store) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, _RELATED, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield shorten(quad.subject.value), shorten(quad.object.value)


def known_bearers(city: CityFacts) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """Return by scheme and tier who of a place bears a title, and the statements that say so."""
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for thing, titles in city.titles.items():
        for title in titles if city.has(thing) else ():
            bearers = found.setdefault((title.scheme, title.tier), {})
            bearers[thing] = (*bearers.get(thing, ()), title.statement)
    return found


def stated_counts(
    book: Book, counted: Mapping[str, str], place: str, *, as_of: date | None = None
) -> tuple[StatedCount, ...]:
    """Return what sources say, by a day, of how many bear each designation in a place as a whole.

    Lists of so many members under a designation (or chain ownership), and figures whose indicator counts one; growth,
    ranks and shares are no counts, nor are targets.
    """
    found = []
    for one in book.statements.values():
        if not one.is_by(as_of):
            continue
        if one.kind == "MemberSetClaim" and one.values.get("within") == (place,) and one.first("statedCount"):
            conditions = one.values.get("condition", ())
            tier = next((key for key in conditions if "tier-" in key), "")
            schemes = [key for key in conditions if "designation-" in key or key == _OWNER]
            found += [StatedCount(scheme, tier, one.key, one.since) for scheme in schemes]
        elif one.kind == "Observation" and one.first("indicator") in counted:
            figure = figure_of(one, book)
            if (
                figure
                and figure.basis == "level"
                and place == figure.area_key
                and not _is_elsewhere(figure.about_key, place)
            ):
                found.append(StatedCount(counted[one.first("indicator")], "", one.key, figure.end))
    return tuple(sorted(found, key=_newest))


def _is_elsewhere(about: str, place: str) -> bool:
    return about not in {"", place}


def _newest(one: StatedCount) -> tuple[str, str, int, str]:
    return (one.scheme, one.tier, -(one.day or date.min).toordinal(), one.statement)
