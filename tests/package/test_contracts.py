"""The import contracts hold, and the one about the command line can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources beside the contracts, with whose own path they are linted."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_contracts_are_kept(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "Nothing imports the command line KEPT" in done.stdout


@pytest.mark.parametrize("imported", ["chaingraph.cli", "chaingraph.cli.build"])
def test_module_that_imports_the_command_line_is_found(copy: Path, imported: str) -> None:
    module = copy / "src" / "chaingraph" / "numbers.py"
    module.write_text(f"import {imported}\n{module.read_text(encoding='utf-8')}", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stderr
    assert "Nothing imports the command line BROKEN" in done.stdout
    assert "chaingraph.numbers" in done.stdout


@pytest.mark.parametrize("imported", ["pyoxigraph", "chaingraph.book", "chaingraph.report"])
def test_an_analysis_that_knows_where_its_rows_come_from_is_found(copy: Path, imported: str) -> None:
    module = copy / "src" / "chaingraph" / "analyses" / "lanes.py"
    module.write_text(f"import {imported}\n{module.read_text(encoding='utf-8')}", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stderr
    assert "nor where their rows come from BROKEN" in done.stdout
