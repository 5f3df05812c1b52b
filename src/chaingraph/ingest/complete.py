"""What a list that says that it is complete claims, and how the firms listed change from one day to the next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.filled import Tables
from chaingraph.ingest.ends import DatedList

__all__ = ["Step", "claim_complete", "compare_days"]


@dataclass(frozen=True)
class Step:
    """How many firms the lists of a day name beyond those of the day before them, and what became of the others.

    ``joined`` firms weren't named before; ``ended`` ones were, and no longer belong somewhere by these lists;
    ``unnamed`` ones aren't named any more, which ends nothing.
    """

    before: date
    day: date
    joined: int
    ended: int
    unnamed: int


def claim_complete(tables: Tables, one: DatedList, *, evidence: str) -> None:
    """Enter that a list names all chains, or all firms of its chains.

    Nothing is claimed of firms where a row leaves the chain open: its firm may belong to any.
    """
    if one.kind == "chains":
        entries = [cells for cells in tables.rows.get("chain_entries", ()) if cells["doc"] == one.document]
        if entries:
            members = {cells["chain"]: f"chain-entry:{one.document}.{cells['key']}" for cells in entries}
            _claim(tables, one, "complete", "Chain", f"edition:{entries[0]['edition']}", members, evidence)
    elif one.kind == "enterprises":
        by_chain: dict[str, dict[str, str]] = defaultdict(dict)
        for cells in tables.rows.get("participations", ()):
            if cells["doc"] == one.document and cells["participates_in"].startswith("chain:"):
                statement = f"participation:{one.document}.{cells['key']}"
                by_chain[cells["participates_in"]][cells["participant"]] = statement
        if one.listed <= {firm for members in by_chain.values() for firm in members}:
            for chain, members in sorted(by_chain.items()):
                key = f"complete-{chain.partition(':')[2]}"
                _claim(tables, one, key, "Enterprise", chain, members, evidence)


def _claim(
    tables: Tables, one: DatedList, key: str, kind: str, within: str, members: Mapping[str, str], evidence: str
) -> None:
    tables.add(
        "set_claims", doc=one.document, key=key, evidence=evidence, member_kind=kind, within=within,
        stated_count=str(len(members)), qualifier="exact", is_complete="true", membership="|".join(members.values()),
    )  # fmt: skip


def compare_days(lists: Iterable[DatedList], tables: Mapping[str, Sequence[Mapping[str, str]]]) -> tuple[Step, ...]:
    """Return what changes in the firms listed from each day to the next that has a list of firms."""
    firms: dict[date, set[str]] = defaultdict(set)
    day_of: dict[str, date] = {}
    for one in lists:
        day_of[one.document] = one.day
        if one.kind == "enterprises":
            firms[one.day] |= one.listed
    over: dict[date, set[str]] = defaultdict(set)
    for name, column in (("participations", "participant"), ("chain_ownerships", "owner")):
        for cells in tables.get(name, ()):
            if "ended_by" in cells and (name == "chain_ownerships" or cells[column].startswith("enterprise:")):
                over[day_of[cells["ended_by"]]].add(f"enterprise:{cells[column].removeprefix('enterprise:')}")
    seen: set[str] = set()
    before: date | None = None
    steps = []
    for day in sorted(firms):
        if before is not None:
            unnamed = firms[before] - firms[day] - over[day]
            steps.append(Step(before, day, len(firms[day] - seen), len(over[day]), len(unnamed)))
        seen |= firms[day]
        before = day
    return tuple(steps)
