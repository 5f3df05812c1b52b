"""The page of a city's industrial system: programme, editions, groups, sectors and chains, as of a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from chaingraph.networks import Name, SetClaim, Span, System, bundle_members, system_graph
from chaingraph.views.describe import (
    Fact,
    count_of,
    describe_change,
    describe_claim,
    describe_entry,
    describe_figure,
    describe_holding,
    document_label,
    say_counts,
    say_since,
)
from chaingraph.views.facts import SystemFacts
from chaingraph.views.layout import Box, Lane, Placed, lay_out, wrap
from chaingraph.views.pyvis_page import Drawn, DrawnEdge, render_network
from chaingraph.views.shell import Link, Page, web_address
from chaingraph.views.words import words_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["DRAWN_LIMIT", "render_system", "system_title"]

#: More boxes than this nobody reads, and no browser draws quickly.
DRAWN_LIMIT = 2000
_LANE_OF = {"programme": "programme", "edition": "edition", "group": "group"}
_WIDTHS = {"programme": 170, "edition": 252, "group": 220, "member": 252}
_FAR = 10**9


def system_title(facts: SystemFacts, lang: str) -> str:
    """Return the heading of the page."""
    return words_of(lang)["system_title"].format(city=facts.system.city_name.show(lang))


def render_system(
    facts: SystemFacts,
    *,
    lang: str = "zh",
    as_of: date | None = None,
    name: str = "system.html",
    navigation: Sequence[Link] = (),
    documents_page: str = "",
    limit: int = DRAWN_LIMIT,
) -> bytes:
    """Return the page of a city's system as UTF-8 bytes.

    Parameters
    ----------
    facts
        The rows of the city's system.
    lang
        "zh" or "en".
    as_of
        The day that the page opens at; the last day that anything in it is from, if not given. Every other day of its
        history can be chosen in the page.
    name, navigation, documents_page
        The page's own file name, its way to other pages, and the file of the documents page, if there are any.
    limit
        Above this number of boxes the members of each list are drawn as one.
    """
    words = words_of(lang)
    full = system_graph(facts.system)
    graph = bundle_members(full, limit=limit)
    texts = _box_texts(facts, graph, lang)
    placed = _place(facts, graph, texts, words)
    boxes = [_draw(graph, key, texts[key], placed) for key in placed.centres]
    edges = [
        DrawnEdge(
            f"{source}→{target}|{relation}",
            source,
            target,
            relation,
            _edge_text(data, words, lang),
            _spans(data["spans"]),
        )
        for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    used = _used_documents(facts)
    stops = _stops(facts, graph, as_of)
    chosen = as_of.isoformat() if as_of else (stops[-1] if stops else "")
    page = Page(
        name,
        lang,
        system_title(facts, lang),
        words["shows"].format(city=facts.system.city_name.show(lang)),
        chosen,
        navigation,
    )
    statements = _describe_all(facts, lang)
    content: dict[str, object] = {
        "view": {
            "asOf": chosen,
            "stops": stops,
            "details": _details(facts, graph, statements, lang),
            "overview": [asdict(fact) for fact in _overview(facts, lang)],
            "documents": _documents(facts, used, lang),
            "questions": {
                question.name: {"asks": question.asks.show(lang), "text": question.text}
                for question in facts.questions.values()
            },
            "editions": [
                {"key": edition.key, "title": edition.name.show(lang)}
                for edition in sorted(facts.system.editions, key=lambda one: (one.since or date.min, one.key))
            ],
            "membership": _membership(graph),
            "documentsPage": documents_page,
            "city": facts.system.city.rsplit(":", 1)[-1],
        },
        "things": _thing_rows(facts, graph, placed, lang),
        "links": _link_rows(facts, graph, statements, lang),
        "figures": [_figure_row(facts, number, lang) for number in range(len(facts.figures))],
        "sets": _set_rows(facts, lang),
        "titles": [describe_holding(one, "system-owners", facts.sources, lang) for one in facts.owners]
        + [describe_holding(one, "system-chiefs", facts.sources, lang) for one in facts.chiefs],
        "changes": [describe_change(one, _names(facts.system), facts.sources, lang) for one in facts.system.changes],
        "documents": [facts.sources.documents[key] for key in used],
        "documents_page": documents_page,
        "bundled": words["bundled"].format(limit=limit) if graph is not full else "",
    }
    return render_network(page, boxes, edges, placed, template="system.html.j2", content=content)


def _names(system: System) -> dict[str, Name]:
    named = [*system.programmes, *system.editions, *system.groups]
    return {one.key: one.name for one in named} | {entry.member.key: entry.member.name for entry in system.entries}


def _box_texts(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", lang: str) -> dict[str, tuple[str, ...]]:
    """Return the lines written in each box."""
    words = words_of(lang)
    since = {edition.key: edition.since for edition in facts.system.editions}
    texts: dict[str, tuple[str, ...]] = {}
    for key, data in graph.nodes(data=True):
        kind = data["kind"]
        width = _WIDTHS[_LANE_OF.get(kind, "member")]
        title = data["name"].show(lang)
        if kind == "unnamed":
            texts[key] = wrap(_unnamed_text(data, words, lang), width)
            continue
        if kind == "bundle":
            texts[key] = wrap(words["bundle"].format(n=data["count"]), width)
            continue
        lines = wrap(title, width - (18 if kind in {"sector", "chain"} else 0), lines=1 if "member" == kind else 2)
        if kind == "edition":
            lines += wrap(say_since(since[key], None, lang), width)
        if kind in {"edition", "group"}:
            for claim in _claims_within(facts.system, key)[:2]:
                counts = say_counts(count_of(claim), lang, open_ended=claim.open_ended)
                lines += wrap(counts, width, lines=2)
        texts[key] = lines
    return texts


def _unnamed_text(data: Mapping[str, object], words: Mapping[str, str], lang: str) -> str:
    name = data["name"]
    kind = name.show(lang) if isinstance(name, Name) else ""
    if data["count"]:
        return f"{words['unnamed_box'].format(n=data['count'])}{'：' if lang == 'zh' else ': '}{kind}"
    return f"{words['open_ended']}{'：' if lang == 'zh' else ': '}{kind}"


def _claims_within(system: System, key: str) -> list[SetClaim]:
    """Return the claims about how many sectors or chains an edition or group has."""
    return [claim for claim in system.claims if key in claim.within and claim.member_kind in {"Chain", "Sector"}]


def _place(
    facts: SystemFacts,
    graph: "nx.MultiDiGraph[str]",
    texts: Mapping[str, tuple[str, ...]],
    words: Mapping[str, str],
) -> Placed:
    """Place the boxes: editions by programme and day, each with its groups, each with the members whose home it is."""
    system = facts.system
    first = {edition.key: edition.since or date.min for edition in system.editions}
    begin: dict[str, date] = {}
    for edition in system.editions:
        begin[edition.programme] = min(first[edition.key], begin.get(edition.programme, date.max))
    homes = _homes(facts, graph)
    by_home: dict[str, list[str]] = {}
    for key, home in homes.items():
        by_home.setdefault(home, []).append(key)
    boxes: list[Box] = []

    def add(key: str, lane: str, parent: str | None) -> None:
        boxes.append(Box(key, lane, texts[key], parent))

    for programme in sorted(system.programmes, key=lambda one: (begin.get(one.key, date.max), one.key)):
        add(programme.key, "programme", None)
    for edition in sorted(system.editions, key=lambda one: (first[one.key], one.key)):
        add(edition.key, "edition", edition.programme if edition.programme in graph else None)
        for key in by_home.get(edition.key, ()):
            add(key, "member", edition.key)
        for group in (one for one in system.groups if one.edition == edition.key):
            add(group.key, "group", edition.key)
            for key in by_home.get(group.key, ()):
                add(key, "member", group.key)
    lanes = [
        Lane("programme", words["programme"], _WIDTHS["programme"]),
        Lane("edition", words["editions"], _WIDTHS["edition"]),
        Lane("group", words["groups"], _WIDTHS["group"]),
        Lane("member", words["members"], _WIDTHS["member"]),
    ]
    return lay_out(boxes, lanes)


def _homes(facts: SystemFacts, graph: "nx.MultiDiGraph[str]") -> dict[str, str]:
    """Return for each member the list beside which it stands: the latest that lists it, else that it may be in.

    Members come in the order in which their documents name them; those that nobody names come last.
    """
    system = facts.system
    since = {edition.key: edition.since or date.min for edition in system.editions}
    since |= {group.key: since[group.edition] for group in system.groups if group.edition in since}
    homes: dict[str, str] = {}
    order: dict[str, tuple[int, int, str]] = {}
    for key, data in graph.nodes(data=True):
        if data["kind"] in _LANE_OF:
            continue
        parents = [
            (relation != "possible", since.get(source, date.min), source, edge["statements"])
            for source, _, relation, edge in graph.in_edges(key, keys=True, data=True)
            if source in since
        ]
        if parents:
            listed, _, homes[key], statements = max(parents, key=lambda parent: parent[:3])
            starts = [place.start for one in statements for place in facts.sources.places.get(one, ())]
            known = [start for start in starts if start is not None]
            order[key] = (2 if data["kind"] == "unnamed" else int(not listed), min(known, default=_FAR), key)
    for key, data in graph.nodes(data=True):
        # What a change began with may stand in no list: it stands beside what it became.
        if data["kind"] not in _LANE_OF and key not in homes:
            after = [target for target in graph.successors(key) if target in homes]
            homes[key] = homes[after[0]] if after else system.editions[0].key
            order[key] = (0, _FAR, key)
    return {key: homes[key] for key in sorted(homes, key=lambda key: order[key])}


def _draw(graph: "nx.MultiDiGraph[str]", key: str, lines: tuple[str, ...], placed: Placed) -> Drawn:
    data = graph.nodes[key]
    lane = _LANE_OF.get(data["kind"], "member")
    hint = " / ".join(dict.fromkeys(filter(None, (data["name"].zh, data["name"].en))))
    width = next(one.width for one in placed.lanes if one.key == lane)
    return Drawn(key, "\n".join(lines), hint, data["kind"], lane, width, len(lines), _spans(data["spans"]))


def _edge_text(data: Mapping[str, object], words: Mapping[str, str], lang: str) -> str:
    from chaingraph.networks import Change

    change = data.get("change")
    if not isinstance(change, Change):
        return ""
    text = change.kind_name.show(lang)
    return f"{text} · {words['inputs_unstated']}" if change.inputs_unstated else text


def _spans(spans: Iterable[Span]) -> list[list[str | None]]:
    return [
        [span.since.isoformat() if span.since else None, span.until.isoformat() if span.until else None]
        for span in spans
    ]


def _used_documents(facts: SystemFacts) -> list[str]:
    """Return the keys of the documents that the page cites, newest first."""
    system = facts.system
    stated: list[str] = [
        one.statement for one in (*system.entries, *system.claims, *system.changes, *facts.owners, *facts.chiefs)
    ]
    stated += [figure.statement for figure in facts.figures]
    cited = {place.document for one in stated for place in facts.sources.places.get(one, ())}
    return [key for key in facts.sources.documents if key in cited]


def _stops(facts: SystemFacts, graph: "nx.MultiDiGraph[str]", as_of: date | None) -> list[str]:
    """Return the days at which the picture changes, and the last day that anything is from."""
    days = {span.since for _, data in graph.nodes(data=True) for span in data["spans"] if span.since}
    days |= {span.since for *_, data in graph.edges(data=True) for span in data["spans"] if span.since}
    last = [facts.sources.documents[key].issued for key in _used_documents(facts)]
    last += [figure.since for figure in facts.figures]
    known = {day for day in last if day}
    if known or days:
        days.add(max(known | days))
    if as_of:
        days.add(as_of)
    return [day.isoformat() for day in sorted(days)]


def _documents(facts: SystemFacts, used: Sequence[str], lang: str) -> dict[str, dict[str, object]]:
    words = words_of(lang)
    return {
        key: {
            "label": document_label(document, lang),
            "title": document.title,
            "publisher": document.publisher or words["publisher_unknown"],
            "issued": document.issued.isoformat() if document.issued else words["no_date"],
            "address": web_address(document.address),
            "kept": words["checked"] if document.kept else words["not_kept"],
        }
        for key, document in ((key, facts.sources.documents[key]) for key in used)
    }


def _describe_all(facts: SystemFacts, lang: str) -> dict[str, Fact]:
    """Return every statement of the system in words."""
    names = _names(facts.system)
    described = [describe_entry(one, names, facts.sources, lang) for one in facts.system.entries]
    described += [describe_claim(one, facts.sources, lang) for one in facts.system.claims]
    described += [describe_change(one, names, facts.sources, lang) for one in facts.system.changes]
    return {fact.statement: fact for fact in described}


def _details(
    facts: SystemFacts, graph: "nx.MultiDiGraph[str]", statements: Mapping[str, Fact], lang: str
) -> dict[str, dict[str, object]]:
    """Return what the panel says about each box: its names, and the statements on its own lines and its lists'."""
    other = "en" if lang == "zh" else "zh"
    within: dict[str, list[str]] = {}
    for claim in facts.system.claims:
        for key in claim.within:
            within.setdefault(key, []).append(claim.statement)
    details: dict[str, dict[str, object]] = {}
    for key, data in graph.nodes(data=True):
        stated: dict[str, None] = dict.fromkeys(within.get(key, ()))
        for *_, edge in (*graph.in_edges(key, data=True), *graph.out_edges(key, data=True)):
            stated |= dict.fromkeys(edge["statements"])
        if data["kind"] == "programme":
            for edition in graph.successors(key):
                stated |= dict.fromkeys(within.get(edition, ()))
                for *_, edge in graph.out_edges(edition, data=True):
                    stated |= dict.fromkeys(edge["statements"])
        name: Name = data["name"]
        details[key] = {
            "title": name.show(lang),
            "other": name.show(other) if name.show(other) != name.show(lang) else "",
            "aliases": list(facts.system.aliases.get(key, ())),
            "code": key if ":" in key and not key.startswith(("unnamed:", "bundle:")) else "",
            "facts": [asdict(statements[one]) for one in stated if one in statements],
        }
    return details


