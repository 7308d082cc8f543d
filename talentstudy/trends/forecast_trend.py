"""Local linear trend by maximum likelihood, thousands of series at once.

Level and slope are random walks, seen with error. The second differences are then a moving average of order
two whose covariance is linear in the three variances: a grid over the two ratios finds every local optimum,
and a Newton iteration with exact derivatives, kept inside the bounds, climbs each of them to the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.forecast_family import Family, likelihoods, toeplitz_family
from talentstudy.trends.forecast_newton import Part, maximise, part_likelihood
from talentstudy.trends.series import Floats

NAMES = ("irregular", "level", "trend")
# Powers of ten of level and trend variance over the irregular one, and zero.
_LEVEL_RATIOS = np.concatenate([[0.0], 10.0 ** np.arange(-4, 6.1, 0.5)])
_TREND_RATIOS = np.concatenate([[0.0], 10.0 ** np.arange(-6, 6.1, 0.5)])
# A step of half a power of ten never hides a peak this far below the best one.
_WORTH_CLIMBING = 2.0
_WORTH_AN_EDGE = 0.3
_SHORTEST = 5


@dataclass(frozen=True, eq=False)
class LocalLinearTrends:
    """Local linear trends of m series.

    ``variances`` (m, 3) irregular, level, trend, in the squared unit of the series; ``loglikelihood`` (m,) of the
    second differences, or with the prior given; ``point`` and ``spread`` (m, h) forecasts and their standard
    deviations.
    """

    variances: Floats
    loglikelihood: Floats
    point: Floats
    spread: Floats


def ma_autocovariances(variances: Floats, lags: int) -> Floats:
    """(..., lags) autocovariances of the second differences under (irregular, level, trend)."""
    irregular, level, trend = np.moveaxis(variances, -1, 0)
    result = np.zeros((*irregular.shape, max(lags, 3)))
    result[..., 0] = trend + 2 * level + 6 * irregular
    result[..., 1] = -level - 4 * irregular
    result[..., 2] = irregular
    return result[..., :lags]


@lru_cache(maxsize=128)
def trend_family(points: int, horizon: int) -> Family:
    """Local linear trends on the grid of variance ratios, the variances adding up to one."""
    level, trend = (grid.ravel() for grid in np.meshgrid(_LEVEL_RATIOS, _TREND_RATIOS, indexing="ij"))
    variances = np.column_stack([np.ones_like(level), level, trend])
    variances /= variances.sum(axis=1, keepdims=True)
    covariance = ma_autocovariances(variances, points - 2 + horizon)
    free = np.full(len(variances), 3)
    return toeplitz_family(NAMES, variances, covariance, points, order=2, free=free)


def _starts(series: Floats) -> tuple[Floats, Floats]:
    """Rows of ``series`` to climb from (S,) and where (S, 3): every peak of the grid near the best."""
    family = trend_family(series.shape[1], 1)
    fit, variance = likelihoods(family, series)
    shape = (len(_LEVEL_RATIOS), len(_TREND_RATIOS), len(series))
    surface = np.pad(fit.reshape(shape), ((1, 1), (1, 1), (0, 0)), constant_values=-np.inf)
    centre = surface[1:-1, 1:-1]
    peak = np.ones(shape, dtype=bool)
    for down in (0, 1, 2):
        for right in (0, 1, 2):
            peak &= centre >= surface[down : down + shape[0], right : right + shape[1]]
    top = centre.max(axis=(0, 1))
    near = peak & (centre >= top - _WORTH_CLIMBING)
    # An optimum with a variance at zero may lie so close to an inner one that the grid shows a single peak.
    for side in (centre[:1], centre[:, :1]):
        edge = side.max(axis=(0, 1))
        near[: side.shape[0], : side.shape[1]] |= (side == edge) & (edge > top - _WORTH_AN_EDGE)
    near = near.reshape(fit.shape)
    candidate, row = np.nonzero(near)
    return row.astype(np.float64), family.parameters[candidate] * variance[candidate, row][:, None]


@lru_cache(maxsize=64)
def _difference_kernels(points: int) -> tuple[tuple[Floats, Floats], ...]:
    """For sums and for differences of mirrored years: the rotation, and the covariance by each unit variance.

    A covariance that depends on the lag alone reads the same from both ends, so that sums and differences of mirrored
    points are independent: two problems of half the size, a quarter of the work.
    """
    rows = points - 2
    lag = np.abs(np.arange(rows)[:, None] - np.arange(rows)[None, :])
    kernels = np.stack([ma_autocovariances(unit, max(rows, 3))[lag] for unit in np.eye(3)])
    mirror = np.eye(rows)[::-1]
    even = (np.eye(rows) + mirror)[: (rows + 1) // 2]
    odd = (np.eye(rows) - mirror)[: rows // 2]
    rotations = [half / np.linalg.norm(half, axis=1, keepdims=True) for half in (even, odd)]
    return tuple((rotation, rotation @ kernels @ rotation.T) for rotation in rotations)


@lru_cache(maxsize=64)
def _state_kernels(points: int) -> tuple[Floats, Floats, Floats]:
    """The map of a series to its first two points and its second differences, and two covariances of the result.

    (3, n, n) by the unit variances and (n, n) by that of the starting states, which reach the first two alone.
    """
    turn = np.vstack([np.eye(points)[:2], np.diff(np.eye(points), n=2, axis=0)])
    below = np.tril(np.ones((points, points)), -1)
    time = np.arange(points, dtype=float)
    kernels = np.stack([np.eye(points), below @ below.T, below @ below @ below.T @ below.T])
    return turn, turn @ kernels @ turn.T, turn @ (1 + np.outer(time, time)) @ turn.T


def _parts(series: Floats, prior_variance: float | None) -> list[Part]:
    """The likelihood as a sum of Gaussian ones."""
    points = series.shape[1]
    if prior_variance is None:
        moves = np.diff(series, n=2, axis=1)
        return [
            Part(1.0, moves @ rotation.T, np.zeros(kernels.shape[1:]), kernels)
            for rotation, kernels in _difference_kernels(points)
        ]
    turn, kernels, start = _state_kernels(points)
    # The first two are shrunk to the size of the rest: a prior of 1e6 would cost half the digits otherwise. What the
    # shrinking adds to the log determinant is in both parts and drops out.
    shrink = np.ones(points)
    shrink[:2] = 1 / np.sqrt(prior_variance)
    moved, square = series @ (turn.T * shrink), np.outer(shrink, shrink)
    kernels, base = kernels * square, prior_variance * start * square
    # statsmodels leaves the first two points out of the sum: all points, less those two.
    return [Part(1.0, moved, base, kernels), Part(-1.0, moved[:, :2], base[:2, :2], kernels[:, :2, :2])]


def trend_likelihood(series: Floats, variances: Floats, *, prior_variance: float | None = None) -> Floats:
    """(m,) log-likelihood of each row of ``series`` (m, n) at ``variances`` (m, 3)."""
    return np.asarray(sum(part_likelihood(part, variances) for part in _parts(series, prior_variance)))


def fit_local_linear_trend(
    series: Floats, horizon: int = 1, *, prior_variance: float | None = None
) -> LocalLinearTrends:
    """Maximum likelihood of the local linear trend for each row of ``series`` (m, n), n at least 5.

    Without ``prior_variance`` the starting level and slope are diffuse, exactly: the likelihood is that of the second
    differences, and scaling the series scales the variances. With it, both start at zero with that variance and the
    first two points do not count: statsmodels' ``UnobservedComponents(y, "lltrend")`` has 1e6. Variances come in the
    order of statsmodels' parameters; with exactly diffuse states its likelihood is ours less log(2 pi).

    Raises TooShort for fewer than 5 points, UnsuitableSeries for values that are not finite. A series that is exactly
    a straight line has no likelihood maximum; its variances are zero and its log-likelihood infinite.

    Reference: Harvey 1989, Forecasting, structural time series models and the Kalman filter, ch. 4.

    >>> series = np.array([[4.0, 5.1, 5.9, 7.2, 8.0, 9.1, 9.8, 11.2, 12.1, 12.8]])
    >>> fitted = fit_local_linear_trend(series, 2)
    >>> fitted.point.round(1)
    array([[14., 15.]])
    """
    series = np.atleast_2d(np.asarray(series, dtype=np.float64))
    if series.shape[1] < _SHORTEST:
        raise TooShort(f"a local linear trend needs {_SHORTEST} annual points, got {series.shape[1]}; use the drift.")
    if not np.isfinite(series).all():
        raise UnsuitableSeries("a local linear trend needs finite values; leave the missing years out first.")
    moves = np.diff(series, n=2, axis=1)
    size = np.sqrt(np.mean(moves**2, axis=1))
    straight = size <= 1e-12 * np.abs(series).max(axis=1)
    size = np.where(straight, 1.0, size)
    variances, best = np.zeros((len(series), 3)), np.full(len(series), np.inf)
    rows = np.flatnonzero(~straight)
    if len(rows):
        scaled = series[rows] / size[rows, None]
        found, height = _climb(scaled, None)
        if prior_variance is not None:
            found, height = _with_prior(series[rows], found * size[rows, None] ** 2, prior_variance)
        else:
            found, height = found * size[rows, None] ** 2, height - moves.shape[1] * np.log(size[rows])
        variances[rows], best[rows] = found, height
    point, spread = trend_forecasts(series, variances, horizon)
    return LocalLinearTrends(variances, best, point, spread)


def _climb(series: Floats, prior_variance: float | None) -> tuple[Floats, Floats]:
    """The highest of the peaks of each row."""
    row, start = _starts(series)
    where = row.astype(np.int64)
    found, height = maximise(_parts(series[where], prior_variance), start)
    order = np.lexsort((height, where))
    last = np.append(np.flatnonzero(np.diff(where[order])), len(order) - 1)
    return found[order[last]], height[order[last]]


def _with_prior(series: Floats, diffuse: Floats, prior_variance: float) -> tuple[Floats, Floats]:
    """The highest peak with a proper prior, from the diffuse optimum and from the grid's peaks."""
    row, start = _starts(series)
    where = np.concatenate([row.astype(np.int64), np.arange(len(series))])
    found, height = maximise(_parts(series[where], prior_variance), np.concatenate([start, diffuse]))
    order = np.lexsort((height, where))
    last = np.append(np.flatnonzero(np.diff(where[order])), len(order) - 1)
    return found[order[last]], height[order[last]]


