"""``chaingraph template``: the empty workbook that an office fills."""

from pathlib import Path

import click

__all__ = ["command"]

_NEXT = {
    "zh": "{place}：空白工作簿。填好后：chaingraph ingest {place} --city 某市 --date 2026-11-01 -o my.trig",
    "en": "{place}: empty workbook, its first sheet says how to fill it. Then: chaingraph ingest {place} --city CITY "
    "--date 2026-11-01 -o my.trig",
}


@click.command("template")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="FILE.xlsx. 输出文件。"
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there. 覆盖已有文件。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the guide. 语言。")
def command(*, output: Path, force: bool, lang: str) -> None:
    """Write an empty workbook for a city's own lists. 输出空白工作簿。

    A sheet a table (chains, enterprises, projects, segment states, supply links), with drop-downs, comments, an example
    row that is never read, and a guide with the names of all templates and segments.

    \b
    Example:
      chaingraph template -o book.xlsx
    """
    from chaingraph.errors import InputError
    from chaingraph.ingest.template_book import write_template
    from chaingraph.rdf import write_bytes

    if output.suffix.lower() != ".xlsx":
        raise InputError(f"{output}: the workbook is an Excel file; give a name that ends in .xlsx")
    if output.exists() and not force:
        raise InputError(f"{output}: there already, and may be filled; give another name, or --force")
    write_bytes(output, write_template(lang))
    click.echo(_NEXT[lang].format(place=output), err=True)
