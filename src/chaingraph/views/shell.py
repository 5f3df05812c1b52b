"""The shell that all pages share: templates, styles and scripts, and a policy that forbids every request outside."""

import base64
import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from chaingraph.namespaces import is_key
from chaingraph.views.folding import fold_script
from chaingraph.views.words import words_of

__all__ = [
    "EMPTY_STYLE",
    "Link",
    "Page",
    "frame_page",
    "make_environment",
    "page_name",
    "read_asset",
    "render",
    "site_asset",
    "web_address",
]

#: Allows a style element with nothing in it, into which a script may put rules: what plotly does with its own.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

#: Scripts that the site has folded.
_FOLDED = frozenset({"plotly.min.js", "vis-network.min.js"})


@dataclass(frozen=True)
class Link:
    """An entry of the navigation."""

    title: str
    href: str


@dataclass(frozen=True)
class Page:
    """What every page has: its file name, language, heading, what it shows, as of when, and the way to the others.

    A page of a site (``in_site``) shares styles and scripts with the others and links to them; ``root`` leads from its
    folder to the first page. Any other page stands alone and holds all that it needs. ``pages`` are the things that
    have a page there; None if all have. ``shared`` are the named questions that the site holds once for all pages.
    A page that ``is_long`` cites in its tables with title, date and place as mere text, so that a browser bears it.
    """

    name: str
    lang: str
    title: str
    shows: str
    as_of: str = ""
    navigation: Sequence[Link] = ()
    root: str = ""
    in_site: bool = False
    pages: Container[str] | None = None
    shared: Container[str] = ()
    is_long: bool = False

    @property
    def stem(self) -> str:
        """Its file name without folder and ending, for what is saved from it."""
        return self.name.rpartition("/")[2].removesuffix(".html")

    def href(self, key: str) -> str:
        """Return the address of the page of a thing, or an empty string."""
        has_page = key and self.in_site and (self.pages is None or key in self.pages)
        return self.root + page_name(key) if has_page else ""


def page_name(key: str) -> str:
    """Return the file of a thing's page, in ASCII whatever the key holds.

    Examples
    --------
    >>> page_name("chain:dezhou-food-processing")
    'chain/dezhou-food-processing.html'
    >>> page_name("chain:../芯")
    'chain/x-5cb70012.html'
    """
    kind, _, local = key.partition(":")
    if not is_key(local):
        local = f"x-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
    return f"{kind if is_key(kind) else 'thing'}/{local}.html"


class _CompiledTemplates(BytecodeCache):
    """Templates are compiled once, though a page with a network has an environment of its own."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _CompiledTemplates()


def make_environment() -> Environment:
    """Return a Jinja environment: our templates before pyvis's own, everything escaped."""
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
        bytecode_cache=_COMPILED,
    )
    # Dictionaries keep the order in which they were made: the same bytes on every run, and a sensible order to read.
    made.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False, "separators": (",", ":")}
    made.filters["web_address"] = web_address
    return made


_shared_environment = cache(make_environment)


def frame_page(
    page: Page, *, styles: Sequence[str], scripts: Sequence[str], more_styles: Sequence[str] = ()
) -> dict[str, object]:
    """Return what the template of every page is filled with.

    ``styles`` and ``scripts`` are names of :func:`read_asset`. A page of a site names their files and allows those of
    its own site, and of what they unfold only what is named by its hash; another page holds their texts, names them by
    their hashes and allows nothing else. ``more_styles`` are hashes of styles that a library makes itself.
    """
    texts = {} if page.in_site else {name: _with_line_feeds(read_asset(name)) for name in (*styles, *scripts)}
    policy = _policy(
        [*(["'self'"] if page.in_site else [_hash(texts[name]) for name in styles]), *more_styles],
        ["'self'", *(_hash_of(name) for name in scripts if name in _FOLDED)]
        if page.in_site
        else [_hash(texts[name]) for name in scripts],
    )
    return {
        "page": page,
        "words": words_of(page.lang),
        "version": _version(),
        "policy": policy,
        "styles": styles,
        "scripts": scripts,
        "texts": {name: Markup(text) for name, text in texts.items()},  # noqa: S704  (our own files)
    }


def render(page: Page, template: str, **content: object) -> bytes:
    """Return a page without a network as UTF-8 bytes."""
    framed = frame_page(page, styles=["shell.css"], scripts=["shell.js"])
    return _shared_environment().get_template(template).render(**framed, **content).encode("utf-8")


@cache
def read_asset(name: str) -> str:
    """Return a style or script: ours, or vis-network's and plotly's as pyvis and plotly bring them along."""
    if name == "plotly.min.js":
        from plotly.offline import get_plotlyjs

        return str(get_plotlyjs())
    if name.startswith("vis-network"):
        folder = files("pyvis").joinpath("templates", "lib", "vis-9.1.2")
        text = folder.joinpath(name).read_text(encoding="utf-8")
        # Its pictures are of buttons that no page has.
        text = re.sub(r"background-image:\s*url\([^)]*\);?", "", text) if name.endswith(".css") else text
        return text.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    return files("chaingraph.views").joinpath("assets", name).read_text(encoding="utf-8")


def site_asset(name: str) -> str:
    """Return a style or script as the site has it, the longest of them folded."""
    text = read_asset(name)
    return fold_script(_with_line_feeds(text)) if name in _FOLDED else text


@cache
def _hash_of(name: str) -> str:
    return _hash(_with_line_feeds(read_asset(name)))


@cache
def _version() -> str:
    return version("chaingraph")


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
            f"script-src {' '.join(scripts)}",
            f"style-src {' '.join(styles)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
