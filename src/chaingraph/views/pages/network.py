"""The view of a whole network: all segments of all chains, or the firms, drawn freely with measures and communities."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import Store

from chaingraph.answers import read_questions
from chaingraph.errors import InputError, did_you_mean
from chaingraph.naming import Name
from chaingraph.reports.common import Scene, open_scene, things
from chaingraph.views.cloud import (
    RADIUS,
    CloudEdge,
    CloudNode,
    Group,
    Measure,
    aggregate,
    breaks_of,
    edge_keys,
    place,
)
from chaingraph.views.lane_page import detail_data, documents_of, line_data, thing_runs
from chaingraph.views.network_data import WEIGHTS, NetworkData, read_firms, read_segments
from chaingraph.views.network_report import holders_of, report_network
from chaingraph.views.panel import document_data, question_data
from chaingraph.views.pyvis_page import render_cloud
from chaingraph.views.report_page import cited_documents, report_content
from chaingraph.views.shell import Page
from chaingraph.views.text import say
from chaingraph.views.told import Told
from chaingraph.views.words import words_of

__all__ = ["draw"]

_LIMIT = 2000
#: Above so many rows the tables cite in short.
_LONG = 500
_HEAVIEST = 6_000_000
#: So many statements the panels of a page hold at most; the pages of single firms have the rest.
_FACTS = 900
_QUESTIONS = ("page-statements", "template-segments", "feeds-of", "segment-states")
_KINDS = ("segments", "firms")
_SHOWS = {"segments": "network_shows_segments", "firms": "network_shows_firms", "sales": "network_shows_sales"}
_MEMBERS = Measure("members", Name("成员数", "members"))


def draw(
    store: Store,
    names: Sequence[str],
    *,
    city: str | None,
    as_of: date | None,
    page: Page,
    limit: int = _LIMIT,
    heaviest: int = _HEAVIEST,
) -> bytes:
    """Return the page of the segments, or with the name ``firms`` that of the firms.

    Above ``limit`` nodes, or where the page would be larger than ``heaviest`` bytes, each community is drawn as one.
    """
    what = names[0] if names else "segments"
    if what not in _KINDS:
        hint = did_you_mean(what, list(_KINDS)) or "; there are segments and firms"
        raise InputError(f"no network is called '{what}'{hint}")
    scene = open_scene(store, city=city, as_of=as_of)
    data = read_segments(scene) if what == "segments" else read_firms(scene)
    words, lang = words_of(page.lang), page.lang
    where = Name(
        *(words_of(one)[f"network_title_{what}"].format(place=scene.city.name.show(one)) for one in ("zh", "en"))
    )
    page = replace(
        page, title=where.show(lang), shows=words[_SHOWS[data.what]], as_of=as_of.isoformat() if as_of else ""
    )
    drawn = _render(page, where, scene, data, limit) if len(data.nodes) <= limit else b""
    if not drawn or len(drawn) > heaviest:
        drawn = _render(page, where, scene, data, limit, is_whole=False)
    return drawn


def _render(page: Page, title: Name, scene: Scene, data: NetworkData, limit: int, *, is_whole: bool = True) -> bytes:
    """Return the page with each node, or with each community as one."""
    words, lang = words_of(page.lang), page.lang
    page = replace(page, is_long=is_whole and len(data.nodes) > _LONG)
    nodes, edges, measures, groups = list(data.nodes), list(data.edges), data.measures, dict(data.groups)
    if not is_whole:
        nodes, edges = aggregate(nodes, edges, groups["community"])
        measures, groups = (_MEMBERS,), {"community": groups["community"]}
    placed = place(nodes, edges, WEIGHTS)
    told = Told(scene.book, lang)
    said = {node.key: _said(scene, node.key) for node in nodes}
    most = _most_facts([len(found) for found in said.values()])
    report = report_network(title, scene, data, nodes, edges, measures=measures, groups=groups, said=said)
    used = documents_of(scene.book, [one for found in said.values() for one in found],
                        also=[one.key for one in cited_documents(report, scene.book.sources)])  # fmt: skip
    questions = read_questions(_QUESTIONS)
    named = {one.key: one.name.show(lang) for edge in edges for one in edge.products}
    products = {key: number for number, key in enumerate(named)}
    content: dict[str, object] = {
        **report_content(page, report, scene.book.sources, questions=questions),
        "bundled": "" if is_whole else words["aggregated"].format(n=len(data.nodes), limit=limit),
        "documents": [scene.book.sources.documents[key] for key in used],
        "sections": (),
        "view": {
            "asOf": page.as_of,
            "stops": [],
            "file": page.stem,
            "outlined": is_whole,
            "faint": 0.3 if is_whole else 0.7,
            "measures": [_measure(one, nodes, lang) for one in measures],
            "colours": _choices(_colours(data, groups, measures), measures, lang),
            "sizes": [
                *_choices([one.key for one in measures], measures, lang),
                {"key": "same", "word": words["measure_same"]},
            ],
            "groups": {"state": [], **{key: [_group(one, lang) for one in found] for key, found in groups.items()}},
            "lines": _lines(edges, lang),
            "products": list(named.values()),
            "filters": _filters(scene, nodes, data.groups, lang),
            "details": {node.key: _detail(told, scene, node, said[node.key], most, page) for node in nodes},
            "documents": document_data(used, scene.book.sources, page),
            "questions": question_data(questions, "", page),
        },
    }  # fmt: skip
    return render_cloud(
        page,
        [_node(one, placed.centres[one.key], lang) for one in nodes],
        [_edge(key, one, products) for key, one in zip(edge_keys(edges), edges, strict=True)],
        frame={"width": placed.width, "height": placed.height, "radius": RADIUS},
        content=content,
    )


def _most_facts(counts: Sequence[int]) -> int:
    """Return how many statements the panel of a node may show, so that all together aren't too many."""
    most = max(counts, default=0)
    while most > 1 and sum(min(count, most) for count in counts) > _FACTS:
        most -= 1
    return most


