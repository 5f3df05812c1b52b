"""The pages that a pack adds to its maps: the first page, and the brief as a page and as Markdown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from chaingraph.pack.brief import Brief, Reference
from chaingraph.pack.entries import STATE_NAMES
from chaingraph.pack.sheets import PackSheet
from chaingraph.pack.words import pack_words
from chaingraph.views.shell import Page, frame_page, make_environment, web_address
from chaingraph.views.words import words_of

__all__ = ["DrawnMap", "MapPage", "brief_page", "brief_text", "first_page", "reading_of"]

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True)
class MapPage:
    """A page of a map."""

    file: str
    title: str


@dataclass(frozen=True)
class DrawnMap:
    """A map of the recipe: its pages, and why views of it were not drawn."""

    title: str
    note: str
    pages: Sequence[MapPage]
    missing: Sequence[str]


def first_page(
    page: Page,
    *,
    about: str,
    unknown: Sequence[str],
    maps: Sequence[DrawnMap],
    sheets: Sequence[PackSheet],
    workbook: str,
) -> bytes:
    """Return the page that leads to all of the pack."""
    told, lang = pack_words(page.lang), page.lang
    counted = ("known", "judgement", "not-checked", "unknown")
    lists = [
        {
            "title": sheet.title.show(lang),
            "rows": len(sheet.rows),
            "counts": [sheet.count(state) for state in counted],
            "note": " ".join(filter(None, ("" if sheet.rows else _why_empty(sheet, told), sheet.note.show(lang)))),
        }
        for sheet in sheets
    ]
    return _render(
        page,
        "pack.html.j2",
        told=told,
        about=about,
        unknown=unknown,
        maps=maps,
        lists=lists,
        states=[_capital(STATE_NAMES[state].show(lang)) for state in counted],
        workbook=workbook,
        reading=reading_of(lang),
    )


def brief_page(
    page: Page, brief: Brief, references: Sequence[Reference], cited: Mapping[tuple[int, int], Sequence[int]]
) -> bytes:
    """Return the brief as a page that prints on one sheet of A4."""
    sections = [
        {
            "title": section.title.show(page.lang),
            "lines": [
                {"text": line.text.show(page.lang), "numbers": cited[first, second]}
                for second, line in enumerate(section.lines)
            ],
        }
        for first, section in enumerate(brief.sections)
    ]
    return _render(page, "brief.html.j2", sections=sections, references=references)


def brief_text(
    brief: Brief,
    references: Sequence[Reference],
    cited: Mapping[tuple[int, int], Sequence[int]],
    *,
    lang: str,
) -> bytes:
    """Return the brief in Markdown as UTF-8 bytes; nothing of the graph's words is taken for marks."""
    words, told = words_of(lang), pack_words(lang)
    day = f"{words['as_of']} {brief.day.isoformat()}" if brief.day else ""
    lines = [f"# {_plain(brief.title.show(lang))}", "", day, ""]
    for first, section in enumerate(brief.sections):
        lines += [f"## {_plain(section.title.show(lang))}", ""]
        for second, line in enumerate(section.lines):
            marks = "".join(f" [{number}]" for number in cited[first, second])
            lines.append(f"- {_plain(line.text.show(lang))}{marks}")
        lines.append("")
    lines += [f"## {words['footer_sources']}", ""]
    for one in references:
        about = " · ".join(
            filter(
                None,
                (
                    one.publisher or words["publisher_unknown"],
                    one.issued.isoformat() if one.issued else words["no_date"],
                    "" if one.kept else words["not_checked"],
                ),
            )
        )
        address = f" <{one.address}>" if web_address(one.address) and not set(one.address) & set("<> ") else ""
        lines.append(f"{one.number}. {_plain(one.title)}{told['colon']}{_plain(about)}{address}")
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def reading_of(lang: str) -> list[str]:
    """Return how to read the states of rows."""
    told = pack_words(lang)
    return [told[key] for key in ("states_known", "states_not_checked", "states_judgement", "states_unknown")]


def _why_empty(sheet: PackSheet, told: Mapping[str, str]) -> str:
    return told["nothing_known" if sheet.kind else "to_fill"]


def _render(page: Page, template: str, **content: object) -> bytes:
    framed = frame_page(page, styles=["shell.css", "pack.css"], scripts=["shell.js"])
    return _environment().get_template(template).render(**framed, **content).encode("utf-8")


@cache
def _environment() -> Environment:
    return make_environment()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
