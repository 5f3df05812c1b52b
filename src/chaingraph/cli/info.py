"""``chaingraph info``: what is in a store."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chaingraph.info import Info

__all__ = ["command"]


@click.command("info")
@click.option("-s", "--store", "sources", multiple=True, help="RDF files or an Oxigraph folder. 知识库。")
@click.option("-f", "--format", "data_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of names. 语言。")
def command(sources: tuple[str, ...], data_format: str, lang: str) -> None:
    """Count what is in a store: graphs, classes, sources, editions, versions. 知识库里有什么。

    \b
    Example:
      chaingraph info -s mine.trig
    """
    from dataclasses import asdict

    from chaingraph.info import describe_store
    from chaingraph.store import open_store

    info = describe_store(open_store(sources), sources=sources)
    if data_format == "json":
        click.echo(json.dumps(asdict(info), ensure_ascii=False, indent=2))
    else:
        click.echo(_tables(info, sources, lang), nl=False)


def _tables(info: "Info", given: "Sequence[str]", lang: str) -> str:
    from chaingraph.results import format_table

    zh = lang == "zh"
    kept = sum(one.hashed for one in info.sources)
    opened = info.store if given or not zh else "自带图谱"
    head = (
        f"{opened}：{info.triples:,}条三元组；{len(info.sources)}份资料，其中{kept}份留存原文、可核对\n"
        if zh
        else f"{opened}: {info.triples:,} triples; {len(info.sources)} documents, {kept} kept and checkable\n"
    )
    tops = {
        "cg:Statement": "陈述" if zh else "statements",
        "cg:Entity": "实体" if zh else "entities",
        "cg:Judgement": "判断" if zh else "judgements",
    }
    counts = "个数" if zh else "count"
    parts = [head]
    for top, title in tops.items():
        rows = [
            [one.name, (one.zh or one.en) if zh else (one.en or one.zh), str(one.count)]
            for one in info.classes
            if one.top == top
        ]
        parts.append(format_table([title, "名称" if zh else "name", counts], rows, right=[False, False, True]))
    editions = [[one.key, (one.zh or one.en) if zh else (one.en or one.zh)] for one in info.editions]
    parts.append(format_table(["清单版本" if zh else "edition", "名称" if zh else "name"], editions))
    checked = ("可核对", "未核对") if zh else ("can be checked", "not checked")
    sources = [
        [one.key, one.issued, str(one.statements), checked[0] if one.hashed else checked[1], one.title]
        for one in info.sources
    ]
    columns = ["资料", "日期", "陈述", "核对", "题名"] if zh else ["source", "date", "statements", "checking", "title"]
    parts.append(format_table(columns, sources, right=[False, False, True]))
    versions = [list(item) for item in info.versions.items()]
    parts.append(format_table(["软件" if zh else "part", "版本号" if zh else "version"], versions))
    return "\n".join(parts)
