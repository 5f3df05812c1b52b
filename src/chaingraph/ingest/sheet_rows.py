"""Enter a row of each of an office's sheets: what it states becomes rows of the curated tables."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import product

from chaingraph.evidence import fold
from chaingraph.filled import in_year
from chaingraph.ingest.cell_checks import check_cells
from chaingraph.ingest.cells import read_count, read_money, read_names, read_share, read_titles, read_year
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry, Source
from chaingraph.ingest.headings import Record
from chaingraph.ingest.reference_names import find_template, find_title, segments_of_product, short_name
from chaingraph.naming import Name

__all__ = ["enter_record"]


def enter_record(rows: CityRows, source: Source, record: Record) -> bool:
    """Enter one record of a list; return whether it was good. Of a row with a fault nothing is entered."""
    entry = Entry(source, record, rows.tables)
    check_cells(entry)
    if not entry.faults:
        _WRITERS[source.found.sheet.key](rows, entry)
    rows.faults += entry.faults
    return not entry.faults


def _add_chain(rows: CityRows, entry: Entry) -> None:
    template = entry.cell("template")
    if template and find_template(template) is None:
        entry.fault(
            "template",
            Name(
                f"没有名为“{template}”的模板，请从“说明”表中选，或留空",
                f"no template is called '{template}'; choose one of the sheet 说明, or leave it empty",
            ),
        )
    if entry.faults:
        return
    chain = rows.chain(entry.cell("name"), template)
    rows.in_list[entry.cell("name")] = None
    entry.state("chain_entries", "listed", chain=chain, edition=rows.edition, tier="listed")
    for at, name in enumerate(read_names(entry.cell("chiefs"))):
        person = rows.thing("people", name)
        entry.state(
            "chief_holdings",
            f"chief-{at}",
            holder=f"person:{person}",
            role="chain-chief",
            chain=chain,
            area=rows.place,
        )
    for at, name in enumerate(read_names(entry.cell("bodies"))):
        body = rows.thing("bodies", name)
        entry.state(
            "participations",
            f"lead-{at}",
            participant=f"body:{body}",
            participates_in=f"chain:{chain}",
            role="lead",
        )


def _add_own_segment(rows: CityRows, entry: Entry) -> None:
    chains = rows.chains_in(entry)
    lane, need, state = (entry.choice(key) for key in ("lane", "need", "state"))
    columns = ("segment", "parent", "sources", "targets")
    segments, parents, sources, targets = (rows.segments(entry, chains, key=key) for key in columns)
    for key, others in zip(columns[1:], (parents, sources, targets), strict=True):
        if set(segments) & set(others):
            entry.fault(key, Name("环节不能指向自己，请改正", "a segment can't lead to itself; mend it"))
    if entry.faults:
        return
    why = f"名单“{entry.source.name}”第{entry.record.row}行所列"
    keys = [[one.partition(":")[2] for one in those] for those in (segments, sources, targets)]
    for name, segment in product(chains, keys[0]):
        rows.place_own_segment(name, segment, lane=lane, why=why)
    for source, target in (*product(keys[1], keys[0]), *product(keys[0], keys[2])):
        rows.own.feed(source, target, need=need, why=why)
    for at, (parent, segment) in enumerate(product(parents, segments)):
        entry.state("relations", f"parent-{at}", from_=parent, to=segment, relation="contains")
    _state_of(rows, entry, segments, state)


def _add_enterprise(rows: CityRows, entry: Entry) -> None:
    name, code, chains = entry.cell("name"), entry.cell("code").upper(), rows.chains_in(entry)
    key = entry.attempt("code", lambda: rows.identify(name, code))
    segments, owned = rows.segments(entry, chains), _owned(entry, chains)
    revenue = entry.read("revenue", lambda text: read_money(text, entry.unit("revenue")))
    spent = entry.read("rd", lambda text: read_money(text, entry.unit("rd")))
    year = entry.read("year", read_year) or entry.source.found.years.get("revenue" if revenue is not None else "rd")
    staff = entry.read("staff", read_count)
    titles = _titles(entry)
    if revenue is not None and year is None and not entry.faults:
        entry.fault(
            "revenue",
            Name(
                "哪一年的？请填“数据年度”，或表头写作“2025年营业收入”",
                "of which year? Fill the column 数据年度, or call this one 2025年营业收入",
            ),
        )
    if spent is not None and year is None and not entry.faults:
        entry.fault(
            "rd",
            Name(
                "哪一年的？请填“数据年度”，或表头写作“2025年研发费用”",
                "of which year? Fill the column 数据年度, or call this one 2025年研发费用",
            ),
        )
    if entry.faults or key is None:
        return
    firm = rows.firm(key, name)
    rows.listed.setdefault(entry.source.document, set()).add(firm)
    if read_names(entry.cell("owner")) == ["否"]:
        denied = [f"{firm} {rows.chain_ref(chain)}" for chain in chains] or [firm]
        rows.denied.setdefault(entry.source.document, set()).update(denied)
    rows.place_thing(entry, firm)
    rows.join_all(entry, "chain", firm, map(rows.chain_ref, chains), "member")
    rows.join_all(entry, "segment", firm, segments)
    for made in () if segments else read_names(entry.cell("products")):
        if meant := segments_of_product(made):
            rows.hints[made] = "、".join(meant)
    for at, chain in enumerate(owned):
        of = rows.chain(chain) if chain else None
        entry.state("chain_ownerships", f"owner-{at}", owner=key, chain=of, area=rows.place)
    about = {"about": firm, "area": rows.place}
    if revenue is not None and year is not None:
        entry.figure("operating-revenue", revenue, in_year(year), unit="yuan", accrual="flow", **about)
    if spent is not None and year is not None:
        entry.figure("rd-expenditure", spent, in_year(year), unit="yuan", accrual="flow", **about)
    if staff is not None:
        entry.figure("employees", staff, rows.on_day, unit="one", accrual="stock", **about)
    _award(entry, firm, titles)


def _add_project(rows: CityRows, entry: Entry) -> None:
    chains = rows.chains_in(entry)
    segments, phase = rows.segments(entry, chains), entry.choice("phase")
    amount = entry.read("investment", lambda text: read_money(text, entry.unit("investment")))
    investors = entry.read("investors", lambda text: [(rows.firms.key(one), one) for one in read_names(text)]) or []
    if entry.faults:
        return
    key = rows.thing("projects", entry.cell("name"))
    project = f"project:{key}"
    rows.place_thing(entry, project)
    rows.join_all(entry, "chain", project, map(rows.chain_ref, chains))
    rows.join_all(entry, "segment", project, segments)
    for at, investor in enumerate(investors):
        rows.join(entry, f"investor-{at}", rows.firm(*investor), project, "investor")
    if phase:
        entry.state("project_statuses", "phase", project=key, phase=phase)
    if amount is not None:
        planned = {"unit": "yuan", "status": "planned"}
        entry.figure("project-investment", amount, rows.on_day, about=project, area=rows.place, **planned)


def _add_cluster(rows: CityRows, entry: Entry) -> None:
    kind, chains = entry.choice("kind"), rows.chains_in(entry)
    segments, titles = rows.segments(entry, chains), _titles(entry)
    if entry.faults:
        return
    thing = f"{kind}:{rows.thing(f'{kind}s', entry.cell('name'))}"
    rows.place_thing(entry, thing)
    rows.join_all(entry, "chain", thing, map(rows.chain_ref, chains))
    rows.join_all(entry, "segment", thing, segments)
    _award(entry, thing, titles)


def _add_state(rows: CityRows, entry: Entry) -> None:
    state = entry.choice("state")
    segments = rows.segments(entry, rows.chains_in(entry), key="segment")
    if not entry.faults:
        _state_of(rows, entry, segments, state)


def _state_of(rows: CityRows, entry: Entry, segments: Iterable[str], state: str) -> None:
    for at, segment in enumerate(segments if state else ()):
        key = segment.partition(":")[2]
        entry.state("segment_statuses", f"state-{at}", segment=key, area=rows.place, state=state)


def _add_supply(rows: CityRows, entry: Entry) -> None:
    share = entry.read("share", read_share)
    ends = [entry.read(column, lambda text: (rows.firms.key(text), text)) for column in ("supplier", "customer")]
    if not entry.faults:
        supplier, customer = (rows.firm(*end).partition(":")[2] for end in ends if end)
        told = f"{share:f}" if share is not None else None
        entry.state("supplies", "supply", supplier=supplier, customer=customer, share=told)


def _titles(entry: Entry) -> list[tuple[str, int | None, date | None]]:
    found = entry.read("titles", lambda text: [(find_title(one), year, end) for one, year, end in read_titles(text)])
    return found or []


def _award(entry: Entry, recipient: str, titles: Iterable[tuple[str, int | None, date | None]]) -> None:
    for at, (title, when, until) in enumerate(titles):
        told = {"year": str(when) if when else None, "valid_to": until.isoformat() if until else None}
        entry.state("awards", f"title-{at}", recipient=recipient, scheme=title, **told)


def _owned(entry: Entry, chains: list[str]) -> list[str]:
    """Return the chains that a firm owns by its row: those named, which must be the row's, or its only one.

    An owner in a row without chains owns one that isn't named: an empty text.
    """
    words = read_names(entry.cell("owner"))
    if not words or words == ["否"]:
        return []
    known = {fold(short_name(chain)): chain for chain in chains}
    if words in (["是"], ["链主"], ["√"]):
        owned = (chains or [""]) if len(chains) < 2 else []
    else:
        owned = [known[fold(short_name(word))] for word in words if fold(short_name(word)) in known]
    if len(owned) != len(words):
        entry.fault(
            "owner",
            Name(
                "请填是或否，或写明是本行哪条链的链主", "write 是 (yes), 否 (no), or which of the row's chains it owns"
            ),
        )
    return owned


_WRITERS: Mapping[str, Callable[[CityRows, Entry], None]] = {
    "chains": _add_chain,
    "own_segments": _add_own_segment,
    "enterprises": _add_enterprise,
    "projects": _add_project,
    "clusters": _add_cluster,
    "segments": _add_state,
    "supplies": _add_supply,
}
