"""The trend of a series in one line: what it finds for Belgium, what it says, what it refuses."""

import re

import numpy as np
import pytest

from talentstudy.errors import EmptySelection, UnknownName
from talentstudy.finding import Finding, Picture
from talentstudy.pipeline import Pipeline
from talentstudy.trending.trend import Trend, annex_heading, open_trend
from talentstudy.wording import LANGUAGES

PARTS = ["growth", "decomposition", "joinpoint", "share", "breaks", "comparison", "forecast"]


@pytest.fixture(scope="module")
def women(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_women_share_be", "BE", "en")


@pytest.fixture(scope="module")
def workforce(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_specialists_count", "BE", "en")


def test_the_change_of_women_s_share_is_split_twice(women: Trend) -> None:
    (observed,) = women.decomposition.also
    assert (observed.first, observed.last) == (2015, 2024)
    # 15.1 to 19.0, of which 14.1 to 15.6 in 2017 and 17.4 to 19.6 in 2021.
    assert [observed.change, observed.within, observed.at_breaks] == pytest.approx([3.9, 0.2, 3.7])
    model = women.decomposition.result
    assert model.within.value < 0
    assert model.within.interval.given
    assert model.within.value + model.at_breaks.value + model.remainder == pytest.approx(3.9)


def test_growth_has_an_interval_pooled_and_none_in_a_short_segment(workforce: Trend) -> None:
    assert workforce.growth.result.is_log
    assert workforce.growth.trend.interval.given
    table = workforce.growth.table
    assert table is not None
    assert table["part"].tolist() == ["segment", "segment", "segment", "all segments together"]
    assert table["lower bound"].tolist()[:3] == ["–"] * 3
    assert "% a year" in table.columns


def test_shares_are_told_in_percentage_points(women: Trend) -> None:
    assert women.scale == "linear"
    for part in ("growth", "decomposition", "joinpoint", "share", "comparison", "target"):
        text = women.target("parity").text if part == "target" else getattr(women, part).text
        assert "percentage points" in text, part
        assert not re.search(r"[\d] ?% a year", text), part


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_speaks_every_language_and_prints_no_code(edition_2025: Pipeline, language: str) -> None:
    for name in ("ict_women_share", "ict_specialists_count"):
        trend = open_trend(edition_2025, name, "BE", language)
        for part in PARTS:
            finding = getattr(trend, part)
            assert not re.search(r"THS_PER|\(PC\)|EU27_2020|[{}]|\bnan\b", repr(finding)), repr(finding)


def test_a_model_that_does_not_fit_is_refused_in_words(workforce: Trend) -> None:
    assert workforce.share.refused
    assert "0 and 100" in workforce.share.reason
    assert "do not admit this model" in workforce.share.text


def test_a_series_too_short_for_an_interval_says_so(edition_2025: Pipeline) -> None:
    short = open_trend(edition_2025, "ict_women_share", "BE", "en", first=2019)
    assert "too short for an interval" in short.growth.text
    assert np.isnan(short.growth.trend.interval.lower)
    picture = short.draw()
    assert isinstance(picture, Picture)
    assert "There is no band" in picture.alt


def test_a_window_and_breaks_can_be_given(edition_2025: Pipeline) -> None:
    trend = open_trend(edition_2025, "ict_women_share", "BE", "en", first=2011, breaks=[])
    assert trend.series.breaks == ()
    assert int(trend.series.years[0]) == 2011
    assert "The series has no break" in trend.growth.text


def test_the_union_will_hardly_reach_its_target(edition_2025: Pipeline) -> None:
    finding = open_trend(edition_2025, "ict_specialists_count_eu27_2020", "BE", "en").target()
    assert finding.probability < 0.01
    assert finding.median_year > 2030
    assert "Not at this pace" in finding.text
    assert finding.table is not None
    assert "the EU’s ideal path" in finding.table.columns


def test_parity_has_no_expected_year(women: Trend) -> None:
    assert women.target("parity").median_year is None
    assert "No expected year can be given" in women.target("parity").text


def test_what_was_computed_once_is_not_computed_again(women: Trend) -> None:
    assert women.growth is women.growth


def test_draws_trend_forecast_and_sensitivity(women: Trend) -> None:
    for what in ("trend", "forecast"):
        picture = women.draw(what, target="parity" if what == "forecast" else None)
        assert isinstance(picture, Picture)
        assert picture.png.startswith(b"\x89PNG")
        assert "isoc_sks_itsps" in picture.source
    assert "Target for 2030: 50%" in picture.alt


def test_an_unknown_picture_is_refused(women: Trend) -> None:
    with pytest.raises(UnknownName, match="did you mean forecast"):
        women.draw("forcast")


def test_a_refused_model_draws_its_reason(edition_2025: Pipeline) -> None:
    trend = open_trend(edition_2025, "ict_women_share", "BE", "en", first=2023)
    drawn = trend.draw()
    assert isinstance(drawn, Finding)
    assert "too few" in drawn.text


def test_a_country_without_series_is_refused(edition_2025: Pipeline) -> None:
    with pytest.raises(EmptySelection, match="no annual value for BE1"):
        open_trend(edition_2025, "ict_women_share_be1", "BE", "en")


def test_shows_the_summary_and_the_table(women: Trend) -> None:
    assert repr(women).startswith("Share of women among ICT specialists, Belgium\nTrend, by segment")
    assert "<table" in women._repr_html_()


def test_an_annex_has_a_heading_and_an_unknown_letter_is_refused() -> None:
    assert annex_heading("b", "EE", "2025", "de").startswith("# Anhang B · Frauen")
    assert "Estland · 2025" in annex_heading("b", "EE", "2025", "de")
    with pytest.raises(UnknownName, match="annex"):
        annex_heading("z", "EE", "2025", "de")
