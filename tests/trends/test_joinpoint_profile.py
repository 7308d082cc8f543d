from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_grid import grid_of
from talentstudy.trends.joinpoint_profile import profile_interval
from talentstudy.trends.series import annual_series

YEARS = np.arange(2000.0, 2015.0)
DESIGN = Design(tuple(YEARS.tolist()))


def noisy(seed: int, turn: float = 0.0) -> Any:
    mean = 0.02 * (YEARS - 2000) + turn * np.maximum(YEARS - 2007, 0)
    return mean + 0.02 * np.random.default_rng(seed).normal(size=15)


def test_with_no_joinpoint_it_is_the_interval_of_the_straight_line() -> None:
    values = noisy(1)
    line = sm.OLS(values, sm.add_constant(YEARS)).fit()
    low, high, p = profile_interval(grid_of(DESIGN, 0, Spacing()), values, 2000, 2014, 0.05)
    assert [low, high] == pytest.approx(line.conf_int()[1])
    assert p == pytest.approx(line.pvalues[1])


def test_it_holds_exactly_the_averages_that_some_model_fits_within_the_bound() -> None:
    values = noisy(2, -0.03)
    grid = grid_of(DESIGN, 1, Spacing())
    low, high, p = profile_interval(grid, values, 2004, 2014, 0.05)
    f_bound = 1 + 4.964602743730710 / 10  # F(1, 10) at 5 %, from tables.

    def least(average: float) -> float:
        sums = []
        for knot in grid.places:
            spent = (2014 - max(knot, 2004)) / 10
            # Hold the average: the first slope is what the hinge leaves of it.
            hinge = np.maximum(YEARS - knot, 0) - spent * YEARS
            sums.append(sm.OLS(values - average * YEARS, sm.add_constant(hinge)).fit().ssr)
        return float(min(sums))

    best = min(least(one) for one in np.linspace(low, high, 801))
    for end in (low, high):
        assert least(end) == pytest.approx(best * f_bound, rel=1e-4)
    assert least(low - 1e-4) > best * f_bound > least(low + 1e-4)
    assert (p > 0.05) == (low <= 0 <= high)


def test_no_degrees_left_give_no_interval() -> None:
    short = Design(tuple(YEARS[:5].tolist()))
    assert np.isnan(profile_interval(grid_of(short, 1, Spacing()), noisy(1)[:5], 2000, 2004, 0.05)).all()


def test_intervals_hold_in_simulation_where_conditional_ones_do_not() -> None:
    # 300 series whose turn of 0.01 is often missed; 95 % expected, at least 92 within three standard errors.
    held, conditional = 0, 0
    truth = 0.02 - 0.01
    for seed in range(300):
        result = fit_joinpoint(annual_series(YEARS, 5 + noisy(seed, -0.01)), scale="linear", selection="bic3")
        free, given = (result.average(2007, 2014, interval=kind) for kind in ("profile", "conditional"))
        held += free.lower <= truth <= free.upper
        conditional += given.lower <= truth <= given.upper
        assert free.lower <= free.estimate <= free.upper
    assert held >= 276
    assert conditional < 240
