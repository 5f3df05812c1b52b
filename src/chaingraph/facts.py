"""What the pages show as facts: rows with value, period, basis and sources, free of RDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chaingraph.naming import Name
from chaingraph.systems import System

__all__ = [
    "Book",
    "Document",
    "Exclusion",
    "Figure",
    "Place",
    "Question",
    "Sources",
    "Statement",
    "SystemFacts",
    "Thing",
    "figure_of",
    "format_figure",
    "format_period",
]


@dataclass(frozen=True, order=True)
class Place:
    """Where a statement stands: code points ``start`` to ``end`` of a text, row ``start`` of a list, or all."""

    document: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Document:
    """A document that statements rest on; ``kept`` says whether its text is kept, so that they can be checked."""

    key: str
    name: Name
    title: str
    publisher: str
    issued: date | None
    language: str
    address: str
    kept: bool
    derived_from: str
    statements: int
    body: tuple[int, int] | None = None


@dataclass(frozen=True)
class Question:
    """A named question: its name, what it asks, and its SPARQL."""

    name: str
    asks: Name
    text: str


@dataclass(frozen=True)
class Sources:
    """The documents by key, and the places of each statement."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    places: Mapping[str, Sequence[Place]] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    """An individual of the graph: its key (``chain:…``), the local name of its class, its names, what identifies it.

    ``identity`` holds properties (``cg:area``) with their values: the key of a thing, or a text.
    """

    key: str
    kind: str
    name: Name
    aliases: tuple[str, ...] = ()
    identity: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Statement:
    """A statement as it stands in the graph: its kind and, for each property, keys of things and concepts, or texts.

    ``mentions`` are the things that it names, without the document that ended it; it holds from ``since``, and to
    ``last`` if that is said.
    """

    key: str
    kind: str
    values: Mapping[str, tuple[str, ...]]
    mentions: tuple[str, ...]
    since: date | None
    last: date | None

    def first(self, name: str) -> str:
        """Return the first value of a property, or an empty string."""
        return next(iter(self.values.get(name, ())), "")

    def is_by(self, day: date | None) -> bool:
        """Say whether it is stated by a day: always for None, and always if nothing dates it."""
        return day is None or self.since is None or self.since <= day

    def holds(self, day: date | None) -> bool:
        """Say whether it isn't said to have ended before a day; for None, whether it isn't said to end at all."""
        return self.last is None or (day is not None and self.last >= day)


@dataclass(frozen=True)
class Exclusion:
    """The judgement that a number in a text is no figure."""

    key: str
    place: Place
    reason: str
    editor: str
    judged_on: date | None


@dataclass(frozen=True)
class Book:
    """All that the graph holds, ready to be described: things, what documents state of them, and where.

    ``said_of`` holds for a thing the statements that name it, and for a document those that it makes.
    """

    things: Mapping[str, Thing] = field(default_factory=dict)
    terms: Mapping[str, Name] = field(default_factory=dict)
    notations: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    said_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exclusions: Mapping[str, Sequence[Exclusion]] = field(default_factory=dict)
    sources: Sources = field(default_factory=Sources)

    def name(self, key: str) -> Name:
        """Return what a thing, concept, class or property is called; its local name if it has no other."""
        thing = self.things.get(key)
        local = key.rsplit(":", 1)[-1]
        return (thing.name if thing else self.terms.get(key)) or Name(local, local)

    def title(self, key: str, lang: str) -> str:
        """Return the name of a class or property as a heading writes it."""
        name = self.name(key).show(lang)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Figure:
    """A number that a source reports, or, with ``is_target``, aims at."""

    statement: str
    is_target: bool
    indicator: Name
    about: Name
    about_key: str
    area: Name
    area_key: str
    start: date
    end: date
    value: Decimal
    unit: str
    unit_name: Name
    basis: str
    basis_name: Name
    accrual: Name
    scope: Name
    qualifier: str
    qualifier_name: Name
    status: str
    status_name: Name
    rank_in: Name
    list_size: int | None
    compared_with: Name
    since: date | None


@dataclass(frozen=True)
class SystemFacts:
    """All that the page of a city's system shows."""

    system: System
    sources: Sources
    questions: Mapping[str, Question]
    book: Book = field(default_factory=Book)
    owners: tuple[str, ...] = ()
    chiefs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def figure_of(statement: Statement, book: Book) -> Figure | None:
    """Return the number that a statement gives, or None if it gives none or no period."""
    start, end, value = (statement.first(name) for name in ("periodStart", "periodEnd", "value"))
    if statement.kind not in {"Observation", "Target"} or not (start and end and value):
        return None

    def name(variable: str) -> Name:
        return book.name(statement.first(variable)) if statement.first(variable) else Name()

    def local(variable: str) -> str:
        return statement.first(variable).rsplit(":", 1)[-1].removeprefix(f"{variable}-")

    size, unit = statement.first("listSize"), statement.first("unit")
    return Figure(
        statement=statement.key,
        is_target=statement.kind == "Target",
        indicator=name("indicator"),
        about=name("about"),
        about_key=statement.first("about"),
        area=name("area"),
        area_key=statement.first("area"),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        value=Decimal(value),
        unit=book.notations.get(unit, ""),
        unit_name=name("unit"),
        basis=local("basis"),
        basis_name=name("basis"),
        accrual=name("accrual"),
        scope=name("scope"),
        qualifier=local("qualifier"),
        qualifier_name=name("qualifier"),
        status=local("status"),
        status_name=name("status"),
        rank_in=name("rankIn"),
        list_size=int(size) if size else None,
        compared_with=name("comparedWith"),
        since=statement.since,
    )


