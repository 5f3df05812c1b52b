import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from chaingraph.errors import QueryError
from chaingraph.guard import MAX_DEPTH, MAX_OPERATORS, MAX_PATTERNS, MAX_WORDS, check_query

WORKER = """
import json, sys
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store
store = Store()
for n in range(3):
    store.add(Quad(NamedNode("a:s"), NamedNode("a:p"), Literal(n), NamedNode("a:g")))
for line in sys.stdin:
    try:
        results = store.query(json.loads(line), use_default_graph_as_union=True)
        if not isinstance(results, QueryBoolean):
            next(iter(results), None)
        said = "ran"
    except Exception as error:
        said = type(error).__name__
    print(said, flush=True)
"""


class Engine:
    """pyoxigraph in a process of its own with half of the usual stack, because what is tried may end the process."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            ["bash", "-c", 'ulimit -s 4096; exec "$0" -c "$1"', sys.executable, WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, text: str) -> str:
        import json

        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip() or "died"

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def refusal(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        check_query(text)
    return str(caught.value)


@pytest.mark.parametrize("word", ["INSERT", "delete", "LOAD", "CLEAR", "Create", "DROP", "COPY", "MOVE", "ADD", "WITH"])
def test_an_update_is_refused_whatever_stands_before_it(word: str) -> None:
    message = refusal(f"# SELECT\nPREFIX a: <b:c>\n{word} DATA {{ a:a a:b a:c }}")
    assert message.startswith("query:3:1:")
    assert "only reads" in message


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://e.org/> {} }",
        "PREFIX e: <http://e.org/> SELECT * { SERVICEe:x {} }",
        "SELECT * { ?s ?p <a:b>SERVICE<http://e.org/>{} }",
        "PREFIX a: <a:> SELECT * { ?s ?p a:b.c.SERVICE <http://e.org/> {} }",
        "SELECT * { FILTER(?a<'>' ) SERVICE <http://e.org/> {} FILTER(?b<'>') }",
        "SELECT * { FILTER(?a<?b#>'''\n ) SERVICE <http://e.org/> {} #'''\n }",
        "BASE <http://e.org/> SELECT * { FILTER(?a<<('>' ) SERVICE <http://e.org/> {} FILTER(?b<'>') }",
        "SELECT * { ?s ?p '' SERVICE <http://e.org/> {} }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE <http://e.org/> {} }",
        "SELECT * FROM <http://e.org/> { ?s ?p ?o }",
        "ASKFROM<http://e.org/>{ ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
    ],
)
def test_what_reaches_out_is_refused_however_it_hides(text: str) -> None:
    assert refusal(text).startswith("query:")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://e.org/> {}' }",
        'SELECT * { ?s ?p """FROM\n"SERVICE" """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://e.org/> { INSERT",
        "SELECT ?service ?from { ?service <http://e.org/SERVICE> ?from }",
        "SELECT * { ?s ?p 'x'@service }",
        "SELECT * { ?s a <http://e.org/a_(b)> , <http://e.org/(((((> }",
        "SELECT * { FILTER(?a < 3 && ?b > 4) FILTER(?c<5) FILTER(?a <= ?b) }",
        "SELECT * { VALUES (?x ?y) { (<http://e.org/#a> <http://e.org/#b>) } }",
        "SELECT * { ?s (<a:b>|^<a:c>/<a:d>)* ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (<a:b>, <a:c>)) }",
    ],
)
def test_ordinary_queries_pass(text: str) -> None:
    check_query(text)


def test_a_big_ordinary_query_passes() -> None:
    values = " ".join(f"<http://example.org/enterprise/{n}>" for n in range(10_000))
    triples = " . ".join(f"?s <http://example.org/p{n}> ?o{n}" for n in range(60))
    numbers = ", ".join(str(n) for n in range(10_000))
    check_query(f"SELECT * {{ VALUES ?s {{ {values} }} {triples} FILTER(?o1 IN ({numbers})) }}")


def chain(piece: str, joint: str) -> Callable[[int], str]:
    return lambda n: joint.join([piece] * n)


def nest(opening: str, closing: str, middle: str = "") -> Callable[[int], str]:
    return lambda n: opening * n + middle + closing * n


GROW: dict[str, tuple[Callable[[int], str], str]] = {
    "parentheses": (nest("(", ")", "1"), "SELECT * {{ FILTER({}) }}"),
    "braces": (nest("{ ?s ?p ?o ", "}"), "SELECT * {{ {} }}"),
    "exists": (nest("FILTER EXISTS { ?s ?p ?o ", "}"), "SELECT * {{ {} }}"),
    "optional": (nest("OPTIONAL { ?s ?p ?o ", "}"), "SELECT * {{ {} }}"),
    "sub-select": (nest("{ SELECT * { ", "} }"), "SELECT * {{ {} }}"),
    "if": (nest("IF(true,1,", ")", "1"), "SELECT * {{ FILTER({}) }}"),
    "blank nodes": (nest("[ ?p ", "]", "1"), "SELECT * {{ ?s ?p {} }}"),
    "triple terms": (nest("<<( ?s ?p ", ")>>", "1"), "SELECT * {{ ?s ?p {} }}"),
    "not": (chain("!", ""), "SELECT * {{ FILTER({}true) }}"),
    "minus": (chain("1", " - "), "SELECT * {{ FILTER({}) }}"),
    "plus": (chain("?x", "+"), "SELECT * {{ ?s ?p ?x FILTER({}) }}"),
    "or": (chain("?x = 1", " || "), "SELECT * {{ ?s ?p ?x FILTER({}) }}"),
    "path steps": (chain("<a:p>", "/"), "SELECT * {{ ?s {} ?o }}"),
    "path choices": (chain("<a:p>", "|"), "SELECT * {{ ?s ({})* ?o }}"),
    "union": (chain("{ ?s ?p ?o }", " UNION "), "SELECT * {{ {} }}"),
    "binds": (chain("BIND(1 AS ?x)", " "), "SELECT * {{ {} }}"),
    "minus groups": (chain("MINUS { ?s ?p ?o }", " "), "SELECT * {{ {} }}"),
    "described": (chain("<a:b>", " "), "DESCRIBE {}"),
    "having": (chain("(?s = 1)", " "), "SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING {}"),
    "patterns": (chain("?s ?p ?o", " . "), "SELECT * {{ {} }}"),
    "collection": (chain("?o", " "), "SELECT * {{ ?s ?p ({}) }}"),
}


def grown(name: str, size: int) -> str:
    grow, frame = GROW[name]
    return frame.format(grow(size))


def passes(text: str) -> bool:
    try:
        check_query(text)
    except QueryError:
        return False
    return True


@pytest.mark.parametrize("name", GROW)
def test_every_construct_has_an_end(name: str) -> None:
    assert passes(grown(name, 20))
    assert not passes(grown(name, 5_000))


@pytest.mark.parametrize("name", GROW)
def test_the_largest_query_that_passes_leaves_the_engine_alive(engine: Engine, name: str) -> None:
    low, high = 20, 5_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if passes(grown(name, middle)) else (low, middle)
    assert engine.run(grown(name, low)) in {"ran", "SyntaxError"}


BODIES = st.recursive(
    st.sampled_from(
        ["?s ?p ?o .", "?s (<a:p>/<a:q>)+ ?o .", "VALUES ?s { <a:s> }", "BIND(1 AS ?x)", "?s ?p [ ?q ?o ] ."]
    ),
    lambda inner: st.one_of(
        st.builds("{{ {} }}".format, inner),
        st.builds("OPTIONAL {{ {} }}".format, inner),
        st.builds("MINUS {{ {} }}".format, inner),
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("FILTER EXISTS {{ {} }}".format, inner),
        st.builds("{{ SELECT * {{ {} }} }}".format, inner),
        st.builds("GRAPH ?g {{ {} }}".format, inner),
        st.builds("{} {}".format, inner, inner),
    ),
    max_leaves=40,
)
NESTED = st.builds(
    lambda body, name, size: (body, name, size), BODIES, st.sampled_from(sorted(GROW)), st.integers(1, 6_000)
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(NESTED)
def test_random_nesting_never_kills_the_engine(engine: Engine, made: tuple[str, str, int]) -> None:
    body, name, size = made
    for text in (
        f"SELECT * {{ {body} }}",
        grown(name, size),
        grown(name, 1 + size % MAX_DEPTH).replace("?s ?p ?o", body, 1),
    ):
        if passes(text):
            assert engine.run(text) in {"ran", "SyntaxError", "RuntimeError"}, text


SCRAPS = st.sampled_from(
    [
        *("'", '"', "'''", '"""', "<", ">", "#", "\\", "(", ")", "{", "}", "?a", "<a:b>", "a:b", "1", "true", ".", ","),
        *("<<", "&&", "@en", "FILTER(", "SELECT*{", "\n", " ", "VALUES ?x {", "BASE <a:b>"),
        "SERVICE <http://127.0.0.1:9/> { ?x ?y ?z }",
    ]
)


@settings(max_examples=300)
@given(st.lists(SCRAPS, max_size=14))
def test_no_scraps_of_syntax_hide_a_call_to_another_server(scraps: list[str]) -> None:
    text = "PREFIX a: <http://e.org/> SELECT * { " + "".join(scraps) + " }"
    if passes(text):
        with suppress(SyntaxError):  # anything else would be the engine trying to reach the server
            list(Store().query(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT *\n{ FILTER(" + "(" * MAX_DEPTH, "brackets inside each other"),
        ("SELECT * { " + "BIND(1 AS ?x) " * MAX_WORDS, "keywords"),
        ("SELECT * { FILTER(" + "!" * (MAX_OPERATORS + 1), "operators"),
        ("SELECT * { " + "?s ?p ?o . " * (MAX_PATTERNS + 1), "triple patterns"),
        ("SELECT * { ?s ?p 'open }", "never closed"),
        ("SELECT" + " " * 2_000_001, "characters"),
    ],
)
def test_a_refusal_is_one_line_that_says_where_and_why(text: str, message: str) -> None:
    said = refusal(text)
    assert message in said
    assert "\n" not in said
