"""The small city, the pages drawn of it, and tabs to open them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from tests.browsing import Opener, Tabs, write_pages

from chaingraph.views.draw import draw_members, draw_site, draw_system

from .small_city import build_graph, hostile, load_graph


@pytest.fixture(scope="session")
def graph_text() -> str:
    """The small city as TriG."""
    return build_graph()


@pytest.fixture(scope="session")
def store(graph_text: str) -> Store:
    return load_graph(graph_text)


@pytest.fixture(scope="session")
def hostile_store() -> Store:
    return load_graph(build_graph(hostile))


@pytest.fixture(scope="session")
def site(store: Store) -> dict[str, bytes]:
    """The site of the small city, in Chinese."""
    return draw_site(store, lang="zh")


@pytest.fixture(scope="session")
def hostile_site(hostile_store: Store) -> dict[str, bytes]:
    """The site of the city whose every name is hostile, in English."""
    return draw_site(hostile_store, lang="en")


@pytest.fixture(scope="session")
def pages(
    site: dict[str, bytes], hostile_site: dict[str, bytes], store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with the site in Chinese, single pages in English, and in a folder the site of the hostile city."""
    folder = tmp_path_factory.mktemp("pages")
    made = dict(site)
    made["system-en.html"] = draw_system(store, lang="en", name="system-en.html")
    made["members-en.html"] = draw_members(store, "textiles", lang="en", name="members-en.html")
    made |= {f"hostile/{name}": content for name, content in hostile_site.items()}
    write_pages(folder, made)
    return folder


@pytest.fixture
def open_page(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open a file, or a page of the folder by its name; afterwards fail if it asked for anything outside or erred."""

    def open_one(name: str | Path = "system-testville.html", *arguments: str, **options: object) -> Page:
        file = name if isinstance(name, Path) else request.getfixturevalue("pages") / name if name else None
        return tabs.open(file, *arguments, **options)  # type: ignore[arg-type]

    yield open_one
    assert tabs.leave() == []
