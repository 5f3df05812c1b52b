"""Make a pack: draw its maps, read its lists, write its brief and its first page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from pyoxigraph import Store

from chaingraph.book import keep_book
from chaingraph.error_words import in_chinese
from chaingraph.errors import ChainGraphError, did_you_mean
from chaingraph.pack.brief import Brief, number_sources, write_brief
from chaingraph.pack.case import Case, open_case
from chaingraph.pack.pages import DrawnMap, MapPage, brief_page, brief_text, first_page, reading_of
from chaingraph.pack.recipe import MapItem, Recipe
from chaingraph.pack.sheets import read_sheets
from chaingraph.pack.words import pack_words
from chaingraph.pack.workbook import Overview, write_workbook
from chaingraph.views.catalogue import VIEWS, draw_view
from chaingraph.views.shell import Link, Page, page_name

__all__ = ["Pack", "make_pack"]

#: Stands in a recipe for the place; a view that is given it by name is not given it twice.
_CITY = "{city}"
_BRIEF, _INDEX, _WORKBOOK = "brief.html", "index.html", "lists.xlsx"


@dataclass(frozen=True)
class Pack:
    """A pack: its files, what it is of, and what of its recipe could not be drawn, a line each."""

    files: Mapping[str, bytes]
    about: Mapping[str, str]
    missing: tuple[str, ...]
    stem: str


def make_pack(
    store: Store,
    chain: str,
    recipe: Recipe,
    *,
    city: str | None = None,
    as_of: date | None = None,
    lang: str = "zh",
    tell: Callable[[str], None] = lambda _: None,
) -> Pack:
    """Return the files of a chain's pack.

    Parameters
    ----------
    store
        What it is made from.
    chain
        The chain, by key or name.
    recipe
        Which maps and lists it holds.
    city
        The place; that of the chain for None.
    as_of
        The day by which all must be stated; for None all, and the pack bears the day of the newest document.
    lang
        The language, "zh" or "en".
    tell
        Is called with a line for each step.

    Raises
    ------
    UnknownNameError
        A name that nothing or several bear.
    """
    words = pack_words(lang)
    with keep_book(store):
        case = open_case(store, chain, city=city, as_of=as_of)
        called = {"chain": case.name.show(lang), "place": case.scene.city.name.show(lang)}
        tell(words["told_chain"].format(**called, count=len(case.ties)))
        sheets = read_sheets(recipe, case)
        files: dict[str, bytes] = {}
        maps: list[DrawnMap] = []
        missing: list[str] = []
        for number, item in enumerate(recipe.maps, 1):
            drawn, pages, reasons = _draw_map(store, case, item, number, lang)
            maps.append(drawn)
            files |= pages
            missing += reasons
            title = item.title.show(lang)
            tell(words["told_map"].format(number=number, all=len(recipe.maps), title=title, pages=len(pages)))
    brief = write_brief(case, sheets)
    unknown = _unknown(brief, maps, lang)
    heading = words["pack_title"].format(**called, recipe=recipe.name.show(lang))
    navigation = [Link(words["overview"], _INDEX), Link(words["brief"], _BRIEF)]
    day = case.day.isoformat() if case.day else ""
    files |= _brief_files(case, brief, navigation, day, lang)
    tell(words["told_brief"])
    overview = Overview(heading, _facts(case, recipe, lang), unknown, reading_of(lang))
    files[_WORKBOOK] = write_workbook(overview, sheets, lang=lang, day=case.day)
    rows = sum(len(sheet.rows) for sheet in sheets)
    tell(words["told_lists"].format(file=_WORKBOOK, lists=len(sheets), rows=rows))
    files[_INDEX] = first_page(
        Page(_INDEX, lang, heading, "", day, navigation),
        about=recipe.about.show(lang),
        unknown=unknown,
        maps=maps,
        sheets=sheets,
        workbook=_WORKBOOK,
    )
    about = {
        "chain": case.key,
        "place": case.scene.city.place,
        "recipe": recipe.name.show("zh"),
        "as_of": day,
        "language": lang,
        "version": version("chaingraph"),
    }
    return Pack(files, about, tuple(missing), _stem(case.key))


def _draw_map(
    store: Store, case: Case, item: MapItem, number: int, lang: str
) -> tuple[DrawnMap, dict[str, bytes], list[str]]:
    """Return a map, its pages, and a line for each view that can't be drawn."""
    words = pack_words(lang)
    title = item.title.show(lang)
    pages: dict[str, bytes] = {}
    shown: list[MapPage] = []
    reasons: list[str] = [] if item.views else [words["no_map"]]
    told: list[str] = []
    for view in item.views:
        file = f"map-{number}-{view}.html"
        if view not in VIEWS:
            hint = did_you_mean(view, list(VIEWS)) or f"; there are {', '.join(VIEWS)}"
            reasons.append(words["no_view"].format(view=view))
            told.append(f"{title}: no view is called '{view}'{hint}; left out")
            continue
        try:
            pages[file] = draw_view(
                store,
                view,
                _names(case, item, view),
                city=None if _CITY in (item.names or ()) else case.scene.city.place.partition(":")[2],
                lang=lang,
                as_of=case.as_of,
                file=file,
            )
        except ChainGraphError as error:
            reasons.append((lang == "zh" and in_chinese(str(error))) or str(error))
            told.append(f"{title}: view '{view}' can't be drawn, and is left out: {error}")
            continue
        shown.append(MapPage(file, _capital(VIEWS[view].title.show(lang))))
    return DrawnMap(title, item.note.show(lang), shown, reasons), pages, told


def _names(case: Case, item: MapItem, view: str) -> tuple[str, ...]:
    """Return what a view takes: what the recipe says, with the chain and the city filled in; else the chain, if one."""
    if item.names is None:
        return (case.key,) if "chain" in VIEWS[view].what else ()
    filled = {"{chain}": case.key, _CITY: case.scene.city.place.partition(":")[2]}
    return tuple(filled.get(name, name) for name in item.names)


def _unknown(brief: Brief, maps: list[DrawnMap], lang: str) -> list[str]:
    words = pack_words(lang)
    lines = [line.text.show(lang) for line in brief.sections[0].lines]
    empty = [one.title for one in maps if not one.pages]
    if empty:
        lines.append(words["not_drawn_maps"].format(maps=words["comma"].join(empty)) + words["full_stop"])
    return lines


def _facts(case: Case, recipe: Recipe, lang: str) -> list[tuple[str, str]]:
    words = pack_words(lang)
    return [
        (words["chain"], f"{case.name.show(lang)} ({case.key})"),
        (words["place_of"], case.scene.city.name.show(lang)),
        (words["as_of"], case.day.isoformat() if case.day else words["not_known"]),
        (words["recipe"], recipe.name.show(lang)),
        ("", words["licence"].format(version=version("chaingraph"))),
    ]


def _brief_files(case: Case, brief: Brief, navigation: list[Link], day: str, lang: str) -> dict[str, bytes]:
    references, cited = number_sources(case, brief)
    page = Page(_BRIEF, lang, brief.title.show(lang), "", day, navigation)
    return {
        _BRIEF: brief_page(page, brief, references, cited),
        "brief.md": brief_text(brief, references, cited, lang=lang),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stem(key: str) -> str:
    """Return the folder's name if none is given, in ASCII whatever the key holds."""
    return f"{page_name(key).rpartition('/')[2].removesuffix('.html')}-pack"
