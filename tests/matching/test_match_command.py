"""From two lists over a sheet of pairs to one firm, and back to two."""

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions
from tests.ingest.conftest import Run, run, write_book

from chaingraph.store import load_files

__all__ = ["run"]

LIST = [
    ["企业名称", "统一社会信用代码", "所属区县", "所属产业链"],
    ["甲硅材料有限公司", "91350100M000100Y43", "东城县", "集成电路产业链"],
    ["山東金帝精密機械科技股份有限公司", "", "东阿县", "集成电路产业链"],
    ["甲硅材料", "", "东城县", "集成电路产业链"],
    ["丙光电有限公司", "", "", "集成电路产业链"],
]
COMMON = ("--city", "示例市", "--date", "2026-11-01", "-o")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book.xlsx", {"企业": LIST})


def decide(folder: Path, *names: str) -> None:
    """Say of all pairs in which one of these names stands that they are one firm."""
    path = folder / "review.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    for row in rows:
        row[0] = "同一家" if set(names) & set(row) else ""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


def firms(path: Path) -> dict[str, list[str]]:
    """Return the enterprises of a graph with their names, the preferred one first."""
    query = """
    PREFIX cg: <https://w3id.org/chaingraph/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?firm ?name WHERE {
      ?firm a cg:Enterprise . { ?firm skos:prefLabel ?name BIND(0 AS ?rank) } UNION { ?firm skos:altLabel ?name BIND(1 AS ?rank) }
    } ORDER BY ?firm ?rank ?name"""
    found: dict[str, list[str]] = {}
    solutions = load_files([path]).query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        firm, name = solution["firm"], solution["name"]
        assert isinstance(firm, NamedNode)
        assert isinstance(name, Literal)
        found.setdefault(firm.value.rsplit("/", 1)[-1], []).append(name.value)
    return found


def test_decided_pairs_become_one_firm_and_two_again(run: Run, tmp_path: Path, book: Path) -> None:
    assert run("match", "book.xlsx", "-o", "review.csv").returncode == 0
    plain = run("ingest", "book.xlsx", *COMMON, "plain.trig")
    assert "可能是同一家的企业名称：1对" in plain.stderr
    before = firms(tmp_path / "plain.trig")
    assert len(before) == 4

    decide(tmp_path, "甲硅材料", "enterprise:jindi")
    joined = run("ingest", "book.xlsx", *COMMON, "joined.trig", "--decisions", "review.csv")
    assert joined.returncode == 0, joined.stderr
    assert "可能是同一家" not in joined.stderr
    after = firms(tmp_path / "joined.trig")
    assert after["c91350100m000100y43"] == ["甲硅材料有限公司", "甲硅材料"]
    assert after["jindi"] == ["金帝股份", "山東金帝精密機械科技股份有限公司"]
    assert len(after) == 3
    assert run("validate", "joined.trig", "--bundled").returncode == 0
    text = (tmp_path / "joined.trig").read_text(encoding="utf-8")
    assert "row=2" in text
    assert "row=4" in text

    assert run("ingest", "book.xlsx", *COMMON, "again.trig", "--decisions", "review.csv").returncode == 0
    assert (tmp_path / "again.trig").read_bytes() == (tmp_path / "joined.trig").read_bytes()
    decide(tmp_path)
    assert run("ingest", "book.xlsx", *COMMON, "split.trig", "--decisions", "review.csv").returncode == 0
    assert firms(tmp_path / "split.trig") == before


def test_earlier_decisions_stand_in_a_new_sheet(run: Run, tmp_path: Path, book: Path) -> None:
    assert run("match", "book.xlsx", "-o", "review.csv").returncode == 0
    decide(tmp_path, "甲硅材料")
    done = run("match", "book.xlsx", "--decisions", "review.csv", "--lang", "en", "-o", "next.csv")
    assert "decided before: 1" in done.stderr
    assert sum(line.startswith("same,") for line in (tmp_path / "next.csv").read_text("utf-8-sig").splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("match", "book.xlsx", "-o", "review.txt"),
        ("match", "missing.xlsx", "-o", "review.csv"),
        ("match", "book.xlsx", "--city", "nowhere", "-o", "review.csv"),
        ("match", "book.xlsx", "--decisions", "book.xlsx", "-o", "review.csv"),
        ("ingest", "book.xlsx", *COMMON, "my.trig", "--decisions", "book.xlsx"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(run: Run, tmp_path: Path, book: Path, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx"]
