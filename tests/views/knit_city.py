"""Segments of two templates for the small city: ore → spinning → weaving → clothes, and dyes → weaving.

Firm Two is known in spinning and weaving, firm One in weaving.
"""

import json

from pyoxigraph import NamedNode, RdfFormat, Store

BASE = "https://w3id.org/chaingraph/id/"
SEGMENTS = {
    "ore": ("原料", "Ore"),
    "weaving": ("织造", "Weaving"),
    "dyes": ("染料", "Dyes"),
    "clothes": ("服装", "Clothes"),
}
FEEDS = (("ore", "spinning"), ("spinning", "weaving"), ("dyes", "weaving"), ("weaving", "clothes"))
TEMPLATES = {"textiles": ("ore", "spinning", "weaving", "clothes"), "chemicals": ("dyes", "weaving")}
LINKS = (("two", "spinning"), ("two", "weaving"), ("one", "weaving"))


def add_templates(store: Store, mark: str = "") -> Store:
    """Add the segments, their templates, and who is in them, to the small city."""
    lines = [
        "@prefix cg: <https://w3id.org/chaingraph/def/> . @prefix scheme: <https://w3id.org/chaingraph/scheme/> .",
        f"@prefix id: <{BASE}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        f"<{BASE}graph/entities> {{",
    ]
    for key, (zh, en) in SEGMENTS.items():
        names = f"{json.dumps(mark + zh, ensure_ascii=False)}@zh-Hans , {json.dumps(mark + en)}@en"
        lines.append(f"<{BASE}segment/{key}> a cg:Segment ; skos:prefLabel {names} .")
    lines += [
        f'<{BASE}template/{key}> a cg:ChainTemplate ; skos:prefLabel "模板 {key}"@zh-Hans , "The {key}"@en .'
        for key in TEMPLATES
    ]
    lines.append(f"}} <{BASE}graph/templates> {{")
    for source, target in FEEDS:
        ends = f"<{BASE}segment/{source}>", f"<{BASE}segment/{target}>"
        lines.append(f"{ends[0]} cg:feeds {ends[1]} .")
        lines.append(
            f"<{BASE}segment-input/{source}.{target}> a cg:SegmentInput , cg:Judgement ; cg:inputFrom {ends[0]} ;"
            f" cg:inputTo {ends[1]} ; cg:product <{BASE}product/{source}> ; cg:need scheme:need-essential ."
        )
    lines += [
        f"<{BASE}template-placement/{template}.{segment}> a cg:TemplatePlacement , cg:Judgement ;"
        f" cg:template <{BASE}template/{template}> ; cg:segment <{BASE}segment/{segment}> ."
        for template, segments in TEMPLATES.items()
        for segment in segments
    ]
    lines.append(f"}} <{BASE}graph/press-2023> {{")
    for firm, segment in LINKS:
        lines.append(
            f"<{BASE}participation/press-2023.{firm}-{segment}> a cg:Participation ;"
            f" cg:evidence <{BASE}evidence/press-2023.330-340> ; cg:participant <{BASE}enterprise/{firm}> ;"
            f" cg:participatesIn <{BASE}segment/{segment}> ; cg:role scheme:role-member ."
        )
    lines.append(
        f"<{BASE}award/press-2023.two> a cg:DesignationAward ; cg:evidence <{BASE}evidence/press-2023.360-370> ;"
        f" cg:recipient <{BASE}enterprise/two> ; cg:tier scheme:tier-provincial ; cg:awardYear 2022 ;"
        " cg:scheme scheme:designation-advanced-manufacturing-hundred-cities ."
    )
    lines.append("}")
    store.load("\n".join(lines).encode(), format=RdfFormat.TRIG)
    return store


def copy(store: Store) -> Store:
    made = Store()
    made.bulk_extend(store)
    return made


def without_sales(store: Store) -> Store:
    made = copy(store)
    sale = NamedNode("https://w3id.org/chaingraph/def/SupplyLink")
    for quad in list(made.quads_for_pattern(None, None, sale, None)):
        for one in list(made.quads_for_pattern(quad.subject, None, None, None)):
            made.remove(one)
    return made
