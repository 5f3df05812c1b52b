"""``chaingraph analyze conflicts``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("conflicts")
@city_option
@as_of_option
@click.option("--indicator", metavar="NAME", help="Only this indicator: key or name. 只看这项指标。")
@click.option("--all", "every", is_flag=True, help="All near rivals, not only the ten nearest. 列出全部相近者。")
@output_options
def command(
    *,
    city: str | None,
    as_of: datetime | None,
    indicator: str | None,
    every: bool,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Find figures that gainsay each other, with both sources, reasons and decisions. 数字矛盾。

    First those that agree in all but the value, then those that differ in one part (scope, basis, period, accrual …),
    each with what may reconcile them, and what was decided. Here --as-of takes documents by their date.

    \b
    Examples:
      chaingraph analyze conflicts --city dezhou
      chaingraph analyze conflicts --indicator 营业收入 --all -f csv
    """
    from chaingraph.reports.conflicts import report_conflicts
    from chaingraph.store import open_store

    report = report_conflicts(open_store(store), city=city, as_of=day_of(as_of), indicator=indicator, every=every)
    show(report, form=form, lang=lang, width=width)
