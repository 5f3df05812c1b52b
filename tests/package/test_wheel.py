"""The wheel, installed alone, answers and draws in an empty folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


def run(installed: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-P", *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    found = run(installed, tmp_path, "-c", "import chaingraph.bundle as b; print(b.__file__, b.graph_files()[0])")
    assert found.count(str(installed)) == 2


def test_wheel_alone_answers(installed: Path, tmp_path: Path) -> None:
    table = run(installed, tmp_path, "-m", "chaingraph", "query", "chain-owners", "--city", "dezhou", "-f", "csv")
    assert "79" in table


def test_wheel_alone_draws_the_site(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "chaingraph", "viz")
    pages = sorted(path.name for path in (tmp_path / "chaingraph-site").rglob("*.html"))
    assert "index.html" in pages
    assert len(pages) > 2


def test_wheel_alone_validates(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "chaingraph", "validate")
