"""``chaingraph export``: a store in the formats of others."""

from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.public import for_outside, public_option

__all__ = ["command"]

_FILE = {"zh": "{}：{:.1f} MB", "en": "{}: {:.1f} MB"}
_FOLDER = {"zh": "{}：{}个文件，{:.1f} MB", "en": "{}: {} files, {:.1f} MB"}


@click.command("export")
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["turtle", "jsonld", "graphml", "gexf", "csv", "parquet", "neo4j"])
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="PATH",
              help="A file; for csv, parquet and neo4j a new or empty folder. 输出位置。")  # fmt: skip
@click.option("-s", "--store", multiple=True, help="RDF files or a store folder; default: the bundled graph. 知识库。")
@click.option("--city", help="Only what is stated of this city: key, division code or name. 只导出一座城市。")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="Only what is known by DATE and not said to have ended. 截至某日。")  # fmt: skip
@public_option
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of messages. 语言。")
def command(
    *, form: str, output: Path, store: tuple[str, ...], city: str | None, as_of: datetime | None, public: bool,
    lang: str,
) -> None:  # fmt: skip
    """Export a store: Turtle, JSON-LD, GraphML, GEXF, CSV, Parquet or CSV for Neo4j. 导出。

    turtle is the union of all graphs, for Turtle has none; jsonld keeps them; graphml and gexf are the network of
    things, each edge with its statement and days; csv a folder with one file for each kind of thing and of statement;
    parquet the same (with the extra 'parquet'); neo4j a folder for 'neo4j-admin database import'. The ontology isn't
    exported with it; files without chain templates get the bundled ones, as for analyses. The same store gives the same
    bytes. With --city or --as-of it is only what is stated of that city by that day, with the things and documents that
    this names, the templates of its chains, and nothing that leads to what isn't there. With --public what is internal
    stays out (docs/publishing.md).

    \b
    Examples:
      chaingraph export graphml -o network.graphml
      chaingraph export csv -s ickg.trig -o tables
      chaingraph export csv -s my.trig --public -o for-outside
      chaingraph export turtle --city dezhou --as-of 2023-12-31 -o dezhou-2023.ttl
    """
    from chaingraph.exports.export import export_store
    from chaingraph.exports.narrow import narrow_store
    from chaingraph.store import open_for_pages
    from chaingraph.whole_files import write_bytes, write_folder

    day = as_of.date() if as_of else None
    opened = for_outside(open_for_pages(store), public=public)
    made = export_store(narrow_store(opened, city=city, as_of=day), form)
    if isinstance(made, bytes):
        write_bytes(output, made)
        click.echo(_FILE[lang].format(output, len(made) / 1e6), err=True)
    else:
        write_folder(output, made)
        click.echo(_FOLDER[lang].format(output, len(made), sum(map(len, made.values())) / 1e6), err=True)
