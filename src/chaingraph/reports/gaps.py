"""The report on gaps (补链): confirmed gaps ranked, and, apart from them, what to find out first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import networkx as nx
from pyoxigraph import Store

from chaingraph.analyses.gaps import TERMS, WEIGHTS, Gap, Question, Sensitivity, rank_gaps, rank_questions, vary_weights
from chaingraph.analyses.relatedness import relate_by_inputs
from chaingraph.analyses.structure import StateRule, judge_segments, measure_completeness
from chaingraph.naming import Name
from chaingraph.readings.templates import Templates
from chaingraph.report import Cell, Citation, Column, Report, Sheet
from chaingraph.reports.common import NEEDS, Scene, cite, column, open_scene, things, undated_lead, without_support

__all__ = ["GapOptions", "Ranking", "gaps_of", "likeness", "rank_segments", "report_gaps"]

_TERM_NAMES: Mapping[str, Name] = {
    "buyers": Name("本地需求", "buyers here"),
    "suppliers": Name("本地供给", "suppliers here"),
    "relatedness": Name("相关度", "relatedness"),
    "irreplaceable": Name("不可替代", "irreplaceable"),
    "other_chains": Name("惠及他链", "other chains"),
}
_WHO = (
    column("buyers", "本地下游环节", "segments here that would buy"),
    column("suppliers", "本地上游环节", "segments here that would sell"),
    column("irreplaceable", "离它不可者", "that can't do without"),
    column("related", "本地相近环节", "segments here most like it"),
    column("other_chains", "惠及的其他产业链", "other chains served"),
)
_ROLES = {
    "buyers": Name("本地下游", "would buy"),
    "suppliers": Name("本地上游", "would sell"),
    "related": Name("相近", "is like it"),
}


@dataclass(frozen=True)
class GapOptions:
    """How gaps are ranked: how many rows, the weights of the terms, the rule for strong, and the draws of weights."""

    top: int = 10
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    rule: StateRule = field(default_factory=StateRule)
    draws: int = 1000
    seed: int = 0


@dataclass(frozen=True)
class Ranking:
    """Confirmed gaps and open questions in order, and how firm the order of the gaps is."""

    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]
    firmness: Sensitivity


def report_gaps(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    options: GapOptions | None = None,
) -> Report:
    """Return confirmed gaps and open questions of a chain in a place, with each term and the evidence behind it.

    Parameters are those of `chaingraph.reports.common.open_scene`.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or a chain that no template draws.
    InputError
        Weights that can't be used.
    """
    options = options or GapOptions()
    scene = open_scene(store, chain=chain, city=city, as_of=as_of)
    return gaps_of(scene, rank_segments(scene, options), options)


def gaps_of(scene: Scene, ranking: Ranking, options: GapOptions) -> Report:
    """Return the report of a chain that was read and ranked before; see `report_gaps`."""
    title = Name(f"{scene.heading.zh}：补链", f"{scene.heading.en}: gaps to fill")
    sheets = [
        Sheet("gaps", Name("确认缺失的环节（按得分）", "Confirmed gaps, by score"), _gap_columns(), [
            _gap_row(scene, number, gap, ranking.firmness) for number, gap in enumerate(ranking.gaps[: options.top], 1)
        ]),
        Sheet("questions", Name("先查明什么（未知环节）", "What to find out first (unknown segments)"),
              _question_columns(), [
            _question_row(scene, number, one)
            for number, one in enumerate(ranking.questions[: options.top], 1)
        ]),
        Sheet("evidence", Name("各项所据", "What the terms rest on"), _EVIDENCE_COLUMNS, [
            *(row for gap in ranking.gaps[: options.top] for row in _evidence(scene, gap)),
            *(row for one in ranking.questions[:3] for row in _evidence(scene, one.if_absent)),
        ]),
    ]  # fmt: skip
    return Report(title, _leads(scene, ranking, options), sheets, _notes(options))


def likeness(templates: Templates, graph: "nx.DiGraph[str]") -> Mapping[tuple[str, str], float]:
    """Return how alike segments are by what goes into them; it hangs on no city and no day."""
    codes = {segment: templates.codes.get(segment, ()) for segment in graph}
    return relate_by_inputs(without_support(graph), codes=codes)


def rank_segments(
    scene: Scene, options: GapOptions, *, alike: Mapping[tuple[str, str], float] | None = None
) -> Ranking:
    """Return the confirmed gaps and the open questions of a chain; ``alike`` is `likeness`, worked out if not given."""
    everywhere = judge_segments(scene.graph, scene.facts, rule=options.rule)
    present = {one.segment: len(one.facts.firms) for one in everywhere if one.state in {"strong", "thin"}}
    view = set(scene.view.segments)
    missing = [one.segment for one in everywhere if one.state == "absent" and one.segment in view]
    unknown = [one.segment for one in everywhere if one.state == "unknown" and one.segment in view]
    if alike is None:
        alike = likeness(scene.templates, scene.graph)
    chains = {segment: scene.templates.templates_of(segment) for segment in scene.graph}
    gaps = rank_gaps(
        scene.graph, missing, present,
        chains=chains, view=scene.view.templates, relatedness=alike, weights=options.weights,
    )  # fmt: skip
    questions = rank_questions(
        scene.graph, unknown, missing, present,
        chains=chains, view=scene.view.templates, relatedness=alike, weights=options.weights,
    )  # fmt: skip
    firmness = vary_weights(gaps, weights=options.weights, draws=options.draws, top=options.top, seed=options.seed)
    return Ranking(gaps, questions, firmness)


def _gap_columns() -> list[Column]:
    return [
        column("rank", "名次", "rank"),
        column("segment", "环节", "segment"),
        column("score", "得分", "score"),
        *(Column(f"term_{name}", _TERM_NAMES[name]) for name in TERMS),
        *_WHO,
        column("stays", "变动权重后仍在前列的比例", "stays among the first when weights move"),
        column("sources", "出处", "sources"),
    ]


def _gap_row(scene: Scene, number: int, gap: Gap, firmness: Sensitivity) -> list[Cell]:
    said = [one.statement for one in scene.city.stated.get(gap.segment, ()) if one.state == "absent"]
    stays = firmness.stays.get(gap.segment)
    return [number, *_terms(scene, gap), *_who(scene, gap), stays, cite(scene.book, said)]


def _question_columns() -> list[Column]:
    return [
        column("rank", "名次", "rank"),
        column("segment", "环节", "segment"),
        column("value", "查明的价值", "value of knowing"),
        column("score", "若缺失的得分", "score if absent"),
        *(Column(f"term_{name}", _TERM_NAMES[name]) for name in TERMS),
        *_WHO,
        column("touches", "牵动的其他未决环节", "other open segments that hang on it"),
        column("planned", "在建、拟投产或未明", "not known to produce"),
    ]


def _question_row(scene: Scene, number: int, one: Question) -> list[Cell]:
    segment, score, *terms = _terms(scene, one.if_absent)
    planned = things(scene.book, scene.facts[one.segment].planned)
    value = round(one.value, 4)
    return [
        number, segment, value, score, *terms, *_who(scene, one.if_absent), things(scene.book, one.touches[:5]), planned
    ]  # fmt: skip


def _terms(scene: Scene, gap: Gap) -> list[Cell]:
    return [
        things(scene.book, [gap.segment])[0],
        round(gap.score, 4),
        *(round(gap.terms[name], 4) for name in TERMS),
    ]


def _who(scene: Scene, gap: Gap) -> list[Cell]:
    return [
        things(scene.book, gap.buyers),
        things(scene.book, gap.suppliers),
        things(scene.book, gap.irreplaceable),
        things(scene.book, gap.related),
        things(scene.book, gap.other_chains),
    ]


_EVIDENCE_COLUMNS = (
    column("segment", "环节", "segment"),
    column("role", "关系", "relation"),
    column("counterpart", "本地环节", "segment here"),
    column("need", "依赖程度", "need"),
    column("products", "产品", "products"),
    column("holders", "当地的企业等", "who is there"),
    column("sources", "出处", "sources"),
)


def _evidence(scene: Scene, gap: Gap) -> Iterator[list[Cell]]:
    """Yield, for each segment that a term rests on, who is there and which source says so."""
    book = scene.book
    for role, others in (("buyers", gap.buyers), ("suppliers", gap.suppliers), ("related", gap.related)):
        for other in others:
            ends = (gap.segment, other) if role == "buyers" else (other, gap.segment)
            edge = scene.graph.edges[ends] if role != "related" and scene.graph.has_edge(*ends) else None
            links = scene.city.links.get(other, ())
            said = [link.statement for link in links]
            said += [one.statement for one in scene.city.stated.get(other, ())]
            yield [
                things(book, [gap.segment])[0],
                _ROLES[role],
                things(book, [other])[0],
                NEEDS[edge["need"]] if edge else None,
                things(book, edge["products"]) if edge else (),
                things(book, dict.fromkeys(link.thing for link in links)),
                _first(cite(book, said)),
            ]


def _first(citations: Sequence[Citation], most: int = 3) -> tuple[Citation, ...]:
    return tuple(citations[:most])


def _leads(scene: Scene, ranking: Ranking, options: GapOptions) -> list[Name]:
    count = measure_completeness(judge_segments(scene.in_view, scene.facts, rule=options.rule))
    leads = [
        Name(
            f"{count.total}个环节中{count.unknown}个未知、{count.absent}个确认缺失；未知不作缺口，另列于“先查明什么”。",
            f"Of {count.total} segments {count.unknown} are unknown and {count.absent} confirmed absent; what is "
            "unknown is no gap and stands apart, under what to find out first.",
        )
    ]  # fmt: skip
    if not ranking.gaps:
        leads.append(
            Name(
                "没有任何资料言明现缺某个环节，故无缺口可排名。",
                "No source says of any segment that it is absent now, so there is no gap to rank.",
            )
        )
    else:
        first, kept = ranking.gaps[0], ranking.firmness.first
        name = scene.book.name(first.segment)
        zh, en = ("，仅此一项", ", the only one")
        if len(ranking.gaps) > 1 and kept is not None:
            zh = f"；权重变动时，{kept:.0%}的抽样中它仍居首位"
            en = f"; it stays first in {kept:.0%} of the draws of weights"
        leads.append(
            Name(
                f"首要缺口：{name.show('zh')}（{first.score:.2f}）{zh}。",
                f"First gap: {name.show('en')} ({first.score:.2f}){en}.",
            )
        )
    if ranking.questions:
        names = [scene.book.name(one.segment) for one in ranking.questions[:3]]
        leads.append(
            Name(
                f"先查明：{'、'.join(name.show('zh') for name in names)}。",
                f"Find out first: {', '.join(name.show('en') for name in names)}.",
            )
        )
    return [*leads, *undated_lead(scene)]


def _notes(options: GapOptions) -> list[Name]:
    weights = "，".join(f"{_TERM_NAMES[name].zh} {options.weights[name]:g}" for name in TERMS)
    english = ", ".join(f"{_TERM_NAMES[name].en} {options.weights[name]:g}" for name in TERMS)
    return [
        Name(
            f"得分为五项（各0到1）的加权平均，权重（本项目约定，可改）：{weights}。公式见docs/analyses.zh.md。",
            f"The score is the weighted mean of five terms from 0 to 1; weights (our convention, may be changed): "
            f"{english}. Formulas: docs/analyses.md.",
        ),
        Name(
            f"敏感性：以这些权重为中心抽取{options.draws}组权重（种子{options.seed}）重新排名。",
            f"Sensitivity: {options.draws} sets of weights drawn around these (seed {options.seed}), ranked anew.",
        ),
        Name(
            "查明的价值：设其存在与设其缺失两种情形下，各未决环节得分之差的总和；与可能性大小无关。",
            "Value of knowing: how much the scores of all open segments differ between its being there and its being "
            "absent; it says nothing of how likely either is.",
        ),
    ]
