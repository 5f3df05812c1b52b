"""``chaingraph analyze coverage``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("coverage")
@city_option
@as_of_option
@click.option("--kind", metavar="NAME", help="Only this kind of statement or thing: Observation, 企业 … 种类。")
@click.option(
    "--rows", type=click.IntRange(min=1), default=20, show_default=True, help="Rows of the long tables. 长表行数。"
)
@output_options
def command(
    *,
    city: str | None,
    as_of: datetime | None,
    kind: str | None,
    rows: int,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell how far the graph reaches: what is unknown, unchecked, of a single source, or our judgement. 知识覆盖。

    Stated sets with stated, known, possible and unknown members come first; then statements that can be checked
    against a kept text, facts that rest on one original, shares by document, publisher and age, and our own judgements.

    \b
    Examples:
      chaingraph analyze coverage --city dezhou
      chaingraph analyze coverage --city 聊城 --kind Cluster --as-of 2025-03-31 -f json
    """
    from chaingraph.reports.coverage import report_coverage
    from chaingraph.store import open_store

    report = report_coverage(open_store(store), city=city, as_of=day_of(as_of), kind=kind, rows=rows)
    show(report, form=form, lang=lang, width=width)
