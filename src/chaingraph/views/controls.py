"""Controls above a chart: which of its drawings is shown, and which of its points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chaingraph.naming import Name

__all__ = ["Choice", "Control", "Variant", "drawn_control"]


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its key, what it is called, and the heading under which it stands, if any."""

    key: str
    name: Name
    group: Name = Name()  # noqa: RUF009  (frozen)


@dataclass(frozen=True)
class Control:
    """A control: a list to choose from, or (``is_range``) a slider over stops.

    Parameters
    ----------
    key
        Its name in the address.
    name
        Its label.
    choices
        In order; the first is chosen at first, of a slider the last.
    is_filter
        Points whose ``customdata`` has this key stay if the choice fits it: a list that holds it (an empty choice fits
        all), or, of a slider, two ends around it, either of them None. Controls that are no filters choose a variant.
    is_range
        A slider.
    """

    key: str
    name: Name
    choices: Sequence[Choice]
    is_filter: bool = False
    is_range: bool = False


@dataclass(frozen=True)
class Variant:
    """Another drawing of a chart; its key is that of the choices, joined by ``~``."""

    figure: Mapping[str, Any]
    height: int
    alt: Name = Name()  # noqa: RUF009  (frozen)
    legend: Sequence[Any] = field(default=())


def drawn_control(control: Control, lang: str) -> dict[str, object]:
    """Return a control as the page has it."""
    groups: dict[str, list[dict[str, str]]] = {}
    for one in control.choices:
        groups.setdefault(one.group.show(lang), []).append({"key": one.key, "name": one.name.show(lang)})
    return {
        "key": control.key,
        "name": control.name.show(lang),
        "groups": [{"name": name, "choices": choices} for name, choices in groups.items()],
        "filter": control.is_filter,
        "range": control.is_range,
    }
