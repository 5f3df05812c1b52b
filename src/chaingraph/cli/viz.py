"""``chaingraph viz``: pages that work without internet."""

from datetime import datetime
from pathlib import Path

import click

__all__ = ["command"]


@click.command("viz")
@click.argument("view", required=False, type=click.Choice(["system"]))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File of the page, or folder of the site. 输出文件或文件夹。",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day to open at. 截至日期。")
@click.option("--city", metavar="KEY", help="The city: its key, division code or name. 城市。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language. 语言。")
@click.option(
    "-s", "--store", multiple=True, help="RDF files or a store folder; the bundled graph if not given. 数据。"
)
def command(
    view: str | None,
    *,
    output: Path | None,
    as_of: datetime | None,
    city: str | None,
    lang: str,
    store: tuple[str, ...],
) -> None:
    """Draw a page that works offline, or with no VIEW the whole site. 生成离线网页。

    VIEW "system" is a city's industrial system: programmes, list editions, groups, sectors and chains, as of a day.
    With no VIEW the site goes into a folder (chaingraph-site), with the cities, their systems and all documents.

    \b
    Examples:
      chaingraph viz system --city dezhou -o system.html
      chaingraph viz -o site --lang en
    """
    from chaingraph.errors import InputError
    from chaingraph.rdf import write_bytes
    from chaingraph.store import open_store
    from chaingraph.views.draw import draw_site, draw_system

    day = as_of.date() if as_of else None
    opened = open_store(store)
    if view == "system":
        file = output or Path("system.html")
        pages = {file: draw_system(opened, city=city, lang=lang, as_of=day, name=file.name)}
    else:
        folder = output or Path("chaingraph-site")
        pages = {folder / name: content for name, content in draw_site(opened, city=city, lang=lang, as_of=day).items()}
    for file, content in pages.items():
        try:
            write_bytes(file, content)
        except OSError as error:
            raise InputError(f"{file}: can't be written ({error.strerror}); give another place with -o") from error
        click.echo(f"{file}: {len(content) / 1e6:.1f} MB", err=True)
