"""``chaingraph build``: curated tables to TriG."""

from pathlib import Path

import click

__all__ = ["command"]


@click.command("build")
@click.argument("folder", metavar="[DIR]", default="graph", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; fail if a compiled file differs. 只检查，不写入。")
def command(folder: Path, *, check: bool) -> None:
    """Compile curated tables to TriG. 把整理好的表编译为 TriG。

    DIR holds one folder of CSV tables for each city (default: graph), or the tables themselves. Each folder becomes
    one file beside it. With faults in the tables nothing is written, and every fault is listed with file, row, column
    and mend.

    \b
    Example:
      chaingraph build graph
    """
    from chaingraph.build import build_folders
    from chaingraph.errors import InputError
    from chaingraph.whole_files import write_bytes

    built = list(build_folders(folder))
    stale = [one for one in built if not one.is_current]
    for one in built:
        state = ("differs" if check else "written") if one in stale else "unchanged"
        if state == "written":
            try:
                write_bytes(one.path, one.content)
            except OSError as error:
                reason = error.strerror or error
                raise InputError(f"{one.path}: can't be written: {reason}; make its folder writable") from error
        click.echo(f"{one.path}: {state}; {one.rows} rows, {one.quads} triples", err=True)
    if check and stale:
        names = ", ".join(str(one.path) for one in stale)
        raise InputError(f"{names}: not what the tables say; run 'chaingraph build {folder}' and commit the result")
