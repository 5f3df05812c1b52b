"""A pack of the bundled graph tells what the graph holds, in both languages, and of another city by its own recipe."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store
from python_calamine import CalamineWorkbook

from chaingraph.cli.pack import command
from chaingraph.errors import InputError, UnknownNameError
from chaingraph.pack.case import Case, open_case
from chaingraph.pack.lists import LISTS
from chaingraph.pack.make import make_pack
from chaingraph.pack.recipe import find_recipe, parse_recipe
from chaingraph.pack.sheets import read_sheets
from chaingraph.report import Thing
from chaingraph.store import open_store

from .conftest import CHAIN, rows_of


def test_a_view_that_is_not_there_is_told_in_one_line(bundled: Store) -> None:
    text = "name: x\nmaps: [{title: 甲图, view: chian}, {title: 乙图}]\nlists: []\n"
    pack = make_pack(bundled, CHAIN, parse_recipe(text, "r.yaml"))
    assert pack.missing == ("甲图: no view is called 'chian'; did you mean 'chain'?; left out",)
    index = pack.files["index.html"].decode()
    assert "本版本没有视图“chian”" in index
    assert "没有画出的图：甲图、乙图" in index


def test_firms_are_those_that_sources_name_and_say_why(case: Case) -> None:
    firms = {one.cells["enterprise"]: one for one in LISTS["firms"].read(case)}
    stated = {
        key.name.zh for key, one in firms.items() if isinstance(key, Thing) and case.ties[key.key].how == "stated"
    }
    # Participations in, and ownership of, the chain in graph/dezhou: five firms by hand.
    assert stated == {"威讯联合半导体", "先导科技", "英望科技", "有研集团", "山东有研半导体材料有限公司"}
    owner = next(
        one for key, one in firms.items() if isinstance(key, Thing) and key.key == "enterprise:youyan-semiconductor"
    )
    assert isinstance(owner.cells["role"], tuple)
    assert owner.cells["role"][0] == case.book.name("scheme:role-chain-owner")


@pytest.mark.parametrize("chain", [CHAIN, "chain:liaocheng-nonferrous-metals"])
def test_every_list_cites_its_rows_or_calls_them_unknown(bundled: Store, chain: str) -> None:
    for sheet in read_sheets(find_recipe("五图五清单"), open_case(bundled, chain)):
        for row in sheet.rows:
            assert row.sources or row.state == "unknown" or not sheet.has_sources, (chain, sheet.title, row)
            assert len(row.cells) == len(sheet.headings)


def test_states_tell_kept_texts_from_others_and_from_judgements(case: Case) -> None:
    sheets = {one.kind: one for one in read_sheets(find_recipe("五图五清单"), case)}
    owners = sheets["owners"].rows
    # The one owner stands in a text that isn't kept; the 79 owners in one that is.
    assert [row.state for row in owners] == ["not-checked", "known"]
    assert owners[1].cells[-2:] == [79, 79]
    linked = [row for row in sheets["firms"].rows if case.ties[_key(row.cells[0])].how == "segment"]
    assert {row.state for row in linked} == {"judgement"}
    assert {row.state for row in sheets["questions"].rows} == {"unknown"}


def _key(cell: object) -> str:
    assert isinstance(cell, Thing)
    return cell.key


def test_segments_and_questions_equal_the_reports(case: Case) -> None:
    assert case.structure is not None
    assert case.gaps is not None
    assert len(LISTS["segments"].read(case)) == len(case.structure.sheet("segments").rows) == 16
    unknown = [one for one in LISTS["segments"].read(case) if one.state == "unknown"]
    assert len(unknown) == len(LISTS["questions"].read(case)) == 11
    assert LISTS["gaps"].read(case) == []


def test_the_sources_list_counts_the_rows_that_rest_on_each(case: Case) -> None:
    text = "name: x\nmaps: []\nlists: [{title: a, list: sources}, {title: b, list: owners}]\n"
    sheets = read_sheets(parse_recipe(text, "r.yaml"), case)
    assert sum(row.cells[6] for row in sheets[0].rows if isinstance(row.cells[6], int)) >= len(sheets[1].rows)
    assert len(sheets[0].rows) >= 2


def test_as_of_a_day_leaves_out_what_is_later(bundled: Store) -> None:
    case = open_case(bundled, CHAIN, as_of=date(2022, 12, 31))
    assert case.day == date(2022, 12, 31)
    history = LISTS["history"].read(case)
    assert all(one.cells["day"] is None or str(one.cells["day"]) <= "2022-12-31" for one in history)
    figures = LISTS["figures"].read(case)
    assert not any("2023" in str(one.cells["period"]) for one in figures)


SMALL = """
@prefix cg: <https://w3id.org/chaingraph/def/> .
@prefix id: <https://w3id.org/chaingraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/chaingraph/id/place/town> a cg:Place ; skos:prefLabel "某市"@zh-Hans .
<https://w3id.org/chaingraph/id/chain/tea> a cg:Chain ; skos:prefLabel "茶产业链"@zh-Hans ;
  cg:area <https://w3id.org/chaingraph/id/place/town> .
