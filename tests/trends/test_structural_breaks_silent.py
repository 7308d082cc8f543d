from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.growth_errors import correlation
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.trends.structural_breaks import date_breaks
from talentstudy.trends.structural_breaks_silent import date_silent_breaks
from talentstudy.trends.structural_breaks_simulated import simulated_sup_f

YEARS = np.arange(2004, 2025)


def steps(at: dict[int, float], flagged: tuple[int, ...] = (), noise: float = 0.1, seed: int = 0) -> AnnualSeries:
    values = 3 + 0.1 * (YEARS - 2004) + noise * np.random.default_rng(seed).normal(size=21)
    for year, size in at.items():
        values = values + size * (year <= YEARS)
    return annual_series(YEARS, values, breaks=flagged, name="ict_be", unit="%")


def test_a_flagged_jump_is_not_found_again_and_a_silent_one_is() -> None:
    explained = date_silent_breaks(steps({2011: 1.0}, flagged=(2011,)))
    assert explained.years == ()
    assert explained.test.p_value > 0.05
    silent = date_silent_breaks(steps({2011: 1.0, 2018: 1.0}, flagged=(2011,)))
    assert silent.years == (2018,)
    assert silent.jumps == pytest.approx((1.0,), abs=0.3)
    assert silent.slope == pytest.approx(0.1, abs=0.04)
    assert silent.test.p_value < 0.05
    assert silent.table()["year"].tolist() == [2018]


def test_every_set_of_dates_is_tried() -> None:
    series = steps({2008: 0.7, 2016: -0.5}, flagged=(2012,), noise=0.2, seed=3)
    found = date_silent_breaks(series, most=2)
    base = np.column_stack([series.segments == 0, series.segments == 1, YEARS - 2004]).astype(float)
    best = [
        min(
            float(
                fit_least_squares(
                    np.column_stack([base, *(year <= YEARS for year in years)]).astype(float), series.values
                ).rss
            )
            for years in combinations([y for y in range(2006, 2024) if y not in (2011, 2012, 2013)], count)
            if count == 1 or years[1] - years[0] >= 2
        )
        for count in (1, 2)
    ]
    np.testing.assert_allclose(found.rss[1:], best, rtol=1e-9)


def test_a_jump_without_noise_is_found_once() -> None:
    found = date_silent_breaks(steps({2011: 1.0}, noise=0.0))
    assert found.years == (2011,)
    assert found.jumps == pytest.approx((1.0,))


@given(scale=st.floats(1e-2, 1e2), shift=st.floats(-50, 50), slope=st.floats(-3, 3), seed=st.integers(0, 500))
@settings(max_examples=20, deadline=None)
def test_silent_breaks_do_not_depend_on_unit_origin_or_slope(
    scale: float, shift: float, slope: float, seed: int
) -> None:
    plain = steps({2015: 0.4}, flagged=(2011,), noise=0.2, seed=seed)
    moved = annual_series(YEARS, plain.values * scale + shift + slope * (YEARS - 2004), breaks=[2011])
    a, b = date_silent_breaks(plain), date_silent_breaks(moved)
    assert a.years == b.years
    assert b.test.p_value == pytest.approx(a.test.p_value, abs=2e-3)


@pytest.mark.parametrize("autocorrelation", [0.0, 0.3, 0.6])
def test_the_simulated_test_keeps_its_size_with_autocorrelated_errors(autocorrelation: float) -> None:
    factor = np.linalg.cholesky(correlation(YEARS.astype(float), autocorrelation))
    noise = factor @ np.random.default_rng(int(10 * autocorrelation)).normal(size=(21, 800))
    rejected = []
    for row in noise.T:
        result = date_silent_breaks(annual_series(YEARS, row, breaks=[2011, 2017]), most=1)
        rejected.append(result.test.p_value < 0.05)
    assert np.mean(rejected) <= 0.075


def test_the_simulated_test_rejects_less_than_the_asymptotic_one_on_a_short_autocorrelated_series() -> None:
    factor = np.linalg.cholesky(correlation(YEARS.astype(float), 0.5))
    noise = factor @ np.random.default_rng(1).normal(size=(21, 60))
    tests = [date_breaks(annual_series(YEARS, row)).tests for row in noise.T]
    simulated, asymptotic = (
        np.mean([one[kind].p_value < 0.05 for one in tests]) for kind in ("simulated supF", "supF")
    )
    assert simulated <= 0.15
    assert asymptotic >= 0.4


def test_alternatives_the_design_already_holds_are_left_out() -> None:
    design = np.column_stack([np.ones(10), np.arange(10.0)])
    values = np.random.default_rng(2).normal(size=10)
    step = (np.arange(10) >= np.array([0, 5])[:, None]).astype(float)[:, :, None]
    both, one = (
        simulated_sup_f(values, design, step, np.arange(10.0)),
        simulated_sup_f(values, design, step[1:], np.arange(10.0)),
    )
    assert both == one
    with pytest.raises(TooShort, match="possible date"):
        simulated_sup_f(values, design, step[:1], np.arange(10.0))


def test_what_leaves_no_room_is_refused() -> None:
    with pytest.raises(TooShort, match="no further jump"):
        date_silent_breaks(annual_series(YEARS, np.sin(YEARS), breaks=YEARS[::2].tolist()))
    with pytest.raises(TooShort, match="has 4 points"):
        date_silent_breaks(annual_series(range(4), [1.0, 2.0, 1.5, 2.5], breaks=[2]))
    with pytest.raises(UnsuitableSeries, match="4 jumps"):
        date_silent_breaks(steps({}), most=4)
    with pytest.raises(UnsuitableSeries, match="without error"):
        date_silent_breaks(annual_series(YEARS, YEARS * 0.5))


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_summary_dates_a_jump_only_where_the_test_finds_one(language: str) -> None:
    loud = date_silent_breaks(steps({2016: 2.0})).summary(language)
    assert "2016" in loud
    quiet = date_silent_breaks(steps({2011: 1.0}, flagged=(2011,))).summary(language)
    assert "20" not in quiet
    assert "ict_be" in quiet
