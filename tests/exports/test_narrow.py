"""Exports of one city, as of a day."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, QuerySolutions, Store

from chaingraph.book import read_book
from chaingraph.bundle import bundled_graph_tables
from chaingraph.cli.export import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.exports.export import export_store
from chaingraph.exports.narrow import narrow_store
from chaingraph.namespaces import DEF, ID
from chaingraph.store import open_for_pages
from chaingraph.validate import validate_store

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def store() -> Store:
    return open_for_pages()


@pytest.fixture(scope="module")
def dezhou(store: Store) -> Store:
    return narrow_store(store, city="dezhou")


@pytest.fixture(scope="module")
def then(store: Store) -> Store:
    return narrow_store(store, city="德州市", as_of=DAY)


def _curated(city: str, table: str) -> set[str]:
    text = (bundled_graph_tables() / city / f"{table}.csv").read_text(encoding="utf-8")
    return {row["key"] for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture(scope="module")
def things(dezhou: Store) -> set[str]:
    return set(read_book(dezhou).things)


def _keys(things: set[str], kind: str) -> set[str]:
    return {key.partition(":")[2] for key in things if key.startswith(f"{kind}:")}


@pytest.mark.parametrize("kind", ["chain", "enterprise", "project", "cluster", "policy"])
def test_all_of_the_city_is_there(things: set[str], kind: str) -> None:
    table = {"policy": "policies"}.get(kind, f"{kind}s")
    assert _curated("dezhou", table) <= _keys(things, kind)


def test_other_city_is_not(things: set[str]) -> None:
    here, there = _keys(things, "chain"), _curated("liaocheng", "chains")
    assert there
    assert not here & there
    assert len(_keys(things, "enterprise") - _curated("dezhou", "enterprises")) < 5


def test_nothing_leads_to_what_is_not_there(then: Store) -> None:
    lost = [
        quad
        for quad in then
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(ID)
        and isinstance(quad.graph_name, NamedNode)
        and not any(then.quads_for_pattern(quad.object, None, None, None))
    ]
    assert lost == []


def test_only_what_is_known_by_the_day_is_there(then: Store) -> None:
    book = read_book(then)
    assert len(book.statements) > 100
    assert all(one.is_by(DAY) and one.holds(DAY) for one in book.statements.values())
    editions = _keys(set(book.things), "edition")
    assert not any("2025" in key for key in editions)
    assert any("2023" in key for key in editions)


def test_statement_keeps_its_evidence_and_document(then: Store) -> None:
    found = then.query(
        f"PREFIX cg: <{DEF}> PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?x WHERE {{ GRAPH ?g {{ ?x a cg:Statement }} "
        "FILTER NOT EXISTS { ?x cg:evidence/oa:hasSource ?d . ?d a cg:Document } }",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, QuerySolutions)
    assert list(found) == []


def test_part_of_a_valid_graph_is_valid(then: Store) -> None:
    assert [str(one) for one in validate_store(then).findings] == []
    assert export_store(then, "turtle")


def test_store_is_as_it_was_and_all_of_it_is_given_where_nothing_is_asked(store: Store) -> None:
    assert narrow_store(store) is store


def test_city_or_day_of_which_nothing_is_known_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="--city"):
        narrow_store(store, city="无此城市")
    with pytest.raises(InputError, match="nothing is known"):
        narrow_store(store, city="北京市", as_of=date(1900, 1, 1))


def test_command_narrows_as_it_is_told(tmp_path: Path) -> None:
    words = ["csv", "--city", "聊城市", "--as-of", "2022-12-31", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.output
    rows = csv.DictReader(io.StringIO((tmp_path / "out" / "things-chain.csv").read_text(encoding="utf-8-sig")))
    assert {row["key"].partition(":")[2] for row in rows} <= _curated("liaocheng", "chains")
