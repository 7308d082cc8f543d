"""How sure the date of a break is: the asymptotic interval of Bai, as in R's strucchange."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import log_ndtr

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares
from talentstudy.trends.series import Floats

Covariance = Callable[[LeastSquares], Floats]


class _Side(NamedTuple):
    """One segment beside a break: coefficients, second moments of the design, of the scores, and error variance."""

    coefficients: Floats
    moments: Floats
    scores: Floats
    variance: float


def break_intervals(
    values: Floats,
    design: Floats,
    positions: Sequence[int],
    *,
    level: float = 0.95,
    same_design: bool = False,
    same_errors: bool = False,
    covariance: Covariance | None = None,
) -> list[tuple[int, int] | None]:
    """Lower and upper position of each break, or None where the interval does not exist.

    The distance of the estimated from the true break follows the place of the maximum of a two-sided Brownian motion with
    drift, its scale from the jump in the coefficients, the moments of the design and the variance of the errors on both
    sides: each its own, or common where ``same_design`` or ``same_errors``. ``covariance`` gives the
    covariance of a fit's coefficients (``newey_west``, ``kernel_hac``) where errors are correlated.
    ``values`` (n,), ``design`` (n, k); positions as points before each break. Bounds may lie outside the series.
    The interval is asymptotic in a small jump: with four points beside a break it is a guide, not 95 %.

    Raises UnsuitableSeries for a level outside 0 to 1 or segments without a spare point.

    References: Bai (1997); Bai and Perron (2003), section 4; Zeileis et al. (2003).
    """
    if not 0 < level < 1:
        raise UnsuitableSeries(f"a level of {level} was asked for; one between 0 and 1 is wanted (0.95).")
    sides = _sides(values, design, positions, same_design, same_errors, covariance)
    return [
        _interval(position, before, after, level, same_design, covariance is not None)
        for position, (before, after) in zip(positions, pairwise(sides), strict=True)
    ]


def _sides(
    values: Floats,
    design: Floats,
    positions: Sequence[int],
    same_design: bool,
    same_errors: bool,
    covariance: Covariance | None,
) -> list[_Side]:
    points = len(values)
    edges = [0, *positions, points]
    pieces = [slice(first, last) for first, last in pairwise(edges)]
    fits = [fit_least_squares(design[piece], values[piece]) for piece in pieces]
    residuals = np.concatenate([fit.residuals for fit in fits])
    # Residuals of all segments as one fit: what the whole says of design and errors.
    whole = fit_least_squares(design, design.sum(axis=1) + residuals)
    # What rounding alone leaves of values of this size is no error variance.
    rounding = (16 * np.finfo(float).eps * float(np.abs(values).max())) ** 2
    sides = []
    for fit in fits:
        design_from, errors_from = (whole if same_design else fit), (whole if same_errors else fit)
        moments = design_from.design.T @ design_from.design / len(design_from.values)
        variance = float(errors_from.rss) / len(errors_from.values)
        if variance <= rounding:
            variance = 0.0
        scores = variance * moments
        if covariance is not None:
            size = len(errors_from.values)
            own = errors_from.design.T @ errors_from.design / size
            around = own if same_errors else moments
            scores = size * around.T @ covariance(errors_from) @ around
        sides.append(_Side(fit.coefficients, moments, scores, variance))
    return sides


def _interval(
    position: int, before: _Side, after: _Side, level: float, same_design: bool, correlated: bool
) -> tuple[int, int] | None:
    jump = after.coefficients - before.coefficients
    drift_before, drift_after = float(jump @ before.moments @ jump), float(jump @ after.moments @ jump)
    if drift_before <= 0 or drift_after <= 0:
        return None
    ratio = 1.0 if same_design else drift_after / drift_before
    spread_before, spread_after = before.variance, after.variance
    if correlated:
        spread_before = float(jump @ before.scores @ jump) / drift_before
        spread_after = float(jump @ after.scores @ jump) / drift_after
    if min(spread_before, spread_after, before.variance, after.variance) <= 0:
        return None
    phi, tail = ratio * spread_after / spread_before, (1 - level) / 2

    def excess(at: float, wanted: float) -> float:
        return place_of_maximum(at, ratio, phi) - wanted

    if not tail <= place_of_maximum(0.0, ratio, phi) <= 1 - tail:
        return None
    low, high = -1.0, 1.0
    while excess(high, 1 - tail) < 0:
        high *= 2
    while excess(low, tail) > 0:
        low *= 2
    scale = spread_before / drift_before
    upper = brentq(excess, 0.0, high, args=(1 - tail,)) * scale
    lower = brentq(excess, low, 0.0, args=(tail,)) * scale
    return position - int(np.ceil(upper)), position - int(np.floor(lower))


def place_of_maximum(at: float, ratio: float = 1.0, phi: float = 1.0) -> float:
    """P(argmax V <= at) for V(s) = W(-s) - |s|/2 before nought and sqrt(phi) W(s) - ratio s/2 after it.

    ``ratio`` is the drift after the break over that before; ``phi`` the variance after over that before.

    Reference: Bai (1997).

    >>> round(place_of_maximum(0.0), 6), round(place_of_maximum(11.03), 3)
    (0.5, 0.975)
    """
    if at < 0:
        return _lower_tail(-at, ratio, phi)
    # The process seen from the other side: drift and scale change places.
    return 1.0 - _lower_tail(at * ratio**2 / phi, 1.0 / ratio, 1.0 / phi)


def _lower_tail(distance: float, ratio: float, phi: float) -> float:
    root = np.sqrt(distance)
    share = ratio / phi
    density = root * np.exp(-distance / 8) / np.sqrt(2 * np.pi)
    growth = np.exp(share * (1 + share) * distance / 2 + log_ndtr(-(0.5 + share) * root))
    weight = (phi / ratio) * (phi + 2 * ratio) / (phi + ratio)
    level = distance / 2 - 2 + (phi + 2 * ratio) ** 2 / ((phi + ratio) * ratio)
    return float(-density - weight * growth + level * np.exp(log_ndtr(-root / 2)))
