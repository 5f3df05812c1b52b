"""Enter a row of a list of chains, or of their owners: chiefs, lead bodies, places, owners, members."""

import re
from collections.abc import Iterable
from itertools import product

from chaingraph.evidence import fold
from chaingraph.ingest.cells import is_nobody, mentioned_firm, names_others, read_names
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry
from chaingraph.ingest.number_cells import read_year
from chaingraph.ingest.reference_names import find_template, short_name
from chaingraph.naming import Name

__all__ = ["add_chain", "add_owners", "firms_in"]

#: Columns of people at the head of a chain, what their statements are called, and their roles.
_CHIEFS = (
    ("chiefs", "chief", "chain-chief"),
    ("general_chiefs", "general-chief", "general-chain-chief"),
    ("deputy_chiefs", "deputy-chief", "deputy-chain-chief"),
)
#: What stands behind a body that leads, and behind one that helps.
_AS_LEAD = re.compile(r"\((?:牵头|主责|主办)(?:单位|部门)?\)$")
_BESIDE = re.compile(r"\((?:配合|协同|协办|参与|分办)(?:单位|部门)?\)$")


def add_chain(rows: CityRows, entry: Entry) -> None:
    """Enter a chain of a list of chains, with its people, bodies, places and firms."""
    template = entry.cell("template")
    if template and find_template(template) is None:
        entry.fault(
            "template",
            Name(
                f"没有名为“{template}”的模板，请从“说明”表中选，或留空",
                f"no template is called '{template}'; choose one of the sheet 说明, or leave it empty",
            ),
        )
    owners, members = firms_in(rows, entry, "owners"), firms_in(rows, entry, "cores", "members")
    if entry.faults:
        return
    chain = rows.chain(entry.cell("name"), template)
    rows.in_list[entry.cell("name")] = None
    entry.state("chain_entries", "listed", chain=chain, edition=rows.edition, tier="listed")
    for column, what, role in _CHIEFS:
        for at, name in enumerate(_named(entry, column)):
            holder = f"person:{rows.thing('people', name)}"
            entry.state("chief_holdings", f"{what}-{at}", holder=holder, role=role, chain=chain, area=rows.place)
    for at, name in enumerate(_named(entry, "bodies")):
        body = rows.thing("bodies", name)
        entry.state(
            "participations",
            f"lead-{at}",
            participant=f"body:{body}",
            participates_in=f"chain:{chain}",
            role="lead",
        )
    rows.place_thing(entry, f"chain:{chain}")
    _own_and_join(rows, entry, [chain], owners, members)


def _named(entry: Entry, column: str) -> list[str]:
    """Return whom a cell names, without what stands where nobody is named yet (待定), and without those that help."""
    names = (_AS_LEAD.sub("", name) for name in read_names(entry.cell(column)))
    return [name for name in names if not is_nobody(name) and not _BESIDE.search(name)]


def add_owners(rows: CityRows, entry: Entry) -> None:
    """Enter the owners of a chain, and who else is in it."""
    chains = rows.chains_in(entry)
    owners, members = firms_in(rows, entry, "owners"), firms_in(rows, entry, "cores", "members")
    if owners:
        _check_one_year(rows, entry, chains)
    if entry.faults:
        return
    if len(owners) == 1:  # the county of several may be that of any
        rows.place_thing(entry, rows.firm(*owners[0]))
    _own_and_join(rows, entry, list(map(rows.chain, chains)), owners, members)


def _check_one_year(rows: CityRows, entry: Entry, chains: Iterable[str]) -> None:
    """Note a row that is of another year than others of its chain: who owned it then need not own it now."""
    year = entry.read("year", read_year)
    if year is None:
        return
    for chain in chains:
        other = rows.years_of_owners.setdefault((entry.source.document, fold(short_name(chain))), year)
        if other != year:
            entry.fault(
                "year",
                Name(
                    f"本链别的行是“{other}”年；历年名单请按年份分开，各以--date读入；若是认定年份，请把表头写作认定年份",
                    f"other rows of the chain are of '{other}'; part a list of several years by year, each with a "
                    "--date of its own; if it is the year of the title, call the column 认定年份",
                ),
            )


def firms_in(rows: CityRows, entry: Entry, *columns: str) -> list[tuple[str, str]]:
    """Return the keys and names of the firms that some cells mention."""

    def read(text: str) -> list[tuple[str, str]]:
        names = (mentioned_firm(name) for name in read_names(text) if not is_nobody(name))
        return [(rows.firms.key(name), name) for name in names]

    found = (entry.read(column, read) or () for column in columns)
    return list(dict(firm for firms in found for firm in firms).items())


def _own_and_join(
    rows: CityRows,
    entry: Entry,
    chains: Iterable[str],
    owners: Iterable[tuple[str, str]],
    members: Iterable[tuple[str, str]],
) -> None:
    """State who owns some chains, and who else is in them."""
    chains = list(chains)
    if names_others(entry.cell("owners")):
        rows.left_open.setdefault(entry.source.document, set()).update(f"chain:{chain}" for chain in chains)
    for at, (chain, owner) in enumerate(product(chains, owners)):
        rows.firm(*owner)
        entry.state("chain_ownerships", f"owner-{at}", owner=owner[0], chain=chain, area=rows.place)
    for at, (chain, member) in enumerate(product(chains, members)):
        rows.join(entry, f"chain-{at}", rows.firm(*member), f"chain:{chain}", "member")
