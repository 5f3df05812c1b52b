"""``chaingraph pack``: one chain's maps and lists in a folder."""

from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.public import for_outside, public_option

__all__ = ["command"]

_WORDS = {
    "zh": {
        "kept": "{folder}中原有的内容保留在{kept}",
        "made": "{place}：{count}个文件，{size:.1f} MB",
    },
    "en": {
        "kept": "what stood in {folder} is kept in {kept}",
        "made": "{place}: {count} files, {size:.1f} MB",
    },
}


@click.command("pack")
@click.argument("chain")
@click.option(
    "--recipe",
    default="五图五清单",
    show_default=True,
    metavar="NAME|FILE",
    help="Which maps and lists: a recipe that ships (五图五清单, 1图谱+N清单) or a YAML file. 配方。",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="The folder to make. 输出文件夹。")
@click.option("--city", metavar="KEY", help="The city: its key, division code or name. 城市。")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only what is stated by this day; the pack bears it. 截至日期。",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language. 语言。")
@click.option(
    "--force",
    is_flag=True,
    help="Take a folder's place even if it holds other things; these are kept beside it. 占用已有文件夹，原内容另存。",
)
@click.option(
    "-s", "--store", multiple=True, help="RDF files or a store folder; the bundled graph if not given. 数据。"
)
@public_option
def command(
    chain: str,
    *,
    recipe: str,
    output: Path | None,
    city: str | None,
    as_of: datetime | None,
    lang: str,
    force: bool,
    store: tuple[str, ...],
    public: bool,
) -> None:
    """Make a chain's pack: maps (图), lists (清单) and a one-page brief, in one folder. 生成一条链的N图N清单。

    CHAIN is its key or any of its names. The folder holds index.html, a page for each map, lists.xlsx with a sheet for
    each list (every row with its sources and how far it is known), and the brief as brief.html and brief.md.

    A recipe is a YAML file: 'name', 'about', 'maps' and 'lists'. A map has a title and a 'view' of 'chaingraph viz'; a
    list has a title, a 'list' and, if not all are wanted, 'columns'. Lists: firms, owners, chiefs, segments, gaps,
    questions, projects, clusters, platforms, policies, figures, conflicts, history, sources. A list without 'list' is a
    sheet of headings to fill in.

    \b
    Examples:
      chaingraph pack dezhou-integrated-circuits
      chaingraph pack 食品加工 --city 德州 --recipe 1图谱+N清单 -o food
      chaingraph pack 集成电路 -s my.trig --public -o for-outside
      chaingraph pack liaocheng-nonferrous-metals --recipe my-recipe.yaml --lang en
    """
    from chaingraph.error_words import in_both
    from chaingraph.pack.folder import check_folder, place_pack
    from chaingraph.pack.make import make_pack
    from chaingraph.pack.recipe import find_recipe
    from chaingraph.store import open_for_pages

    chosen = find_recipe(recipe)
    if output is not None:
        check_folder(output, force=force)
    made = make_pack(
        for_outside(open_for_pages(store), public=public),
        chain,
        chosen,
        city=city,
        as_of=as_of.date() if as_of else None,
        lang=lang,
        tell=lambda line: click.echo(line, err=True),
    )
    folder = output or Path(made.stem)
    kept = place_pack(folder, made.files, made.about, force=force)
    for line in made.missing:
        click.echo(in_both(line), err=True)
    if kept:
        click.echo(_WORDS[lang]["kept"].format(folder=folder, kept=kept), err=True)
    size = sum(map(len, made.files.values())) / 1e6
    told = {"place": folder / "index.html", "count": len(made.files) + 1, "size": size}
    click.echo(_WORDS[lang]["made"].format(**told), err=True)
