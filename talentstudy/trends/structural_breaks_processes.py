"""Fluctuation tests: sums of residuals that stay within bounds as long as a regression does not change."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from scipy.optimize import brentq
from scipy.special import kolmogorov
from scipy.stats import norm

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import LeastSquares, fit_least_squares
from talentstudy.trends.least_squares_checks import Check
from talentstudy.trends.series import Floats
from talentstudy.trends.structural_breaks_dating import rotate_in

ProcessKind = Literal["OLS-CUSUM", "Rec-CUSUM", "OLS-MOSUM", "RE"]
_KINDS: tuple[str, ...] = get_args(ProcessKind)
# Critical values of Chu, Hornik and Kuan (1995), by number of coefficients and width of the window.
_MOVING = Path(__file__).with_name("structural_breaks_moving.csv")
_MOVING_LEVELS = np.array([1.0, 0.1, 0.05, 0.025, 0.01])


@dataclass(frozen=True, eq=False)
class FluctuationProcess:
    """A process over the points; ``values`` (m, columns), one column but for recursive estimates (RE)."""

    kind: ProcessKind
    values: Floats
    window: float

    def test(self) -> Check:
        """The largest deviation (for Rec-CUSUM relative to the line 1 + 2t) and its asymptotic p-value.

        MOSUM p-values are interpolated between 0.1 and 0.01 and never smaller than 0.01.
        """
        deviations = np.abs(self.values)
        if self.kind == "Rec-CUSUM":
            share = np.arange(len(deviations)) / (len(deviations) - 1)
            deviations = deviations / (1 + 2 * share[:, None])
        statistic = float(deviations.max())
        return Check(statistic, self._p_value(statistic))

    def boundary(self, alpha: float = 0.05) -> Floats:
        """(m,) what the process must not cross in absolute value if it is to pass at level ``alpha``."""
        if not 0 < alpha < 1 or (self.kind == "OLS-MOSUM" and alpha < 0.01):
            raise UnsuitableSeries(f"no boundary of {self.kind} exists at level {alpha}; 0.05 is usual.")
        height = float(brentq(lambda at: self._p_value(at) - alpha, 1e-6, 20.0))
        count = len(self.values)
        if self.kind == "Rec-CUSUM":
            return np.asarray(height * (1 + 2 * np.arange(count) / (count - 1)))
        return np.full(count, height)

    def _p_value(self, statistic: float) -> float:
        columns = self.values.shape[1]
        if self.kind == "OLS-MOSUM":
            critical = np.concatenate([[0.0], _moving_critical(columns, self.window)])
            return float(np.interp(statistic, critical, _MOVING_LEVELS))
        single = _crossing(statistic) if self.kind == "Rec-CUSUM" else float(kolmogorov(statistic))
        return float(-np.expm1(columns * np.log1p(-single))) if single < 1 else 1.0


def fluctuation_process(
    values: Floats, design: Floats, kind: ProcessKind = "OLS-CUSUM", *, window: float = 0.15
) -> FluctuationProcess:
    """Scaled sums of residuals, or of changes in estimates, over the points.

    OLS-CUSUM: sums of OLS residuals over ``s sqrt(n)``; Rec-CUSUM: of recursive residuals over their deviation and
    ``sqrt(n-k)``; OLS-MOSUM: of OLS residuals in a moving ``window`` (share of n); RE: recursive estimates less the
    final one, scaled by the square root of the design's moments. ``values`` (n,), ``design`` (n, k).

    Raises UnknownName for another kind; TooShort for a window of no point; UnsuitableSeries for an exact fit.

    References: Brown, Durbin and Evans (1975); Ploberger and Krämer (1992); Chu, Hornik and Kuan (1995);
    Ploberger, Krämer and Kontrus (1989); Zeileis et al. (2002).
    """
    if kind not in _KINDS:
        raise UnknownName("fluctuation process", kind, _KINDS)
    fit = fit_least_squares(design, values)
    points, sigma = len(values), float(np.sqrt(fit.rss / fit.df))
    if sigma <= 16 * np.finfo(float).eps * np.abs(values).max():
        raise UnsuitableSeries("the regression fits the series without error; its residuals have nothing to say.")
    if kind == "RE":
        return FluctuationProcess(kind, _recursive_estimates(fit, sigma), window)
    if kind == "Rec-CUSUM":
        left = recursive_residuals(values, design)
        process = np.concatenate([[0.0], left.cumsum()]) / (left.std(ddof=1) * np.sqrt(fit.df))
        return FluctuationProcess(kind, process[:, None], window)
    process = np.concatenate([[0.0], fit.residuals.cumsum()]) / (sigma * np.sqrt(points))
    if kind == "OLS-MOSUM":
        width = int(points * window)
        if not 0 < width < points:
            raise TooShort(f"a window of {window} over {points} points holds {width}; at least one is wanted.")
        process = process[width:] - process[:-width]
    return FluctuationProcess(kind, process[:, None], window)


def recursive_residuals(values: Floats, design: Floats) -> Floats:
    """(n - k,) errors of predicting each point from those before it, scaled to equal variance."""
    columns = design.shape[1]
    basis, left = np.linalg.qr(design)[0], np.empty(len(values))
    triangle, rotated = np.zeros((1, columns, columns)), np.zeros((1, columns, 1))
    for at, (row, value) in enumerate(zip(basis, values, strict=True)):
        left[at] = rotate_in(triangle, rotated, row[None], np.array([[value]]))[0, 0]
    return left[columns:]


def _recursive_estimates(fit: LeastSquares, sigma: float) -> Floats:
    points, columns = fit.design.shape
    process = np.zeros((points - columns + 2, columns))
    for count in range(columns, points):
        design = fit.design[:count]
        moments, vectors = np.linalg.eigh(design.T @ design)
        root = vectors * np.sqrt(np.maximum(moments, 0.0)) @ vectors.T
        estimate = np.linalg.lstsq(design, fit.values[:count], rcond=None)[0]
        # root / (sigma sqrt(count)) times count / sqrt(n)
        process[count - columns + 1] = root @ (estimate - fit.coefficients) * np.sqrt(count / points) / sigma
    return process


def _crossing(statistic: float) -> float:
    """P(a Brownian motion on 0 to 1 leaves ±statistic (1 + 2t)), with a line below 0.3 as in R."""
    if statistic < 0.3:
        return 1 - 0.1465 * statistic
    first = norm.sf(3 * statistic)
    second = np.exp(-4 * statistic**2) * (norm.cdf(statistic) + norm.cdf(5 * statistic) - 1)
    return float(2 * (first + second - np.exp(-16 * statistic**2) * norm.sf(statistic)))


@cache
def _moving_table() -> Floats:
    with _MOVING.open(encoding="utf-8", newline="") as table:
        return np.array([[float(cell) for cell in row.values()] for row in csv.DictReader(table)])


def _moving_critical(columns: int, window: float) -> Floats:
    table = _moving_table()
    rows = table[table[:, 0] == min(columns, table[:, 0].max())]
    return np.array([np.interp(window, rows[:, 1], rows[:, at]) for at in range(2, 6)])
