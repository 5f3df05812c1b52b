"""The command ``chaingraph validate``."""

import csv
import io
import json
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chaingraph.validate import Finding, Validation

__all__ = ["command"]

#: Control, format and surrogate characters, and the separators of lines and paragraphs.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_COLUMNS = ("severity", "file", "row", "focus", "path", "message", "value", "shape")
_WORDS = {
    "zh": {
        "violation": "违例",
        "warning": "警告",
        "info": "提示",
        "value": "，实为：{value}",
        "sum": "{triples}条三元组，{shapes}个形状，{findings}处问题",
        "bundled": "若文件引用自带图谱的内容（ingest读成的图谱即是），请加--bundled再校验",
    },
    "en": {
        "violation": "violation",
        "warning": "warning",
        "info": "info",
        "value": " Found: {value}",
        "sum": "{triples} triples, {shapes} shapes, {findings} findings",
        "bundled": "if the files refer to the bundled graph, as those of 'ingest' do, validate them with --bundled",
    },
}


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-s", "--store", help="A store folder, instead of files. 库文件夹。")
@click.option("--bundled", is_flag=True, help="The files may refer to the bundled graph. 文件可引用内置图谱。")
@click.option("-f", "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of messages.")
def command(*, files: tuple[str, ...], store: str | None, bundled: bool, form: str, lang: str) -> None:
    """Validate a graph against the shapes and rules. 按形状约束与规则校验图谱。

    Without FILE, the bundled graph and its ontology; FILE may be a store folder. Each finding names the file, the row
    of the curated table, the node, and what to do. Exit status 1 if anything is violated.

    \b
    Examples:
      chaingraph validate
      chaingraph validate city.trig --bundled --lang en
      chaingraph validate -s store-folder -f json
    """
    from chaingraph.bundle import graph_files, ontology_files
    from chaingraph.store import graph_of_lists, open_store
    from chaingraph.validate import validate_files, validate_store

    if store and files:
        raise click.UsageError("give files or --store, not both")
    if len(files) == 1 and Path(files[0]).is_dir():
        store, files = files[0], ()
    lists = graph_of_lists(Path(store)) if store else None
    if lists:
        outcome = validate_files([lists], lang=lang, context=graph_files())
    elif store:
        outcome = validate_store(open_store([store]), lang=lang)
    else:
        paths = [Path(file) for file in files] or [*ontology_files(), *graph_files()]
        outcome = validate_files(paths, lang=lang, context=graph_files() if bundled and files else [])
    if form == "json":
        text = json.dumps([asdict(finding) for finding in outcome.findings], ensure_ascii=False, indent=2)
        click.echo("\n".join(map(_printable, text.split("\n"))))
    elif form == "csv":
        click.echo(_as_csv(outcome), nl=False)
    else:
        for finding in outcome.findings:
            click.echo(_as_line(finding, lang))
    words = _WORDS[lang]["sum"]
    click.echo(
        words.format(
            triples=f"{outcome.triples:,}", shapes=f"{outcome.shapes:,}", findings=f"{len(outcome.findings):,}"
        ),
        err=True,
    )
    if outcome.has_violations and files and not bundled:
        click.echo(_WORDS[lang]["bundled"], err=True)
    if outcome.has_violations:
        raise click.exceptions.Exit(1)


def _as_line(finding: "Finding", lang: str) -> str:
    words = _WORDS[lang]
    path = f" {finding.path}" if finding.path else ""
    place = ": ".join(part for part in (finding.file, finding.row, f"{finding.focus}{path}") if part)
    value = words["value"].format(value=finding.value) if finding.value else ""
    kind = words.get(finding.severity, finding.severity)
    return _printable(f"{kind}: {place}: {finding.message}{value} [{finding.shape}]")


def _as_csv(outcome: "Validation") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for finding in outcome.findings:
        writer.writerow([_printable(getattr(finding, column)) for column in _COLUMNS])
    return text.getvalue()


def _printable(text: str) -> str:
    r"""Return text with every control and format character written out (``\u001b``): a label may hold anything."""
    return "".join(json.dumps(char)[1:-1] if unicodedata.category(char) in _HIDDEN else char for char in text)
