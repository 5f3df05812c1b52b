"""``chaingraph analyze shock``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, chain_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("shock")
@click.argument("names", nargs=-1, metavar="[SEGMENT|FIRM]…")
@chain_option
@city_option
@as_of_option
@click.option(
    "--elsewhere",
    type=(click.FloatRange(0, 1), click.FloatRange(0, 1)),
    default=(0.0, 1.0),
    show_default=True,
    metavar="LEAST MOST",
    help="Share of an input that can be bought elsewhere. 外部可替代份额。",
)
@click.option("--hops", type=click.IntRange(min=1), default=2, show_default=True, help="Hops at most. 最多跳数。")
@click.option("--floor", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="Least loss shown. 下限。")
@click.option(
    "--rows", type=click.IntRange(min=1), default=25, show_default=True, help="Rows for each direction. 行数。"
)
@click.option("--worst", type=click.IntRange(1, 8), default=3, show_default=True, help="Without a name: how many stop.")
@output_options
def command(
    *,
    names: tuple[str, ...],
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    elsewhere: tuple[float, float],
    hops: int,
    floor: float,
    rows: int,
    worst: int,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell what breaks if segments or firms stop; with no name, where a chain is weakest. 断链推演。

    Hop by hop, downstream (short of inputs) and upstream (short of buyers), as ranges with substitution; which chains,
    parks and counties are touched. Without a name: the cheapest cut of a chain and the segments whose joint stop does
    most damage.

    \b
    Examples:
      chaingraph analyze shock 半导体硅片 --city dezhou
      chaingraph analyze shock 华鲁恒升 --elsewhere 0 0.5
      chaingraph analyze shock --chain 集成电路 --worst 3
    """
    from chaingraph.analyses.dependences import Range
    from chaingraph.reports.shock import ShockOptions, report_shock
    from chaingraph.reports.weak_places import report_weak_places
    from chaingraph.store import open_store

    if names and chain:
        raise click.UsageError("give names that stop, or --chain for its weak places, not both")
    options = ShockOptions(elsewhere=Range(*elsewhere), max_hops=hops, floor=floor, rows=rows)
    opened = open_store(store, templates=True)
    day = day_of(as_of)
    if names:
        report = report_shock(opened, names, city=city, as_of=day, options=options)
    else:
        report = report_weak_places(opened, chain=chain, city=city, as_of=day, worst=worst, options=options)
    show(report, form=form, lang=lang, width=width)
