"""Templates for the small city: which segment feeds which, and who is in them, as TriG."""

from collections.abc import Callable

from .small_city import PREFIXES

SEGMENTS = {
    "fibre": ("cloth", "纤维", "Fibre"),
    "spinning": ("cloth", "", ""),
    "weaving": ("cloth", "织造", "Weaving"),
    "garments": ("cloth", "服装", "Garments"),
    "dyestuff": ("dyes", "染料", "Dyestuff"),
    "shops": ("retail", "商店", "Shops"),
    "markets": ("retail", "市场", "Markets"),
}
FEEDS = {
    ("fibre", "spinning"): "essential",
    ("spinning", "weaving"): "essential",
    ("weaving", "garments"): "replaceable",
    ("dyestuff", "weaving"): "supporting",
    ("dyestuff", "garments"): "essential",
    ("garments", "shops"): "essential",
    ("garments", "markets"): "replaceable",
}


def judged(text: str) -> str:
    return f'{text} ; cg:editor "an editor" ; cg:judgedOn "2026-11-25"^^xsd:date'


def build_templates(rename: Callable[[str], str] = lambda text: text) -> str:
    """Return the templates, and who is in which segment, as TriG."""

    def name(zh: str, en: str) -> str:
        quoted = [rename(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in (zh, en)]
        return f'skos:prefLabel "{quoted[0]}"@zh-Hans , "{quoted[1]}"@en'

    names = {"cloth": ("纺织模板", "Cloth"), "dyes": ("染化", "Dyes"), "retail": ("零售", "Retail")}
    lines = [
        PREFIXES,
        "@prefix s: <https://w3id.org/chaingraph/id/segment/> . ",
        "@prefix x: <https://w3id.org/chaingraph/id/> .",
    ]
    lines += [
        f"<https://w3id.org/chaingraph/id/template/{key}> a cg:ChainTemplate ; {name(*found)} ."
        for key, found in names.items()
    ]
    for key, (template, zh, en) in SEGMENTS.items():
        if zh:
            lines.append(f"s:{key} a cg:Segment ; {name(zh, en)} .")
        placement = f"a cg:TemplatePlacement , cg:Judgement ; cg:template <https://w3id.org/chaingraph/id/template/{template}> ; cg:segment s:{key}"
        lines.append(f"<https://w3id.org/chaingraph/id/template-placement/{template}-{key}> {judged(placement)} .")
    for (source, target), need in FEEDS.items():
        product = f"<https://w3id.org/chaingraph/id/product/{source}>"
        lines.append(
            f"s:{source} cg:feeds s:{target} . {product} a cg:Product ; {name(source + '品', source + ' goods')} ."
        )
        feed = (
            f"a cg:SegmentInput , cg:Judgement ; cg:inputFrom s:{source} ; cg:inputTo s:{target} ; cg:product {product}"
        )
        why = f'cg:need scheme:need-{need} ; cg:reason "{source} goes into {target}."@en'
        lines.append(f"<https://w3id.org/chaingraph/id/segment-input/{source}-{target}> {judged(f'{feed} ; {why}')} .")
    lines += [
        's:weaving skos:altLabel "织布"@zh-Hans .',
        f"<https://w3id.org/chaingraph/id/industry/gbt-1711> a cg:Industry ; {name('棉织造', 'Cotton weaving')} .",
        '<https://w3id.org/chaingraph/id/industry/gbt-1711> cg:industryCode "1711" .',
        "<https://w3id.org/chaingraph/id/industry/gbt-1711> cg:classification scheme:classification-gbt4754-2017 .",
        judged(
            "<https://w3id.org/chaingraph/id/industry-assignment/weaving> a cg:IndustryAssignment , cg:Judgement ;"
            " cg:segment s:weaving ; cg:industry <https://w3id.org/chaingraph/id/industry/gbt-1711>"
        ) + " .",
        judged(
            "<https://w3id.org/chaingraph/id/template-match/textiles> a cg:TemplateMatch , cg:Judgement ;"
            " cg:matchOf <https://w3id.org/chaingraph/id/chain/textiles> ; cg:match scheme:match-exact ;"
            " cg:template <https://w3id.org/chaingraph/id/template/cloth>"
        ) + " .",
    ]  # fmt: skip
    for document, thing, where in (
        ("press-2022", "cluster/yarn", "60-80"),
        ("press-2023", "enterprise/two", "300-310"),
    ):
        link = f"segment-link/{document}.{thing.replace('/', '-')}"
        lines.append(
            judged(
                f"<https://w3id.org/chaingraph/id/{link}> a cg:Participation , cg:Statement , cg:Judgement ;"
                f" cg:participant <https://w3id.org/chaingraph/id/{thing}> ; cg:participatesIn s:weaving ;"
                f' cg:reason "It weaves."@en ; cg:evidence <https://w3id.org/chaingraph/id/evidence/{document}.{where}>'
            )
            + " ."
        )
    return "\n".join(lines)
