"""``chaingraph invent``: fictional cities, for what needs figures that no source gives."""

from pathlib import Path

import click

__all__ = ["command"]

_MANY = 5000  # firms from which on it takes more than a second or two
_WORDS = {
    "zh": {
        "city": "已编出{done}/{cities}座城市，共{firms:,}家企业",
        "compile": "正在编译{rows:,}行……",
        "done": "{place}：虚构城市{cities}座，{rows:,}行",
        "next": "编译：chaingraph build {place}",
    },
    "en": {
        "city": "{done} of {cities} cities invented, {firms:,} firms",
        "compile": "compiling {rows:,} rows…",
        "done": "{place}: fictional cities: {cities}; {rows:,} rows",
        "next": "to compile them: chaingraph build {place}",
    },
}


@click.command("invent")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path),
    help="FILE.trig for the graph, or a new folder for the tables. 输出文件或文件夹。",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same bytes. 随机种子。"
)
@click.option("--cities", type=click.IntRange(1, 40), default=1, show_default=True, help="How many. 城市数。")
@click.option(
    "--firms", type=click.IntRange(min=10), default=300, show_default=True, help="In each city. 每座城市的企业数。"
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of messages. 语言。")
def command(*, output: Path, seed: int, cities: int, firms: int, lang: str) -> None:
    """Invent fictional cities with firms, figures and supply links. 生成虚构城市。

    For teaching, tests and measures of speed, and to see what the analyses say where revenue, staff and supply links
    are known, which no press text gives. Everything is made up by chance along the bundled chain templates and says
    so: names begin with 虚构· or "Fictional", keys with fiction-, and documents are marked, so that the graph is never
    opened together with a real one. The analyses take the file as a store and add the templates.

    \b
    Examples:
      chaingraph invent -o city.trig
      chaingraph analyze structure -s city.trig
      chaingraph invent -o cities.trig --seed 7 --cities 30 --firms 200
      chaingraph invent -o city-tables && chaingraph build city-tables
    """
    from chaingraph.errors import InputError
    from chaingraph.fiction.invent import format_tables, invent_cities
    from chaingraph.filled import compile_tables
    from chaingraph.rdf import write_trig
    from chaingraph.whole_files import write_folder

    _check_place(output)
    words = _WORDS[lang]
    tables: dict[str, list[dict[str, str]]] = {}
    for done, city in enumerate(invent_cities(seed=seed, cities=cities, firms=firms), start=1):
        for name, found in city.items():
            tables.setdefault(name, []).extend(found)
        if cities > 1 or firms >= _MANY:
            click.echo(words["city"].format(done=done, cities=cities, firms=done * firms), err=True)
    rows = sum(map(len, tables.values()))
    try:
        if output.suffix == ".trig":
            if cities * firms >= _MANY:
                click.echo(words["compile"].format(rows=rows), err=True)
            write_trig(output, compile_tables(tables))
        else:
            write_folder(output, format_tables(tables))
    except OSError as error:
        raise InputError(
            f"{output}: can't be written: {error.strerror or error}; give another place with -o"
        ) from error
    click.echo(words["done"].format(place=output, cities=cities, rows=rows), err=True)
    if output.suffix != ".trig":
        click.echo(words["next"].format(place=output), err=True)


def _check_place(output: Path) -> None:
    """Refuse a place where nothing can be written, before anything is made."""
    from chaingraph.errors import InputError

    if output.suffix == ".trig":
        if output.is_dir():
            raise InputError(f"{output}: a folder; give a file that ends in .trig, or a new folder for the tables")
    elif output.suffix:
        raise InputError(f"{output}: the graph is written as TriG; give a file that ends in .trig, or a folder")
    elif output.is_file() or (output.is_dir() and any(output.iterdir())):
        raise InputError(f"{output}: there is something already; give a new or empty folder for the tables")
