"""The statements of a book in words, each put into them once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chaingraph.facts import Book
from chaingraph.views.describe import KINDS, Fact, describe_statement, say_since
from chaingraph.views.text import Text

__all__ = ["Told", "said_once", "stated_by"]


class Told:
    """What statements say in one language; pages that share statements share their words."""

    def __init__(self, book: Book, lang: str) -> None:
        self.book, self.lang = book, lang
        self._facts: dict[str, Fact] = {}

    def facts(self, statements: Iterable[str]) -> list[Fact]:
        """Return what statements say; one that isn't in the book is left out."""
        known = [key for key in statements if key in self.book.statements]
        for key in known:
            if key not in self._facts:
                self._facts[key] = describe_statement(self.book.statements[key], self.book, self.lang)
        return [self._facts[key] for key in known]

    def by_kind(self, statements: Iterable[str]) -> dict[str, list[Fact]]:
        """Return what statements say, kind by kind, the newest first."""
        facts = sorted(self.facts(statements), key=lambda fact: fact.statement)
        facts.sort(key=lambda fact: fact.since, reverse=True)
        found = {kind: [fact for fact in facts if fact.kind == kind] for kind in KINDS}
        return {kind: made for kind, made in found.items() if made}


def said_once(told: Told, facts: Iterable[Fact]) -> list[Fact]:
    """Return facts, each once: what several documents say alike holds from the first day on and bears all sources.

    What ends, or is undated, is the same only as what ends on the same day, or is undated too.
    """
    alike: dict[tuple[Text, Text, Text, date | None, bool], list[Fact]] = {}
    for fact in facts:
        last = told.book.statements[fact.statement].last
        alike.setdefault((fact.what, fact.value, fact.basis, last, bool(fact.since)), []).append(fact)
    made = []
    for (*_, last, is_dated), found in alike.items():
        since = min(fact.since for fact in found)
        sources = tuple(dict.fromkeys(source for fact in found for source in fact.sources))
        period = say_since(date.fromisoformat(since), last, told.lang) if is_dated else found[0].period
        made.append(replace(found[0], since=since, period=period, sources=sources))
    return made


def stated_by(book: Book, statements: Iterable[str], day: date | None) -> list[str]:
    """Return the statements that hold from ``day`` or earlier; what has no date is known for the last day only."""
    if day is None:
        return list(statements)
    since = {key: book.statements[key].since for key in statements}
    return [key for key, start in since.items() if start is not None and start <= day]
