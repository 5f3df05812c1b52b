"""Take the pictures of the documentation: ``python tools/screenshots.py [FOLDER]`` (default: docs)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from chaingraph.views.catalogue import VIEWS

#: What each view is asked about, where its own example isn't enough to see.
_NAMES = {
    "chain": ["dezhou-integrated-circuits"],
    "gaps": ["liaocheng-new-generation-it"],
    "indicators": [],
    "network": [],
}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main(folder: Path) -> None:
    """Draw each view anew and photograph it at 1366 × 900: the system in both languages, a gallery in Chinese."""
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        for name, lang in (("system", "en"), ("system.zh", "zh")):
            _photograph(browser, Path(work), folder / f"{name}.png", ["system", "--city", "dezhou", "--lang", lang])
        (folder / "gallery").mkdir(exist_ok=True)
        for name, view in VIEWS.items():
            names = _NAMES.get(name, view.example.split())
            _photograph(browser, Path(work), folder / "gallery" / f"{name}.png", [name, *names])
        browser.close()


def _photograph(browser: Browser, work: Path, picture: Path, view: list[str]) -> None:
    page_file = work / f"{picture.stem}.html"
    subprocess.run([sys.executable, "-m", "chaingraph", "viz", *view, "-o", str(page_file)], check=True)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(page_file.as_uri())
    page.wait_for_timeout(1500)
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent.parent / "docs")
