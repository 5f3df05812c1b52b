"""Who meets the published conditions of a title: three answers and never a guess.

A condition is *met* or *failed* only if that holds whatever the unknown turns out to be; else it is *unknown*. What no
table can hold, as good credit, is *by hand*. Of a group "k of n" k met conditions suffice, and it has failed only when
k can't be reached any more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from chaingraph.naming import Name

__all__ = ["Assessment", "Condition", "Finding", "Known", "Range", "assess"]

#: The least and the most that a number may be; None is no limit.
Range = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Condition:
    """One condition of a title.

    Attributes
    ----------
    name
        What it is called.
    field
        Which datum it is about; empty for one to be shown by hand, and for a group.
    operator
        ``>=``, ``>``, ``<=``, ``<`` for numbers; ``in`` and ``has`` for places and titles.
    value
        A number in the field's base unit (yuan, percent, one), or a word.
    shown
        The value with its unit, as the rule writes it.
    is_hard
        Whether it must be met; else it holds in principle (原则上) and leaves room for discretion.
    prior_year
        Whether the datum must be of the year before the day that is asked about.
    least, of
        For a group: how many of which conditions must be met.
    """

    name: Name
    field: str = ""
    operator: str = ""
    value: Decimal | str = ""
    shown: str = ""
    is_hard: bool = True
    prior_year: bool = False
    least: int = 0
    of: "tuple[Condition, ...]" = ()


@dataclass(frozen=True)
class Known:
    """What is known of one datum of a firm.

    Attributes
    ----------
    ranges
        For a number: what each source leaves possible; nothing for one of which nothing is known.
    words
        For places and titles: every name of those known, in small letters.
    is_whole
        Whether the words are known to be all, so that another one isn't among them.
    is_count
        Whether the number counts what is known, so that there may be more.
    statements
        Who says so.
    """

    ranges: tuple[Range, ...] = ()
    words: frozenset[str] = frozenset()
    is_whole: bool = False
    is_count: bool = False
    statements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What became of a condition: ``met``, ``failed``, ``unknown`` or ``by-hand``, and for ``unknown`` why.

    Reasons: ``none`` (nothing is known), ``open`` (more may be there than is known), ``range`` (what is known lies on
    both sides), ``differ`` (sources differ), ``part`` (it hangs on conditions of the group).
    """

    condition: Condition
    status: str
    reason: str = ""
    known: Known = field(default_factory=Known)
    parts: "tuple[Finding, ...]" = ()


@dataclass(frozen=True)
class Assessment:
    """What a firm's findings come to.

    ``failed`` with a hard condition failed; else ``in-principle`` with one failed that holds in principle; else
    ``unknown`` with one unknown; else ``by-hand`` with one to be shown by hand; else ``met``.
    """

    verdict: str
    findings: tuple[Finding, ...]

    def leaves(self) -> tuple[Finding, ...]:
        """Return the findings of single conditions, those of groups included."""
        return tuple(part for one in self.findings for part in (one.parts or (one,)))


def assess(conditions: Iterable[Condition], known: Mapping[tuple[str, bool], Known]) -> Assessment:
    """Hold what is known of a firm against the conditions of a title.

    Parameters
    ----------
    conditions
        The conditions.
    known
        What is known, by field and whether it is of the year before.

    Examples
    --------
    >>> fifty = Condition(Name(en="revenue"), "revenue", ">=", Decimal(50))
    >>> def of(low, high):
    ...     return {("revenue", False): Known(((Decimal(low), Decimal(high) if high else None),))}
    >>> [assess([fifty], one).verdict for one in (of(60, 60), of(40, 40), of(40, None), {})]
    ['met', 'failed', 'unknown', 'unknown']
    """
    findings = tuple(_find(one, known) for one in conditions)
    hard = {one.status for one in findings if one.condition.is_hard}
    every = {one.status for one in findings}
    if "failed" in hard:
        verdict = "failed"
    elif "failed" in every:
        verdict = "in-principle"
    else:
        verdict = next((status for status in ("unknown", "by-hand") if status in every), "met")
    return Assessment(verdict, findings)


def _find(condition: Condition, known: Mapping[tuple[str, bool], Known]) -> Finding:
    if condition.of:
        return _find_group(condition, tuple(_find(one, known) for one in condition.of))
    if not condition.field:
        return Finding(condition, "by-hand")
    found = known.get((condition.field, condition.prior_year), Known())
    if isinstance(condition.value, str):
        status, reason = _hold_word(condition.value, found)
    else:
        status, reason = _hold_number(condition.operator, condition.value, found)
    return Finding(condition, status, reason, found)


def _find_group(condition: Condition, parts: tuple[Finding, ...]) -> Finding:
    met, failed, unknown = (sum(one.status == status for one in parts) for status in ("met", "failed", "unknown"))
    if met >= condition.least:
        return Finding(condition, "met", parts=parts)
    if len(parts) - failed < condition.least:
        return Finding(condition, "failed", parts=parts)
    return Finding(condition, "unknown" if unknown else "by-hand", "part" if unknown else "", parts=parts)


def _hold_word(word: str, found: Known) -> tuple[str, str]:
    if word.casefold() in found.words:
        return "met", ""
    if found.is_whole:
        return "failed", ""
    return "unknown", "open" if found.words else "none"


def _hold_number(operator: str, wanted: Decimal, found: Known) -> tuple[str, str]:
    statuses = {_hold_range(operator, wanted, one) for one in found.ranges}
    if not statuses:
        return "unknown", "none"
    if len(statuses) > 1:
        return "unknown", "differ"
    status = statuses.pop()
    return status, ("open" if found.is_count else "range") if status == "unknown" else ""


#: By operator, what must hold of the number.
_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": lambda number, wanted: number >= wanted,
    ">": lambda number, wanted: number > wanted,
    "<=": lambda number, wanted: number <= wanted,
    "<": lambda number, wanted: number < wanted,
}


def _hold_range(operator: str, wanted: Decimal, known: Range) -> str:
    holds = _HOLDS[operator]
    worst, best = known if operator.startswith(">") else known[::-1]
    if worst is not None and holds(worst, wanted):
        return "met"
    return "failed" if best is not None and not holds(best, wanted) else "unknown"
