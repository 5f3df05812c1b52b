"""Recipes are data: those that ship, those of other cities, and the faults that people make in them."""

from pathlib import Path

import pytest

from chaingraph.errors import InputError
from chaingraph.pack.recipe import find_recipe, parse_recipe, recipe_names

MINIMAL = "name: x\nmaps: []\nlists: []\n"


@pytest.mark.parametrize(
    "wanted", ["五图五清单", "五图五清单.yaml", "five-maps-five-lists", "Five maps and five lists"]
)
def test_a_recipe_that_ships_is_found_by_its_names(wanted: str) -> None:
    assert find_recipe(wanted).name.zh == "五图五清单"


def test_full_width_signs_in_a_name_make_no_difference() -> None:
    assert find_recipe("１图谱＋N清单.yaml").name.zh == "1图谱+N清单"


def test_the_five_maps_and_the_five_lists_come_first() -> None:
    recipe = find_recipe("五图五清单")
    assert [one.title.zh for one in recipe.maps] == ["产业链图", "技术图", "应用图", "区域图", "招商图"]
    assert [one.title.zh for one in recipe.lists[:5]] == ["企业清单", "项目清单", "集群清单", "问题清单", "政策清单"]


@pytest.mark.parametrize("name", recipe_names())
def test_a_recipe_that_ships_is_complete_in_both_languages(name: str) -> None:
    recipe = find_recipe(name)
    titles = [recipe.name, recipe.about]
    for named in ([(one.title, one.note) for one in recipe.maps], [(one.title, one.note) for one in recipe.lists]):
        titles += [title for title, _ in named] + [note for _, note in named if note.zh or note.en]
    titles += [heading.title for one in recipe.lists for heading in one.columns]
    assert all(title.zh and title.en for title in titles)


def test_a_path_is_read_as_a_file(recipe_file: Path) -> None:
    recipe = find_recipe(str(recipe_file))
    assert recipe.name.en == "Two maps and three lists"
    assert [heading.title.zh for heading in recipe.lists[0].columns] == ["企业名称", "所属区县", "列入依据"]
    assert recipe.maps[1].title.en == "补链图"
    assert recipe.lists[1].kind == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\nmaps: []\n", "r.yaml: 'lists' is missing; add it"),
        (MINIMAL + "listz: []\n", "r.yaml: unknown key 'listz'; did you mean 'lists'?"),
        ("- x\n", "r.yaml: keys are expected (name, maps, lists, about), not a list"),
        ("", "r.yaml: keys are expected (name, maps, lists, about), not nothing"),
        ("name: no\nmaps: []\nlists: []\n", "r.yaml: name: a text is expected, not yes or no; put it into quotation marks"),
        (MINIMAL + "name: y\n", "r.yaml:4: 'name' is given twice; mend the YAML there"),
        ("name: x\nmaps: {}\nlists: []\n", "r.yaml: maps: a list is expected (lines that begin with '- '), not keys"),
        ("name: x\nmaps: [{view: chain}]\nlists: []\n", "r.yaml: maps[1]: 'title' is missing; add it"),
        ("name: x\nmaps: [{title: a, names: [b]}]\nlists: []\n", "r.yaml: maps[1].names: names go with one view; give one 'view', or leave 'names' out"),
        ("name: x\nmaps: []\nlists: [{title: a}]\n", "r.yaml: lists[1]: neither 'list' nor 'columns'; name one of the lists, or give headings to fill in"),
        ("name: x\nmaps: []\nlists: [{title: a, list: firm}]\n", "r.yaml: lists[1].list: 'firm' is no list; to get a sheet of headings only, leave 'list' out; did you mean 'firms'?"),
        ("name: x\nmaps: []\nlists: [{title: a, list: firms, columns: [countie]}]\n", "r.yaml: lists[1].columns[1]: 'countie' is no column of this list; did you mean 'county'?"),
        ("name: x\nmaps: []\nlists: [{title: {}, list: firms}]\n", "r.yaml: lists[1].title: neither 'zh' nor 'en'; give one of them"),
        ("name: x\nmaps: []\nlists: [{title: '', list: firms}]\n", "r.yaml: lists[1].title: an empty text; say something, or leave the key out"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_key_and_mend(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_recipe(text, "r.yaml")
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["a: [1\nb", "a: !!python/object/apply:os.system ['true']", "&a [*a]", "[" * 5000])
def test_what_is_no_plain_yaml_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^r\.yaml") as caught:
        parse_recipe(text, "r.yaml")
    assert "\n" not in str(caught.value)


def test_a_name_that_no_recipe_bears_is_refused_with_a_hint() -> None:
    with pytest.raises(InputError, match=r"no recipe is called '五图清单'; did you mean '五图五清单'"):
        find_recipe("五图清单")
    with pytest.raises(InputError, match=r"nowhere/x\.yaml: no such file"):
        find_recipe("nowhere/x.yaml")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes("name: 五图".encode("gbk"))
    with pytest.raises(InputError, match="not UTF-8 at byte 6; save the recipe as UTF-8"):
        find_recipe(str(path))
