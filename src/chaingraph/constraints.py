"""The constraints of SHACL that our shapes use, each as a check of the values of a focus node."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from chaingraph.namespaces import PREFIXES
from chaingraph.triples import Term, Triples, expand, text_of

__all__ = ["MAKERS", "Check", "Context", "Values"]

Values: TypeAlias = Callable[[Term], Sequence[Term]]
#: From a focus node to the values at fault; the focus node itself stands for "too few".
Check: TypeAlias = Callable[[Term], Iterable[Term]]

_SH, _XSD = PREFIXES["sh"], PREFIXES["xsd"]
_FORMS = {
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII),
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    "boolean": re.compile(r"true|false|0|1"),
}


class Context(Protocol):
    """What a constraint may ask: the shapes it stands in, the data, and whether a node conforms to another shape."""

    shapes: Triples
    data: Triples

    def conforms(self, shape: Term) -> Callable[[Term], bool]:
        """Return whether a node breaks nothing in an inner shape."""


_Maker: TypeAlias = Callable[[Context, Term, Values, Term], Check]
#: By the local name of the SHACL property: from its shape, the values of its path and its argument to a check.
MAKERS: dict[str, _Maker] = {}


def _constraint(maker: _Maker) -> _Maker:
    """Register the maker of a check under the SHACL property that its name says."""
    words = maker.__name__.strip("_").split("_")
    MAKERS[words[0] + "".join(word.title() for word in words[1:])] = maker
    return maker


def _each(values: Values, is_good: Callable[[Term], bool]) -> Check:
    return lambda focus: [value for value in values(focus) if not is_good(value)]


@_constraint
def _min_count(_: Context, __: Term, values: Values, argument: Term) -> Check:
    least = int(text_of(argument))
    return lambda focus: [focus] if len(values(focus)) < least else []


@_constraint
def _max_count(_: Context, __: Term, values: Values, argument: Term) -> Check:
    most = int(text_of(argument))
    return lambda focus: [focus] if len(values(focus)) > most else []


@_constraint
def _class_(context: Context, _: Term, values: Values, argument: Term) -> Check:
    return _each(values, context.data.instances(argument).__contains__)


@_constraint
def _datatype(_: Context, __: Term, values: Values, argument: Term) -> Check:
    form = _FORMS.get(text_of(argument).removeprefix(_XSD))

    def is_good(value: Term) -> bool:
        if not isinstance(value, Literal) or value.datatype != argument:
            return False
        return form is None or (form.fullmatch(value.value) is not None and _comparable(value) is not None)

    return _each(values, is_good)


@_constraint
def _node_kind(_: Context, __: Term, values: Values, argument: Term) -> Check:
    kind = {"IRI": NamedNode, "Literal": Literal, "BlankNode": BlankNode}[text_of(argument).removeprefix(_SH)]
    return _each(values, lambda value: isinstance(value, kind))


@_constraint
def _pattern(_: Context, __: Term, values: Values, argument: Term) -> Check:
    # XPath's $ ends the string; Python's alone would let a line break follow.
    expression = re.compile(re.sub(r"\$$", r"\\Z", text_of(argument)))
    return _each(
        values, lambda value: not isinstance(value, BlankNode) and expression.search(text_of(value)) is not None
    )


@_constraint
def _min_length(_: Context, __: Term, values: Values, argument: Term) -> Check:
    least = int(text_of(argument))
    return _each(values, lambda value: not isinstance(value, BlankNode) and len(text_of(value)) >= least)


@_constraint
def _min_inclusive(_: Context, __: Term, values: Values, argument: Term) -> Check:
    return _each(values, lambda value: _order(argument, value) in {-1, 0})


@_constraint
def _min_exclusive(_: Context, __: Term, values: Values, argument: Term) -> Check:
    return _each(values, lambda value: _order(argument, value) == -1)


@_constraint
def _max_inclusive(_: Context, __: Term, values: Values, argument: Term) -> Check:
    return _each(values, lambda value: _order(value, argument) in {-1, 0})


@_constraint
def _less_than(context: Context, _: Term, values: Values, argument: Term) -> Check:
    return _compare(context, values, argument, {-1})


@_constraint
def _less_than_or_equals(context: Context, _: Term, values: Values, argument: Term) -> Check:
    return _compare(context, values, argument, {-1, 0})


def _compare(context: Context, values: Values, other: Term, allowed: set[int]) -> Check:
    objects = context.data.objects
    return lambda focus: [
        value for value in values(focus) for bound in objects(focus, other) if _order(value, bound) not in allowed
    ]


@_constraint
def _disjoint(context: Context, _: Term, values: Values, argument: Term) -> Check:
    objects = context.data.objects
    return lambda focus: [value for value in values(focus) if value in objects(focus, argument)]


@_constraint
def _unique_lang(_: Context, __: Term, values: Values, argument: Term) -> Check:  # noqa: ARG001
    def check(focus: Term) -> list[Term]:
        tags = [value.language.lower() for value in values(focus) if isinstance(value, Literal) and value.language]
        return [Literal(tag) for tag in sorted(set(tags)) if tags.count(tag) > 1]

    return check


@_constraint
def _language_in(context: Context, _: Term, values: Values, argument: Term) -> Check:
    ranges = [text_of(item).lower() for item in context.shapes.list_items(argument)]

    def is_good(value: Term) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return any(tag == each or tag.startswith(f"{each}-") for each in ranges)

    return _each(values, is_good)


@_constraint
def _in_(context: Context, _: Term, values: Values, argument: Term) -> Check:
    return _each(values, set(context.shapes.list_items(argument)).__contains__)


@_constraint
def _has_value(_: Context, __: Term, values: Values, argument: Term) -> Check:
    return lambda focus: [] if argument in values(focus) else [focus]


@_constraint
def _or_(context: Context, _: Term, values: Values, argument: Term) -> Check:
    ways = [context.conforms(shape) for shape in context.shapes.list_items(argument)]
    return _each(values, lambda value: any(way(value) for way in ways))


@_constraint
def _not_(context: Context, _: Term, values: Values, argument: Term) -> Check:
    conforms = context.conforms(argument)
    return _each(values, lambda value: not conforms(value))


@_constraint
def _qualified_value_shape(context: Context, shape: Term, values: Values, argument: Term) -> Check:
    least = int(text_of(context.shapes.one(shape, expand("sh:qualifiedMinCount"))))
    conforms = context.conforms(argument)
    return lambda focus: [focus] if sum(map(conforms, values(focus))) < least else []


def _order(first: Term, second: Term) -> int | None:
    """Return -1, 0 or 1 as the first is below, equal to or above the second; None if they can't be compared."""
    one, other = _comparable(first), _comparable(second)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return (one > other) - (one < other)
    if isinstance(one, date) and isinstance(other, date):
        return (one > other) - (one < other)
    return None


def _comparable(term: Term) -> date | Decimal | bool | None:
    """Return the value of a well-formed date, number or truth value, else None."""
    if not isinstance(term, Literal):
        return None
    name = term.datatype.value.removeprefix(_XSD)
    form = _FORMS.get(name)
    if form is None or form.fullmatch(term.value) is None:
        return None
    if name == "date":
        try:
            return date.fromisoformat(term.value[:10])
        except ValueError:
            return None
    return term.value in {"true", "1"} if name == "boolean" else Decimal(term.value)
