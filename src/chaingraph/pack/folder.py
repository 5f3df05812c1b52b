"""Put a pack's files into a folder: written beside, moved into place, and never over anything that isn't a pack's."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from chaingraph.errors import InputError

__all__ = ["MARK", "check_folder", "place_pack"]

#: The file that says that a folder is a pack, and which files it holds.
MARK = "pack.json"
_KIND = "chaingraph pack"


def check_folder(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that can't be replaced, before any work is done.

    Raises
    ------
    InputError
        What is there is a file, or holds something that this program didn't write or that was changed since.
    """
    target = folder.resolve()
    here = Path.cwd()
    if target in (here, *here.parents, Path.home(), *Path.home().parents):
        raise InputError(f"{folder}: a folder that you stand in can't be replaced; give another one with -o")
    if target.exists() and not target.is_dir():
        raise InputError(f"{folder}: a file of this name is there; give another folder with -o")
    if not target.exists() or force:
        return
    found = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    if not found and not any(target.iterdir()):
        return
    files = _files_of(target)
    if files is None:
        raise InputError(
            f"{folder}: holds files but no pack of chaingraph; give another folder with -o, or --force (what is there "
            "is kept beside)"
        )
    changed = [name for name in found if name != MARK and _hash((target / name).read_bytes()) != files.get(name)]
    if changed:
        raise InputError(
            f"{folder}: '{changed[0]}' was changed or added since the pack was made; move it away, give another folder "
            "with -o, or --force (what is there is kept beside)"
        )


def place_pack(
    folder: Path, files: Mapping[str, bytes], about: Mapping[str, str], *, force: bool = False
) -> Path | None:
    """Write the files into a folder, all or none; return where an older folder was kept, if one was.

    A pack that is as it was made gives way to the new one. With ``force`` anything else that is there is kept beside
    under another name; nothing of it is lost.

    Parameters
    ----------
    folder
        Where the pack shall stand.
    files
        Names and contents.
    about
        What the pack is of, for its mark.
    force
        Move away what isn't an unchanged pack.

    Raises
    ------
    InputError
        See `check_folder`, or a place that can't be written.
    """
    check_folder(folder, force=force)
    target = folder.resolve()
    mark = {"kind": _KIND, **about, "files": {name: _hash(content) for name, content in sorted(files.items())}}
    text = json.dumps(mark, ensure_ascii=False, indent=2) + "\n"
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        beside.chmod(0o755)
        for name, content in {**files, MARK: text.encode("utf-8")}.items():
            (beside / name).write_bytes(content)
        return _swap(beside, target, force=force)
    except OSError as error:
        place = error.filename or folder
        raise InputError(f"{place}: can't be written ({error.strerror}); give another folder with -o") from error
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def _swap(beside: Path, target: Path, *, force: bool) -> Path | None:
    """Move the new folder into the place of the old one; if that fails the old one goes back."""
    if not target.exists():
        beside.rename(target)
        return None
    if force and not _is_untouched(target):
        kept = _free(target)
        _exchange(beside, target, kept)
        return kept
    away = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        _exchange(beside, target, away / "old")
    finally:
        shutil.rmtree(away, ignore_errors=True)
    return None


def _exchange(beside: Path, target: Path, old: Path) -> None:
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise


def _is_untouched(target: Path) -> bool:
    try:
        check_folder(target)
    except InputError:
        return False
    return True


def _free(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.before-{number}")).exists():
        number += 1
    return kept


def _files_of(folder: Path) -> dict[str, str] | None:
    """Return what files a pack says that it holds, by name with their hashes; None for no pack."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(mark, dict) or mark.get("kind") != _KIND or not isinstance(mark.get("files"), dict):
        return None
    return {str(name): str(value) for name, value in mark["files"].items()}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
