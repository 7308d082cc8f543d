"""The narrowest intervals that cover, for designs on which the posterior's would be too wide.

On some fourteen points with hardly a jump the posterior of `intervals` cannot tell independent errors from autocorrelated
ones, and pays for the strong ones at the weak: its intervals hold 97 % under independence and are 1.6 times as wide as if that
were known. Which set of values is narrowest on average under independent errors, among all that hold the truth often enough at
chosen autocorrelations, is a problem with a known answer: the values whose density, mixed over those autocorrelations with fixed
weights, is large against the density of the residuals under independence. The weights are found by simulating the design.

Reference: Elliott, Müller and Watson (2015), Nearly optimal tests when a nuisance parameter is present under the null
hypothesis, Econometrica 83, 771-811; Müller and Norets (2016), Credibility of confidence sets, Econometrica 84, 2183-2213.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri
from scipy.stats import qmc

from talentstudy.trends.growth_errors import Contrast, ErrorGrid, Key, error_grid, grid_of
from talentstudy.trends.growth_width import errors_with, widest
from talentstudy.trends.series import Floats

# Where coverage is asked for. Between them it is higher (measured); a negative one keeps intervals from vanishing where
# residuals happen to alternate, which covering from nought on alone would allow.
ATOMS: Floats = np.array([-0.3, 0.0, 0.6])
# Of the nominal error rate, what is let pass: all of it where nothing pushes; at the strongest autocorrelation the first of these
# with which intervals are no wider than promised, at worst 6.5 % for 5 %, still above the 93 % by the simulation's own error.
_ALLOWED_STRONGEST = (1.2, 1.25, 1.3)
# Half again as wide as with the autocorrelation known is promised; this much below it, so that it shows in any simulation.
_WIDEST = 1.44
_INDEPENDENT = 1
_LEVEL = 0.95
_DRAWS, _FEWER = 65536, 8192
_SEED = 20240609
_STEPS, _ROUNDS, _HALVED = 4.0, 600, 150
_BISECTIONS = 60


@dataclass(frozen=True, eq=False)
class Shortest:
    """The intervals of one contrast on one design: ``grid`` has the autocorrelations of ATOMS, ``mixed`` (3,) their weights.

    ``drawn`` (3, draws) sorted simulated values of the statistic at the truth under each, from which p-values are read;
    ``allowed`` (3,) how much of the nominal error rate each may be missed; ``widest`` see `growth_width.widest`.
    """

    grid: ErrorGrid
    contrast: Contrast
    mixed: Floats
    drawn: Floats
    allowed: Floats
    level: float
    widest: float = math.nan

    def statistic(self, point: Floats | float, values: Floats) -> Floats:
        """(N,) for series (n, N): at least 1 where the interval holds ``point``."""
        return self._at(point, *self._parts(values))

    def holds(self, point: Floats | float, values: Floats) -> NDArray[np.bool_]:
        """(N,) whether the intervals hold ``point``."""
        return np.asarray(self.statistic(point, values) >= 1)

    def bounds(self, values: Floats) -> Floats:
        """(2, N) ends of the intervals; NaN where no value is in one (none was among the simulated)."""
        located, relative = self._parts(values)
        centres = np.sort(located[0], axis=0)
        between = centres[0] + np.linspace(0, 1, 33)[:, None] * (centres[-1] - centres[0])
        heights = np.stack([self._at(point, located, relative) for point in between])
        best, series = heights.argmax(axis=0), np.arange(values.shape[1])
        peak = between[best, series]
        ends = np.stack([self._end(side, peak, centres[edge], located, relative) for side, edge in ((-1, 0), (1, -1))])
        return np.where(heights[best, series] >= 1, ends, np.nan)

    def p_values(self, values: Floats) -> Floats:
        """(N,) p-values of the contrast being nought, below the level exactly where the interval leaves it out."""
        found = self.statistic(0.0, values)
        share = np.stack([np.searchsorted(one, found, side="right") for one in self.drawn]) / self.drawn.shape[1]
        return np.asarray(np.minimum(1.0, (share / self.allowed[:, None]).max(axis=0)))

    def _parts(self, values: Floats) -> tuple[tuple[Floats, Floats], Floats]:
        squares = self.grid.residual_squares(values)
        return self.contrast.located(values, squares), _relative(self.grid, squares)

    def _at(self, point: Floats | float, located: tuple[Floats, Floats], relative: Floats) -> Floats:
        return np.asarray(self.mixed @ _densities(self.grid, point, located, relative))

    def _end(self, side: int, peak: Floats, edge: Floats, located: tuple[Floats, Floats], relative: Floats) -> Floats:
        """Where the statistic falls through 1, from the peak outwards; beyond the outermost centre it only falls."""
        inside = np.where(self._at(edge, located, relative) >= 1, edge, peak)
        reach = located[1].max(axis=0)
        outside = np.where(inside == edge, edge + side * reach, edge)
        for _ in range(_BISECTIONS):
            short = self._at(outside, located, relative) >= 1
            if not short.any():
                break
            reach = 2 * reach
            outside = np.where(short, outside + side * reach, outside)
        for _ in range(_BISECTIONS):
            middle = (inside + outside) / 2
            held = self._at(middle, located, relative) >= 1
            inside, outside = np.where(held, middle, inside), np.where(held, outside, middle)
        return inside


def _relative(grid: ErrorGrid, squares: Floats) -> Floats:
    """(3, N) log residual likelihoods, less that under independence with its standard deviation."""
    likelihood = grid.log_weight[:, None] - 0.5 * grid.freedom * np.log(squares)
    return np.asarray(likelihood - likelihood[_INDEPENDENT] + 0.5 * np.log(squares[_INDEPENDENT]))


def _densities(grid: ErrorGrid, point: Floats | float, located: tuple[Floats, Floats], relative: Floats) -> Floats:
    """(3, N) density of the contrast at ``point`` under each autocorrelation, against the residuals under independence."""
    freedom = grid.freedom
    peak = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - 0.5 * np.log(freedom * np.pi)
    centre, scale = located
    tail = np.log1p(np.square((point - centre) / scale) / freedom)
    return np.asarray(np.exp(relative + peak - 0.5 * (freedom + 1) * tail - np.log(scale)))


def shortest(grid: ErrorGrid, weights: Floats, level: float) -> Shortest:
    """The narrowest covering intervals of a contrast (k,) on the design of ``grid``; the draws are fixed.

    Narrowest at 95 %; at other levels the same statistic is cut where it covers as often as the level asks, so that an
    interval of a higher level holds that of a lower one.
    """
    return _cut(_at_95(grid.key, np.ascontiguousarray(weights, dtype=np.float64).tobytes()), level)


def _cut(found: Shortest, level: float) -> Shortest:
    """The same statistic, scaled so that it is at least 1 as often as ``level`` asks."""
    missed = found.allowed * (1 - level)
    cut = min(np.quantile(one, share, method="lower") for one, share in zip(found.drawn, missed, strict=True))
    return replace(found, mixed=found.mixed / cut, drawn=found.drawn / cut, level=level)


@lru_cache(maxsize=256)
def _at_95(key: Key, weights: bytes) -> Shortest:
    whole = grid_of(key)
    design = np.frombuffer(key[1]).reshape(key[0])
    grid = error_grid(design, whole.years, whole.scale, ATOMS)
    contrast = grid.contrast(np.frombuffer(weights))
    noise = ndtri(qmc.Sobol(grid.points, scramble=True, rng=_SEED).random(_DRAWS)).T
    drawn = np.stack([_at_truth(grid, contrast, float(atom), noise) for atom in ATOMS])
    for strongest in _ALLOWED_STRONGEST:
        allowed = np.array([1.0, 1.0, strongest])
        # The weights need fewer draws than the cut: what they miss, it makes good.
        mixed = _weights(drawn[:, :, :_FEWER], allowed * (1 - _LEVEL))
        values = np.sort(np.einsum("j,rjN->rN", mixed, drawn), axis=1)[:, :: _DRAWS // _FEWER]
        found = _cut(Shortest(grid, contrast, mixed, values, allowed, _LEVEL), _LEVEL)
        found = replace(found, widest=widest(found.bounds, key, np.frombuffer(weights), _LEVEL))
        if found.widest <= _WIDEST:
            break
    return found


def _at_truth(grid: ErrorGrid, contrast: Contrast, autocorrelation: float, noise: Floats) -> Floats:
    """(3, N) the densities at the truth, which is zero as the coefficients behind the draws are."""
    values = errors_with(grid, autocorrelation, noise)
    squares = grid.residual_squares(values)
    return _densities(grid, 0.0, contrast.located(values, squares), _relative(grid, squares))


def _weights(under: Floats, missed: Floats) -> Floats:
    """(3,) weights under which simulated intervals miss ``missed`` (3,), or less where a weight has gone to nought.

    ``under`` (3, 3, draws): the densities of each autocorrelation (second) at the truth, drawn under each (first). A weight grows
    while its autocorrelation is missed too often, and fades where it is not: the multipliers of the covering constraints.
    """
    log = -np.log(np.quantile(under[-1].mean(axis=0), missed[-1])) - np.log(3.0) * np.ones(len(missed))
    step = _STEPS
    for at in range(_ROUNDS):
        found = (np.einsum("j,rjN->rN", np.exp(log), under) < 1).mean(axis=1)
        log += step * (found - missed)
        step = step / 2 if at % _HALVED == _HALVED - 1 else step
    return np.asarray(np.exp(log))
