"""Read how statements that gainsay each other were settled: our own judgement, with editor, day and reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import ask
from chaingraph.naming import Name

__all__ = ["Decision", "decision_on", "read_decisions"]


@dataclass(frozen=True)
class Decision:
    """How a conflict was settled.

    Attributes
    ----------
    key
        Of the judgement.
    concerns
        The statements that gainsay each other.
    decision, name
        ``both-hold``, ``prefer-one`` or ``open``, and what it is called.
    preferred
        The statement to be used, if one is.
    reason, address
        Why, and where a source for the judgement stands.
    editor, judged_on, review
        Who judged, when, and whether it was reviewed.
    """

    key: str
    concerns: tuple[str, ...]
    decision: str
    name: Name
    preferred: str = ""
    reason: str = ""
    address: str = ""
    editor: str = ""
    judged_on: date | None = None
    review: str = ""


def read_decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions, in the order of their keys."""
    found: dict[str, Decision] = {}
    concerns: dict[str, dict[str, None]] = {}
    for row in ask(store, "conflict-decisions"):
        key = row.key("judgement")
        concerns.setdefault(key, {})[row.key("statement")] = None
        found.setdefault(
            key,
            Decision(
                key,
                (),
                row.local("decision").removeprefix("decision-"),
                row.name("decision"),
                row.key("preferred"),
                row.text("reason"),
                row.text("address"),
                row.text("editor"),
                row.day("judgedOn"),
                row.key("review"),
            ),
        )
    return tuple(Decision(**{**vars(found[key]), "concerns": tuple(sorted(concerns[key]))}) for key in sorted(found))


def decision_on(decisions: Iterable[Decision], statements: Collection[str]) -> Decision | None:
    """Return the first decision that concerns all of some statements.

    Examples
    --------
    >>> settled = Decision("decision:x", ("a", "b", "c"), "open", Name("存疑", "open"))
    >>> decision_on([settled], ["a", "c"]).key, decision_on([settled], ["a", "d"])
    ('decision:x', None)
    """
    wanted = set(statements)
    return next((one for one in decisions if wanted <= set(one.concerns)), None)
