"""Tests of coefficients on short series with autocorrelated errors, held to their size by simulation."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.special import fdtrc, ndtri
from scipy.stats import qmc

from talentstudy.trends.growth_calibration import STRONGEST, covering
from talentstudy.trends.growth_errors import ErrorGrid, Key, correlation, grid_of
from talentstudy.trends.intervals import SHORTEST
from talentstudy.trends.series import Floats

# From a slight preference for weak autocorrelation to a strong one for a near random walk (as for intervals).
_TILTS: Floats = np.arange(6, -41, -1) / 20
# Size let pass at nominal 5 %: what the intervals may miss (93 % coverage, less the error of the simulation).
_NOMINAL, _ALLOWED = 0.05, 0.0625
_DRAWS = 4096
_SEED = 20240611
# Series worked on at a time: the grid holds one copy of each per autocorrelation.
_CHUNK = 2048


def contrast_p_values(grid: ErrorGrid, weights: Floats, values: Floats) -> Floats | None:
    """P-values (N,) of one contrast (k,) being nought, for series (n, N); None where refused.

    Below 0.05 exactly where the 95 % interval of `intervals` leaves nought out.
    """
    found = None if grid.points < SHORTEST else covering(grid, weights, 1 - _NOMINAL)
    return None if found is None else found.p_values(values)


def joint_p_values(grid: ErrorGrid, restrictions: Floats, values: Floats) -> Floats | None:
    """P-values (N,) of ``restrictions @ coefficients = 0`` for series (n, N) on one design; None where refused.

    Under each autocorrelation of the grid the F test of generalised least squares is exact; its p-values are
    averaged with the weight each autocorrelation has given the residuals and a prior. The prior is tilted towards strong
    autocorrelation until simulated size at nominal 5 % is at most 6.25 %, without autocorrelation and at 0.6. Refused below
    8 points and where no prior does that.

    ``restrictions`` (q, k), rows independent.
    """
    if grid.points < SHORTEST:
        return None
    rows = np.ascontiguousarray(np.atleast_2d(restrictions), dtype=np.float64)
    tilt = _tilt(grid.key, rows.tobytes(), len(rows))
    if tilt is None:
        return None
    parts = [values[:, at : at + _CHUNK] for at in range(0, values.shape[1], _CHUNK)]
    return np.concatenate([_averaged(grid, rows, part, np.array([tilt]))[:, 0] for part in parts])


def _averaged(grid: ErrorGrid, rows: Floats, values: Floats, tilts: Floats) -> Floats:
    """(N, T) p-values averaged over the autocorrelations, under each tilt of the prior."""
    count = len(rows)
    squares = grid.residual_squares(values)
    estimates = np.einsum("qk,gkn,nN->gqN", rows, grid.rows, values, optimize=True)
    spread = np.einsum("qk,gkj,rj->gqr", rows, grid.unscaled, rows, optimize=True)
    explained = (estimates * np.linalg.solve(spread, estimates)).sum(axis=1)
    p_values = fdtrc(count, grid.freedom, explained / count / (squares / grid.freedom))
    weights = grid.weights(squares, 0.0)
    tilted = np.power.outer(1 - grid.autocorrelations, tilts)
    return np.asarray(((weights * p_values).T @ tilted) / (weights.T @ tilted))


@lru_cache(maxsize=1024)
def _tilt(key: Key, rows: bytes, count: int) -> float | None:
    grid = grid_of(key)
    restrictions = np.frombuffer(rows).reshape(count, -1)
    passed = np.ones(len(_TILTS), dtype=bool)
    noise = ndtri(qmc.Sobol(grid.points, scramble=True, rng=_SEED).random(_DRAWS // 2)).T
    for autocorrelation in (0.0, STRONGEST):
        related = correlation(grid.years, autocorrelation)
        # Drawn from either end, so that the answer does not depend on the direction of time.
        forth = np.linalg.cholesky(related) @ noise
        back = (np.linalg.cholesky(related[::-1, ::-1]) @ noise)[::-1]
        values = grid.scale[:, None] * np.concatenate([forth, back], axis=1)
        p_values = _averaged(grid, restrictions, values, _TILTS)
        passed &= (p_values < _NOMINAL).mean(axis=0) <= _ALLOWED
    return float(_TILTS[passed][0]) if passed.any() else None
