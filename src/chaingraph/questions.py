"""Named questions: SPARQL files that say what they answer and which parameters they take."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from chaingraph.bundle import question_files
from chaingraph.errors import InputError, QueryError, UnknownNameError, did_you_mean
from chaingraph.namespaces import PREFIXES
from chaingraph.query import Term, run_query
from chaingraph.resolve import KINDS, resolve
from chaingraph.tokens import tokenize

__all__ = ["Parameter", "Question", "ask", "bind", "find_question", "list_questions", "parse_question", "read_terms"]

_PARAMETER = re.compile(
    r"(?P<name>[a-z][A-Za-z0-9]*)\s+(?P<kind>[a-z-]+)(?P<required>!?)\s+(?P<en>.*?)\s+/\s+(?P<zh>.*)"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")


@dataclass(frozen=True)
class Parameter:
    """A variable that the asker may give: its kind is ``date``, ``text`` or a kind of :mod:`chaingraph.resolve`."""

    name: str
    kind: str
    required: bool
    en: str
    zh: str

    @property
    def option(self) -> str:
        """The option of the command line: ``asOf`` is ``--as-of``."""
        return "--" + re.sub(r"(?=[A-Z])", "-", self.name).lower()


@dataclass(frozen=True)
class Question:
    """A question in both languages, its parameters, and the SPARQL that answers it."""

    name: str
    en: str
    zh: str
    parameters: tuple[Parameter, ...]
    text: str


def list_questions() -> list[Question]:
    """Return the questions that ship with chaingraph, by name."""
    return [parse_question(path.stem, path.read_text("utf-8")) for path in question_files()]


def find_question(name: str) -> Question:
    """Return the question of a name.

    Raises
    ------
    UnknownNameError
        No question has the name.
    """
    files = {path.stem: path for path in question_files()}
    if name not in files:
        hint = did_you_mean(name, sorted(files)) or "; 'chaingraph queries' lists them"
        raise UnknownNameError(f"no question is called '{name}'{hint}")
    return parse_question(name, files[name].read_text("utf-8"))


def parse_question(name: str, text: str) -> Question:
    """Read a query with the heading of a named question; a query without one is a question without parameters.

    The heading is the comments at the top: ``# question: …``, ``# zh: …`` and for each parameter
    ``# param: asOf date Only what is stated by this day / 截至日期``; an exclamation mark after the kind says that the
    parameter must be given.

    Raises
    ------
    QueryError
        A parameter that can't be read, or that the query has no ``VALUES ?parameter { UNDEF }`` for.
    """
    heading: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        key, _, value = line.lstrip("# ").partition(":")
        if key == "param":
            parameters.append(_parse_parameter(f"{name}:{number}", value.strip()))
        elif key in {"question", "zh"}:
            heading[key] = value.strip()
    question = Question(name, heading.get("question", ""), heading.get("zh", ""), tuple(parameters), text)
    placed = {variable for variable, _, _ in _places(text)}
    for parameter in parameters:
        if parameter.name not in placed:
            raise QueryError(f"{name}: no 'VALUES ?{parameter.name} {{ UNDEF }}' for the parameter in its heading")
    return question


def _parse_parameter(place: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None:
        raise QueryError(f"{place}: a parameter is written 'param: name kind What it is / 说明', not '{text}'")
    if match["kind"] not in KINDS | {"date", "text"}:
        known = sorted(KINDS | {"date", "text"})
        raise QueryError(f"{place}: unknown kind of parameter '{match['kind']}'{did_you_mean(match['kind'], known)}")
    return Parameter(match["name"], match["kind"], bool(match["required"]), match["en"], match["zh"])


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each ``VALUES ?name { UNDEF }``: the name, and where ``UNDEF`` starts and ends."""
    tokens = list(tokenize(text))
    for values, variable, opening, undefined, closing in zip(
        tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False
    ):
        block = (values.text.upper(), opening.text, undefined.text.upper(), closing.text)
        if block == ("VALUES", "{", "UNDEF", "}") and variable.kind == "variable":
            yield variable.text[1:], undefined.start, undefined.start + len(undefined.text)


def bind(question: Question, terms: Mapping[str, Term]) -> str:
    """Return the question's query with terms in the places of its parameters.

    Each term is written by the engine's own serialiser, so no text can become more than a literal.

    Raises
    ------
    QueryError
        A parameter that the question doesn't have, or one missing that must be given.
    """
    _refuse_strangers(question, terms)
    for parameter in question.parameters:
        if parameter.required and parameter.name not in terms:
            raise QueryError(f"{question.name}: {parameter.option} must be given: {parameter.en} / {parameter.zh}")
    text, done = [], 0
    for name, start, end in _places(question.text):
        if name in terms:
            text += [question.text[done:start], str(terms[name])]
            done = end
    return "".join([*text, question.text[done:]])


def _refuse_strangers(question: Question, names: Mapping[str, object]) -> None:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in names:
        if name not in known:
            hint = did_you_mean(name, list(known)) or f"; it takes {', '.join(known) or 'none'}"
            raise QueryError(f"{question.name}: no parameter '{name}'{hint}")


def read_terms(store: Store, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Turn what a person wrote for the parameters into terms.

    Raises
    ------
    QueryError
        A parameter that the question doesn't have.
    InputError
        A day that is none, or text that is not Unicode.
    UnknownNameError
        A name that nothing or more than one thing bears.
    """
    _refuse_strangers(question, values)
    kinds = {parameter.name: parameter for parameter in question.parameters}
    return {name: _read_term(store, kinds[name], value) for name, value in values.items()}


def _read_term(store: Store, parameter: Parameter, value: str) -> Term:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(f"{parameter.option}: this text is not valid Unicode; check the terminal's encoding")
    if parameter.kind == "text":
        return Literal(value)
    if parameter.kind == "date":
        return Literal(_read_day(parameter, value), datatype=_XSD_DATE)
    try:
        return resolve(store, value, parameter.kind)
    except UnknownNameError as error:
        raise UnknownNameError(f"{parameter.option}: {error}") from error


def _read_day(parameter: Parameter, value: str) -> str:
    from datetime import date

    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise InputError(f"{parameter.option}: '{value}' is no day; write year-month-day, such as 2023-12-31")


def ask(store: Store, name: str, **parameters: str) -> list[dict[str, Term | None]]:
    """Answer a named question.

    Parameters
    ----------
    store
        The store that answers.
    name
        The question's name; ``chaingraph queries`` lists them.
    **parameters
        What the question takes, as a person writes it: a label, key or IRI, a day, a text.

    Returns
    -------
    list of dict
        The rows in the question's order; an unbound variable is ``None``.

    Examples
    --------
    >>> from pyoxigraph import Store
    >>> ask(Store(), "chains-listed", asOf="2023-12-31")
    []
    """
    question = find_question(name)
    results = run_query(store, bind(question, read_terms(store, question, parameters)))
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"{name}: this question doesn't answer in rows; run its text with run_query")
    names = [variable.value for variable in results.variables]
    return [{column: row[column] for column in names} for row in results]
