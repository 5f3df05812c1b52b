"""A bundled city written into the workbook, and read again."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.ingest.conftest import Run

from chaingraph.bundle import bundled_graph_tables
from chaingraph.errors import UnknownNameError
from chaingraph.ingest.books import Ingested, ingest_books
from chaingraph.ingest.bundled_city import read_bundled_city
from chaingraph.ingest.template_book import write_template
from chaingraph.tables import TABLES

_CHAIN = "体育器械产业链"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "dezhou.xlsx"
    path.write_bytes(write_template("zh", read_bundled_city("德州")))
    return path


@pytest.fixture(scope="module")
def read(book: Path) -> Ingested:
    return ingest_books([book], city="德州市", day=date(2026, 11, 1))


def _curated(table: str) -> list[dict[str, str]]:
    text = (bundled_graph_tables() / "dezhou" / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _pairs(rows: list[dict[str, str]], kinds: tuple[str, ...], into: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        kept = row.get("review") != "disputed" and row.get("role") != "prospective" and not row.get("valid_to")
        if kept and row["participant"].startswith(kinds) and row["participates_in"].startswith(into):
            yield row["participant"], row["participates_in"]


@pytest.mark.parametrize(
    "table", ["enterprises", "chains", "projects", "clusters", "parks", "platforms", "institutions", "policies"]
)
def test_every_thing_of_the_city_comes_back_by_its_name(read: Ingested, table: str) -> None:
    assert not read.faults
    assert sorted(row["zh"] for row in read.rows[table]) == sorted(row["zh"] for row in _curated(table))


def test_owners_chiefs_titles_and_links_come_back(read: Ingested) -> None:
    rows = {table: [dict(row) for row in found] for table, found in read.rows.items()}
    assert len(rows["chain_ownerships"]) == len(_curated("chain_ownerships")) == 9
    of_chains = {(row["holder"], row["chain"]) for row in _curated("chief_holdings") if row["chain"]}
    assert len(rows["chief_holdings"]) == len(of_chains) > 0
    named = {(row["recipient"], row["scheme"], row["year"]) for row in _curated("awards")}
    assert len(rows["awards"]) == sum(not one[0].startswith("place:") for one in named)
    kinds = ("enterprise:", "project:", "cluster:", "park:", "platform:")
    links = set(_pairs(_curated("segment_links"), kinds, "segment:"))
    assert len(set(_pairs(rows["participations"], kinds, "segment:"))) == len(links) > 100


def test_figures_come_back_as_they_are_stated(read: Ingested) -> None:
    """What the sheet of figures holds is what the city's tables state, in each part; most of them it can hold."""
    shared = (
        "indicator",
        "period_start",
        "period_end",
        "unit",
        "basis",
        "scope",
        "qualifier",
        "status",
        "compared_with",
    )
    kinds = {table: TABLES[table].kind for table in read.rows}
    ours = {
        f"{kinds[table]}:{row['key']}": row["zh"] for table, rows in read.rows.items() for row in rows if "zh" in row
    }
    theirs = {f"{kinds.get(table, '')}:{row['key']}": row["zh"] for table, row in _things("dezhou", "reference")}

    def parts(row: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, ...]:
        about, area = names.get(row.get("about", ""), ""), names[f"place:{row['area']}"]
        number = str(Decimal(row["value"]).normalize())
        return (number, about, area, *(row.get(column, "") for column in shared))

    for table, least in (("observations", 150), ("targets", 5)):
        stated = {parts(row, theirs) for row in _curated(table)}
        found = [parts(row, ours) for row in read.rows[table] if row["key"].endswith("-figure")]
        assert len(found) > least
        assert set(found) <= stated


def _things(*folders: str) -> Iterator[tuple[str, dict[str, str]]]:
    for path in (path for folder in folders for path in (bundled_graph_tables() / folder).glob("*.csv")):
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        yield from ((path.stem, row) for row in rows if row.get("zh"))


def test_what_is_not_stated_has_an_empty_cell(book: Path) -> None:
    sheets = load_workbook(book)
    assert sheets["环节状态"].max_row == 1
    cells = [row[8].value for row in sheets["企业"].iter_rows(min_row=2)]
    assert sheets["企业"]["I1"].value == "营业收入（万元）"
    assert 0 < sum(cell is not None for cell in cells) < 10
    assert not any(cell == 0 for cell in cells)


def test_analyses_say_the_same_of_the_book_as_of_the_city(run: Run, book: Path) -> None:
    made = run("ingest", str(book), "--city", "德州市", "--date", "2026-11-01", "-o", "d.trig")
    assert made.returncode == 0, made.stderr

    def gaps(*more: str) -> list[dict[str, object]]:
        done = run("analyze", "gaps", "--chain", _CHAIN, "--city", "德州市", "-f", "json", *more)
        about_whom = {"sources", "holders"}
        return [{key: cell for key, cell in row.items() if key not in about_whom} for row in json.loads(done.stdout)]

    here = gaps("-s", "d.trig")
    assert len(here) > 10
    assert here == gaps()


def test_city_that_does_not_ship_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="dezhou, liaocheng"):
        read_bundled_city("zzzz")
    done = run("template", "-o", "x.xlsx", "--city", "德洲市")
    assert done.returncode == 1
    assert "did you mean '德州市'" in done.stderr
    assert not (tmp_path / "x.xlsx").exists()
