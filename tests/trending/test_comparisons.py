"""One trend beside others: countries, women and men, the leader, all of the Union."""

import pytest

from talentstudy.pipeline import Pipeline
from talentstudy.trending.trend import Trend, open_trend


@pytest.fixture(scope="module")
def women(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_women_share", "BE", "nl")


def test_two_countries_are_compared_over_their_common_years(women: Trend) -> None:
    finding = women.compare("EE")
    assert finding.years == (2005, 2024)
    assert "België" in finding.text
    assert "Estland" in finding.heading
    assert finding.difference.interval.given


def test_women_and_men_are_compared_by_growth(women: Trend) -> None:
    assert women.sexes.scale == "log"
    assert women.sexes.names == ("vrouwen", "mannen")
    assert "verhouding" in women.sexes.text


def test_german_keeps_its_capitals(edition_2025: Pipeline) -> None:
    assert open_trend(edition_2025, "ict_women_share", "BE", "de").sexes.names == ("Frauen", "Männer")


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "alleen beschikbaar"), ("fr", "version du"), ("en", "held only"), ("de", "liegen nur")],
)
def test_the_comparison_says_why_it_ends_before_the_share(edition_2025: Pipeline, language: str, said: str) -> None:
    text = open_trend(edition_2025, "ict_women_share", "BE", language).sexes.text
    assert said in text
    assert "2024-02-02" in text
    assert "2022" in text
    cut = open_trend(edition_2025, "ict_women_share", "BE", language, last=2022)
    assert "2024-02-02" not in cut.sexes.text


def test_an_indicator_that_knows_no_sex_is_refused(edition_2025: Pipeline) -> None:
    assert open_trend(edition_2025, "ict_specialists_count", "BE", "nl").sexes.refused


def test_the_union_is_compared_with_the_edition_s_country_and_nothing_with_itself(edition_2025: Pipeline) -> None:
    union = open_trend(edition_2025, "ict_women_share_eu27_2020", "NL", "nl")
    assert union.comparison.names == ("EU-27", "België")
    assert union.time_distance().leads
    itself = union.compare("EU27_2020")
    assert itself.result is None
    assert "geen vergelijking met zichzelf" in itself.text


def test_the_distance_to_the_union_is_not_defined_where_the_level_was_crossed_twice(women: Trend) -> None:
    assert women.time_distance().status == "repeatedly"
    assert "niet bepaald" in women.time_distance().text


def test_the_leader_is_the_highest_member_and_leads_itself(edition_2025: Pipeline, women: Trend) -> None:
    assert women.time_distance("leader").reference.name == "Estland"
    estonia = open_trend(edition_2025, "ict_women_share_ee", "BE", "nl")
    assert "Estland is zelf de koploper" in estonia.time_distance("leader").text


def test_convergence_is_of_the_27_and_names_what_breaks_do(women: Trend) -> None:
    finding = women.convergence
    sigma, beta = finding.also
    assert len(finding.names) == 27
    assert (int(sigma.panel.years[0]), int(sigma.panel.years[-1])) == (2015, 2024)
    assert beta.within
    assert "andere telling" in finding.text
    assert "meldden alle landen" in finding.text
    assert finding.table is not None
    assert len(finding.table) == 27
