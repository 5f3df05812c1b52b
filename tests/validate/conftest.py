"""A small valid graph with one node of each kind, which the tests change one thing at a time."""

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from chaingraph.bundle import ontology_files
from chaingraph.namespaces import PREFIXES
from chaingraph.tables import TABLES

_JUDGEMENT_GRAPHS = {table.kind: table.graph for table in TABLES.values() if table.is_judgement}
_SUBCLASS = f"{PREFIXES['rdfs']}subClassOf"
_HEX = "ab" * 32
SHAPES_FILE = next(path for path in ontology_files() if path.name == "shapes.ttl")

ENTITIES = f"""
place:city a cg:Place ; skos:prefLabel "某市"@zh-Hans , "Some city"@en ; cg:divisionCode "371400" ;
    cg:latitude 37.43 ; cg:longitude 116.36 .
place:county a cg:Place ; skos:prefLabel "某县"@zh-Hans ; cg:within place:city .
programme:p a cg:SystemProgramme ; skos:prefLabel "体系"@zh-Hans ; cg:area place:city .
programme:q a cg:SystemProgramme ; skos:prefLabel "体系二"@zh-Hans ; cg:area place:city .
list-series:s a cg:ListSeries ; skos:prefLabel "名单"@zh-Hans .
list-series:t a cg:ListSeries ; skos:prefLabel "名单二"@zh-Hans .
edition:e a cg:SystemEdition ; skos:prefLabel "版本"@zh-Hans ; cg:programme programme:p ; cg:listSeries list-series:s .
edition:f a cg:SystemEdition ; skos:prefLabel "版本二"@zh-Hans ; cg:programme programme:p ; cg:listSeries list-series:s .
sector-group:g a cg:SectorGroup ; skos:prefLabel "组"@zh-Hans ; cg:edition edition:e .
sector-group:h a cg:SectorGroup ; skos:prefLabel "组二"@zh-Hans ; cg:edition edition:e .
sector:s a cg:Sector ; skos:prefLabel "产业"@zh-Hans .
sector:t a cg:Sector ; skos:prefLabel "产业二"@zh-Hans .
chain:c a cg:Chain ; skos:prefLabel "链"@zh-Hans , "Chain"@en ; skos:altLabel "别名"@zh-Hans ;
    skos:hiddenLabel "鏈"@zh-Hant ; cg:area place:city .
chain:d a cg:Chain ; skos:prefLabel "链二"@zh-Hans ; cg:area place:city .
segment:s a cg:Segment ; skos:prefLabel "环节"@zh-Hans ; cg:feeds segment:t .
segment:t a cg:Segment ; skos:prefLabel "环节二"@zh-Hans .
product:p a cg:Product ; skos:prefLabel "产品"@zh-Hans .
product:q a cg:Product ; skos:prefLabel "产品二"@zh-Hans .
template:t a cg:ChainTemplate ; skos:prefLabel "模板"@zh-Hans .
template:u a cg:ChainTemplate ; skos:prefLabel "模板二"@zh-Hans .
industry:gbt-3985 a cg:Industry ; skos:prefLabel "电子专用材料制造"@zh-Hans ; cg:industryCode "3985" ;
    cg:classification scheme:classification-gbt4754-2017 .
industry:gbt-3973 a cg:Industry ; skos:prefLabel "集成电路制造"@zh-Hans ; cg:industryCode "3973" ;
    cg:classification scheme:classification-gbt4754-2017 .
enterprise:f a cg:Enterprise ; skos:prefLabel "企业"@zh-Hans ; cg:creditCode "91350100M000100Y43" .
enterprise:g a cg:Enterprise ; skos:prefLabel "企业二"@zh-Hans .
institution:i a cg:Institution ; skos:prefLabel "机构"@zh-Hans .
body:b a cg:GovernmentBody ; skos:prefLabel "工信局"@zh-Hans ; cg:area place:city .
body:c a cg:GovernmentBody ; skos:prefLabel "发改委"@zh-Hans .
post:p a cg:Post ; skos:prefLabel "市长"@zh-Hans ; org:postIn body:b .
person:p a cg:Person ; skos:prefLabel "某人"@zh-Hans .
park:p a cg:Park ; skos:prefLabel "园区"@zh-Hans .
cluster:c a cg:Cluster ; skos:prefLabel "集群"@zh-Hans .
project:p a cg:Project ; skos:prefLabel "项目"@zh-Hans .
project:q a cg:Project ; skos:prefLabel "项目二"@zh-Hans .
platform:p a cg:Platform ; skos:prefLabel "平台"@zh-Hans .
policy:p a cg:Policy ; skos:prefLabel "政策"@zh-Hans .
policy:q a cg:Policy ; skos:prefLabel "政策二"@zh-Hans .
document:d a cg:Document ; skos:prefLabel "文献"@zh-Hans ; dcterms:title "标题"@zh-Hans ; dcterms:publisher "报" ;
    dcterms:issued "2024-01-31"^^xsd:date ; dcterms:language "zh-Hans" ; cg:address "https://example.org/1"^^xsd:anyURI ;
    cg:fileName "d.txt" ; cg:sha256 "{_HEX}" ; cg:bodyStart 10 ; cg:bodyEnd 900 ; prov:wasDerivedFrom document:u ; cg:isFictional true .
document:u a cg:Document ; skos:prefLabel "未存文献"@zh-Hans ; dcterms:language "en" ; cg:isFictional true .
"""

