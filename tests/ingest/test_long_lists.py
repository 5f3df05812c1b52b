"""Long CSV files are gone through row by row."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from chaingraph.errors import InputError
from chaingraph.ingest.books import ingest_lists
from chaingraph.ingest.grids import read_grids
from chaingraph.ingest.opened import Book
from chaingraph.spool import Spool


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_going_through_a_csv_file_takes_less_memory_than_its_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "long.csv"
    row = f"甲公司,{'注' * 8_000}\n"
    path.write_text("企业名称,备注\n" + row * 1_000, encoding=encoding)
    tracemalloc.start()
    (grid,) = read_grids(path)
    count = sum(1 for _ in grid.rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1_001
    assert peak < 8_000_000 < path.stat().st_size


def test_progress_is_told_while_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "supplies.csv"
    path.write_text("供方,需方\n" + "甲公司,乙公司\n" * 20_500, encoding="utf-8")
    told: list[tuple[str, int]] = []
    book = Book(path, date(2026, 11, 1))
    read = ingest_lists([book], city="示例市", progress=lambda *one: told.append(one))
    assert told == [("supplies.csv", 20_000)]
    supplies = read.rows["supplies"]
    assert len(supplies) == len({row["key"] for row in supplies}) == 20_500
    assert supplies[0]["evidence"] == "row=2"
    assert supplies[20_499]["evidence"] == "row=20501"


def test_fault_deep_in_a_csv_file_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "企业名称,所属区县,备注\n" + "甲公司,东城县,好\n" * 5_000 + f"乙公司,东城县,{'长' * 40_000}\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"bad\.csv.*40,000 signs"):
        ingest_lists([Book(path, date(2026, 11, 1))], city="示例市")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_spool_is_read_like_a_list(count: int) -> None:
    rows = [{"key": f"甲{number}"} for number in range(count)]
    spool = Spool(held=3)
    for row in rows:
        spool.append(row)
    assert list(spool) == list(spool) == rows
    assert spool[1:] == rows[1:]
    assert [spool[at] for at in range(-count, count)] == [rows[at] for at in range(-count, count)]
    with pytest.raises(IndexError):
        spool[count]
    for at in range(count):
        spool.amend(at, {"note": "乙"})
        spool.amend(at, {"note": "丙", "more": str(at)})
    assert list(spool) == [row | {"note": "丙", "more": str(at)} for at, row in enumerate(rows)]
    with pytest.raises(IndexError):
        spool.amend(count, {})
