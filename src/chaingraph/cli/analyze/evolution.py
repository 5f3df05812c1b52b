"""``chaingraph analyze evolution``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("evolution")
@click.option("--chain", metavar="NAME", help="Only this chain or sector: key or name. 只看一条。")
@city_option
@as_of_option
@click.option(
    "--of",
    type=click.Choice(["chains", "sectors"]),
    default="chains",
    show_default=True,
    help="Lists of what. 产业链或产业。",
)
@click.option("--since", metavar="LIST", help="Judge from this list on; else from each one's first. 自哪份名单起。")
@output_options
def command(
    *,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    of: str,
    since: str | None,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Follow a city's chains through all of its lists: who stayed, who isn't named. 历次名单。

    Says for each list how many members nobody names; for each chain where it is listed, and whether it never lost its
    place (shown, possible, no); what sources say changed; and, as our judgement, which chains of different lists
    correspond to the same template.

    \b
    Examples:
      chaingraph analyze evolution --city dezhou
      chaingraph analyze evolution --chain 集成电路 --as-of 2022-12-31 --lang en
      chaingraph analyze evolution --of sectors --since dezhou-541-2020 -f csv
    """
    from chaingraph.reports.evolution import report_evolution
    from chaingraph.store import open_store

    report = report_evolution(
        open_store(store, templates=True), city=city, as_of=day_of(as_of), chain=chain, of=of, since=since
    )
    show(report, form=form, lang=lang, width=width)
