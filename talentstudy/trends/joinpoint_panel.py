"""Joinpoint models of many series over the same years, at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_fit import allowed_joinpoints, design_for
from talentstudy.trends.joinpoint_grid import Grid, grid_of
from talentstudy.trends.joinpoint_permutation import sequence
from talentstudy.trends.joinpoint_selection import information, largest_share, weighted_information
from talentstudy.trends.series import Floats, Integers, annual_series

_SELECTIONS = ("bic", "bic3", "weighted bic", "permutation")


@dataclass(frozen=True, eq=False)
class JoinpointPanel:
    """One row per series.

    ``number`` (m,) joinpoints; ``knots`` (m, K) and ``slopes`` (m, K + 1) on the scale fitted, nan
    beyond them; ``sse`` and ``score`` (m, K + 1) of 0 … K joinpoints (the score is the criterion
    asked for, BIC under the permutation test).
    """

    years: Integers
    names: tuple[str, ...]
    scale: str
    selection: str
    number: Integers
    knots: Floats
    slopes: Floats
    sse: Floats
    score: Floats

    def table(self) -> pd.DataFrame:
        """One row per series and segment: its ends and change a year (percent on the log scale)."""
        rows = []
        for at, name in enumerate(self.names):
            edges = np.r_[self.years[0], self.knots[at, : self.number[at]], self.years[-1]]
            slopes = self.slopes[at, : self.number[at] + 1]
            changes = 100 * np.expm1(slopes) if self.scale == "log" else slopes
            rows += [
                {"series": name, "first": first, "last": last, "change": change}
                for first, last, change in zip(edges[:-1], edges[1:], changes, strict=True)
            ]
        return pd.DataFrame(rows)


def fit_joinpoints(
    years: Any,
    values: Any,
    *,
    breaks: Iterable[int] = (),
    names: Iterable[str] | None = None,
    max_joinpoints: int = 3,
    scale: Literal["log", "linear"] = "log",
    selection: Literal["bic", "bic3", "weighted bic", "permutation"] = "bic",
    autocorrelation: float = 0.0,
    spacing: Spacing | None = None,
    permutations: int = 4499,
    seed: int = 7160,
    level: float = 0.05,
) -> JoinpointPanel:
    """What ``fit_joinpoint`` selects by grid search, for many series without errors or gaps at once.

    ``years`` (n,) increasing; ``values`` (m, n), one row per series, all with the same ``breaks``;
    the other parameters as there. Point estimates only: ask ``fit_joinpoint`` for intervals.

    Raises UnsuitableSeries for missing or infinite values, a constant row, or values without a
    log, naming the row; TooShort as ``fit_joinpoint``.

    >>> turned = [8, 9.1, 9.9, 11, 12.1, 13, 12.4, 12.1, 11.5, 11, 10.4, 10]
    >>> doubled = [1, 2, 4, 8, 16, 33, 60, 128, 250, 512, 990, 2048]
    >>> panel = fit_joinpoints(range(2000, 2012), [turned, doubled], max_joinpoints=1)
    >>> panel.number.tolist(), panel.knots[0].tolist()
    ([1, 0], [2005.0])
    """
    if selection not in _SELECTIONS:
        raise UnknownName("selection", selection, _SELECTIONS)
    apart = spacing or Spacing()
    matrix = np.atleast_2d(np.asarray(values, dtype=np.float64))
    labels = tuple(names) if names is not None else tuple(f"row {at}" for at in range(len(matrix)))
    series = annual_series(years, np.arange(len(list(years)), dtype=np.float64), breaks=breaks, name="the panel")
    fitted = _checked(matrix, labels, len(series), scale)
    most, _ = allowed_joinpoints("the panel", len(series), len(series.breaks), max_joinpoints, apart)
    plain = design_for(series, None)
    if not 0 <= autocorrelation < 1:
        raise UnsuitableSeries(
            f"the panel: an autocorrelation of {autocorrelation:g} was asked; 0 to below 1 is wanted."
        )
    design = Design(plain.x, plain.jumps, None, float(autocorrelation))
    whitened = design.whitened(np.ascontiguousarray(fitted.T))
    grid = grid_of(design, most, apart)
    sums, sets = grid.best(grid.project(whitened))
    score = _score(grid, whitened, sums, sets, selection)
    if selection == "permutation":
        most = len(grid.levels)
        number = np.array(
            [sequence(grid, row, most=most, permutations=permutations, seed=seed, level=level)[0] for row in whitened.T]
        )
    else:
        number = score.argmin(axis=0)
    knots, slopes = _lines(grid, whitened, number, sets)
    return JoinpointPanel(series.years, labels, scale, selection, number, knots, slopes, sums.T, score.T)


def _checked(matrix: Floats, names: tuple[str, ...], points: int, scale: str) -> Floats:
    if matrix.shape[1] != points or len(names) != len(matrix):
        raise UnsuitableSeries(
            f"the panel has {len(matrix)} rows of {matrix.shape[1]} values, {points} years and {len(names)} names; "
            "one value per year and one name per row are wanted."
        )
    known = np.isfinite(matrix)
    for wrong, why in (
        (~known.all(axis=1), "has a missing or infinite value; fit it alone, or leave it out"),
        (np.ptp(np.where(known, matrix, 0.0), axis=1) == 0, "is constant; a joinpoint model needs values that change"),
        ((matrix <= 0).any(axis=1) & (scale == "log"), "has a value of 0 or less; use scale='linear'"),
    ):
        if wrong.any():
            raise UnsuitableSeries(f"{names[int(np.argmax(wrong))]} {why}.")
    return np.log(matrix) if scale == "log" else matrix


def _score(grid: Grid, whitened: Floats, sums: Floats, sets: Integers, selection: str) -> Floats:
    points, jumps = len(grid.design), len(grid.design.jumps)
    floor = (1e-13 * np.abs(whitened).max(axis=0)) ** 2 * points
    bounded = np.maximum(sums, floor[None, :])
    bic = information(bounded, points, jumps, 2.0)
    if selection in ("bic", "permutation"):
        return bic
    bic3 = information(bounded, points, jumps, 3.0)
    if selection == "bic3":
        return bic3
    shares = np.zeros_like(sums)
    for k in range(1, len(sums)):
        for which in np.unique(sets[k]):
            same = sets[k] == which
            shares[k, same] = largest_share(grid.design, whitened[:, same], grid.knots(k, int(which)))
    return weighted_information(bic, bic3, shares)


def _lines(grid: Grid, whitened: Floats, number: Integers, sets: Integers) -> tuple[Floats, Floats]:
    """Joinpoints and slopes of the models selected; series with the same joinpoints are solved together."""
    design, first = grid.design, grid.design.base.shape[1]
    knots = np.full((whitened.shape[1], len(grid.levels)), np.nan)
    slopes = np.full((whitened.shape[1], len(grid.levels) + 1), np.nan)
    chosen = sets[number, np.arange(whitened.shape[1])]
    for k in np.unique(number):
        for which in np.unique(chosen[number == k]):
            same = np.flatnonzero((number == k) & (chosen == which))
            places = grid.knots(int(k), int(which))
            columns = design.whitened(np.column_stack([design.base, design.hinges(places)]))
            coefficients = np.linalg.pinv(columns) @ whitened[:, same]
            knots[same, :k] = places
            changes = np.vstack([coefficients[1:2], coefficients[first:]])
            slopes[same, : k + 1] = np.cumsum(changes, axis=0).T
    return knots, slopes
