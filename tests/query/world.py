"""How tests ask about the made-up city, and change it."""

from pyoxigraph import Store

from chaingraph.questions import ask, list_questions
from chaingraph.results import format_term


def answer(store: Store, name: str, columns: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(format_term(row[column]) for column in columns.split()) for row in ask(store, name, **parameters)]


#: Short names for the triples that a test adds.
PREFIXES = """
PREFIX cg: <https://w3id.org/chaingraph/def/> PREFIX scheme: <https://w3id.org/chaingraph/scheme/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX id: <https://w3id.org/chaingraph/id/>
PREFIX g: <https://w3id.org/chaingraph/id/graph/>
"""


def changed(world: Store, *updates: str) -> Store:
    store = Store()
    store.extend(world)
    for update in updates:
        store.update(PREFIXES + update)
    return store


def with_more(world: Store, triples: str) -> Store:
    return changed(world, f"INSERT DATA {{ GRAPH g:more {{ {triples} }} }}")


QUESTIONS = {question.name: question for question in list_questions()}


#: Those that people ask; the views ask the others.
PUBLIC = {name: one for name, one in QUESTIONS.items() if not name.startswith(("system-", "page-"))}


GIVEN = {"chain": "food", "edition": "y2022", "indicator": "output", "document": "press", "subject": "甲化"} | {
    "one": "甲市", "other": "乙市", "city": "甲市", "area": "甲市"
}  # fmt: skip


UNDATED = "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { VALUES ?p { dcterms:issued cg:validFrom cg:reportedOn } GRAPH ?g { ?s ?p ?o } }"
