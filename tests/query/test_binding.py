import re
from collections.abc import Mapping
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from chaingraph.errors import InputError, QueryError, UnknownNameError
from chaingraph.query import Term, select
from chaingraph.questions import Parameter, ask, bind, find_question, list_questions, parse_question, read_terms
from chaingraph.resolve import resolve
from chaingraph.tokens import tokenize

ECHO = parse_question(
    "echo",
    "# question: What was said?\n# zh: 说了什么？\n# param: said text What is said / 所说\n"
    "# VALUES ?said { UNDEF } in a comment stays\n"
    "SELECT ?said ('VALUES ?said { UNDEF }' AS ?kept) { VALUES ?said { UNDEF } }",
)
HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="'\"\\{}<>?#\n\r\t\x00\u202e\u2028 UNDEFSERVICE"),
    st.sampled_from(["' } SERVICE <http://e.org/> { #", '"""', "\\u0022", "UNDEF } INSERT", "}}}", "\\", "''' '''"]),
)


@settings(max_examples=300)
@given(HOSTILE)
def test_a_bound_text_comes_back_unharmed_and_changes_nothing_else(said: str) -> None:
    term = Literal(said)
    bound = bind(ECHO, {"said": term})
    assert select(Store(), bound) == [{"said": term, "kept": Literal("VALUES ?said { UNDEF }")}]
    pieces = [token.text for token in tokenize(ECHO.text)]
    changed = [token.text for token in tokenize(bound)]
    assert len(pieces) == len(changed)
    assert [one for one, other in zip(pieces, changed, strict=True) if one != other] == ["UNDEF"]


@settings(max_examples=100)
@given(HOSTILE)
def test_a_bound_query_has_the_algebra_of_one_bound_to_a_plain_word(said: str) -> None:
    from rdflib.plugins.sparql import prepareQuery

    def algebra(text: str) -> str:
        return re.sub(
            r"rdflib\.term\.Literal\((?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\)",
            "TEXT",
            repr(prepareQuery(text).algebra),
        )

    said = re.sub(
        r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", said
    )  # rdflib's own parser takes fewer of these
    assert algebra(bind(ECHO, {"said": Literal(said)})) == algebra(bind(ECHO, {"said": Literal("word")}))


def test_without_terms_the_text_stays_as_it_is() -> None:
    assert bind(ECHO, {}) == ECHO.text


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_every_parameter_of_every_question_is_bound_wherever_it_stands(name: str) -> None:
    question = find_question(name)
    terms = cast(
        "Mapping[str, Term]", {p.name: NamedNode(f"https://example.org/{p.name}") for p in question.parameters}
    )
    bound = bind(question, terms)
    texts = [token.text for token in tokenize(bound)]
    for parameter in question.parameters:
        assert f"<https://example.org/{parameter.name}>" in texts
    assert not any(
        window[0].upper() == "VALUES" and window[3] == "UNDEF"
        for window in zip(texts, texts[1:], texts[2:], texts[3:], strict=False)
    )


def test_what_must_be_given_is_asked_for() -> None:
    with pytest.raises(QueryError, match=r"^chain-history: --chain must be given: "):
        ask(Store(), "chain-history")


def test_a_parameter_that_is_none_gets_a_suggestion() -> None:
    with pytest.raises(QueryError, match="no parameter 'chian'; did you mean 'chain'"):
        ask(Store(), "chain-history", chian="x")


def test_an_unknown_question_gets_a_suggestion() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'chain-owners'"):
        find_question("chain-owner")


@pytest.mark.parametrize("day", ["2022", "2022-1-1", "2022-02-30", "20220101", "soon", "２０２２-01-01", "2022-01-01 "])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(InputError, match="is no day; write year-month-day"):
        ask(Store(), "chains-listed", asOf=day)


def test_text_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(InputError, match="not valid Unicode"):
        ask(Store(), "near-rivals", differs="\udcff")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# param: x chian What / 何", "unknown kind of parameter 'chian'; did you mean 'chain'"),
        ("# param: x", "a parameter is written"),
        ("# param: y chain What / 何", "no 'VALUES \\?y"),
    ],
)
def test_a_wrong_heading_is_told_with_its_line(line: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_question("mine", f"# question: Q?\n{line}\nSELECT * {{ VALUES ?x {{ UNDEF }} }}")


def test_an_option_is_the_parameter_in_kebab_case() -> None:
    assert Parameter("asOf", "date", required=False, en="", zh="").option == "--as-of"


def place(key: str, **labels: str) -> list[Quad]:
    iri = NamedNode(f"https://w3id.org/chaingraph/id/place/{key}")
    skos = "http://www.w3.org/2004/02/skos/core#"
    quads = [
        Quad(
            iri,
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode("https://w3id.org/chaingraph/def/Place"),
        )
    ]
    return quads + [Quad(iri, NamedNode(f"{skos}{kind}Label"), Literal(text)) for kind, text in labels.items()]


@pytest.fixture
def places() -> Store:
    store = Store()
    store.extend(place("dezhou", pref="德州市", alt="德州", hidden="Texas"))
    store.extend(place("dexing", pref="德兴市", alt="Texas Hold"))
    store.extend(place("new-town", pref="德州新城"))
    return store


@pytest.mark.parametrize(
    "name",
    [
        "dezhou",
        "place:dezhou",
        "https://w3id.org/chaingraph/id/place/dezhou",
        "<https://w3id.org/chaingraph/id/place/dezhou>",
        *["德州市", "德州", "Texas", "texas", "ＴＥＸＡＳ", " 德州市 ", "州市"],
    ],
)
def test_a_place_is_found_by_key_iri_label_or_part_of_one(places: Store, name: str) -> None:
    assert resolve(places, name, "place").value.endswith("/place/dezhou")


@pytest.mark.parametrize("name", ["德", "市"])
def test_a_name_of_several_lists_them(places: Store, name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"could be any place of .*place:dexing.*place:dezhou"):
        resolve(places, name, "place")


def test_an_unknown_name_gets_a_suggestion(places: Store) -> None:
    with pytest.raises(UnknownNameError, match="no place is called 'dezhu'; did you mean 'dezhou'"):
        resolve(places, "dezhu", "place")


@pytest.mark.parametrize("name", ["德州市", "place:dezhou", "", "<>", "http://"])
def test_a_name_of_another_kind_is_not_taken(places: Store, name: str) -> None:
    with pytest.raises(UnknownNameError):
        resolve(places, name, "chain")


def test_read_terms_says_which_option_was_meant(places: Store) -> None:
    question = find_question("chains-listed")
    with pytest.raises(UnknownNameError, match=r"^--city: no place is called 'zzz'"):
        read_terms(places, question, {"city": "zzz"})
