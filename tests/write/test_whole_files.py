"""Files are made whole or not at all, and what a maker that was killed left is removed by the next."""

import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from chaingraph.whole_files import write_bytes, write_folder

KILLED = """
import os
import sys
from pathlib import Path
from chaingraph.whole_files import write_bytes, write_copy, write_folder

kind, target, moment = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
steps = {"open", "fcntl.flock", "os.chmod", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"}
steps |= {"shutil.copyfile", "shutil.rmtree"}
seen = 0


def die(step, words):
    global seen
    if step in steps:
        seen += 1
        if seen == moment:
            os._exit(9)


sys.addaudithook(die)
match kind:
    case "file":
        write_bytes(target, b"new")
    case "copy":
        write_copy(target, target.parent / "source")
    case "folder":
        write_folder(target, {"a/b": b"new", "c": b"new"})
"""


@pytest.mark.parametrize("kind", ["file", "copy", "folder"])
def test_killed_before_any_of_its_steps_a_maker_leaves_nothing_that_the_next_does_not_remove(
    tmp_path: Path, kind: str
) -> None:
    """The steps are those of which Python tells its audit hooks."""
    (tmp_path / "source").write_bytes(b"new")
    target = tmp_path / "made"
    done = []
    for moment in count(1):
        if kind != "folder":
            target.write_bytes(b"old")
        ended = subprocess.run([sys.executable, "-c", KILLED, kind, str(target), str(moment)], check=False).returncode
        assert ended in {0, 9}
        done.append(_is_new(target))
        shutil.rmtree(target, ignore_errors=True)
        write_folder(target, {"c": b"whole"}) if kind == "folder" else write_bytes(target, b"whole")
        assert {path.name for path in tmp_path.iterdir()} == {"made", "source"}, moment
        shutil.rmtree(target, ignore_errors=True)
        if not ended:
            break
    assert done.count(False) > 4
    assert done.count(True) > 2, "killed after it was in its place, too"


def _is_new(target: Path) -> bool:
    """Tell the new state from the old, which is none for a folder."""
    if target.is_dir():
        assert {path.name: path.read_bytes() for path in target.rglob("?") if path.is_file()} == {
            "b": b"new",
            "c": b"new",
        }
        return True
    if target.exists():
        assert target.read_bytes() in {b"old", b"new"}
        return target.read_bytes() == b"new"
    return False


OFTEN = """
import sys
from pathlib import Path
from chaingraph.whole_files import write_bytes
sys.stdin.readline()
for _ in range(300):
    write_bytes(Path(sys.argv[1]), b"new")
"""


def test_makers_of_one_file_never_take_each_other_s_folder(tmp_path: Path) -> None:
    words = [sys.executable, "-c", OFTEN, str(tmp_path / "made")]
    makers = [subprocess.Popen(words, stdin=subprocess.PIPE) for _ in range(3)]
    for maker in makers:
        assert maker.stdin
        maker.stdin.write(b"\n")
        maker.stdin.flush()
    for maker in makers:
        maker.communicate()
    assert [maker.returncode for maker in makers] == [0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_fault_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "made"
    write_bytes(target, b"old")

    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_what_others_keep_beside_it_stays(tmp_path: Path) -> None:
    other = tmp_path / ".made.12345678"
    other.mkdir()
    (other / "mine").write_bytes(b"")
    write_bytes(tmp_path / "made", b"new")
    assert (other / "mine").exists()
