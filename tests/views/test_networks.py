"""The network of a system: what is latest, what is merged, and what stays unknown."""

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Store

from chaingraph.errors import UnknownNameError
from chaingraph.list_counts import count_history, count_lists
from chaingraph.naming import Name
from chaingraph.networks import bundle_members, edition_spans, system_graph
from chaingraph.systems import Change, Edition, Entry, Member, Programme, SetClaim, Span, System
from chaingraph.views.network_words import NETWORK_WORDS
from chaingraph.views.reading import find_city, read_cities, read_system
from chaingraph.views.words import _WORDS


def edition(key: str, since: date | None, series: str = "s") -> Edition:
    return Edition(key, Name(key), "p", series, Name(), since)


def claim(
    key: str, within: tuple[str, ...], stated: int | None, *, confirmed: tuple[Member, ...] = (), **more: object
) -> SetClaim:
    conditions = more.get("conditions", ())
    possible = more.get("possible", ())
    assert isinstance(conditions, tuple)
    assert isinstance(possible, tuple)
    return SetClaim(
        key, within, (), "Chain", Name(), conditions, (), stated, "", False, False, confirmed, possible, None
    )


def chain(key: str) -> Member:
    return Member(f"chain:{key}", "Chain", Name(key))


def test_a_later_list_of_the_series_ends_being_the_latest() -> None:
    spans = edition_spans([edition("a", date(2020, 1, 1)), edition("b", date(2022, 1, 1)), edition("c", None, "t")])
    assert spans == {
        "a": Span(date(2020, 1, 1), date(2022, 1, 1)),
        "b": Span(date(2022, 1, 1), None),
        "c": Span(None, None),
    }


def test_sources_with_the_same_number_confirm_each_other() -> None:
    system = System(
        "x",
        Name(),
        "",
        (),
        (edition("e", None),),
        claims=(claim("1", ("e",), 2), claim("2", ("e",), 2, confirmed=(chain("a"),))),
    )
    assert [one.count.unknown for one in count_lists(system)] == [1]


def test_what_is_unknown_at_first_may_be_named_later() -> None:
    early = replace(claim("1", ("e",), 2), since=date(2020, 1, 1))
    later = replace(claim("2", ("e",), 2, confirmed=(chain("a"), chain("b"))), since=date(2021, 1, 1))
    system = System("x", Name(), "", (), (edition("e", date(2020, 1, 1)),), claims=(early, later))
    history = [(span, one.count.unknown) for span, one in count_history(system)["e"]]
    assert history == [
        (Span(date(2020, 1, 1), date(2021, 1, 1), is_over=True), 2),
        (Span(date(2021, 1, 1)), 0),
    ]
    graph = system_graph(system)
    assert [data["spans"] for _, data in graph.nodes(data=True) if data["kind"] == "unnamed"] == [
        (Span(date(2020, 1, 1), date(2021, 1, 1), is_over=True),)
    ]


def test_sources_with_different_numbers_stay_apart() -> None:
    system = System("x", Name(), "", (), (edition("e", None),), claims=(claim("1", ("e",), 11), claim("2", ("e",), 16)))
    assert [one.count.stated for one in count_lists(system)] == [11, 16]


def test_a_part_of_a_list_is_not_counted_as_the_list() -> None:
    whole = claim("1", ("e",), 16, conditions=("tier-key",))
    part = claim("2", ("e",), 13, conditions=("tier-key", "condition-manufacturing"))
    system = System("x", Name(), "", (), (edition("e", None),), claims=(whole, part))
    assert [one.count.stated for one in count_lists(system)] == [16]


def test_two_statements_of_a_listing_make_one_edge() -> None:
    entries = tuple(Entry(str(n), "e", None, chain("a"), Name(), date(2020, n, 1), None) for n in (1, 2))
    system = System("x", Name(), "", (Programme("p", Name("p")),), (edition("e", date(2020, 1, 1)),), entries=entries)
    graph = system_graph(system)
    assert graph.edges["e", "chain:a", "listed"]["statements"] == ("1", "2")
    assert graph.number_of_edges() == 2


def test_a_possible_member_is_never_listed() -> None:
    system = System(
        "x", Name(), "", (), (edition("e", None),), claims=(claim("1", ("e",), 12, possible=(chain("a"),)),)
    )
    graph = system_graph(system)
    assert sorted(relation for *_, relation in graph.edges(keys=True)) == ["possible", "unnamed"]


def test_a_change_marks_the_edge_that_lists_its_outcome() -> None:
    change = Change("c", "e", "scheme:change-add", Name("add"), (), (chain("a"),), False, None)
    entry = Entry("1", "e", None, chain("a"), Name(), None, None)
    graph = system_graph(System("x", Name(), "", (), (edition("e", None),), entries=(entry,), changes=(change,)))
    assert list(graph.edges(keys=True)) == [("e", "chain:a", "listed")]
    assert graph.edges["e", "chain:a", "listed"]["change"] is change


def test_a_merger_leads_from_what_was_merged() -> None:
    change = Change("c", "e", "merge", Name(), (chain("a"), chain("b")), (chain("m"),), False, None)
    graph = system_graph(System("x", Name(), "", (), (edition("e", None),), changes=(change,)))
    assert set(graph.predecessors("chain:m")) == {"e", "chain:a", "chain:b"}


def test_above_the_limit_the_members_of_a_list_are_one_node() -> None:
    entries = tuple(Entry(str(n), "e", None, chain(str(n)), Name(), None, None) for n in range(30))
    system = System("x", Name(), "", (Programme("p", Name()),), (edition("e", None),), entries=entries)
    graph = system_graph(system)
    assert bundle_members(graph, limit=32) is graph
    small = bundle_members(graph, limit=31)
    assert sorted(data["kind"] for _, data in small.nodes(data=True)) == ["bundle", "edition", "programme"]
    assert [data["count"] for _, data in small.nodes(data=True) if data["kind"] == "bundle"] == [30]


def test_the_rows_of_a_store_make_the_network(store: Store) -> None:
    facts = read_system(store, find_city(read_cities(store), "testville"))
    kinds: dict[str, int] = {}
    for _, data in system_graph(facts.system).nodes(data=True):
        kinds[data["kind"]] = kinds.get(data["kind"], 0) + 1
    assert kinds == {"programme": 1, "edition": 4, "group": 3, "sector": 3, "chain": 3, "unnamed": 3}
    assert [(figure.basis, figure.is_target) for figure in facts.figures] == [
        ("growth", False),
        ("rank", False),
        ("level", True),
        ("level", False),
    ]


@pytest.mark.parametrize("name", ["testville", "379900", "测试市", "TESTVILLE", "place:testville", None])
def test_a_city_is_found_by_key_code_or_name(store: Store, name: str | None) -> None:
    assert find_city(read_cities(store), name).name.en == "Testville"


def test_an_unknown_city_is_an_error_that_helps(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'testville'"):
        find_city(read_cities(store), "testvile")


def test_a_store_without_a_system_says_so() -> None:
    with pytest.raises(UnknownNameError, match="no industrial system"):
        find_city(read_cities(Store()), None)


def test_words_of_networks_are_words_of_their_own() -> None:
    assert set(NETWORK_WORDS) & set(_WORDS) == set()
    assert all(zh and en for zh, en in NETWORK_WORDS.values())