def _overview(facts: SystemFacts, lang: str) -> list[Fact]:
    """Return what the panel says while nothing is selected: lists beside the system, owners, chiefs, changes."""
    drawn = {one.key for one in (*facts.system.editions, *facts.system.groups)}
    beside = [claim for claim in facts.system.claims if not drawn.intersection(claim.within)]
    shown = [describe_claim(claim, facts.sources, lang) for claim in beside]
    shown += [describe_holding(one, "system-owners", facts.sources, lang) for one in facts.owners]
    shown += [describe_holding(one, "system-chiefs", facts.sources, lang) for one in facts.chiefs]
    names = _names(facts.system)
    return shown + [describe_change(one, names, facts.sources, lang) for one in facts.system.changes]


def _membership(graph: "nx.MultiDiGraph[str]") -> dict[str, list[str]]:
    """Return for each box the editions that it belongs to, for the filter by edition."""
    editions: dict[str, set[str]] = {key: set() for key in graph}
    for edition in (key for key, data in graph.nodes(data=True) if data["kind"] == "edition"):
        reached = {edition, *graph.predecessors(edition)}
        for child in graph.successors(edition):
            reached.add(child)
            if graph.nodes[child]["kind"] == "group":
                reached.update(graph.successors(child))
        for key in reached:
            editions[key].add(edition)
    return {key: sorted(found) for key, found in editions.items()}


