"""A rule as a file, held against an office's lists: who meets it, who fails, whose datum is missing."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from chaingraph.cli.analyze.eligibility import command
from chaingraph.errors import InputError
from chaingraph.filled import compile_tables
from chaingraph.ingest.books import ingest_books
from chaingraph.ingest.firms import key_of_name
from chaingraph.naming import Name
from chaingraph.rdf import write_trig
from chaingraph.report import Report, Thing
from chaingraph.reports.eligibility import report_eligibility
from chaingraph.store import open_store
from chaingraph.title_rules import find_rule, list_rules, parse_rule

RULE = Path(__file__).parent.parent.parent / "examples" / "title-rule" / "rule.yaml"
FIRMS = """企业名称,所属区县,所属产业链,营业收入（亿元）,研发费用（亿元）,数据年度,荣誉称号
甲公司,东城县,集成电路,6,0.3,2025,瞪羚企业（2023）、专精特新中小企业（2022）
乙公司,东城县,集成电路,4,0.3,2025,瞪羚企业（2023）、专精特新中小企业（2022）
丙公司,西城县,集成电路,9,0.1,2025,
丁公司,,集成电路,,,,
戊公司,东城县,集成电路,9,,2025,瞪羚企业（2023）、专精特新中小企业（2022）
"""
SUPPLIES = "供方,需方\n甲公司,乙公司\n甲公司,丙公司\n"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    for name, text in (("firms.csv", FIRMS), ("supplies.csv", SUPPLIES)):
        (folder / name).write_text(text, encoding="utf-8")
    read = ingest_books([folder / "firms.csv", folder / "supplies.csv"], city="示例市", day=date(2026, 11, 1))
    assert not read.faults
    write_trig(folder / "my.trig", compile_tables(read.rows))
    return folder / "my.trig"


@pytest.fixture(scope="module")
def store(file: Path) -> Store:
    return open_store([str(file)])


def names(cell: object) -> list[str]:
    assert isinstance(cell, tuple)
    return [getattr(one, "zh", "") for one in cell]


def by_firm(report: Report) -> dict[str, Mapping[str, object]]:
    rows: dict[str, Mapping[str, object]] = {}
    for row in report.sheet("firms").records():
        firm = row["enterprise"]
        assert isinstance(firm, Thing)
        rows[firm.name.zh] = row
    return rows


def test_each_firm_meets_fails_or_cannot_be_told(store: Store) -> None:
    rows = by_firm(report_eligibility(store, find_rule(str(RULE))))
    told = {
        firm: (getattr(row["verdict"], "en", ""), names(row["failed"]), names(row["missing"]))
        for firm, row in rows.items()
    }
    of_group = ["称号不少于两项", "上下游企业不少于两家", "瞪羚企业"]
    assert told == {
        "甲公司": ("meets what tables hold; more to be shown by hand", [], []),
        "乙公司": ("fails a condition that holds in principle", ["营业收入"], []),
        "丙公司": ("fails", ["研发投入强度"], of_group),
        "丁公司": ("can't be told", [], ["营业收入", "研发投入强度", "在本市", *of_group]),
        "戊公司": ("can't be told", [], ["研发投入强度"]),
    }
    assert all(names(row["by_hand"]) == ["无失信记录"] for row in rows.values())
    assert rows["甲公司"]["sources"]
    assert not rows["丁公司"]["sources"]


def test_figures_lead_to_the_row_that_states_them(store: Store) -> None:
    report = report_eligibility(store, find_rule(str(RULE)))
    firm = f"enterprise:{key_of_name('丙公司')}"
    (row,) = (
        row for row in report.sheet("findings").records()
        if row["enterprise"] == Thing(firm, Name("丙公司")) and getattr(row["condition"], "zh", "") == "研发投入强度"
    )  # fmt: skip
    assert (row["known"], row["required"]) == (("1.1111%",), ">= 3%")
    sources = row["sources"]
    assert isinstance(sources, tuple)
    assert [getattr(one, "start", None) for one in sources] == [4]


SOURCE = "{address: 'https://example.org/', publisher: x, official: true, read: in full}"


def rule_with(condition: str, **changes: str) -> str:
    head = {
        "name": "x", "place": "示例市", "year": "2026", "chain_class": "x",
        "document": "{title: x, issuer: x, date: 2026-01-01}", "source": SOURCE,
    } | changes  # fmt: skip
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + f"conditions: [{condition}]\n"


GOOD = "{name: x, field: revenue, operator: '>=', value: 5, unit: 亿元, strength: hard}"


def verdicts(store: Store, condition: str, as_of: date | None = None) -> dict[str, str]:
    report = report_eligibility(store, parse_rule(rule_with(condition), "r.yaml"), as_of=as_of)
    return {firm: getattr(row["verdict"], "en", "") for firm, row in by_firm(report).items()}


def test_place_that_the_store_does_not_know_is_no_reason_to_fail(store: Store) -> None:
    told = verdicts(store, "{name: x, field: place, operator: in, value: 某省, strength: hard}")
    assert set(told.values()) == {"can't be told"}
    east = verdicts(store, "{name: x, field: place, operator: in, value: 东城县, strength: hard}")
    assert (east["甲公司"], east["丙公司"], east["丁公司"]) == ("meets it", "fails", "can't be told")


def test_year_before_the_day_counts_alone_where_the_rule_says_so(store: Store) -> None:
    condition = GOOD.replace("}", ", period: prior-year}")
    assert verdicts(store, condition, as_of=date(2026, 11, 1))["甲公司"] == "meets it"
    assert verdicts(store, condition, as_of=date(2027, 1, 1))["甲公司"] == "can't be told"
    with pytest.raises(InputError, match="--as-of"):
        verdicts(store, condition)


def test_more_chains_than_allowed_fail_and_few_known_ones_settle_nothing(store: Store) -> None:
    for limit, expected in ((0, "fails"), (3, "can't be told")):
        condition = f"{{name: x, field: chains, operator: '<=', value: {limit}, unit: 条, strength: hard}}"
        assert verdicts(store, condition)["甲公司"] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rule_with(""), "r.yaml: conditions: no condition; add one"),
        (rule_with(GOOD, year="1000"), "r.yaml: year: 1000 is no year from 1949 to 2100"),
        (rule_with(GOOD, place="''"), "r.yaml: place: an empty text"),
        (rule_with(GOOD, document="{title: x}"), "r.yaml: document: 'issuer' is missing"),
        (rule_with(GOOD, document="{title: x, issuer: x, date: soon}"), "r.yaml: document.date: a day is expected"),
        (rule_with(GOOD, source="{address: 'https://a', official: true, read: in full}"), "r.yaml: source: 'publisher' is missing"),
        (rule_with(GOOD, source=SOURCE.replace("https", "javascript")), "r.yaml: source.address: 'javascript://example.org/' is no address"),
        (rule_with(GOOD, source=SOURCE.replace("true", "partly")), "r.yaml: source.official: true or false is expected"),
        (rule_with(GOOD, source=SOURCE.replace("in full", "headline")), "r.yaml: source.read: 'headline' is no way of reading"),
        (rule_with(GOOD, not_entered="x"), "r.yaml: not_entered: a list is expected"),
        (rule_with(GOOD.replace("revenue", "revenu")), "conditions[1].field: 'revenu' is no field; where no table can hold the datum, write 'by_hand: true' instead; did you mean 'revenue'?"),
        (rule_with(GOOD.replace(">=", "=>")), "conditions[1].operator: '=>' is no operator of 'revenue'"),
        (rule_with(GOOD.replace("亿元", "亿")), "conditions[1].unit: '亿' is no unit of 'revenue'"),
        (rule_with(GOOD.replace("unit: 亿元, ", "")), "conditions[1]: 'unit' is missing"),
        (rule_with(GOOD.replace("value: 5", "value: five")), "conditions[1].value: a number is expected"),
        (rule_with(GOOD.replace("value: 5", "value: .inf")), "conditions[1].value: a number is expected"),
        (rule_with(GOOD.replace("hard", "firm")), "conditions[1].strength: 'firm' is no strength"),
        (rule_with(GOOD.replace(", strength: hard", "")), "conditions[1]: 'strength' is missing"),
        (rule_with("{name: x, by_hand: false, strength: hard}"), "conditions[1].by_hand: true, or leave the key out"),
        (rule_with("{name: x, at_least: 3, strength: hard, of: [{name: y, by_hand: true}]}"), "conditions[1].at_least: 3 of 1 conditions"),
        (rule_with("{name: x, field: titles, operator: '>=', value: 1, unit: 项, period: prior-year, strength: hard}"), "conditions[1].period: 'titles' has no period"),
        ("a: [", "r.yaml:1:"),
    ],
)  # fmt: skip
def test_fault_of_a_rule_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_rule(text, "r.yaml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("r.yaml")
    assert "\n" not in str(caught.value)


def test_title_that_is_none_is_refused_with_the_nearest(store: Store) -> None:
    with pytest.raises(InputError, match="did you mean '瞪羚企业'"):
        verdicts(store, "{name: x, field: title, operator: has, value: 瞪羚企, strength: hard}")


def test_command_prints_the_same_rows_for_people_and_programs(file: Path) -> None:
    words = ["--rule", str(RULE), "-s", str(file), "--as-of", "2026-11-01"]
    table = CliRunner().invoke(command, words)
    assert table.exit_code == 0, table.output
    assert "此规则系虚构示例" in table.stdout
    rows = json.loads(CliRunner().invoke(command, [*words, "-f", "json"]).stdout)
    assert [row["table"] for row in rows].count("firms") == 5
    lines = list(csv.DictReader(io.StringIO(CliRunner().invoke(command, [*words, "-f", "csv", "--lang", "en"]).stdout)))
    assert len(lines) == len(rows)


@pytest.mark.parametrize(("official", "read"), [("false", "in full"), ("true", "excerpt"), ("false", "excerpt")])
def test_rule_from_a_copy_or_an_excerpt_says_first_that_conditions_may_be_missing(
    store: Store, official: str, read: str
) -> None:
    source = SOURCE.replace("true", official).replace("in full", read)
    report = report_eligibility(store, parse_rule(rule_with(GOOD, source=source, not_entered="[附件]"), "r.yaml"))
    first, second = (lead.show("en") for lead in report.leads[:2])
    assert ("a copy" in first, "an excerpt" in first) == (official == "false", read == "excerpt")
    assert "conditions may be missing" in first
    assert "附件" in second
    assert getattr(by_firm(report)["甲公司"]["verdict"], "en", "") == "meets what was entered"


def test_rule_read_in_full_where_it_was_issued_is_met_without_more_ado(store: Store) -> None:
    report = report_eligibility(store, parse_rule(rule_with(GOOD), "r.yaml"))
    assert report.leads[0].show("en").startswith("Of 5 enterprises")
    assert getattr(by_firm(report)["甲公司"]["verdict"], "en", "") == "meets it"


def test_rule_of_another_place_is_called_a_comparison(store: Store) -> None:
    report = report_eligibility(store, find_rule("guangdong-2022-emerging"))
    assert any("广东省" in lead.zh and "示例市" in lead.zh for lead in report.leads)
    assert getattr(by_firm(report)["丙公司"]["verdict"], "en", "") == "fails a condition that holds in principle"


def test_rules_that_ship_state_where_they_were_read_and_what_they_lack() -> None:
    shipped = list_rules()
    thresholds = {key: [one.shown for one in rule.conditions if one.shown] for key, rule in shipped.items()}
    assert thresholds == {
        "guangdong-2022-emerging": [">= 10 亿元"],
        "guangdong-2022-food": [">= 3%"],
        "guangdong-2022-pillar": [">= 50 亿元"],
        "shanxi-2025-prefab-core": [],
        "shanxi-2025-prefab-owner": [">= 15 家"],
    }
    assert all(rule.not_entered and rule.document.zh and rule.document.en for rule in shipped.values())
    assert not any(rule.source.is_official or rule.source.is_whole for rule in shipped.values())


def test_command_lists_the_rules_and_takes_one_by_its_key(file: Path) -> None:
    listed = CliRunner().invoke(command, ["--list", "-f", "json"])
    rows = (
        [json.loads(line) for line in listed.stdout.splitlines()]
        if listed.stdout[0] == "{"
        else json.loads(listed.stdout)
    )
    assert {row["rule"] for row in rows} == set(list_rules())
    told = CliRunner().invoke(command, ["--rule", "shanxi-2025-prefab-owner", "-s", str(file)])
    assert told.exit_code == 0, told.output
    assert told.stdout.index("规则的条件可能不全") < told.stdout.index("甲公司")


def test_rule_that_is_none_is_refused_with_the_nearest() -> None:
    assert isinstance(CliRunner().invoke(command, []).exception, InputError)
    assert "no such file" in str(CliRunner().invoke(command, ["--rule", "nowhere.yaml"]).exception)
    near = CliRunner().invoke(command, ["--rule", "guangdong-2022-pilar"]).exception
    assert "did you mean 'guangdong-2022-pillar'" in str(near)
