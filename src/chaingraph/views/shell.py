"""The shell that all pages share: templates, styles and scripts inlined, and a policy that forbids every request."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from chaingraph.views.words import words_of

__all__ = ["Link", "Page", "environment", "read_asset", "render", "web_address"]


@dataclass(frozen=True)
class Link:
    """An entry of the navigation."""

    title: str
    href: str


@dataclass(frozen=True)
class Page:
    """What every page has: its file name, language, heading, what it shows, as of when, and the way to the others."""

    name: str
    lang: str
    title: str
    shows: str
    as_of: str = ""
    navigation: Sequence[Link] = ()


def environment(page: Page, *, styles: Sequence[str], scripts: Sequence[str]) -> Environment:
    """Return the Jinja environment of a page: our templates before pyvis's own, everything escaped.

    ``styles`` and ``scripts`` are texts that go into the page; the Content-Security-Policy names them by their hashes
    and allows nothing else.
    """
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("chaingraph.views", "templates"),
                FileSystemLoader(str(files("pyvis").joinpath("templates"))),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Dictionaries keep the order in which they were made: the same bytes on every run, and a sensible order to read.
    made.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False, "separators": (",", ":")}
    made.filters["web_address"] = web_address
    texts = [_with_line_feeds(text) for text in (*styles, *scripts)]
    cut = len(styles)
    made.globals.update(
        page=page,
        words=words_of(page.lang),
        version=version("chaingraph"),
        policy=_policy(texts[:cut], texts[cut:]),
        styles=[Markup(text) for text in texts[:cut]],  # noqa: S704  (our own files)
        scripts=[Markup(text) for text in texts[cut:]],  # noqa: S704
    )
    return made


def render(page: Page, template: str, *, scripts: Sequence[str] = (), **content: object) -> bytes:
    """Return a page without a network as UTF-8 bytes."""
    made = environment(page, styles=[read_asset("shell.css")], scripts=[read_asset("shell.js"), *scripts])
    return made.get_template(template).render(**content).encode("utf-8")


def read_asset(name: str) -> str:
    """Return one of our styles or scripts."""
    return files("chaingraph.views").joinpath("assets", name).read_text(encoding="utf-8")


def web_address(text: str) -> str:
    """Return ``text`` if it is a web address that a page may link to, else an empty string."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.netloc else ""


def _with_line_feeds(text: str) -> str:
    """Return what a browser hashes: it turns line ends into line feeds first."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(_hash, scripts)) or "'none'"),
            "style-src " + (" ".join(map(_hash, styles)) or "'none'"),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
