"""From a store to pages: read the rows of a page, then draw it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.book import PAGE_QUESTIONS, keep_book, read_book
from chaingraph.cities import cities_of
from chaingraph.errors import UndrawnError, UnknownNameError
from chaingraph.facts import Book
from chaingraph.namespaces import shorten
from chaingraph.readings.city import find_place
from chaingraph.readings.templates import find_view, read_templates
from chaingraph.reports.common import place_of_view
from chaingraph.resolve import resolve
from chaingraph.views.chain_map import MAP_QUESTIONS, render_chain_map
from chaingraph.views.chain_reading import ChainReader
from chaingraph.views.members import MEMBER_QUESTIONS, render_members
from chaingraph.views.questions_asked import find_answers
from chaingraph.views.reading import SYSTEM_QUESTIONS, find_city, read_cities, read_editions, read_system
from chaingraph.views.shell import Page
from chaingraph.views.site import render_site
from chaingraph.views.system import render_system
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["draw_chain", "draw_members", "draw_site", "draw_system", "site_files"]


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


def draw_chain(
    store: Store,
    chain: str,
    *,
    city: str | None = None,
    lang: str = "zh",
    as_of: date | None = None,
    name: str = "chain.html",
) -> bytes:
    """Return the map of a chain, sector or template; ``chain`` is its key, IRI or any of its names.

    A chain that no template draws has no segments to map: its members are drawn instead, and the page says why.

    Raises
    ------
    UnknownNameError
        Nothing of that name, or more than one thing.
    """
    book = read_book(store)
    reader = ChainReader(book, read_templates(store))
    place = find_place(book, city) if city else None
    try:
        view = find_view(book, reader.templates, shorten(chain), city=place)
    except UndrawnError as undrawn:
        if book.things[undrawn.key].kind != "Chain":
            raise
        page = Page(name, lang, "", "")
        return _draw_members(store, book, undrawn.key, page, as_of=as_of, note=words_of(lang)["no_template"])
    return render_chain_map(
        Page(name, lang, "", ""),
        reader,
        view,
        place or place_of_view(book, view),
        Told(book, lang),
        questions=read_questions(MAP_QUESTIONS),
        as_of=as_of,
    )


def draw_members(
    store: Store,
    chain: str,
    *,
    city: str | None = None,
    lang: str = "zh",
    as_of: date | None = None,
    name: str = "members.html",
) -> bytes:
    """Return the page of who and where a chain is; ``chain`` is its key, IRI or any of its names.

    Raises
    ------
    UnknownNameError
        No chain of that name, or more than one, or none in the city.
    """
    book = read_book(store)
    return _draw_members(store, book, _find_chain(store, book, chain, city), Page(name, lang, "", ""), as_of=as_of)


def _draw_members(store: Store, book: Book, key: str, page: Page, *, as_of: date | None, note: str = "") -> bytes:
    thing = book.things[key]
    return render_members(
        replace(page, title=thing.name.show(page.lang)),
        thing,
        Told(book, page.lang),
        editions=list(read_editions(store)),
        questions=read_questions(MEMBER_QUESTIONS),
        as_of=as_of,
        note=note,
    )


def _find_chain(store: Store, book: Book, chain: str, city: str | None) -> str:
    """Return the key of a chain; a name that chains of several cities bear is that of the city's own."""
    if city is None:
        return shorten(resolve(store, chain, "chain").value)
    cities = read_cities(store)
    home = shorten(find_city(cities, city).key)
    tied = cities_of(book, [shorten(one.key) for one in cities])
    own = [key for key, thing in book.things.items() if thing.kind == "Chain" and home in tied.get(key, ())]
    wanted = chain.casefold().strip()
    bearing = [
        key
        for key in own
        for thing in (book.things[key],)
        if wanted in {name.casefold() for name in (thing.name.zh, thing.name.en, *thing.aliases)}
    ]
    found = bearing[0] if len(bearing) == 1 else shorten(resolve(store, chain, "chain").value)
    if found not in own:
        raise UnknownNameError(f"--city: {found} is no chain of {home}; leave out --city, or name another chain")
    return found


def site_files(
    store: Store, *, city: str | None = None, lang: str = "zh", as_of: date | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the site, of all cities or of one: name and content.

    Raises
    ------
    UnknownNameError
        No system of a city of that name.
    """
    with keep_book(store) as book:
        cities = read_cities(store)
        chosen = [find_city(cities, city)] if city is not None or not cities else list(cities)
        systems = [read_system(store, one, book) for one in chosen]
        questions = read_questions(tuple(dict.fromkeys((*PAGE_QUESTIONS, *SYSTEM_QUESTIONS, *MAP_QUESTIONS))))
        reader = ChainReader(book, read_templates(store))
        answers = list(find_answers(store, book, [facts.system.city for facts in systems], as_of=as_of))
        yield from render_site(
            systems, reader, list(questions.values()), list(read_editions(store)), answers, lang=lang, as_of=as_of
        )


def draw_site(
    store: Store, *, city: str | None = None, lang: str = "zh", as_of: date | None = None
) -> dict[str, bytes]:
    """Return the files of the site by name; as :func:`site_files`, all at once."""
    return dict(site_files(store, city=city, lang=lang, as_of=as_of))
