"""Firms that stop: what the known producers and their sizes tell of a segment, and what they don't."""

import pytest

from chaingraph.analyses.dependences import STOPPED, UNKNOWN, Range
from chaingraph.analyses.firm_stops import FirmStop, stop_firms
from chaingraph.errors import InputError


def test_sole_known_producer_may_not_be_the_only_one() -> None:
    assert stop_firms(["f"], {"a": ["f"]}) == {"a": FirmStop(UNKNOWN, 1, 1, "all known producers", 1.0)}


def test_sole_producer_of_a_complete_list_stops_the_node() -> None:
    assert stop_firms(["f"], {"a": ["f"]}, complete=["a"]) == {"a": FirmStop(STOPPED, 1, 1, "all producers", None)}


def test_unknown_sizes_stay_a_full_range() -> None:
    found = stop_firms(["f"], {"a": ["f", "g", "h", "i"]}, complete=["a"])
    assert found == {"a": FirmStop(UNKNOWN, 4, 1, "sizes unknown", 0.25)}


@pytest.mark.parametrize(("complete", "lo"), [((), 0.0), (("a",), 0.3)])
def test_known_sizes_give_the_share(complete: tuple[str, ...], lo: float) -> None:
    found = stop_firms(["f"], {"a": ["f", "g"]}, complete=complete, sizes={"a": {"f": 3, "g": 7}})
    assert found == {"a": FirmStop(Range(lo, 0.3), 2, 1, "sizes", None)}


def test_own_size_bounds_the_share_where_others_lack_theirs() -> None:
    found = stop_firms(["f"], {"a": ["f", "g", "h"]}, complete=["a"], sizes={"a": {"f": 1, "g": 9}})
    assert found == {"a": FirmStop(Range(0.0, 0.1), 3, 1, "sizes in part", 0.1)}


def test_firms_of_a_group_stop_together() -> None:
    found = stop_firms(["f", "g"], {"a": ["f", "g"], "b": ["g", "h"], "c": ["h"]}, complete=["a"])
    assert {node: (one.stopped, one.basis) for node, one in found.items()} == {
        "a": (2, "all producers"),
        "b": (1, "sizes unknown"),
    }


def test_unknown_firm_is_refused() -> None:
    with pytest.raises(InputError, match="x isn't known in any segment"):
        stop_firms(["x"], {"a": ["f"]})


def test_size_of_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="f in a: size is 0"):
        stop_firms(["f"], {"a": ["f", "g"]}, sizes={"a": {"f": 0}})
