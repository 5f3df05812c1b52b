"""The chain templates as a blueprint for cities: what segments there are, and what they take in from which."""

from collections.abc import Mapping
from dataclasses import dataclass

from chaingraph.naming import Name
from chaingraph.reference import TEMPLATE_ENTITIES, read_reference

__all__ = ["Blueprint", "Intake", "read_blueprint"]

#: How likely a firm buys what its segment takes in, by the need of it; our choice.
_ODDS = {"essential": 85, "replaceable": 45, "supporting": 25}


@dataclass(frozen=True)
class Intake:
    """What a segment takes in: the product, the segment that makes it, and how likely a firm buys it, in percent."""

    supplier: str
    product: str
    odds: int


@dataclass(frozen=True)
class Blueprint:
    """Templates, segments and inputs by bare key, in the order of the tables."""

    names: Mapping[str, Name]
    templates: Mapping[str, tuple[str, ...]]
    intakes: Mapping[str, tuple[Intake, ...]]


def read_blueprint() -> Blueprint:
    """Return the blueprint of the bundled templates."""
    names = {
        f"{row.table.kind}:{row.key}": Name(row.cells["zh"], row.cells.get("en", ""))
        for row in read_reference(*TEMPLATE_ENTITIES)
    }
    templates: dict[str, list[str]] = {}
    for row in read_reference("template_segments"):
        templates.setdefault(row.cells["template"], []).append(row.cells["segment"])
    intakes: dict[str, list[Intake]] = {}
    for row in read_reference("segment_inputs"):
        intake = Intake(row.cells["from"], row.cells["product"], _ODDS[row.cells["need"]])
        intakes.setdefault(row.cells["to"], []).append(intake)
    return Blueprint(
        names,
        {template: tuple(found) for template, found in templates.items()},
        {segment: tuple(found) for segment, found in intakes.items()},
    )
