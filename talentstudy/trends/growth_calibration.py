"""How wide an interval must be on one design, found by simulating that design.

The posterior's interval is exact on average over its prior, not at each autocorrelation: on
a dozen points with strong autocorrelation it would be too short. So the prior is tilted towards
strong autocorrelation, design by design, no further than simulated coverage asks. Where that makes
intervals of a series of 14 points or more much too wide, the narrowest that cover take their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtr, stdtrit
from scipy.stats import qmc

from talentstudy.trends.growth_errors import Contrast, ErrorGrid, Key, correlation, grid_of
from talentstudy.trends.growth_shortest import Shortest, shortest
from talentstudy.trends.growth_width import PROMISED_FROM, widest
from talentstudy.trends.series import Floats

STRONGEST = 0.6
"""The largest autocorrelation up to which coverage is promised."""

# From a slight preference for weak autocorrelation to a strong one for a near random walk. More
# preference for weak ones would make long series' intervals narrower than they need to be.
_TILTS: Floats = np.arange(2, -21, -1) / 20
# Of the nominal error rate, how much more is let pass: 6.25 % for 5 %, above the 93 % promised
# by more than the simulation's own error.
_ALLOWANCE = 1.25
_DRAWS = {0.0: 4096, STRONGEST: 16384}
_SEED = 20240517
# Half again as wide as with the autocorrelation known is promised; above this the narrowest intervals are looked for.
_TOO_WIDE = 1.45
_HALVINGS = 24
# Looking t up in a table is ten times as fast as computing it, and wrong by 3e-6 at most.
_REACH, _STEPS = 30, 100


@dataclass(frozen=True, eq=False)
class Posterior:
    """The intervals of one contrast from its posterior: a mixture of t distributions, one for each autocorrelation.

    Weighed by the residual likelihood and the prior's ``tilt``; of each interval the middle ``level``.
    """

    grid: ErrorGrid
    contrast: Contrast
    tilt: float
    level: float

    def bounds(self, values: Floats) -> Floats:
        """(2, N) ends of the intervals for series (n, N)."""
        squares = self.grid.residual_squares(values)
        located = self.contrast.located(values, squares)
        mixture, tail = self.grid.weights(squares, self.tilt), (1 - self.level) / 2
        return np.stack([self.contrast.quantiles(chance, located, mixture) for chance in (tail, 1 - tail)])

    def below(self, point: Floats | float, values: Floats) -> Floats:
        """(N,) posterior probability that the contrast is below ``point``."""
        squares = self.grid.residual_squares(values)
        below = self.contrast.below(point, self.contrast.located(values, squares))
        return np.asarray((self.grid.weights(squares, self.tilt) * below).sum(axis=0))

    def holds(self, point: Floats | float, values: Floats) -> NDArray[np.bool_]:
        """(N,) whether the intervals hold ``point``."""
        below, tail = self.below(point, values), (1 - self.level) / 2
        return np.asarray((below > tail) & (below < 1 - tail))

    def p_values(self, values: Floats) -> Floats:
        """(N,) p-values of the contrast being nought."""
        below = self.below(0.0, values)
        return np.asarray(2 * np.minimum(below, 1 - below))


def covering(grid: ErrorGrid, weights: Floats, level: float, *, narrow: bool = True) -> Posterior | Shortest | None:
    """Intervals of a contrast (k,) that cover on this design; None where none are known.

    ``narrow``: whether the narrowest may take the place of the posterior's; along a band, where they would come and go
    from one year to the next, they do not.
    """
    tilt = calibrated_tilt(grid, weights, level)
    if tilt is None:
        return None
    if narrow and grid.points >= PROMISED_FROM:
        # Judged at one level, so that intervals of every level are of one kind and lie inside each other.
        wide = _widened(grid.key, np.ascontiguousarray(weights, dtype=np.float64).tobytes())
        if wide > _TOO_WIDE and (found := shortest(grid, weights, level)).widest < wide:
            return found
    return Posterior(grid, grid.contrast(weights), tilt, level)


@lru_cache(maxsize=2048)
def _widened(key: Key, weights: bytes, level: float = 0.95) -> float:
    """How wide the posterior's intervals are at worst; see `growth_width.widest`."""
    grid = grid_of(key)
    tilt, contrast = calibrated_tilt(grid, np.frombuffer(weights), level), grid.contrast(np.frombuffer(weights))
    if tilt is None:
        return 0.0

    def bounds(values: Floats) -> Floats:
        squares = grid.residual_squares(values)
        located, mixture = contrast.located(values, squares), grid.weights(squares, tilt)
        return np.stack([_read_off(grid.freedom, located, mixture, chance) for chance in _tails(level)])

    return widest(bounds, key, np.frombuffer(weights), level)


