"""The command ``chaingraph``: parses, calls one library function, prints; nothing imports it."""

import sys
from importlib import import_module
from typing import IO, Any

import click

__all__ = ["main"]

#: In the order of the help text: the modules of this package, each with one click command named ``command``.
_COMMANDS = ("build", "validate", "verify", "locate", "query", "queries", "info", "viz")


class _CommandGroup(click.Group):
    """Loads each command's module when it is asked for and turns chaingraph's errors into click's, once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"chaingraph.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        from chaingraph.errors import ChainGraphError

        try:
            return super().invoke(ctx)
        except ChainGraphError as error:
            raise _Failure(str(error)) from error


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
    """Run the command line, in UTF-8 whatever the locale's encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8")
    _group(prog_name="chaingraph")
