"""How wide an interval must be on one design, found by simulating that design.

The interval of `intervals` is exact on average over its prior, not at each autocorrelation: on
a dozen points with strong autocorrelation it would be too short. So the prior is tilted towards
strong autocorrelation, design by design, no further than simulated coverage asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import ndtri, stdtr
from scipy.stats import qmc

from talentstudy.trends.growth_errors import ErrorGrid, Key, correlation, grid_of
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
# Looking t up in a table is ten times as fast as computing it, and wrong by 3e-6 at most.
_REACH, _STEPS = 30, 100


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
