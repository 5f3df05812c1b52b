"""Indicators of the bundled graph: facts checked by hand, what is unknown first."""

from datetime import date

import pytest
from pyoxigraph import Store

from chaingraph.errors import UnknownNameError
from chaingraph.naming import Name
from chaingraph.report import Citation, Report, Thing
from chaingraph.reports.indicators import open_indicators, report_indicators, tell_span


@pytest.fixture(scope="module")
def report(bundled: Store) -> Report:
    return report_indicators(bundled, city="dezhou")


def test_the_growth_of_2023_to_november_stands_beside_no_whole_year(bundled: Store) -> None:
    scene = open_indicators(bundled, indicator="工业增加值", city="dezhou")
    growth = [panel for panel in scene.panels if panel.basis == "growth" and panel.about == "place:dezhou"]
    assert len(growth) == 1
    spans = {(one.span, one.sample.scope, one.sample.status) for one in growth[0].series}
    assert spans == {("11m", "above-scale", "reported"), ("12m", "above-scale", "reported"), ("12m", "", "expected")}
    assert [one.lines for one in growth[0].series] == [(), (), ()]


def test_the_two_revenues_of_the_chip_chain_are_marked_as_rivals(bundled: Store) -> None:
    report = report_indicators(bundled, indicator="scheme:indicator-operating-revenue", city="dezhou")
    (pair,) = report.sheet("rivals").records()
    assert isinstance(pair["about"], Thing)
    assert pair["about"].key == "chain:dezhou-integrated-circuits"
    marked = [row for row in report.sheet("figures").records() if row["rivals"]]
    assert len(marked) == 2


def test_counts_of_one_scheme_that_may_be_new_or_total_make_no_course(bundled: Store) -> None:
    scene = open_indicators(bundled, indicator="chenxing-factories", city="dezhou")
    (levels,) = [one for panel in scene.panels if panel.basis == "level" for one in panel.series]
    assert sorted(point.value for point in levels.points) == [179, 189, 271]
    assert levels.lines == ()


def test_a_target_is_said_to_be_one(report: Report) -> None:
    forms = {form.zh for row in report.sheet("figures").records() if isinstance(form := row["form"], Name)}
    assert forms == {"报告值", "目标"}


def test_each_figure_has_a_source_and_a_key_of_its_own(report: Report) -> None:
    sheet = report.sheet("figures")
    assert len(set(sheet.keys)) == len(sheet.keys) == len(sheet.rows)
    for row in sheet.records():
        cited = row["sources"]
        assert isinstance(cited, tuple)
        assert cited
        assert all(isinstance(one, Citation) for one in cited)


def test_without_an_indicator_nothing_stands_alone(bundled: Store) -> None:
    scene = open_indicators(bundled, city="dezhou")
    figures: dict[tuple[str, str], int] = {}
    for panel in scene.panels:
        said = sum(len(point.statements) for one in panel.series for point in one.points)
        figures[panel.indicator, panel.about] = figures.get((panel.indicator, panel.about), 0) + said
    assert min(figures.values()) > 1
    assert scene.left_out > 0
    assert scene.panels[0].about == "place:dezhou"


def test_by_a_day_only_what_documents_of_that_day_say(bundled: Store) -> None:
    scene = open_indicators(bundled, city="dezhou", as_of=date(2022, 12, 31))
    documents = scene.book.sources.documents
    for panel in scene.panels:
        for key in (key for one in panel.series for point in one.points for key in point.statements):
            issued = [documents[place.document].issued for place in scene.book.sources.places[key]]
            assert any(day is None or day <= date(2022, 12, 31) for day in issued)


@pytest.mark.parametrize("name", ["营业收入", "operating revenue", "operating-revenue", "indicator-operating-revenue"])
def test_an_indicator_is_found_by_key_or_any_label(bundled: Store, name: str) -> None:
    assert open_indicators(bundled, indicator=name).indicator == "scheme:indicator-operating-revenue"


def test_an_indicator_that_is_none_and_one_without_figures_are_told(bundled: Store) -> None:
    with pytest.raises(UnknownNameError, match="no indicator is called"):
        report_indicators(bundled, indicator="no such thing")
    with pytest.raises(UnknownNameError, match="聊城市 has no figure of '省级晨星工厂数'"):
        report_indicators(bundled, indicator="省级晨星工厂数", city="liaocheng")


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [("12m", "全年", "whole years"), ("60m", "5年", "5 years"), ("1m", "1个月", "1 month"), ("246d", "246天", "246 days"),
     ("day", "时点", "on a day"), ("unknown", "起始未知", "start unknown")],
)  # fmt: skip
def test_spans_in_words(span: str, zh: str, en: str) -> None:
    assert (tell_span(span).zh, tell_span(span).en) == (zh, en)
