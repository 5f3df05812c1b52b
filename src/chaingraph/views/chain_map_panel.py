"""The panel of a chain's map: who is in a segment, with every source, and what the segment needs and feeds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chaingraph.facts import Book
from chaingraph.place_tree import all_above, read_within
from chaingraph.readings.city import CityFacts
from chaingraph.readings.templates import Industry, Templates
from chaingraph.reports.common import STATES
from chaingraph.reports.gaps import Ranking
from chaingraph.reports.structure import BECAUSE
from chaingraph.views.chain_map_boxes import ASKED, stretches
from chaingraph.views.chain_reading import ChainDays, Rim
from chaingraph.views.describe import Cited, cite
from chaingraph.views.shell import Page
from chaingraph.views.text import plain
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["SEGMENT_QUESTIONS", "about_segment", "counties_of", "detail_of_chain", "detail_of_segment"]

#: The questions that the panel of a segment answers, and the option that names the segment in each.
SEGMENT_QUESTIONS: Mapping[str, str] = {
    "page-statements": "entity",
    "feeds-of": "segment",
    "template-segments": "segment",
    "segment-industries": "segment",
}
_KINDS = ("Enterprise", "Cluster", "Park", "Project")


@dataclass(frozen=True)
class _Note:
    """A line about somebody in a segment, with the statements that it rests on."""

    text: str
    is_judgement: bool
    statements: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    """Somebody in a segment on a day."""

    thing: str
    kind: str
    notes: tuple[_Note, ...]


def detail_of_segment(
    chain: ChainDays, key: str, segment: str, ranking: Ranking, told: Told, page: Page
) -> dict[str, object]:
    """Return what the panel shows of a segment, in a site without what all maps share; ``key`` is that of its box."""
    book, words, lang, scene = told.book, words_of(page.lang), page.lang, chain.opened.scene
    rows = [_rows(told, stop.scene.city, segment, words) for stop in chain.stops]
    states = [(stop.outside if "|" in key else stop.states)[segment] for stop in chain.stops]
    said = [
        f"{STATES[one.state].show(lang)} · {words['because']} "
        + ("、" if lang == "zh" else ", ").join(BECAUSE[name].show(lang) for name in one.because)
        + (f" · {words['contested']}" if one.is_contested else "")
        for one in states
    ]
    stated = [tuple(one.statement for one in stop.scene.city.stated.get(segment, ())) for stop in chain.stops]
    who = _groups(chain, rows, told, page)
    return ({} if page.in_site else about_segment(segment, scene.book, scene.templates, lang)) | {
        "code": segment,
        "href": page.href(segment) if segment in book.things else "",
        "options": "",
        "facts": [],
        "counts": [],
        "states": [list(one) for one in stretches(chain.days, said)],
        "stated": [
            [since, until, _sources(cite(found, book.sources, lang))]
            for since, until, found in stretches(chain.days, stated)
            if found
        ],
        "rank": "" if "|" in key else _rank(segment, ranking, words),
        "groups": who,
    }


def about_segment(segment: str, book: Book, templates: Templates, lang: str) -> dict[str, object]:
    """Return what the panel shows of a segment in any chain, place and day: names, industry classes, templates."""
    words, name, thing = words_of(lang), book.name(segment), book.things.get(segment)
    other = name.show("en" if lang == "zh" else "zh")
    classes = [templates.industries[one] for one in templates.codes.get(segment, ())]
    drawn = [book.name(one).show(lang) for one in templates.templates_of(segment)]
    return {
        "title": name.show(lang),
        "other": other if other != name.show(lang) else "",
        "aliases": list(thing.aliases) if thing else [],
        "classes": [f"{_classification(one, words)} {one.code} {one.name.show(lang)}" for one in classes],
        "chain": ("、" if lang == "zh" else ", ").join(drawn),
    }


def detail_of_chain(chain: ChainDays, members: Sequence[Rim], page: Page) -> dict[str, object]:
    """Return what the panel shows of a chain at the rim."""
    lang, template = page.lang, members[0].chain
    name = chain.opened.scene.book.name(template)
    other = name.show("en" if lang == "zh" else "zh")
    return {
        "title": name.show(lang),
        "other": other if other != name.show(lang) else "",
        "aliases": [],
        "code": template,
        "href": "",
        "options": "",
        "facts": [],
        "counts": [],
        "members": [one.key for one in members],
    }


def counties_of(chain: ChainDays, segment: str) -> list[list[str]]:
    """Return the counties in which somebody in a segment lies, each with the day from which that is known."""
    since: dict[str, str] = {}
    for stop in chain.stops:
        city, within = stop.scene.city, read_within(stop.scene.book)
        for link in city.links.get(segment, ()):
            for place in city.sites.get(link.thing, ()):
                county = next((up for up in all_above(within, place) if city.place in within.get(up, ())), "")
                if county:
                    since.setdefault(county, stop.day)
    return [[place, day] for place, day in sorted(since.items())]


def _classification(one: Industry, words: Mapping[str, str]) -> str:
    return words["classification_sei"] if one.classification.startswith("sei") else "GB/T 4754"


def _rank(segment: str, ranking: Ranking, words: Mapping[str, str]) -> str:
    for number, gap in enumerate(ranking.gaps, 1):
        if gap.segment == segment:
            return words["rank_gap"].format(n=number, all=len(ranking.gaps))
    for number, one in enumerate(ranking.questions, 1):
        if one.segment == segment:
            return words["rank_ask"].format(n=number, all=len(ranking.questions), m=ASKED)
    return ""


def _rows(told: Told, city: CityFacts, segment: str, words: Mapping[str, str]) -> dict[str, _Row]:
    """Return who is in a segment, with what is said of each."""
    book = told.book
    rows: dict[str, _Row] = {}
    for link in city.links.get(segment, ()):
        statement = book.statements.get(link.statement)
        is_judgement = bool(statement and statement.first("judgedOn"))
        reason = statement.first("reason") if statement else ""
        role = book.name(statement.first("role")).show(told.lang) if statement and statement.first("role") else ""
        why = " · ".join(filter(None, (role if link.is_prospective else "", reason)))
        note = _Note(why if is_judgement else role or words["takes_part"], is_judgement, (link.statement,))
        before = rows.get(link.thing)
        rows[link.thing] = _Row(link.thing, link.kind, (*(before.notes if before else ()), note))
    for thing, row in rows.items():
        notes = list(row.notes)
        phase, statement_key = city.phases.get(thing, ("", ""))
        if phase:
            notes.append(_Note(book.name(f"scheme:phase-{phase}").show(told.lang), False, (statement_key,)))
        titles = [title.statement for title in city.titles.get(thing, ())]
        notes += [_Note(_title(told, title, words), False, (title,)) for title in titles]
        rows[thing] = _Row(thing, row.kind, tuple(_joined(notes)))
    return rows


def _joined(notes: Iterable[_Note]) -> Iterator[_Note]:
    """Yield notes, those that say the same as one with the statements of all."""
    alike: dict[tuple[str, bool], dict[str, None]] = {}
    for note in notes:
        alike.setdefault((note.text, note.is_judgement), {}).update(dict.fromkeys(note.statements))
    for (text, is_judgement), statements in alike.items():
        yield _Note(text, is_judgement, tuple(statements))


def _title(told: Told, statement: str, words: Mapping[str, str]) -> str:
    one, fact = told.book.statements[statement], told.facts([statement])[0]
    if one.kind == "ChainOwnership":
        about = [
            told.book.name(key).show(told.lang) for key in (*one.values.get("area", ()), *one.values.get("chain", ()))
        ]
        return " · ".join((words["relation_owner"], *about))
    return " · ".join(filter(None, (told.book.name(one.first("scheme")).show(told.lang), plain(fact.value))))


def _groups(chain: ChainDays, rows: Sequence[Mapping[str, _Row]], told: Told, page: Page) -> list[dict[str, object]]:
    """Return who is there kind by kind, each for the days on which the same holds."""
    things = {key: row.kind for found in rows for key, row in found.items()}
    kinds = sorted(set(things.values()), key=lambda kind: (_KINDS.index(kind) if kind in _KINDS else len(_KINDS), kind))
    made: list[dict[str, object]] = []
    for kind in kinds:
        told_rows: list[dict[str, object]] = []
        for thing in sorted((key for key, own in things.items() if own == kind), key=told.book.name):
            for since, until, row in stretches(chain.days, [found.get(thing) for found in rows]):
                if row is not None:
                    told_rows.append(_row_data(row, since, until, told, page))
        made.append({"title": told.book.title(f"cg:{kind}", page.lang), "rows": told_rows})
    return made


def _row_data(row: _Row, since: str, until: str, told: Told, page: Page) -> dict[str, object]:
    href = page.href(row.thing) if row.thing in told.book.things else ""
    notes = [
        [note.text, int(note.is_judgement), _sources(cite(note.statements, told.book.sources, page.lang))]
        for note in row.notes
    ]
    return {"name": [told.book.name(row.thing).show(page.lang), href], "since": since, "until": until, "notes": notes}


def _sources(found: Sequence[Cited]) -> list[list[object]]:
    return [[one.document, one.place, int(one.is_checkable)] for one in found]
