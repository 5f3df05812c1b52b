"""Enter a row about segments: one of the office's own, a state, which feeds which."""

from collections.abc import Iterable
from itertools import product

from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry
from chaingraph.naming import Name

__all__ = ["add_link", "add_own_segment", "add_state"]


def add_own_segment(rows: CityRows, entry: Entry) -> None:
    """Enter a segment of the office's own: where it belongs, what it feeds, its state."""
    chains = rows.chains_in(entry)
    lane, need, state = (entry.choice(key) for key in ("lane", "need", "state"))
    columns = ("segment", "parent", "sources", "targets")
    segments, parents, sources, targets = (rows.segments(entry, chains, key=key) for key in columns)
    for key, others in zip(columns[1:], (parents, sources, targets), strict=True):
        if set(segments) & set(others):
            entry.fault(key, Name("环节不能指向自己，请改正", "a segment can't lead to itself; mend it"))
    if entry.faults:
        return
    why = f"名单“{entry.source.name}”第{entry.record.row}行所列"
    keys = [[one.partition(":")[2] for one in those] for those in (segments, sources, targets)]
    for name, segment in product(chains, keys[0]):
        rows.place_own_segment(name, segment, lane=lane, why=why)
    for source, target in (*product(keys[1], keys[0]), *product(keys[0], keys[2])):
        rows.own.feed(source, target, need=need, why=why)
    for at, (parent, segment) in enumerate(product(parents, segments)):
        entry.state("relations", f"parent-{at}", from_=parent, to=segment, relation="contains")
    _state_of(rows, entry, segments, state)


def add_state(rows: CityRows, entry: Entry) -> None:
    """Enter the state of a segment."""
    state = entry.choice("state")
    segments = rows.segments(entry, rows.chains_in(entry), key="segment")
    if not entry.faults:
        _state_of(rows, entry, segments, state)


def _state_of(rows: CityRows, entry: Entry, segments: Iterable[str], state: str) -> None:
    for at, segment in enumerate(segments if state else ()):
        key = segment.partition(":")[2]
        entry.state("segment_statuses", f"state-{at}", segment=key, area=rows.place, state=state)


def add_link(rows: CityRows, entry: Entry) -> None:
    """Enter which segment feeds which."""
    chains, need = rows.chains_in(entry), entry.choice("need")
    sources, targets = (rows.segments(entry, chains, key=key) for key in ("source", "target"))
    if set(sources) & set(targets):
        entry.fault("target", Name("环节不能指向自己，请改正", "a segment can't lead to itself; mend it"))
    if not entry.faults:
        why = f"名单“{entry.source.name}”第{entry.record.row}行所列"
        for source, target in product(sources, targets):
            rows.own.feed(source.partition(":")[2], target.partition(":")[2], need=need, why=why)
