"""Documentation that cannot lie: outputs are generated, every command is described."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.command import run_command

from chaingraph.cli import _COMMANDS
from chaingraph.cli.analyze import _MEASURES

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATED = sorted(
    path for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")) if "[[[cog" in path.read_text("utf-8")
)


@pytest.mark.parametrize("page", GENERATED, ids=lambda page: page.name)
def test_generated_page_is_current(page: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", str(page.relative_to(ROOT))],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"run 'make docs'\n{done.stdout[-3000:]}{done.stderr[-2000:]}"


@pytest.mark.parametrize("command", [*_COMMANDS, *(f"analyze {name.replace('_', '-')}" for name in _MEASURES)])
def test_every_command_is_documented_with_an_example(command: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    mark = "##" if command in _COMMANDS else "###"
    section = page.split(f"\n{mark} {command}\n", 1)[1].split(f"\n{mark} ", 1)[0]
    assert f"Usage: chaingraph {command}" in section
    assert re.search(rf"Examples?:\s+chaingraph {command}", section)


def _examples(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("chaingraph ")]


@pytest.mark.parametrize("example", _examples("analyses.md"))
def test_an_example_of_the_analyses_runs(example: str, tmp_path: Path) -> None:
    done = run_command(shlex.split(example)[1:], folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_both_languages_show_the_same_examples() -> None:
    assert _examples("analyses.zh.md") == _examples("analyses.md")


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"
