"""Cut a SPARQL query into tokens the way that the engine's parser reads it.

The parser of pyoxigraph 0.5 has no lexer of its own: keywords may touch their neighbours (``trueSERVICE``), a local name
holds one run of dots at most, and ``<`` after an operand is a comparison even where an IRI would fit. A guard that read
such places otherwise could be made to take code for a comment; so where the two readings differ, the query is refused.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chaingraph.errors import QueryError

__all__ = ["Token", "place_of", "tokenize"]

_ESCAPE = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_LOCAL_START = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_LOCAL_NEXT = rf"(?:{_LOCAL_START}|[·-])"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s++|\#[^\r\n]*+)
    | (?P<string>
          '''(?:(?:''|')?(?:[^'\\]|{_ESCAPE}))*+''' | \"\"\"(?:(?:\"\"|\")?(?:[^\"\\]|{_ESCAPE}))*+\"\"\"
        | '(?:[^'\\\n\r]|{_ESCAPE})*+' | \"(?:[^\"\\\n\r]|{_ESCAPE})*+\")
    | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
    | (?P<variable>[?$]\w++)
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?)
    | (?P<blank>_:\w[\w·-]*+(?:\.++[\w·-]++)*+)
    | (?P<name>(?:[^\W\d_][\w·-]*+(?:\.++[\w·-]++)*+)?:(?:{_LOCAL_START}{_LOCAL_NEXT}*+(?:\.++{_LOCAL_NEXT}++)?)?)
    | (?P<number>\d++(?:\.\d++)?|\.\d++)
    | (?P<word>[^\W\d]\w*+)
    | (?P<bracket><<\(|\)>>|<<|>>|\{{\||\|\}}|[(){{}}\[\]])
    | (?P<operator>\|\||&&|\^\^|!=|<=|>=|[!+\-*/|^=<>?~])
    | (?P<mark>[.;,])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING = frozenset({"(", "{", "[", "<<(", "<<", "{|"})
_OPERAND = frozenset({"string", "iri", "variable", "language", "blank", "name", "number"})


class Token(NamedTuple):
    """A piece of a query: what it is, its text, where it starts, and the bracket that it stands in."""

    kind: str
    text: str
    start: int
    inside: str


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def tokenize(text: str) -> Iterator[Token]:
    """Cut a query into tokens, comments and white space left out.

    Raises
    ------
    QueryError
        A string that is not closed, or a ``<`` that could be read in two ways.
    """
    brackets: list[str] = []
    operand = False
    position = 0
    while match := _TOKEN.match(text, position):
        kind, piece, inside = str(match.lastgroup), match.group(), brackets[-1] if brackets else ""
        if kind == "space":
            position = match.end()
            continue
        if operand and inside == "(" and (kind == "iri" or piece.startswith("<<")):
            _refuse_two_readings(text, match.start(), piece)
            kind, piece = "operator", "<"
        elif kind == "other" and piece in "'\"":
            raise QueryError("query:{}:{}: this string is never closed".format(*place_of(text, position)))
        yield Token(kind, piece, position, inside)
        if kind == "bracket":
            if piece in _OPENING:
                brackets.append(piece[0] if piece[0] != "<" else "<<")
            elif brackets:
                brackets.pop()
        operand = kind in _OPERAND or piece == ")" or piece.casefold() in {"true", "false"}
        position += len(piece)


def _refuse_two_readings(text: str, start: int, piece: str) -> None:
    if piece.startswith("<<") or any(character in piece for character in "'#\\()[]"):
        raise QueryError(
            "query:{}:{}: this '<' could be a comparison or open an IRI; put a space after it to compare,"
            " or write the IRI as a prefixed name".format(*place_of(text, start))
        )
