"""``chaingraph analyze``: the measures, each a command of its own."""

from importlib import import_module

import click

__all__ = ["command"]

#: In the order of the help text: the modules of this package, each with one click command named ``command``.
_MEASURES = (
    "structure",
    "gaps",
    "key_nodes",
    "shock",
    "concentration",
    "eligibility",
    "renewals",
    "specialisation",
    "relatedness",
    "communities",
    "conflicts",
    "coverage",
    "evolution",
)


class _MeasureGroup(click.Group):
    """Loads each measure's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return [name.replace("_", "-") for name in _MEASURES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = cmd_name.replace("-", "_")
        if module not in _MEASURES:
            return None
        found: click.Command = import_module(f"chaingraph.cli.analyze.{module}").command
        return found


@click.group("analyze", cls=_MeasureGroup)
def command() -> None:
    """Analyse a city's chains: where the gaps are, who matters, what breaks, what disagrees. 分析。

    Each measure says first what is unknown, and leads each row to its sources. 'chaingraph analyze NAME --help' says
    what one takes; docs/analyses.md has formulas and limits.

    \b
    Examples:
      chaingraph analyze structure --chain 集成电路 --city dezhou
      chaingraph analyze gaps --chain 新一代信息技术 --city 聊城 --as-of 2023-06-30
    """
