"""Turn the rows of an office's sheets into rows of the curated tables."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import InputError, TableFault
from chaingraph.filled import Tables, in_year
from chaingraph.ingest.cells import read_count, read_money, read_names, read_share, read_titles, read_year
from chaingraph.ingest.headings import Found, Record
from chaingraph.ingest.reference_names import find_segment, find_template, find_title, short_name
from chaingraph.naming import Name

__all__ = ["CityRows", "Source"]

_EDITOR = "chaingraph ingest"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Source:
    """Where rows come from: the document of their sheet, how faults name it, and what its heading says."""

    document: str
    file: str
    found: Found


@dataclass
class CityRows:
    """The curated rows of one city, filled record by record.

    Each thing is entered once: a firm by its credit code, or by its name where no row gives a code; chains, places,
    projects, people and bodies by their names.
    """

    city: str
    day: date
    tables: Tables = field(default_factory=Tables)
    faults: list[TableFault] = field(default_factory=list)
    undrawn: dict[str, None] = field(default_factory=dict)
    _things: dict[tuple[str, str], str] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _names_of_codes: dict[str, str] = field(default_factory=dict)
    _firms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.place = self._thing("places", self.city)
        self.tables.entity("programmes", self.place, Name(f"{self.city}产业链"), area=self.place)
        self.tables.entity("list_series", f"{self.place}-lists", Name(f"{self.city}产业链清单"))
        self.edition = f"{self.place}-{self.day.isoformat()}"
        self.tables.entity(
            "editions", self.edition, Name(f"{self.city}产业链清单（{self.day.isoformat()}）"),
            programme=self.place, list_series=f"{self.place}-lists",
        )  # fmt: skip

    def add_document(self, key: str, title: str, *, file: str, sha256: str, publisher: str) -> None:
        """Enter a sheet as a document, dated by the day of the lists."""
        self.tables.entity(
            "documents", key, Name(title), title=title, publisher=publisher, issued=self.day.isoformat(),
            language="zh-Hans", file=file, sha256=sha256,
        )  # fmt: skip

    def learn(self, source: Source, record: Record) -> None:
        """Take in which firm bears which credit code, before any row is entered."""
        if source.found.sheet.key == "enterprises" and record.cells["name"]:
            code, name = record.cells.get("code", "").upper(), _fold(record.cells["name"])
            if has_code_form(code) and has_right_check_sign(code):
                self._codes.setdefault(name, code)

    def add(self, source: Source, record: Record) -> bool:
        """Enter one record; return whether it was good. Of a row with a fault nothing is entered."""
        writers: Mapping[str, Callable[[_Entry], None]] = {
            "chains": self._add_chain,
            "enterprises": self._add_enterprise,
            "projects": self._add_project,
            "segments": self._add_state,
            "supplies": self._add_supply,
        }
        entry = _Entry(source, record, self.tables)
        for key in source.found.sheet.required:
            if not record.cells.get(key):
                entry.fault(key, "空着，此格必填。Empty; this cell must be filled")
        if not entry.faults:
            writers[source.found.sheet.key](entry)
        self.faults += entry.faults
        return not entry.faults

    def _add_chain(self, entry: "_Entry") -> None:
        template = entry.cell("template")
        if template and find_template(template) is None:
            entry.fault(
                "template",
                f"没有名为“{template}”的模板，请从“说明”表中选，或留空。No template has this name",
            )
        if entry.faults:
            return
        chain = self._chain(entry.cell("name"), template)
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

    def _add_enterprise(self, entry: "_Entry") -> None:
        name, code, chains = entry.cell("name"), entry.cell("code").upper(), read_names(entry.cell("chains"))
        if code and not has_code_form(code):
            entry.fault(
                "code", "不是18位统一社会信用代码。No credit code: 18 signs, digits and capitals without I, O, S, V, Z"
            )
        elif code and not has_right_check_sign(code):
            entry.fault("code", "信用代码校验位不对，请核对。The check sign is wrong; look the code up again")
        elif code and self._names_of_codes.setdefault(code, _fold(name)) != _fold(name):
            entry.fault(
                "code",
                "上方另一家企业已用此代码，请改正；若为更名，请填“曾用名”。Another firm above bears it; mend one",
            )
        segments, owned = self._segments(entry, chains), _owned(entry, chains)
        revenue = entry.read("revenue", lambda text: read_money(text, entry.unit("revenue")))
        year = entry.read("year", read_year) or entry.source.found.years.get("revenue")
        staff = entry.read("staff", read_count)
        if revenue is not None and year is None and not entry.faults:
            entry.fault(
                "revenue",
                "哪一年的？请填“数据年度”，或表头写作“2025年营业收入”。Of which year? Fill 数据年度",
            )
        titles = (
            entry.read("titles", lambda text: [(find_title(title), when) for title, when in read_titles(text)]) or []
        )
        if entry.faults:
            return
        firm = self._firm(name, code, read_names(entry.cell("former")))
        self._place_thing(entry, f"enterprise:{firm}")
        for at, chain in enumerate(chains):
            self._join(entry, f"chain-{at}", f"enterprise:{firm}", f"chain:{self._chain(chain)}", "member")
        for at, segment in enumerate(segments):
            self._join(entry, f"segment-{at}", f"enterprise:{firm}", f"segment:{segment}")
        for at, chain in enumerate(owned):
            entry.state("chain_ownerships", f"owner-{at}", owner=firm, chain=self._chain(chain), area=self.place)
        if revenue is not None and year is not None:
            entry.figure(
                "operating-revenue", f"enterprise:{firm}", self.place, f"{revenue:f}", "yuan", in_year(year), "flow"
            )
        if staff is not None:
            day = dict.fromkeys(("period_start", "period_end"), self.day.isoformat())
            entry.figure(
                "employees", f"enterprise:{firm}", self.place, str(staff), "one", day, "stock", source="document-date"
            )
        for at, (title, when) in enumerate(titles):
            entry.state(
                "awards", f"title-{at}", recipient=f"enterprise:{firm}", scheme=title, year=str(when) if when else None
            )

    def _add_project(self, entry: "_Entry") -> None:
        chains = read_names(entry.cell("chains"))
        segments = self._segments(entry, chains)
        phase = entry.choice("phase")
        amount = entry.read("investment", lambda text: read_money(text, entry.unit("investment")))
        if entry.faults:
            return
        project = f"project:{self._thing('projects', entry.cell('name'))}"
        self._place_thing(entry, project)
        for at, chain in enumerate(chains):
            self._join(entry, f"chain-{at}", project, f"chain:{self._chain(chain)}")
        for at, segment in enumerate(segments):
            self._join(entry, f"segment-{at}", project, f"segment:{segment}")
        for at, name in enumerate(read_names(entry.cell("investors"))):
            self._join(entry, f"investor-{at}", f"enterprise:{self._firm(name)}", project, "investor")
        if phase:
            entry.state("project_statuses", "phase", project=project.partition(":")[2], phase=phase)
        if amount is not None:
            day = dict.fromkeys(("period_start", "period_end"), self.day.isoformat())
            entry.figure(
                "project-investment", project, self.place, f"{amount:f}", "yuan", day, None, source="document-date",
                status="planned",
            )  # fmt: skip

    def _add_state(self, entry: "_Entry") -> None:
        state = entry.choice("state")
        segment = self._segments(entry, read_names(entry.cell("chains")), key="segment")
        if state and segment and not entry.faults:
            entry.state("segment_statuses", "state", segment=segment[0], area=self.place, state=state)

    def _add_supply(self, entry: "_Entry") -> None:
        share = entry.read("share", read_share)
        if not entry.faults:
            supplier, customer = (self._firm(entry.cell(name)) for name in ("supplier", "customer"))
            told = f"{share:f}" if share is not None else None
            entry.state("supplies", "supply", supplier=supplier, customer=customer, share=told)

    def _segments(self, entry: "_Entry", chains: list[str], key: str = "segments") -> list[str]:
        """Return the keys of the segments in a cell, by the templates of the row's chains."""
        templates = frozenset(
            filter(None, (self._templates.get(_fold(chain)) or find_template(chain) for chain in chains))
        )
        found: dict[str, None] = {}
        for name in read_names(entry.cell(key)):
            try:
                found[find_segment(name, templates)] = None
            except InputError as error:
                entry.fault(key, str(error))
        return list(found)

    def _place_thing(self, entry: "_Entry", thing: str) -> None:
        county = entry.cell("county")
        area = self._thing("places", county, within=self.place) if county and county != self.city else self.place
        if county:
            entry.state("sitings", "site", about=thing, area=area)

    def _join(self, entry: "_Entry", what: str, participant: str, target: str, role: str | None = None) -> None:
        entry.state("participations", what, participant=participant, participates_in=target, role=role)

    def _chain(self, name: str, template: str = "") -> str:
        """Return the key of a chain; at first sight it is entered, with the template that it follows."""
        is_new = ("chains", _fold(name)) not in self._things
        short = short_name(name)
        key = self._thing("chains", name, area=self.place, alt=_label(short) if short != name else "")
        found = find_template(template or name) if is_new else None
        if found:
            self._templates[_fold(name)] = found
            why = "The list names the template." if template else "The chain is called as the template is."
            self.tables.add(
                "template_matches", key=key, subject=f"chain:{key}", template=found, match="exact", editor=_EDITOR,
                judged_on=self.day.isoformat(), review="draft", note=why,
            )  # fmt: skip
        elif is_new:
            self.undrawn[name] = None
        return key

    def _firm(self, name: str, code: str = "", former: Sequence[str] = ()) -> str:
        """Return the key of a firm; at first sight it is entered."""
        code = code or self._codes.get(_fold(name), "")
        key = f"c{code.lower()}" if code else _key(name)
        if key not in self._firms:
            self._firms.add(key)
            others = "|".join(one for one in former if _fold(one) != _fold(name))
            self.tables.entity("enterprises", key, Name(_label(name)), alt=others, credit_code=code)
        return key

    def _thing(self, table: str, name: str, **cells: str) -> str:
        """Return the key of a thing by its name; at first sight it is entered."""
        key = self._things.get((table, _fold(name)))
        if key is None:
            key = self._things[table, _fold(name)] = _key(name)
            self.tables.entity(table, key, Name(_label(name)), **cells)
        return key


