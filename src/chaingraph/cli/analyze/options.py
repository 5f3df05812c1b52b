"""The options that all measures share, and how their reports are printed."""

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from chaingraph.report import Report

__all__ = ["as_of_option", "chain_option", "city_option", "day_of", "output_options", "show", "table_options"]

_Function = TypeVar("_Function", bound=Callable[..., None])

chain_option = click.option(
    "--chain", metavar="NAME", help="A chain, sector or template: key or name; all if not given. 产业链、产业或模板。"
)
city_option = click.option(
    "--city",
    metavar="NAME",
    help="A place: key, division code or name; by default that of the chain or firm, or the first. 城市或区县。",
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only what is stated by this day, and what is undated. 截至日期；未注明日期者一律计入。",
)


def output_options(function: _Function) -> _Function:
    """Add ``--store``, ``--format``, ``--lang`` and ``--width``."""
    for option in reversed(
        (
            click.option(
                "-s", "--store", multiple=True, help="RDF files or a store folder; default: the bundled graph."
            ),
            click.option(
                "-f",
                "--format",
                "form",
                type=click.Choice(["table", "json", "csv"]),
                default="table",
                show_default=True,
            ),
            click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言。"),
            click.option("-w", "--width", type=click.IntRange(min=20), help="Of a table; else the terminal's. 宽度。"),
        )
    ):
        function = option(function)
    return function


def table_options(function: _Function) -> _Function:
    """Add the options that say where a table of regions by industries comes from."""
    for option in reversed(
        (
            click.option(
                "--table",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="CSV with region, industry, value. 地区、行业、数值。",
            ),
            click.option(
                "--grain",
                type=click.Choice(["template", "segment", "industry"]),
                default="template",
                show_default=True,
                help="Without a table: what an industry is. 行业粒度。",
            ),
            click.option(
                "--value",
                default="firms",
                show_default=True,
                metavar="firms|INDICATOR",
                help="Without a table: what is counted. 计什么。",
            ),
            click.option(
                "--threshold",
                type=click.FloatRange(min=0, min_open=True),
                default=1.0,
                show_default=True,
                help="Quotient from which a region is specialised. 专业化阈值。",
            ),
            click.option("--rows", type=click.IntRange(min=1), default=30, show_default=True, help="Rows. 行数。"),
        )
    ):
        function = option(function)
    return function


def day_of(moment: datetime | None) -> date | None:
    """Return the day that ``--as-of`` gives."""
    return moment.date() if moment else None


def show(report: "Report", *, form: str, lang: str, width: int | None) -> None:
    """Print a report; where a program reads the rows, what is to be said first goes to stderr."""
    from chaingraph.report_formats import to_csv, to_json, to_table

    if form == "table":
        if width is None and sys.stdout.isatty():
            width = shutil.get_terminal_size().columns
        click.echo(to_table(report, lang=lang, width=width), nl=False)
        return
    for lead in report.leads:
        click.echo(lead.show(lang), err=True)
    click.echo(to_json(report) if form == "json" else to_csv(report, lang=lang), nl=False)
