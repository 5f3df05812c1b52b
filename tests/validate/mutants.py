"""The mutants of a valid graph, at least one for every constraint of every shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from chaingraph.namespaces import PREFIXES

_HEX = "cd" * 32


@dataclass(frozen=True)
class Mutant:
    """A change of the valid graph, and the constraint that must refuse it.

    ``edits`` are ``subject operator property objects`` joined by `` ;; ``: ``-`` removes the property, ``+`` adds to it,
    ``=`` replaces it.
    """

    shape: str
    component: str
    edits: str

    def __str__(self) -> str:
        return f"{self.shape} {self.component}: {self.edits}"

    def places(self) -> set[tuple[str, str]]:
        """Return the subjects and properties that the edits touch."""
        return {(edit.split(" ")[0], edit.split(" ")[2]) for edit in self.edits.split(" ;; ")}

    def apply(self, store: Store) -> None:
        prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
        for edit in self.edits.split(" ;; "):
            subject, operator, predicate, *objects = edit.split(" ", 3)
            if operator in "-=":
                store.update(f"{prefixes} DELETE WHERE {{ {subject} {predicate} ?o }}")
            if operator in "+=":
                store.update(f"{prefixes} INSERT DATA {{ {subject} {predicate} {objects[0]} }}")


def _reference(shape: str, node: str, prop: str, *, other: str = "", need: bool = False, many: bool = False,
               kind: str = "class", wrong: str = "policy:p") -> Iterator[Mutant]:  # fmt: skip
    """Yield the mutants of a property that leads to a node of a class; ``other`` is a second good value."""
    if need:
        yield Mutant(shape, "minCount", f"{node} - {prop}")
    if not many:
        yield Mutant(shape, "maxCount", f"{node} + {prop} {other}")
    yield Mutant(shape, kind, f"{node} = {prop} {wrong}")
    yield Mutant(shape, "nodeKind", f'{node} = {prop} "text"')


def _literal(shape: str, node: str, prop: str, other: str, *, need: bool = False, **broken: str) -> Iterator[Mutant]:
    """Yield the mutants of a property that leads to a literal; ``broken`` has a bad value for each constraint."""
    if need:
        yield Mutant(shape, "minCount", f"{node} - {prop}")
    yield Mutant(shape, "maxCount", f"{node} + {prop} {other}")
    for component, value in broken.items():
        yield Mutant(shape, component, f"{node} = {prop} {value}")


def _identified(shape: str, rdf_class: str, wrong: str) -> Iterator[Mutant]:
    """Yield the mutants of a node shape that says how the IRIs of a class are made."""
    yield Mutant(shape, "pattern", f"{wrong} + a {rdf_class}")
    yield Mutant(shape, "nodeKind", f"_:b + a {rdf_class}")


def _mutants() -> Iterator[Mutant]:
    yield from _identities()
    yield from _entities()
    yield from _evidence()
    yield from _sets_and_lists()
    yield from _roles_and_titles()
    yield from _figures()
    yield from _judgements_and_concepts()


def _identities() -> Iterator[Mutant]:
    entities = {
        "SystemProgramme": "programme", "SystemEdition": "edition", "ListSeries": "list-series",
        "SectorGroup": "sector-group", "Sector": "sector", "Chain": "chain", "Segment": "segment",
        "ChainTemplate": "template", "Industry": "industry", "TemplatePlacement": "template-placement",
        "SegmentInput": "segment-input", "IndustryAssignment": "industry-assignment",
        "TemplateMatch": "template-match", "ConflictDecision": "decision",
        "Product": "product", "Enterprise": "enterprise", "Institution": "institution", "GovernmentBody": "body",
        "Post": "post", "Person": "person", "Park": "park", "Cluster": "cluster", "Project": "project",
        "Platform": "platform", "Policy": "policy", "Place": "place", "Document": "document",
    }  # fmt: skip
    for name, kind in entities.items():
        yield from _identified(name, f"cg:{name}", f"{kind}:Upper_Case")
    statements = {
        "MemberSetClaim": "set-claim", "SectorEntry": "sector-entry", "ChainEntry": "chain-entry",
        "EditionChange": "edition-change", "ChainOwnership": "chain-ownership", "ChiefHolding": "chief-holding",
        "Participation": "participation", "SupplyLink": "supply", "BusinessRelation": "relation", "Siting": "siting", "DesignationAward": "award",
        "ProjectStatus": "project-status", "PolicyAdoption": "policy-adoption", "SegmentStatus": "segment-status",
        "Observation": "observation", "Target": "target", "FigureExclusion": "exclusion",
        "EntityMerge": "merge",
    }  # fmt: skip
    for name, kind in statements.items():
        yield from _identified(name, f"cg:{name}", f"{kind}:without-document")
    yield from _identified("Statement", "cg:Siting", "<https://example.org/elsewhere>")
    yield from _identified("Evidence", "cg:Evidence", "evidence:d.20--60")
    yield from _identified("Selector", "oa:TextPositionSelector", "selector:d.20")


def _entities() -> Iterator[Mutant]:
    chain = "chain:c"
    yield Mutant("Entity-prefLabel", "minCount", f"{chain} - skos:prefLabel")
    yield Mutant("Entity-prefLabel", "uniqueLang", f'{chain} + skos:prefLabel "另一名"@zh-Hans')
    yield Mutant("Entity-prefLabel", "datatype", f'{chain} + skos:prefLabel "no language"')
    yield Mutant("Entity-prefLabel", "pattern", f'{chain} = skos:prefLabel "红\\u001B[31m"@zh-Hans')
    yield Mutant("Entity-prefLabel-zh", "qualifiedValueShape", f'{chain} = skos:prefLabel "Chain"@en , "鏈"@zh-Hant')
    yield Mutant("Entity-altLabel", "datatype", f'{chain} = skos:altLabel "no language"')
    yield Mutant("Entity-altLabel", "disjoint", f'{chain} = skos:altLabel "链"@zh-Hans')
    yield Mutant("Entity-altLabel", "pattern", f'{chain} = skos:altLabel "a\\u0007"@en')
    yield Mutant("Entity-hiddenLabel", "datatype", f'{chain} = skos:hiddenLabel "no language"')
    yield Mutant("Entity-hiddenLabel", "pattern", f'{chain} = skos:hiddenLabel "a\\u0085"@en')
    county = "place:county"
    yield from _reference("SystemProgramme-area", "programme:p", "cg:area", need=True, other=county)
    yield from _reference("SystemEdition-programme", "edition:e", "cg:programme", need=True, other="programme:q")
    yield from _reference("SystemEdition-listSeries", "edition:e", "cg:listSeries", need=True, other="list-series:t")
    yield from _reference("SectorGroup-edition", "sector-group:g", "cg:edition", need=True, other="edition:f")
    yield from _reference("Chain-area", chain, "cg:area", need=True, other=county)
    yield from _reference("Segment-feeds", "segment:s", "cg:feeds", many=True)
    yield Mutant("Segment-loop", "sparql", "segment:s + cg:feeds segment:s")
    yield from _literal("Enterprise-creditCode", "enterprise:f", "cg:creditCode", '"91350100M000100Y44"',
                        datatype='"91350100M000100Y43"@en', pattern='"91350100I000100Y43"')  # fmt: skip
    yield from _reference("GovernmentBody-area", "body:b", "cg:area", other=county)
    yield from _reference("Post-postIn", "post:p", "org:postIn", many=True)
    place = "place:city"
    yield from _literal("Place-divisionCode", place, "cg:divisionCode", '"3714"', datatype="371400", pattern='"37x"')
    yield from _literal("Place-latitude", place, "cg:latitude", "38.0", datatype='"37.4"',
                        minInclusive="-90.5", maxInclusive="116.36")  # fmt: skip
    yield from _literal("Place-longitude", place, "cg:longitude", "117.0", datatype='"116.3"',
                        minInclusive="-180.5", maxInclusive="371400.0")  # fmt: skip
    yield from _reference("Place-within", "place:county", "cg:within", many=True)
    yield Mutant("Place-loop", "sparql", "place:city + cg:within place:county")
    yield from _documents()


def _documents() -> Iterator[Mutant]:
    document = "document:d"
    yield from _literal("Document-title", document, "dcterms:title", '"Title"@en', datatype='"no language"')
    yield from _literal("Document-publisher", document, "dcterms:publisher", '"another"', nodeKind="body:b")
    yield from _literal("Document-issued", document, "dcterms:issued", '"2024-02-01"^^xsd:date',
                        datatype='"2024-01-31"')  # fmt: skip
    yield from _literal("Document-language", document, "dcterms:language", '"en"', need=True, pattern='"Chinese text"')
    yield from _literal("Document-address", document, "cg:address", '"https://example.org/2"^^xsd:anyURI',
                        datatype='"https://example.org/1"', pattern='"javascript:alert(1)"^^xsd:anyURI')  # fmt: skip
    yield from _literal("Document-fileName", document, "cg:fileName", '"e.txt"', datatype='"d.txt"@en',
                        pattern='"../d.txt"')  # fmt: skip
    yield from _literal("Document-sha256", document, "cg:sha256", f'"{_HEX}"', datatype=f'"{_HEX}"@en',
                        pattern=f'"{_HEX.upper()}"')  # fmt: skip
    yield from _literal("Document-bodyStart", document, "cg:bodyStart", "11", datatype="10.0", minInclusive="-1",
                        lessThan="900")  # fmt: skip
    yield from _literal("Document-bodyEnd", document, "cg:bodyEnd", "901", datatype="900.0")
    yield from _reference("Document-wasDerivedFrom", document, "prov:wasDerivedFrom", many=True)
    yield from _literal("Document-isFictional", document, "cg:isFictional", "false", datatype='"true"')
    yield Mutant("Document-body", "or", f"{document} - cg:bodyEnd")
    yield Mutant("Document-loop", "sparql", "document:u + prov:wasDerivedFrom document:d")


def _evidence() -> Iterator[Mutant]:
    entry, evidence, selector = "chain-entry:d.x", "evidence:d.20-60", "selector:d.20-60"
    yield from _reference("Statement-evidence", entry, "cg:evidence", need=True, many=True)
    yield from _literal("Statement-validFrom", entry, "cg:validFrom", '"2023-02-01"^^xsd:date',
                        datatype='"2023"^^xsd:gYear', lessThanOrEquals='"2024-01-01"^^xsd:date')  # fmt: skip
    yield from _literal("Statement-validTo", entry, "cg:validTo", '"2023-11-01"^^xsd:date', datatype='"2023-12-31"')
    yield from _reference("Evidence-hasSource", evidence, "oa:hasSource", need=True, other="document:u")
    yield from _reference("Evidence-hasSelector", evidence, "oa:hasSelector", other="selector:d.70-80", kind="or")
    yield from _literal("Evidence-spanSha256", evidence, "cg:spanSha256", f'"{_HEX}"', nodeKind="body:b",
                        pattern=f'"{_HEX[1:]}"')  # fmt: skip
    yield from _literal("Selector-start", selector, "oa:start", "21", need=True, datatype="20.0", minInclusive="-20",
                        lessThan="60")  # fmt: skip
    yield from _literal("Selector-end", selector, "oa:end", "61", need=True, datatype="60.0")
    yield Mutant("Evidence-located", "or", f"{evidence} - oa:hasSelector")
    yield Mutant("Evidence-located", "or", "evidence:u.unlocated + oa:hasSelector selector:d.20-60")
    yield Mutant("Evidence-located", "or", "document:d - cg:sha256")
    yield Mutant("Evidence-hashed", "or", f"{evidence} - cg:spanSha256")
    yield Mutant("Evidence-hashed", "or", f'evidence:u.unlocated + cg:spanSha256 "{_HEX}"')
    yield Mutant("Evidence-length", "sparql", f"{selector} = oa:end 141")
    yield Mutant("Evidence-length", "sparql", f'document:d = dcterms:language "en" ;; {selector} = oa:end 321')
    yield Mutant("Evidence-body", "sparql", "document:d = cg:bodyEnd 59")
    yield Mutant("Evidence-body", "sparql", "document:d = cg:bodyStart 21")
    for name in ("exact", "prefix", "suffix"):
        yield Mutant(f"NoQuotation-{name}", "maxCount", f'{selector} + oa:{name} "words"')


def _sets_and_lists() -> Iterator[Mutant]:
    claim = "set-claim:d.m"
    yield from _reference("MemberSetClaim-memberKind", claim, "cg:memberKind", need=True, other="cg:Sector")
    yield from _reference("MemberSetClaim-within", claim, "cg:within", need=True, many=True, wrong="scheme:tier-key")
    yield from _reference("MemberSetClaim-condition", claim, "cg:condition", many=True, kind="or")
    yield from _literal("MemberSetClaim-statedCount", claim, "cg:statedCount", "2", datatype="1.0", minInclusive="-1")
    yield from _reference("MemberSetClaim-qualifier", claim, "cg:qualifier", other="scheme:qualifier-over")
    yield from _literal("MemberSetClaim-isComplete", claim, "cg:isComplete", "false", datatype='"true"')
    yield from _literal("MemberSetClaim-openEnded", claim, "cg:openEnded", "true", datatype='"no"^^xsd:boolean')
    yield from _reference("MemberSetClaim-knownMember", claim, "cg:knownMember", many=True, wrong="scheme:tier-key")
    yield Mutant("MemberSetClaim-knownMember", "disjoint", f"{claim} + cg:possibleMember chain:c")
    yield from _reference("MemberSetClaim-possibleMember", claim, "cg:possibleMember", many=True, wrong="unit:NUM")
    yield from _reference("MemberSetClaim-membership", claim, "cg:membership", many=True)
    yield Mutant("MemberSetClaim-count", "sparql", f"{claim} = cg:statedCount 0 ;; {claim} - cg:isComplete")
    yield Mutant("MemberSetClaim-complete", "sparql", f"{claim} = cg:statedCount 2")
    yield Mutant("MemberSetClaim-shown", "sparql", f"{claim} - cg:membership")
    yield Mutant("MemberSetClaim-listed", "sparql", f"{claim} - cg:knownMember")
    yield Mutant("MemberSetClaim-kind", "sparql", f"{claim} = cg:memberKind cg:Sector")
    yield Mutant("MemberSetClaim-kind", "sparql", f"{claim} + cg:possibleMember enterprise:f")
    yield Mutant("MemberSetClaim-fit", "sparql", f"{claim} = cg:condition scheme:tier-landmark")
    yield Mutant("MemberSetClaim-fit", "sparql", f"{claim} = cg:condition scheme:designation-x")
    yield Mutant("MemberSetClaim-fit", "sparql", f"{claim} = cg:condition scheme:role-chain-owner")
    yield from _reference("SectorEntry-sector", "sector-entry:d.x", "cg:sector", need=True, other="sector:t")
    yield from _reference("SectorEntry-edition", "sector-entry:d.x", "cg:edition", need=True, other="edition:f")
    yield from _reference("SectorEntry-sectorGroup", "sector-entry:d.x", "cg:sectorGroup", other="sector-group:h")
    yield from _reference("ChainEntry-chain", "chain-entry:d.x", "cg:chain", need=True, other="chain:d")
    yield from _reference("ChainEntry-edition", "chain-entry:d.x", "cg:edition", need=True, other="edition:f")
    yield from _reference("ChainEntry-tier", "chain-entry:d.x", "cg:tier", need=True, other="scheme:tier-landmark")
    yield from _reference("ChainEntry-sectorGroup", "chain-entry:d.x", "cg:sectorGroup", other="sector-group:h")
    change = "edition-change:d.x"
    yield from _reference("EditionChange-edition", change, "cg:edition", need=True, other="edition:e")
    yield from _reference("EditionChange-changeKind", change, "cg:changeKind", need=True, other="scheme:change-add")
    yield from _reference("EditionChange-changeFrom", change, "cg:changeFrom", many=True, wrong="scheme:tier-key")
    yield from _reference("EditionChange-changeTo", change, "cg:changeTo", many=True, wrong="scheme:tier-key")
    yield from _literal("EditionChange-inputsUnstated", change, "cg:inputsUnstated", "true", datatype='"true"')
    yield Mutant("EditionChange-sides", "sparql", f"{change} = cg:changeFrom chain:c")
    for kind in ("split", "add", "drop"):
        yield Mutant("EditionChange-sides", "sparql", f"{change} = cg:changeKind scheme:change-{kind}")
    rename = f"{change} = cg:changeKind scheme:change-rename"
    yield Mutant("EditionChange-sides", "sparql", f"{rename} ;; {change} - cg:changeTo")


def _roles_and_titles() -> Iterator[Mutant]:
    county = "place:county"
    yield from _reference("ChainOwnership-owner", "chain-ownership:d.x", "cg:owner", need=True, other="enterprise:g")
    yield from _reference("ChainOwnership-chain", "chain-ownership:d.x", "cg:chain", other="chain:d")
    yield from _reference("ChainOwnership-area", "chain-ownership:d.x", "cg:area", other=county)
    yield from _reference("ChainOwnership-authority", "chain-ownership:d.x", "cg:authority", other="body:c")
    holding = "chief-holding:d.x"
    yield from _reference("ChiefHolding-holder", holding, "cg:holder", need=True, other="person:p", kind="or")
    yield from _reference("ChiefHolding-role", holding, "cg:role", need=True, other="scheme:role-member")
    yield from _reference("ChiefHolding-chain", holding, "cg:chain", other="chain:d")
    yield from _reference("ChiefHolding-area", holding, "cg:area", other=county)
    part = "participation:d.x"
    yield from _reference("Participation-participant", part, "cg:participant", need=True, other="enterprise:g",
                          wrong="scheme:tier-key")  # fmt: skip
    yield from _reference("Participation-participatesIn", part, "cg:participatesIn", need=True, other="park:p",
                          kind="or")  # fmt: skip
    yield from _reference("Participation-role", part, "cg:role", other="scheme:role-chain-owner")
    supply = "supply:d.x"
    yield from _reference("SupplyLink-supplier", supply, "cg:supplier", need=True, other="enterprise:g")
    yield from _reference("SupplyLink-customer", supply, "cg:customer", need=True, other="enterprise:f")
    yield from _reference("SupplyLink-product", supply, "cg:product", other="product:q")
    yield from _literal("SupplyLink-inputShare", supply, "cg:inputShare", "0.5", datatype='"0.4"', minExclusive="0.0",
                        maxInclusive="1.5")  # fmt: skip
    relation = "relation:d.x"
    yield from _reference("BusinessRelation-relationFrom", relation, "cg:relationFrom", need=True, kind="or",
                          other="segment:s")  # fmt: skip
    yield from _reference("BusinessRelation-relationTo", relation, "cg:relationTo", need=True, kind="or",
                          other="segment:s")  # fmt: skip
    yield from _reference("BusinessRelation-relationKind", relation, "cg:relationKind", need=True,
                          other="scheme:relation-control")  # fmt: skip
    yield from _literal("Statement-isInternal", supply, "cg:isInternal", "false", datatype='"true"')
    yield from _literal("Statement-reportedOn", relation, "cg:reportedOn", '"2024-01-31"^^xsd:date',
                        datatype='"2024"')  # fmt: skip
    yield from _reference("Siting-about", "siting:d.x", "cg:about", need=True, other="park:p", wrong="unit:NUM")
    yield from _reference("Siting-area", "siting:d.x", "cg:area", need=True, other="place:city")
    award = "award:d.x"
    yield from _reference("DesignationAward-recipient", award, "cg:recipient", need=True, other="park:p",
                          wrong="unit:NUM")  # fmt: skip
    yield from _reference("DesignationAward-scheme", award, "cg:scheme", need=True, other="scheme:designation-y")
    yield from _reference("DesignationAward-tier", award, "cg:tier", other="scheme:tier-landmark")
    yield from _literal("DesignationAward-batch", award, "cg:batch", '"二"', nodeKind="body:b")
    yield from _literal("DesignationAward-awardYear", award, "cg:awardYear", "2024", datatype='"2023"^^xsd:gYear',
                        minInclusive="23", maxInclusive="20230")  # fmt: skip
    yield from _reference("DesignationAward-authority", award, "cg:authority", other="body:c")
    status = "project-status:d.x"
    yield from _reference("ProjectStatus-project", status, "cg:project", need=True, other="project:q")
    yield from _reference("ProjectStatus-phase", status, "cg:phase", need=True, other="scheme:phase-started")
    policy = "policy-adoption:d.x"
    yield from _reference("PolicyAdoption-policy", policy, "cg:policy", need=True, other="policy:q", wrong="park:p")
    yield from _reference("PolicyAdoption-authority", policy, "cg:authority", other="body:c")
    state = "segment-status:d.x"
    yield from _reference("SegmentStatus-segment", state, "cg:segment", need=True, other="segment:t")
    yield from _reference("SegmentStatus-area", state, "cg:area", need=True, other="place:county")
    yield from _reference("SegmentStatus-segmentState", state, "cg:segmentState", need=True,
                          other="scheme:segment-state-absent")  # fmt: skip


def _figures() -> Iterator[Mutant]:
    figure, rank, gap, target = "observation:d.x", "observation:d.rank", "observation:d.gap", "target:u.x"
    for name, other, need in (
        ("indicator", "scheme:indicator-y", True),
        ("area", "place:county", False),
        ("periodSource", "scheme:period-source-resolved", True),
        ("unit", "unit:NUM", True),
        ("basis", "scheme:basis-level", True),
        ("accrual", "scheme:accrual-stock", False),
        ("scope", "scheme:scope-manufacturing", False),
        ("qualifier", "scheme:qualifier-over", True),
        ("status", "scheme:status-planned", True),
    ):
        yield from _reference(f"Figure-{name}", figure, f"cg:{name}", other=other, need=need)
    yield from _reference("Figure-about", figure, "cg:about", other="chain:d", wrong="unit:NUM")
    yield from _reference("Figure-comparedWith", figure, "cg:comparedWith", other="place:city", kind="or",
                          wrong="graph:d")  # fmt: skip
    yield from _literal("Figure-periodStart", figure, "cg:periodStart", '"2023-02-01"^^xsd:date',
                        datatype='"2023-01"^^xsd:gYearMonth', lessThanOrEquals='"2023-12-01"^^xsd:date')  # fmt: skip
    yield from _literal("Figure-periodEnd", target, "cg:periodEnd", '"2027-12-31"^^xsd:date', need=True,
                        datatype='"2026"')  # fmt: skip
    yield from _literal("Figure-value", figure, "cg:value", "8.7", need=True, datatype='"8.6"^^xsd:double')
    yield from _reference("Figure-rankOf", rank, "cg:rankOf", other="scheme:basis-level")
    yield from _reference("Figure-rankIn", rank, "cg:rankIn", other="place:county", wrong="unit:NUM")
    yield from _reference("Figure-rankExcluding", rank, "cg:rankExcluding", many=True, wrong="unit:NUM")
    yield from _literal("Figure-listSize", rank, "cg:listSize", "17", datatype="16.0", minInclusive="0")
    yield from _reference("Figure-differenceOf", gap, "cg:differenceOf", other="scheme:basis-level")
    yield Mutant("Figure-subject", "or", f"{target} - cg:area")
    yield Mutant("Figure-growth", "or", f"{figure} = cg:unit unit:NUM")
    yield Mutant("Figure-share", "or", f"{target} = cg:unit unit:NUM")
    yield Mutant("Figure-share", "or", f"{target} = cg:value 100.5")
    yield Mutant("Figure-share", "or", f"{target} = cg:value -0.5")
    yield Mutant("Figure-rank", "or", f"{rank} - cg:rankIn")
    yield Mutant("Figure-rank", "or", f"{rank} = cg:value 5.5")
    yield Mutant("Figure-rank", "or", f"{rank} = cg:value 0.0")
    yield Mutant("Figure-rank", "or", f"{rank} = cg:unit unit:PERCENT")
    yield Mutant("Figure-rank-only", "or", f"{figure} + cg:rankIn place:city")
    yield Mutant("Figure-rank-only", "or", f"{figure} + cg:listSize 100")
    yield Mutant("Figure-rank-size", "lessThanOrEquals", f"{rank} = cg:value 17.0")
    yield Mutant("Figure-difference", "or", f"{gap} - cg:comparedWith")
    yield Mutant("Figure-difference", "or", f"{gap} - cg:differenceOf")
    yield Mutant("Figure-difference-only", "or", f"{figure} + cg:differenceOf scheme:basis-level")
    yield Mutant("Figure-difference-unit", "or", f"{gap} = cg:unit unit:PERCENT")
    share = f"{gap} = cg:differenceOf scheme:basis-share"
    yield Mutant("Figure-difference-unit", "or", f"{share} ;; {gap} = cg:unit unit:PERCENT")
    yield Mutant("Figure-multiple", "or", f"{figure} = cg:basis scheme:basis-multiple")
    yield Mutant("Figure-streak", "or", f"{figure} = cg:basis scheme:basis-streak")
    streak = f"{figure} = cg:basis scheme:basis-streak ;; {figure} = cg:unit unit:YR"
    yield Mutant("Figure-streak", "or", f"{streak} ;; {figure} = cg:value 0.0")
    yield Mutant("Target-apart", "not", f"{target} + a cg:Observation")


def _judgements_and_concepts() -> Iterator[Mutant]:
    judgement, concept = "exclusion:d.x", "scheme:basis-rank"
    yield from _literal("Judgement-editor", judgement, "cg:editor", '"another"', need=True, nodeKind="person:p",
                        minLength='""')  # fmt: skip
    yield from _literal("Judgement-judgedOn", judgement, "cg:judgedOn", '"2026-11-23"^^xsd:date', need=True,
                        datatype='"2026-11-22"')  # fmt: skip
    yield Mutant("Judgement-reason", "uniqueLang", f'{judgement} + cg:reason "又一理由"@zh')
    yield Mutant("Judgement-reason", "languageIn", f'{judgement} = cg:reason "Grund"@de')
    yield Mutant("Judgement-reasoned", "or", f"{judgement} - cg:reason ;; {judgement} - cg:exclusionReason")
    yield from _reference("FigureExclusion-evidence", judgement, "cg:evidence", need=True, many=True)
    yield from _reference("FigureExclusion-exclusionReason", judgement, "cg:exclusionReason", need=True,
                          other="scheme:exclusion-name")  # fmt: skip
    yield from _reference("EntityMerge-evidence", "merge:d.x", "cg:evidence", need=True, many=True)
    yield from _reference("EntityMerge-mergedInto", "merge:d.x", "cg:mergedInto", need=True, other="place:city",
                          wrong="scheme:basis-rank")  # fmt: skip
    yield from _literal("EntityMerge-surfaceForm", "merge:d.x", "cg:surfaceForm", '"another"', need=True,
                        datatype='"name"@en', minLength='""')  # fmt: skip
    yield from _own_judgements()
    for name in ("prefLabel", "definition"):
        yield Mutant(f"Concept-{name}", "minCount", f'{concept} = skos:{name} "only English"@en')
        yield Mutant(f"Concept-{name}", "uniqueLang", f'{concept} + skos:{name} "another"@en')
        yield Mutant(f"Concept-{name}", "languageIn", f'{concept} + skos:{name} "rang"@fr')
    yield from _literal("Concept-notation", concept, "skos:notation", '"second"', need=True, pattern='"Not a key"')
    yield Mutant("Concept-inScheme", "minCount", f"{concept} - skos:inScheme")
    yield Mutant("Concept-inScheme", "class", f"{concept} = skos:inScheme place:city")
    yield Mutant("Concept-inScheme", "nodeKind", f'{concept} = skos:inScheme "basis"')
    yield Mutant("Concept-key", "sparql", f'{concept} = skos:notation "basis-growth"')


def _own_judgements() -> Iterator[Mutant]:
    industry = "industry:gbt-3985"
    yield from _literal("Industry-industryCode", industry, "cg:industryCode", '"3986"', need=True, datatype="3985",
                        pattern='"C3985"')  # fmt: skip
    yield from _reference("Industry-classification", industry, "cg:classification", need=True,
                          other="scheme:classification-sei-2018")  # fmt: skip
    placement, given, assignment = "template-placement:t-s", "segment-input:s-t", "industry-assignment:s-3985"
    yield from _reference("TemplatePlacement-template", placement, "cg:template", need=True, other="template:u")
    yield from _reference("TemplatePlacement-segment", placement, "cg:segment", need=True, other="segment:t")
    yield from _reference("SegmentInput-inputFrom", given, "cg:inputFrom", need=True, other="segment:t")
    yield from _reference("SegmentInput-inputTo", given, "cg:inputTo", need=True, other="segment:s")
    yield from _reference("SegmentInput-product", given, "cg:product", need=True, other="product:q")
    yield from _reference("TemplatePlacement-lane", placement, "cg:lane", other="scheme:lane-upstream")
    yield from _reference("SegmentInput-need", given, "cg:need", need=True, other="scheme:need-replaceable")
    yield Mutant("SegmentInput-fed", "sparql", "segment:s - cg:feeds")
    yield from _reference("IndustryAssignment-segment", assignment, "cg:segment", need=True, other="segment:t")
    yield from _reference("IndustryAssignment-industry", assignment, "cg:industry", need=True,
                          other="industry:gbt-3973")  # fmt: skip
    match, decision = "template-match:c-t", "decision:x"
    yield from _reference("TemplateMatch-matchOf", match, "cg:matchOf", need=True, other="sector:s", kind="or")
    yield from _reference("TemplateMatch-template", match, "cg:template", need=True, other="template:u")
    yield from _reference("TemplateMatch-match", match, "cg:match", need=True, other="scheme:match-narrower")
    yield from _reference("TemplateMatch-onlySegment", match, "cg:onlySegment", many=True)
    yield from _reference("ConflictDecision-concerns", decision, "cg:concerns", need=True, many=True)
    yield from _reference("ConflictDecision-decision", decision, "cg:decision", need=True,
                          other="scheme:decision-open")  # fmt: skip
    yield from _reference("ConflictDecision-preferred", decision, "cg:preferred", other="observation:d.rank")
    for node, shape in ((placement, "TemplatePlacement"), (given, "SegmentInput"), (assignment, "IndustryAssignment"),
                        (match, "TemplateMatch"), (decision, "ConflictDecision")):  # fmt: skip
        yield from _reference(f"{shape}-reviewStatus", node, "cg:reviewStatus", need=True,
                              other="scheme:review-reviewed")  # fmt: skip


MUTANTS = list(_mutants())
