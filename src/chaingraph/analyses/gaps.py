"""Gaps to fill in a chain (补链): confirmed gaps ranked, and, kept apart, what to find out first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, inf, log1p

import networkx as nx
import numpy as np

from chaingraph.analyses.feeds import check_nodes, need_of, products_of
from chaingraph.errors import InputError

__all__ = ["TERMS", "WEIGHTS", "Gap", "Question", "Sensitivity", "rank_gaps", "rank_questions", "vary_weights"]

#: The terms of a gap's score, each from 0 to 1.
TERMS = ("buyers", "suppliers", "relatedness", "irreplaceable", "other_chains")
#: How much each term counts: our convention. Buyers come first because 补链 serves the firms that are there.
WEIGHTS: Mapping[str, float] = {
    "buyers": 0.3,
    "suppliers": 0.15,
    "relatedness": 0.25,
    "irreplaceable": 0.15,
    "other_chains": 0.15,
}
#: Below this a score has not changed: rounding.
_NOTHING = 1e-12
_NEED = {"essential": Fraction(1), "replaceable": Fraction(1, 2), "supporting": Fraction(1, 4)}


@dataclass(frozen=True)
class Gap:
    """One segment that is missing, and what filling it would do.

    Attributes
    ----------
    segment
        The segment.
    buyers, suppliers
        Segments that are there and would buy from it, or sell to it.
    irreplaceable
        Those of the buyers that need it as essential and have nothing else there for the same product.
    related
        Segments that are there and most like it.
    other_chains
        Other chains whose segments it feeds or belongs to.
    terms
        Each of `TERMS`, from 0 to 1.
    score
        The weighted mean of the terms.
    """

    segment: str
    buyers: tuple[str, ...]
    suppliers: tuple[str, ...]
    irreplaceable: tuple[str, ...]
    related: tuple[str, ...]
    other_chains: tuple[str, ...]
    terms: Mapping[str, float]
    score: float


@dataclass(frozen=True)
class Question:
    """A segment of which nothing is known, and how much knowing would change.

    Attributes
    ----------
    segment
        The segment to find out about.
    value
        How much the answer depends on it: see `rank_questions`.
    if_absent
        What it would be as a gap; where it is present, it only changes the others.
    touches
        The gaps and unknown segments whose own scores would change.
    """

    segment: str
    value: float
    if_absent: Gap
    touches: tuple[str, ...]


@dataclass(frozen=True)
class Sensitivity:
    """How firm a ranking is against its weights.

    Attributes
    ----------
    draws
        How many sets of weights were drawn.
    stays
        For each of the first ``top``, the share of the draws in which it stays among them.
    first
        The share of draws in which the first stays the first; None where there is nothing to rank.
    """

    draws: int
    top: int
    stays: Mapping[str, float]
    first: float | None


def rank_gaps(
    graph: "nx.DiGraph[str]",
    missing: Collection[str],
    present: Mapping[str, int],
    *,
    chains: Mapping[str, Collection[str]],
    view: Collection[str] = (),
    relatedness: Mapping[tuple[str, str], float] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> tuple[Gap, ...]:
    """Rank the segments that are confirmed to be missing by what filling them would do for what is there.

    With P the segments that are there, and need(u, v) = 1 for essential, 1/2 for replaceable, 1/4 for supporting feeds:

    - ``buyers``: the sum over buyers v in P of need(s, v) · (1 + ln(1 + firms(v))), against the largest such sum that
      any segment would have, were all segments there; ``suppliers`` likewise over what feeds s.
    - ``relatedness``: the density Σ_{p∈P} φ(s, p) / Σ_{p≠s} φ(s, p) of what is there around s (Hidalgo, Klinger,
      Barabási & Hausmann 2007, doi:10.1126/science.1144581), with the φ given; 0 where s is like nothing.
    - ``irreplaceable``: the share of its buyers in P that need it as essential and have no other supplier of the same
      product in P; 0 without buyers.
    - ``other_chains``: other chains that it feeds or belongs to, against the largest number of any segment.

    The score is the weighted mean. No published definition of a gap to fill is operational; this one is ours.

    Parameters
    ----------
    graph
        What feeds what, over all chains, see `chaingraph.analyses.feeds`. It isn't changed.
    missing
        The segments to rank; only such as a source confirms to be absent.
    present
        The segments that are there, with the number of firms known in each (0 where only clusters or sites are known).
    chains
        For each segment, the chains that it belongs to.
    view
        The chains in view, which don't count as other ones.
    relatedness
        φ for pairs of segments, in either order, from 0 to 1.
    weights
        For each of `TERMS`, 0 or more, not all 0.

    Returns
    -------
    tuple of Gap
        By score, highest first, then by key.

    Raises
    ------
    InputError
        Weights that aren't for the terms, are negative or all 0; a missing segment that is present or not in the
        network.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("wafers", "chips", need="essential", products=("wafer",))
    >>> graph.add_edge("gases", "chips", need="replaceable", products=("gas",))
    >>> gaps = rank_gaps(graph, ["wafers", "gases"], {"chips": 2}, chains={})
    >>> [(gap.segment, round(gap.score, 3)) for gap in gaps]
    [('wafers', 0.45), ('gases', 0.15)]
    """
    _check(graph, missing, present, weights)
    scorer = _Scorer(graph, present, chains, frozenset(view), relatedness or {})
    return _ranked(scorer.gap(segment, weights) for segment in sorted(set(missing)))


def rank_questions(
    graph: "nx.DiGraph[str]",
    unknown: Collection[str],
    missing: Collection[str],
    present: Mapping[str, int],
    *,
    chains: Mapping[str, Collection[str]],
    view: Collection[str] = (),
    relatedness: Mapping[tuple[str, str], float] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> tuple[Question, ...]:
    """Rank the segments of which nothing is known by how much knowing would change the answer.

    For an unknown segment u, the scores of all open segments (confirmed gaps and unknown ones, as if absent) are
    worked out in two worlds: u is there (it scores 0), or it is absent. The value of the question is the sum of the
    differences, ::

        value(u) = Σ_s | score_s(u there) − score_s(u absent) |

    over all open segments s, u included. So a question counts for the gap that it would be, and for every other gap
    whose weight hangs on it. Nothing is said of how likely either world is.

    Parameters, errors and order are those of `rank_gaps`.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("wafers", "chips", need="essential", products=("wafer",))
    >>> graph.add_edge("toys", "shops", need="essential", products=("toy",))
    >>> asked = rank_questions(graph, ["wafers", "toys", "shops"], [], {"chips": 1}, chains={})
    >>> [(one.segment, one.touches) for one in asked]
    [('wafers', ()), ('shops', ('toys',)), ('toys', ('shops',))]
    """
    _check(graph, [*unknown, *missing], present, weights)
    among = frozenset(view)
    relations = relatedness or {}
    now = _Scorer(graph, present, chains, among, relations)
    open_segments = sorted({*unknown, *missing})
    before = {segment: now.gap(segment, weights) for segment in open_segments}
    asked = []
    for segment in sorted(set(unknown)):
        then = now.with_present(segment)
        near = [other for other in open_segments if other != segment and then.may_touch(segment, other)]
        changes = {other: abs(then.gap(other, weights).score - before[other].score) for other in near}
        value = before[segment].score + sum(changes.values())
        touches = tuple(other for other, change in changes.items() if change > _NOTHING)
        asked.append(Question(segment, value, before[segment], touches))
    return tuple(sorted(asked, key=lambda one: (-round(one.value, 12), one.segment)))


def vary_weights(
    gaps: Sequence[Gap],
    *,
    weights: Mapping[str, float] = WEIGHTS,
    draws: int = 1000,
    top: int = 10,
    seed: int = 0,
    concentration: float = 20.0,
) -> Sensitivity:
    """Say how often the first gaps stay first when the weights move.

    Weights are drawn from a Dirichlet distribution around ``weights`` (with ``concentration``: the higher, the nearer),
    and the gaps ranked anew with each draw; ties are broken by key. A term of weight 0 stays at 0.

    Raises
    ------
    InputError
        Fewer than 1 draw or 1 place, or a concentration that isn't above 0.

    Examples
    --------
    >>> vary_weights([]).first is None
    True
    """
    if draws < 1 or top < 1 or concentration <= 0:
        raise InputError(f"sensitivity: {draws} draws, top {top}, concentration {concentration}; give numbers above 0")
    if not gaps:
        return Sensitivity(draws, top, {}, None)
    ordered = sorted(gaps, key=lambda one: one.segment)
    used = [name for name in TERMS if weights[name] > 0]
    terms = np.array([[gap.terms[name] for name in used] for gap in ordered])
    alpha = concentration * np.array([weights[name] for name in used]) / sum(weights[name] for name in used)
    drawn = np.random.default_rng(seed).dirichlet(alpha, size=draws)
    # A stable sort of rounded scores keeps ties in the order of keys on every machine.
    ranks = np.argsort(-np.round(drawn @ terms.T, 12), axis=1, kind="stable")
    leaders = [one.segment for one in gaps[:top]]
    index = {gap.segment: number for number, gap in enumerate(ordered)}
    within = ranks[:, :top]
    stays = {segment: float((within == index[segment]).any(axis=1).mean()) for segment in leaders}
    return Sensitivity(draws, top, stays, float((ranks[:, 0] == index[leaders[0]]).mean()))


class _Scorer:
    """Works out the terms of gaps in one world: what is there, and what is alike."""

    def __init__(
        self,
        graph: "nx.DiGraph[str]",
        present: Mapping[str, int],
        chains: Mapping[str, Collection[str]],
        view: frozenset[str],
        relatedness: Mapping[tuple[str, str], float],
    ) -> None:
        self.graph, self.present, self.chains, self.view = graph, present, chains, view
        self.alike: dict[str, dict[str, float]] = {}
        for (one, other), value in relatedness.items():
            if value > 0 and one != other:
                self.alike.setdefault(one, {})[other] = value
                self.alike.setdefault(other, {})[one] = value
        # The largest that a term can be, were every segment there: the same in every world, so that worlds compare.
        self.most_buying = max((self._pull(node, graph.succ[node], out=True) for node in graph), default=0.0)
        self.most_selling = max((self._pull(node, graph.pred[node], out=False) for node in graph), default=0.0)
        self.most_chains = max((len(self._others(node)) for node in graph), default=0)

    def with_present(self, segment: str) -> "_Scorer":
        """Return the world in which a segment is there too, without a firm known in it: no largest term changes."""
        other = copy(self)
        other.present = {**self.present, segment: 0}
        return other

    def gap(self, segment: str, weights: Mapping[str, float]) -> Gap:
        buyers = sorted(v for v in self.graph.succ[segment] if v in self.present)
        suppliers = sorted(u for u in self.graph.pred[segment] if u in self.present)
        alone = tuple(v for v in buyers if self._is_alone(segment, v))
        alike = self.alike.get(segment, {})
        near = sum(value for other, value in alike.items() if other in self.present)
        others = self._others(segment)
        terms = {
            "buyers": _share(self._pull(segment, buyers, out=True), self.most_buying),
            "suppliers": _share(self._pull(segment, suppliers, out=False), self.most_selling),
            "relatedness": _share(near, sum(alike.values())),
            "irreplaceable": _share(len(alone), len(buyers)),
            "other_chains": _share(len(others), self.most_chains),
        }
        score = sum(weights[name] * terms[name] for name in TERMS) / sum(weights[name] for name in TERMS)
        related = sorted((one for one in alike if one in self.present), key=lambda one: (-alike[one], one))
        return Gap(segment, tuple(buyers), tuple(suppliers), alone, tuple(related[:5]), others, terms, score)

    def may_touch(self, segment: str, other: str) -> bool:
        """Say whether the one's being there can change the other's terms."""
        graph = self.graph
        if graph.has_edge(segment, other) or graph.has_edge(other, segment) or other in self.alike.get(segment, ()):
            return True
        return any(buyer in graph.succ[other] for buyer in graph.succ[segment])

    def _pull(self, segment: str, others: Collection[str], *, out: bool) -> float:
        pulls = []
        for other in sorted(others):
            ends = (segment, other) if out else (other, segment)
            pulls.append(float(_NEED[need_of(self.graph, *ends)]) * (1 + log1p(self.present.get(other, 0))))
        return fsum(pulls)

    def _others(self, segment: str) -> tuple[str, ...]:
        fed = {chain for buyer in self.graph.succ[segment] for chain in self.chains.get(buyer, ())}
        return tuple(sorted((fed | set(self.chains.get(segment, ()))) - self.view))

    def _is_alone(self, segment: str, buyer: str) -> bool:
        if need_of(self.graph, segment, buyer) != "essential":
            return False
        products = set(products_of(self.graph, segment, buyer))
        return not any(
            products & set(products_of(self.graph, other, buyer))
            for other in self.graph.pred[buyer]
            if other != segment and other in self.present
        )


def _ranked(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(gaps, key=lambda one: (-round(one.score, 12), one.segment)))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _check(
    graph: "nx.DiGraph[str]", missing: Collection[str], present: Mapping[str, int], weights: Mapping[str, float]
) -> None:
    if set(weights) != set(TERMS) or min(weights.values()) < 0 or not 0 < sum(weights.values()) < inf:
        raise InputError(f"weights: give {', '.join(TERMS)}, each 0 or more, finite, and not all 0")
    check_nodes(graph, missing)
    for segment in sorted(missing):
        if segment in present:
            raise InputError(f"{segment} can't be both missing and there; leave it out of one of the two")
