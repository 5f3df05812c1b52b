"""Fictional cities: the same on every run, marked all through, valid, and shaped as they say."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from chaingraph.analyses.specialisation import measure_specialisation
from chaingraph.bundle import graph_files
from chaingraph.errors import InputError
from chaingraph.fiction.blueprint import read_blueprint
from chaingraph.fiction.invent import format_tables, invent_cities
from chaingraph.fiction.names import MARK, place_names
from chaingraph.filled import compile_tables
from chaingraph.namespaces import DEF, ID, PREFIXES
from chaingraph.rdf import to_trig
from chaingraph.reference import read_reference
from chaingraph.store import load_files
from chaingraph.validate import validate_graph

Tables = dict[str, list[dict[str, str]]]


@cache
def tables(seed: int = 3, cities: int = 2, firms: int = 80) -> Tables:
    found: Tables = {}
    for city in invent_cities(seed=seed, cities=cities, firms=firms):
        for name, rows in city.items():
            found.setdefault(name, []).extend(rows)
    return found


@cache
def quads() -> tuple[Quad, ...]:
    return tuple(compile_tables(tables()))


def test_the_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from chaingraph.fiction.invent import *; from chaingraph.rdf import to_trig\n"
        "from chaingraph.filled import compile_tables\n"
        "(city,) = invent_cities(seed=5, firms=40); trig = to_trig(compile_tables(city))\n"
        "print(hashlib.sha256(trig + b''.join(format_tables(city).values())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(digests) == 1


def test_another_seed_is_another_city_and_more_cities_leave_the_first_as_it_is() -> None:
    one, other = next(invent_cities(seed=1, firms=20)), next(invent_cities(seed=2, firms=20))
    assert one["places"][1]["key"] != other["places"][1]["key"]
    two, four = (next(invent_cities(seed=1, cities=cities, firms=20)) for cities in (2, 4))
    assert two["places"] == four["places"]


@pytest.mark.parametrize("column", ["zh", "en", "title", "publisher"])
def test_every_name_says_that_it_is_made_up(column: str) -> None:
    mark = MARK.en if column == "en" else MARK.zh
    named = [row[column] for rows in tables().values() for row in rows if column in row]
    assert named
    assert all(name.startswith(mark) for name in named)


def test_every_label_in_the_graph_says_that_it_is_made_up() -> None:
    labels = {f"{PREFIXES['skos']}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel")}
    found = [quad.object for quad in quads() if quad.predicate.value in labels]
    assert found
    for label in found:
        assert isinstance(label, Literal)
        assert label.value.startswith(MARK.en if label.language == "en" else MARK.zh)


def test_every_key_says_that_it_is_made_up() -> None:
    entities = [str(quad.subject) for quad in quads() if quad.object == NamedNode(f"{DEF}Entity")]
    assert entities
    assert all(entity.removeprefix(f"<{ID}").partition("/")[2].startswith("fiction-") for entity in entities)


def test_every_document_is_marked_and_none_of_the_bundled_ones_is() -> None:
    assert all(row["fictional"] == "true" for row in tables()["documents"])
    bundled = load_files(graph_files())
    assert not list(bundled.quads_for_pattern(None, NamedNode(f"{DEF}isFictional"), None, None))
    assert not any("fiction-" in quad.subject.value for quad in bundled if isinstance(quad.subject, NamedNode))


def test_valid_and_without_blank_nodes() -> None:
    reference = load_files(path for path in graph_files() if path.name == "reference.trig")
    assert validate_graph(quads(), context=reference) == []
    assert not any(isinstance(term, BlankNode) for quad in quads() for term in (quad.subject, quad.object))


def test_compiles_to_what_parses_back() -> None:
    assert set(parse(to_trig(quads()), format=RdfFormat.TRIG)) == set(quads())


def test_supplies_follow_the_inputs_of_the_templates() -> None:
    inputs = {(row.cells["from"], row.cells["to"], row.cells["product"]) for row in read_reference("segment_inputs")}
    segments = defaultdict(set)
    for row in tables()["participations"]:
        if row["participates_in"].startswith("segment:"):
            segments[row["participant"].removeprefix("enterprise:")].add(
                row["participates_in"].removeprefix("segment:")
            )
    for row in tables()["supplies"]:
        assert row["supplier"] != row["customer"]
        assert any(
            (made, used, row["product"]) in inputs
            for made in segments[row["supplier"]]
            for used in segments[row["customer"]]
        )


def test_shares_of_one_buyer_sum_to_one_at_most_and_some_are_unknown() -> None:
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for row in tables()["supplies"]:
        if "share" in row:
            assert 0 < Decimal(row["share"]) < 1
            shares[row["customer"]] += Decimal(row["share"])
    assert max(shares.values()) <= 1
    assert any("share" not in row for row in tables()["supplies"])


def test_a_few_suppliers_serve_many() -> None:
    city = next(invent_cities(seed=1, firms=2000))
    sold = Counter(row["supplier"] for row in city["supplies"])
    counts = sorted(sold.values(), reverse=True)
    assert sum(counts[: len(counts) // 10]) > 0.25 * sum(counts)


def test_sizes_are_skewed_and_partly_unknown() -> None:
    city = next(invent_cities(seed=1, firms=2000))
    revenue = sorted(
        int(row["value"])
        for row in city["observations"]
        if row["indicator"] == "operating-revenue" and row["about"].startswith("enterprise:")
    )
    assert 0.7 * 2000 < len(revenue) < 0.9 * 2000
    assert sum(revenue) / len(revenue) > 1.5 * revenue[len(revenue) // 2]
    sited = {row["about"] for row in city["sitings"] if row["about"].startswith("enterprise:")}
    assert 0.8 * 2000 < len(sited) < 0.97 * 2000


def test_stated_totals_are_above_the_sum_of_what_is_known() -> None:
    blueprint = read_blueprint()
    figures = {(row["about"], row["indicator"], row["doc"]): int(row["value"]) for row in tables()["observations"]}
    firms: dict[str, set[str]] = defaultdict(set)
    for row in tables()["participations"]:
        if row["participates_in"].startswith("segment:") and row["participant"].startswith("enterprise:"):
            firms[row["participates_in"].removeprefix("segment:")].add(row["participant"])
    for row in tables()["template_matches"]:
        city = row["key"].removesuffix(f"-{row['template']}")
        document = f"{city}-statistics"
        members = {
            firm
            for segment in blueprint.templates[row["template"]]
            for firm in firms[segment]
            if firm.startswith(f"enterprise:{city}-")
        }
        known = sum(figures.get((firm, "operating-revenue", document), 0) for firm in members)
        assert figures[row["subject"], "operating-revenue", document] > known
        assert figures[row["subject"], "chain-enterprises", document] > len(members)


def test_some_members_of_stated_sets_are_unknown_and_only_complete_sets_know_all() -> None:
    unknown = [
        int(row["stated_count"]) - len(set(filter(None, row.get("membership", "").split("|"))))
        for row in tables()["set_claims"]
        if row["is_complete"] == "false"
    ]
    assert max(unknown) > 0
    assert any(row["is_complete"] == "true" for row in tables()["set_claims"])


def test_segments_are_absent_only_where_no_firm_is_known() -> None:
    known = {
        (row["doc"].removesuffix("-directory"), row["participates_in"].removeprefix("segment:"))
        for row in tables()["participations"]
        if row["participant"].startswith("enterprise:")
    }
    states = Counter(row["state"] for row in tables()["segment_statuses"])
    assert states["absent"]
    for row in tables()["segment_statuses"]:
        assert ((row["area"], row["segment"]) in known) == (row["state"] != "absent")


def test_specialisation_is_more_than_noise() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    blueprint = read_blueprint()
    of = defaultdict(list)
    for template, segments in blueprint.templates.items():
        for segment in segments:
            of[segment].append(template)
    strong = defaultdict(set)
    for city in invent_cities(seed=2, cities=12, firms=150):
        key = city["programmes"][0]["area"]
        strong[key] = {row["template"] for row in city["template_matches"]}
        for row in city["participations"]:
            if row["participant"].startswith("enterprise:") and row["participates_in"].startswith("segment:"):
                for template in of[row["participates_in"].removeprefix("segment:")]:
                    counts[key, template] += 1
    found = measure_specialisation(counts)
    special = {(city, template) for city, names in found.present.items() for template in names}
    planned = {(city, template) for city, names in strong.items() for template in names}
    assert len(special & planned) > 0.55 * len(planned)
    assert found.complexity.eci is not None
    ranked = sorted(found.complexity.eci, key=found.complexity.eci.__getitem__)
    sizes = [len(strong[city]) for city in ranked]
    assert sum(sizes[6:]) > sum(sizes[:6])


def test_place_names_are_distinct_in_both_languages() -> None:
    from random import Random

    names = list(place_names(Random(1)))
    assert len({name.zh for name in names}) == len({name.en for name in names}) == len(names) >= 40 * 13


@pytest.mark.parametrize(
    ("options", "message"),
    [({"seed": -1}, "seed -1"), ({"cities": 41}, "from 1 to 40"), ({"firms": 9}, "10 or more")],
)
def test_numbers_out_of_range_are_refused(options: dict[str, int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        next(invent_cities(**options))


def test_tables_are_read_back_as_they_were(tmp_path: Path) -> None:
    from chaingraph.build import build_folders

    (city,) = invent_cities(seed=4, firms=30)
    folder = tmp_path / "city"
    folder.mkdir()
    for name, content in format_tables(city).items():
        (folder / name).write_bytes(content)
    (built,) = build_folders(folder)
    assert built.content == to_trig(compile_tables(city))