def format_figure(figure: Figure, lang: str) -> str:
    """Return the value as people write it: ``超 240``, ``201 亿元``, ``+8.6%``, ``rank 62 of 100``."""
    value = _with_unit(figure, lang)
    if figure.basis == "rank":
        zh, en = (f"（共 {figure.list_size}）", f" of {figure.list_size}") if figure.list_size else ("", "")
        rank = _plain(figure.value)
        value = f"第 {rank} 位{zh}" if lang == "zh" else f"rank {rank}{en}"
    elif figure.basis in {"growth", "change", "difference"} and figure.value > 0:
        value = f"+{value}"
    if figure.qualifier and figure.qualifier != "exact":
        value = f"{figure.qualifier_name.show(lang)} {value}"
    return value


def format_period(start: date, end: date) -> str:
    """Return a period shortly: a day, a month, a whole year, a run of years or months, or both days.

    Examples
    --------
    >>> format_period(date(2023, 1, 1), date(2023, 11, 30))
    '2023-01 – 2023-11'
    >>> format_period(date(2025, 1, 1), date(2025, 12, 31))
    '2025'
    >>> format_period(date(2023, 1, 1), date(2023, 12, 30))
    '2023-01-01 – 2023-12-30'
    """
    if start == end:
        return start.isoformat()
    if start.day == 1 and _is_month_end(end):
        if (start.month, end.month) == (1, 12):
            return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        return f"{start:%Y-%m} – {end:%Y-%m}"
    return f"{start.isoformat()} – {end.isoformat()}"


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _plain(value: Decimal) -> str:
    """Return the number without exponent, with spaces between groups of three before the point."""
    return f"{value.normalize():,f}".replace(",", " ")


def _with_unit(figure: Figure, lang: str) -> str:
    value, unit = figure.value, figure.unit_name.show(lang)
    if figure.unit == "one":
        return _plain(value)
    if figure.unit == "percent":
        return f"{_plain(value)}%"
    scales = [(Decimal(10**8), "亿"), (Decimal(10**4), "万")]
    if lang == "en":
        scales = [(Decimal(10**9), "bn "), (Decimal(10**6), "m ")]
    for size, word in scales:
        if abs(value) >= size:
            return f"{_plain(value / size)} {word}{unit}"
    return f"{_plain(value)} {unit}".rstrip()
