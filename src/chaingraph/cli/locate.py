"""The command ``chaingraph locate``."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chaingraph.locate import Place
    from chaingraph.texts import SourceText

__all__ = ["command"]


class _Within(click.ParamType[tuple[int, int]]):
    name = "N-M"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        match = re.fullmatch(r"(\d+)-(\d+)", str(value))
        if match is None or int(match[1]) >= int(match[2]):
            self.fail(f"'{value}' is no range of code points; give it like 120-480", param, ctx)
        return int(match[1]), int(match[2])


@click.command("locate")
@click.argument("document", metavar="DOC")
@click.argument("phrase", required=False)
@click.option("--between", nargs=2, metavar="A B", help="The span from phrase A to the next phrase B, both included.")
@click.option("--within", type=_Within(), help="Look only between these code points.")
@click.option("--sources", type=click.Path(path_type=Path), help="Folder of the texts, if DOC is a document's key.")
@click.option("-s", "--store", "store", multiple=True, help="Graph that knows the key; default: the bundled graph.")
@click.option("-f", "--format", "form", type=click.Choice(["cell", "json"]), default="cell", show_default=True)
def command(
    document: str,
    phrase: str | None,
    between: tuple[str, str] | None,
    within: tuple[int, int] | None,
    sources: Path | None,
    store: tuple[str, ...],
    form: str,
) -> None:
    """Print the place and hash of a phrase, as a cell of the tables. 短语在原文中的位置与散列值。

    DOC is a text file, or the key of a document with --sources. Positions are code points of the file decoded as
    UTF-8, from 0; the end is exclusive. Cells go to stdout, lines, columns and context to stderr.

    \b
    Examples:
      chaingraph locate examples/bulletin/bulletin.txt "46家"
      chaingraph locate examples/bulletin/bulletin.txt --between "遴选" "46家"
    """
    from chaingraph.locate import find_between, find_phrase, span_limit

    if (phrase is None) == (between is None):
        raise click.UsageError("give either PHRASE or --between A B")
    source = _open(document, sources, store)
    start, end = within or (0, len(source.text))
    if source.has_byte_order_mark:
        click.echo("note: the file opens with a byte order mark, which counts as code point 0", err=True)
    if phrase is not None:
        places = find_phrase(source.text, phrase, start=start, end=end)
    else:
        first, last = between or ("", "")
        places = find_between(source.text, first, last, start=start, end=end)
    if form == "json":
        click.echo(json.dumps([_row(place) for place in places], ensure_ascii=False, indent=2))
    for place in places:
        if form == "cell":
            click.echo(place.cell)
            context = f"{place.before}[{place.words}]{place.after}".replace("\n", "⏎").replace("\r", "␍")
            click.echo(f"  line {place.line}, column {place.column}: {context}", err=True)
        if place.is_long:
            size, limit = place.end - place.start, span_limit(place.words)
            click.echo(f"  warning: {size} code points; a span is one clause of at most {limit}", err=True)
    if len(places) > 1:
        click.echo(f"{len(places)} places; --within N-M narrows the search", err=True)


def _row(place: "Place") -> dict[str, object]:
    return {
        "cell": place.cell,
        "start": place.start,
        "end": place.end,
        "sha256": place.sha256,
        "line": place.line,
        "column": place.column,
        "before": place.before,
        "words": place.words,
        "after": place.after,
        "long": place.is_long,
    }


def _open(document: str, sources: Path | None, store: tuple[str, ...]) -> "SourceText":
    from chaingraph.texts import read_text

    path = Path(document)
    if sources is None or path.is_file():
        return read_text(path)
    from chaingraph.evidence import find_text, read_document
    from chaingraph.store import open_store
    from chaingraph.texts import read_texts

    return find_text(read_document(open_store(store), document), read_texts(sources), folder=sources)
