"""``chaingraph diff``."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chaingraph.cli.analyze.options import city_option, output_options, show

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["command"]

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_ENDINGS = frozenset({".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld", ".n3"})


@click.command("diff")
@click.argument("old")
@click.argument("new")
@city_option
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind, such as ChainEntry. 只看某类。")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences. 有差别时退出码为1。")
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    *,
    city: str | None,
    kinds: tuple[str, ...],
    exit_code: bool,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell what changed from OLD to NEW, as rows and in words. 变化。

    OLD and NEW are two graphs (an RDF file, a folder of them, or a store folder), or two days (YYYY-MM-DD) of one
    store. Between graphs: what was added, removed, changed. Between days: what became stated, what no longer holds,
    figures beside the last of their kind, which list became the latest stated one, and what it doesn't name any more.
    A table tells it in words; csv and json have all columns.

    \b
    Examples:
      chaingraph diff 2022-12-31 2023-12-31 --city dezhou
      chaingraph diff 2024-12-31 2025-12-31 -s my-city
      chaingraph diff graph-2024.trig graph-2025.trig --lang en -f csv
      chaingraph diff old/graph new/graph --kind Enterprise --exit-code
    """
    from chaingraph.errors import InputError
    from chaingraph.reports.diff_days import report_days
    from chaingraph.reports.diff_graphs import report_graphs
    from chaingraph.reports.diff_sheets import in_words
    from chaingraph.store import open_for_pages

    days = [_day(text) for text in (old, new)]
    if days[0] is not None and days[1] is not None:
        report = report_days(open_for_pages(store), days[0], days[1], city=city, kinds=kinds)
    elif any(days):
        raise InputError(f"{old} and {new}: one is a day and the other isn't; give two days, or two graphs")
    elif store:
        raise InputError("--store goes with two days; two graphs are given as OLD and NEW alone")
    else:
        graphs = [_open(Path(text)) for text in (old, new)]
        report = report_graphs(graphs[0], graphs[1], names=(old, new), city=city, kinds=kinds)
    show(in_words(report) if form == "table" else report, form=form, lang=lang, width=width)
    if exit_code and report.sheets:
        ctx.exit(1)


def _day(text: str) -> date | None:
    """Return the day that an argument is; None for a path."""
    from chaingraph.errors import InputError

    if not _DAY.fullmatch(text) or Path(text).exists():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text}: there is no such day; give one as 2023-12-31") from error


def _open(path: Path) -> "Store":
    """Open a graph; a folder that is no store stands for the RDF files in it."""
    from chaingraph.store import graph_of_lists, open_store

    if path.is_dir() and not (path / "CURRENT").is_file() and graph_of_lists(path) is None:
        files = sorted(str(file) for file in path.iterdir() if file.suffix in _ENDINGS and file.is_file())
        if files:
            return open_store(files)
    return open_store([str(path)])
