"""Hold a file for oneself; the system lets go of it when the process ends, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["hold"]


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a file, which is made if it isn't there and stays.

    Raises
    ------
    BlockingIOError
        Another process holds it, or this one elsewhere, or took it away since it was opened.
    """
    with path.open("ab") as file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            raise BlockingIOError(errno.EAGAIN, "held by another process", str(path)) from error
        try:
            if not _is_there(path, file):
                raise BlockingIOError(errno.EAGAIN, "taken away by another process", str(path))
            yield
        finally:
            _unlock(file)


def _is_there(path: Path, file: IO[bytes]) -> bool:
    """Tell whether an opened file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # its first byte, whether there is one or not
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unlock(file: IO[bytes]) -> None:
    """Let go at once: Windows says that it may take its time about a file that is only closed."""
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