def _said(scene: Scene, key: str) -> list[str]:
    if key.startswith("enterprise:"):
        # Who sells to whom is told by the lines; figures come last.
        order = {"SupplyLink": 2, "Observation": 1}
        return sorted(scene.book.said_of.get(key, ()), key=lambda one: order.get(scene.book.statements[one].kind, 0))
    stated = [one.statement for one in scene.city.stated.get(key, ())]
    return [*stated, *(link.statement for link in scene.city.links.get(key, ()))]


def _node(node: CloudNode, centre: tuple[float, float], lang: str) -> dict[str, object]:
    hint = " / ".join(dict.fromkeys(filter(None, (node.name.zh, node.name.en))))
    return {
        "id": node.key,
        "label": node.name.show(lang),
        "hint": hint,
        "kind": node.kind,
        "x": centre[0],
        "y": centre[1],
        "measures": dict(node.measures),
        "filters": {key: list(values) for key, values in node.filters.items()},
        **node.groups,
    }


def _edge(key: str, edge: CloudEdge, products: Mapping[str, int]) -> dict[str, object]:
    more: dict[str, object] = {"weight": edge.weight} if edge.weight else {}
    more |= {"products": [products[one.key] for one in edge.products]} if edge.products else {}
    return {"id": key, "from": edge.source, "to": edge.target, "relation": edge.relation, **more}


def _measure(measure: Measure, nodes: Sequence[CloudNode], lang: str) -> dict[str, object]:
    values = [node.measures.get(measure.key) for node in nodes]
    return {
        "key": measure.key,
        "word": measure.name.show(lang),
        "digits": measure.digits,
        "most": max((value for value in values if value is not None), default=0),
        "breaks": breaks_of(values),
    }


def _colours(data: NetworkData, groups: Mapping[str, object], measures: Sequence[Measure]) -> list[str]:
    """Return what colour may follow; where many communities would fill the legend, measures come first."""
    ordered = [list(groups), [one.key for one in measures]]
    return [key for keys in (ordered[::-1] if data.what == "sales" else ordered) for key in keys]


def _choices(keys: Sequence[str], measures: Sequence[Measure], lang: str) -> list[dict[str, str]]:
    named = {one.key: one.name.show(lang) for one in measures}
    return [{"key": key, "word": named.get(key) or words_of(lang)[f"by_{key}"]} for key in keys]


def _group(group: Group, lang: str) -> dict[str, str]:
    return {"key": group.key, "word": group.name.show(lang), "mark": group.mark}


def _lines(edges: Sequence[CloudEdge], lang: str) -> list[dict[str, str]]:
    there = {edge.relation for edge in edges}
    return [
        {"key": key, "word": words_of(lang)["links_between" if key == "group" else key]}
        for key in ("essential", "replaceable", "supporting", "ties", "sold", "group")
        if key in there
    ]


def _filters(
    scene: Scene, nodes: Sequence[CloudNode], groups: Mapping[str, Sequence[Group]], lang: str
) -> list[dict[str, object]]:
    words = words_of(lang)
    counties = sorted({county for node in nodes for county in node.filters.get("county", ())})
    numbers = {str(n): scene.book.name(key).show(lang) for n, key in enumerate(sorted(scene.templates.segments), 1)}
    chains = sorted({chain for node in nodes for chain in node.filters.get("chain", ())}, key=int)
    made: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("chain", words["main_chain"], [(key, f"{key} {numbers[key]}") for key in chains]),
        ("county", words["county_filter"], [(key, scene.book.name(key).show(lang)) for key in counties]),
        ("state", words["state_filter"], [(one.key, one.name.show(lang)) for one in groups.get("state", ())]),
    ]
    return [
        {"key": key, "word": word, "options": [{"key": one, "title": title} for one, title in options]}
        for key, word, options in made
        if options
    ]


def _detail(told: Told, scene: Scene, node: CloudNode, said: Sequence[str], most: int, page: Page) -> dict[str, object]:
    words, lang = words_of(page.lang), page.lang
    lines = []
    if node.kind == "segment":
        there = thing_runs(holders_of(scene, node.key), lang) or say(words["not_here"])
        chains = thing_runs(things(scene.book, scene.templates.templates_of(node.key)), lang)
        lines = [line_data(words["holders_here"], there, page), line_data(words["main_chain"], chains, page)]
    if node.members:
        lines = [line_data(words["member_list"], thing_runs(node.members, lang), page)]
    kind = words["member_list" if node.kind == "group" else node.kind]
    if "state" in node.groups and node.kind == "segment":
        kind += " · " + words[f"state-{node.groups['state']}"]
    if len(said) > most:
        command = f"chaingraph query page-statements --entity {node.key}"
        lines.append(
            line_data(words["facts"], say(words["more_facts"].format(n=len(said) - most, command=command)), page)
        )
    detail = detail_data(told, node.key, page, title=node.name.show(lang), statements=said[:most], lines=lines)
    asked = [("feeds-of", f" --segment {node.key}")] if node.kind == "segment" else []
    if said and node.kind != "group":
        asked.append(("page-statements", f" --entity {node.key}"))
    found = [text for one in node.members for text in (one.name.zh, one.name.en, one.key) if text]
    return {**detail, "kind": kind, "questions": [list(one) for one in asked], "found": found}
