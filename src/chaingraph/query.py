"""Ask a store in SPARQL, over the union of its named graphs."""

import re

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from chaingraph.errors import QueryError, did_you_mean
from chaingraph.guard import check_query
from chaingraph.namespaces import PREFIXES
from chaingraph.tokens import Token, place_of, tokenize

__all__ = ["Results", "Term", "run_query", "select"]

Term = NamedNode | BlankNode | Literal | Triple
Results = QuerySolutions | QueryBoolean | QueryTriples

_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASONS = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that GROUP BY doesn't keep",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "IRI parsing failed": "not a full IRI; write a prefixed name or an IRI with its scheme",
}


def run_query(store: Store, text: str) -> Results:
    """Run a SPARQL query that passes the guard; well-known prefixes may be left out.

    Parameters
    ----------
    store
        The store; the default graph of the query is the union of its named graphs.
    text
        A SELECT, ASK, CONSTRUCT or DESCRIBE query.

    Returns
    -------
    Results
        What the engine gives. Its iterator must stay on the thread that called: elsewhere it ends the process.

    Raises
    ------
    QueryError
        A query that is refused or malformed, with its line and column.
    """
    check_query(text)
    _refuse_unknown_prefixes(text)
    try:
        return store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(_explain(text, str(error))) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"query: the engine can't run this: {error}") from error


def select(store: Store, text: str) -> list[dict[str, Term | None]]:
    """Run a SELECT query and return its rows; an unbound variable is ``None``.

    Raises
    ------
    QueryError
        As :func:`run_query`, and a query of another form.

    Examples
    --------
    >>> select(Store(), "SELECT (1 + 1 AS ?sum) {}")[0]["sum"].value
    '2'
    """
    results = run_query(store, text)
    if not isinstance(results, QuerySolutions):
        raise QueryError("query: this needs a SELECT query")
    names = [variable.value for variable in results.variables]
    return [{name: row[name] for name in names} for row in results]


def _refuse_unknown_prefixes(text: str) -> None:
    declared = dict.fromkeys(PREFIXES)
    before: Token | None = None
    for token in tokenize(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if before is not None and before.text.upper() == "PREFIX":
                declared[prefix] = None
            elif prefix not in declared:
                hint = did_you_mean(prefix, list(declared)) or "; declare it with PREFIX"
                raise QueryError(f"{place_of(text, token.start)}: unknown prefix '{prefix}:'{hint}")
        before = token


def _explain(text: str, engine_message: str) -> str:
    match = _ENGINE_PLACE.match(engine_message)
    if match is None:
        return f"query: not valid SPARQL: {' '.join(engine_message.split())}"
    line, column, expected = int(match[1]), int(match[2]), match[3]
    for reason, plain in _REASONS.items():
        if reason in expected:
            return f"query:{line}:{column}: {plain}"
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 : column + 23].strip() if line <= len(lines) else ""
    return f"query:{line}:{column}: not valid SPARQL" + (f" at '{rest}'" if rest else "; something is missing here")
