"""Exponential smoothing (ETS) without a season, and the theta method, thousands of series at once.

Level, linear or damped trend, chosen by AICc (Hyndman, Koehler, Snyder & Grose 2002, Int. J. Forecasting 18); errors
and trends that multiply come from giving it logarithms. Given
the smoothing parameters the residuals are linear in the series and in the starting states, so the states come
out by least squares; only the smoothing parameters are searched, on a grid.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from talentstudy.trends.forecast_family import Chosen, Family, choose
from talentstudy.trends.series import Floats, Integers

NAMES = ("alpha", "beta", "phi")
_TRENDS = ("N", "A", "Ad")
_ALPHA = np.array([0.0001, 0.05, *np.arange(0.1, 0.96, 0.05), 0.9999])
# beta as a part of alpha: usual region 0 < beta < alpha.
_PART = np.array([0.0001, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9999])
# Damping between the bounds usual since Hyndman et al. 2002; below 0.8 a trend is over in a few years.
_DAMPING = np.array([0.8, 0.85, 0.9, 0.94, 0.98])


def ets_parameters(trends: tuple[str, ...]) -> tuple[Floats, Integers]:
    """The grid (G, 3) of alpha, beta, phi for trends N, A, Ad, and the number estimated (states and variance too)."""
    blocks, free = [], []
    for trend in trends:
        if trend == "N":
            fine = np.concatenate([[0.0001], np.arange(0.02, 0.99, 0.02), [0.9999]])
            blocks.append(np.column_stack([fine, np.zeros_like(fine), np.zeros_like(fine)]))
            free.append(3)
            continue
        damping = np.array([1.0]) if trend == "A" else _DAMPING
        alpha, part, phi = (grid.ravel() for grid in np.meshgrid(_ALPHA, _PART, damping, indexing="ij"))
        blocks.append(np.column_stack([alpha, alpha * part, phi]))
        free.append(5 if trend == "A" else 6)
    sizes = [len(block) for block in blocks]
    return np.concatenate(blocks), np.repeat(np.asarray(free, dtype=np.int64), sizes)


def smoothing_maps(parameters: Floats, points: int) -> tuple[Floats, Floats]:
    """Residuals (G, n, 2+n) and last states (G, 2, 2+n) as linear maps of the two starting states and the series."""
    alpha, beta, phi = (column[:, None] for column in parameters.T)
    # The states stand first, so that what no point has touched yet is a tail of zeros, which no step computes.
    level = np.zeros((len(parameters), 2 + points))
    slope = np.zeros_like(level)
    level[:, 0], slope[:, 1] = 1, 1
    residuals = np.zeros((len(parameters), points, 2 + points))
    for at in range(points):
        done = slice(0, 3 + at)
        expected = level[:, done] + phi * slope[:, done]
        error = residuals[:, at, done]
        np.negative(expected, out=error)
        error[:, -1] += 1
        level[:, done] = expected + alpha * error
        slope[:, done] = phi * slope[:, done] + beta * error
    return residuals, np.stack([level, slope], axis=1)


def smoothing_spread(parameters: Floats, horizon: int) -> Floats:
    """(G, h) standard deviation of the forecasts in units of the residual one (Hyndman et al. 2008, table 6.1)."""
    alpha, beta, phi = parameters.T
    steps = np.arange(1, horizon)
    damped = np.cumsum(phi[:, None] ** steps, axis=1)
    response = alpha[:, None] + beta[:, None] * damped
    first = np.ones((len(parameters), 1))
    return np.asarray(np.sqrt(np.concatenate([first, 1 + np.cumsum(response**2, axis=1)], axis=1)))


@lru_cache(maxsize=64)
def ets_family(points: int, horizon: int, trends: tuple[str, ...] = _TRENDS) -> Family:
    """ETS with additive errors and trend N, A or Ad for series of ``points``."""
    parameters, free = ets_parameters(trends)
    if trends == ("Ad",):
        # The damped trends are most of all, which the combination needs too: built once.
        every = ets_family(points, horizon, _TRENDS)
        return every.subset(slice(len(every.free) - len(free), None))
    residuals, last = smoothing_maps(parameters, points)
    states, direct = residuals[:, :, :2], residuals[:, :, 2:]
    # Without a trend the second state has no effect; pinv gives it zero.
    solve = -np.linalg.pinv(states) @ direct
    whiten = direct + states @ solve
    last_states = last[:, :, 2:] + last[:, :, :2] @ solve
    damped = np.cumsum(parameters[:, 2:] ** np.arange(1, horizon + 1), axis=1)
    ahead = last_states[:, :1] + damped[:, :, None] * last_states[:, 1:]
    used = np.full(len(parameters), float(points))
    nothing = np.zeros(len(parameters))
    return Family(NAMES, parameters, whiten, used, nothing, ahead, smoothing_spread(parameters, horizon), free)


@lru_cache(maxsize=64)
def theta_family(points: int, horizon: int) -> Family:
    """The theta method: half the fitted line, half simple smoothing of the line bent twice as much.

    Assimakopoulos & Nikolopoulos 2000, Int. J. Forecasting 16; equal to simple smoothing with half the slope as drift
    (Hyndman & Billah 2003).
    """
    smooth = ets_family(points, horizon, ("N",))
    time = np.arange(points + horizon)
    line = np.column_stack([np.ones_like(time), time]).astype(float)
    fitted = line @ np.linalg.pinv(line[:points])
    bent = 2 * np.eye(points) - fitted[:points]
    ahead = 0.5 * (smooth.ahead @ bent + fitted[points:])
    # The bent line's residuals are twice those of the series about the same line.
    return Family(
        NAMES,
        smooth.parameters,
        0.5 * smooth.whiten @ bent,
        smooth.used,
        smooth.constant,
        ahead,
        smooth.spread,
        smooth.free + 1,
    )


def fit_ets(series: Floats, horizon: int, trends: tuple[str, ...] = _TRENDS) -> Chosen:
    """The best ETS for each row of ``series`` (m, n)."""
    return choose(ets_family(series.shape[1], horizon, trends), series)


def fit_theta(series: Floats, horizon: int) -> Chosen:
    """The theta method for each row of ``series`` (m, n)."""
    return choose(theta_family(series.shape[1], horizon), series)
