"""States of segments follow the published rule, and what nobody says stays unknown."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analyses.structure import STATES, SegmentFacts, StateRule, judge_segments, measure_completeness
from chaingraph.errors import InputError


def judged(facts: SegmentFacts, rule: StateRule | None = None) -> tuple[str, tuple[str, ...], bool]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("s")
    (one,) = judge_segments(graph, {"s": facts}, rule=rule)
    return one.state, one.because, one.is_contested


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (SegmentFacts(), ("unknown", ("silence",), False)),
        (SegmentFacts(stated=["absent"]), ("absent", ("stated-absent",), False)),
        (SegmentFacts(firms=["a"]), ("thin", ("firms",), False)),
        (SegmentFacts(firms=["a", "b", "c"]), ("strong", ("firms",), False)),
        (SegmentFacts(firms=["a"], titled=["a"]), ("strong", ("titled",), False)),
        (SegmentFacts(sites=["cluster"]), ("thin", ("sites",), False)),
        (SegmentFacts(running=["project"]), ("thin", ("running",), False)),
        (SegmentFacts(stated=["present"]), ("thin", ("stated-present",), False)),
        (SegmentFacts(stated=["thin"], firms=["a", "b", "c"]), ("thin", ("stated-thin",), False)),
        (SegmentFacts(stated=["absent"], firms=["a"]), ("thin", ("firms",), True)),
    ],
)
def test_the_rule(facts: SegmentFacts, expected: tuple[str, tuple[str, ...], bool]) -> None:
    assert judged(facts) == expected


def test_a_project_that_is_only_planned_shows_nobody_producing() -> None:
    assert judged(SegmentFacts(planned=["project"]))[0] == "unknown"


def test_the_rule_may_be_changed() -> None:
    facts = SegmentFacts(firms=["a", "b", "c"], titled=["a"])
    assert judged(facts, StateRule(firms=4, titled=2))[0] == "thin"
    assert judged(SegmentFacts(firms=["a"]), StateRule(firms=1))[0] == "strong"


@pytest.mark.parametrize("rule", [{"firms": 0}, {"titled": 0}])
def test_a_rule_that_leaves_nothing_thin_is_refused(rule: dict[str, int]) -> None:
    with pytest.raises(InputError, match="1 or more"):
        StateRule(**rule)


def test_segments_come_from_upstream_to_downstream() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("b", "a", need="essential")
    graph.add_edge("c", "b", need="essential")
    assert [(one.segment, one.lane) for one in judge_segments(graph, {})] == [
        ("c", "upstream"),
        ("b", "midstream"),
        ("a", "downstream"),
    ]


def test_an_empty_view_may_be_anything() -> None:
    share = measure_completeness(judge_segments(nx.DiGraph(), {})).share
    assert (share.low, share.high) == (0.0, 1.0)


_facts = st.builds(
    SegmentFacts,
    firms=st.lists(st.sampled_from("abcd"), unique=True),
    sites=st.lists(st.sampled_from("xy"), unique=True),
    stated=st.lists(st.sampled_from(["present", "thin", "absent"]), unique=True),
)


@given(st.dictionaries(st.sampled_from("pqrstu"), _facts))
def test_more_knowledge_narrows_completeness_and_every_segment_has_one_state(facts: dict[str, SegmentFacts]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("pqrstu")
    states = judge_segments(graph, facts)
    count = measure_completeness(states)
    assert all(one.state in STATES for one in states)
    assert count.known + count.absent + count.unknown == count.total == 6
    told = {**facts, "p": SegmentFacts(firms=["a"])}
    more = measure_completeness(judge_segments(graph, told)).share
    assert more.low >= count.share.low
