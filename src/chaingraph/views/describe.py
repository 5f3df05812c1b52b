"""Put statements into words: what they say, their value, period and basis, and where each stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chaingraph.facts import (
    Book,
    Document,
    Exclusion,
    Figure,
    Place,
    Sources,
    Statement,
    figure_of,
    format_figure,
    format_period,
)
from chaingraph.list_counts import Count
from chaingraph.systems import SetClaim
from chaingraph.views.text import Run, Text, join, say
from chaingraph.views.words import words_of

__all__ = [
    "KINDS",
    "Cited",
    "Fact",
    "cite",
    "count_of",
    "describe_basis",
    "describe_exclusion",
    "describe_place",
    "describe_statement",
    "document_label",
    "name_thing",
    "say_counts",
    "say_since",
]


@dataclass(frozen=True)
class Cited:
    """A source of a fact: the document's key and how it is called, and the place in it or why there is none."""

    document: str
    label: str
    place: str
    is_checkable: bool
    about: Document | None = None


@dataclass(frozen=True)
class Fact:
    """One statement as shown: what it says, with value, period, basis, the day it holds from, and its sources."""

    statement: str
    kind: str
    what: Text
    value: Text
    period: str
    basis: Text
    since: str
    sources: tuple[Cited, ...]
    names: tuple[Text, ...] = ()


def cite(statements: Iterable[str], sources: Sources, lang: str) -> tuple[Cited, ...]:
    """Return where statements stand: each document once, with its places in order."""
    found: dict[str, dict[Place, None]] = {}
    for statement in statements:
        for place in sources.places.get(statement, ()):
            found.setdefault(place.document, {})[place] = None
    cited: list[Cited] = []
    for key, places in found.items():
        document = sources.documents.get(key)
        label = document_label(document, lang) if document else key
        where = dict.fromkeys(describe_place(place, document, lang) for place in sorted(places, key=_place_order))
        checkable = bool(document and document.kept and all(place.start is not None for place in places))
        cited.append(Cited(key, label, ("、" if lang == "zh" else ", ").join(where), checkable, document))
    return tuple(cited)


def document_label(document: Document, lang: str) -> str:
    """Return a document's short name, or its title where it has none."""
    return document.name.show(lang) or document.title or document.key


def describe_place(place: Place, document: Document | None, lang: str) -> str:
    """Return the place in a document, or that it wasn't checked here."""
    words = words_of(lang)
    if document is None or not document.kept or place.start is None:
        return words["not_checked"]
    if place.end is None:
        return words["row_of"].format(a=place.start)
    return words["place_of"].format(a=place.start, b=place.end)


def count_of(claim: SetClaim) -> Count:
    """Return the counts of a stated list."""
    return Count(claim.stated, len(claim.confirmed), len(claim.possible))


def say_counts(count: Count, lang: str, *, open_ended: bool = False, brief: bool = False) -> str:
    """Return "12 stated · 0 confirmed · 5 possible · 12 unknown" in ``lang``; ``brief`` leaves out no possible ones."""
    words = words_of(lang)
    numbers = [
        (count.stated, "stated"),
        (count.confirmed, "confirmed"),
        (count.possible, "possible"),
        (count.unknown, "unknown"),
    ]
    parts = []
    for number, key in numbers:
        if brief and key == "possible" and not number:
            continue
        if number is None:
            if key == "stated":
                parts.append(words["open_ended"] if open_ended else _joined(lang, words["stated"], "–"))
        else:
            parts.append(_joined(lang, words[key], str(number)))
    return " · ".join(parts)


def say_since(since: date | None, last: date | None, lang: str) -> str:
    """Return from when, and until when, a statement is said to hold.

    What was over on the day of its document, such as a title that ran out, began on no day that is known.

    Examples
    --------
    >>> say_since(date(2025, 6, 30), date(2026, 1, 1), "en"), say_since(date(2025, 6, 30), date(2024, 12, 31), "en")
    ('2025-06-30 to 2026-01-01', '– 2024-12-31')
    """
    words = words_of(lang)
    if since is None or (last is not None and last < since):
        return words["undated"] if last is None else f"– {last.isoformat()}"
    if last is not None:
        return words["from_to"].format(a=since.isoformat(), b=last.isoformat())
    return f"{since.isoformat()} 起" if lang == "zh" else f"from {since.isoformat()}"


def name_thing(key: str, book: Book, lang: str) -> Text:
    """Return the name of a thing, with the key that leads to its page, or of a concept; nothing for no key."""
    return (Run(book.name(key).show(lang), key if key in book.things else ""),) if key else ()


