"""Chains by county and cluster in the bundled graph: nobody is counted twice, and nobody is lost."""

from collections import Counter

import pytest
from pyoxigraph import Store

from chaingraph.naming import Name
from chaingraph.query import select
from chaingraph.report import Report, Thing
from chaingraph.reports.matrix import NO_CHAIN, NONE_KNOWN, MatrixScene, open_matrices, tell_matrices

PREFIX = "PREFIX cg: <https://w3id.org/chaingraph/def/> PREFIX id: <https://w3id.org/chaingraph/id/>"


@pytest.fixture(scope="module")
def scene(bundled: Store) -> MatrixScene:
    return open_matrices(bundled, city="dezhou")


@pytest.fixture(scope="module")
def report(scene: MatrixScene) -> Report:
    return tell_matrices(scene)


def keys(cell: object) -> set[str]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return {one.key for one in cells if isinstance(one, Thing)}


def test_the_chip_firms_of_tianqu_are_those_that_sources_site_there(bundled: Store, scene: MatrixScene) -> None:
    rows = select(
        bundled,
        f"""{PREFIX} SELECT DISTINCT ?firm WHERE {{
            ?s a cg:Siting ; cg:about ?firm ; cg:area <https://w3id.org/chaingraph/id/place/tianqu> . ?firm a cg:Enterprise }}""",
    )
    sited = {row["firm"].value.rsplit("/", 1)[-1] for row in rows}  # type: ignore[union-attr]
    cell = scene.matrices["firms", "county"].cells["chain:dezhou-integrated-circuits", "place:tianqu"]
    assert {"enterprise:weixun-semiconductor", "enterprise:youyan-semiconductor"} <= set(cell)
    assert {one.partition(":")[2] for one in cell} <= sited


def test_a_firm_in_several_segments_of_a_chain_stands_in_its_cell_once(scene: MatrixScene) -> None:
    links = Counter(
        (link.thing, "chain:dezhou-food-processing")
        for found in scene.city.links.values()
        for link in found
        if link.kind == "Enterprise"
    )
    cells = scene.matrices["firms", "county"].cells
    several = {firm for (firm, _), count in links.items() if count > 1}
    assert several
    assert all(len(set(members)) == len(members) for members in cells.values())
    assert any(set(members) & several for members in cells.values())


def test_the_margins_are_what_the_list_counts(report: Report) -> None:
    members = report.sheet("members").records()
    for kind in ("firms", "projects"):
        word = {"firms": "企业", "projects": "项目"}[kind]
        mine = [row for row in members if isinstance(row["kind"], Name) and row["kind"].zh == word]
        sheet = report.sheet(f"{kind}-county").records()
        assert sheet[-1]["distinct"] == len(mine)
        for row in sheet[:-1]:
            chain = keys(row["chain"])
            counted = [one for one in mine if (chain <= keys(one["chains"]) if chain else not keys(one["chains"]))]
            assert row["distinct"] in {len(counted), NONE_KNOWN if not counted else len(counted)}


def test_every_line_reconciles(report: Report) -> None:
    rows = report.sheet("reconciliation").records()
    for row in rows:
        assert isinstance(row["cells"], int)
        assert isinstance(row["repeated"], int)
        assert row["cells"] - row["repeated"] == row["distinct"]
    firms = [row for row in rows if isinstance(row["of"], Name) and row["of"].en == "firms by county"]
    total = firms[-1]["cells"]
    assert isinstance(total, int)
    body = [row["cells"] for row in firms[:-1] if isinstance(row["cells"], int)]
    assert sum(body) == 2 * total  # once by rows, once by columns


def test_cells_of_the_table_add_up_to_what_is_reconciled(report: Report) -> None:
    for kind in ("firms", "projects"):
        for split in ("county", "cluster"):
            rows = report.sheet(f"{kind}-{split}").records()
            found = sum(
                cell
                for row in rows[:-1]
                for key, cell in row.items()
                if key not in {"chain", "distinct"} and isinstance(cell, int)
            )
            lines = [
                row
                for row in report.sheet("reconciliation").records()
                if isinstance(row["of"], Name) and row["of"].en == f"{kind} by {split}"
            ]
            assert lines[-1]["cells"] == found


def test_none_known_is_no_zero(report: Report) -> None:
    for kind in ("firms-county", "projects-cluster"):
        assert all(0 not in row for row in report.sheet(kind).rows)
        assert any(NONE_KNOWN in row for row in report.sheet(kind).rows)


def test_what_sources_state_stands_beside_what_is_known(report: Report) -> None:
    rows = report.sheet("reconciliation").records()
    chips = [row for row in rows if "chain:dezhou-integrated-circuits" in keys(row["line"]) and row["stated"]]
    assert len(chips) == 1
    assert chips[0]["sources"]


def test_towns_count_in_their_county(bundled: Store) -> None:
    scene = open_matrices(bundled, city="liaocheng")
    places = {place for found in scene.counties.values() for where in found.values() for place in where}
    assert "place:zhengjia-town" not in places
    assert "place:dongchangfu" in places
    assert NO_CHAIN in scene.matrices["firms", "county"].rows
