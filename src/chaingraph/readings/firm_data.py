"""Read what is known of firms for rules of titles: figures, places, titles, partners, chains."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from chaingraph.analyses.eligibility import Known, Range
from chaingraph.analyses.figure_reasons import range_of
from chaingraph.analyses.figures import Figure
from chaingraph.facts import Book, Thing
from chaingraph.place_tree import all_above, read_within
from chaingraph.readings.city import CityFacts, members_of_city
from chaingraph.readings.figures import read_figures
from chaingraph.readings.supplies import supply_network

__all__ = ["firms_of", "read_firm_data", "title_words", "words_of_place"]

#: Fields that are figures of one indicator; those of a flow are whole only over a whole year.
_FLOWS = {"revenue": "operating-revenue", "profit": "total-profit", "rd-expenditure": "rd-expenditure"}
_STOCKS = {"employees": "employees"}
_INDICATORS = {f"scheme:indicator-{name}": field for field, name in (_FLOWS | _STOCKS).items()}
_YEAR = 364  # days from the first to the last of a year, at least
_OWNER = "scheme:role-chain-owner"


def firms_of(book: Book, city: CityFacts) -> tuple[str, ...]:
    """Return the enterprises of a place, by key, those too that a later list has ended."""
    return tuple(sorted(key for key in members_of_city(book, city) if book.things[key].kind == "Enterprise"))


def read_firm_data(
    book: Book, city: CityFacts, firms: Iterable[str], *, places: Collection[str] = ()
) -> dict[str, dict[tuple[str, bool], Known]]:
    """Return what is known of firms, by field and whether it is of the year before ``city.as_of``.

    Figures are levels that are reported, of the latest year stated; where sources differ, each counts. Of sales over
    less than a year only the least is known that the year can come to. Titles, partners and chains are those known:
    there may be more.

    Parameters
    ----------
    book, city
        What the store holds, and what is stated of the place by the day.
    firms
        Keys of the firms.
    places
        Names that a rule asks about, in small letters; only of known places is a firm known to lie elsewhere.
    """
    found: dict[str, dict[tuple[str, bool], Known]] = {firm: {} for firm in firms}
    for firm, figures in _figures(book, city.as_of, found).items():
        found[firm] |= _figure_data(figures, city.as_of)
    sold = supply_network(book, as_of=city.as_of)
    sited = _said(book, city.as_of, "Siting", "about")
    joined = _said(book, city.as_of, "Participation", "participant")
    names = _place_names(book)
    are_known = set(places) <= {name for all_of in names.values() for name in all_of}
    for firm, data in found.items():
        titles = [one for one in city.titles.get(firm, ()) if one.scheme != _OWNER]
        data["titles", False] = _count({one.scheme for one in titles}, [one.statement for one in titles])
        words = frozenset(word for one in titles for word in title_words(book, one.scheme))
        data["title", False] = Known(words=words, statements=tuple(one.statement for one in titles))
        near = [firm] if firm in sold else []
        links = [*sold.in_edges(near, data="statements"), *sold.out_edges(near, data="statements")]
        others = {end for seller, buyer, _ in links for end in (seller, buyer)} - {firm}
        data["partners", False] = _count(others, [key for _, _, keys in links for key in keys])
        chains = city.chains.get(firm, ())
        in_chains = [key for chain in chains for key in joined.get((firm, chain), ())]
        data["chains", False] = _count(chains, in_chains)
        owned = [one.statement for one in city.titles.get(firm, ()) if one.scheme == _OWNER]
        data["chains-owned", False] = _count({book.statements[key].first("chain") for key in owned}, owned)
        sites = city.sites.get(firm, ())
        data["place", False] = Known(
            words=frozenset(word for site in sites for word in names.get(site, ())),
            is_whole=bool(sites) and are_known,
            statements=tuple(key for site in sites for key in sited.get((firm, site), ())),
        )
    return found


def words_of_place(book: Book, place: str) -> frozenset[str]:
    """Return what a place and all that it lies in are called, in small letters; nothing for an unknown one."""
    return _place_names(book).get(place, frozenset())


def title_words(book: Book, scheme: str) -> frozenset[str]:
    """Return all that a title is called, in small letters."""
    name = book.name(scheme)
    return frozenset(
        word.casefold() for word in (scheme.rpartition("designation-")[2], scheme, name.zh, name.en) if word
    )


def _count(known: Collection[str], statements: Iterable[str]) -> Known:
    """Return a number of known ones; nothing known is nothing to count."""
    number = len(set(known) - {""})
    ranges: tuple[Range, ...] = ((Decimal(number), None),) if number else ()
    return Known(ranges, is_count=True, statements=tuple(dict.fromkeys(statements)))


def _said(book: Book, as_of: date | None, kind: str, subject: str) -> Mapping[tuple[str, str], list[str]]:
    """Return the statements of a kind that hold, by the thing that they are about and the place or chain named."""
    other = {"Siting": "area", "Participation": "participatesIn"}[kind]
    said: dict[tuple[str, str], list[str]] = {}
    for one in book.statements.values():
        if one.kind == kind and one.is_by(as_of) and one.holds(as_of):
            said.setdefault((one.first(subject), one.first(other)), []).append(one.key)
    return said


def _place_names(book: Book) -> dict[str, frozenset[str]]:
    """Return by place its names and codes, and those of all that it lies in, in small letters."""
    within = read_within(book)
    names = {key: {word.casefold() for word in _names_of(book.things[key]) if word} for key in within}
    return {key: frozenset().union(*(names.get(place, ()) for place in all_above(within, key))) for key in within}


def _names_of(place: Thing) -> Iterable[str]:
    codes = [value for name, value in place.identity if name == "cg:divisionCode"]
    return (place.key, place.key.partition(":")[2], place.name.zh, place.name.en, *place.aliases, *codes)


def _figures(book: Book, as_of: date | None, firms: Collection[str]) -> dict[str, list[Figure]]:
    by_firm: dict[str, list[Figure]] = {}
    for one in read_figures(book, {}, as_of=as_of):
        is_reported = not one.is_target and one.basis == "level" and one.status == "reported"
        if one.about in firms and is_reported and one.indicator in _INDICATORS:
            by_firm.setdefault(one.about, []).append(one)
    return by_firm


def _figure_data(figures: Iterable[Figure], as_of: date | None) -> dict[tuple[str, bool], Known]:
    """Return what figures of one firm leave possible: of the latest year, and of the year before a day."""
    by_field: dict[str, list[Figure]] = {}
    for one in figures:
        by_field.setdefault(_INDICATORS[one.indicator], []).append(one)
    found: dict[tuple[str, bool], Known] = {}
    for prior in (False, True):
        year = as_of.year - 1 if prior and as_of else None
        chosen = {field: _choose(field, all_of, year) for field, all_of in by_field.items() if year or not prior}
        for field, kept in chosen.items():
            if kept:
                ranges = tuple(dict.fromkeys(_range(field, one) for one in kept))
                found[field, prior] = Known(ranges, statements=tuple(one.statement for one in kept))
        share = _share(chosen.get("rd-expenditure", []), chosen.get("revenue", []))
        if share.ranges:
            found["rd-share", prior] = share
    return found


def _choose(field: str, figures: Iterable[Figure], year: int | None) -> list[Figure]:
    """Return the figures of the latest period, whole years first; of a year that is asked for, those of it."""
    usable = [one for one in figures if field in _STOCKS or one.start is not None]
    if year:
        usable = [one for one in usable if one.end.year == year and (one.start or one.end).year == year]
    whole = [one for one in usable if _is_whole(field, one)] or usable
    latest = max((one.end for one in whole), default=None)
    kept = [one for one in whole if one.end == latest]
    longest = min((one.start for one in kept if one.start), default=None)
    return [one for one in kept if field in _STOCKS or one.start == longest]


def _is_whole(field: str, figure: Figure) -> bool:
    return field in _STOCKS or (figure.start is not None and (figure.end - figure.start).days >= _YEAR)


def _range(field: str, figure: Figure) -> Range:
    low, high = range_of(figure)
    if _is_whole(field, figure):
        return low, high
    return (low, None) if field in {"revenue", "rd-expenditure"} else (None, None)


def _share(spent: Iterable[Figure], sold: Iterable[Figure]) -> Known:
    """Return R&D expenditure in percent of revenue, of periods that are the same."""
    ranges: list[Range] = []
    statements: list[str] = []
    for part in spent:
        for whole in sold:
            if (part.start, part.end, part.unit) != (whole.start, whole.end, whole.unit):
                continue
            (least, most), (low, high) = range_of(part), range_of(whole)
            ranges.append((
                least * 100 / high if least is not None and high else None,
                most * 100 / low if most is not None and low else None,
            ))  # fmt: skip
            statements += [part.statement, whole.statement]
    return Known(tuple(dict.fromkeys(ranges)), statements=tuple(dict.fromkeys(statements)))
