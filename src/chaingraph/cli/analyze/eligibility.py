"""``chaingraph analyze eligibility``."""

from datetime import datetime

import click

from chaingraph.cli.analyze.options import as_of_option, city_option, day_of, output_options, show

__all__ = ["command"]


@click.command("eligibility")
@click.option("--rule", metavar="KEY|FILE", help="The rule: the key of one that ships, or a YAML file. 规则。")
@click.option("--list", "list_them", is_flag=True, help="List the rules that ship. 列出随软件发布的规则。")
@city_option
@as_of_option
@output_options
def command(
    *,
    rule: str | None,
    list_them: bool,
    city: str | None,
    as_of: datetime | None,
    store: tuple[str, ...],
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Tell who meets the published conditions of a title, such as chain owner. 称号条件比对。

    For each enterprise: it meets the rule, fails a condition, or can't be told, and then which datum is missing.
    Unknown is never failed. What no table holds, as good credit, is to be shown by hand. A rule is a YAML file;
    docs/analyses.md says what stands in it, examples/title-rule/ has a fictional one. Those that ship were read in
    excerpts at other places than the issuer's: the report says so first.

    \b
    Examples:
      chaingraph analyze eligibility --rule examples/title-rule/rule.yaml -s my.trig --as-of 2026-11-01
      chaingraph analyze eligibility --list
      chaingraph analyze eligibility --rule guangdong-2022-pillar --city dezhou
    """
    from chaingraph.errors import InputError
    from chaingraph.reports.eligibility import report_eligibility
    from chaingraph.reports.title_rules import report_rules
    from chaingraph.title_rules import find_rule, list_rules

    if list_them:
        show(report_rules(list_rules()), form=form, lang=lang, width=width)
        return
    if rule is None:
        raise InputError("no rule: give a key or a YAML file with --rule; --list says which rules ship")
    from chaingraph.store import open_store

    report = report_eligibility(open_store(store), find_rule(rule), city=city, as_of=day_of(as_of))
    show(report, form=form, lang=lang, width=width)