def _thing_rows(
    facts: SystemFacts, graph: "nx.MultiDiGraph[str]", placed: Placed, lang: str
) -> list[dict[str, object]]:
    """Return a row for each box, in the order of the picture from left to right, top to bottom."""
    words = words_of(lang)
    titles = {lane.key: lane.title for lane in placed.lanes}
    other = "en" if lang == "zh" else "zh"
    lanes = [lane.key for lane in placed.lanes]

    def order(key: str) -> tuple[int, float]:
        return (lanes.index(_LANE_OF.get(graph.nodes[key]["kind"], "member")), placed.centres[key][1])

    rows: list[dict[str, object]] = []
    for key in sorted(placed.centres, key=order):
        data = graph.nodes[key]
        claims = _claims_within(facts.system, key)
        count = count_of(claims[0]) if claims else None
        title = data["name"].show(lang)
        if data["kind"] == "unnamed":
            title = _unnamed_text(data, words, lang)
        elif data["kind"] == "bundle":
            title = words["bundle"].format(n=data["count"])
        stated = [one for *_, edge in graph.in_edges(key, data=True) for one in edge["statements"]]
        stated += [claim.statement for claim in claims]
        rows.append(
            {
                "key": key,
                "lane": titles[_LANE_OF.get(data["kind"], "member")],
                "kind": words["unnamed" if data["kind"] == "unnamed" else _kind_word(data["kind"])],
                "title": title,
                "other": data["name"].show(other) if data["name"].show(other) != title else "",
                "lists": [graph.nodes[source]["name"].show(lang) for source in graph.predecessors(key)],
                "count": count,
                "since": _first_day(data["spans"]),
                "sources": sorted({cited.label for cited in _cite_all(facts, stated, lang)}),
            }
        )
    return rows


