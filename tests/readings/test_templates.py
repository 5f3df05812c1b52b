"""Names lead to the chain that a person means, and templates to one connected network."""

import networkx as nx
import pytest
from pyoxigraph import Store

from chaingraph.book import read_book
from chaingraph.errors import UnknownNameError
from chaingraph.facts import Book
from chaingraph.readings.templates import Templates, find_view, read_templates, segment_network
from chaingraph.store import open_store


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def book(store: Store) -> Book:
    return read_book(store)


@pytest.fixture(scope="module")
def templates(store: Store) -> Templates:
    return read_templates(store)


def test_all_segments_make_one_connected_network_of_150_and_more(templates: Templates) -> None:
    graph = segment_network(templates)
    assert len(graph) >= 150
    assert nx.is_weakly_connected(graph)


def test_within_every_template_each_segment_is_tied_to_another(templates: Templates) -> None:
    alone = {
        template: sorted(nx.isolates(segment_network(templates, segments)))
        for template, segments in templates.segments.items()
    }
    assert {template: found for template, found in alone.items() if found} == {}


def test_wafers_feed_chips_and_chips_feed_smart_equipment(templates: Templates) -> None:
    graph = segment_network(templates)
    assert graph.edges["segment:silicon-wafers", "segment:wafer-fabrication"]["need"] == "essential"
    assert nx.has_path(graph, "segment:wafer-fabrication", "segment:industrial-robots")
    assert nx.has_path(graph, "segment:organic-intermediates", "segment:engineering-plastics")


def test_a_segment_of_several_chains_is_one_segment(templates: Templates) -> None:
    assert len(templates.templates_of("segment:sputtering-targets")) > 1


@pytest.mark.parametrize(
    ("name", "city", "expected"),
    [
        ("集成电路", "place:dezhou", "chain:dezhou-integrated-circuits"),
        ("集成电路", None, "chain:dezhou-integrated-circuits"),
        ("集成电路", "place:liaocheng", "template:integrated-circuits"),
        ("有色金属", None, "chain:liaocheng-nonferrous-metals"),
        ("新一代信息技术", "place:liaocheng", "chain:liaocheng-new-generation-it"),
        ("新一代信息技术", None, "chain:dezhou-new-generation-it"),
        ("fine-chemicals", "place:liaocheng", "template:fine-chemicals"),
        ("FINE CHEMICALS", "place:dezhou", "chain:dezhou-fine-chemicals"),
        ("高端轴承", None, "template:bearings"),
        ("chain:yucheng-wind-power", "place:dezhou", "chain:yucheng-wind-power"),
    ],
)
def test_a_name_means_a_chain_of_the_city_before_a_template(
    book: Book, templates: Templates, name: str, city: str | None, expected: str
) -> None:
    assert find_view(book, templates, name, city=city).key == expected


def test_a_broad_chain_takes_in_several_templates(book: Book, templates: Templates) -> None:
    view = find_view(book, templates, "chain:dezhou-new-generation-it")
    assert set(view.templates) == {
        "template:integrated-circuits",
        "template:electronic-information",
        "template:software-it-services",
    }
    assert "segment:silicon-wafers" in view.segments


def test_a_narrow_chain_is_confined_to_its_segments(book: Book, templates: Templates) -> None:
    view = find_view(book, templates, "chain:yucheng-wind-power")
    assert "segment:wind-towers" in view.segments
    assert "segment:traction-batteries" not in view.segments


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("集成电璐", "did you mean"),
        ("zzzzzz", "template-matches"),
        ("", "no chain"),
        ("元宇宙", "no chain template draws|no chain, template or sector"),
        ("食品", "may be|no chain"),
    ],
)
def test_a_name_that_nothing_or_several_bear_is_one_clear_line(
    book: Book, templates: Templates, name: str, message: str
) -> None:
    if name == "食品":
        assert find_view(book, templates, name).key.endswith("food-processing")
        return
    with pytest.raises(UnknownNameError, match=message):
        find_view(book, templates, name)


def test_without_a_name_everything_is_in_view(book: Book, templates: Templates) -> None:
    assert len(find_view(book, templates, None).segments) == len(segment_network(templates))
