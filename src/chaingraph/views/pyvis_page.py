"""pyvis at arm's length: a network as its model, our template as its page, nothing from outside the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chaingraph.views.layout import Box, Placed
from chaingraph.views.shell import Page, frame_page, make_environment

__all__ = ["Drawn", "DrawnEdge", "render_cloud", "render_network"]

#: What vis-network is told: nothing moves by itself, the wheel scrolls the page, and boxes are as the layout says.
_OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "zoomView": False,
        "keyboard": False,
        "tooltipDelay": 250,
    },
    "edges": {"smooth": False},
}

#: From a day up to another, and whether what was drawn is over then rather than followed by a later edition.
Stretch = tuple[str | None, str | None, bool]


@dataclass(frozen=True)
class Drawn:
    """A box of the picture: what is written in it and what it is, for legend, filters and style.

    The first ``titles`` of ``lines`` are its name; ``counts`` are the lines below from a day on; ``note`` is shown
    while a change is drawn. On a map, where every box stands on every day, ``states`` are what it is from a day on. A
    box with a ``parent`` is folded away into it until that is opened; ``badge`` is written on it where gaps are shown;
    ``range`` is a share, from least to most, drawn as a bar.
    """

    key: str
    lines: tuple[str, ...]
    titles: int
    counts: Sequence[tuple[str | None, tuple[str, ...]]]
    note: str
    hint: str
    kind: str
    lane: str
    width: int
    spans: Sequence[Stretch]
    states: Sequence[tuple[str | None, str]] = ()
    parent: str = ""
    badge: str = ""
    range: tuple[float, float] | None = None

    @property
    def room(self) -> int:
        """How many lines of text the box has room for."""
        noted = bool(self.note) + bool(self.range)
        return len(self.lines) + max((len(lines) for _, lines in self.counts), default=0) + noted

    @property
    def height(self) -> int:
        """Height in pixels."""
        return Box(self.key, self.lane, self.room).height


@dataclass(frozen=True)
class DrawnEdge:
    """A line of the picture; ``text`` is written on it.

    A line that stands for those of the boxes folded into a box, whose key is ``folds``, goes when that is opened.
    """

    key: str
    source: str
    target: str
    relation: str
    text: str
    spans: Sequence[Stretch]
    folds: str = ""


def render_network(
    page: Page,
    boxes: Sequence[Drawn],
    edges: Sequence[DrawnEdge],
    placed: Placed,
    *,
    template: str,
    content: Mapping[str, object],
    styles: Sequence[str] = (),
) -> bytes:
    """Return a page with a network as UTF-8 bytes; ``content`` is what the template shows beside it.

    ``styles`` come after those of every page with a network.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading=page.title)
    network.options = _OPTIONS
    for box in boxes:
        x, y = placed.centres[box.key]
        network.add_node(
            box.key,
            label="\n".join(box.lines),
            shape="box",
            group=box.kind,
            titles=box.titles,
            counts=box.counts,
            note=box.note,
            hint=box.hint,
            lane=box.lane,
            spans=box.spans,
            x=round(x, 1),
            y=round(y, 1),
            width=box.width,
            height=box.height,
            **_some(states=box.states, parent=box.parent, badge=box.badge, range=box.range),
        )
    for edge in edges:
        network.add_edge(
            edge.source,
            edge.target,
            id=edge.key,
            relation=edge.relation,
            arrows="",
            **_some(text=edge.text, spans=edge.spans, folds=edge.folds),
        )
    lanes = [
        {"key": lane.key, "title": lane.title, "band": list(lane.band), **_some(flows=lane.flows)}
        for lane in placed.lanes
    ]
    frame = {"lanes": lanes, "rules": list(placed.rules), "width": placed.width, "height": placed.height}
    made = make_environment()
    made.globals.update(
        frame_page(
            page,
            styles=["vis-network.css", "shell.css", "network.css", *styles],
            scripts=["shell.js", "vis-network.min.js", "parts.js", "network.js"],
        ),
        frame=frame,
        vis_options=_OPTIONS,
        **content,
    )
    network.templateEnv = made
    network.path = template
    html: str = network.generate_html()
    return html.encode("utf-8")


def _some(**values: Any) -> dict[str, Any]:
    """Return the values that aren't empty: most boxes and lines have none of them."""
    return {key: value for key, value in values.items() if value}


def render_cloud(
    page: Page,
    nodes: Sequence[Mapping[str, object]],
    edges: Sequence[Mapping[str, object]],
    *,
    frame: Mapping[str, object],
    content: Mapping[str, object],
) -> bytes:
    """Return a page with a network drawn freely, as UTF-8 bytes.

    Nodes have ``id``, ``label``, ``x``, ``y``, lines ``id``, ``from`` and ``to``; all else that they hold is for
    ``assets/cloud.js``, which gives them size and colour.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading=page.title)
    network.options = _OPTIONS
    for node in nodes:
        network.add_node(node["id"], shape="dot", **{key: value for key, value in node.items() if key != "id"})
    for edge in edges:
        rest = {key: value for key, value in edge.items() if key not in {"from", "to"}}
        network.add_edge(edge["from"], edge["to"], arrows="", **rest)
    made = make_environment()
    made.globals.update(
        frame_page(
            page,
            styles=["vis-network.css", "shell.css", "network.css", "states.css", "cloud.css"],
            scripts=["shell.js", "vis-network.min.js", "parts.js", "cloud.js"],
        ),
        frame=frame,
        vis_options=_OPTIONS,
        **content,
    )
    network.templateEnv = made
    network.path = "cloud.html.j2"
    html: str = network.generate_html()
    return html.encode("utf-8")
