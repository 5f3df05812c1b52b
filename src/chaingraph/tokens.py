"""Cut a SPARQL query into tokens the way that the engine's parser reads it.

The parser of pyoxigraph 0.5 has no lexer of its own: keywords may touch their neighbours (``trueSERVICE``), a local
name holds one run of dots at most, and ``<`` after an operand is a comparison even where an IRI would fit. A guard that
read such places otherwise could be made to take code for a comment; so where two readings differ, the query is refused.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chaingraph.errors import QueryError

__all__ = ["OPENING", "Token", "place_of", "tokenize"]

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
#: The brackets that open.
OPENING = frozenset({"(", "{", "[", "<<(", "<<", "{|"})
_OPERAND = frozenset({"string", "iri", "variable", "language", "blank", "name", "number"})


class Token(NamedTuple):
    """A piece of a query: what it is, its text, where it starts, the bracket that it stands in, and whether it is data.

    Data is what stands in the braces after ``VALUES``, these included.
    """

    kind: str
    text: str
    start: int
    inside: str
    is_data: bool


def place_of(text: str, offset: int) -> str:
    """Return ``query:line:column`` for an offset, both counted from 1."""
    before = text[:offset]
    return f"query:{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}"


def tokenize(text: str) -> Iterator[Token]:
    """Cut a query into tokens, comments and white space left out.

    Raises
    ------
    QueryError
        A string that is not closed, or a ``<`` that could be read in two ways.
    """
    brackets: list[str] = []
    operand = after_values = False
    data_depth, position = 0, 0
    while match := _TOKEN.match(text, position):
        kind, piece, inside = str(match.lastgroup), match.group(), brackets[-1] if brackets else ""
        if kind == "space":
            position = match.end()
            continue
        if operand and inside == "(" and not data_depth and (kind == "iri" or piece.startswith("<<")):
            _refuse_two_readings(text, match.start(), piece)
            kind, piece = "operator", "<"
        elif kind == "other" and piece in "'\"":
            raise QueryError(f"{place_of(text, position)}: this string is never closed")
        if kind == "word":
            after_values = piece.upper() == "VALUES"
        if piece == "{" and after_values:
            data_depth, after_values = data_depth or len(brackets) + 1, False
        yield Token(kind, piece, position, inside, data_depth > 0)
        if kind == "bracket":
            if piece in OPENING:
                brackets.append("<<" if piece[0] == "<" else piece[0])
            elif brackets:
                brackets.pop()
                data_depth = data_depth if len(brackets) >= data_depth else 0
        operand = kind in _OPERAND or piece == ")" or piece.casefold() in {"true", "false"}
        position += len(piece)


def _refuse_two_readings(text: str, start: int, piece: str) -> None:
    if piece.startswith("<<") or any(character in piece for character in "'#\\()[]"):
        raise QueryError(
            f"{place_of(text, start)}: this '<' could be a comparison or open an IRI; put a space after it to compare,"
            " or write the IRI as a prefixed name"
        )
