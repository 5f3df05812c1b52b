"""Write files and folders whole or not at all: made in a folder beside their place, then moved into it.

A folder in which something is made holds a lock as long as its maker runs. It is removed last, so whoever was killed,
at whatever moment, left an empty folder or one with a lock that can be had, and the next who makes the same thing
removes either. A maker whose new folder was taken for such a one begins again in another.
"""

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from chaingraph.locks import hold

__all__ = ["put_in_place", "scratch", "write_bytes", "write_copy", "write_folder"]

_LOCK = "chaingraph.lock"


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    with scratch(path) as folder:
        made = folder / "made"
        made.write_bytes(content)
        put_in_place(made, path)


def write_copy(path: Path, source: Path) -> None:
    """Copy a file whole or not at all."""
    with scratch(path) as folder:
        shutil.copyfile(source, folder / "made")
        put_in_place(folder / "made", path)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder of files whole or not at all.

    Raises
    ------
    OSError
        A folder that isn't empty, or a place that can't be written.
    """
    with scratch(folder) as beside:
        whole = beside / "whole"
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        whole.replace(folder)


def put_in_place(made: Path, path: Path) -> None:
    """Move a file that was made in `scratch` into its place, with the rights that a new file has."""
    umask = os.umask(0)
    os.umask(umask)
    made.chmod(0o666 & ~umask)
    made.replace(path)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """Yield a folder beside a path to make it in, gone afterwards.

    Raises
    ------
    OSError
        What the system refuses, said of the path.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        with ExitStack() as held:
            folder = _new_folder(path, held)
            held.callback(_clear, folder)
            yield folder
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _new_folder(path: Path, held: ExitStack) -> Path:
    while True:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        with suppress(BlockingIOError, FileNotFoundError):  # somebody else's sweep came between
            held.callback(_clear, folder)  # once more when the lock is let go: Windows keeps what is open
            held.enter_context(hold(folder / _LOCK))
            return folder


def _sweep(path: Path) -> None:
    """Remove the folders in which the path was being made, but those whose maker runs."""
    for folder in path.parent.glob(f".{glob.escape(path.name)}.????????"):
        with suppress(OSError):
            if (folder / _LOCK).exists():
                with hold(folder / _LOCK):
                    _clear(folder)
                _clear(folder)
            else:
                folder.rmdir()


def _clear(folder: Path) -> None:
    """Remove a folder, the lock last."""
    with suppress(OSError):
        for inside in folder.iterdir():
            if inside.is_dir():
                shutil.rmtree(inside)
            elif inside.name != _LOCK:
                inside.unlink()
        (folder / _LOCK).unlink()
        folder.rmdir()
