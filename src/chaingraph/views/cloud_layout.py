"""Lay a network out freely: communities apart, each by forces within, no two nodes overlapping; same on every run."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

__all__ = ["Cloud", "lay_out_cloud"]

#: How much wider than high the picture is: that of the place beside the panel.
_ASPECT = 1.45
_ROUNDS = 400
_SEED = 1
_TRIES = 16


@dataclass(frozen=True)
class Cloud:
    """Where each node is, from the upper left corner on, and the size of it all."""

    centres: Mapping[str, tuple[float, float]]
    width: int
    height: int


def lay_out_cloud(
    graph: "nx.Graph[str]", groups: Sequence[Collection[str]], *, radius: float = 15, gap: float = 13, margin: int = 46
) -> Cloud:
    """Return a place for each node.

    Each group is laid out by the forces of Fruchterman & Reingold (1991, doi:10.1002/spe.4380211102) from a fixed seed
    and spread until no two nodes come nearer than twice ``radius`` and ``gap``; groups are discs, laid out likewise by
    the weights between them and pushed apart. Nodes that are a group by themselves stand in rows below.

    Parameters
    ----------
    graph
        What is tied to what; ``weight`` draws together. It isn't changed.
    groups
        Each node in one group.
    radius, gap, margin
        The largest node, the room between two, and that around all and between groups, in pixels.
    """
    import numpy as np

    many = [sorted(group) for group in groups if len(group) > 1]
    alone = sorted(node for group in groups if len(group) == 1 for node in group)
    least = 2 * radius + gap
    inner = [_spread(_forces(graph, group), least) for group in many]
    discs = np.array([np.sqrt((one**2).sum(axis=1)).max() + radius for one in inner])
    middles = _place_discs(graph, many, discs + margin / 2)
    placed = {
        node: (float(middle[0] + point[0]), float(middle[1] + point[1]))
        for group, points, middle in zip(many, inner, middles, strict=True)
        for node, point in zip(group, points, strict=True)
    }
    left, top = (min((point[axis] for point in placed.values()), default=0.0) for axis in (0, 1))
    right, bottom = (max((point[axis] for point in placed.values()), default=0.0) for axis in (0, 1))
    row = max(int((max(right - left, 12 * least)) / least), 1)
    start = bottom + (2 * least if placed else 0)
    placed |= {node: (left + (n % row) * least, start + (n // row) * least) for n, node in enumerate(alone)}
    edge = margin + radius
    centres = {node: (round(x - left + edge, 1), round(y - top + edge, 1)) for node, (x, y) in placed.items()}
    width = max((x for x, _ in centres.values()), default=0.0) + edge
    height = max((y for _, y in centres.values()), default=0.0) + edge
    return Cloud({node: centres[node] for node in sorted(centres)}, ceil(width), ceil(height))


def _forces(graph: "nx.Graph[str]", group: Sequence[str]) -> "Points":
    import numpy as np

    inside: nx.Graph[str] = nx.Graph()
    inside.add_nodes_from(group)
    members = set(group)
    ties = sorted(
        (min(a, b), max(a, b), data.get("weight", 1.0))
        for a, b, data in graph.edges(group, data=True)
        if b in members and a != b
    )
    inside.add_weighted_edges_from(ties)
    found = nx.spring_layout(inside, seed=_SEED, iterations=150, k=1.6 / sqrt(len(group)), method="force")
    points = np.array([found[node] for node in group], dtype=float)
    centred: Points = points - points.mean(axis=0)
    return centred


def _spread(points: "Points", least: float) -> "Points":
    """Return points scaled to the room that they need, then pushed apart until none are nearer than ``least``."""
    import numpy as np

    reach = np.sqrt((points**2).sum(axis=1)).max() or 1.0
    made = points / reach * (0.56 * least * sqrt(len(points)))
    for _ in range(_ROUNDS):
        moved = _push(made, np.full((len(made), len(made)), least))
        if moved is None:
            break
        made = moved
    centred: Points = made - made.mean(axis=0)
    return centred


def _push(points: "Points", least: "Points") -> "Points | None":
    """Return points with those that are too near moved apart by half of what is missing; None if none are."""
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    far = np.sqrt((apart**2).sum(axis=2))
    np.fill_diagonal(far, np.inf)
    missing = np.maximum(least - far, 0.0)
    if missing.max() < 0.5:
        return None
    # Two at one place are parted by their order.
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    same = far < 1e-6
    apart[same] = np.stack([order, order], axis=2)[same]
    far[same] = sqrt(2)
    step: Points = (apart / far[:, :, None] * (missing * 0.52)[:, :, None]).sum(axis=1)
    return points + step


def _place_discs(graph: "nx.Graph[str]", groups: Sequence[Sequence[str]], radii: "Points") -> "Points":
    """Return the middles of discs: near what they are tied to, wider than high, none overlapping."""
    import numpy as np

    if len(groups) < 2:
        return np.zeros((len(groups), 2))
    of = {node: number for number, group in enumerate(groups) for node in group}
    between: dict[tuple[int, int], float] = {}
    for source, target, data in graph.edges(data=True):
        if source in of and target in of and of[source] != of[target]:
            pair = (min(of[source], of[target]), max(of[source], of[target]))
            between[pair] = between.get(pair, 0.0) + data.get("weight", 1.0)
    coarse: nx.Graph[int] = nx.Graph()
    coarse.add_nodes_from(range(len(groups)))
    coarse.add_edges_from((*pair, {"weight": between[pair]}) for pair in sorted(between))
    least = radii[:, None] + radii[None, :]
    ties = [(*pair, between[pair]) for pair in sorted(between)]
    tried = []
    for seed in range(_TRIES):
        found = nx.spring_layout(coarse, seed=seed, iterations=60, method="force")
        middles = np.array([found[number] for number in range(len(groups))], dtype=float)
        middles = _pack(middles / (np.abs(middles).max() or 1.0) * radii.sum() * 0.5, least)
        tried.append((_cost(middles, radii, ties), seed, middles))
    return min(tried, key=lambda one: one[:2])[2]


def _pack(middles: "Points", least: "Points") -> "Points":
    """Return discs drawn to the middle, less so sideways, and pushed apart: dense, and wider than high."""
    import numpy as np

    pull = np.array([1 - 0.03 / _ASPECT**2, 1 - 0.03])
    for _ in range(_ROUNDS // 2):
        moved = _push(middles * pull, least)
        middles = middles * pull if moved is None else moved
    for _ in range(_ROUNDS * 5):
        moved = _push(middles, least)
        if moved is None:
            break
        middles = moved
    return middles


def _cost(middles: "Points", radii: "Points", ties: Sequence[tuple[int, int, float]]) -> float:
    """Return how large the picture would be, and how far what is tied would stand apart: less is better."""
    import numpy as np

    low, high = (middles - radii[:, None]).min(axis=0), (middles + radii[:, None]).max(axis=0)
    width, height = high - low
    total = sum(weight for *_, weight in ties)
    far = sum(weight * float(np.hypot(*(middles[a] - middles[b]))) for a, b, weight in ties) / total if total else 0.0
    return round(max(float(width) / _ASPECT, float(height)) + 0.3 * far, 3)
