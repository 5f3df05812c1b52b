"""``chaingraph queries``: the named questions."""

import json

import click

__all__ = ["command"]


@click.command("queries")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of the list. 语言。")
@click.option("-f", "--format", "data_format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(lang: str, data_format: str) -> None:
    """List the named questions and what they take; an exclamation mark marks what must be given. 列出命名问题。

    \b
    Example:
      chaingraph queries --lang en
    """
    from chaingraph.questions import list_questions
    from chaingraph.results import format_table

    questions = list_questions()
    if data_format == "json":
        from dataclasses import asdict

        rows = [{key: value for key, value in asdict(one).items() if key != "text"} for one in questions]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = [
        [one.name, one.zh if lang == "zh" else one.en, " ".join(p.option + "!" * p.required for p in one.parameters)]
        for one in questions
    ]
    titles = ["名称", "问题", "参数"] if lang == "zh" else ["name", "question", "parameters"]
    click.echo(format_table(titles, table), nl=False)
