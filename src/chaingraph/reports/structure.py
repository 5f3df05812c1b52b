"""The report on a chain's structure: its segments in order, each with its state and what that rests on."""

from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.structure import SegmentState, StateRule, judge_segments, measure_completeness
from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import LANES, STATES, Scene, cite, column, open_scene, things, undated_lead

__all__ = ["BECAUSE", "report_structure", "segment_row", "structure_of"]

#: What each reason for a state is called.
BECAUSE = {
    "stated-absent": Name("资料言明缺失", "a source says so"),
    "stated-thin": Name("资料言明薄弱", "a source says so"),
    "stated-present": Name("资料言明具备", "a source says that it is there"),
    "firms": Name("已知企业", "firms known"),
    "sites": Name("已知集群或园区", "clusters or parks known"),
    "running": Name("有投产项目", "projects in production"),
    "titled": Name("有称号者", "bearers of titles"),
    "silence": Name("资料未提及", "no source speaks of it"),
}
_COLUMNS = (
    column("lane", "位置", "lane"),
    column("segment", "环节", "segment"),
    column("state", "状态", "state"),
    column("because", "依据", "because"),
    column("firms", "企业", "firms"),
    column("sites", "集群与园区", "clusters and parks"),
    column("running", "投产项目", "projects in production"),
    column("planned", "在建、拟投产或未明", "not known to produce"),
    column("titled", "有称号者", "bearing titles"),
    column("sources", "出处", "sources"),
)


def report_structure(
    store: Store,
    *,
    chain: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    rule: StateRule | None = None,
) -> Report:
    """Return a chain's segments in a place, from upstream to downstream, with state, reason and sources.

    Parameters are those of `chaingraph.reports.common.open_scene`; ``rule`` says when a segment counts as strong.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear, or a chain that no template draws.
    """
    return structure_of(open_scene(store, chain=chain, city=city, as_of=as_of), rule=rule)


def structure_of(scene: Scene, *, rule: StateRule | None = None) -> Report:
    """Return the report of a chain that was read before; see `report_structure`."""
    rule = rule or StateRule()
    states = judge_segments(scene.in_view, scene.facts, rule=rule)
    title = Name(f"{scene.heading.zh}：环节与状态", f"{scene.heading.en}: segments and their states")
    sheet = Sheet("segments", title, _COLUMNS, [segment_row(scene, one) for one in states])
    return Report(title, _leads(scene, states), [sheet], _notes(rule))


def segment_row(scene: Scene, one: SegmentState) -> tuple[Cell, ...]:
    """Return the row of a segment in the table of the report."""
    book, facts, segment = scene.book, one.facts, one.segment
    because = [BECAUSE[name] for name in one.because]
    if one.is_contested:
        because.append(Name("另有资料言明缺失", "another source says that it is absent"))
    said = [link.statement for link in scene.city.links.get(segment, ())]
    said += [stated.statement for stated in scene.city.stated.get(segment, ())]
    return (
        LANES[one.lane],
        things(book, [segment])[0],
        STATES[one.state],
        tuple(because),
        things(book, facts.firms),
        things(book, facts.sites),
        things(book, facts.running),
        things(book, facts.planned),
        things(book, facts.titled),
        cite(book, said),
    )


def _leads(scene: Scene, states: tuple[SegmentState, ...]) -> list[Name]:
    count = measure_completeness(states)
    low, high = round(count.share.low * 100), round(count.share.high * 100)
    leads = [
        Name(
            f"{count.total}个环节中{count.unknown}个未知；已知具备{count.known}个，确认缺失{count.absent}个；"
            f"完整度在{low}%与{high}%之间。",
            f"Of {count.total} segments {count.unknown} are unknown; {count.known} are known to be there, "
            f"{count.absent} confirmed absent; between {low}% and {high}% complete.",
        ),
        *undated_lead(scene),
    ]
    disputed = sum(scene.city.disputed.get(segment, 0) for segment in scene.view.segments)
    if disputed:
        leads.append(
            Name(
                f"另有{disputed}条事物与环节的对应有争议，未计入。",
                f"Links of things to segments that are disputed, and so not counted: {disputed}.",
            )
        )
    for segment in scene.view.segments:
        for was in scene.city.ended.get(segment, ()):
            if was.state == "absent" and was.last:
                name = scene.book.name(segment)
                leads.append(
                    Name(
                        f"“{name.show('zh')}”曾被言明缺失，至{was.last}止。",
                        f"'{name.show('en')}' was said to be absent up to {was.last}.",
                    )
                )
    return leads


def _notes(rule: StateRule) -> list[Name]:
    return [
        Name(
            f"强：已知企业不少于{rule.firms}家，或其中链主或有国家级、省级称号者不少于{rule.titled}个；具备（未见更强）：已知具备而未显示更强，不等于薄弱；"
            "确认缺失须有资料言明；其余为未知，不等于没有。",
            f"Strong: {rule.firms} or more firms known, or {rule.titled} or more chain owners or bearers of national "
            "or provincial titles; thin as far as known: there, not shown to be more, which needn't be weak; absent "
            "only where a source says so; all else is unknown, which is not none.",
        ),
        Name(
            "环节、上下游及事物与环节的对应为编者判断，可商榷；上中下游按所看的链条推得。",
            "Segments, what feeds what, and which thing belongs to which segment are our own judgement, open to "
            "dispute; lanes are derived for the chain in view.",
        ),
    ]
