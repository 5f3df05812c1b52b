"""Documentation that cannot lie: outputs are generated, every command is described."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chaingraph.cli import _COMMANDS

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


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_is_documented_with_an_example(command: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.split(f"\n## {command}\n", 1)[1].split("\n## ", 1)[0]
    assert f"Usage: chaingraph {command}" in section
    assert re.search(rf"Examples?:\s+chaingraph {command}", section)


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"