STATEMENTS = f"""
evidence:d.20-60 a cg:Evidence ; oa:hasSource document:d ; oa:hasSelector selector:d.20-60 ; cg:spanSha256 "{_HEX}" .
selector:d.20-60 a oa:TextPositionSelector ; oa:start 20 ; oa:end 60 .
set-claim:d.m a cg:MemberSetClaim ; cg:evidence evidence:d.20-60 ; cg:memberKind cg:Chain ; cg:within edition:e ;
    cg:condition scheme:tier-key ; cg:statedCount 1 ; cg:qualifier scheme:qualifier-exact ; cg:isComplete true ;
    cg:openEnded false ; cg:knownMember chain:c ; cg:possibleMember chain:d ; cg:membership chain-entry:d.x .
sector-entry:d.x a cg:SectorEntry ; cg:evidence evidence:d.20-60 ; cg:sector sector:s ; cg:edition edition:e ;
    cg:sectorGroup sector-group:g .
chain-entry:d.x a cg:ChainEntry ; cg:evidence evidence:d.20-60 ; cg:chain chain:c ; cg:edition edition:e ;
    cg:tier scheme:tier-key ; cg:sectorGroup sector-group:g ; cg:validFrom "2023-01-01"^^xsd:date ;
    cg:validTo "2023-12-31"^^xsd:date .
edition-change:d.x a cg:EditionChange ; cg:evidence evidence:d.20-60 ; cg:edition edition:f ;
    cg:changeKind scheme:change-merge ; cg:changeFrom chain:c , chain:d ; cg:changeTo chain:c ; cg:inputsUnstated false .
chain-ownership:d.x a cg:ChainOwnership ; cg:evidence evidence:d.20-60 ; cg:owner enterprise:f ; cg:chain chain:c ;
    cg:area place:city ; cg:authority body:b .
chief-holding:d.x a cg:ChiefHolding ; cg:evidence evidence:d.20-60 ; cg:holder post:p ; cg:role scheme:role-chain-chief ;
    cg:chain chain:c ; cg:area place:city .
participation:d.x a cg:Participation ; cg:evidence evidence:d.20-60 ; cg:participant enterprise:f ;
    cg:participatesIn chain:c ; cg:role scheme:role-member .
supply:d.x a cg:SupplyLink ; cg:evidence evidence:d.20-60 ; cg:isInternal true ; cg:supplier enterprise:f ; cg:customer enterprise:g ;
    cg:product product:p ; cg:inputShare 0.4 .
relation:d.x a cg:BusinessRelation ; cg:evidence evidence:d.20-60 ; cg:relationFrom enterprise:f ;
    cg:relationTo enterprise:g ; cg:relationKind scheme:relation-cooperation ; cg:reportedOn "2024-01-30"^^xsd:date .
siting:d.x a cg:Siting ; cg:evidence evidence:d.20-60 ; cg:about enterprise:f ; cg:area place:county .
award:d.x a cg:DesignationAward ; cg:evidence evidence:d.20-60 ; cg:recipient enterprise:f ;
    cg:scheme scheme:designation-x ; cg:tier scheme:tier-key ; cg:batch "一" ; cg:awardYear 2023 ; cg:authority body:b .
project-status:d.x a cg:ProjectStatus ; cg:evidence evidence:d.20-60 ; cg:project project:p ;
    cg:phase scheme:phase-signed .
policy-adoption:d.x a cg:PolicyAdoption ; cg:evidence evidence:d.20-60 ; cg:policy policy:p ; cg:authority body:b .
segment-status:d.x a cg:SegmentStatus ; cg:evidence evidence:d.20-60 ; cg:segment segment:s ; cg:area place:city ;
    cg:segmentState scheme:segment-state-thin .
observation:d.x a cg:Observation ; cg:evidence evidence:d.20-60 ; cg:indicator scheme:indicator-x ; cg:about chain:c ;
    cg:area place:city ; cg:periodStart "2023-01-01"^^xsd:date ; cg:periodEnd "2023-11-30"^^xsd:date ;
    cg:periodSource scheme:period-source-stated ; cg:value 8.6 ; cg:unit unit:PERCENT ; cg:basis scheme:basis-growth ;
    cg:accrual scheme:accrual-flow ; cg:scope scheme:scope-above-scale ; cg:qualifier scheme:qualifier-exact ;
    cg:status scheme:status-reported ; cg:comparedWith scheme:comparison-same-period-last-year .
observation:d.rank a cg:Observation ; cg:evidence evidence:d.20-60 ; cg:indicator scheme:indicator-x ;
    cg:area place:city ; cg:periodEnd "2023-11-30"^^xsd:date ; cg:periodSource scheme:period-source-stated ;
    cg:value 5.0 ; cg:unit unit:NUM ; cg:basis scheme:basis-rank ; cg:qualifier scheme:qualifier-exact ;
    cg:status scheme:status-reported ; cg:rankOf scheme:basis-growth ; cg:rankIn place:city ;
    cg:rankExcluding place:county ; cg:listSize 16 .
observation:d.gap a cg:Observation ; cg:evidence evidence:d.20-60 ; cg:indicator scheme:indicator-x ;
    cg:area place:city ; cg:periodEnd "2023-11-30"^^xsd:date ; cg:periodSource scheme:period-source-stated ;
    cg:value 1.7 ; cg:unit scheme:unit-percentage-point ; cg:basis scheme:basis-difference ;
    cg:qualifier scheme:qualifier-exact ; cg:status scheme:status-reported ; cg:comparedWith place:county ;
    cg:differenceOf scheme:basis-growth .
target:u.x a cg:Target ; cg:evidence evidence:u.unlocated ; cg:indicator scheme:indicator-x ; cg:area place:city ;
    cg:periodEnd "2026-12-31"^^xsd:date ; cg:periodSource scheme:period-source-stated ; cg:value 60.0 ;
    cg:unit unit:PERCENT ; cg:basis scheme:basis-share ; cg:qualifier scheme:qualifier-exact ;
    cg:status scheme:status-planned .
evidence:u.unlocated a cg:Evidence ; oa:hasSource document:u .
exclusion:d.x a cg:FigureExclusion , cg:Judgement ; cg:evidence evidence:d.20-60 ;
    cg:exclusionReason scheme:exclusion-date ; cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ;
    cg:reason "日期"@zh .
template-placement:t-s a cg:TemplatePlacement , cg:Judgement ; cg:template template:t ; cg:segment segment:s ;
    cg:lane scheme:lane-midstream ; cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ; cg:reviewStatus scheme:review-draft ; cg:reason "属于该链"@zh .
segment-input:s-t a cg:SegmentInput , cg:Judgement ; cg:inputFrom segment:s ; cg:inputTo segment:t ;
    cg:product product:p ; cg:need scheme:need-essential ; cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ;
    cg:reviewStatus scheme:review-draft ; cg:reason "以之为料"@zh .
industry-assignment:s-3985 a cg:IndustryAssignment , cg:Judgement ; cg:segment segment:s ; cg:industry industry:gbt-3985 ;
    cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ; cg:reviewStatus scheme:review-draft ; cg:reason "归入"@zh .
template-match:c-t a cg:TemplateMatch , cg:Judgement ; cg:matchOf chain:c ; cg:template template:t ;
    cg:match scheme:match-exact ; cg:onlySegment segment:s ; cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ;
    cg:reviewStatus scheme:review-draft ; cg:reason "同一产业"@zh .
decision:x a cg:ConflictDecision , cg:Judgement ; cg:concerns observation:d.x , observation:d.rank ;
    cg:decision scheme:decision-prefer-one ; cg:preferred observation:d.x ; cg:editor "某编者" ;
    cg:judgedOn "2026-11-22"^^xsd:date ; cg:reviewStatus scheme:review-draft ; cg:reason "口径更清楚"@zh .
merge:d.x a cg:EntityMerge , cg:Judgement ; cg:evidence evidence:d.20-60 ; cg:surfaceForm "某鏈" ;
    cg:mergedInto chain:c ; cg:editor "某编者" ; cg:judgedOn "2026-11-22"^^xsd:date ; cg:reason "繁体写法"@zh .
"""

