"""Fluctuation tests: sums of residuals that stay within bounds as long as a regression does not change."""

from __future__ import annotations

import csv
import math
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

ProcessKind = Literal["OLS-CUSUM", "Rec-CUSUM", "OLS-MOSUM", "Rec-MOSUM", "RE", "ME"]
_KINDS: tuple[str, ...] = get_args(ProcessKind)
_MOVING_KINDS = ("OLS-MOSUM", "Rec-MOSUM", "ME")
# Critical values of Chu, Hornik and Kuan (1995), by number of coefficients and width of the window.
_MOVING = Path(__file__).with_name("structural_breaks_moving.csv")
_MOVING_LEVELS = np.array([1.0, 0.1, 0.05, 0.025, 0.01])
# The same for moving sums of recursive residuals (rows: widths 0.05 to 0.5), in units of the root of the width.
_RECURSIVE_LEVELS = np.array([1.0, 0.2, 0.15, 0.1, 0.05, 0.025, 0.01])
_RECURSIVE = np.array(
    [
        [3.2165, 3.3185, 3.4554, 3.6622, 3.8632, 4.1009],
        [2.9795, 3.0894, 3.2368, 3.4681, 3.6707, 3.9397],
        [2.8289, 2.9479, 3.1028, 3.3382, 3.5598, 3.8143],
        [2.7099, 2.8303, 2.9874, 3.2351, 3.4604, 3.7337],
        [2.6061, 2.7325, 2.8985, 3.1531, 3.3845, 3.6626],
        [2.5111, 2.6418, 2.8134, 3.0728, 3.3102, 3.5907],
        [2.4283, 2.5609, 2.7327, 3.0043, 3.2461, 3.5333],
        [2.3464, 2.4840, 2.6605, 2.9333, 3.1823, 3.4895],
        [2.2686, 2.4083, 2.5899, 2.8743, 3.1229, 3.4123],
        [2.2255, 2.3668, 2.5505, 2.8334, 3.0737, 3.3912],
    ]
)


@dataclass(frozen=True, eq=False)
class FluctuationProcess:
    """A process over the points; ``values`` (m, columns), one column but for estimates (RE, ME)."""

    kind: ProcessKind
    values: Floats
    window: float

    def test(self) -> Check:
        """The largest deviation (for Rec-CUSUM relative to the line 1 + 2t) and its asymptotic p-value.

        P-values of moving processes are interpolated in a table and never smaller than 0.01.
        """
        deviations = np.abs(self.values)
        if self.kind == "Rec-CUSUM":
            share = np.arange(len(deviations)) / (len(deviations) - 1)
            deviations = deviations / (1 + 2 * share[:, None])
        statistic = float(deviations.max())
        return Check(statistic, self._p_value(statistic))

    def boundary(self, alpha: float = 0.05) -> Floats:
        """(m,) what the process must not cross in absolute value if it is to pass at level ``alpha``."""
        if not 0 < alpha < 1 or (self.kind in _MOVING_KINDS and alpha < 0.01):
            raise UnsuitableSeries(f"no boundary of {self.kind} exists at level {alpha}; 0.05 is usual.")
        height = float(brentq(lambda at: self._p_value(at) - alpha, 1e-6, 20.0))
        count = len(self.values)
        if self.kind == "Rec-CUSUM":
            return np.asarray(height * (1 + 2 * np.arange(count) / (count - 1)))
        return np.full(count, height)

    def _p_value(self, statistic: float) -> float:
        columns = self.values.shape[1]
        if self.kind == "Rec-MOSUM":
            widths = np.arange(1, 11) * 0.05
            table = _RECURSIVE * np.sqrt(widths)[:, None]
            critical = [0.0, *(np.interp(self.window, widths, column) for column in table.T)]
            return float(np.interp(statistic, critical, _RECURSIVE_LEVELS))
        if self.kind in _MOVING_KINDS:
            critical = [0.0, *_moving_critical(columns, self.window)]
            return float(np.interp(statistic, critical, _MOVING_LEVELS))
        single = _crossing(statistic) if self.kind == "Rec-CUSUM" else float(kolmogorov(statistic))
        return float(-np.expm1(columns * np.log1p(-single))) if single < 1 else 1.0


def fluctuation_process(
    values: Floats, design: Floats, kind: ProcessKind = "OLS-CUSUM", *, window: float = 0.15
) -> FluctuationProcess:
    """Scaled sums of residuals, or of changes in estimates, over the points.

    OLS-CUSUM: sums of OLS residuals over ``s sqrt(n)``; Rec-CUSUM: of recursive residuals over their deviation and
    ``sqrt(n-k)``; OLS-MOSUM and Rec-MOSUM: of either in a moving ``window`` (share of n); RE: recursive estimates less the
    final one, scaled by the square root of the design's moments; ME: estimates in a moving window likewise. ``values`` (n,), ``design`` (n, k).

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
    if kind in {"RE", "ME"}:
        width = _width(points, window, columns=design.shape[1]) if kind == "ME" else None
        return FluctuationProcess(kind, _estimates(fit, sigma, width), window)
    if kind.startswith("Rec"):
        left = recursive_residuals(values, design)
        # Rec-MOSUM takes off the coefficients once more, as R does.
        spare = len(left) - (design.shape[1] if kind == "Rec-MOSUM" else 1)
        scale = math.sqrt(float(((left - left.mean()) ** 2).sum()) / spare * len(left))
    else:
        left, scale = fit.residuals, sigma * math.sqrt(points)
    process = np.concatenate([[0.0], left.cumsum()]) / scale
    if kind in _MOVING_KINDS:
        width = _width(len(left), window)
        process = process[width:] - process[:-width]
    return FluctuationProcess(kind, process[:, None], window)


def _width(points: int, window: float, *, columns: int = 1) -> int:
    width = int(points * window)
    if not columns <= width < points:
        raise TooShort(
            f"a window of {window} over {points} points holds {width}; at least {columns} and fewer than all are wanted."
        )
    return width


def recursive_residuals(values: Floats, design: Floats) -> Floats:
    """(n - k,) errors of predicting each point from those before it, scaled to equal variance."""
    columns = design.shape[1]
    basis, left = np.linalg.qr(design)[0], np.empty(len(values))
    triangle, rotated = np.zeros((1, columns, columns)), np.zeros((1, columns, 1))
    for at, (row, value) in enumerate(zip(basis, values, strict=True)):
        left[at] = rotate_in(triangle, rotated, row[None], np.array([[value]]))[0, 0]
    return left[columns:]


def _estimates(fit: LeastSquares, sigma: float, width: int | None) -> Floats:
    """Estimates from the first points (RE), or from ``width`` points at a time (ME), less those of all, scaled."""
    points, columns = fit.design.shape
    if width is None:
        pieces = [slice(0, count) for count in range(columns, points)]
    else:
        pieces = [slice(at, at + width) for at in range(points - width + 1)]
    rows = []
    for piece in pieces:
        design = fit.design[piece]
        moments, vectors = np.linalg.eigh(design.T @ design)
        root = vectors * np.sqrt(np.maximum(moments, 0.0)) @ vectors.T
        estimate = np.linalg.lstsq(design, fit.values[piece], rcond=None)[0]
        # root / (sigma sqrt(count)) times count / sqrt(n)
        rows.append(root @ (estimate - fit.coefficients) * math.sqrt(len(design) / points) / sigma)
    if width is None:
        rows = [np.zeros(columns), *rows, np.zeros(columns)]
    return np.array(rows)


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
