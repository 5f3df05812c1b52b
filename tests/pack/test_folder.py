"""A pack takes only its own place, and nothing of anyone else's is lost."""

import json
from pathlib import Path

import pytest

from chaingraph.errors import InputError
from chaingraph.pack.folder import MARK, place_pack

FILES = {"index.html": b"one", "lists.xlsx": b"two"}
ABOUT = {"chain": "chain:x"}


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_folder_holds_the_files_and_the_mark(tmp_path: Path) -> None:
    assert place_pack(tmp_path / "deep" / "pack", FILES, ABOUT) is None
    found = _content(tmp_path / "deep" / "pack")
    mark = json.loads(found.pop(MARK))
    assert found == FILES
    assert mark["chain"] == "chain:x"
    assert set(mark["files"]) == set(FILES)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["pack"]


def test_an_unchanged_pack_and_an_empty_folder_give_way(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    place_pack(tmp_path / "pack", FILES, ABOUT)
    place_pack(tmp_path / "pack", {"index.html": b"new"}, ABOUT)
    assert set(_content(tmp_path / "pack")) == {"index.html", MARK}
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="holds files but no pack"):
        place_pack(tmp_path / "pack", FILES, ABOUT)
    assert _content(tmp_path / "pack") == {"mine.txt": b"mine"}


@pytest.mark.parametrize("name", ["index.html", "notes.txt"])
def test_a_pack_that_was_worked_on_is_refused_and_kept_with_force(tmp_path: Path, name: str) -> None:
    place_pack(tmp_path / "pack", FILES, ABOUT)
    (tmp_path / "pack" / name).write_text("my notes")
    with pytest.raises(InputError, match=f"'{name}' was changed or added"):
        place_pack(tmp_path / "pack", FILES, ABOUT)
    kept = place_pack(tmp_path / "pack", FILES, ABOUT, force=True)
    assert kept == tmp_path / "pack.before-1"
    assert (kept / name).read_text() == "my notes"
    assert (tmp_path / "pack" / "index.html").read_bytes() == b"one"


def test_a_file_or_the_folder_one_stands_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pack").write_text("a file")
    with pytest.raises(InputError, match="a file of this name is there"):
        place_pack(tmp_path / "pack", FILES, ABOUT, force=True)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for place in (Path(), Path("..")):
        with pytest.raises(InputError, match="can't be replaced"):
            place_pack(place, FILES, ABOUT, force=True)


def test_a_failure_leaves_the_old_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place_pack(tmp_path / "pack", FILES, ABOUT)
    before = _content(tmp_path / "pack")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if target == tmp_path / "pack" and self.name != "old":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(InputError, match="No space left on device"):
        place_pack(tmp_path / "pack", {"index.html": b"new"}, ABOUT)
    assert _content(tmp_path / "pack") == before
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]
