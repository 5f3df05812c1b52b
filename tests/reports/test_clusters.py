"""Clusters, bases and parks of the bundled graph: titles by year, counties, and what isn't known."""

from datetime import date

import pytest
from pyoxigraph import Store

from chaingraph.report import Citation
from chaingraph.reports.clusters import Award, ClusterScene, Site, open_clusters, tell_clusters
from chaingraph.views.pages.clusters import states_of


@pytest.fixture(scope="module")
def scene(bundled: Store) -> ClusterScene:
    return open_clusters(bundled, city="dezhou")


def site_of(scene: ClusterScene, key: str) -> Site:
    return next(one for one in scene.sites if one.key == key)


def award(level: str, year: int | None = None, since: int | None = None, last: int | None = None) -> Award:
    day = date(since, 6, 1) if since else None
    return Award(f"scheme:{level}-{year}", "", level, year, day, last, (), (), ("s",))


def site(*awards: Award, since: int | None) -> Site:
    return Site(1, "cluster:x", "cluster", ("place:a",), awards, since, ("s",))


def test_the_hi_tech_zone_is_national_since_2015_and_lies_in_yucheng(scene: ClusterScene) -> None:
    zone = site_of(scene, "park:dezhou-hi-tech-zone")
    assert (zone.counties, zone.level, zone.awards[0].year) == (("place:yucheng",), "national", 2015)


def test_a_stars_level_is_that_of_its_title(scene: ClusterScene) -> None:
    base = site_of(scene, "cluster:solar-thermal-base")
    assert (base.kind, base.level, base.awards[0].tier) == ("base", "national", "scheme:tier-star-4")
    assert base.counties == ("unknown",)


def test_a_park_sited_in_its_county_and_the_city_lies_in_the_county(scene: ClusterScene) -> None:
    assert site_of(scene, "park:leling-chemical").counties == ("place:leling",)
    assert site_of(scene, "park:hengsheng-chemical").counties == ("unknown",)


def test_a_town_lies_in_its_county(bundled: Store) -> None:
    scene = open_clusters(bundled, city="liaocheng")
    counties = {county for one in scene.sites for county in one.counties}
    assert counties <= {one.key for one in scene.counties} | {"unknown"}


def test_numbers_are_each_given_once_in_the_order_of_the_table(scene: ClusterScene) -> None:
    report = tell_clusters(scene)
    numbers = [row["number"] for row in report.sheet("sites").records()]
    assert numbers == list(range(1, len(scene.sites) + 1))
    assert {row["number"] for row in report.sheet("awards").records()} <= set(numbers)


def test_each_row_has_a_source(scene: ClusterScene) -> None:
    for sheet in tell_clusters(scene).sheets:
        for row in sheet.records():
            cited = row["sources"]
            assert isinstance(cited, tuple)
            assert any(isinstance(one, Citation) for one in cited)


def test_by_a_day_later_titles_are_left_out(bundled: Store) -> None:
    scene = open_clusters(bundled, city="liaocheng", as_of=date(2022, 12, 31))
    wood = site_of(scene, "cluster:guan-steel-sheet")
    assert {one.level for one in wood.awards} == {"municipal", "provincial"}
    assert all(one.since is None or one.since <= date(2022, 12, 31) for site in scene.sites for one in site.awards)


@pytest.mark.parametrize(
    ("awards", "since", "expected"),
    [
        ((), 2020, [(2020, None, "none")]),
        ((), None, [(None, None, "none")]),
        (
            (award("national", 2023), award("municipal", 2021)),
            2022,
            [(2021, 2022, "municipal"), (2023, None, "national")],
        ),
        ((award("provincial", None, 2024),), 2020, [(2020, 2023, "none"), (2024, None, "provincial")]),
        ((award("provincial"),), 2020, [(None, None, "provincial")]),
        ((award("provincial", 2015, None, 2019),), 2015, [(2015, 2019, "provincial"), (2020, None, "none")]),
    ],
    ids=["untitled", "undated", "two titles", "known later", "title undated", "lapsed"],
)
def test_states_over_the_years(
    awards: tuple[Award, ...], since: int | None, expected: list[tuple[int | None, int | None, str]]
) -> None:
    states = states_of(site(*awards, since=since))
    assert [(one.first, one.last, one.level) for one in states] == expected
