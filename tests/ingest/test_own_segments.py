"""Segments of an office's own, beside those of the templates."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import Run, write_book

from chaingraph.ingest.books import Ingested, ingest_books

COMMON = ("--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
SEGMENTS: list[list[object]] = [
    ["产业链", "环节", "上中下游", "上级环节", "来源节点", "目标节点", "依赖程度", "状态"],
    ["集成电路产业链", "硅片再生", "上游", "大硅片", None, "晶圆制造", "必需", None],
    ["集成电路产业链", "整机展示", "下游", None, "硅片再生", None, None, "确认无"],
    ["渔具产业链", "鱼钩", "中游", None, None, "渔具组装", "必需", None],
    ["渔具产业链", "渔具组装", "下游", None, None, None, None, None],
]
FIRMS: list[list[object]] = [
    ["企业名称", "所属区县", "所属产业链", "环节"],
    ["甲硅材料有限公司", "东城县", "集成电路产业链", "硅片再生"],
    ["乙渔具有限公司", "东城县", "渔具产业链", "鱼钩、渔具组装"],
    ["丙渔具有限公司", "东城县", "渔具产业链", "鱼钩"],
]


def _book(folder: Path, segments: Sequence[Sequence[object]] = SEGMENTS) -> Path:
    return write_book(folder / "book.xlsx", {"环节": segments, "企业": FIRMS})


def _ingest(path: Path) -> Ingested:
    return ingest_books([path], city="示例市", day=date(2026, 11, 1))


def test_unknown_segment_is_a_fault_unless_the_book_declares_it(tmp_path: Path) -> None:
    declared = _ingest(_book(tmp_path))
    assert not declared.faults
    undeclared = _ingest(write_book(tmp_path / "other.xlsx", {"企业": FIRMS}))
    assert [(fault.row, fault.heading.zh) for fault in undeclared.faults] == [
        (2, "环节"),
        (3, "环节"),
        (3, "环节"),
        (4, "环节"),
    ]


def test_own_parts_are_drafts_that_name_their_row(tmp_path: Path) -> None:
    read = _ingest(_book(tmp_path))
    placed = [*read.rows["template_segments"], *read.rows["segment_inputs"]]
    assert len(placed) == 4 + 3
    assert {row["review"] for row in placed} == {"draft"}
    assert all(re.search(r"名单“book.xlsx\[环节\]”第[2-5]行", row["note"]) for row in placed)
    assert read.undrawn == []
    needs = sorted((row["need"], "可替代" in row["note"]) for row in read.rows["segment_inputs"])
    assert needs == [("essential", False), ("essential", False), ("replaceable", True)]
    assert [(row["relation"], row["from"]) for row in read.rows["relations"]] == [
        ("contains", "segment:silicon-wafers")
    ]


def test_segment_that_the_template_has_stays_the_templates(tmp_path: Path) -> None:
    rows = [["产业链", "环节", "上中下游"], ["集成电路产业链", "大硅片", "下游"], ["集成电路产业链", "铸件", "上游"]]
    read = _ingest(write_book(tmp_path / "a.xlsx", {"环节": rows}))
    assert not read.faults
    assert [row["segment"] for row in read.rows["template_segments"]] == ["castings"]
    assert "segments" not in read.rows


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["集成电路产业链", "硅片再生", "左边"], "上中下游"),
        (["集成电路产业链", "硅片再生", None], "上中下游"),
        ([None, "硅片再生", "上游"], "所属产业链"),
        (["集成电路产业链", "硅片再生", "上游", "硅片再生"], "上级环节"),
        (["集成电路产业链", "硅片再生", "上游", None, "没有这个环节"], "来源节点"),
    ],
)
def test_row_that_cannot_be_read_is_a_fault(tmp_path: Path, row: list[object], column: str) -> None:
    read = _ingest(write_book(tmp_path / "a.xlsx", {"环节": [SEGMENTS[0], row]}))
    assert [fault.heading.zh for fault in read.faults] == [column]
    assert "template_segments" not in read.rows


def test_list_of_states_is_still_one(tmp_path: Path) -> None:
    rows = [["产业链", "环节", "状态"], ["集成电路产业链", "光刻胶", "弱"]]
    read = _ingest(write_book(tmp_path / "a.xlsx", {"环节": rows}))
    assert [sheet.kind for sheet in read.sheets] == ["segments"]


def test_own_segments_are_drawn_and_analysed_like_others(run: Run, tmp_path: Path) -> None:
    _book(tmp_path)
    made = run("ingest", "book.xlsx", *COMMON)
    assert made.returncode == 0, made.stderr
    checked = run("validate", "my.trig", "--bundled")
    assert checked.returncode == 0, checked.stdout
    done = run("analyze", "structure", "--chain", "集成电路产业链", "-s", "my.trig", "-f", "csv")
    rows = {row["segment"]: row for row in csv.DictReader(io.StringIO(done.stdout)) if row.get("segment")}
    assert len(rows) > 10
    lanes = {name.split(" ")[0]: row["lane"] for name, row in rows.items()}
    assert (lanes["硅片再生"], lanes["整机展示"]) == ("上游", "下游")
    gaps = run("analyze", "gaps", "--chain", "集成电路产业链", "-s", "my.trig", "-f", "json")
    assert "整机展示" in {row["segment"]["zh"] for row in json.loads(gaps.stdout) if row["table"] == "gaps"}
    shock = run("analyze", "shock", "鱼钩", "-s", "my.trig", "-f", "json")
    assert "渔具组装" in shock.stdout
    assert run("viz", "chain", "渔具产业链", "-s", "my.trig", "-o", "map.html").returncode == 0
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "渔具组装" in page
    assert "名单“book.xlsx[环节]”第4行" in page
