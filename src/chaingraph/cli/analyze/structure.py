"""``chaingraph analyze structure``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, chain_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("structure")
@chain_option
@city_option
@as_of_option
@click.option(
    "--strong-firms", type=click.IntRange(min=1), default=3, show_default=True, help="Firms that make a segment strong."
)
@click.option(
    "--strong-titled",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Firms or clusters with titles that make it strong.",
)
@output_options
def command(
    *,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    strong_firms: int,
    strong_titled: int,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell a chain's segments, from upstream to downstream, with state and sources. 环节与状态。

    Strong, thin, confirmed absent (only where a source says so) or unknown; and how complete the chain is, as a range.

    \b
    Examples:
      chaingraph analyze structure --chain 集成电路 --city dezhou
      chaingraph analyze structure --chain fine-chemicals --city 聊城 --as-of 2024-12-31 -f csv
    """
    from chaingraph.analyses.structure import StateRule
    from chaingraph.reports.structure import report_structure
    from chaingraph.store import open_store

    rule = StateRule(firms=strong_firms, titled=strong_titled)
    report = report_structure(open_store(store, templates=True), chain=chain, city=city, as_of=day_of(as_of), rule=rule)
    show(report, form=form, lang=lang, width=width)
