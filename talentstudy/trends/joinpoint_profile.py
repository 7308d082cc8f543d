"""An interval for an average change that takes neither the number of joinpoints nor their places as known."""

from __future__ import annotations

import numpy as np
from scipy import stats

from talentstudy.trends.joinpoint_grid import Grid
from talentstudy.trends.series import Floats, Integers

_CHUNK = 4096


def profile_interval(
    grid: Grid, whitened: Floats, start: float, end: float, level: float
) -> tuple[float, float, float]:
    """The average slopes over a window under which some model fits nearly as well as the best, and p of zero.

    For every set of K joinpoints (fewer are among them), the average slope a with estimate a_S and
    variance factor v_S has the sum of squares SSE_S + (a - a_S)² / v_S. The interval holds each a for
    which the least of these is at most SSE_min (1 + F(1, m) / m): a profile likelihood interval with
    its F bound. m = n - 3 K - 2 - jumps: a joinpoint costs its slope, its place and the search, as in
    NCI's standard errors; with n - 2 K - 2 the intervals hold 91 to 93 % in the simulations of
    docs/joinpoint_size.md. All nan where m is below 1.
    """
    design, k = grid.design, len(grid.levels)
    freedom = len(whitened) - 3 * k - 2 - len(design.jumps)
    if freedom < 1:
        return np.nan, np.nan, np.nan
    left = grid.project(whitened[:, None])
    sums = np.maximum(float(left.ravel() @ left.ravel()) - grid.gains(left, k)[:, 0], 0.0)
    limit = sums.min() * (1 + stats.f.isf(level, 1, freedom) / freedom)
    near = np.flatnonzero(sums <= limit)
    middle, factor = _averages(grid, whitened, near, start, end)
    reach = np.sqrt(factor * (limit - sums[near]))
    # Sets that fit worse than the best one does at zero cannot lower that.
    at_zero = float((sums[near] + middle**2 / factor).min())
    rest = np.flatnonzero((sums > limit) & (sums < at_zero))
    if len(rest):
        further, wider = _averages(grid, whitened, rest, start, end)
        at_zero = min(at_zero, float((sums[rest] + further**2 / wider).min()))
    least = float(sums.min())
    p = float(stats.f.sf((at_zero - least) * freedom / least, 1, freedom)) if least > 0 else float(at_zero == 0)
    return float((middle - reach).min()), float((middle + reach).max()), p


def _averages(grid: Grid, whitened: Floats, sets: Integers, start: float, end: float) -> tuple[Floats, Floats]:
    """(sets,) average slopes over the window and their variance factors, for chosen sets."""
    parts = [_some(grid, whitened, sets[at : at + _CHUNK], start, end) for at in range(0, len(sets), _CHUNK)]
    return np.concatenate([middle for middle, _ in parts]), np.concatenate([factor for _, factor in parts])


def _some(grid: Grid, whitened: Floats, sets: Integers, start: float, end: float) -> tuple[Floats, Floats]:
    design, k = grid.design, len(grid.levels)
    hinges = design.whitened(design.hinges(grid.places))
    spent = np.clip(end - np.maximum(grid.places, start), 0, None) / (end - start)
    members = grid.levels[k - 1].members[sets] if k else np.zeros((len(sets), 0), dtype=np.int64)
    base = np.broadcast_to(design.whitened(design.base), (len(sets), *design.base.shape))
    columns = np.concatenate([base, hinges[:, members].transpose(1, 0, 2)], axis=2)
    weights = np.zeros((len(sets), columns.shape[2]))
    weights[:, 1] = 1.0
    weights[:, design.base.shape[1] :] = spent[members]
    turned, triangle = np.linalg.qr(columns)
    scaled = np.linalg.solve(triangle.transpose(0, 2, 1), weights[:, :, None])[:, :, 0]
    along = np.einsum("mnp,n->mp", turned, whitened)
    return np.einsum("mp,mp->m", scaled, along), np.square(scaled).sum(axis=1)