_CONCEPTS = (
    "Indicator indicator-x|Indicator indicator-y|Designation designation-x|Designation designation-y|Tier tier-key|"
    "Tier tier-landmark|Qualifier qualifier-exact|Qualifier qualifier-over|Role role-chain-chief|Role role-member|"
    "Role role-chain-owner|ChangeKind change-merge|ChangeKind change-split|ChangeKind change-add|ChangeKind change-drop|"
    "ChangeKind change-rename|ProjectPhase phase-signed|ProjectPhase phase-started|SegmentState segment-state-thin|"
    "SegmentState segment-state-absent|PeriodSource period-source-stated|PeriodSource period-source-resolved|"
    "Basis basis-growth|Basis basis-rank|Basis basis-difference|Basis basis-share|Basis basis-multiple|"
    "Basis basis-streak|Basis basis-level|Accrual accrual-flow|Accrual accrual-stock|Scope scope-above-scale|"
    "Scope scope-manufacturing|Need need-essential|Need need-replaceable|Lane lane-upstream|ReviewStatus review-draft|"
    "Lane lane-midstream|ReviewStatus review-reviewed|MatchKind match-exact|MatchKind match-narrower|Decision decision-prefer-one|"
    "Decision decision-open|Classification classification-gbt4754-2017|Classification classification-sei-2018|"
    "RelationKind relation-cooperation|RelationKind relation-control|"
    "Status status-reported|Status status-planned|Condition condition-x|"
    "ExclusionReason exclusion-date|ExclusionReason exclusion-name|Unit unit-percentage-point|Unit unit-times"
)


