"""The pages of the system and of a chain's members, and what holds of every page of a site."""

import re
from typing import Literal

from playwright.sync_api import Page

from .network_page import poor_contrast

SYSTEMS = ["system-testville.html", "system-en.html", "hostile/system-testville.html"]
CHAINS = ["members/textiles.html", "members-en.html", "hostile/members/textiles.html"]
NETWORKS = [*SYSTEMS, *CHAINS]
SHOWN = (14, 14)
#: Boxes and lines of the chain: 2 editions, the chain, its owner, a school, 19 unnamed, and the owner's cluster and
#: project; 1 listing, 1 possible one, owner, school as participant and in a list, unnamed, and 2 lines of the owner.
CHAIN_SHOWN = (8, 8)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


def is_chain(name: str) -> bool:
    return name in CHAINS


def shown_of(name: str) -> tuple[int, int]:
    return CHAIN_SHOWN if is_chain(name) else SHOWN


def frame_holds(page: Page, name: str) -> None:
    """Policy, doctype, language, encoding, title, one heading."""
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    alone = name in {"system-en.html", "members-en.html"}
    allowed = "'sha256-[^;]*" if alone else "'self'(?: 'sha256-[^' ]*')?; style-src 'self'"
    assert re.match(f"default-src 'none'; script-src {allowed};", policy)
    assert "unsafe" not in policy
    assert page.evaluate("document.doctype.name") == "html"
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.evaluate("document.characterSet") == "UTF-8"
    chinese = not alone and not name.startswith("hostile/")
    assert page.locator("html").get_attribute("lang") == ("zh-Hans" if chinese else "en")
    assert page.title().strip()
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


def contrast_holds(page: Page) -> None:
    """Text is readable in light and in dark, also what is folded away at first."""
    for number in range(page.locator("summary").count()):
        page.locator("summary").nth(number).click()
    grounds = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert poor_contrast(page) == []
    assert len(grounds) == 2
