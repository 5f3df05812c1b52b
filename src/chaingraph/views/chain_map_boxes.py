"""The picture of a chain's map: its segments in their lanes, other chains at the rim, and what feeds what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chaingraph.analyses.feeds import NEEDS
from chaingraph.analyses.structure import SegmentFacts, SegmentState
from chaingraph.readings.templates import Input
from chaingraph.reports.common import LANES, STATES
from chaingraph.reports.gaps import Ranking
from chaingraph.views.chain_reading import ChainDays, Rim
from chaingraph.views.layout import Box, Lane, Placed, spread_lanes, wrap
from chaingraph.views.ordering import order_lanes
from chaingraph.views.pyvis_page import Drawn, DrawnEdge
from chaingraph.views.words import words_of

__all__ = ["ASKED", "Feed", "Stretch", "class_of", "draw_boxes", "feeds_of", "say_rim", "stretches"]

_Value = TypeVar("_Value")
#: From a day on, up to another, what holds; a missing end is "to the last day".
Stretch = tuple[str, str, _Value]

#: So many of the questions are marked as what to find out first.
ASKED = 10
_SEGMENT_WIDTH = 196
_RIM_WIDTH = 172
_MARKS = {"strong": "●", "thin": "○", "absent": "×", "unknown": "?"}


@dataclass(frozen=True)
class Feed:
    """A line of the picture: from box to box, how much it is needed, and the judgements behind it.

    A line from or to a whole chain at the rim stands for ``count`` lines of its segments.
    """

    key: str
    source: str
    target: str
    need: str
    inputs: tuple[Input, ...] = ()
    folds: str = ""
    count: int = 1


def class_of(state: str) -> str:
    """Return the class of a box in a state."""
    return f"state-{state}"


def stretches(days: Sequence[str], values: Sequence[_Value]) -> list[Stretch[_Value]]:
    """Return what holds from which day to which, days of the same value joined.

    Examples
    --------
    >>> stretches(["2020-01-01", "2021-01-01", "2022-01-01"], [1, 1, 2])
    [('2020-01-01', '2022-01-01', 1), ('2022-01-01', '', 2)]
    """
    made: list[Stretch[_Value]] = []
    for day, value in zip(days, values, strict=True):
        if made and made[-1][2] == value:
            continue
        if made:
            made[-1] = (made[-1][0], day, made[-1][2])
        made.append((day, "", value))
    return made


def feeds_of(chain: ChainDays, inputs: Iterable[Input]) -> list[Feed]:
    """Return the lines of the picture: among the chain's segments, and to and from the rim, one by one and by chain."""
    behind: dict[tuple[str, str], list[Input]] = {}
    for one in inputs:
        behind.setdefault((one.source, one.target), []).append(one)
    inside = set(chain.view.segments)
    rim = {(one.side, one.segment): one for one in chain.rim}
    feeds: list[Feed] = []
    whole: dict[tuple[str, str, str], list[str]] = {}
    for source, target in sorted(chain.graph.edges):
        ends = (source in inside, target in inside)
        if not any(ends) or source == target:
            continue
        need, said = chain.graph.edges[source, target]["need"], tuple(behind.get((source, target), ()))
        key = f"feed-{len(feeds)}"
        if all(ends):
            feeds.append(Feed(key, source, target, need, said))
        elif ends[1]:
            outer = rim["in", source]
            feeds.append(Feed(key, outer.key, target, need, said))
            whole.setdefault((outer.group, target, outer.group), []).append(need)
        else:
            outer = rim["out", target]
            feeds.append(Feed(key, source, outer.key, need, said))
            whole.setdefault((source, outer.group, outer.group), []).append(need)
    for (source, target, group), needs in sorted(whole.items()):
        key = f"feed-{len(feeds)}"
        feeds.append(Feed(key, source, target, min(needs, key=NEEDS.index), (), group, len(needs)))
    return feeds


def draw_boxes(
    chain: ChainDays, feeds: Sequence[Feed], ranking: Ranking, lang: str
) -> tuple[list[Drawn], list[DrawnEdge], Placed]:
    """Return the boxes in the order of the picture, the lines, and where everything is."""
    lanes = _lanes(chain, lang)
    held = _ordered(chain, feeds, [lane.key for lane in lanes])
    badges = _badges(ranking, lang)
    boxes: list[Drawn] = []
    for lane in lanes:
        for key in held[lane.key]:
            if lane.flows:
                boxes += _rim_boxes(chain, [one for one in chain.rim if one.group == key], lane, lang)
            else:
                boxes.append(_segment_box(chain, key, lane, badges.get(key, ""), lang))
    edges = [DrawnEdge(feed.key, feed.source, feed.target, feed.need, "", (), feed.folds) for feed in feeds]
    return boxes, edges, spread_lanes([Box(box.key, box.lane, box.room, box.parent or None) for box in boxes], lanes)


def _lanes(chain: ChainDays, lang: str) -> list[Lane]:
    words = words_of(lang)
    borne = {one.lane for one in chain.opened.states.values()}
    return [
        Lane("in", words["lane_in"], _RIM_WIDTH, flows=True),
        *(
            Lane(lane, LANES[lane].show(lang), _SEGMENT_WIDTH)
            for lane in LANES
            if lane != "standalone" or lane in borne
        ),
        Lane("out", words["lane_out"], _RIM_WIDTH, flows=True),
    ]