def _tails(level: float) -> tuple[float, float]:
    return (1 - level) / 2, (1 + level) / 2


def _read_off(freedom: int, located: tuple[Floats, Floats], mixture: Floats, chance: float) -> Floats:
    """(N,) quantile of mixtures to a few digits: a mean of many needs no more."""
    centre, scale = located
    reach = scale * stdtrit(freedom, chance)
    low, high = (centre + reach).min(axis=0), (centre + reach).max(axis=0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        short = (mixture * _looked_up(freedom, (middle - centre) / scale)).sum(axis=0) < chance
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.asarray((low + high) / 2)


def calibrated_tilt(grid: ErrorGrid, weights: Floats, level: float) -> float | None:
    """The weakest tilt of the prior under which intervals of a contrast (k,) cover; None if none does.

    Simulated without and with an autocorrelation of 0.6; the draws are fixed, so the answer is too.
    """
    return _tilt(grid.key, np.ascontiguousarray(weights, dtype=np.float64).tobytes(), level)


@lru_cache(maxsize=2048)
def _tilt(key: Key, weights: bytes, level: float) -> float | None:
    contrast = grid_of(key).contrast(np.frombuffer(weights))
    wanted, tail = 1 - _ALLOWANCE * (1 - level), (1 - level) / 2
    passed = np.ones(len(_TILTS), dtype=bool)
    for autocorrelation in _DRAWS:
        simulated = _simulated(key, autocorrelation)
        # The coefficients behind the draws are zero, so the truth is zero.
        centre, scale = contrast.located(simulated.values, simulated.squares)
        below = _looked_up(contrast.grid.freedom, -centre / scale)
        chance = ((simulated.weights * below).T @ simulated.tilted) / (simulated.weights.T @ simulated.tilted)
        passed &= ((chance > tail) & (chance < 1 - tail)).mean(axis=0) >= wanted
    return float(_TILTS[passed][0]) if passed.any() else None


@dataclass(frozen=True, eq=False)
class _Simulated:
    """Error series (n, N) of one design, their residual squares and untilted weights (G, N), and the tilts (G, T)."""

    values: Floats
    squares: Floats
    weights: Floats
    tilted: Floats


@lru_cache(maxsize=8)
def _simulated(key: Key, autocorrelation: float) -> _Simulated:
    grid = grid_of(key)
    uniform = qmc.Sobol(grid.points, scramble=True, rng=_SEED).random(_DRAWS[autocorrelation])
    factor = np.linalg.cholesky(correlation(grid.years, autocorrelation)) * grid.scale[:, None]
    values = factor @ ndtri(uniform).T
    squares = grid.residual_squares(values)
    tilted = np.power.outer(1 - grid.autocorrelations, _TILTS)
    return _Simulated(values, squares, grid.weights(squares, 0.0), tilted)


@lru_cache(maxsize=64)
def _table(freedom: int) -> Floats:
    return np.asarray(stdtr(freedom, np.arange(-_REACH * _STEPS, _REACH * _STEPS + 1) / _STEPS))


def _looked_up(freedom: int, points: Floats) -> Floats:
    """The t distribution function, by linear interpolation."""
    table = _table(freedom)
    place = np.clip((points + _REACH) * _STEPS, 0, len(table) - 2)
    left = place.astype(np.int64)
    return np.asarray(table[left] + (place - left) * (table[left + 1] - table[left]))
