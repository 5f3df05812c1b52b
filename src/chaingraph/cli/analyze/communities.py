"""``chaingraph analyze communities``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("communities")
@city_option
@as_of_option
@click.option(
    "--method",
    type=click.Choice(["louvain", "leiden"]),
    default="louvain",
    show_default=True,
    help="Leiden needs the extra 'leiden'. 算法。",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="First seed. 种子。")
@click.option("--runs", type=click.IntRange(min=1, max=1000), default=10, show_default=True, help="Runs. 运行次数。")
@click.option(
    "--resolution",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="Above 1: smaller communities. 分辨率。",
)
@output_options
def command(
    *,
    city: str | None,
    as_of: datetime | None,
    method: str,
    seed: int,
    runs: int,
    resolution: float,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Find how the network groups itself, beside official clusters and sector groups (NMI, ARI). 社群。

    \b
    Examples:
      chaingraph analyze communities --city dezhou
      chaingraph analyze communities --city liaocheng --method leiden --seed 7 -f json
    """
    from chaingraph.reports.communities import report_communities
    from chaingraph.store import open_store

    report = report_communities(
        open_store(store, templates=True),
        city=city,
        as_of=day_of(as_of),
        method=method,
        seed=seed,
        runs=runs,
        resolution=resolution,
    )
    show(report, form=form, lang=lang, width=width)
