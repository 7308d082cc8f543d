"""Intervals that keep their promise on a short series whose errors are autocorrelated.

The interval of a contrast is the middle part of its posterior, mixed over every autocorrelation
(`growth_errors`). What the prior must be is not guessed: it is tilted, for the very design at
hand, until simulated intervals cover (`growth_calibration`). Where that is much wider than need be, the
narrowest interval that covers is given (`growth_shortest`); where no prior covers, none is, and the result says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talentstudy.errors import UnsuitableSeries

if TYPE_CHECKING:
    from talentstudy.trends.growth_errors import ErrorGrid
    from talentstudy.trends.series import Floats

SHORTEST = 8
"""Points below which no interval is given: the coverage table (docs/coverage.md) begins here."""


@dataclass(frozen=True)
class Interval:
    """``lower`` to ``upper`` at ``level``; or, with ``reason`` filled, no interval at all.

    A refused interval has NaN bounds: *too short for an interval* is a result, not an error.

    >>> Interval(1.0, 2.0, 0.95).given, too_short("5 points", 0.95).given
    (True, False)
    """

    lower: float
    upper: float
    level: float
    reason: str = ""

    @property
    def given(self) -> bool:
        """Whether there is an interval."""
        return not self.reason

    @property
    def width(self) -> float:
        """Upper less lower bound; NaN where refused."""
        return self.upper - self.lower

    def __contains__(self, value: float) -> bool:
        return self.lower <= value <= self.upper


@dataclass(frozen=True)
class Estimate:
    """One number with its unit and its interval."""

    value: float
    interval: Interval
    unit: str = ""

    def mapped(self, function: Callable[[float], float], unit: str) -> Estimate:
        """The same estimate on another scale; ``function`` must increase."""
        bounds = self.interval
        if bounds.given:
            bounds = replace(bounds, lower=function(bounds.lower), upper=function(bounds.upper))
        return Estimate(function(self.value), bounds, unit)


def too_short(found: str, level: float) -> Interval:
    """The refusal: no interval, and why."""
    return Interval(math.nan, math.nan, level, f"too short for an interval: {found}")


def check_level(level: float) -> float:
    """A level between one half and one.

    Raises UnsuitableSeries otherwise: 95 was probably meant as 0.95.
    """
    if not 0.5 <= level < 1:
        raise UnsuitableSeries(f"an interval's level lies between 0.5 and 1, got {level}; give 0.95 for 95 %.")
    return level


def contrast_intervals(
    grid: ErrorGrid, weights: Floats, values: Floats, level: float = 0.95, *, narrow: bool = True
) -> Floats | None:
    """Intervals (2, N) of one contrast (k,) for series (n, N) on one design; None where refused.

    Posterior of the contrast under a flat prior on coefficients and log variance: a mixture of
    t distributions with n − k degrees of freedom, one for each autocorrelation, weighed by the
    residual likelihood and the calibrated prior; on designs of 14 points or more where that is over 1.4 times as wide as with
    independent errors known, the narrowest that cover (unless ``narrow`` is False). Refused for fewer than 8 points, and wherever
    the calibration finds no prior that covers.

    Reference: for the residual likelihood, Harville (1974), Biometrika 61, 383-385.
    """
    # What only reads an estimate back loads neither numpy nor scipy.
    from talentstudy.trends.growth_calibration import covering

    found = None if grid.points < SHORTEST else covering(grid, weights, level, narrow=narrow)
    return None if found is None else found.bounds(values)


def contrast_interval(
    grid: ErrorGrid, weights: Floats, values: Floats, level: float = 0.95, *, narrow: bool = True
) -> Interval:
    """The interval of one contrast (k,) for one series (n,), or the reason why there is none.

    A contrast of nothing (no break in a window) is zero by definition.

    >>> import numpy as np
    >>> from talentstudy.trends.growth_errors import error_grid
    >>> years = np.arange(2011.0, 2025.0)
    >>> design = np.column_stack([np.ones(14), years - 2011])
    >>> values = 5 + 0.2 * (years - 2011) + 0.3 * np.cos(3 * years)
    >>> bounds = contrast_interval(error_grid(design, years), np.array([0.0, 1.0]), values)
    >>> bounds.lower < 0.2 < bounds.upper
    True
    """
    if not weights.any():
        return Interval(0.0, 0.0, level)
    if grid.points < SHORTEST:
        return too_short(f"{grid.points} points, at least {SHORTEST} are needed", level)
    if _is_exact(grid, values):
        reason = "no interval: the points lie on the fitted line, so there is no error to measure"
        return Interval(math.nan, math.nan, level, reason)
    bounds = contrast_intervals(grid, weights, values[:, None], level, narrow=narrow)
    if bounds is None:
        found = f"{grid.points} points and {grid.points - grid.freedom} coefficients, no prior covers"
        return too_short(found, level)
    return Interval(float(bounds[0, 0]), float(bounds[1, 0]), level)


def _is_exact(grid: ErrorGrid, values: Floats) -> bool:
    # Residuals of the size of rounding are no residuals; their ratio to the slope would be noise.
    rounding = 1e-11 * float(abs(values).max() or 1.0)
    return bool(grid.residual_squares(values[:, None]).min() <= grid.points * rounding**2)
