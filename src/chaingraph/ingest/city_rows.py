"""The city that an office's lists are about: its chains, firms, places and segments, as curated rows."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from chaingraph.credit_codes import has_code_form, has_right_check_sign
from chaingraph.errors import CellError, nearest
from chaingraph.evidence import fold
from chaingraph.filled import Tables
from chaingraph.ingest.cells import read_names
from chaingraph.ingest.counties import county_of, is_county, is_here
from chaingraph.ingest.entry import CellFault, Entry, Source
from chaingraph.ingest.firms import Firms, key_of_name
from chaingraph.ingest.headings import Record
from chaingraph.ingest.name_kinds import kind_of_name
from chaingraph.ingest.own_segments import OwnSegments
from chaingraph.ingest.reference_names import (
    bare_name,
    draws_segment,
    find_product,
    find_segment,
    find_template,
    short_name,
)
from chaingraph.naming import Name

__all__ = ["CityRows"]

_AS_NUMBER = re.compile(r"[0-9.]+[eE]\+[0-9]+")
_EDITOR = "chaingraph ingest"


@dataclass
class CityRows:
    """The curated rows of one city, filled record by record by `chaingraph.ingest.sheet_rows`.

    Each thing is entered once: firms as `Firms` tells them apart; chains, places, projects, people and bodies by
    their names. ``on`` leads on to the lists of another day. ``own_names`` are the segments that the books declare.
    ``listed`` are the firms that each list of firms names, ``denied`` those of which it says that they own no chain,
    each with the chain of its row, if that names one, ``gone`` those that it says were deregistered, revoked or moved
    away, ``left_open`` the chains that it says have more owners than it names (等). ``years_of_owners`` are the years
    of which a list, by its document, names owners of a chain. ``in_list`` are the chains that lists of chains name.
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
    gone: dict[str, set[str]] = field(default_factory=dict)
    left_open: dict[str, set[str]] = field(default_factory=dict)
    years_of_owners: dict[tuple[str, str], int] = field(default_factory=dict)
    _things: dict[tuple[str, str], str] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)
    _called: dict[str, dict[str, str]] = field(default_factory=dict)
    _entered: set[str] = field(default_factory=set)
    _with_own_part: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.own = OwnSegments(self.tables, self.city, self.day, self.own_names)
        is_new = ("places", fold(self.city)) not in self._things
        self.place = self.thing("places", self.city)
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

    @property
    def on_day(self) -> dict[str, str]:
        """The period of what holds on the day of the lists."""
        day = self.day.isoformat()
        return {"period_start": day, "period_end": day, "period_source": "document-date"}

    def note_gone(self, document: str, names: Iterable[tuple[str, str]]) -> None:
        """Note the firms, by name and credit code, that a list says are no more; those that can't be told are left."""
        for name, code in names:
            with suppress(CellError):
                key = self.firms.key(name)
                known = self.firms.code(key)
                if has_code_form(code) and known != code:
                    key = self.firms.key(name, code) if known or self.firms.code_is_known(code) else key
                self.gone.setdefault(document, set()).add(f"enterprise:{key}")

    def is_elsewhere(self, record: Record) -> bool:
        """Say whether a row is of another city, by its column of cities: 示例 and 某省示例市 are 示例市.

        Lists of a county may name the city over it there.
        """
        city, county = record.cells.get("city", ""), record.cells.get("county", "")
        is_county = self.city.endswith(("县", "区", "旗")) or self.city in county
        of_city = re.sub("^.{1,8}?(?:省|自治区)", "", city)
        return bool(city) and not is_here(city) and not is_county and self.city.removesuffix("市") not in of_city

    def identify(self, name: str, code: str) -> str:
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

    def segments(self, entry: Entry, chains: list[str], key: str = "segments") -> list[str]:
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

    def place_thing(self, entry: Entry, thing: str) -> None:
        """State where a thing lies: in the counties of its row."""
        for at, county in enumerate(dict.fromkeys(map(self.county, read_names(entry.cell("county"))))):
            what = "site" if is_county(county) and county != self.city else "spot"  # which contradicts no county
            entry.state("sitings", f"{what}-{at}" if at else what, about=thing, area=self._place(county))

    def area(self, entry: Entry) -> str:
        """Return the key of the one county of a row, or of the city."""
        counties = read_names(entry.cell("county"))
        if len(counties) > 1:
            entry.fault("county", Name("一行只填一个区县", "one county a row"))
        return self._place(self.county(counties[0])) if len(counties) == 1 else self.place

    def place_of(self, name: str) -> str:
        """Return the reference to the place of a name: the city, or one in it."""
        return f"place:{self._place(self.county(name))}"

    def _place(self, county: str) -> str:
        return self.place if county == self.city else self.thing("places", county, within=self.place)

    def county(self, name: str) -> str:
        """Return a county as `county_of` does."""
        return county_of(name, self.city)

    def mentioned(self, name: str) -> str:
        """Return the reference to a thing that the books list, such as a park, a firm or a chain, or to a place.

        Raises
        ------
        CellError
            They list none of that name.
        """
        found = self.known(name, "clusters", "parks", "platforms", "institutions", "projects")
        if found:
            return f"{found[0].removesuffix('s')}:{found[1]}"
        key = self.firms.key(name)
        if self.firms.names(key):
            return self.firm(key, name)
        if chain := self.known(self._name_of_chain(name), "chains"):
            return f"chain:{chain[1]}"
        if is_here(name) or self.known(name, "places") or kind_of_name(name) == "place":
            return self.place_of(name)
        raise CellError(
            f"别的表里没有名为“{name[:30]}”的集群、园区、项目、企业或产业链，请先列在那里",
            f"no cluster, park, project, firm or chain named '{name[:30]}' is on the other sheets; list it first",
        )

    def known(self, name: str, *tables: str) -> tuple[str, str] | None:
        """Return the table and key of a thing that rows have named, or None."""
        return next(((table, key) for table in tables if (key := self._things.get((table, fold(name))))), None)

    def join_all(
        self, entry: Entry, what: str, participant: str, targets: Iterable[str], role: str | None = None
    ) -> None:
        """State that somebody takes part in each of some things."""
        for at, target in enumerate(targets):
            self.join(entry, f"{what}-{at}", participant, target, role)

    def join(self, entry: Entry, what: str, participant: str, target: str, role: str | None = None) -> None:
        """State that somebody takes part in something; ``what`` is said of it in the statement's key."""
        entry.state("participations", what, participant=participant, participates_in=target, role=role)

    def chains_in(self, entry: Entry) -> list[str]:
        """Return the chains that a row names, each as the lists called it first."""
        return list(dict.fromkeys(map(self._name_of_chain, read_names(entry.cell("chains")))))

    def _name_of_chain(self, name: str) -> str:
        """Return what a chain is called that a row calls with or without the word for chain.

        So ``集成电路`` is ``集成电路产业链``, unless the lists have both or several of that short name.
        """
        called = self._called.get(fold(short_name(name)), {})
        return next(iter(called.values())) if len(called) == 1 and fold(name) not in called else name

    def chain_ref(self, name: str) -> str:
        """Return the reference to a chain; see `chain`."""
        return f"chain:{self.chain(name)}"

    def chain(self, name: str, template: str = "") -> str:
        """Return the key of a chain; at first sight it is entered, and so is the template that it follows."""
        is_drawn = fold(name) in self._templates
        short = short_name(name)
        self._called.setdefault(fold(short), {}).setdefault(fold(name), name)
        key = self.thing("chains", name, area=self.place, alt=_label(short) if short != name else "")
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

    def place_own_segment(self, name: str, segment: str, *, lane: str, why: str) -> None:
        """Place a segment in a chain, unless the chain's template has it."""
        chain = self.chain(name)
        template = self._templates.get(fold(name))
        if not draws_segment(template, segment):
            self._with_own_part.add(chain)
            self.undrawn.pop(name, None)
            self.own.place(chain, name, segment, lane=lane, why=why, beside=template)

    def firm(self, key: str, name: str) -> str:
        """Return the reference to a firm; at first sight it is entered, with all its names."""
        if key not in self._entered:
            self._entered.add(key)
            first, *others = self.firms.names(key) or [name]
            alt = "|".join(map(_label, others))
            self.tables.entity("enterprises", key, Name(_label(first)), alt=alt, credit_code=self.firms.code(key))
        return f"enterprise:{key}"

    def product(self, name: str) -> str:
        """Return the key of a product: that of the bundled templates that bears the name, or one of the city's own."""
        return find_product(name) or self.thing("products", name)

    def thing(self, table: str, name: str, identity: str = "", **cells: str) -> str:
        """Return the key of a thing by its name, or by what tells it better; at first sight it is entered."""
        known_as = identity.strip() or name
        key = self._things.get((table, fold(known_as)))
        if key is None:
            key = self._things[table, fold(known_as)] = key_of_name(known_as)
            self.tables.entity(table, key, Name(_label(name)), **cells)
        return key


def _label(name: str) -> str:
    """Return a name with full-width brackets, as Chinese names have them."""
    return name if name.isascii() else name.replace("(", "（").replace(")", "）").replace("|", "/")
