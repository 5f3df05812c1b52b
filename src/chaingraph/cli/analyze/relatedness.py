"""``chaingraph analyze relatedness``."""

from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.analyze.options import (
    as_of_option,
    chain_option,
    city_option,
    day_of,
    output_options,
    show,
    table_options,
)

__all__ = ["command"]


@click.command("relatedness")
@table_options
@chain_option
@city_option
@as_of_option
@output_options
def command(
    *,
    table: Path | None,
    grain: str,
    value: str,
    threshold: float,
    rows: int,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell what lies nearest to what a place has: proximity and density. 相关度。

    With a CSV file (region, industry, value), by which industries regions have together; without one, by which inputs,
    buyers and industry codes segments share.

    \b
    Examples:
      chaingraph analyze relatedness --chain 集成电路 --city dezhou
      chaingraph analyze relatedness --table output.csv --rows 50
    """
    from chaingraph.reports.specialisation import TableOptions, report_relatedness
    from chaingraph.store import open_store

    options = TableOptions(table=table, grain=grain, value=value, threshold=threshold, rows=rows)
    report = report_relatedness(
        open_store(store, templates=True), chain=chain, city=city, as_of=day_of(as_of), options=options
    )
    show(report, form=form, lang=lang, width=width)
