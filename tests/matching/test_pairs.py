"""How well labelled pairs of real names are told apart, on the part that the rules were made with and on the part kept out."""

from dataclasses import replace

import pytest
from benchmarks.matching import Pair, measure, read_pairs

from chaingraph.matching.verdicts import judge

PAIRS = read_pairs()


def test_pairs_are_many_of_both_kinds_and_each_names_its_source() -> None:
    assert len(PAIRS) >= 400
    assert all(pair.source for pair in PAIRS)
    assert 0.3 < sum(pair.same for pair in PAIRS) / len(PAIRS) < 0.7
    assert 0.2 < sum(pair.held_out for pair in PAIRS) / len(PAIRS) < 0.3


@pytest.mark.parametrize("held_out", [False, True], ids=["dev", "held-out"])
def test_same_is_precise_and_finds_most_and_few_are_asked(held_out: bool) -> None:
    found = measure([pair for pair in PAIRS if pair.held_out is held_out and pair.can_be_known])
    assert found.precision >= 0.98
    assert found.recall >= 0.85
    assert found.asked < 0.10


def test_order_of_a_pair_makes_no_difference() -> None:
    def turned(pair: Pair) -> Pair:
        return replace(pair, one=pair.other, other=pair.one)

    for pair in PAIRS:
        there, back = judge(pair.one, pair.other), judge(turned(pair).one, turned(pair).other)
        assert (there.band, there.score) == (back.band, back.score), (pair.one.name, pair.other.name)
