"""The command ``chaingraph verify``."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chaingraph.verify import DocumentReport, Finding, Report

__all__ = ["command"]

_WORDS = {
    "zh": {
        "bytes": "字节一致",
        "aligned": "经对齐找到",
        "not-kept": "原文未存，不核验",
        "absent": "未找到原文",
        "list": "名单，字节一致",
        "document": "{document}：{found}{file}；陈述{statements}条",
        "counts": "；证据真{true}处、假{false}处；数字已覆盖{covered}、已排除{excluded}、缺{missing}",
        "missing": "  {document} {start}-{end}：“{text}”无陈述覆盖，也未排除：…{around}…",
        "changed": "{row}：图谱记“{says}”，原文{place}现为“{reads}”，数字：{numbers}",
        "unplaced": "{row}：图谱记“{says}”，原文已存而未注明位置",
        "value": "{row}：图谱记“{says}”，其证据{place}中没有此数，数字：{numbers}",
        "label": "{row}：图谱记“{says}”，其证据{place}中没有任何名称：“{reads}”",
        "idle": "{row}：所排除的{place}处没有数字：“{reads}”",
        "absent-document": "{document}：在所给文件夹中找不到原文{file}；只核验其余部分请用 --partial",
        "altered": "{document}：所给文件夹中的{file}已不是当时的名单；请给原件，或重新读入",
        "sum": "{documents}份文献，{findings}处不实，{missing}个数字无着落",
        "none": "无",
        "gone": "已无文字",
    },
    "en": {
        "bytes": "found by its bytes",
        "aligned": "found by alignment",
        "not-kept": "text not kept, not checked",
        "absent": "text not found",
        "list": "a list, found by its bytes",
        "document": "{document}: {found}{file}; {statements} statements",
        "counts": "; spans {true} true, {false} false; figures {covered} covered, {excluded} excluded,"
        " {missing} missing",
        "missing": "  {document} {start}-{end}: '{text}' neither covered by a statement nor excluded: …{around}…",
        "changed": "{row}: the graph says '{says}'; the text at {place} now reads '{reads}', numbers: {numbers}",
        "unplaced": "{row}: the graph says '{says}' but gives no place, though the text is kept",
        "value": "{row}: the graph says '{says}'; no such number in its evidence at {place}, numbers: {numbers}",
        "label": "{row}: the graph says '{says}'; no name of it in its evidence at {place}: '{reads}'",
        "idle": "{row}: no number stands at {place}, which it excludes: '{reads}'",
        "absent-document": "{document}: its text{file} isn't in the folder; give --partial to check the rest",
        "altered": "{document}:{file} in the folder is no longer that list; give the original, or read it anew",
        "sum": "{documents} documents, {findings} false, {missing} figures unaccounted for",
        "none": "none",
        "gone": "nothing any more",
    },
}
_COLUMNS = ("kind", "document", "row", "file", "line", "start", "end", "says", "reads", "numbers")
_WIDTH = 80


@click.command("verify")
@click.option("--sources", required=True, type=click.Path(path_type=Path), help="Folder of the texts. 原文文件夹。")
@click.option("-s", "--store", multiple=True, help="RDF files or a store folder; default: the bundled graph.")
@click.option(
    "--tables",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="PATH",
    help="Curated tables, to name file and line.",
)
@click.option("--partial", is_flag=True, help="A document whose text isn't in the folder is no error.")
@click.option("--strict", is_flag=True, help="A figure that is neither covered nor excluded is an error.")
@click.option("--missing", "list_missing", is_flag=True, help="List every such figure.")
@click.option("-f", "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def command(
    *,
    sources: Path,
    store: tuple[str, ...],
    tables: tuple[Path, ...],
    partial: bool,
    strict: bool,
    list_missing: bool,
    form: str,
    lang: str,
) -> None:
    """Check every statement against the text that it rests on. 逐条核对陈述与原文。

    Each document whose text is kept is found by its bytes, else by file name or title, its evidence then aligned in
    order. What no longer stands there is reported with its row, what the graph says, and what the text now reads. A
    list, on whose rows statements rest, is found by its bytes alone. Exit status 1 if anything is false.

    \b
    Examples:
      chaingraph verify --sources texts
      chaingraph verify -s examples/bulletin/tables.trig --sources examples/bulletin --strict --lang en
    """
    from chaingraph.store import open_store
    from chaingraph.verify import verify_store

    report = verify_store(open_store(store), sources, partial=partial, tables=_find_tables(store, tables), lang=lang)
    if form == "json":
        click.echo(_as_json(report, strict=strict, list_missing=list_missing))
    elif form == "csv":
        click.echo(_as_csv(report, list_missing=list_missing), nl=False)
    else:
        for line in _as_lines(report, _WORDS[lang], list_missing=list_missing):
            click.echo(line)
    if not report.is_sound(strict=strict):
        raise click.exceptions.Exit(1)


def _find_tables(store: tuple[str, ...], tables: tuple[Path, ...]) -> list[Path]:
    from chaingraph.bundle import bundled_graph_tables
    from chaingraph.rows import tables_beside

    if tables:
        return list(tables)
    if store:
        return tables_beside(map(Path, store))
    bundled = bundled_graph_tables()
    here = Path.cwd()
    return [bundled.relative_to(here) if bundled.is_relative_to(here) else bundled]


def _as_lines(report: "Report", words: dict[str, str], *, list_missing: bool) -> list[str]:
    lines = []
    for document in report.documents:
        lines.append(_document_line(document, words))
        if list_missing:
            lines += [
                words["missing"].format(
                    document=document.document, **{**vars(one), "around": " ".join(one.around.split())}
                )
                for one in document.missing
            ]
    lines += [_finding_line(finding, words) for finding in report.findings]
    missing = sum(len(document.missing) for document in report.documents)
    return [
        *lines,
        words["sum"].format(documents=len(report.documents), findings=len(report.findings), missing=missing),
    ]


def _document_line(document: "DocumentReport", words: dict[str, str]) -> str:
    line = words["document"].format(
        document=document.document,
        found=words[document.found],
        file=f" {document.file}" if document.file else "",
        statements=document.statements,
    )
    if not document.file or document.found == "list":
        return line
    reasons = ", ".join(f"{reason} {count}" for reason, count in document.excluded.items())
    return line + words["counts"].format(
        true=document.spans_true,
        false=document.spans_false,
        covered=document.covered,
        excluded=f"{sum(document.excluded.values())}{f' ({reasons})' if reasons else ''}",
        missing=len(document.missing),
    )


def _finding_line(finding: "Finding", words: dict[str, str]) -> str:
    if finding.kind in {"absent", "altered"}:
        file = f" {finding.says}" if finding.says else ""
        word = "absent-document" if finding.kind == "absent" else "altered"
        return words[word].format(document=finding.document, file=file)
    reads = " ".join(finding.reads.split())
    return words[finding.kind].format(
        row=finding.row,
        says=finding.says,
        place=f"{finding.start}-{finding.end}",
        reads=(reads if len(reads) <= _WIDTH else f"{reads[:_WIDTH]}…") or words["gone"],
        numbers=", ".join(finding.numbers) or words["none"],
    )


def _rows(report: "Report", *, list_missing: bool) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "kind": finding.kind,
            "document": finding.document,
            "row": f"{finding.row.table}.csv: {finding.row.document} {finding.row.key}" if finding.row else "",
            "file": finding.row.file if finding.row else "",
            "line": finding.row.line if finding.row else 0,
            "start": finding.start,
            "end": finding.end,
            "says": finding.says,
            "reads": finding.reads,
            "numbers": list(finding.numbers),
        }
        for finding in report.findings
    ]
    if list_missing:
        rows += [
            {
                "kind": "missing",
                "document": document.document,
                "start": token.start,
                "end": token.end,
                "reads": token.text,
            }
            for document in report.documents
            for token in document.missing
        ]
    return rows


def _as_json(report: "Report", *, strict: bool, list_missing: bool) -> str:
    documents = [
        {
            "document": document.document,
            "found": document.found,
            "file": document.file,
            "statements": document.statements,
            "spansTrue": document.spans_true,
            "spansFalse": document.spans_false,
            "covered": document.covered,
            "excluded": dict(document.excluded),
            "missing": len(document.missing),
        }
        for document in report.documents
    ]
    findings = _rows(report, list_missing=list_missing)
    whole = {"sound": report.is_sound(strict=strict), "documents": documents, "findings": findings}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _as_csv(report: "Report", *, list_missing: bool) -> str:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(report, list_missing=list_missing):
        numbers = row.get("numbers")
        writer.writerow(row | {"numbers": "|".join(numbers) if isinstance(numbers, list) else ""})
    return lines.getvalue()