<https://w3id.org/chaingraph/id/enterprise/leaf> a cg:Enterprise ; skos:prefLabel "=甲茶厂"@zh-Hans .
<https://w3id.org/chaingraph/id/document/news> a cg:Document ; skos:prefLabel "市报"@zh-Hans ;
  dcterms:title "茶" ; dcterms:issued "2024-02-03"^^xsd:date .
<https://w3id.org/chaingraph/id/participation/news.leaf> a cg:Participation ;
  cg:participant <https://w3id.org/chaingraph/id/enterprise/leaf> ;
  cg:participatesIn <https://w3id.org/chaingraph/id/chain/tea> ; cg:evidence <https://w3id.org/chaingraph/id/evidence/e> .
<https://w3id.org/chaingraph/id/evidence/e> a cg:Evidence ; oa:hasSource <https://w3id.org/chaingraph/id/document/news> .
"""


def test_a_chain_that_no_template_draws_is_packed_with_its_gaps_unknown(tmp_path: Path) -> None:
    graph = tmp_path / "small.ttl"
    graph.write_text(SMALL, encoding="utf-8")
    pack = make_pack(open_store([str(graph)]), "茶产业链", find_recipe("五图五清单"))
    text = pack.files["brief.md"].decode()
    assert "没有模板画出本链" in text
    assert "=甲茶厂" in text
    assert pack.about["as_of"] == "2024-02-03"
    assert "map-5-gaps.html" not in pack.files
    firms = rows_of(pack, "企业清单")
    assert [firms[1][0], firms[1][9]] == ["=甲茶厂", "未核对"]


def test_a_chain_that_is_not_there_is_refused(bundled: Store) -> None:
    with pytest.raises(UnknownNameError):
        open_case(bundled, "没有这条链")


def test_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    found = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        done = subprocess.run(
            [sys.executable, "-m", "chaingraph", "pack", "dezhou-food-processing", "--recipe", "shandong-one-map-n-lists", "-o", str(folder)],
            capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0" if seed == "1" else "1"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert found[0] == found[1]


def test_another_city_needs_a_recipe_and_no_code(tmp_path: Path, recipe_file: Path) -> None:
    folder = tmp_path / "out"
    runner = CliRunner()
    arguments = ["liaocheng-nonferrous-metals", "--recipe", str(recipe_file), "-o", str(folder)]
    done = runner.invoke(command, arguments)
    assert done.exit_code == 0, done.output
    assert f"{folder / 'index.html'}：7个文件" in done.stderr
    assert done.stdout == ""
    assert "left out" not in done.stderr
    assert "聊城市" in (folder / "map-1-system.html").read_text(encoding="utf-8")
    assert (folder / "map-2-gaps.html").is_file()
    book = CalamineWorkbook.from_path(str(folder / "lists.xlsx"))
    rows = book.get_sheet_by_name("链上企业").to_python()
    assert rows[0][:4] == ["企业名称", "所属区县", "列入依据", "状态"]
    assert len(rows) > 1
    assert str(book.get_sheet_by_name("问题 诉求").to_python()[1][0]).startswith("未知")
    (folder / "mine.txt").write_text("x")
    with pytest.raises(InputError, match=r"'mine\.txt' was changed or added"):
        runner.invoke(command, arguments, catch_exceptions=False)
    assert (folder / "mine.txt").read_text() == "x"
