"""Bounds of concentration hold every way to fill in the unknown, and nothing tighter would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from itertools import combinations_with_replacement, product
from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chaingraph.analyses.concentration import measure_counts, measure_sizes
from chaingraph.analyses.intervals import Interval, exact
from chaingraph.errors import InputError

EDGE = 1e-12

sizes_known = st.lists(st.integers(0, 9), max_size=4)


def named(sizes: Sequence[float]) -> dict[str, float | None]:
    return {f"firm{number}": size for number, size in enumerate(sizes)}


def hhi(sizes: Sequence[float]) -> float:
    return sum(size**2 for size in sizes) / sum(sizes) ** 2


def share(sizes: Sequence[float], k: int) -> float:
    return sum(nlargest(k, sizes)) / sum(sizes)


def splits(rest: float, members: int, steps: int = 12) -> Iterator[list[float]]:
    """All ways to split ``rest`` over ``members`` in steps of a twelfth, so that even splits up to four are among them."""
    for cut in combinations_with_replacement(range(members), steps):
        times = Counter(cut)
        yield [rest * times[member] / steps for member in range(members)]


def close(one: Interval, two: Interval) -> bool:
    return abs(one.low - two.low) < EDGE and abs(one.high - two.high) < EDGE


@given(sizes_known, st.integers(1, 9), st.integers(1, 4), st.integers(1, 5))
def test_bounds_within_a_total_are_those_of_all_splits(known: list[int], rest: int, members: int, k: int) -> None:
    found = measure_sizes(named(known), total=sum(known) + rest, unknown=members, top=[k])
    worlds = [[*known, *split] for split in splits(rest, members)]
    assert close(found.hhi, Interval(min(map(hhi, worlds)), max(map(hhi, worlds))))
    shares = [share(world, k) for world in worlds]
    assert close(found.ratios[k], Interval(min(shares), max(shares)))


@given(sizes_known, st.integers(1, 9), st.integers(1, 5))
def test_bounds_for_any_number_of_members_are_the_limit_of_many(known: list[int], rest: int, k: int) -> None:
    whole = sum(known) + rest
    endless = measure_sizes(named(known), total=whole, top=[k])
    many = measure_sizes(named(known), total=whole, unknown=10**5, top=[k])
    for limit, near in [(endless.hhi, many.hhi), (endless.ratios[k], many.ratios[k])]:
        assert limit.low - EDGE <= near.low <= limit.low + k / 10**4
        assert abs(limit.high - near.high) < EDGE


@given(sizes_known, st.integers(1, 3), st.integers(1, 5))
@example([9, 9, 1], 1, 2)
@example([5, 3, 0, 0], 2, 3)
def test_bounds_without_a_total_hold_all_sizes_and_are_met(known: list[int], members: int, k: int) -> None:
    found = measure_sizes(named(known), unknown=members, top=[k])
    grid = [0, 0.5, 1, 2, 3, 5, 8, 13, 1e3, 1e9]
    worlds = [[*known, *new] for new in product(grid, repeat=members) if any(known) or any(new)]
    for world in worlds:
        assert found.hhi.low - EDGE <= hhi(world) <= found.hhi.high + EDGE
        assert found.ratios[k].low - EDGE <= share(world, k) <= found.ratios[k].high + EDGE
    placed = sum(known)
    mean = sum(size**2 for size in known) / placed if placed else 1
    assert abs(hhi([*known, *[mean] * members]) - found.hhi.low) < EDGE
    alike = [share([*known, *[size] * members], k) for size in (*filter(None, known), 1e12)]
    assert min(alike) - found.ratios[k].low < 1e-9
    assert 1 - max(map(hhi, worlds)) < 1e-6 or found.hhi == exact(1)
    assert found.hhi.high == found.ratios[k].high == 1


@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(0, 4), st.integers(0, 2), st.integers(1, 5))
def test_bounds_of_counts_are_those_of_all_placements(counts: list[int], unplaced: int, more: int, k: int) -> None:
    if not sum(counts) + unplaced:
        return
    found = measure_counts(dict(zip("abcd", counts, strict=False)), unplaced=unplaced, more_groups=more, top=[k])
    groups = [*counts, *[0] * more]
    worlds = []
    for placed in product(range(len(groups)), repeat=unplaced):
        times = Counter(placed)
        worlds.append([count + times[group] for group, count in enumerate(groups)])
    assert close(found.hhi, Interval(min(map(hhi, worlds)), max(map(hhi, worlds))))
    shares = [share(world, k) for world in worlds]
    assert close(found.ratios[k], Interval(min(shares), max(shares)))


def test_open_list_of_groups_is_one_with_room_for_each_unplaced() -> None:
    assert measure_counts({"a": 2}, unplaced=2, more_groups=None).hhi == Interval(6 / 16, 1.0)
    assert measure_counts({"a": 2}, unplaced=2, more_groups=2).hhi == Interval(6 / 16, 1.0)
    assert measure_counts({}, unplaced=3, more_groups=None).effective_number == Interval(1, 3)


def test_all_known_is_exact() -> None:
    found = measure_sizes({"a": 3, "b": 1}, unknown=0, top=[1])
    assert found.hhi == exact(0.625)
    assert found.effective_number == exact(1.6)
    assert found.ratios == {1: exact(0.75)}
    assert (found.known_share, found.known, found.unknown) == (exact(1.0), 2, 0)


def test_nothing_known_bounds_nothing() -> None:
    found = measure_sizes({})
    assert (found.hhi, found.effective_number) == (Interval(0, 1), Interval(1, inf))
    assert found.unknown is None


def test_completeness_is_never_assumed() -> None:
    assert not measure_sizes({"a": 3, "b": 1}).hhi.is_exact
    assert measure_sizes({"a": 3, "b": 1}, total=4).hhi == exact(0.625)


def test_member_of_unknown_size_counts_as_unknown() -> None:
    assert measure_sizes({"a": 4, "b": None}, total=10, unknown=1) == measure_sizes({"a": 4}, total=10, unknown=2)


def test_lone_unknown_member_has_the_rest() -> None:
    assert measure_sizes({"a": 4, "b": None}, total=10, unknown=0).hhi.low == pytest.approx(0.52, abs=EDGE)
    assert measure_sizes({"a": 4, "b": None}, total=10, unknown=0).hhi.is_exact


def test_known_share_is_of_the_total() -> None:
    assert measure_sizes({"a": 4}, total=10).known_share == exact(0.4)
    assert measure_counts({"a": 3}, unplaced=1).known_share == exact(0.75)


def test_rounding_of_decimals_is_not_a_contradiction() -> None:
    assert measure_sizes({"a": 0.1, "b": 0.2}, total=0.3, unknown=0).hhi.low == pytest.approx(5 / 9, abs=EDGE)


def test_decimals_are_taken() -> None:
    sizes: dict[str, float | None] = {"a": Decimal("1.5"), "b": Decimal("1.5")}  # type: ignore[dict-item]
    assert measure_sizes(sizes, unknown=0).hhi == exact(0.5)


def test_sizes_over_the_total_name_both_numbers() -> None:
    with pytest.raises(InputError, match=r"sum to 12, more than the stated total of 10"):
        measure_sizes({"a": 7, "b": 5}, total=10)


def test_sizes_short_of_the_total_with_nothing_unknown_name_both_numbers() -> None:
    with pytest.raises(InputError, match=r"sum to 7, less than the stated total of 10"):
        measure_sizes({"a": 7}, total=10, unknown=0)


@pytest.mark.parametrize(
    ("sizes", "options", "said"),
    [
        ({"a": -1.0}, {}, "a: size of -1.0"),
        ({"a": inf}, {}, "a: size of inf"),
        ({"a": 0.0}, {"unknown": 0}, "no shares"),
        ({}, {"unknown": 0}, "no shares"),
        ({"a": 1.0}, {"total": 0}, "total of 0"),
        ({"a": 1.0}, {"unknown": -1}, "-1 unknown members"),
        ({"a": 1.0}, {"top": [0]}, "the 0 largest"),
    ],
)
def test_sizes_that_make_no_sense_are_refused(
    sizes: dict[str, float | None], options: dict[str, int], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        measure_sizes(sizes, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("counts", "unplaced", "said"),
    [({"a": -1}, 0, "a: count of -1"), ({"a": 1}, -1, "-1 unplaced"), ({"a": 0}, 0, "nothing"), ({}, 2, "no group")],
)
def test_counts_that_make_no_sense_are_refused(counts: dict[str, int], unplaced: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        measure_counts(counts, unplaced=unplaced)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(1, 9), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(known: list[int], rest: int, random: object) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renamed: dict[str, float | None] = {f"other{number}": size for number, size in enumerate(shuffled)}
    assert measure_sizes(named(known), total=sum(known) + rest) == measure_sizes(renamed, total=sum(known) + rest)


@given(sizes_known, st.integers(1, 9), st.integers(1, 4))
def test_knowing_more_never_widens(known: list[int], rest: int, members: int) -> None:
    told = measure_sizes(named(known), total=sum(known) + rest, unknown=members).hhi
    vague = measure_sizes(named(known), total=sum(known) + rest).hhi
    blind = measure_sizes(named(known), unknown=members).hhi
    for wide in (vague, blind):
        assert wide.low - EDGE <= told.low
        assert told.high <= wide.high + EDGE
