"""The picture of a shock: what stops in the middle, who is hit by its loss to the right and to the left, hop by hop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chaingraph.analyses.intervals import Interval
from chaingraph.naming import Name
from chaingraph.report import Cell, Citation, Report, Thing
from chaingraph.views.layout import Box, Lane, Placed, stack_lanes, wrap
from chaingraph.views.pyvis_page import Drawn, DrawnEdge
from chaingraph.views.system_picture import edge_key
from chaingraph.views.words import words_of

__all__ = ["Hit", "draw_hits", "read_hits", "show_loss"]

#: Above so many boxes of a lane, segments of which it is unknown whether they are here are drawn as one.
_LANE_LIMIT = 24
_WIDTH = 158
_LANE_GAP = 46
_ORDER = ("stopped", "state-strong", "state-thin", "firm", "state-absent", "state-unknown", "grouped")


@dataclass(frozen=True)
class Hit:
    """A box: what is hit, from which side and after how many hops, its loss, the way there, and who is there.

    ``members`` are the things that it stands for, if it is several.
    """

    key: str
    thing: str
    name: Name
    kind: str
    side: str
    hop: int
    loss: Interval
    path: tuple[Thing, ...] = ()
    is_through_unknown: bool = False
    is_assumed: bool = False
    holders: tuple[Thing, ...] = ()
    sources: tuple[Citation, ...] = ()
    members: tuple["Hit", ...] = field(default=())

    @property
    def lane(self) -> str:
        """The lane: the side and the hop."""
        return self.side if self.side in {"stop", "own"} else f"{self.side}{self.hop}"


def show_loss(loss: Interval) -> str:
    """Return a range of loss in percent.

    Examples
    --------
    >>> show_loss(Interval(0.0, 0.5)), show_loss(Interval(1.0, 1.0))
    ('0–50 %', '100 %')
    """
    low, high = (f"{100 * value:.0f}" for value in (loss.low, loss.high))
    return f"{low} %" if low == high else f"{low}–{high} %"


def read_hits(report: Report, stopped: Sequence[Thing], states: Mapping[str, str], downstream: Name) -> list[Hit]:
    """Return the boxes of a report on a shock: what stops, the segments of firms that stop, and every hit.

    A segment that is hit from both sides has a box on each.
    """
    whole = Interval(1.0, 1.0)
    made = [Hit(one.key, one.key, one.name, "stopped", "stop", 0, whole) for one in stopped]
    own = {one.key for one in stopped}
    rows = {sheet.key: sheet.records() for sheet in report.sheets}
    found: list[Hit] = []
    for row in rows.get("stops", ()):
        node = _thing(row["segment"])
        found.append(Hit(node.key, node.key, node.name, f"state-{states[node.key]}", "own", 0, _interval(row["loss"])))
    for table, column in (("hits", "node"), ("firms", "firm")):
        for row in rows.get(table, ()):
            node, side = _thing(row[column]), "down" if row["direction"] == downstream else "up"
            hop = row["hop"]
            if node.key in own or not isinstance(hop, int):
                continue
            found.append(
                Hit(
                    f"{side}|{node.key}",
                    node.key,
                    node.name,
                    f"state-{states[node.key]}" if node.key in states else "firm",
                    side,
                    hop,
                    _interval(row["loss"]),
                    _things(row["path"]),
                    bool(row.get("through_unknown")),
                    bool(row.get("assumed")),
                    _things(row.get("firms")),
                    _citations(row.get("sources")),
                )
            )
    return [*made, *found]


def _citations(cell: Cell) -> tuple[Citation, ...]:
    return tuple(one for one in cell if isinstance(one, Citation)) if isinstance(cell, tuple) else ()


def _thing(cell: Cell) -> Thing:
    return cell if isinstance(cell, Thing) else Thing("", Name())


def _things(cell: Cell) -> tuple[Thing, ...]:
    return tuple(one for one in cell if isinstance(one, Thing)) if isinstance(cell, tuple) else ()


def _interval(cell: Cell) -> Interval:
    return cell if isinstance(cell, Interval) else Interval(0.0, 1.0)


def draw_hits(
    hits: Sequence[Hit], lang: str, *, limit: int = _LANE_LIMIT
) -> tuple[list[Hit], list[Drawn], list[DrawnEdge], Placed]:
    """Return the boxes as drawn, their drawing, the lines along the paths, and where all is.

    A box that stands for several unknown segments has these as ``members``.
    """
    shown = _grouped(hits, limit)
    shown.sort(key=lambda hit: (_ORDER.index(hit.kind), hit.is_through_unknown, -hit.loss.high, hit.key))
    drawn = [_draw(hit, lang) for hit in shown]
    lanes = [Lane(lane, _lane_title(lane, lang), _WIDTH) for lane in _lanes(shown)]
    group = {hit.key: "unknown" if hit.kind in {"state-unknown", "grouped"} else "known" for hit in shown}
    placed = stack_lanes([Box(box.key, box.lane, box.room, group[box.key]) for box in drawn], lanes, lane_gap=_LANE_GAP)
    return shown, drawn, _edges(hits, shown), placed


def _grouped(hits: Sequence[Hit], limit: int) -> list[Hit]:
    made: list[Hit] = []
    for lane in dict.fromkeys(hit.lane for hit in hits):
        there = [hit for hit in hits if hit.lane == lane]
        unknown = [hit for hit in there if hit.kind == "state-unknown"] if len(there) > limit and lane != "own" else []
        made += [hit for hit in there if hit not in unknown]
        if unknown:
            loss = Interval(min(one.loss.low for one in unknown), max(one.loss.high for one in unknown))
            name = Name(*(words_of(lang)["grouped_n"].format(n=len(unknown)) for lang in ("zh", "en")))
            first = unknown[0]
            through = all(one.is_through_unknown for one in unknown)
            made.append(
                Hit(f"grouped|{lane}", "", name, "grouped", first.side, first.hop, loss,
                    is_through_unknown=through, is_assumed=any(one.is_assumed for one in unknown),
                    members=tuple(sorted(unknown, key=lambda one: (-one.loss.high, one.key))))
            )  # fmt: skip
    return made


def _draw(hit: Hit, lang: str) -> Drawn:
    words = words_of(lang)
    lines = titles = wrap(hit.name.show(lang), _WIDTH, lines=1 if hit.kind == "state-unknown" else 2)
    if hit.kind != "stopped":
        lines += wrap(words["loss"].format(loss=show_loss(hit.loss)), _WIDTH)
    who = words["there_n"].format(n=len(hit.holders)) if hit.holders else ""
    state = words[hit.kind] if hit.kind.startswith("state-") else ""
    if state or who:
        lines += wrap(" · ".join(filter(None, (state, who))), _WIDTH)
    hint = " / ".join(dict.fromkeys(filter(None, (hit.name.zh, hit.name.en))))
    share = None if hit.kind == "stopped" else (round(hit.loss.low, 4), round(hit.loss.high, 4))
    spans = ((None, None, False),)
    return Drawn(hit.key, lines, len(titles), (), "", hint, hit.kind, hit.lane, _WIDTH, spans, range=share)


def _lanes(hits: Sequence[Hit]) -> list[str]:
    there = {hit.lane for hit in hits}
    far = max((hit.hop for hit in hits), default=0)
    left = [f"up{hop}" for hop in range(far, 0, -1)]
    right = [f"down{hop}" for hop in range(1, far + 1)]
    return [lane for lane in (*left, "stop", "own", *right) if lane in there]


def _lane_title(lane: str, lang: str) -> str:
    words = words_of(lang)
    if lane in {"stop", "own"}:
        return words["direction_stop" if lane == "stop" else "firm_lane_segments"]
    side, hop = lane.rstrip("0123456789"), lane.lstrip("abcdefghijklmnopqrstuvwxyz")
    return words["in_lane"].format(n=hop, word=words[f"side_{side}"])


def _edges(hits: Iterable[Hit], shown: Iterable[Hit]) -> list[DrawnEdge]:
    """Return the lines along the paths; one out of a segment that is unknown here is drawn as such."""
    box_of = {one.key: hit.key for hit in shown for one in (hit.members or (hit,))}
    every = list(hits)
    unknown = {hit.thing for hit in every if hit.kind == "state-unknown"}
    starts = [hit for hit in every if hit.side == "stop"]
    joined: dict[tuple[str, str], bool] = {}
    for hit in every:
        if hit.side == "own":
            for start in starts:
                joined[start.key, hit.key] = False
        for before, after in pairwise(hit.path):
            ends = [_box(one.key, hit.side, box_of) for one in (before, after)]
            if not all(ends) or ends[0] == ends[1]:
                continue
            pair = (ends[0], ends[1]) if hit.side == "down" else (ends[1], ends[0])
            is_open = before.key in unknown and f"{hit.side}|{before.key}" in box_of
            joined[pair] = joined.get(pair, True) and is_open
    return [
        DrawnEdge(edge_key(source, target, "path"), source, target, "through" if is_open else "path", "",
                  ((None, None, False),))
        for (source, target), is_open in sorted(joined.items())
    ]  # fmt: skip


def _box(thing: str, side: str, box_of: Mapping[str, str]) -> str:
    return box_of.get(f"{side}|{thing}") or box_of.get(thing, "")
