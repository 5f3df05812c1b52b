"""A chain is one, though rows call it with and without the word for chain."""

from datetime import date
from pathlib import Path

from tests.ingest.conftest import write_book

from chaingraph.filled import Rows
from chaingraph.ingest.books import ingest_books


def read(folder: Path, **sheets: list[list[object]]) -> Rows:
    book = write_book(folder / "a.xlsx", sheets)
    return ingest_books([book], city="示例市", day=date(2026, 11, 1)).rows


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
