"""Refuse, before the engine sees it, a query that would write, reach out, or end the process.

The limits were found by growing each construct in a process of its own until pyoxigraph 0.5.13 ran out of an 8 MiB
stack or took two seconds to plan (``tests/query/test_guard.py`` grows them again):

==================================================  ======  =====================
construct                                            ends    limit
==================================================  ======  =====================
nested ``EXISTS``, ``IF``, braces, parentheses       830     :data:`MAX_DEPTH`
``BIND``, aggregates, ``MINUS``, ``DESCRIBE`` terms  2,560   :data:`MAX_WORDS`
``UNION``                                            5,600   :data:`MAX_WORDS`
``||``, ``&&``, ``+``, ``!``, ``|``, ``/``           1,660   :data:`MAX_OPERATORS`
triple patterns in one group (2 s to plan)           120     :data:`MAX_PATTERNS`
==================================================  ======  =====================

Data in a ``VALUES`` block and the items of a list in parentheses cost nothing, so 10,000 of them pass.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chaingraph.errors import QueryError
from chaingraph.tokens import OPENING, Token, place_of, tokenize

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "MAX_OPERATORS", "MAX_PATTERNS", "MAX_TOKENS", "MAX_WORDS", "check_query"]

MAX_LENGTH = 2_000_000
MAX_TOKENS = 30_000
MAX_DEPTH = 64
MAX_WORDS = 600
MAX_OPERATORS = 500
MAX_PATTERNS = 120

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_ENDS_AN_ITEM = frozenset({"string", "iri", "variable", "blank", "name", "number"})


def check_query(text: str) -> None:
    """Refuse a query that chaingraph doesn't run.

    Raises
    ------
    QueryError
        An update, ``SERVICE``, ``FROM``, or a query past one of the limits; with line and column where it has one.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"query: {len(text):,} characters; at most {MAX_LENGTH:,} are run")
    tokens = list(tokenize(text))
    _refuse_updates(text, tokens)
    _refuse_reaching_out(text, tokens)
    _refuse_size(text, tokens)


def _fail(text: str, token: Token, message: str) -> QueryError:
    return QueryError(f"{place_of(text, token.start)}: {message}")


def _refuse_updates(text: str, tokens: Iterable[Token]) -> None:
    for token in tokens:
        if token.kind != "word":
            continue
        word = token.text.upper()
        if word in _FORMS:
            return
        if word in _UPDATES:
            raise _fail(text, token, f"{word} is an update; chaingraph only reads: SELECT, ASK, CONSTRUCT or DESCRIBE")


def _refuse_reaching_out(text: str, tokens: Iterable[Token]) -> None:
    for token in tokens:
        # The parser takes a keyword off the front of whatever follows, so a part of a word or of a prefix is enough.
        if token.kind == "word":
            word = token.text.upper()
        elif token.kind == "name":
            word = token.text.partition(":")[0].upper()
        else:
            continue
        if "SERVICE" in word:
            raise _fail(text, token, "SERVICE asks another server; chaingraph answers from the store alone")
        if "FROM" in word:
            raise _fail(text, token, "FROM is not run: a query sees all graphs; write GRAPH to choose some")


@dataclass
class _Group:
    """What stands between a pair of brackets so far; a plain group's patterns join those around it."""

    opening: str
    plain: bool = True
    patterns: int = 0


@dataclass
class _Size:
    """The running totals of one query."""

    words: int = 0
    operators: int = 0
    tokens: int = 0
    groups: list[_Group] = field(default_factory=lambda: [_Group("")])

    def open(self, opening: str, before: Token | None) -> None:
        """Enter a bracket; a group after OPTIONAL, UNION, MINUS or EXISTS is planned by itself."""
        apart = {"OPTIONAL", "UNION", "MINUS", "EXISTS", "WHERE", "LATERAL"}
        plain = before is None or before.text.upper() not in apart
        self.groups[-1].patterns += {"(": 0, "{": 1, "[": 1}.get(opening, 2)
        self.groups.append(_Group(opening, plain=plain))

    def close(self) -> None:
        """Leave a bracket."""
        if len(self.groups) > 1:
            group = self.groups.pop()
            if group.plain:
                self.groups[-1].patterns += group.patterns


def _refuse_size(text: str, tokens: Iterable[Token]) -> None:
    size = _Size()
    before: Token | None = None
    describes = False
    for token in tokens:
        if token.kind == "bracket":
            describes = describes and token.text != "{"
            if token.text in OPENING:
                size.open(token.text, before)
                if len(size.groups) - 1 > MAX_DEPTH:
                    raise _fail(text, token, f"more than {MAX_DEPTH} brackets inside each other")
            else:
                size.close()
        elif not token.is_data:
            describes = describes or token.text.upper() == "DESCRIBE"
            size.words += token.kind == "word" or (describes and token.kind in _ENDS_AN_ITEM)
            size.operators += token.kind == "operator"
            size.groups[-1].patterns += _patterns_at(token, before)
        if not token.is_data:
            size.tokens += 1
            _refuse_totals(text, token, size)
        before = token


def _patterns_at(token: Token, before: Token | None) -> int:
    """Count the triple patterns that a token ends: a mark one, a step of a path one, an item of a collection two."""
    if token.kind == "mark":
        return token.inside != "("
    if token.text == "/":
        return 1
    in_collection = token.inside == "(" and token.kind in _ENDS_AN_ITEM
    return 2 if in_collection and before is not None and before.kind in _ENDS_AN_ITEM else 0


def _refuse_totals(text: str, token: Token, size: _Size) -> None:
    for found, limit, what in (
        (size.words, MAX_WORDS, "keywords and functions (or described terms)"),
        (size.operators, MAX_OPERATORS, "operators"),
        (size.groups[-1].patterns, MAX_PATTERNS, "triple patterns and path steps in one group"),
        (size.tokens, MAX_TOKENS, "words and marks outside VALUES"),
    ):
        if found > limit:
            raise _fail(text, token, f"more than {limit:,} {what}; ask in smaller parts, or give data in VALUES")
