"""Importing ChainKnowledgeGraph: each kind of line becomes what it honestly can, with its direction and its line."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from chaingraph.book import read_book
from chaingraph.cli.import_data import command
from chaingraph.errors import InputError
from chaingraph.imports.chainkg import read_chainkg
from chaingraph.reports.key_nodes import report_key_nodes
from chaingraph.reports.shock import report_shock
from chaingraph.store import open_store
from chaingraph.validate import validate_files

Lines = Sequence[Mapping[str, object] | str]


def _made_of(product: str, material: str) -> dict[str, str]:
    return {"from_entity": product, "rel": "上游材料", "to_entity": material}


FILES: dict[str, Lines] = {
    "company.json": [
        {
            "name": "虚构甲",
            "fullname": "虚构甲灯具股份有限公司",
            "code": "900001.XX",
            "location": "某地",
            "time": "2001-01-01",
        },
        {
            "name": "虚构乙",
            "fullname": "虚构乙玻璃股份有限公司",
            "code": "900002",
            "location": "某地",
            "time": "2001-01-01",
        },
        {
            "name": "虚构乙",
            "fullname": "虚构乙玻璃股份有限公司",
            "code": "900002",
            "location": "某地",
            "time": "2001-01-01",
        },
    ],
    "industry.json": [
        {"code": "990000", "name": "灯业"},
        {"code": "990100", "name": "台灯业"},
        {"code": "x", "name": "坏"},
    ],
    "product.json": [{"name": name} for name in ("台灯", "玻璃", "石英砂", "护眼台灯", "灯\\罩", "线\x7f材", "\ud800")],
    "company_industry.json": [
        {"company_code": "900001.XX", "industry_code": "990100", "company_name": "虚构甲", "rel": "所属行业"},
        {"company_code": "999999.XX", "industry_code": "990100", "company_name": "无", "rel": "所属行业"},
        "{not JSON",
        "[1]",
    ],
    "company_product.json": [
        {
            "company_code": "900001.XX",
            "product_name": "台灯",
            "rel_weight": 0.5,
            "rel": "主营产品",
            "company_name": "虚构甲",
        },
        {
            "company_code": "900002.XX",
            "product_name": "玻璃",
            "rel_weight": 0.9,
            "rel": "主营产品",
            "company_name": "虚构乙",
        },
        {
            "company_code": "900002.XX",
            "product_name": "玻璃",
            "rel_weight": 0.1,
            "rel": "主营产品",
            "company_name": "虚构乙",
        },
    ],
    "industry_industry.json": [{"from_code": "990100", "rel": "上级行业", "to_code": "990000"}],
    "product_product.json": [
        _made_of("台灯", "玻璃"),
        _made_of("玻璃", "石英砂"),
        {"from_entity": "台灯", "to_entity": "护眼台灯", "rel": "产品小类"},
        {"from_entity": "台灯", "to_entity": "护眼台灯", "rel": "下游产品"},
        _made_of("台灯", "台灯"),
        _made_of("台灯", "没有的"),
        _made_of("台灯", "灯\\罩"),
        _made_of("灯\\罩", "线\x7f材"),
        _made_of("线\x7f材", "灯\\罩"),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    for name, lines in FILES.items():
        text = "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines)
        (made / name).write_text(text, encoding="utf-8")
    return made


def test_each_line_becomes_what_it_honestly_can(folder: Path) -> None:
    assert read_chainkg(folder).count() == {
        "documents": 4, "templates": 1, "products": 1, "enterprises": 2, "segments": 8, "template_segments": 8,
        "participations": 3, "relations": 7, "segment_inputs": 5,
    }  # fmt: skip


def test_what_is_odd_is_told_with_its_line(folder: Path) -> None:
    assert {(one.file, one.line, one.kind) for one in read_chainkg(folder).doubts} == {
        ("company.json", 3, "duplicate"),
        ("industry.json", 3, "malformed"),
        ("product.json", 6, "name"),
        ("company_industry.json", 2, "dangling"),
        ("company_industry.json", 3, "malformed"),
        ("company_industry.json", 4, "malformed"),
        ("company_product.json", 3, "duplicate"),
        ("product_product.json", 4, "kind"),
        ("product_product.json", 5, "self"),
        ("product_product.json", 6, "dangling"),
        ("product_product.json", 8, "cycle"),
    }


def test_material_feeds_the_product_and_the_whole_contains_its_part(folder: Path) -> None:
    found = read_chainkg(folder)
    names = {f"{row.table.kind}:{row.key}": row.cells["zh"] for row in found.rows if "zh" in row.cells}
    said = [
        (names[row.cells["from"]], row.cells["relation"], names[row.cells["to"]], row.cells["evidence"])
        for row in found.rows
        if row.table.name == "relations"
    ]
    assert ("玻璃", "upstream-of", "台灯", "line=0,1") in said
    assert ("灯业", "contains", "台灯业", "line=0,1") in said
    assert ("台灯", "contains", "护眼台灯", "line=2,3") in said
    fed = {(row.cells["from"], row.cells["to"]) for row in found.rows if row.table.name == "segment_inputs"}
    assert {(names[f"segment:{source}"], names[f"segment:{target}"]) for source, target in fed} >= {("石英砂", "玻璃")}


def test_analyses_answer_on_the_imported_graph(folder: Path, tmp_path: Path) -> None:
    words = [
        "chainkg",
        str(folder),
        "-o",
        str(tmp_path / "g.trig"),
        "--report",
        str(tmp_path / "odd.csv"),
        "--lang",
        "en",
    ]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0, done.output
    assert "an id that stands for nothing" in done.output
    assert validate_files([tmp_path / "g.trig"]).findings == ()
    store = open_store([str(tmp_path / "g.trig")], templates=True)
    assert "虚构甲灯具股份有限公司" in {thing.name.zh for thing in read_book(store).things.values()}
    assert "segment:silicon-wafers" not in read_book(store).things
    assert report_key_nodes(store).sheets
    assert "台灯" in str(report_shock(store, "石英砂"))


def test_bytes_are_the_same_on_every_run(folder: Path, tmp_path: Path) -> None:
    for name in ("a.trig", "b.trig"):
        assert CliRunner().invoke(command, ["chainkg", str(folder), "-o", str(tmp_path / name)]).exit_code == 0
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "b.trig").read_bytes()


@pytest.mark.parametrize("away", [["product.json"], [name for name in FILES if "_" in name]])
def test_folder_that_lacks_files_is_refused_in_one_line(folder: Path, away: list[str]) -> None:
    for name in away:
        (folder / name).unlink()
    with pytest.raises(InputError) as caught:
        read_chainkg(folder)
    assert "\n" not in str(caught.value)


def test_files_that_do_not_belong_together_are_refused(folder: Path) -> None:
    (folder / "company.json").write_text('{"name": "另", "fullname": "另一", "code": "111111"}\n', encoding="utf-8")
    for name in ("product_product.json", "industry_industry.json"):
        (folder / name).unlink()
    with pytest.raises(InputError, match="belong together"):
        read_chainkg(folder)
