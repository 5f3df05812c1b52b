"""Lists of a chain's segments: their states, confirmed gaps, and what to find out first."""

from collections.abc import Iterable, Mapping

from chaingraph.naming import Name
from chaingraph.pack.case import Case
from chaingraph.pack.entries import Entry, ListKind, state_of
from chaingraph.report import Cell, Citation, Report, Thing
from chaingraph.reports.common import STATES, column

__all__ = ["GAPS", "QUESTIONS", "SEGMENTS"]

_UNKNOWN = STATES["unknown"]


def _segments(case: Case) -> list[Entry]:
    """Return all segments from upstream to downstream with their states."""
    return [_segment(case, row) for row in _rows(case.structure, "segments")]


def _segment(case: Case, row: Mapping[str, Cell]) -> Entry:
    statements = _statements(row["sources"])
    shown = ("lane", "segment", "state", "because", "firms", "sites", "running", "planned", "titled")
    cells = {key: row[key] or None for key in shown}
    state = "unknown" if row["state"] == _UNKNOWN else state_of(case.book, statements)
    return Entry(cells, statements, state=state)


def _gaps(case: Case) -> list[Entry]:
    """Return the segments that a source says are absent, ranked."""
    made = []
    for row in _rows(case.gaps, "gaps"):
        statements = _statements(row["sources"])
        cells = {key: row[key] for key in ("rank", "segment", "score", "stays")}
        cells |= {key: row[key] or None for key in ("buyers", "suppliers", "related")}
        made.append(Entry(cells, statements, _behind(case, row["segment"])))
    return made


def _questions(case: Case) -> list[Entry]:
    """Return the unknown segments, those first that decide most."""
    made = []
    for row in _rows(case.gaps, "questions"):
        shown = ("rank", "segment", "value")
        cells = {key: row[key] for key in shown}
        cells |= {key: row[key] or None for key in ("buyers", "suppliers", "touches", "planned")}
        made.append(Entry(cells, (), _behind(case, row["segment"]), state="unknown"))
    return made


def _behind(case: Case, segment: Cell) -> tuple[str, ...]:
    """Return the statements about the place's other segments that the ranking of one rests on."""
    if case.gaps is None or not isinstance(segment, Thing):
        return ()
    found = [row for row in case.gaps.sheet("evidence").records() if row["segment"] == segment]
    return tuple(dict.fromkeys(one for row in found for one in _statements(row["sources"])))


def _rows(report: Report | None, sheet: str) -> Iterable[Mapping[str, Cell]]:
    return report.sheet(sheet).records() if report else ()


def _statements(cell: Cell) -> tuple[str, ...]:
    found = cell if isinstance(cell, tuple) else (cell,)
    return tuple(dict.fromkeys(one.statement for one in found if isinstance(one, Citation)))


SEGMENTS = ListKind(
    "segments",
    Name("环节清单", "Segments"),
    (
        column("lane", "位置", "lane"),
        column("segment", "环节", "segment"),
        column("state", "环节状态", "segment's state"),
        column("because", "依据", "because"),
        column("firms", "企业", "firms"),
        column("sites", "集群与园区", "clusters and parks"),
        column("running", "投产项目", "projects in production"),
        column("planned", "在建、拟投产或未明", "not known to produce"),
        column("titled", "有称号者", "bearing titles"),
    ),
    _segments,
    Name(
        "环节划分与归入为编者判断；未知不等于没有。",
        "Segments, and what belongs to them, are the editors' judgement; unknown is not none.",
    ),
)
GAPS = ListKind(
    "gaps",
    Name("缺口清单（确认缺失）", "Confirmed gaps"),
    (
        column("rank", "名次", "rank"),
        column("segment", "环节", "segment"),
        column("score", "得分", "score"),
        column("stays", "变动权重后仍在前列的比例", "stays among the first when weights move"),
        column("buyers", "本地下游环节", "segments here that would buy"),
        column("suppliers", "本地上游环节", "segments here that would sell"),
        column("related", "本地相近环节", "segments here most like it"),
    ),
    _gaps,
    Name("只有资料言明缺失的环节才是缺口。", "A segment is a gap only where a source says that it is absent."),
)
QUESTIONS = ListKind(
    "questions",
    Name("先查明清单", "What to find out first"),
    (
        column("rank", "名次", "rank"),
        column("segment", "未知环节", "unknown segment"),
        column("value", "查明的价值", "value of knowing"),
        column("buyers", "本地下游环节", "segments here that would buy"),
        column("suppliers", "本地上游环节", "segments here that would sell"),
        column("touches", "牵动的其他未决环节", "other open segments that hang on it"),
        column("planned", "在建、拟投产或未明", "not known to produce"),
    ),
    _questions,
    Name(
        "环节有无均未知，来源是排序所依据的本地上下游的资料；排序为编者判断。",
        "Whether the segment is there is unknown; the sources are those of its neighbours here, on which the ranking "
        "(the editors' judgement) rests.",
    ),
)
