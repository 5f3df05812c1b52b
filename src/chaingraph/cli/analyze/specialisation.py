"""``chaingraph analyze specialisation``."""

from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.analyze.options import as_of_option, day_of, output_options, show, table_options

__all__ = ["command"]


@click.command("specialisation")
@table_options
@as_of_option
@output_options
def command(
    *,
    table: Path | None,
    grain: str,
    value: str,
    threshold: float,
    rows: int,
    as_of: datetime | None,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell what regions specialise in: location quotient (RCA), ECI and PCI. 专业化。

    From a CSV file with region, industry and value, or from the store's own cities; where the measures are known to
    mislead (few regions, disconnected parts), that is said first, and ECI is refused below three regions.

    \b
    Examples:
      chaingraph analyze specialisation --table output.csv
      chaingraph analyze specialisation --grain industry -f csv
    """
    from chaingraph.reports.specialisation import TableOptions, report_specialisation
    from chaingraph.store import open_store

    options = TableOptions(table=table, grain=grain, value=value, threshold=threshold, rows=rows)
    show(
        report_specialisation(open_store(store, templates=True), as_of=day_of(as_of), options=options),
        form=form,
        lang=lang,
        width=width,
    )
