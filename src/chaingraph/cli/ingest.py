"""``chaingraph ingest``: an office's lists to a graph."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chaingraph.ingest.books import Ingested
    from chaingraph.ingest.entry import CellFault

__all__ = ["command"]

_MOST_SHOWN = 50
_WORDS = {
    "zh": {
        "sheet": "{file}：读作“{kind}”，{good}行读入，{bad}行有问题{unread}",
        "unread": "；未读入的列：{names}",
        "left_out": "{file}：不认得表头，未读入",
        "undrawn": "没有对应模板的产业链（不画环节图；可在“参照模板”列指定）：{names}",
        "long": "名单超过10万个企业名称，未数可能是同一家的名称；用chaingraph match列出",
        "pairs": "可能是同一家的企业名称：{count}对，未合并；用chaingraph match列出，判定后以--decisions交回",
        "more": "……另有{count}处；用--faults FILE.xlsx输出全部",
        "nothing": "{count}处问题，什么也没有写入；改正后重来，或用--keep-good只读入无误的行",
        "faults": "{place}：{count}处问题；名单副本中已标出，第一张表列有改法",
        "listed": "{place}：{count}处问题",
        "rows": "{sheet}：已读{count:,}行",
        "compile": "正在编译{rows:,}行……",
        "done": "{place}：{quads:,}条三元组，{rows:,}行",
        "next": "校验：chaingraph validate {place} --bundled；看图：chaingraph viz chain 链名 -s {place} -o map.html",
    },
    "en": {
        "sheet": "{file}: read as {kind}; rows taken: {good}, at fault: {bad}{unread}",
        "unread": "; columns not read: {names}",
        "left_out": "{file}: its headings aren't known; not read",
        "undrawn": "chains without a template (no map of segments; name one in the column 参照模板): {names}",
        "long": "more than 100,000 names: pairs that may be one firm weren't counted; chaingraph match lists them",
        "pairs": "pairs of names that may be one firm: {count}, not joined; chaingraph match lists them, "
        "--decisions brings back what was decided",
        "more": "… and {count} more; --faults FILE.xlsx writes them all",
        "nothing": "faults: {count}; nothing was written. Mend them, or take the good rows alone with --keep-good",
        "faults": "{place}: faults: {count}; a copy of the lists with each marked, and how to mend it",
        "listed": "{place}: faults: {count}",
        "rows": "{sheet}: {count:,} rows read",
        "compile": "compiling {rows:,} rows…",
        "done": "{place}: {quads:,} triples from {rows:,} rows",
        "next": "next: chaingraph validate {place} --bundled; chaingraph viz chain CHAIN -s {place} -o map.html",
    },
}


@click.command("ingest")
@click.argument("books", metavar="BOOK…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="FILE.trig. 输出文件。"
)
@click.option("--city", required=True, help="Whose lists these are, such as 德州市. 哪座城市的名单。")
@click.option(
    "--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day the lists are of. 数据日期。"
)
@click.option("--publisher", default="", help="Who keeps the lists. 名单出自哪个单位。")
@click.option(
    "--mapping", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="YAML: your heading: our heading. 表头对照（YAML）。",
)  # fmt: skip
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A sheet of 'chaingraph match' with decisions: firms decided to be one become one. 企业核对表。",
)  # fmt: skip
@click.option("--keep-good", is_flag=True, help="Take the rows without faults. 有问题时仍读入无误的行。")
@click.option(
    "--faults",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a copy of the lists with all faults marked to FILE.xlsx. 输出标出问题的名单副本。",
)
@click.option(
    "--no-values",
    is_flag=True,
    help="Keep what stands in cells out of faults and messages. 问题清单与提示不含单元格内容。",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of messages. 语言。")
def command(
    *, books: tuple[Path, ...], output: Path, city: str, day: datetime, publisher: str, mapping: Path | None,
    decisions: Path | None, keep_good: bool, faults: Path | None, no_values: bool, lang: str,
) -> None:  # fmt: skip
    """Turn an office's Excel or CSV lists into a graph. 把本单位的名单读成图谱。

    Sheets are known by their names or headings, headings by their usual names (企业名称, 单位名称, 公司名 …), also
    under titles and notes; CSV may be UTF-8 or GBK. Every row is checked; with faults nothing is written, and
    each is told with sheet, row, column and mend; --faults marks them in a copy of the lists. The evidence of a
    statement is the file's hash and the row. The graph is opened by -s in all commands, beside the bundled templates.

    Columns of contacts (联系人, 电话, 法定代表人 …) are never read. Figures of single firms and supply links are marked
    as internal: --public of export, pack and viz leaves them out. With --no-values faults and messages say where and
    what, not what stands in a cell, so that they may be shown outside.

    \b
    Examples:
      chaingraph ingest book.xlsx --city 示例市 --date 2026-11-01 -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --keep-good --faults faults.xlsx -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --no-values --faults for-outside.xlsx -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --decisions review.csv -o my.trig
      chaingraph viz chain 集成电路 -s my.trig -o map.html
    """
    from chaingraph.errors import InputError
    from chaingraph.filled import compile_tables
    from chaingraph.ingest.books import ingest_books, read_decisions, read_mapping
    from chaingraph.ingest.internal import read_marks
    from chaingraph.rdf import write_bytes, write_trig

    words = _WORDS[lang]
    if output.suffix != ".trig":
        raise InputError(f"{output}: the graph is written as TriG; give a file that ends in .trig")
    if faults and faults.suffix.lower() != ".xlsx":
        raise InputError(f"{faults}: faults are written as a workbook; give a file that ends in .xlsx")
    if faults and any(faults.resolve() == book.resolve() for book in books):
        raise InputError(f"{faults}: one of the lists themselves, which are never changed; give another name")
    headings, marks = (read_mapping(mapping), read_marks(mapping)) if mapping else ({}, None)
    decided = read_decisions(decisions) if decisions else []
    read = ingest_books(
        books, city=city, day=day.date(), publisher=publisher, mapping=headings, marks=marks, decisions=decided,
        progress=lambda sheet, count: click.echo(words["rows"].format(sheet=sheet, count=count), err=True),
    )  # fmt: skip
    if no_values:
        read = replace(read, faults=[fault.without_values() for fault in read.faults], undrawn=())
    _tell(read, words, lang)
    if faults:
        from chaingraph.ingest.fault_book import mark_faults

        write_bytes(faults, mark_faults(read.faults, lang, copied=not no_values))
        click.echo(words["listed" if no_values else "faults"].format(place=faults, count=len(read.faults)), err=True)
    if read.faults and not keep_good:
        raise InputError(words["nothing"].format(count=len(read.faults)))
    rows = sum(map(len, read.rows.values()))
    click.echo(words["compile"].format(rows=rows), err=True)
    quads = write_trig(output, compile_tables(read.rows))
    click.echo(words["done"].format(place=output, quads=quads, rows=rows), err=True)
    click.echo(words["next"].format(place=output), err=True)


def _tell(read: "Ingested", words: dict[str, str], lang: str) -> None:
    from chaingraph.ingest.sheets import SHEETS

    for sheet in read.sheets:
        if not sheet.kind:
            click.echo(words["left_out"].format(file=sheet.file), err=True)
            continue
        unread = words["unread"].format(names="、".join(sheet.unread)) if sheet.unread else ""
        kind = SHEETS[sheet.kind].name.show(lang)
        click.echo(
            words["sheet"].format(file=sheet.file, kind=kind, good=sheet.good, bad=sheet.bad, unread=unread), err=True
        )
    if read.undrawn:
        click.echo(words["undrawn"].format(names="、".join(read.undrawn)), err=True)
    if read.open_pairs is None:
        click.echo(words["long"], err=True)
    elif read.open_pairs:
        click.echo(words["pairs"].format(count=read.open_pairs), err=True)
    _tell_faults(read.faults, words, lang)


def _tell_faults(faults: "Sequence[CellFault]", words: dict[str, str], lang: str) -> None:
    for fault in faults[:_MOST_SHOWN]:
        click.echo(fault.show(lang), err=True)
    if len(faults) > _MOST_SHOWN:
        click.echo(words["more"].format(count=len(faults) - _MOST_SHOWN), err=True)
