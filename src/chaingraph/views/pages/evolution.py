"""The view of a city's chains through the editions of all its lists."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Store

from chaingraph.analyses.evolution import ListEdition, Step
from chaingraph.answers import read_questions
from chaingraph.naming import Name
from chaingraph.reports.common import cite
from chaingraph.reports.evolution import Evolution, read_evolution, tell_evolution
from chaingraph.reports.evolution_sheets import STATES, history_order, left_unnamed, named_in
from chaingraph.views.chart import Chart, LegendEntry, render_chart
from chaingraph.views.shell import Page
from chaingraph.views.strands import BOXES, LINES, Column, Strand, StrandBox, draw_strands, rows_of

__all__ = ["draw"]

_QUESTIONS = ("system-sets", "chain-history", "page-statements", "template-matches")
_LEFT = frozenset({"absent", "dropped", "merged", "split"})

_LEGEND = {
    "listed": Name("列入", "listed"),
    "possible": Name("可能列入", "possibly listed"),
    "left": Name("其后完整名单未列或言明移出", "not in a later complete list, or said to be out"),
    "unnamed": Name("未具名（按所述数目）", "not named (as many as stated)"),
    "strand": Name("同一产业链", "the same chain"),
    "maybe": Name("同一产业链，只是可能列入", "the same chain, possibly listed"),
    "gap": Name("同一产业链，其间名单不全、未知", "the same chain; unknown in lists between"),
    "change": Name("资料言明的并入、更名等", "merger, renaming and the like, as stated"),
    "judged": Name("按模板的延续（编者判断）", "continuity by template (our judgement)"),
}


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:  # noqa: ARG001
    """Return the page; see `chaingraph.reports.evolution.report_evolution`."""
    read = read_evolution(store, city=city, as_of=as_of)
    report = tell_evolution(read)
    chart, book = _Picture(read, page.lang).chart(), read.book
    return render_chart(page, report, chart, book.sources, things=book.things, questions=read_questions(_QUESTIONS))


@dataclass
class _Picture:
    """The picture while it is made."""

    read: Evolution
    lang: str
    boxes: list[StrandBox] = field(default_factory=list)
    strands: list[Strand] = field(default_factory=list)
    undrawn: int = 0
    unpaired: int = 0

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def name(self, key: str) -> str:
        return self.read.book.name(key).show(self.lang)

    def sources(self, statements: Iterable[str]) -> list[str]:
        """Return the lines that tell where statements stand, for who points at something."""
        documents = self.read.book.sources.documents
        lines = []
        for one in cite(self.read.book, statements):
            document = documents.get(one.document)
            parts = (document.publisher if document else "", one.issued.isoformat() if one.issued else "")
            place = (
                self.say("未核对", "not checked here")
                if one.start is None
                else "-".join(str(at) for at in (one.start, one.end) if at is not None)
            )
            lines.append(self.say("来源：", "source: ") + " · ".join(filter(None, (*parts, one.title, place))))
        return list(dict.fromkeys(lines))[:4]

    def chart(self) -> Chart:
        """Return the chart."""
        read = self.read
        self.members()
        self.changes()
        self.pairs()
        self.unnamed()
        columns = [Column(one.key, self.heading(one)) for one in read.lists.editions]
        figure, height = draw_strands(columns, self.boxes, self.strands)
        missing = sum(left_unnamed(read.lists, one) or 0 for one in read.lists.editions)
        counts = Counter([one.kind for one in self.boxes] + [one.kind for one in self.strands])
        counts["unnamed"] = max(missing, counts["unnamed"])
        legend = [
            LegendEntry(kind, name, counts[kind], *_swatch(kind)) for kind, name in _LEGEND.items() if counts[kind]
        ]
        alt = Name(
            f"{len(columns)}份名单为列，{len(read.traces)}条产业链为行；列入{counts['listed']}处，可能{counts['possible']}处，"
            f"各名单合计未具名{missing}条。下表内容相同。",
            f"{len(columns)} lists as columns, {len(read.traces)} chains as rows; listed {counts['listed']} times, "
            f"possibly {counts['possible']} times, {missing} members of all lists not named. The tables hold the same.",
        )
        return Chart(figure, height, alt, legend, note=self.note(), min_width=240 * max(len(columns), 1))

    def note(self) -> Name:
        """Return how to read it, and what is left to the tables."""
        more = ["", ""]
        if self.undrawn:
            more[0] += f"另有{self.undrawn}项言明的变化不涉及图中的产业链，见表。"
            more[1] += f" {self.undrawn} more stated changes concern none of these chains: see the table."
        if self.unpaired:
            more[0] += f"另有{self.unpaired}对按模板的延续始于同一份名单，未画，见表。"
            more[1] += f" {self.unpaired} more pairs by template begin in one list and aren't drawn: see the table."
        return Name(
            "一列一份名单，一行一条产业链；灰色斜纹块的高度是所述而未具名的条数，可能的成员仍计在其中。"
            f"点击框或线看事实与出处。{more[0]}",
            "A column is a list, a row is a chain; the hatched grey block is as high as the number stated and not "
            "named, possible members still counted in it. Select a box or line for its facts and sources."
            f"{more[1]}",
        )

    def heading(self, edition: ListEdition) -> list[str]:
        """Return the lines above a column: what the list is, since when, how many are stated and named."""
        named = len(named_in(self.read.lists, edition.key))
        stated = "/".join(str(one) for one in edition.stated)
        counts = self.say(
            f"陈述{stated} · 具名{named}" if stated else f"总数未述 · 具名{named}",
            f"{stated} stated · {named} named" if stated else f"total not stated · {named} named",
        )
        day = edition.day.isoformat() if edition.day else self.say("日期不详", "no day stated")
        return [self.name(edition.key), self.say(f"{day} 起有陈述", f"stated from {day}"), counts]

    def members(self) -> None:
        """Draw each member: a box where it is listed, possible or gone, and the strand between."""
        order = sorted(self.read.traces, key=lambda one: history_order(self.read.lists, one))
        for row, trace in enumerate(order):
            last: int | None = None
            for column, step in enumerate(trace.steps):
                kind = step.state if step.state in {"listed", "possible"} else "left" if step.state in _LEFT else ""
                if not kind or (kind == "left" and last is None):
                    continue
                self.boxes.append(self.member_box(trace.member, kind, column, row, step))
                if last is not None:
                    between = [one.edition for one in trace.steps[last + 1 : column]]
                    maybe = "possible" in {step.state, trace.steps[last].state}
                    self.strands.append(self.strand(trace.member, row, (last, column), between, maybe=maybe))
                last = column

    def member_box(self, member: str, kind: str, column: int, row: int, step: Step) -> StrandBox:
        full = self.name(member)
        said = [one.statement for one in step.listings] + [one.statement for one in step.changes]
        said = said or list(self.read.lists.statements[step.edition])
        more = [self.name(key) for one in step.listings for key in (one.tier, one.group) if key]
        more += [self.name(f"scheme:change-{one.kind}") for one in step.changes]
        state = " · ".join(dict.fromkeys([STATES[step.state].show(self.lang), *more]))
        told = [full, self.name(step.edition), state, *self.sources(said)]
        short = (
            full.removesuffix("产业链") if self.lang == "zh" else full.removesuffix(" chain").removesuffix(" industry")
        )
        changed = [
            self.name(f"scheme:change-{one.kind}") + (" ?" if one.inputs_unstated else "") for one in step.changes
        ]
        note = "、".join(dict.fromkeys(changed)) if self.lang == "zh" else ", ".join(dict.fromkeys(changed))
        return StrandBox(member, kind, column, row, short + (" ?" if kind == "possible" else ""), told, note=note)

    def strand(self, member: str, row: int, ends: tuple[int, int], between: Sequence[str], *, maybe: bool) -> Strand:
        told = [self.name(member)]
        kind = "gap" if between else "maybe" if maybe else "strand"
        if maybe:
            told.append(self.say("其中一份名单只是可能列入", "one of these lists only possibly lists it"))
        if between:
            unknown = self.say("、", ", ").join(map(self.name, between))
            told.append(
                self.say(f"其间未知（名单不全）：{unknown}", f"unknown between, in lists partly known: {unknown}")
            )
        return Strand(member, kind, (ends[0], row), (ends[1], row), told)

    def places(self, member: str) -> list[tuple[int, float]]:
        """Return where a member's boxes stand."""
        return [(box.column, box.row) for box in self.boxes if box.key == member and box.kind in {"listed", "possible"}]

    def join(self, key: str, kind: str, ends: tuple[str, str], told: Sequence[str]) -> bool:
        """Draw a line from the last box of a member before the other's first; say whether there are such boxes."""
        for target in self.places(ends[1]):
            before = [one for one in self.places(ends[0]) if one[0] < target[0]]
            if before:
                self.strands.append(Strand(key, kind, before[-1], target, told))
                return True
        return False

    def changes(self) -> None:
        """Draw what a source says became what; what came from nothing that is said stands as a word in its box."""
        drawn = {change.statement for trace in self.read.traces for step in trace.steps for change in step.changes}
        for one in self.read.lists.changes:
            kind = self.name(f"scheme:change-{one.kind}")
            for before in one.before:
                for after in one.after:
                    told = [f"{kind}: {self.name(before)} → {self.name(after)}", *self.sources([one.statement])]
                    if before != after:
                        self.join(after, "change", (before, after), told)
            self.undrawn += one.statement not in drawn

    def pairs(self) -> None:
        """Draw which members of different lists our own crosswalk leads to the same template."""
        for pair in self.read.pairs:
            templates = self.say("、", ", ").join(map(self.name, pair.templates))
            told = [
                f"{self.name(pair.first)} → {self.name(pair.second)}",
                self.say("编者判断，不是资料所述", "our own judgement, stated by no source"),
                self.say(
                    f"同一模板：{templates}；共同环节{pair.shared}（{pair.of_first}／{pair.of_second}）",
                    f"one template: {templates}; shared segments {pair.shared} of {pair.of_first} and {pair.of_second}",
                ),
            ]
            self.unpaired += not self.join(pair.first, "judged", (pair.first, pair.second), told)

    def unnamed(self) -> None:
        """Draw how many members of each list nobody names, below those that are."""
        lists = self.read.lists
        taken: list[list[float]] = [[] for _ in lists.editions]
        for box in self.boxes:
            taken[box.column].append(box.row)
        for column, (edition, row) in enumerate(zip(lists.editions, rows_of(taken, self.strands), strict=True)):
            left = left_unnamed(lists, edition)
            if edition.is_complete or left == 0:
                continue
            possible = len(edition.possible)
            if left is None:
                text = self.say("是否另有，未述", "more? not stated")
            elif named_in(lists, edition.key):
                text = self.say(f"{left}条未具名", f"{left} not named")
            else:
                text = self.say(f"陈述{left}条，无一具名", f"{left} stated, none named")
            told = [text, self.name(edition.key)]
            if possible:
                told.append(self.say(f"其中可能有上列{possible}条", f"the {possible} possible ones may be among them"))
            told += self.sources(lists.statements[edition.key])
            self.boxes.append(StrandBox(edition.key, "unnamed", column, row + 0.4, text, told, left or 1.6))


def _swatch(kind: str) -> tuple[str, str, str]:
    """Return fill, line and pattern of a legend entry."""
    if kind in BOXES:
        fill, line, _, dash, pattern = BOXES[kind]
        return fill, line, pattern or ("dashed" if dash == "dash" else "")
    colour, opacity, _, dash = LINES[kind]
    if opacity:
        return f"{colour} {opacity}", colour, "dashed" if dash == "dash" else ""
    return "surface", colour, {"solid": "line", "dot": "line-dot", "dash": "line-dash"}[dash]
