import numpy as np
import pytest
from statsmodels.tsa.arima_process import arma_acovf

from talentstudy.trends.forecast_arima import (
    ORDERS,
    arima_parameters,
    arma_autocovariances,
    differences_needed,
    fit_arima,
    kpss_statistic,
)


@pytest.mark.parametrize(
    "given", [(0.5, 0, 0, 0), (0, 0, -0.4, 0), (0.6, 0, 0.3, 0), (0.5, 0.2, 0, 0), (0, 0, 0.4, 0.3)]
)
def test_autocovariances_are_statsmodels_ones(given: tuple[float, ...]) -> None:
    theirs = arma_acovf([1, -given[0], -given[1]], [1, given[2], given[3]], nobs=8)
    assert arma_autocovariances(np.array([given]), 8)[0] == pytest.approx(theirs, abs=1e-10)


def test_every_candidate_is_stationary_and_invertible() -> None:
    grid, count = arima_parameters(ORDERS)
    for (ar1, ar2, ma1, ma2), _ in zip(grid[::7], count[::7], strict=True):
        for polynomial in ([1, -ar1, -ar2], [1, ma1, ma2]):
            assert (np.abs(np.roots(polynomial)) < 1).all()


def test_kpss_is_the_sum_of_squared_partial_sums_by_hand() -> None:
    row = np.array([[1.0, 2.0, 1.0, 3.0, 2.0, 3.0]])
    residual = row[0] - 2
    partial = np.cumsum(residual)
    # Six points: no lag in the variance.
    assert kpss_statistic(row)[0] == pytest.approx((partial**2).sum() / 36 / ((residual**2).sum() / 6))


def test_differences_follow_the_kind_of_series() -> None:
    stream = np.random.default_rng(5)
    noise = stream.normal(size=(200, 25))
    assert (differences_needed(noise) == 0).mean() > 0.9
    assert (differences_needed(noise.cumsum(axis=1) + np.arange(25)) == 1).mean() > 0.7


def test_a_constant_series_is_continued() -> None:
    assert fit_arima(np.full((1, 12), 3.0), 2).point[0] == pytest.approx([3.0, 3.0])
