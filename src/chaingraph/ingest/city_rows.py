"""Turn the rows of an office's sheets into rows of the curated tables."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import CellError, nearest
from chaingraph.evidence import fold
from chaingraph.filled import Tables, in_year
from chaingraph.ingest.cell_checks import check_cells
from chaingraph.ingest.cells import read_count, read_money, read_names, read_share, read_titles, read_year
from chaingraph.ingest.entry import CellFault, Entry, Source
from chaingraph.ingest.firms import Firms, key_of_name
from chaingraph.ingest.headings import Record
from chaingraph.ingest.own_segments import OwnSegments
from chaingraph.ingest.reference_names import (
    bare_name,
    draws_segment,
    find_segment,
    find_template,
    find_title,
    segments_of_product,
    short_name,
)
from chaingraph.naming import Name

__all__ = ["CityRows"]

_AS_NUMBER = re.compile(r"[0-9.]+[eE]\+[0-9]+")
_EDITOR = "chaingraph ingest"


@dataclass
class CityRows:
    """The curated rows of one city, filled record by record.

    Each thing is entered once: firms as `Firms` tells them apart; chains, places, projects, people and bodies by
    their names. ``on`` leads on to the lists of another day. ``own_names`` are the segments that the books declare.
    ``listed`` are the firms that each list of firms names, ``denied`` those of which it says that they own no chain,
    each with the chain of its row, if that names one. ``in_list`` are the chains that lists of chains name.
    """

    city: str
    day: date
    firms: Firms
    own_names: Iterable[str] = ()
    tables: Tables = field(default_factory=Tables)
    faults: list[CellFault] = field(default_factory=list)
    undrawn: dict[str, None] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    in_list: dict[str, None] = field(default_factory=dict)
    listed: dict[str, set[str]] = field(default_factory=dict)
    denied: dict[str, set[str]] = field(default_factory=dict)
    _things: dict[tuple[str, str], str] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)
    _called: dict[str, dict[str, str]] = field(default_factory=dict)
    _entered: set[str] = field(default_factory=set)
    _with_own_part: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.own = OwnSegments(self.tables, self.city, self.day, self.own_names)
        is_new = ("places", fold(self.city)) not in self._things
        self.place = self._thing("places", self.city)
        if is_new:
            self.tables.entity("programmes", self.place, Name(f"{self.city}产业链"), area=self.place)
            self.tables.entity("list_series", f"{self.place}-lists", Name(f"{self.city}产业链清单"))
        self.edition = f"{self.place}-{self.day.isoformat()}"
        self.tables.entity(
            "editions", self.edition, Name(f"{self.city}产业链清单（{self.day.isoformat()}）"),
            programme=self.place, list_series=f"{self.place}-lists",
        )  # fmt: skip

    def on(self, day: date) -> "CityRows":
        """Return the same rows, to be filled with lists of another day; their faults are counted anew."""
        rows = replace(self, day=day, faults=[])
        rows.own = self.own
        return rows

    def unlisted(self) -> list[tuple[str, str]]:
        """Return the chains that no list of chains names, if there is any, and the listed one that each may be."""
        listed = {bare_name(name): name for name in self.in_list}
        known = set(map(fold, self.in_list))
        found = [name for called in self._called.values() for key, name in called.items() if key not in known]
        return [(name, listed.get(nearest(bare_name(name), list(listed)), "")) for name in found if listed]

    def add_document(self, source: Source, *, sha256: str, publisher: str) -> None:
        """Enter a sheet as a document, dated by the day of the lists."""
        self.tables.entity(
            "documents", source.document, Name(source.name), title=source.name, publisher=publisher,
            issued=self.day.isoformat(), language="zh-Hans", file=source.file, sha256=sha256,
        )  # fmt: skip

    def add(self, source: Source, record: Record) -> bool:
        """Enter one record; return whether it was good. Of a row with a fault nothing is entered."""
        writers: Mapping[str, Callable[[Entry], None]] = {
            "chains": self._add_chain,
            "own_segments": self._add_own_segment,
            "enterprises": self._add_enterprise,
            "projects": self._add_project,
            "clusters": self._add_cluster,
            "segments": self._add_state,
            "supplies": self._add_supply,
        }
        entry = Entry(source, record, self.tables)
        check_cells(entry)
        if not entry.faults:
            writers[source.found.sheet.key](entry)
        self.faults += entry.faults
        return not entry.faults

    def _add_chain(self, entry: Entry) -> None:
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
        chain = self._chain(entry.cell("name"), template)
        self.in_list[entry.cell("name")] = None
        entry.state("chain_entries", "listed", chain=chain, edition=self.edition, tier="listed")
        for at, name in enumerate(read_names(entry.cell("chiefs"))):
            person = self._thing("people", name)
            entry.state(
                "chief_holdings",
                f"chief-{at}",
                holder=f"person:{person}",
                role="chain-chief",
                chain=chain,
                area=self.place,
            )
        for at, name in enumerate(read_names(entry.cell("bodies"))):
            body = self._thing("bodies", name)
            entry.state(
                "participations",
                f"lead-{at}",
                participant=f"body:{body}",
                participates_in=f"chain:{chain}",
                role="lead",
            )

    def _add_own_segment(self, entry: Entry) -> None:
        chains = self._chains_in(entry)
        lane, need, state = (entry.choice(key) for key in ("lane", "need", "state"))
        columns = ("segment", "parent", "sources", "targets")
        segments, parents, sources, targets = (self._segments(entry, chains, key=key) for key in columns)
        for key, others in zip(columns[1:], (parents, sources, targets), strict=True):
            if set(segments) & set(others):
                entry.fault(key, Name("环节不能指向自己，请改正", "a segment can't lead to itself; mend it"))
        if entry.faults:
            return
        why = f"名单“{entry.source.name}”第{entry.record.row}行所列"
        keys = [[one.partition(":")[2] for one in those] for those in (segments, sources, targets)]
        for name in chains:
            chain = self._chain(name)
            template = self._templates.get(fold(name))
            for segment in keys[0]:
                if not draws_segment(template, segment):
                    self._with_own_part.add(chain)
                    self.undrawn.pop(name, None)
                    self.own.place(chain, name, segment, lane=lane, why=why, beside=template)
        for source, target in (*product(keys[1], keys[0]), *product(keys[0], keys[2])):
            self.own.feed(source, target, need=need, why=why)
        for at, (parent, segment) in enumerate(product(parents, segments)):
            entry.state("relations", f"parent-{at}", from_=parent, to=segment, relation="contains")
        self._state_of(entry, segments, state)

    def _add_enterprise(self, entry: Entry) -> None:
        name, code, chains = entry.cell("name"), entry.cell("code").upper(), self._chains_in(entry)
        key = entry.attempt("code", lambda: self._identify(name, code))
        segments, owned = self._segments(entry, chains), _owned(entry, chains)
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
        firm = self._firm(key, name)
        self.listed.setdefault(entry.source.document, set()).add(firm)
        if read_names(entry.cell("owner")) == ["否"]:
            denied = [f"{firm} {self._chain_ref(chain)}" for chain in chains] or [firm]
            self.denied.setdefault(entry.source.document, set()).update(denied)
        self._place_thing(entry, firm)
        self._join_all(entry, "chain", firm, map(self._chain_ref, chains), "member")
        self._join_all(entry, "segment", firm, segments)
        for made in () if segments else read_names(entry.cell("products")):
            if meant := segments_of_product(made):
                self.hints[made] = "、".join(meant)
        for at, chain in enumerate(owned):
            of = self._chain(chain) if chain else None
            entry.state("chain_ownerships", f"owner-{at}", owner=key, chain=of, area=self.place)
        about = {"about": firm, "area": self.place}
        if revenue is not None and year is not None:
            entry.figure("operating-revenue", revenue, in_year(year), unit="yuan", accrual="flow", **about)
        if spent is not None and year is not None:
            entry.figure("rd-expenditure", spent, in_year(year), unit="yuan", accrual="flow", **about)
        if staff is not None:
            entry.figure("employees", staff, self._on_day, unit="one", accrual="stock", **about)
        _award(entry, firm, titles)

    def _add_project(self, entry: Entry) -> None:
        chains = self._chains_in(entry)
        segments, phase = self._segments(entry, chains), entry.choice("phase")
        amount = entry.read("investment", lambda text: read_money(text, entry.unit("investment")))
        investors = entry.read("investors", lambda text: [(self.firms.key(one), one) for one in read_names(text)]) or []
        if entry.faults:
            return
        key = self._thing("projects", entry.cell("name"))
        project = f"project:{key}"
        self._place_thing(entry, project)
        self._join_all(entry, "chain", project, map(self._chain_ref, chains))
        self._join_all(entry, "segment", project, segments)
        for at, investor in enumerate(investors):
            self._join(entry, f"investor-{at}", self._firm(*investor), project, "investor")
        if phase:
            entry.state("project_statuses", "phase", project=key, phase=phase)
        if amount is not None:
            planned = {"unit": "yuan", "status": "planned"}
            entry.figure("project-investment", amount, self._on_day, about=project, area=self.place, **planned)

    def _add_cluster(self, entry: Entry) -> None:
        kind, chains = entry.choice("kind"), self._chains_in(entry)
        segments, titles = self._segments(entry, chains), _titles(entry)
        if entry.faults:
            return
        thing = f"{kind}:{self._thing(f'{kind}s', entry.cell('name'))}"
        self._place_thing(entry, thing)
        self._join_all(entry, "chain", thing, map(self._chain_ref, chains))
        self._join_all(entry, "segment", thing, segments)
        _award(entry, thing, titles)

    def _add_state(self, entry: Entry) -> None:
        state = entry.choice("state")
        segments = self._segments(entry, self._chains_in(entry), key="segment")
        if not entry.faults:
            self._state_of(entry, segments, state)

    def _state_of(self, entry: Entry, segments: Iterable[str], state: str) -> None:
        for at, segment in enumerate(segments if state else ()):
            key = segment.partition(":")[2]
            entry.state("segment_statuses", f"state-{at}", segment=key, area=self.place, state=state)

    def _add_supply(self, entry: Entry) -> None:
        share = entry.read("share", read_share)
        ends = [entry.read(column, lambda text: (self.firms.key(text), text)) for column in ("supplier", "customer")]
        if not entry.faults:
            supplier, customer = (self._firm(*end).partition(":")[2] for end in ends if end)
            told = f"{share:f}" if share is not None else None
            entry.state("supplies", "supply", supplier=supplier, customer=customer, share=told)

    @property
    def _on_day(self) -> dict[str, str]:
        """The period of what holds on the day of the lists."""
        day = self.day.isoformat()
        return {"period_start": day, "period_end": day, "period_source": "document-date"}

    def _identify(self, name: str, code: str) -> str:
        """Return the key of the firm of a row.

        Raises
        ------
        CellError
            A code that is none, that is another firm's, or that is lacking where several firms bear the name.
        """
        if code and not has_code_form(code):
            if _AS_NUMBER.fullmatch(code):
                raise CellError(
                    "代码被表格软件当成了数字，末几位已失；请把该列设为文本，重新填写",
                    "the spreadsheet made a number of the code and lost its last signs; make the column text, and "
                    "enter it again",
                )
            raise CellError(
                "不是18位统一社会信用代码，请核对",
                "no credit code, which has 18 signs, digits and capitals without I, O, S, V, Z; look it up again",
            )
        if code and not has_right_check_sign(code):
            raise CellError("信用代码校验位不对，请核对", "the check sign of the code is wrong; look the code up again")
        if code and self.firms.is_other(name, code):
            raise CellError(
                "另一家企业已用此代码，请改正；若为更名，请填“曾用名”",
                "another firm has this code; mend one of them, or fill 曾用名 if the firm was renamed",
            )
        return self.firms.key(name, code)

    def _segments(self, entry: Entry, chains: list[str], key: str = "segments") -> list[str]:
        """Return the segments in a cell: own ones, and others by the templates of the row's chains."""
        templates = frozenset(
            filter(None, (self._templates.get(fold(chain)) or find_template(chain) for chain in chains))
        )
        found: dict[str, None] = {}
        for name in read_names(entry.cell(key)):
            try:
                found[f"segment:{self.own.find(name) or find_segment(name, templates)}"] = None
            except CellError as error:
                entry.fault(key, error.said)
        return list(found)

    def _place_thing(self, entry: Entry, thing: str) -> None:
        for at, county in enumerate(read_names(entry.cell("county"))):
            area = self.place if county == self.city else self._thing("places", county, within=self.place)
            entry.state("sitings", f"site-{at}" if at else "site", about=thing, area=area)

    def _join_all(
        self, entry: Entry, what: str, participant: str, targets: Iterable[str], role: str | None = None
    ) -> None:
        for at, target in enumerate(targets):
            self._join(entry, f"{what}-{at}", participant, target, role)

    def _join(self, entry: Entry, what: str, participant: str, target: str, role: str | None = None) -> None:
        entry.state("participations", what, participant=participant, participates_in=target, role=role)

    def _chains_in(self, entry: Entry) -> list[str]:
        """Return the chains that a row names, each as the lists called it first."""
        return list(dict.fromkeys(map(self._name_of_chain, read_names(entry.cell("chains")))))

    def _name_of_chain(self, name: str) -> str:
        """Return what a chain is called that a row calls with or without the word for chain.

        So ``集成电路`` is ``集成电路产业链``, unless the lists have both or several of that short name.
        """
        called = self._called.get(fold(short_name(name)), {})
        return next(iter(called.values())) if len(called) == 1 and fold(name) not in called else name

    def _chain_ref(self, name: str) -> str:
        return f"chain:{self._chain(name)}"

    def _chain(self, name: str, template: str = "") -> str:
        """Return the key of a chain; at first sight it is entered, and so is the template that it follows."""
        is_drawn = fold(name) in self._templates
        short = short_name(name)
        self._called.setdefault(fold(short), {}).setdefault(fold(name), name)
        key = self._thing("chains", name, area=self.place, alt=_label(short) if short != name else "")
        found = None if is_drawn else find_template(template or name)
        if found:
            self._templates[fold(name)] = found
            self.undrawn.pop(name, None)
            why = "The list names the template." if template else "The chain is called as the template is."
            self.tables.add(
                "template_matches", key=key, subject=f"chain:{key}", template=found, match="exact", editor=_EDITOR,
                judged_on=self.day.isoformat(), review="draft", note=why,
            )  # fmt: skip
        elif not is_drawn and key not in self._with_own_part:
            self.undrawn[name] = None
        return key

    def _firm(self, key: str, name: str) -> str:
        """Return the reference to a firm; at first sight it is entered, with all its names."""
        if key not in self._entered:
            self._entered.add(key)
            first, *others = self.firms.names(key) or [name]
            alt = "|".join(map(_label, others))
            self.tables.entity("enterprises", key, Name(_label(first)), alt=alt, credit_code=self.firms.code(key))
        return f"enterprise:{key}"

    def _thing(self, table: str, name: str, **cells: str) -> str:
        """Return the key of a thing by its name; at first sight it is entered."""
        key = self._things.get((table, fold(name)))
        if key is None:
            key = self._things[table, fold(name)] = key_of_name(name)
            self.tables.entity(table, key, Name(_label(name)), **cells)
        return key


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


def _label(name: str) -> str:
    """Return a name with full-width brackets, as Chinese names have them."""
    return name if name.isascii() else name.replace("(", "（").replace(")", "）").replace("|", "/")
