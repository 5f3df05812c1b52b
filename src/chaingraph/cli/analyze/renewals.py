"""``chaingraph analyze renewals``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import city_option, output_options, show

__all__ = ["command"]


@click.command("renewals")
@click.option(
    "--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day asked about. 截至日期。"
)
@click.option(
    "--within", "months", type=click.IntRange(0, 600), default=6, show_default=True, metavar="MONTHS",
    help="How far to look ahead. 今后几个月。",
)  # fmt: skip
@city_option
@output_options
def command(
    *, as_of: datetime, months: int, city: str | None, store: tuple[str, ...], form: str, lang: str, width: int | None
) -> None:
    """List titles whose stated validity has passed or comes up. 称号到期与复审。

    Only an end that a source states counts. Where only the year of the award is known, the end is not stated: such
    titles stand in a list of their own, and no usual term is added. In an office's list write
    高新技术企业（2023，有效期至2026-10-15）.

    \b
    Examples:
      chaingraph analyze renewals --as-of 2026-11-01 -s my.trig
      chaingraph analyze renewals --as-of 2026-11-01 --within 12 --city dezhou -f csv
    """
    from chaingraph.reports.renewals import report_renewals
    from chaingraph.store import open_store

    report = report_renewals(open_store(store), as_of.date(), city=city, months=months)
    show(report, form=form, lang=lang, width=width)
