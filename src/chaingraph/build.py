"""Build the graph: every folder of curated tables to one TriG file beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from chaingraph.compile import compile_rows, read_vocabulary
from chaingraph.errors import InputError, TableError, TableFault
from chaingraph.rdf import to_trig
from chaingraph.table_reader import Row, read_folder

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
        return self.path.is_file() and self.path.read_bytes() == self.content


def build_folders(root: Path) -> Iterator[Built]:
    """Compile every folder of tables under ``root``, or ``root`` itself if it holds tables, in order of name.

    Folders may refer to each other's rows. Nothing is written.

    Raises
    ------
    TableError
        The faults of all the folders, in form first.
    InputError
        No tables there.
    """
    folders = [root] if any(root.glob("*.csv")) else sorted(p for p in root.glob("*/") if any(p.glob("*.csv")))
    if not folders:
        raise InputError(f"{root}: no curated tables here; give a folder of tables, or a folder of such folders")
    faults: list[TableFault] = []
    rows: dict[Path, list[Row]] = {}
    for folder in folders:
        try:
            rows[folder] = read_folder(folder)
        except TableError as error:
            faults.extend(error.faults)
    if faults:
        raise TableError(faults)
    vocabulary = read_vocabulary()
    compiled: dict[Path, list[Quad]] = {}
    for folder in folders:
        context = [row for other in folders if other != folder for row in rows[other]]
        try:
            compiled[folder] = compile_rows(rows[folder], vocabulary=vocabulary, context=context)
        except TableError as error:
            faults.extend(error.faults)
    if faults:
        raise TableError(faults)
    for folder, quads in compiled.items():
        yield Built(folder.with_name(f"{folder.name}.trig"), to_trig(quads), len(rows[folder]), len(set(quads)))
