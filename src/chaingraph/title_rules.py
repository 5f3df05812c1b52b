"""Rules of titles: the conditions that a published document sets, as data in a YAML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from chaingraph.analyses.eligibility import Condition
from chaingraph.checked_yaml import Node, load_yaml, read_yaml_text
from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name

__all__ = ["FIELDS", "RuleField", "RuleSource", "TitleRule", "find_rule", "list_rules", "parse_rule"]

_MONEY = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8), "yuan": Decimal(1)}
_SHARE = {"%": Decimal(1), "percent": Decimal(1)}
_NUMBER = dict.fromkeys(("家", "个", "条", "项", "firms", "titles", "chains"), Decimal(1))
_PERSONS = dict.fromkeys(("人", "persons"), Decimal(1))
_COMPARED = (">=", ">", "<=", "<")


@dataclass(frozen=True)
class RuleField:
    """A datum that conditions are about: its name, its units with what they come to, and the operators it takes.

    ``is_figure`` says that it is measured in a period.
    """

    name: Name
    units: Mapping[str, Decimal]
    operators: tuple[str, ...] = _COMPARED
    is_figure: bool = False


FIELDS: Mapping[str, RuleField] = {
    "revenue": RuleField(Name("营业收入", "operating revenue"), _MONEY, is_figure=True),
    "profit": RuleField(Name("利润总额", "total profit"), _MONEY, is_figure=True),
    "rd-expenditure": RuleField(Name("研发费用", "R&D expenditure"), _MONEY, is_figure=True),
    "rd-share": RuleField(Name("研发费用占营业收入", "R&D expenditure in revenue"), _SHARE, is_figure=True),
    "employees": RuleField(Name("从业人员", "employees"), _PERSONS, is_figure=True),
    "titles": RuleField(Name("称号数", "number of titles"), _NUMBER),
    "partners": RuleField(Name("上下游企业数", "partners up and down the chain"), _NUMBER),
    "chains": RuleField(Name("所在产业链数", "chains that it is in"), _NUMBER),
    "chains-owned": RuleField(Name("任链主的产业链数", "chains that it owns"), _NUMBER),
    "place": RuleField(Name("所在地", "place"), {}, ("in",)),
    "title": RuleField(Name("称号", "title"), {}, ("has",)),
}


@dataclass(frozen=True)
class RuleSource:
    """Where a rule was read: the address, who publishes there, and whether that is the issuer and all was read."""

    address: str
    publisher: Name
    is_official: bool
    is_whole: bool


@dataclass(frozen=True)
class TitleRule:
    """A rule: what it confers, where and for which chains, the document that sets it, and its conditions.

    Attributes
    ----------
    issued
        The day of the document; None where the place that was read doesn't say.
    source
        Where it was read.
    not_entered
        What the document is known to hold, or what it rests on, that was not read.
    remarks
        How what is entered differs from what tables hold, and what else a reader must know.
    is_fictional
        Marks an example that nobody published.
    """

    name: Name
    place: Name
    year: int
    chain_class: Name
    document: Name
    issuer: Name
    issued: date | None
    source: RuleSource
    conditions: tuple[Condition, ...]
    not_entered: tuple[Name, ...] = ()
    remarks: tuple[Name, ...] = ()
    is_fictional: bool = False

    @property
    def may_lack(self) -> bool:
        """Say whether conditions may be missing: it rests on a copy or on an excerpt."""
        return not (self.source.is_official and self.source.is_whole)


def find_rule(wanted: str) -> TitleRule:
    """Return a rule that ships by its name, or one by the path of its file.

    Raises
    ------
    InputError
        No such file or rule, or a file with a fault.
    """
    path = Path(wanted)
    if path.is_file():
        return parse_rule(read_yaml_text(path, what="rule"), wanted)
    known = list_rules()
    if wanted in known:
        return known[wanted]
    hint = did_you_mean(wanted, list(known)) or "; 'chaingraph analyze eligibility --list' says which rules ship"
    raise InputError(f"--rule: {wanted}: no such file{hint}; give the path of a YAML file")


def list_rules() -> dict[str, TitleRule]:
    """Return the rules that ship, by name."""
    folder = files("chaingraph").joinpath("rules")
    found = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    return {
        name.removesuffix(".yaml"): parse_rule(folder.joinpath(name).read_text(encoding="utf-8"), name)
        for name in found
        if name.endswith(".yaml")
    }


def parse_rule(text: str, file: str) -> TitleRule:
    """Return the rule that a text in YAML describes.

    Parameters
    ----------
    text
        The text.
    file
        What errors call it.

    Raises
    ------
    InputError
        A fault, with the file, the key, and what to do.
    """
    top = load_yaml(text, file, what="rule").mapping(
        ("name", "place", "year", "chain_class", "document", "source", "conditions"),
        ("not_entered", "remarks", "fictional"),
    )
    document = top["document"].mapping(("title", "issuer"), ("date",))
    conditions = tuple(_condition(one) for one in top["conditions"].items())
    if not conditions:
        raise top["conditions"].fault("no condition; add one")
    not_entered, remarks = (
        tuple(one.title() for one in top[key].items()) if key in top else () for key in ("not_entered", "remarks")
    )
    return TitleRule(
        top["name"].title(), top["place"].title(), _year(top["year"]), top["chain_class"].title(),
        document["title"].title(), document["issuer"].title(), document["date"].day() if "date" in document else None,
        _source(top["source"]), conditions, not_entered, remarks, "fictional" in top and top["fictional"].boolean(),
    )  # fmt: skip


def _source(node: Node) -> RuleSource:
    keys = node.mapping(("address", "publisher", "official", "read"))
    address = keys["address"].text()
    if not address.startswith(("https://", "http://")):
        raise keys["address"].fault(f"'{address}' is no address; give where the rule was read, https://…")
    how = keys["read"].one_of(("in full", "excerpt"), "way of reading")
    return RuleSource(address, keys["publisher"].title(), keys["official"].boolean(), how == "in full")


def _year(node: Node) -> int:
    number = node.number()
    if number != int(number) or not 1949 <= number <= 2100:
        raise node.fault(f"{number} is no year from 1949 to 2100")
    return int(number)


def _condition(node: Node, *, in_group: bool = False) -> Condition:
    value = node.value if isinstance(node.value, dict) else {}
    strength = () if in_group else ("strength",)
    if "of" in value and not in_group:
        return _group(node)
    if "by_hand" in value:
        keys = node.mapping(("name", "by_hand", *strength))
        if not keys["by_hand"].boolean():
            raise keys["by_hand"].fault("true, or leave the key out and give a field")
        return Condition(keys["name"].title(), is_hard=_is_hard(keys))
    keys = node.mapping(("name", "field", "operator", "value", *strength), ("unit", "period"))
    name = keys["field"].one_of(
        tuple(FIELDS), "field; where no table can hold the datum, write 'by_hand: true' instead"
    )
    known = FIELDS[name]
    operator = keys["operator"].one_of(known.operators, f"operator of '{name}'")
    if "period" in keys:
        if not known.is_figure:
            raise keys["period"].fault(f"'{name}' has no period; leave the key out")
        keys["period"].one_of(("prior-year",), "period")
    if not known.units:
        word = keys["value"].text()
        if "unit" in keys:
            raise keys["unit"].fault(f"'{name}' has no unit; leave the key out")
        return Condition(keys["name"].title(), name, operator, word, word, _is_hard(keys))
    if "unit" not in keys:
        raise node.fault(f"'unit' is missing; it is one of {', '.join(known.units)}")
    unit = keys["unit"].one_of(tuple(known.units), f"unit of '{name}'")
    number = keys["value"].number()
    shown = f"{operator} {number:f}{'' if unit == '%' else ' '}{unit}"
    return Condition(
        keys["name"].title(), name, operator, number * known.units[unit], shown, _is_hard(keys), "period" in keys
    )


def _group(node: Node) -> Condition:
    keys = node.mapping(("name", "at_least", "of", "strength"))
    parts = tuple(_condition(one, in_group=True) for one in keys["of"].items())
    least = keys["at_least"].number()
    if least != int(least) or not 1 <= least <= len(parts):
        raise keys["at_least"].fault(f"{least} of {len(parts)} conditions; give a whole number from 1 to {len(parts)}")
    shown = f">= {int(least)} / {len(parts)}"
    return Condition(keys["name"].title(), shown=shown, is_hard=_is_hard(keys), least=int(least), of=parts)


def _is_hard(keys: Mapping[str, Node]) -> bool:
    """Return whether a condition must be met; those of a group hold as the group does."""
    return "strength" not in keys or keys["strength"].one_of(("hard", "in-principle"), "strength") == "hard"
