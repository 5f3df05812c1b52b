"""Build the graph: every folder of curated tables to one TriG file beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from chaingraph.compile import compile_rows, read_vocabulary
from chaingraph.errors import InputError, TableError, TableFault
from chaingraph.rdf import to_trig
from chaingraph.reference import TEMPLATE_ENTITIES, read_reference
from chaingraph.table_reader import Row, read_folder
from chaingraph.tables import TABLES

__all__ = ["Built", "build_folders"]


@dataclass(frozen=True)
class Built:
    """One folder's graph: where it belongs, its bytes, and how many rows and statements it has."""

    path: Path
    content: bytes
    rows: int
    quads: int

    @property
    def is_current(self) -> bool:
        """Whether the file stands there with these very bytes."""
        try:
            return self.path.read_bytes() == self.content
        except OSError:
            return False


def build_folders(root: Path) -> Iterator[Built]:
    """Compile every folder of tables under ``root``, or ``root`` itself if it holds tables, in order of name.

    Folders may refer to each other's rows; ``root`` itself may refer to those of the folders beside it. Where none of
    them declares a chain template, the bundled ones count as known, as `chaingraph.store.open_store` adds them.
    Nothing is written.

    Raises
    ------
    TableError
        The faults of all the folders, in form first. Those of folders beside ``root`` are told only if it has faults
        of its own, which may follow from them.
    InputError
        No tables there.
    """
    is_one = any(root.glob("*.csv"))
    folders = [root] if is_one else sorted(p for p in root.glob("*/") if any(p.glob("*.csv")))
    if not folders:
        raise InputError(f"{root}: no curated tables here; give a folder of tables, or a folder of such folders")
    rows, faults = _read_folders(folders)
    if faults:
        raise TableError(faults)
    beside, hidden = _read_folders(_folders_beside(root) if is_one else [])
    vocabulary = read_vocabulary()
    compiled: dict[Path, list[Quad]] = {}
    for folder in folders:
        context = [row for other in folders if other != folder for row in rows[other]]
        own = {(row.table.kind, row.key) for row in rows[folder]} if beside else set()
        context += [row for other in beside.values() for row in other if (row.table.kind, row.key) not in own]
        context += _bundled_templates([*rows[folder], *context])
        try:
            compiled[folder] = compile_rows(rows[folder], vocabulary=vocabulary, context=context)
        except TableError as error:
            faults.extend(error.faults)
    if faults:
        raise TableError([*faults, *hidden])
    for folder, quads in compiled.items():
        yield Built(_compiled_file(folder), to_trig(quads), len(rows[folder]), len(set(quads)))


def _read_folders(folders: Iterable[Path]) -> tuple[dict[Path, list[Row]], list[TableFault]]:
    rows: dict[Path, list[Row]] = {}
    faults: list[TableFault] = []
    for folder in folders:
        try:
            rows[folder] = read_folder(folder)
        except TableError as error:
            faults.extend(error.faults)
    return rows, faults


def _folders_beside(folder: Path) -> list[Path]:
    """Return the other folders of tables in the folder that holds ``folder``."""
    here = folder.resolve()
    others = (other for other in here.parent.glob("*/") if other.resolve() != here)
    return sorted(other for other in others if any(path.stem in TABLES for path in other.glob("*.csv")))


def _bundled_templates(rows: Iterable[Row]) -> list[Row]:
    """Return the bundled templates, segments, products and industries; none of them beside templates of one's own."""
    own = {(row.table.kind, row.key) for row in rows}
    if any(kind == "template" for kind, _ in own):
        return []
    return [row for row in read_reference(*TEMPLATE_ENTITIES) if (row.table.kind, row.key) not in own]


def _compiled_file(folder: Path) -> Path:
    """Return where a folder's graph belongs, told from the path as given; ``.`` and ``..`` say no name."""
    if folder.name in {"", ".."}:
        return folder / ".." / f"{folder.resolve().name}.trig"
    return folder.with_name(f"{folder.name}.trig")
