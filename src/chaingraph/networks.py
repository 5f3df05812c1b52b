"""The network of a city's industrial system: rows about programmes, editions, groups and entries as one graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import networkx as nx

from chaingraph.list_counts import ListCount, count_history
from chaingraph.naming import Name
from chaingraph.systems import Change, Edition, Member, Span, System

__all__ = ["Tie", "bundle_members", "clip_span", "edition_spans", "system_graph", "tie_graph"]


@dataclass(frozen=True)
class Tie:
    """A link between two things that a statement gives, on the days of ``span``; ``label`` says what it is."""

    source: str
    target: str
    relation: str
    statement: str
    span: Span
    label: Name = field(default_factory=Name)


def edition_spans(editions: Iterable[Edition]) -> dict[str, Span]:
    """Return for each edition the days on which it is the latest stated one of its list series.

    Being followed by a later list doesn't mean that the earlier one was ended: it is only no longer the latest.
    """
    by_series: dict[str, list[Edition]] = {}
    for edition in editions:
        by_series.setdefault(edition.series or edition.key, []).append(edition)
    spans: dict[str, Span] = {}
    for series in by_series.values():
        days = sorted({edition.since for edition in series if edition.since})
        for edition in series:
            later = [day for day in days if edition.since is None or day > edition.since]
            spans[edition.key] = Span(edition.since, later[0] if later else None)
    return spans


def system_graph(system: System) -> "nx.MultiDiGraph[str]":
    """Return the graph programme → edition → group → sector or chain.

    Each node has ``kind`` (programme, edition, group, sector, chain, unnamed), ``name`` and ``spans``; an ``unnamed``
    node stands for the stated members of a list that no source names, with ``count``. Each edge has as its key its
    relation (edition, group, listed, possible, unnamed, change), and ``spans`` and ``statements``. Several
    statements of the same link make one edge.

    Examples
    --------
    >>> from chaingraph.systems import Edition, Programme, SetClaim, System
    >>> edition = Edition("edition:e", Name(en="E"), "programme:p", "", Name(), date(2023, 1, 1))
    >>> claim = SetClaim("set-claim:c", ("edition:e",), (), "Chain", Name(), (), (), 12, "", False, False, (), (),
    ...     date(2023, 1, 1))
    >>> graph = system_graph(System("place:x", Name(), "", (Programme("programme:p", Name(en="P")),), (edition,),
    ...     claims=(claim,)))
    >>> sorted((data["kind"], data.get("count")) for _, data in graph.nodes(data=True))
    [('edition', None), ('programme', None), ('unnamed', 12)]
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    spans = edition_spans(system.editions)
    edition_of = _add_lists(graph, system, spans)
    for entry in system.entries:
        parent = entry.group if entry.group in edition_of else entry.edition
        if parent in edition_of and parent is not None:
            _add_member(graph, entry.member)
            end = entry.last + timedelta(days=1) if entry.last else None
            span = clip_span(Span(entry.since, end), spans[edition_of[parent]])
            _link(graph, parent, entry.member.key, "listed", span, entry.statement)
    for parent, history in count_history(system).items():
        frame = spans[edition_of[parent]]
        # What is counted after a later edition has taken over changes nothing in the picture.
        within = [
            (span, one) for span, one in history if not (frame.until and span.since and span.since >= frame.until)
        ]
        for span, one in within or history[-1:]:
            _link_count(graph, one, clip_span(span, frame))
    for change in system.changes:
        if change.edition in edition_of:
            _link_change(graph, change, clip_span(Span(change.since), spans[change.edition]), edition_of)
    for node in graph:
        graph.nodes[node]["spans"] = _node_spans(graph, node, spans)
    return graph


