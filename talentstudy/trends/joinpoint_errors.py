"""How sure: standard errors of slopes and intervals of joinpoints, by two stated rules.

``separate`` is what NCI Joinpoint prints: every segment a regression of its own, observations on a
joinpoint left out, one residual variance. ``joint`` adds the joinpoints to the parameters of one
joined model (as R's segmented does), so that slopes carry the uncertainty of where they change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from talentstudy.trends.joinpoint_design import Design
from talentstudy.trends.joinpoint_grid import Grid
from talentstudy.trends.series import Floats


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Covariances of a joined model's parameters.

    ``slopes`` (K + 1, K + 1), ``knots`` (K, K), ``between`` (K + 1, K) of slopes with joinpoints
    (both zero under the separate rule); ``intercepts`` (K + 1,) standard errors at time zero;
    ``jumps`` (J,) standard errors; ``freedom`` residual degrees; nan where nothing can be said.
    """

    slopes: Floats
    knots: Floats
    between: Floats
    intercepts: Floats
    jumps: Floats
    freedom: int
    variance: float


def segment_numbers(design: Design, knots: Floats) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the segment of every point, and whether the point lies on a joinpoint."""
    segment = np.searchsorted(knots, design.positions, side="left")
    on = np.isin(design.positions, knots)
    return segment, on


def separate(design: Design, whitened: Floats, knots: Floats) -> Uncertainty:
    """NCI's rule, with the jumps shared by all segments and the weights and autocorrelation kept."""
    k = len(knots)
    segment, on = segment_numbers(design, knots)
    member = (segment[:, None] == np.arange(k + 1)[None, :]) & ~on[:, None]
    time = design.positions - design.origin
    dropped = np.eye(len(design))[:, on]
    columns = np.column_stack([member, member * time[:, None], design.base[:, 2:], dropped])
    inverse, known, freedom, variance = _least_squares(design.whitened(columns), whitened)
    covariance = np.where(known[:, None] & known[None, :], variance * inverse, np.nan)
    at = slice(k + 1, 2 * (k + 1))
    slopes = covariance[at, at]
    first = np.diag(covariance)[: k + 1]
    across = np.diag(covariance[: k + 1, at])
    intercepts = first - 2 * design.origin * across + design.origin**2 * np.diag(slopes)
    jumps = np.diag(covariance)[2 * (k + 1) : 2 * (k + 1) + len(design.jumps)]
    return Uncertainty(
        slopes, np.zeros((k, k)), np.zeros((k + 1, k)), np.sqrt(intercepts), np.sqrt(jumps), freedom, variance
    )


def joint(design: Design, whitened: Floats, knots: Floats, slopes: Floats) -> Uncertainty:
    """One joined model whose joinpoints are parameters too (the delta method)."""
    k, first = len(knots), design.base.shape[1]
    moves = -design.steps(knots) * np.diff(slopes)[None, :]
    columns = np.column_stack([design.base, design.hinges(knots), moves])
    inverse, known, freedom, variance = _least_squares(design.whitened(columns), whitened, linear=first + k)
    covariance = np.where(known[:, None] & known[None, :], variance * inverse, np.nan)
    # Slope j is the first slope and all changes up to j.
    build = np.zeros((k + 1, len(inverse)))
    build[:, 1] = 1.0
    build[:, first : first + k] = np.tril(np.ones((k + 1, k)), -1)
    used = np.r_[1, first : first + k]
    at = slice(first + k, first + 2 * k)
    slope = build[:, used] @ covariance[np.ix_(used, used)] @ build[:, used].T
    between = build[:, used] @ covariance[used, at]
    starts = np.full(k + 1, np.nan)
    return Uncertainty(
        slope, covariance[at, at], between, starts, np.sqrt(np.diag(covariance)[2:first]), freedom, variance
    )


def _least_squares(
    columns: Floats, whitened: Floats, linear: int | None = None
) -> tuple[Floats, np.ndarray, int, float]:
    """(X'X)+, which parameters are determined, residual degrees and variance.

    With ``linear`` the residuals are those of the first columns only: the rest are derivatives.
    """
    size = np.linalg.norm(columns, axis=0)
    size = np.where(size > 0, size, 1.0)
    pseudo = np.linalg.pinv(columns / size, rcond=1e-9)
    rank = int(np.linalg.matrix_rank(columns / size, tol=1e-9 * np.sqrt(columns.shape[1])))
    known = np.abs(pseudo @ (columns / size) - np.eye(columns.shape[1])).max(axis=1) < 1e-6
    fitted = columns if linear is None else columns[:, :linear]
    residual = whitened - fitted @ np.linalg.lstsq(fitted, whitened, rcond=None)[0]
    freedom = len(whitened) - rank
    variance = float(residual @ residual) / freedom if freedom > 0 else np.nan
    return (pseudo @ pseudo.T) / np.outer(size, size), known, freedom, variance


def knot_intervals(knots: Floats, uncertainty: Uncertainty, level: float) -> Floats:
    """(k, 2) intervals of continuous joinpoints by the delta method, with Student's t."""
    if uncertainty.freedom < 1:
        return np.full((len(knots), 2), np.nan)
    reach = stats.t.isf(level / 2, uncertainty.freedom) * np.sqrt(np.diag(uncertainty.knots))
    return np.column_stack([knots - reach, knots + reach])


def grid_intervals(grid: Grid, whitened: Floats, knots: Floats, level: float) -> Floats:
    """(k, 2) intervals of joinpoints from the profile of the grid search.

    A position is inside if the best model that has the joinpoint there keeps its sum of squares
    within 1 + k F(k, n - p) / (n - p) of the least, p = 2 k + 2 and the jumps (Lerman 1980); the
    ends printed are the first positions outside. This is what gives NCI's published intervals.
    """
    k = len(knots)
    if not 0 < k <= len(grid.levels):
        return np.empty((0, 2))
    left = grid.project(whitened[:, None])
    sums = float(left.ravel() @ left.ravel()) - grid.gains(left, k)[:, 0]
    freedom = len(whitened) - 2 * k - 2 - len(grid.design.jumps)
    if freedom < 1:
        return np.full((k, 2), np.nan)
    limit = sums.min() * (1 + k * stats.f.ppf(1 - level, k, freedom) / freedom)
    ends = np.empty((k, 2))
    for j in range(k):
        least = np.full(len(grid.places), np.inf)
        np.minimum.at(least, grid.levels[k - 1].members[:, j], sums)
        inside, reachable = np.flatnonzero(least <= limit), np.flatnonzero(np.isfinite(least))
        if not len(inside):
            inside = np.array([int(np.argmin(least))])
        ends[j, 0] = grid.places[max(inside[0] - 1, reachable[0])]
        ends[j, 1] = grid.places[min(inside[-1] + 1, reachable[-1])]
    return ends
