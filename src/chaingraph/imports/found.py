"""What an importer found in a folder: rows, the files that they rest on, and all that it couldn't take over."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Quad

from chaingraph.compile import iter_quads, read_vocabulary
from chaingraph.naming import Name
from chaingraph.report_formats import guard_cell
from chaingraph.table_reader import Row
from chaingraph.tables import TABLES

__all__ = ["DOUBTS", "Doubt", "Found", "compile_found", "format_doubts"]

#: What may be wrong with a line, and what becomes of it.
DOUBTS = {
    "malformed": Name("格式不符，未导入", "malformed, left out"),
    "dangling": Name("编号无对应，未导入", "an id that stands for nothing, left out"),
    "kind": Name("关系类别不在模型内，未导入", "a kind of relation outside the model, left out"),
    "self": Name("自己对自己，未导入", "relates a thing to itself, left out"),
    "duplicate": Name("重复，只导入一次", "said before, taken once"),
    "name": Name("名称含控制字符，已改为空格", "a name with control characters, made spaces"),
    "same-name": Name("多个编号同名，各为一物", "several ids with one name, kept apart"),
    "two-roles": Name("同名既作企业又作环节，各为一物", "a name used for an enterprise and a segment, kept apart"),
    "cycle": Name("关系成环，照录", "relations in a cycle, kept as stated"),
}


@dataclass(frozen=True, order=True)
class Doubt:
    """Something odd in a line of a file (0: in the file as a whole): its kind, one of ``DOUBTS``, and what it is."""

    file: str
    line: int
    kind: str
    what: str


@dataclass(frozen=True)
class Found:
    """What an importer took over.

    Attributes
    ----------
    rows
        Rows of curated tables; statements have the line that they rest on as their evidence.
    doubts
        All that was left out or is odd.
    """

    rows: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, table: str, file: str, line: int, /, **cells: str) -> None:
        """Add a row; an underscore behind a name is dropped (``from_``), and so are empty cells."""
        kept = {name.rstrip("_"): cell for name, cell in cells.items() if cell}
        self.rows.append(Row(TABLES[table], kept, file, line))

    def state(self, table: str, file: str, line: int, /, *, doc: str, **cells: str) -> None:
        """Add a statement that rests on a line of a document."""
        self.add(table, file, line, doc=doc, key=f"line-{line}", evidence=f"line={line - 1},{line}", **cells)

    def doubt(self, file: str, line: int, kind: str, what: str) -> None:
        """Note something odd."""
        self.doubts.append(Doubt(file, line, kind, what))

    def count(self) -> Counter[str]:
        """Return how many rows there are of each table."""
        return Counter(row.table.name for row in self.rows)


def compile_found(found: Found) -> Iterator[Quad]:
    """Yield the quads of what was found."""
    return iter_quads(found.rows, vocabulary=read_vocabulary())


def format_doubts(found: Found) -> bytes:
    """Return all that was odd as CSV with a byte order mark, for a spreadsheet; nothing in it is run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["file", "line", "kind", "what", "说明", "meaning"])
    for one in sorted(found.doubts):
        meaning = DOUBTS[one.kind]
        writer.writerow([one.file, one.line or "", one.kind, guard_cell(one.what), meaning.zh, meaning.en])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")