@dataclass
class _Entry:
    """One record on its way into the tables."""

    source: Source
    record: Record
    tables: Tables
    faults: list[TableFault] = field(default_factory=list)

    def cell(self, key: str) -> str:
        return self.record.cells.get(key, "")

    def unit(self, key: str) -> int:
        return self.source.found.units.get(key, 0)

    def fault(self, key: str, message: str) -> None:
        heading = self.source.found.sheet.field(key).name.zh
        self.faults.append(TableFault(self.source.file, self.record.row, heading, message))

    def read(self, key: str, reader: Callable[[str], _T]) -> _T | None:
        """Return what a cell says, or None for a blank one or one at fault."""
        if not self.cell(key):
            return None
        try:
            return reader(self.cell(key))
        except InputError as error:
            self.fault(key, str(error))
            return None

    def choice(self, key: str) -> str:
        """Return what the word in a cell of choices means; an empty text for "unknown"."""
        choices = dict(self.source.found.sheet.field(key).choices)
        word = self.cell(key)
        if word and word not in choices:
            self.fault(
                key, f"“{word[:20]}”不在可选之列：{'、'.join(choices)}。Not one of the words that may stand here"
            )
        return choices.get(word, "")

    def state(self, table: str, what: str, **cells: str | None) -> None:
        """Add a statement that rests on this row."""
        row = self.record.row
        self.tables.add(table, doc=self.source.document, key=f"r{row}-{what}", evidence=f"row={row}", **cells)

    def figure(
        self, indicator: str, about: str, area: str, value: str, unit: str, period: Mapping[str, str],
        accrual: str | None,
        *, source: str = "stated", status: str = "reported",
    ) -> None:  # fmt: skip
        """Add a figure that rests on this row."""
        self.state(
            "observations", indicator, indicator=indicator, about=about, area=area, value=value, unit=unit,
            accrual=accrual, period_source=source, basis="level", qualifier="exact", status=status, **period,
        )  # fmt: skip


def _owned(entry: _Entry, chains: list[str]) -> list[str]:
    """Return the chains that a firm owns by its row: those named, or the only one of the row."""
    words = read_names(entry.cell("owner"))
    if not words or words == ["否"]:
        return []
    if words in (["是"], ["链主"], ["√"]):
        if len(chains) != 1:
            entry.fault("owner", "本行未写产业链或写了多条，请写明是哪条链的链主。Name the chain that it owns")
        return chains
    return words


def _key(name: str) -> str:
    return f"n{hashlib.sha256(_fold(name).encode()).hexdigest()[:12]}"


def _fold(name: str) -> str:
    return "".join(name.split()).casefold()


def _label(name: str) -> str:
    """Return a name with full-width brackets, as Chinese names have them."""
    return name if name.isascii() else name.replace("(", "（").replace(")", "）").replace("|", "/")
