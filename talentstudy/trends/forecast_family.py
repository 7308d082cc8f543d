"""Linear Gaussian forecasting models of one series length, as tables of matrices.

Given its parameters, every model used here (drift, exponential smoothing, theta, local linear
trend, ARIMA) makes residuals and forecasts that are *linear* in the series, and the matrices
depend on the length alone. A family holds them for a grid of parameters; fitting thousands of
series of that length is then one matrix product and a search for the largest likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from talentstudy.trends.series import Floats, Integers

# Below this part of the series' own variation a residual is rounding, not noise.
_EXACT_FIT = 1e-20
# Residuals held at once (numbers), so that thousands of series fit in the processor's cache and in memory.
_BLOCK = 4_000_000


@dataclass(frozen=True, eq=False)
class Family:
    """G candidates for series of n points, h years ahead.

    ``whiten`` (G, r, n) turns a series into residuals that are independent with one variance;
    ``used`` (G,) is the number of points whose likelihood counts; ``constant`` (G,) minus half the
    log determinant of the residuals' covariance; ``ahead`` (G, h, n) makes the forecasts;
    ``spread`` (G, h) is their standard deviation in units of the residual one;
    ``parameters`` (G, p) by ``names``; ``free`` (G,) the number of parameters estimated.
    """

    names: tuple[str, ...]
    parameters: Floats
    whiten: Floats
    used: Floats
    constant: Floats
    ahead: Floats
    spread: Floats
    free: Integers

    @property
    def horizon(self) -> int:
        """The number of years ahead."""
        return int(self.ahead.shape[1])

    def subset(self, keep: NDArray[np.bool_] | Integers | slice) -> Family:
        """The candidates kept."""
        return Family(
            self.names,
            self.parameters[keep],
            self.whiten[keep],
            self.used[keep],
            self.constant[keep],
            self.ahead[keep],
            self.spread[keep],
            self.free[keep],
        )


@dataclass(frozen=True, eq=False)
class Chosen:
    """The best candidate for each of m series.

    ``index`` (m,) in the family; ``loglikelihood`` (m,) at the maximum; ``criterion`` (m,) AICc;
    ``point`` (m, h) forecasts and ``spread`` (m, h) their standard deviations, both in the unit of the series;
    ``parameters`` (m, p).
    """

    index: Integers
    loglikelihood: Floats
    criterion: Floats
    point: Floats
    spread: Floats
    parameters: Floats


def squared_residuals(family: Family, series: Floats) -> Floats:
    """(G, m) sums of squared whitened residuals of ``series`` (m, n)."""
    candidates, rows, points = family.whiten.shape
    # Every family is free in its level, so the mean can go first; it keeps the digits.
    centred = series - series.mean(axis=1, keepdims=True)
    residuals = (family.whiten.reshape(candidates * rows, points) @ centred.T).reshape(candidates, rows, -1)
    return np.asarray(np.einsum("grm,grm->gm", residuals, residuals))


def likelihoods(family: Family, series: Floats) -> tuple[Floats, Floats]:
    """(G, m) log-likelihoods with the variance at its maximum, and that variance."""
    scale = np.square(series - series.mean(axis=1, keepdims=True)).sum(axis=1)
    floor = np.maximum(scale * _EXACT_FIT, np.finfo(float).tiny * 1e20)
    variance = np.maximum(squared_residuals(family, series), floor) / family.used[:, None]
    fit = -0.5 * family.used[:, None] * (np.log(2 * np.pi * variance) + 1) + family.constant[:, None]
    return fit, variance


def corrected_criterion(loglikelihood: Floats, free: Floats | Integers, used: Floats) -> Floats:
    """AICc; infinite where there are too few points for it."""
    room = used - free - 1
    correction = np.where(room > 0, 2.0 * free * (free + 1) / np.where(room > 0, room, 1), np.inf)
    return np.asarray(-2 * loglikelihood + 2 * free + correction)


def choose(family: Family, series: Floats) -> Chosen:
    """The candidate with the lowest AICc for each series: within one order, the largest likelihood.

    ``series`` (m, n), one per row. The order of the candidates breaks ties: the first wins.
    """
    block = _block(family)
    if len(series) > block:
        parts = [_choose(family, series[start : start + block]) for start in range(0, len(series), block)]
        return Chosen(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Chosen)))
    return _choose(family, series)


def _block(family: Family) -> int:
    """How many series at once."""
    return max(1, _BLOCK // int(np.prod(family.whiten.shape[:2])))


def _choose(family: Family, series: Floats) -> Chosen:
    fit, variance = likelihoods(family, series)
    criterion = corrected_criterion(fit, family.free[:, None], family.used[:, None])
    if not np.isfinite(criterion).any():
        criterion = -2 * fit
    best = np.argmin(criterion, axis=0)
    row = np.arange(len(series))
    level = series.mean(axis=1, keepdims=True)
    point = np.einsum("mhn,mn->mh", family.ahead[best], series - level) + level
    spread = family.spread[best] * np.sqrt(variance[best, row])[:, None]
    return Chosen(best, fit[best, row], criterion[best, row], point, spread, family.parameters[best])


def average(family: Family, series: Floats) -> Floats:
    """(m, h) forecasts averaged over the candidates by exp(-AICc / 2).

    Every order (number of parameters) starts with the same weight, spread evenly over its part of the grid. Burnham &
    Anderson 2002, Model selection and multimodel inference, ch. 4.
    """
    result = np.empty((len(series), family.horizon))
    _, per_order = np.unique(family.free, return_inverse=True)
    size = np.bincount(per_order)[per_order]
    block = _block(family)
    for start in range(0, len(series), block):
        part = series[start : start + block]
        fit, _ = likelihoods(family, part)
        criterion = corrected_criterion(fit, family.free[:, None], family.used[:, None])
        # Too few points for AICc: the likelihood alone.
        criterion = np.where(np.isfinite(criterion).any(axis=0), criterion, -2 * fit)
        weight = np.exp(-0.5 * (criterion - criterion.min(axis=0))) / size[:, None]
        weight /= weight.sum(axis=0)
        level = part.mean(axis=1, keepdims=True)
        paths = (family.ahead.reshape(-1, family.ahead.shape[2]) @ (part - level).T).reshape(*family.spread.shape, -1)
        result[start : start + block] = np.einsum("gm,ghm->mh", weight, paths) + level
    return result


def toeplitz_family(
    names: tuple[str, ...],
    parameters: Floats,
    covariance: Floats,
    points: int,
    *,
    order: int,
    regressors: Floats | None = None,
    free: Integers,
) -> Family:
    """A family whose ``order``-th differences are stationary, with a mean linear in ``regressors``.

    ``covariance`` (G, points - order + h) holds the autocovariances in units of the innovation
    variance; ``regressors`` (points - order + h, k) go with the differences. The likelihood is the exact one of the
    differences; forecasts are the best linear ones, cumulated; their spread counts that the regression is estimated.
    """
    rows = points - order
    horizon = covariance.shape[1] - rows
    steps = np.arange(rows + horizon)
    full = covariance[:, np.abs(steps[:, None] - steps[None, :])]
    lower = np.linalg.cholesky(full[:, :rows, :rows])
    inverse = np.linalg.inv(lower)
    difference = np.diff(np.eye(points), n=order, axis=0) if order else np.eye(points)
    # Best linear prediction of the future differences from the whitened past ones.
    weights = full[:, rows:, :rows] @ np.swapaxes(inverse, 1, 2)
    conditional = full[:, rows:, rows:] - weights @ np.swapaxes(weights, 1, 2)
    whiten = inverse @ difference
    forward = weights @ whiten
    if regressors is not None:
        whitened = inverse @ regressors[None, :rows]
        solve = np.linalg.pinv(whitened)
        beyond = regressors[None, rows:] - weights @ whitened
        forward = forward + beyond @ solve @ whiten
        inner = np.linalg.inv(np.swapaxes(whitened, 1, 2) @ whitened)
        conditional = conditional + beyond @ inner @ np.swapaxes(beyond, 1, 2)
        whiten = whiten - whitened @ (solve @ whiten)
    ahead, spread = _cumulated(forward, conditional, points, order)
    constant = -np.log(np.diagonal(lower, axis1=1, axis2=2)).sum(axis=1)
    used = np.full(len(parameters), float(rows))
    return Family(names, parameters, whiten, used, constant, ahead, spread, free)


def _cumulated(forward: Floats, conditional: Floats, points: int, order: int) -> tuple[Floats, Floats]:
    """Forecasts of the series, and their spread, from those of its differences."""
    horizon = forward.shape[1]
    total = np.eye(horizon)
    steps = np.arange(1, horizon + 1)
    start = np.zeros((horizon, points))
    if order == 1:
        start[:, -1] = 1
    if order == 2:
        start[:, -1] = 1 + steps
        start[:, -2] = -steps
    for _ in range(order):
        total = np.tril(np.ones((horizon, horizon))) @ total
    ahead = total @ forward + start
    variance = np.einsum("hi,gij,hj->gh", total, conditional, total)
    return ahead, np.sqrt(np.maximum(variance, 0))
