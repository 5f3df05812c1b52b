"""``chaingraph template``: the empty workbook that an office fills."""

from pathlib import Path

import click

__all__ = ["command"]

_NEXT = {
    "zh": "{place}：{what}。填好后：chaingraph ingest {place} --city {city} --date 2026-11-01 -o my.trig",
    "en": "{place}: {what}, its first sheet says how to fill it. Then: chaingraph ingest {place} --city {city} "
    "--date 2026-11-01 -o my.trig",
}
_WHAT = {
    "zh": ("空白工作簿", "某市", "工作簿，已填入{city}的{rows}行"),
    "en": ("an empty workbook", "CITY", "a workbook with {rows} rows of {city}"),
}


@click.command("template")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="FILE.xlsx. 输出文件。"
)
@click.option("--city", help="Fill it with this bundled city, such as dezhou. 填入自带图谱中的一座城市。")
@click.option("--force", is_flag=True, help="Overwrite a file that is there. 覆盖已有文件。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the guide. 语言。")
def command(*, output: Path, city: str | None, force: bool, lang: str) -> None:
    """Write a workbook for a city's own lists, empty or filled. 输出工作簿。

    A sheet a table (chains, enterprises, projects, clusters and parks, segment states, supply links), with drop-downs,
    comments, an example row that is never read, and a guide with the names of all templates and segments. With --city
    it holds what the bundled graph says of that city, as far as sheets can hold it; what isn't stated is left empty.

    \b
    Examples:
      chaingraph template -o book.xlsx
      chaingraph template -o dezhou.xlsx --city dezhou
    """
    from chaingraph.errors import InputError
    from chaingraph.ingest.bundled_city import read_bundled_city
    from chaingraph.ingest.template_book import write_template
    from chaingraph.whole_files import write_bytes

    if output.suffix.lower() != ".xlsx":
        raise InputError(f"{output}: the workbook is an Excel file; give a name that ends in .xlsx")
    if output.exists() and not force:
        raise InputError(f"{output}: there already, and may be filled; give another name, or --force")
    filled = read_bundled_city(city) if city else None
    write_bytes(output, write_template(lang, filled))
    what, name, of_city = _WHAT[lang]
    if filled:
        name, what = filled.name, of_city.format(city=filled.name, rows=sum(map(len, filled.rows.values())))
    click.echo(_NEXT[lang].format(place=output, what=what, city=name), err=True)
