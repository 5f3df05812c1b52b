"""The one-page brief of a chain: what is unknown first, then its lists, numbers, gaps, owners, projects, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.naming import Name
from chaingraph.pack.brief_lines import (
    BriefLine,
    tell_changes,
    tell_gaps,
    tell_numbers,
    tell_owners,
    tell_projects,
    tell_questions,
    tell_unknown,
    tell_what,
)
from chaingraph.pack.case import Case
from chaingraph.pack.lists import LISTS
from chaingraph.pack.sheets import PackSheet

__all__ = ["Brief", "BriefLine", "BriefSection", "Reference", "number_sources", "write_brief"]

_CITED = 2


@dataclass(frozen=True)
class BriefSection:
    """A heading and its sentences."""

    title: Name
    lines: Sequence[BriefLine]


@dataclass(frozen=True)
class Brief:
    """The brief: its title, the day it is of, and its sections."""

    title: Name
    day: date | None
    sections: Sequence[BriefSection]


@dataclass(frozen=True)
class Reference:
    """A source of the brief as it is numbered."""

    number: int
    title: str
    issued: date | None
    publisher: str
    address: str
    kept: bool


def write_brief(case: Case, sheets: Sequence[PackSheet]) -> Brief:
    """Return the brief of a chain.

    Parameters
    ----------
    case
        The chain.
    sheets
        The lists of the pack, so that the brief can say of which nothing is known.
    """
    entries = {name: list(kind.read(case)) for name, kind in LISTS.items()}
    place = case.scene.city.name
    title = Name(
        f"{case.name.show('zh')}（{place.show('zh')}）简报", f"{case.name.show('en')} ({place.show('en')}): brief"
    )
    sections = (
        BriefSection(Name("先说未知", "Unknown first"), tell_unknown(entries, sheets)),
        BriefSection(Name("这是什么链", "What the chain is"), tell_what(case, entries)),
        BriefSection(Name("结构与数字", "Structure in numbers"), tell_numbers(case, entries)),
        BriefSection(Name("缺口", "Gaps"), tell_gaps(case, entries)),
        BriefSection(Name("先查明什么", "What to find out first"), tell_questions(entries)),
        BriefSection(Name("链主与链长", "Owners and chiefs"), tell_owners(case, entries)),
        BriefSection(Name("项目", "Projects"), tell_projects(entries)),
        BriefSection(Name("变化", "What changed"), tell_changes(entries)),
    )
    return Brief(title, case.day, sections)


def number_sources(case: Case, brief: Brief) -> tuple[list[Reference], dict[tuple[int, int], tuple[int, ...]]]:
    """Return the sources in the order in which they are first cited, and those of each line by section and line."""
    documents = case.book.sources.documents
    numbers: dict[str, int] = {}
    cited: dict[tuple[int, int], tuple[int, ...]] = {}
    for first, section in enumerate(brief.sections):
        for second, line in enumerate(section.lines):
            found = dict.fromkeys(
                place.document for one in line.statements for place in case.book.sources.places.get(one, ())
            )
            ranked = sorted(found, key=lambda key: not (key in documents and documents[key].kept))[:_CITED]
            cited[first, second] = tuple(sorted(numbers.setdefault(key, len(numbers) + 1) for key in ranked))
    references = []
    for key, number in numbers.items():
        one = documents.get(key)
        if one:
            title = one.title or one.name.show("zh")
            references.append(Reference(number, title, one.issued, one.publisher, one.address, one.kept))
    return references, cited
