"""``chaingraph export``: a store in the formats of others."""

from pathlib import Path

import click

from chaingraph.cli.public import for_outside, public_option

__all__ = ["command"]


@click.command("export")
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["turtle", "jsonld", "graphml", "gexf", "csv", "parquet", "neo4j"])
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="PATH",
              help="A file; for csv, parquet and neo4j a new or empty folder. 输出位置。")  # fmt: skip
@click.option("-s", "--store", multiple=True, help="RDF files or a store folder; default: the bundled graph. 知识库。")
@public_option
def command(*, form: str, output: Path, store: tuple[str, ...], public: bool) -> None:
    """Export a store: Turtle, JSON-LD, GraphML, GEXF, CSV, Parquet or CSV for Neo4j. 导出。

    turtle is the union of all graphs, for Turtle has none; jsonld keeps them; graphml and gexf are the network of
    things, each edge with its statement and days; csv a folder with one file for each kind of thing and of statement;
    parquet the same (with the extra 'parquet'); neo4j a folder for 'neo4j-admin database import'. The ontology isn't
    exported with it; files without chain templates get the bundled ones, as for analyses. The same store gives the same
    bytes. With --public what is internal stays out (docs/publishing.md).

    \b
    Examples:
      chaingraph export graphml -o network.graphml
      chaingraph export csv -s ickg.trig -o tables
      chaingraph export csv -s my.trig --public -o for-outside
    """
    from chaingraph.exports.export import export_store
    from chaingraph.rdf import write_bytes, write_folder
    from chaingraph.store import open_for_pages

    made = export_store(for_outside(open_for_pages(store), public=public), form)
    if isinstance(made, bytes):
        write_bytes(output, made)
        click.echo(f"{output}: {len(made) / 1e6:.1f} MB", err=True)
    else:
        write_folder(output, made)
        click.echo(f"{output}: {len(made)} files, {sum(map(len, made.values())) / 1e6:.1f} MB", err=True)
