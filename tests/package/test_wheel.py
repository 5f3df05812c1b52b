"""The wheel, installed alone, answers and draws in an empty folder; the site that it draws is whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.browsing import Tabs
from tests.views.links import broken_links

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


@pytest.fixture(scope="module")
def site(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the bundled graph."""
    folder = tmp_path_factory.mktemp("drawn")
    run(installed, folder, "-m", "chaingraph", "viz")
    return folder / "chaingraph-site"


def test_every_internal_link_of_the_site_leads_to_a_file_and_an_anchor(site: Path) -> None:
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert {"index.html", "questions.html", "system-dezhou.html", "system-liaocheng.html"} <= set(files)
    assert broken_links(files) == []
    assert sum(map(len, files.values())) < 20_000_000


FOLDERS = ("chain", "members", "enterprise", "cluster", "document", "place", "edition")


@pytest.mark.browser
def test_the_largest_pages_of_the_site_pass_the_cheap_points(tabs: Tabs, site: Path) -> None:
    largest = [max((site / folder).iterdir(), key=lambda page: page.stat().st_size) for folder in FOLDERS]
    for file in (site / "index.html", site / "documents.html", site / "list" / "enterprise.html", *largest):
        page = tabs.open(file)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 1366
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        page.fill("#site-search", "德州")
        assert page.locator("#site-search-results a").count() > 1
        assert file.stat().st_size < 2_000_000
    assert tabs.leave() == []


def test_wheel_alone_validates(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "chaingraph", "validate")
