"""The command ``chaingraph``: parses, calls one library function, prints; nothing imports it."""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

__all__ = ["main"]

#: In the order of the help text: the modules of this package, each with one click command named ``command``.
_COMMANDS = (
    "build",
    "validate",
    "verify",
    "locate",
    "query",
    "queries",
    "info",
    "analyze",
    "template",
    "match",
    "ingest",
    "invent",
    "import",
    "export",
    "compare",
    "diff",
    "viz",
    "pack",
)
#: Modules that can't have their command's name, a word of Python.
_MODULES = {"import": "import_data", "match": "match_firms"}


class _CommandGroup(click.Group):
    """Loads each command's module when it is asked for and turns chaingraph's errors into click's, once.

    Errors are said in Chinese, then in English; with ``--lang en`` in English alone.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"chaingraph.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise _in_both(error, is_english=_is_english(words)) from error

    def invoke(self, ctx: click.Context) -> Any:
        from chaingraph.errors import ChainGraphError

        is_english = _is_english(ctx.args)
        try:
            with _telling_progress(is_english=is_english):
                return super().invoke(ctx)
        except ChainGraphError as error:
            raise _Failure(_say(str(error), is_english=is_english)) from error
        except NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise _in_both(error, is_english=is_english) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # such as '| head -1', which click ends without a word
                raise
            raise _Failure(_say(_message_of(error), is_english=is_english)) from error


class _Failure(click.ClickException):
    """A message of ours; several lines (one a fault) are printed as they are."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"Error: {self.format_message()}", err=True, file=file)


@click.group(cls=_CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chaingraph")
def _group() -> None:
    """The open knowledge graph of industrial chains and clusters. 产业链与产业集群开放知识图谱。

    \b
    Examples:
      chaingraph viz system -o system.html      the system of Dezhou as one offline page
      chaingraph query chain-owners             链主：stated, confirmed, possible, unknown
      chaingraph verify --sources DIR           check every statement against the texts
    """


def main() -> None:
    """Run the command line, in UTF-8 whatever the locale's encoding is; a terminal keeps its own."""
    if sys.stdout is None:
        # Python leaves out a closed stream. What is printed must fail, not vanish, and no file may get its number.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        _group(prog_name="chaingraph")
    except OSError as error:  # of click's own output: --help, --version
        click.echo(f"Error: {_say(_message_of(error), is_english=_is_english(sys.argv))}", err=True)
        sys.exit(1)
    finally:
        _drop_unwritten()


@contextmanager
def _telling_progress(*, is_english: bool) -> Iterator[None]:
    """Show how far long work is, in a line of stderr that is written over and goes at the end; only on a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from chaingraph.naming import Name
    from chaingraph.progress import telling

    def show(what: Name | None, done: int, total: int) -> None:
        said = what.show("en" if is_english else "zh") if what else ""
        count = f" {done:,}/{total:,}" if total else ""
        click.echo(f"\r\x1b[K{said}{count}{'…' if said else ''}", err=True, nl=False)

    with telling(show):
        yield


def _is_english(words: Sequence[str]) -> bool:
    """Say whether a command line asks for English, wherever in it."""
    return any(word == "--lang=en" or (word == "--lang" and after == "en") for word, after in pairwise([*words, ""]))


def _in_both(error: click.UsageError, *, is_english: bool) -> click.UsageError:
    said = " ".join(error.format_message().split())
    return click.UsageError(_say(said, is_english=is_english), error.ctx)


def _say(message: str, *, is_english: bool) -> str:
    from chaingraph.error_words import in_both

    return message if is_english else in_both(message)


def _message_of(error: OSError) -> str:
    reason = error.strerror or error
    if error.filename is None:
        return f"the output can't be written: {reason}; send it elsewhere"
    return f"{error.filename}: {reason}; give a place that can be read and written"


def _drop_unwritten() -> None:
    """Let go of output that can't be written, which Python would try again, and complain, as it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
