"""``chaingraph import``: open datasets, to be asked and analysed like any graph."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chaingraph.imports.found import Found

__all__ = ["command"]

_EXAMPLES = 3
_WORDS = {
    "zh": {
        "lines": "{file}：已读{lines:,}行",
        "compile": "正在编译{rows:,}行……",
        "doubt": "{meaning}：{count:,}处",
        "example": "  {file}:{line} {what}",
        "report": "全部列在{place}",
        "done": "{place}：{rows:,}行，其中陈述{statements:,}条",
    },
    "en": {
        "lines": "{file}: {lines:,} lines read",
        "compile": "compiling {rows:,} rows…",
        "doubt": "{meaning}: {count:,}",
        "example": "  {file}:{line} {what}",
        "report": "all of them are listed in {place}",
        "done": "{place}: {rows:,} rows, of which statements: {statements:,}",
    },
}


@click.command("import")
@click.argument("dataset", type=click.Choice(["ickg", "chainkg"]))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.trig",
              help="The graph. 输出文件。")  # fmt: skip
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv",
              help="All that was left out or is odd. 未导入与存疑者全表。")  # fmt: skip
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of messages. 语言。")
def command(*, dataset: str, folder: Path, output: Path, report: Path | None, lang: str) -> None:
    """Import an open dataset of relations as a graph of its own. 导入开放数据集。

    ickg: a folder of ICKG, the industrial chain knowledge graph with dates (entity2id.txt, relation2id.txt,
    time2id.txt, train.txt, valid.txt, test.txt). Each fact becomes a statement that leads to its line in its file.
    chainkg: the folder data of ChainKnowledgeGraph, companies, industries and products as JSON lines (company.json,
    industry.json, product.json, and of company_industry.json, company_product.json, industry_industry.json,
    product_product.json those that you have).
    Lines that can't be taken over, and odd ones, are counted and shown. Whether you may use the data, its licence says.

    \b
    Examples:
      chaingraph import ickg ICKG-subset -o ickg.trig --report odd.csv
      chaingraph analyze key-nodes -s ickg.trig
      chaingraph import chainkg ChainKnowledgeGraph/data -o chainkg.trig
    """
    from chaingraph.errors import InputError
    from chaingraph.imports.chainkg import read_chainkg
    from chaingraph.imports.found import compile_found, format_doubts
    from chaingraph.imports.ickg import read_ickg
    from chaingraph.rdf import write_trig
    from chaingraph.whole_files import write_bytes

    if output.suffix != ".trig":
        raise InputError(f"{output}: the graph is written as TriG; give a file that ends in .trig")
    words = _WORDS[lang]
    read = read_ickg if dataset == "ickg" else read_chainkg
    found = read(
        folder, progress=lambda file, lines: click.echo(words["lines"].format(file=file, lines=lines), err=True)
    )
    click.echo(words["compile"].format(rows=len(found.rows)), err=True)
    write_trig(output, compile_found(found))
    if report:
        write_bytes(report, format_doubts(found))
    _tell(found, words, lang)
    if report:
        click.echo(words["report"].format(place=report), err=True)
    statements = sum(row.table.is_statement for row in found.rows)
    click.echo(words["done"].format(place=output, rows=len(found.rows), statements=statements), err=True)


def _tell(found: "Found", words: dict[str, str], lang: str) -> None:
    """Say how much of each kind was odd, with the first of them."""
    from chaingraph.imports.found import DOUBTS
    from chaingraph.results import escape_text

    for kind, meaning in DOUBTS.items():
        those = sorted(one for one in found.doubts if one.kind == kind)
        if those:
            click.echo(words["doubt"].format(meaning=meaning.show(lang), count=len(those)), err=True)
        for one in those[:_EXAMPLES]:
            click.echo(words["example"].format(file=one.file, line=one.line, what=escape_text(one.what)), err=True)
