"""Growth: known parameters, closed forms, invariance, bad input and four languages."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.growth import fit_growth
from talentstudy.trends.growth_design import growth_design
from talentstudy.trends.growth_errors import correlation, error_grid
from talentstudy.trends.series import annual_series

REFERENCE = Path(__file__).parents[1] / "reference"
YEARS = np.arange(2008, 2024)
NOISE = np.random.default_rng(11).standard_normal(16)


def count(errors: Any = None, breaks: Any = (2012, 2018), values: Any = None) -> Any:
    grown = 100 * 1.04 ** np.arange(16) * np.where(YEARS >= 2012, 1.2, 1.0) * np.where(YEARS >= 2018, 0.9, 1.0)
    values = grown * np.exp(0.01 * NOISE) if values is None else values
    return annual_series(YEARS, values, breaks=breaks, errors=errors, unit="THS_PER", name="specialists")


def belgian() -> Any:
    lines = (REFERENCE / "shares" / "isoc_sks_itspt_be_2026-04-17.csv").read_text().splitlines()[1:]
    cells = [line.split(",") for line in lines]
    values = [float(cell[3]) for cell in cells]
    flags = [cell[4] for cell in cells]
    return annual_series(
        [int(cell[2]) for cell in cells], values, flags=flags, unit="THS_PER", name="ict_specialists_count_be"
    )


def test_exact_growth_and_jumps_are_recovered() -> None:
    values = 100 * 1.04 ** np.arange(16) * np.where(YEARS >= 2012, 1.2, 1.0)
    growth = fit_growth(count(values=values, breaks=[2012]))
    assert growth.apc.value == pytest.approx(4, abs=1e-10)
    assert growth.jumps["jump"].tolist() == pytest.approx([20])
    assert growth.fitted["fitted"].to_numpy() == pytest.approx(values)


def test_known_growth_lies_in_the_interval() -> None:
    growth = fit_growth(count())
    assert 4 in growth.apc.interval
    assert growth.jumps["lower"].tolist() < [20, -10] < growth.jumps["upper"].tolist()


def test_estimates_equal_statsmodels_least_squares() -> None:
    series = count()
    columns = [np.ones(16), YEARS >= 2012, YEARS >= 2018, YEARS - 2008]
    theirs = sm.OLS(np.log(series.values), np.column_stack(columns).astype(float)).fit()
    growth = fit_growth(series)
    assert growth.slope.value == pytest.approx(theirs.params[3], rel=1e-12)
    assert np.log1p(growth.jumps["jump"] / 100).tolist() == pytest.approx(theirs.params[1:3].tolist(), rel=1e-10)


def test_weights_equal_statsmodels_weighted_least_squares() -> None:
    errors = 1 + 3 * np.abs(NOISE)
    series = count(errors=errors)
    columns = [np.ones(16), YEARS >= 2012, YEARS >= 2018, YEARS - 2008]
    weights = np.square(series.values / errors)
    theirs = sm.WLS(np.log(series.values), np.column_stack(columns).astype(float), weights=weights).fit()
    assert fit_growth(series).slope.value == pytest.approx(theirs.params[3], rel=1e-11)
    # Only the relative size of the errors counts.
    assert fit_growth(count(errors=7 * errors)).apc.interval.lower == pytest.approx(
        fit_growth(series).apc.interval.lower
    )


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.7])
def test_the_grid_equals_statsmodels_generalised_least_squares(strength: Any) -> None:
    series, years = np.log(count().values), YEARS.astype(float)
    design = growth_design(YEARS, count().segments, "common").matrix
    grid = error_grid(design, years, autocorrelations=np.array([strength]))
    theirs = sm.GLS(series, design, sigma=correlation(years, strength)).fit()
    located = grid.contrast(np.eye(4)[3]).located(series[:, None], grid.residual_squares(series[:, None]))
    assert located[0][0, 0] == pytest.approx(theirs.params[3], rel=1e-9)
    assert located[1][0, 0] == pytest.approx(theirs.bse[3], rel=1e-9)


def test_the_grid_has_the_digits_of_longley() -> None:
    longley = json.loads((REFERENCE / "nist" / "results.json").read_text())
    found = longley.get("sets", longley)["longley"]
    design = np.array(found["x"]).reshape(16, 7)
    grid = error_grid(design, np.arange(16.0), autocorrelations=np.array([0.0]))
    np.testing.assert_allclose(grid.rows[0] @ np.array(found["y"]), found["coef"], rtol=1e-7)


def test_two_point_segments_have_the_closed_form_slope() -> None:
    growth = fit_growth(annual_series([2001, 2002, 2010, 2011], [1.0, 2.0, 5.0, 9.0], breaks=[2010]), scale="linear")
    assert growth.slope.value == pytest.approx((1 + 4) / 2)
    assert growth.segments["slope"].tolist() == pytest.approx([1, 4])


def test_aapc_weighs_segments_by_the_years_they_govern() -> None:
    values = np.exp(np.concatenate([0.02 * np.arange(8), 1 + 0.06 * np.arange(8)]) + 1e-3 * NOISE)
    growth = fit_growth(count(values=values, breaks=[2016]), slopes="per segment")
    assert growth.aapc(2008, 2016).value == pytest.approx(100 * np.expm1(0.02), abs=0.02)
    assert growth.aapc(2012, 2020).value == pytest.approx(100 * np.expm1(0.04), abs=0.02)
    assert growth.aapc(2012, 2020).interval.given


def test_a_break_is_not_growth() -> None:
    with_break, without = fit_growth(count(breaks=[2012, 2018])), fit_growth(count(breaks=[]))
    assert abs(with_break.apc.value - 4) < 0.3 < abs(without.apc.value - 4)


def test_inside_a_short_segment_there_is_a_point_estimate_only() -> None:
    growth = fit_growth(belgian())
    segments = growth.segments
    assert segments["points"].tolist() == [1, 6, 6, 4, 5]
    assert segments["apc"].round(2).tolist()[1:] == [5.68, 0.73, 1.32, 2.49]
    assert segments[["lower", "upper"]].isna().all(axis=None)
    assert segments["note"].str.startswith("too short for an interval").all()
    assert growth.apc.value == pytest.approx(2.85, abs=0.005)
    assert 0 < growth.apc.interval.lower < growth.apc.value < growth.apc.interval.upper


def test_a_long_segment_has_an_interval_of_its_own() -> None:
    segments = fit_growth(count(breaks=[2018])).segments
    assert segments["lower"].notna().tolist() == [True, False]


@given(st.floats(0.01, 1e6))
@settings(max_examples=10, deadline=None)
def test_scaling_leaves_growth_alone(factor: Any) -> None:
    series = count()
    scaled = annual_series(YEARS, factor * series.values, breaks=series.breaks)
    ours, theirs = fit_growth(series).apc, fit_growth(scaled).apc
    assert theirs.value == pytest.approx(ours.value, rel=1e-8)
    assert (theirs.interval.lower, theirs.interval.upper) == pytest.approx(
        (ours.interval.lower, ours.interval.upper), rel=1e-6
    )


def test_time_reversed_turns_the_sign() -> None:
    series = count(breaks=[2012, 2019])
    turned = annual_series(4031 - YEARS, series.values, breaks=[4031 - 2018, 4031 - 2011])
    ours, theirs = fit_growth(series).slope, fit_growth(turned).slope
    assert theirs.value == pytest.approx(-ours.value, rel=1e-9)
    # The calibration simulates the design as it stands, so it may tilt by a notch more or less.
    assert theirs.interval.lower == pytest.approx(-ours.interval.upper, rel=0.05)


def test_row_order_does_not_matter() -> None:
    series, order = count(), np.random.default_rng(1).permutation(16)
    shuffled = annual_series(YEARS[order], series.values[order], breaks=series.breaks, unit="THS_PER")
    assert fit_growth(shuffled).apc == fit_growth(series).apc


def test_gaps_lengthen_time_and_do_not_stop_the_fit() -> None:
    series = count()
    keep = ~np.isin(YEARS, [2010, 2015])
    growth = fit_growth(annual_series(YEARS[keep], series.values[keep], breaks=series.breaks))
    assert growth.apc.value == pytest.approx(4, abs=0.3)
    assert growth.apc.interval.given


def test_a_constant_series_has_no_growth_and_no_interval() -> None:
    growth = fit_growth(count(values=np.full(16, 7.0), breaks=[]))
    assert growth.apc.value == pytest.approx(0, abs=1e-10)
    assert not growth.apc.interval.given
    assert "no error to measure" in growth.apc.interval.reason


def test_values_of_zero_need_the_linear_scale() -> None:
    values = np.where(YEARS == 2011, 0.0, 10.0 + NOISE)
    with pytest.raises(UnsuitableSeries, match=r"0 in 2011.*linear"):
        fit_growth(count(values=values))
    assert np.isfinite(fit_growth(count(values=values), scale="linear").slope.value)


def test_a_break_everywhere_is_refused_with_the_number_of_points_wanted() -> None:
    with pytest.raises(TooShort, match=r"16 segments.*needs 18 points"):
        fit_growth(count(breaks=YEARS))


def test_breaks_at_the_ends_and_side_by_side_leave_the_slope_to_the_rest() -> None:
    plain = fit_growth(count(breaks=[]).between(2010, 2022))
    ends = fit_growth(count(breaks=[2008, 2009, 2010, 2023]))
    assert ends.slope.value == pytest.approx(plain.slope.value, rel=1e-9)
    assert ends.series.segment_sizes == (1, 1, 13, 1)
    assert ends.slope.interval.given


def test_a_lone_point_has_no_slope_of_its_own() -> None:
    growth = fit_growth(count(breaks=[2009, 2016]), slopes="per segment")
    assert np.isnan(growth.jumps["jump"][0])
    with pytest.raises(UnsuitableSeries, match="begin the window at 2009"):
        growth.aapc(2008, 2020)
    assert growth.aapc(2009, 2020).interval.given


def test_windows_scales_and_levels_that_do_not_exist_are_refused() -> None:
    growth = fit_growth(count())
    with pytest.raises(UnsuitableSeries, match="no window from 2000 to 2010"):
        growth.aapc(2000, 2010)
    with pytest.raises(UnsuitableSeries, match="scale='log'"):
        fit_growth(count(), scale="linear").aapc(2010, 2020)
    with pytest.raises(UnsuitableSeries, match=r"0\.95 for 95 %"):
        fit_growth(count(), level=95)
    with pytest.raises(UnknownName, match="did you mean log"):
        fit_growth(count(), scale="logs")  # type: ignore[arg-type]
    with pytest.raises(UnsuitableSeries, match="no common one"):
        _ = fit_growth(count(), slopes="per segment").slope


def test_errors_of_zero_or_nothing_are_refused_before_any_fit() -> None:
    for wrong in (0.0, -1.0, np.nan):
        with pytest.raises(UnsuitableSeries, match="standard error"):
            count(errors=np.where(YEARS == 2010, wrong, 1.0))


def test_a_growth_shows_itself_in_one_line() -> None:
    assert repr(fit_growth(belgian())).startswith(
        "<Growth ict_specialists_count_be: From 2004 to 2025 the trend is +2.85% a year"
    )


def test_three_points_without_a_break_are_enough_for_a_number() -> None:
    growth = fit_growth(annual_series([2020, 2021, 2022], [10.0, 11.0, 12.5]))
    assert growth.apc.value == pytest.approx(100 * (np.sqrt(1.25) - 1))
    assert not growth.apc.interval.given


def test_the_band_holds_the_line() -> None:
    band = fit_growth(count()).band
    assert ((band["lower"] < band["fitted"]) & (band["fitted"] < band["upper"])).all()


def test_the_table_has_the_trend_and_every_jump() -> None:
    assert fit_growth(count()).table["term"].tolist() == ["apc", "jump 2012", "jump 2018"]
    assert fit_growth(count(), slopes="per segment").table["term"].tolist()[:3] == [
        "segment 1",
        "segment 2",
        "segment 3",
    ]


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_summaries_say_the_trend_the_interval_and_the_breaks(language: Any) -> None:
    text = fit_growth(belgian()).summary(language)
    assert "2005" in text
    assert "2017" in text
    assert ("2.85" if language == "en" else "2,85") in text
    assert "{" not in text


def test_the_summary_of_short_segments_says_they_are_too_short() -> None:
    assert "too short for an interval" in fit_growth(belgian(), slopes="per segment").summary("en")
    assert "trop courte pour un intervalle" in fit_growth(belgian().between(2019)).summary("fr")
