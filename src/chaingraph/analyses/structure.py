"""The state of each segment of a chain in a place: strong, thin, confirmed absent or unknown; how complete it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx

from chaingraph.analyses.intervals import Interval
from chaingraph.analyses.lanes import Lane, derive_lanes
from chaingraph.errors import InputError

__all__ = [
    "STATES",
    "Completeness",
    "SegmentFacts",
    "SegmentState",
    "StateRule",
    "judge_segments",
    "measure_completeness",
]

STATES = ("strong", "thin", "absent", "unknown")


@dataclass(frozen=True)
class StateRule:
    """When a segment that is there counts as strong; every number is our convention and may be changed.

    Attributes
    ----------
    firms
        So many firms known in the segment make it strong.
    titled
        So many firms known in the segment, or clusters of this segment alone, that bear a title (chain owner, or one of
        the nation or province) make it strong. A title of a cluster of several segments says nothing of each.

    Raises
    ------
    InputError
        A number below 1: nothing would be left to be thin.
    """

    firms: int = 3
    titled: int = 1

    def __post_init__(self) -> None:
        for name, value in (("firms", self.firms), ("titled", self.titled)):
            if value < 1:
                raise InputError(f"rule for strong segments: {name} is {value}; give a whole number of 1 or more")


@dataclass(frozen=True)
class SegmentFacts:
    """What is known of a segment in a place.

    Attributes
    ----------
    firms, sites
        Firms that make it; clusters and parks named after it or known for it.
    running, planned
        Projects that produce; projects signed, planned or under construction, or in an unknown phase, and firms and
        sites that are only to produce.
    titled
        Those of the firms, and of the clusters of this segment alone, that bear a title.
    stated
        What sources say of it outright: any of ``present``, ``thin``, ``absent``.
    """

    firms: Collection[str] = ()
    sites: Collection[str] = ()
    running: Collection[str] = ()
    planned: Collection[str] = ()
    titled: Collection[str] = ()
    stated: Collection[str] = ()


@dataclass(frozen=True)
class SegmentState:
    """The verdict on one segment.

    Attributes
    ----------
    segment, lane, position
        The segment, and where it stands in the view (see `chaingraph.analyses.lanes`).
    state
        One of ``STATES``.
    because
        What decides: ``stated-absent``, ``stated-thin``, ``stated-present``, ``firms``, ``sites``, ``running``,
        ``titled``, ``silence``.
    is_contested
        A source says that it is absent, while others show somebody there.
    facts
        What is known.
    """

    segment: str
    lane: Lane
    position: float | None
    state: str
    because: tuple[str, ...]
    is_contested: bool
    facts: SegmentFacts = field(default_factory=SegmentFacts)


@dataclass(frozen=True)
class Completeness:
    """How much of a chain is there: ``known`` segments of ``total``; ``unknown`` ones might be there too."""

    total: int
    known: int
    absent: int
    unknown: int

    @property
    def share(self) -> Interval:
        """The share of segments that are there: from what is known to what is possible."""
        if not self.total:
            return Interval(0.0, 1.0)
        return Interval(float(Fraction(self.known, self.total)), float(Fraction(self.known + self.unknown, self.total)))


def judge_segments(
    graph: "nx.DiGraph[str]", facts: Mapping[str, SegmentFacts], *, rule: StateRule | None = None
) -> tuple[SegmentState, ...]:
    """Return the state of each segment in view, from upstream to downstream.

    The rule, in this order:

    1. *Confirmed absent* only where a source says so and nothing shows anybody there. Where both are said, both stay:
       the segment counts as what it is shown to be, and as contested.
    2. *Thin* where a source says so.
    3. A segment is there if a firm, a cluster or park, or a project in production is linked to it, or a source says
       that it is present. It is *strong* if ``rule.firms`` firms are known in it, or ``rule.titled`` of its firms or
       clusters bear a title; else *thin*, which then means "not shown to be more".
    4. Everything else is *unknown*. A project that is only signed or under construction shows nobody producing.

    Parameters
    ----------
    graph
        What feeds what among the segments in view; each node is judged. It isn't changed.
    facts
        What is known of each segment; one that is missing has nothing known of it.
    rule
        When a segment is strong; our convention if not given.

    Returns
    -------
    tuple of SegmentState
        One a node of ``graph``, in the order of lanes and positions.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("quartz", "wafers", need="essential")
    >>> graph.add_edge("wafers", "chips", need="essential")
    >>> known = {"wafers": SegmentFacts(firms=["a"]), "chips": SegmentFacts(stated=["absent"])}
    >>> [(one.segment, one.state) for one in judge_segments(graph, known)]
    [('quartz', 'unknown'), ('wafers', 'thin'), ('chips', 'absent')]
    """
    rule = rule or StateRule()
    return tuple(
        _judge(segment, place.lane, place.position, facts.get(segment, SegmentFacts()), rule)
        for segment, place in derive_lanes(graph).items()
    )


def measure_completeness(states: Sequence[SegmentState]) -> Completeness:
    """Count the segments that are there, confirmed absent and unknown.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_nodes_from("abcd")
    >>> facts = {"a": SegmentFacts(firms=["f"]), "b": SegmentFacts(stated=["absent"])}
    >>> measure_completeness(judge_segments(graph, facts)).share
    Interval(low=0.25, high=0.75)
    """
    counts = {state: sum(one.state == state for one in states) for state in STATES}
    return Completeness(len(states), counts["strong"] + counts["thin"], counts["absent"], counts["unknown"])


def _judge(segment: str, lane: Lane, position: float | None, facts: SegmentFacts, rule: StateRule) -> SegmentState:
    shown = [name for name in ("firms", "sites", "running") if getattr(facts, name)]
    if "present" in facts.stated or "thin" in facts.stated:
        shown.append("stated-present" if "present" in facts.stated else "stated-thin")
    is_contested = "absent" in facts.stated and bool(shown)
    if not shown:
        is_absent = "absent" in facts.stated
        because = ("stated-absent",) if is_absent else ("silence",)
        return SegmentState(segment, lane, position, "absent" if is_absent else "unknown", because, False, facts)
    if "thin" in facts.stated:
        return SegmentState(segment, lane, position, "thin", ("stated-thin",), is_contested, facts)
    strong = [
        name for name, least in (("firms", rule.firms), ("titled", rule.titled)) if len(getattr(facts, name)) >= least
    ]
    state = "strong" if strong else "thin"
    return SegmentState(segment, lane, position, state, tuple(strong or shown), is_contested, facts)
