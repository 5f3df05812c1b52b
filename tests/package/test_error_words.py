"""Every error that a person can provoke is said in Chinese and in English, on one line."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import chaingraph
from chaingraph.cli import main
from chaingraph.error_words import in_both, in_chinese, known_messages

SOURCE = Path(chaingraph.__file__).parent
WORLD = str(Path(__file__).parent.parent / "query" / "world.trig")
CHINESE = re.compile("[\u4e00-\u9fff]")
#: What makes a message of its first argument, or of its last.
FIRST = {
    "InputError", "GraphFileError", "SourceTextError", "QueryError", "UnknownNameError", "UndrawnError", "StoreError",
    "UsageError", "BadParameter",
}  # fmt: skip
LAST = {"fault", "_fail", "TableFault"}
#: Put together of messages that are known.
COMPOSED = "{}{}; or give the path of a YAML file"


def text_of(node: ast.expr) -> str | None:
    """Return a text as it stands in the code, with ``{}`` for what it names; None for a name of one."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return (text_of(left) or "{}") + (text_of(right) or "{}")
    return None


def messages() -> Iterator[tuple[str, str]]:
    """Yield the place and text of each message that the code has."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                text = text_of(node.args[0 if name in FIRST else -1]) if name in FIRST | LAST else None
                for line in (text or "").split("\n"):
                    if re.search("[a-z]{2}", line.replace("{}", "")) and not CHINESE.search(line):
                        yield f"{path.relative_to(SOURCE)}:{node.lineno}", line


def test_every_message_of_the_code_has_its_chinese() -> None:
    found = list(messages())
    assert len(found) > 200
    filled = [(place, text, text.replace("{}", "X")) for place, text in found]
    assert not [(place, text) for place, text, said in filled if text != COMPOSED and not in_chinese(said)]


def test_chinese_names_all_that_the_english_names() -> None:
    for en, zh in known_messages().items():
        holes = {int(number) for number in re.findall(r"\{(\d+)\}", zh)}
        assert holes <= set(range(1, en.count("{}") + 1)), en


def test_what_a_person_gave_stays_as_it_is() -> None:
    assert in_chinese("no place is called 'recipe'; did you mean 'rule'?") == "没有叫“recipe”的地区；是否指“rule”？"
    assert in_chinese("--rule: nothing: no such file; give the path of a YAML file").startswith("--rule：nothing：")
    assert in_both("a sentence that nobody wrote") == "a sentence that nobody wrote"
    assert in_both("{}: {0}: no such folder; give the folder that holds the source texts").startswith("{}: {0}：没有")


BAD = [
    ["nonsense"],
    ["--nonsense"],
    ["build", "nowhere"],
    ["build", "tables"],
    ["validate", "nowhere.ttl"],
    ["validate", "broken.ttl"],
    ["validate", "text.md"],
    ["validate", "broken.ttl", "-s", "folder"],
    ["verify"],
    ["verify", "--sources", "nowhere"],
    ["verify", "--sources", "folder", "-s", "nowhere.trig"],
    ["locate", "text.md"],
    ["locate", "text.md", "words that aren't there"],
    ["locate", "nowhere.md", "x", "-s", WORLD],
    ["locate", "text.md", "x", "--within", "9"],
    ["query", "no-such-question"],
    ["query", "SELEC"],
    ["query", "SELECT * WHERE { ?s ?p }"],
    ["query", "DELETE WHERE { ?s ?p ?o }"],
    ["query", "SELECT * { ?s nonsense:x ?o }"],
    ["query", "chain-owners", "--city", "nowhere", "-s", WORLD],
    ["query", "chain-owners", "--as-of", "soon", "-s", WORLD],
    ["query", "chain-owners", "--nonsense", "x"],
    ["query"],
    ["queries", "--lang", "fr"],
    ["info", "-s", "nowhere"],
    ["info", "-s", "folder"],
    ["info", "-s", "https://example.org/sparql"],
    ["info", "-s", "broken.ttl"],
    ["info", "-s", "text.md"],
    ["template", "-o", "book.ods"],
    ["template", "-o", "there.xlsx"],
    ["template", "-o", "new.xlsx", "--city", "nowhere"],
    ["match", "nowhere.xlsx", "-o", "pairs.csv"],
    ["match", "firms.csv", "-o", "pairs.pdf"],
    ["match", "firms.csv", "-o", "pairs.csv", "--mapping", "rule.yaml"],
    ["ingest", "firms.csv", "--city", "示例市", "--date", "2026-01-01"],
    ["ingest", "firms.csv", "--city", "示例市", "--date", "2026-13-01", "-o", "my.trig"],
    ["ingest", "text.md", "--city", "示例市", "--date", "2026-01-01", "-o", "my.trig"],
    ["ingest", "nowhere.csv", "--city", "示例市", "--date", "2026-01-01", "-o", "my.trig"],
    ["ingest", "firms.csv", "--city", " ", "--date", "2026-01-01", "-o", "my.trig"],
    ["ingest", "firms.csv", "--city", "示例市", "--date", "2026-01-01", "-o", "my.txt"],
    ["ingest", "firms.csv", "firms.csv", "--city", "示例市", "--date", "2026-01-01", "-o", "my.trig"],
    ["ingest", "firms.csv", "--city", "示例市", "--date", "2026-01-01", "--store", "text.md"],
    ["invent", "-o", "folder", "--firms", "1"],
    ["invent", "-o", "tables"],
    ["invent", "-o", "my.txt"],
    ["import", "nonsense", "folder", "-o", "my.trig"],
    ["import", "ickg", "folder", "-o", "my.trig"],
    ["import", "chainkg", "folder", "-o", "my.trig"],
    ["import", "ickg", "folder", "-o", "my.txt"],
    ["export", "zip", "-o", "x"],
    ["export"],
    ["export", "csv", "-o", "tables", "-s", WORLD],
    ["export", "turtle", "-o", "text.md/x.ttl", "-s", WORLD],
    ["export", "turtle", "-o", "x.ttl", "-s", WORLD, "--city", "nowhere"],
    ["compare", "a"],
    ["compare", "nowhere", "nowhere else", "-s", WORLD],
    ["diff", "2024-01-01", WORLD],
    ["diff", "2024-01-01", "2023-01-01", "-s", WORLD],
    ["diff", "2024-02-30", "2024-03-01", "-s", WORLD],
    ["diff", "2023-01-01", "2024-01-01", "-s", WORLD, "--kind", "nonsense"],
    ["viz", "nonsense", "-s", WORLD],
    ["viz", "chain", "-s", WORLD],
    ["viz", "system", "x", "-s", WORLD],
    ["viz", "chain", "nonsense", "-s", WORLD],
    ["viz", "system", "-s", "nowhere.trig"],
    ["viz", "system", "--as-of", "2023"],
    ["pack"],
    ["pack", "nonsense", "-s", WORLD],
    ["pack", "nonsense", "--recipe", "nonsense", "-s", WORLD],
    ["pack", "nonsense", "--recipe", "rule.yaml", "-s", WORLD],
    ["analyze", "nonsense"],
    ["analyze", "structure", "--strong-firms", "0"],
    ["analyze", "gaps", "--chain", "nonsense", "-s", WORLD],
    ["analyze", "gaps", "--weight", "luck=1", "-s", WORLD],
    ["analyze", "gaps", "--weight", "buyers=-1", "-s", WORLD],
    ["analyze", "key-nodes", "--top", "0", "-s", WORLD],
    ["analyze", "shock", "nonsense", "-s", WORLD],
    ["analyze", "concentration", "--chain", "nonsense", "-s", WORLD],
    ["analyze", "eligibility"],
    ["analyze", "eligibility", "--rule", "nonsense"],
    ["analyze", "eligibility", "--rule", "rule.yaml"],
    ["analyze", "renewals"],
    ["analyze", "specialisation", "--table", "nowhere.csv"],
    ["analyze", "specialisation", "--table", "firms.csv"],
    ["analyze", "relatedness", "--threshold", "0"],
    ["analyze", "communities", "--resolution", "0", "-s", WORLD],
    ["analyze", "conflicts", "--city", "nowhere", "-s", WORLD],
    ["analyze", "coverage", "--kind", "nonsense", "-s", WORLD],
    ["analyze", "evolution", "--city", "nowhere", "-s", WORLD],
    ["analyze", "evolution", "-s", WORLD, "--since", "nonsense"],
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files that are fit for little."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("folder", "tables"):
        (folder / name).mkdir()
    (folder / "folder" / "x.txt").write_text("x")
    for name, text in {
        "tables/places.csv": "key,zh\nx,\n",
        "broken.ttl": "<a> <b>",
        "text.md": "words",
        "there.xlsx": "",
        "firms.csv": "企业名称,所属区县\n甲公司,东城县\n",
        "rule.yaml": "name: [1\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def told(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "argv", ["chaingraph", *words])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code not in {0, None}
    return next(line for line in capsys.readouterr().err.split("\n") if line.startswith("Error: "))


@pytest.mark.parametrize("words", BAD, ids=lambda words: " ".join(words).replace(WORLD, "world"))
def test_bad_input_is_told_in_both_languages(
    words: list[str], office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    line = told(words, monkeypatch, capsys)
    said = CHINESE.search(line)
    assert said, line
    assert re.search("[a-z]{3}", line[said.start() :]), line


def test_table_goes_over_every_command() -> None:
    cli = SOURCE / "cli"
    modules = {*cli.glob("*.py"), *(cli / "analyze").glob("*.py")}
    commands = {
        found[1] for path in modules if (found := re.search(r'click\.command\(\s*"([a-z-]+)"', path.read_text("utf-8")))
    }
    assert len(commands) > 25
    assert commands == {words[words[0] == "analyze"] for words in BAD} - {"nonsense", "--nonsense"}


def test_english_is_told_alone_where_it_is_asked_for(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    for words in (["info", "-s", "nowhere", "--lang", "en"], ["viz", "--lang=en", "system", "--as-of", "2023"]):
        assert not CHINESE.search(told(words, monkeypatch, capsys))
