"""Symbols around centroids: none covers another, all near where they belong, the same every time."""

from itertools import combinations
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.readings.sites import UNKNOWN, County
from chaingraph.views.county_map import SPACING, place_things
from chaingraph.views.fan import Box, fan_out, project

COUNTIES = [
    County("place:a", "1", 37.0, 116.0),
    County("place:b", "2", 37.02, 116.03),
    County("place:c", "3", 37.6, 117.0),
    County("place:lost", "4", None, None),
]


def test_many_of_one_county_are_fanned_out_around_its_name() -> None:
    box = Box(0.0, 0.0, 50.0, 18.0)
    found = fan_out([(str(at), "here") for at in range(30)], {"here": (0.0, 0.0)}, spacing=10.0, boxes=[box])
    assert all(dist(one, other) > 9.9 for one, other in combinations(found.values(), 2))
    assert all(abs(x) >= 30 or abs(y) >= 14 for x, y in found.values())
    assert max(dist(spot, (0, 0)) for spot in found.values()) < 60


def test_neighbours_keep_to_their_own_side() -> None:
    anchors = {"west": (0.0, 0.0), "east": (60.0, 0.0)}
    found = fan_out([(f"{key}{at}", key) for at in range(6) for key in anchors], anchors, spacing=20.0)
    for item, spot in found.items():
        own, other = (anchors[key] for key in (("west", "east") if item[0] == "w" else ("east", "west")))
        assert dist(spot, own) <= dist(spot, other)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["place:a", "place:b", "place:c", "place:lost", UNKNOWN]), max_size=30))
def test_on_the_map_or_in_the_list_nothing_covers_anything(where: list[str]) -> None:
    things = [(f"cluster:{at}", (county,)) for at, county in enumerate(where)]
    made = place_things(COUNTIES, things, label_widths={})
    assert set(made.things) == {key for key, _ in things}
    assert made.listed == {key for key, (county,) in things if county in {"place:lost", UNKNOWN}}
    for one, other in combinations(made.things, 2):
        least = SPACING if not {one, other} & made.listed else 30.0
        assert dist(made.things[one], made.things[other]) >= least * 0.99
    assert all((made.things[key][0] > made.width) == (key in made.listed) for key in made.things)


def test_both_directions_measure_alike() -> None:
    made = place_things(COUNTIES, [], label_widths={})
    (ax, ay), (cx, cy) = made.counties["place:a"], made.counties["place:c"]
    east, north = project(37.3, 1.0, middle=37.3)[0] * 111.2, 0.6 * 111.2
    assert abs((cx - ax) / made.kilometre - east) < 0.5
    assert abs((cy - ay) / made.kilometre - north) < 0.5


def test_a_city_without_any_centroid_has_only_the_list() -> None:
    made = place_things([COUNTIES[-1]], [("cluster:x", ("place:lost",))], label_widths={})
    assert made.listed == {"cluster:x"}
    assert made.heads[0][0] == "place:lost"
    assert made.width == 0, "no empty frame"
