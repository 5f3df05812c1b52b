"""The report on a title's rule: who meets it, who fails which condition, and of whom which datum is missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from pyoxigraph import Store

from chaingraph.analyses.eligibility import Assessment, Condition, Finding, Known, Range, assess
from chaingraph.book import read_book
from chaingraph.errors import InputError, did_you_mean
from chaingraph.facts import Book
from chaingraph.naming import Name
from chaingraph.readings.city import CityFacts, find_place, read_city
from chaingraph.readings.ended import Ended, read_ended
from chaingraph.readings.firm_data import firms_of, read_firm_data, title_words, words_of_place
from chaingraph.report import Cell, Report, Sheet
from chaingraph.reports.common import cite, column, things
from chaingraph.reports.title_rules import warn_of_rule
from chaingraph.title_rules import FIELDS, TitleRule

__all__ = ["report_eligibility"]

_VERDICTS: Mapping[str, Name] = {
    "met": Name("符合", "meets it"),
    "by-hand": Name("表内条件符合，另有待举证", "meets what tables hold; more to be shown by hand"),
    "unknown": Name("无法判断", "can't be told"),
    "in-principle": Name("原则性条件不符", "fails a condition that holds in principle"),
    "failed": Name("不符合", "fails"),
}
#: Of a rule that may lack conditions: what "meets" then says.
_ENTERED: Mapping[str, Name] = {
    "met": Name("符合已录入的条件", "meets what was entered"),
    "by-hand": Name(
        "已录入的表内条件符合，另有待举证", "meets what was entered and tables hold; more to be shown by hand"
    ),
}
_STATUSES: Mapping[str, Name] = {
    "met": Name("符合", "met"),
    "failed": Name("不符合", "failed"),
    "unknown": Name("未知", "unknown"),
    "by-hand": Name("待举证", "to be shown by hand"),
}
_REASONS: Mapping[str, Name] = {
    "none": Name("没有数据", "no datum"),
    "open": Name("已知的未达到，可能还有未知的", "what is known falls short; more may be there"),
    "range": Name("所知范围跨越门槛", "what is known lies on both sides"),
    "differ": Name("各出处不一", "sources differ"),
    "part": Name("取决于组内未知的条件", "hangs on conditions of the group"),
}
_STRENGTHS = {True: Name("必须", "hard"), False: Name("原则上", "in principle")}
_FIRMS = (
    column("enterprise", "企业", "enterprise"),
    column("verdict", "结论", "verdict"),
    column("failed", "不符合的条件", "conditions failed"),
    column("missing", "缺的数据", "missing data"),
    column("by_hand", "待举证", "to be shown by hand"),
    column("met", "符合的条件", "conditions met"),
    column("sources", "出处", "sources"),
)
_FINDINGS = (
    column("enterprise", "企业", "enterprise"),
    column("condition", "条件", "condition"),
    column("required", "要求", "required"),
    column("strength", "效力", "strength"),
    column("known", "已知", "known"),
    column("status", "结果", "result"),
    column("reason", "说明", "why"),
    column("sources", "出处", "sources"),
)
_CONDITIONS = (
    column("condition", "条件", "condition"),
    column("datum", "数据", "datum"),
    column("required", "要求", "required"),
    column("strength", "效力", "strength"),
    column("within", "属于", "part of"),
)


def report_eligibility(store: Store, rule: TitleRule, *, city: str | None = None, as_of: date | None = None) -> Report:
    """Return, for each enterprise of a place, whether it meets a rule, and on which sources that rests.

    Parameters
    ----------
    store
        What is asked.
    rule
        The rule.
    city
        The place whose enterprises are held against it; the first city for None.
    as_of
        The day by which all must be stated; None for all.

    Raises
    ------
    UnknownNameError
        A place that nothing bears.
    InputError
        A rule that names a title which the ontology doesn't know, or asks for the year before without a day.
    """
    book = read_book(store)
    conditions = [leaf for one in rule.conditions for leaf in (one.of or (one,))]
    if as_of is None and any(one.prior_year for one in conditions):
        raise InputError("the rule asks for the year before (period: prior-year); give the day with --as-of")
    conditions_of = [_with_title(book, one) for one in rule.conditions]
    facts = read_city(book, find_place(book, city), as_of=as_of)
    places = {str(one.value).casefold() for one in conditions if one.field == "place"}
    over = read_ended(book, facts)
    known = read_firm_data(book, facts, set(firms_of(book, facts)) - over.firms, places=places)
    found = {firm: assess(conditions_of, data) for firm, data in known.items()}
    verdicts = {**_VERDICTS, **(_ENTERED if rule.may_lack else {})}
    ordered = sorted(found, key=lambda firm: (list(_VERDICTS).index(found[firm].verdict), firm))
    sheets = [
        Sheet("firms", Name("企业", "Enterprises"), _FIRMS, [
            _firm_row(book, firm, found[firm], verdicts) for firm in ordered
        ]),
        Sheet("findings", Name("逐条", "Condition by condition"), _FINDINGS, [
            _finding_row(book, firm, one) for firm in ordered for one in _with_parts(found[firm].findings)
        ]),
        Sheet("conditions", Name("规则的条件", "Conditions of the rule"), _CONDITIONS, list(_condition_rows(rule))),
    ]  # fmt: skip
    is_elsewhere = not words_of_place(book, facts.place) & _words(rule.place)
    leads = [
        *warn_of_rule(rule),
        *_leads(rule, found.values(), facts.name if is_elsewhere else None),
        *_left_out(over, known),
    ]
    return Report(_title(rule, facts), leads, sheets, _notes(rule))


def _with_title(book: Book, condition: Condition) -> Condition:
    """Return a condition whose title, if it asks for one, is known by some name of it.

    Raises
    ------
    InputError
        No title bears the name.
    """
    for one in condition.of or (condition,):
        if one.field == "title":
            known = {word for key in book.terms if "designation-" in key for word in title_words(book, key)}
            wanted = str(one.value).casefold()
            if wanted not in known:
                hint = did_you_mean(wanted, sorted(known)) or "; 'chaingraph query page-terms' lists them"
                raise InputError(f"--rule: no title is called '{one.value}'{hint}")
    return condition


def _title(rule: TitleRule, city: CityFacts) -> Name:
    day = city.as_of.isoformat() if city.as_of else ""
    zh, en = (f"，截至{day}", f", as of {day}") if day else ("", "")
    return Name(
        f"{rule.name.show('zh')}：{city.name.show('zh')}的企业{zh}",
        f"{rule.name.show('en')}: enterprises of {city.name.show('en')}{en}",
    )


def _firm_row(book: Book, firm: str, found: Assessment, verdicts: Mapping[str, Name]) -> list[Cell]:
    by_status: dict[str, list[Finding]] = {}
    for one in found.findings:
        by_status.setdefault(one.status, []).append(one)
    missing = [
        leaf for one in by_status.get("unknown", ()) for leaf in (one.parts or (one,)) if leaf.status == "unknown"
    ]
    said = [key for one in found.leaves() for key in one.known.statements]
    return [
        things(book, [firm])[0],
        verdicts[found.verdict],
        tuple(one.condition.name for one in by_status.get("failed", ())),
        tuple(one.condition.name for one in missing),
        tuple(one.condition.name for one in by_status.get("by-hand", ())),
        tuple(one.condition.name for one in by_status.get("met", ())),
        cite(book, said),
    ]


def _with_parts(findings: Iterable[Finding]) -> Iterable[tuple[Finding, Condition | None]]:
    for one in findings:
        yield one, None
        yield from ((part, one.condition) for part in one.parts)


def _finding_row(book: Book, firm: str, found: tuple[Finding, Condition | None]) -> list[Cell]:
    one, group = found
    known = one.known
    return [
        things(book, [firm])[0],
        one.condition.name,
        one.condition.shown or None,
        _STRENGTHS[(group or one.condition).is_hard],
        _shown(one.condition, known),
        _STATUSES[one.status],
        _REASONS[one.reason] if one.reason else None,
        cite(book, known.statements),
    ]


def _shown(condition: Condition, known: Known) -> Cell:
    """Return what is known, in the unit of the condition."""
    if isinstance(condition.value, str):
        return tuple(sorted(word for word in known.words if not word.isascii())) or None
    unit = condition.shown.lstrip("<>= ").lstrip("0123456789.").strip()
    scale = FIELDS[condition.field].units[unit] if condition.field else Decimal(1)
    shown = tuple(_range(one, scale, unit) for one in known.ranges)
    return shown or None


def _range(known: Range, scale: Decimal, unit: str) -> str:
    low, high = (
        f"{(one / scale).quantize(Decimal('0.0001')).normalize():f}" if one is not None else "" for one in known
    )
    joined = low if low == high else (f">= {low}" if not high else f"<= {high}" if not low else f"{low}–{high}")
    return f"{joined} {unit}" if unit != "%" else f"{joined}%"


def _condition_rows(rule: TitleRule) -> Iterable[list[Cell]]:
    for one in rule.conditions:
        yield _condition_row(one, None)
        yield from (_condition_row(part, one) for part in one.of)


def _condition_row(one: Condition, group: Condition | None) -> list[Cell]:
    by_hand = None if one.of else _STATUSES["by-hand"]
    datum = FIELDS[one.field].name if one.field else by_hand
    return [one.name, datum, one.shown or None, _STRENGTHS[(group or one).is_hard], group.name if group else None]


def _words(name: Name) -> frozenset[str]:
    return frozenset(word.casefold() for word in (name.zh, name.en) if word)


def _leads(rule: TitleRule, found: Iterable[Assessment], elsewhere: Name | None) -> list[Name]:
    count = Counter(one.verdict for one in found)
    total = sum(count.values())
    met = Name("符合已录入的条件", "what was entered") if rule.may_lack else Name("符合", "the rule")
    leads = [
        Name(
            f"{total}家企业中{count['unknown']}家有未知数据而无法判断（未知不算不符合）；{met.zh}{count['met']}家，表内条件符合而另有待举证"
            f"{count['by-hand']}家，原则性条件不符{count['in-principle']}家，不符合{count['failed']}家。",
            f"Of {total} enterprises {count['unknown']} can't be told for want of data, which is no failing; "
            f"{count['met']} meet {met.en}, {count['by-hand']} meet what tables hold and have more to show by hand, "
            f"{count['in-principle']} fail a condition that holds in principle, {count['failed']} fail.",
        )
    ]
    if elsewhere:
        place = rule.place
        leads.append(
            Name(
                f"规则属于{place.show('zh')}，库中看不出这些企业（{elsewhere.show('zh')}）在其范围内；若不在，此表只是对照，规则并不适用。",
                f"The rule is one of {place.show('en')}, and the store doesn't show that these enterprises "
                f"({elsewhere.show('en')}) lie in it; if they don't, this is a comparison and the rule doesn't apply.",
            )
        )
    if rule.is_fictional:
        leads.append(
            Name("此规则系虚构示例，没有任何部门公布过。", "This rule is a fictional example: nobody published it.")
        )
    return leads


def _left_out(over: Ended, firms: Collection[str]) -> Iterable[Name]:
    """Say how much isn't counted because it is over."""
    titles = sum(recipient in firms for recipient, _ in over.titles)
    if over.firms or titles:
        yield Name(
            f"未计入的已终止内容：后来的完整名单已终止的企业{len(over.firms)}家，已终止或过期的称号{titles}项。",
            f"Left out as ended: {len(over.firms)} enterprises that a later complete list has ended, "
            f"{titles} titles that ended or ran out.",
        )


