"""How wide intervals are on one design, against intervals that know the autocorrelation."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.special import ndtri, stdtrit
from scipy.stats import qmc

from talentstudy.trends.growth_errors import ErrorGrid, Key, correlation, error_grid, grid_of
from talentstudy.trends.series import Floats

# From 14 points on, with at most two jumps and an autocorrelation up to 0.4, intervals are to be at most half again as wide.
PROMISED_FROM = 14
_STRENGTHS = (0.0, 0.2, 0.4)
_DRAWS, _SEED = 512, 20240611


def widest(bounds: Callable[[Floats], Floats], key: Key, weights: Floats, level: float) -> float:
    """The largest mean width (over 0, 0.2 and 0.4) of a contrast's intervals over that with the autocorrelation known.

    ``bounds`` gives the ends (2, N) for series (n, N). The draws are fixed and the same for every method.
    """
    known, drawn = _known(key)
    contrast, far = known.contrast(weights), 2 * float(stdtrit(known.freedom, (1 + level) / 2))
    ratios = []
    for at, values in enumerate(drawn):
        lower, upper = bounds(values)
        scale = contrast.located(values, known.residual_squares(values))[1][at]
        ratios.append(float(np.nanmean(upper - lower) / (far * scale.mean())))
    return max(ratios)


@lru_cache(maxsize=16)
def _known(key: Key) -> tuple[ErrorGrid, list[Floats]]:
    """The design under each known autocorrelation, and errors (n, draws) drawn under each."""
    whole = grid_of(key)
    known = error_grid(np.frombuffer(key[1]).reshape(key[0]), whole.years, whole.scale, np.array(_STRENGTHS))
    noise = ndtri(qmc.Sobol(whole.points, scramble=True, rng=_SEED).random(_DRAWS)).T
    return known, [errors_with(whole, strength, noise) for strength in _STRENGTHS]


def errors_with(grid: ErrorGrid, autocorrelation: float, noise: Floats) -> Floats:
    """(n, N) errors of a design with an autocorrelation, from independent ones."""
    return np.asarray(grid.scale[:, None] * (np.linalg.cholesky(correlation(grid.years, autocorrelation)) @ noise))
