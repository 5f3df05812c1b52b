"""The ontology keeps the house rules, and each rule refuses what it is there to refuse."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as px
import pytest

from chaingraph.bundle import graph_files, ontology_files, question_files
from chaingraph.errors import GraphFileError
from chaingraph.hygiene import Finding, Rule, assemble, check_hygiene, read_rules, run_rules

CORE = px.NamedNode("urn:chaingraph:file:core.ttl")
QUESTIONS = px.NamedNode("urn:chaingraph:questions")
DATA = px.NamedNode("https://w3id.org/chaingraph/id/graph/made-up")

PREFIXES = {
    "cg": "https://w3id.org/chaingraph/def/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "question": "urn:chaingraph:question:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "scheme": "https://w3id.org/chaingraph/scheme/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

#: A small ontology that keeps every rule: one chain of classes, two properties, a concept, a shape's use and a question.
SOUND = (
    HEADER
    + """
<https://w3id.org/chaingraph/def/> a owl:Ontology ;
    rdfs:label "core"@en , "核心"@zh-Hans ; dcterms:title "core"@en , "核心"@zh-Hans ;
    dcterms:abstract "a core"@en , "一个核心"@zh-Hans ; skos:changeNote "first"@en , "首版"@zh-Hans ;
    <https://schema.org/creativeWorkStatus> "Draft"@en , "草案"@zh-Hans ;
    dcterms:license <https://example.org/licence> ; dcterms:created "2026-11-22" ; dcterms:modified "2026-11-22" ;
    owl:versionIRI <https://w3id.org/chaingraph/def/1/> ; owl:versionInfo "1" .
skos:Concept a owl:Class ; rdfs:isDefinedBy <http://example.org/skos> .
skos:ConceptScheme a owl:Class ; rdfs:isDefinedBy <http://example.org/skos> .
skos:inScheme a owl:ObjectProperty ; rdfs:isDefinedBy <http://example.org/skos> .
skos:notation a owl:DatatypeProperty ; rdfs:isDefinedBy <http://example.org/skos> .
skos:prefLabel a owl:AnnotationProperty ; rdfs:isDefinedBy <http://example.org/skos> .
skos:definition a owl:AnnotationProperty ; rdfs:isDefinedBy <http://example.org/skos> .
skos:changeNote a owl:AnnotationProperty ; rdfs:isDefinedBy <http://example.org/skos> .
dcterms:title a owl:AnnotationProperty ; rdfs:isDefinedBy dcterms: .
dcterms:abstract a owl:AnnotationProperty ; rdfs:isDefinedBy dcterms: .
dcterms:license a owl:AnnotationProperty ; rdfs:isDefinedBy dcterms: .
dcterms:created a owl:AnnotationProperty ; rdfs:isDefinedBy dcterms: .
dcterms:modified a owl:AnnotationProperty ; rdfs:isDefinedBy dcterms: .
<https://schema.org/creativeWorkStatus> a owl:AnnotationProperty ; rdfs:isDefinedBy <https://schema.org/> .
skos:Concept rdfs:label "concept"@en , "概念"@zh-Hans .
cg:Entity a owl:Class ; rdfs:label "entity"@en , "实体"@zh-Hans ;
    skos:definition "thing that lasts"@en , "持续存在的事物"@zh-Hans ;
    cg:competencyQuestion "chains" ; rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
cg:Chain a owl:Class ; rdfs:subClassOf cg:Entity ; rdfs:label "industrial chain"@en , "产业链"@zh-Hans ;
    skos:definition "entity that links stages"@en , "衔接各环节的实体"@zh-Hans ;
    cg:competencyQuestion "chains" ; rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
cg:Tier a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "tier"@en , "层级"@zh-Hans ;
    skos:definition "concept that ranks"@en , "区分高下的概念"@zh-Hans ;
    cg:competencyQuestion "chains" ; rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
cg:tier a owl:ObjectProperty ; rdfs:domain cg:Chain ; rdfs:range cg:Tier ; rdfs:label "at tier"@en , "所处层级"@zh-Hans ;
    skos:definition "relation that leads to a rank"@en , "指向高下之别的关系"@zh-Hans ;
    cg:competencyQuestion "chains" ; rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
cg:competencyQuestion a owl:AnnotationProperty ; rdfs:label "competency question"@en , "能力问题"@zh-Hans ;
    skos:definition "annotation that says why"@en , "说明缘由的注释"@zh-Hans ;
    rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
