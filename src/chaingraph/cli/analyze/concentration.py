"""``chaingraph analyze concentration``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, chain_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("concentration")
@chain_option
@city_option
@as_of_option
@click.option(
    "--indicator",
    default="operating-revenue",
    show_default=True,
    metavar="KEY",
    help="What measures a firm's size. 规模指标。",
)
@click.option("--members", type=click.IntRange(min=0), help="How many firms the chain has in all. 企业总数。")
@output_options
def command(
    *,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    indicator: str,
    members: int | None,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell how far a chain hangs on few counties or few firms: HHI and CRn as ranges. 集中度。

    \b
    Examples:
      chaingraph analyze concentration --chain 食品加工 --city dezhou
      chaingraph analyze concentration --chain 集成电路 --members 123 -f json
    """
    from chaingraph.reports.concentration import report_concentration
    from chaingraph.store import open_store

    report = report_concentration(
        open_store(store, templates=True),
        chain=chain,
        city=city,
        as_of=day_of(as_of),
        indicator=indicator,
        members=members,
    )
    show(report, form=form, lang=lang, width=width)