def describe_statement(statement: Statement, book: Book, lang: str) -> Fact:
    """Put a statement of any kind into words."""
    words = words_of(lang)
    subject, label, value, basis = _TOLD[statement.kind](_Teller(statement, book, lang))
    figure = figure_of(statement, book)
    if figure:
        value, period = say(format_figure(figure, lang)), format_period(figure.start, figure.end)
    else:
        period = say_since(statement.since, statement.last, lang)
    ender = statement.first("endedBy")
    if ender:
        basis = join(" · ", [basis, (*say(words["ended_by"]), *name_thing(ender, book, lang))])
    names = [
        (*name_thing(key, book, lang), Run(_aside(words[word], lang)))
        for word, name in (("confirmed", "knownMember"), ("possible", "possibleMember"))
        for key in statement.values.get(name, ())
    ]
    return Fact(
        statement.key,
        statement.kind,
        join("：" if lang == "zh" else ": ", [subject, label]),
        value,
        period,
        basis,
        statement.since.isoformat() if statement.since else "",
        cite([statement.key], book.sources, lang),
        tuple(names),
    )


def describe_basis(figure: Figure, lang: str) -> str:
    """Return on what basis a number is: level or growth, stock or flow, compared with what, among whom."""
    words = words_of(lang)
    basis = [figure.basis_name, figure.accrual, figure.compared_with]
    shown = [name.show(lang) for name in basis if name.show(lang)]
    if figure.rank_in.show(lang):
        shown.append(words["rank_among"].format(place=figure.rank_in.show(lang)))
    return " · ".join(shown)


def describe_exclusion(exclusion: Exclusion, book: Book, lang: str) -> Fact:
    """Describe why a number in a text is held to be no figure."""
    words = words_of(lang)
    document = book.sources.documents.get(exclusion.place.document)
    judged = exclusion.judged_on.isoformat() if exclusion.judged_on else ""
    return Fact(
        exclusion.key,
        "FigureExclusion",
        say(words["not_a_figure"].format(reason=book.name(exclusion.reason).show(lang))),
        (),
        "",
        say(" · ".join(filter(None, (exclusion.editor, judged)))),
        judged,
        (
            Cited(
                exclusion.place.document,
                document_label(document, lang) if document else exclusion.place.document,
                describe_place(exclusion.place, document, lang),
                is_checkable=bool(document and document.kept and exclusion.place.start is not None),
                about=document,
            ),
        ),
    )


#: What a statement is about, what of it is told, the value, and on what basis.
_Telling = tuple[Text, Text, Text, Text]


class _Teller:
    """One statement with the names of what it holds."""

    def __init__(self, statement: Statement, book: Book, lang: str) -> None:
        self.statement, self.book, self.lang, self.words = statement, book, lang, words_of(lang)

    def name(self, *properties: str) -> Text:
        """Return the names that stand under the properties, in this order."""
        found = [key for name in properties for key in self.statement.values.get(name, ())]
        return join("、" if self.lang == "zh" else ", ", [name_thing(key, self.book, self.lang) for key in found])

    def dotted(self, *texts: Text) -> Text:
        return join(" · ", texts)

    def word(self, key: str) -> Text:
        return say(self.words[key])


def _tell_entry(tell: _Teller) -> _Telling:
    member = tell.name("chain", "sector")
    tier = tell.name("tier") or tell.word("listed")
    return tell.dotted(tell.name("edition"), tell.name("sectorGroup")), member, tier, ()


def _tell_claim(tell: _Teller) -> _Telling:
    kind, condition = (
        tell.name("memberKind"),
        tell.dotted(*(_one(tell, key) for key in tell.statement.values.get("condition", ()))),
    )
    label = (*condition, *say(_aside("".join(run.text for run in kind), tell.lang))) if condition else kind
    values = tell.statement.values
    stated = tell.statement.first("statedCount")
    count = Count(
        int(stated) if stated else None, len(values.get("knownMember", ())), len(values.get("possibleMember", ()))
    )
    text = say_counts(count, tell.lang, open_ended=tell.statement.first("openEnded") in {"true", "1"})
    qualifier = tell.statement.first("qualifier")
    shown = tell.name("qualifier") if qualifier and not qualifier.endswith("qualifier-exact") else ()
    return tell.name("within"), label, say(text), shown


def _one(tell: _Teller, key: str) -> Text:
    return name_thing(key, tell.book, tell.lang)


