"""``chaingraph match``: which names may be one firm."""

from pathlib import Path

import click

__all__ = ["command"]

_WORDS = {
    "zh": "{place}：名单中{firms}处企业名称，图谱中{stored}家企业；建议为同一家{same}对，待判定{ask}对，"
    "已有判定{decided}对\n"
    "下一步：在“判定”列填同一家或不同，再用chaingraph ingest … --decisions {place}",
    "en": "{place}: names in the lists: {firms}, firms of the store: {stored}; pairs suggested as same: {same}, "
    "to be asked: {ask}, decided before: {decided}\n"
    "next: fill the column decision with same or different, then chaingraph ingest … --decisions {place}",
}


@click.command("match")
@click.argument("books", metavar="BOOK…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.csv or FILE.xlsx. 企业核对表。",
)  # fmt: skip
@click.option("-s", "--store", multiple=True, help="RDF files or a store folder; default: the bundled graph. 知识库。")
@click.option("--city", metavar="NAME", help="Only the store's firms of this place. 只与该地的企业相比。")
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="An earlier sheet; what was decided stands. 沿用以前的判定。",
)  # fmt: skip
@click.option(
    "--mapping", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="YAML: your heading: our heading. 表头对照（YAML）。",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the sheet. 语言。")
def command(
    *, books: tuple[Path, ...], output: Path, store: tuple[str, ...], city: str | None, decisions: Path | None,
    mapping: Path | None, lang: str,
) -> None:  # fmt: skip
    """List the pairs of names that may be one firm, for a person to decide. 企业名称核对。

    The firms of an office's lists are compared with each other and with those of a store: credit codes, names in any
    script and width, places, cores, trades, legal forms, groups, branches, former names. Each pair has a suggestion, a
    score and the reasons; the first column is for the decision, same (同一家) or different (不同). Nothing is joined
    by this command: 'ingest --decisions' joins what was decided, and a decision that is taken out of the sheet splits
    it again.

    \b
    Examples:
      chaingraph match firms.xlsx -o review.xlsx
      chaingraph match firms.csv projects.xlsx --city dezhou -o review.csv
      chaingraph match firms-2026.xlsx --decisions review.xlsx -o review-2026.xlsx
    """
    from chaingraph.errors import InputError
    from chaingraph.ingest.mapping import read_mapping
    from chaingraph.ingest.opened import list_firms, read_decisions
    from chaingraph.matching.candidates import find_matches
    from chaingraph.matching.decisions import Decisions
    from chaingraph.matching.review import to_csv, to_workbook
    from chaingraph.matching.stored import read_stored
    from chaingraph.store import open_store
    from chaingraph.whole_files import write_bytes

    writers = {".csv": to_csv, ".xlsx": to_workbook}
    if output.suffix.lower() not in writers:
        raise InputError(f"{output}: pairs are written as CSV or as a workbook; give a file that ends in .csv or .xlsx")
    told = Decisions(read_decisions(decisions) if decisions else ())
    firms = list_firms(books, read_mapping(mapping)[0] if mapping else None)
    stored = read_stored(open_store(store), city, lang)
    matches = told.with_all(find_matches([*firms, *stored]))
    write_bytes(output, writers[output.suffix.lower()](matches, told, lang))
    bands = [match.verdict.band for match in matches if told.on(match.one, match.other) is None]
    click.echo(
        _WORDS[lang].format(
            place=output, firms=len(firms), stored=len(stored), same=bands.count("same"), ask=bands.count("ask"),
            decided=len(matches) - len(bands),
        ),
        err=True,
    )  # fmt: skip
