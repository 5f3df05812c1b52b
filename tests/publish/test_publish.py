"""What ``--public`` wrote is searched, byte for byte, for what must not leave the house."""

import base64
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import chdir
from importlib import import_module
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from openpyxl import load_workbook
from pyarrow import parquet
from pyoxigraph import Store
from tests.ingest.conftest import fill

from chaingraph.book import keep_book
from chaingraph.exports.export import export_store
from chaingraph.publish import make_public
from chaingraph.store import open_for_pages

REVENUE, STAFF, PERSON, PHONE = "98765.43", 739183, "欧阳秘", "13911112222"
SUPPLIER, PARTNER = "密供特种材料有限公司", "隐需微电子有限公司"
#: As pages, tables and graphs may write them.
SECRETS = (
    "98765.43", "987654300", "987 654 300", "987,654,300", "9.876543", "739183", "739 183", "739,183", "73.9183",
    "密供特种材料", "隐需微电子", "0.3719", "37.19", PERSON, PHONE,
)  # fmt: skip
ALWAYS_IN = "甲硅材料有限公司"
FORMS = ("turtle", "jsonld", "graphml", "gexf", "csv", "parquet", "neo4j")


def chaingraph(folder: Path, *words: str) -> str:
    """Run the command in a folder; return what it told."""
    command: Command = import_module(f"chaingraph.cli.{words[0]}").command
    with chdir(folder):
        done = CliRunner().invoke(command, words[1:])
    assert done.exit_code == 0, done.output
    return done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph made of a book that holds internal data and contacts."""
    place = tmp_path_factory.mktemp("office")
    chaingraph(place, "template", "-o", "book.xlsx")
    book = place / "book.xlsx"
    with_contacts = load_workbook(book)
    sheet = with_contacts["企业"]
    for at, heading in enumerate(
        ("联系人", "联系电话", "法定代表人", "企业名称（联系人）"), start=sheet.max_column + 1
    ):
        sheet.cell(1, at, heading)
    with_contacts.save(book)
    fill(book, "产业链", {"产业链名称": "集成电路产业链"})
    contacts = {"联系人": PERSON, "联系电话": PHONE, "法定代表人": PERSON, "企业名称（联系人）": PERSON}
    chain = {"所属产业链": "集成电路产业链", "所属区县": "东城县"}
    fill(
        book, "企业",
        {"企业名称": ALWAYS_IN, **chain, "环节": "大硅片", "营业收入（万元）": REVENUE, "数据年度": 2025, "从业人员": STAFF, **contacts},
        {"企业名称": "乙电子有限公司", **chain, "环节": "芯片封装测试"},
    )  # fmt: skip
    fill(
        book, "供需",
        {"供方": SUPPLIER, "需方": ALWAYS_IN, "占需方该类采购比例": "37.19%"},
        {"供方": ALWAYS_IN, "需方": PARTNER},
    )  # fmt: skip
    chaingraph(place, "ingest", "book.xlsx", "--city", "示例市", "--date", "2026-11-01", "-o", "my.trig")
    return place


def texts(name: str, content: bytes) -> Iterator[str]:
    """Yield all that a file holds as text: unpacked, and with its escapes and its packed parts undone."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from texts(part, archive.read(part))
        return
    if name.endswith(".parquet"):
        yield json.dumps(parquet.read_table(io.BytesIO(content)).to_pylist(), ensure_ascii=False)
        return
    text = content.decode("utf-8")
    yield text
    yield html.unescape(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    for blob in re.findall(r"[A-Za-z0-9+/]{64,}={0,2}", text):
        raw = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=False)
        try:
            yield zlib.decompress(raw, 47).decode("utf-8", "ignore")
        except zlib.error:
            yield raw.decode("utf-8", "ignore")


def found(folder: Path) -> set[str]:
    """Return which secrets, and whether the public firm, stand in what was written."""
    hits: set[str] = set()
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else [folder]
    for path in files:
        for text in (path.name, *texts(path.name, path.read_bytes())):
            hits |= {word for word in (*SECRETS, ALWAYS_IN) if word in text}
    return hits


@pytest.fixture(scope="module")
def public(folder: Path) -> Store:
    made = make_public(open_for_pages([str(folder / "my.trig")]))
    assert (made.internal, made.small) == (4, 0)
    return made.store


@pytest.mark.parametrize("form", FORMS)
def test_exports_for_outside_hold_no_internal_value(public: Store, tmp_path: Path, form: str) -> None:
    with keep_book(public):
        made = export_store(public, form)
    files = {f"file.{form}": made} if isinstance(made, bytes) else made
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert found(tmp_path) == {ALWAYS_IN}


def test_export_for_inside_holds_what_the_search_looks_for_but_no_contacts(folder: Path) -> None:
    chaingraph(folder, "export", "turtle", "-s", "my.trig", "-o", "inside.ttl")
    inside = found(folder / "inside.ttl")
    assert inside >= {"987654300", "739183", "密供特种材料", "隐需微电子", "0.3719", ALWAYS_IN}
    assert not inside & {PERSON, PHONE}


def test_public_export_says_what_it_left_out_and_is_valid(folder: Path) -> None:
    told = chaingraph(folder, "export", "turtle", "-s", "my.trig", "--public", "-o", "valid.ttl")
    assert "statements left out: 4 internal, 0 figures" in told
    assert found(folder / "valid.ttl") == {ALWAYS_IN}
    chaingraph(folder, "validate", "valid.ttl")


def test_pack_for_outside_holds_no_internal_value(folder: Path) -> None:
    told = chaingraph(
        folder, "pack", "集成电路", "--recipe", "1图谱+N清单", "-s", "my.trig", "--public", "-o", "pack-out"
    )
    assert "4 internal" in told
    assert found(folder / "pack-out") == {ALWAYS_IN}


def test_page_of_the_firm_for_outside_holds_no_internal_value(folder: Path) -> None:
    chaingraph(folder, "viz", "enterprise", ALWAYS_IN, "-s", "my.trig", "--public", "-o", "outside.html")
    assert found(folder / "outside.html") == {ALWAYS_IN}


def test_site_for_outside_holds_no_internal_value(folder: Path) -> None:
    chaingraph(folder, "viz", "-s", "my.trig", "--public", "-o", "site-out")
    assert found(folder / "site-out") == {ALWAYS_IN}
