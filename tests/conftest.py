"""What all tests share: the founding texts where they are at hand."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_DESELECTED = pytest.StashKey[int]()


def _sources_folder() -> Path:
    return Path(os.environ.get("CHAINGRAPH_SOURCES", ROOT.parent / "shared" / "sources"))


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    """The folder of the founding texts; tests that use it are marked ``sources``."""
    return _sources_folder()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests over the founding texts where the texts aren't kept."""
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
