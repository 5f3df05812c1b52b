"""Take the pictures of the documentation: ``python tools/screenshots.py [FOLDER]`` (default: docs)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

#: The picture's name, the page, the language, and what is clicked before it is taken.
_PICTURES = (("system", "system", "en"), ("system.zh", "system", "zh"))
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main(folder: Path) -> None:
    """Draw each page anew and photograph it at 1366 × 900."""
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        for name, view, lang in _PICTURES:
            page_file = Path(work) / f"{name}.html"
            command = [sys.executable, "-m", "chaingraph", "viz", view, "--city", "dezhou", "--lang", lang]
            subprocess.run([*command, "-o", str(page_file)], check=True)
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.goto(page_file.as_uri())
            page.wait_for_timeout(1000)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent.parent / "docs")
