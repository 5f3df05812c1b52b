"""What the pages show as facts: rows with value, period, basis and sources, free of RDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chaingraph.networks import Name, System

__all__ = [
    "Document",
    "Figure",
    "Holding",
    "Part",
    "Place",
    "Question",
    "Sources",
    "StatementText",
    "SystemFacts",
    "format_figure",
    "format_period",
]


@dataclass(frozen=True, order=True)
class Place:
    """Where a statement stands: code points ``start`` to ``end`` of a document, or only the document."""

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
class Holding:
    """A title or office that a source gives: chain owner, chain chief."""

    statement: str
    holder: Name
    role: Name
    chain: Name
    area: Name
    authority: Name
    since: date | None


@dataclass(frozen=True)
class Figure:
    """A number that a source reports, or, with ``is_target``, aims at."""

    statement: str
    is_target: bool
    indicator: Name
    about: Name
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
class Part:
    """One part of what a statement says."""

    property: Name
    value: Name


@dataclass(frozen=True)
class StatementText:
    """What a statement says, part by part, for the list of a document's statements."""

    key: str
    kind: Name
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SystemFacts:
    """All that the page of a city's system shows."""

    system: System
    sources: Sources
    questions: Mapping[str, Question]
    owners: tuple[Holding, ...] = ()
    chiefs: tuple[Holding, ...] = ()
    figures: tuple[Figure, ...] = ()


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
