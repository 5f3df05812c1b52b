import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.command import run_command

WORLD = str(Path(__file__).with_name("world.trig"))


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return run_command(arguments, stdin=stdin)


def run_process(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chaingraph", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


def fails(*arguments: str) -> str:
    return last_line(run(*arguments))


def last_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the line that says why a command failed."""
    assert result.returncode != 0
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()[-1]


def test_text_a_file_and_stdin_give_the_same(tmp_path: Path) -> None:
    text = "SELECT ?c { ?c a cg:Chain } ORDER BY ?c"
    file = tmp_path / "chains.rq"
    file.write_text(text, "utf-8")
    answers = [run("query", what, "-s", WORLD, "-f", "csv", stdin=text).stdout for what in (text, str(file), "-")]
    assert answers[0].splitlines()[1].endswith("/chain/food")
    assert len(set(answers)) == 1


def test_a_named_question_takes_its_options_in_any_place() -> None:
    plain = run("query", "chains-listed", "--city", "甲市", "--as-of", "2023-12-31", "-s", WORLD, "-f", "csv")
    mixed = run("query", "--as-of=2023-12-31", "-f", "csv", "chains-listed", "--city=city", "-s", WORLD)
    assert plain.stdout == mixed.stdout
    assert len(plain.stdout.splitlines()) == 4


def test_a_file_of_ones_own_may_have_parameters(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# param: placeAsked place Where / 何处\nSELECT ?p { VALUES ?placeAsked { UNDEF } BIND(?placeAsked AS ?p) }",
        "utf-8",
    )
    assert "place:east" in run("query", str(file), "--place-asked", "东县", "-s", WORLD).stdout


def test_names_follow_the_language() -> None:
    answers = {lang: run("query", "chain-owners", "--lang", lang, "-s", WORLD).stdout for lang in ("zh", "en")}
    assert "甲化" in answers["zh"]
    assert "Acid" in answers["en"]


def test_help_of_a_question_names_its_parameters() -> None:
    shown = run("query", "chain-history", "--help").stdout
    assert "--chain" in shown
    assert "required" in shown
    assert "TEXT|FILE.rq|NAME" in run("query", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chain-history"], "--chain must be given"),
        (["chain-history", "--chian", "x"], "did you mean '--chain'"),
        (["chain-history", "--chain"], "needs a value"),
        (["chain-histori"], "did you mean 'chain-history'"),
        (["chain-history", "--chain", "x", "--chain", "y"], "given twice"),
        (["SELECT", "*"], "Quote SPARQL text"),
        (["SELECT * { ?s ?p ?o }", "--city", "x"], "takes no parameters"),
        (["no-such-file.rq"], "no-such-file.rq: can't be read"),
        (["SELECT * { ?s ?p }"], "query:1:19: not valid SPARQL"),
        (["DELETE WHERE { ?s ?p ?o }"], "only reads"),
        (["chains-listed", "--as-of", "2023"], "is no day"),
        (["chains-listed", "-x"], "no such option"),
        ([], "say what to ask"),
    ],
)
def test_bad_input_gets_one_clear_line(arguments: list[str], message: str) -> None:
    assert message in fails("query", *arguments, *(["-s", WORLD] if arguments else []))


def test_a_fault_in_a_file_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "bad.rq"
    file.write_text("SELECT *\n{ ?s ?p }", "utf-8")
    assert f"{file}:2:" in fails("query", str(file), "-s", WORLD)


def test_a_query_without_end_ends_at_its_time() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"
    started = time.monotonic()
    assert "no answer within 1 s" in last_line(run_process("query", endless, "-s", WORLD, "--timeout", "1"))
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "what", ["SELECT * { GRAPH ?g { ?s ?p ?o } }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "single-source"]
)
def test_the_same_bytes_whatever_the_hash_seed(what: str) -> None:
    answers = {run_process("query", what, "-s", WORLD, seed=seed).stdout for seed in ("0", "1", "77")}
    assert len(answers) == 1
    assert answers != {""}


def test_queries_lists_every_question_with_its_parameters() -> None:
    rows = json.loads(run("queries", "-f", "json").stdout)
    names = {row["name"] for row in rows}
    assert {"chain-owners", "rival-figures", "reposts"} <= names
    assert all(row["en"] and row["zh"] for row in rows)
    assert "--chain!" in run("queries", "--lang", "en").stdout


def test_info_counts_what_is_in_a_store() -> None:
    info = json.loads(run("info", "-s", WORLD, "-f", "json").stdout)
    counts = {one["name"]: one["count"] for one in info["classes"]}
    assert counts["cg:Chain"] == 3
    assert counts["cg:Observation"] == 5
    sources = {one["key"]: one for one in info["sources"]}
    assert sources["document:origin"]["hashed"] is False
    assert sources["document:copy"]["statements"] == 7
    assert [one["key"] for one in info["editions"]] == ["edition:other", "edition:y2022", "edition:y2025"]
    assert "发布会" in run("info", "-s", WORLD).stdout


LOADED = """
import sys
from click.testing import CliRunner
import chaingraph.cli as cli
CliRunner().invoke(cli._group, {arguments!r})
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"rdflib", "networkx", "pyoxigraph", "pyvis", "pydantic"}}))
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], "[]"),
        (["query", "--help"], "[]"),
        (["query", "chain-owners", "-s", WORLD], "['pyoxigraph']"),
        (["info", "-s", WORLD], "['pyoxigraph']"),
        (["queries"], "['pyoxigraph']"),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], loaded: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == loaded