def _notes(rule: TitleRule) -> list[Name]:
    place, kind, source = rule.place, rule.chain_class, rule.source
    days = ("日期未见", "day not seen") if rule.issued is None else (rule.issued.isoformat(),) * 2
    return [
        Name(
            f"依据：{rule.issuer.show('zh')}《{rule.document.show('zh')}》（{days[0]}），读于{source.address}（{source.publisher.show('zh')}）；"
            f"{place.show('zh')}，{rule.year}年，{kind.show('zh')}。所列企业不限于该类产业链。认定以主管部门为准。",
            f"Rule: {rule.document.show('en')}, {rule.issuer.show('en')} ({days[1]}), read at {source.address} "
            f"({source.publisher.show('en')}); {place.show('en')}, {rule.year}, {kind.show('en')}. The enterprises "
            "listed needn't be of such chains. The body in charge decides.",
        ),
        *rule.remarks,
        Name(
            "数字取最近一个完整年度的报告值；各出处都计入，结果不一即未知；不满一年的收入和研发费用只作下限；“约”“超”等按docs/analyses.zh.md的约定取范围。",
            "Figures are those reported for the latest whole year; every source counts, and if they lead to different "
            "results it is unknown; revenue and R&D of part of a year are a lower bound; 'about', 'over' and the like "
            "leave ranges by the convention in docs/analyses.md.",
        ),
        Name(
            "称号、上下游企业、所在链条只数已知的：达到即符合，未达到则未知。所在地按名单或资料所记，不等于登记地。",
            "Titles, partners and chains are counted as far as known: enough of them meet a condition, too few leave "
            "it unknown. The place is the one that lists or texts give, which need not be that of registration.",
        ),
    ]
