"""A bundled city as rows of an office's sheets, as far as these can hold what is stated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from chaingraph.bundle import bundled_graph_tables
from chaingraph.errors import UnknownNameError, did_you_mean
from chaingraph.evidence import fold
from chaingraph.ingest.bundled_figures import figure_cells
from chaingraph.ingest.concept_names import title_names
from chaingraph.ingest.sheets import SHEETS
from chaingraph.reference import read_reference
from chaingraph.table_reader import Row, read_folder

__all__ = ["Cell", "CityBook", "read_bundled_city"]

#: What a cell of a sheet holds.
Cell = str | Decimal

_SITED = ("clusters", "parks", "platforms", "institutions")
_NOT_YET = frozenset({"prospective"})
_WAN = 10_000


@dataclass(frozen=True)
class CityBook:
    """A city's name, and its rows by the key of their sheet; each row has the cells that aren't empty, by column."""

    name: str
    rows: Mapping[str, Sequence[Mapping[str, Cell]]]


def read_bundled_city(city: str) -> CityBook:
    """Return the rows of a bundled city, each thing by its Chinese name.

    Left out is what no column can hold: history but that of figures, second sources, ranges and ranks, firms that only
    are to come, links that a second reader disputes. What isn't stated has no cell.

    Raises
    ------
    UnknownNameError
        No city that ships is called so.
    """
    rows = _Rows.of(_find_city(city))
    book: dict[str, list[Mapping[str, Cell]]] = {
        "chains": [_chain(rows, row) for row in rows.of_table("chains")],
        "enterprises": [_enterprise(rows, row) for row in rows.of_table("enterprises")],
        "projects": [_project(rows, row) for row in rows.of_table("projects")],
        "clusters": [_cluster(rows, row) for table in _SITED for row in rows.of_table(table)],
        "segments": list(_states(rows)),
        "supplies": list(_supplies(rows)),
        "figures": list(_numbers(rows)),
        "policies": list(_policies(rows)),
    }
    filled = {key: [{name: cell for name, cell in row.items() if cell} for row in found] for key, found in book.items()}
    return CityBook(rows.names["place", rows.city], filled)


def _find_city(city: str) -> str:
    """Return the key of a bundled city by its key or a name."""
    known: dict[str, str] = {}
    for folder in sorted(bundled_graph_tables().iterdir()):
        if (folder / "programmes.csv").is_file():
            place = next(row for row in read_folder(folder) if row.table.name == "places" and row.key == folder.name)
            names = (folder.name, place.cells["zh"], place.cells.get("en", ""), *place.values("alt"))
            known |= {fold(name): folder.name for name in names if name}
    if fold(city) not in known:
        hint = did_you_mean(fold(city), sorted(known)) or f"; there are {', '.join(sorted(set(known.values())))}"
        raise UnknownNameError(f"--city: no city that ships is called '{city}'{hint}")
    return known[fold(city)]


@dataclass(frozen=True)
class _Rows:
    """The rows of a city's folder by table, the names of its things by kind and key, and who is in what."""

    city: str
    tables: Mapping[str, Sequence[Row]]
    names: Mapping[tuple[str, str], str]
    issued: Mapping[str, str]
    joined: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, city: str) -> "_Rows":
        tables: dict[str, list[Row]] = {}
        for row in read_folder(bundled_graph_tables() / city):
            tables.setdefault(row.table.name, []).append(row)
        shared = read_reference("places", "bodies", "segments", "templates", "products")
        things = [*shared, *(row for rows in tables.values() for row in rows if "zh" in row.cells)]
        names = {(row.table.kind, row.key): row.cells["zh"] for row in things}
        issued = {row.key: row.cells.get("issued", "") for row in tables["documents"]}
        joined: dict[str, list[Row]] = {}
        for row in (*tables.get("participations", ()), *tables.get("segment_links", ())):
            if not row.cells.get("valid_to"):
                joined.setdefault(row.cells["participant"], []).append(row)
        return cls(city, tables, names, issued, joined)

    def of_table(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    def name(self, reference: str) -> str:
        kind, _, key = reference.partition(":")
        return self.names.get((kind, key), "")

    def about(self, table: str, column: str, key: str) -> list[Row]:
        """Return the rows of a table that are about a thing and not said to have ended."""
        return [row for row in self.of_table(table) if row.cells.get(column) == key and not row.cells.get("valid_to")]

    def into(self, thing: str, kind: str) -> list[str]:
        """Return the names of the things of a kind that a thing is in now, as far as nobody disputes it."""
        into = (
            row.cells["participates_in"]
            for row in self.joined.get(thing, ())
            if row.cells.get("role") not in _NOT_YET and row.cells.get("review") != "disputed"
        )
        return [self.name(one) for one in into if one.startswith(f"{kind}:")]

    def common(self, thing: str) -> dict[str, Cell]:
        """Return what firms, projects and clusters have alike: where they lie, in which chains and segments."""
        counties = (self.name(f"place:{row.cells['area']}") for row in self.about("sitings", "about", thing))
        return {
            "county": _joined(counties),
            "chains": _joined(self.into(thing, "chain")),
            "segments": _joined(self.into(thing, "segment")),
        }

    def titles(self, thing: str) -> str:
        names = title_names()
        awards = self.about("awards", "recipient", thing)
        years = [(names[row.cells["scheme"]], row.cells.get("year", "")) for row in awards]
        return _joined(f"{name}（{year}）" if year else name for name, year in years)


def _joined(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(name for name in names if name))


def _chain(rows: _Rows, row: Row) -> dict[str, Cell]:
    chain = f"chain:{row.key}"
    matches = [one for one in read_reference("template_matches") if one.cells["subject"] == chain]
    whole = [one for one in matches if one.cells["match"] == "exact" and not one.cells.get("only")]
    template = rows.name(f"template:{whole[0].cells['template']}") if len(matches) == len(whole) == 1 else ""
    holdings = rows.about("chief_holdings", "chain", row.key)
    leads = (
        name
        for name, participations in rows.joined.items()
        for one in participations
        if one.cells["participates_in"] == chain and one.cells.get("role") == "lead" and name.startswith("body:")
    )
    return {
        "name": row.cells["zh"],
        "template": template,
        "chiefs": _joined(rows.name(one.cells["holder"]) for one in holdings if one.cells["role"] == "chain-chief"),
        "bodies": _joined(map(rows.name, leads)),
    }


def _enterprise(rows: _Rows, row: Row) -> dict[str, Cell]:
    firm = f"enterprise:{row.key}"
    owned = [
        rows.name(f"chain:{one.cells.get('chain', '')}") for one in rows.about("chain_ownerships", "owner", row.key)
    ]
    common = rows.common(firm)
    chains = list(dict.fromkeys([*rows.into(firm, "chain"), *filter(None, owned)]))
    owner = "是" if owned and len(chains) < 2 else _joined(owned)
    figures = [one for one in _figures(rows, firm, "operating-revenue") if _year(one)]
    last = max(figures, key=_year, default=None)
    return {
        "name": row.cells["zh"],
        "code": row.cells.get("credit_code", ""),
        **common,
        "chains": _joined(chains),
        "owner": owner,
        "revenue": Decimal(last.cells["value"]) / _WAN if last else "",
        "year": _year(last) if last else "",
        "titles": rows.titles(firm),
    }


def _project(rows: _Rows, row: Row) -> dict[str, Cell]:
    project = f"project:{row.key}"
    investors = (
        rows.name(name)
        for name, participations in rows.joined.items()
        for one in participations
        if one.cells["participates_in"] == project and one.cells.get("role") == "investor"
    )
    statuses = rows.about("project_statuses", "project", row.key)
    last = max(statuses, key=lambda one: one.cells.get("valid_from") or rows.issued[one.cells["doc"]], default=None)
    amounts = {Decimal(one.cells["value"]) for one in _figures(rows, project, "project-investment")}
    return {
        "name": row.cells["zh"],
        "investors": _joined(investors),
        **rows.common(project),
        "phase": _word("projects", "phase", last.cells["phase"]) if last else "",
        "investment": amounts.pop() / _WAN if len(amounts) == 1 else "",
    }


def _cluster(rows: _Rows, row: Row) -> dict[str, Cell]:
    kind = row.table.kind
    thing = f"{kind}:{row.key}"
    return {
        "name": row.cells["zh"],
        "kind": _word("clusters", "kind", kind),
        **rows.common(thing),
        "titles": rows.titles(thing),
    }


def _states(rows: _Rows) -> Iterator[dict[str, Cell]]:
    for row in rows.about("segment_statuses", "area", rows.city):
        state = _word("segments", "state", row.cells["state"])
        yield {"segment": rows.name(f"segment:{row.cells['segment']}"), "state": state}


def _supplies(rows: _Rows) -> Iterator[dict[str, Cell]]:
    for row in rows.of_table("supplies"):
        ends = {end: rows.name(f"enterprise:{row.cells[end]}") for end in ("supplier", "customer")}
        product = rows.name(f"product:{row.cells.get('product', '')}")
        yield {**ends, "product": product, "share": row.cells.get("share", "")}


def _policies(rows: _Rows) -> Iterator[dict[str, Cell]]:
    for row in rows.of_table("policies"):
        adopted = [one for one in rows.of_table("policy_adoptions") if one.cells["policy"] == row.key]
        dates = {
            name: {one.cells[name] for one in adopted if one.cells.get(name)} for name in ("valid_from", "valid_to")
        }
        yield {
            "name": row.cells["zh"],
            "authority": _joined(rows.name(f"body:{one.cells.get('authority', '')}") for one in adopted),
            "from": min(dates["valid_from"]) if len(dates["valid_from"]) == 1 else "",
            "until": min(dates["valid_to"]) if len(dates["valid_to"]) == 1 else "",
        }


def _numbers(rows: _Rows) -> Iterator[Mapping[str, Cell]]:
    inside = {row.key for row in rows.of_table("places") if rows.city in row.values("within")}
    told = (*rows.of_table("observations"), *rows.of_table("targets"))
    return figure_cells(told, rows.name, city=rows.city, within=inside.__contains__)


def _figures(rows: _Rows, thing: str, indicator: str) -> list[Row]:
    """Return the exact levels reported of a thing."""
    usual = {"indicator": indicator, "basis": "level", "qualifier": "exact", "status": "reported", "unit": "yuan"}
    found = rows.about("observations", "about", thing)
    return [row for row in found if all(row.cells.get(name) == value for name, value in usual.items())]


def _year(row: Row) -> str:
    """Return the year that a figure's period is, or an empty text if it is none."""
    start, end = row.cells.get("period_start", ""), row.cells["period_end"]
    is_year = start[:4] == end[:4] and start.endswith("-01-01") and end.endswith("-12-31")
    return end[:4] if is_year else ""


def _word(sheet: str, column: str, meaning: str) -> str:
    """Return the first word for a meaning among those that may stand in a column."""
    return next(word for word, means in SHEETS[sheet].field(column).choices if means == meaning)