def prefix_lines() -> str:
    """Return the declarations of the prefixes that the graph uses, in the form that Turtle and SPARQL share."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def _concepts(*, invented_only: bool = False) -> str:
    """Return the concepts; those that the ontology itself declares can be left to it."""
    lines = [
        f'scheme:{family} a skos:ConceptScheme ; skos:prefLabel "x"@en .'
        for family in sorted({name.split()[1].partition("-")[0] for name in _CONCEPTS.split("|")} | {"comparison"})
    ]
    named = [tuple(name.split()) for name in _CONCEPTS.split("|")]
    terms = [(kind, f"scheme:{local}", local) for kind, local in named]
    terms += [("Unit", f"unit:{local}", local.lower()) for local in ("PERCENT", "NUM", "YR", "CCY_CNY")]
    if invented_only:
        lines, terms = [], [term for term in terms if term[2].endswith(("-x", "-y"))]
    for kind, iri, local in terms:
        scheme = "unit" if iri.startswith("unit:") else local.partition("-")[0]
        lines.append(
            f'{iri} a skos:Concept , cg:{kind} ; skos:prefLabel "{local}"@en , "{local}"@zh-Hans ; '
            f'skos:definition "concept that …"@en , "……的概念"@zh-Hans ; '
            f'skos:notation "{local.replace("_", "-")}" ; skos:inScheme scheme:{scheme} .'
        )
    if not invented_only:
        lines.append("scheme:comparison-same-period-last-year a skos:Concept .")
    return "\n".join(lines)


def _hierarchy() -> list[str]:
    """Return the classes and their order, from the ontology itself: what an engine needs to know of it."""
    core = next(path for path in ontology_files() if path.name == "core.ttl")
    lines = ["cg:Chain a owl:Class ."]
    lines += [
        f"{quad.subject} {quad.predicate} {quad.object} ."
        for quad in parse(path=str(core), format=RdfFormat.TURTLE)
        if quad.predicate.value == _SUBCLASS and not str(quad.object).startswith("_:")
    ]
    return lines


@pytest.fixture(scope="session")
def base_turtle() -> str:
    """The valid graph without named graphs, its concepts and the order of the classes beside it."""
    return "\n".join([prefix_lines(), ENTITIES, STATEMENTS, _concepts(), *_hierarchy()])


@pytest.fixture(scope="session")
def base_trig() -> str:
    """The valid graph as a dataset: each document's statements in its own graph."""
    blocks: dict[str, list[str]] = {"d": [], "u": [], **{graph: [] for graph in _JUDGEMENT_GRAPHS.values()}}
    for block in STATEMENTS.replace(".\n", ".\n\0").split("\0"):
        name = block.strip().split(" ")[0]
        if name:
            kind, _, local = name.partition(":")
            blocks[_JUDGEMENT_GRAPHS.get(kind) or local.partition(".")[0]].append(block)
    # The evidence of an exclusion stands in the graph of judgements as well.
    graphs = [f"GRAPH graph:{name} {{ {''.join(lines)} }}" for name, lines in blocks.items()]
    return "\n".join([prefix_lines(), f"GRAPH graph:entities {{ {ENTITIES} }}", *graphs, _concepts(invented_only=True)])


@pytest.fixture
def base_store(base_turtle: str) -> Store:
    """The valid graph, loaded."""
    store = Store()
    store.load(base_turtle.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def shape_quads() -> list[Quad]:
    """The triples of our shapes."""
    return list(parse(path=str(SHAPES_FILE), format=RdfFormat.TURTLE))
