"""The tables under a chain's map: the same boxes and lines, each day's rows shown on its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaingraph.report import Thing
from chaingraph.reports.common import STATES
from chaingraph.reports.structure import BECAUSE, segment_row
from chaingraph.views.chain_map_boxes import Feed, say_rim, stretches
from chaingraph.views.chain_reading import ChainDays, Rim
from chaingraph.views.report_page import Shown, show_cell
from chaingraph.views.shell import Page
from chaingraph.views.words import words_of

__all__ = ["BoxRow", "FeedRow", "box_rows", "feed_rows"]


@dataclass(frozen=True)
class BoxRow:
    """A box as a row: what the structure report says of a segment, from a day up to another.

    What the report doesn't say, of a chain at the rim or a segment of it, stands in ``rest``, over all other columns.
    ``rim`` is "chain" or "segment" there.
    """

    key: str
    since: str
    until: str
    is_shown: bool
    cells: Sequence[Shown]
    rest: str = ""
    rim: str = ""


@dataclass(frozen=True)
class FeedRow:
    """A line as a row; ``is_rim`` says that it leads to or from another chain."""

    key: str
    is_shown: bool
    source: Shown
    need: str
    target: Shown
    products: str
    reasons: Sequence[str]
    judged: str
    is_rim: bool


def box_rows(chain: ChainDays, lanes: Mapping[str, str], page: Page) -> list[BoxRow]:
    """Return the rows of all boxes."""
    rows: list[BoxRow] = []
    sources = chain.opened.scene.book.sources
    for segment in chain.opened.states:
        cells = [segment_row(stop.scene, stop.states[segment]) for stop in chain.stops]
        for since, until, row in stretches(chain.days, cells):
            shown = [show_cell(cell, page, sources) for cell in row]
            rows.append(BoxRow(segment, since, until, _is_open(chain, since, until), shown))
    groups: dict[str, list[Rim]] = {}
    for one in chain.rim:
        groups.setdefault(one.group, []).append(one)
    for members in groups.values():
        rows += _rim_rows(chain, members, lanes, page)
    return rows


def _rim_rows(chain: ChainDays, members: Sequence[Rim], lanes: Mapping[str, str], page: Page) -> list[BoxRow]:
    scene, words = chain.opened.scene, words_of(page.lang)
    name = scene.book.name(members[0].chain).show(page.lang)
    href = page.href(_chain_of(chain, members[0].chain))
    lane = Shown("text", lanes[members[0].side])
    known = [sum(stop.outside[one.segment].state in {"strong", "thin"} for one in members) for stop in chain.stops]
    rows = [
        BoxRow(members[0].group, since, until, _is_open(chain, since, until), [lane, Shown("text", name, href)],
               say_rim(len(members), count, words), "chain")
        for since, until, count in stretches(chain.days, known)
    ]  # fmt: skip
    for one in members:
        thing = Thing(one.segment, scene.book.name(one.segment))
        cell = show_cell(thing, page, scene.book.sources)
        said = [stop.outside[one.segment] for stop in chain.stops]
        for since, until, (state, because) in stretches(
            chain.days, [(judged.state, judged.because) for judged in said]
        ):
            why = ("、" if page.lang == "zh" else ", ").join(BECAUSE[reason].show(page.lang) for reason in because)
            shown = [lane, cell, Shown("text", STATES[state].show(page.lang)), Shown("text", why)]
            rows.append(BoxRow(one.key, since, until, _is_open(chain, since, until), shown, name, "segment"))
    return rows


def _chain_of(chain: ChainDays, template: str) -> str:
    """Return the place's own chain that a template draws, an exact one before others; nothing if there is none."""
    scene = chain.opened.scene
    area = ("cg:area", scene.city.place)
    found = [one for one in scene.templates.matches if one.template == template and one.subject != chain.view.key]
    found.sort(key=lambda one: one.kind != "exact")
    things = [scene.book.things[one.subject] for one in found if one.subject in scene.book.things]
    return next((one.key for one in things if one.kind == "Chain" and area in one.identity), "")


def feed_rows(feeds: Sequence[Feed], chain: ChainDays, page: Page) -> list[FeedRow]:
    """Return the rows of all lines; those that stand for several say how many."""
    scene, words = chain.opened.scene, words_of(page.lang)
    comma = "、" if page.lang == "zh" else ", "

    def end(key: str) -> Shown:
        thing = key.rpartition("|")[2]
        return show_cell(Thing(thing, scene.book.name(thing)), page, scene.book.sources)

    return [
        FeedRow(
            feed.key,
            not feed.folds,
            end(feed.source),
            words[f"need_{feed.need}"],
            end(feed.target),
            words["feeds_count"].format(n=feed.count)
            if feed.folds
            else comma.join(scene.book.name(one.product).show(page.lang) for one in feed.inputs if one.product),
            list(dict.fromkeys(one.reason for one in feed.inputs if one.reason)),
            comma.join(dict.fromkeys(" · ".join(filter(None, (one.editor, one.judged_on))) for one in feed.inputs)),
            "|" in feed.source or "|" in feed.target,
        )
        for feed in feeds
    ]


def _is_open(chain: ChainDays, since: str, until: str) -> bool:
    day = chain.opened.day
    return since <= day and (not until or day < until)
