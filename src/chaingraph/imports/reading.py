"""What importers read alike: lines with their numbers, names without control characters, cycles among links."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from chaingraph.errors import InputError
from chaingraph.imports.found import Found

__all__ = ["clean_name", "doubt_cycles", "iter_lines"]

_MOST_NAMED = 8


def iter_lines(path: Path, *, dataset: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that aren't empty, counted from 1; only line feeds end a line, as names may hold other signs.

    Raises
    ------
    InputError
        A file that can't be read or isn't UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for line, text in enumerate(file, start=1):
                kept = text.rstrip("\r\n")
                if kept:
                    yield line, kept
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}; give a folder of {dataset}") from error


def clean_name(name: str) -> str:
    r"""Return a name with spaces for its control characters, and one space for several.

    Examples
    --------
    >>> clean_name("甲\x7f厂 ")
    '甲 厂'
    """
    return " ".join("".join(" " if _is_control(char) else char for char in name).split())


def doubt_cycles(
    found: Found,
    relation: str,
    links: Mapping[tuple[str, str], tuple[str, int]],
    *,
    name: Callable[[str], str],
    order: Callable[[str], tuple[int, str]],
) -> None:
    """Note the cycles among some links, each with the file and line of the first link in it."""
    graph = nx.DiGraph(links.keys())
    for group in sorted(sorted(one, key=order) for one in nx.strongly_connected_components(graph) if len(one) > 1):
        file, line = min(links[edge] for edge in graph.subgraph(group).edges)
        more = f"等{len(group)}个" if len(group) > _MOST_NAMED else ""
        found.doubt(file, line, "cycle", f"{relation}：{'、'.join(map(name, group[:_MOST_NAMED]))}{more}")


def _is_control(char: str) -> bool:
    return ord(char) < 32 or 127 <= ord(char) < 160
