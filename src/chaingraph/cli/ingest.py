"""``chaingraph ingest``: an office's lists to a graph."""

from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chaingraph.ingest.books import Ingested
    from chaingraph.ingest.entry import CellFault

__all__ = ["command"]

_MOST_SHOWN = 50
_MOST_ROWS_NAMED = 5
_WORDS = {
    "zh": {
        "sheet": "{file}：读作“{kind}”，{good}行读入，{bad}行有问题{hidden}{parts}{aside}{gone}{elsewhere}{unread}",
        "unread": "；未读入的列：{names}",
        "unknown": "{file}：不认得表头，未读入",
        "leads": "{file}：是招商线索，所列企业不在本市，未读入",
        "problems": "{file}：是企业问题诉求清单，不入图谱，未读入",
        "wide": "{file}：是各期一列的横排表，未读入；请改为一行一个数，列为指标、数值、单位、期间",
        "hidden": "{file}：工作表是隐藏的，未读入；要读入，请先取消隐藏",
        "hidden_rows": "（含隐藏或被筛掉的{count}行）",
        "aside": "；看作合计、说明或分部标题而未读入{count}行：第{rows}行",
        "gone": "；写明已注销、吊销或迁出而未读入{count}行：第{rows}行",
        "parts": "；分部标题{count}行读作其下各行的产业链或称号：第{rows}行",
        "lapsed": "；写明称号复核未通过、已撤销或取消而未读入{count}行：第{rows}行",
        "elsewhere": "；“城市”列写明是别的城市而未读入{count}行：第{rows}行",
        "undrawn": "没有对应模板的产业链（不画环节图；可在“参照模板”列指定）：{names}",
        "unlisted": "产业链表中没有、而别的表写到的产业链，已另作一条（若是同一条，请把名称写成一样）：{names}",
        "hints": "“环节”空着的企业、园区，其主要产品或主导产业可能属于这些环节（未读入；核对后填入“环节”）：{names}",
        "perhaps": "{chain}（是不是“{near}”？）",
        "long": "名单超过10万个企业名称，未数可能是同一家的名称；用chaingraph match列出",
        "pairs": "可能是同一家的企业名称：{count}对，未合并；用chaingraph match列出，判定后以--decisions交回",
        "more": "……另有{count}处；用--faults FILE.xlsx输出全部",
        "nothing": "{count}处问题，什么也没有写入；改正后重来，或用--keep-good只读入无误的行",
        "faults": "{place}：{count}处问题；名单副本中已标出，第一张表列有改法",
        "listed": "{place}：{count}处问题",
        "rows": "{sheet}：已读{count:,}行",
        "compile": "正在编译{rows:,}行……",
        "done": "{place}：{quads:,}条三元组，{rows:,}行",
        "renamed": "同一信用代码在先后名单中名称不同，按更名处理：{old}→{new}",
        "step": "{before}→{day}：新列入{joined}家，按名单终止{ended}家，未再列出而未言明终止{unnamed}家",
        "incomplete": "有问题的行未读入，名单就不是完整的；请改正，或不用--complete",
        "next": "校验：chaingraph validate {place} --bundled；看图：chaingraph viz chain 链名 -s {place} -o map.html",
    },
    "en": {
        "sheet": "{file}: read as {kind}; rows taken: {good}, at fault: {bad}{hidden}{parts}{aside}{gone}{elsewhere}"
        "{unread}",
        "unread": "; columns not read: {names}",
        "unknown": "{file}: its headings aren't known; not read",
        "leads": "{file}: a list of leads, of firms that aren't in the city; not read",
        "problems": "{file}: a list of what firms complain of, which stays in the office; not read",
        "wide": "{file}: a table with a column a period; not read. Write one figure a row: 指标, 数值, 单位, 期间",
        "hidden": "{file}: the sheet is hidden; not read. To have it read, unhide it",
        "hidden_rows": " (of them hidden or filtered out: {count})",
        "aside": "; rows taken for sums, notes or headings of parts, not read: {count} (row {rows})",
        "gone": "; rows of firms said to be deregistered, revoked or moved away, not read: {count} (row {rows})",
        "parts": "; headings of parts taken for the chain or title of the rows below: {count} (row {rows})",
        "lapsed": "; rows of titles withdrawn or not passed in the review, not read: {count} (row {rows})",
        "elsewhere": "; rows of another city by the column 城市, not read: {count} (row {rows})",
        "undrawn": "chains without a template (no map of segments; name one in the column 参照模板): {names}",
        "unlisted": "chains on other sheets that the list of chains lacks, taken as chains of their own (write the "
        "name alike if one is meant): {names}",
        "hints": "main products of firms and parks without segments, and which segments may be meant (not read; check, "
        "and fill the column 环节): {names}",
        "perhaps": "{chain} (is it {near}?)",
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
        "renamed": "one credit code, two names in different lists, taken as renamed: {old} → {new}",
        "step": "{before} → {day}: firms newly listed: {joined}; ended by the list: {ended}; not named any more, which "
        "ends nothing: {unnamed}",
        "incomplete": "a list with rows left out isn't complete; mend them, or do without --complete",
        "next": "next: chaingraph validate {place} --bundled; chaingraph viz chain CHAIN -s {place} -o map.html",
    },
}


