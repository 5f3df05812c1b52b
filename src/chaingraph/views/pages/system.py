"""The view of a city's industrial system."""

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Store

from chaingraph.views.draw import draw_system
from chaingraph.views.shell import Page

__all__ = ["draw"]


def draw(store: Store, names: Sequence[str], *, city: str | None, as_of: date | None, page: Page) -> bytes:  # noqa: ARG001
    """Return the page; see `chaingraph.views.draw.draw_system`."""
    return draw_system(store, city=city, lang=page.lang, as_of=as_of, name=page.name)