def _ordered(chain: ChainDays, feeds: Sequence[Feed], lanes: Sequence[str]) -> dict[str, list[str]]:
    """Return the boxes of each lane in order; at the rim only the chains, their segments follow them."""
    held: dict[str, list[str]] = {lane: [] for lane in lanes}
    for segment, one in chain.opened.states.items():
        held[one.lane].append(segment)
    for rim in chain.rim:
        if rim.group not in held[rim.side]:
            held[rim.side].append(rim.group)
    # Supporting lines are hidden at first, and those of single segments at the rim folded, so that they don't decide.
    placed = {key for keys in held.values() for key in keys}
    decisive = [
        (feed.source, feed.target)
        for feed in feeds
        if feed.need != "supporting" and feed.source in placed and feed.target in placed
    ]
    return dict(zip(lanes, order_lanes([held[lane] for lane in lanes], decisive), strict=True))


def _badges(ranking: Ranking, lang: str) -> dict[str, str]:
    words = words_of(lang)
    badges = {gap.segment: words["badge_gap"].format(n=number) for number, gap in enumerate(ranking.gaps, 1)}
    return badges | {
        one.segment: words["badge_ask"].format(n=number) for number, one in enumerate(ranking.questions[:ASKED], 1)
    }


def _segment_box(chain: ChainDays, segment: str, lane: Lane, badge: str, lang: str) -> Drawn:
    book = chain.opened.scene.book
    states = [stop.states[segment] for stop in chain.stops]
    return _state_box(segment, book.name(segment).show(lang), states, chain, lane, badge=badge, lang=lang)


def _rim_boxes(chain: ChainDays, members: Sequence[Rim], lane: Lane, lang: str) -> list[Drawn]:
    """Return the box of a chain at the rim, and those of its segments, which are folded into it."""
    book, words = chain.opened.scene.book, words_of(lang)
    group, name = members[0].group, book.name(members[0].chain)
    titles = wrap(name.show(lang), lane.width - 10, lines=2)
    known = [sum(stop.outside[one.segment].state in {"strong", "thin"} for one in members) for stop in chain.stops]
    counts = [
        (since or None, wrap(say_rim(len(members), count, words), lane.width - 10, lines=2))
        for since, _, count in stretches(chain.days, known)
    ]
    boxes = [
        Drawn(group, titles, len(titles), counts, "", _hint(name.zh, name.en), "rim", lane.key, lane.width,
              ())
    ]  # fmt: skip
    for one in sorted(members, key=lambda rim: book.name(rim.segment).show(lang)):
        states = [stop.outside[one.segment] for stop in chain.stops]
        name_shown = book.name(one.segment).show(lang)
        boxes.append(_state_box(one.key, name_shown, states, chain, lane, parent=group, lang=lang))
    return boxes


def say_rim(segments: int, known: int, words: Mapping[str, str]) -> str:
    """Return how many segments of a chain are at the rim, and of how many it is known that they are here."""
    return words["rim_count" if known else "rim_silent"].format(n=segments, k=known)


def _state_box(
    key: str,
    name: str,
    states: Sequence[SegmentState],
    chain: ChainDays,
    lane: Lane,
    *,
    lang: str,
    badge: str = "",
    parent: str = "",
) -> Drawn:
    book = chain.opened.scene.book
    width = lane.width - (14 if parent else 0)
    titles = wrap(name, width - 12, lines=2)
    counts = [
        (since or None, lines)
        for since, _, lines in stretches(chain.days, [_say_state(one, width - 12, lang) for one in states])
    ]
    known = book.name(key.rpartition("|")[2])
    return Drawn(
        key,
        titles,
        len(titles),
        counts,
        "",
        _hint(known.zh, known.en),
        "segment",
        lane.key,
        width,
        (),
        [(since or None, class_of(state)) for since, _, state in stretches(chain.days, [one.state for one in states])],
        parent,
        badge,
    )


def _say_state(one: SegmentState, width: int, lang: str) -> tuple[str, ...]:
    """Return the state with its mark, and what is known: never a nought, since that isn't known either."""
    words = words_of(lang)
    said = f"{_MARKS[one.state]} {STATES[one.state].show(lang)}"
    parts = _say_counts(one.facts, words)
    if not parts:
        return (words["state_silent"].format(state=said) if one.state == "unknown" else said,)
    lines = [said]
    for part in parts:
        joined = f"{lines[-1]} · {part}"
        if len(wrap(joined, width, lines=2)) == 1:
            lines[-1] = joined
        else:
            lines.append(part)
    return tuple(lines)


def _say_counts(facts: SegmentFacts, words: Mapping[str, str]) -> list[str]:
    projects = [one for one in facts.planned if one.startswith("project:")]
    counts = (
        ("count_firms", len(facts.firms)),
        ("count_sites", len(facts.sites)),
        ("count_prospective", len(facts.planned) - len(projects)),
        ("count_projects", len(facts.running) + len(projects)),
        ("count_titles", len(facts.titled)),
    )
    return [words[key].format(n=number) for key, number in counts if number]


def _hint(*names: str) -> str:
    return " / ".join(dict.fromkeys(filter(None, names)))
