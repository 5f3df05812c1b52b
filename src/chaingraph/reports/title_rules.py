"""What rules of titles rest on: the list of those that ship, and what to say before one is applied."""

from collections.abc import Iterable, Mapping

from chaingraph.analyses.eligibility import Condition
from chaingraph.naming import Name
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import column
from chaingraph.title_rules import TitleRule

__all__ = ["report_rules", "warn_of_rule"]

_RULES = (
    column("rule", "规则", "rule"),
    column("title", "称号", "title"),
    column("place", "地区", "place"),
    column("year", "年份", "year"),
    column("document", "文件", "document"),
    column("issuer", "发文单位", "issuer"),
    column("date", "日期", "date"),
    column("source", "读于", "read at"),
    column("publisher", "发布者", "publisher"),
    column("read", "所读", "read"),
    column("conditions", "条件", "conditions"),
)
_READ = {True: Name("全文", "in full"), False: Name("节录", "in an excerpt")}
_ORIGIN = {True: Name("发文单位的文本", "the issuer's own text"), False: Name("转载", "a copy")}


def report_rules(rules: Mapping[str, TitleRule]) -> Report:
    """Return the rules that ship, with where each was read and what was entered."""
    rows: list[list[Cell]] = [
        [
            key, one.name, one.place, one.year, one.document, one.issuer, one.issued, one.source.address,
            one.source.publisher, (_ORIGIN[one.source.is_official], _READ[one.source.is_whole]),
            tuple(_with_threshold(condition) for condition in one.conditions),
        ]
        for key, one in sorted(rules.items())
    ]  # fmt: skip
    lacking = sum(one.may_lack for one in rules.values())
    lead = Name(
        f"随软件发布的规则：{len(rows)}条，其中{lacking}条依据转载或节录，条件可能不全；自写规则见docs/analyses.zh.md。",
        f"Rules that ship: {len(rows)}; {lacking} of them rest on a copy or an excerpt and may lack conditions. "
        "docs/analyses.md says how to write one.",
    )
    title = Name("称号规则", "Rules of titles")
    return Report(title, [lead], [Sheet("rules", title, _RULES, rows)])


def warn_of_rule(rule: TitleRule) -> Iterable[Name]:
    """Say what a rule rests on if it may lack conditions, and what was not entered."""
    if rule.may_lack:
        origin, read, count = _ORIGIN[rule.source.is_official], _READ[rule.source.is_whole], len(rule.conditions)
        by = rule.source.publisher
        yield Name(
            f"规则的条件可能不全：据{origin.show('zh')}，读的是{read.show('zh')}（{by.show('zh')}），可能还有未录入的条件。"
            f"“符合”只是符合已录入的{count}条，不是符合规则。",
            f"This rule rests on {origin.show('en')}, read {read.show('en')} ({by.show('en')}): conditions may "
            f"be missing. 'Meets' means: meets the conditions entered ({count}), not the rule.",
        )
    if rule.not_entered:
        yield Name(
            f"未录入（没有读到）：{'；'.join(one.show('zh') for one in rule.not_entered)}。",
            f"Not entered, for it was not read: {'; '.join(one.show('en') for one in rule.not_entered)}.",
        )


def _with_threshold(condition: Condition) -> Name:
    name, shown = condition.name, f" {condition.shown}" if condition.shown else ""
    return Name(f"{name.show('zh')}{shown}", f"{name.show('en')}{shown}")
