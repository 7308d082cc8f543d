"""Pictures of trends: what they are drawn from, and their notes."""

import pytest

from talentstudy.finding import Picture
from talentstudy.pipeline import Pipeline
from talentstudy.trending.pictures import _drawn
from talentstudy.trending.trend import Trend, open_trend
from talentstudy.wording import number


@pytest.fixture(scope="module")
def workforce(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_specialists_count", "BE", "en")


def test_a_jump_is_drawn_from_the_level_before_to_the_fitted_one(workforce: Trend) -> None:
    one = _drawn(workforce, "trend", workforce.growth, None)
    jumps = one.options["jumps"]
    assert jumps["year"].tolist() == [2017, 2021]
    growth = (jumps["after"] / jumps["before"] - 1) * 100
    assert growth.tolist() == pytest.approx(workforce.growth.jumps["jump"].tolist())
    assert one.options["trend_label"] == "+1.27% a year"
    assert "Band: 95%" in one.note


def test_the_fan_has_the_forecast_s_numbers_and_says_what_it_is(workforce: Trend) -> None:
    one = _drawn(workforce, "forecast", workforce.forecast, None)
    assert one.options["forecast"]["value"].tolist() == workforce.forecast.values.tolist()
    assert "each year by itself" in one.note
    assert one.title.endswith("outlook to 2030")


def test_with_a_target_the_fan_is_that_of_its_probability(workforce: Trend) -> None:
    drawn = workforce.draw("forecast", target="digital decade")
    aimed = workforce.target()
    assert isinstance(drawn, Picture)
    fan = _drawn(workforce, "forecast", aimed, aimed.also[0]).options["forecast"]
    assert fan["value"].tolist() == aimed.result.yearly["median"].tolist()
    assert fan["upper"].tolist() == aimed.result.yearly["upper"].tolist()
    assert number(aimed.result.yearly["median"].iloc[-1], "en", 0) in drawn.alt


def test_a_target_names_the_damped_forecast_beside_its_median(workforce: Trend) -> None:
    text = workforce.target().text
    for end in (workforce.target().result.yearly["median"].iloc[-1], workforce.forecast.values[-1]):
        assert number(float(end), "en", 0) in text


def test_a_target_brings_its_paths_and_their_sources(edition_2025: Pipeline) -> None:
    union = open_trend(edition_2025, "ict_specialists_count_eu27_2020", "BE", "en")
    picture = union.draw("forecast", target="digital decade")
    assert isinstance(picture, Picture)
    assert "the EU’s ideal path" in picture.alt
    assert "digital_decade_trajectories" in picture.source


def test_variants_are_in_the_unit_of_the_first_and_name_every_vintage(workforce: Trend) -> None:
    one = _drawn(workforce, "sensitivity", workforce.sensitivity, None)
    assert set(one.rows["unit"]) == {"PCH"}
    assert one.options["labels"]["0"] == "starting point"
    assert "linear" not in one.options["labels"].values()
    assert "2026-04-17" in one.source
    given = one.rows.dropna(subset=["obs_lower"])
    assert given["obs_value"].between(given["obs_lower"], given["obs_upper"]).all()
