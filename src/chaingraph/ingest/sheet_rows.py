"""Enter a row of each of an office's sheets: what it states becomes rows of the curated tables."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from chaingraph.evidence import fold
from chaingraph.filled import in_year
from chaingraph.ingest.cell_checks import check_cells
from chaingraph.ingest.cells import read_names
from chaingraph.ingest.chain_rows import add_chain, add_owners, firms_in
from chaingraph.ingest.city_rows import CityRows
from chaingraph.ingest.entry import Entry, Source
from chaingraph.ingest.figure_rows import add_figure
from chaingraph.ingest.headings import Record
from chaingraph.ingest.name_kinds import kind_of_name
from chaingraph.ingest.number_cells import read_count, read_money, read_share
from chaingraph.ingest.periods import read_day, read_span
from chaingraph.ingest.reference_names import segments_of_product, short_name
from chaingraph.ingest.segment_rows import add_link, add_own_segment, add_state
from chaingraph.ingest.title_rows import add_awards, award, read_row_titles
from chaingraph.ingest.validity import read_until
from chaingraph.naming import Name

__all__ = ["enter_record"]

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


def _add_enterprise(rows: CityRows, entry: Entry) -> None:
    name, code, chains = entry.cell("name"), entry.cell("code").upper(), rows.chains_in(entry)
    key = entry.attempt("code", lambda: rows.identify(name, code))
    segments, owned = rows.segments(entry, chains), _owned(entry, chains)
    revenue = entry.read("revenue", lambda text: read_money(text, entry.unit("revenue")))
    spent = entry.read("rd", lambda text: read_money(text, entry.unit("rd")))
    sums = {"revenue": revenue, "rd": spent}
    periods = {key: _period_of(rows, entry, key) for key, amount in sums.items() if amount is not None}
    staff = entry.read("staff", read_count)
    titles = read_row_titles(entry)
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
    for column, indicator in (("revenue", "operating-revenue"), ("rd", "rd-expenditure")):
        amount, period = sums[column], periods.get(column)
        if amount is not None and period:
            entry.figure(indicator, amount, period, unit="yuan", accrual="flow", **about)
    if staff is not None:
        year_of_staff = entry.source.found.years.get("staff")
        of_staff = in_year(year_of_staff) if year_of_staff else rows.on_day
        entry.figure("employees", staff, of_staff, unit="one", accrual="stock", **about)
    award(entry, firm, titles)


def _period_of(rows: CityRows, entry: Entry, key: str) -> Mapping[str, str] | None:
    """Return the period of a sum: that of its heading or of the column of years, which must not part."""
    heading = entry.source.found.years.get(key)
    column = entry.read("year", read_span)
    name = entry.source.found.sheet.field(key).name.zh.partition("（")[0]
    if heading and column and heading != int(column["period_end"][:4]):
        entry.fault("year", Name("与表头的年份不同，请改正", "not the year of the heading; mend one of them"))
    period = in_year(heading) if heading else column
    if period and int(period["period_start"][:4]) > rows.day.year:
        entry.fault(
            "year" if column else key, Name("晚于数据日期，请核对", "after the day of the lists; look it up again")
        )
    if period is None and not entry.faults:
        entry.fault(
            key,
            Name(
                f"哪一年的？请填“数据年度”，或表头写作“2025年{name}”",
                f"of which year? Fill the column 数据年度, or call this one 2025年{name}",
            ),
        )
    return period


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
    for year, month in re.findall(r"((?:19|20)[0-9]{2})\s*[-./年]\s*([0-9]{1,2})", entry.cell("phase")):
        if (int(year), int(month)) > (rows.day.year, rows.day.month) and not entry.faults:
            entry.fault("phase", Name("在数据日期之后，还不是现状", "after the day of the lists, so not yet so"))
    amount, spent = (_cost(entry, key) for key in ("investment", "invested"))
    investors = firms_in(rows, entry, "investors")
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


def _add_policy(rows: CityRows, entry: Entry) -> None:
    begin, until = entry.read("from", read_day), entry.read("until", read_until)
    if entry.faults:
        return
    title, number = entry.cell("name").strip("《》"), entry.cell("number").replace("|", "/")
    key = rows.thing("policies", title, identity=f"{title} {number}", alt=number)
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
    "chains": add_chain,
    "own_segments": add_own_segment,
    "enterprises": _add_enterprise,
    "owners": add_owners,
    "projects": _add_project,
    "clusters": _add_cluster,
    "segments": add_state,
    "supplies": _add_supply,
    "awards": add_awards,
    "links": add_link,
    "figures": add_figure,
    "policies": _add_policy,
}
