"""The statements of a book in words, each put into them once."""

from collections.abc import Iterable
from datetime import date

from chaingraph.facts import Book
from chaingraph.views.describe import KINDS, Fact, describe_statement

__all__ = ["Told", "stated_by"]


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


def stated_by(book: Book, statements: Iterable[str], day: date | None) -> list[str]:
    """Return the statements that hold from ``day`` or earlier; what has no date is known for the last day only."""
    if day is None:
        return list(statements)
    since = {key: book.statements[key].since for key in statements}
    return [key for key, start in since.items() if start is not None and start <= day]
