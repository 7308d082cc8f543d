"""Checks of a least-squares fit: correlation in time, unequal variances, wrong form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares
from talentstudy.trends.series import Floats

# Nodes of the quadrature of AS 153 (as in R's lmtest), and the length from which its normal approximation serves.
_NODES = 15
_EXACT_BELOW = 100


class Check(NamedTuple):
    """A test statistic and its p-value."""

    statistic: float
    p_value: float


def durbin_watson(fit: LeastSquares) -> Check:
    """Durbin-Watson ``sum (e_t - e_(t-1))^2 / sum e_t^2`` against positive first-order correlation.

    Exact p-value below 100 points (Farebrother's AS 153, 15 nodes), the normal approximation from there.

    References: Durbin and Watson (1950, 1971); Farebrother (1980, 1984).

    >>> fit = fit_least_squares(np.ones((6, 1)), np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]))
    >>> round(durbin_watson(fit).statistic, 4)
    0.2857
    """
    residuals, points = _one_series(fit), fit.design.shape[0]
    statistic = float((np.diff(residuals) ** 2).sum() / (residuals @ residuals))
    difference = 2.0 * np.eye(points) - np.eye(points, k=1) - np.eye(points, k=-1)
    difference[0, 0] = difference[-1, -1] = 1.0
    maker = np.eye(points) - fit.design @ fit.projector
    if points < _EXACT_BELOW:
        roots: Floats = np.linalg.eigvalsh(maker @ difference @ maker)[::-1][: fit.df].astype(np.float64)
        exact = _pan(statistic, roots[roots > 1e-10])
        if 0.0 <= exact <= 1.0:
            return Check(statistic, exact)
    middle = maker @ difference
    mean = np.trace(middle) / fit.df
    variance = 2 * (np.trace(middle @ middle) - np.trace(middle) * mean) / (fit.df * (fit.df + 2))
    return Check(statistic, float(stats.norm.cdf(statistic, mean, np.sqrt(variance))))


def _pan(ratio: float, roots: Floats) -> float:
    """P(sum a_i u_i^2 / sum u_i^2 < ratio) for roots a_i in falling order, by Pan's sum of integrals.

    The roots on the side of the ratio that has fewer are taken in pairs from the far end, an odd last one with the
    ratio itself; the probability is the alternating sum of one integral per pair, each a Gauss-Chebyshev mean.
    """
    rising = np.sort(roots)
    count, below = len(rising), int((rising < ratio).sum())
    # The upper tail is the lower tail of the mirrored roots.
    mirrored = count - below < below
    line, at, side = (-rising[::-1], -ratio, count - below) if mirrored else (rising, ratio, below)
    total, angles = 0.0, (2 * np.arange(_NODES) + 1) * np.pi / (2 * _NODES)
    for pair, first in enumerate(range(0, side, 2)):
        closed_by_root = first + 1 < side
        low, high = line[first], (line[first + 1] if closed_by_root else at)
        spot = (low + high) / 2 - (high - low) / 2 * np.cos(angles)
        others = np.delete(line, [first, first + 1] if closed_by_root else [first])
        logs = 0.5 * (len(others) * np.log(np.abs(spot - at)) - np.log(np.abs(spot[:, None] - others)).sum(1))
        total += (-1.0) ** pair * float(np.exp(logs).mean())
    return 1.0 - total if mirrored else total


def breusch_godfrey(fit: LeastSquares, order: int = 1) -> Check:
    """Lagrange multiplier test that residuals do not follow their own last ``order`` values: n R2, chi-squared.

    References: Breusch (1978); Godfrey (1978).
    """
    residuals = _one_series(fit)
    if not 0 < order < len(residuals):
        raise UnsuitableSeries(f"an order of {order} was asked for {len(residuals)} points; 1 to n-1 is wanted.")
    lagged = np.column_stack([np.concatenate([np.zeros(lag), residuals[:-lag]]) for lag in range(1, order + 1)])
    statistic = len(residuals) * (1 - _left_over(np.column_stack([fit.design, lagged]), residuals))
    return Check(statistic, float(stats.chi2.sf(statistic, order)))


def breusch_pagan(fit: LeastSquares) -> Check:
    """Studentised test that the variance does not depend on the design: n R2 of the squared residuals.

    References: Breusch and Pagan (1979); Koenker (1981).
    """
    residuals = _one_series(fit)
    columns = fit.design.shape[1]
    if columns < 2:
        raise UnsuitableSeries("the test of equal variance needs a constant and at least one other column, got one.")
    squares = residuals**2 - (residuals**2).mean()
    statistic = len(residuals) * (1 - _left_over(fit.design, squares))
    return Check(statistic, float(stats.chi2.sf(statistic, columns - 1)))


def reset(fit: LeastSquares) -> Check:
    """F test that the square and the cube of the fitted values add nothing.

    Reference: Ramsey (1969).
    """
    residuals = _one_series(fit)
    fitted = fit.values - residuals
    if (np.ptp(fit.design, axis=0) == 0).any():
        # With a constant in the design, centring changes nothing but the rounding.
        fitted = fitted - fitted.mean()
    fitted = fitted / fit.values.std()
    wider = np.column_stack([fit.design, fitted**2, fitted**3])
    spare = len(residuals) - wider.shape[1]
    if spare < 1:
        raise TooShort(f"the test of form needs {wider.shape[1] + 1} points, got {len(residuals)}.")
    share = _left_over(wider, residuals)
    statistic = (1 / share - 1) * spare / 2
    return Check(float(statistic), float(stats.f.sf(statistic, 2, spare)))


def _one_series(fit: LeastSquares) -> Floats:
    if fit.residuals.ndim != 1:
        raise UnsuitableSeries(f"a check reads one series, got values of shape {fit.values.shape}; take one row.")
    if not fit.residuals.any():
        raise UnsuitableSeries("a check of residuals that are all zero says nothing; the model fits exactly.")
    return fit.residuals


def _left_over(design: Floats, values: Floats) -> float:
    """The share of the sum of squares that the design does not reproduce."""
    return float(fit_least_squares(design, values).rss / (values @ values))
