"""``chaingraph compare``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, day_of, output_options, show

__all__ = ["command"]


@click.command("compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@as_of_option
@click.option(
    "--basis",
    type=click.Choice(["growth", "level", "change", "difference", "share", "rank"]),
    default="growth",
    show_default=True,
    help="Which figures to set side by side. 数字的口径。",
)
@output_options
def command(
    *,
    first: str,
    second: str,
    as_of: datetime | None,
    basis: str,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Set two cities A and B side by side. 两市对照。

    What no template draws; which templates both have, and which only one; segments, GB/T 4754 classes, designations
    (known and stated apart); and figures, compared only where scope, accrual, period and the like agree.

    \b
    Examples:
      chaingraph compare dezhou liaocheng
      chaingraph compare 德州 聊城 --as-of 2024-12-31 --lang en
      chaingraph compare dezhou liaocheng --basis level -f csv
    """
    from chaingraph.reports.compare import report_compare
    from chaingraph.store import open_store

    report = report_compare(open_store(store, templates=True), first, second, as_of=day_of(as_of), basis=basis)
    show(report, form=form, lang=lang, width=width)
