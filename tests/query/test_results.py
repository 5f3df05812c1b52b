import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Store, parse_query_results
from wcwidth import wcswidth

from chaingraph.errors import InputError, QueryError
from chaingraph.query import run_query, select
from chaingraph.results import format_table, format_term, write_results

XSD = "http://www.w3.org/2001/XMLSchema#"
KEY = NamedNode("https://w3id.org/chaingraph/id/chain/dezhou-food")


@pytest.fixture
def store() -> Store:
    made = Store()
    graph = NamedNode("https://w3id.org/chaingraph/id/graph/g")
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    made.add(Quad(KEY, label, Literal("食品", language="zh-Hans"), graph))
    made.add(Quad(KEY, NamedNode("http://e.org/n"), Literal("20100000000", datatype=NamedNode(f"{XSD}decimal")), graph))
    return made


def table(store: Store, text: str) -> str:
    return write_results(run_query(store, text)).decode()


def test_well_known_prefixes_need_not_be_declared_and_named_graphs_are_seen(store: Store) -> None:
    assert select(store, "SELECT ?c { ?c skos:prefLabel ?l FILTER(?c = chain:dezhou-food) }") == [{"c": KEY}]


def test_a_declared_prefix_beats_the_well_known_one(store: Store) -> None:
    assert select(store, "PREFIX skos: <http://e.org/> SELECT ?n { ?c skos:n ?n }")[0]["n"] is not None


def test_a_table_lines_up_in_chinese_with_short_iris_and_plain_numbers(store: Store) -> None:
    text = "SELECT ?chain ?name ?n ?missing { ?chain skos:prefLabel ?name ; <http://e.org/n> ?n }"
    assert table(store, text).splitlines() == [
        "chain              name            n",
        "-----------------  ----  -----------",
        "chain:dezhou-food  食品  20100000000",
    ]


def test_a_column_that_is_empty_throughout_is_left_out_of_the_table_but_not_of_csv(store: Store) -> None:
    text = "SELECT ?chain ?missing { ?chain skos:prefLabel ?name ; <http://e.org/n> ?n }"
    assert "missing" not in table(store, text)
    assert "missing" in write_results(run_query(store, text), data_format="csv").decode()
    assert "missing" in table(store, "SELECT ?chain ?missing { ?chain <http://e.org/none> ?missing }")


def test_rows_too_wide_for_the_width_stand_as_blocks(store: Store) -> None:
    text = "SELECT ?chain ?name ?n { ?chain skos:prefLabel ?name ; <http://e.org/n> ?n }"
    assert write_results(run_query(store, text), width=34).decode().splitlines() == [
        "[1]",
        "  chain  chain:dezhou-food",
        "  name   食品",
        "  n      20100000000",
    ]


def test_ask_and_empty_answers(store: Store) -> None:
    assert table(store, "ASK { ?s ?p ?o }") == "true\n"
    assert table(store, "SELECT ?none { ?none a cg:Chain }") == "none\n----\n"


@pytest.mark.parametrize("value", ["1e3", "2.5E10", "1.0e-7", "-3e2"])
def test_numbers_have_no_exponent(value: str) -> None:
    assert "e" not in format_term(Literal(value, datatype=NamedNode(f"{XSD}double"))).casefold()


@pytest.mark.parametrize(("value", "shown"), [("INF", "INF"), ("NaN", "NaN")])
def test_what_is_no_finite_number_is_shown_as_it_is(value: str, shown: str) -> None:
    assert format_term(Literal(value, datatype=NamedNode(f"{XSD}double"))) == shown


@given(st.text())
def test_a_cell_is_printable_and_on_one_line(text: str) -> None:
    shown = format_term(Literal(text.encode("utf-8", "ignore").decode()))
    assert shown.isprintable()
    assert wcswidth(shown) >= 0


@given(st.lists(st.lists(st.text("德州ab ", max_size=12), min_size=3, max_size=3), max_size=5), st.integers(20, 60))
def test_a_cut_table_fits_the_terminal(rows: list[list[str]], width: int) -> None:
    lines = format_table(["甲", "b", "c"], rows, width=max(width, 28)).splitlines()
    assert all(wcswidth(line) <= max(width, 28) for line in lines)


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xml"])
def test_w3c_formats_read_back(store: Store, name: str) -> None:
    content = write_results(run_query(store, "SELECT ?c ?l { ?c skos:prefLabel ?l }"), data_format=name)
    if name == "csv":
        assert content.decode().splitlines() == ["c,l", f"{KEY.value},食品"]
        return
    formats = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
    parsed = parse_query_results(content, format=formats[name])
    assert isinstance(parsed, QuerySolutions)
    assert [row["c"] for row in parsed] == [KEY]


def test_json_of_ask_is_w3c(store: Store) -> None:
    assert json.loads(write_results(run_query(store, "ASK {}"), data_format="json")) == {"head": {}, "boolean": True}


def test_construct_is_sorted_turtle(store: Store) -> None:
    lines = table(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert "chain:dezhou-food" in lines
    with pytest.raises(InputError, match="use -f ttl"):
        write_results(run_query(store, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"), data_format="csv")
    with pytest.raises(InputError, match="not ttl"):
        write_results(run_query(store, "ASK {}"), data_format="ttl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT *\n{ ?s ?p", "query:2:"),
        ("SELECT * { ?s skso:prefLabel ?o }", r"query:1:15: unknown prefix 'skso:'; did you mean 'skos'"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "GROUP BY"),
        ("SELECT * { ?s <name> ?o }", "not a full IRI"),
        ("SELECT * { FILTER(<http://e.org/f>(1)) }", "custom function"),
        ("", "query:1:1:"),
    ],
)
def test_a_fault_is_one_line_with_its_place(store: Store, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        list(run_query(store, text))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_select_wants_a_select_query(store: Store) -> None:
    with pytest.raises(QueryError, match="SELECT"):
        select(store, "ASK {}")
