"""``chaingraph viz``: pages that work without internet."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.public import for_outside, public_option

__all__ = ["command"]

_STEP = 200
_WORDS = {
    "zh": {
        "drawn": "已画{count}个文件",
        "site": "{place}：{count}个文件，{size:.1f} MB，写入{written}个，未变{same}个",
    },
    "en": {
        "drawn": "{count} files drawn",
        "site": "{place}: {count} files, {size:.1f} MB, {written} written, {same} unchanged",
    },
}


@click.command("viz")
@click.argument("view", required=False)
@click.argument("names", nargs=-1, metavar="[NAME]...")
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
@public_option
def command(
    view: str | None,
    names: tuple[str, ...],
    *,
    output: Path | None,
    as_of: datetime | None,
    city: str | None,
    lang: str,
    store: tuple[str, ...],
    public: bool,
) -> None:
    """Draw a page that works offline, or with no VIEW the whole site. 生成离线网页。

    With no VIEW the site goes into a folder (chaingraph-site): pages that answer questions about each city, all
    systems, chains, firms and other things, and all documents, linked with each other.

    \b
    VIEW NAME…              what it shows
      system                programmes, list editions, groups, sectors and chains, as of a day. 产业体系
      chain CHAIN           segments from upstream to downstream, states, gaps, other chains. 产业链图
      members CHAIN         where a chain is listed, owners, chiefs, firms, clusters, projects. 链上成员
      gaps CHAIN            what is missing, and what to find out first. 补链
      evolution             the chains of a city through all its lists. 历次名单
      compare CITY CITY     two cities side by side. 两市对照
      indicators [NAME]     figures over time, unlike bases kept apart. 时间序列
      matrix                chains by county and by cluster. 链×县区、集群
      clusters              clusters, bases and parks on a map. 集群与园区分布图
      coverage              what is known, unknown, of one source only. 知识覆盖
      network [firms]       all segments, or firms, by any measure. 网络
      shock SEGMENT|FIRM…   what is hit, hop by hop. 断链推演
      enterprise FIRM       a firm's surroundings. 企业周边

    A CHAIN, FIRM or SEGMENT is named by its key or any of its names.

    \b
    Examples:
      chaingraph viz system --city dezhou -o system.html
      chaingraph viz chain dezhou-integrated-circuits -o chain.html
      chaingraph viz shock 半导体硅片 --city dezhou
      chaingraph viz -o site --lang en
      chaingraph viz -s my.trig --public -o site-for-outside
    """
    from chaingraph.errors import InputError
    from chaingraph.store import open_for_pages
    from chaingraph.views.catalogue import draw_view
    from chaingraph.views.draw import site_files

    day = as_of.date() if as_of else None
    if view is None and output is not None and output.is_file():
        raise InputError(
            f"{output}: can't be written, it is a file; the site needs a folder, give another place with -o"
        )
    opened = for_outside(open_for_pages(store), public=public)
    if view is None:
        folder = output or Path("chaingraph-site")
        _write(folder, _count(site_files(opened, city=city, lang=lang, as_of=day), lang), lang)
        return
    file = output or Path(f"{view}.html")
    page = draw_view(opened, view, names, city=city, lang=lang, as_of=day, file=file.name)
    _write(file.parent, {file.name: page}, lang)
    click.echo(f"{file}: {len(page) / 1e6:.1f} MB", err=True)


def _count(pages: Iterator[tuple[str, bytes]], lang: str) -> dict[str, bytes]:
    """Return all pages, saying how many there are so far."""
    made: dict[str, bytes] = {}
    for name, content in pages:
        made[name] = content
        if len(made) % _STEP == 0:
            click.echo(_WORDS[lang]["drawn"].format(count=len(made)), err=True)
    return made


def _write(folder: Path, pages: Mapping[str, bytes], lang: str) -> None:
    """Write the files of a page or a site that aren't there with these bytes; a site says at the end what it is."""
    from chaingraph.errors import InputError
    from chaingraph.whole_files import write_bytes

    written = 0
    for name, content in pages.items():
        place = folder / name
        try:
            if not place.is_file() or place.read_bytes() != content:
                write_bytes(place, content)
                written += 1
        except OSError as error:
            raise InputError(f"{place}: can't be written ({error.strerror}); give another place with -o") from error
    if len(pages) > 1:
        size = sum(map(len, pages.values())) / 1e6
        told = {"count": len(pages), "size": size, "written": written, "same": len(pages) - written}
        click.echo(_WORDS[lang]["site"].format(place=folder / "index.html", **told), err=True)
