"""A folder that keeps an office's books, edition by edition, and the graph that is compiled from all of them.

``lists.json`` names the books and the graph, and is moved into place last: a reader finds the old state or the new.
Books are kept as they are, under their SHA-256, so that the graph is always that of its books, whatever their order.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from chaingraph.errors import InputError, StoreError
from chaingraph.ingest.internal import Marks
from chaingraph.ingest.opened import Book
from chaingraph.locks import hold
from chaingraph.matching.decisions import Decision
from chaingraph.matching.verdicts import FirmEntry
from chaingraph.rdf import write_trig
from chaingraph.store import LISTS_FILE
from chaingraph.texts import hash_file
from chaingraph.whole_files import write_bytes, write_copy

__all__ = ["Shelf", "add_books", "keep", "read_shelf"]

_OURS = re.compile(r"graph-[0-9a-f]{16}\.trig|\.graph-[0-9a-f]{16}\.trig\..*|\.lists\.json\..*")
_LIST = re.compile(r"(?i)\.(xlsx|xls|ods|csv|ya?ml)$")
_BOOKS = re.compile(r"\.?[0-9a-f]{64}(\..*)?")


@dataclass(frozen=True, order=True)
class _Kept:
    """A book of the folder, as ``lists.json`` tells it."""

    day: str
    name: str
    sha256: str
    publisher: str
    mapping: dict[str, str]
    marks: list[list[str | bool]]
    complete: bool
    settled: bool

    @property
    def file(self) -> str:
        """Where it is kept, within the folder."""
        return f"books/{self.sha256}{Path(self.name).suffix.lower()}"


@dataclass(frozen=True)
class Shelf:
    """The books of a folder, those to be added among them; ``fresh`` leads from their SHA-256 to where they are.

    ``before`` are those that the folder holds. ``decisions`` say which pairs of firms are one.
    """

    folder: Path
    city: str
    decisions: tuple[Decision, ...] = ()
    before: tuple[_Kept, ...] = ()
    kept: tuple[_Kept, ...] = ()
    fresh: tuple[tuple[str, Path], ...] = ()

    @property
    def books(self) -> list[Book]:
        """All books, the fresh ones where they are now; faults of the others were told when they were added."""
        fresh = dict(self.fresh)
        return [
            Book(
                fresh.get(one.sha256, self.folder / one.file),
                date.fromisoformat(one.day),
                one.name,
                one.publisher,
                one.mapping,
                Marks({(str(sheet), str(column)): bool(mark) for sheet, column, mark in one.marks}),
                is_complete=one.complete,
                is_known=one.sha256 not in fresh,
                is_settled=one.settled and not one.complete and one.sha256 not in fresh,
            )
            for one in self.kept
        ]


def read_shelf(folder: Path, city: str) -> Shelf:
    """Return the books that a folder keeps; none if it isn't there yet.

    Raises
    ------
    StoreError
        A folder of something else, one that can't be read, or one with the lists of another city.
    """
    try:
        found = json.loads((folder / LISTS_FILE).read_text(encoding="utf-8"))
        kept = tuple(_Kept(**one) for one in found["lists"])
        decisions = tuple(_decision(one) for one in found["decisions"])
        of = str(found["city"])
    except FileNotFoundError:
        if folder.exists() and not (folder.is_dir() and all(map(_may_stand_beside, folder.iterdir()))):
            raise StoreError(f"{folder}: no folder of lists; give one that isn't there yet") from None
        return Shelf(folder, city)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / LISTS_FILE}: can't be read ({error}); give a folder that 'ingest' made") from error
    if of != city:
        raise StoreError(f"{folder}: holds the lists of {of}, not of {city}; give --city {of}, or another folder")
    return Shelf(folder, city, decisions, kept, kept)


def _may_stand_beside(path: Path) -> bool:
    """Say whether a folder may become one of lists though this is in it: a list, or what a first try left behind."""
    return (
        path.name.startswith(".") or path.name == "books" or bool(_OURS.fullmatch(path.name) or _LIST.search(path.name))
    )


def _decision(told: dict[str, Any]) -> Decision:
    one, other = (FirmEntry(**side | {"former": tuple(side["former"])}) for side in (told["one"], told["other"]))
    return Decision(one, other, bool(told["same"]), str(told["where"]))


def add_books(shelf: Shelf, books: Iterable[Book], *, replaces: bool = False, settled: bool = False) -> Shelf:
    """Return a shelf with more books. A book that is there already is taken once, as it is said to be now.

    Parameters
    ----------
    shelf, books
        The folder's books, and those to be added.
    replaces
        Whether a book may take the place of another of its day and name.
    settled
        Whether their rows at fault are to be left out, and not to be told again.

    Raises
    ------
    InputError
        A book that is there under another day; or, unless ``replaces``, another book of the same day and name.
    """
    kept, fresh = {one.sha256: one for one in shelf.kept}, dict(shelf.fresh)
    for book in books:
        sha256 = _hash_book(book.path)
        name, day = book.name or book.path.name, book.day.isoformat()
        same = kept.get(sha256)
        if same and same.day != day:
            raise InputError(
                f"{book.path}: {shelf.folder} holds this very list with the date {same.day}; give that one"
            )
        others = [one for one in kept.values() if (one.day, one.name) == (day, name) and one.sha256 != sha256]
        if others and not replaces:
            raise InputError(
                f"{book.path}: {shelf.folder} holds another {name} of {day}; --replace puts this one in its place"
            )
        for one in others:
            del kept[one.sha256]
        kept[sha256] = _Kept(
            day,
            name,
            sha256,
            book.publisher,
            dict(sorted(book.mapping.items())),
            [[*column, mark] for column, mark in sorted(book.marks.internal.items())],
            book.is_complete,
            settled,
        )
        fresh[sha256] = book.path
    return replace(shelf, kept=tuple(sorted(kept.values(), key=_order)), fresh=tuple(sorted(fresh.items())))


def _hash_book(path: Path) -> str:
    """Return the SHA-256 of a book.

    Raises
    ------
    InputError
        It can't be read.
    """
    try:
        return hash_file(path)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}; give a workbook or a CSV file") from error


def keep(shelf: Shelf, quads: Iterable[Quad], *, copy: Path | None = None) -> int:
    """Write the books and their graph into the folder, as one change; return how many statements the graph has.

    ``copy`` is where the graph is written as well, after that.

    Raises
    ------
    InputError
        A book that was changed since it was read.
    StoreError
        Another process writes there, or wrote there since the shelf was read.
    """
    with _locked(shelf.folder):
        if read_shelf(shelf.folder, shelf.city).kept != shelf.before:
            raise StoreError(f"{shelf.folder}: was changed by another 'ingest' meanwhile; run this one again")
        _copy_books(shelf)
        lists = [asdict(one) for one in shelf.kept]
        decisions = [asdict(one) for one in shelf.decisions]
        told = json.dumps([lists, decisions], ensure_ascii=False, sort_keys=True)
        graph = f"graph-{hashlib.sha256(told.encode()).hexdigest()[:16]}.trig"
        count = write_trig(shelf.folder / graph, quads)
        manifest = {"graph": graph, "city": shelf.city, "lists": lists, "decisions": decisions}
        content = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        write_bytes(shelf.folder / LISTS_FILE, content.encode())
        _sweep(shelf.folder, {graph}, _OURS)
        _sweep(shelf.folder / "books", {Path(one.file).name for one in shelf.kept}, _BOOKS)
        if copy:
            write_copy(copy, shelf.folder / graph)
    return count


def _copy_books(shelf: Shelf) -> None:
    fresh = dict(shelf.fresh)
    for one in shelf.kept:
        path, place = fresh.get(one.sha256), shelf.folder / one.file
        if path and not (place.exists() and hash_file(place) == one.sha256):
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != one.sha256:
                raise InputError(f"{path}: was changed while it was read; give it again")
            write_bytes(place, content)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder for oneself.

    Raises
    ------
    StoreError
        Another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(hold(folder / ".lock"))
        except BlockingIOError as error:
            raise StoreError(f"{folder}: another 'ingest' is writing here; wait until it is done") from error
        yield


def _order(one: _Kept) -> tuple[str, str, str]:
    return (one.day, one.name, one.sha256)


def _sweep(folder: Path, wanted: set[str], ours: re.Pattern[str]) -> None:
    """Remove what earlier states, or writers that were killed, left behind."""
    for path in folder.iterdir():
        if path.name not in wanted and ours.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
