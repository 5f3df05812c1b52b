"""Write what a query answered: W3C's formats by the engine's own writers, and a table to read."""

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
)
from wcwidth import wcswidth, wcwidth

from chaingraph.errors import InputError
from chaingraph.namespaces import PREFIXES, shorten
from chaingraph.query import Results, Term

__all__ = ["FORMATS", "escape_text", "format_records", "format_table", "format_term", "write_results"]

_W3C = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
FORMATS = ("table", *_W3C, "ttl")
_NUMBERS = frozenset(
    PREFIXES["xsd"] + name for name in ("decimal", "integer", "double", "float", "int", "long", "short", "byte")
)
_GAP = "  "
_NARROWEST = 8
#: Where the columns of a table would get narrower than this on average, a block of lines for each row reads better.
_READABLE = 14


def write_results(results: Results, *, data_format: str = "table", width: int | None = None) -> bytes:
    """Write results in a format.

    Rows come in the order of the query; without ORDER BY in the engine's own, which is the same for the same files (but
    for blank nodes, which only the ontology has). CONSTRUCT and DESCRIBE give sorted Turtle.

    Parameters
    ----------
    results
        What :func:`chaingraph.query.run_query` returned, not yet read.
    data_format
        One of :data:`FORMATS`; ``table`` leaves out columns that are empty throughout, and means Turtle for CONSTRUCT
        and DESCRIBE.
    width
        The columns of the terminal, to cut long cells; ``None`` cuts nothing.

    Raises
    ------
    InputError
        A format that this form of query has no results in.
    """
    if isinstance(results, QueryTriples):
        if data_format not in {"table", "ttl"}:
            raise InputError(f"CONSTRUCT and DESCRIBE give Turtle: use -f ttl, not {data_format}")
        from chaingraph.rdf import to_turtle

        return to_turtle(_name_blank_nodes(results))
    if data_format == "ttl":
        raise InputError("SELECT and ASK give rows: use -f table, csv, tsv, json or xml, not ttl")
    if data_format in _W3C:
        content = results.serialize(format=_W3C[data_format]) or b""
        return content if content.endswith(b"\n") else content + b"\n"
    if isinstance(results, QueryBoolean):
        return b"true\n" if results else b"false\n"
    return _table_of(results, width).encode()


def _name_blank_nodes(triples: Iterable[Triple]) -> Iterable[Triple]:
    """Give blank nodes (of OWL and SHACL) names that follow from what they say; a store names them anew each time."""
    found = list(triples)
    if not any(isinstance(term, BlankNode) for triple in found for term in triple):
        return found
    dataset = Dataset(Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def _table_of(solutions: QuerySolutions, width: int | None) -> str:
    names = [variable.value for variable in solutions.variables]
    rows = [[row[name] for name in names] for row in solutions]
    filled = [column for column in range(len(names)) if not rows or any(row[column] is not None for row in rows)]
    names, rows = [names[column] for column in filled], [[row[column] for column in filled] for row in rows]
    numeric = [all(_is_number(row[column]) for row in rows) and bool(rows) for column in range(len(names))]
    cells = [[format_term(term) for term in row] for row in rows]
    if width is not None and len(names) * (_READABLE + len(_GAP)) > width < _natural_width(names, cells):
        return format_records(names, cells, width=width)
    return format_table(names, cells, right=numeric, width=width)


def _natural_width(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    columns = zip(*[names, *rows], strict=True)
    return sum(max(_width(cell) for cell in column) + len(_GAP) for column in columns) - len(_GAP)


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in _NUMBERS)


def format_term(term: Term | None) -> str:
    """Return a term as a person reads it: short IRIs, bare literals, numbers without exponent.

    Examples
    --------
    >>> format_term(NamedNode("https://w3id.org/chaingraph/id/place/dezhou"))
    'place:dezhou'
    >>> format_term(Literal(2.5e10))
    '25000000000'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return escape_text(shorten(term.value))
    if isinstance(term, Literal):
        return escape_text(_plain(term.value) if term.datatype.value in _NUMBERS else term.value)
    return escape_text(str(term))


def _plain(number: str) -> str:
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite():
        return number
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def escape_text(text: str) -> str:
    """Write control, format (bidi) and line-separating characters as escapes, so that a cell is what it shows."""
    if text.isprintable():
        return text
    return "".join(
        repr(character)[1:-1] if unicodedata.category(character)[0] in "CZ" and character != " " else character
        for character in text
    )


def format_table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool] = (), width: int | None = None
) -> str:
    """Return a table whose columns line up where Chinese takes two places each.

    Parameters
    ----------
    titles, rows
        The cells, without line breaks.
    right
        For each column, whether it is set to the right; to the left if not said.
    width
        Cut the longest cells until a line fits; ``None`` cuts nothing.

    Examples
    --------
    >>> print(format_table(["n", "name"], [["1", "德州"], ["10", "x"]], right=[True]), end="")
     n  name
    --  ----
     1  德州
    10  x
    """
    sides = [*right, *[False] * (len(titles) - len(right))]
    widths = [max(_width(row[column]) for row in [titles, *rows]) for column in range(len(titles))]
    if width is not None:
        widths = _fit(widths, width)
    lines = [titles, ["-" * size for size in widths], *rows]
    return "".join(
        _GAP.join(_pad(cell, size, side) for cell, size, side in zip(line, widths, sides, strict=True)).rstrip() + "\n"
        for line in lines
    )


def format_records(titles: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> str:
    """Return a block of lines for each row, a line a filled cell: for rows too wide to stand side by side.

    Examples
    --------
    >>> print(format_records(["n", "name"], [["1", "德州"], ["10", ""]], width=40), end="")
    [1]
      n     1
      name  德州
    [2]
      n     10
    """
    size = max(_width(title) for title in titles)
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"[{number}]")
        for title, cell in zip(titles, row, strict=True):
            if cell:
                lines.append(f"  {_pad(title, size)}  {_cut(cell, max(width - size - 4, _NARROWEST))}")
    return "".join(f"{line}\n" for line in lines)


def _width(text: str) -> int:
    size = wcswidth(text)
    return size if size >= 0 else len(text)


def _fit(widths: list[int], width: int) -> list[int]:
    """Narrow the widest columns, never below a few places, until the line fits or nothing is left to narrow."""
    widths = list(widths)
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _pad(cell: str, size: int, right: bool = False) -> str:
    cell = _cut(cell, size)
    space = " " * (size - _width(cell))
    return space + cell if right else cell + space


def _cut(cell: str, size: int) -> str:
    if _width(cell) <= size:
        return cell
    kept, used = "", 0
    for character in cell:
        used += max(wcwidth(character), 0)
        if used > size - 1:
            break
        kept += character
    return kept + "…"
