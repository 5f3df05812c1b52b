"""Curated tables: what the columns of each table mean.

A folder holds one CSV file a table. What a column holds is said once, here, in ``TABLES``; the reader checks cells by
it, the compiler turns them into RDF by it, and the workbook of an office will be made from it.
"""

from dataclasses import dataclass
from functools import cached_property

__all__ = ["TABLES", "Column", "Table"]


@dataclass(frozen=True)
class Column:
    """One column: how its cell is read and which property carries it.

    Attributes
    ----------
    name
        The heading.
    predicate
        ``prefix:local`` of the property; empty where the compiler treats the column itself (evidence, notes).
    reads
        ``text``, ``date``, ``decimal``, ``integer``, ``boolean``, ``uri``; ``ref`` (``kind:key`` of an individual or
        concept), ``ref:KIND`` (the bare key of that kind), ``concept:FAMILY`` (the bare key of a concept),
        ``scheme`` (a concept's local name), ``unit``, ``class``, ``statement`` (``kind:document.key``), ``spans``.
    required, many
        Whether the cell must be filled; whether it may hold several values joined by ``|``.
    """

    name: str
    predicate: str
    reads: str = "text"
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its file name's stem, the kind of individual that a row is, its class, and its columns.

    A statement's row has a document and evidence. A judgement's row says who judged, when and why; it is a statement's
    row too where it judges what a document says. ``graph`` is the named graph of judgements; statements stand in that
    of their document, entities in that of entities.
    """

    name: str
    kind: str
    rdf_class: str
    columns: tuple[Column, ...]
    is_statement: bool = False
    is_judgement: bool = False
    graph: str = ""

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


_LABELS = (
    Column("key", "", required=True),
    Column("zh", "skos:prefLabel", required=True),
    Column("en", "skos:prefLabel"),
    Column("alt", "skos:altLabel", many=True),
    Column("hidden", "skos:hiddenLabel", many=True),
)
_STATED = (
    Column("doc", "", "ref:document", required=True),
    Column("key", "", required=True),
    Column("evidence", "", "spans"),
)
_VALID = (Column("valid_from", "cg:validFrom", "date"), Column("valid_to", "cg:validTo", "date"))
_REPORTED = Column("reported_on", "cg:reportedOn", "date")
_JUDGED = (Column("editor", "cg:editor", required=True), Column("judged_on", "cg:judgedOn", "date", required=True))
_REVIEWED = (*_JUDGED, Column("review", "cg:reviewStatus", "concept:review", required=True))
_NOTE = (Column("note", ""),)
_INTERNAL = Column("internal", "cg:isInternal", "boolean")


def _entity(name: str, kind: str, rdf_class: str, *columns: Column) -> Table:
    return Table(name, kind, rdf_class, (*_LABELS, *columns, *_NOTE))


def _statement(name: str, kind: str, rdf_class: str, *columns: Column, dated: bool = True) -> Table:
    every = (*_STATED, *columns, *(_VALID if dated else ()), _INTERNAL, *_NOTE)
    return Table(name, kind, rdf_class, every, is_statement=True)


def _judgement(name: str, kind: str, rdf_class: str, *columns: Column) -> Table:
    every = (*_STATED, *columns, *_JUDGED, *_NOTE)
    return Table(name, kind, rdf_class, every, is_statement=True, is_judgement=True, graph="judgements")


def _own_judgement(name: str, kind: str, rdf_class: str, graph: str, *columns: Column) -> Table:
    """Return a table of judgements that rest on no single document: a reason, and an address where there is one."""
    source = Column("address", "dcterms:source", "uri")
    note = Column("note", "", required=True)
    every = (Column("key", "", required=True), *columns, source, *_REVIEWED, note)
    return Table(name, kind, rdf_class, every, is_judgement=True, graph=graph)


_NUMBER = (
    Column("indicator", "cg:indicator", "concept:indicator", required=True),
    Column("about", "cg:about", "ref"),
    Column("area", "cg:area", "ref:place"),
    Column("period_start", "cg:periodStart", "date"),
    Column("period_end", "cg:periodEnd", "date", required=True),
    Column("period_source", "cg:periodSource", "concept:period-source", required=True),
    Column("value", "cg:value", "decimal", required=True),
    Column("unit", "cg:unit", "unit", required=True),
    Column("basis", "cg:basis", "concept:basis", required=True),
    Column("accrual", "cg:accrual", "concept:accrual"),
    Column("scope", "cg:scope", "concept:scope"),
    Column("qualifier", "cg:qualifier", "concept:qualifier", required=True),
    Column("status", "cg:status", "concept:status", required=True),
    Column("rank_of", "cg:rankOf", "concept:basis"),
    Column("rank_in", "cg:rankIn", "ref"),
    Column("rank_excluding", "cg:rankExcluding", "ref", many=True),
    Column("list_size", "cg:listSize", "integer"),
    Column("compared_with", "cg:comparedWith", "ref"),
    Column("difference_of", "cg:differenceOf", "concept:basis"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _entity(
            "documents",
            "document",
            "cg:Document",
            Column("title", "dcterms:title"),
            Column("publisher", "dcterms:publisher"),
            Column("issued", "dcterms:issued", "date"),
            Column("language", "dcterms:language", required=True),
            Column("address", "cg:address", "uri"),
            Column("file", "cg:fileName"),
            Column("sha256", "cg:sha256"),
            Column("body_start", "cg:bodyStart", "integer"),
            Column("body_end", "cg:bodyEnd", "integer"),
            Column("derived_from", "prov:wasDerivedFrom", "ref:document", many=True),
            Column("fictional", "cg:isFictional", "boolean"),
        ),
        _entity(
            "places",
            "place",
            "cg:Place",
            Column("code", "cg:divisionCode"),
            Column("latitude", "cg:latitude", "decimal"),
            Column("longitude", "cg:longitude", "decimal"),
            Column("within", "cg:within", "ref:place", many=True),
        ),
        _entity(
            "programmes",
            "programme",
            "cg:SystemProgramme",
            Column("area", "cg:area", "ref:place", required=True),
        ),
        _entity("list_series", "list-series", "cg:ListSeries"),
        _entity(
            "editions",
            "edition",
            "cg:SystemEdition",
            Column("programme", "cg:programme", "ref:programme", required=True),
            Column("list_series", "cg:listSeries", "ref:list-series", required=True),
        ),
        _entity(
            "sector_groups",
            "sector-group",
            "cg:SectorGroup",
            Column("edition", "cg:edition", "ref:edition", required=True),
        ),
        _entity("sectors", "sector", "cg:Sector"),
        _entity("chains", "chain", "cg:Chain", Column("area", "cg:area", "ref:place", required=True)),
        _entity("templates", "template", "cg:ChainTemplate"),
        _entity("segments", "segment", "cg:Segment"),
        _entity(
            "industries",
            "industry",
            "cg:Industry",
            Column("code", "cg:industryCode", required=True),
            Column("classification", "cg:classification", "concept:classification", required=True),
        ),
        _entity("products", "product", "cg:Product"),
        _entity("enterprises", "enterprise", "cg:Enterprise", Column("credit_code", "cg:creditCode")),
        _entity("institutions", "institution", "cg:Institution"),
        _entity("bodies", "body", "cg:GovernmentBody", Column("area", "cg:area", "ref:place")),
        _entity("posts", "post", "cg:Post", Column("body", "org:postIn", "ref:body", many=True)),
        _entity("people", "person", "cg:Person"),
        _entity("parks", "park", "cg:Park"),
        _entity("clusters", "cluster", "cg:Cluster"),
        _entity("projects", "project", "cg:Project"),
        _entity("platforms", "platform", "cg:Platform"),
        _entity("policies", "policy", "cg:Policy"),
        _statement(
            "set_claims",
            "set-claim",
            "cg:MemberSetClaim",
            Column("member_kind", "cg:memberKind", "class", required=True),
            Column("within", "cg:within", "ref", required=True, many=True),
            Column("condition", "cg:condition", "scheme", many=True),
            Column("stated_count", "cg:statedCount", "integer"),
            Column("qualifier", "cg:qualifier", "concept:qualifier"),
            Column("is_complete", "cg:isComplete", "boolean"),
            Column("open_ended", "cg:openEnded", "boolean"),
            Column("membership", "cg:membership", "statement", many=True),
            Column("possible", "cg:possibleMember", "ref", many=True),
        ),
        _statement(
            "sector_entries",
            "sector-entry",
            "cg:SectorEntry",
            Column("sector", "cg:sector", "ref:sector", required=True),
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("sector_group", "cg:sectorGroup", "ref:sector-group"),
        ),
        _statement(
            "chain_entries",
            "chain-entry",
            "cg:ChainEntry",
            Column("chain", "cg:chain", "ref:chain", required=True),
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("tier", "cg:tier", "concept:tier", required=True),
            Column("sector_group", "cg:sectorGroup", "ref:sector-group"),
        ),
        _statement(
            "edition_changes",
            "edition-change",
            "cg:EditionChange",
            Column("edition", "cg:edition", "ref:edition", required=True),
            Column("kind", "cg:changeKind", "concept:change", required=True),
            Column("from", "cg:changeFrom", "ref", many=True),
            Column("to", "cg:changeTo", "ref", many=True),
            Column("inputs_unstated", "cg:inputsUnstated", "boolean"),
        ),
        _statement(
            "chain_ownerships",
            "chain-ownership",
            "cg:ChainOwnership",
            Column("owner", "cg:owner", "ref:enterprise", required=True),
            Column("chain", "cg:chain", "ref:chain"),
            Column("area", "cg:area", "ref:place"),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "chief_holdings",
            "chief-holding",
            "cg:ChiefHolding",
            Column("holder", "cg:holder", "ref", required=True),
            Column("role", "cg:role", "concept:role", required=True),
            Column("chain", "cg:chain", "ref:chain"),
            Column("area", "cg:area", "ref:place"),
        ),
        _statement(
            "participations",
            "participation",
            "cg:Participation",
            Column("participant", "cg:participant", "ref", required=True),
            Column("participates_in", "cg:participatesIn", "ref", required=True),
            Column("role", "cg:role", "concept:role"),
            _REPORTED,
        ),
        _statement(
            "supplies",
            "supply",
            "cg:SupplyLink",
            Column("supplier", "cg:supplier", "ref:enterprise", required=True),
            Column("customer", "cg:customer", "ref:enterprise", required=True),
            Column("product", "cg:product", "ref:product"),
            Column("share", "cg:inputShare", "decimal"),
            _REPORTED,
        ),
        _statement(
            "relations",
            "relation",
            "cg:BusinessRelation",
            Column("from", "cg:relationFrom", "ref", required=True),
            Column("to", "cg:relationTo", "ref", required=True),
            Column("relation", "cg:relationKind", "concept:relation", required=True),
            _REPORTED,
        ),
        _statement(
            "sitings",
            "siting",
            "cg:Siting",
            Column("about", "cg:about", "ref", required=True),
            Column("area", "cg:area", "ref:place", required=True),
        ),
        _statement(
            "awards",
            "award",
            "cg:DesignationAward",
            Column("recipient", "cg:recipient", "ref", required=True),
            Column("scheme", "cg:scheme", "concept:designation", required=True),
            Column("tier", "cg:tier", "concept:tier"),
            Column("batch", "cg:batch"),
            Column("year", "cg:awardYear", "integer"),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "project_statuses",
            "project-status",
            "cg:ProjectStatus",
            Column("project", "cg:project", "ref:project", required=True),
            Column("phase", "cg:phase", "concept:phase", required=True),
        ),
        _statement(
            "policy_adoptions",
            "policy-adoption",
            "cg:PolicyAdoption",
            Column("policy", "cg:policy", "ref:policy", required=True),
            Column("authority", "cg:authority", "ref:body"),
        ),
        _statement(
            "segment_statuses",
            "segment-status",
            "cg:SegmentStatus",
            Column("segment", "cg:segment", "ref:segment", required=True),
            Column("area", "cg:area", "ref:place", required=True),
            Column("state", "cg:segmentState", "concept:segment-state", required=True),
        ),
        _statement("observations", "observation", "cg:Observation", *_NUMBER, dated=False),
        _statement("targets", "target", "cg:Target", *_NUMBER, dated=False),
        _judgement(
            "exclusions",
            "exclusion",
            "cg:FigureExclusion",
            Column("exclusion_reason", "cg:exclusionReason", "concept:exclusion", required=True),
        ),
        _judgement(
            "merges",
            "merge",
            "cg:EntityMerge",
            Column("surface", "cg:surfaceForm", required=True),
            Column("entity", "cg:mergedInto", "ref", required=True),
        ),
        Table(
            "segment_links",
            "segment-link",
            "cg:Participation",
            (
                *_STATED,
                Column("participant", "cg:participant", "ref", required=True),
                Column("participates_in", "cg:participatesIn", "ref", required=True),
                Column("role", "cg:role", "concept:role"),
                *_VALID,
                _INTERNAL,
                *_REVIEWED,
                Column("note", "", required=True),
            ),
            is_statement=True,
            is_judgement=True,
            graph="segment-links",
        ),
        _own_judgement(
            "template_segments",
            "template-placement",
            "cg:TemplatePlacement",
            "templates",
            Column("template", "cg:template", "ref:template", required=True),
            Column("segment", "cg:segment", "ref:segment", required=True),
            Column("lane", "cg:lane", "concept:lane"),
        ),
        _own_judgement(
            "segment_inputs",
            "segment-input",
            "cg:SegmentInput",
            "templates",
            Column("from", "cg:inputFrom", "ref:segment", required=True),
            Column("to", "cg:inputTo", "ref:segment", required=True),
            Column("product", "cg:product", "ref:product", required=True),
            Column("need", "cg:need", "concept:need", required=True),
        ),
        _own_judgement(
            "segment_industries",
            "industry-assignment",
            "cg:IndustryAssignment",
            "templates",
            Column("segment", "cg:segment", "ref:segment", required=True),
            Column("industry", "cg:industry", "ref:industry", required=True),
        ),
        _own_judgement(
            "template_matches",
            "template-match",
            "cg:TemplateMatch",
            "templates",
            Column("subject", "cg:matchOf", "ref", required=True),
            Column("template", "cg:template", "ref:template", required=True),
            Column("match", "cg:match", "concept:match", required=True),
            Column("only", "cg:onlySegment", "ref:segment", many=True),
        ),
        _own_judgement(
            "conflict_decisions",
            "decision",
            "cg:ConflictDecision",
            "decisions",
            Column("concerns", "cg:concerns", "statement", required=True, many=True),
            Column("decision", "cg:decision", "concept:decision", required=True),
            Column("preferred", "cg:preferred", "statement"),
        ),
    )
}
