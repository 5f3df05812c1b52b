"""What all tests share: the founding texts where they are at hand, and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from tests.browsing import Tabs

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: No example fails for taking long: the machine may have other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
_DESELECTED = pytest.StashKey[int]()


def _sources_folder() -> Path:
    return Path(os.environ.get("CHAINGRAPH_SOURCES", ROOT.parent / "shared" / "sources"))


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    """The folder of the founding texts; tests that use it are marked ``sources``."""
    return _sources_folder()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: playwright starts only once in it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """The tabs of that browser; who opens some leaves them by `Tabs.leave`."""
    made = {script: browser.new_context(java_script_enabled=script) for script in (True, False)}
    yield Tabs(made)
    for context in made.values():
        context.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put files that open pages first, as they take longest; deselect tests over the founding texts that aren't kept."""
    pages = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in pages)
    if _sources_folder().is_dir():
        return
    away = [item for item in items if item.get_closest_marker("sources")]
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]
        config.stash[_DESELECTED] = len(away)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many tests were left out."""
    count = config.stash.get(_DESELECTED, 0)
    if count:
        terminalreporter.write_line(
            f"{count} tests over the founding texts deselected: the texts aren't on this machine"
        )
