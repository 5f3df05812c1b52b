"""``chaingraph analyze gaps``."""

from collections.abc import Sequence
from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, chain_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("gaps")
@chain_option
@city_option
@as_of_option
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Rows of each list. 行数。")
@click.option(
    "--weight", "weights", multiple=True, metavar="TERM=NUMBER", help="Weight of a term, such as buyers=0.5. 权重。"
)
@click.option("--draws", type=click.IntRange(min=1), default=1000, show_default=True, help="Draws of weights. 抽样数。")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of the draws. 种子。")
@output_options
def command(
    *,
    chain: str | None,
    city: str | None,
    as_of: datetime | None,
    top: int,
    weights: tuple[str, ...],
    draws: int,
    seed: int,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Rank what is missing, and, apart from it, what to find out first. 补链：缺口与待查。

    Confirmed gaps are segments that a source says to be absent. Unknown segments never mix with them: they are ranked
    by how much knowing would change the answer. Each term of a score is shown with the evidence behind it.

    \b
    Examples:
      chaingraph analyze gaps --chain 集成电路 --city dezhou --top 5
      chaingraph analyze gaps --chain 新一代信息技术 --city 聊城 --as-of 2023-06-30
      chaingraph analyze gaps --chain food-processing --weight buyers=0.5 --weight suppliers=0.5 -f json
    """
    from chaingraph.reports.gaps import GapOptions, report_gaps
    from chaingraph.store import open_store

    options = GapOptions(top=top, weights=_read_weights(weights), draws=draws, seed=seed)
    report = report_gaps(
        open_store(store, templates=True), chain=chain, city=city, as_of=day_of(as_of), options=options
    )
    show(report, form=form, lang=lang, width=width)


def _read_weights(given: Sequence[str]) -> dict[str, float]:
    """Return all weights: those given in place of our own."""
    from chaingraph.analyses.gaps import WEIGHTS
    from chaingraph.errors import InputError, did_you_mean

    weights = dict(WEIGHTS)
    for text in given:
        term, _, number = text.partition("=")
        term = term.strip().replace("-", "_")
        if term not in weights:
            hint = did_you_mean(term, list(weights)) or f"; there are {', '.join(weights)}"
            raise InputError(f"--weight: no term '{term}'{hint}")
        try:
            weights[term] = float(number)
        except ValueError:
            raise InputError(f"--weight: '{number}' is no number; write such as {term}=0.5") from None
    return weights
