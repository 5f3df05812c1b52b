"""What holds of every named question, whatever it asks."""

import pytest
from pyoxigraph import Store

from chaingraph.questions import ask

from .world import GIVEN, PUBLIC, QUESTIONS, UNDATED, answer, changed, with_more


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_asked_in_both_languages_and_answers_in_both_alike(world: Store, name: str) -> None:
    question = QUESTIONS[name]
    assert question.en.endswith("?")
    assert question.zh.endswith("？")
    required = {p.name: GIVEN[p.name] for p in question.parameters if p.required}
    languages = [{"lang": "en"}, {"lang": "zh"}] if any(p.name == "lang" for p in question.parameters) else [{}]
    counts = {len(ask(world, name, **required, **language)) for language in languages}
    assert len(counts) == 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_gives_its_rows_in_one_order_only(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    backwards = Store()
    backwards.extend(sorted(world, key=str, reverse=True))
    assert ask(backwards, name, **required) == ask(world, name, **required)


#: Figures hold for their period, which is always stated.
BY_PERIOD = {"growth-by-basis", "indicator-series", "ranks"}


@pytest.mark.parametrize("name", [name for name in PUBLIC if any(p.name == "asOf" for p in PUBLIC[name].parameters)])
def test_what_no_document_dates_is_kept_on_every_day(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    store = changed(world, UNDATED)
    day = "2100-01-01" if name in BY_PERIOD else "1900-01-01"
    # An undated change of a list is known to have happened, not by which day.
    later = [] if name != "chains-listed" else [("chain:light",)]
    columns = "chain" if name == "chains-listed" else ""
    always = answer(store, name, columns, **required)
    assert sorted(answer(store, name, columns, **required, asOf=day)) == sorted([*always, *later])
    assert len(always) >= len(answer(world, name, columns, **required)) > 0


def test_a_further_type_of_a_node_changes_no_answer(world: Store) -> None:
    kinds = ("Entity", "Statement", "Project", "Cluster", "ChainEntry", "Siting", "PolicyAdoption")
    labels = "".join(f'cg:{kind} <http://www.w3.org/2000/01/rdf-schema#label> "{kind}"@zh-Hans . ' for kind in kinds)
    plain = with_more(world, labels)
    store = changed(
        plain,
        "INSERT { GRAPH ?g { ?node a cg:Statement } } WHERE { GRAPH ?g { ?node cg:evidence ?e } }",
        "INSERT { GRAPH ?g { ?node a cg:Entity } } WHERE { GRAPH ?g { ?node skos:prefLabel ?name ; a ?kind } }",
    )
    for name, question in PUBLIC.items():
        required = {p.name: GIVEN[p.name] for p in question.parameters if p.required}
        assert ask(store, name, **required) == ask(plain, name, **required), name


@pytest.mark.parametrize("name", PUBLIC)
def test_every_question_finds_something_in_the_made_up_city(world: Store, name: str) -> None:
    required = {p.name: GIVEN[p.name] for p in QUESTIONS[name].parameters if p.required}
    assert ask(world, name, **required)
