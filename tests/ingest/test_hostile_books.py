"""Books that would harm the reader are refused in one line; hostile cells are text."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.ingest.conftest import Run, write_book

from chaingraph.error_words import in_chinese
from chaingraph.errors import InputError
from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.grids import read_grids

DAY = date(2026, 11, 1)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))


def with_entity(path: Path) -> None:
    secret = path.with_name("secret.txt")
    secret.write_text("SECRET", encoding="utf-8")
    write_book(path, {"企业": [["企业名称", "所属区县"], ["甲公司", "东城县"]]})
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    text = parts["xl/worksheets/sheet1.xml"]
    assert text.startswith(b"<worksheet")  # without a declaration, which a document type must not stand before
    parts["xl/worksheets/sheet1.xml"] = declared + text.replace("东城县".encode(), b"&e;")
    assert b"&e;" in parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"not a workbook"),
        ("a.xlsx", b"PK\x03\x04 damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged"),
        ("a.csv", b"\xff\xff\x81"),
        ("a.csv", "企业名称\n甲\x00公司\n".encode()),
        ("a.csv", f"企业名称,所属区县\n{'甲' * 1_000_000},东城县\n".encode()),
        ("a.csv", b""),
        ("a.csv", "天气,温度\n晴,20\n".encode()),
    ],
)
def test_file_that_is_no_list_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        ingest_books([path], city="示例市", day=DAY)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    assert in_chinese(str(caught.value)).startswith(f"{path}：")
    assert "save it" not in in_chinese(str(caught.value))


def test_archive_that_swells_is_not_opened(tmp_path: Path) -> None:
    bomb(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="unpacks to"):
        read_grids(tmp_path / "a.xlsx")


def test_entity_of_a_part_reads_no_file(tmp_path: Path) -> None:
    with_entity(tmp_path / "a.xlsx")
    try:
        shown = str(read_grids(tmp_path / "a.xlsx"))
    except InputError as error:
        shown = str(error)
    assert "SECRET" not in shown


def test_hostile_cells_become_text_of_the_graph(run: Run, tmp_path: Path) -> None:
    names = ['"} DROP ALL #', "<script>alert(1)</script>", "甲\u202e公司", "'=1+1", "a|b公司", "\\u0000公司"]
    rows = [["企业名称", "所属产业链"], *([name, "集成电路产业链"] for name in names)]
    write_book(tmp_path / "a.xlsx", {"企业": rows})
    done = run("ingest", "a.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    assert done.returncode == 0, done.stderr
    checked = run("validate", "my.trig", "--bundled")
    assert checked.returncode == 0, checked.stdout
    counted = run("query", "SELECT (COUNT(*) AS ?n) WHERE { ?x a cg:Enterprise }", "-s", "my.trig", "-f", "csv")
    assert counted.stdout.split() == ["n", str(len(names))]