scheme:tier a skos:ConceptScheme .
scheme:tier-key a skos:Concept , cg:Tier ; skos:prefLabel "key"@en , "重点"@zh-Hans ;
    skos:definition "tier that comes first"@en , "居于首位的层级"@zh-Hans ;
    skos:notation "key" ; skos:inScheme scheme:tier ; rdfs:isDefinedBy <https://w3id.org/chaingraph/def/> .
"""
)
QUESTION = "# question: Which chains are there?\nPREFIX cg: <https://w3id.org/chaingraph/def/>\nSELECT * { ?chain cg:tier ?tier }"

Edit = Callable[[px.Store], None]


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    return {rule.name: rule for rule in read_rules()}


def sound_store(folder: Path) -> px.Store:
    core, question = folder / "core.ttl", folder / "chains.rq"
    core.write_text(SOUND, encoding="utf-8")
    question.write_text(QUESTION, encoding="utf-8")
    return assemble([core], questions=[question])


def quads(turtle: str, graph: px.NamedNode) -> Iterable[px.Quad]:
    for quad in px.parse(HEADER + turtle, format=px.RdfFormat.TURTLE):
        yield px.Quad(quad.subject, quad.predicate, quad.object, graph)


def add(turtle: str, graph: px.NamedNode = CORE) -> Edit:
    return lambda store: store.extend(quads(turtle, graph))


def drop(turtle: str, graph: px.NamedNode = CORE) -> Edit:
    def edit(store: px.Store) -> None:
        for quad in quads(turtle, graph):
            assert quad in store, "the mutant must take away what is there"
            store.remove(quad)

    return edit


def swap(old: str, new: str) -> Edit:
    def edit(store: px.Store) -> None:
        drop(old)(store)
        add(new)(store)

    return edit


MUTANTS: list[tuple[str, str, Edit]] = [
    ("term-labels", "cg:Chain", drop('cg:Chain rdfs:label "产业链"@zh-Hans .')),
    ("term-labels", "cg:Chain", add('cg:Chain rdfs:label "value chain"@en .')),
    ("term-labels", "cg:tier", drop('cg:tier skos:definition "relation that leads to a rank"@en .')),
    ("term-labels", "cg:tier", add('cg:tier skos:definition "relation that also leads"@en .')),
    ("term-languages", "cg:Chain", add('cg:Chain skos:scopeNote "in no language" .')),
    ("term-languages", "scheme:tier-key", add('scheme:tier-key skos:prefLabel "clé"@fr .')),
    ("term-labels-unique", "cg:Chain", add('cg:Tier rdfs:label "industrial chain"@en .')),
    (
        "definition-form",
        "cg:Chain",
        swap(
            'cg:Chain skos:definition "entity that links stages"@en .',
            'cg:Chain skos:definition "a sequence of stages"@en .',
        ),
    ),
    (
        "definition-form",
        "cg:Chain",
        swap(
            'cg:Chain skos:definition "衔接各环节的实体"@zh-Hans .', 'cg:Chain skos:definition "实体之一种"@zh-Hans .'
        ),
    ),
    (
        "definition-form",
        "cg:tier",
        swap('cg:tier skos:definition "relation that leads to a rank"@en .', 'cg:tier skos:definition "the rank"@en .'),
    ),
    (
        "definition-form",
        "cg:Entity",
        swap('cg:Entity skos:definition "thing that lasts"@en .', 'cg:Entity skos:definition "what lasts"@en .'),
    ),
    (
        "definition-circular",
        "cg:Chain",
        swap(
            'cg:Chain skos:definition "entity that links stages"@en .',
            'cg:Chain skos:definition "entity that is an industrial chain"@en .',
        ),
    ),
    (
        "definition-circular",
        "cg:Chain",
        swap(
            'cg:Chain skos:definition "衔接各环节的实体"@zh-Hans .',
            'cg:Chain skos:definition "作为产业链的实体"@zh-Hans .',
        ),
    ),
    ("undeclared-term", "cg:owner", add("<urn:x> cg:owner <urn:y> .", DATA)),
    ("undeclared-term", "cg:Chian", add("<urn:x> a cg:Chian .", DATA)),
    ("undeclared-term", "cg:vlaue", add("question:chains dcterms:references cg:vlaue .", QUESTIONS)),
    ("undeclared-term", "cg:Park", add("[] sh:targetClass cg:Park .")),
    ("undeclared-term", "cg:Park", add("cg:Park rdfs:subClassOf cg:Entity .")),
    ("unused-term", "cg:Park", add("cg:Park a owl:Class ; rdfs:subClassOf cg:Entity .")),
    ("unused-term", "cg:Chain", drop("question:chains dcterms:references cg:tier .", QUESTIONS)),
    ("competency-question", "cg:Chain", drop('cg:Chain cg:competencyQuestion "chains" .')),
    ("competency-question", "cg:Chain", add('cg:Chain cg:competencyQuestion "no-such-question" .')),
    ("competency-question", "cg:Chain", drop("question:chains dcterms:references cg:tier .", QUESTIONS)),
    ("header", "cg:", drop('cg: dcterms:abstract "一个核心"@zh-Hans .')),
    ("header", "cg:", drop("cg: owl:versionIRI <https://w3id.org/chaingraph/def/1/> .")),
    ("header", "cg:", drop('cg: <https://schema.org/creativeWorkStatus> "Draft"@en .')),
    ("header", "scheme:codes", add("scheme:codes a owl:Ontology .")),
    ("one-ontology-a-file", "urn:chaingraph:file:core.ttl", add("scheme:codes a owl:Ontology .")),
    ("one-ontology-a-file", "urn:chaingraph:file:core.ttl", drop("cg: a owl:Ontology .")),
    ("one-ontology-a-file", "cg:", add("cg: a owl:Ontology .", px.NamedNode("urn:chaingraph:file:other.ttl"))),
    ("defined-by", "cg:Chain", drop("cg:Chain rdfs:isDefinedBy cg: .")),
    ("defined-by", "cg:Chain", swap("cg:Chain rdfs:isDefinedBy cg: .", "cg:Chain rdfs:isDefinedBy scheme:codes .")),
    ("defined-by", "skos:Concept", drop("skos:Concept rdfs:isDefinedBy <http://example.org/skos> .")),
    ("deprecated-in-use", "cg:tier", add("cg:tier owl:deprecated true . <urn:x> cg:tier scheme:tier-key .")),
    ("deprecated-in-use", "cg:Chain", add("cg:Chain owl:deprecated true . <urn:x> a cg:Chain .")),
    ("concept-complete", "scheme:tier-key", drop('scheme:tier-key skos:prefLabel "重点"@zh-Hans .')),
    ("concept-complete", "scheme:tier-key", add('scheme:tier-key skos:definition "tier that is second"@en .')),
    ("concept-complete", "scheme:tier-key", drop('scheme:tier-key skos:notation "key" .')),
    ("concept-complete", "scheme:tier-key", drop("scheme:tier-key skos:inScheme scheme:tier .")),
    ("concept-complete", "scheme:tier-key", drop("scheme:tier a skos:ConceptScheme .")),
    (
        "concept-complete",
        "scheme:tier-key",
        swap('scheme:tier-key skos:notation "key" .', 'scheme:tier-key skos:notation "kee" .'),
    ),
    (
        "concept-complete",
        "scheme:tier-key",
        add('scheme:tier-twin skos:inScheme scheme:tier ; skos:notation "key" .'),
    ),
    ("concept-complete", "scheme:tier-key", add('scheme:tier-key skos:definition "key"@en .')),
    (
        "concept-definition",
        "scheme:tier-key",
        swap(
            'scheme:tier-key skos:definition "tier that comes first"@en .',
            'scheme:tier-key skos:definition "the first of them"@en .',
        ),
    ),
    ("concept-kind", "scheme:tier-key", drop("scheme:tier-key a cg:Tier .")),
    ("external-declared", "skos:related", add("<urn:x> skos:related <urn:y> .")),
    ("external-declared", "oa:TextPositionSelector", add("<urn:x> a oa:TextPositionSelector .", DATA)),
    ("external-declared", "skos:notation", drop("skos:notation a owl:DatatypeProperty .")),
    ("pinned-term", "skos:preferredLabel", add('cg:Chain skos:preferredLabel "chain"@en .')),
    ("pinned-term", "oa:TextPosition", add("<urn:x> a oa:TextPosition .", DATA)),
    ("pinned-term", "http://example.org/Thing", add("cg:Chain rdfs:subClassOf <http://example.org/Thing> .")),
    ("pinned-term", "oa:begin", add("question:chains dcterms:references oa:begin .", QUESTIONS)),
]


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def named(rule: Rule, store: px.Store) -> set[str]:
    return {finding.focus for finding in run_rules(store, [rule])}


@pytest.fixture(scope="module")
def bundled_findings() -> list[Finding]:
    return check_hygiene(data=graph_files())


@pytest.mark.parametrize("rule", [rule.name for rule in read_rules()])
def test_the_bundled_ontology_keeps_the_rule(rule: str, bundled_findings: list[Finding]) -> None:
    assert [str(finding) for finding in bundled_findings if finding.rule == rule] == []


def test_a_sound_ontology_breaks_no_rule(tmp_path: Path) -> None:
    assert run_rules(sound_store(tmp_path), read_rules()) == []


@pytest.mark.parametrize(("rule", "focus", "edit"), MUTANTS)
def test_a_rule_refuses_its_mutant(rule: str, focus: str, edit: Edit, tmp_path: Path, rules: dict[str, Rule]) -> None:
    store = sound_store(tmp_path)
    edit(store)
    assert expand(focus) in named(rules[rule], store)


def test_every_rule_has_a_mutant(rules: dict[str, Rule]) -> None:
    assert {rule for rule, _, _ in MUTANTS} == set(rules)


def test_every_rule_tells_what_to_do_in_words(rules: dict[str, Rule]) -> None:
    assert all(len(rule.banner) > 20 and "?error" in rule.query for rule in rules.values())


def test_a_parents_word_may_stand_in_a_definition(tmp_path: Path, rules: dict[str, Rule]) -> None:
    store = sound_store(tmp_path)
    add(
        'cg:Entry a owl:Class ; rdfs:subClassOf cg:Entity ; rdfs:label "entity"@en ; '
        'skos:definition "entity that is listed"@en .'
    )(store)
    assert named(rules["definition-circular"], store) == set()


def test_a_word_within_a_word_is_not_circular(tmp_path: Path, rules: dict[str, Rule]) -> None:
    store = sound_store(tmp_path)
    add('cg:Part a owl:Class ; rdfs:label "part"@en ; skos:definition "thing that a party has"@en .')(store)
    assert named(rules["definition-circular"], store) == set()


def test_a_term_named_only_in_a_comment_or_a_string_is_unused(tmp_path: Path, rules: dict[str, Rule]) -> None:
    core, question = tmp_path / "core.ttl", tmp_path / "chains.rq"
    core.write_text(SOUND, encoding="utf-8")
    question.write_text(
        "PREFIX cg: <https://w3id.org/chaingraph/def/>\n# cg:tier\nSELECT * { ?s ?p 'cg:tier' }", encoding="utf-8"
    )
    store = assemble([core], questions=[question])
    assert expand("cg:tier") in named(rules["unused-term"], store)


def test_a_question_may_write_a_term_out_in_full(tmp_path: Path, rules: dict[str, Rule]) -> None:
    core, question = tmp_path / "core.ttl", tmp_path / "chains.rq"
    core.write_text(SOUND, encoding="utf-8")
    question.write_text("SELECT * { ?s <https://w3id.org/chaingraph/def/tier> ?o }", encoding="utf-8")
    store = assemble([core], questions=[question])
    assert named(rules["unused-term"], store) == set()


def test_a_users_file_may_use_other_vocabularies_but_not_misspell_ours(tmp_path: Path) -> None:
    core, question, own = tmp_path / "core.ttl", tmp_path / "chains.rq", tmp_path / "own.ttl"
    core.write_text(SOUND, encoding="utf-8")
    question.write_text(QUESTION, encoding="utf-8")
    own.write_text(HEADER + "<urn:x> <http://xmlns.com/foaf/0.1/knows> <urn:y> ; cg:teir <urn:z> .", encoding="utf-8")
    findings = run_rules(assemble([core], data=[own], questions=[question]), read_rules())
    assert [str(finding) for finding in findings] == [
        (
            "undeclared-term: cg:teir: is used but declared nowhere; "
            "correct the name or declare it with its competency question"
        )
    ]


def test_a_file_that_is_not_turtle_is_refused_by_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(GraphFileError, match=r"broken\.ttl: cannot be read as Turtle"):
        assemble([broken])


def test_a_file_of_unknown_kind_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"table\.csv: not a known kind"):
        assemble([tmp_path / "table.csv"])


def test_a_finding_reads_as_one_line() -> None:
    finding = Finding("unused-term", "https://w3id.org/chaingraph/def/Park", "is named by no shape")
    assert str(finding) == "unused-term: cg:Park: is named by no shape"


def test_bundled_files_are_found() -> None:
    assert {path.name for path in ontology_files()} >= {"core.ttl", "alignments.ttl"}
    assert question_files()
