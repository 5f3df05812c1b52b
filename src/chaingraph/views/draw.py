"""From a store to pages: read the rows of a page, then draw it."""

from datetime import date

from pyoxigraph import Store

from chaingraph.views.reading import find_city, read_cities, read_sources, read_statements, read_system
from chaingraph.views.site import render_site
from chaingraph.views.system import render_system

__all__ = ["draw_site", "draw_system"]


def draw_system(
    store: Store, *, city: str | None = None, lang: str = "zh", as_of: date | None = None, name: str = "system.html"
) -> bytes:
    """Return the page of a city's system; the first city of the store if none is named.

    Raises
    ------
    UnknownNameError
        No system of a city of that name.
    """
    facts = read_system(store, find_city(read_cities(store), city))
    return render_system(facts, lang=lang, as_of=as_of, name=name)


def draw_site(
    store: Store, *, city: str | None = None, lang: str = "zh", as_of: date | None = None
) -> dict[str, bytes]:
    """Return the pages of the site by file name, of all cities or of one.

    Raises
    ------
    UnknownNameError
        No system of a city of that name.
    """
    cities = read_cities(store)
    chosen = [find_city(cities, city)] if city is not None or not cities else list(cities)
    systems = [read_system(store, one) for one in chosen]
    return render_site(systems, read_sources(store), read_statements(store), lang=lang, as_of=as_of)
