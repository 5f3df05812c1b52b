"""``chaingraph analyze key-nodes``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, chain_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("key-nodes")
@chain_option
@city_option
@as_of_option
@click.option(
    "--top", type=float, default=0.1, show_default=True, help="The share of nodes that counts as top. 居前比例。"
)
@click.option("--rows", type=click.IntRange(min=1), default=15, show_default=True, help="Rows of each table. 行数。")
@output_options
def command(
    *,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    top: float,
    rows: int,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell on which segments and firms much hangs, beside the titles they bear. 关键节点。

    Betweenness, PageRank along the feeds and against them, what falls apart without a node; which firms are central
    without a title, and which have a title without links.

    \b
    Examples:
      chaingraph analyze key-nodes --chain 集成电路 --city dezhou
      chaingraph analyze key-nodes --city liaocheng --rows 20 -f csv
    """
    from chaingraph.reports.key_nodes import report_key_nodes
    from chaingraph.store import open_store

    report = report_key_nodes(
        open_store(store, templates=True), chain=chain, city=city, as_of=day_of(as_of), top=top, rows=rows
    )
    show(report, form=form, lang=lang, width=width)
