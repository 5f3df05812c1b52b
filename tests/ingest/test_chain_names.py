"""A chain is one, though rows call it with and without the word for chain."""

from datetime import date
from pathlib import Path

from tests.ingest.conftest import Run, write_book

from chaingraph.filled import Rows
from chaingraph.ingest.books import Ingested, ingest_books


def ingest(folder: Path, **sheets: list[list[object]]) -> Ingested:
    return ingest_books([write_book(folder / "a.xlsx", sheets)], city="示例市", day=date(2026, 11, 1))


def read(folder: Path, **sheets: list[list[object]]) -> Rows:
    return ingest(folder, **sheets).rows


def test_chain_is_one_with_and_without_the_word_for_chain(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        企业=[["企业名称", "所属产业链"], ["甲公司", "集成电路"], ["乙公司", "集成电路产业链、集成电路产业"]],
        产业链=[["产业链名称", "链长"], ["集成电路产业链", "某某"]],
    )
    assert [row["zh"] for row in rows["chains"]] == ["集成电路产业链"]
    assert len(rows["participations"]) == 2


def test_chains_that_a_list_has_both_stay_two(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        企业=[["企业名称", "所属产业链"], ["甲公司", "新能源"], ["乙公司", "新能源产业链"]],
        产业链=[["产业链名称", "链长"], ["新能源产业集群", "某某"], ["新能源产业链", "某某"]],
    )
    assert [row["zh"] for row in rows["chains"]] == ["新能源产业集群", "新能源产业链", "新能源"]


def test_chain_that_the_list_of_chains_lacks_is_told_with_the_one_it_may_be(tmp_path: Path) -> None:
    firms: list[list[object]] = [["企业名称", "所属产业链"], ["甲公司", "新能源汽车、集成电路、轻工"]]
    chains: list[list[object]] = [
        ["产业链名称", "链长"],
        ["新能源汽车产业链（含智能网联）", "某某"],
        ["集成电路产业链", "某某"],
    ]
    both = ingest(tmp_path, 企业=firms, 产业链=chains)
    assert both.unlisted == [("新能源汽车", "新能源汽车产业链(含智能网联)"), ("轻工", "")]
    assert ingest(tmp_path, 企业=firms).unlisted == []


def test_command_says_which_chains_the_list_lacks(run: Run, tmp_path: Path) -> None:
    write_book(
        tmp_path / "a.xlsx",
        {
            "企业": [["企业名称", "所属产业链"], ["甲公司", "食品"]],
            "产业链": [["产业链名称", "链长"], ["食品加工产业链", "某某"]],
        },
    )
    words = ("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    assert "把名称写成一样）：食品（是不是“食品加工产业链”？）" in run(*words).stderr
    assert "食品（" not in run(*words, "--no-values").stderr
