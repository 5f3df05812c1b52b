"""The bundled graph, and one pack of it, made once; a recipe that another city might write."""

import io
from pathlib import Path

import pytest
from pyoxigraph import Store
from python_calamine import CalamineWorkbook

from chaingraph.pack.case import Case, open_case
from chaingraph.pack.make import Pack, make_pack
from chaingraph.pack.recipe import DEFAULT_RECIPE, find_recipe
from chaingraph.store import open_store

CHAIN = "chain:dezhou-integrated-circuits"
#: Two maps and three lists (两图三清单) of Liaocheng: nothing of it is known to the program.
LIAOCHENG = """
name: {zh: 两图三清单, en: Two maps and three lists}
maps:
  - title: {zh: 产业体系图, en: System}
    view: system
  - title: 补链图
    view: gaps
    names: ["{chain}"]
lists:
  - title: {zh: 链上企业, en: Firms}
    list: firms
    columns: [enterprise, {column: county, title: {zh: 所属区县, en: County}}, basis]
  - title: {zh: "问题/诉求", en: "Problems/requests"}
    columns: [企业名称, 问题]
  - title: {zh: 出处, en: Sources}
    list: sources
"""


@pytest.fixture(scope="session")
def bundled() -> Store:
    return open_store()


@pytest.fixture(scope="session")
def case(bundled: Store) -> Case:
    return open_case(bundled, CHAIN)


@pytest.fixture(scope="session")
def made(bundled: Store) -> Pack:
    return make_pack(bundled, CHAIN, find_recipe(DEFAULT_RECIPE))


@pytest.fixture(scope="session")
def made_in_english(bundled: Store) -> Pack:
    return make_pack(bundled, "dezhou-food-processing", find_recipe(DEFAULT_RECIPE), lang="en")


@pytest.fixture
def recipe_file(tmp_path: Path) -> Path:
    path = tmp_path / "liaocheng.yaml"
    path.write_text(LIAOCHENG, encoding="utf-8")
    return path


def rows_of(pack: Pack, sheet: str) -> list[list[object]]:
    """Return the rows of a sheet of a pack's lists."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(pack.files["lists.xlsx"]))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]
