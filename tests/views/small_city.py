"""A small city whose every count can be told on paper, as TriG, and the names that a hostile twin of it bears."""

from collections.abc import Callable

from pyoxigraph import RdfFormat, Store

from chaingraph.bundle import ontology_files
from chaingraph.store import load_files

PREFIXES = """
@prefix cg: <https://w3id.org/chaingraph/def/> .
@prefix scheme: <https://w3id.org/chaingraph/scheme/> .
@prefix id: <https://w3id.org/chaingraph/id/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

#: kind/key: class, Chinese, English, and what else is said of the thing.
THINGS: dict[str, tuple[str, str, str, str]] = {
    "place/testville": ("Place", "测试市", "Testville", 'cg:divisionCode "379900"'),
    "place/county": ("Place", "甲县", "County A", "cg:within <PLACE>"),
    "programme/ab": ("SystemProgramme", "甲乙体系", "System AB", "cg:area <PLACE>"),
    "list-series/main": ("ListSeries", "主要产业", "Main sectors", ""),
    "list-series/many": ("ListSeries", "产业链名单", "Chain lists", ""),
    "list-series/landmark": ("ListSeries", "标志性产业链", "Landmark chains", ""),
    "edition/main-2020": ("SystemEdition", "主要产业（2020）", "Main sectors (2020)", "EDITION main"),
    "edition/main-2022": ("SystemEdition", "主要产业（2022）", "Main sectors (2022)", "EDITION main"),
    "edition/many-2020": ("SystemEdition", "33条产业链", "33 chains", "EDITION many"),
    "edition/landmark-2023": ("SystemEdition", "12条标志性产业链", "12 landmark chains", "EDITION landmark"),
    "sector-group/old": ("SectorGroup", "旧类", "Old group", "cg:edition <E>edition/main-2020>"),
    "sector-group/first": ("SectorGroup", "第一类", "First group", "cg:edition <E>edition/main-2022>"),
    "sector-group/second": ("SectorGroup", "第二类", "Second group", "cg:edition <E>edition/main-2022>"),
    "sector/food": ("Sector", "食品加工", "Food processing", 'skos:altLabel "食品"@zh-Hans'),
    "sector/steel": ("Sector", "钢铁", "Steel", ""),
    "sector/chips": ("Sector", "集成电路", "Integrated circuits", 'skos:hiddenLabel "積體電路"@zh-Hant'),
    "chain/textiles": ("Chain", "纺织服装产业链", "Textiles chain", "cg:area <PLACE>"),
    "chain/energy": ("Chain", "新能源产业链", "New energy chain", "cg:area <PLACE>"),
    "chain/light": ("Chain", "轻工产业链", "Light industry chain", "cg:area <PLACE>"),
    "enterprise/one": ("Enterprise", "甲公司", "Firm One", ""),
    "enterprise/two": ("Enterprise", "乙公司", "Firm Two", ""),
    "post/leader": ("Post", "主要领导", "Main leaders", ""),
    "document/press-2022": ("Document", "市报2022", "City Paper 2022", 'DOC 2022-07-16 "市报" kept'),
    "document/press-2023": ("Document", "网站2023", "News Site 2023", 'DOC 2023-12-30 "新闻网" kept'),
    "document/old-2021": ("Document", "旧文2021", "Old Text 2021", 'DOC 2021-04-26 "旧报" lost'),
    "cluster/yarn": ("Cluster", "纱线集群", "Yarn cluster", ""),
    "project/mill": ("Project", "织布厂项目", "Mill project", ""),
    "institution/school": ("Institution", "纺织学院", "Textile school", ""),
    "segment/spinning": ("Segment", "纺纱", "Spinning", ""),
    "policy/plan": ("Policy", "行动计划", "Action plan", ""),
    "document/copy-2024": (
        "Document",
        "转载2024",
        "Reprint 2024",
        'DOC 2024-01-05 "转载网" lost ; prov:wasDerivedFrom <E>document/press-2023>',
    ),
}

#: document, kind/key, class, place or None, and what the statement says.
STATEMENTS: tuple[tuple[str, str, str, tuple[int, int] | None, str], ...] = (
    ("old-2021", "sector-entry/food", "SectorEntry", None, "ENTRY main-2020 old food 2020-01-01"),
    ("old-2021", "sector-entry/steel", "SectorEntry", None, "ENTRY main-2020 old steel 2020-01-01"),
    ("old-2021", "set-claim/many", "MemberSetClaim", None, "SET Chain edition/many-2020 33 2020-01-01"),
    ("press-2022", "sector-entry/food", "SectorEntry", (10, 30), "ENTRY main-2022 first food 2022-06-01"),
    ("press-2022", "sector-entry/chips", "SectorEntry", (30, 50), "ENTRY main-2022 first chips 2022-06-01"),
    (
        "press-2022",
        "set-claim/first",
        "MemberSetClaim",
        (5, 50),
        (
            "SET Sector sector-group/first 3 2022-06-01 ; cg:within <E>edition/main-2022> ;"
            " cg:knownMember <E>sector/food> , <E>sector/chips>"
        ),
    ),
    (
        "press-2022",
        "chain-entry/textiles",
        "ChainEntry",
        (60, 80),
        (
            "cg:edition <E>edition/main-2022> ; cg:sectorGroup <E>sector-group/second> ; cg:chain <E>chain/textiles> ;"
            ' cg:tier scheme:tier-key ; cg:validFrom "2022-06-01"^^xsd:date'
        ),
    ),
    (
        "press-2022",
        "chain-ownership/one",
        "ChainOwnership",
        (90, 99),
        "cg:owner <E>enterprise/one> ; cg:area <E>place/county>",
    ),
    (
        "press-2023",
        "set-claim/landmark",
        "MemberSetClaim",
        (100, 120),
        (
            "SET Chain edition/landmark-2023 12 2023-12-30 ; cg:condition scheme:tier-landmark ;"
            " cg:possibleMember <E>chain/textiles> , <E>chain/energy>"
        ),
    ),
    (
        "press-2023",
        "set-claim/owners",
        "MemberSetClaim",
        (130, 150),
        (
            "SET Enterprise place/testville 79 2023-12-30 ; cg:condition scheme:role-chain-owner ;"
            " cg:possibleMember <E>enterprise/one> , <E>enterprise/two>"
        ),
    ),
    (
        "press-2023",
        "edition-change/light",
        "EditionChange",
        (160, 170),
        (
            "cg:edition <E>edition/landmark-2023> ; cg:changeKind scheme:change-merge ; cg:changeTo <E>chain/light> ;"
            " cg:inputsUnstated true"
        ),
    ),
    (
        "press-2023",
        "chief-holding/leader",
        "ChiefHolding",
        (180, 190),
        "cg:holder <E>post/leader> ; cg:role scheme:role-general-chain-chief ; cg:area <PLACE>",
    ),
    (
        "press-2023",
        "observation/growth",
        "Observation",
        (200, 220),
        "FIGURE 2023-01-01 2023-11-30 8.6 unit:PERCENT growth ; cg:area <PLACE>",
    ),
    (
        "press-2023",
        "observation/rank",
        "Observation",
        (220, 240),
        "FIGURE 2023-01-01 2023-12-30 62 unit:NUM rank ; cg:area <PLACE> ; cg:listSize 100",
    ),
    (
        "press-2023",
        "target/revenue",
        "Target",
        (240, 260),
        "FIGURE 2026-01-01 2026-12-31 600000000000 unit:CCY_CNY level ; cg:area <PLACE>",
    ),
    (
        "press-2023",
        "chain-ownership/two",
        "ChainOwnership",
        (300, 310),
        "cg:owner <E>enterprise/two> ; cg:chain <E>chain/textiles> ; cg:area <E>place/county>",
    ),
    (
        "press-2023",
        "participation/school",
        "Participation",
        (310, 320),
        "cg:participant <E>institution/school> ; cg:participatesIn <E>chain/textiles> ; cg:role scheme:role-member",
    ),
    (
        "press-2023",
        "set-claim/partners",
        "MemberSetClaim",
        (310, 330),
        "SET Institution chain/textiles 20 2023-12-30 ; cg:knownMember <E>institution/school>",
    ),
    (
        "press-2023",
        "participation/yarn",
        "Participation",
        (330, 340),
        "cg:participant <E>enterprise/two> ; cg:participatesIn <E>cluster/yarn>",
    ),
    (
        "press-2023",
        "participation/mill",
        "Participation",
        (340, 350),
        "cg:participant <E>enterprise/two> ; cg:participatesIn <E>project/mill>",
    ),
    ("press-2023", "siting/yarn", "Siting", (350, 360), "cg:about <E>cluster/yarn> ; cg:area <E>place/county>"),
    (
        "press-2023",
        "award/yarn",
        "DesignationAward",
        (360, 370),
        (
            "cg:recipient <E>cluster/yarn> ; cg:scheme scheme:designation-advanced-manufacturing-hundred-cities ;"
            ' cg:tier scheme:tier-provincial ; cg:batch "首批" ; cg:awardYear 2023'
        ),
    ),
    (
        "press-2023",
        "project-status/mill",
        "ProjectStatus",
        (370, 380),
        "cg:project <E>project/mill> ; cg:phase scheme:phase-signed",
    ),
    ("press-2023", "policy-adoption/plan", "PolicyAdoption", (380, 390), "cg:policy <E>policy/plan>"),
    (
        "press-2023",
        "segment-status/spinning",
        "SegmentStatus",
        (390, 400),
        "cg:segment <E>segment/spinning> ; cg:area <PLACE> ; cg:segmentState scheme:segment-state-absent",
    ),
    (
        "press-2023",
        "observation/firms",
        "Observation",
        (400, 410),
        "FIGURE 2023-12-30 2023-12-30 118 unit:NUM level ; cg:about <E>chain/textiles> ; cg:area <PLACE>",
    ),
    (
        "copy-2024",
        "supply/one",
        "SupplyLink",
        None,
        "cg:supplier <E>enterprise/one> ; cg:customer <E>enterprise/two> ; cg:inputShare 0.25",
    ),
    (
        "copy-2024",
        "relation/one",
        "BusinessRelation",
        None,
        "cg:relationFrom <E>enterprise/one> ; cg:relationTo <E>enterprise/two> ; cg:relationKind scheme:relation-investment",
    ),
    ("copy-2024", "siting/mill", "Siting", None, "cg:about <E>project/mill> ; cg:area <E>place/county>"),
)

#: A number of a text that is no figure: document, key, place.
EXCLUSION = ("press-2023", "heading-year", (3, 7))

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "\"quoted' & {{ 7*7 }} {% raw %}",
    "line\nbreak\u2028href=javascript:window.hacked=1",
    "<!--<script>",
)


def build_graph(rename: Callable[[str, int], str] = lambda text, _: text) -> str:
    """Return the city as TriG; ``rename`` may change every name."""
    base = "https://w3id.org/chaingraph/id/"
    lines = [PREFIXES, f"<{base}graph/entities> {{"]

    def said(text: str) -> str:
        words = text.split()
        if words and words[0] == "EDITION":
            return f"cg:programme <{base}programme/ab> ; cg:listSeries <{base}list-series/{words[1]}>"
        if words and words[0] == "DOC":
            day, publisher, kept, *rest = words[1:]
            about = f'dcterms:issued "{day}"^^xsd:date ; dcterms:publisher {publisher} ; dcterms:language "zh-Hans"'
            about += ' ; cg:address "https://news.example/item?a=1&b=2"^^xsd:anyURI'
            about += f' ; cg:sha256 "{"a" * 64}" ; cg:bodyStart 0 ; cg:bodyEnd 500' if kept == "kept" else ""
            text = f"{about} {' '.join(rest)}"
        if words and words[0] == "ENTRY":
            _, edition, group, sector, day = words
            text = (
                f"cg:edition <E>edition/{edition}> ; cg:sectorGroup <E>sector-group/{group}> ;"
                f' cg:sector <E>sector/{sector}> ; cg:validFrom "{day}"^^xsd:date'
            )
        if words and words[0] == "SET":
            _, kind, within, count, day, *rest = words
            text = (
                f"cg:memberKind cg:{kind} ; cg:within <E>{within}> ; cg:statedCount {count} ;"
                f' cg:validFrom "{day}"^^xsd:date {" ".join(rest)}'
            )
        if words and words[0] == "FIGURE":
            _, start, end, value, unit, basis, *rest = words
            text = (
                f'cg:indicator scheme:indicator-industrial-value-added ; cg:periodStart "{start}"^^xsd:date ;'
                f' cg:periodEnd "{end}"^^xsd:date ; cg:value {value} ; cg:unit {unit} ;'
                f" cg:basis scheme:basis-{basis} ; cg:qualifier scheme:qualifier-exact ;"
                f" cg:status scheme:status-reported {' '.join(rest)}"
            )
        return text.replace("<E>", f"<{base}").replace("<PLACE>", f"<{base}place/testville>")

    def literal(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    for number, (key, (kind, zh, en, more)) in enumerate(THINGS.items()):
        names = f"{literal(rename(zh, number))}@zh-Hans , {literal(rename(en, number))}@en"
        title = f" ; dcterms:title {literal(rename('标题' + zh, number))}" if kind == "Document" else ""
        tail = f" ; {said(more)}" if more else ""
        lines.append(f"<{base}{key}> a cg:{kind} ; skos:prefLabel {names}{title}{tail} .")
    lines.append("}")
    for document, key, kind, place, text in STATEMENTS:
        statement_kind, row = key.split("/")
        where = f"{place[0]}-{place[1]}" if place else "unlocated"
        evidence = f"{base}evidence/{document}.{where}"
        selector = f"{base}selector/{document}.{where}"
        lines += [
            f"<{base}graph/{document}> {{",
            f"<{base}{statement_kind}/{document}.{row}> a cg:{kind} ; cg:evidence <{evidence}> ; {said(text)} .",
            f"<{evidence}> a cg:Evidence ; oa:hasSource <{base}document/{document}> .",
        ]
        if place:
            lines.append(
                f"<{evidence}> oa:hasSelector <{selector}> . <{selector}> a oa:TextPositionSelector ;"
                f" oa:start {place[0]} ; oa:end {place[1]} ."
            )
        lines.append("}")
    document, key, (start, end) = EXCLUSION
    evidence, selector = (f"{base}{kind}/{document}.{start}-{end}" for kind in ("evidence", "selector"))
    lines += [
        f"<{base}graph/judgements> {{",
        f"<{base}exclusion/{document}.{key}> a cg:FigureExclusion , cg:Judgement ; cg:evidence <{evidence}> ;",
        'cg:exclusionReason scheme:exclusion-date ; cg:editor "an editor" ; cg:judgedOn "2026-11-22"^^xsd:date .',
        f"<{evidence}> a cg:Evidence ; oa:hasSource <{base}document/{document}> ; oa:hasSelector <{selector}> .",
        f"<{selector}> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} . }}",
    ]
    return "\n".join(lines)


def load_graph(text: str) -> Store:
    """Return a store of the ontology and a graph given as TriG."""
    store = load_files(ontology_files())
    store.load(text.encode(), format=RdfFormat.TRIG)
    return store


def hostile(text: str, number: int) -> str:
    """Return a name that tries to be more than a name."""
    return f"{HOSTILE[number % len(HOSTILE)]} {text}"
