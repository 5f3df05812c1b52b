"""Enter a row of each of an office's sheets: what it states becomes rows of the curated tables."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import product

from chaingraph.evidence import fold
from chaingraph.filled import in_year
from chaingraph.ingest.cell_checks import check_cells
from chaingraph.ingest.cells import (
    is_nobody,
    mentioned_firm,
    read_count,
    read_money,
    read_names,
    read_share,
    read_year,
)
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry, Source
from chaingraph.ingest.figure_cells import read_day, read_span
from chaingraph.ingest.figure_rows import add_figure
from chaingraph.ingest.headings import Record
from chaingraph.ingest.name_kinds import kind_of_name
from chaingraph.ingest.reference_names import find_template, segments_of_product, short_name
from chaingraph.ingest.title_rows import add_awards, award, read_row_titles
from chaingraph.ingest.validity import read_until
from chaingraph.naming import Name

__all__ = ["enter_record"]

#: Columns of people at the head of a chain, what their statements are called, and their roles.
_CHIEFS = (
    ("chiefs", "chief", "chain-chief"),
    ("general_chiefs", "general-chief", "general-chain-chief"),
    ("deputy_chiefs", "deputy-chief", "deputy-chain-chief"),
)
#: What stands behind a body that leads, and behind one that helps.
_AS_LEAD = re.compile(r"\((?:牵头|主责|主办)(?:单位|部门)?\)$")
_BESIDE = re.compile(r"\((?:配合|协同|协办|参与|分办)(?:单位|部门)?\)$")
#: What may stand in a column on chain owners: yes, no, and what else a firm is in its chain.
_YES = frozenset({"是", "链主", "链主企业", "√", "✓", "y", "yes"})
_NO = frozenset({"否", "×", "✕", "✗", "n", "no"})
_NO_OWNER = frozenset({"链核", "链核企业", "链上", "链上企业", "配套", "配套企业"})
_KINDS_IN_HEADINGS = (
    ("集群", "cluster"), ("园区", "park"), ("开发区", "park"), ("高新区", "park"), ("平台", "platform"),
    ("机构", "institution"),
)  # fmt: skip


def enter_record(rows: CityRows, source: Source, record: Record) -> bool:
    """Enter one record of a list; return whether it was good. Of a row with a fault nothing is entered."""
    entry = Entry(source, record, rows.tables)
    check_cells(entry)
    entry.read("county", lambda text: list(map(rows.county, read_names(text))))
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
    owners, members = _firms(rows, entry, "owners"), _firms(rows, entry, "cores", "members")
    if entry.faults:
        return
    chain = rows.chain(entry.cell("name"), template)
    rows.in_list[entry.cell("name")] = None
    entry.state("chain_entries", "listed", chain=chain, edition=rows.edition, tier="listed")
    for column, what, role in _CHIEFS:
        for at, name in enumerate(_named(entry, column)):
            holder = f"person:{rows.thing('people', name)}"
            entry.state("chief_holdings", f"{what}-{at}", holder=holder, role=role, chain=chain, area=rows.place)
    for at, name in enumerate(_named(entry, "bodies")):
        body = rows.thing("bodies", name)
        entry.state(
            "participations",
            f"lead-{at}",
            participant=f"body:{body}",
            participates_in=f"chain:{chain}",
            role="lead",
        )
    rows.place_thing(entry, f"chain:{chain}")
    _own_and_join(rows, entry, [chain], owners, members)


def _named(entry: Entry, column: str) -> list[str]:
    """Return whom a cell names, without what stands where nobody is named yet (待定), and without those that help."""
    names = (_AS_LEAD.sub("", name) for name in read_names(entry.cell(column)))
    return [name for name in names if not is_nobody(name) and not _BESIDE.search(name)]


def _add_owners(rows: CityRows, entry: Entry) -> None:
    chains = rows.chains_in(entry)
    owners, members = _firms(rows, entry, "owners"), _firms(rows, entry, "cores", "members")
    if owners:
        _check_one_year(rows, entry, chains)
    if entry.faults:
        return
    if len(owners) == 1:  # the county of several may be that of any
        rows.place_thing(entry, rows.firm(*owners[0]))
    _own_and_join(rows, entry, list(map(rows.chain, chains)), owners, members)


def _check_one_year(rows: CityRows, entry: Entry, chains: Iterable[str]) -> None:
    """Note a row that is of another year than others of its chain: who owned it then need not own it now."""
    year = entry.read("year", read_year)
    if year is None:
        return
    for chain in chains:
        other = rows.years_of_owners.setdefault((entry.source.document, fold(short_name(chain))), year)
        if other != year:
            entry.fault(
                "year",
                Name(
                    f"本链别的行是{other}年；历年名单请按年份分开，各以--date读入；若是认定年份，请把表头写作“认定年份”",
                    f"other rows of the chain are of {other}; part a list of several years by year, each with a --date "
                    "of its own; if it is the year of the title, call the column 认定年份",
                ),
            )


def _firms(rows: CityRows, entry: Entry, *columns: str) -> list[tuple[str, str]]:
    """Return the keys and names of the firms that some cells mention."""

    def read(text: str) -> list[tuple[str, str]]:
        return [(rows.firms.key(name), name) for name in map(mentioned_firm, read_names(text)) if not is_nobody(name)]

    found = (entry.read(column, read) or () for column in columns)
    return list(dict(firm for firms in found for firm in firms).items())


def _own_and_join(
    rows: CityRows,
    entry: Entry,
    chains: Iterable[str],
    owners: Iterable[tuple[str, str]],
    members: Iterable[tuple[str, str]],
) -> None:
    """State who owns some chains, and who else is in them."""
    for at, (chain, owner) in enumerate(product(chains, owners)):
        rows.firm(*owner)
        entry.state("chain_ownerships", f"owner-{at}", owner=owner[0], chain=chain, area=rows.place)
    for at, (chain, member) in enumerate(product(chains, members)):
        rows.join(entry, f"chain-{at}", rows.firm(*member), f"chain:{chain}", "member")


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
    said = entry.source.found.years.get("revenue" if revenue is not None else "rd")
    period = entry.read("year", read_span) or (in_year(said) if said else None)
    staff = entry.read("staff", read_count)
    titles = read_row_titles(entry)
    if revenue is not None and period is None and not entry.faults:
        entry.fault(
            "revenue",
            Name(
                "哪一年的？请填“数据年度”，或表头写作“2025年营业收入”",
                "of which year? Fill the column 数据年度, or call this one 2025年营业收入",
            ),
        )
    if spent is not None and period is None and not entry.faults:
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
    if entry.cell("owner").casefold() in _NO:
        denied = [f"{firm} {rows.chain_ref(chain)}" for chain in chains] or [firm]
        rows.denied.setdefault(entry.source.document, set()).update(denied)
    rows.place_thing(entry, firm)
    rows.join_all(entry, "chain", firm, map(rows.chain_ref, chains), "member")
    rows.join_all(entry, "segment", firm, segments)
    if not segments:
        _hint(rows, entry)
    for at, chain in enumerate(owned):
        of = rows.chain(chain) if chain else None
        entry.state("chain_ownerships", f"owner-{at}", owner=key, chain=of, area=rows.place)
    about = {"about": firm, "area": rows.place}
    if revenue is not None and period:
        entry.figure("operating-revenue", revenue, period, unit="yuan", accrual="flow", **about)
    if spent is not None and period:
        entry.figure("rd-expenditure", spent, period, unit="yuan", accrual="flow", **about)
    if staff is not None:
        year_of_staff = entry.source.found.years.get("staff")
        of_staff = in_year(year_of_staff) if year_of_staff else rows.on_day
        entry.figure("employees", staff, of_staff, unit="one", accrual="stock", **about)
    award(entry, firm, titles)


def _hint(rows: CityRows, entry: Entry) -> None:
    """Note which segments the products of a row may mean."""
    for made in read_names(entry.cell("products")):
        if meant := segments_of_product(made):
            rows.hints[made] = "、".join(meant)


def _cost(entry: Entry, key: str) -> Decimal | None:
    """Return what a project costs or has cost, which is never below zero."""
    amount = entry.read(key, lambda text: read_money(text, entry.unit(key)))
    if amount is not None and amount < 0:
        entry.fault(key, Name("小于0，请核对", "below zero; look it up again"))
    return amount


def _add_project(rows: CityRows, entry: Entry) -> None:
    chains = rows.chains_in(entry)
    segments, phase = rows.segments(entry, chains), entry.choice("phase")
    amount, spent = (_cost(entry, key) for key in ("investment", "invested"))
    investors = _firms(rows, entry, "investors")
    if entry.faults:
        return
    key = rows.thing("projects", entry.cell("name"))
    project = f"project:{key}"
    rows.place_thing(entry, project)
    rows.join_all(entry, "chain", project, map(rows.chain_ref, chains))
    rows.join_all(entry, "segment", project, segments)
    for at, investor in enumerate(investors):
        is_body = kind_of_name(investor[1]) == "body"
        who = f"body:{rows.thing('bodies', investor[1])}" if is_body else rows.firm(*investor)
        rows.join(entry, f"investor-{at}", who, project, "investor")
    if phase:
        entry.state("project_statuses", "phase", project=key, phase=phase)
    if amount is not None:
        planned = {"unit": "yuan", "status": "planned"}
        entry.figure("project-investment", amount, rows.on_day, about=project, area=rows.place, **planned)
    if spent is not None:
        year = entry.source.found.years.get("invested")
        end = {"period_start": f"{year}-12-31", "period_end": f"{year}-12-31"} if year else rows.on_day
        of = {"about": project, "area": rows.place, "unit": "yuan", "accrual": "cumulative"}
        entry.figure("project-investment", spent, end, what="invested", **of)


def _add_cluster(rows: CityRows, entry: Entry) -> None:
    kind, chains = entry.choice("kind") or _kind_of_heading(entry), rows.chains_in(entry)
    segments, titles = rows.segments(entry, chains), read_row_titles(entry)
    if entry.faults:
        return
    thing = f"{kind}:{rows.thing(f'{kind}s', entry.cell('name'))}"
    rows.place_thing(entry, thing)
    rows.join_all(entry, "chain", thing, map(rows.chain_ref, chains))
    rows.join_all(entry, "segment", thing, segments)
    if not segments:
        _hint(rows, entry)
    award(entry, thing, titles)


def _kind_of_heading(entry: Entry) -> str:
    """Return what a list is of that has no column for the kind: what its heading calls the names."""
    if entry.cell("kind"):
        return ""  # a word that is at fault
    kinds = {kind for word, kind in _KINDS_IN_HEADINGS if word in entry.source.found.title}
    if len(kinds) != 1:
        entry.fault(
            "name",
            Name(
                "是集群、园区、平台还是机构？请加“类别”列，或把表头写作“园区名称”等",
                "a cluster, park, platform or institution? Add the column 类别, or call this one 园区名称 or the like",
            ),
        )
    return min(kinds, default="")


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
    share, products = entry.read("share", read_share), read_names(entry.cell("product"))
    ends = [entry.read(column, lambda text: (rows.firms.key(text), text)) for column in ("supplier", "customer")]
    if share is not None and len(products) > 1:
        entry.fault(
            "share", Name("是哪种产品的比例？请一行填一种产品", "the share of which product? One product a row")
        )
    if ends[0] and ends[1] and ends[0][0] == ends[1][0]:
        entry.fault("customer", Name("与供方是同一家，请改正", "the same firm as the supplier; mend it"))
    if not entry.faults:
        supplier, customer = (rows.firm(*end).partition(":")[2] for end in ends if end)
        told = f"{share:f}" if share is not None else None
        for at, product_name in enumerate(products or [""]):
            entry.state(
                "supplies", f"supply-{at}" if at else "supply", supplier=supplier, customer=customer, share=told,
                product=rows.product(product_name) if product_name else None,
            )  # fmt: skip


def _add_link(rows: CityRows, entry: Entry) -> None:
    chains, need = rows.chains_in(entry), entry.choice("need")
    sources, targets = (rows.segments(entry, chains, key=key) for key in ("source", "target"))
    if set(sources) & set(targets):
        entry.fault("target", Name("环节不能指向自己，请改正", "a segment can't lead to itself; mend it"))
    if not entry.faults:
        why = f"名单“{entry.source.name}”第{entry.record.row}行所列"
        for source, target in product(sources, targets):
            rows.own.feed(source.partition(":")[2], target.partition(":")[2], need=need, why=why)


def _add_policy(rows: CityRows, entry: Entry) -> None:
    begin, until = entry.read("from", read_day), entry.read("until", read_until)
    if entry.faults:
        return
    key = rows.thing("policies", entry.cell("name").strip("《》"), alt=entry.cell("number").replace("|", "/"))
    told = {"valid_from": begin.isoformat() if begin else None, "valid_to": until.isoformat() if until else None}
    for at, name in enumerate(read_names(entry.cell("authority")) or [""]):
        body = rows.thing("bodies", name) if name else None
        entry.state("policy_adoptions", f"policy-{at}", policy=key, authority=body, **told)


def _owned(entry: Entry, chains: list[str]) -> list[str]:
    """Return the chains that a firm owns by its row: those named, which must be the row's, or its only one.

    An owner in a row without chains owns one that isn't named: an empty text.
    """
    words = read_names(entry.cell("owner"))
    if not words or entry.cell("owner").casefold() in _NO | _NO_OWNER:
        return []
    known = {fold(short_name(chain)): chain for chain in chains}
    if entry.cell("owner").casefold() in _YES:
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
    "owners": _add_owners,
    "projects": _add_project,
    "clusters": _add_cluster,
    "segments": _add_state,
    "supplies": _add_supply,
    "awards": add_awards,
    "links": _add_link,
    "figures": add_figure,
    "policies": _add_policy,
}
