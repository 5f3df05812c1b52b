"""Answers of named questions, read by type."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from chaingraph.facts import Question
from chaingraph.namespaces import shorten
from chaingraph.naming import Name
from chaingraph.query import Term, select
from chaingraph.questions import bind, find_question
from chaingraph.systems import Member

__all__ = ["Row", "ask", "read_questions"]


class Row:
    """One row of an answer, read by type: an unbound variable is an empty string or None."""

    def __init__(self, terms: Mapping[str, Term | None]) -> None:
        self._terms = terms

    def text(self, variable: str) -> str:
        """Return the value of a literal, or the whole IRI."""
        term = self._terms[variable]
        return term.value if isinstance(term, Literal | NamedNode) else ""

    def key(self, variable: str) -> str:
        """Return the short name of an IRI: ``chain:…``."""
        return shorten(self.text(variable))

    def local(self, variable: str) -> str:
        """Return the local name of an IRI."""
        return re.split(r"[/#]", self.text(variable))[-1]

    def name(self, variable: str) -> Name:
        """Return the two names beside a variable, or else its local name."""
        name = Name(self.text(f"{variable}Zh"), self.text(f"{variable}En"))
        return name if name.zh or name.en else Name(self.local(variable), self.local(variable))

    def is_node(self, variable: str) -> bool:
        """Say whether the value is an IRI."""
        return isinstance(self._terms[variable], NamedNode)

    def day(self, variable: str) -> date | None:
        """Return a day."""
        value = self.text(variable)
        return date.fromisoformat(value) if value else None

    def number(self, variable: str) -> int | None:
        """Return a whole number."""
        value = self.text(variable)
        return int(value) if value else None

    def is_true(self, variable: str) -> bool:
        """Say whether the value is true; servers write it in two ways."""
        return self.text(variable) in {"true", "1"}

    def member(self, variable: str, kind: str) -> Member:
        """Return a thing of a kind."""
        return Member(self.key(variable), kind, self.name(variable))


def ask(store: Store, name: str, city: str | None = None) -> Iterator[Row]:
    """Ask a named question, of the city with this IRI or of all."""
    terms = {} if city is None else {"city": NamedNode(city)}
    return (Row(one) for one in select(store, bind(find_question(name), terms)))


def read_questions(names: Sequence[str]) -> dict[str, Question]:
    """Return the named questions with their texts."""
    found = [find_question(name) for name in names]
    return {one.name: Question(one.name, Name(one.zh, one.en), one.text) for one in found}