def tie_graph(nodes: Mapping[str, tuple[str, Name]], ties: Iterable[Tie]) -> "nx.MultiDiGraph[str]":
    """Return the graph of ties between things.

    Parameters
    ----------
    nodes
        The kind and name of each thing.
    ties
        Links between these; several of one relation between the same two make one edge.

    Returns
    -------
    networkx.MultiDiGraph
        Each node has ``kind``, ``name`` and ``spans``: when any of its edges holds. Each edge has as its key its
        relation, and ``spans``, ``statements`` and the first ``label``.

    Examples
    --------
    >>> ties = [Tie("a", "b", "part", s, Span(date(year, 1, 1))) for s, year in (("s1", 2023), ("s2", 2022))]
    >>> graph = tie_graph({"a": ("chain", Name("A")), "b": ("enterprise", Name("B"))}, ties)
    >>> graph.edges["a", "b", "part"]["statements"], graph.nodes["b"]["spans"][0].since.year
    (('s1', 's2'), 2022)
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, (kind, name) in nodes.items():
        graph.add_node(key, kind=kind, name=name)
    for tie in ties:
        _link(graph, tie.source, tie.target, tie.relation, tie.span, tie.statement)
        graph.edges[tie.source, tie.target, tie.relation].setdefault("label", tie.label)
    for node in graph:
        edges = (*graph.in_edges(node, data=True), *graph.out_edges(node, data=True))
        graph.nodes[node]["spans"] = _merge(span for *_, data in edges for span in data["spans"])
    return graph


def bundle_members(
    graph: "nx.MultiDiGraph[str]",
    *,
    limit: int = 2000,
    keep: frozenset[str] = frozenset({"programme", "edition", "group"}),
) -> "nx.MultiDiGraph[str]":
    """Return the graph itself, or, above ``limit`` nodes, a copy with the members of each list drawn as one node.

    Kinds of nodes in ``keep`` stay; all others are members of what leads to them. The bundling node has the kind
    ``bundle``, the ``count`` of the members that it stands for, and their ``members``.
    """
    if len(graph) <= limit:
        return graph
    small: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        if data["kind"] in keep:
            small.add_node(node, **data)
    bundles: dict[tuple[str, str], list[str]] = {}
    for source, target, relation, data in graph.edges(keys=True, data=True):
        if target in small and source in small:
            small.add_edge(source, target, key=relation, **data)
        elif source in small:
            bundles.setdefault((source, relation), []).append(target)
    for (source, relation), members in bundles.items():
        spans = tuple(sorted({span for one in members for span in graph.nodes[one]["spans"]}, key=_span_order))
        key = f"bundle:{source}|{relation}"
        small.add_node(key, kind="bundle", name=Name(), spans=spans, count=len(members), members=tuple(members))
        small.add_edge(source, key, key=relation, spans=spans, statements=(), label=Name())
    return small


def _add_lists(graph: "nx.MultiDiGraph[str]", system: System, spans: Mapping[str, Span]) -> dict[str, str]:
    """Add programmes, editions and groups; return the edition of each edition and group."""
    for programme in system.programmes:
        graph.add_node(programme.key, kind="programme", name=programme.name)
    for edition in system.editions:
        graph.add_node(edition.key, kind="edition", name=edition.name)
        if edition.programme in graph:
            _link(graph, edition.programme, edition.key, "edition", Span(spans[edition.key].since, None))
    edition_of = {edition.key: edition.key for edition in system.editions}
    for group in system.groups:
        if group.edition in edition_of:
            graph.add_node(group.key, kind="group", name=group.name)
            edition_of[group.key] = group.edition
            _link(graph, group.edition, group.key, "group", spans[group.edition])
    return edition_of


def _add_member(graph: "nx.MultiDiGraph[str]", member: Member) -> None:
    if member.key not in graph:
        graph.add_node(member.key, kind="chain" if member.kind == "Chain" else "sector", name=member.name)


def _link_count(graph: "nx.MultiDiGraph[str]", one: ListCount, span: Span) -> None:
    """Draw the possible members of a list, and one node for those that nothing confirms."""
    for member in one.possible:
        _add_member(graph, member)
        if not graph.has_edge(one.parent, member.key, "listed"):
            for statement in one.statements:
                _link(graph, one.parent, member.key, "possible", span, statement)
    if one.count.unknown or one.open_ended:
        key = f"unnamed:{one.parent}|{one.member_kind}|{one.count.stated}|{one.count.unknown}"
        graph.add_node(key, kind="unnamed", name=one.kind_name, count=one.count.unknown, open_ended=one.open_ended)
        for statement in one.statements:
            _link(graph, one.parent, key, "unnamed", span, statement)


def _link_change(graph: "nx.MultiDiGraph[str]", change: Change, span: Span, edition_of: Mapping[str, str]) -> None:
    """Mark the edge by which the edition lists what changed; draw one of its own only where there is none."""
    for member in change.after or change.before:
        _add_member(graph, member)
        listed = [
            parent
            for parent in graph.predecessors(member.key)
            if edition_of.get(parent) == change.edition and graph.has_edge(parent, member.key, "listed")
        ]
        for parent in listed:
            data = graph.edges[parent, member.key, "listed"]
            data["change"] = change
            data["statements"] = (*data["statements"], change.statement)
        if not listed:
            _link(graph, change.edition, member.key, "change", span, change.statement)
            graph.edges[change.edition, member.key, "change"]["change"] = change
    for before in change.before:
        for after in change.after:
            _add_member(graph, before)
            _link(graph, before.key, after.key, "change", span, change.statement)
            graph.edges[before.key, after.key, "change"]["change"] = change


def _link(
    graph: "nx.MultiDiGraph[str]", source: str, target: str, relation: str, span: Span, statement: str = ""
) -> None:
    """Add an edge, or the span and the statement to the edge that is there."""
    new = (statement,) if statement else ()
    if graph.has_edge(source, target, relation):
        data = graph.edges[source, target, relation]
        data["spans"] = _merge((*data["spans"], span))
        data["statements"] = (*data["statements"], *(one for one in new if one not in data["statements"]))
    else:
        graph.add_edge(source, target, key=relation, spans=(span,), statements=new)


def _node_spans(graph: "nx.MultiDiGraph[str]", node: str, spans: Mapping[str, Span]) -> tuple[Span, ...]:
    """When a node is in the picture: an edition while it is the latest, a programme from its first edition on."""
    if node in spans:
        return (spans[node],)
    if graph.nodes[node]["kind"] == "programme":
        days = [span for *_, data in graph.out_edges(node, data=True) for span in data["spans"]]
        starts = [span.since for span in days]
        known = [start for start in starts if start]
        return (Span(None if None in starts or not known else min(known), None),)
    return _merge(span for *_, data in graph.in_edges(node, data=True) for span in data["spans"])


def clip_span(span: Span, frame: Span) -> Span:
    """Return the days of a span that lie in another."""
    starts = [day for day in (span.since, frame.since) if day]
    ends = [day for day in (span.until, frame.until) if day]
    until = min(ends) if ends else None
    return Span(max(starts) if starts else None, until, is_over=span.is_over and until != frame.until)


def _span_order(span: Span) -> tuple[date, date]:
    return (span.since or date.min, span.until or date.max)


def _merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch or overlap."""
    ordered: Sequence[Span] = sorted(set(spans), key=_span_order)
    merged: list[Span] = []
    for span in ordered:
        last = merged[-1] if merged else None
        if last is not None and (last.until is None or span.since is None or span.since <= last.until):
            until, is_over = max(((last.until or date.max, last.is_over), (span.until or date.max, span.is_over)))
            merged[-1] = Span(last.since, None if until == date.max else until, is_over)
        else:
            merged.append(span)
    return tuple(merged)
