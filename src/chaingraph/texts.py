"""Source texts as evidence sees them: code points of the bytes decoded as UTF-8, nothing normalised."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from chaingraph.errors import SourceTextError

__all__ = ["SourceText", "check_text", "hash_file", "hash_files", "hash_span", "read_text", "read_texts"]


@dataclass(frozen=True)
class SourceText:
    """One file of text.

    ``text`` keeps line ends and a byte order mark (as U+FEFF) as they are, so that an index into it is a position that
    evidence may state; ``sha256`` is of the raw bytes.
    """

    path: Path
    text: str
    sha256: str

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the text opens with U+FEFF, which counts as its code point 0."""
        return self.text.startswith("\ufeff")


def read_text(path: Path) -> SourceText:
    """Read one source text.

    Raises
    ------
    SourceTextError
        The file can't be read or isn't UTF-8; the message gives the byte at which it stops being so.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceTextError(f"{path}: can't be read: {error.strerror or error}; give a text file") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 from byte {error.start}; give the text as it was kept, in UTF-8"
        raise SourceTextError(message) from error
    return SourceText(path, text, sha256(raw).hexdigest())


def read_texts(folder: Path) -> list[SourceText]:
    """Read every UTF-8 file that stands directly in ``folder``, by name; other files are no texts and are passed over.

    Raises
    ------
    SourceTextError
        ``folder`` isn't a folder that can be read.
    """
    if not folder.is_dir():
        raise SourceTextError(f"{folder}: no such folder; give the folder that holds the source texts")
    return list(_readable(path for path in _files(folder) if path.is_file()))


def check_text(folder: Path, name: str) -> None:
    """Read the file of that name in ``folder``, if there is one.

    Raises
    ------
    SourceTextError
        It can't be read or isn't UTF-8.
    """
    for path in _files(folder):
        if path.name == name:
            read_text(path)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise SourceTextError(f"{folder}: can't be read: {error.strerror or error}") from error


def _readable(paths: Iterable[Path]) -> Iterable[SourceText]:
    for path in paths:
        try:
            yield read_text(path)
        except SourceTextError:  # a picture or an archive beside the texts
            continue


def hash_file(path: Path) -> str:
    """Return the SHA-256, in hex, of a file's bytes.

    Raises
    ------
    SourceTextError
        The file can't be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceTextError(f"{path}: can't be read: {error.strerror or error}; give a readable file") from error


def hash_files(folder: Path) -> dict[str, str]:
    """Return the name of each file directly in ``folder`` by its SHA-256, whatever it holds."""
    return {hash_file(path): path.name for path in _files(folder) if path.is_file()}


def hash_span(text: str, start: int, end: int) -> str:
    """Return the SHA-256, in hex, of the code points ``start`` to ``end`` (exclusive) of ``text`` in UTF-8.

    Examples
    --------
    >>> hash_span("链主79家", 2, 4)[:8]
    '98a3ab7c'
    """
    return sha256(text[start:end].encode("utf-8")).hexdigest()
