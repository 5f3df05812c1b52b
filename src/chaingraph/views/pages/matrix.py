"""The view of chains by county and cluster: heatmaps of the firms and projects known, with reconciled totals."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pyoxigraph import Store

from chaingraph.analyses.matrix import Matrix
from chaingraph.answers import read_questions
from chaingraph.naming import Name
from chaingraph.readings.sites import ELSEWHERE, UNKNOWN
from chaingraph.reports.matrix import (
    DIMENSIONS,
    KINDS,
    NO_CLUSTER,
    MatrixScene,
    open_matrices,
    tell_matrices,
)
from chaingraph.views.chart import Chart, plain, render_chart, token
from chaingraph.views.controls import Choice, Control, Variant
from chaingraph.views.report_page import render_report
from chaingraph.views.shell import Page

__all__ = ["draw"]

_QUESTIONS = ("chain-participants", "segment-states", "counties", "page-statements")
_UNPLACED = frozenset({UNKNOWN, ELSEWHERE, NO_CLUSTER})
_ROW_HEIGHT, _LONGEST = 26, 12
_WORDS = {
    "total": Name("不重复计", "distinct"),
    "none": Name("无已知（不是没有）", "none known (which is not none)"),
    "more": Name("等", "and more"),
    "line": Name("{row} × {column}：{count}", "{row} × {column}: {count}"),
    "margin": Name("{name}：各格之和 {cells} − 重复计 {repeated} = {members}",
                   "{name}: cells {cells} − counted again {repeated} = {members}"),
}  # fmt: skip


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:  # noqa: ARG001
    """Return the page; see `chaingraph.reports.matrix.report_matrix`."""
    scene = open_matrices(store, city=city, as_of=as_of)
    report = tell_matrices(scene)
    if not scene.matrices:
        return render_report(page, report, scene.book.sources, questions=read_questions(_QUESTIONS))
    variants = {"~".join(key): _variant(scene, key, page.lang) for key in scene.matrices}
    first = next(iter(variants.values()))
    chart = Chart(
        first.figure,
        first.height,
        first.alt,
        note=Name(
            "数字为已知的家（个）数，颜色深浅随之；短横为无已知，不是没有；虚线框内为县区或集群未知，灰底；最下一行、最右一列不重复计。点击格子看是谁、出处何在。",
            "Numbers are how many are known, shaded accordingly; a dash means none known, not none; the dashed frame "
            "holds those of unknown county or cluster, on grey; last row and column count everyone once. Click a cell "
            "for who is there, with sources.",
        ),
        controls=(
            Control("what", Name("数什么", "Count"), [Choice(key, _capital(name)) for key, (_, name) in KINDS.items()]),
            Control("by", Name("按", "By"), [Choice(key, _capital(name)) for key, name in DIMENSIONS.items()]),
        ),
        variants=variants,
        min_width=_least_width(scene, page.lang),
    )
    return render_chart(
        page, report, chart, scene.book.sources, things=scene.book.things, questions=read_questions(_QUESTIONS)
    )


def _least_width(scene: MatrixScene, lang: str) -> int:
    """Return in how many pixels the headings of counties stand side by side; English ones stand aslant."""
    if lang != "zh":
        return 820
    columns = {one for (_, by), matrix in scene.matrices.items() if by == "county" for one in matrix.columns}
    widest = max(len(_label(scene, one, lang)) for one in columns)
    return max(820, 210 + 12 * widest * (len(columns) + 1))


def _variant(scene: MatrixScene, key: tuple[str, str], lang: str) -> Variant:
    matrix = scene.matrices[key]
    sheet = "-".join(key)
    columns = [_label(scene, one, lang) for one in matrix.columns]
    rows = [_label(scene, one, lang) for one in matrix.rows]
    total = _WORDS["total"].show(lang)
    known = [at for at, one in enumerate(matrix.columns) if one not in _UNPLACED]
    unplaced = [at for at, one in enumerate(matrix.columns) if one in _UNPLACED]
    data = [
        *_cells(scene, matrix, known, sheet, lang, fill=[[0, token("accent", 0.08)], [1, token("accent", 0.5)]]),
        *_cells(scene, matrix, unplaced, sheet, lang, fill=[[0, token("muted", 0.16)], [1, token("muted", 0.16)]]),
        _margins(scene, matrix, sheet, lang),
    ]
    left, right = len(known) - 0.5, len(columns) - 0.5
    height = 130 + _ROW_HEIGHT * (len(rows) + 1)
    ticks = {"tickfont": {"size": 12}, "showgrid": False, "zeroline": False, "ticks": "", "type": "linear"}
    layout = {
        "xaxis": {
            **ticks,
            "side": "top",
            "tickvals": list(range(len(columns) + 1)),
            "ticktext": [*columns, f"<b>{total}</b>"],
            "range": [-0.5, len(columns) + 0.5],
            "tickangle": 0 if lang == "zh" and len(columns) < 16 and key[1] == "county" else -35,
        },
        "yaxis": {
            **ticks,
            "tickvals": list(range(len(rows) + 1)),
            "ticktext": [*rows, f"<b>{total}</b>"],
            "range": [len(rows) + 0.5, -0.5],
        },
        "shapes": [
            {"type": "rect", "x0": left, "x1": right, "y0": -0.5, "y1": len(rows) - 0.5, "layer": "above",
             "line": {"dash": "dash", "width": 1.5, "color": token("muted")}},
            {"type": "line", "x0": -0.5, "x1": len(columns) + 0.5, "y0": len(rows) - 0.5, "y1": len(rows) - 0.5,
             "line": {"width": 1, "color": token("muted")}},
            {"type": "line", "x0": right, "x1": right, "y0": -0.5, "y1": len(rows) + 0.5,
             "line": {"width": 1, "color": token("muted")}},
        ],
        "hovermode": "closest",
    }  # fmt: skip
    what, by = KINDS[key[0]][1], DIMENSIONS[key[1]]
    alt = Name(
        f"热图：{len(rows)}行产业链，按{by.zh}分{len(columns)}列，格中为已知{what.zh}数；不重复计共{matrix.total.members}。",
        f"Heatmap: {len(rows)} rows of chains, {len(columns)} columns by {by.en}; cells hold the number of {what.en} "
        f"known; {matrix.total.members} distinct in all.",
    )
    return Variant({"data": data, "layout": layout}, height, alt)


def _cells(
    scene: MatrixScene, matrix: Matrix, columns: Sequence[int], sheet: str, lang: str, *, fill: list[list[Any]]
) -> list[dict[str, Any]]:
    """Return the heatmap of some columns, and dashes where none is known."""
    counts = [[len(matrix.cells.get((row, matrix.columns[at]), ())) for at in columns] for row in matrix.rows]
    hover = [[_hover(scene, matrix, row, matrix.columns[at], lang) for at in columns] for row in matrix.rows]
    most = max((count for row in counts for count in row), default=0)
    empty = [(at, down) for down, row in enumerate(counts) for at, count in zip(columns, row, strict=True) if not count]
    if not columns:
        return []
    return [
        {
            "type": "heatmap",
            "x": list(columns),
            "y": list(range(len(matrix.rows))),
            "z": [[count or None for count in row] for row in counts],
            "zmin": 1,
            "zmax": max(most, 2),
            "text": [[str(count) if count else "" for count in row] for row in counts],
            "texttemplate": "%{text}",
            "textfont": {"size": 13, "color": token("ink")},
            "hovertext": hover,
            "hoverinfo": "text",
            "meta": _cell_keys(matrix, columns, sheet),
            "colorscale": fill,
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [at for at, _ in empty],
            "y": [down for _, down in empty],
            "marker": {"symbol": "line-ew-open", "size": 7, "color": token("muted"), "line": {"width": 1}},
            "hovertext": [_hover(scene, matrix, matrix.rows[down], matrix.columns[at], lang) for at, down in empty],
            "hoverinfo": "text",
        },
    ]


def _cell_keys(matrix: Matrix, columns: Sequence[int], sheet: str) -> dict[str, Any]:
    """Return the keys of rows and columns, of which a cell's is made, and who is in each cell."""
    named = [matrix.columns[at] for at in columns]
    members = {
        f"{sheet}~{row}~{column}": list(found)
        for row in matrix.rows
        for column in named
        if (found := matrix.cells.get((row, column), ()))
    }
    return {"rows": [f"{sheet}~{row}" for row in matrix.rows], "columns": named, "members": members}


