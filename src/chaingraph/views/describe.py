"""Put statements into words: what they say, their value, period and basis, and where each stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.networks import Change, Count, Entry, Member, Name, SetClaim
from chaingraph.views.facts import Document, Figure, Holding, Place, Sources, format_figure, format_period
from chaingraph.views.words import words_of

__all__ = [
    "Cited",
    "Fact",
    "cite",
    "count_of",
    "describe_change",
    "describe_claim",
    "describe_entry",
    "describe_figure",
    "describe_holding",
    "describe_place",
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


@dataclass(frozen=True)
class Fact:
    """One statement as shown: what it says, with value, period, basis, the day it holds from, and its sources."""

    statement: str
    what: str
    value: str
    period: str
    basis: str
    since: str
    question: str
    sources: tuple[Cited, ...]
    names: tuple[str, ...] = ()


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
        cited.append(Cited(key, label, ("、" if lang == "zh" else ", ").join(where), checkable))
    return tuple(cited)


def document_label(document: Document, lang: str) -> str:
    """Return a document's short name, or its title where it has none."""
    return document.name.show(lang) or document.title or document.key


def describe_place(place: Place, document: Document | None, lang: str) -> str:
    """Return the place in a document, or that it wasn't checked here."""
    words = words_of(lang)
    if document is None or not document.kept or place.start is None:
        return words["not_checked"]
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
    """Return from when, and until when, a statement is said to hold."""
    words = words_of(lang)
    if since is None:
        return words["undated"] if last is None else f"– {last.isoformat()}"
    if last is not None:
        return words["from_to"].format(a=since.isoformat(), b=last.isoformat())
    return f"{since.isoformat()} 起" if lang == "zh" else f"from {since.isoformat()}"


def describe_entry(entry: Entry, names: Mapping[str, Name], sources: Sources, lang: str) -> Fact:
    """Describe the listing of a sector or chain."""
    words = words_of(lang)
    lists = [names[key].show(lang) for key in (entry.edition, entry.group or "") if key in names]
    what = f"{' · '.join(lists)}{'：' if lang == 'zh' else ': '}{entry.member.name.show(lang)}"
    return Fact(
        entry.statement,
        what,
        entry.tier.show(lang) or words["listed"],
        say_since(entry.since, entry.last, lang),
        words["relation_listed"],
        _iso(entry.since),
        "system-chains" if entry.member.kind == "Chain" else "system-sectors",
        cite([entry.statement], sources, lang),
    )


def describe_claim(claim: SetClaim, sources: Sources, lang: str) -> Fact:
    """Describe a stated list: how many it is said to have, and who is known or possible."""
    words = words_of(lang)
    within = "、".join(name.show(lang) for name in claim.within_names)
    kind, condition = claim.kind_name.show(lang), " · ".join(name.show(lang) for name in claim.condition_names)
    kind = condition + _aside(kind, lang) if condition else kind
    names = [member.name.show(lang) + _aside(words["confirmed"], lang) for member in claim.confirmed]
    names += [member.name.show(lang) + _aside(words["possible"], lang) for member in claim.possible]
    return Fact(
        claim.statement,
        f"{within}{'：' if lang == 'zh' else ': '}{kind}",
        say_counts(count_of(claim), lang, open_ended=claim.open_ended),
        say_since(claim.since, None, lang),
        words["sets"],
        _iso(claim.since),
        "system-sets",
        cite([claim.statement], sources, lang),
        tuple(names),
    )


def describe_change(change: Change, names: Mapping[str, Name], sources: Sources, lang: str) -> Fact:
    """Describe what an edition changed; inputs that aren't stated are said to be so."""
    words = words_of(lang)
    before = _listing(change.before, lang) or (words["inputs_unstated"] if change.inputs_unstated else "")
    after = _listing(change.after, lang)
    edition = names[change.edition].show(lang) if change.edition in names else change.edition
    return Fact(
        change.statement,
        f"{edition}{'：' if lang == 'zh' else ': '}{change.kind_name.show(lang)}",
        " → ".join(filter(None, (before, after))),
        say_since(change.since, None, lang),
        words["change"],
        _iso(change.since),
        "system-changes",
        cite([change.statement], sources, lang),
    )


def describe_holding(holding: Holding, question: str, sources: Sources, lang: str) -> Fact:
    """Describe who is called chain owner or chain chief, of what, by whom."""
    words = words_of(lang)
    role = holding.role.show(lang) or words["owners" if question == "system-owners" else "chiefs"]
    of_what = " · ".join(filter(None, (holding.area.show(lang), holding.chain.show(lang))))
    return Fact(
        holding.statement,
        f"{of_what}{'：' if lang == 'zh' else ': '}{role}" if of_what else role,
        holding.holder.show(lang),
        say_since(holding.since, None, lang),
        holding.authority.show(lang),
        _iso(holding.since),
        question,
        cite([holding.statement], sources, lang),
    )


def describe_figure(figure: Figure, sources: Sources, lang: str) -> Fact:
    """Describe a number."""
    words = words_of(lang)
    basis = [figure.basis_name, figure.accrual, figure.compared_with]
    shown = [name.show(lang) for name in basis if name.show(lang)]
    if figure.rank_in.show(lang):
        shown.append(words["rank_among"].format(place=figure.rank_in.show(lang)))
    return Fact(
        figure.statement,
        figure.indicator.show(lang),
        format_figure(figure, lang),
        format_period(figure.start, figure.end),
        " · ".join(shown),
        _iso(figure.since),
        "system-figures",
        cite([figure.statement], sources, lang),
    )


def _place_order(place: Place) -> tuple[int, int]:
    return (-1 if place.start is None else place.start, place.end or 0)


def _aside(text: str, lang: str) -> str:
    return f"（{text}）" if lang == "zh" else f" ({text})"


def _listing(members: Sequence[Member], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(member.name.show(lang) for member in members)


def _joined(lang: str, word: str, number: str) -> str:
    return f"{word} {number}" if lang == "zh" else f"{number} {word}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
