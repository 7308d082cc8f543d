"""ARIMA of small orders by exact maximum likelihood, thousands of series at once.

Orders (p, q) with p + q up to 2; differences 0 with a mean, 1 with a drift, 2 with neither, as
yearly series ask for. The number of differences follows the KPSS test, the order AICc
(Hyndman & Khandakar 2008, J. Stat. Softw. 27(3)); parameters lie on a grid (see ``_LEVELS``).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from talentstudy.trends.forecast_family import Chosen, Family, choose, toeplitz_family
from talentstudy.trends.series import Floats, Integers

NAMES = ("ar1", "ar2", "ma1", "ma2")
# Within these bounds a step of 0.02 moves a six-year forecast by less than a tenth of its standard error.
_LEVELS = np.round(np.linspace(-0.98, 0.98, 99), 10)
_COARSE = np.linspace(-0.9, 0.9, 13)
# 5 % point of the KPSS statistic about a level (Kwiatkowski, Phillips, Schmidt & Shin 1992, table 1).
_KPSS_LEVEL = 0.463


def arma_autocovariances(parameters: Floats, lags: int) -> Floats:
    """(G, lags) autocovariances, in units of the innovation variance, of ARMA with p + q <= 2.

    ``parameters`` (G, 4) are ar1, ar2, ma1, ma2, signs as in x_t = ar1 x_{t-1} + e_t + ma1 e_{t-1}.
    """
    ar1, ar2, ma1, ma2 = parameters.T
    result = np.zeros((len(parameters), max(lags, 3)))
    second = (1 - ar2) / ((1 + ar2) * ((1 - ar2) ** 2 - ar1**2))
    mixed = (1 + 2 * ar1 * ma1 + ma1**2) / (1 - ar1**2)
    moving = (ma1 != 0) | (ma2 != 0)
    auto = (ar1 != 0) | (ar2 != 0)
    result[:, 0] = np.where(auto & ~moving, second, np.where(auto, mixed, 1 + ma1**2 + ma2**2))
    first = (1 + ar1 * ma1) * (ar1 + ma1) / (1 - ar1**2)
    result[:, 1] = np.where(auto & ~moving, second * ar1 / (1 - ar2), np.where(auto, first, ma1 + ma1 * ma2))
    for lag in range(2, lags):
        result[:, lag] = ar1 * result[:, lag - 1] + ar2 * result[:, lag - 2]
    result[:, 2] += np.where(auto, 0, ma2)
    return result[:, :lags]


def arima_parameters(orders: tuple[tuple[int, int], ...]) -> tuple[Floats, Integers]:
    """The grid (G, 4) of the orders asked for, and the number of coefficients of each candidate."""
    blocks: list[Floats] = []
    for p, q in orders:
        fine = _LEVELS[_LEVELS != 0]
        if (p, q) == (0, 0):
            block = np.zeros((1, 4))
        elif p + q == 1:
            block = np.zeros((len(fine), 4))
            block[:, 0 if p else 2] = fine
        else:
            one, two = (grid.ravel() for grid in np.meshgrid(_COARSE, _COARSE))
            block = np.zeros((len(one), 4))
            if p == q == 1:
                block[:, 0], block[:, 2] = one, two
                # Equal and opposite roots cancel, which is the model without them.
                block = block[(np.abs(one + two) > 0.1) & (one != 0) & (two != 0)]
            else:
                # Partial autocorrelations reach every stationary (or invertible) pair.
                at = 0 if p else 2
                sign = 1 if p else -1
                block[:, at], block[:, at + 1] = sign * one * (1 - two), sign * two
                block = block[two != 0]
        blocks.append(block)
    grid = np.concatenate(blocks)
    return grid, np.concatenate([np.full(len(b), p + q) for b, (p, q) in zip(blocks, orders, strict=True)])


ORDERS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2))


@lru_cache(maxsize=128)
def arima_family(
    points: int, horizon: int, difference: int, orders: tuple[tuple[int, int], ...] = ORDERS, constant: bool = True
) -> Family:
    """ARIMA(p, ``difference``, q) for series of ``points``; a mean or drift where ``constant`` and difference < 2."""
    grid, coefficients = arima_parameters(orders)
    length = points - difference + horizon
    with_mean = constant and difference < 2
    return toeplitz_family(
        NAMES,
        grid,
        arma_autocovariances(grid, length),
        points,
        order=difference,
        regressors=np.ones((length, 1)) if with_mean else None,
        free=coefficients + 1 + int(with_mean),
    )


def kpss_statistic(series: Floats) -> Floats:
    """(m,) KPSS statistic about a level, Bartlett weights to lag 3 sqrt(n) / 13.

    Kwiatkowski, Phillips, Schmidt & Shin 1992, J. Econometrics 54.
    """
    points = series.shape[1]
    residual = series - series.mean(axis=1, keepdims=True)
    lags = int(3 * np.sqrt(points) / 13)
    variance = np.square(residual).sum(axis=1)
    for lag in range(1, lags + 1):
        variance = variance + 2 * (1 - lag / (lags + 1)) * (residual[:, lag:] * residual[:, :-lag]).sum(axis=1)
    partial = np.square(np.cumsum(residual, axis=1)).sum(axis=1)
    return np.asarray(np.where(variance > 0, partial / np.where(variance > 0, variance, 1) / points, 0.0))


def differences_needed(series: Floats) -> Integers:
    """(m,) 0, 1 or 2: how often KPSS at 5 % asks for a difference."""
    first = kpss_statistic(series) > _KPSS_LEVEL
    second = kpss_statistic(np.diff(series, axis=1)) > _KPSS_LEVEL
    return np.where(first & second, 2, np.where(first, 1, 0)).astype(np.int64)


def fit_arima(series: Floats, horizon: int) -> Chosen:
    """The best ARIMA for each row of ``series`` (m, n), differences by KPSS and order by AICc."""
    needed = differences_needed(series)
    shape = (len(series), horizon)
    out = Chosen(
        np.zeros(len(series), dtype=np.int64),
        np.zeros(len(series)),
        np.zeros(len(series)),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros((len(series), 5)),
    )
    for difference in np.unique(needed):
        rows = needed == difference
        one = choose(arima_family(series.shape[1], horizon, int(difference)), series[rows])
        out.index[rows], out.loglikelihood[rows], out.criterion[rows] = one.index, one.loglikelihood, one.criterion
        out.point[rows], out.spread[rows] = one.point, one.spread
        out.parameters[rows] = np.column_stack([one.parameters, np.full(rows.sum(), difference)])
    return out