def _kind_word(kind: str) -> str:
    return "members" if kind == "bundle" else kind


def _cite_all(facts: SystemFacts, statements: Iterable[str], lang: str) -> list["Cited"]:
    from chaingraph.views.describe import cite

    return list(cite(dict.fromkeys(statements), facts.sources, lang))


def _link_rows(
    facts: SystemFacts, graph: "nx.MultiDiGraph[str]", statements: Mapping[str, Fact], lang: str
) -> list[dict[str, object]]:
    """Return a row for each line of the picture."""
    words = words_of(lang)

    def title(key: str) -> str:
        data = graph.nodes[key]
        if data["kind"] == "unnamed":
            return _unnamed_text(data, words, lang)
        if data["kind"] == "bundle":
            return words["bundle"].format(n=data["count"])
        return str(data["name"].show(lang))

    rows: list[dict[str, object]] = []
    for source, target, relation, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        word = words[f"relation_{relation}"]
        text = _edge_text(data, words, lang)
        rows.append(
            {
                "key": f"{source}→{target}|{relation}",
                "source": title(source),
                "relation": f"{word}（{text}）" if text else word,
                "target": title(target),
                "since": _first_day(data["spans"]),
                "sources": _cite_all(facts, data["statements"], lang),
            }
        )
    return rows


def _first_day(spans: Sequence[Span]) -> str:
    since = spans[0].since if spans else None
    return since.isoformat() if since else ""


def _figure_row(facts: SystemFacts, number: int, lang: str) -> dict[str, object]:
    words = words_of(lang)
    figure = facts.figures[number]
    status = words["target"] if figure.is_target else figure.status_name.show(lang)
    about = figure.about.show(lang)
    return {
        "fact": describe_figure(figure, facts.sources, lang),
        "is_part": bool(about) or figure.area_key != facts.system.city,
        "about": about or figure.area.show(lang),
        "scope": figure.scope.show(lang),
        "status": status,
        "exact": f"{figure.value.normalize():f}",
        "unit": figure.unit_name.show(lang),
    }


def _set_rows(facts: SystemFacts, lang: str) -> list[dict[str, object]]:
    return [
        {"fact": describe_claim(claim, facts.sources, lang), "count": count_of(claim)} for claim in facts.system.claims
    ]
