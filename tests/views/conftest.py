"""The small city, the pages drawn of it, and tabs to open them in."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyoxigraph import Store
from tests.browsing import Opener, Tabs, write_pages

from chaingraph.views.catalogue import draw_view
from chaingraph.views.draw import draw_chain, draw_members, draw_site, draw_system

from .knit_city import add_templates, copy, without_sales
from .small_city import HOSTILE, build_graph, hostile, load_graph
from .small_templates import build_templates


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
def knit_city(store: Store) -> Store:
    """The small city with segments and who is in them."""
    return add_templates(copy(store))


@pytest.fixture(scope="session")
def cloth(graph_text: str) -> Store:
    """The small city with the templates that its chain corresponds to."""
    return load_graph(graph_text + build_templates())


@pytest.fixture(scope="session")
def cloth_site(cloth: Store) -> dict[str, bytes]:
    """The site of that city, in Chinese."""
    return draw_site(cloth, lang="zh")


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


@pytest.fixture(scope="session")
def hostile_city(hostile_store: Store) -> Store:
    return add_templates(copy(hostile_store), HOSTILE[0])


@pytest.fixture(scope="session")
def networks(knit_city: Store, hostile_city: Store, pages: Path) -> Path:
    """The folder of pages with those of the small city, plain and with hostile names, in it."""
    asked: dict[str, tuple[str, tuple[str, ...]]] = {
        "network-en.html": ("network", ()),
        "firms-en.html": ("network", ("firms",)),
        "shock-en.html": ("shock", ("segment:spinning",)),
        "enterprise-en.html": ("enterprise", ("enterprise:two",)),
    }
    for name, (view, names) in asked.items():
        plain, bad = (without_sales(one) if view == "network" else one for one in (knit_city, hostile_city))
        (pages / name).write_bytes(draw_view(plain, view, names, lang="en", file=name))
        (pages / f"bad-{name}").write_bytes(draw_view(bad, view, names, lang="en", file=f"bad-{name}"))
    (pages / "sales-en.html").write_bytes(draw_view(knit_city, "network", ("firms",), lang="en", file="sales-en.html"))
    (pages / "shock-zh.html").write_bytes(draw_view(knit_city, "shock", ("enterprise:two",), file="shock-zh.html"))
    return pages


@pytest.fixture(scope="session")
def maps(pages: Path, cloth: Store, cloth_site: dict[str, bytes]) -> Path:
    """The folder of the pages, with the map in English, in Chinese in a site, and with hostile names."""
    named = count()
    bad = load_graph(build_graph(hostile) + build_templates(lambda text: hostile(text, next(named))))
    made = {f"cloth/{name}": content for name, content in cloth_site.items()}
    made["chain-map.html"] = draw_chain(cloth, "textiles", lang="en", name="chain-map.html")
    made["chain-hostile.html"] = draw_chain(bad, "chain:textiles", lang="en", name="chain-hostile.html")
    write_pages(pages, made)
    return pages


@pytest.fixture
def open_page(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open a file, or a page of the folder by its name; afterwards fail if it asked for anything outside or erred."""

    def open_one(name: str | Path = "system-testville.html", *arguments: str, **options: object) -> Page:
        file = name if isinstance(name, Path) else request.getfixturevalue("pages") / name if name else None
        return tabs.open(file, *arguments, **options)  # type: ignore[arg-type]

    yield open_one
    assert tabs.leave() == []


@pytest.fixture
def open_map(maps: Path, open_page: Opener) -> Opener:
    assert maps.is_dir()

    def open_one(name: str = "chain-map.html", fragment: str = "", **options: object) -> Page:
        return open_page(name, fragment, **options)

    return open_one
