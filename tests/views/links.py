"""Where the pages of a site lead."""

import base64
import html
import posixpath
import re
import zlib
from functools import cache

__all__ = ["broken_links"]


def broken_links(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return page and address of each link that leads to no file of the site or to no anchor in it."""
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    anchors = {name: set(re.findall(r'\sid="([^"]*)"', text)) for name, text in pages.items()}
    resolve = cache(posixpath.normpath)
    wrong = []
    for name, text in pages.items():
        folder = f"{posixpath.dirname(name)}/" if "/" in name else ""
        for href in links_of(text):
            path, _, fragment = href.partition("#")
            target = resolve(folder + path) if path else name
            is_state = "=" in fragment
            if target not in files or (fragment and not is_state and fragment not in anchors[target]):
                wrong.append((name, href))
    return wrong


def unfold(text: str) -> str:
    return zlib.decompress(base64.b64decode(text)).decode()


def links_of(text: str) -> set[str]:
    """Return where a page leads: by its links, those in the rows that a script puts in, and those in its data."""
    folded = [
        (kind, unfold(held)) for kind, held in re.findall(r'<script type="([^"]*)" data-folded[^>]*>([^<]*)<', text)
    ]
    rows = "".join(held for kind, held in folded if kind == "text/html")
    hrefs = {html.unescape(one) for one in re.findall(r'\shref="([^"]*)"', text + rows)}
    for kind, held in folded:
        if kind == "application/json":
            hrefs.update(re.findall(r'"((?:\.\./)?[a-z-]+/[a-z0-9-]+\.html)"', held))
    return {one for one in hrefs if not one.startswith(("http://", "https://", "data:,"))}