@click.command("ingest")
@click.argument("books", metavar="BOOK…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="FILE.trig. 输出文件。")
@click.option(
    "-s", "--store", type=click.Path(path_type=Path, file_okay=False),
    help="Keep the books, and their graph, in this folder beside those of other days. 逐期保存的文件夹。",
)  # fmt: skip
@click.option("--city", required=True, help="Whose lists these are, such as 德州市. 哪座城市的名单。")
@click.option(
    "--date", "days", required=True, multiple=True, type=click.DateTime(["%Y-%m-%d"]),
    help="The day the lists are of; several, one a book. 数据日期；可逐本给出。",
)  # fmt: skip
@click.option(
    "--complete", is_flag=True, help="The lists of chains and firms are complete: what they lack ends. 名单完整。"
)
@click.option(
    "--replace",
    "is_replacing",
    is_flag=True,
    help="In place of the book of the same day and name. 替换同日同名的工作簿。",
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
    *, books: tuple[Path, ...], output: Path | None, store: Path | None, city: str, days: tuple[datetime, ...],
    complete: bool, is_replacing: bool, publisher: str, mapping: Path | None, decisions: Path | None, keep_good: bool,
    faults: Path | None, no_values: bool, lang: str,
) -> None:  # fmt: skip
    """Turn an office's Excel or CSV lists into a graph. 把本单位的名单读成图谱。

    Sheets are known by their names or headings, headings by their usual names (企业名称, 单位名称, 公司名 …), also
    under titles and notes; CSV may be UTF-8 or GBK. Every row is checked; with faults nothing is written, and
    each is told with sheet, row, column and mend; --faults marks them in a copy of the lists. The evidence of a
    statement is the file's hash and the row. The graph is opened by -s in all commands, beside the bundled templates.

    Columns of contacts (联系人, 电话, 法定代表人 …) are never read. Figures of single firms and supply links are marked
    as internal: --public of export, pack and viz leaves them out. With --no-values faults and messages say where and
    what, not what stands in a cell, so that they may be shown outside.

    Lists of several days stand side by side: give them at once, or one after the other with --store. A later list that
    doesn't name something ends nothing, unless it is --complete.

    \b
    Examples:
      chaingraph ingest book.xlsx --city 示例市 --date 2026-11-01 -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --keep-good --faults faults.xlsx -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --no-values --faults for-outside.xlsx -o my.trig
      chaingraph ingest firms.csv --city 示例市 --date 2026-11-01 --decisions review.csv -o my.trig
      chaingraph ingest list-2025.xlsx --city 示例市 --date 2025-12-31 --complete --store my-city
      chaingraph ingest a.xlsx b.xlsx --city 示例市 --date 2024-12-31 --date 2025-12-31 -o my.trig
      chaingraph viz chain 集成电路 -s my.trig -o map.html
    """
    from chaingraph.errors import InputError
    from chaingraph.filled import compile_tables
    from chaingraph.ingest.books import ingest_lists
    from chaingraph.ingest.earlier import check_no_earlier_lists
    from chaingraph.ingest.internal import Marks
    from chaingraph.ingest.list_store import add_books, keep, read_shelf
    from chaingraph.ingest.mapping import read_mapping
    from chaingraph.ingest.opened import Book, read_decisions
    from chaingraph.rdf import write_trig
    from chaingraph.whole_files import write_bytes

    words = _WORDS[lang]
    _check(books, output, store, days, faults)
    headings, marks = read_mapping(mapping) if mapping else ({}, Marks({}))
    dated = [day.date() for day in (days if len(days) > 1 else days * len(books))]
    given = [
        Book(book, day, publisher=publisher, mapping=headings, marks=marks, is_complete=complete)
        for book, day in zip(books, dated, strict=True)
    ]
    shelf = add_books(read_shelf(store, city), given, replaces=is_replacing, settled=keep_good) if store else None
    if shelf and decisions:
        shelf = replace(shelf, decisions=tuple(read_decisions(decisions)))
    if output and not is_replacing and not shelf:
        check_no_earlier_lists(output, dated)
    read = ingest_lists(
        shelf.books if shelf else given,
        city=city,
        decisions=shelf.decisions if shelf else read_decisions(decisions) if decisions else (),
        progress=lambda sheet, count: click.echo(words["rows"].format(sheet=sheet, count=count), err=True),
    )
    if no_values:
        read = replace(
            read,
            faults=[fault.without_values() for fault in read.faults],
            undrawn=(),
            unlisted=(),
            hints=(),
            renames=(),
        )
    _tell(read, words, lang)
    if faults:
        from chaingraph.ingest.fault_book import mark_faults

        write_bytes(faults, mark_faults(read.faults, lang, copied=not no_values))
        click.echo(words["listed" if no_values else "faults"].format(place=faults, count=len(read.faults)), err=True)
    if read.faults and not keep_good:
        raise InputError(words["nothing"].format(count=len(read.faults)))
    if read.faults and complete:
        raise InputError(words["incomplete"])
    rows = sum(map(len, read.rows.values()))
    click.echo(words["compile"].format(rows=rows), err=True)
    quads = compile_tables(read.rows)
    if shelf:
        count = keep(shelf, quads, copy=output)
    elif output:
        count = write_trig(output, quads)
    for place in filter(None, (store, output)):
        click.echo(words["done"].format(place=place, quads=count, rows=rows), err=True)
    click.echo(words["next"].format(place=store or output), err=True)


def _check(
    books: tuple[Path, ...], output: Path | None, store: Path | None, days: tuple[datetime, ...], faults: Path | None
) -> None:
    """Refuse options that don't go together."""
    from chaingraph.errors import InputError

    if output is None and store is None:
        raise InputError("no place to write to: give -o FILE.trig, or --store FOLDER")
    if output and output.suffix != ".trig":
        raise InputError(f"{output}: the graph is written as TriG; give a file that ends in .trig")
    if faults and faults.suffix.lower() != ".xlsx":
        raise InputError(f"{faults}: faults are written as a workbook; give a file that ends in .xlsx")
    if faults and any(faults.resolve() == book.resolve() for book in books):
        raise InputError(f"{faults}: one of the lists themselves, which are never changed; give another name")
    if len(days) not in {1, len(books)}:
        raise InputError(f"{len(books)} books and {len(days)} dates: give one --date for all, or one for each in turn")


def _tell(read: "Ingested", words: dict[str, str], lang: str) -> None:
    from chaingraph.ingest.reference_names import suggest_template
    from chaingraph.ingest.sheets import SHEETS

    for sheet in read.sheets:
        if not sheet.kind:
            click.echo(words[sheet.left_out].format(file=sheet.file), err=True)
            continue
        unread = words["unread"].format(names="、".join(sheet.unread)) if sheet.unread else ""
        hidden = words["hidden_rows"].format(count=sheet.hidden) if sheet.hidden else ""
        gone = _tell_rows(words["lapsed" if sheet.kind == "awards" else "gone"], sheet.aside.gone)
        told = {
            "kind": SHEETS[sheet.kind].name.show(lang),
            "hidden": hidden,
            "parts": _tell_rows(words["parts"], sheet.aside.parts),
            "aside": _tell_rows(words["aside"], sheet.aside.sums),
            "gone": gone,
            "elsewhere": _tell_rows(words["elsewhere"], sheet.aside.elsewhere),
            "unread": unread,
        }
        click.echo(words["sheet"].format(file=sheet.file, good=sheet.good, bad=sheet.bad, **told), err=True)
    for rename in read.renames:
        click.echo(words["renamed"].format(old=rename.old, new=rename.new), err=True)
    for step in read.steps[-1:]:
        click.echo(words["step"].format(**vars(step)), err=True)
    if read.undrawn:
        near = [(chain, suggest_template(chain)) for chain in read.undrawn]
        click.echo(words["undrawn"].format(names=_perhaps(near, words)), err=True)
    if read.unlisted:
        click.echo(words["unlisted"].format(names=_perhaps(read.unlisted, words)), err=True)
    if read.hints:
        meant = [f"{made} → {segments}" for made, segments in read.hints[:_MOST_SHOWN]]
        meant += ["…"] if len(read.hints) > _MOST_SHOWN else []
        click.echo(words["hints"].format(names="; ".join(meant)), err=True)
    if read.open_pairs is None:
        click.echo(words["long"], err=True)
    elif read.open_pairs:
        click.echo(words["pairs"].format(count=read.open_pairs), err=True)
    _tell_faults(read.faults, words, lang)


def _tell_rows(told: str, rows: "Sequence[int]") -> str:
    named = "、".join(map(str, rows[:_MOST_ROWS_NAMED])) + ("…" if rows[_MOST_ROWS_NAMED:] else "")
    return told.format(count=len(rows), rows=named) if rows else ""


def _perhaps(near: "Sequence[tuple[str, str]]", words: dict[str, str]) -> str:
    return "、".join(words["perhaps"].format(chain=chain, near=name) if name else chain for chain, name in near)


def _tell_faults(faults: "Sequence[CellFault]", words: dict[str, str], lang: str) -> None:
    from chaingraph.ingest.fault_lines import fault_lines

    left = len(faults)
    for line, count in islice(fault_lines(faults, lang), _MOST_SHOWN):
        click.echo(line, err=True)
        left -= count
    if left:
        click.echo(words["more"].format(count=left), err=True)
