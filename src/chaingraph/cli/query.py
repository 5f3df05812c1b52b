"""``chaingraph query``: ask a store in SPARQL or by a named question."""

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from chaingraph.questions import Question

__all__ = ["command"]

_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
#: Planning a deeply nested query recurses; main threads have 8 MiB on Linux and 1 to 2 MiB on Windows.
_STACK = 64 * 1024 * 1024


@click.command(
    "query",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
    options_metavar="[OPTIONS]",
)
@click.argument("words", metavar="TEXT|FILE.rq|NAME [--PARAMETER VALUE]…", nargs=-1, type=click.UNPROCESSED)
@click.option("-s", "--store", "sources", multiple=True, help="RDF files or an Oxigraph folder. 知识库。")
@click.option("-f", "--format", "data_format", type=click.Choice(_FORMATS), default="table", help="默认 table。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of names. 名称的语言。")
@click.option("-w", "--width", type=click.IntRange(min=20), help="Of a table; else the terminal's. 表格宽度。")
@click.option(
    "--timeout", type=click.FloatRange(min=0.001), default=60.0, show_default=True, help="Seconds. 最长秒数。"
)
@click.option("-h", "--help", "wants_help", is_flag=True, help="Show this message, or what a NAME takes. 帮助。")
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    sources: tuple[str, ...],
    data_format: str,
    lang: str,
    timeout: float,
    *,
    width: int | None,
    wants_help: bool,
) -> None:
    """Ask a store: SPARQL text, a file of it, or a named question with its parameters. 查询知识库。

    A table leaves out columns that are empty throughout and cuts long cells to its width, or sets each row as a block
    where it is too wide; the other formats keep all.
    Rows come in the order of the query; without ORDER BY in the engine's own, the same for the same files. Well-known
    prefixes (cg, scheme, skos, chain, place …) need not be declared. 'chaingraph queries' lists the named questions;
    'chaingraph query NAME --help' says what one takes.

    \b
    Examples:
      chaingraph query chains-listed --city 德州 --as-of 2023-12-31
      chaingraph query "SELECT ?chain { ?chain a cg:Chain } ORDER BY ?chain" -f csv
    """
    asked, values = _split(words)
    if wants_help or asked is None:
        if asked is None and not wants_help:
            raise click.UsageError("say what to ask: SPARQL text, a file, or the name of a question")
        click.echo(_help_of(context, asked, lang))
        return
    question = _question_of(asked)
    terms = _match(question, values, lang)
    if width is None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
    content = _within(timeout, lambda: _answer(question, terms, sources, data_format, width))
    click.echo(content.decode() if sys.stdout.isatty() else content, nl=False)


def _split(words: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """Tell what is asked from the options that click doesn't know, which are the question's parameters."""
    asked: list[str] = []
    values: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith("--") and len(word) > 2:
            option, has_value, value = word.partition("=")
            if not has_value:
                following = next(rest, None)
                if following is None:
                    raise click.UsageError(f"option '{option}' needs a value")
                value = following
            if option in values:
                raise click.UsageError(f"option '{option}' is given twice")
            values[option] = value
        elif word.startswith("-") and word != "-":
            raise click.UsageError(f"no such option: {word}")
        else:
            asked.append(word)
    if len(asked) > 1:
        raise click.UsageError(f"one question at a time; what is '{asked[1][:40]}'? Quote SPARQL text as one word")
    return (asked[0] if asked else None), values


def _question_of(asked: str) -> "Question":
    """Return the question that a name, a file or text stands for."""
    from chaingraph.errors import QueryError
    from chaingraph.questions import find_question, parse_question

    if _NAME.fullmatch(asked):
        return find_question(asked)
    if asked == "-":
        return parse_question("query", _read_stdin())
    if "\n" in asked or not asked.endswith((".rq", ".sparql")):
        return parse_question("query", asked)
    try:
        text = Path(asked).read_text("utf-8-sig")
    except OSError as error:
        raise QueryError(f"{asked}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{asked}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    with _named(asked):
        return parse_question(asked, text)


def _read_stdin() -> str:
    from chaingraph.errors import QueryError

    if sys.stdin is None:
        raise QueryError("standard input is closed; give the query as a word or a file")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"standard input: not UTF-8 at byte {error.start}; give the query in UTF-8") from error


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Let messages about a query name the file that it stands in."""
    from chaingraph.errors import QueryError

    try:
        yield
    except QueryError as error:
        raise QueryError(re.sub("^query:", f"{name}:", str(error))) from error


def _match(question: "Question", values: Mapping[str, str], lang: str) -> dict[str, str]:
    """Match options with the question's parameters; ``--lang`` is one of them wherever it is taken."""
    from chaingraph.errors import did_you_mean

    options = {parameter.option: parameter.name for parameter in question.parameters}
    for option in values:
        if option not in options:
            hint = did_you_mean(option, list(options)) or f"; it takes {', '.join(options) or 'no parameters'}"
            raise click.UsageError(f"no such option for {question.name}: {option}{hint}")
    matched = {options[option]: value for option, value in values.items()}
    return {"lang": lang, **matched} if "--lang" in options else matched


def _answer(
    question: "Question", values: Mapping[str, str], sources: Sequence[str], data_format: str, width: int | None
) -> bytes:
    from chaingraph.guard import check_query
    from chaingraph.query import run_query
    from chaingraph.questions import bind, read_terms
    from chaingraph.results import write_results
    from chaingraph.store import open_store

    with _named(question.name):
        check_query(question.text)  # before a large store is read
        store = open_store(sources)
        results = run_query(store, bind(question, read_terms(store, question, values)))
    return write_results(results, data_format=data_format, width=width)


def _within(seconds: float, work: Callable[[], bytes]) -> bytes:
    """Do some work, or end the process: the engine can't be told to stop.

    It runs on a thread, which the engine's results never leave; nothing is written before the work is done, so there
    is nothing to clean up when time is up. Leaving by the ordinary way would unwind the thread through the engine.
    """
    done: list[bytes] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:  # noqa: BLE001  (raised again by the thread that waits)
            failed.append(error)

    usual = threading.stack_size(_STACK)
    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    threading.stack_size(usual)
    try:
        worker.join(seconds)
    except KeyboardInterrupt:
        click.echo("Aborted!", err=True)
        os._exit(130)
    if worker.is_alive():
        from chaingraph.error_words import in_both

        said = f"no answer within {seconds:g} s; ask for less (LIMIT, a narrower pattern) or give --timeout more"
        click.echo(f"Error: {in_both(said)}", err=True)
        os._exit(1)
    if failed:
        raise failed[0]
    return done[0]


def _help_of(context: click.Context, asked: str | None, lang: str) -> str:
    if asked is None or not _NAME.fullmatch(asked):
        return context.get_help()
    question = _question_of(asked)
    lines = [f"Usage: chaingraph query {question.name} [OPTIONS]", "", f"  {question.en}", f"  {question.zh}"]
    if question.parameters:
        lines += ["", "Parameters:" if lang == "en" else "参数 (parameters):"]
    size = max((len(parameter.option) for parameter in question.parameters), default=0)
    for parameter in question.parameters:
        needed = ", required 必填" if parameter.required else ""
        lines.append(f"  {parameter.option:{size}}  {parameter.en} / {parameter.zh} ({parameter.kind}{needed})")
    return "\n".join([*lines, "", "Options of every question: chaingraph query --help"])