def _tell_change(tell: _Teller) -> _Telling:
    unstated = tell.statement.first("inputsUnstated") in {"true", "1"}
    before = tell.name("changeFrom") or (tell.word("inputs_unstated") if unstated else ())
    return tell.name("edition"), tell.name("changeKind"), join(" → ", [before, tell.name("changeTo")]), ()


def _tell_owner(tell: _Teller) -> _Telling:
    return (
        tell.dotted(tell.name("area"), tell.name("chain")),
        tell.word("relation_owner"),
        tell.name("owner"),
        tell.name("authority"),
    )


def _tell_chief(tell: _Teller) -> _Telling:
    role = tell.name("role") or tell.word("relation_chief")
    return tell.dotted(tell.name("area"), tell.name("chain")), role, tell.name("holder"), ()


def _tell_participation(tell: _Teller) -> _Telling:
    # A link to a segment that the graph's editors read out of the text themselves says so, with their reason.
    judged = tell.dotted(tell.word("our_judgement"), say(tell.statement.first("reason")))
    basis = judged if tell.statement.first("judgedOn") else ()
    return tell.name("participatesIn"), tell.name("role") or tell.word("takes_part"), tell.name("participant"), basis


def _tell_supply(tell: _Teller) -> _Telling:
    share = tell.statement.first("inputShare")
    part = say(tell.words["intake_share"].format(share=f"{float(share):.0%}")) if share else ()
    return tell.name("supplier"), tell.word("sells_to"), tell.name("customer"), tell.dotted(tell.name("product"), part)


def _tell_relation(tell: _Teller) -> _Telling:
    return tell.name("relationFrom"), tell.name("relationKind"), tell.name("relationTo"), ()


def _tell_siting(tell: _Teller) -> _Telling:
    return tell.name("about"), tell.word("sited_in"), tell.name("area"), ()


def _tell_award(tell: _Teller) -> _Telling:
    year = tell.statement.first("awardYear")
    value = tell.dotted(tell.name("tier"), say(tell.statement.first("batch")), say(year))
    return tell.name("recipient"), tell.name("scheme"), value or tell.word("awarded"), tell.name("authority")


def _tell_status(tell: _Teller) -> _Telling:
    return tell.name("project"), tell.word("project_status"), tell.name("phase"), ()


def _tell_policy(tell: _Teller) -> _Telling:
    return tell.name("policy"), tell.word("policy_adoption"), tell.word("adopted"), tell.name("authority")


def _tell_segment(tell: _Teller) -> _Telling:
    return (
        tell.dotted(tell.name("area"), tell.name("segment")),
        tell.word("segment_status"),
        tell.name("segmentState"),
        (),
    )


def _tell_figure(tell: _Teller) -> _Telling:
    figure = figure_of(tell.statement, tell.book)
    basis = say(describe_basis(figure, tell.lang)) if figure else ()
    status = () if tell.statement.first("status").endswith("status-reported") else tell.name("status")
    what = tell.word("target") if tell.statement.kind == "Target" else status
    return (
        tell.dotted(tell.name("area"), tell.name("about")),
        tell.name("indicator"),
        (),
        tell.dotted(what, basis, tell.name("scope")),
    )


_TOLD: Mapping[str, Callable[[_Teller], _Telling]] = {
    "MemberSetClaim": _tell_claim,
    "SectorEntry": _tell_entry,
    "ChainEntry": _tell_entry,
    "EditionChange": _tell_change,
    "ChainOwnership": _tell_owner,
    "ChiefHolding": _tell_chief,
    "Participation": _tell_participation,
    "SupplyLink": _tell_supply,
    "BusinessRelation": _tell_relation,
    "Siting": _tell_siting,
    "DesignationAward": _tell_award,
    "ProjectStatus": _tell_status,
    "PolicyAdoption": _tell_policy,
    "SegmentStatus": _tell_segment,
    "Observation": _tell_figure,
    "Target": _tell_figure,
}
#: The kinds of statements in the order in which pages tell them.
KINDS: tuple[str, ...] = (
    "ChainEntry",
    "SectorEntry",
    "EditionChange",
    "ChainOwnership",
    "ChiefHolding",
    "Participation",
    "SupplyLink",
    "BusinessRelation",
    "Siting",
    "DesignationAward",
    "ProjectStatus",
    "PolicyAdoption",
    "SegmentStatus",
    "MemberSetClaim",
    "Observation",
    "Target",
)


def _place_order(place: Place) -> tuple[int, int]:
    return (-1 if place.start is None else place.start, place.end or 0)


def _aside(text: str, lang: str) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _joined(lang: str, word: str, number: str) -> str:
    return f"{word} {number}" if lang == "zh" else f"{number} {word}"
