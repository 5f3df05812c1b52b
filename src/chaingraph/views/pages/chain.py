"""The view of one chain: its map."""

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.views.draw import draw_chain
from chaingraph.views.shell import Page

__all__ = ["draw"]


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:
    """Return the page; see `chaingraph.views.draw.draw_chain`."""
    return draw_chain(store, names[0], city=city, lang=page.lang, as_of=as_of, name=page.name)
