"""The command line, run in this process as a shell would run it."""

from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess

from click.testing import CliRunner

from chaingraph.cli import _group

__all__ = ["run_command"]


def run_command(words: Sequence[str], *, folder: Path | None = None, stdin: str = "") -> CompletedProcess[str]:
    """Run ``chaingraph`` with words in a folder; an error that a shell would show as a traceback is raised."""
    with chdir(folder or Path.cwd()):
        done = CliRunner().invoke(_group, words, input=stdin, prog_name="chaingraph", catch_exceptions=False)
    return CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
