"""What the coming years may bring: the predictive law of a trend with jumps and autocorrelated errors.

The level is a line with a jump at every break and errors that follow AR(1). Level, slope and jumps are given flat
priors, the error variance Jeffreys' one, and the autocorrelation the grid below; what is left is a mixture of Student
laws. Averaging over the autocorrelation, instead of plugging in an estimate, is what keeps intervals of short series
honest: the estimate is biased towards zero and its error is as large as the thing itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import stdtr, stdtrit

from talentstudy.trends.series import Floats

# Evenly spread from independence to a random walk; 0.999 is the random walk, without its infinite variance.
# Negative values would narrow the intervals and are not what annual stocks show.
AUTOCORRELATIONS = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 0.999])
# Prior of each, up to a factor. With the power 0.4, 95 % intervals hold 93.4 % or more in every cell of
# docs/forecast_coverage.md; 0 (all alike) makes them a tenth wider, and 0.5 comes too near to 93 %.
_PRIOR = (1.01 - AUTOCORRELATIONS) ** 0.4
_BISECTIONS = 48


@dataclass(frozen=True, eq=False)
class Kernel:
    """The matrices of one pattern of years and breaks: G autocorrelations, n points, h years to come.

    ``whiten`` (G, n, n), ``constant`` (G,), ``ahead`` (G, h, n), ``spread`` (G, h); ``coefficients`` (G, k, n) level
    at the last point, slope, then the step before each break; ``precision`` (G, k) their standard errors in units of
    the residual one; ``freedom`` n - k.
    """

    whiten: Floats
    constant: Floats
    ahead: Floats
    spread: Floats
    coefficients: Floats
    precision: Floats
    freedom: int


@dataclass(frozen=True, eq=False)
class Law:
    """Student mixtures for m series and h quantities each.

    ``location`` and ``scale`` (m, G, h), ``weight`` (m, G), all with ``freedom`` degrees of freedom.
    """

    location: Floats
    scale: Floats
    weight: Floats
    freedom: int

    def below(self, value: Floats) -> Floats:
        """(m, h) probability of a value at or below ``value`` (m, h)."""
        part = stdtr(self.freedom, (value[:, None, :] - self.location) / self.scale)
        return np.asarray((self.weight[:, :, None] * part).sum(axis=1))

    def within(self, point: Floats, width: Floats) -> Floats:
        """(m, h) probability of lying within ``width`` of ``point``."""
        return np.asarray(self.below(point + width) - self.below(point - width))

    def half_width(self, point: Floats, level: float) -> Floats:
        """(m, h) half the width of the interval about ``point`` that holds ``level`` of the law."""
        reach = stdtrit(self.freedom, 0.5 + level / 2) * self.scale.max(axis=1)
        high = 2 * (reach + np.abs(self.location - point[:, None, :]).max(axis=1))
        low = np.zeros_like(high)
        for _ in range(_BISECTIONS):
            middle = 0.5 * (low + high)
            enough = self.within(point, middle) >= level
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return np.asarray(high)

    def quantile(self, probability: float) -> Floats:
        """(m, h) quantile of the law."""
        reach = stdtrit(self.freedom, max(probability, 1 - probability)) * self.scale.max(axis=1)
        low, high = self.location.min(axis=1) - 2 * reach - 1e-300, self.location.max(axis=1) + 2 * reach + 1e-300
        for _ in range(_BISECTIONS):
            middle = 0.5 * (low + high)
            enough = self.below(middle) >= probability
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return np.asarray(high)

    @property
    def mean(self) -> Floats:
        """(m, h) centre of the law."""
        return np.asarray((self.weight[:, :, None] * self.location).sum(axis=1))


@lru_cache(maxsize=512)
def law_kernel(years: tuple[int, ...], breaks: tuple[int, ...], wanted: tuple[int, ...]) -> Kernel:
    """The matrices for points at ``years``, jumps at ``breaks``, and the years ``wanted`` (later, or missing)."""
    past = np.asarray(years, dtype=float)
    every = np.concatenate([past, np.asarray(wanted, dtype=float)])
    points = len(past)
    steps = [(every < cut).astype(float) for cut in breaks]
    design = np.column_stack([np.ones_like(every), every - past[-1], *steps])
    distance = np.abs(every[:, None] - every[None, :])
    full = AUTOCORRELATIONS[:, None, None] ** distance / (1 - AUTOCORRELATIONS**2)[:, None, None]
    lower = np.linalg.cholesky(full[:, :points, :points])
    inverse = np.linalg.inv(lower)
    weights = full[:, points:, :points] @ np.swapaxes(inverse, 1, 2)
    conditional = full[:, points:, points:] - weights @ np.swapaxes(weights, 1, 2)
    whitened = inverse @ design[:points]
    solve = np.linalg.pinv(whitened)
    beyond = design[points:] - weights @ whitened
    information = np.swapaxes(whitened, 1, 2) @ whitened
    inner = np.linalg.inv(information)
    spread = np.diagonal(conditional + beyond @ inner @ np.swapaxes(beyond, 1, 2), axis1=1, axis2=2)
    constant = np.log(_PRIOR) - np.log(np.diagonal(lower, axis1=1, axis2=2)).sum(axis=1)
    constant -= 0.5 * np.linalg.slogdet(information)[1]
    return Kernel(
        inverse - whitened @ solve @ inverse,
        constant,
        weights @ inverse + beyond @ solve @ inverse,
        np.sqrt(np.maximum(spread, 0)),
        solve @ inverse,
        np.sqrt(np.diagonal(inner, axis1=1, axis2=2)),
        points - design.shape[1],
    )


def weigh(kernel: Kernel, series: Floats) -> tuple[Floats, Floats]:
    """Weight (m, G) of each autocorrelation and the residual standard deviation (m, G) under it."""
    centred = series - series[:, -1:]
    residual = np.einsum("gij,mj->gmi", kernel.whiten, centred, optimize=True)
    squares = np.maximum(np.square(residual).sum(axis=2).T, np.finfo(float).tiny * 1e30)
    height = kernel.constant - 0.5 * kernel.freedom * np.log(squares)
    weight = np.exp(height - height.max(axis=1, keepdims=True))
    return weight / weight.sum(axis=1, keepdims=True), np.sqrt(squares / kernel.freedom)


def forecast_law(kernel: Kernel, series: Floats) -> Law:
    """The predictive law of the coming years for each row of ``series`` (m, n)."""
    weight, deviation = weigh(kernel, series)
    level = series[:, -1]
    location = np.einsum("ghn,mn->mgh", kernel.ahead, series - level[:, None], optimize=True) + level[:, None, None]
    return Law(location, deviation[:, :, None] * kernel.spread, weight, kernel.freedom)


def coefficient_law(kernel: Kernel, series: Floats) -> Law:
    """The law of the slope (per year) and, after it, of the step before each break."""
    weight, deviation = weigh(kernel, series)
    centred = series - series[:, -1:]
    location = np.einsum("gkn,mn->mgk", kernel.coefficients, centred, optimize=True)[:, :, 1:]
    return Law(location, deviation[:, :, None] * kernel.precision[:, 1:], weight, kernel.freedom)