def _margins(scene: MatrixScene, matrix: Matrix, sheet: str, lang: str) -> dict[str, Any]:
    """Return the last column and the last row as texts."""
    right, bottom = len(matrix.columns), len(matrix.rows)
    found = [(right, at, _label(scene, one, lang), matrix.row_totals[one], one) for at, one in enumerate(matrix.rows)]
    found += [
        (at, bottom, _label(scene, one, lang), matrix.column_totals[one], "total")
        for at, one in enumerate(matrix.columns)
    ]
    found.append((right, bottom, _WORDS["total"].show(lang), matrix.total, "total"))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, *_ in found],
        "y": [y for _, y, *_ in found],
        "text": [f"<b>{total.members}</b>" if total.members else "–" for *_, total, _ in found],
        "textfont": {"size": 13, "color": token("ink")},
        "hovertext": [
            _WORDS["margin"]
            .show(lang)
            .format(name=name, cells=total.cells, repeated=total.repeated, members=total.members)
            for _, _, name, total, _ in found
        ],
        "hoverinfo": "text",
        "customdata": [{"key": f"{sheet}~{row}"} for *_, row in found],
    }


def _hover(scene: MatrixScene, matrix: Matrix, row: str, column: str, lang: str) -> str:
    members = matrix.cells.get((row, column), ())
    count = str(len(members)) if members else _WORDS["none"].show(lang)
    head = (
        _WORDS["line"].show(lang).format(row=_label(scene, row, lang), column=_label(scene, column, lang), count=count)
    )
    names = [plain(scene.book.name(one).show(lang)) for one in members[:_LONGEST]]
    more = [_WORDS["more"].show(lang)] if len(members) > _LONGEST else []
    return "<br>".join([f"<b>{head}</b>", *names, *more])


def _label(scene: MatrixScene, key: str, lang: str) -> str:
    return plain(scene.name(key).show(lang))


def _capital(name: Name) -> Name:
    return Name(name.zh, name.en.capitalize())
