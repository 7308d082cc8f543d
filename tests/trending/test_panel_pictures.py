"""Comparisons and convergence drawn from what the models found, for real series."""

import numpy as np
import pytest

from talentstudy.errors import UnknownName
from talentstudy.finding import Finding, Picture
from talentstudy.pipeline import Pipeline
from talentstudy.trending.comparisons import _of
from talentstudy.trending.panel_pictures import beta_page, countries_page, pair_page, sigma_page
from talentstudy.trending.trend import Trend, open_trend

SOURCES = ["isoc_sks_itsps@2025-05-14"]


@pytest.fixture(scope="module")
def women(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_women_share", "BE", "en")


@pytest.fixture(scope="module")
def workforce(edition_2025: Pipeline) -> Trend:
    return open_trend(edition_2025, "ict_specialists_count", "BE", "nl")


def test_shares_are_set_side_by_side_and_their_difference_below(women: Trend) -> None:
    pair = (_of(women, "BE"), _of(women, "EE"))
    one = pair_page(women, women.compare("EE").result, pair, SOURCES)
    between = one.options["between"]
    assert set(between["unit"]) == {"PC_PNT"}
    both = one.rows.pivot_table(index="time_period", columns="one", values="obs_value")
    assert between["obs_value"].to_numpy() == pytest.approx((both["first"] - both["second"]).to_numpy())
    assert one.options["labels"] == {"first": "Belgium", "second": "Estonia"}
    assert one.title.endswith("Belgium and Estonia")


def test_numbers_are_an_index_of_the_first_common_year_and_their_ratio_is_below(workforce: Trend) -> None:
    pair = (_of(workforce, "BE"), _of(workforce, "EU27_2020"))
    one = pair_page(workforce, workforce.comparison.result, pair, SOURCES)
    assert one.rows.groupby("one")["obs_value"].first().tolist() == pytest.approx([100, 100])
    between = one.options["between"]
    ratio = (pair[0].values / pair[1].values) / (pair[0].values[0] / pair[1].values[0])
    assert between["obs_value"].to_numpy() == pytest.approx(100 * ratio)
    assert not one.options["signed"]
    assert "2014 = 100" in one.options["between_label"]


def test_the_line_between_is_that_of_the_comparison(workforce: Trend) -> None:
    found = workforce.comparison.result
    pair = (_of(workforce, "BE"), _of(workforce, "EU27_2020"))
    between = pair_page(workforce, found, pair, SOURCES).options["between"]
    last = between[between["segment"] == between["segment"].max()]
    assert np.diff(np.log(last["fitted"])) == pytest.approx(found.difference.value)


def test_the_spread_is_cut_where_most_countries_flagged_a_break(women: Trend) -> None:
    sigma = women.convergence.also[0]
    one = sigma_page(women, sigma, SOURCES)
    assert one.rows["obs_value"].to_numpy() == pytest.approx(sigma.spread)
    cut = set(one.rows.loc[one.rows["obs_flag"] == "b", "time_period"])
    assert cut == {str(year) for year in sigma.panel.years[sigma.flagged >= 0.5]}
    assert "2021" in cut
    assert "The line is cut" in one.note


def test_the_scatter_has_every_country_at_its_start_and_the_line_of_beta(women: Trend) -> None:
    beta = women.convergence.also[1]
    one = beta_page(women, beta, SOURCES)
    constant, slope = one.options["line"]
    assert slope == beta.slope
    assert constant + slope * one.rows["x"].mean() == pytest.approx(one.rows["obs_value"].mean())
    assert len(one.rows) == 27
    assert one.options["focus"] == "BE"


def test_the_forest_has_countries_by_trend_with_bounds_that_agree_with_the_tests(women: Trend) -> None:
    slopes = women.convergence.result
    one = countries_page(women, slopes, SOURCES, {"first": "2015", "last": "2024"})
    assert one.rows["obs_value"].is_monotonic_decreasing
    table = slopes.table().set_index("country").loc[one.rows["geo"]].reset_index()
    left_out = (one.rows["obs_lower"] > 0) | (one.rows["obs_upper"] < 0)
    assert left_out.tolist() == (table["p"] < 0.05).tolist()
    assert one.options["mean"] == pytest.approx((slopes.mean, slopes.lower, slopes.upper))


def test_a_forest_of_numbers_is_in_percent_a_year(workforce: Trend) -> None:
    slopes = workforce.convergence.result
    one = countries_page(workforce, slopes, SOURCES, {"first": "2015", "last": "2024"})
    assert one.options["mean"][0] == pytest.approx(100 * np.expm1(slopes.mean))
    assert one.title.endswith("2015–2024")


@pytest.mark.parametrize("what", ["", "beta", "countries"])
def test_convergence_draws_three_pictures(women: Trend, what: str) -> None:
    picture = women.convergence.draw(what)
    assert isinstance(picture, Picture)
    assert picture.png.startswith(b"\x89PNG")
    assert "isoc_sks_itsps" in picture.source


def test_comparisons_draw_themselves_with_the_sources_of_both(women: Trend) -> None:
    assert isinstance(women.comparison.draw(), Picture)
    sexes = women.sexes.draw()
    assert isinstance(sexes, Picture)
    assert "2024-02-02" in sexes.source
    assert "2025-05-14" not in sexes.source
    assert sexes.title.endswith("Belgium: numbers of women and men")


def test_a_country_beside_itself_has_no_picture(edition_2025: Pipeline) -> None:
    union = open_trend(edition_2025, "ict_women_share_eu27_2020", "BE", "en")
    itself = union.compare("EU27_2020")
    assert isinstance(itself.draw(), Finding)
    assert itself.draw() is itself


def test_an_unknown_picture_is_refused_with_the_nearest(women: Trend) -> None:
    with pytest.raises(UnknownName, match="did you mean sigma"):
        women.convergence.draw("sigme")
