"""Measure how soon pages are ready and how smoothly they move: ``python benchmarks/pages.py [NODES]``.

First each view of the bundled graph. Then the firms of a fictional city with their sales: whole, and with each
community as one, as ``chaingraph viz network firms`` draws more than 2,000. The peer is pyvis with the same nodes,
edges and places, its scripts inlined and its physics off; as it comes, with physics on, it needs more than a minute.
Each page is opened three times in Chromium; the best is printed, with the pictures a second while nodes are dragged.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as OpenPage
from pyoxigraph import Store
from pyvis.network import Network

from chaingraph.bundle import graph_files, ontology_files
from chaingraph.fiction.invent import invent_cities
from chaingraph.filled import compile_tables
from chaingraph.reports.common import open_scene
from chaingraph.store import load_files
from chaingraph.views.catalogue import VIEWS, draw_view
from chaingraph.views.cloud import place
from chaingraph.views.network_data import WEIGHTS, NetworkData, read_firms
from chaingraph.views.pages import network
from chaingraph.views.shell import Page

_RUNS = 3
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
#: Notes the time of each picture.
_WATCH = """
window.pictures = [];
const next = (time) => { window.pictures.push(time); requestAnimationFrame(next); };
requestAnimationFrame(next);
"""


def main(nodes: int) -> None:
    """Print a line for each page."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        bundled = load_files([*ontology_files(), *graph_files()])
        for view in VIEWS.values():
            page = draw_view(bundled, view.name, view.example.split())
            (folder / "page.html").write_bytes(page)
            print(f"{view.name:26} {len(page) / 1e6:5.1f} MB  ready in {_time(browser, folder / 'page.html'):.1f} s")
        # Of three firms about two sell or buy.
        store = _store(firms=nodes * 7 // 5)
        data = read_firms(open_scene(store, city=None))
        print(f"\n{len(data.nodes):,} firms, {len(data.edges):,} links\n")
        frame = Page("", "zh", "", "")
        pages = {
            "whole": network.draw(store, ("firms",), city=None, as_of=None, page=frame, limit=10**6, heaviest=10**9),
            "communities": network.draw(store, ("firms",), city=None, as_of=None, page=frame, limit=1),
            "pyvis": _peer(data),
        }
        for title, page in pages.items():
            (folder / "page.html").write_bytes(page)
            ready, pace = _open(browser, folder / "page.html", is_ours=title != "pyvis")
            print(f"{title:26} {len(page) / 1e6:5.1f} MB  ready in {ready:.1f} s  {pace:.0f} pictures a second")
        browser.close()


def _store(*, firms: int) -> Store:
    store = load_files([*ontology_files(), *(path for path in graph_files() if path.name == "reference.trig")])
    (city,) = invent_cities(seed=1, firms=firms)
    store.bulk_extend(list(compile_tables(city)))
    return store


def _peer(data: NetworkData) -> bytes:
    """Return the page that pyvis makes of the same network, laid out beforehand."""
    drawn = Network(height="700px", width="100%", directed=True, cdn_resources="in_line")
    placed = place(data.nodes, data.edges, WEIGHTS)
    for node in data.nodes:
        x, y = placed.centres[node.key]
        drawn.add_node(node.key, label=node.name.zh, title=node.name.en, x=x, y=y, shape="dot", size=10)
    for edge in data.edges:
        drawn.add_edge(edge.source, edge.target)
    drawn.toggle_physics(status=False)
    return str(drawn.generate_html()).encode()


def _open(browser: Browser, file: Path, *, is_ours: bool) -> tuple[float, float]:
    """Return the seconds until a page is ready, and the pictures a second while it is dragged: the best of three."""
    pace = []
    ready = _time(browser, file, is_ours=is_ours)
    for _ in range(_RUNS):
        page = _show(browser, file, is_ours=is_ours)
        x, y = page.evaluate("""() => {
          const { left, top, width } = document.querySelector("canvas").getBoundingClientRect();
          return [left + width / 2, top + 200];
        }""")
        page.evaluate(_WATCH)
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(40):
            page.mouse.move(x + 4 * step, y + 2 * step)
        page.mouse.up()
        times = page.evaluate("window.pictures")
        pace.append(1000 * (len(times) - 1) / (times[-1] - times[0]))
        page.close()
    return ready, max(pace)


def _time(browser: Browser, file: Path, *, is_ours: bool = True) -> float:
    """Return the seconds until a page is ready and painted, the best of three."""
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        page = _show(browser, file, is_ours=is_ours)
        taken.append(time.perf_counter() - started)
        page.close()
    return min(taken)


def _show(browser: Browser, file: Path, *, is_ours: bool) -> OpenPage:
    page = browser.new_page(viewport={"width": 1366, "height": 900}, offline=True)
    page.goto(file.as_uri())
    # A page without a picture is ready once it is read.
    picture = page.locator("#page-data").count() if is_ours else 1
    page.wait_for_selector(("html[data-ready]" if is_ours else "canvas") if picture else "table")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2000)