def trend_forecasts(series: Floats, variances: Floats, horizon: int) -> tuple[Floats, Floats]:
    """(m, h) forecasts and their standard deviations, level and slope starting diffuse."""
    points = series.shape[1]
    total = variances.sum(axis=1, keepdims=True)
    # A straight line has no noise; any ratio continues it.
    share = np.where(total > 0, variances / np.where(total > 0, total, 1), 1 / 3)
    # The irregular term alone makes the differences strictly non-invertible, which costs no rank.
    covariance = ma_autocovariances(share, points - 2 + horizon)
    steps = np.arange(points - 2 + horizon)
    full = covariance[:, np.abs(steps[:, None] - steps[None, :])]
    past = points - 2
    weights = np.swapaxes(np.linalg.solve(full[:, :past, :past], full[:, :past, past:]), 1, 2)
    ahead = np.einsum("mhr,mr->mh", weights, np.diff(series, n=2, axis=1))
    conditional = full[:, past:, past:] - weights @ full[:, :past, past:]
    total_sum = np.tril(np.ones((horizon, horizon)))
    twice = total_sum @ total_sum
    slope = (series[:, -1] - series[:, -2])[:, None]
    point = series[:, -1:] + slope * np.arange(1, horizon + 1) + ahead @ twice.T
    variance = np.einsum("hi,mij,hj->mh", twice, conditional, twice) * total
    return point, np.sqrt(np.maximum(variance, 0))
